//! A show of hands: a count for each option, typed digit by digit.
//!
//! It must not know what is asked, nor what is right.

/// The most digits of a count, enough for more hands than any room has.
const DIGITS: usize = 4;

/// The counts, and which option is being counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: Vec<String>,
    at: usize,
    /// The next digit starts a new count for this option, replacing any earlier one.
    fresh: bool,
}

impl Tally {
    /// An empty tally for this number of options.
    pub fn new(options: usize) -> Self {
        Self { counts: vec![String::new(); options], at: 0, fresh: true }
    }

    /// The number of options.
    pub fn options(&self) -> usize {
        self.counts.len()
    }

    /// The option that is being counted; `None` after the last one, or after a letter without an
    /// option.
    pub fn at(&self) -> Option<usize> {
        Some(self.at).filter(|at| *at < self.counts.len())
    }

    /// Adds a digit for the option that is being counted. Returns false if it was not accepted: no
    /// option is being counted, or the count is long enough.
    pub fn digit(&mut self, digit: u8) -> bool {
        let Some(count) = self.counts.get_mut(self.at) else { return false };
        if std::mem::take(&mut self.fresh) || count == "0" {
            count.clear();
        }
        let taken = count.len() < DIGITS && digit < 10;
        if taken {
            count.push(char::from(b'0' + digit));
        }
        taken
    }

    /// Deletes the last digit of the option that is being counted.
    pub fn erase(&mut self) {
        self.fresh = false;
        if let Some(count) = self.counts.get_mut(self.at) {
            count.pop();
        }
    }

    /// Moves to another option, `by` options further; after the last one nothing is counted.
    pub fn turn(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.counts.len());
        self.fresh = true;
    }

    /// Moves to the option with a letter. Returns false if there is none; then nothing is counted.
    pub fn choose(&mut self, option: usize) -> bool {
        self.at = option.min(self.counts.len());
        self.fresh = true;
        self.at().is_some()
    }

    /// Moves to the first option, for asking the question again; the counts stay.
    pub fn again(&mut self) {
        (self.at, self.fresh) = (0, true);
    }

    /// Whether any option has a count.
    pub fn has_counts(&self) -> bool {
        self.counts.iter().any(|count| !count.is_empty())
    }

    /// The count of an option; `None` if it was not counted.
    pub fn count(&self, option: usize) -> Option<u32> {
        self.counts.get(option)?.parse().ok()
    }

    /// The total of all counts.
    pub fn total(&self) -> u32 {
        (0..self.counts.len()).filter_map(|option| self.count(option)).sum()
    }

    /// The option with the most hands, the first one on a tie; `None` if nothing was counted.
    pub fn most(&self) -> Option<usize> {
        let best = (0..self.counts.len())
            .filter_map(|option| self.count(option))
            .max()
            .filter(|count| *count > 0)?;
        (0..self.counts.len()).find(|option| self.count(*option) == Some(best))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_count_and_the_cursor_goes_on() {
        let mut tally = Tally::new(3);
        for digit in [1, 2] {
            tally.digit(digit);
        }
        tally.turn(1);
        tally.digit(0);
        tally.digit(5);
        tally.turn(1);
        tally.digit(7);
        tally.erase();
        assert_eq!([0, 1, 2, 3].map(|option| tally.count(option)), [Some(12), Some(5), None, None]);
        assert_eq!((tally.total(), tally.most(), tally.at()), (17, Some(0), Some(2)));
    }

    #[test]
    fn a_count_is_set_anew_and_never_falls_on_another_option() {
        let mut tally = Tally::new(2);
        assert!(tally.digit(7) && tally.choose(0) && tally.digit(1) && tally.digit(2));
        assert_eq!(tally.count(0), Some(12), "typed again, it is set");
        tally.erase();
        assert_eq!(tally.count(0), Some(1), "and corrected");
        assert!(!tally.choose(9) && !tally.digit(4));
        assert_eq!((tally.count(0), tally.count(1), tally.at()), (Some(1), None, None));
        tally.turn(-1);
        assert!(tally.digit(3));
        tally.turn(1);
        assert!(!tally.digit(5), "after the last option nothing is counted");
        assert_eq!((tally.count(0), tally.count(1)), (Some(1), Some(3)));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_counts_stay_sane(
            options in 0usize..12,
            keys in proptest::collection::vec(0u8..16, 0..80),
        ) {
            let mut tally = Tally::new(options);
            for key in keys {
                match key {
                    0..=11 => {
                        tally.digit(key);
                    }
                    12 => tally.turn(1),
                    13 => tally.turn(-1),
                    14 => {
                        tally.choose(usize::from(key) % 5);
                    }
                    _ => tally.erase(),
                }
                prop_assert!(tally.at().is_none_or(|at| at < options));
                let mut counts = (0..options).filter_map(|option| tally.count(option));
                prop_assert!(counts.all(|count| count <= 9999));
                prop_assert!(tally.most().is_none_or(|most| most < options));
            }
        }
    }
}
