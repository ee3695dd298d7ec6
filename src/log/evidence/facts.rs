//! What is known of each object of a log, so far as it is evidence.
//!
//! It must not know a rule.

use super::super::interface::owner;
use super::super::record::{CallLog, NONE};
use super::super::survey::{Callers, Given, Instance, Survey};
use crate::sim::body::Who;
use crate::sim::state::Holder;

/// What is known of an object. Other objects are named by their numbers in the log.
#[derive(Clone, Debug)]
pub(super) struct SubjectFacts {
    /// The log has all its calls: it begins before the object does.
    pub whole: bool,
    /// All its counts are recorded, and as expected.
    pub steady: bool,
    /// Counts were seen, and they do not agree.
    pub disagrees: bool,
    /// Somebody counts, and nothing says who.
    pub unclear: bool,
    /// A support object whose MAPI does not have StoreLogoffTransports.
    pub unsupported: bool,
    pub lacks_flags: bool,
    /// The threads that call it from outside, and those of them that call StoreLogoff.
    pub callers: Callers,
    pub logged_off_by: Callers,
    pub provider: u32,
    pub store: u32,
    pub support: u32,
    pub logon: u32,
    pub is_store: bool,
    /// All calls of its interface are recorded.
    pub calls_seen: bool,
    /// A support object that was given to Logon, and nothing came of it.
    pub is_spare: bool,
    /// Its Logon is in the log, and gave a store and no logon object.
    pub has_no_logon: bool,
    /// A support object that a provider gave to another provider's Logon.
    pub is_of_wrapper: bool,
    /// The line of the Logon that a support object was given to; 0 without one.
    pub given_line: u32,
    /// A provider took a reference on it by a recorded call.
    pub was_taken: bool,
    /// What was opened below it, directly or not.
    pub below: Vec<u32>,
    /// Something may have been opened below it that no record names.
    pub opens_unseen: bool,
}

/// The facts of all objects of a log.
pub(super) fn facts(log: &CallLog, survey: &Survey) -> Vec<SubjectFacts> {
    let instances = &survey.instances;
    let mut known: Vec<_> =
        (0..instances.len() as u32).map(|at| of_object(log, survey, at)).collect();
    // An object that hangs on nothing known may hang on any store.
    let mut any_loose = false;
    for (at, it) in (0u32..).zip(instances).filter(|(_, it)| is_below_a_store(log, it)) {
        let store = store_above(log, survey, it.parent);
        any_loose |= store.is_none();
        let is_blind = it.opens_unseen || !known[at as usize].calls_seen;
        let Some(up) = store.and_then(|store| known.get_mut(store as usize)) else { continue };
        up.below.push(at);
        up.opens_unseen |= is_blind;
        let (store, support, logon) = (up.store, up.support, up.logon);
        let own = &mut known[at as usize];
        (own.store, own.support, own.logon) = (store, support, logon);
    }
    for at in 0..known.len() {
        let logon = known.get(known[at].logon as usize);
        let by_logon = logon.is_none_or(|logon| !logon.calls_seen || logon.opens_unseen);
        known[at].opens_unseen |= any_loose || !known[at].calls_seen || by_logon;
    }
    known
}

fn of_object(log: &CallLog, survey: &Survey, at: u32) -> SubjectFacts {
    let (observed, it) = (&log.header.observed, &survey.instances[at as usize]);
    // MAPI counts its own objects too, and its calls are in no provider's log.
    let of_mapi = it.owner(log) == Who::Mapi;
    let agrees = it.count.is_steady || of_mapi;
    let bond = survey.bonds.of(at).map(|bond| survey.bonds.all()[bond]);
    let is_of_logon = |test: fn(u32) -> bool| {
        bond.is_some_and(|it| it.provider != NONE && it.logon == NONE && test(it.store))
    };
    let calls_seen = log.observes(log.texts.text(it.interface));
    let is_untouched = it.born && it.count.is_untouched();
    SubjectFacts {
        whole: it.born || observed.from_start,
        steady: observed.counts
            && calls_seen
            && (it.count.is_known && agrees || is_untouched && !it.count.is_known),
        disagrees: it.count.is_no_count() || it.count.is_known && !agrees,
        unclear: it.unclear,
        unsupported: it.unsupported,
        lacks_flags: it.lacks_flags,
        callers: it.callers,
        logged_off_by: it.logged_off_by,
        provider: bond.map_or(NONE, |bond| bond.provider),
        store: bond.map_or(NONE, |bond| bond.store),
        support: bond.map_or(NONE, |bond| bond.support),
        logon: bond.map_or(NONE, |bond| bond.logon),
        is_store: log.texts.text(it.interface) == "IMsgStore",
        calls_seen,
        is_spare: is_of_logon(|store| store == NONE),
        has_no_logon: is_of_logon(|store| store != NONE),
        is_of_wrapper: it.given == Given::ByProvider,
        given_line: log.records.get(it.given_at as usize).map_or(0, |record| record.line),
        was_taken: it.count.was_taken_by(Holder::Provider),
        below: Vec::new(),
        opens_unseen: it.opens_unseen,
    }
}

/// Whether an object is one that a client opens in a store, such as a folder or a table.
fn is_below_a_store(log: &CallLog, it: &Instance) -> bool {
    let interface = log.texts.text(it.interface);
    let is_root = matches!(interface, "IMSProvider" | "IMSLogon" | "IMsgStore")
        || interface == "IMAPIProviderShutdown";
    !is_root && owner(interface) == Who::Provider
}

/// Most objects that hang on each other in a row and are followed.
const DEEPEST: usize = 1_000;

/// The store above an object, [`NONE`] where that is known not to be in the log; `None` where it is
/// not known what it hangs on.
fn store_above(log: &CallLog, survey: &Survey, parent: u32) -> Option<u32> {
    let mut up = parent;
    for _ in 0..DEEPEST {
        let it = survey.instances.get(up as usize)?;
        if log.texts.text(it.interface) == "IMsgStore" {
            return Some(up);
        }
        if let Some(bond) = survey.bonds.of(up) {
            return Some(survey.bonds.all()[bond].store);
        }
        up = it.parent;
    }
    None
}
