//! Which states a search has visited.
//!
//! It must not know how they are related.

use std::collections::BTreeMap;

use super::transition_system::PropertySet;

/// What it says of a state that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visited {
    /// It is new.
    First,
    /// It was reached before, by more steps.
    Shorter,
    /// It was reached before, and by no more steps.
    Known,
}

/// The visited states.
pub(super) enum Seen<S> {
    /// Only the fingerprint of each is kept: equal ones count as one state.
    Prints(Prints),
    /// The states themselves, grouped by fingerprint: nothing is lost, whatever the fingerprints
    /// are worth.
    Exact(BTreeMap<u64, Vec<(S, PropertySet, u32)>>),
}

impl<S> Seen<S> {
    /// None yet. Where a state may be reached by fewer steps after it was reached by more, it must
    /// be kept `with_lengths`.
    pub(super) fn new(exact: bool, with_lengths: bool) -> Self {
        match exact {
            true => Seen::Exact(BTreeMap::new()),
            false => Seen::Prints(Prints::new(with_lengths)),
        }
    }
}

impl<S: Clone + Eq> Seen<S> {
    /// Whether the state, with these debts, has been visited by no more steps.
    #[inline]
    pub(super) fn contains(&self, print: u64, state: &S, owed: PropertySet, steps: u32) -> bool {
        self.steps(print, state, owed).is_some_and(|known| known <= steps)
    }

    /// By how many steps the state, with these debts, has been visited; none are noted where all
    /// visits after the first are no shorter.
    #[inline]
    pub(super) fn steps(&self, print: u64, state: &S, owed: PropertySet) -> Option<u32> {
        match self {
            Seen::Prints(prints) => prints.steps(print),
            Seen::Exact(groups) => {
                let known = groups.get(&print)?.iter().find(|known| is_same(known, state, owed));
                known.map(|(_, _, steps)| *steps)
            }
        }
    }

    /// Marks it as visited by so many steps.
    #[inline]
    pub(super) fn insert(
        &mut self,
        print: u64,
        state: &S,
        owed: PropertySet,
        steps: u32,
    ) -> Visited {
        match self {
            Seen::Prints(prints) => prints.insert(print, steps),
            Seen::Exact(groups) => {
                let group = groups.entry(print).or_default();
                match group.iter_mut().find(|known| is_same(known, state, owed)) {
                    Some((_, _, known)) if *known <= steps => Visited::Known,
                    Some((_, _, known)) => {
                        *known = steps;
                        Visited::Shorter
                    }
                    None => {
                        group.push((state.clone(), owed, steps));
                        Visited::First
                    }
                }
            }
        }
    }

    /// Bytes that the next states would add if they let it grow: the old table is there until the
    /// new one is full.
    pub(super) fn growth(&self) -> usize {
        match self {
            Seen::Prints(prints) if (prints.len + 64) * 4 > prints.slots.len() * 3 => {
                2 * prints.bytes()
            }
            _ => 0,
        }
    }

    /// Bytes that it takes, but for what states hold outside themselves.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Seen::Prints(prints) => prints.bytes(),
            Seen::Exact(groups) => {
                groups.len() * size_of::<(u64, Vec<(S, PropertySet, u32)>, (S, PropertySet, u32))>()
            }
        }
    }
}

fn is_same<S: Eq>(known: &(S, PropertySet, u32), state: &S, owed: PropertySet) -> bool {
    known.1 == owed && known.0 == *state
}

/// A set of fingerprints: a table of a power of two, at most three quarters full, in which a
/// fingerprint is in the slot that its low bits name or in the first free one after it. Zero
/// marks a free slot; the fingerprint zero is kept as one.
pub(super) struct Prints {
    slots: Vec<u64>,
    /// By how many steps each was reached; empty if that is not kept.
    steps: Vec<u32>,
    len: usize,
}

impl Prints {
    pub(super) fn new(with_lengths: bool) -> Self {
        let steps = if with_lengths { vec![0; 1024] } else { Vec::new() };
        Prints { slots: vec![0; 1024], steps, len: 0 }
    }

    #[inline]
    fn steps(&self, print: u64) -> Option<u32> {
        let slot = self.slot(print.max(1));
        (self.slots[slot] != 0).then(|| self.steps.get(slot).copied().unwrap_or(0))
    }

