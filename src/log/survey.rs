//! Which objects a log is about, before it becomes a run: a pointer may mean several objects, one
//! after the other or at once; how many references each had when it first appears, and which
//! store, logon object and support object belong together.
//!
//! It must not judge, and it must not know how a run is made.

mod account;
mod bonds;
mod calling;
mod count;
mod instance;
mod order;
mod telling;

use std::collections::BTreeMap;

use super::interface::{opens, owner};
use super::record::{CallLog, LogValue, NONE, ObjectState, RecordKind};
use super::walk::{Oddity, Walk, WalkStep};
use crate::mapi::hresult_value;
use crate::sim::body::Who;
use crate::sim::state::Holder;

pub use account::{Query, column, counts, flags_of, is_spooler, queried, says_whose};
use account::{receiver, wraps};
pub use bonds::Bonds;
use bonds::SurveyView;
use count::Counted;
pub use instance::{Callers, Given, Instance};

/// All objects of a log.
#[derive(Debug, Default)]
pub struct Survey {
    /// The objects, in the order in which they appear.
    pub instances: Vec<Instance>,
    /// Which of them belong together.
    pub bonds: Bonds,
    /// References that a return hands over to its caller, by the number of its record.
    pub handed: BTreeMap<u32, Vec<HandedOver>>,
    current: BTreeMap<(u32, u32), u32>,
    latest: BTreeMap<u32, u32>,
}

/// A reference that code took for its caller: AddRef before an object is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// The object.
    pub instance: u32,
    /// Who took it.
    pub from: Holder,
    /// Who gets it.
    pub to: Holder,
}

/// Looks through a log: tells its objects apart and notes what is odd about its calls.
pub fn survey(log: &mut CallLog) -> Survey {
    let mut it = Survey::default();
    let (mut walk, mut moves) = (Walk::default(), Vec::new());
    let mut odd: Vec<(u32, Oddity)> = Vec::new();
    let mut odd_count = 0;
    for at in 0..log.records.len() as u32 {
        walk.take(at, &log.records, &mut moves, &mut |line, what| {
            odd_count += 1;
            if odd.len() < super::record::MOST_PROBLEMS {
                odd.push((line, what));
            }
        });
        for one in &moves {
            match *one {
                WalkStep::Enter(call) => it.enter(log, &walk, call),
                WalkStep::Leave(call, back) => it.leave(log, &walk, call, back),
                WalkStep::Other(record) => it.other(log, &walk, record),
            }
        }
    }
    let kept = odd.len();
    for (line, what) in odd {
        let (code, message) = match what {
            Oddity::NoCall => ("no-call", "this return belongs to no call: skipped"),
            Oddity::NoReturn => {
                ("no-return", "this call never returns, although its thread goes on")
            }
            Oddity::TooDeep => ("too-deep", "this call is in too many others: skipped"),
        };
        log.complain(line, code, message.to_owned());
    }
    log.problem_count += odd_count - kept;
    order::in_order(log, &mut it);
    it
}

impl Survey {
    fn enter(&mut self, log: &mut CallLog, walk: &Walk, at: u32) {
        let from_start = log.header.observed.from_start;
        let is_new_at = self.instances.len();
        let thread = log.records[at as usize].thread;
        let instance = self.find(log, at);
        log.records[at as usize].instance = instance;
        // Before the first MAPIInitialize that a log from the start can have, there is none.
        if instance as usize == is_new_at
            && from_start
            && log.texts.text(self.instances[is_new_at].interface) == "MAPI"
        {
            self.instances[is_new_at].born = true;
            self.instances[is_new_at].count.receive(Some(0), Holder::Client1);
        }
        let first_new = self.instances.len();
        self.resolve(log, at, None);
        self.own_sinks(log, walk, at, first_new);
        let open = walk.open(thread).rev().nth(1);
        let record = &log.records[at as usize];
        let calling = self.calling(log, open, record);
        let column = column(log, thread, calling.who);
        log.records[at as usize].who = calling.who;
        let record = &log.records[at as usize];
        let method = log.texts.text(record.method);
        let by = counts(method);
        let sees_mapi = log.observes("IMAPISession");
        let says_caller = record.more.as_ref().is_some_and(|more| more.caller.is_some());
        if let Some(it) = self.instances.get_mut(instance as usize) {
            if calling.by == NONE {
                it.callers.add(thread);
            }
            if by != 0 {
                let is_support = log.texts.text(it.interface) == "IMAPISupport";
                if calling.by == NONE && !says_caller && is_support && !sees_mapi {
                    it.counted_outside(by);
                }
                it.count.begin(at, by, column);
            }
            if matches!(method, "StoreLogoff" | "StoreLogoffTransports")
                && flags_of(log, record).is_none()
            {
                it.lacks_flags = true;
            }
            if method == "StoreLogoff" && calling.by == NONE {
                it.logged_off_by.add(thread);
            }
        }
        self.lend(log, at);
        let known = SurveyView { log, instances: &self.instances };
        self.bonds.called(known, at, open);
    }

