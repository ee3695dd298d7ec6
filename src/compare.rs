//! Two runs side by side: which step of one belongs to which step of the other, where they first
//! differ, and what differs at the end.
//!
//! Runs are aligned by their effects (calls, changes of the ledgers, what happens to the process),
//! never by step numbers: what a run tests or notes in between does not count. Effects are named by
//! text, since each run numbers its things itself. It must not know a screen.

mod align;
mod code;
mod effect;
mod last;
mod standing;

use std::collections::BTreeMap;

use crate::sim::Timeline;

pub use code::{CodeDifference, CodeLine, code_difference};
use effect::Keyed;
pub use effect::{effect_text, first_step};
pub use last::{ColumnDifference, Difference, FlagWords, changed_between, differences};
pub use standing::{ItemKind, ItemName, ItemStanding, standings};

/// A row of the side-by-side view: steps, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlignedRow {
    /// Both runs do this.
    Both(usize, usize),
    /// Only the first run does this.
    OnlyA(usize),
    /// Only the second run does this.
    OnlyB(usize),
}

/// Where two runs part: the first effect of each that the other does not have at this point; `None`
/// where a run has no more effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// Step of the first run.
    pub a: Option<usize>,
    /// Step of the second run.
    pub b: Option<usize>,
}

/// What two runs have in common and where they differ.
#[derive(Clone, Debug)]
pub struct Comparison {
    rows: Vec<AlignedRow>,
    divergence: Option<Divergence>,
    first_step: Option<usize>,
    last: Vec<Difference>,
    flags: [Vec<FlagWords>; 2],
    broken: [Vec<&'static str>; 2],
    same_verdict: bool,
    /// Steps of the second run.
    end: usize,
}

impl Comparison {
    /// Compares two whole runs, whatever place either is at.
    ///
    /// # Examples
    /// ```
    /// use mapi_teardown::compare::Comparison;
    /// use mapi_teardown::scenario::{RunOptions, Scenario};
    /// use mapi_teardown::sim::Timeline;
    ///
    /// let run = |word| -> Timeline {
    ///     let options = RunOptions::parse(word).expect("known options");
    ///     Scenario::load(&options, &[]).expect("a run").timeline(10_000)
    /// };
    /// let orderly = run("store-logoff:flag=orderly");
    /// let purge = run("store-logoff:flag=purge");
    /// assert!(Comparison::of(&orderly, &orderly).is_same());
    ///
    /// let comparison = Comparison::of(&orderly, &purge);
    /// assert!(comparison.divergence().is_some());
    /// assert!(comparison.passed().iter().any(|words| words.call == "store-A.StoreLogoff"));
    /// ```
    pub fn of(a: &Timeline, b: &Timeline) -> Self {
        let (first, second) = (effect::effects(a), effect::effects(b));
        let (left, right) = numbered(&first, &second);
        let pairs = align::align(&left, &right);
        let common = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
        let at = |effects: &[Keyed]| effects.get(common).map(|effect| effect.step);
        let divergence = Divergence { a: at(&first), b: at(&second) };
        let rules = [a, b].map(|run| run.broken_rules(run.len()));
        Self {
            rows: rows(&first, &second, &pairs),
            divergence: (divergence != Divergence { a: None, b: None }).then_some(divergence),
            first_step: first_step(a, b),
            last: differences(a, b),
            flags: last::flag_words(a, b),
            broken: [only(&rules[0], &rules[1]), only(&rules[1], &rules[0])],
            same_verdict: a.verdict() == b.verdict(),
            end: b.len(),
        }
    }

    /// Nothing differs: effects, ledgers at the end, words given back, broken rules, verdict.
    pub fn is_same(&self) -> bool {
        self.divergence.is_none()
            && self.last.is_empty()
            && self.words().is_empty()
            && self.broken.iter().all(Vec::is_empty)
            && self.same_verdict
    }

    /// All effects of both runs in the order of both; between two that are common, those of the
    /// first run come first.
    pub fn rows(&self) -> &[AlignedRow] {
        &self.rows
    }

    /// Where the runs part; `None` if all effects are the same.
    pub fn divergence(&self) -> Option<Divergence> {
        self.divergence
    }

    /// The first step at which they do different things, even if no effect shows it; `None` if they
    /// are the same to the end.
    pub fn first_step(&self) -> Option<usize> {
        self.first_step
    }

    /// What differs in the ledgers at the end, item by item.
    pub fn last(&self) -> &[Difference] {
        &self.last
    }

    /// Methods that are passed flags, where these differ.
    pub fn passed(&self) -> &[FlagWords] {
        &self.flags[0]
    }

    /// Methods that give flags back, where these differ.
    pub fn words(&self) -> &[FlagWords] {
        &self.flags[1]
    }

    /// Rules that only the first, and only the second run breaks, by number.
    pub fn broken(&self) -> [&[&'static str]; 2] {
        [&self.broken[0], &self.broken[1]]
    }

    /// How many effects are common, only the first run's, and only the second's.
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for row in &self.rows {
            counts[match row {
                AlignedRow::Both(..) => 0,
                AlignedRow::OnlyA(_) => 1,
                AlignedRow::OnlyB(_) => 2,
            }] += 1;
        }
        counts
    }

    /// The place in the second run that belongs to a place in the first: after the last common
    /// effect up to there. Once the first run has done all that it does alone before the next
    /// common one, the second has, too: it stands just before that.
    pub fn place_in_b(&self, at: usize) -> usize {
        let mut place = 0;
        for row in &self.rows {
            match *row {
                AlignedRow::Both(a, b) if a > at => return b - 1,
                AlignedRow::Both(_, b) => place = b,
                AlignedRow::OnlyA(a) if a > at => return place,
                AlignedRow::OnlyA(_) | AlignedRow::OnlyB(_) => {}
            }
        }
        self.end
    }
}

/// Effects as numbers: equal numbers for equal texts.
fn numbered(first: &[Keyed], second: &[Keyed]) -> (Vec<u32>, Vec<u32>) {
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    let mut number = |effect: &Keyed| {
        let next = known.len() as u32;
        *known.entry(effect.key.clone()).or_insert(next)
    };
    (first.iter().map(&mut number).collect(), second.iter().map(&mut number).collect())
}

fn rows(first: &[Keyed], second: &[Keyed], pairs: &[(usize, usize)]) -> Vec<AlignedRow> {
    let mut rows = Vec::with_capacity(first.len() + second.len() - pairs.len());
    let (mut a, mut b) = (0, 0);
    for (to_a, to_b) in pairs.iter().copied().chain([(first.len(), second.len())]) {
        rows.extend(first[a..to_a].iter().map(|effect| AlignedRow::OnlyA(effect.step)));
        rows.extend(second[b..to_b].iter().map(|effect| AlignedRow::OnlyB(effect.step)));
        if to_a < first.len() && to_b < second.len() {
            rows.push(AlignedRow::Both(first[to_a].step, second[to_b].step));
        }
        (a, b) = (to_a + 1, to_b + 1);
    }
    rows
}

/// What is in `these` and not in `those`.
fn only(these: &[&'static str], those: &[&'static str]) -> Vec<&'static str> {
    these.iter().copied().filter(|rule| !those.contains(rule)).collect()
}

#[cfg(test)]
mod tests;
