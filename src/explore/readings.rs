//! One search for each combination of readings that makes a difference, several at a time.
//!
//! A combination is left out if everything runs as in one before it that was searched, and the
//! bound on states is for all of them together. So the searches before it decide whether a
//! combination is searched, and within which bounds. On several threads a search is begun before
//! that is known: what it found is dropped if the combination is left out, and if its bounds were
//! not those that it should have had, and this may have mattered, it is searched again. So the
//! report does not depend on the number of threads.
//!
//! It must not know what a reading decides, nor how a search works.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::bounds::Bounds;
use super::result::StopReason;
use super::side_by_side::side_by_side;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::BodyId;

/// How far a search went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Distinct states.
    pub states: u64,
    /// Why it stopped before everything was seen, if so.
    pub stopped: Option<StopReason>,
}

/// What the search of one combination came to.
#[derive(Clone, Debug)]
pub struct Covered<T> {
    /// What is to be reported of it.
    pub report: T,
    /// How far it went.
    pub extent: Extent,
    /// How far other searches went that the report is made from.
    pub besides: Vec<Extent>,
    /// The bodies of which anything has run.
    pub ran: BTreeSet<BodyId>,
}

impl<T> Covered<T> {
    /// Whether a search within `due` comes to the same as this one, which had at least as many
    /// states and at most as many bytes.
    fn holds_within(&self, due: Bounds, had: Bounds) -> bool {
        let same = |it: &Extent| {
            it.states <= due.states
                && (it.stopped != Some(StopReason::States) || had.states == due.states)
                && (it.stopped != Some(StopReason::Memory) || had.bytes == due.bytes)
        };
        [self.extent].iter().chain(&self.besides).all(same)
    }
}

/// Combinations that are loaded at a time: each takes half a megabyte, and most are left out.
const PORTION: usize = 64;

/// Searches every combination of readings, on up to so many threads: the reports in the order of
/// the combinations, and how many of these were left out because everything runs as in one that was
/// searched. It ends with the first search that was interrupted or met the bound on states.
///
/// # Errors
/// What `load` says of the first combination that it can't load.
///
/// # Panics
/// If a search does.
pub fn search_readings<T: Send, E: Send>(
    combinations: &[RunOptions],
    bounds: Bounds,
    threads: usize,
    load: impl Fn(&RunOptions) -> Result<Scenario, E> + Sync,
    search: impl Fn(&Scenario, Bounds) -> Covered<T> + Sync,
) -> Result<(Vec<T>, usize), E> {
    let (reports, searched) = (Vec::new(), Vec::new());
    let mut so_far = SoFar { due: bounds, threads: threads.max(1), reports, same: 0, searched };
    for portion in combinations.chunks(PORTION) {
        let searched = &so_far.searched;
        let loaded = side_by_side(portion, so_far.threads, |options| {
            let combination = load(options);
            let is_out = combination.as_ref().is_ok_and(|it| is_left_out(it, searched));
            (!is_out).then_some(combination)
        });
        let (mut left, mut failure) = (Vec::new(), None);
        for combination in loaded {
            match combination {
                None => so_far.same += 1,
                Some(Ok(combination)) => left.push(combination),
                Some(Err(error)) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        if so_far.search_all(&left, &search).is_break() {
            break;
        }
        if let Some(error) = failure {
            return Err(error);
        }
    }
    Ok((so_far.reports, so_far.same))
}

/// What became of the combinations until now.
struct SoFar<T> {
    /// What is left of the bounds.
    due: Bounds,
    threads: usize,
    reports: Vec<T>,
    same: usize,
    searched: Vec<Searched>,
}

/// A combination that was searched, and the bodies of which anything ran.
type Searched = (Scenario, BTreeSet<BodyId>);

fn is_left_out(combination: &Scenario, searched: &[Searched]) -> bool {
    searched.iter().any(|(known, ran)| known.is_same_in(combination, ran))
}

impl<T: Send> SoFar<T> {
    /// Searches these, which come next, but for those that are left out. Says whether to go on.
    fn search_all(
        &mut self,
        combinations: &[Scenario],
        search: &(impl Fn(&Scenario, Bounds) -> Covered<T> + Sync),
    ) -> ControlFlow<()> {
        let mut early: BTreeMap<usize, (Bounds, Covered<T>)> = BTreeMap::new();
        for (at, combination) in combinations.iter().enumerate() {
            if is_left_out(combination, &self.searched) {
                early.remove(&at);
                self.same += 1;
                continue;
            }
            if !early.contains_key(&at) {
                let few = self.next_few(combinations, at, |at| early.contains_key(&at));
                let had = Bounds { bytes: self.due.bytes / few.len() as u64, ..self.due };
                let found = side_by_side(&few, self.threads, |at| search(&combinations[*at], had));
                early.extend(few.into_iter().zip(found.into_iter().map(|it| (had, it))));
            }
            let held = early.remove(&at).filter(|(had, found)| found.holds_within(self.due, *had));
            let again = || {
                // What is so large takes all the memory that there may be.
                self.threads = 1;
                search(combination, self.due)
            };
            let covered = held.map_or_else(again, |(_, covered)| covered);
            self.due.states = self.due.states.saturating_sub(covered.extent.states);
            self.reports.push(covered.report);
            self.searched.push((combination.clone(), covered.ran));
            let stopped = covered.extent.stopped;
            if matches!(stopped, Some(StopReason::Interrupted | StopReason::States)) {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }

    /// The combination at this position, and some after it that will probably not be left out.
    fn next_few(
        &self,
        combinations: &[Scenario],
        first: usize,
        is_known: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut few = vec![first];
        for (at, combination) in combinations.iter().enumerate().skip(first + 1) {
            if few.len() == self.threads {
                break;
            }
            let is_same = |known: &usize| {
                let known = &combinations[*known];
                let bodies = known.machine.program().bodies.len() as u16;
                known.is_same_in(combination, &(0..bodies).map(BodyId).collect())
            };
            if !is_known(at)
                && !few.iter().any(is_same)
                && !is_left_out(combination, &self.searched)
            {
                few.push(at);
            }
        }
        few
    }
}
