//! The part of a step's line that tells what it changed.
//!
//! It must not know the rest of the line.

use super::Lines;
use crate::headless::ledgers;
use crate::narrate::statement_text;
use crate::sim::ledgers::{Ledgers, ObjectLine, TransportLine};
use crate::sim::program::message_state_name;
use crate::sim::state::MessageState;
use crate::sim::{Change, Event, EventKind, MessageId, ObjectId};

impl Lines<'_> {
    pub(super) fn ledger(&mut self, event: &Event) {
        let (state, names) = (self.state, Ledgers::of(self.program, self.state));
        match &event.kind {
            EventKind::UidAdded { uid } | EventKind::UidRemoved { uid } => {
                let added = event.changes.iter().find_map(|change| match change {
                    Change::UidAdded(uid) => Some(uid),
                    _ => None,
                });
                match added {
                    Some(it) => ledgers::uid(&mut self.json, &names.line_of_uid(*uid, it)),
                    None => {
                        let it = names.line_of_uid(*uid, &state.uids[uid.index()]);
                        ledgers::name(self.json.key("uid"), it.name);
                        ledgers::name(self.json.key("owner"), it.owner);
                    }
                }
            }
            EventKind::RowAdded { row }
            | EventKind::RowRemoved { row }
            | EventKind::RowChanged { row, .. } => {
                let added = event.changes.iter().find_map(|change| match change {
                    Change::RowAdded(row) => Some(row),
                    _ => None,
                });
                match added {
                    Some(it) => ledgers::row(&mut self.json, &names.line_of_row(*row, it)),
                    None => {
                        ledgers::name(
                            self.json.key("row"),
                            names.line_of_row(*row, &state.rows[row.index()]).name,
                        );
                    }
                }
                if let EventKind::RowChanged { from, to, .. } = event.kind {
                    self.json
                        .key("column")
                        .string("PR_STATUS_CODE")
                        .key("from")
                        .hex(from, 8)
                        .key("to")
                        .hex(to, 8);
                }
            }
            EventKind::Message { .. } | EventKind::Transport { .. } => self.mail(event),
            _ => self.objects(event),
        }
    }

    fn objects(&mut self, event: &Event) {
        match event.kind {
            EventKind::Refs { object, from, to } => {
                self.object("object", object);
                self.json.key("from").number(i64::from(from)).key("to").number(i64::from(to));
            }
            EventKind::Freed { object, forced, .. } => {
                self.object("object", object);
                self.json.key("by").string(if forced { "force" } else { "last-release" });
            }
            EventKind::Created { object } => {
                let born = event.changes.iter().find_map(|change| match change {
                    Change::Create(object, _) => Some((object.refs, object.life)),
                    _ => None,
                });
                let (refs, life) = born.unwrap_or((1, crate::sim::Life::Live));
                if let Some(it) = Ledgers::of(self.program, self.state).object(object) {
                    ledgers::object(
                        &mut self.json,
                        self.program,
                        self.state,
                        &ObjectLine { refs, life, ..it },
                    );
                }
            }
            EventKind::Invalidated { object } => self.object("object", object),
            _ => {}
        }
    }

    /// A change of an object that is no part of the ledger.
    pub(super) fn bookkeeping(&mut self, object: ObjectId, kind: &EventKind) {
        self.object("object", object);
        match kind {
            EventKind::Refs { to, .. } => {
                self.json.key("field").string("refs").key("value").number(i64::from(*to))
            }
            EventKind::Freed { .. } => {
                self.json.key("field").string("state").key("value").string("freed")
            }
            EventKind::Invalidated { .. } => {
                self.json.key("field").string("state").key("value").string("invalid")
            }
            _ => self.json.key("field").string("state").key("value").string("live"),
        };
    }

    fn mail(&mut self, event: &Event) {
        let (program, state) = (self.program, self.state);
        match &event.kind {
            EventKind::Message { message, from, to, locked } => {
                let carrier = state.messages[message.index()].transport;
                self.json.key("message").string(program.message_name(state, *message));
                self.json
                    .key("from")
                    .string(message_state_name(*from))
                    .key("to")
                    .string(message_state_name(*to));
                self.json
                    .key("locked")
                    .bool(*locked)
                    .key("transport")
                    .string(program.transport_name(state, carrier));
            }
            EventKind::Transport { transport, from, to } => {
                self.json.key("transport").string(program.transport_name(state, *transport));
                self.json.key("from").string(from.carries()).key("to").string(to.carries());
                let message =
                    |message: Option<MessageId>| message.map(|it| program.message_name(state, it));
                let line = TransportLine {
                    id: *transport,
                    name: program.transport_name(state, *transport),
                    does: *to,
                    sends: message(to.sends),
                    gets: message(to.gets),
                };
                ledgers::carried(&mut self.json, &line);
            }
            _ => {}
        }
    }

    pub(super) fn process(&mut self, event: &Event) {
        let names = &self.program.names;
        match &event.kind {
            EventKind::Test { holds } => {
                let statement = statement_text(self.program, event).trim_end_matches(':');
                self.json.key("statement").string(statement).key("holds").bool(*holds);
            }
            EventKind::Wait => {
                self.json
                    .key("statement")
                    .string(statement_text(self.program, event).trim_end_matches(':'));
            }
            EventKind::Notify { to, what } => {
                self.json.key("to");
                self.value(to);
                self.json.key("what").string(names.text(*what));
            }
            EventKind::Unload { library } => {
                self.json.key("library").string(names.text(*library));
            }
            EventKind::Crash { why, object } => {
                self.json.key("why").string(self.program.fault_text(*why));
                if let Some(object) = object {
                    self.object("object", *object);
                }
            }
            EventKind::Choice { taken, name } => {
                self.json
                    .key("taken")
                    .number(i64::from(*taken))
                    .key("name")
                    .string(names.text(*name));
            }
            EventKind::WhatIf { what } => {
                self.json.key("what").string(what);
            }
            _ => {}
        }
        self.lost(event);
    }

    /// Messages whose data is lost with the process.
    fn lost(&mut self, event: &Event) {
        let lost = event.changes.iter().filter_map(|change| match change {
            Change::Message(message, _, (MessageState::Lost, _)) => Some(*message),
            _ => None,
        });
        let mut lost = lost.peekable();
        if lost.peek().is_some() {
            self.json.key("lost").open_list();
            for message in lost {
                self.json.string(self.program.message_name(self.state, message));
            }
            self.json.close_list();
        }
    }
}
