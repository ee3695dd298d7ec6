//! Compares two runs: which step of one corresponds to which step of the other, where they first
//! differ, and what differs at the end.
//!
//! Runs are aligned by their effects (calls, changes to the ledgers, what happens to the process),
//! never by step numbers: tests and bookkeeping in between don't count. Effects are identified by
//! text, because each run numbers its things independently. It must not know a screen.

mod align;
mod code;
mod effect;
mod last;
mod standing;
mod visible;

use std::collections::BTreeMap;

use crate::sim::Timeline;

pub use code::{CodeDifference, CodeLine, code_difference};
use effect::Keyed;
pub use effect::{effect_text, first_step};
pub use last::{ColumnDifference, Difference, FlagWords, changed_between, differences};
pub use standing::{ItemKind, ItemName, ItemStanding, standings};
use visible::Window;

/// A row of the side-by-side view; steps are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlignedRow {
    /// Both runs do this.
    Both(usize, usize),
    /// Only the first run does this.
    OnlyA(usize),
    /// Only the second run does this.
    OnlyB(usize),
}

/// Where two runs diverge: the first effect of each that the other does not have at this point;
/// `None` if a run has no more effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The step in the first run.
    pub a: Option<usize>,
    /// The step in the second run.
    pub b: Option<usize>,
}

/// What two runs have in common, and where they differ.
#[derive(Clone, Debug)]
pub struct Comparison {
    rows: Vec<AlignedRow>,
    divergence: Option<Divergence>,
    first_step: Option<usize>,
    last: Vec<Difference>,
    flags: [Vec<FlagWords>; 2],
    broken: [Vec<&'static str>; 2],
    same_verdict: bool,
    /// The interfaces whose calls were compared; `None`: all.
    compared: Option<Vec<String>>,
    /// Whether the counts at the end were.
    compares_counts: bool,
    /// The number of steps in the second run.
    end: usize,
}

impl Comparison {
    /// Compares two whole runs, whatever their current positions.
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
        let window = Window::of(a, b);
        let (first, second) = (effect::effects(a, &window), effect::effects(b, &window));
        let (left, right) = numbered(&first, &second);
        let pairs = align::align(&left, &right);
        let common = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
        let at = |effects: &[Keyed]| effects.get(common).map(|effect| effect.step);
        let cut_off = [a, b].map(Window::is_cut_off);
        // A log that is cut off may have gone on as the other run does.
        let divergence = match [at(&first), at(&second)] {
            [None, _] if cut_off[0] => Divergence { a: None, b: None },
            [_, None] if cut_off[1] => Divergence { a: None, b: None },
            [a, b] => Divergence { a, b },
        };
        let rules = [a, b].map(|run| run.broken_rules(run.len()));
        Self {
            rows: known_rows(rows(&first, &second, &pairs), cut_off),
            divergence: (divergence != Divergence { a: None, b: None }).then_some(divergence),
            first_step: match (window.is_clear(), divergence) {
                (true, _) => first_step(a, b),
                // That a log has no more, or lacks something, is nothing that happens in it.
                (false, _) if a.recording().is_some() => alone_in_a(&first, &pairs),
                (false, Divergence { a: None, b: None }) => None,
                (false, Divergence { a: step, .. }) => Some(step.unwrap_or(a.len())),
            },
            last: match cut_off {
                [false, false] => last::visible(&window, differences(a, b)),
                _ => Vec::new(),
            },
            flags: last::flag_words(a, b, &window),
            broken: [only(&rules[0], &rules[1]), only(&rules[1], &rules[0])],
            same_verdict: a.verdict() == b.verdict(),
            compared: window.interfaces(),
            compares_counts: cut_off == [false; 2] && window.sees_counts(),
            end: b.len(),
        }
    }

