//! Makes the line for a step from its event.
//!
//! It must not know the other lines, nor how a line is written.

use super::event::{Call, EventJson, Field, FieldValue, FreedBy, Return, Returned};
use super::ledger::{Carried, ObjectJson, RowJson, UidJson};
use super::line::Step;
use super::words::{Flags, Hex, Named, Shown};
use crate::headless::unlisted;
use crate::narrate::{Printed, arguments, flags_of_return, statement_text};
use crate::sim::body::{Code, Expr, Op};
use crate::sim::ledgers::{Ledgers, Name, TransportLine};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::state::{Memo, MessageState};
use crate::sim::{
    Change, Event, EventKind, FieldId, Life, MessageId, MethodId, ObjectId, Program, RowId, State,
    Value,
};

/// The data that all steps of a run share.
pub(super) struct Steps<'a> {
    program: &'a Program,
    state: &'a State,
    names: Ledgers<'a>,
    /// For each method, whether some body returns an object in addition to the result.
    gives: Vec<bool>,
}

impl<'a> Steps<'a> {
    /// `state` is the final state, which has every name.
    pub(super) fn of(program: &'a Program, state: &'a State) -> Self {
        Self { program, state, names: Ledgers::of(program, state), gives: giving(program) }
    }

    pub(super) fn line(&self, step: Option<usize>, event: &'a Event) -> Step<'a> {
        let statement = self.program.statement(event);
        let reading = statement.and_then(|statement| statement.reading);
        Step {
            step,
            thread: self.thread(event),
            depth: event.depth,
            event: match unlisted(self.program, self.state, event) {
                Some(object) => self.bookkeeping(object, &event.kind),
                None => self.event(event),
            },
            lost: self.lost(event),
            cite: statement.map_or(&[], |statement| &*statement.cites),
            confidence: statement
                .and_then(|it| it.confidence)
                .map(crate::sim::body::Confidence::name),
            reading: reading.map(|reading| self.program.names.text(reading)),
            first_seen: self.program.recorded
                && matches!(event.kind, EventKind::Created { .. })
                && statement_text(self.program, event) == "first seen",
            background: event.background,
        }
    }

    fn thread(&self, event: &Event) -> &'a str {
        self.program.thread_name(self.state, event.thread)
    }

