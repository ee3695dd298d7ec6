//! What a log proves. A rule that a run breaks is a finding only where the log shows all that it
//! takes; where it does not, the log cannot tell, and it cannot tell either that the rule held.
//!
//! A log has calls, counts, flags and results, and not what happens inside the code that is called.
//! It must not know how a rule is checked.

mod needs;

use std::collections::BTreeMap;

use super::interface::owner;
use super::record::{CallLog, LogEnd, NONE};
use super::survey::Survey;
use crate::sim::body::Who;
use crate::sim::event::{Event, EventKind};
use crate::sim::rules::Blame;
use crate::sim::state::{Holder, Life, Memo, State};
use crate::sim::{ObjectId, Timeline, Value, Violation};

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

/// What is known of an object, so far as it is evidence.
#[derive(Clone, Copy, Debug)]
struct SubjectFacts {
    /// The log has all its calls: it begins before the object does.
    whole: bool,
    /// All its counts are as expected.
    steady: bool,
    lacks_flags: bool,
    /// Calls from outside came on more than one thread, and nothing says whose these are.
    many_callers: bool,
    store: u32,
    support: u32,
    calls_seen: bool,
    /// A support object that was given to Logon, and nothing came of it.
    is_spare: bool,
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
    /// Client threads whose names do not say that they are different clients.
    anonymous: usize,
    complete: bool,
    open: bool,
    /// What rules found and the log does not prove.
    set_aside: BTreeMap<&'static str, Doubt>,
}

impl Evidence {
    /// What a log can show; its objects begin at number `base`.
    pub fn new(log: &CallLog, survey: &Survey, base: u32) -> Self {
        let observed = &log.header.observed;
        let of = |at: u32| {
            let it = &survey.instances[at as usize];
            // MAPI counts its own objects too, and its calls are in no provider's log.
            let of_mapi = owner(log.texts.text(it.interface)) == Who::Mapi;
            let bond = survey.bonds.of(at).map(|bond| survey.bonds.all()[bond]);
            SubjectFacts {
                whole: it.born || observed.from_start,
                steady: observed.counts && it.count.is_known && (it.count.is_steady || of_mapi),
                lacks_flags: it.lacks_flags,
                many_callers: it.callers.is_several(),
                store: bond.map_or(NONE, |bond| bond.store),
                support: bond.map_or(NONE, |bond| bond.support),
                is_spare: bond
                    .is_some_and(|it| it.provider != NONE && it.logon == NONE && it.store == NONE),
                calls_seen: log.observes(log.texts.text(it.interface)),
            }
        };
        let named = |name: &String| {
            ["client-1", "client-2", "other-process"].contains(&name.as_str())
                || name.starts_with("spooler")
        };
        let is_session = |text: u32| log.texts.text(text) == "IMAPISession";
        Self {
            base,
            known: (0..survey.instances.len() as u32).map(of).collect(),
            calls: observed.calls.clone(),
            counts: observed.counts,
            flags: observed.flags,
            results: observed.results,
            objects: observed.objects,
            from_start: observed.from_start,
            sessions: survey.instances.iter().filter(|it| is_session(it.interface)).count(),
            anonymous: log.threads.iter().filter(|name| !named(name)).count(),
            complete: !matches!(log.end, LogEnd::Unknown),
            open: false,
            set_aside: BTreeMap::new(),
        }
    }

    /// How the log ends: whether it has all that happened to its end, and whether calls are open.
    pub fn ends(&mut self, complete: bool, open: bool) {
        self.complete = complete;
        self.open = open;
    }

    /// Whether the log proves what a rule found; what it does not is set aside.
    pub fn admits(&mut self, state: &State, event: Option<&Event>, found: &Violation) -> bool {
        match self.doubt(state, event, found) {
            None => true,
            Some(doubt) => {
                self.set_aside.entry(found.rule).or_insert(doubt);
                false
            }
        }
    }

    /// Whether a support object serves nothing: its provider had the store open already.
    pub(super) fn is_spare(&self, support: ObjectId) -> bool {
        self.subject(support).is_some_and(|it| it.is_spare)
    }

    /// How a rule came out.
    pub fn standing(&self, rule: &str, timeline: &Timeline) -> Standing {
        if timeline.violations().iter().any(|found| found.rule == rule) {
            return Standing::Broken;
        }
        if let Some(doubt) = self.set_aside.get(rule) {
            return Standing::CannotTell(*doubt);
        }
        match needs_of(rule).iter().find(|need| !self.meets(**need)) {
            Some(doubt) => Standing::CannotTell(*doubt),
            None if timeline.situations(rule) == 0 => Standing::Untested,
            None => Standing::Held,
        }
    }