    /// Whether nothing differs: effects, final ledgers, output flags, broken rules, verdict.
    pub fn is_same(&self) -> bool {
        !self.is_blind()
            && self.divergence.is_none()
            && self.last.is_empty()
            && self.words().is_empty()
            && self.broken.iter().all(Vec::is_empty)
            && self.same_verdict
    }

    /// Whether nothing could be compared: a log has no effect that both runs can show.
    pub fn is_blind(&self) -> bool {
        self.compared.is_some() && self.rows.is_empty()
    }

    /// The interfaces whose calls were compared, where one of the runs is a log that does not show
    /// all; `None`: those of all interfaces.
    pub fn compared(&self) -> Option<&[String]> {
        self.compared.as_deref()
    }

    /// Whether reference counts at the end were compared: not where a log is cut off, or does not
    /// have every AddRef and Release.
    pub fn compares_counts(&self) -> bool {
        self.compares_counts
    }

    /// All effects of both runs, each in its own order; between two common effects, those of the
    /// first run come first.
    pub fn rows(&self) -> &[AlignedRow] {
        &self.rows
    }

    /// Where the runs diverge; `None` if all effects are the same.
    pub fn divergence(&self) -> Option<Divergence> {
        self.divergence
    }

    /// The first step at which they do different things, even if no effect shows it; of a log,
    /// which has no code, the first effect that only it has. `None` if they do the same to the end.
    pub fn first_step(&self) -> Option<usize> {
        self.first_step
    }

    /// What differs in the final ledgers, item by item.
    pub fn last(&self) -> &[Difference] {
        &self.last
    }

    /// The methods to which different flags were passed.
    pub fn passed(&self) -> &[FlagWords] {
        &self.flags[0]
    }

    /// The methods that returned different flags.
    pub fn words(&self) -> &[FlagWords] {
        &self.flags[1]
    }

    /// The rules that only the first run breaks, and those that only the second one breaks.
    pub fn broken(&self) -> [&[&'static str]; 2] {
        [&self.broken[0], &self.broken[1]]
    }

    /// How many effects are common, how many only the first run has, and how many only the second.
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

    /// The position in the second run that corresponds to a position in the first: after the last
    /// common effect before it. Once the first run has done everything that it does alone before
    /// the next common effect, so has the second: its position is then just before that effect.
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

    /// The same without what the second run does alone after that: just behind the last common
    /// effect before a position in the first run.
    pub fn reached_in_b(&self, at: usize) -> usize {
        let both = self.rows.iter().filter_map(|row| match *row {
            AlignedRow::Both(a, b) => Some((a, b)),
            AlignedRow::OnlyA(_) | AlignedRow::OnlyB(_) => None,
        });
        both.take_while(|(a, _)| *a <= at).last().map_or(0, |(_, b)| b)
    }
}

/// The first step of the first run whose effect the other run does not have.
fn alone_in_a(effects: &[Keyed], pairs: &[(usize, usize)]) -> Option<usize> {
    let is_alone = |at: &usize| pairs.iter().all(|(a, _)| a != at);
    (0..effects.len()).find(is_alone).map(|at| effects[at].step)
}

/// Replaces effects by numbers; equal texts get equal numbers.
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

/// The rows without what comes after the end of a log that is cut off.
fn known_rows(mut rows: Vec<AlignedRow>, [of_a, of_b]: [bool; 2]) -> Vec<AlignedRow> {
    let is_beyond = |row: &AlignedRow| match row {
        AlignedRow::OnlyB(_) => of_a,
        AlignedRow::OnlyA(_) => of_b,
        AlignedRow::Both(..) => false,
    };
    let known = rows.iter().rposition(|row| !is_beyond(row)).map_or(0, |last| last + 1);
    rows.truncate(known);
    rows
}

/// The items of `these` that are not in `those`.
fn only(these: &[&'static str], those: &[&'static str]) -> Vec<&'static str> {
    these.iter().copied().filter(|rule| !those.contains(rule)).collect()
}

#[cfg(test)]
mod tests;
