//! The guide page's statements, ticked off by a run: each is about one store, the one that the run
//! shuts down, and what belongs to it.
//!
//! An anchor is an event and conditions on it, such as `return logon.Logoff from support.Release`.
//! Which store it is about follows from the run: it must know no name of an object, nor which
//! statements there are or how they are drawn.

mod anchor;
mod controlled;

use anchor::{AnchorEvent, Clause, GuideAnchor, Method, ObjectRole, read};

use crate::mapi::{FlagSet, flag_names};
use crate::scenario::catalogue;
use crate::sim::{Event, EventKind, MethodId, ObjectId, Program, State, Timeline, Value};

/// For each statement of the guide page, the first step of a run that does what it says to the
/// store that the run shuts down.
pub fn ticks(timeline: &Timeline) -> Vec<Option<usize>> {
    found(timeline, false)
}

/// The same with what a log may show: a call of which it does not say who makes it, or whether it
/// is the last.
pub fn perhaps(timeline: &Timeline) -> Vec<Option<usize>> {
    found(timeline, timeline.recording().is_some())
}

fn found(timeline: &Timeline, is_lenient: bool) -> Vec<Option<usize>> {
    let finder = Subject::of(timeline).map(|subject| Finder::new(timeline, subject, is_lenient));
    let reached = |anchor: &str| {
        let (finder, anchor) = (finder.as_ref()?, read(anchor)?);
        (1..=timeline.len()).find(|step| finder.fits(*step, &anchor))
    };
    catalogue::guide().iter().map(|statement| reached(&statement.anchor)).collect()
}

/// A store, and what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The store object whose shutdown is watched.
    pub store: ObjectId,
    logon: Option<ObjectId>,
    supports: Vec<ObjectId>,
    sessions: Vec<ObjectId>,
}

impl Subject {
    /// Whether an object is the store, or belongs to it.
    fn has(&self, object: ObjectId) -> bool {
        object == self.store || self.logon == Some(object) || self.supports.contains(&object)
    }

    /// The store that a run shuts down: the first that a client logs off or releases for good, or
    /// that session Logoff logs off; where there is none, the first that the spooler logs off.
    /// `None` if there is none at all.
    pub fn of(timeline: &Timeline) -> Option<Self> {
        let finder =
            ObjectNames { program: timeline.machine().program(), state: timeline.final_state() };
        let steps = || (1..=timeline.len()).filter_map(|step| Some((step, timeline.event(step)?)));
        // A Release that leaves the store open shuts nothing down, unless there is no other.
        let begun = [true, false].into_iter().find_map(|only_last| {
            steps().find_map(|(step, event)| finder.begins(timeline, step, event, only_last))
        });
        let by_spooler = || {
            steps().find_map(|(_, event)| {
                finder.called(event).filter(|(object, method)| {
                    *method == "StoreLogoff"
                        && event.depth == 0
                        && finder.interface(*object) == "IMsgStore"
                })
            })
        };
        let store = begun.or_else(|| by_spooler().map(|(store, _)| store))?;
        let parent = finder.state.object(store).parent;
        let parent = parent.filter(|parent| finder.interface(*parent) == "IMSLogon");
        let logon = finder.in_field(store, "logon").or(parent);
        let mut supports = logon.map_or_else(Vec::new, |logon| finder.supports_of(logon));
        let own = finder.in_field(store, "support").filter(|it| !supports.contains(it));
        supports.extend(own);
        let ancestors = std::iter::successors(finder.state.object(store).parent, |object| {
            finder.state.object(*object).parent
        });
        Some(Self {
            store,
            logon,
            supports,
            sessions: ancestors
                .filter(|object| finder.interface(*object) == "IMAPISession")
                .collect(),
        })
    }
}

/// The state is that of the end: objects keep their places and their classes to the end.
#[derive(Clone, Copy)]
struct ObjectNames<'a> {
    program: &'a Program,
    state: &'a State,
}

