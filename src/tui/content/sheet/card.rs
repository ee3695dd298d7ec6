//! The reference card of the lesson: what to remember, on one screen.

use crate::lesson::card::{lines_of, paragraph};
use crate::tui::content::pen::{Piece, piece, wrap};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::theme::Role;

/// The sheet with the reference card of the lesson.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let Some(lesson) = model.any_lesson() else { return Sheet::new(String::new(), columns) };
    let title = lesson.title(model.lang);
    let title = model.words().with("refcard-title", &[("title", title.into())]);
    let mut sheet = Sheet::new(title, columns);
    for line in lines_of(&lesson.course, &lesson.course.story(&lesson.stage.timeline), model.lang) {
        let dot = format!("{} ", model.theme.glyphs.dot);
        for (row, pieces) in coloured(&paragraph(&line, model.lang), columns.saturating_sub(2))
            .into_iter()
            .enumerate()
        {
            let head = if row == 0 { dot.clone() } else { "  ".to_owned() };
            sheet.push(std::iter::once(piece(Role::Quiet, head)).chain(pieces).collect());
        }
    }
    // Before a room there is nothing to choose: the clicker scrolls, and goes on at the end.
    if model.talk().is_none() {
        sheet.choice(
            vec![piece(Role::Key, "> "), piece(Role::Text, model.text("refcard-close"))],
            Action::Close,
        );
    }
    sheet
}

/// Words, what the run adds, and pages flow as one paragraph, each in its colour.
fn coloured(parts: &[String; 3], columns: u16) -> Vec<Vec<Piece>> {
    let roles = [Role::Text, Role::Changed, Role::Cite];
    let parts: Vec<(Role, &String)> =
        roles.into_iter().zip(parts).filter(|(_, text)| !text.is_empty()).collect();
    let whole = parts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
    let by_char =
        parts.iter().flat_map(|(role, text)| std::iter::repeat_n(*role, text.chars().count() + 1));
    let mut by_char = by_char.collect::<Vec<Role>>().into_iter();
    wrap(&whole, columns)
        .iter()
        .map(|line| {
            let mut pieces: Vec<Piece> = Vec::new();
            for c in line.chars() {
                let role = by_char.next().unwrap_or(Role::Text);
                match pieces.last_mut().filter(|last| last.role == role) {
                    Some(last) => last.text.push(c),
                    None => pieces.push(piece(role, c.to_string())),
                }
            }
            // The blank at which the line was broken.
            by_char.next();
            pieces
        })
        .collect()
}
