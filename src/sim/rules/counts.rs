//! Rules about references: who may call what, how counts balance, and what must not be touched any
//! more.

use super::super::body::Who;
use super::super::event::{EventKind, Fault};
use super::super::state::{HOLDERS, Holder, Life, Memo};
use super::super::value::{ObjectId, Value};
use super::accounts::{caller_into, miscounts};
use super::look::Look;
use super::memo::caller_column;
use super::verdict::{Blame, Report};
use crate::mapi::hresult_value;

fn provider_refs(look: &Look<'_>, object: ObjectId) -> i16 {
    look.state.object(object).held[Holder::Provider as usize]
}

/// INV-11: an invalid object refuses everything but IUnknown's methods; what a client still holds
/// is not freed under it; MakeInvalid breaks nothing.
pub(super) fn invalid_is_safe(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    match &event.kind {
        EventKind::Return { object, method, result, .. } if look.life(*object) == Life::Invalid => {
            let watched = look.watched;
            let unknown = [watched.add_ref, watched.release, watched.query_interface]
                .contains(&Some(*method));
            let refused =
                *result == Value::HResult(hresult_value("MAPI_E_INVALID_OBJECT").unwrap_or(0));
            let began_valid = look.is_inside(*object, watched.release) || look.who() != Who::Mapi;
            if !unknown && !began_valid {
                report.judge(*object, refused, || Blame::Provider);
            }
        }
        EventKind::Call { object, .. } if look.life(*object) == Life::Freed && event.depth == 0 => {
            let column = caller_column(look) as usize;
            let it = look.state.object(*object);
            if HOLDERS[column].is_client() && it.held[column] > 0 && it.refs > 0 {
                report.broken(*object, Blame::Provider);
            }
        }
        EventKind::Crash { object: Some(object), .. }
            if look.inside(look.watched.make_invalid).next().is_some() =>
        {
            report.broken(*object, Blame::Provider);
        }
        // What IUnknown's methods do on an invalid object, and what MakeInvalid leaves behind.
        EventKind::Call { object, .. } if look.life(*object) == Life::Invalid => report.test(),
        EventKind::Invalidated { .. } => report.test(),
        _ => {}
    }
}

/// INV-12: the provider never gives back more references on a support object than it took, and uses
/// none that it does not hold.
pub(super) fn support_balance(look: &Look<'_>, report: &mut Report<'_>) {
    match look.kind() {
        Some(EventKind::Refs { object, .. }) if look.is_kind(*object, look.watched.support) => {
            let sound = provider_refs(look, *object) >= 0 && !is_dropped(look, *object);
            report.judge(*object, sound, || Blame::Provider);
        }
        Some(EventKind::Call { object, .. })
            if look.is_kind(*object, look.watched.support) && look.who() == Who::Provider =>
        {
            let it = look.state.object(*object);
            let gone = it.refs <= 0 && !look.is_inside(*object, look.watched.release)
                || it.life == Life::Freed;
            report.judge(*object, !gone, || Blame::Provider);
        }
        _ => {}
    }
}

/// Whether a support object has no reference left while the store that it was made for is open, and
/// its provider gave none back: it took none.
fn is_dropped(look: &Look<'_>, support: ObjectId) -> bool {
    let it = look.state.object(support);
    let store = look.store_logon_of(support).and_then(|logon| look.store_of(logon));
    let is_open = |store| look.life(store) == Life::Live && look.state.object(store).refs > 0;
    it.refs <= 0
        && provider_refs(look, support) == 0
        && look.memo(Memo::LetGo, support) == 0
        && store.is_some_and(is_open)
}

