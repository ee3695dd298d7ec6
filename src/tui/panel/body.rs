//! The body that runs, as its file has it, with the statement that has just run and the one that comes next.

use ratatui::layout::Position;
use ratatui::style::Modifier;

use super::super::pen::{Pen, Piece, line_width, piece};
use super::super::scene::{EFFECT_AT, Scene};
use super::super::theme::Role;
use super::bold;
use crate::sim::Statement;
use crate::sim::body::{Body, Confidence};

/// Draws the panel; gives the place of the statement that has just run.
pub fn draw(pen: &mut Pen<'_>, scene: &Scene<'_>, border: Role, remark: &[Piece]) -> Option<Position> {
    let Some(body) = scene.body() else {
        pen.frame(&[piece(Role::Title, scene.text("panel-body"))], remark, border);
        return None;
    };
    let who = scene.text(who(body));
    let remark = if remark.is_empty() { vec![piece(Role::Quiet, who)] } else { remark.to_vec() };
    let inside = pen.frame(&[piece(Role::Title, body.title.clone())], &remark, border);
    let focus = scene.running.ran.or(scene.running.next).map_or(0, usize::from);
    let next = scene.running.next.map_or(focus, usize::from);
    let height = usize::from(inside.height);
    let scroll = window(body.statements.len(), height, focus, next);
    pen.more(scroll > 0, scroll + height < body.statements.len());
    let mut pen = pen.within(inside);
    let mut source = None;
    for (row, at) in (scroll..body.statements.len()).take(height).enumerate() {
        let y = row as u16;
        let line = line(scene, &body.statements[at], at);
        if scene.running.ran.map(usize::from) == Some(at) {
            let x = (inside.x + line_width(&line)).min(inside.right().saturating_sub(1));
            source = Some(Position::new(x, inside.y + y));
        }
        pen.line(0, y, &line);
    }
    source
}

/// The first line that shows: both statements are in the window if they fit, and a third of it is above.
fn window(total: usize, height: usize, ran: usize, next: usize) -> usize {
    let (first, last) = (ran.min(next), ran.max(next));
    let focus = if last - first < height { first } else { next };
    let wanted = focus.saturating_sub(height / 3);
    let wanted = if last - first < height { wanted.max((last + 1).saturating_sub(height)) } else { wanted };
    wanted.min(total.saturating_sub(height))
}

fn line(scene: &Scene<'_>, statement: &Statement, at: usize) -> Vec<Piece> {
    let glyphs = scene.theme.glyphs;
    let ran = scene.running.ran.map(usize::from) == Some(at);
    let next = scene.running.next.map(usize::from) == Some(at);
    let moving = scene.progress < EFFECT_AT;
    let gutter = match (ran, next) {
        (true, _) if moving => piece(Role::Spark, format!("{} ", glyphs.next)),
        (_, true) => piece(Role::Current, format!("{} ", glyphs.next)),
        (true, false) => piece(Role::Changed, format!("{} ", glyphs.ran)),
        _ => piece(Role::Quiet, "  "),
    };
    let indent = "  ".repeat(usize::from(statement.indent));
    let mut text = match (ran, next) {
        (true, _) if moving => piece(Role::Spark, format!("{indent}{}", statement.text)),
        (_, true) => bold(piece(Role::Current, format!("{indent}{}", statement.text))),
        (true, false) => piece(Role::Changed, format!("{indent}{}", statement.text)),
        _ => piece(Role::Text, format!("{indent}{}", statement.text)),
    };
    if ran && !next && !moving {
        text.extra -= Modifier::BOLD;
    }
    let mut line = vec![gutter, text];
    if let Some(mark) = doubt(statement.confidence) {
        line.push(piece(Role::Doubt, format!(" {mark}")));
    }
    line
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
                        assert!(next >= first && next < first + height, "{total} {height} {ran} {next} {first}");
                        if ran.abs_diff(next) < height {
                            assert!(ran >= first && ran < first + height);
                        }
                    }
                }
            }
        }
    }
}
