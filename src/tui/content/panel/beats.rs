//! The run as a list: the beats around the current one, one line each.
//!
//! It must not know how one moves.

use std::collections::VecDeque;

use crate::narrate::cursor::StateCursor;
use crate::tui::content::panel::wrapped::wrap_code;
use crate::tui::content::pen::{Pen, piece};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Columns of the step's number and the sign before it.
const LEAD: u16 = 6;

/// A beat and its sentence in lines.
type Beat = (usize, Vec<String>);

/// Draws the panel: a third of it is what has been, the rest what comes, if `ahead` is to show.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, border: Role, ahead: bool) {
    let inside = pen.frame(&[piece(Role::Title, scene.text("panel-beats"))], &[], border);
    let timeline = scene.timeline;
    let beats: Vec<usize> = timeline.beats().iter().copied().filter(|beat| *beat > 0).collect();
    let here = timeline.at();
    let past = beats.partition_point(|beat| *beat <= here);
    let (behind, before) = beats.split_at(past);
    let before = if ahead { before } else { &[] };
    let mut cursor = StateCursor::new(timeline);
    let columns = inside.width.saturating_sub(LEAD);
    let told = |beat: usize| (beat, wrap_code(&cursor.short(beat, scene.lang), columns));
    let shown = window(behind, before, usize::from(inside.height), told);
    let is_hidden =
        |beat: Option<&usize>| beat.is_some_and(|it| shown.iter().all(|(at, _)| at != it));
    pen.more(is_hidden(beats.first()), is_hidden(before.last()));
    let mut pen = pen.within(inside);
    let glyphs = scene.theme.glyphs;
    let mut y = 0;
    for (beat, lines) in shown {
        let is_here = behind.last() == Some(&beat);
        let broken = !timeline.violations_at(beat).is_empty();
        let (sign, role) = match (is_here, broken) {
            (true, _) => (glyphs.here, Role::Current),
            (_, true) => (glyphs.broken, Role::Bad),
            _ if beat > here => (" ", Role::Quiet),
            _ => (" ", Role::Text),
        };
        pen.line(0, y, &[piece(role, sign), piece(Role::Key, format!("{beat:>4} "))]);
        for line in lines {
            pen.line(LEAD, y, &[piece(role, line)]);
            y += 1;
        }
    }
}

/// The beats that have room in so many rows, whole ones: the last of those `behind` and what was
/// before it up to a third, then what comes, then more of what has been.
fn window(
    behind: &[usize],
    before: &[usize],
    rows: usize,
    mut told: impl FnMut(usize) -> Beat,
) -> Vec<Beat> {
    let mut shown: VecDeque<Beat> = VecDeque::new();
    let mut left = rows;
    let mut earlier = behind.len();
    for most in [rows / 3, rows] {
        while earlier > 0 && (shown.is_empty() || rows - left < most) {
            let (beat, mut lines) = told(behind[earlier - 1]);
            if shown.is_empty() {
                lines.truncate(rows);
            }
            if lines.len() > left {
                break;
            }
            left -= lines.len();
            earlier -= 1;
            shown.push_front((beat, lines));
        }
        let from = shown.iter().filter(|(beat, _)| before.contains(beat)).count();
        for beat in &before[from..] {
            let (beat, lines) = told(*beat);
            if lines.len() > left {
                break;
            }
            left -= lines.len();
            shown.push_back((beat, lines));
        }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_beat_shows_and_no_row_is_left_while_beats_are() {
        let beats: Vec<usize> = (1..60).collect();
        let told = |beat: usize| (beat, vec![String::new(); beat % 3 + 1]);
        for rows in 4..40 {
            for past in 1..=beats.len() {
                let (behind, before) = beats.split_at(past);
                let shown = window(behind, before, rows, told);
                let used: usize = shown.iter().map(|(_, lines)| lines.len()).sum();
                assert!(used <= rows && used + 2 >= rows, "{rows} {past}: {used}");
                assert!(shown.iter().any(|(beat, _)| *beat == past), "{rows} {past}");
                assert!(shown.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0));
            }
        }
    }
}
