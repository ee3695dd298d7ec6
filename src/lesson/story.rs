//! A run described by names: one [`Moment`] for each step, and the ledgers at any place. Anchors,
//! predictions and expectations use it.
//!
//! A *place* is a number of steps taken, as in [`Timeline`]. It must not know a lesson.

use std::sync::Arc;

use crate::mapi::{FlagSet, flag_names, hresult_name, method_spec};
use crate::sim::event::{Event, EventKind};
use crate::sim::ledgers::Ledgers;
use crate::sim::program::{life_name, message_state_name};
use crate::sim::{Life, ObjectId, Program, State, Timeline, Value};

/// A step of the run, described by names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The name of the thread that took the step.
    pub thread: String,
    /// The object whose method took the step; at depth 0, the thread's own script.
    pub actor: String,
    /// The object that the step concerns, if any.
    pub object: Option<ObjectId>,
    /// What the step did.
    pub what: What,
}

/// What happened, as far as a lesson can refer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A method was called; its name.
    Call(String),
    /// A method returned: its name, the result, and the output flags, if it has any.
    Return(String, String, Option<Vec<String>>),
    /// A row was removed; its name.
    RowRemoved(String),
    /// A row was added; its name.
    RowAdded(String),
    /// A row's PR_STATUS_CODE changed; the row's name.
    RowChanged(String),
    /// A MAPIUID was removed; its name.
    UidRemoved(String),
    /// A MAPIUID was added; its name.
    UidAdded(String),
    /// The count of [`Moment::object`] changed; the new count.
    Count(i32),
    /// [`Moment::object`] was created.
    Created,
    /// [`Moment::object`] was freed.
    Freed,
    /// [`Moment::object`] was made invalid.
    Invalidated,
    /// A message changed its state: its name and the new state.
    Message(String, String),
    /// A transport changed what it is doing: its name and the new activity.
    Line(String, String),
    /// A party was notified: its name, and the kind of notification.
    Notify(String, String),
    /// The thread started to wait.
    Wait,
    /// A library was unloaded; its name.
    Unload(String),
    /// The process crashed.
    Crash,
    /// The process exited normally.
    Exit,
    /// Bookkeeping, which no lesson can refer to.
    Other,
}

impl What {
    /// The row, MAPIUID, message or transport concerned.
    pub fn item(&self) -> Option<&str> {
        match self {
            What::RowRemoved(name)
            | What::RowAdded(name)
            | What::RowChanged(name)
            | What::UidRemoved(name)
            | What::UidAdded(name)
            | What::Message(name, _)
            | What::Line(name, _) => Some(name),
            _ => None,
        }
    }
}

/// A broken rule, described by names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The step that broke it, from 1.
    pub step: usize,
    /// The rule's number, such as `INV-01`.
    pub rule: String,
    /// The party to blame.
    pub blame: String,
    /// The object concerned.
    pub subject: String,
    /// Whether it is not a step that breaks the rule, but what is left when the run is over.
    pub at_end: bool,
}

/// The parts of a story that don't depend on the current position in the run.
#[derive(Clone, Debug)]
pub struct NamedRun {
    moments: Vec<Moment>,
    names: Vec<String>,
    broken: Vec<Broken>,
}

impl NamedRun {
    fn of(timeline: &Timeline) -> Self {
        let (program, state) = (timeline.machine().program(), timeline.final_state());
        let names: Vec<String> = (0..state.objects.len())
            .map(|at| program.object_name(state, ObjectId(at as u32)))
            .collect();
        let moments =
            timeline.events().iter().map(|event| moment(program, state, &names, event)).collect();
        let mut left: Vec<&str> = Vec::new();
        timeline.machine().judge_end(state, &mut |found| left.push(found.rule));
        let broken = timeline.violations().iter().map(|it| Broken {
            step: it.step,
            rule: it.rule.to_owned(),
            blame: it.blame.name().to_owned(),
            subject: names[it.subject.index()].clone(),
            at_end: it.step == timeline.len() && left.contains(&it.rule),
        });
        let broken = broken.collect();
        Self { moments, names, broken }
    }
}

/// A run, described by names.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    timeline: &'a Timeline,
    told: Arc<NamedRun>,
}

impl<'a> Story<'a> {
    /// Names everything in a run, in time linear in its steps.
    pub fn of(timeline: &'a Timeline) -> Self {
        Self { timeline, told: Arc::new(NamedRun::of(timeline)) }
    }

    /// A story of the same run that reuses an earlier one's names.
    pub fn again(timeline: &'a Timeline, told: Arc<NamedRun>) -> Self {
        Self { timeline, told }
    }

    /// The names, for [`Story::again`].
    pub fn told(&self) -> Arc<NamedRun> {
        Arc::clone(&self.told)
    }

    /// The run that is described.
    pub fn timeline(&self) -> &'a Timeline {
        self.timeline
    }

    /// The program of the run, with the names of everything.
    pub fn program(&self) -> &'a Program {
        self.timeline.machine().program()
    }

    /// All steps, with their numbers from 1.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (usize, &Moment)> {
        self.told.moments.iter().enumerate().map(|(at, moment)| (at + 1, moment))
    }

    /// The steps after one place, up to another.
    pub fn between(&self, from: usize, until: usize) -> impl Iterator<Item = (usize, &Moment)> {
        self.steps().skip(from).take_while(move |(step, _)| *step <= until)
    }

    /// The place after the last step.
    pub fn end(&self) -> usize {
        self.told.moments.len()
    }

    /// The broken rules, in step order.
    pub fn broken(&self) -> &[Broken] {
        &self.told.broken
    }

    /// The name of an object.
    pub fn object(&self, object: ObjectId) -> &str {
        &self.told.names[object.index()]
    }

    /// The interface of an object.
    pub fn interface(&self, object: ObjectId) -> &'a str {
        self.program().interface(self.timeline.final_state(), object)
    }

    /// The state at a place.
    pub fn state_at(&self, place: usize) -> State {
        let mut state = self.timeline.machine().start().clone();
        self.timeline.events().iter().take(place).for_each(|event| state.apply(event));
        state
    }

    /// The ledgers at a place.
    pub fn ledgers_at(&self, place: usize) -> NamedLedgers {
        NamedLedgers::of(self.program(), &self.state_at(place))
    }

    /// The object with this name.
    pub fn find(&self, name: &str) -> Option<ObjectId> {
        self.told.names.iter().position(|known| known == name).map(|at| ObjectId(at as u32))
    }
}

