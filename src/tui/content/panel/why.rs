//! What the step did, in a sentence; the page that says so; and the results of the rules.

use crate::narrate::blame::blamed;
use crate::sim::Violation;
use crate::sim::body::Confidence;
use crate::sim::rules::Blame;
use crate::sim::timeline::Verdict;
use crate::tui::content::pen::{Pen, Piece, cut, line_width, piece, width, wrap};
use crate::tui::content::{lookup, violation};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Draws the panel; `prompt` says how a lesson continues, if there is one.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, border: Role, prompt: &[Piece]) {
    let title = [title(scene)];
    let mut remark = match (scene.broken_here(), scene.ends_otherwise()) {
        ([], Some(run)) => {
            vec![piece(Role::Doubt, to_blame(scene, violation::blame(run, scene.lang)))]
        }
        ([], None) => rules(scene),
        (broken, _) => vec![piece(Role::Bad, to_blame(scene, blame(scene, broken)))],
    };
    if !prompt.is_empty() {
        remark.push(piece(Role::Quiet, "   "));
        remark.extend_from_slice(prompt);
        if line_width(&title) + line_width(&remark) + 9 > pen.area().width {
            remark = prompt.to_vec();
        }
    }
    let inside = pen.frame(&title, &remark, border);
    pen.footer(&cite(scene));
    let mut pen = pen.within(inside);
    let (w, h) = (inside.width.saturating_sub(2), inside.height);
    let rows = rows(scene, w, h);
    let too_many = rows.len() > usize::from(h);
    for (y, (role, line)) in rows.into_iter().take(usize::from(h)).enumerate() {
        let is_last = y + 1 == usize::from(h);
        let line =
            if too_many && is_last { format!("{line} {}", scene.theme.glyphs.cut) } else { line };
        pen.line(1, y as u16, &[piece(role, line)]);
    }
}

/// Lines of one role.
type RoleLines = Vec<(Role, String)>;

fn lines(role: Role, text: &str, w: u16) -> RoleLines {
    wrap(text, w).into_iter().map(|line| (role, line)).collect()
}

/// What the step did, or what it broke.
fn rows(scene: &StageView<'_>, w: u16, h: u16) -> RoleLines {
    if !scene.broken_here().is_empty() {
        return broken(scene, w, usize::from(h));
    }
    let verdict = lookup::verdict(scene);
    let mut rows: RoleLines =
        verdict.iter().flat_map(|(role, text)| lines(*role, text, w)).collect();
    let at_end = scene.timeline.at() == scene.timeline.len();
    let earlier = scene.violations().next();
    let earlier = earlier.filter(|_| at_end && scene.timeline.log_name().is_none());
    if scene.ends_otherwise().is_some() || earlier.is_some() {
        let told = violation::earlier(scene.timeline, scene.lang);
        rows.extend(told.iter().flat_map(|text| lines(Role::Bad, text, w)));
        rows.extend(mend(scene, earlier, w));
        more(&mut rows, scene, w, usize::from(h));
        return rows;
    }
    let diverges = scene.diverges_here().map(|run| violation::diverges(run, scene.lang));
    let diverges = diverges.map(|text| format!("{} {text}", scene.theme.glyphs.owed));
    rows.extend(diverges.iter().flat_map(|text| lines(Role::Doubt, text, w)));
    rows.extend(lines(Role::Text, &lookup::sentence(scene), w));
    rows
}

/// How to mend what is broken, unless that is the answer to a question.
fn mend(scene: &StageView<'_>, found: Option<&Violation>, w: u16) -> RoleLines {
    let secret = scene.healthy.is_none() && scene.asks;
    let of_bug = scene.healthy.and_then(|run| violation::mend_bug(run, scene.lang));
    let of_rule = || violation::mend(scene.timeline, found?, scene.of_bench, scene.lang);
    let text = of_bug.or_else(of_rule).filter(|_| !secret);
    text.map_or_else(Vec::new, |text| lines(Role::Good, &text, w))
}

/// What is the case and how to mend it; then, as far as there is room, where the run went wrong,
/// what a developer sees of it, what the step did.
fn broken(scene: &StageView<'_>, w: u16, h: usize) -> RoleLines {
    let verdict = lookup::verdict(scene);
    // Of a crash or a wait for ever the verdict tells more than a rule.
    let ended = verdict.iter().skip(1).map(|(_, text)| text.clone());
    let cases: Vec<String> = ended.chain(lookup::cases(scene)).collect();
    let mend = mend(scene, scene.broken_here().first(), w);
    let parts = scene.healthy.and_then(|run| violation::parts(run, scene.lang));
    let parts = parts.map_or(0, |text| wrap(&text, w).len());
    let mut room = h.saturating_sub(mend.len()).max(1);
    if room >= cases.len() + parts {
        room -= parts;
    }
    let mut rows = allotted(scene, &cases, w, room);
    rows.extend(mend);
    more(&mut rows, scene, w, h);
    rows
}

/// Adds what else there is to say, each text whole or not at all.
fn more(rows: &mut RoleLines, scene: &StageView<'_>, w: u16, h: usize) {
    let parts = scene.healthy.and_then(|run| violation::parts(run, scene.lang));
    let cut_short = matches!(scene.timeline.verdict(), Verdict::Crashed | Verdict::Stuck);
    let symptom = violation::symptom(scene.healthy, cut_short, scene.lang);
    // What nothing more came of is no news.
    let shows = scene.event().is_some_and(|event| event.kind.is_beat());
    let step = shows.then(|| lookup::step(scene));
    let texts = [(Role::Text, parts), (Role::Text, symptom), (Role::Quiet, step)];
    for (role, text) in texts {
        let told = text.map_or_else(Vec::new, |text| lines(role, &text, w));
        if rows.len() + told.len() <= h {
            rows.extend(told);
        }
    }
}