impl<'a> ObjectNames<'a> {
    fn interface(self, object: ObjectId) -> &'a str {
        self.program.interface(self.state, object)
    }

    fn called(self, event: &Event) -> Option<(ObjectId, &'a str)> {
        match event.kind {
            EventKind::Call { object, method, .. } => {
                Some((object, self.program.method_name(method)))
            }
            _ => None,
        }
    }

    fn objects(self) -> impl Iterator<Item = ObjectId> {
        (0..self.state.objects.len() as u32).map(ObjectId)
    }

    /// The store whose shutdown begins with a step, other than by the spooler.
    fn begins(
        self,
        timeline: &Timeline,
        step: usize,
        event: &Event,
        only_last: bool,
    ) -> Option<ObjectId> {
        let (object, method) = self.called(event)?;
        let counts_to_zero = || {
            let counted =
                (step + 1..=timeline.len()).find_map(|step| match timeline.event(step)?.kind {
                    EventKind::Refs { object: it, to, .. } if it == object => Some(to),
                    _ => None,
                });
            counted == Some(0)
        };
        let is_client = event.depth == 0 && timeline.machine().is_client(event.thread);
        match (self.interface(object), method) {
            ("IMsgStore", "StoreLogoff") if is_client => Some(object),
            ("IMsgStore", "Release") if is_client && (!only_last || counts_to_zero()) => {
                Some(object)
            }
            ("IMSLogon", "Logoff") => {
                let caller = timeline.event(timeline.call_of(step)?)?;
                let is_session = self.called(caller).is_some_and(|(by, how)| {
                    (self.interface(by), how) == ("IMAPISession", "Logoff")
                });
                let is_its = |it: &ObjectId| {
                    self.state.object(*it).parent == Some(object)
                        && self.interface(*it) == "IMsgStore"
                };
                is_session.then(|| self.objects().find(is_its)).flatten()
            }
            _ => None,
        }
    }

    /// The support objects that MAPI made for a logon object.
    fn supports_of(self, logon: ObjectId) -> Vec<ObjectId> {
        let is_its = |object: &ObjectId| {
            self.interface(*object) == "IMAPISupport"
                && self.in_field(*object, "logon") == Some(logon)
        };
        self.objects().filter(is_its).collect()
    }

    /// The object in a field of another.
    fn in_field(self, object: ObjectId, field: &str) -> Option<ObjectId> {
        let field = self.program.fields.iter().position(|name| name == field)?;
        let at = self.program.field_at(self.state, object, crate::sim::FieldId(field as u16))?;
        self.state.fields[at].object()
    }
}

struct Finder<'a> {
    timeline: &'a Timeline,
    names: ObjectNames<'a>,
    subject: Subject,
    /// What a log does not show holds.
    is_lenient: bool,
}

/// Methods with which a teardown begins: what is done inside of one is not done by those around it.
const TEARDOWNS: [Method<'static>; 3] = [
    (ObjectRole::Logon, "Logoff"),
    (ObjectRole::Store, "StoreLogoff"),
    (ObjectRole::Store, "Release"),
];

impl<'a> Finder<'a> {
    fn new(timeline: &'a Timeline, subject: Subject, is_lenient: bool) -> Self {
        let names =
            ObjectNames { program: timeline.machine().program(), state: timeline.final_state() };
        Self { timeline, names, subject, is_lenient }
    }

    fn fits(&self, step: usize, anchor: &GuideAnchor<'_>) -> bool {
        let Some(event) = self.timeline.event(step) else { return false };
        self.is(event, anchor.what)
            && anchor.clauses.iter().all(|clause| self.holds(step, event, *clause))
    }

    fn is_method(&self, object: ObjectId, called: MethodId, (role, method): Method<'_>) -> bool {
        let is_role = match role {
            ObjectRole::Store => object == self.subject.store,
            ObjectRole::Support => self.subject.supports.contains(&object),
            ObjectRole::Logon => self.subject.logon == Some(object),
            ObjectRole::Session => self.subject.sessions.contains(&object),
            ObjectRole::Transport => self.names.interface(object) == "IXPLogon",
        };
        is_role && self.names.program.method_name(called) == method
    }

    /// Whether a MAPIUID or a row of this owner is the store's.
    fn owns(&self, owner: Option<ObjectId>) -> bool {
        owner.is_some() && owner == self.subject.logon
    }

    fn is(&self, event: &Event, what: AnchorEvent<'_>) -> bool {
        match (&event.kind, what) {
            (EventKind::Call { object, method, .. }, AnchorEvent::Call(wanted)) => {
                self.is_method(*object, *method, wanted)
            }
            (EventKind::Return { object, method, .. }, AnchorEvent::Return(wanted)) => {
                self.is_method(*object, *method, wanted)
            }
            (EventKind::UidRemoved { uid }, AnchorEvent::UidRemoved) => {
                self.owns(Some(self.names.state.uids[uid.index()].owner))
            }
            (EventKind::RowRemoved { row }, AnchorEvent::RowRemoved) => {
                self.owns(self.names.state.rows[row.index()].owner)
            }
            (EventKind::Test { .. }, AnchorEvent::Test(words)) => {
                let text = super::statement_text(self.names.program, event);
                let mut tested = text.split(|c: char| !c.is_alphanumeric() && c != '_');
                tested.any(|it| words.split('|').any(|word| word == it))
            }
            _ => false,
        }
    }

