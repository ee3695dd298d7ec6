//! What a step did, as a text that has the same meaning in two runs: ledger, item, and what became
//! of it; for a call, object, method and arguments.
//!
//! It must not know which step of the other run has the same text.

use super::standing::ItemStanding;
use super::visible::Window;
use crate::mapi::{flag_names, method_spec};
use crate::sim::event::Activity;
use crate::sim::ledgers::TransportLine;
use crate::sim::program::message_state_name;
use crate::sim::{
    Event, EventKind, MessageId, MethodId, ObjectId, Program, State, Timeline, TransportId, Value,
};

/// A step that counts as an effect, and what it did.
pub(super) struct Keyed {
    /// The step's number, from 1.
    pub(super) step: usize,
    /// What the step did, as text.
    pub(super) key: String,
}

/// All effects of a run, in order.
pub(super) fn effects(run: &Timeline, window: &Window<'_>) -> Vec<Keyed> {
    let (program, names) = (run.machine().program(), run.final_state());
    let keyed = |(step, event): (usize, &Event)| {
        visible_effect(window, program, names, event).map(|key| Keyed { step, key })
    };
    (1..).zip(run.events()).skip(window.begins(run)).filter_map(keyed).collect()
}

/// The first step at which two runs do different things: they run different code, or the same code
/// has a different outcome. `None` if they do the same to the end.
pub fn first_step(a: &Timeline, b: &Timeline) -> Option<usize> {
    let both = a.len().min(b.len());
    (1..=both)
        .find(|step| !same_step(a, b, *step))
        .or_else(|| (a.len() != b.len()).then_some(both + 1))
}

fn same_step(a: &Timeline, b: &Timeline, step: usize) -> bool {
    let [one, other] = [a, b].map(|run| {
        let (program, names) = (run.machine().program(), run.final_state());
        let event = run.event(step)?;
        let statement = program.statement(event).map_or("", |statement| &*statement.text);
        let code = (
            program.thread_name(names, event.thread),
            event.depth,
            &*program.body(event.at.body).title,
            statement,
        );
        Some((code, outcome(program, names, event)))
    });
    one == other
}

/// The outcome of a step, whether it is an effect or not.
fn outcome(program: &Program, names: &State, event: &Event) -> String {
    effect_text(program, names, event).unwrap_or_else(|| match &event.kind {
        EventKind::Test { holds } => format!("test {holds}"),
        EventKind::Choice { taken, .. } => format!("choice {taken}"),
        EventKind::Return { result, .. } => format!("return {}", program.value_text(names, result)),
        EventKind::WhatIf { what } => format!("what-if {what}"),
        other => other.name().to_owned(),
    })
}

/// What a step did, as far as it shows in both runs.
fn visible_effect(
    window: &Window<'_>,
    program: &Program,
    names: &State,
    event: &Event,
) -> Option<String> {
    if window.is_clear() {
        return effect_text(program, names, event);
    }
    let (EventKind::Call { object, .. } | EventKind::Return { object, .. }) = &event.kind else {
        return None;
    };
    if !program.is_listed(names, *object) || !window.sees(program.interface(names, *object)) {
        return None;
    }
    let of_spooler = program.thread_name(names, event.thread).starts_with("spooler");
    if of_spooler && !window.sees_spooler() {
        return None;
    }
    if let EventKind::Return { object, method, result, out } = &event.kind {
        let out = if window.sees_flags() { out } else { &Value::Null };
        return returned(program, names, (*object, *method), result, out);
    }
    let EventKind::Call { object, method, args } = &event.kind else { return None };
    if program.counting.contains(&Some(*method)) && !window.sees_counts() {
        return None;
    }
    // Arguments that are no flags are another thing in a process than in a model.
    let name = program.method_name(*method);
    let invalid = match args.first() {
        Some(Value::Object(it)) if name == "MakeInvalid" => Some(program.object_name(names, *it)),
        _ => None,
    };
    let flags = passed(program, names, (*object, *method), args).filter(|_| window.sees_flags());
    let argument = flags.or(invalid);
    let who = program.object_name(names, *object);
    Some(format!("call {who}.{name}({})", argument.unwrap_or_default()))
}

