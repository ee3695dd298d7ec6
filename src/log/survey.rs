//! Which objects a log is about, before it becomes a run: a pointer may mean several objects, one
//! after the other or at once; how many references each had when it first appears, and which
//! store, logon object and support object belong together.
//!
//! It must not judge, and it must not know how a run is made.

mod account;
mod bonds;
mod count;
mod instance;
mod order;

use std::collections::BTreeMap;

use super::interface::{caller, given, owner};
use super::record::{CallLog, LogRecord, LogValue, NONE, ObjectState, Outside, RecordKind};
use super::walk::{Oddity, Walk, WalkStep};
use crate::sim::body::Who;
use crate::sim::state::Holder;

use account::{account, receiver};
pub use account::{column, counts, flags_of, is_spooler};
pub use bonds::Bonds;
use bonds::SurveyView;
use count::Counted;
pub use instance::{Callers, Instance};

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

/// Who calls, and on whose account.
#[derive(Clone, Copy, Debug)]
pub struct Calling {
    /// The object whose method calls; [`NONE`] where no recorded call does.
    pub by: u32,
    /// Whose code that is.
    pub who: Who,
}

impl Survey {
    /// Who makes a call: the innermost open call of its thread, or somebody outside.
    pub fn calling(&self, log: &CallLog, open: Option<u32>, record: &LogRecord) -> Calling {
        if let Some(open) = open {
            let by = log.records[open as usize].instance;
            let interface =
                self.instances.get(by as usize).map_or("", |it| log.texts.text(it.interface));
            return Calling { by, who: owner(interface) };
        }
        let interface = self.interface(log, record);
        let outside = record.more.as_ref().and_then(|more| more.caller);
        let who = match outside {
            Some(Outside::Client) => Who::Client,
            Some(Outside::Mapi) => Who::Mapi,
            Some(Outside::Spooler) => Who::Spooler,
            Some(Outside::Provider) => Who::Provider,
            None => match caller(interface) {
                // Where MAPI's own calls are recorded, one of a support object that comes from
                // nowhere is MAPI's too.
                Who::Provider if !log.observes("IMAPISession") => Who::Provider,
                _ if is_spooler(log, record.thread) || self.is_spoolers(record.instance) => {
                    Who::Spooler
                }
                Who::Provider => Who::Mapi,
                other => other,
            },
        };
        Calling { by: NONE, who }
    }

    /// Whether an object came of `SpoolerLogon`: the spooler has a store object of its own.
    fn is_spoolers(&self, instance: u32) -> bool {
        self.bonds.of(instance).is_some_and(|bond| self.bonds.all()[bond].of_spooler)
    }

