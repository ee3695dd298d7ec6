//! Rules about references: who may call what, how counts balance, and what must not be touched any more.

use super::super::body::Who;
use super::super::event::{EventKind, Fault};
use super::super::state::{HOLDERS, Holder, Life};
use super::super::value::{ObjectId, Value};
use super::look::Look;
use super::memo::{Memo, caller_column};
use super::{Blame, Report};
use crate::mapi::hresult_value;

fn provider_refs(look: &Look<'_>, object: ObjectId) -> i16 {
    look.state.object(object).held[Holder::Provider as usize]
}

/// INV-11: an invalid object refuses everything but IUnknown's methods; what a client still holds is not freed under it; MakeInvalid breaks nothing.
pub(super) fn invalid_is_safe(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    match &event.kind {
        EventKind::Return { object, method, result, .. } if look.life(*object) == Life::Invalid => {
            let watched = look.watched;
            let unknown = [watched.add_ref, watched.release, watched.query_interface].contains(&Some(*method));
            let refused = *result == Value::HResult(hresult_value("MAPI_E_INVALID_OBJECT").unwrap_or(0));
            let began_valid = look.is_inside(*object, watched.release) || look.who() != Who::Mapi;
            if !unknown && !refused && !began_valid {
                report(*object, Blame::Provider);
            }
        }
        EventKind::Call { object, .. } if look.life(*object) == Life::Freed && event.depth == 0 => {
            let column = caller_column(look) as usize;
            let it = look.state.object(*object);
            if HOLDERS[column].is_client() && it.held[column] > 0 && it.refs > 0 {
                report(*object, Blame::Provider);
            }
        }
        EventKind::Crash { object: Some(object), .. } if look.inside(look.watched.make_invalid).next().is_some() => {
            report(*object, Blame::Provider);
        }
        _ => {}
    }
}

/// INV-12: the provider never gives back more references on a support object than it took, and uses none that it does not hold.
pub(super) fn support_balance(look: &Look<'_>, report: &mut Report<'_>) {
    match look.kind() {
        Some(EventKind::Refs { object, .. })
            if look.is_kind(*object, look.watched.support) && provider_refs(look, *object) < 0 =>
        {
            report(*object, Blame::Provider);
        }
        Some(EventKind::Call { object, .. }) if look.is_kind(*object, look.watched.support) && look.who() == Who::Provider => {
            let it = look.state.object(*object);
            if it.refs <= 0 && !look.is_inside(*object, look.watched.release) || it.life == Life::Freed {
                report(*object, Blame::Provider);
            }
        }
        _ => {}
    }
}

/// INV-12 at the end: a store that is gone and whose support object the provider still holds.
pub(super) fn support_balance_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    for store in look.all(look.watched.store).filter(|store| look.life(*store) != Life::Live) {
        let support = look.object_in(store, look.watched.field_support);
        let cut_short = look.object_in(store, look.watched.field_logon).is_some_and(|logon| look.is_cut_short(logon));
        if let Some(support) = support.filter(|support| provider_refs(look, *support) > 0 && !cut_short) {
            report(support, Blame::Provider);
        }
    }
}

/// INV-13: after the support object is gone, the method that let it go leaves the provider object alone, but for a reference of its own.
pub(super) fn support_last(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    let gone = look.state.memo(Memo::SupportGone, u32::from(event.thread.0), u32::from(event.depth));
    if gone == 0 {
        return;
    }
    let touched = match &event.kind {
        EventKind::Set { object, .. } | EventKind::Link { object, .. } | EventKind::Unlink { object, .. } => Some(*object),
        EventKind::Call { object, method, .. } if Some(*method) != look.watched.release => Some(*object),
        EventKind::Crash { why: Fault::UseAfterFree, object } => *object,
        _ => None,
    };
    if let Some(object) = touched.filter(|object| look.is_provider_object(*object) && i64::from(object.0) + 1 == gone) {
        report(object, look.blame());
    }
}

/// INV-20: opening a store that is open adds no logon object, row or MAPIUID.
pub(super) fn second_open(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(EventKind::Created { object }) = look.kind() else { return };
    if !look.is_kind(*object, look.watched.store) {
        return;
    }
    let (entry, side) = (look.watched.field_entry, look.watched.field_side);
    let provider = look.event.map(|event| event.actor);
    let open = look.all(look.watched.store).any(|other| {
        let it = look.state.object(other);
        other != *object
            && it.life == Life::Live
            && it.refs > 0
            && it.name == look.state.object(*object).name
            && look.field(other, side) != &Value::Bool(true)
            && look.object_in(other, look.watched.field_provider) == provider
            && look.field(other, entry) != &Value::Null
    });
    if open {
        report(*object, Blame::Provider);
    }
}

/// INV-21: every Subscribe is undone before the provider lets go of the support object; no sink is notified that is gone, or goes meanwhile.
pub(super) fn advise_balance(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(call) = look.call(look.watched.release)
        && look.is_kind(call.object, look.watched.support)
        && look.who() == Who::Provider
        && look.state.object(call.object).refs == 1
        && look.field(call.object, look.watched.field_subscriptions).holds()
    {
        report(call.object, Blame::Provider);
    }
    let freed = match look.kind() {
        Some(EventKind::Call { object, method, .. }) if Some(*method) == look.watched.on_notify => {
            (look.life(*object) == Life::Freed).then_some(*object)
        }
        // Its OnNotify is still running, on whichever thread.
        Some(EventKind::Freed { object, .. }) => look.runs(*object, look.watched.on_notify).then_some(*object),
        _ => None,
    };
    if let Some(sink) = freed {
        report(sink, Blame::Provider);
    }
}

/// INV-22: a store that is being destroyed is not handed out again.
pub(super) fn no_reuse_while_dying(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(EventKind::Refs { object, from: ..=0, to: 1 }) = look.kind()
        && look.is_kind(*object, look.watched.store)
    {
        report(*object, Blame::Provider);
    }
}

/// INV-26: no count below 0, no client that gives back more than it holds, no method on an object with count 0 except from inside its last Release.
pub(super) fn refcount_sane(look: &Look<'_>, report: &mut Report<'_>) {
    match look.kind() {
        Some(EventKind::Refs { object, from, to }) if to < from && look.program.is_listed(look.state, *object) => {
            let over = look.overdrawn(*object);
            if *to < 0 || over.is_some_and(Holder::is_client) {
                report(*object, over.map_or(look.blame(), |holder| Blame::of(holder.who())));
            }
        }
        // A method that goes on running on freed memory is a method on an object with count 0.
        Some(EventKind::Crash { why: Fault::UseAfterFree, object: Some(object) })
            if look.event.is_some_and(|event| event.actor == *object) =>
        {
            report(*object, look.blame_for_use(*object));
        }
        Some(EventKind::Call { object, .. }) if look.program.is_listed(look.state, *object) => {
            let it = look.state.object(*object);
            if it.refs <= 0 && !look.is_inside(*object, look.watched.release) {
                report(*object, look.blame_for_use(*object));
            }
        }
        _ => {}
    }
}