/// INV-12 at the end: a store whose life is over, and whose support object the provider still
/// holds.
pub(super) fn support_balance_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    let is_over = |store: &ObjectId| {
        let is_unheld = look.state.object(*store).refs <= 0 && !look.is_held_open(*store);
        look.life(*store) != Life::Live || is_unheld
    };
    for store in look.all(look.watched.store).filter(is_over) {
        let support = look.object_in(store, look.watched.field_support);
        let cut_short = look
            .object_in(store, look.watched.field_logon)
            .is_some_and(|logon| look.is_cut_short(logon));
        if let Some(support) = support.filter(|_| !cut_short) {
            report.judge(support, provider_refs(look, support) <= 0, || Blame::Provider);
        }
    }
    // The same of address books and transports: the logon object is gone, and its provider still
    // holds the support object.
    for support in look
        .all(look.watched.support)
        .filter(|support| look.life(*support) == Life::Live && !look.crashed())
    {
        let logon = look.object_in(support, look.watched.field_logon);
        let held = HOLDERS.iter().zip(&look.state.object(support).held);
        let keeper = held.into_iter().find(|(holder, count)| {
            matches!(holder, Holder::AddressBook | Holder::Transport) && **count > 0
        });
        if let (Some(logon), Some((holder, _))) = (logon, keeper) {
            report.judge(support, look.life(logon) != Life::Freed, || Blame::of(holder.who()));
        }
    }
    for support in look.all(look.watched.support) {
        if let Some(keeper) = unused(look, support) {
            report.broken(support, Blame::of(keeper.who()));
        }
    }
}

/// Who still holds a support object that was made for a logon and became nobody's: that of a store
/// that was open already.
fn unused(look: &Look<'_>, support: ObjectId) -> Option<Holder> {
    let it = look.state.object(support);
    let is_over = it.life == Life::Live && it.refs > 0 && !look.crashed() && !look.is_stuck();
    let has_logon = look.object_in(support, look.watched.field_logon).is_some();
    let mut held = HOLDERS.into_iter().zip(it.held).filter(|(_, count)| *count > 0);
    // A provider that keeps one of a finished logon has lost more than a reference.
    held.next().filter(|_| is_over && !has_logon).map(|(holder, _)| holder)
}

/// INV-13: after the support object is gone, the method that let it go leaves the provider object
/// alone, but for a reference of its own.
pub(super) fn support_last(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    let gone =
        look.state.memo(Memo::SupportGone, u32::from(event.thread.0), u32::from(event.depth));
    if gone == 0 {
        return;
    }
    let touched = match &event.kind {
        EventKind::Set { object, .. }
        | EventKind::Link { object, .. }
        | EventKind::Unlink { object, .. } => Some(*object),
        EventKind::Call { object, method, .. } if Some(*method) != look.watched.release => {
            Some(*object)
        }
        EventKind::Crash { why: Fault::UseAfterFree, object } => *object,
        _ => None,
    };
    report.test();
    if let Some(object) =
        touched.filter(|object| look.is_provider_object(*object) && i64::from(object.0) + 1 == gone)
    {
        report.broken(object, look.blame());
    }
}

/// INV-20: opening a store that is open adds no logon object, row or MAPIUID.
pub(super) fn second_open(look: &Look<'_>, report: &mut Report<'_>) {
    // A store that is counted once more instead of made once more.
    if let Some(EventKind::Refs { object, from: 1.., to }) = look.kind()
        && look.is_kind(*object, look.watched.store)
        && look.inside(look.watched.logon).next().is_some()
        && *to > 1
    {
        report.test();
    }
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
        report.broken(*object, Blame::Provider);
    }
}

/// INV-21: every Subscribe is undone before the provider releases the support object; no sink is
/// notified that is gone, or goes meanwhile.
pub(super) fn advise_balance(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(call) = look.call(look.watched.release)
        && look.is_kind(call.object, look.watched.support)
        && look.who() == Who::Provider
        && look.state.object(call.object).refs == 1
        && look.store_logon_of(call.object).is_some()
    {
        let left = look.field(call.object, look.watched.field_subscriptions).holds();
        report.judge(call.object, !left, || Blame::Provider);
    }
    match look.kind() {
        Some(EventKind::Call { object, method, .. }) if Some(*method) == look.watched.on_notify => {
            report.judge(*object, look.life(*object) != Life::Freed, || {
                blame_for_sink(look, *object)
            });
        }
        // Its OnNotify is still running, on whichever thread.
        Some(EventKind::Freed { object, .. }) if look.runs(*object, look.watched.on_notify) => {
            report.broken(*object, blame_for_sink(look, *object));
        }
        _ => {}
    }
}

/// The provider keeps a sink alive, unless its reference was released by others.
fn blame_for_sink(look: &Look<'_>, sink: ObjectId) -> Blame {
    look.overdrawn(sink).map_or(Blame::Provider, |holder| Blame::of(holder.who()))
}

