//! From the name that a lesson gives a thing to its line in a ledger.

use crate::sim::event::Ledger;
use crate::sim::{MessageId, ObjectId, RowId, TransportId, UidId};
use crate::tui::model::marks::Item;
use crate::tui::model::stage::Stage;

/// The line of a ledger that a lesson means by a name.
pub fn item_named(stage: &Stage, ledger: Ledger, name: &str) -> Option<Item> {
    let (program, state) = (stage.timeline.machine().program(), stage.timeline.state());
    let place = |count: usize, is_it: &dyn Fn(usize) -> bool| (0..count).find(|at| is_it(*at));
    match ledger {
        Ledger::StatusTable => {
            place(state.rows.len(), &|at| program.row_name(state, RowId(at as u16)) == name).map(|at| Item::Row(RowId(at as u16)))
        }
        Ledger::ProviderUids => {
            place(state.uids.len(), &|at| program.uid_name(state, UidId(at as u16)) == name).map(|at| Item::Uid(UidId(at as u16)))
        }
        Ledger::Objects => place(state.objects.len(), &|at| {
            let object = ObjectId(at as u32);
            program.is_listed(state, object) && program.object_name(state, object) == name
        })
        .map(|at| Item::Object(ObjectId(at as u32))),
        Ledger::Transports => {
            let line = place(state.transports.len(), &|at| program.transport_name(state, TransportId(at as u8)) == name);
            let message = || place(state.messages.len(), &|at| program.message_name(state, MessageId(at as u32)) == name);
            line.map(|at| Item::Transport(TransportId(at as u8)))
                .or_else(|| message().map(|at| Item::Message(MessageId(at as u32))))
        }
    }
}
