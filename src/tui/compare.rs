//! Two runs side by side: which step of one belongs to which step of the other.
//!
//! Runs are aligned by their effects, the changes of ledgers: what a run says or tests in between does not count.

use crate::sim::Timeline;

/// The place in `other` that has had as many effects in common as `one` has at `at`.
pub fn aligned(one: &Timeline, other: &Timeline, at: usize) -> usize {
    let effects = one.events()[..at.min(one.len())].iter().filter(|event| event.kind.ledger().is_some()).count();
    let mut seen = 0;
    for (index, event) in other.events().iter().enumerate() {
        if seen == effects && event.kind.ledger().is_some() {
            return index;
        }
        seen += usize::from(event.kind.ledger().is_some());
    }
    other.len()
}