/// INV-21 at the end: nothing can still call into a store that is gone. Its support object would,
/// as long as it has subscriptions.
pub(super) fn advise_balance_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    for store in look.all(look.watched.store).filter(|store| look.life(*store) == Life::Freed) {
        let cut_short = look
            .object_in(store, look.watched.field_logon)
            .is_some_and(|logon| look.is_cut_short(logon));
        let support = look
            .object_in(store, look.watched.field_support)
            .filter(|support| look.life(*support) == Life::Live);
        if let Some(support) = support.filter(|_| !cut_short) {
            report.judge(
                support,
                !look.field(support, look.watched.field_subscriptions).holds(),
                || Blame::Provider,
            );
        }
        let mut sinks = look
            .all(look.watched.sink)
            .filter(|sink| look.object_in(*sink, look.watched.field_store) == Some(store));
        if let Some(sink) = sinks.find(|sink| provider_refs(look, *sink) > 0).filter(|_| !cut_short)
        {
            report.broken(sink, Blame::Provider);
        }
    }
}

/// INV-22: a store that is being destroyed is not handed out again.
pub(super) fn no_reuse_while_dying(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(EventKind::Refs { object, from, to }) = look.kind() else { return };
    // Code that counts itself up inside its own last Release hands nothing out.
    let by_itself = look.event.is_some_and(|event| event.actor == *object)
        && look.is_inside(*object, look.watched.release);
    if to > from && look.is_kind(*object, look.watched.store) && !by_itself {
        report.judge(*object, *from > 0, || match caller_into(look, *object) {
            Some(Who::Client) => Blame::Client,
            _ => Blame::Provider,
        });
    }
}

/// INV-26: no count below 0, no client that gives back more than it holds, no provider that gives
/// up a client's last reference, no method on an object with count 0 except from inside its last
/// Release.
pub(super) fn refcount_sane(look: &Look<'_>, report: &mut Report<'_>) {
    match look.kind() {
        Some(EventKind::Refs { object, from, to })
            if to < from && look.program.is_listed(look.state, *object) =>
        {
            let over = look.overdrawn(*object);
            // A provider that lets go of what it doesn't hold gives up a client's reference.
            let of_client =
                *to == 0 && over == Some(Holder::Provider) && look.client_refs(*object) > 0;
            let sane = *to >= 0 && !over.is_some_and(Holder::is_client) && !of_client;
            let blame = || over.map_or(look.blame(), |holder| Blame::of(holder.who()));
            report.judge(*object, sane, || miscounts(look, *object).unwrap_or_else(blame));
        }
        // A method that keeps running on freed memory is a method on an object with count 0.
        Some(EventKind::Crash { why: Fault::UseAfterFree, object: Some(object) })
            if look.event.is_some_and(|event| event.actor == *object) =>
        {
            report.broken(*object, look.blame_for_use(*object));
        }
        Some(EventKind::Call { object, .. }) if look.program.is_listed(look.state, *object) => {
            let it = look.state.object(*object);
            let kept = it.refs > 0 || look.is_inside(*object, look.watched.release);
            report.judge(*object, kept, || look.blame_for_use(*object));
        }
        // An object that its own Release frees although it still has a holder.
        Some(EventKind::Freed { object, forced: true, .. })
            if look.event.is_some_and(|event| event.actor == *object)
                && look.is_inside(*object, look.watched.release)
                && look.state.object(*object).refs > 0 =>
        {
            report.broken(*object, look.blame());
        }
        _ => {}
    }
}

/// INV-26 at the end: what has no holder is freed, unless something under it is still held, as a
/// store is that its folders keep.
pub(super) fn refcount_sane_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    if look.crashed() || super::fast::is_over(look) || look.is_stuck() {
        return;
    }
    for (id, object) in (0u32..).map(ObjectId).zip(&look.state.objects) {
        let left =
            object.refs <= 0 && object.life != Life::Freed && !look.runs(id, look.watched.release);
        if left && look.program.is_listed(look.state, id) {
            let is_held = |under: ObjectId| {
                look.life(under) != Life::Freed && look.state.object(under).refs > 0
            };
            if !look.state.below(id).any(is_held) {
                report.broken(id, Blame::of(look.program.class(look.state, id).who));
            }
        }
    }
}
