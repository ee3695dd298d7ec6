//! What a log proves. A rule that a run breaks is a finding only where the log shows all that it
//! takes; where it does not, the log cannot tell, and it cannot tell either that the rule held.
//!
//! A log has calls, counts, flags and results, and not what happens inside the code that is called.
//! It must not know how a rule is checked.

mod facts;
mod lifetime;
mod needs;
mod proof;
mod tested;

use std::collections::{BTreeMap, BTreeSet};

use super::record::{CallLog, LogEnd, RecordKind};
use super::survey::{Survey, says_whose};
use crate::sim::event::Event;
use crate::sim::rules::{Blame, NO_CRASH};
use crate::sim::state::State;
use crate::sim::{ObjectId, Timeline, Violation};

use facts::{SubjectFacts, facts};
pub use needs::{Doubt, needs_of};

/// How a rule came out in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The log shows that it was broken.
    Broken,
    /// It was put to the test, and the log shows all that it takes to say that it held.
    Held,
    /// Nothing in the log could have broken it.
    Untested,
    /// The log does not show what it takes.
    CannotTell(Doubt),
}

impl Standing {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Broken => "broken",
            Standing::Held => "held",
            Standing::Untested => "not-tested",
            Standing::CannotTell(_) => "cannot-tell",
        }
    }
}

/// What a log could show, and what it does not prove.
#[derive(Clone, Debug)]
pub struct Evidence {
    base: u32,
    known: Vec<SubjectFacts>,
    /// Interfaces of which all calls are recorded; `*` for all.
    calls: Vec<String>,
    counts: bool,
    flags: bool,
    results: bool,
    objects: bool,
    from_start: bool,
    sessions: usize,
    /// A session was asked for another of its interfaces, which fast shutdown is one of.
    queries_session: bool,
    /// Client threads whose names do not say that they are different clients.
    anonymous: usize,
    complete: bool,
    /// The process is over, and not only the log.
    over: bool,
    open: bool,
    /// Support objects on which StoreLogoffTransports came too late.
    late: BTreeSet<ObjectId>,
    /// What rules found and the log does not prove.
    set_aside: BTreeMap<&'static str, Doubt>,
}

impl Evidence {
    /// What a log can show; its objects begin at number `base`.
    pub fn new(log: &CallLog, survey: &Survey, base: u32) -> Self {
        let observed = &log.header.observed;
        let is_session = |text: u32| log.texts.text(text) == "IMAPISession";
        Self {
            base,
            known: facts(log, survey),
            calls: observed.calls.clone(),
            counts: observed.counts,
            flags: observed.flags,
            results: observed.results,
            objects: observed.objects,
            from_start: observed.from_start,
            sessions: survey.instances.iter().filter(|it| is_session(it.interface)).count(),
            queries_session: log.records.iter().any(|record| {
                log.texts.text(record.method) == "QueryInterface"
                    && log.texts.text(record.interface) == "IMAPISession"
            }),
            anonymous: anonymous(log),
            complete: !matches!(log.end, LogEnd::Unknown),
            over: matches!(log.end, LogEnd::Exit | LogEnd::Crash),
            open: false,
            late: BTreeSet::new(),
            set_aside: BTreeMap::new(),
        }
    }

    /// How the log ends: whether it has all that happened to its end, and whether calls are open.
    pub fn ends(&mut self, complete: bool, open: bool) {
        self.complete = complete;
        self.open = open;
    }

    /// Whether the log proves what a rule found, and whose mistake it is as far as the log shows;
    /// what it does not prove is set aside.
    pub fn admits(&mut self, state: &State, event: Option<&Event>, found: &mut Violation) -> bool {
        match self.doubt(state, event, found) {
            None => {
                self.correct_blame(state, found);
                true
            }
            Some(doubt) => {
                self.set_aside.entry(found.rule).or_insert(doubt);
                false
            }
        }
    }

