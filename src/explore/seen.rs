//! Which states a search has visited.
//!
//! It must not know how they are related.

use std::collections::BTreeMap;

use super::transition_system::PropertySet;

/// The visited states.
pub(super) enum Seen<S> {
    /// Only the fingerprint of each is kept: equal ones count as one state.
    Prints(Prints),
    /// The states themselves, grouped by fingerprint: nothing is lost, whatever the fingerprints
    /// are worth.
    Exact(BTreeMap<u64, Vec<(S, PropertySet)>>),
}

impl<S> Seen<S> {
    /// None yet.
    pub(super) fn new(exact: bool) -> Self {
        if exact { Seen::Exact(BTreeMap::new()) } else { Seen::Prints(Prints::new()) }
    }
}

impl<S: Clone + Eq> Seen<S> {
    /// Whether the state, with these debts, has been visited.
    #[inline]
    pub(super) fn contains(&self, print: u64, state: &S, owed: PropertySet) -> bool {
        match self {
            Seen::Prints(prints) => prints.contains(print),
            Seen::Exact(groups) => {
                groups.get(&print).is_some_and(|group| is_among(group, state, owed))
            }
        }
    }

    /// Marks it as visited; false if it has been.
    #[inline]
    pub(super) fn insert(&mut self, print: u64, state: &S, owed: PropertySet) -> bool {
        match self {
            Seen::Prints(prints) => prints.insert(print),
            Seen::Exact(groups) => {
                let group = groups.entry(print).or_default();
                let is_new = !is_among(group, state, owed);
                if is_new {
                    group.push((state.clone(), owed));
                }
                is_new
            }
        }
    }

    /// Bytes that the next states would add if they let it grow: the old table is there until the
    /// new one is full.
    pub(super) fn growth(&self) -> usize {
        match self {
            Seen::Prints(prints) if (prints.len + 64) * 4 > prints.slots.len() * 3 => {
                2 * size_of_val(prints.slots.as_slice())
            }
            _ => 0,
        }
    }

    /// Bytes that it takes, but for what states hold outside themselves.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Seen::Prints(prints) => size_of_val(prints.slots.as_slice()),
            Seen::Exact(groups) => {
                groups.len() * size_of::<(u64, Vec<(S, PropertySet)>, (S, PropertySet))>()
            }
        }
    }
}

fn is_among<S: Eq>(group: &[(S, PropertySet)], state: &S, owed: PropertySet) -> bool {
    group.iter().any(|(other, its)| *its == owed && other == state)
}

/// A set of fingerprints: a table of a power of two, at most three quarters full, in which a
/// fingerprint is in the slot that its low bits name or in the first free one after it. Zero
/// marks a free slot; the fingerprint zero is kept as one.
pub(super) struct Prints {
    slots: Vec<u64>,
    len: usize,
}

impl Prints {
    pub(super) fn new() -> Self {
        Prints { slots: vec![0; 1024], len: 0 }
    }

    #[inline]
    fn contains(&self, print: u64) -> bool {
        self.slots[self.slot(print.max(1))] != 0
    }

    #[inline]
    fn insert(&mut self, print: u64) -> bool {
        let print = print.max(1);
        let slot = self.slot(print);
        if self.slots[slot] != 0 {
            return false;
        }
        self.slots[slot] = print;
        self.len += 1;
        if self.len * 4 > self.slots.len() * 3 {
            self.grow();
        }
        true
    }

    /// Its place, or the place where it would be.
    #[inline]
    fn slot(&self, print: u64) -> usize {
        let mask = self.slots.len() - 1;
        // Only low bits are wanted.
        let mut slot = print as usize & mask;
        while self.slots[slot] != 0 && self.slots[slot] != print {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let larger = vec![0; self.slots.len() * 2];
        for print in std::mem::replace(&mut self.slots, larger) {
            if print != 0 {
                let slot = self.slot(print);
                self.slots[slot] = print;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_fingerprints_is_a_set() {
        let mut prints = Prints::new();
        let spread = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for n in 2..10_000 {
            assert!(!prints.contains(spread(n)));
            assert!(prints.insert(spread(n)));
            assert!(!prints.insert(spread(n)));
        }
        assert!((2..10_000).all(|n| prints.contains(spread(n))));
        assert_eq!(prints.len, 9_998);
        assert!(prints.len * 4 <= prints.slots.len() * 3);
    }

    #[test]
    fn fingerprints_that_want_the_same_slot_stand_side_by_side_even_past_the_end() {
        let mut prints = Prints::new();
        let rivals: Vec<u64> = (1..=20).map(|n| (n << 32) | 1023).collect();
        assert!(rivals.iter().all(|&print| prints.insert(print)));
        assert!(rivals.iter().all(|&print| prints.contains(print)));
        assert!(!prints.contains((21 << 32) | 1023));
    }

    #[test]
    fn fingerprint_zero_is_kept() {
        let mut prints = Prints::new();
        assert!(!prints.contains(0));
        assert!(prints.insert(0));
        assert!(prints.contains(0));
        assert!(!prints.insert(0));
    }

    #[test]
    fn states_with_the_same_fingerprint_are_told_apart_by_the_exact_set_only() {
        let mut exact = Seen::Exact(BTreeMap::new());
        assert!(exact.insert(5, &"a", PropertySet::NONE));
        assert!(exact.insert(5, &"b", PropertySet::NONE));
        assert!(exact.insert(5, &"b", PropertySet::one(0)));
        assert!(!exact.insert(5, &"a", PropertySet::NONE));
        let mut prints = Seen::Prints(Prints::new());
        assert!(prints.insert(5, &"a", PropertySet::NONE));
        assert!(!prints.insert(5, &"b", PropertySet::NONE));
    }
}