/// The cases in so many lines: each has one, and the first ones what is left of them; where there
/// are more cases than lines, how many there are, unless the title names the rule of each.
fn allotted(scene: &StageView<'_>, cases: &[String], w: u16, room: usize) -> RoleLines {
    let cut_mark = scene.theme.glyphs.cut;
    let shown = if cases.len() > room { room.saturating_sub(1).max(1) } else { cases.len() };
    let left = cases.len() - shown;
    let are_named = broken_rules(scene).len() == cases.len();
    let left = if are_named { 0 } else { left };
    let left = (left > 0).then(|| scene.words().with("violation-more", &[("count", left.into())]));
    // Where one line is all, it says both.
    let shares = left.is_some() && room == 1;
    let more = left.as_deref().map_or(0, |left| width(left) + 1);
    let narrow = if shares { w.saturating_sub(more) } else { w };
    let mut spare = room.saturating_sub(shown + usize::from(left.is_some()));
    let mut rows = Vec::new();
    for case in &cases[..shown] {
        let mut told = wrap(case, narrow);
        let most = 1 + spare.min(told.len().saturating_sub(1));
        spare -= most - 1;
        if told.len() > most {
            let rest = told[most - 1..].join(" ");
            told.truncate(most - 1);
            told.push(cut(&rest, narrow, cut_mark).into_owned());
        }
        rows.extend(told.into_iter().map(|line| (Role::Bad, line)));
    }
    match (left, shares, rows.last_mut()) {
        (Some(left), true, Some((_, last))) => *last = format!("{last} {left}"),
        (Some(left), ..) => rows.push((Role::Bad, left)),
        (None, ..) => {}
    }
    rows
}

/// Whose mistake it is, with the word that says what the names are.
fn to_blame(scene: &StageView<'_>, who: impl IntoIterator<Item = String>) -> String {
    let who = who.into_iter().collect::<Vec<_>>().join(", ");
    scene.words().with("panel-blame", &[("who", who.into())])
}

/// Whom the rules that are broken here blame, each once; a side without a name only if no name of
/// that side is given.
fn blame(scene: &StageView<'_>, broken: &[Violation]) -> Vec<String> {
    let mut all: Vec<(Blame, String)> = Vec::new();
    for found in broken {
        let who = (found.blame, blamed(scene.timeline, found, scene.lang));
        if !all.contains(&who) {
            all.push(who);
        }
    }
    let names = |side: Blame| all.iter().filter(|(blame, _)| *blame == side).count();
    let is_told = |(side, who): &&(Blame, String)| {
        names(*side) == 1 || *who != scene.text(&format!("blame-{}", side.name()))
    };
    all.iter().filter(is_told).map(|(_, who)| who.clone()).collect()
}

/// The rules that are broken here, each once.
fn broken_rules<'a>(scene: &StageView<'a>) -> Vec<&'a str> {
    let mut rules: Vec<&str> = scene.broken_here().iter().map(|found| found.rule).collect();
    rules.dedup();
    rules
}

/// What the panel is about: where a rule is broken, that.
fn title(scene: &StageView<'_>) -> Piece {
    let rules = broken_rules(scene);
    match rules.is_empty() {
        true => piece(Role::Title, scene.text("panel-why")),
        false => {
            let text = scene.words().with("panel-broken", &[("rules", rules.join(" ").into())]);
            piece(Role::Bad, format!("{} {text}", scene.theme.glyphs.broken))
        }
    }
}

/// The page, and how sure it is.
pub fn cite(scene: &StageView<'_>) -> Vec<Piece> {
    let (cites, confidence) = scene.cites();
    // The mark comes first: what does not fit is cut from the end.
    let mark = confidence.filter(|mark| *mark != Confidence::Documented);
    let mark = mark.map(|mark| {
        piece(Role::Doubt, format!("[{}] ", scene.text(&format!("confidence-{}", mark.name()))))
    });
    let mut line: Vec<Piece> = mark.into_iter().collect();
    for (number, cite) in cites.iter().enumerate() {
        if number > 0 {
            line.push(piece(Role::Quiet, format!(" {} ", scene.theme.glyphs.dot)));
        }
        line.push(piece(Role::Cite, lookup::page(cite, scene.lang)));
    }
    // A mark alone says of nothing that it is so.
    if cites.is_empty() && !line.is_empty() {
        line.push(piece(Role::Quiet, scene.text("cite-no-page")));
    }
    line
}

fn rules(scene: &StageView<'_>) -> Vec<Piece> {
    let glyphs = scene.theme.glyphs;
    let mut broken: Vec<&str> = Vec::new();
    for found in scene.violations() {
        if !broken.contains(&found.rule) {
            broken.push(found.rule);
        }
    }
    if broken.is_empty() {
        let here = scene.timeline.at();
        let count =
            scene.machine().rules().filter(|rule| scene.timeline.is_tested(rule.id, here)).count();
        let id = if scene.program().recorded { "log-rules-hold" } else { "rules-hold" };
        let text = scene.words().with(id, &[("count", count.into())]);
        return vec![piece(Role::Good, format!("{} ", glyphs.holds)), piece(Role::Quiet, text)];
    }
    let text = scene.words().with("rules-broken", &[("count", broken.len().into())]);
    vec![piece(Role::Bad, format!("{} {text}: {}", glyphs.broken, broken.join(" ")))]
}
