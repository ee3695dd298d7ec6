//! Objects appear, with their references and with what they are known to belong to; MAPIUIDs and
//! rows come and go.
//!
//! It must not know a record.

use super::{EventSpot, Fold, Pending};
use crate::log::program::{
    self, FIRST_SEEN, GIVEN_ROW, GIVEN_UID, RECORDED, TASK_ROW, TASK_UIDS, field,
};
use crate::log::record::NONE;
use crate::sim::change::Change;
use crate::sim::event::{At, EventKind};
use crate::sim::state::{Memo, MemoKey, Row, UNSEEN, Uid};
use crate::sim::value::{ObjectId, RowId, UidId, Value};

impl Fold<'_> {
    /// Makes an object that is seen for the first time, and those before it that are.
    pub(super) fn appear(&mut self, instance: u32, spot: EventSpot) {
        if instance == NONE {
            return;
        }
        while self.made <= instance && (self.made as usize) < self.survey.instances.len() {
            self.make(self.made, spot);
        }
        // What belongs to it was there too.
        let is_old = |at: u32| self.survey.instances.get(at as usize).is_some_and(|it| !it.born);
        let bond = self.survey.bonds.of(instance).filter(|_| is_old(instance));
        let mut last = self.made;
        while bond.is_some() && is_old(last) && self.survey.bonds.of(last) == bond {
            last += 1;
        }
        while self.made < last {
            self.make(self.made, spot);
        }
    }

    fn make(&mut self, instance: u32, spot: EventSpot) {
        self.made = instance + 1;
        let (it, (name, nth)) =
            (&self.survey.instances[instance as usize], self.names.objects[instance as usize]);
        let fields_at = self.builder.state().fields.len() as u32;
        let mut object = program::object(self.classes[instance as usize], name, fields_at);
        object.nth = nth;
        object.refs = it.count.initial;
        object.held = it.count.held;
        let bond = self.survey.bonds.of(instance).map(|bond| self.survey.bonds.all()[bond]);
        let parent = match bond {
            Some(bond) if bond.store == instance && bond.logon < instance => bond.logon,
            Some(bond) if bond.provider < instance => bond.provider,
            _ => it.parent,
        };
        object.parent = (parent != NONE && parent < instance).then(|| self.cast.object(parent));
        let mut fields = program::fields();
        let mut changes = Vec::new();
        self.relate(instance, &mut fields, &mut changes);
        changes.insert(0, Change::Create(Box::new(object), fields));
        let created = self.cast.object(instance);
        // Until a count comes back, that of an object is not known.
        if it.count.is_known && !it.count.is_told {
            let key = MemoKey { memo: Memo::CountUnseen, of: created.0, and: 0 };
            changes.push(Change::Memo(key, 0, 1));
        }
        let statement = if it.created { RECORDED } else { FIRST_SEEN };
        let spot = EventSpot { at: At { statement, ..spot.at }, ..spot };
        self.push(spot, EventKind::Created { object: created }, changes);
    }

    /// What a new object belongs to, and what belongs to it.
    fn relate(&self, new: u32, fields: &mut [Value], changes: &mut Vec<Change>) {
        let Some(bond) = self.survey.bonds.of(new).map(|at| self.survey.bonds.all()[at]) else {
            return;
        };
        let own = [
            (bond.store, "support", bond.support),
            (bond.store, "logon", bond.logon),
            (bond.store, "provider", bond.provider),
            (bond.logon, "support", bond.support),
            (bond.logon, "provider", bond.provider),
            (bond.support, "logon", bond.logon),
        ];
        for (holder, name, other) in own {
            if holder == NONE || other == NONE {
                continue;
            }
            let value = Value::Object(self.cast.object(other));
            if holder == new && other < new {
                fields[field(name)] = value;
            } else if other == new && holder < new {
                let fields_at = self.builder.state().object(self.cast.object(holder)).fields_at;
                let at = fields_at + field(name) as u32;
                changes.push(Change::Field(at, Value::Null, value));
            }
        }
        if new == bond.store || new == bond.logon {
            fields[field("side")] = Value::Bool(bond.of_spooler);
            if bond.entry != 0 {
                let entry = i64::from(bond.entry);
                fields[field("entry")] = Value::Number(entry);
            }
        }
    }

    /// The logon object that a support object serves, if it has appeared.
    pub(super) fn logon_of(&self, support: u32) -> Option<ObjectId> {
        let bond = self.survey.bonds.all()[self.survey.bonds.of(support)?];
        (bond.logon < self.made).then(|| self.cast.object(bond.logon))
    }

    /// Under what MAPI registers what it is given by a support object: its logon object; where the
    /// log has none of it, the support object stands for that. `None` if it is yet to appear.
    pub(super) fn owner_of(&self, support: u32) -> Option<ObjectId> {
        let bond = self.survey.bonds.of(support).map(|bond| self.survey.bonds.all()[bond]);
        match bond.map_or(NONE, |bond| bond.logon) {
            NONE => Some(self.cast.object(support)),
            _ => self.logon_of(support),
        }
    }

    /// What MAPI was told while there was no logon object is registered once there is.
    pub(super) fn register(&mut self, support: u32, spot: EventSpot) {
        let Some(owner) = self.owner_of(support) else { return };
        let bond = self.survey.bonds.of(support);
        let [alone_uid, alone_row] = self.names.alone;
        let line = |statement| EventSpot { at: At { statement, ..spot.at }, ..spot };
        for pending in self.pending.remove(&support).unwrap_or_default() {
            match pending {
                Pending::Uid(bytes) => {
                    let number = UidId(self.builder.state().uids.len() as u16);
                    let name = bond.map_or(alone_uid, |bond| self.names.uids[bond]);
                    let of = self.uids.entry(owner).or_default();
                    of.push(number);
                    let nth = if bond.is_some() { of.len() as u16 } else { number.0 + 1 };
                    let uid = Uid { name, nth, bytes, owner, registered: true };
                    let kind = EventKind::UidAdded { uid: number };
                    self.push(line(GIVEN_UID), kind, vec![Change::UidAdded(uid)]);
                }
                Pending::Row(display, status) => {
                    let number = RowId(self.builder.state().rows.len() as u16);
                    let of = self.rows.entry(owner).or_default();
                    of.push(number);
                    let row = Row {
                        name: bond.map_or(alone_row, |bond| self.names.rows[bond]),
                        nth: if bond.is_some() { of.len() as u16 } else { number.0 + 1 },
                        display,
                        owner: Some(owner),
                        resource_type: 33,
                        status: status.unwrap_or(UNSEEN),
                        methods: UNSEEN,
                        resource_flags: UNSEEN,
                        dll: self.unknown,
                        present: true,
                    };
                    let kind = EventKind::RowAdded { row: number };
                    self.push(line(GIVEN_ROW), kind, vec![Change::RowAdded(Box::new(row))]);
                }
            }
        }
    }

    /// MAPI's first two tasks, which no call shows: what the last Release of a support object does
    /// by its page.
    pub(super) fn tear_down(&mut self, support: u32, spot: EventSpot) {
        let Some(owner) = self.owner_of(support) else { return };
        let line = |statement| EventSpot { at: At { statement, ..spot.at }, ..spot };
        for uid in self.uids.remove(&owner).unwrap_or_default() {
            let changes = vec![Change::Registered(uid, true, false)];
            self.push(line(TASK_UIDS), EventKind::UidRemoved { uid }, changes);
        }
        for row in self.rows.remove(&owner).unwrap_or_default() {
            let changes = vec![Change::Present(row, true, false)];
            self.push(line(TASK_ROW), EventKind::RowRemoved { row }, changes);
        }
    }
}
