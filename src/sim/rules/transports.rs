//! Rules about `StoreLogoff` and `StoreLogoffTransports`: how often, when, with which flag, and
//! what may follow.

use super::super::body::Who;
use super::super::event::EventKind;
use super::super::state::{HOLDERS, Holder, Life, Memo, Thread};
use super::super::value::{ObjectId, Value};
use super::look::Look;
use super::memo::caller_column;
use super::verdict::{Blame, Report};
use crate::mapi::flag_value;

const INPUT_BITS: u32 = 0x1F;

fn abort() -> i64 {
    i64::from(flag_value("LOGOFF_ABORT").unwrap_or(0))
}

/// INV-01: more than one effective call at once, none when the store's life is over.
pub(super) fn slt_once(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some((support, ..)) = look.returned(look.watched.slt) {
        let by_client = || {
            let caller = look.event.and_then(|event| look.state.thread(event.thread).frames.last());
            caller.is_some_and(|caller| {
                look.program.class(look.state, caller.this).who == Who::Client
            })
        };
        report.judge(support, look.memo(Memo::SltComplete, support) <= 1, || {
            if by_client() { Blame::Client } else { Blame::Provider }
        });
        return;
    }
    let gone = match look.kind() {
        Some(
            EventKind::Freed { object, was: Life::Live, .. } | EventKind::Invalidated { object },
        ) => *object,
        _ => return,
    };
    if look.is_kind(gone, look.watched.store) {
        never_called(look, gone, report);
    }
}

/// INV-01 at the end: a store that no client holds.
pub(super) fn slt_once_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    for store in look.all(look.watched.store) {
        let own = look.object_in(store, look.watched.field_support);
        let cut_short = look
            .object_in(store, look.watched.field_logon)
            .is_some_and(|logon| look.is_cut_short(logon));
        let over = look.state.object(store).refs <= 0 && !look.is_held_open(store);
        if look.life(store) == Life::Live && over && own.is_some() && !cut_short {
            never_called(look, store, report);
        }
    }
}

fn never_called(look: &Look<'_>, store: ObjectId, report: &mut Report<'_>) {
    if let Some(support) = look.object_in(store, look.watched.field_support) {
        match look.memo(Memo::SltComplete, support) {
            1.. => report.test(),
            _ if is_abort_refused(look, support) => report.contested(support, Blame::Mapi),
            _ => report.broken(support, Blame::Provider),
        }
    }
}

/// Whether LOGOFF_ABORT itself was refused (C1): the provider has nothing stronger to pass. INV-03
/// sees to it that a second call, after a refusal, passes it.
fn is_abort_refused(look: &Look<'_>, support: ObjectId) -> bool {
    let asked = look.memo(Memo::Asked, support);
    match look.memo(Memo::SltRefused, support) {
        0 => false,
        1 => asked == 0 || asked - 1 == abort(),
        _ => true,
    }
}

/// INV-02: no call after the provider released the support object.
pub(super) fn slt_before_support(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(call) = look.call(look.watched.slt) {
        report.judge(call.object, look.memo(Memo::LetGo, call.object) == 0, || Blame::Provider);
    }
}

/// INV-03: the flag of the last StoreLogoff, or LOGOFF_ABORT; LOGOFF_ABORT is right after a refusal
/// too.
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
    report.judge(call.object, given == wanted || after_refusal, || match look.who() {
        Who::Client => Blame::Client,
        _ => Blame::Provider,
    });
}

