//! What could have been called instead: each call is tried on a copy of the situation, and what
//! breaks a rule at once is left out.
//!
//! It must not know a rule.

use super::super::fold::LoggedRun;
use crate::mapi::{FlagSet, flags::flags_of, method_spec};
use crate::narrate::call_text;
use crate::sim::change::{Change, Direction};
use crate::sim::event::{Event, EventKind};
use crate::sim::rules::remember;
use crate::sim::state::{Frame, Life, State};
use crate::sim::{MethodId, ObjectId, Value};

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

/// Whether a call breaks a rule at once, be it one that this log could prove or not.
fn breaks_a_rule(
    run: &LoggedRun,
    state: &State,
    object: ObjectId,
    method: MethodId,
    tried: &Event,
) -> bool {
    let machine = run.timeline.machine();
    let mut after = state.clone();
    let template = after.thread(tried.thread).frames.first().copied();
    if let Some(frame) = template {
        let frame = Frame { this: object, method: Some(method), ..frame };
        after.change(&Change::Push(tried.thread, frame, Vec::new()), Direction::Forward);
    }
    remember(machine.program(), &mut after, tried, &mut Vec::new());
    let mut breaks = false;
    machine.judge(&after, tried, &mut |_| breaks = true);
    // Release takes a reference of its caller's at once.
    let program = machine.program();
    if Some(method) == program.watched.release && !program.uncounted.contains(&object) {
        let holder = program.holder(state, tried.thread, tried.actor);
        let it = after.object(object);
        let (from, to, held) = (it.refs, it.refs - 1, it.held[holder as usize]);
        for change in
            [Change::Refs(object, from, to), Change::Held(object, holder as u8, held, held - 1)]
        {
            after.change(&change, Direction::Forward);
        }
        let counted =
            Event { kind: EventKind::Refs { object, from, to }, actor: object, ..tried.clone() };
        remember(program, &mut after, &counted, &mut Vec::new());
        machine.judge(&after, &counted, &mut |_| breaks = true);
    }
    breaks
}