/// The four ledgers, described by names, each in its own order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedLedgers {
    /// The rows that are present, with their PR_STATUS_CODE.
    pub rows: Vec<(String, u32)>,
    /// The MAPIUIDs that are registered.
    pub uids: Vec<String>,
    /// The objects in the ledger, with their state and reference count.
    pub objects: Vec<(String, Life, i32)>,
    /// The transports, and what they are doing.
    pub transports: Vec<(String, String)>,
    /// The messages, and where they are.
    pub messages: Vec<(String, String)>,
}

impl NamedLedgers {
    /// The ledgers of a state.
    pub fn of(program: &Program, state: &State) -> Self {
        let ledgers = Ledgers::of(program, state);
        Self {
            rows: ledgers
                .rows()
                .filter(|row| row.present)
                .map(|row| (row.name.to_string(), row.status))
                .collect(),
            uids: ledgers
                .uids()
                .filter(|uid| uid.registered)
                .map(|uid| uid.name.to_string())
                .collect(),
            objects: ledgers.objects().map(|it| (it.name.to_string(), it.life, it.refs)).collect(),
            transports: ledgers
                .transports()
                .map(|it| (it.name.to_owned(), it.does.name().to_owned()))
                .collect(),
            messages: ledgers
                .messages()
                .map(|it| (it.name.to_owned(), message_state_name(it.state).to_owned()))
                .collect(),
        }
    }

    /// The names of the objects in this state.
    pub fn objects_that_are(&self, life: Life) -> Vec<String> {
        self.objects
            .iter()
            .filter(|(_, is, _)| *is == life)
            .map(|(name, ..)| name.clone())
            .collect()
    }
}

/// The names of the states of objects.
pub fn lives() -> [&'static str; 3] {
    [Life::Live, Life::Invalid, Life::Freed].map(life_name)
}

/// The family of flags that a method takes and returns.
pub fn flags_of_method(interface: &str, method: &str) -> Option<FlagSet> {
    method_spec(Some(interface), method)?.flags.map(|(_, set)| set)
}

fn moment(program: &Program, state: &State, names: &[String], event: &Event) -> Moment {
    let thread = program.thread_name(state, event.thread).to_owned();
    let actor = if event.depth == 0 { thread.clone() } else { names[event.actor.index()].clone() };
    let (object, what) = happening(program, state, event);
    Moment { thread, actor, object, what }
}

fn happening(program: &Program, state: &State, event: &Event) -> (Option<ObjectId>, What) {
    let row = |row| program.row_name(state, row);
    let uid = |uid| program.uid_name(state, uid);
    match &event.kind {
        EventKind::Call { object, method, .. } => {
            (Some(*object), What::Call(program.method_name(*method).to_owned()))
        }
        EventKind::Return { object, method, result, out } => {
            let method = program.method_name(*method);
            let set = method_spec(Some(program.interface(state, *object)), method)
                .filter(|spec| spec.gives_flags);
            let flags = set
                .and_then(|spec| spec.flags)
                .zip(out.flags())
                .map(|((_, set), word)| flag_names(set, word));
            (
                Some(*object),
                What::Return(method.to_owned(), result_text(program, state, result), flags),
            )
        }
        EventKind::RowRemoved { row: it } => (None, What::RowRemoved(row(*it))),
        EventKind::RowAdded { row: it } => (None, What::RowAdded(row(*it))),
        EventKind::RowChanged { row: it, .. } => (None, What::RowChanged(row(*it))),
        EventKind::UidRemoved { uid: it } => (None, What::UidRemoved(uid(*it))),
        EventKind::UidAdded { uid: it } => (None, What::UidAdded(uid(*it))),
        EventKind::Refs { object, to, .. } => (Some(*object), What::Count(*to)),
        EventKind::Created { object } => (Some(*object), What::Created),
        EventKind::Freed { object, .. } => (Some(*object), What::Freed),
        EventKind::Invalidated { object } => (Some(*object), What::Invalidated),
        EventKind::Message { message, to, .. } => (
            None,
            What::Message(
                program.message_name(state, *message).to_owned(),
                message_state_name(*to).to_owned(),
            ),
        ),
        EventKind::Transport { transport, to, .. } => (
            None,
            What::Line(program.transport_name(state, *transport).to_owned(), to.name().to_owned()),
        ),
        EventKind::Notify { to, what } => (
            to.object(),
            What::Notify(program.value_text(state, to), program.names.text(*what).to_owned()),
        ),
        EventKind::Wait => (None, What::Wait),
        EventKind::Unload { library } => {
            (None, What::Unload(program.names.text(*library).to_owned()))
        }
        EventKind::Crash { object, .. } => (*object, What::Crash),
        EventKind::Exit => (None, What::Exit),
        _ => (None, What::Other),
    }
}

fn result_text(program: &Program, state: &State, result: &Value) -> String {
    match result {
        Value::HResult(code) => hresult_name(*code),
        other => program.value_text(state, other),
    }
}
