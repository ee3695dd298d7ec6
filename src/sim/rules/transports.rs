//! Rules about `StoreLogoff` and `StoreLogoffTransports`: how often, when, with which flag, and what may follow.

use super::super::event::EventKind;
use super::super::state::{HOLDERS, Holder, Life};
use super::super::value::{ObjectId, Value};
use super::look::Look;
use super::memo::{Memo, caller_column};
use super::{Blame, Report};
use crate::mapi::flag_value;

const INPUT_BITS: u32 = 0x1F;

fn abort() -> i64 {
    i64::from(flag_value("LOGOFF_ABORT").unwrap_or(0))
}

/// INV-01: more than one effective call at once, none when the store's life is over.
pub(super) fn slt_once(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some((support, ..)) = look.returned(look.watched.slt) {
        if look.memo(Memo::SltComplete, support) > 1 {
            report(support, Blame::Provider);
        }
        return;
    }
    let gone = match look.kind() {
        Some(EventKind::Freed { object, was: Life::Live, .. } | EventKind::Invalidated { object }) => *object,
        _ => return,
    };
    if look.is_kind(gone, look.watched.store) {
        never_called(look, gone, report);
    }
}

/// INV-01 at the end: a store that no client holds any more.
pub(super) fn slt_once_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    for store in look.all(look.watched.store) {
        let own = look.object_in(store, look.watched.field_support);
        let cut_short = look.object_in(store, look.watched.field_logon).is_some_and(|logon| look.is_cut_short(logon));
        if look.life(store) == Life::Live && look.state.object(store).refs <= 0 && own.is_some() && !cut_short {
            never_called(look, store, report);
        }
    }
}

fn never_called(look: &Look<'_>, store: ObjectId, report: &mut Report<'_>) {
    if let Some(support) = look.object_in(store, look.watched.field_support)
        && look.memo(Memo::SltComplete, support) == 0
    {
        report(support, Blame::Provider);
    }
}

/// INV-02: no call after the provider let go of the support object.
pub(super) fn slt_before_support(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(call) = look.call(look.watched.slt)
        && look.memo(Memo::LetGo, call.object) > 0
    {
        report(call.object, Blame::Provider);
    }
}

/// INV-03: the flag of the last StoreLogoff, or LOGOFF_ABORT; LOGOFF_ABORT is right after a refusal too.
pub(super) fn flag_fidelity(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(call) = look.call(look.watched.slt) else { return };
    if look.store_logon_of(call.object).is_none() {
        return;
    }
    let given = call.values.first().and_then(Value::flags).map_or(0, i64::from);
    let wanted = match look.memo(Memo::Asked, call.object) {
        0 => abort(),
        asked => asked - 1,
    };
    let after_refusal = given == abort() && look.memo(Memo::SltRefused, call.object) > 0;
    if given != wanted && !after_refusal {
        report(call.object, Blame::Provider);
    }
}

/// INV-04: one of the five, and nothing else, asked by the client or made up by the provider.
pub(super) fn one_input_flag(look: &Look<'_>, report: &mut Report<'_>) {
    let (call, blame) = match (look.call(look.watched.store_logoff), look.call(look.watched.slt)) {
        (Some(call), _) => (call, look.blame()),
        (_, Some(call)) => (call, Blame::Provider),
        _ => return,
    };
    let word = call.values.first().and_then(Value::flags).unwrap_or(0);
    let bad = (word & INPUT_BITS).count_ones() != 1 || word & !INPUT_BITS != 0;
    let asked = look.memo(Memo::Asked, call.object) - 1;
    if bad && asked != i64::from(word) {
        report(call.object, blame);
    }
}

/// INV-05: whoever was told of LOGOFF_COMPLETE calls nothing but Release.
pub(super) fn after_complete(look: &Look<'_>, report: &mut Report<'_>) {
    let (Some(EventKind::Call { object, method, .. }), Some(event)) = (look.kind(), look.event) else { return };
    if event.depth != 0 || Some(*method) == look.watched.release {
        return;
    }
    match look.state.memo(Memo::Told, object.0, caller_column(look)) {
        1 => report(*object, look.blame()),
        2 => report(*object, Blame::Provider),
        _ => {}
    }
}

/// INV-27: at StoreLogoffTransports no other client of this process holds the store.
pub(super) fn sole_user(look: &Look<'_>, report: &mut Report<'_>) {
    let (Some(call), Some(event)) = (look.call(look.watched.slt), look.event) else { return };
    let Some(logon) = look.store_logon_of(call.object) else { return };
    let Some(store) = look.all(look.watched.store).find(|store| {
        look.object_in(*store, look.watched.field_support) == Some(call.object)
            || look.object_in(logon, look.watched.field_store) == Some(*store)
    }) else {
        return;
    };
    let own =
        look.state.thread(event.thread).frames.first().map(|frame| look.program.holder(look.state, event.thread, frame.this));
    let others = HOLDERS
        .iter()
        .zip(&look.state.object(store).held)
        .any(|(holder, count)| holder.is_client() && *holder != Holder::OtherProcess && Some(*holder) != own && *count > 0);
    if others && own.is_some_and(Holder::is_client) {
        report(store, Blame::Client);
    }
}
