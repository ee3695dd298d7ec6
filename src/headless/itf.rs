//! A run as a trace in the Informal Trace Format of Apalache and Quint: a state for each situation,
//! with the ledgers, the threads and the process as its variables.
//!
//! The format is that of ADR-015 of Apalache as revised on 2023-09-14
//! (<https://apalache-mc.org/docs/adr/015adr-trace.html>). Numbers are written as `#bigint`, which
//! older revisions allow and newer ones require; there is no null in the format, so what may be
//! missing is a list with at most one item. It must not know a file.

use serde_json::{Value, json};

use crate::narrate::ending::place;
use crate::sim::event::{At, Event};
use crate::sim::ledgers::{Ledgers, Name};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::state::{End, Thread};
use crate::sim::{Program, State, Timeline};

/// Where the format is described.
const FORMAT: &str = "https://apalache-mc.org/docs/adr/015adr-trace.html";

/// Most bytes of a trace.
pub const MOST_BYTES: usize = 200_000_000;

/// The variables with their types, in the notation of ADR-002 of Apalache.
const VARIABLES: [(&str, &str); 7] = [
    ("status_table", "Seq({ row: Str, type: Int, name: Str, status: Int, present: Bool })"),
    ("provider_uids", "Seq({ uid: Str, owner: Str, registered: Bool })"),
    ("objects", "Seq({ object: Str, kind: Str, parent: Seq(Str), refs: Int, state: Str })"),
    ("transports", "Seq({ transport: Str, does: Str, sends: Seq(Str), gets: Seq(Str) })"),
    ("queue", "Seq({ message: Str, transport: Str, store: Str, state: Str, locked: Bool })"),
    ("threads", "Seq({ thread: Str, calls: Seq(Str), waits: Bool })"),
    ("process", "Str"),
];

/// The whole run as JSON text with a line for each state; `None` if it is too long.
pub fn text(timeline: &Timeline, name: &str) -> Option<String> {
    let program = timeline.machine().program();
    let types: serde_json::Map<String, Value> =
        VARIABLES.iter().map(|(name, kind)| ((*name).to_owned(), json!(kind))).collect();
    let meta = json!({
        "format": "ITF",
        "format-description": FORMAT,
        "description": "A run of teardown",
        "source": name,
        "status": timeline.verdict().name(),
        "varTypes": types,
    });
    let names: Vec<&str> = VARIABLES.iter().map(|(name, _)| *name).collect();
    let mut text = format!("{{\"#meta\":{meta},\n\"vars\":{},\n\"states\":[\n", json!(names));
    let mut state = timeline.machine().start().clone();
    text.push_str(&state_of(program, &state, json!({"index": 0})).to_string());
    for (event, step) in timeline.events().iter().zip(1..) {
        state.apply(event);
        text.push_str(",\n");
        text.push_str(
            &state_of(program, &state, step_of(timeline, &state, event, step)).to_string(),
        );
        if text.len() > MOST_BYTES {
            return None;
        }
    }
    text.push_str("\n]}\n");
    Some(text)
}

/// What led to a state: no variable, but a comment.
fn step_of(timeline: &Timeline, state: &State, event: &Event, step: usize) -> Value {
    let program = timeline.machine().program();
    json!({
        "index": step,
        "thread": program.thread_name(state, event.thread),
        "statement": crate::narrate::ending::statement(program, event.at),
        "broken": timeline.violations_at(step).iter().map(|it| it.rule).collect::<Vec<_>>(),
    })
}

fn int(number: impl Into<i64>) -> Value {
    json!({"#bigint": number.into().to_string()})
}

fn named(name: Name<'_>) -> Value {
    json!(name.to_string())
}

fn state_of(program: &Program, state: &State, meta: Value) -> Value {
    let ledgers = Ledgers::of(program, state);
    let rows = ledgers.rows().map(|it| {
        json!({
            "row": named(it.name),
            "type": int(it.resource_type),
            "name": it.display,
            "status": int(it.status),
            "present": it.present,
        })
    });
    let uids = ledgers.uids().map(
        |it| json!({"uid": named(it.name), "owner": named(it.owner), "registered": it.registered}),
    );
    let objects = ledgers.objects().map(|it| {
        let parent = it.parent.filter(|parent| program.is_listed(state, *parent));
        let parent = parent.map(|parent| named(ledgers.object_name(parent)));
        json!({
            "object": named(it.name),
            "kind": it.interface,
            "parent": parent.into_iter().collect::<Vec<_>>(),
            "refs": int(it.refs),
            "state": life_name(it.life),
        })
    });
    let transports = ledgers.transports().map(|it| {
        json!({
            "transport": it.name,
            "does": it.does.name(),
            "sends": it.sends.into_iter().collect::<Vec<_>>(),
            "gets": it.gets.into_iter().collect::<Vec<_>>(),
        })
    });
    let queue = ledgers.messages().map(|it| {
        json!({
            "message": it.name,
            "transport": it.carrier,
            "store": named(it.store),
            "state": message_state_name(it.state),
            "locked": it.locked,
        })
    });
    json!({
        "#meta": meta,
        "status_table": rows.collect::<Vec<_>>(),
        "provider_uids": uids.collect::<Vec<_>>(),
        "objects": objects.collect::<Vec<_>>(),
        "transports": transports.collect::<Vec<_>>(),
        "queue": queue.collect::<Vec<_>>(),
        "threads": state.threads.iter().map(|it| thread_of(program, state, it)).collect::<Vec<_>>(),
        "process": match state.end {
            None => "running",
            Some(End::Exit) => "exited",
            Some(End::Crash) => "crashed",
        },
    })
}

/// A thread with its calls, the outermost first; a call is an object and a method, or a script.
fn thread_of(program: &Program, state: &State, thread: &Thread) -> Value {
    let calls = thread.frames.iter().map(|frame| {
        let at = At { body: frame.body, statement: 0 };
        place(program, state, frame.this, frame.method, at)
    });
    json!({
        "thread": program.names.text(thread.name),
        "calls": calls.collect::<Vec<_>>(),
        "waits": thread.waiting,
    })
}
