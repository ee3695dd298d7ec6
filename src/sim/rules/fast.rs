//! Rules about fast shutdown: consent first, providers in order, data safe on return.

use super::super::body::Who;
use super::super::state::Memo;
use super::super::value::{ObjectId, Value};
use super::look::Look;
use super::verdict::{Blame, Report};

/// Rank of a provider object in the order of fast shutdown: transports, address books, stores.
fn rank(look: &Look<'_>, object: ObjectId) -> Option<i64> {
    let [store, address_book, transport] = look.watched.provider_kinds;
    [transport, address_book, store]
        .iter()
        .position(|kind| look.is_kind(object, *kind))
        .map(|at| at as i64 + 1)
}

fn is_client_side(look: &Look<'_>, object: ObjectId) -> bool {
    look.is_kind(object, look.watched.client_shutdown)
}

pub(super) fn count_call(
    look: &Look<'_>,
    object: ObjectId,
    set: &mut dyn FnMut(Memo, u32, u32, i64),
) {
    let watched = look.watched;
    let fast = [watched.query_fast, watched.notify_fast, watched.do_fast];
    let Some(which) = fast.iter().position(|method| look.call(*method).is_some()) else { return };
    if is_client_side(look, object) {
        set(Memo::FastRank, which as u32, 0, 0);
        if which == 0 {
            for (provider, _) in look.state.memory_of(Memo::FastOwnAnswer) {
                set(Memo::FastOwnAnswer, provider, 0, 0);
            }
        }
    } else if let Some(rank) = rank(look, object) {
        let highest = look.state.memo(Memo::FastRank, which as u32, 0).max(rank);
        set(Memo::FastRank, which as u32, 0, highest);
    }
}

pub(super) fn count_return(
    look: &Look<'_>,
    object: ObjectId,
    result: &Value,
    set: &mut dyn FnMut(Memo, u32, u32, i64),
) {
    let is_query = look.returned(look.watched.query_fast).is_some();
    if !is_client_side(look, object) {
        if is_query && look.is_provider_object(object) {
            set(Memo::FastOwnAnswer, object.0, 0, if result.holds() { 1 } else { 2 });
        }
        return;
    }
    if is_query {
        set(Memo::FastAnswer, 0, 0, if result.holds() { 1 } else { 2 });
    } else if look.returned(look.watched.do_fast).is_some() && result.holds() {
        set(Memo::FastDone, 0, 0, 1);
    }
}

/// Whether the process has ended by a fast shutdown that was agreed to: nothing of the slow one is
/// required.
pub(super) fn is_over(look: &Look<'_>) -> bool {
    look.state.memo(Memo::FastDone, 0, 0) > 0
}

/// INV-19, fast shutdown: what a provider had not saved is safe when its DoFastShutdown returns,
/// and MAPI's returns after all of theirs.
pub(super) fn data_safe(look: &Look<'_>, report: &mut Report<'_>) {
    let Some((object, result, _)) = look.returned(look.watched.do_fast) else { return };
    let is_unsaved = |provider: ObjectId| look.field(provider, look.watched.field_unsaved).holds();
    if look.is_provider_object(object) {
        report.judge(object, !is_unsaved(object), || Blame::Provider);
    } else if is_client_side(look, object) && result.holds() {
        // One that was never asked has no part in it.
        let asked =
            look.state.memory_of(Memo::FastOwnAnswer).map(|(provider, _)| ObjectId(provider));
        for provider in asked.filter(|provider| is_unsaved(*provider)) {
            report.broken(provider, Blame::Mapi);
        }
    }
}

/// INV-23: Notify and Do only after Query said yes; nothing after Do.
pub(super) fn fast_consent(look: &Look<'_>, report: &mut Report<'_>) {
    let Some(event) = look.event else { return };
    if let Some((object, result, _)) = look.returned(look.watched.query_fast)
        && is_client_side(look, object)
        && result.holds()
    {
        let mut answers = look.state.memory_of(Memo::FastOwnAnswer);
        let refused = answers.any(|(_, answer)| answer == 2);
        report.judge(object, !refused, || Blame::Mapi);
    }
    let super::super::event::EventKind::Call { object, .. } = &event.kind else {
        if matches!(event.kind, super::super::event::EventKind::Exit)
            && look.state.memo(Memo::FastAnswer, 0, 0) == 2
        {
            let refused = look.all(look.watched.client_shutdown).next();
            let logged_off = look.any_memo(Memo::SessionOver);
            if let Some(object) = refused {
                report.judge(object, logged_off, || Blame::Client);
            }
        }
        return;
    };
    let client = look.who() == Who::Client;
    let goes_on =
        look.call(look.watched.notify_fast).is_some() || look.call(look.watched.do_fast).is_some();
    let is_fast = goes_on || look.call(look.watched.query_fast).is_some();
    if client && goes_on {
        report.judge(*object, look.state.memo(Memo::FastAnswer, 0, 0) == 1, || Blame::Client);
    }
    if client && look.state.memo(Memo::FastDone, 0, 0) > 0 {
        report.broken(*object, Blame::Client);
    }
    if client && is_fast && look.is_provider_object(*object) {
        report.broken(*object, Blame::Client);
    }
}

/// INV-24: transports, then address books, then stores.
pub(super) fn fast_order(look: &Look<'_>, report: &mut Report<'_>) {
    let watched = look.watched;
    let fast = [watched.query_fast, watched.notify_fast, watched.do_fast];
    let Some(which) = fast.iter().position(|method| look.call(*method).is_some()) else { return };
    if let Some(super::super::event::EventKind::Call { object, .. }) = look.kind()
        && let Some(rank) = rank(look, *object)
    {
        report.judge(*object, rank >= look.state.memo(Memo::FastRank, which as u32, 0), || {
            Blame::Mapi
        });
    }
}
