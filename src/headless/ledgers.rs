//! The four ledgers of a situation, as JSON and as lines of text.
//!
//! It must not know how a situation came about.

use super::json::Json;
use crate::sim::event::Ledger;
use crate::sim::ledgers::{Ledgers, Name, ObjectLine, RowLine, TransportLine, UidLine};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::{Life, Program, State};
use crate::text::Lang;
use crate::words::Words;

/// A name of which there may be several: `R4`, `R4#2`.
pub(super) fn name(json: &mut Json, name: Name<'_>) {
    match name.nth {
        0 | 1 => json.string(name.base),
        nth => json.parts(&[name.base, "#", &nth.to_string()]),
    };
}

/// The columns of a row.
pub(super) fn row(json: &mut Json, it: &RowLine<'_>) {
    name(json.key("row"), it.name);
    json.key("type").number(i64::from(it.resource_type));
    json.key("name").string(it.display);
    json.key("status").hex(it.status, 8);
    json.key("state").string(if it.present { "present" } else { "removed" });
}

/// The columns of an entry of the registry.
pub(super) fn uid(json: &mut Json, it: &UidLine<'_>) {
    name(json.key("uid"), it.name);
    name(json.key("owner"), it.owner);
    json.key("state").string(if it.registered { "registered" } else { "removed" });
}

/// The columns of an object.
pub(super) fn object(json: &mut Json, program: &Program, state: &State, it: &ObjectLine<'_>) {
    name(json.key("object"), it.name);
    json.key("kind").string(it.interface);
    json.key("parent");
    match it.parent.filter(|parent| program.is_listed(state, *parent)) {
        Some(parent) => name(json, Ledgers::of(program, state).object_name(parent)),
        None => {
            json.null();
        }
    }
    json.key("refs").number(i64::from(it.refs));
    json.key("state").string(life_name(it.life));
}

/// What a line carries: the outbound message, else the inbound one; both where there are both.
pub(super) fn carried(json: &mut Json, it: &TransportLine<'_>) {
    json.key("message");
    match it.sends.or(it.gets) {
        Some(message) => json.string(message),
        None => json.null(),
    };
    if let (Some(_), Some(inbound)) = (it.sends, it.gets) {
        json.key("inbound").string(inbound);
    }
    json.key("logged_on").bool(it.does.logged_on);
}

/// All four ledgers and the queue, as one object.
pub fn write(json: &mut Json, program: &Program, state: &State) {
    let ledgers = Ledgers::of(program, state);
    json.open().key("status_table").open_list();
    for it in ledgers.rows() {
        json.open();
        row(json, &it);
        json.close();
    }
    json.close_list().key("provider_uids").open_list();
    for it in ledgers.uids() {
        json.open();
        uid(json, &it);
        json.close();
    }
    json.close_list().key("objects").open_list();
    for it in ledgers.objects() {
        json.open();
        object(json, program, state, &it);
        json.close();
    }
    json.close_list().key("transports").open_list();
    for (order, it) in (1..).zip(ledgers.transports()) {
        json.open().key("transport").string(it.name).key("order").number(order);
        json.key("activity").string(it.does.carries());
        carried(json, &it);
        json.close();
    }
    json.close_list().key("queue").open_list();
    for it in ledgers.messages() {
        json.open().key("message").string(it.name);
        json.key("state")
            .string(message_state_name(it.state))
            .key("locked")
            .bool(it.locked)
            .close();
    }
    json.close_list().close();
}

/// One ledger as lines of text, a line for each thing in it.
pub fn lines(program: &Program, state: &State, ledger: Ledger, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let ledgers = Ledgers::of(program, state);
    let gone = |gone: bool| if gone { "  -" } else { "" };
    match ledger {
        Ledger::StatusTable => ledgers
            .rows()
            .map(|it| {
                format!("{:<6} 0x{:08X}  {}{}", it.name, it.status, it.display, gone(!it.present))
            })
            .collect(),
        Ledger::ProviderUids => ledgers
            .uids()
            .map(|it| format!("{:<6} {}{}", it.name, it.owner, gone(!it.registered)))
            .collect(),
        Ledger::Objects => ledgers
            .objects()
            .map(|it| {
                let life = if it.life == Life::Live {
                    String::new()
                } else {
                    format!("  {}", words.text(life_word(it.life)))
                };
                format!("{:<16} {:<16} {}{life}", it.name, it.interface, it.refs)
            })
            .collect(),
        Ledger::Transports => transport_lines(ledgers, words),
    }
}

fn transport_lines(ledgers: Ledgers<'_>, words: &Words) -> Vec<String> {
    let lines = ledgers.transports().map(|it| {
        let does = words.text(&format!("activity-{}", it.does.name().replace('+', "-")));
        let carried: Vec<&str> = it.sends.into_iter().chain(it.gets).collect();
        format!("{:<6} {does}  {}", it.name, carried.join(" ")).trim_end().to_owned()
    });
    let mail = ledgers.messages().map(|it| {
        let locked =
            if it.locked { format!(", {}", words.text("message-locked")) } else { String::new() };
        format!(
            "{:<6} {}{locked}",
            it.name,
            words.text(&format!("state-{}", message_state_name(it.state)))
        )
    });
    lines.chain(mail).collect()
}

fn life_word(life: Life) -> &'static str {
    match life {
        Life::Live => "life-live",
        Life::Invalid => "life-invalid",
        Life::Freed => "life-freed",
    }
}
