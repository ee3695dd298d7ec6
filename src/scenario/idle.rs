//! What was asked for and never came into play in a run: bugs, options and readings without which it is the same run, step for step, and
//! bodies that a user wrote and that never ran.
//!
//! It must not know how this is told.

use std::collections::BTreeSet;

use super::edits::BugSpec;
use super::load::Scenario;
use super::options::RunOptions;
use super::written::Written;
use crate::sim::budget::Meter;
use crate::sim::change::Change;
use crate::sim::{BodyId, Choice, Event, EventKind, Machine, ObjectId, Program, State, Timeline, Value, Word};

/// What never came into play.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Idle {
    /// Options by key and value, bugs and readings among them.
    pub settings: Vec<(String, String)>,
    /// Bodies and shared pieces of the user's.
    pub bodies: Vec<Written>,
}

impl Idle {
    /// Finds out about a run of a scenario, in whatever order its threads went on.
    pub fn of(scenario: &Scenario, timeline: &Timeline) -> Self {
        let mut bodies = scenario.written.clone();
        if !bodies.is_empty() {
            let ran = ran(timeline);
            bodies.retain(|written| !written.has_run(&ran));
        }
        let asked = scenario.asked.options.settings();
        let idle = asked.filter(|(key, value)| is_idle(key, value, scenario, timeline));
        Self { settings: idle.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(), bodies }
    }

    /// Each as one word: `bug=CB3`, or `body=eager/IMsgStore::Release`.
    pub fn words(&self) -> impl Iterator<Item = String> {
        let bodies = self.bodies.iter().map(|body| format!("body={}/{}", body.module, body.name));
        self.settings.iter().map(|(key, value)| format!("{key}={value}")).chain(bodies)
    }

    /// Whether it has an option with this value.
    pub fn has(&self, key: &str, value: &str) -> bool {
        self.settings.iter().any(|(idle, of)| idle == key && of == value)
    }
}

/// The statements that a run came to, silent ones too.
pub fn ran(timeline: &Timeline) -> BTreeSet<(BodyId, u16)> {
    let program = timeline.machine().program();
    let mut found = BTreeSet::new();
    for event in timeline.events().iter().filter(|event| program.statement(event).is_some()) {
        let body = event.at.body;
        found.insert((body, event.at.statement));
        // Every silent statement before the step moves its frame on; what follows a call or a return belongs to another frame.
        for change in &event.changes {
            match change {
                Change::Pc(_, old, _) => found.extend([(body, program.body(body).ops[usize::from(*old)].statement)]),
                Change::Push(..) | Change::Pop(..) => break,
                _ => {}
            }
        }
    }
    found
}

/// Whether a run would be the same without a setting. What has its default anyway is not idle, nor is what a bug puts another value in the
/// place of. What transports and queue have when the run begins is there or says what is there anyway; in which order threads go on is no
/// part of what runs.
fn is_idle(key: &str, value: &str, scenario: &Scenario, timeline: &Timeline) -> bool {
    let mut options = scenario.asked.options.clone();
    let replaces = |id: &String| spec(id).is_some_and(|spec| spec.options.get(key).is_some());
    if matches!(key, "order" | "transport" | "queue") || options.all("bug").iter().any(replaces) {
        return false;
    }
    options.remove(key, value);
    if let Some(bug) = spec(value).filter(|_| key == "bug") {
        let is_broken = |rule: &String| timeline.violations().iter().any(|found| found.rule == rule);
        // A bug that is a choice of options may choose the default: it is in play where its rules are broken.
        if is_choice(bug) && bug.rules.iter().any(is_broken) {
            return false;
        }
        forget_bug(bug, &mut options);
    }
    let Ok(without) = scenario.asked.with(options) else { return false };
    !without.has(key, value) && is_same_run(timeline, &without.machine)
}

fn spec(id: &str) -> Option<&'static BugSpec> {
    Scenario::bugs().into_iter().find(|(known, _)| *known == id).map(|(_, spec)| spec)
}

/// Whether a bug only chooses options.
fn is_choice(bug: &BugSpec) -> bool {
    bug.edits.is_empty() && bug.set.is_empty() && bug.hold.0.is_empty()
}

/// Takes back the options that are part of a bug, should they have been written down with it. Where they are all of it and break no rule,
/// its own run says what a client without the bug would choose.
fn forget_bug(bug: &BugSpec, options: &mut RunOptions) {
    let own = RunOptions::parse(&bug.run).ok().filter(|_| is_choice(bug) && bug.rules.is_empty());
    for (key, value) in &bug.options.0 {
        options.remove(&key.value, value);
        let better = own.as_ref().and_then(|own| own.given(&key.value)).filter(|_| options.given(&key.value).is_none());
        if let Some(better) = better {
            // A value of the catalogue's is never refused.
            let _ = options.set(&key.value, better);
        }
    }
}