    /// A sink that is first seen where a provider subscribes it is its own, unless it passes on
    /// what a client advised.
    fn own_sinks(&mut self, log: &CallLog, walk: &Walk, at: u32, first_new: usize) {
        let record = &log.records[at as usize];
        let is =
            |call: u32, method: &str| log.texts.text(log.records[call as usize].method) == method;
        if !is(at, "Subscribe") || walk.open(record.thread).any(|call| is(call, "Advise")) {
            return;
        }
        for (_, value) in record.values() {
            let LogValue::Object(sink) = *value else { continue };
            if let Some(it) = self.instances.get_mut(sink as usize)
                && sink as usize >= first_new
            {
                it.is_providers = true;
                it.count = Counted::default();
                it.count.receive(None, Holder::Provider);
            }
        }
    }

    /// MAPI makes a support object, and gives it to Logon.
    fn lend(&mut self, log: &CallLog, at: u32) {
        let record = &log.records[at as usize];
        let is_logon = matches!(log.texts.text(record.method), "Logon" | "SpoolerLogon");
        for (_, value) in record.values().iter().filter(|_| is_logon) {
            let LogValue::Object(instance) = *value else { continue };
            let it = &mut self.instances[instance as usize];
            let is_support = log.texts.text(it.interface) == "IMAPISupport";
            if is_support && it.given_at == NONE {
                it.given_at = at;
            }
            // A provider that wraps another gives it a support object of its own.
            if is_support && record.who == Who::Provider && it.given == Given::Never {
                it.given = Given::ByProvider;
                it.count.receive(None, Holder::Provider);
            } else if is_support && it.given == Given::Never && !it.unclear {
                it.given = Given::Held;
            }
        }
    }

    fn leave(&mut self, log: &mut CallLog, walk: &Walk, call: u32, back: u32) {
        let Some(returned) = log.records.get(back as usize) else { return };
        let (count, flags, result) = (returned.count, returned.flags, returned.result);
        let at = log.records[call as usize].instance;
        let method = log.texts.text(log.records[call as usize].method).to_owned();
        log.records[back as usize].instance = at;
        log.records[call as usize].count = count;
        if let Some(it) = self.instances.get_mut(at as usize) {
            match (&*method, count) {
                ("AddRef" | "Release", Some(count)) => {
                    it.count.end(call, count);
                    it.closed |= method == "Release" && count <= 0 && !it.count.is_no_count();
                }
                ("StoreLogoff" | "StoreLogoffTransports", _) => {
                    it.lacks_flags |= flags.is_none() || result.is_none();
                    it.unsupported |= method == "StoreLogoffTransports"
                        && result.is_some()
                        && result == hresult_value("MAPI_E_NO_SUPPORT");
                }
                ("Logoff", _) => it.logged_off = true,
                _ => {}
            }
        }
        self.resolve(log, back, Some(call));
        self.answered(log, call, back);
        if matches!(&*method, "Logon" | "SpoolerLogon") {
            let known = SurveyView { log, instances: &self.instances };
            self.bonds.logged_on(known, call, back);
        }
        self.hang(log, call, back);
        self.hand_over(log, walk, call, back);
    }