/// INV-04: one of the five, and nothing else, asked by the client or made up by the provider.
pub(super) fn one_input_flag(look: &Look<'_>, report: &mut Report<'_>) {
    let (call, blame) = match (look.call(look.watched.store_logoff), look.call(look.watched.slt)) {
        // A wrapper passes on what it was given, and that is judged where it was given.
        (Some(_), _) if look.inside(look.watched.store_logoff).next().is_some() => return,
        (Some(call), _) => (call, look.blame()),
        (_, Some(call)) => (call, Blame::Provider),
        _ => return,
    };
    let word = call.values.first().and_then(Value::flags).unwrap_or(0);
    let bad = (word & INPUT_BITS).count_ones() != 1 || word & !INPUT_BITS != 0;
    let asked = look.memo(Memo::Asked, call.object) - 1;
    report.judge(call.object, !bad || asked == i64::from(word), || blame);
}

/// INV-05: a caller that got LOGOFF_COMPLETE calls nothing but Release, and gets it from no
/// StoreLogoff in which StoreLogoffTransports did not return it.
pub(super) fn after_complete(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(store) = invented_complete(look) {
        report.broken(store, Blame::Provider);
    }
    let (Some(EventKind::Call { object, method, .. }), Some(event)) = (look.kind(), look.event)
    else {
        return;
    };
    if event.depth != 0 {
        return;
    }
    let told = look.state.memo(Memo::Told, object.0, caller_column(look));
    match told {
        0 => {}
        _ if Some(*method) == look.watched.release => report.test(),
        1 => report.contested(*object, look.blame()),
        _ => report.contested(*object, Blame::Provider),
    }
}

/// The store whose StoreLogoff returns LOGOFF_COMPLETE although each StoreLogoffTransports inside
/// it came back without.
fn invented_complete(look: &Look<'_>) -> Option<ObjectId> {
    let (store, result, out) = look.returned(look.watched.store_logoff)?;
    let support = look.object_in(store, look.watched.field_support)?;
    let complete = flag_value("LOGOFF_COMPLETE").unwrap_or(0);
    let told = result.holds() && out.flags().is_some_and(|flags| flags & complete != 0);
    let refused = look.memo(Memo::SltRefused, support) > look.memo(Memo::RefusedBefore, support);
    (told && refused && look.memo(Memo::SltComplete, support) == 0).then_some(store)
}

/// INV-27: at StoreLogoffTransports no other client of this process, or thread of one, holds the
/// store.
pub(super) fn sole_user(look: &Look<'_>, report: &mut Report<'_>) {
    let (Some(call), Some(event)) = (look.call(look.watched.slt), look.event) else { return };
    let Some(logon) = look.store_logon_of(call.object) else { return };
    let Some(store) = look.all(look.watched.store).find(|store| {
        look.object_in(*store, look.watched.field_support) == Some(call.object)
            || look.object_in(logon, look.watched.field_store) == Some(*store)
    }) else {
        return;
    };
    let own = look
        .state
        .thread(event.thread)
        .frames
        .first()
        .map(|frame| look.program.holder(look.state, event.thread, frame.this));
    let others = HOLDERS.iter().zip(&look.state.object(store).held).any(|(holder, count)| {
        holder.is_client() && *holder != Holder::OtherProcess && Some(*holder) != own && *count > 0
    });
    let is_client = |thread: &Thread| look.program.names.text(thread.name).starts_with("client");
    let is_shared = look.state.threads.iter().filter(|thread| is_client(thread)).count() > 1;
    if !own.is_some_and(Holder::is_client) {
        return;
    }
    match blame_for_others(look, store) {
        Blame::Provider if others => report.contested(store, Blame::Provider),
        blame if others => report.broken(store, blame),
        _ if is_shared => report.test(),
        _ => {}
    }
}

/// A provider sees the count of its store. It says the wrong thing only where somebody gave back a
/// reference of another's, and it has no choice where a client logs off the whole session.
fn blame_for_others(look: &Look<'_>, store: ObjectId) -> Blame {
    let by_session =
        look.inside(look.watched.logoff).any(|object| look.is_kind(object, look.watched.session));
    match look.overdrawn(store) {
        Some(holder) => Blame::of(holder.who()),
        None if by_session => Blame::Client,
        None => Blame::Provider,
    }
}