/// Whether a machine would do the same, step for step, and break the same rules. Each numbers its names itself.
fn is_same_run(timeline: &Timeline, other: &Machine) -> bool {
    let both = Both { ours: timeline.machine().program(), theirs: other.program() };
    let mut state = other.start().clone();
    let mut broken = BTreeSet::new();
    if !both.have_same_ledgers(timeline.machine().start(), &state) {
        return false;
    }
    for (event, choice) in timeline.events().iter().zip(timeline.choices()) {
        if *choice == Choice::NOBODY || !other.is_possible(&state, *choice) {
            return false;
        }
        let Ok(step) = other.step(&mut state, *choice, &Meter::default()) else { return false };
        other.judge(&state, &step, &mut |found| broken.extend([(found.rule, found.subject)]));
        if !both.do_the_same(event, &step) {
            return false;
        }
    }
    if !timeline.is_bounded() {
        if other.enabled(&state).next().is_some() {
            return false;
        }
        other.judge_end(&state, &mut |found| broken.extend([(found.rule, found.subject)]));
    }
    let ours: BTreeSet<(&str, ObjectId)> = timeline.violations().iter().map(|found| (found.rule, found.subject)).collect();
    ours == broken && both.have_same_ledgers(timeline.final_state(), &state)
}

/// Two programs, whose words and methods have other numbers.
struct Both<'a> {
    ours: &'a Program,
    theirs: &'a Program,
}

impl Both<'_> {
    fn is_word(&self, ours: Word, theirs: Word) -> bool {
        self.ours.names.text(ours) == self.theirs.names.text(theirs)
    }

    fn is_value(&self, ours: &Value, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Value::Word(ours), Value::Word(theirs)) => self.is_word(*ours, *theirs),
            (Value::List(ours), Value::List(theirs)) => {
                ours.len() == theirs.len() && ours.iter().zip(theirs.iter()).all(|(ours, theirs)| self.is_value(ours, theirs))
            }
            _ => ours == theirs,
        }
    }

    fn do_the_same(&self, ours: &Event, theirs: &Event) -> bool {
        (ours.thread, ours.depth, ours.actor) == (theirs.thread, theirs.depth, theirs.actor)
            && self.is_kind(&ours.kind, &theirs.kind)
    }

    fn is_kind(&self, ours: &EventKind, theirs: &EventKind) -> bool {
        use crate::sim::event::Fault::Said;
        use EventKind::{Call, Choice, Crash, Link, Notify, Return, Set, Unlink, Unload};
        let is_method = |ours, theirs| self.ours.method_name(ours) == self.theirs.method_name(theirs);
        let is_field = |ours, theirs| self.ours.field_name(ours) == self.theirs.field_name(theirs);
        match (ours, theirs) {
            (Call { object, method, args }, Call { object: on, method: called, args: with }) => {
                let same = args.len() == with.len() && args.iter().zip(with).all(|(ours, theirs)| self.is_value(ours, theirs));
                same && object == on && is_method(*method, *called)
            }
            (Return { object, method, result, out }, Return { object: on, method: called, result: gives, out: word }) => {
                object == on && is_method(*method, *called) && self.is_value(result, gives) && self.is_value(out, word)
            }
            (Set { object, field, value }, Set { object: on, field: known, value: to })
            | (Link { object, field, value }, Link { object: on, field: known, value: to })
            | (Unlink { object, field, value }, Unlink { object: on, field: known, value: to }) => {
                object == on && is_field(*field, *known) && self.is_value(value, to)
            }
            (Notify { to, what }, Notify { to: whom, what: event }) => self.is_value(to, whom) && self.is_word(*what, *event),
            (Unload { library }, Unload { library: other }) => self.is_word(*library, *other),
            (Crash { why: Said(ours), object }, Crash { why: Said(theirs), object: on }) => {
                self.is_word(*ours, *theirs) && object == on
            }
            (Choice { taken, name }, Choice { taken: other, name: called }) => taken == other && self.is_word(*name, *called),
            _ => ours == theirs,
        }
    }

    /// Whether the ledgers show the same. What an object keeps for itself is no part of them.
    fn have_same_ledgers(&self, ours: &State, theirs: &State) -> bool {
        fn alike<T>(ours: &[T], theirs: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        let interface = |program: &Program, class: crate::sim::ClassId| program.classes[class.index()].interface.clone();
        alike(&ours.threads, &theirs.threads, |ours, theirs| self.is_word(ours.name, theirs.name))
            && alike(&ours.objects, &theirs.objects, |ours, theirs| {
                let own = |it: &crate::sim::state::Object| (it.nth, it.parent, it.refs, it.life, it.held, it.transport);
                own(ours) == own(theirs)
                    && self.is_word(ours.name, theirs.name)
                    && interface(self.ours, ours.class) == interface(self.theirs, theirs.class)
            })
            && alike(&ours.rows, &theirs.rows, |ours, theirs| {
                let own = |it: &crate::sim::state::Row| (it.nth, it.owner, it.resource_type, it.status, it.present);
                own(ours) == own(theirs) && self.is_word(ours.name, theirs.name) && self.is_word(ours.display, theirs.display)
            })
            && alike(&ours.uids, &theirs.uids, |ours, theirs| {
                let own = |it: &crate::sim::state::Uid| (it.nth, it.owner, it.registered);
                own(ours) == own(theirs) && self.is_word(ours.name, theirs.name) && self.is_word(ours.bytes, theirs.bytes)
            })
            && alike(&ours.messages, &theirs.messages, |ours, theirs| {
                let own = |it: &crate::sim::state::Message| (it.transport, it.store, it.state, it.locked);
                own(ours) == own(theirs) && self.is_word(ours.name, theirs.name)
            })
            && alike(&ours.transports, &theirs.transports, |ours, theirs| {
                let own = |it: &crate::sim::state::Transport| (it.sends, it.gets, it.flushing, it.logged_on);
                own(ours) == own(theirs) && self.is_word(ours.name, theirs.name)
            })
    }
}
