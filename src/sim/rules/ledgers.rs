//! Rules about the status table and the MAPIUID registry: what must be gone, when, and what must
//! stay.

use super::super::body::Who;
use super::super::event::EventKind;
use super::super::state::{HOLDERS, Life, Memo, State};
use super::super::value::{ObjectId, Value};
use super::look::Look;
use super::verdict::{Blame, Report};

/// The logon object whose support object has just given its last reference back; a Release too many
/// inside that last one ends nothing.
fn support_is_over(look: &Look<'_>) -> Option<ObjectId> {
    let (support, result, _) = look.returned(look.watched.release)?;
    match (look.is_kind(support, look.watched.support), result) {
        (true, Value::Number(..=0)) if !look.is_inside(support, look.watched.release) => {
            look.store_logon_of(support)
        }
        _ => None,
    }
}

/// Logon objects of stores whose life is over at the end of a run: the store has no holder, or only
/// a client that got LOGOFF_COMPLETE and had time to release it.
fn stores_over<'a>(look: &'a Look<'_>) -> impl Iterator<Item = ObjectId> + 'a {
    look.all(look.watched.store).filter_map(|store| {
        let logon = look.object_in(store, look.watched.field_logon)?;
        let it = look.state.object(store);
        let told = HOLDERS.iter().zip(&it.held).any(|(holder, count)| {
            let told = look.state.memo(Memo::Told, store.0, *holder as u32) == 1;
            let alone = *count > 0 && i32::from(*count) == it.refs;
            holder.is_client() && told && !look.crashed() && alone
        });
        let released = it.refs <= 0 && !look.is_held_open(store) || look.life(store) != Life::Live;
        ((told || released) && !look.is_cut_short(logon)).then_some(logon)
    })
}

fn has_uids(state: &State, logon: ObjectId) -> bool {
    state.uids_of(logon).next().is_some()
}

fn has_rows(state: &State, logon: ObjectId) -> bool {
    state.rows_of(logon).next().is_some()
}

/// Whether the run came to its end, and was not cut short by a crash or a wait for ever.
fn ended(look: &Look<'_>) -> bool {
    !look.crashed() && !look.is_stuck()
}

/// Whether an object is a freed logon object of an address book or a transport.
fn is_freed_sibling(look: &Look<'_>, owner: ObjectId) -> bool {
    let who = look.program.class(look.state, owner).who;
    matches!(who, Who::AddressBook | Who::Transport) && look.life(owner) == Life::Freed
}

fn is_of_store(look: &Look<'_>, logon: ObjectId) -> bool {
    look.is_kind(logon, look.watched.store_logon)
}

/// INV-06: after the support object's last Release the registry has none of the logon's, and nobody
/// else's was taken.
pub(super) fn uids_gone(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(logon) = support_is_over(look) {
        report.judge(logon, !has_uids(look.state, logon), || Blame::Mapi);
    }
    if let (Some(EventKind::UidRemoved { uid }), Some(event)) = (look.kind(), look.event) {
        let owner = look.state.uids[uid.index()].owner;
        if let Some(logon) = look.object_in(event.actor, look.watched.field_logon)
            && (is_of_store(look, logon) || is_of_store(look, owner))
        {
            match logon == owner {
                true => report.test(),
                false => report.contested(owner, look.blame()),
            }
        }
    }
}

/// INV-06 at the end of a run.
pub(super) fn uids_gone_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    for logon in stores_over(look) {
        report.judge(logon, !has_uids(look.state, logon), || blame_for_leak(look, logon));
    }
    let mut left =
        look.state.uids.iter().filter(|uid| uid.registered && is_freed_sibling(look, uid.owner));
    if let Some(uid) = left.next().filter(|_| ended(look)) {
        report.broken(uid.owner, Blame::of(look.program.class(look.state, uid.owner).who));
    }
}

/// INV-07: likewise for the status row; and a logon object never has more than one.
pub(super) fn row_gone(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(logon) = support_is_over(look) {
        report.judge(logon, !has_rows(look.state, logon), || Blame::Mapi);
    }
    let Some(event) = look.event else { return };
    match look.kind() {
        Some(EventKind::RowAdded { row }) => {
            if let Some(owner) =
                look.state.rows[row.index()].owner.filter(|owner| is_of_store(look, *owner))
            {
                report.judge(owner, look.state.rows_of(owner).count() <= 1, || Blame::Provider);
            }
        }
        Some(EventKind::RowRemoved { row }) => {
            let owner = look.state.rows[row.index()].owner;
            let own = look.object_in(event.actor, look.watched.field_logon);
            if let (Some(owner), Some(own)) = (owner, own)
                && (is_of_store(look, owner) || is_of_store(look, own))
            {
                report.judge(owner, owner == own, || look.blame());
            }
        }
        _ => {}
    }
}

