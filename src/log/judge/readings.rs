//! What MAPI removes under the reading of C24 that it removes all that a provider registered: then
//! MAPIUIDs that a provider did not see to may be gone with those of another store.
//!
//! The rule looks at the end and does not know when another store ended; the log does. It must not
//! know how a rule is checked.

use crate::sim::state::Life;
use crate::sim::{EventKind, ObjectId, Timeline, Value};

/// Whether a support object of the same provider went after these MAPIUIDs were registered.
pub(super) fn went_with_another(timeline: &Timeline, logon: ObjectId) -> bool {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let watched = &program.watched;
    let field = |object, field: Option<_>| {
        let place = program.field_at(state, object, field?)?;
        state.fields[place].object()
    };
    let Some(provider) = field(logon, watched.field_provider) else { return false };
    let is_other = |support: ObjectId| {
        field(support, watched.field_logon).is_some_and(|other| {
            other != logon && field(other, watched.field_provider) == Some(provider)
        })
    };
    let is_own = |uid: usize| state.uids.get(uid).is_some_and(|uid| uid.owner == logon);
    let mut is_registered = false;
    (1..=timeline.len()).filter_map(|step| timeline.event(step)).any(|event| match &event.kind {
        EventKind::UidAdded { uid } if is_own(uid.index()) => {
            is_registered = true;
            false
        }
        EventKind::Return { object, method, result: Value::Number(..=0), .. } => {
            is_registered && Some(*method) == watched.release && is_other(*object)
        }
        EventKind::Freed { object, was: Life::Live, .. } => is_registered && is_other(*object),
        _ => false,
    })
}
