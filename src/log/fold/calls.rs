//! Calls and returns as events: arguments in the order that the model has them, counts when the
//! call begins, and what MAPI does inside.
//!
//! It must not know a rule.

use super::names::worded;
use super::{EventSpot, Fold, Pending, RunningCall, is_object};
use crate::log::program::{NOT_SEEN, RECORDED, UNSEEN};
use crate::log::record::{LogRecord, LogValue, NONE, RecordList};
use crate::log::survey::{Given, Query, column, counts, flags_of, queried};
use crate::mapi::{flag_value, method_spec};
use crate::sim::body::Who;
use crate::sim::change::Change;
use crate::sim::event::{At, EventKind};
use crate::sim::state::{Frame, Holder, Life, Memo, MemoKey};
use crate::sim::value::{BodyId, MethodId, ObjectId, ThreadId, Value};

impl Fold<'_> {
    fn interface(&self, instance: u32) -> &str {
        let known = self.survey.instances.get(instance as usize);
        known.map_or("", |it| self.log.texts.text(it.interface))
    }

    fn body(&self, instance: u32, method: MethodId) -> BodyId {
        let class = self.classes.get(instance as usize);
        let body = class.and_then(|class| self.cast.bodies.get(&(*class, method)));
        body.copied().unwrap_or(self.cast.script)
    }

    pub(super) fn enter(&mut self, at: u32, records: &RecordList) {
        let log = self.log;
        let record = &records[at as usize];
        let instance = record.instance;
        let Some(method) = self.cast.methods.get(&record.method).copied() else { return };
        let spot = self.spot(record.thread, record.who, record.line);
        for (_, value) in record.values() {
            if let LogValue::Object(object) = value {
                self.appear(*object, spot);
            }
        }
        self.appear(instance, spot);
        if !is_object(instance) || instance >= self.made {
            return;
        }
        let object = self.cast.object(instance);
        let args = self.args(record, instance);
        let frame = Frame {
            body: self.body(instance, method),
            pc: 0,
            this: object,
            method: Some(method),
            base: 0,
            result: None,
            out: None,
        };
        let by = counts(log.texts.text(record.method));
        let is_counted = self.survey.instances[instance as usize].count.is_known;
        if let (Some(count), true) = (record.count, by != 0 && is_counted) {
            // Somebody counted before whose calls are not in the log.
            let from = self.builder.state().object(object).refs;
            let unseen = count.saturating_sub(by).saturating_sub(from);
            if unseen != 0 {
                self.correct(object, unseen, spot);
            }
        }
        let was_invalid = self.builder.state().object(object).life == Life::Invalid;
        let pushed = vec![Change::Push(ThreadId(record.thread), frame, Vec::new())];
        self.push(spot, EventKind::Call { object, method, args }, pushed);
        self.frames[usize::from(record.thread)].push(RunningCall {
            call: at,
            frame,
            after: None,
            was_invalid,
        });
        if by != 0 {
            self.count(record, by);
        }
    }

    /// A count moves, right after its call began; with the last one of a support object MAPI's
    /// teardown begins.
    fn count(&mut self, record: &LogRecord, by: i32) {
        let object = self.cast.object(record.instance);
        let holder = column(self.log, record.thread, record.who);
        let from = self.builder.state().object(object).refs;
        let to = from.saturating_add(by);
        let inside = self.spot(record.thread, Who::Client, record.line);
        let statement = if record.count.is_some() { RECORDED } else { NOT_SEEN };
        let counted = EventSpot { at: At { statement, ..inside.at }, ..inside };
        self.move_refs(object, holder, (from, to), by, counted);
        if let Some(running) = self.frames[usize::from(record.thread)].last_mut() {
            running.after = Some(to);
        }
        let is_counted = self.survey.instances[record.instance as usize].count.is_known;
        let is_last = by < 0 && is_counted && record.count.is_some_and(|count| count <= 0);
        let is_support = self.interface(record.instance) == "IMAPISupport";
        if is_last && is_support && self.may_tear_down(record.instance) {
            self.tear_down(record.instance, inside);
        }
    }

    /// Whether MAPI may do its first two tasks in the last Release of a support object: not where
    /// the log shows that it never calls Logoff, the third.
    fn may_tear_down(&self, support: u32) -> bool {
        let survey = self.survey;
        let bond = survey.bonds.of(support).map(|bond| survey.bonds.all()[bond]);
        let logon = bond.and_then(|bond| survey.instances.get(bond.logon as usize));
        logon.is_none_or(|logon| logon.logged_off) || !self.log.observes("IMSLogon")
    }

    fn move_refs(
        &mut self,
        object: ObjectId,
        holder: Holder,
        (from, to): (i32, i32),
        by: i32,
        spot: EventSpot,
    ) {
        let held = self.builder.state().object(object).held[holder as usize];
        let by = i16::try_from(by).unwrap_or(0);
        let mut changes = vec![
            Change::Refs(object, from, to),
            Change::Held(object, holder as u8, held, held.saturating_add(by)),
        ];
        // The count is as the log has it, or nobody saw it.
        let key = MemoKey { memo: Memo::CountUnseen, of: object.0, and: 0 };
        let was = self.builder.state().memo(Memo::CountUnseen, object.0, 0);
        let unseen = i64::from(spot.at.statement == NOT_SEEN);
        let is_counted = self.cast.program.uncounted.binary_search(&object).is_err();
        if was != unseen && is_counted {
            changes.push(Change::Memo(key, was, unseen));
        }
        self.push(spot, EventKind::Refs { object, from, to }, changes);
    }

    pub(super) fn leave(&mut self, call: u32, back: u32, records: &RecordList) {
        let log = self.log;
        let record = &records[call as usize];
        let thread = usize::from(record.thread);
        if self.frames[thread].last().is_none_or(|running| running.call != call) {
            return;
        }
        let returned = records.get(back as usize).filter(|_| back != NONE);
        let line = returned.map_or(record.line, |it| it.line);
        let inside = self.spot(record.thread, Who::Client, line);
        if let Some(returned) = returned {
            self.effects(record, returned, inside);
        }
        let Some(running) = self.frames[thread].pop() else { return };
        let object = running.frame.this;
        let by_name = log.texts.text(record.method);
        let is_count = counts(by_name) != 0 && !by_name.starts_with("MAPI");
        let is_counted = self.survey.instances[record.instance as usize].count.is_known;
        if let (Some(count), Some(after)) = (returned.and_then(|it| it.count), running.after)
            && count != after
            && is_counted
        {
            self.correct(object, count - after, inside);
        }
        let (result, out) = self.result(record, returned, is_count);
        let Some(method) = running.frame.method else { return };
        // What answers for an invalid object is MAPI's code.
        let actor = if running.was_invalid { self.cast.outside(Who::Mapi) } else { object };
        let spot = EventSpot {
            depth: inside.depth.saturating_sub(1),
            actor,
            at: At { body: running.frame.body, statement: RECORDED },
            ..inside
        };
        let mut changes = self.handed(back);
        changes.push(Change::Pop(ThreadId(record.thread), running.frame, Vec::new()));
        self.push(spot, EventKind::Return { object, method, result, out }, changes);
    }

    /// QueryInterface takes a reference, and returns no count.
    fn take(&mut self, call: &LogRecord, inside: EventSpot) {
        let object = self.cast.object(call.instance);
        let holder = column(self.log, call.thread, call.who);
        let from = self.builder.state().object(object).refs;
        let spot = EventSpot { at: At { statement: NOT_SEEN, ..inside.at }, ..inside };
        self.move_refs(object, holder, (from, from.saturating_add(1)), 1, spot);
    }

    /// References that are another holder's once a call has come back.
    fn handed(&self, back: u32) -> Vec<Change> {
        let mut changes = Vec::new();
        for it in self.survey.handed.get(&back).into_iter().flatten() {
            let object = self.cast.object(it.instance);
            let held = self.builder.state().object(object).held;
            for (holder, by) in [(it.from, -1), (it.to, 1)] {
                let old = held[holder as usize];
                changes.push(Change::Held(object, holder as u8, old, old.saturating_add(by)));
            }
        }
        changes
    }

    /// The count is not what it should be: somebody counted whose calls are not in the log.
    fn correct(&mut self, object: ObjectId, by: i32, spot: EventSpot) {
        let from = self.builder.state().object(object).refs;
        let to = from.saturating_add(by);
        let spot = EventSpot { at: At { statement: UNSEEN, ..spot.at }, ..spot };
        self.move_refs(object, Holder::Mapi, (from, to), by, spot);
    }

    /// What a call did, known once it has come back.
    fn effects(&mut self, call: &LogRecord, back: &LogRecord, inside: EventSpot) {
        for (_, value) in back.values() {
            if let LogValue::Object(object) = value {
                self.appear(*object, inside);
            }
        }
        let method = self.log.texts.text(call.method);
        let went_well = back.result.is_none_or(|code| code < 0x8000_0000);
        if queried(self.log, call, back) == Some(Query::Same) {
            self.take(call, inside);
        }
        match method {
            "MakeInvalid" if went_well => {
                let object = call.values().iter().find_map(|(_, value)| match value {
                    LogValue::Object(object) => Some(*object),
                    _ => None,
                });
                if let Some(object) = object.filter(|object| *object < self.made) {
                    self.invalidate(object, inside);
                }
            }
            // A provider that wraps another one passes on what that one asks of its support object.
            "SetProviderUID" | "ModifyStatusRow"
                if went_well && !self.is_of_wrapper(call.instance) =>
            {
                self.given(call, method);
                self.register(call.instance, inside);
            }
            "Logon" | "SpoolerLogon" => {
                let waiting: Vec<u32> = self.pending.keys().copied().collect();
                waiting.into_iter().for_each(|support| self.register(support, inside));
            }
            "Subscribe" | "Unsubscribe" if went_well => self.subscribe(call, method, inside),
            _ => {}
        }
    }

    /// Whether a support object is one that a provider made, and not MAPI.
    fn is_of_wrapper(&self, support: u32) -> bool {
        let known = self.survey.instances.get(support as usize);
        known.is_some_and(|it| it.given == Given::ByProvider)
    }

    /// A MAPIUID or a row that a provider gives to MAPI.
    fn given(&mut self, call: &LogRecord, method: &str) {
        let texts = &self.log.texts;
        let wanted = if method == "SetProviderUID" { "lpProviderID" } else { "PR_DISPLAY_NAME" };
        let named = call.values().iter().find(|(name, _)| texts.text(*name) == wanted);
        // A value without a name is the first one; another column is not this one.
        let first = call.values().first().filter(|(name, _)| *name == 0);
        let word = named
            .or(first)
            .and_then(|(_, value)| self.cast.program.names.find(&worded(self.log, 0, *value)));
        let word = word.unwrap_or(self.unknown);
        let pending = if method == "SetProviderUID" {
            Pending::Uid(word)
        } else {
            let update = flag_value("STATUSROW_UPDATE").unwrap_or(0);
            let has_row = self
                .owner_of(call.instance)
                .is_some_and(|logon| self.rows.get(&logon).is_some_and(|rows| !rows.is_empty()));
            if has_row && flags_of(self.log, call).unwrap_or(0) & update != 0 {
                return;
            }
            Pending::Row(word, self.status(call))
        };
        self.pending.entry(call.instance).or_default().push(pending);
    }

    /// PR_STATUS_CODE of a row, where the log has it.
    fn status(&self, call: &LogRecord) -> Option<u32> {
        let texts = &self.log.texts;
        let is_status = |name: u32| texts.text(name) == "PR_STATUS_CODE";
        let (_, value) = call.values().iter().find(|(name, _)| is_status(*name))?;
        match *value {
            LogValue::Number(number) => u32::try_from(number).ok(),
            LogValue::Text(text) => crate::log::read::flag_word(texts.text(text)),
            LogValue::Object(_) => None,
        }
    }

    /// A support object counts the connections that a provider has made through it.
    fn subscribe(&mut self, call: &LogRecord, method: &str, spot: EventSpot) {
        let Some(subscriptions) = self.cast.program.watched.field_subscriptions else { return };
        let object = self.cast.object(call.instance);
        let place = self.cast.program.field_at(self.builder.state(), object, subscriptions);
        let Some(place) = place else { return };
        let old = self.builder.state().fields[place].clone();
        let count = match &old {
            Value::Number(count) => *count,
            _ => 0,
        };
        let is_new = method == "Subscribe";
        let new = Value::Number((count + if is_new { 1 } else { -1 }).max(0));
        let changes = vec![Change::Field(place as u32, old, new.clone())];
        let kind = EventKind::Set { object, field: subscriptions, value: new };
        self.push(spot, kind, changes);
    }

    /// Arguments in the order of the model's bodies: where a method takes a flag word, that.
    fn args(&self, record: &LogRecord, instance: u32) -> Vec<Value> {
        let method = self.log.texts.text(record.method);
        let flags = method_spec(Some(self.interface(instance)), method)
            .and_then(|spec| spec.flags)
            .map(|(position, _)| position);
        match (flags, flags_of(self.log, record)) {
            (Some(position), Some(word)) => {
                let first = record.values().first().filter(|_| position > 0);
                let first = first.map_or(Value::Null, |(name, value)| self.value(*name, *value));
                let mut args = vec![Value::Null; position];
                args.first_mut().into_iter().for_each(|it| it.clone_from(&first));
                args.push(Value::Number(i64::from(word)));
                args
            }
            (Some(_), None) => Vec::new(),
            (None, _) => {
                record.values().iter().map(|(name, value)| self.value(*name, *value)).collect()
            }
        }
    }

    fn value(&self, name: u32, value: LogValue) -> Value {
        match value {
            LogValue::Object(object) => Value::Object(self.cast.object(object)),
            LogValue::Number(number) if name == 0 => Value::Number(number),
            other => {
                let word = self.cast.program.names.find(&worded(self.log, name, other));
                word.map_or(Value::Null, Value::Word)
            }
        }
    }

    /// What a call returned: a count or an HRESULT, and what it gives back beside it.
    fn result(&self, call: &LogRecord, back: Option<&LogRecord>, is_count: bool) -> (Value, Value) {
        let Some(back) = back else { return (Value::Null, Value::Null) };
        let result = match (back.count.filter(|_| is_count), back.result) {
            (Some(count), _) => Value::Number(i64::from(count)),
            (None, Some(code)) => Value::HResult(code),
            (None, None) => Value::Null,
        };
        let method = self.log.texts.text(call.method);
        let gives_flags = method_spec(Some(self.interface(call.instance)), method)
            .is_some_and(|spec| spec.gives_flags);
        let out = match back.flags.or_else(|| flags_of(self.log, back)).filter(|_| gives_flags) {
            Some(word) => Value::Number(i64::from(word)),
            None => {
                let object = back.values().iter().rev().find_map(|(_, value)| match value {
                    LogValue::Object(object) => Some(*object),
                    _ => None,
                });
                object.map_or(Value::Null, |it| Value::Object(self.cast.object(it)))
            }
        };
        (result, out)
    }
}
