//! One search for each combination of readings that makes a difference, several at a time.
//!
//! A reading that decided nothing about what a search executed would have changed nothing in it, so
//! a combination is left out if it agrees with one before it in all readings that decided anything
//! there. The bound on states is for all searches together. So the searches before it decide
//! whether a combination is searched, and within which bounds. On several threads a search is begun
//! before that is known: what it found is dropped if the combination is left out, and if its bounds
//! were not those that it should have had, and this may have mattered, it is searched again. So the
//! report does not depend on the number of threads.
//!
//! It must not know what a reading decides, nor how a search works.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::bounds::Bounds;
use super::report::SearchReport;
use super::result::StopReason;
use super::side_by_side::side_by_side;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::BodyId;
use crate::sim::rules::NO_ENDLESS_WAIT;

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
    /// The readings that decided anything about it.
    pub read: BTreeSet<String>,
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

/// The readings that decided anything about a search which executed these operations. All of them
/// if it was not complete, since nobody knows what it would have come to, and if a thread waits for
/// ever, since who is to blame for that is read off all bodies.
pub fn read(
    scenario: &Scenario,
    report: &SearchReport,
    reached: &BTreeSet<(BodyId, u16)>,
) -> BTreeSet<String> {
    match report.is_complete() && report.breach(NO_ENDLESS_WAIT).is_none() {
        true => scenario.readings_at(reached),
        false => scenario.readings(),
    }
}

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
    let mut early: BTreeMap<usize, Early<T, E>> = BTreeMap::new();
    for (at, options) in combinations.iter().enumerate() {
        if so_far.is_left_out(options, &load)? {
            early.remove(&at);
            so_far.same += 1;
            continue;
        }
        if !early.contains_key(&at) {
            let few = so_far.next_few(combinations, at, |at| early.contains_key(&at));
            let had = Bounds { bytes: so_far.due.bytes / few.len() as u64, ..so_far.due };
            let found = side_by_side(&few, so_far.threads, |at| {
                let scenario = load(&combinations[*at])?;
                let covered = search(&scenario, had);
                Ok((had, scenario, covered))
            });
            early.extend(few.into_iter().zip(found));
        }
        let Some(found) = early.remove(&at) else { continue };
        if so_far.take(found?, &search).is_break() {
            break;
        }
    }
    Ok((so_far.reports, so_far.same))
}

/// What a search came to that was begun within these bounds.
type Early<T, E> = Result<(Bounds, Scenario, Covered<T>), E>;

/// What became of the combinations until now.
struct SoFar<T> {
    /// What is left of the bounds.
    due: Bounds,
    threads: usize,
    reports: Vec<T>,
    same: usize,
    searched: Vec<Searched>,
}

/// A combination that was searched, and the readings that decided anything.
type Searched = (Scenario, BTreeSet<String>);

impl<T> SoFar<T> {
    fn is_same(&self, options: &RunOptions) -> impl Iterator<Item = &Scenario> {
        let same = self.searched.iter().filter(|(known, read)| known.agrees(options, read));
        same.map(|(known, _)| known)
    }

    /// Whether everything runs as in one that was searched. With what a user wrote it is loaded
    /// nevertheless: there may be errors in what only this combination has, and whose mistakes are
    /// whose is found out by a run without what the user wrote.
    fn is_left_out<E>(
        &self,
        options: &RunOptions,
        load: &impl Fn(&RunOptions) -> Result<Scenario, E>,
    ) -> Result<bool, E> {
        let Some(known) = self.is_same(options).next() else { return Ok(false) };
        if known.beyond().next().is_none() {
            return Ok(true);
        }
        let machine = load(options)?.machine;
        Ok(self.is_same(options).any(|known| known.machine.blames_as(&machine)))
    }

    /// Takes what a search came to. Says whether to go on.
    fn take(
        &mut self,
        (had, scenario, found): (Bounds, Scenario, Covered<T>),
        search: &impl Fn(&Scenario, Bounds) -> Covered<T>,
    ) -> ControlFlow<()> {
        let covered = match found.holds_within(self.due, had) {
            true => found,
            false => {
                // What is so large takes all the memory that there may be.
                self.threads = 1;
                search(&scenario, self.due)
            }
        };
        self.due.states = self.due.states.saturating_sub(covered.extent.states);
        self.reports.push(covered.report);
        self.searched.push((scenario, covered.read));
        match covered.extent.stopped {
            Some(StopReason::Interrupted | StopReason::States) => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }

    /// The combination at this position, and some after it that will probably not be left out: they
    /// differ from it, and from each other, in a reading that decided something before.
    fn next_few(
        &self,
        combinations: &[RunOptions],
        first: usize,
        is_known: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut few = vec![first];
        let Some((any, _)) = self.searched.first() else { return few };
        let read: BTreeSet<String> =
            self.searched.iter().flat_map(|(_, read)| read).cloned().collect();
        let values = |at: usize| any.values_of(&combinations[at], &read);
        for (at, options) in combinations.iter().enumerate().skip(first + 1) {
            if few.len() == self.threads {
                break;
            }
            let is_new = !few.iter().any(|known| values(*known) == values(at));
            if !is_known(at) && is_new && self.is_same(options).next().is_none() {
                few.push(at);
            }
        }
        few
    }
}
