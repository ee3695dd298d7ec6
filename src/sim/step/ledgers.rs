//! Executes the statements that change the status table, the registry, and the transports with
//! their queue.
//!
//! It must not know calls or threads; those are in [`super`].

use super::super::body::{Code, Expr, LineField};
use super::super::budget::{Limit, MOST_ROWS};
use super::super::change::Change;
use super::super::eval::Trap;
use super::super::event::{Activity, EventKind, Fault};
use super::super::value::{RowId, TransportId, UidId, Value};
use super::{NULL, Stepper};

impl Stepper<'_> {
    pub(super) fn ledger(&mut self, code: &Code) -> Result<EventKind, Trap> {
        match code {
            Code::AddUid { like, owner } => {
                let (Value::Uid(like), owner) = (self.value(like)?, self.object(owner)?) else {
                    return Err(NULL);
                };
                self.may_add(self.state.uids.len(), MOST_ROWS, Limit::Uids)?;
                let mut uid = self.state.uids[like.index()];
                uid.nth = 1 + self.state.uids.iter().filter(|other| other.name == uid.name).count()
                    as u16;
                (uid.owner, uid.registered) = (owner, true);
                let id = UidId(self.state.uids.len() as u16);
                self.make(Change::UidAdded(uid));
                Ok(EventKind::UidAdded { uid: id })
            }
            Code::RemoveUid { uid } => {
                let Value::Uid(uid) = self.value(uid)? else { return Err(NULL) };
                self.make(Change::Registered(uid, self.state.uids[uid.index()].registered, false));
                Ok(EventKind::UidRemoved { uid })
            }
            Code::AddRow { like, owner } => {
                let (Value::Row(like), owner) = (self.value(like)?, self.object(owner)?) else {
                    return Err(NULL);
                };
                self.may_add(self.state.rows.len(), MOST_ROWS, Limit::Rows)?;
                let mut row = self.state.rows[like.index()];
                row.nth = 1 + self.state.rows.iter().filter(|other| other.name == row.name).count()
                    as u16;
                (row.owner, row.present) = (Some(owner), true);
                let id = RowId(self.state.rows.len() as u16);
                self.make(Change::RowAdded(Box::new(row)));
                Ok(EventKind::RowAdded { row: id })
            }
            Code::RemoveRow { row } => {
                let Value::Row(row) = self.value(row)? else { return Err(NULL) };
                self.make(Change::Present(row, self.state.rows[row.index()].present, false));
                Ok(EventKind::RowRemoved { row })
            }
            Code::ChangeRow { row, set, clear } => {
                let Value::Row(row) = self.value(row)? else { return Err(NULL) };
                let from = self.state.rows[row.index()].status;
                let to = (from | self.scope()?.number(set)? as u32)
                    & !(self.scope()?.number(clear)? as u32);
                self.make(Change::Status(row, from, to));
                Ok(EventKind::RowChanged { row, from, to })
            }
            Code::Message { message, to, locked } => {
                let Value::Message(message) = self.value(message)? else { return Err(NULL) };
                let it = &self.state.messages[message.index()];
                let (from, was) = (it.state, it.locked);
                let locked = locked.unwrap_or(was);
                self.make(Change::Message(message, (from, was), (*to, locked)));
                Ok(EventKind::Message { message, from, to: *to, locked })
            }
            Code::Line { transport, what, value } => self.line(transport, *what, value),
            _ => unreachable!("only statements of the ledgers come here"),
        }
    }

    fn activity(&self, at: TransportId) -> Activity {
        let it = &self.state.transports[at.index()];
        Activity { sends: it.sends, gets: it.gets, flushing: it.flushing, logged_on: it.logged_on }
    }

    fn line(&mut self, transport: &Expr, what: LineField, value: &Expr) -> Result<EventKind, Trap> {
        let object = self.object(transport)?;
        let at = self
            .state
            .object(object)
            .transport
            .ok_or(Trap { why: Fault::NullPointer, object: Some(object) })?;
        let value = self.value(value)?;
        let from = self.activity(at);
        let message = match value {
            Value::Message(message) => Some(message),
            _ => None,
        };
        self.make(match what {
            LineField::Sends => Change::Sends(at, from.sends, message),
            LineField::Gets => Change::Gets(at, from.gets, message),
            LineField::Flushing => Change::Flushing(at, from.flushing, value.holds()),
            LineField::LoggedOn => Change::LoggedOn(at, from.logged_on, value.holds()),
        });
        Ok(EventKind::Transport { transport: at, from, to: self.activity(at) })
    }
}
