//! The four ledgers of a situation, as JSON and as lines of text.
//!
//! It must not know how a situation came about.

use super::json::Json;
use crate::narrate::activity_name;
use crate::sim::event::{Activity, Ledger};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::state::{Row, Transport, Uid};
use crate::sim::{Life, ObjectId, Program, State, TransportId, Word};
use crate::text::Lang;
use crate::words::Words;

/// The name of a thing of which there may be several: `R4`, `R4#2`.
pub(super) fn name(json: &mut Json, program: &Program, name: Word, nth: u16) {
    match nth {
        0 | 1 => json.string(program.names.text(name)),
        nth => json.parts(&[program.names.text(name), "#", &nth.to_string()]),
    };
}

/// The name of an object.
pub(super) fn object_name(json: &mut Json, program: &Program, state: &State, object: ObjectId) {
    let it = state.object(object);
    name(json, program, it.name, it.nth);
}

/// The columns of a row.
pub(super) fn row(json: &mut Json, program: &Program, it: &Row) {
    name(json.key("row"), program, it.name, it.nth);
    json.key("type").number(i64::from(it.resource_type));
    json.key("name").string(program.names.text(it.display));
    json.key("status").hex(it.status, 8);
    json.key("state").string(if it.present { "present" } else { "removed" });
}

/// The columns of an entry of the registry.
pub(super) fn uid(json: &mut Json, program: &Program, state: &State, it: &Uid) {
    name(json.key("uid"), program, it.name, it.nth);
    object_name(json.key("owner"), program, state, it.owner);
    json.key("state").string(if it.registered { "registered" } else { "removed" });
}

/// The columns of an object, with the count and the state that are given.
pub(super) fn object(json: &mut Json, program: &Program, state: &State, object: ObjectId, refs: i32, life: Life) {
    object_name(json.key("object"), program, state, object);
    json.key("kind").string(program.interface(state, object));
    json.key("parent");
    match state.object(object).parent.filter(|parent| program.is_listed(state, *parent)) {
        Some(parent) => object_name(json, program, state, parent),
        None => {
            json.null();
        }
    }
    json.key("refs").number(i64::from(refs));
    json.key("state").string(life_name(life));
}

/// What a line carries: the outbound message, else the inbound one; both where there are both.
pub(super) fn carried(json: &mut Json, program: &Program, state: &State, line: &Activity) {
    json.key("message");
    match line.sends.or(line.gets) {
        Some(message) => json.string(program.message_name(state, message)),
        None => json.null(),
    };
    if let (Some(_), Some(inbound)) = (line.sends, line.gets) {
        json.key("inbound").string(program.message_name(state, inbound));
    }
    json.key("logged_on").bool(line.logged_on);
}

/// What the ledger tells of a transport.
pub fn activity(line: &Transport) -> Activity {
    Activity { sends: line.sends, gets: line.gets, flushing: line.flushing, logged_on: line.logged_on }
}

/// All four ledgers and the queue, as one object.
pub fn write(json: &mut Json, program: &Program, state: &State) {
    json.open().key("status_table").open_list();
    for it in &state.rows {
        json.open();
        row(json, program, it);
        json.close();
    }
    json.close_list().key("provider_uids").open_list();
    for it in &state.uids {
        json.open();
        uid(json, program, state, it);
        json.close();
    }
    json.close_list().key("objects").open_list();
    for (id, it) in listed(program, state) {
        json.open();
        object(json, program, state, id, it.refs, it.life);
        json.close();
    }
    json.close_list().key("transports").open_list();
    for (order, it) in (1..).zip(&state.transports) {
        json.open().key("transport").string(program.names.text(it.name)).key("order").number(order);
        json.key("activity").string(activity_name(&activity(it)));
        carried(json, program, state, &activity(it));
        json.close();
    }
    json.close_list().key("queue").open_list();
    for it in &state.messages {
        json.open().key("message").string(program.names.text(it.name));
        json.key("state").string(message_state_name(it.state)).key("locked").bool(it.locked).close();
    }
    json.close_list().close();
}

/// Objects that are part of the ledger.
fn listed<'a>(program: &'a Program, state: &'a State) -> impl Iterator<Item = (ObjectId, &'a crate::sim::state::Object)> {
    (0u32..).map(ObjectId).zip(&state.objects).filter(|(id, _)| program.is_listed(state, *id))
}

/// One ledger as lines of text, a line for each thing in it.
pub fn lines(program: &Program, state: &State, ledger: Ledger, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    match ledger {
        Ledger::StatusTable => (0u16..)
            .zip(&state.rows)
            .map(|(at, it)| {
                let gone = if it.present { "" } else { "  -" };
                let row = program.row_name(state, crate::sim::RowId(at));
                format!("{row:<6} 0x{:08X}  {}{gone}", it.status, program.names.text(it.display))
            })
            .collect(),
        Ledger::ProviderUids => (0u16..)
            .zip(&state.uids)
            .map(|(at, it)| {
                let gone = if it.registered { "" } else { "  -" };
                let owner = program.object_name(state, it.owner);
                format!("{:<6} {owner}{gone}", program.uid_name(state, crate::sim::UidId(at)))
            })
            .collect(),
        Ledger::Objects => listed(program, state)
            .map(|(id, it)| {
                let life = if it.life == Life::Live { String::new() } else { format!("  {}", words.text(life_word(it.life))) };
                format!("{:<16} {:<16} {}{life}", program.object_name(state, id), program.interface(state, id), it.refs)
            })
            .collect(),
        Ledger::Transports => transport_lines(program, state, words),
    }
}

fn transport_lines(program: &Program, state: &State, words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = (0u8..)
        .zip(&state.transports)
        .map(|(at, it)| {
            let line = activity(it);
            let what = match line.logged_on {
                true => words.text(&format!("activity-{}", activity_name(&line).replace('+', "-"))),
                false => words.text("activity-logged-off"),
            };
            let carried: Vec<&str> =
                line.sends.iter().chain(&line.gets).map(|message| program.message_name(state, *message)).collect();
            format!("{:<6} {what}  {}", program.transport_name(state, TransportId(at)), carried.join(" ")).trim_end().to_owned()
        })
        .collect();
    lines.extend(state.messages.iter().map(|it| {
        let locked = if it.locked { format!(", {}", words.text("message-locked")) } else { String::new() };
        let state = words.text(&format!("state-{}", message_state_name(it.state)));
        format!("{:<6} {state}{locked}", program.names.text(it.name))
    }));
    lines
}

fn life_word(life: Life) -> &'static str {
    match life {
        Life::Live => "life-live",
        Life::Invalid => "life-invalid",
        Life::Freed => "life-freed",
    }
}