    fn meets(&self, need: Doubt) -> bool {
        match need {
            Doubt::Calls(interface) => self.sees(interface),
            Doubt::Everything => self.calls.iter().any(|it| it == "*"),
            Doubt::Counts => self.counts,
            Doubt::Flags => self.flags,
            Doubt::Results => self.results,
            Doubt::Objects => self.objects,
            Doubt::Start => self.from_start,
            Doubt::End => self.complete && !self.open,
            Doubt::Inside => false,
            Doubt::Who => self.anonymous <= 1,
        }
    }

    fn sees(&self, interface: &str) -> bool {
        self.calls.iter().any(|it| it == interface || it == "*")
    }

    fn subject(&self, object: ObjectId) -> Option<&SubjectFacts> {
        self.known.get(object.0.checked_sub(self.base)? as usize)
    }

    /// Whether the log has an object from its beginning.
    fn is_whole(&self, instance: u32) -> bool {
        self.known.get(instance as usize).map_or(self.from_start, |it| it.whole)
    }

    /// Why a finding is not proved; `None` if it is.
    fn doubt(&self, state: &State, event: Option<&Event>, found: &Violation) -> Option<Doubt> {
        let Some(it) = self.subject(found.subject) else {
            // A hidden object: a client's thread, or code outside.
            return self.doubt_of_process(found.rule);
        };
        match found.rule {
            "INV-01" | "INV-02" | "INV-03" | "INV-04" | "INV-05" | "INV-27" => {
                self.doubt_of_logoff(state, event, found, it)
            }
            "INV-06" | "INV-07" if event.is_some() => None,
            "INV-06" | "INV-07" => self.doubt_of_leak(state, found, it),
            "INV-08" | "INV-18" | "INV-19" => Some(Doubt::Inside),
            "INV-09" | "INV-11" | "INV-13" | "INV-20" | "INV-23" | "INV-24" | "INV-29" => None,
            "INV-10" => first(&[
                (self.objects && it.calls_seen, Doubt::Objects),
                (it.whole, Doubt::Start),
                (it.steady, Doubt::Counts),
            ]),
            "INV-12" => self.doubt_of_support(state, event, found, it),
            "INV-14" | "INV-16" => first(&[
                (self.objects, Doubt::Objects),
                (it.steady, Doubt::Counts),
                (it.whole, Doubt::Start),
            ]),
            "INV-15" => self.doubt_of_shutdown(state, event, found, it),
            "INV-21" => first(&[(it.whole, Doubt::Start)]),
            "INV-22" => first(&[(is_freed(state, found), Doubt::Objects)]),
            "INV-26" => self.doubt_of_count(state, event, found, it),
            "INV-30" => first(&[
                (it.whole, Doubt::Start),
                (it.steady, Doubt::Counts),
                (self.complete, Doubt::End),
            ]),
            "INV-17" => first(&[
                (self.sessions <= 1, Doubt::Who),
                (
                    matches!(event.map(|event| &event.kind), Some(EventKind::Call { .. }))
                        || it.whole,
                    Doubt::Start,
                ),
            ]),
            _ => self
                .doubt_of_process(found.rule)
                .or_else(|| first(&[(it.whole, Doubt::Start), (self.anonymous <= 1, Doubt::Who)])),
        }
    }

    /// Rules about threads and MAPIInitialize.
    fn doubt_of_process(&self, rule: &str) -> Option<Doubt> {
        match rule {
            "INV-25" | "INV-31" | "INV-32" | "INV-33" | "INV-34" | "INV-35" => first(&[
                (self.sees("MAPI"), Doubt::Calls("MAPI")),
                (self.from_start, Doubt::Start),
                (self.anonymous <= 1, Doubt::Who),
            ]),
            "INV-29" | "INV-17" => None,
            _ => Some(Doubt::Inside),
        }
    }

    fn doubt_of_logoff(
        &self,
        state: &State,
        event: Option<&Event>,
        found: &Violation,
        it: &SubjectFacts,
    ) -> Option<Doubt> {
        let flags_of_store =
            self.known.get(it.store as usize).is_none_or(|store| !store.lacks_flags);
        let has_flags = (!it.lacks_flags && flags_of_store, Doubt::Flags);
        let is_return = matches!(event.map(|it| &it.kind), Some(EventKind::Return { .. }));
        match found.rule {
            "INV-01" if is_return => first(&[has_flags]),
            "INV-01" => first(&[
                has_flags,
                (self.sees("IMAPISupport"), Doubt::Calls("IMAPISupport")),
                (it.whole, Doubt::Start),
            ]),
            "INV-02" => {
                let it = state.object(found.subject);
                let is_gone = it.held[Holder::Provider as usize] <= 0 || it.refs <= 0;
                first(&[(is_gone, Doubt::Counts)])
            }
            "INV-03" if state.memo(Memo::Asked, found.subject.0, 0) == 0 => first(&[
                has_flags,
                (self.sees("IMsgStore"), Doubt::Calls("IMsgStore")),
                (self.is_whole(it.store), Doubt::Start),
            ]),
            "INV-03" => first(&[has_flags]),
            "INV-04" => first(&[(has_word(event), Doubt::Flags)]),
            "INV-05" => first(&[(!it.many_callers, Doubt::Who), has_flags]),
            _ => first(&[(it.whole, Doubt::Start), (it.steady, Doubt::Counts)]),
        }
    }

