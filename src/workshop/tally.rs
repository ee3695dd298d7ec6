//! A show of hands: a count for each option, typed digit by digit.
//!
//! It must not know what is asked, nor what is right.

/// Most digits of a count: more hands than any room has.
const DIGITS: usize = 4;

/// The counts, and the option that is being counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: Vec<String>,
    at: usize,
}

impl Tally {
    /// Nothing counted yet, for so many options.
    pub fn new(options: usize) -> Self {
        Self { counts: vec![String::new(); options], at: 0 }
    }

    /// How many options there are.
    pub fn options(&self) -> usize {
        self.counts.len()
    }

    /// The option that is being counted.
    pub fn at(&self) -> usize {
        self.at
    }

    /// One more digit for the option that is being counted; what is too long is not taken.
    pub fn digit(&mut self, digit: u8) {
        let Some(count) = self.counts.get_mut(self.at) else { return };
        if count == "0" {
            count.clear();
        }
        if count.len() < DIGITS && digit < 10 {
            count.push(char::from(b'0' + digit));
        }
    }

    /// Deletes the last digit of the option that is being counted.
    pub fn erase(&mut self) {
        if let Some(count) = self.counts.get_mut(self.at) {
            count.pop();
        }
    }

    /// To another option, by so many; it stays among them.
    pub fn turn(&mut self, by: isize) {
        let last = self.counts.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// To the option of a letter.
    pub fn choose(&mut self, option: usize) {
        if option < self.counts.len() {
            self.at = option;
        }
    }

    /// The hands for an option; none if not counted.
    pub fn count(&self, option: usize) -> Option<u32> {
        self.counts.get(option)?.parse().ok()
    }

    /// Hands counted for all options together.
    pub fn total(&self) -> u32 {
        (0..self.counts.len()).filter_map(|option| self.count(option)).sum()
    }

    /// The option with the most hands, the first of several; none if not counted.
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
        tally.turn(1);
        tally.digit(7);
        tally.erase();
        assert_eq!([0, 1, 2, 3].map(|option| tally.count(option)), [Some(12), Some(5), None, None]);
        assert_eq!((tally.total(), tally.most(), tally.at()), (17, Some(0), 2));
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
                    0..=11 => tally.digit(key),
                    12 => tally.turn(1),
                    13 => tally.turn(-1),
                    14 => tally.choose(usize::from(key) % 5),
                    _ => tally.erase(),
                }
                prop_assert!(tally.at() < options.max(1));
                let mut counts = (0..options).filter_map(|option| tally.count(option));
            prop_assert!(counts.all(|count| count <= 9999));
                prop_assert!(tally.most().is_none_or(|most| most < options));
            }
        }
    }
}
