//! Rules about `Logoff` and `Shutdown`: once, nothing live left behind, store and logon object
//! together, providers last.

use super::super::body::Who;
use super::super::event::EventKind;
use super::super::state::{HOLDERS, Holder, Life, Memo};
use super::super::value::{ObjectId, Value};
use super::accounts::caller_into;
use super::look::Look;
use super::verdict::{Blame, Report};

/// INV-09: what a second Logoff of a logon object does, does nothing.
pub(super) fn logoff_idempotent(look: &Look<'_>, report: &mut Report<'_>) {
    if look.kind().is_none_or(|kind| kind.ledger().is_none()) {
        return;
    }
    for logon in look
        .inside(look.watched.logoff)
        .filter(|object| look.is_kind(*object, look.watched.store_logon))
    {
        let running = look.inside(look.watched.logoff).filter(|other| *other == logon).count();
        let first = running <= 1 && look.memo(Memo::LogoffReturns, logon) == 0;
        report.judge(logon, first, || Blame::Provider);
    }
}

/// INV-10: when Logoff returns, every object under the logon object is released, invalid or freed.
pub(super) fn no_live_orphans(look: &Look<'_>, report: &mut Report<'_>) {
    if is_ended_by_logoff(look) {
        report.test();
    }
    let Some((logon, ..)) = look.returned(look.watched.logoff) else { return };
    if !look.is_kind(logon, look.watched.store_logon) || look.is_inside(logon, look.watched.logoff)
    {
        return;
    }
    let is_live =
        |object: &ObjectId| look.life(*object) == Life::Live && look.state.object(*object).refs > 0;
    if let Some(orphan) = look.state.below(logon).find(is_live) {
        report.broken(orphan, Blame::Provider);
    }
}

/// INV-10 at the end: of what was open below something that is gone, a provider keeps nothing.
pub(super) fn no_orphans_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    if look.crashed() || look.is_stuck() {
        return;
    }
    for (id, object) in (0u32..).map(ObjectId).zip(&look.state.objects) {
        let who = look.program.class(look.state, id).who;
        let own = HOLDERS.into_iter().zip(object.held).any(|(holder, count)| {
            count > 0
                && holder.who() == who
                && !matches!(who, Who::Client | Who::Mapi | Who::Spooler)
        });
        let is_orphan = object.parent.is_some_and(|parent| look.life(parent) == Life::Freed) && own;
        // Store and logon object are a pair: INV-14 judges those.
        let of_pair = [look.watched.store, look.watched.store_logon]
            .into_iter()
            .any(|kind| look.is_kind(id, kind));
        if is_orphan
            && !of_pair
            && object.life != Life::Freed
            && look.program.is_listed(look.state, id)
        {
            report.broken(id, Blame::of(who));
        }
    }
}

/// Whether the step ends an object that would have been left behind: inside Logoff, another holder
/// gives its last reference back, makes it invalid or frees it while it is held. A store without
/// references ends by its own last Release.
fn is_ended_by_logoff(look: &Look<'_>) -> bool {
    let ended = match look.kind() {
        Some(EventKind::Refs { object, to: 0, .. })
            if !look.is_kind(*object, look.watched.store) =>
        {
            *object
        }
        Some(EventKind::Invalidated { object }) => *object,
        Some(EventKind::Freed { object, was: Life::Live, .. })
            if look.state.object(*object).refs > 0 =>
        {
            *object
        }
        _ => return false,
    };
    let mut up = std::iter::successors(look.state.object(ended).parent, |object| {
        look.state.object(*object).parent
    });
    up.any(|object| {
        look.is_kind(object, look.watched.store_logon)
            && look.is_inside(object, look.watched.logoff)
    })
}

/// INV-14: at the logon object's last Release it has no store left.
pub(super) fn logon_pair(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(EventKind::Refs { object, to: 0, .. }) = look.kind()
        && look.is_kind(*object, look.watched.store_logon)
    {
        let has_store = *look.field(*object, look.watched.field_store) != Value::Null;
        report.judge(*object, !has_store, || {
            look.overdrawn(*object).map_or(Blame::Provider, |holder| Blame::of(holder.who()))
        });
    }
}

