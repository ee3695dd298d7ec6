//! Rules about how a run ends: no thread waits for ever, and the process does not crash. Each says
//! whose mistake it is.

use super::super::body::{Code, Expr, Who};
use super::super::event::{Event, EventKind, Fault};
use super::super::state::{Frame, HOLDERS};
use super::super::value::ObjectId;
use super::super::waiting;
use super::accounts::miscounts;
use super::look::Look;
use super::verdict::{Blame, Report};

/// INV-28: when no thread can continue, every client has come to its end, and so has everybody that
/// one waits for.
pub(super) fn no_endless_wait(look: &Look<'_>, report: &mut Report<'_>) {
    report.test();
    for blocked in waiting::blocked(look.program, look.state) {
        report.broken(blocked.object, Blame::of(blocked.blame));
    }
}

/// INV-29: the process does not crash.
pub(super) fn no_crash(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    match &event.kind {
        EventKind::Crash { why, object } => {
            report
                .broken(object.unwrap_or(event.actor), blame_for_crash(look, event, *why, *object));
        }
        _ => report.test(),
    }
}

/// Whose mistake a crash is; that is often not whose code was running.
fn blame_for_crash(look: &Look<'_>, event: &Event, why: Fault, object: Option<ObjectId>) -> Blame {
    let frames = &look.state.thread(event.thread).frames[..];
    let own = |object: ObjectId| look.program.class(look.state, object).who;
    let late = look.program.classes[look.program.freed.index()].any;
    let on_freed = frames.last().is_some_and(|frame| Some(frame.body) == late);
    match (why, object) {
        (Fault::UseAfterFree, Some(object)) if object == event.actor => look.blame_for_use(object),
        (Fault::UseAfterFree, Some(object)) => blame_for_freed(look, event.actor, object),
        (Fault::Said(_), Some(object)) if on_freed => {
            let caller = frames.len().checked_sub(2).map_or(event.actor, |at| frames[at].this);
            if frames.last().is_some_and(|late| late.method == look.watched.release)
                && !look.holds(event, caller, object)
            {
                return Blame::of(own(caller));
            }
            blame_for_freed(look, caller, object)
        }
        // Missing code was unloaded after the last MAPIUninitialize, and only clients call
        // that.
        (Fault::Unloaded, _) if look.is_uninitialized() => Blame::Client,
        (Fault::Unloaded, _) => Blame::Mapi,
        (Fault::Said(_), _) => Blame::of(caller_of_mapi(look, frames).unwrap_or(own(event.actor))),
        (Fault::Recursion, _) => {
            let inner =
                frames.iter().rev().map(|frame| own(frame.this)).find(|who| *who != Who::Mapi);
            Blame::of(inner.unwrap_or(own(event.actor)))
        }
        (Fault::NullPointer, _) if is_argument(look, event, frames) => {
            let callers = frames.iter().rev().skip(1).map(|frame| own(frame.this));
            Blame::of(callers.into_iter().find(|who| *who != Who::Mapi).unwrap_or(own(event.actor)))
        }
        _ => Blame::of(own(event.actor)),
    }
}

/// Whether the null pointer that a step used is an argument, as its method was called with it.
fn is_argument(look: &Look<'_>, event: &Event, frames: &[Frame]) -> bool {
    let Some(frame) = frames.last().filter(|frame| frame.this == event.actor) else { return false };
    let body = look.program.body(frame.body);
    let used = body.ops.get(usize::from(frame.pc)).and_then(|op| match &op.code {
        Code::Call { target: used, .. }
        | Code::Refs { object: used, .. }
        | Code::Free { object: used }
        | Code::Invalidate { object: used }
        | Code::Set { object: used, .. }
        | Code::Link { object: used, .. }
        | Code::Unlink { object: used, .. } => Some(used),
        _ => None,
    });
    matches!(used, Some(Expr::Variable(slot)) if *slot < body.parameters)
}

/// Memory is used that is gone. To blame is the holder that gave back a reference too many; else
/// the code that freed what the user still held; else the user, which held nothing. MAPI uses only
/// what it was handed, so for it the object's own code answers.
fn blame_for_freed(look: &Look<'_>, user: ObjectId, object: ObjectId) -> Blame {
    if let Some(miscounted) = miscounts(look, object) {
        return miscounted;
    }
    if let Some(holder) = look.overdrawn(object) {
        return Blame::of(holder.who());
    }
    let freed_by = look.freed_by(object);
    if freed_by != look.program.class(look.state, object).who {
        return Blame::of(freed_by);
    }
    let who = look.program.class(look.state, user).who;
    let held = HOLDERS.iter().zip(&look.state.object(object).held);
    let holds = held.into_iter().any(|(holder, count)| holder.who() == who && *count > 0);
    Blame::of(if holds || who == Who::Mapi { freed_by } else { who })
}

/// The innermost code that is not MAPI's: what MAPI trips over inside a call, its caller passed in.
fn caller_of_mapi(look: &Look<'_>, frames: &[Frame]) -> Option<Who> {
    frames
        .iter()
        .rev()
        .map(|frame| look.program.class(look.state, frame.this).who)
        .find(|who| *who != Who::Mapi)
}
