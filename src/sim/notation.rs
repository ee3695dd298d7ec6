//! A situation's ledgers and a run's calls as a few lines of text, for tests that a person can
//! read.
//!
//! One line a ledger: what is gone is struck (`~R4~`), what is invalid is marked (`!inbox(1)`), a
//! count is in parentheses, and a row's status only where it is not plain STATUS_AVAILABLE. It
//! must not know a language: these are names and numbers only.

use super::event::{Event, EventKind};
use super::ledgers::{Ledgers, TransportLine};
use super::program::{Program, message_state_name};
use super::state::{Life, State};
use super::value::Value;
use crate::mapi::{flag_names, method_spec};

/// PR_STATUS_CODE of a row with nothing to say: STATUS_AVAILABLE.
const ORDINARY: u32 = 1;

/// The ledgers: `rows:`, `uids:`, `objects:`, `lines:`, `mail:`, one line each.
pub fn ledgers(program: &Program, state: &State) -> String {
    let ledgers = Ledgers::of(program, state);
    let rows = ledgers.rows().map(|row| match (row.present, row.status) {
        (false, _) => format!("~{}~", row.name),
        (true, ORDINARY) => row.name.to_string(),
        (true, status) => format!("{}={status:08X}", row.name),
    });
    let uids = ledgers.uids().map(|uid| struck(!uid.registered, uid.name.to_string()));
    let objects = ledgers.objects().map(|it| match it.life {
        Life::Live => format!("{}({})", it.name, it.refs),
        Life::Invalid => format!("!{}({})", it.name, it.refs),
        Life::Freed => format!("~{}~", it.name),
    });
    let mail = ledgers.messages().map(|it| {
        let lock = if it.locked { "*" } else { "" };
        format!("{}={}{lock}", it.name, message_state_name(it.state))
    });
    let ledgers: [(&str, Vec<String>); 5] = [
        ("rows", rows.collect()),
        ("uids", uids.collect()),
        ("objects", objects.collect()),
        ("lines", ledgers.transports().map(line).collect()),
        ("mail", mail.collect()),
    ];
    ledgers
        .map(|(ledger, items)| {
            format!("{ledger}: {}", items.join(" ")).trim_end().to_owned() + "\n"
        })
        .concat()
}

fn struck(gone: bool, name: String) -> String {
    if gone { format!("~{name}~") } else { name }
}

fn line(it: TransportLine<'_>) -> String {
    let mut text = struck(!it.does.logged_on, it.name.to_owned());
    for (mark, message) in [('>', it.sends), ('<', it.gets)] {
        if let Some(message) = message {
            text.push(mark);
            text.push_str(message);
        }
    }
    text.push_str(if it.does.flushing { "!" } else { "" });
    text
}

/// The calls of a run, one a line: the thread, then the call, two spaces further in for each call
/// that it is inside of. Names are taken from any situation of the run that has everything, such as
/// its last.
pub fn calls(program: &Program, names: &State, events: &[Event]) -> String {
    let mut text = String::new();
    for event in events {
        if let EventKind::Call { object, method, args } = &event.kind {
            let (name, indent) =
                (program.method_name(*method), "  ".repeat(usize::from(event.depth)));
            let flags = method_spec(Some(program.interface(names, *object)), name)
                .and_then(|spec| spec.flags);
            let args: Vec<String> = (0..)
                .zip(args)
                .map(|(at, value)| match (value, flags) {
                    (Value::Number(word), Some((position, set)))
                        if position == at && *word != 0 =>
                    {
                        flag_names(set, *word as u32).join("|")
                    }
                    (other, _) => program.value_text(names, other),
                })
                .collect();
            let (thread, object) =
                (program.thread_name(names, event.thread), program.object_name(names, *object));
            text.push_str(&format!("{thread:<9}{indent}{object}.{name}({})\n", args.join(", ")));
        }
    }
    text
}
