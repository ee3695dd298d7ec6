//! The guide page's statements, ticked off by a run: the anchor of each is read here and looked for among the steps.
//!
//! An anchor is an event and conditions on it, such as `return IMSLogon::Logoff in IMAPISupport::Release`. It must not know which
//! statements there are, or how they are drawn.

use crate::mapi::{FlagSet, flag_names};
use crate::sim::{Event, EventKind, ObjectId, Program, State, Timeline, Value};

/// A method of an interface, such as `IMsgStore::Release`.
type Method<'a> = (&'a str, &'a str);

/// The event that an anchor asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What<'a> {
    Call(Method<'a>),
    Return(Method<'a>),
    UidRemoved,
    RowRemoved,
    /// The line, the row or the logon of a transport changes.
    TransportChange,
    /// A condition is looked at whose text has one of these words.
    Test(&'a str),
}

/// A condition on the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clause<'a> {
    /// A call of this method leads to it.
    In(Method<'a>),
    /// None does.
    Outside(Method<'a>),
    /// This method is under way, on whatever thread.
    During(Method<'a>),
    /// This method has returned on the same object.
    After(Method<'a>),
    /// It was never called on the same object.
    Without(Method<'a>),
    /// The name of the thread begins so.
    By(&'a str),
    /// The call takes this flag.
    With(&'a str),
    /// The call gives this flag back.
    Giving(&'a str),
    /// No further of its kind follows for the same owner; of a call: it gives back 0.
    Last,
    /// This rule is not broken up to there.
    Keeping(&'a str),
}

/// An anchor that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor<'a> {
    what: What<'a>,
    clauses: Vec<Clause<'a>>,
}

fn method(word: &str) -> Option<Method<'_>> {
    word.split_once("::").filter(|(interface, method)| !interface.is_empty() && !method.is_empty())
}

/// Reads an anchor; `None` if it makes no sense.
pub fn read(anchor: &str) -> Option<Anchor<'_>> {
    let mut words = anchor.split_whitespace();
    let what = match words.next()? {
        "call" => What::Call(method(words.next()?)?),
        "return" => What::Return(method(words.next()?)?),
        "uid-removed" => What::UidRemoved,
        "row-removed" => What::RowRemoved,
        "transport-change" => What::TransportChange,
        "test-of" => What::Test(words.next()?),
        _ => return None,
    };
    let mut clauses = Vec::new();
    while let Some(word) = words.next() {
        clauses.push(match word {
            "last" => Clause::Last,
            "in" => Clause::In(method(words.next()?)?),
            "outside" => Clause::Outside(method(words.next()?)?),
            "during" => Clause::During(method(words.next()?)?),
            "after" => Clause::After(method(words.next()?)?),
            "without" => Clause::Without(method(words.next()?)?),
            "by" => Clause::By(words.next()?),
            "with" => Clause::With(words.next()?),
            "giving" => Clause::Giving(words.next()?),
            "keeping" => Clause::Keeping(words.next()?),
            _ => return None,
        });
    }
    Some(Anchor { what, clauses })
}

/// The first step of a run that an anchor describes.
pub fn reached(timeline: &Timeline, anchor: &Anchor<'_>) -> Option<usize> {
    let finder = Finder { timeline, program: timeline.machine().program(), state: timeline.final_state() };
    (1..=timeline.len()).find(|step| finder.fits(*step, anchor))
}

/// The state is that of the end: objects keep their places and their classes to the end.
struct Finder<'a> {
    timeline: &'a Timeline,
    program: &'a Program,
    state: &'a State,
}

impl Finder<'_> {
    fn fits(&self, step: usize, anchor: &Anchor<'_>) -> bool {
        let Some(event) = self.timeline.event(step) else { return false };
        self.is(event, anchor.what) && anchor.clauses.iter().all(|clause| self.holds(step, event, *clause))
    }

    fn is_method(&self, object: ObjectId, called: crate::sim::MethodId, (interface, method): Method<'_>) -> bool {
        self.program.method_name(called) == method && self.program.interface(self.state, object) == interface
    }

    fn is(&self, event: &Event, what: What<'_>) -> bool {
        match (&event.kind, what) {
            (EventKind::Call { object, method, .. }, What::Call(wanted)) => self.is_method(*object, *method, wanted),
            (EventKind::Return { object, method, .. }, What::Return(wanted)) => self.is_method(*object, *method, wanted),
            (EventKind::UidRemoved { .. }, What::UidRemoved) | (EventKind::RowRemoved { .. }, What::RowRemoved) => true,
            (EventKind::Transport { .. } | EventKind::RowChanged { .. }, What::TransportChange) => true,
            (EventKind::Call { object, method, .. }, What::TransportChange) => {
                self.is_method(*object, *method, ("IXPLogon", "TransportLogoff"))
            }
            (EventKind::Test { .. }, What::Test(words)) => {
                let text = crate::narrate::statement_text(self.program, event);
                words.split('|').any(|word| text.contains(word))
            }
            _ => false,
        }
    }

    fn holds(&self, step: usize, event: &Event, clause: Clause<'_>) -> bool {
        let thread = || self.program.thread_name(self.state, event.thread);
        match clause {
            Clause::In(method) => self.is_inside(step, method),
            Clause::Outside(method) => !self.is_inside(step, method),
            Clause::During(method) => self.is_under_way(step, method),
            Clause::After(method) => self.before(step, event, What::Return(method)),
            Clause::Without(method) => !self.before(step, event, What::Call(method)),
            Clause::By(who) => thread().starts_with(who),
            Clause::With(flag) => match &event.kind {
                EventKind::Call { args, .. } => args.iter().any(|arg| has_flag(arg, flag)),
                _ => false,
            },
            Clause::Giving(flag) => matches!(&event.kind, EventKind::Return { out, .. } if has_flag(out, flag)),
            Clause::Last => self.is_last(step, event),
            Clause::Keeping(rule) => !self.timeline.violations().iter().any(|found| found.rule == rule && found.step <= step),
        }
    }

    fn is_inside(&self, step: usize, method: Method<'_>) -> bool {
        self.timeline
            .callers(step)
            .into_iter()
            .any(|call| self.timeline.event(call).is_some_and(|event| self.is(event, What::Call(method))))
    }

    fn is_under_way(&self, step: usize, method: Method<'_>) -> bool {
        let count = |what: What<'_>| self.timeline.events()[..step].iter().filter(|event| self.is(event, what)).count();
        count(What::Call(method)) > count(What::Return(method))
    }

    fn before(&self, step: usize, event: &Event, what: What<'_>) -> bool {
        let object = object_of(event);
        self.timeline.events()[..step - 1].iter().any(|earlier| object_of(earlier) == object && self.is(earlier, what))
    }

    fn is_last(&self, step: usize, event: &Event) -> bool {
        let later = &self.timeline.events()[step..];
        match &event.kind {
            EventKind::UidRemoved { uid } => {
                let owner = self.state.uids[uid.index()].owner;
                !later.iter().any(|event| match event.kind {
                    EventKind::UidRemoved { uid } => self.state.uids[uid.index()].owner == owner,
                    _ => false,
                })
            }
            EventKind::Call { object, .. } => later.iter().any(|end| {
                let gives = matches!(&end.kind, EventKind::Return { object: it, result: Value::Number(0), .. } if it == object);
                gives && end.thread == event.thread && end.depth == event.depth
            }),
            _ => true,
        }
    }
}

fn object_of(event: &Event) -> Option<ObjectId> {
    match event.kind {
        EventKind::Call { object, .. } | EventKind::Return { object, .. } => Some(object),
        _ => None,
    }
}

fn has_flag(value: &Value, flag: &str) -> bool {
    match value {
        Value::Number(word) => flag_names(FlagSet::Logoff, *word as u32).iter().any(|name| *name == flag),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{RunOptions, Scenario, catalogue};

    fn run(word: &str) -> Timeline {
        let options = RunOptions::parse(word).expect("a run");
        Timeline::run(Scenario::load(&options, &[]).expect("can be built").machine)
    }

    fn step(timeline: &Timeline, id: &str) -> Option<usize> {
        let statement = catalogue::guide().iter().find(|it| it.id == id).expect("there is such a statement");
        reached(timeline, &read(&statement.anchor).expect("is understood"))
    }

    #[test]
    fn every_anchor_is_understood_and_names_methods_that_exist() {
        for statement in catalogue::guide() {
            let anchor = read(&statement.anchor).unwrap_or_else(|| panic!("{}: {}", statement.id, statement.anchor));
            let named = statement.anchor.split_whitespace().filter_map(method);
            for (interface, method) in named {
                assert!(crate::mapi::method_spec(Some(interface), method).is_some(), "{interface}::{method}");
            }
            assert_ne!(anchor.clauses.len(), usize::MAX);
        }
        for wrong in ["", "call", "call Release", "explode", "call A::B in", "call A::B near C::D"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_orderly_run_ticks_its_statements_in_order() {
        let timeline = run("store-logoff:world=plain");
        let order = [
            "client-calls-store-logoff",
            "begin-with-transports",
            "related-transports",
            "tells-mapi",
            "orderly-and-controlled",
            "caller-releases",
            "keep-track",
            "release-the-support-object",
            "remove-uids",
            "remove-row",
            "call-logoff",
            "release-logon",
        ];
        let steps: Vec<usize> = order.iter().map(|id| step(&timeline, id).unwrap_or_else(|| panic!("{id} is ticked"))).collect();
        assert!(steps.is_sorted_by(|one, other| one < other), "{steps:?}");
        assert!(step(&timeline, "exactly-once") >= step(&timeline, "release-the-support-object"));
        for other in ["spooler-calls-store-logoff", "client-calls-session-logoff"] {
            assert_eq!(step(&timeline, other), None, "{other}");
        }
    }

    #[test]
    fn every_statement_is_ticked_by_some_path() {
        let runs = ["store-logoff", "spooler-logoff", "release", "session-logoff"].map(run);
        for statement in catalogue::guide() {
            assert!(runs.iter().any(|timeline| step(timeline, &statement.id).is_some()), "{}", statement.id);
        }
    }

    #[test]
    fn without_store_logoff_the_other_half_is_ticked() {
        let timeline = run("release:world=plain");
        for id in ["some-skip-store-logoff", "less-orderly", "abort-if-not-called"] {
            assert!(step(&timeline, id).is_some(), "{id}");
        }
        for id in ["client-calls-store-logoff", "orderly-and-controlled", "begin-with-transports"] {
            assert_eq!(step(&timeline, id), None, "{id}");
        }
    }

    #[test]
    fn a_bug_takes_its_ticks_away() {
        // The provider that never tells MAPI.
        let timeline = run("release:world=plain,bug=PB4");
        for id in ["keep-track", "abort-if-not-called", "exactly-once"] {
            assert_eq!(step(&timeline, id), None, "{id}");
        }
        assert!(step(&timeline, "release-the-support-object").is_some());
    }
}
