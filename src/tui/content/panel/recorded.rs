//! Which lines of a recorded body a call ran. A log has no code: a body of one has the lines of
//! what no call shows.
//!
//! It must not draw.

use crate::sim::EventKind;
use crate::tui::model::scene::StageView;

/// The first line of a recorded body that is more than what every such body has.
const TASKS_FROM: u16 = crate::log::TASK_UIDS;

/// The lines of a recorded body that this call ran: what MAPI removes in that very Release, as its
/// page says.
pub(super) fn inferred_tasks(scene: &StageView<'_>) -> Vec<u16> {
    let (timeline, at) = (scene.timeline, scene.timeline.at());
    let innermost = match scene.event().map(|it| &it.kind) {
        Some(EventKind::Call { .. }) => Some(at),
        Some(EventKind::Return { .. }) => timeline.call_of(at).and_then(|it| timeline.call_of(it)),
        _ => timeline.call_of(at),
    };
    // They come right after the count has moved, before anything else is called.
    let of_call = |call: usize| -> Vec<u16> {
        let inside = timeline.events()[call..].iter();
        let inside = inside
            .take_while(|it| !matches!(it.kind, EventKind::Call { .. } | EventKind::Return { .. }));
        let ran = inside.map(|it| it.at).filter(|it| Some(it.body) == scene.running.body);
        let mut tasks: Vec<u16> =
            ran.map(|it| it.statement).filter(|it| *it >= TASKS_FROM).collect();
        tasks.dedup();
        tasks
    };
    let outer = innermost.filter(|_| scene.walked.is_some());
    let outer = outer.map_or_else(Vec::new, |call| timeline.callers(call));
    let mut calls = innermost.into_iter().chain(outer);
    calls.find_map(|call| Some(of_call(call)).filter(|it| !it.is_empty())).unwrap_or_default()
}