    fn object(&self, object: ObjectId) -> Named<'a> {
        Named(self.names.object_name(object))
    }

    fn shown(&self, value: &'a Value) -> Shown<'a> {
        Shown { program: self.program, state: self.state, value }
    }

    fn event(&self, event: &'a Event) -> EventJson<'a> {
        match &event.kind {
            EventKind::Call { object, method, args } => {
                EventJson::Call(self.call(event, *object, *method, args))
            }
            EventKind::Return { object, method, result, out } => {
                EventJson::Return(self.give_back((*object, *method), result, out))
            }
            EventKind::Refs { object, from, to } => {
                let [from, to] = counts(self.program, event, [*from, *to]);
                EventJson::Refs { object: self.object(*object), from, to }
            }
            EventKind::Created { object } => self.created(*object, event),
            EventKind::Invalidated { object } => {
                EventJson::ObjectInvalidated { object: self.object(*object) }
            }
            EventKind::Freed { object, forced, .. } => EventJson::ObjectFreed {
                object: self.object(*object),
                by: match (self.program.recorded, *forced) {
                    (true, _) => FreedBy::Unknown,
                    (false, true) => FreedBy::Force,
                    (false, false) => FreedBy::LastRelease,
                },
            },
            EventKind::Set { object, field, value } => {
                EventJson::Set(self.field(*object, *field, value))
            }
            EventKind::Link { object, field, value } => {
                EventJson::Link(self.field(*object, *field, value))
            }
            EventKind::Unlink { object, field, value } => {
                EventJson::Unlink(self.field(*object, *field, value))
            }
            _ => self.entry(event),
        }
    }

    /// A change to the status table, the registry or the mail.
    fn entry(&self, event: &'a Event) -> EventJson<'a> {
        let (state, names) = (self.state, self.names);
        match &event.kind {
            EventKind::UidAdded { uid } => {
                let added = event.changes.iter().find_map(|change| match change {
                    Change::UidAdded(uid) => Some(uid),
                    _ => None,
                });
                let uid = names.line_of_uid(*uid, added.unwrap_or(&state.uids[uid.index()]));
                EventJson::UidAdded(UidJson::of(uid))
            }
            EventKind::UidRemoved { uid } => {
                let it = names.line_of_uid(*uid, &state.uids[uid.index()]);
                EventJson::UidRemoved { uid: Named(it.name), owner: Named(it.owner) }
            }
            EventKind::RowAdded { row } => {
                let added = event.changes.iter().find_map(|change| match change {
                    Change::RowAdded(row) => Some(&**row),
                    _ => None,
                });
                let row = names.line_of_row(*row, added.unwrap_or(&state.rows[row.index()]));
                EventJson::RowAdded(RowJson::of(row))
            }
            EventKind::RowRemoved { row } => EventJson::RowRemoved { row: self.row(*row) },
            EventKind::RowChanged { row, from, to } => EventJson::RowChanged {
                row: self.row(*row),
                column: "PR_STATUS_CODE",
                from: Hex(*from),
                to: Hex(*to),
            },
            EventKind::Message { message, from, to, locked } => {
                let carrier = state.messages[message.index()].transport;
                EventJson::Message {
                    message: self.message(*message),
                    from: message_state_name(*from),
                    to: message_state_name(*to),
                    locked: *locked,
                    transport: self.program.transport_name(state, carrier),
                }
            }
            EventKind::Transport { transport, from, to } => {
                let name = self.program.transport_name(state, *transport);
                let (sends, gets) =
                    (to.sends.map(|it| self.message(it)), to.gets.map(|it| self.message(it)));
                let line = TransportLine { id: *transport, name, does: *to, sends, gets };
                EventJson::Transport {
                    transport: name,
                    from: from.carries(),
                    to: to.carries(),
                    carried: Carried::of(&line),
                }
            }
            _ => self.process(event),
        }
    }

    fn row(&self, row: RowId) -> Named<'a> {
        Named(self.names.line_of_row(row, &self.state.rows[row.index()]).name)
    }

    fn message(&self, message: MessageId) -> &'a str {
        self.program.message_name(self.state, message)
    }

    fn created(&self, object: ObjectId, event: &'a Event) -> EventJson<'a> {
        let born = event.changes.iter().find_map(|change| match change {
            Change::Create(object, _) => Some(&**object),
            _ => None,
        });
        let born = born.unwrap_or_else(|| self.state.object(object));
        let line = self.names.line_of_object(object, born);
        EventJson::ObjectCreated(ObjectJson::of(self.program, self.state, line))
    }

    fn field(&self, object: ObjectId, field: FieldId, value: &'a Value) -> Field<'a> {
        Field {
            object: self.object(object),
            field: self.program.field_name(field),
            value: FieldValue::Shown(self.shown(value)),
        }
    }

    /// A change to an object that is not in the ledger.
    fn bookkeeping(&self, object: ObjectId, kind: &EventKind) -> EventJson<'a> {
        let (field, value) = match kind {
            EventKind::Refs { to, .. } => ("refs", FieldValue::Count(*to)),
            EventKind::Freed { .. } => ("state", FieldValue::Life(life_name(Life::Freed))),
            EventKind::Invalidated { .. } => ("state", FieldValue::Life(life_name(Life::Invalid))),
            _ => ("state", FieldValue::Life(life_name(Life::Live))),
        };
        EventJson::Set(Field { object: self.object(object), field, value })
    }

    /// What happens to threads, and to the process.
    fn process(&self, event: &'a Event) -> EventJson<'a> {
        let names = &self.program.names;
        let statement = || statement_text(self.program, event).trim_end_matches(':');
        match &event.kind {
            EventKind::Test { holds } => EventJson::Test { statement: statement(), holds: *holds },
            EventKind::Notify { to, what } => {
                EventJson::Notify { to: self.shown(to), what: names.text(*what) }
            }
            EventKind::Unload { library } => EventJson::Unload { library: names.text(*library) },
            EventKind::Exit => EventJson::ProcessExit,
            EventKind::Crash { why, object } => EventJson::Crash {
                why: self.program.fault_text(*why),
                object: object.map(|object| self.object(object)),
            },
            EventKind::Choice { taken, name } => {
                EventJson::Choice { taken: *taken, name: names.text(*name) }
            }
            EventKind::ThreadEnd => EventJson::ThreadEnd,
            EventKind::WhatIf { what } => EventJson::WhatIf { what },
            _ => EventJson::Wait { statement: statement() },
        }
    }

    /// Messages whose data is lost together with the process.
    fn lost(&self, event: &Event) -> Vec<&'a str> {
        if event.kind.ledger().is_some() {
            return Vec::new();
        }
        let lost = event.changes.iter().filter_map(|change| match change {
            Change::Message(message, _, (MessageState::Lost, _)) => Some(self.message(*message)),
            _ => None,
        });
        lost.collect()
    }

    fn call(
        &self,
        event: &'a Event,
        object: ObjectId,
        method: MethodId,
        args: &'a [Value],
    ) -> Call<'a> {
        let mut call = Call {
            caller: match event.depth {
                0 if !self.program.recorded => Named(Name { base: self.thread(event), nth: 0 }),
                _ => self.object(event.actor),
            },
            object: self.object(object),
            interface: self.program.interface(self.state, object),
            method: self.program.method_name(method),
            flags: None,
            flags_hex: None,
            message: None,
            args: Vec::new(),
        };
        for argument in arguments(self.program, self.state, object, method, args) {
            match argument {
                Printed::Flags(set, word) => {
                    (call.flags, call.flags_hex) = (Some(Flags(set, word)), Some(Hex(word)));
                }
                Printed::Message(message) => call.message = Some(self.message(message)),
                Printed::Plain(value) | Printed::Bits(.., value) => {
                    call.args.push(self.shown(value));
                }
            }
        }
        call
    }

    fn give_back(
        &self,
        (object, method): (ObjectId, MethodId),
        result: &'a Value,
        out: &'a Value,
    ) -> Return<'a> {
        let set = flags_of_return(self.program, self.state, object, method);
        let word = match (out, set) {
            (Value::Number(word), Some(set)) => Some((set, *word as u32)),
            _ => None,
        };
        let gives = match (out, set) {
            (Value::Number(_) | Value::Null, Some(_)) => None,
            (Value::Null, None) if !self.gives[method.index()] => None,
            _ => Some(self.shown(out)),
        };
        Return {
            object: self.object(object),
            interface: self.program.interface(self.state, object),
            method: self.program.method_name(method),
            result: match result {
                Value::Number(count) if self.counts(method) => Returned::Count(*count),
                Value::Number(number) => Returned::Value(*number),
                other => Returned::HResult(self.shown(other)),
            },
            flags: word.map(|(set, word)| Flags(set, word)),
            flags_hex: word.map(|(_, word)| Hex(word)),
            gives,
        }
    }

    /// Whether the method is AddRef or Release.
    fn counts(&self, method: MethodId) -> bool {
        self.program.counting.contains(&Some(method))
    }
}

