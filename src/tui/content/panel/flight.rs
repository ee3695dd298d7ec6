//! The flight of a step's effect: from the statement that did it to the line that it changes.
//!
//! It leaves on the row of the statement and arrives on the row of the line, and passes over
//! nothing else: beside a row that stays as it is, it would say that this one changes. It only
//! covers blanks. It must not know where the rows are.

use crate::sim::EventKind;
use crate::sim::ledgers::Item;
use crate::tui::content::pen::{Pen, piece, width};
use crate::tui::model::scene::{EFFECT_AT, StageView};
use crate::tui::model::theme::Role;

/// A part of the flight, on one row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leg {
    /// Away from the statement.
    Cause,
    /// A message leaves its line for a transport.
    Origin,
    /// To the line that changes.
    Effect,
}

impl Leg {
    /// How far it is, from 0 to 1; `None` before and after.
    fn share(self, scene: &StageView<'_>) -> Option<f32> {
        let legs: &[Leg] = match carried(scene) {
            Some(_) => &[Leg::Cause, Leg::Origin, Leg::Effect],
            None => &[Leg::Cause, Leg::Effect],
        };
        let before = legs.iter().position(|leg| *leg == self)?;
        let passed = scene.progress / EFFECT_AT * legs.len() as f32;
        let now = (0.0..legs.len() as f32).contains(&passed).then(|| passed as usize)?;
        (now == before).then(|| passed.fract())
    }
}

/// The message that a transport begins to carry with this step.
fn carried(scene: &StageView<'_>) -> Option<Item> {
    let Some(EventKind::Transport { from, to, .. }) = scene.event().map(|event| &event.kind) else {
        return None;
    };
    let new = |before: Option<_>, now: Option<_>| now.filter(|_| before.is_none());
    new(from.sends, to.sends).or(new(from.gets, to.gets)).map(Item::Message)
}

/// On the row of the statement, behind its last column `from`.
pub(super) fn from_statement(pen: &mut Pen<'_>, row: u16, scene: &StageView<'_>, from: u16) {
    let last = pen.area().width.saturating_sub(1);
    if let Some(share) = Leg::Cause.share(scene) {
        fly(pen, row, (from.min(last), last), scene.theme.glyphs.spark, share);
    }
}

/// On the row of an item, over its blanks from column `free.0` to before `free.1`; `coming` says
/// whether the step changes or calls it.
pub(super) fn over_line(
    pen: &mut Pen<'_>,
    row: u16,
    scene: &StageView<'_>,
    (item, coming): (Item, bool),
    free: (u16, u16),
) {
    let calls = scene.calls() == Some(item);
    let message = carried(scene);
    let name = match message {
        Some(Item::Message(id)) => scene.program().message_name(scene.state, id),
        _ => scene.theme.glyphs.spark,
    };
    let last = free.1.saturating_sub(width(name) + 1);
    if last <= free.0 {
        return;
    }
    // What changes is on the right, if anything is there; what is called is the name on the left.
    let to_right = !calls && free.1 < pen.area().width.saturating_sub(2);
    let way = if to_right { (free.0 + 1, last) } else { (last, free.0 + 1) };
    if coming && let Some(share) = Leg::Effect.share(scene) {
        fly(pen, row, way, name, share);
    } else if message == Some(item)
        && let Some(share) = Leg::Origin.share(scene)
    {
        fly(pen, row, (free.0 + 1, last), name, share);
    }
}

/// A sign on its way between two columns, in either direction, with a trail.
fn fly(pen: &mut Pen<'_>, row: u16, (from, to): (u16, u16), sign: &str, share: f32) {
    let passed = (f32::from(from.abs_diff(to)) * share).round() as u16;
    let back = to < from;
    let at = |passed: u16| if back { from - passed } else { from + passed };
    let (head, dot) = (at(passed), pen.theme().glyphs.dot);
    for behind in (1..=passed.min(3)).rev() {
        let tail = at(passed - behind);
        let x = if back { tail + width(sign).saturating_sub(1) } else { tail };
        if pen.is_free(x, row) {
            pen.line(x, row, &[piece(Role::Spark, dot)]);
        }
    }
    if (head..head + width(sign)).all(|x| pen.is_free(x, row)) {
        pen.line(head, row, &[piece(Role::Spark, sign)]);
    }
}
