//! What rules must remember of the past: counters that live in the state, so that equal states have
//! equal pasts as far as rules care.
//!
//! It must not judge; it only counts.

use super::super::body::Who;
use super::super::change::{Change, Direction};
use super::super::event::{Event, EventKind};
use super::super::program::Program;
use super::super::state::{Memo, MemoKey, MessageState, State};
use super::super::value::{ObjectId, Value};
use super::look::Look;
use crate::mapi::flag_value;

/// Counts what a step means for the rules, and adds that to its changes. Called once a step, right
/// after it, and before anybody judges it.
pub fn remember(program: &Program, state: &mut State, event: &Event, changes: &mut Vec<Change>) {
    let first = changes.len();
    count(&Look::new(program, state, Some(event)), &mut |memo, of, and, new| {
        let key = MemoKey { memo, of, and };
        let old = state.memory.get(&key).copied().unwrap_or(0);
        if old != new {
            changes.push(Change::Memo(key, old, new));
        }
    });
    for change in &changes[first..] {
        state.change(change, Direction::Forward);
    }
}

type Count<'a> = dyn FnMut(Memo, u32, u32, i64) + 'a;

fn count(look: &Look<'_>, set: &mut Count<'_>) {
    match look.kind() {
        Some(EventKind::Call { object, args, .. }) => count_call(look, *object, args, set),
        Some(EventKind::Return { object, result, out, .. }) => {
            count_return(look, *object, result, out, set);
        }
        Some(EventKind::ThreadEnd) => count_end(look, set),
        Some(EventKind::Freed { object, .. })
            if look.who() != look.program.class(look.state, *object).who =>
        {
            set(Memo::FreedBy, object.0, 0, look.who() as i64 + 1);
        }
        Some(EventKind::Message { message, to: MessageState::Lost, .. }) => {
            set(Memo::LostBy, message.0, 0, look.who() as i64 + 1);
        }
        _ => {}
    }
}

fn count_call(look: &Look<'_>, object: ObjectId, args: &[Value], set: &mut Count<'_>) {
    let watched = look.watched;
    let flags = args.first().and_then(Value::flags).unwrap_or(0);
    if look.call(watched.store_logoff).is_some() {
        if let Some(support) = look.object_in(object, watched.field_support) {
            set(Memo::AskedBefore, support.0, 0, look.memo(Memo::Asked, support));
            set(Memo::RefusedBefore, support.0, 0, look.memo(Memo::SltRefused, support));
            set(Memo::Asked, support.0, 0, i64::from(flags) + 1);
        }
    } else if look.call(watched.logoff).is_some() {
        set(Memo::LogoffCalls, object.0, 0, look.memo(Memo::LogoffCalls, object) + 1);
    } else if look.call(watched.shutdown).is_some() {
        set(Memo::ShutdownCalls, object.0, 0, look.memo(Memo::ShutdownCalls, object) + 1);
    } else if look.call(watched.release).is_some()
        && look.is_kind(object, watched.support)
        && is_provider(look.who())
    {
        set(Memo::LetGo, object.0, 0, 1);
    } else if let (Some(_), Some(Value::Message(message))) =
        (look.call(watched.finished_msg), args.first())
    {
        set(Memo::Finished, message.0, 0, i64::from(object.0) + 1);
    }
    super::fast::count_call(look, object, set);
}

/// A client's script is over; what it still owes to MAPI is judged once its session is over.
fn count_end(look: &Look<'_>, set: &mut Count<'_>) {
    let Some(event) = look.event else { return };
    let column = look.program.holder(look.state, event.thread, event.actor);
    if look.object_in(event.actor, look.watched.field_session).is_some() && column.is_client() {
        set(Memo::ScriptOver, column as u32, 0, 1);
    }
}

fn is_provider(who: Who) -> bool {
    matches!(who, Who::Provider | Who::Transport | Who::AddressBook)
}

fn count_return(
    look: &Look<'_>,
    object: ObjectId,
    result: &Value,
    out: &Value,
    set: &mut Count<'_>,
) {
    let watched = look.watched;
    let flags = out.flags().filter(|flags| *flags != 0 && result.holds());
    let complete =
        flags.is_some_and(|flags| flags & flag_value("LOGOFF_COMPLETE").unwrap_or(0) != 0);
    if look.returned(watched.slt).is_some() {
        let memo = if complete { Memo::SltComplete } else { Memo::SltRefused };
        set(memo, object.0, 0, look.memo(memo, object) + 1);
    } else if look.returned(watched.store_logoff).is_some() {
        if let Some(support) = look.object_in(object, watched.field_support) {
            if !result.holds() {
                set(Memo::Asked, support.0, 0, look.memo(Memo::AskedBefore, support));
            } else if look.memo(Memo::SltComplete, support) > 0 {
                let caller = caller_column(look);
                set(Memo::Told, object.0, caller, if complete { 1 } else { 2 });
            }
        }
    } else if look.returned(watched.logoff).is_some() {
        // One that was called from inside another, and only tested and returned, does not make what
        // follows in the outer one a second.
        if look.is_inside(object, watched.logoff) {
            return forget_frame(look, set);
        }
        set(Memo::LogoffReturns, object.0, 0, look.memo(Memo::LogoffReturns, object) + 1);
        if look.is_kind(object, watched.session) {
            set(Memo::SessionOver, object.0, 0, 1);
        }
    } else if look.returned(watched.release).is_some() && look.is_kind(object, watched.support) {
        count_support_gone(look, object, result, set);
    }
    if look.returned(watched.initialize).is_some() && result.holds() {
        set(Memo::Initialized, look.event.map_or(0, |event| u32::from(event.thread.0)), 0, 1);
    }
    if look.returned(watched.ole_uninitialize).is_some() {
        set(Memo::OleOver, look.event.map_or(0, |event| u32::from(event.thread.0)), 0, 1);
    }
    forget_frame(look, set);
    super::fast::count_return(look, object, result, set);
}

/// The column of the client, or of the spooler, that runs the thread of a step.
pub(super) fn caller_column(look: &Look<'_>) -> u32 {
    look.event.map_or(0, |event| {
        let outer =
            look.state.thread(event.thread).frames.first().map_or(event.actor, |frame| frame.this);
        look.program.holder(look.state, event.thread, outer) as u32
    })
}

/// The support object went with this return: the frame that called it must leave the provider
/// object alone from here on.
fn count_support_gone(look: &Look<'_>, support: ObjectId, result: &Value, set: &mut Count<'_>) {
    let Some(event) = look.event else { return };
    let logon = look.object_in(support, look.watched.field_logon);
    let provider = logon.and_then(|logon| look.object_in(logon, look.watched.field_provider));
    let caller = look.state.thread(event.thread).frames.last().map(|frame| frame.this);
    let by_provider =
        caller.is_some_and(|caller| is_provider(look.program.class(look.state, caller).who));
    if let (Value::Number(..=0), Some(provider), true) = (result, provider, by_provider) {
        set(
            Memo::SupportGone,
            u32::from(event.thread.0),
            u32::from(event.depth),
            i64::from(provider.0) + 1,
        );
    }
}

/// A frame has returned: what was remembered of it is dropped.
fn forget_frame(look: &Look<'_>, set: &mut Count<'_>) {
    if let Some(event) = look.event {
        let (thread, depth) = (u32::from(event.thread.0), u32::from(event.depth) + 1);
        if look.state.memo(Memo::SupportGone, thread, depth) != 0 {
            set(Memo::SupportGone, thread, depth, 0);
        }
    }
}
