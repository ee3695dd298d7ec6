//! Rules about what a client owes before its script ends: references, and MAPIInitialize with
//! MAPIUninitialize on each thread.
//!
//! A script may show only a part of a client's life: what it continues using is in its list
//! `keeps`, and a session that it has not logged off continues with its MAPI. References of another
//! process are not judged: they are not in this one.

use super::super::body::Who;
use super::super::event::EventKind;
use super::super::state::{HOLDERS, Holder, Life, Memo};
use super::super::value::{ObjectId, Value};
use super::accounts::miscounts;
use super::look::Look;
use super::memo::caller_column;
use super::verdict::{Blame, Report};

/// The client whose script is over with this step, and the column of what it holds.
fn ended(look: &Look<'_>) -> Option<(ObjectId, usize)> {
    let event = look.event?;
    let over = match event.kind {
        EventKind::ThreadEnd => true,
        EventKind::Exit => !super::fast::is_over(look),
        _ => false,
    };
    let column = look.program.holder(look.state, event.thread, event.actor);
    let judged =
        over && look.who() == Who::Client && column.is_client() && column != Holder::OtherProcess;
    judged.then_some((event.actor, column as usize))
}

/// The client's session, if it is logged off, or freed without that.
fn session_over(look: &Look<'_>, client: ObjectId) -> Option<ObjectId> {
    look.object_in(client, look.watched.field_session).filter(|session| look.is_over(*session))
}

/// INV-30: when its script ends, a client holds nothing of what it was given but what it continues
/// using.
pub(super) fn references_returned(look: &Look<'_>, report: &mut Report<'_>) {
    let Some((client, column)) = ended(look) else { return };
    let over = session_over(look, client);
    let keeps = look.field(client, look.watched.field_keeps);
    let is_kept = |object: ObjectId| match keeps {
        Value::List(kept) => kept.contains(&Value::Object(object)),
        _ => false,
    };
    for (id, object) in (0u32..).map(ObjectId).zip(&look.state.objects) {
        let of_mapi = look.is_kind(id, look.watched.subsystem)
            || look.is_kind(id, look.watched.session) && over != Some(id);
        // What was freed under the client it can no longer give back.
        let is_there = object.life != Life::Freed;
        if object.held[column] > 0 && is_there && !of_mapi && !is_kept(id) {
            report.broken(id, miscounts(look, id).unwrap_or(Blame::Client));
        }
    }
    report.test();
}

/// References that the threads of this process's clients hold on MAPI, one for each MAPIInitialize
/// that is not undone.
fn initialized(look: &Look<'_>, subsystem: ObjectId) -> impl Iterator<Item = (Holder, i16)> {
    let held = look.state.object(subsystem).held;
    HOLDERS
        .into_iter()
        .zip(held)
        .filter(|(holder, _)| holder.is_client() && *holder != Holder::OtherProcess)
}

/// INV-31: MAPIUninitialize is called as often as MAPIInitialize, counted over the process.
pub(super) fn initialize_balance(look: &Look<'_>, report: &mut Report<'_>) {
    match look.kind() {
        Some(EventKind::Refs { object, to, .. })
            if look.is_kind(*object, look.watched.subsystem) =>
        {
            report.judge(*object, *to >= 0, || Blame::Client);
        }
        Some(EventKind::Exit) if !super::fast::is_over(look) => {
            let Some(subsystem) = look.all(look.watched.subsystem).next() else { return };
            let undone = initialized(look, subsystem).all(|(_, count)| count <= 0);
            report.judge(subsystem, undone, || Blame::Client);
        }
        _ => {}
    }
}

/// INV-31 at the end: clients that have logged off their session and come to their end owe no
/// MAPIUninitialize, all together.
pub(super) fn initialize_balance_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(subsystem) = look.all(look.watched.subsystem).next() else { return };
    let ran =
        |holder: Holder| look.state.memory_of(Memo::ScriptOver).any(|(of, _)| of == holder as u32);
    let over = look.all(look.watched.session).any(|session| look.is_over(session));
    if look.state.end.is_some()
        || look.is_stuck()
        || !over
        || !initialized(look, subsystem).any(|(holder, _)| ran(holder))
    {
        return;
    }
    let left: i16 = initialized(look, subsystem)
        .filter(|(holder, _)| ran(*holder))
        .map(|(_, count)| count)
        .sum();
    report.judge(subsystem, left == 0, || Blame::Client);
}

/// INV-32: a thread calls MAPIInitialize before it calls anything else of MAPI's.
pub(super) fn initialize_first(look: &Look<'_>, report: &mut Report<'_>) {
    let (Some(EventKind::Call { object, method, .. }), Some(event)) = (look.kind(), look.event)
    else {
        return;
    };
    if event.depth != 0 || look.who() != Who::Client {
        return;
    }
    let Some(subsystem) = look.all(look.watched.subsystem).next() else { return };
    let column = caller_column(look) as usize;
    let of_mapi = look.program.is_listed(look.state, *object)
        && look.program.class(look.state, *object).who != Who::Client
        || Some(*method) == look.watched.free_buffer;
    if of_mapi && HOLDERS[column] != Holder::OtherProcess {
        let is_initialized = look.state.object(subsystem).held[column] > 0;
        // A thread that had done so before the run began has nothing to keep here.
        if !is_initialized || look.state.memo(Memo::Initialized, u32::from(event.thread.0), 0) > 0 {
            report.judge(subsystem, is_initialized, || Blame::Client);
        }
    }
}

/// INV-33: a thread that called MAPIInitialize calls MAPIUninitialize before it ends.
pub(super) fn uninitialize_on_thread(look: &Look<'_>, report: &mut Report<'_>) {
    let (Some((client, column)), Some(event)) = (ended(look), look.event) else { return };
    let Some(subsystem) = look.all(look.watched.subsystem).next() else { return };
    let began_here = look.state.memo(Memo::Initialized, u32::from(event.thread.0), 0) > 0;
    if began_here || session_over(look, client).is_some() {
        report.judge(subsystem, look.state.object(subsystem).held[column] <= 0, || Blame::Client);
    }
}

/// INV-34: a thread calls MAPIUninitialize only for a MAPIInitialize of its own.
pub(super) fn no_stray_uninitialize(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(EventKind::Refs { object, from, to }) = look.kind() else { return };
    if to < from && look.is_kind(*object, look.watched.subsystem) {
        let column = caller_column(look) as usize;
        report.judge(*object, look.state.object(*object).held[column] >= 0, || Blame::Client);
    }
}

/// INV-35: without MAPI_MULTITHREAD_NOTIFICATIONS the thread that called MAPIInitialize first calls
/// MAPIUninitialize last: its message loop serves everybody's notifications.
pub(super) fn first_thread_last(look: &Look<'_>, report: &mut Report<'_>) {
    let (Some(EventKind::Refs { object, from, to }), Some(event)) = (look.kind(), look.event)
    else {
        return;
    };
    if to >= from || !look.is_kind(*object, look.watched.subsystem) {
        return;
    }
    let outer = look.state.thread(event.thread).frames.first().map(|frame| frame.this);
    let is_first =
        outer.is_some() && look.object_in(*object, look.watched.field_first_thread) == outer;
    if is_first && !look.field(*object, look.watched.field_own_window_thread).holds() {
        let own = caller_column(look) as usize;
        let over = look.state.object(*object).held[own] <= 0;
        let others =
            initialized(look, *object).any(|(holder, count)| holder as usize != own && count > 0);
        report.judge(*object, !(over && others), || Blame::Client);
    }
}