    /// MAPIUIDs and a row that stay: MAPI removes them once the support object is gone, so the log
    /// shows who kept that.
    fn doubt_of_leak(&self, state: &State, found: &Violation, it: &SubjectFacts) -> Option<Doubt> {
        if found.blame == Blame::Client {
            let store = self.known.get(it.store as usize);
            return first(&[
                (store.is_some_and(|store| store.whole), Doubt::Start),
                (store.is_some_and(|store| store.steady), Doubt::Counts),
            ]);
        }
        let support = ObjectId(self.base.saturating_add(it.support));
        let Some(known) = self.subject(support) else { return Some(Doubt::Calls("IMAPISupport")) };
        let object = state.object(support);
        let kept = known.steady && object.held[Holder::Provider as usize] > 0;
        let never = state.memo(Memo::LetGo, support.0, 0) == 0;
        first(&[
            (self.sees("IMAPISupport"), Doubt::Calls("IMAPISupport")),
            (known.whole, Doubt::Start),
            // Released and not gone: somebody holds it whose calls are not in the log.
            (kept || never, Doubt::Counts),
        ])
    }

    fn doubt_of_support(
        &self,
        state: &State,
        event: Option<&Event>,
        found: &Violation,
        it: &SubjectFacts,
    ) -> Option<Doubt> {
        let counted = [(it.whole, Doubt::Start), (it.steady, Doubt::Counts)];
        match event.map(|event| &event.kind) {
            Some(EventKind::Call { .. }) if is_freed(state, found) => None,
            Some(EventKind::Call { .. }) => {
                let held = state.object(found.subject).held[Holder::Provider as usize];
                first(&counted).or_else(|| first(&[(held <= 0, Doubt::Counts)]))
            }
            Some(_) => first(&counted),
            None => first(&counted).or_else(|| first(&[(self.complete, Doubt::End)])),
        }
    }

    fn doubt_of_shutdown(
        &self,
        state: &State,
        event: Option<&Event>,
        found: &Violation,
        it: &SubjectFacts,
    ) -> Option<Doubt> {
        let twice = state.memo(Memo::ShutdownCalls, found.subject.0, 0) > 1;
        match event.map(|event| &event.kind) {
            Some(EventKind::Freed { .. }) => first(&[
                (self.sees("IMSProvider"), Doubt::Calls("IMSProvider")),
                (it.whole, Doubt::Start),
            ]),
            // A count of zero is no proof that a logon object is gone, but then it is none that
            // it is still there.
            _ => first(&[(twice || self.objects, Doubt::Objects)]),
        }
    }

    fn doubt_of_count(
        &self,
        state: &State,
        event: Option<&Event>,
        found: &Violation,
        it: &SubjectFacts,
    ) -> Option<Doubt> {
        let counted = [(it.whole, Doubt::Start), (it.steady, Doubt::Counts)];
        match event.map(|event| &event.kind) {
            // What Release returned is no proof that the object is gone.
            Some(EventKind::Call { .. } | EventKind::Crash { .. }) => {
                first(&[(is_freed(state, found), Doubt::Objects)])
            }
            Some(_) => first(&counted),
            None => first(&counted)
                .or_else(|| first(&[(self.objects && it.calls_seen, Doubt::Objects)])),
        }
    }
}

/// The first doubt whose condition does not hold.
fn first(conditions: &[(bool, Doubt)]) -> Option<Doubt> {
    conditions.iter().find(|(holds, _)| !holds).map(|(_, doubt)| *doubt)
}

fn is_freed(state: &State, found: &Violation) -> bool {
    state.object(found.subject).life == Life::Freed
}

/// Whether a call has a flag word.
fn has_word(event: Option<&Event>) -> bool {
    match event.map(|event| &event.kind) {
        Some(EventKind::Call { args, .. }) => {
            matches!(args.first(), Some(Value::Number(_)))
        }
        _ => false,
    }
}