/// INV-14 at the end: a logon object that was logged off and outlived its store, or a pair that
/// only the provider itself keeps alive.
pub(super) fn logon_pair_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    // A store that only the provider still holds has outlived its logon object.
    for store in look.all(look.watched.store).filter(|store| look.life(*store) != Life::Freed) {
        let logon = look.object_in(store, look.watched.field_logon);
        let it = look.state.object(store);
        let alone = it.refs > 0 && i32::from(it.held[Holder::Provider as usize]) == it.refs;
        if alone
            && logon
                .is_some_and(|logon| look.life(logon) == Life::Freed && !look.is_cut_short(logon))
        {
            report.broken(store, Blame::Provider);
        }
    }
    let is_left = |logon: &ObjectId| look.life(*logon) != Life::Freed && !look.is_cut_short(*logon);
    for logon in look.all(look.watched.store_logon).filter(is_left) {
        let logged_off = look.memo(Memo::LogoffReturns, logon) > 0;
        let store = look.object_in(logon, look.watched.field_store);
        // A wrapped provider's pair is held by the provider around it, not by MAPI: that is no
        // cycle.
        let by_mapi = look.state.object(logon).held[Holder::Mapi as usize] > 0;
        let kept = by_mapi
            && store.is_some_and(|store| {
                let it = look.state.object(store);
                it.life == Life::Live
                    && it.refs > 0
                    && i32::from(it.held[Holder::Provider as usize]) == it.refs
            });
        // MAPI's tasks ran, and did not end in the logon object's Release.
        let support = look.object_in(logon, look.watched.field_support);
        let forgotten = by_mapi
            && support.is_some_and(|support| look.life(support) == Life::Freed)
            && !look.crashed()
            && !look.is_stuck();
        // Its store and its support object are freed, and Logoff was never called on it.
        let untold = !logged_off
            && support.is_some_and(|support| look.life(support) == Life::Freed)
            && look.memo(Memo::LogoffCalls, logon) == 0
            && !look.crashed()
            && !look.is_stuck()
            && look.all(look.watched.store).any(|store| {
                look.life(store) == Life::Freed
                    && look.object_in(store, look.watched.field_logon) == Some(logon)
            });
        if logged_off || kept || forgotten || untold {
            let by_mapi = untold || (logged_off || forgotten) && by_mapi;
            report.broken(logon, if by_mapi { Blame::Mapi } else { Blame::Provider });
        }
    }
}

/// INV-15: Shutdown once, after all logon objects are gone (a transport's may outlive it, C20), and
/// before Release.
pub(super) fn shutdown_after_logons(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(call) =
        look.call(look.watched.shutdown).filter(|call| look.is_provider_object(call.object))
    {
        let of_provider = |logon: &ObjectId| {
            look.object_in(*logon, look.watched.field_provider) == Some(call.object)
        };
        let transport = look.watched.provider_kinds[2];
        let logons = look.all(look.watched.store_logon).filter(of_provider);
        let open: Vec<ObjectId> = logons.filter(|logon| look.life(*logon) != Life::Freed).collect();
        let untold = open.iter().any(|logon| {
            let store = look.store_of(*logon);
            let has_store = store.is_some_and(|store| look.life(store) != Life::Freed);
            has_store && look.memo(Memo::LogoffCalls, *logon) == 0
        });
        let early = !look.is_kind(call.object, transport) && !open.is_empty();
        let once = look.memo(Memo::ShutdownCalls, call.object) <= 1;
        // A logon object that did not go is its provider's mistake; if it was never logged off, it
        // is the caller's.
        let blame = if !once || untold { look.blame() } else { Blame::Provider };
        match (once, early) {
            (false, _) => report.broken(call.object, blame),
            (true, true) => report.contested(call.object, blame),
            (true, false) => report.test(),
        }
    }
    if let Some(EventKind::Freed { object, .. }) = look.kind()
        && look.is_provider_object(*object)
    {
        report.judge(*object, look.memo(Memo::ShutdownCalls, *object) > 0, || {
            caller_into(look, *object).map_or(Blame::Provider, Blame::of)
        });
    }
}
