//! Answers to the questions that an expression can ask of a situation. It must not change anything.

use super::{Computed, EvalScope, Trap};
use crate::sim::body::{Expr, WorldQuery};
use crate::sim::footprint::Footprint;
use crate::sim::state::{Life, Object, State, Transport, WaitingMail};
use crate::sim::value::{MessageId, ObjectId, Value};
use std::collections::BTreeSet;

impl EvalScope<'_> {
    pub(super) fn ask(&mut self, question: WorldQuery, arguments: &[Expr]) -> Computed {
        let state = self.state;
        if let WorldQuery::Exists = question {
            let object = self.value(&arguments[0])?.object();
            self.meter.look(object.map_or(Footprint::NONE, Footprint::life));
            let life = object.map(|object| state.object(object).life);
            return Ok(Value::Bool(life.is_some_and(|life| life != Life::Freed)));
        }
        if let WorldQuery::LiveOf = question {
            return self.live_of(&arguments[0]);
        }
        if let WorldQuery::ThreadObject = question {
            return Ok(Value::Object(state.thread(self.thread).frames[0].this));
        }
        if let WorldQuery::Transports = question {
            self.meter.look(Footprint::LINES);
            let on = state.transports.iter().filter(|line| line.logged_on);
            return self.list(on.map(|line| Value::Object(line.object)).collect());
        }
        let object = self.object(&arguments[0])?;
        self.meter.look(place_of(question, object));
        self.meter.spend(self.looked_at(question) as u64)?;
        Ok(match question {
            WorldQuery::UidsOf => {
                return self.list(state.uids_of(object).map(Value::Uid).collect());
            }
            WorldQuery::RowsOf => {
                return self.list(state.rows_of(object).map(Value::Row).collect());
            }
            WorldQuery::Status => Value::Number(
                state
                    .rows_of(object)
                    .next()
                    .map_or(0, |row| i64::from(state.rows[row.index()].status)),
            ),
            WorldQuery::Descendants => return self.not_freed(state.below(object)),
            WorldQuery::Children => return self.not_freed(state.children(object)),
            WorldQuery::HasChildren => Value::Bool(state.object(object).live_children > 0),
            WorldQuery::Queued => Value::Bool(self.next_queued(object, None)?.is_some()),
            WorldQuery::NextQueued => {
                let carrier = self.object(&arguments[1])?;
                self.next_queued(object, Some(carrier))?.map_or(Value::Null, Value::Message)
            }
            WorldQuery::DeferredBy => first_of(state, object, |mail| &mail.deferred),
            WorldQuery::OfferedBy => first_of(state, object, |mail| &mail.offered),
            WorldQuery::Sending => Value::Bool(carries(state, object, |line| line.sends)),
            WorldQuery::Receiving => Value::Bool(carries(state, object, |line| line.gets)),
            WorldQuery::Held => {
                let holder = self.program.holder(
                    state,
                    self.thread,
                    state.thread(self.thread).frames[0].this,
                );
                Value::Number(i64::from(state.object(object).held[holder as usize]))
            }
            WorldQuery::Exists
            | WorldQuery::LiveOf
            | WorldQuery::Transports
            | WorldQuery::ThreadObject => Value::Null,
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
    fn looked_at(&self, question: WorldQuery) -> usize {
        match question {
            WorldQuery::UidsOf => self.state.uids.len() / 4,
            WorldQuery::RowsOf | WorldQuery::Status => self.state.rows.len() / 4,
            WorldQuery::Sending | WorldQuery::Receiving => self.state.transports.len() / 4,
            _ => 0,
        }
    }

    fn live_of(&mut self, kind: &Expr) -> Computed {
        let Value::Word(kind) = self.value(kind)? else { return Ok(Value::Null) };
        self.meter.look(Footprint::OBJECTS);
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

/// What a question about an object looks at. Which store and which transport a message has never
/// changes.
fn place_of(question: WorldQuery, object: ObjectId) -> Footprint {
    match question {
        WorldQuery::UidsOf => Footprint::UIDS,
        WorldQuery::RowsOf | WorldQuery::Status => Footprint::ROWS,
        WorldQuery::Descendants
        | WorldQuery::Children
        | WorldQuery::HasChildren
        | WorldQuery::LiveOf => Footprint::OBJECTS,
        WorldQuery::Queued
        | WorldQuery::NextQueued
        | WorldQuery::DeferredBy
        | WorldQuery::OfferedBy => Footprint::MAIL,
        WorldQuery::Sending | WorldQuery::Receiving | WorldQuery::Transports => Footprint::LINES,
        WorldQuery::Held => Footprint::refs(object),
        WorldQuery::Exists => Footprint::life(object),
        WorldQuery::ThreadObject => Footprint::NONE,
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
