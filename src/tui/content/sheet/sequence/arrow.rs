//! The arrows of a run: each call and each return, with who makes it and what it carries.
//!
//! It must not know how they are drawn.

use crate::narrate::cursor::StateCursor;
use crate::narrate::{call_text, caller_of, return_text};
use crate::sim::{Event, EventKind, Program, State};
use crate::tui::content::pen::{cut, width};
use crate::tui::model::stage::Stage;

/// One arrow.
pub(super) struct Arrow {
    pub(super) step: usize,
    pub(super) from: String,
    pub(super) to: String,
    /// The call with its arguments, or the result with the output flags.
    pub(super) label: String,
    pub(super) is_return: bool,
    pub(super) background: bool,
    pub(super) depth: u16,
    pub(super) thread: u8,
}

/// The arrows of the run up to its current place.
pub(super) fn arrows(stage: &Stage) -> Vec<Arrow> {
    let timeline = &stage.timeline;
    let program = timeline.machine().program();
    let mut walk = StateCursor::new(timeline);
    let mut found = Vec::new();
    for (at, event) in timeline.events()[..timeline.at()].iter().enumerate() {
        let state = walk.state(at + 1);
        found.extend(arrow(program, state, event, at + 1));
    }
    found
}

fn arrow(program: &Program, state: &State, event: &Event, step: usize) -> Option<Arrow> {
    let (object, label, is_return) = match &event.kind {
        EventKind::Call { object, .. } => (*object, call_text(program, state, event), false),
        EventKind::Return { object, .. } => (*object, return_text(program, state, event), true),
        _ => return None,
    };
    let caller = match event.kind {
        // The event of a return belongs to the method that returns; the frame below it gets the
        // answer.
        EventKind::Return { .. } => returns_to(program, state, event),
        _ => caller_of(program, state, event),
    };
    let callee = program.object_name(state, object);
    let (from, to) = if is_return { (callee, caller) } else { (caller, callee) };
    let (background, depth, thread) = (event.background, event.depth, event.thread.0);
    Some(Arrow { step, from, to, label, is_return, background, depth, thread })
}

fn returns_to(program: &Program, state: &State, event: &Event) -> String {
    let frames = &state.thread(event.thread).frames;
    match event.depth {
        0 => program.thread_name(state, event.thread).to_owned(),
        depth => frames.get(usize::from(depth)).map_or_else(
            || program.thread_name(state, event.thread).to_owned(),
            |frame| program.object_name(state, frame.this),
        ),
    }
}

/// A text in so many columns, shortened in the middle: a name is recognised by both its ends.
pub(super) fn middle(text: &str, columns: u16, mark: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(mark));
    let head = cut(text, room - room / 2, "").into_owned();
    let signs: Vec<char> = text.chars().collect();
    let tail: String = signs[signs.len().saturating_sub(usize::from(room / 2))..].iter().collect();
    cut(&format!("{head}{mark}{tail}"), columns, "").into_owned()
}
