//! The run as a list: the beats around the current one, one line each.
//!
//! It must not know how one moves.

use crate::narrate::cursor::StateCursor;
use crate::tui::content::pen::{Pen, cut, piece};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Columns of the step's number and the sign before it.
const LEAD: u16 = 6;

/// Draws the panel: a third of it is what has been, the rest what comes, if `ahead` is to show.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, border: Role, ahead: bool) {
    let inside = pen.frame(&[piece(Role::Title, scene.text("panel-beats"))], &[], border);
    let timeline = scene.timeline;
    let beats: Vec<usize> = timeline.beats().iter().copied().filter(|beat| *beat > 0).collect();
    let here = timeline.at();
    let rows = usize::from(inside.height);
    let past = beats.partition_point(|beat| *beat <= here);
    let end = if ahead { beats.len() } else { past };
    let first = past.saturating_sub(rows / 3 + 1).min(end.saturating_sub(rows));
    let shown = &beats[first..end.min(first + rows)];
    pen.more(first > 0, end > first + rows);
    let mut pen = pen.within(inside);
    let mut cursor = StateCursor::new(timeline);
    let glyphs = scene.theme.glyphs;
    for (y, beat) in (0u16..).zip(shown) {
        let is_here = beats[..past].last() == Some(beat);
        let broken = !timeline.violations_at(*beat).is_empty();
        let (sign, role) = match (is_here, broken) {
            (true, _) => (glyphs.here, Role::Current),
            (_, true) => (glyphs.broken, Role::Bad),
            _ if *beat > here => (" ", Role::Quiet),
            _ => (" ", Role::Text),
        };
        let text = cursor.short(*beat, scene.lang);
        let text = cut(&text, inside.width.saturating_sub(LEAD), glyphs.cut);
        pen.line(
            0,
            y,
            &[piece(role, sign), piece(Role::Key, format!("{beat:>4} ")), piece(role, text)],
        );
    }
}