    /// QueryInterface took a reference, and what opens objects says which, or does not.
    fn answered(&mut self, log: &CallLog, call: u32, back: u32) {
        let (called, returned) = (&log.records[call as usize], &log.records[back as usize]);
        let query = queried(log, called, returned);
        let is_object = |(_, value): &(u32, LogValue)| matches!(value, LogValue::Object(_));
        let went_well = returned.result.is_none_or(|code| code < 0x8000_0000);
        let opened = opens(log.texts.text(called.method)) && went_well;
        let holder = column(log, called.thread, called.who);
        let Some(it) = self.instances.get_mut(called.instance as usize) else { return };
        it.opens_unseen |= opened && !returned.values().iter().any(is_object);
        match query {
            Some(Query::Same) => it.count.query(holder),
            Some(Query::Unclear) => it.unclear = true,
            Some(Query::Failed) | None => {}
        }
    }

    /// What a method gives back and took a reference on is its caller's now.
    fn hand_over(&mut self, log: &CallLog, walk: &Walk, call: u32, back: u32) {
        let record = &log.records[call as usize];
        let interface = self.interface(log, record);
        let from = column(log, record.thread, owner(interface));
        let for_wrapper = wraps(log, call);
        let mut handed = Vec::new();
        for (_, value) in log.records[back as usize].values() {
            let LogValue::Object(instance) = *value else { continue };
            let Some(it) = self.instances.get_mut(instance as usize) else { continue };
            let to = match for_wrapper {
                true => Holder::Provider,
                false => receiver(log, record.thread, log.texts.text(it.interface), walk),
            };
            if to != from && it.count.hand_over(from, to) {
                handed.push(HandedOver { instance, from, to });
            }
        }
        if !handed.is_empty() {
            self.handed.insert(back, handed);
        }
    }

    /// What a method of an object gives back hangs on it, unless it is known to hang elsewhere.
    fn hang(&mut self, log: &CallLog, call: u32, back: u32) {
        let parent = log.records[call as usize].instance;
        for (_, value) in log.records[back as usize].values() {
            let LogValue::Object(child) = *value else { continue };
            let is_new = self.instances.get(child as usize).is_some_and(|it| it.parent == NONE);
            if is_new && child != parent && parent != NONE && child > parent {
                self.instances[child as usize].parent = parent;
            }
        }
    }

    fn other(&mut self, log: &mut CallLog, walk: &Walk, at: u32) {
        let RecordKind::Object(state) = log.records[at as usize].kind else { return };
        let record = &log.records[at as usize];
        let parent = record.more.as_ref().and_then(|more| more.parent);
        let name = record.more.as_ref().map_or(0, |more| more.name);
        let (text, interface, thread, count) =
            (record.object, record.interface, record.thread, record.count);
        let old = self.look_up(text, interface);
        let is_open = old.is_some_and(|old| !self.instances[old as usize].closed);
        let instance = match (state, old) {
            (Some(ObjectState::Created), Some(old)) if is_open && !self.is_used(old) => old,
            (Some(ObjectState::Created), _) | (_, None) => self.create(text, interface),
            (_, Some(old)) => old,
        };
        let parent = parent.and_then(|parent| self.latest.get(&parent).copied());
        log.records[at as usize].instance = instance;
        let made_by = walk.innermost(thread).map(|call| {
            let by = log.records[call as usize].instance;
            self.instances.get(by as usize).map_or(Who::Provider, |it| it.owner(log))
        });
        let is_sink = log.texts.text(interface) == "IMAPIAdviseSink";
        let is_own_sink = is_sink && made_by == Some(Who::Provider);
        let receiver = match is_own_sink {
            true => Holder::Provider,
            false => receiver(log, thread, log.texts.text(interface), walk),
        };
        let it = &mut self.instances[instance as usize];
        it.is_providers |= is_own_sink && state == Some(ObjectState::Created);
        if name != 0 {
            it.name = name;
        }
        if let Some(parent) = parent.filter(|parent| *parent < instance) {
            it.parent = parent;
        }
        match state {
            Some(ObjectState::Created) => {
                it.born = true;
                it.created = true;
                it.count.receive(count, receiver);
                let by = walk.innermost(thread);
                let known = SurveyView { log, instances: &self.instances };
                self.bonds.created(known, instance, by);
            }
            Some(ObjectState::Destroyed) => {
                it.closed = true;
                it.destroyed = true;
            }
            Some(ObjectState::Invalid) | None => {}
        }
    }
}