/// What a step did, in words that don't depend on the language; `None` if it has no effect, such as
/// a test, bookkeeping or a wait. Names come from any state of the run that contains everything,
/// such as the last.
pub fn effect_text(program: &Program, names: &State, event: &Event) -> Option<String> {
    let object = |object: ObjectId| {
        program.is_listed(names, object).then(|| program.object_name(names, object))
    };
    Some(match &event.kind {
        EventKind::Call { object, method, args } => call(program, names, *object, *method, args),
        EventKind::Return { object, method, result, out } => {
            returned(program, names, (*object, *method), result, out)?
        }
        EventKind::UidAdded { uid } => format!("uid-added {}", program.uid_name(names, *uid)),
        EventKind::UidRemoved { uid } => format!("uid-removed {}", program.uid_name(names, *uid)),
        EventKind::RowAdded { row } => format!("row-added {}", program.row_name(names, *row)),
        EventKind::RowRemoved { row } => format!("row-removed {}", program.row_name(names, *row)),
        EventKind::RowChanged { row, to, .. } => {
            format!("row-changed {} 0x{to:08X}", program.row_name(names, *row))
        }
        EventKind::Refs { object: it, to, .. } => format!("refs {} {to}", object(*it)?),
        EventKind::Created { object: it } => format!("object-created {}", object(*it)?),
        EventKind::Invalidated { object: it } => format!("object-invalidated {}", object(*it)?),
        EventKind::Freed { object: it, forced, .. } => {
            format!("object-freed {}{}", object(*it)?, if *forced { " by force" } else { "" })
        }
        EventKind::Message { message, to, locked, .. } => {
            let lock = if *locked { " locked" } else { "" };
            format!(
                "message {} {}{lock}",
                program.message_name(names, *message),
                message_state_name(*to)
            )
        }
        EventKind::Transport { transport, to, .. } => {
            format!(
                "transport {} {}",
                program.transport_name(names, *transport),
                line(program, names, to)
            )
        }
        other => return of_process(program, names, other),
    })
}

fn of_process(program: &Program, names: &State, kind: &EventKind) -> Option<String> {
    Some(match kind {
        EventKind::Notify { to, what } => {
            format!("notify {} {}", program.value_text(names, to), program.names.text(*what))
        }
        EventKind::Unload { library } => format!("unload {}", program.names.text(*library)),
        EventKind::Exit => "process-exit".to_owned(),
        EventKind::Crash { why, object } => {
            let on = object
                .map_or(String::new(), |object| format!(" {}", program.object_name(names, object)));
            format!("crash {}{on}", program.fault_text(*why))
        }
        _ => return None,
    })
}

/// A call as text; flags appear by name.
fn call(
    program: &Program,
    names: &State,
    object: ObjectId,
    method: MethodId,
    args: &[Value],
) -> String {
    let name = program.method_name(method);
    let flags =
        method_spec(Some(program.interface(names, object)), name).and_then(|spec| spec.flags);
    let print = |(at, value): (usize, &Value)| match (value, flags) {
        (Value::Number(word), Some((position, set))) if position == at => {
            match flag_names(set, *word as u32) {
                none if none.is_empty() => "0".to_owned(),
                bits => bits.join("|"),
            }
        }
        (other, _) => program.value_text(names, other),
    };
    let args: Vec<String> = args.iter().enumerate().map(print).collect();
    format!("call {}.{name}({})", program.object_name(names, object), args.join(", "))
}

/// A return is an effect if it tells the caller something: flags, or a refusal.
fn returned(
    program: &Program,
    names: &State,
    (object, method): (ObjectId, MethodId),
    result: &Value,
    out: &Value,
) -> Option<String> {
    let word = word_of(program, names, object, method, out);
    let refused = matches!(result, Value::HResult(_)) && !result.holds();
    if word.is_none() && !refused {
        return None;
    }
    let who = program.object_name(names, object);
    let what = format!(
        "return {who}.{} {}",
        program.method_name(method),
        program.value_text(names, result)
    );
    Some(word.map_or_else(|| what.clone(), |word| format!("{what} {word}")))
}

/// The names of the flags that are passed to a call; `None` if the method takes none.
pub(super) fn passed(
    program: &Program,
    names: &State,
    (object, method): (ObjectId, MethodId),
    args: &[Value],
) -> Option<String> {
    let (at, set) =
        method_spec(Some(program.interface(names, object)), program.method_name(method))?.flags?;
    Some(match flag_names(set, args.get(at)?.flags()?) {
        none if none.is_empty() => "0".to_owned(),
        bits => bits.join("|"),
    })
}

/// The names of the flags that a method returns; `None` if it returns none.
pub(super) fn word_of(
    program: &Program,
    names: &State,
    object: ObjectId,
    method: MethodId,
    out: &Value,
) -> Option<String> {
    let spec = method_spec(Some(program.interface(names, object)), program.method_name(method))?;
    let (_, set) = spec.flags.filter(|_| spec.gives_flags)?;
    Some(match flag_names(set, out.flags()?) {
        none if none.is_empty() => "0".to_owned(),
        bits => bits.join("|"),
    })
}

/// What a transport carries, as the final ledger shows it.
fn line(program: &Program, names: &State, does: &Activity) -> String {
    let message = |message: Option<MessageId>| message.map(|it| program.message_name(names, it));
    let line = TransportLine {
        id: TransportId(0),
        name: "",
        does: *does,
        sends: message(does.sends),
        gets: message(does.gets),
    };
    ItemStanding::of_transport(&line).columns().remove(0).1
}
