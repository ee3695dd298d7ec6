//! The references of one object, as far as a log tells: how many there were before it appears, and
//! on whose account they are.
//!
//! It must not know what kind of object it is.

use crate::sim::state::Holder;

/// What is known of an object's references.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// How many it has when it appears.
    pub initial: i32,
    /// Whether any count was ever seen: without one the others are guesses.
    pub is_known: bool,
    /// Whether every count that came back was the one expected: if not, somebody counts whose
    /// calls are not in the log.
    pub is_steady: bool,
    /// Whether the log has its count when it is created.
    pub is_told: bool,
    /// References by holder when it appears.
    pub held: [i16; 8],
    receiver: Option<Holder>,
    now: i32,
    net: [i32; 8],
    low: [i32; 8],
    /// Who took a reference by a recorded call.
    took: [bool; 8],
    calls: u32,
    /// AddRef came back with a count that no held object has: what is returned is no count.
    is_no_count: bool,
    /// Calls that have begun, with the count right after their own step.
    open: Vec<(u32, i32, bool)>,
}

impl Counted {
    /// It was created: with how many references, and whose the first is.
    pub fn receive(&mut self, count: Option<i32>, receiver: Holder) {
        self.receiver = Some(receiver);
        if let Some(count) = count.filter(|_| !self.is_known) {
            self.initial = count;
            self.now += count;
            self.is_known = true;
            self.is_steady = true;
            self.is_told = true;
        }
        self.settle();
    }

    /// Whether anything was counted, or its creation seen.
    pub fn is_used(&self) -> bool {
        self.calls > 0 || self.receiver.is_some()
    }

    /// AddRef or Release begins.
    pub fn begin(&mut self, call: u32, by: i32, holder: Holder) {
        self.count(by, holder);
        self.open.push((call, self.now, by > 0));
    }

    /// QueryInterface gave it back, with one reference more and no count.
    pub fn query(&mut self, holder: Holder) {
        self.count(1, holder);
    }

    fn count(&mut self, by: i32, holder: Holder) {
        self.calls += 1;
        self.now += by;
        let column = holder as usize;
        self.net[column] += by;
        self.low[column] = self.low[column].min(self.net[column]);
        self.took[column] |= by > 0;
        self.settle();
    }

    /// It is over, and returned a count.
    pub fn end(&mut self, call: u32, count: i32) {
        let Some(place) = self.open.iter().rposition(|(open, ..)| *open == call) else { return };
        let (_, expected, is_added) = self.open.remove(place);
        if self.is_no_count {
            return;
        }
        if is_added && count <= 0 && !(self.is_known && count == expected) {
            self.is_no_count = true;
            (self.is_known, self.is_steady) = (false, false);
        } else if !self.is_known {
            self.is_known = true;
            self.initial = count.saturating_sub(expected);
            // Its receiver got one reference; no record says who has the others.
            self.is_steady = self.receiver.is_none() || self.initial == 1;
            self.now = self.now.saturating_add(self.initial);
            let more = self.initial;
            self.open.iter_mut().for_each(|(_, after, _)| *after = after.saturating_add(more));
        } else if count != expected {
            self.is_steady = false;
            self.now = self.now.saturating_add(count.saturating_sub(expected));
        }
        self.settle();
    }

    /// Whether nobody took or gave back a reference after it was given.
    pub fn is_untouched(&self) -> bool {
        self.receiver.is_some() && self.calls == 0
    }

    /// Whether a holder took a reference by a recorded call.
    pub fn was_taken_by(&self, holder: Holder) -> bool {
        self.took[holder as usize]
    }

    /// Whether what AddRef and Release return means nothing.
    pub fn is_no_count(&self) -> bool {
        self.is_no_count
    }

    /// A holder gives a reference that it took to another; false if it took none.
    pub fn hand_over(&mut self, from: Holder, to: Holder) -> bool {
        if self.net[from as usize] <= 0 {
            return false;
        }
        self.net[from as usize] -= 1;
        self.net[to as usize] += 1;
        true
    }

    /// Whose the first references are: of one that was created, the receiver's is one; of one that
    /// was there before, each holder has what it gives back. MAPI has the rest, which nobody sees.
    fn settle(&mut self) {
        let clamp = |count: i32| i16::try_from(count).unwrap_or(i16::MAX);
        let owed = self.low.iter().map(|low| -low).sum::<i32>();
        if !self.is_known {
            self.initial = if self.receiver.is_some() { 1 } else { owed.max(1) };
        }
        self.held = [0; 8];
        match self.receiver {
            Some(receiver) => {
                self.held[receiver as usize] = clamp(self.initial.min(1));
                self.held[Holder::Mapi as usize] += clamp((self.initial - 1).max(0));
            }
            None => {
                for (held, low) in self.held.iter_mut().zip(self.low) {
                    *held = clamp(-low);
                }
                self.held[Holder::Mapi as usize] += clamp((self.initial - owed).max(0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_count_tells_how_many_there_were() {
        let mut it = Counted::default();
        it.begin(1, -1, Holder::Client1);
        it.end(1, 2);
        assert_eq!((it.initial, it.is_steady), (3, true));
        it.begin(2, 1, Holder::Provider);
        it.end(2, 3);
        assert!(it.is_steady);
        // Somebody whose calls are not in the log counted too.
        it.begin(3, -1, Holder::Provider);
        it.end(3, 1);
        assert!(!it.is_steady);
        assert_eq!(it.held[Holder::Client1 as usize], 1);
        assert_eq!(it.held[Holder::Mapi as usize], 2);
    }

    #[test]
    fn whoever_is_given_an_object_has_one_reference() {
        let mut it = Counted::default();
        it.receive(None, Holder::Client1);
        it.begin(1, -1, Holder::Client1);
        it.end(1, 3);
        assert_eq!((it.initial, it.is_steady), (4, false));
        assert_eq!(it.held[Holder::Client1 as usize], 1);
        assert_eq!(it.held[Holder::Mapi as usize], 3);
    }

    #[test]
    fn query_interface_takes_a_reference_without_a_count() {
        let mut it = Counted::default();
        it.receive(None, Holder::Mapi);
        it.query(Holder::Provider);
        it.begin(1, -1, Holder::Provider);
        it.end(1, 1);
        assert!(it.is_steady && it.was_taken_by(Holder::Provider));
        assert_eq!(it.initial, 1);
    }

    #[test]
    fn what_is_no_count_is_not_counted() {
        let mut it = Counted::default();
        it.begin(1, 1, Holder::Provider);
        it.end(1, 0);
        it.begin(2, -1, Holder::Provider);
        it.end(2, 0);
        assert!(it.is_no_count() && !it.is_known);
    }

    #[test]
    fn a_count_is_what_it_was_when_its_own_call_counted() {
        // Inside the last Release the object counts itself up and down again.
        let mut it = Counted::default();
        it.receive(Some(1), Holder::Client1);
        it.begin(1, -1, Holder::Client1);
        it.begin(2, 1, Holder::Provider);
        it.end(2, 1);
        it.begin(3, -1, Holder::Provider);
        it.end(3, 0);
        it.end(1, 0);
        assert!(it.is_steady);
    }
}