/// INV-07 at the end of a run.
pub(super) fn row_gone_at_end(look: &Look<'_>, report: &mut Report<'_>) {
    for logon in stores_over(look) {
        report.judge(logon, !has_rows(look.state, logon), || blame_for_leak(look, logon));
    }
    let rows = look.state.rows.iter().filter(|row| row.present).filter_map(|row| row.owner);
    if let Some(owner) =
        rows.into_iter().find(|owner| is_freed_sibling(look, *owner)).filter(|_| ended(look))
    {
        report.broken(owner, Blame::of(look.program.class(look.state, owner).who));
    }
}

/// A client that still holds the store it logged off leaks it; otherwise the provider kept the
/// support object.
fn blame_for_leak(look: &Look<'_>, logon: ObjectId) -> Blame {
    match look.store_of(logon) {
        Some(store) if look.life(store) == Life::Live && look.client_refs(store) > 0 => {
            Blame::Client
        }
        _ => Blame::Provider,
    }
}

/// INV-08: when MAPI's Release of the support object calls Logoff, nothing routes to the logon
/// object any more.
pub(super) fn unrouted_before_logoff(look: &Look<'_>, report: &mut Report<'_>) {
    let (Some(call), Some(event)) = (look.call(look.watched.logoff), look.event) else { return };
    if look.is_kind(event.actor, look.watched.support) {
        let routed = has_uids(look.state, call.object) || has_rows(look.state, call.object);
        report.judge(call.object, !routed, || Blame::Mapi);
    }
}

/// INV-18: while a store logs off, nothing of other stores, of MAPI, of address books or of
/// uncoupled transports goes.
pub(super) fn isolation(look: &Look<'_>, report: &mut Report<'_>) {
    shared_logoff(look, report);
    foreign_transports(look, report);
    let (Some(store), Some(event)) = (look.inside(look.watched.store_logoff).next(), look.event)
    else {
        return;
    };
    let entry = look.field(store, look.watched.field_entry);
    let is_other = |owner: ObjectId| {
        let of_store = look.is_kind(owner, look.watched.store_logon)
            || look.is_kind(owner, look.watched.store);
        of_store && look.field(owner, look.watched.field_entry) != entry
    };
    match &event.kind {
        EventKind::RowRemoved { row } => {
            let row = &look.state.rows[row.index()];
            if let Some(owner) = row.owner {
                let other = is_other(owner) || look.is_kind(owner, look.watched.session);
                report.judge(owner, !other, || look.blame());
            }
        }
        EventKind::UidRemoved { uid } => {
            let owner = look.state.uids[uid.index()].owner;
            report.judge(owner, !is_other(owner), || look.blame());
        }
        EventKind::Freed { object, .. } | EventKind::Invalidated { object } => {
            report.judge(*object, !is_other(*object), || look.blame());
        }
        EventKind::Transport { transport, from, to } if from.logged_on && !to.logged_on => {
            let line = look.state.transports[transport.index()].object;
            report.judge(line, look.field(line, look.watched.field_own_store) == entry, || {
                look.blame()
            });
        }
        // That it comes back having touched nothing of anybody else's.
        EventKind::Return { .. } if look.returned(look.watched.slt).is_some() => report.test(),
        _ => {}
    }
}

/// INV-18, of a provider: a store, or its logon object, logs off the transports of its own support
/// object, and of no other store's.
fn foreign_transports(look: &Look<'_>, report: &mut Report<'_>) {
    let (Some(call), Some(event)) = (look.call(look.watched.slt), look.event) else { return };
    let by = event.actor;
    let own = look.object_in(by, look.watched.field_support);
    let is_part =
        look.is_kind(by, look.watched.store) || look.is_kind(by, look.watched.store_logon);
    let other = look.store_logon_of(call.object);
    if is_part && other.is_some() && own.is_some_and(|own| own != call.object) {
        report.broken(call.object, Blame::Provider);
    }
}

/// INV-18, the other half: a client that logs off a shared session sends the other clients away
/// with it.
fn shared_logoff(look: &Look<'_>, report: &mut Report<'_>) {
    if let Some(EventKind::Notify { to: Value::Object(client), .. }) = look.kind()
        && look.inside(look.watched.logoff).any(|object| look.is_kind(object, look.watched.session))
        && look.program.class(look.state, *client).who == Who::Client
    {
        report.broken(*client, Blame::Client);
    }
}