/// For each method, whether some body returns an object in addition to the result.
fn giving(program: &Program) -> Vec<bool> {
    let hands_out = |op: &Op| match &op.code {
        Code::Return { out, .. } => *out != Expr::Constant(Value::Null),
        _ => false,
    };
    let bodies: Vec<bool> =
        program.bodies.iter().map(|body| body.ops.iter().any(hands_out)).collect();
    (0..program.methods.len())
        .map(|method| {
            let found = program
                .classes
                .iter()
                .filter_map(|class| class.dispatch.get(method).copied().flatten());
            found.into_iter().any(|body| bodies[body.index()])
        })
        .collect()
}

/// The counts before and after; none that a log does not have.
fn counts(program: &Program, event: &Event, [from, to]: [i32; 2]) -> [Option<i32>; 2] {
    let EventKind::Refs { object, .. } = event.kind else { return [None; 2] };
    let unseen = |change: &Change| match change {
        Change::Memo(key, 1, 0) => key.memo == Memo::CountUnseen,
        _ => false,
    };
    let is_seen = !program.recorded || statement_text(program, event) != "count not seen";
    match is_seen && program.uncounted.binary_search(&object).is_err() {
        false => [None; 2],
        true => {
            let is_from_seen = !event.changes.iter().any(unseen);
            [Some(from).filter(|_| is_from_seen), Some(to)]
        }
    }
}
