//! The animation of a step: a spark travels from the statement that did it to the line that it
//! changes, then the change shows.
//!
//! It passes behind what can be read: a sign that hid a letter would change what the picture says.
//! It is a function of where it starts, where it ends and the progress; it knows no time.

use ratatui::layout::Position;

use crate::tui::content::pen::{Pen, piece};
use crate::tui::model::scene::EFFECT_AT;
use crate::tui::model::theme::Role;

/// Draws the spark over a finished picture.
pub fn draw(pen: &mut Pen<'_>, from: Position, to: Position, progress: f32) {
    if !(0.0..EFFECT_AT).contains(&progress) {
        return;
    }
    let path = path(from, to);
    let glyphs = pen.theme().glyphs;
    let share = progress / EFFECT_AT;
    let head = ((path.len().saturating_sub(1)) as f32 * share).round() as usize;
    let area = pen.area();
    for (behind, at) in (head.saturating_sub(3)..=head).rev().enumerate() {
        let Some(position) = path.get(at) else { continue };
        let text = if behind == 0 { glyphs.spark } else { glyphs.dot };
        if !area.contains(*position) {
            continue;
        }
        let (x, y) = (position.x - area.x, position.y - area.y);
        if pen.is_free(x, y) {
            pen.line(x, y, &[piece(Role::Spark, text)]);
        }
    }
}

/// Along the row of the statement, then up or down at the border of the panel.
fn path(from: Position, to: Position) -> Vec<Position> {
    let turn = to.x.saturating_sub(1);
    let mut path: Vec<Position> = Vec::new();
    let (start, end) = (from.x.min(turn), from.x.max(turn));
    let across = (start..=end).map(|x| Position::new(x, from.y));
    if from.x <= turn {
        path.extend(across);
    } else {
        path.extend(across.rev());
    }
    let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
    let down = (top..=bottom).map(|y| Position::new(turn, y));
    if from.y <= to.y {
        path.extend(down.skip(1));
    } else {
        path.extend(down.rev().skip(1));
    }
    path.push(to);
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_without_gaps_and_ends_at_the_target() {
        for (from, to) in
            [((3, 9), (40, 2)), ((50, 1), (10, 20)), ((5, 5), (5, 5)), ((0, 0), (0, 9))]
        {
            let (from, to) = (Position::from(from), Position::from(to));
            let path = path(from, to);
            assert_eq!(path.first(), Some(&from));
            assert_eq!(path.last(), Some(&to));
            for pair in path.windows(2) {
                let gap = pair[0].x.abs_diff(pair[1].x) + pair[0].y.abs_diff(pair[1].y);
                assert!(gap <= 1, "{pair:?}");
            }
        }
    }
}