    fn interface<'a>(&self, log: &'a CallLog, record: &LogRecord) -> &'a str {
        let known = self.instances.get(record.instance as usize).map_or(0, |it| it.interface);
        log.texts.text(if known == 0 { record.interface } else { known })
    }

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
        let open = walk.open(thread).rev().nth(1);
        let record = &log.records[at as usize];
        let calling = self.calling(log, open, record);
        let column = column(log, thread, calling.who);
        log.records[at as usize].who = calling.who;
        let record = &log.records[at as usize];
        let method = log.texts.text(record.method);
        let by = counts(method);
        if let Some(it) = self.instances.get_mut(instance as usize) {
            if calling.by == NONE {
                it.callers.add(thread);
            }
            if by != 0 {
                it.count.begin(at, by, column);
            }
            if matches!(method, "StoreLogoff" | "StoreLogoffTransports")
                && flags_of(log, record).is_none()
            {
                it.lacks_flags = true;
            }
        }
        self.resolve(log, at, false);
        let known = SurveyView { log, instances: &self.instances };
        self.bonds.called(known, at, open);
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
                    it.closed |= method == "Release" && count <= 0;
                }
                ("StoreLogoff" | "StoreLogoffTransports", _) => {
                    it.lacks_flags |= flags.is_none() || result.is_none();
                }
                _ => {}
            }
        }
        self.resolve(log, back, true);
        if matches!(&*method, "Logon" | "SpoolerLogon") {
            let known = SurveyView { log, instances: &self.instances };
            self.bonds.logged_on(known, call, back);
        }
        self.hang(log, call, back);
        self.hand_over(log, walk, call, back);
    }

    /// What a method gives back and took a reference on is its caller's now.
    fn hand_over(&mut self, log: &CallLog, walk: &Walk, call: u32, back: u32) {
        let record = &log.records[call as usize];
        let interface = self.interface(log, record);
        let from = column(log, record.thread, owner(interface));
        let mut handed = Vec::new();
        for (_, value) in log.records[back as usize].values() {
            let LogValue::Object(instance) = *value else { continue };
            let Some(it) = self.instances.get_mut(instance as usize) else { continue };
            let to = receiver(log, record.thread, log.texts.text(it.interface), walk);
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
        let receiver = receiver(log, thread, log.texts.text(interface), walk);
        let it = &mut self.instances[instance as usize];
        if name != 0 {
            it.name = name;
        }
        if let Some(parent) = parent.filter(|parent| *parent < instance) {
            it.parent = parent;
        }
        match state {
            Some(ObjectState::Created) => {
                it.born = true;
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

    /// Whether anything was recorded of an object beyond that there is one.
    fn is_used(&self, instance: u32) -> bool {
        let it = &self.instances[instance as usize];
        it.born || it.count.is_used()
    }

    /// The object that a call means; a new one where there is none, or another interface.
    fn find(&mut self, log: &CallLog, at: u32) -> u32 {
        let record = &log.records[at as usize];
        // A function of MAPI has no object; a method whose object is not given has one all the
        // same.
        let text = if record.object == NONE { 0 } else { record.object };
        let interface = record.interface;
        let is_unknown = log.texts.text(interface) == "IUnknown";
        self.look_up(text, if is_unknown { 0 } else { interface })
            .unwrap_or_else(|| self.create(text, interface))
    }

    fn look_up(&mut self, text: u32, interface: u32) -> Option<u32> {
        if interface == 0 {
            return self.latest.get(&text).copied();
        }
        if let Some(known) = self.current.get(&(text, interface)) {
            return Some(*known);
        }
        // One whose interface was not given until now.
        let plain = self.latest.get(&text).copied()?;
        let it = &mut self.instances[plain as usize];
        if it.interface != 0 || it.closed {
            return None;
        }
        it.interface = interface;
        self.current.insert((text, interface), plain);
        Some(plain)
    }

    fn create(&mut self, text: u32, interface: u32) -> u32 {
        let number = self.instances.len() as u32;
        self.instances.push(Instance {
            text,
            interface,
            name: 0,
            parent: NONE,
            born: false,
            destroyed: false,
            closed: false,
            lacks_flags: false,
            callers: Callers::Nobody,
            count: Counted::default(),
        });
        self.current.insert((text, interface), number);
        self.latest.insert(text, number);
        number
    }

    /// Values that mean objects become these; what a return gives back may be a new one.
    fn resolve(&mut self, log: &mut CallLog, at: u32, gives: bool) {
        let record = &log.records[at as usize];
        if record.values().is_empty() {
            return;
        }
        let (thread, mut more) = (record.thread, log.records[at as usize].more.take());
        for (name, value) in more.iter_mut().flat_map(|more| &mut more.values) {
            let text = match value {
                LogValue::Text(text) => *text,
                LogValue::Number(number) if gives && *number != 0 => {
                    log.texts.number(&number.to_string())
                }
                _ => continue,
            };
            if super::read::is_null(log.texts.text(text)) {
                *value = LogValue::Number(0);
                continue;
            }
            let interface = given(log.texts.text(*name));
            let number = if interface.is_empty() { 0 } else { log.texts.number(interface) };
            let known = self.look_up(text, number);
            let is_open = known.is_some_and(|it| !self.instances[it as usize].closed);
            *value = match known {
                Some(known) if is_open || !gives => LogValue::Object(known),
                _ if interface.is_empty() => continue,
                _ => {
                    let new = self.create(text, number);
                    self.instances[new as usize].born = gives;
                    let receiver = account(log, thread, interface);
                    self.instances[new as usize].count.receive(None, receiver);
                    LogValue::Object(new)
                }
            };
        }
        log.records[at as usize].more = more;
    }
}