    /// A MAPI that does not have StoreLogoffTransports is no provider's mistake, and one that
    /// refuses it once its support object was given back is none of MAPI's. Whose code crashed no
    /// log shows: the innermost call that was recorded may have called others.
    fn correct_blame(&mut self, state: &State, found: &mut Violation) {
        let is_unsupported = self.subject(found.subject).is_some_and(|it| it.unsupported);
        match found.rule {
            "INV-02" => drop(self.late.insert(found.subject)),
            NO_CRASH => found.is_mistake_of(Blame::Unknown),
            // What it answers without a spooler process no page says (C27).
            "INV-01" if is_unsupported => (found.blame, found.contested) = (Blame::Mapi, true),
            // MAPI has not given a logon object back when it calls Shutdown.
            "INV-15" if self.logons_out(state, found.subject).next().is_some() => {
                found.blame = Blame::Mapi;
            }
            "INV-01" if self.late.contains(&found.subject) => found.is_mistake_of(Blame::Provider),
            _ => {}
        }
    }

    /// Whether a support object serves nothing: its provider had the store open already.
    pub(super) fn is_spare(&self, support: ObjectId) -> bool {
        self.subject(support).is_some_and(|it| it.is_spare)
    }

    /// Whether its MAPI does not have StoreLogoffTransports.
    pub(super) fn is_unsupported(&self, support: ObjectId) -> bool {
        self.subject(support).is_some_and(|it| it.unsupported)
    }

    /// Whether a provider that wraps another made a support object, and not MAPI.
    pub(super) fn is_of_wrapper(&self, support: ObjectId) -> bool {
        self.subject(support).is_some_and(|it| it.is_of_wrapper)
    }

    /// The line of the Logon in which a provider took no reference on its support object, where the
    /// log has all calls of it and none takes one.
    pub(super) fn untaken_line(&self, support: ObjectId) -> Option<u32> {
        let it = self.subject(support).filter(|it| !it.was_taken && it.whole && it.calls_seen)?;
        (it.given_line > 0 && !it.unclear).then_some(it.given_line)
    }

    /// Whether the log has all that happened to its end.
    pub(super) fn is_complete(&self) -> bool {
        self.meets(Doubt::End)
    }

    /// Whether the logon that a support object was made for gave no logon object.
    pub(super) fn has_no_logon(&self, support: ObjectId) -> bool {
        self.subject(support).is_some_and(|it| it.has_no_logon)
    }

    /// How a rule came out.
    pub fn standing(&self, rule: &str, timeline: &Timeline) -> Standing {
        if timeline.violations().iter().any(|found| found.rule == rule) {
            return Standing::Broken;
        }
        if let Some(doubt) = self.set_aside.get(rule) {
            return Standing::CannotTell(*doubt);
        }
        let state = timeline.final_state();
        let meets = |need: &Doubt| {
            self.meets(*need) || *need == Doubt::End && self.is_over_before_end(rule, state)
        };
        match needs_of(rule).iter().find(|need| !meets(need)) {
            Some(doubt) => Standing::CannotTell(*doubt),
            None if rule == "INV-01" && self.ends_unbound(state) => {
                Standing::CannotTell(Doubt::Start)
            }
            None if timeline.situations(rule) == 0 => Standing::Untested,
            None if !tested::is_put_to_test(rule, timeline) => Standing::Untested,
            None => Standing::Held,
        }
    }

    fn meets(&self, need: Doubt) -> bool {
        match need {
            Doubt::Calls(interface) => self.sees(interface),
            Doubt::Everything => self.calls.iter().any(|it| it == "*"),
            Doubt::Counts => self.counts && self.known.iter().all(|it| !it.disagrees),
            Doubt::Caller => self.known.iter().all(|it| !it.unclear),
            Doubt::Flags => self.flags,
            Doubt::Results => self.results,
            Doubt::Objects => self.objects,
            Doubt::Start => self.from_start,
            Doubt::End => self.complete && !self.open,
            Doubt::Over => self.complete && !self.open && self.over,
            Doubt::Inside | Doubt::Gone | Doubt::Opened => false,
            Doubt::Who => self.anonymous <= 1,
        }
    }

    fn sees(&self, interface: &str) -> bool {
        self.calls.iter().any(|it| it == interface || it == "*")
    }

    fn subject(&self, object: ObjectId) -> Option<&SubjectFacts> {
        self.known.get(object.0.checked_sub(self.base)? as usize)
    }
}

/// How many threads call and have no name that says whose they are.
fn anonymous(log: &CallLog) -> usize {
    let mut calls = vec![false; log.threads.len()];
    for record in log.records.iter().filter(|it| it.kind == RecordKind::Call) {
        calls[usize::from(record.thread)] = true;
    }
    let names = log.threads.iter().zip(calls).filter(|(_, calls)| *calls);
    names.filter(|(name, _)| !says_whose(name)).count()
}