    #[inline]
    fn insert(&mut self, print: u64, steps: u32) -> Visited {
        let print = print.max(1);
        let slot = self.slot(print);
        let visit = match (self.slots[slot], self.steps.get(slot)) {
            (0, _) => Visited::First,
            (_, Some(known)) if steps < *known => Visited::Shorter,
            _ => return Visited::Known,
        };
        self.slots[slot] = print;
        if let Some(known) = self.steps.get_mut(slot) {
            *known = steps;
        }
        if visit == Visited::First {
            self.len += 1;
            if self.len * 4 > self.slots.len() * 3 {
                self.grow();
            }
        }
        visit
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
        let steps = vec![0; self.steps.len() * 2];
        let known = std::mem::replace(&mut self.steps, steps);
        for (at, print) in std::mem::replace(&mut self.slots, larger).into_iter().enumerate() {
            if print != 0 {
                let slot = self.slot(print);
                self.slots[slot] = print;
                if let Some(steps) = known.get(at) {
                    self.steps[slot] = *steps;
                }
            }
        }
    }

    fn bytes(&self) -> usize {
        size_of_val(self.slots.as_slice()) + size_of_val(self.steps.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_fingerprints_is_a_set() {
        let mut prints = Prints::new(false);
        let spread = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for n in 2..10_000 {
            assert_eq!(prints.steps(spread(n)), None);
            assert_eq!(prints.insert(spread(n), 9), Visited::First);
            assert_eq!(prints.insert(spread(n), 3), Visited::Known);
        }
        assert!((2..10_000).all(|n| prints.steps(spread(n)) == Some(0)));
        assert_eq!(prints.len, 9_998);
        assert!(prints.len * 4 <= prints.slots.len() * 3);
    }

    #[test]
    fn a_table_with_lengths_keeps_the_shortest() {
        let mut prints = Prints::new(true);
        let spread = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for n in 1..5_000 {
            assert_eq!(prints.insert(spread(n), n as u32), Visited::First);
        }
        for n in 1..5_000 {
            assert_eq!(prints.steps(spread(n)), Some(n as u32));
            assert_eq!(prints.insert(spread(n), n as u32), Visited::Known);
            assert_eq!(prints.insert(spread(n), n as u32 - 1), Visited::Shorter);
            assert_eq!(prints.steps(spread(n)), Some(n as u32 - 1));
        }
        assert_eq!(prints.len, 4_999);
    }

    #[test]
    fn fingerprints_that_want_the_same_slot_stand_side_by_side_even_past_the_end() {
        let mut prints = Prints::new(false);
        let rivals: Vec<u64> = (1..=20).map(|n| (n << 32) | 1023).collect();
        assert!(rivals.iter().all(|&print| prints.insert(print, 0) == Visited::First));
        assert!(rivals.iter().all(|&print| prints.steps(print).is_some()));
        assert_eq!(prints.steps((21 << 32) | 1023), None);
    }

    #[test]
    fn fingerprint_zero_is_kept() {
        let mut prints = Prints::new(false);
        assert_eq!(prints.steps(0), None);
        assert_eq!(prints.insert(0, 0), Visited::First);
        assert_eq!(prints.steps(0), Some(0));
        assert_eq!(prints.insert(0, 0), Visited::Known);
    }

    #[test]
    fn states_with_the_same_fingerprint_are_told_apart_by_the_exact_set_only() {
        let (one, none) = (PropertySet::one(0), PropertySet::NONE);
        let mut exact = Seen::Exact(BTreeMap::new());
        assert_eq!(exact.insert(5, &"a", none, 7), Visited::First);
        assert_eq!(exact.insert(5, &"b", none, 7), Visited::First);
        assert_eq!(exact.insert(5, &"b", one, 7), Visited::First);
        assert_eq!(exact.insert(5, &"a", none, 7), Visited::Known);
        assert_eq!(exact.insert(5, &"a", none, 6), Visited::Shorter);
        assert_eq!(exact.steps(5, &"a", none), Some(6));
        let mut prints = Seen::Prints(Prints::new(false));
        assert_eq!(prints.insert(5, &"a", none, 7), Visited::First);
        assert_eq!(prints.insert(5, &"b", none, 7), Visited::Known);
    }
}
