//! A situation's ledgers and a run's calls as a few lines of text, for tests that a person can read.
//!
//! One line a ledger: what is gone is struck (`~R4~`), what is invalid is marked (`!inbox(1)`), a count stands in parentheses, and a row's
//! status only where it is not plain STATUS_AVAILABLE. It must not know a language: these are names and numbers only.

use super::event::{Event, EventKind};
use super::program::{Program, message_state_name};
use super::state::{Life, State};
use super::value::{ObjectId, RowId, TransportId, UidId, Value};
use crate::mapi::{flag_names, method_spec};

/// PR_STATUS_CODE of a row with nothing to say: STATUS_AVAILABLE.
const ORDINARY: u32 = 1;

/// The ledgers: `rows:`, `uids:`, `objects:`, `lines:`, `mail:`, one line each.
pub fn ledgers(program: &Program, state: &State) -> String {
    let rows: Vec<String> = (0u16..)
        .map(RowId)
        .zip(&state.rows)
        .map(|(id, row)| {
            let name = program.row_name(state, id);
            match (row.present, row.status) {
                (false, _) => format!("~{name}~"),
                (true, ORDINARY) => name,
                (true, status) => format!("{name}={status:08X}"),
            }
        })
        .collect();
    let uids = (0u16..).map(UidId).zip(&state.uids).map(|(id, uid)| struck(!uid.registered, program.uid_name(state, id)));
    let objects = (0u32..).map(ObjectId).zip(&state.objects).filter(|(id, _)| program.is_listed(state, *id)).map(|(id, it)| {
        let name = program.object_name(state, id);
        match it.life {
            Life::Live => format!("{name}({})", it.refs),
            Life::Invalid => format!("!{name}({})", it.refs),
            Life::Freed => format!("~{name}~"),
        }
    });
    let [uids, objects] = [uids.collect::<Vec<_>>(), objects.collect()];
    [("rows", rows), ("uids", uids), ("objects", objects), ("lines", lines(program, state)), ("mail", mail(program, state))]
        .map(|(ledger, items)| format!("{ledger}: {}", items.join(" ")).trim_end().to_owned() + "\n")
        .concat()
}

fn struck(gone: bool, name: String) -> String {
    if gone { format!("~{name}~") } else { name }
}

fn lines(program: &Program, state: &State) -> Vec<String> {
    let carried = |(id, line): (TransportId, &super::state::Transport)| {
        let mut text = struck(!line.logged_on, program.transport_name(state, id).to_owned());
        for (mark, message) in [('>', line.sends), ('<', line.gets)] {
            if let Some(message) = message {
                text.push(mark);
                text.push_str(program.message_name(state, message));
            }
        }
        text.push_str(if line.flushing { "!" } else { "" });
        text
    };
    (0u8..).map(TransportId).zip(&state.transports).map(carried).collect()
}

fn mail(program: &Program, state: &State) -> Vec<String> {
    let one = |it: &super::state::Message| {
        let lock = if it.locked { "*" } else { "" };
        format!("{}={}{lock}", program.names.text(it.name), message_state_name(it.state))
    };
    state.messages.iter().map(one).collect()
}

/// The calls of a run, one a line: the thread, then the call, two spaces further in for each call that it is inside of. Names are taken from
/// any situation of the run that has everything, such as its last.
pub fn calls(program: &Program, names: &State, events: &[Event]) -> String {
    let mut text = String::new();
    for event in events {
        if let EventKind::Call { object, method, args } = &event.kind {
            let (name, indent) = (program.method_name(*method), "  ".repeat(usize::from(event.depth)));
            let flags = method_spec(Some(program.interface(names, *object)), name).and_then(|spec| spec.flags);
            let args: Vec<String> = (0..)
                .zip(args)
                .map(|(at, value)| match (value, flags) {
                    (Value::Number(word), Some((position, set))) if position == at && *word != 0 => {
                        flag_names(set, *word as u32).join("|")
                    }
                    (other, _) => program.value_text(names, other),
                })
                .collect();
            let (thread, object) = (program.thread_name(names, event.thread), program.object_name(names, *object));
            text.push_str(&format!("{thread:<9}{indent}{object}.{name}({})\n", args.join(", ")));
        }
    }
    text
}