    fn holds(&self, step: usize, event: &Event, clause: Clause<'_>) -> bool {
        let mut earlier = self.timeline.events()[..step - 1].iter();
        match clause {
            Clause::In(method) => {
                let mut calls = self.timeline.callers(step).into_iter();
                let begins = |it: &usize| {
                    self.is_call(*it, method)
                        || TEARDOWNS.iter().any(|other| self.is_call(*it, *other))
                };
                calls.find(begins).is_some_and(|call| self.is_call(call, method))
            }
            Clause::From(method) => {
                self.caller_of(step, event).is_some_and(|call| self.is_call(call, method))
            }
            Clause::During(method) => {
                let until = &self.timeline.events()[..step];
                let count = |what| until.iter().filter(|event| self.is(event, what)).count();
                count(AnchorEvent::Call(method)) > count(AnchorEvent::Return(method))
            }
            Clause::After(method) => earlier.any(|other| {
                other.thread == event.thread && self.is(other, AnchorEvent::Return(method))
            }),
            Clause::Without(method) => {
                !earlier.any(|other| self.is(other, AnchorEvent::Call(method)))
            }
            Clause::Once(method) => {
                let returns = earlier.filter(|other| self.is(other, AnchorEvent::Return(method)));
                returns.filter(|other| gives(other, "LOGOFF_COMPLETE")).count() == 1
            }
            Clause::By(who) => {
                let ObjectNames { program, state } = self.names;
                let name = program.thread_name(state, event.thread);
                let is_told = ["client", "spooler", "other-process"]
                    .iter()
                    .any(|known| name.starts_with(known));
                name.starts_with(who) || self.is_lenient && !is_told
            }
            Clause::With(flag) => match &event.kind {
                EventKind::Call { args, .. } => args.iter().any(|arg| has_flag(arg, flag)),
                _ => false,
            },
            Clause::Giving(flag) => gives(event, flag),
            Clause::Unchosen => !self.is_chosen(step, event),
            Clause::Controlled => self.is_controlled(step),
            Clause::Alive => !earlier.any(|other| match other.kind {
                EventKind::Freed { object, .. } => object == self.subject.store,
                _ => false,
            }),
            Clause::Last => self.is_last(step, event),
        }
    }

    fn is_call(&self, step: usize, method: Method<'_>) -> bool {
        self.timeline.event(step).is_some_and(|event| self.is(event, AnchorEvent::Call(method)))
    }

    /// The call whose method made this call, or the one that this return is of.
    fn caller_of(&self, step: usize, event: &Event) -> Option<usize> {
        let own = match event.kind {
            EventKind::Return { .. } => self.timeline.call_of(step)?,
            _ => step,
        };
        self.timeline.call_of(own)
    }

    /// Whether a StoreLogoff that succeeded had the flags of this call.
    fn is_chosen(&self, step: usize, event: &Event) -> bool {
        let EventKind::Call { args: ours, .. } = &event.kind else { return false };
        (1..step).any(|at| {
            let logoff = AnchorEvent::Return((ObjectRole::Store, "StoreLogoff"));
            let Some(end) = self.timeline.event(at).filter(|end| self.is(end, logoff)) else {
                return false;
            };
            let call = self.timeline.call_of(at).and_then(|call| self.timeline.event(call));
            match call.map(|call| &call.kind) {
                Some(EventKind::Call { args, .. }) => succeeds(end) && args == ours,
                _ => false,
            }
        })
    }

    fn is_last(&self, step: usize, event: &Event) -> bool {
        let mut later = self.timeline.events()[step..].iter();
        match &event.kind {
            EventKind::UidRemoved { .. } => {
                !later.any(|event| self.is(event, AnchorEvent::UidRemoved))
                    && !self
                        .names
                        .state
                        .uids
                        .iter()
                        .any(|uid| uid.registered && self.owns(Some(uid.owner)))
            }
            EventKind::RowRemoved { .. } => {
                !later.any(|event| self.is(event, AnchorEvent::RowRemoved))
                    && !self.names.state.rows.iter().any(|row| row.present && self.owns(row.owner))
            }
            EventKind::Call { object, .. } => {
                let end = later.find(|end| end.thread == event.thread && end.depth == event.depth);
                end.map_or(self.is_lenient, |end| match &end.kind {
                    EventKind::Return { object: it, result, .. } => {
                        let is_untold = self.is_lenient && *result == Value::Null;
                        it == object && (*result == Value::Number(0) || is_untold)
                    }
                    _ => false,
                })
            }
            _ => true,
        }
    }
}

fn succeeds(event: &Event) -> bool {
    match &event.kind {
        EventKind::Return { result, .. } => matches!(result, Value::HResult(_)) && result.holds(),
        _ => false,
    }
}

fn gives(event: &Event, flag: &str) -> bool {
    matches!(&event.kind, EventKind::Return { out, .. } if has_flag(out, flag)) && succeeds(event)
}

fn has_flag(value: &Value, flag: &str) -> bool {
    match value {
        Value::Number(word) => {
            flag_names(FlagSet::Logoff, *word as u32).iter().any(|name| *name == flag)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_anchor_is_understood_and_nonsense_is_not() {
        for statement in catalogue::guide() {
            assert!(read(&statement.anchor).is_some(), "{}: {}", statement.id, statement.anchor);
        }
        let wrong = [
            "",
            "call",
            "call Release",
            "explode",
            "call store.Release in",
            "call store.Release near logon.Logoff",
        ];
        for wrong in wrong.into_iter().chain(["call store.Relase", "call provider.Shutdown"]) {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
