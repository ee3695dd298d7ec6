//! Answers to the questions that an expression can ask of a situation. It must not change anything.

use super::{Computed, Scope, Trap};
use crate::sim::body::{Expr, Question};
use crate::sim::state::{Life, Object, State, Transport, WaitingMail};
use crate::sim::value::{MessageId, ObjectId, Value};
use std::collections::BTreeSet;

impl Scope<'_> {
    pub(super) fn ask(&mut self, question: Question, arguments: &[Expr]) -> Computed {
        let state = self.state;
        if let Question::Exists = question {
            let life = self.value(&arguments[0])?.object().map(|object| state.object(object).life);
            return Ok(Value::Bool(life.is_some_and(|life| life != Life::Freed)));
        }
        if let Question::LiveOf = question {
            return self.live_of(&arguments[0]);
        }
        if let Question::ThreadObject = question {
            return Ok(Value::Object(state.thread(self.thread).frames[0].this));
        }
        if let Question::Transports = question {
            let on = state.transports.iter().filter(|line| line.logged_on);
            return self.list(on.map(|line| Value::Object(line.object)).collect());
        }
        let object = self.object(&arguments[0])?;
        self.meter.spend(self.looked_at(question) as u64)?;
        Ok(match question {
            Question::UidsOf => return self.list(state.uids_of(object).map(Value::Uid).collect()),
            Question::RowsOf => return self.list(state.rows_of(object).map(Value::Row).collect()),
            Question::Status => Value::Number(
                state
                    .rows_of(object)
                    .next()
                    .map_or(0, |row| i64::from(state.rows[row.index()].status)),
            ),
            Question::Descendants => return self.not_freed(state.below(object)),
            Question::Children => return self.not_freed(state.children(object)),
            Question::HasChildren => Value::Bool(state.object(object).live_children > 0),
            Question::Queued => Value::Bool(self.next_queued(object, None)?.is_some()),
            Question::NextQueued => {
                let carrier = self.object(&arguments[1])?;
                self.next_queued(object, Some(carrier))?.map_or(Value::Null, Value::Message)
            }
            Question::DeferredBy => first_of(state, object, |mail| &mail.deferred),
            Question::OfferedBy => first_of(state, object, |mail| &mail.offered),
            Question::Sending => Value::Bool(carries(state, object, |line| line.sends)),
            Question::Receiving => Value::Bool(carries(state, object, |line| line.gets)),
            Question::Held => {
                let holder = self.program.holder(
                    state,
                    self.thread,
                    state.thread(self.thread).frames[0].this,
                );
                Value::Number(i64::from(state.object(object).held[holder as usize]))
            }
            Question::Exists | Question::LiveOf | Question::Transports | Question::ThreadObject => {
                Value::Null
            }
        })
    }

    /// The oldest message of a store that waits for a transport, or for any. Those of other stores
    /// are looked at on the way.
    fn next_queued(
        &self,
        store: ObjectId,
        carrier: Option<ObjectId>,
    ) -> Result<Option<MessageId>, Trap> {
        let state = self.state;
        let lines = match carrier.map(|carrier| state.object(carrier).transport) {
            Some(Some(line)) => line.index()..line.index() + 1,
            Some(None) => 0..0,
            None => 0..state.waiting_mail.len(),
        };
        for mail in state.waiting_mail.get(lines).unwrap_or_default() {
            self.meter.spend(1)?;
            for message in &mail.queued {
                if state.messages[message.index()].store == store {
                    return Ok(Some(*message));
                }
                self.meter.spend(1)?;
            }
        }
        Ok(None)
    }

    /// How many things a question looks at besides those that it gives.
    fn looked_at(&self, question: Question) -> usize {
        match question {
            Question::UidsOf => self.state.uids.len() / 4,
            Question::RowsOf | Question::Status => self.state.rows.len() / 4,
            Question::Sending | Question::Receiving => self.state.transports.len() / 4,
            _ => 0,
        }
    }

    fn live_of(&mut self, kind: &Expr) -> Computed {
        let Value::Word(kind) = self.value(kind)? else { return Ok(Value::Null) };
        self.meter.spend(self.state.objects.len() as u64)?;
        let of_kind = |object: &&Object| {
            object.life != Life::Freed && self.program.classes[object.class.index()].kind == kind
        };
        let ids = (0u32..)
            .zip(&self.state.objects)
            .filter(|(_, object)| of_kind(object))
            .map(|(id, _)| ObjectId(id));
        self.list(ids.map(Value::Object).collect())
    }
}

/// The oldest of the messages that wait with a transport for the same thing, or null.
fn first_of(
    state: &State,
    transport: ObjectId,
    shelf: impl Fn(&WaitingMail) -> &BTreeSet<MessageId>,
) -> Value {
    let mail = state.object(transport).transport.and_then(|at| state.waiting_mail.get(at.index()));
    mail.and_then(|mail| shelf(mail).first())
        .map_or(Value::Null, |message| Value::Message(*message))
}

fn carries(state: &State, store: ObjectId, what: impl Fn(&Transport) -> Option<MessageId>) -> bool {
    state
        .transports
        .iter()
        .filter_map(what)
        .any(|message| state.messages[message.index()].store == store)
}
