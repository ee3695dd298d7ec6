//! The place in the run: the beats so far, the parts by name, and where something was
//! removed or a rule was broken.

use crate::tui::content::pen::{Pen, Piece, line_width, piece, width};
use crate::tui::model::beside::HealthyRun;
use crate::tui::model::scene::StageView;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// Draws the bar into one row, or, if there are two, with the names of the parts above.
pub fn draw(pen: &mut Pen<'_>, scene: &StageView<'_>, lead: &[Piece]) {
    let area = pen.area();
    let from = line_width(lead).saturating_add(2);
    if area.height == 0 || area.width <= from + 8 {
        pen.line(0, 0, lead);
        return;
    }
    let track = area.width - from - 1;
    let row = area.height.min(2) - 1;
    pen.line(1, row, lead);
    let at = column(scene, scene.timeline.at(), track);
    let mut runs: Vec<Piece> = Vec::new();
    for (sign, role) in cells(scene, track, at) {
        match runs.last_mut() {
            Some(run) if run.role == role => run.text.push_str(sign),
            _ => runs.push(piece(role, sign)),
        }
    }
    pen.line(from, row, &runs);
    if row > 0 {
        names(pen, scene, from, track);
    }
}

/// The column of a step on a track: as many columns as there are beats, stretched.
pub fn column(scene: &StageView<'_>, step: usize, track: u16) -> u16 {
    let length = scene.timeline.len().max(1);
    let last = usize::from(track.saturating_sub(1));
    u16::try_from(step.min(length) * last / length).unwrap_or(0)
}

/// The step of a column.
pub fn step_at(len: usize, column: u16, track: u16) -> usize {
    let last = usize::from(track.saturating_sub(1)).max(1);
    (usize::from(column) * len).div_ceil(last).min(len)
}

/// The place and size of the track in a row of this width, behind a lead of this width.
pub fn track(lead: &[Piece], columns: u16) -> (u16, u16) {
    let from = line_width(lead).saturating_add(2);
    (from, columns.saturating_sub(from + 1))
}

/// The step in a column of a window; beyond the ends of the bar, the first and the
/// last. `None` where there is no bar.
pub fn step_under(stage: &Stage, size: (u16, u16), x: u16) -> Option<usize> {
    let bar = stage.areas(size)?.bar;
    let (from, track) = track(&[], bar.width);
    Some(step_at(stage.timeline.len(), x.saturating_sub(bar.x + from).min(track), track))
}

/// The sign of each column, one column wide, and what it is for.
fn cells(scene: &StageView<'_>, track: u16, at: u16) -> Vec<(&'static str, Role)> {
    let glyphs = scene.theme.glyphs;
    let plain = |x: u16| {
        if x < at { (glyphs.track[0], Role::Past) } else { (glyphs.track[1], Role::Ahead) }
    };
    let mut cells: Vec<(&'static str, Role)> = (0..track).map(plain).collect();
    let mut put = |step: usize, sign: &'static str, role: Role| {
        if let Some(cell) = cells.get_mut(usize::from(column(scene, step, track))) {
            *cell = (sign, role);
        }
    };
    for (step, _) in scene.phases.iter().skip(1) {
        put(*step, glyphs.joints[5], Role::Quiet);
    }
    // One look for each column, however many removals a long run has.
    let length = scene.timeline.len().max(1);
    for x in 0..track {
        let end = if x + 1 < track { step_at(length, x + 1, track) } else { length + 1 };
        let last = scene
            .removals
            .partition_point(|step| *step < end)
            .checked_sub(1)
            .map(|index| scene.removals[index]);
        if let Some(step) = last.filter(|step| column(scene, *step, track) == x) {
            let role = if step <= scene.timeline.at() { Role::Text } else { Role::Quiet };
            put(step, glyphs.removal, role);
        }
    }
    for found in scene
        .timeline
        .violations()
        .iter()
        .filter(|found| !scene.asks || found.step <= scene.timeline.at())
    {
        put(found.step, glyphs.broken, Role::Bad);
    }
    if let Some(from) = scene.owes().and_then(HealthyRun::owes_from) {
        put(from, glyphs.owed, Role::Doubt);
    }
    put(scene.timeline.at(), glyphs.here, Role::Current);
    cells
}

/// The names of the parts that have room above their own part: they stay where they are along the
/// run. That of the current part is lit, or stands in the gap nearest to it.
fn names(pen: &mut Pen<'_>, scene: &StageView<'_>, from: u16, track: u16) {
    let current = scene.phases.iter().rposition(|(first, _)| *first <= scene.timeline.at());
    let mut taken: Vec<(u16, u16)> = Vec::new();
    let mut is_named = false;
    for (index, (first, phase)) in scene.phases.iter().enumerate() {
        let start = column(scene, *first, track);
        let next = scene.phases.get(index + 1);
        let end = next.map_or(track, |(next, _)| column(scene, *next, track));
        let text = scene.text(phase.text());
        let free = taken.last().map_or(0, |(_, end)| end + 2);
        if width(&text) > end.saturating_sub(start) + 1 || start < free {
            continue;
        }
        taken.push((start, start + width(&text)));
        let role = if current == Some(index) { Role::Current } else { Role::Quiet };
        is_named |= role == Role::Current;
        pen.line(from + start, 0, &[piece(role, text)]);
    }
    let unnamed = current.filter(|_| !is_named).map(|index| scene.phases[index]);
    let Some((first, phase)) = unnamed else { return };
    let text = scene.text(phase.text());
    if let Some(start) = gap(&taken, column(scene, first, track), width(&text), track) {
        pen.line(from + start, 0, &[piece(Role::Current, text)]);
    }
}

/// Where so many columns are free, nearest to a column, with two blanks to what is taken.
fn gap(taken: &[(u16, u16)], wanted: u16, columns: u16, track: u16) -> Option<u16> {
    let is_free = |start: &u16| {
        let end = start + columns;
        taken.iter().all(|(from, to)| end + 1 < *from || *start > *to + 1)
    };
    let starts = 0..=track.checked_sub(columns)?;
    starts.filter(is_free).min_by_key(|start| start.abs_diff(wanted))
}
