//! What the step did, in a sentence; the page that says so; and the results of the rules.

use crate::narrate::blame::blamed;
use crate::sim::Violation;
use crate::sim::body::Confidence;
use crate::tui::content::pen::{Pen, Piece, cut, line_width, piece, wrap};
use crate::tui::content::{lookup, violation};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Draws the panel; `prompt` says how a lesson continues, if there is one.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, border: Role, prompt: &[Piece]) {
    let title = [title(scene)];
    let mut remark = match scene.broken_here() {
        [] => rules(scene),
        broken => vec![piece(Role::Bad, blame(scene, broken))],
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

/// What the step did, or what it broke.
fn rows(scene: &StageView<'_>, w: u16, h: u16) -> Vec<(Role, String)> {
    let lines = |role: Role, text: &str| {
        wrap(text, w).into_iter().map(move |line| (role, line)).collect::<Vec<_>>()
    };
    if !scene.broken_here().is_empty() {
        return broken(scene, w, usize::from(h));
    }
    let diverges = scene.diverges_here().map(|run| violation::diverges(run, scene.lang));
    let diverges = diverges.map(|text| format!("{} {text}", scene.theme.glyphs.owed));
    let diverges = diverges.map_or_else(Vec::new, |text| lines(Role::Doubt, &text));
    let mut rows: Vec<(Role, String)> =
        lookup::verdict(scene).iter().flat_map(|(role, text)| lines(*role, text)).collect();
    rows.extend(diverges);
    rows.extend(lines(Role::Text, &lookup::sentence(scene)));
    rows
}

/// What is the case, how to mend it, where the run went wrong, what the step did: each as far as
/// there is room, and none of the first two without a line.
fn broken(scene: &StageView<'_>, w: u16, h: usize) -> Vec<(Role, String)> {
    let wrapped = |role: Role, text: &str| -> Vec<(Role, String)> {
        wrap(text, w).into_iter().map(|line| (role, line)).collect()
    };
    let cut_mark = scene.theme.glyphs.cut;
    let verdict = lookup::verdict(scene);
    // Of a crash or a wait for ever the verdict tells more than a rule.
    let ended = verdict.iter().skip(1).map(|(_, text)| text.clone());
    let cases: Vec<String> = ended.chain(lookup::cases(scene)).collect();
    let rule = scene.broken_here().first().map_or("", |found| found.rule);
    let secret = scene.healthy.is_none() && scene.asks;
    let mend = (!secret).then(|| violation::mend(rule, scene.healthy, scene.lang)).flatten();
    let mend = mend.map_or_else(Vec::new, |text| wrapped(Role::Good, &text));
    let mut rows: Vec<(Role, String)> =
        cases.iter().flat_map(|case| wrapped(Role::Bad, case)).collect();
    if rows.len() + mend.len() > h && cases.len() == 1 {
        rows.truncate(h.saturating_sub(mend.len()).max(1));
        if let Some((_, last)) = rows.last_mut() {
            *last = cut(&format!("{last} {cut_mark}"), w, cut_mark).into_owned();
        }
    } else if rows.len() + mend.len() > h {
        rows = cases.iter().map(|it| (Role::Bad, cut(it, w, cut_mark).into_owned())).collect();
    }
    let (told, most) = (rows.len(), h.saturating_sub(usize::from(!mend.is_empty())));
    if told > most {
        let more = [("count", (told + 1 - most.max(1)).into())];
        rows.truncate(most.saturating_sub(1));
        rows.push((Role::Bad, scene.words().with("violation-more", &more)));
    }
    let room = h.saturating_sub(rows.len());
    if mend.len() > room {
        let whole = mend.iter().map(|(_, line)| &**line).collect::<Vec<_>>().join(" ");
        rows.extend(mend.into_iter().take(room.saturating_sub(1)));
        let shown =
            wrap(&whole, w).iter().take(room.saturating_sub(1)).map(|it| it.len() + 1).sum();
        let rest = whole.get(shown..).unwrap_or_default();
        rows.push((Role::Good, cut(rest, w, cut_mark).into_owned()));
    } else {
        rows.extend(mend);
    }
    let parts = scene.healthy.and_then(|run| violation::parts(run, scene.lang));
    rows.extend(parts.iter().flat_map(|text| wrapped(Role::Text, text)));
    rows.extend(wrapped(Role::Quiet, &lookup::step(scene)));
    rows.truncate(h);
    rows
}

/// Whom the rules that are broken here blame, each once.
fn blame(scene: &StageView<'_>, broken: &[Violation]) -> String {
    let mut all: Vec<String> = Vec::new();
    for found in broken {
        let who = blamed(scene.timeline, found, scene.lang);
        if !all.contains(&who) {
            all.push(who);
        }
    }
    all.join(", ")
}

/// What the panel is about: where a rule is broken, that.
fn title(scene: &StageView<'_>) -> Piece {
    let mut rules: Vec<&str> = scene.broken_here().iter().map(|found| found.rule).collect();
    rules.dedup();
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
    line
}

fn rules(scene: &StageView<'_>) -> Vec<Piece> {
    let glyphs = scene.theme.glyphs;
    let mut broken: Vec<&str> = scene.violations().map(|found| found.rule).collect();
    broken.dedup();
    if broken.is_empty() {
        let here = scene.timeline.at();
        let count =
            scene.machine().rules().filter(|rule| scene.timeline.is_tested(rule.id, here)).count();
        let text = scene.words().with("rules-hold", &[("count", count.into())]);
        return vec![piece(Role::Good, format!("{} ", glyphs.holds)), piece(Role::Quiet, text)];
    }
    let text = scene.words().with("rules-broken", &[("count", broken.len().into())]);
    vec![piece(Role::Bad, format!("{} {text}: {}", glyphs.broken, broken.join(" ")))]
}
