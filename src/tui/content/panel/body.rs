//! The body that runs, as its file has it, with the statement that has just run and the one that
//! comes next.

use ratatui::layout::Position;
use ratatui::style::Modifier;

use crate::sim::Statement;
use crate::sim::body::{Body, Confidence};
use crate::tui::content::panel::culprit;
use crate::tui::content::pen::{Pen, Piece, line_width, piece, wrap};
use crate::tui::model::scene::{EFFECT_AT, StageView};
use crate::tui::model::theme::Role;

/// Draws the panel; gives the place of the statement that has just run.
pub fn draw(
    pen: &mut Pen<'_>,
    scene: &StageView<'_>,
    border: Role,
    remark: &[Piece],
) -> Option<Position> {
    if let Some((code, healthy)) = scene.culprit() {
        culprit::draw(pen, scene, border, (code, healthy));
        return None;
    }
    let Some(body) = scene.body() else {
        pen.frame(&[piece(Role::Title, scene.text("panel-body"))], remark, border);
        return None;
    };
    let who = scene.text(who(body));
    let remark = if remark.is_empty() { vec![piece(Role::Quiet, who)] } else { remark.to_vec() };
    let inside = pen.frame(&[piece(Role::Title, body.title.clone())], &remark, border);
    let rows: Vec<(usize, Vec<Piece>)> = (0..body.statements.len())
        .flat_map(|at| {
            lines(scene, &body.statements[at], at, inside.width)
                .into_iter()
                .map(move |line| (at, line))
        })
        .collect();
    let row_of = |statement: Option<u16>| {
        rows.iter().position(|(at, _)| statement.map(usize::from) == Some(*at))
    };
    let ran = row_of(scene.running.ran).or(row_of(scene.running.next)).unwrap_or(0);
    let next = row_of(scene.running.next).unwrap_or(ran);
    let height = usize::from(inside.height);
    let scroll = window(rows.len(), height, ran, next);
    pen.more(scroll > 0, scroll + height < rows.len());
    let mut pen = pen.within(inside);
    let mut source = None;
    for (y, (at, line)) in (0u16..inside.height).zip(rows.iter().skip(scroll)) {
        if scene.running.ran.map(usize::from) == Some(*at) && source.is_none() {
            let x = (inside.x + line_width(line)).min(inside.right().saturating_sub(1));
            source = Some(Position::new(x, inside.y + y));
        }
        pen.line(0, y, line);
    }
    source
}

/// The first line that shows: both statements are in the window if they fit, and a third of it is
/// above.
pub(super) fn window(total: usize, height: usize, ran: usize, next: usize) -> usize {
    let (first, last) = (ran.min(next), ran.max(next));
    let focus = if last - first < height { first } else { next };
    let wanted = focus.saturating_sub(height / 3);
    let wanted =
        if last - first < height { wanted.max((last + 1).saturating_sub(height)) } else { wanted };
    wanted.min(total.saturating_sub(height))
}

/// A statement in as many lines as it needs.
fn lines(scene: &StageView<'_>, statement: &Statement, at: usize, columns: u16) -> Vec<Vec<Piece>> {
    let glyphs = scene.theme.glyphs;
    let ran = scene.running.ran.map(usize::from) == Some(at);
    let next = scene.running.next.map(usize::from) == Some(at);
    let moving = scene.progress < EFFECT_AT;
    let (gutter, role) = match (ran, next) {
        (true, _) if moving => (piece(Role::Spark, glyphs.next), Role::Spark),
        (_, true) if !moving => (piece(Role::Current, glyphs.next), Role::Current),
        (true, false) => (piece(Role::Changed, glyphs.ran), Role::Changed),
        _ => (piece(Role::Quiet, " "), Role::Text),
    };
    let indent = usize::from(statement.indent) * 2 + 2;
    let covered = scene.covered && is_ahead(scene, at);
    let mark = doubt(statement.confidence).filter(|_| !covered);
    let doubt = mark.map_or(String::new(), |mark| format!(" {mark}"));
    let room = columns.saturating_sub(indent as u16);
    // Whether a test is a step is the machine's concern, and not shown in the code.
    let shown = statement.text.strip_prefix("quietly ").unwrap_or(&statement.text);
    let cover = scene.text("code-covered");
    let shown = match (covered, next) {
        (false, _) => shown,
        (true, true) => &cover,
        (true, false) => glyphs.cut,
    };
    let texts = wrap_code(shown, room.saturating_sub(doubt.len() as u16).max(8));
    let last = texts.len().saturating_sub(1);
    texts
        .into_iter()
        .enumerate()
        .map(|(row, text)| {
            let lead = if row == 0 { gutter.clone() } else { piece(Role::Quiet, " ") };
            let mut text = piece(role, text);
            if ran && !next && !moving {
                text.extra -= Modifier::BOLD;
            }
            let mut line = vec![lead, piece(Role::Quiet, " ".repeat(indent - 1)), text];
            if row == last && !doubt.is_empty() {
                line.push(piece(Role::Doubt, doubt.clone()));
            }
            line
        })
        .collect()
}

/// Whether a statement is still to come: what runs next, and all below that; where the next one is
/// above, everything but what has just run.
fn is_ahead(scene: &StageView<'_>, at: usize) -> bool {
    let [ran, next] = [scene.running.ran, scene.running.next].map(|it| it.map(usize::from));
    match (ran, next) {
        (Some(ran), Some(next)) if next <= ran => at != ran,
        (Some(ran), _) => at > ran,
        (None, Some(next)) => at >= next,
        (None, None) => true,
    }
}

/// Code in lines; what continues is indented.
pub(super) fn wrap_code(text: &str, columns: u16) -> Vec<String> {
    let mut lines = wrap(text, columns);
    if lines.len() > 1 {
        let first = lines.remove(0);
        let rest = text.get(first.len()..).unwrap_or_default().trim_start();
        lines = wrap(rest, columns.saturating_sub(2).max(1))
            .into_iter()
            .map(|line| format!("  {line}"))
            .collect();
        lines.insert(0, first);
    }
    lines
}

/// A sign for what the pages do not say in plain words.
pub fn doubt(confidence: Option<Confidence>) -> Option<&'static str> {
    match confidence? {
        Confidence::Documented => None,
        Confidence::Seen => Some("[S]"),
        Confidence::Inferred => Some("[I]"),
        Confidence::Contested => Some("[C]"),
    }
}

/// Whose code a body is.
pub fn who(body: &Body) -> &'static str {
    use crate::sim::body::Who;
    match body.who {
        Who::Client => "who-client",
        Who::Mapi => "who-mapi",
        Who::Spooler => "who-spooler",
        Who::Provider => "who-provider",
        Who::Transport => "who-transport",
        Who::AddressBook => "who-address-book",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_statements_are_in_the_window_if_they_fit() {
        for total in 1..40usize {
            for height in 1..20usize {
                for ran in 0..total {
                    for next in 0..total {
                        let first = window(total, height, ran, next);
                        assert!(
                            next >= first && next < first + height,
                            "{total} {height} {ran} {next} {first}"
                        );
                        if ran.abs_diff(next) < height {
                            assert!(ran >= first && ran < first + height);
                        }
                    }
                }
            }
        }
    }
}
