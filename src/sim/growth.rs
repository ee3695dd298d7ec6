//! By how much a change makes a state larger, so that a search need not measure each state.
//!
//! It must not know what a search is.

use super::change::Change;
use super::state::memory::{ENTRY, lists};
use super::state::{Frame, Object, Row, Uid};
use super::value::{Value, Word};

/// Bytes that a change adds to a state, as if no other state shared them; negative if it frees
/// them.
pub fn growth(change: &Change) -> i64 {
    let values = |values: &[Value]| (size_of_val(values) + lists(values)) as i64;
    let value = |value: &Value| lists(std::slice::from_ref(value)) as i64;
    let new = |bytes: usize| bytes as i64;
    match change {
        Change::Variable(_, _, old, new) | Change::Field(_, old, new) => value(new) - value(old),
        Change::Push(_, _, variables) => new(size_of::<Frame>()) + values(variables),
        Change::Pop(_, _, variables) => -(new(size_of::<Frame>()) + values(variables)),
        Change::Create(_, fields) => new(size_of::<Object>()) + values(fields),
        Change::UidAdded(_) => new(size_of::<Uid>()),
        Change::RowAdded(_) => new(size_of::<Row>()),
        Change::Unloaded(_) => new(size_of::<Word>()),
        Change::Memo(_, 0, _) => new(ENTRY),
        Change::Memo(_, _, 0) => -new(ENTRY),
        _ => 0,
    }
}
