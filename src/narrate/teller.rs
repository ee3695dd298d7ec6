//! Which sentence a step has, and the words in it. It must not know who shows the sentence.

use fluent_bundle::FluentValue;

use super::printed::{
    Printed, arguments, caller_of, flags_of_return, flags_text, row_kind, statement_text,
};
use crate::mapi::FlagSet;
use crate::sim::event::{Activity, Fault};
use crate::sim::program::message_state_name;
use crate::sim::state::MessageState;
use crate::sim::{
    Event, EventKind, FieldId, Life, MessageId, MethodId, ObjectId, Program, RowId, State,
    TransportId, UidId, Value, Word,
};
use crate::words::Words;

pub(super) struct Teller<'a> {
    pub(super) program: &'a Program,
    pub(super) state: &'a State,
    pub(super) event: &'a Event,
    pub(super) words: &'static Words,
}

impl Teller<'_> {
    pub(super) fn tell(&self) -> String {
        match &self.event.kind {
            EventKind::Call { object, method, args } => self.call(*object, *method, args),
            EventKind::Return { object, method, result, out } => {
                self.give_back(*object, *method, result, out)
            }
            EventKind::UidAdded { uid } => self.uid("narrate-uid-added", *uid),
            EventKind::UidRemoved { uid } => self.uid("narrate-uid-removed", *uid),
            EventKind::RowAdded { row } => self.row("narrate-row-added", *row),
            EventKind::RowRemoved { row } => self.row("narrate-row-removed", *row),
            EventKind::RowChanged { row, from, to } => self.row_changed(*row, *from, *to),
            EventKind::Refs { object, from, to } => self.refs(*object, *from, *to),
            EventKind::Created { object } => self.created(*object),
            EventKind::Invalidated { object } => self.say(
                self.known("narrate-invalidated", "log-invalidated"),
                &[("object", self.object(*object).into())],
            ),
            EventKind::Freed { object, forced, .. } => self.freed(*object, *forced),
            EventKind::Message { message, from, to, locked } => {
                self.message(*message, *from, *to, *locked)
            }
            EventKind::Transport { transport, from, to } => self.transport(*transport, from, to),
            EventKind::Test { holds } => self.test(*holds),
            EventKind::Set { object, field, value } => {
                self.field(self.known("narrate-set", "log-set"), *object, *field, value)
            }
            EventKind::Link { object, field, value } => {
                self.field("narrate-link", *object, *field, value)
            }
            EventKind::Unlink { object, field, value } => {
                self.field("narrate-unlink", *object, *field, value)
            }
            other => self.process(other),
        }
    }

    pub(super) fn process(&self, kind: &EventKind) -> String {
        match kind {
            EventKind::Wait => self.wait(),
            EventKind::Notify { to, what } => self.say(
                "narrate-notify",
                &[("to", self.value(to).into()), ("what", self.word(*what).into())],
            ),
            EventKind::Unload { library } => {
                self.say("narrate-unload", &[("library", self.word(*library).into())])
            }
            EventKind::Crash { why, object } => self.crash(*why, *object),
            EventKind::Choice { name, .. } => {
                self.say("narrate-choice", &[("name", self.word(*name).into())])
            }
            EventKind::ThreadEnd => self.say("narrate-thread-end", &[]),
            EventKind::WhatIf { what } => {
                self.say("narrate-what-if", &[("what", what.to_string().into())])
            }
            _ => self.say("narrate-exit", &[]),
        }
    }

    /// A word with the given arguments, and `who` (the caller) and `thread` for all.
    fn say(&self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        let mut all: Vec<(&str, FluentValue<'_>)> = Vec::with_capacity(arguments.len() + 2);
        all.push(("who", caller_of(self.program, self.state, self.event).into()));
        all.push(("thread", self.program.thread_name(self.state, self.event.thread).into()));
        all.extend(arguments.iter().cloned());
        self.words.with(id, &all)
    }

    pub(super) fn object(&self, object: ObjectId) -> String {
        self.program.object_name(self.state, object)
    }

    pub(super) fn value(&self, value: &Value) -> String {
        self.program.value_text(self.state, value)
    }

    pub(super) fn word(&self, word: Word) -> String {
        self.program.names.text(word).to_owned()
    }

    pub(super) fn printed(&self, printed: &Printed<'_>) -> String {
        match printed {
            Printed::Flags(set, word) | Printed::Bits(set, word, _) => flags_text(*set, *word),
            Printed::Message(message) => self.program.message_name(self.state, *message).to_owned(),
            Printed::Plain(value) => self.value(value),
        }
    }

    pub(super) fn call(&self, object: ObjectId, method: MethodId, args: &[Value]) -> String {
        let printed: Vec<String> = arguments(self.program, self.state, object, method, args)
            .iter()
            .map(|arg| self.printed(arg))
            .collect();
        let id = match (self.state.object(object).life, self.program.method_name(method)) {
            (Life::Freed, _) => self.known("narrate-call-freed", "log-call-freed"),
            (_, "Release") => "narrate-call-release",
            (_, "AddRef") => "narrate-call-addref",
            (Life::Invalid, _) => "narrate-call-invalid",
            (Life::Live, _) => "narrate-call",
        };
        self.say(
            id,
            &[
                ("method", self.program.method_name(method).into()),
                ("args", printed.join(", ").into()),
                ("object", self.object(object).into()),
            ],
        )
    }

    fn give_back(&self, object: ObjectId, method: MethodId, result: &Value, out: &Value) -> String {
        let flags = flags_of_return(self.program, self.state, object, method);
        let (id, out) = match (result, out, flags) {
            (Value::Number(_), ..) if self.program.recorded => ("log-return-count", String::new()),
            (Value::Number(..0), ..) => ("narrate-return-below-zero", String::new()),
            (Value::Number(_), ..) => ("narrate-return-count", String::new()),
            (Value::Null, Value::Null, _) => ("narrate-return-void", String::new()),
            (_, Value::Number(word), Some(set)) => {
                ("narrate-return-flags", flags_text(set, *word as u32))
            }
            (_, Value::Null, _) => ("narrate-return", String::new()),
            (_, other, _) => ("narrate-return-gives", self.value(other)),
        };
        let count = match result {
            Value::Number(count) => *count,
            _ => 0,
        };
        self.say(
            id,
            &[
                ("method", self.program.method_name(method).into()),
                ("object", self.object(object).into()),
                ("result", self.value(result).into()),
                ("count", count.into()),
                ("out", out.into()),
            ],
        )
    }

    /// The id of a sentence of the machine, or the one that says no more than a record shows.
    fn known<'b>(&self, of_machine: &'b str, of_log: &'b str) -> &'b str {
        if self.program.recorded { of_log } else { of_machine }
    }

    /// Whether an object is the spooler's own, to which no client's call is routed.
    fn is_spoolers(&self, logon: ObjectId) -> bool {
        let side = self.program.watched.field_side;
        let side = side.and_then(|field| self.program.field_at(self.state, logon, field));
        side.is_some_and(|at| self.state.fields[at] == Value::Bool(true))
    }

    pub(super) fn uid(&self, id: &str, uid: UidId) -> String {
        let it = &self.state.uids[uid.index()];
        let is_spoolers = self.is_spoolers(it.owner);
        let id = match id {
            "narrate-uid-added" if self.program.recorded => "log-uid-added",
            "narrate-uid-removed" if self.program.recorded => "log-uid-removed",
            "narrate-uid-added" if is_spoolers => "narrate-uid-added-spooler",
            "narrate-uid-removed" if is_spoolers => "narrate-uid-removed-spooler",
            known => known,
        };
        let twins = self
            .state
            .uids
            .iter()
            .filter(|other| other.registered && other.bytes == it.bytes)
            .count();
        let twins = twins - usize::from(it.registered);
        self.say(
            id,
            &[
                ("uid", self.program.uid_name(self.state, uid).into()),
                ("owner", self.object(it.owner).into()),
                ("twins", twins.into()),
            ],
        )
    }

    pub(super) fn row(&self, id: &str, row: RowId) -> String {
        let it = &self.state.rows[row.index()];
        let id = match id {
            "narrate-row-added" => self.known(id, "log-row-added"),
            "narrate-row-removed" => self.known(id, "log-row-removed"),
            known => known,
        };
        self.say(
            id,
            &[
                ("row", self.program.row_name(self.state, row).into()),
                ("display", self.word(it.display).into()),
                ("is-named", (if self.word(it.display) == "?" { "no" } else { "yes" }).into()),
                ("kind", row_kind(it.resource_type).into()),
            ],
        )
    }

    fn row_changed(&self, row: RowId, from: u32, to: u32) -> String {
        let (set, cleared) = (to & !from, from & !to);
        let how = match (set, cleared) {
            (0, 0) => "same",
            (_, 0) => "set",
            (0, _) => "cleared",
            _ => "both",
        };
        self.say(
            "narrate-row-changed",
            &[
                ("row", self.program.row_name(self.state, row).into()),
                ("display", self.word(self.state.rows[row.index()].display).into()),
                ("how", how.into()),
                ("set", flags_text(FlagSet::StatusCode, set).into()),
                ("cleared", flags_text(FlagSet::StatusCode, cleared).into()),
            ],
        )
    }

    fn refs(&self, object: ObjectId, from: i32, to: i32) -> String {
        let how = match to {
            ..0 => "below",
            0 => "zero",
            _ if to > from => "up",
            _ => "down",
        };
        let is_counted = self.program.uncounted.binary_search(&object).is_err();
        let id = match statement_text(self.program, self.event) {
            _ if !self.program.recorded => "narrate-refs",
            "counted unseen" => "log-refs-unseen",
            "count not seen" => "log-refs-unknown",
            _ if !is_counted => "log-refs-unknown",
            _ => "log-refs",
        };
        self.say(
            id,
            &[
                ("object", self.object(object).into()),
                ("from", from.to_string().into()),
                ("to", to.to_string().into()),
                ("how", how.into()),
            ],
        )
    }

    fn created(&self, object: ObjectId) -> String {
        let parent = self
            .state
            .object(object)
            .parent
            .filter(|parent| self.program.is_listed(self.state, *parent));
        let id = match (statement_text(self.program, self.event), parent) {
            ("first seen", _) => "narrate-first-seen",
            // What a new object hangs on, a log need not say.
            (_, Some(_)) if !self.program.recorded => "narrate-created-under",
            _ => "narrate-created",
        };
        self.say(
            id,
            &[
                ("object", self.object(object).into()),
                ("interface", self.program.interface(self.state, object).into()),
                ("parent", parent.map_or(String::new(), |parent| self.object(parent)).into()),
            ],
        )
    }

    fn freed(&self, object: ObjectId, forced: bool) -> String {
        let id = if forced { "narrate-freed-by-force" } else { "narrate-freed" };
        let id = self.known(id, "log-freed");
        self.say(
            id,
            &[
                ("object", self.object(object).into()),
                ("refs", self.state.object(object).refs.into()),
            ],
        )
    }

    pub(super) fn message(
        &self,
        message: MessageId,
        from: MessageState,
        to: MessageState,
        locked: bool,
    ) -> String {
        let id = match (from == to, locked) {
            (true, true) => "narrate-message-locked",
            (true, false) => "narrate-message-unlocked",
            (false, _) => "narrate-message",
        };
        self.say(
            id,
            &[
                ("message", self.program.message_name(self.state, message).into()),
                ("from", self.words.text(&format!("state-{}", message_state_name(from))).into()),
                ("to", message_state_name(to).into()),
            ],
        )
    }

    pub(super) fn transport(
        &self,
        transport: TransportId,
        from: &Activity,
        to: &Activity,
    ) -> String {
        let (what, message) = match () {
            () if from.logged_on != to.logged_on => (if to.logged_on { "on" } else { "off" }, None),
            () if from.flushing != to.flushing => {
                (if to.flushing { "flush" } else { "flushed" }, None)
            }
            () if to.sends.is_some() && from.sends != to.sends => ("sends", to.sends),
            () if from.sends != to.sends => ("sent", from.sends),
            () if to.gets.is_some() && from.gets != to.gets => ("gets", to.gets),
            () if from.gets != to.gets => ("got", from.gets),
            () => ("same", None),
        };
        let message = message.map_or("", |message| self.program.message_name(self.state, message));
        self.say(
            "narrate-transport",
            &[
                ("transport", self.program.transport_name(self.state, transport).into()),
                ("what", what.into()),
                ("message", message.into()),
            ],
        )
    }

    fn wait(&self) -> String {
        match statement_text(self.program, self.event).strip_prefix("wait until ") {
            Some(condition) => self.say("narrate-wait-until", &[("condition", condition.into())]),
            None => self.say("narrate-wait-first", &[]),
        }
    }

    pub(super) fn test(&self, holds: bool) -> String {
        let statement = statement_text(self.program, self.event).trim_end_matches(':');
        let condition = statement.strip_prefix("if ").unwrap_or(statement);
        let id = if holds { "narrate-test-holds" } else { "narrate-test-fails" };
        self.say(id, &[("condition", condition.into())])
    }

    pub(super) fn field(
        &self,
        id: &str,
        object: ObjectId,
        field: FieldId,
        value: &Value,
    ) -> String {
        let value = match (value.flags(), self.program.flags_in(field)) {
            (Some(word), Some(set)) => flags_text(set, word),
            _ => self.value(value),
        };
        self.say(
            id,
            &[
                ("object", self.object(object).into()),
                ("field", self.program.field_name(field).into()),
                ("value", value.into()),
            ],
        )
    }

    pub(super) fn crash(&self, why: Fault, object: Option<ObjectId>) -> String {
        let cause = match why {
            Fault::Said(word) => {
                let word = self.word(word);
                self.words.find(&format!("fault-{word}"), &[]).unwrap_or(word)
            }
            known => self.words.text(&format!("fault-{}", self.program.fault_text(known))),
        };
        let object = object.map(|object| self.object(object));
        let id = if object.is_some() { "narrate-crash-on" } else { "narrate-crash" };
        self.say(id, &[("cause", cause.into()), ("object", object.unwrap_or_default().into())])
    }
}
