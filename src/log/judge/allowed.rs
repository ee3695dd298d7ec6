//! What could have been called instead: each call is tried on a copy of the situation, and what
//! breaks a rule, at once or by what follows from it in any case, is left out.
//!
//! It must not know a rule.

use super::super::fold::LoggedRun;
use crate::mapi::{FlagSet, flag_value, flags::flags_of, method_spec};
use crate::narrate::call_text;
use crate::sim::body::Who;
use crate::sim::change::{Change, Direction};
use crate::sim::event::{Event, EventKind};
use crate::sim::rules::remember;
use crate::sim::state::{Frame, Life, State};
use crate::sim::{Machine, MethodId, ObjectId, Value};

/// Calls that end something, which are what a caller chooses between.
const METHODS: [(&str, &[&str]); 4] = [
    ("IMsgStore", &["StoreLogoff", "Release"]),
    ("IMAPISupport", &["StoreLogoffTransports", "Release"]),
    ("IMSLogon", &["Logoff", "Release"]),
    ("IMSProvider", &["Shutdown", "Release"]),
];

/// The calls that the caller of a step could have made in its place.
pub(super) fn allowed(run: &LoggedRun, step: usize) -> Vec<String> {
    let mut timeline = run.timeline.clone();
    timeline.seek(step.saturating_sub(1));
    let (program, state) = (timeline.machine().program(), timeline.state());
    let Some(event) = timeline.event(step) else { return Vec::new() };
    let EventKind::Call { object, method, args } = &event.kind else { return Vec::new() };
    if object.index() >= state.objects.len() {
        return Vec::new();
    }
    let interface = program.interface(state, *object);
    let known = METHODS.iter().find(|(known, _)| *known == interface);
    let Some((_, names)) = known.filter(|_| state.object(*object).life != Life::Freed) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for name in *names {
        let Some(other) = program.methods.iter().position(|known| known == name) else { continue };
        let other = MethodId(other as u16);
        for words in choices(interface, name) {
            if other == *method && words == *args {
                continue;
            }
            let kind = EventKind::Call { object: *object, method: other, args: words };
            let tried = Event { kind, changes: Box::default(), ..event.clone() };
            if !breaks_a_rule(run, state, *object, other, &tried) {
                let name = program.object_name(state, *object);
                found.push(format!("{name}.{}", call_text(program, state, &tried)));
            }
        }
    }
    found
}

/// The words that a method may be called with: one of its input flags, or none.
fn choices(interface: &str, method: &str) -> Vec<Vec<Value>> {
    let spec = method_spec(Some(interface), method);
    match spec.and_then(|spec| spec.flags) {
        Some((_, FlagSet::Logoff)) => flags_of(FlagSet::Logoff)
            .filter(|(_, value)| *value <= 0x10)
            .map(|(_, value)| vec![Value::Number(i64::from(value))])
            .collect(),
        Some(_) => vec![vec![Value::Number(0)]],
        None => vec![Vec::new()],
    }
}

/// Whether a call breaks a rule, be it one that this log could prove or not: at once, or by what
/// follows from it in any case.
fn breaks_a_rule(
    run: &LoggedRun,
    state: &State,
    object: ObjectId,
    method: MethodId,
    tried: &Event,
) -> bool {
    let machine = run.timeline.machine();
    let program = machine.program();
    let mut trial = TriedCall { machine, state: state.clone(), breaks: false };
    let thread = state.thread(tried.thread).frames.first();
    let frame = thread.map(|frame| Frame { this: object, method: Some(method), ..*frame });
    if let Some(frame) = frame {
        trial.state.change(&Change::Push(tried.thread, frame, Vec::new()), Direction::Forward);
    }
    trial.take(tried, tried.kind.clone());
    let inside = Event { actor: object, ..tried.clone() };
    if Some(method) == program.watched.release {
        // It takes a reference of its caller's at once.
        let holder = program.holder(state, tried.thread, tried.actor);
        let it = trial.state.object(object);
        let (from, to, held) = (it.refs, it.refs - 1, it.held[holder as usize]);
        for change in
            [Change::Refs(object, from, to), Change::Held(object, holder as u8, held, held - 1)]
        {
            trial.state.change(&change, Direction::Forward);
        }
        trial.take(&inside, EventKind::Refs { object, from, to });
        trial.releases_support(run, object, tried);
        if to <= 0 && program.interface(state, object) == "IMSProvider" {
            trial.free(&inside, object);
        }
    } else if Some(method) == program.watched.slt {
        // Where it is not refused it takes effect.
        if let Some(frame) = frame {
            trial.state.change(&Change::Pop(tried.thread, frame, Vec::new()), Direction::Forward);
        }
        let complete = flag_value("LOGOFF_COMPLETE")
            .map_or(Value::Null, |flag| Value::Number(i64::from(flag)));
        let result = Value::HResult(0);
        trial.take(&inside, EventKind::Return { object, method, result, out: complete });
    }
    trial.breaks
}

/// A copy of the situation in which a call is tried, and whether a rule was broken.
struct TriedCall<'a> {
    machine: &'a Machine,
    state: State,
    breaks: bool,
}

impl TriedCall<'_> {
    /// A step, which has changed the state already.
    fn take(&mut self, like: &Event, kind: EventKind) {
        let event = Event { kind, changes: Box::default(), ..like.clone() };
        remember(self.machine.program(), &mut self.state, &event, &mut Vec::new());
        self.machine.judge(&self.state, &event, &mut |_| self.breaks = true);
    }

    fn free(&mut self, like: &Event, object: ObjectId) {
        let was = self.state.object(object).life;
        self.state.change(&Change::Life(object, was, Life::Freed), Direction::Forward);
        self.take(like, EventKind::Freed { object, was, forced: false });
    }

    /// The store of a support object that its provider has given back ends with no more calls of
    /// it: what it should have called before, it can call no more.
    fn releases_support(&mut self, run: &LoggedRun, support: ObjectId, tried: &Event) {
        let program = self.machine.program();
        let is_provider = program.class(&self.state, tried.actor).who == Who::Provider;
        if !is_provider || program.interface(&self.state, support) != "IMAPISupport" {
            return;
        }
        let Some(field) = program.watched.field_support else { return };
        let stores = (0..self.state.objects.len() as u32).map(ObjectId);
        let store =
            stores.filter(|it| program.interface(&self.state, *it) == "IMsgStore").find(|store| {
                program
                    .field_at(&self.state, *store, field)
                    .is_some_and(|at| self.state.fields[at] == Value::Object(support))
            });
        if let Some(store) = store.filter(|_| !run.evidence.is_unsupported(support)) {
            let like = Event { actor: store, ..tried.clone() };
            self.free(&like, store);
        }
    }
}
