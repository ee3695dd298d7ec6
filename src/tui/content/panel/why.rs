//! What the step did, in a sentence; the page that says so; and how the rules stand.

use crate::sim::body::Confidence;
use crate::tui::content::lookup;
use crate::tui::content::pen::{Pen, Piece, cut, line_width, piece, wrap};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Draws the panel; `prompt` says how a lesson goes on, if there is one.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, border: Role, prompt: &[Piece]) {
    let title = [piece(Role::Title, scene.text("panel-why"))];
    let rules = rules(scene);
    let mut remark = rules.clone();
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

/// What the step did, after the rules that it breaks. Where not all has room, first the reason
/// goes, then who is to blame for a broken rule: both stand in the sheets.
fn rows(scene: &StageView<'_>, w: u16, h: u16) -> Vec<(Role, String)> {
    let lines = |role: Role, text: &str| {
        wrap(text, w).into_iter().map(move |line| (role, line)).collect::<Vec<_>>()
    };
    let broken = lookup::broken_here(scene);
    let mut rows: Vec<(Role, String)> =
        lookup::verdict(scene).iter().flat_map(|(role, text)| lines(*role, text)).collect();
    rows.extend(broken.iter().flat_map(|text| lines(Role::Bad, text)));
    let told = lines(Role::Text, &lookup::sentence(scene));
    if broken.is_empty() || rows.len() + told.len() <= usize::from(h) {
        rows.extend(told);
        return rows;
    }
    let told = lines(Role::Text, &lookup::step(scene));
    if rows.len() + told.len() > usize::from(h) {
        let cut_mark = scene.theme.glyphs.cut;
        rows = broken.iter().map(|text| (Role::Bad, cut(text, w, cut_mark).into_owned())).collect();
    }
    rows.extend(told);
    rows
}

/// The page, and how sure it is.
pub fn cite(scene: &StageView<'_>) -> Vec<Piece> {
    let (cites, confidence) = scene.cites();
    // The mark stands first: what does not fit is cut from the end.
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
