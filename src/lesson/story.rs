//! A run by names: one [`Moment`] a step, and the ledgers at any place of the run. Anchors,
//! predictions and expectations read it.
//!
//! A *place* is a number of steps taken, as in [`Timeline`]. It must not know a lesson.

use std::sync::Arc;

use crate::mapi::{FlagSet, flag_names, hresult_name, method_spec};
use crate::sim::event::{Event, EventKind};
use crate::sim::ledgers::Ledgers;
use crate::sim::program::{life_name, message_state_name};
use crate::sim::{Life, ObjectId, Program, State, Timeline, Value};

/// A step of the run, by names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Name of the thread that took the step.
    pub thread: String,
    /// The object whose method made it; at depth 0 the thread's own script.
    pub actor: String,
    /// The object that it is about, if it is about one.
    pub object: Option<ObjectId>,
    /// What the step did.
    pub what: What,
}

/// What happened, as far as a lesson can speak of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A call of a method.
    Call(String),
    /// A return: method, result, and the output flags, if it has any.
    Return(String, String, Option<Vec<String>>),
    /// A row was removed.
    RowRemoved(String),
    /// A row is there.
    RowAdded(String),
    /// PR_STATUS_CODE of a row.
    RowChanged(String),
    /// A MAPIUID was removed.
    UidRemoved(String),
    /// A MAPIUID is there.
    UidAdded(String),
    /// The count of [`Moment::object`], new value.
    Count(i32),
    /// [`Moment::object`] was created in this step.
    Created,
    /// [`Moment::object`] was freed in this step.
    Freed,
    /// [`Moment::object`] is made invalid.
    Invalidated,
    /// A message, and where it is now.
    Message(String, String),
    /// A transport, and what its line does now.
    Line(String, String),
    /// Who is notified, and of what.
    Notify(String, String),
    /// The thread waits for something that has not come.
    Wait,
    /// A library was unloaded; its name.
    Unload(String),
    /// The process crashed in this step.
    Crash,
    /// The process exited in an orderly way.
    Exit,
    /// Bookkeeping, which no lesson can refer to.
    Other,
}

impl What {
    /// The row, MAPIUID, message or transport that it is about.
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

/// A broken rule, by names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The step that broke it, from 1.
    pub step: usize,
    /// Number of the rule.
    pub rule: String,
    /// Whose mistake it is.
    pub blame: String,
    /// The object that it is about.
    pub subject: String,
    /// No step breaks it, but what is left when the run is over.
    pub at_end: bool,
}

/// What a run shows by names, whatever the current place is.
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

/// A run, by names.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    timeline: &'a Timeline,
    told: Arc<NamedRun>,
}

impl<'a> Story<'a> {
    /// Names everything in a run; linear in its steps.
    pub fn of(timeline: &'a Timeline) -> Self {
        Self { timeline, told: Arc::new(NamedRun::of(timeline)) }
    }

    /// Builds the story of a run from an earlier one.
    pub fn again(timeline: &'a Timeline, told: Arc<NamedRun>) -> Self {
        Self { timeline, told }
    }

    /// What it tells, to tell it again.
    pub fn told(&self) -> Arc<NamedRun> {
        Arc::clone(&self.told)
    }

    /// The run that is described.
    pub fn timeline(&self) -> &'a Timeline {
        self.timeline
    }

    /// The bodies of the run, and the names of everything.
    pub fn program(&self) -> &'a Program {
        self.timeline.machine().program()
    }

    /// All steps with their numbers, from 1.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (usize, &Moment)> {
        self.told.moments.iter().enumerate().map(|(at, moment)| (at + 1, moment))
    }

    /// Steps after a place, up to another.
    pub fn between(&self, from: usize, until: usize) -> impl Iterator<Item = (usize, &Moment)> {
        self.steps().skip(from).take_while(move |(step, _)| *step <= until)
    }

    /// The place after the last step.
    pub fn end(&self) -> usize {
        self.told.moments.len()
    }

    /// Broken rules, in order of steps.
    pub fn broken(&self) -> &[Broken] {
        &self.told.broken
    }

    /// Name of an object.
    pub fn object(&self, object: ObjectId) -> &str {
        &self.told.names[object.index()]
    }

    /// Interface of an object.
    pub fn interface(&self, object: ObjectId) -> &'a str {
        self.program().interface(self.timeline.final_state(), object)
    }

    /// The situation at a place.
    pub fn state_at(&self, place: usize) -> State {
        let mut state = self.timeline.machine().start().clone();
        self.timeline.events().iter().take(place).for_each(|event| state.apply(event));
        state
    }

    /// The ledgers at a place.
    pub fn ledgers_at(&self, place: usize) -> NamedLedgers {
        NamedLedgers::of(self.program(), &self.state_at(place))
    }

    /// The object of this name.
    pub fn find(&self, name: &str) -> Option<ObjectId> {
        self.told.names.iter().position(|known| known == name).map(|at| ObjectId(at as u32))
    }
}

/// The four ledgers, by names, in their own order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedLedgers {
    /// Rows that are present, with PR_STATUS_CODE.
    pub rows: Vec<(String, u32)>,
    /// Entries that are registered.
    pub uids: Vec<String>,
    /// Objects of the ledger with their life and count.
    pub objects: Vec<(String, Life, i32)>,
    /// Transports and what they do.
    pub transports: Vec<(String, String)>,
    /// Messages and where they are.
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

    /// The names of objects in a state of life.
    pub fn objects_that_are(&self, life: Life) -> Vec<String> {
        self.objects
            .iter()
            .filter(|(_, is, _)| *is == life)
            .map(|(name, ..)| name.clone())
            .collect()
    }
}

/// The names of life.
pub fn lives() -> [&'static str; 3] {
    [Life::Live, Life::Invalid, Life::Freed].map(life_name)
}

/// The family of flags that a method takes and gives back.
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
