//! What a run may cost: a machine stops a run before the step that costs more, and says which bound
//! it would have crossed.
//!
//! Costs are counted, never timed, so that two runs stop at the same step. It must not know what a
//! statement does.

use std::cell::Cell;

use super::footprint::Footprint;

/// Most work of one step, with the silent statements before it. A list of 100,000 things fits, and
/// so does a look at each of them.
pub const STEP_WORK: u64 = 8_000_000;

/// Work that each step of a run's bound allows for, on average.
pub const WORK_PER_STEP: u64 = 200;

/// Most items of a list.
pub const MOST_ITEMS: usize = 200_000;

/// Most objects, and most messages, of a world and its run.
pub const MOST_OBJECTS: usize = 200_000;

/// Most rows, and most entries of the registry, of a world and its run.
pub const MOST_ROWS: usize = 10_000;

/// Most ways that a choice has; what comes after them in a list cannot be first.
pub const MOST_WAYS: u16 = 10_000;

/// What an item of a new list costs: it is kept for the way back.
pub(super) const ITEM: u64 = 8;

/// What an event costs.
pub(super) const EVENT: u64 = 64;

/// What a run may cost in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Most steps of the run.
    pub steps: usize,
    /// Work: about a nanosecond or three bytes each.
    pub work: u64,
}

impl Budget {
    /// A budget of so many steps, with the work that such a run may do.
    pub fn of_steps(steps: usize) -> Self {
        Self {
            steps,
            work: (2 * STEP_WORK).saturating_add((steps as u64).saturating_mul(WORK_PER_STEP)),
        }
    }
}

/// A bound of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Steps of the run.
    Steps,
    /// Work of the run: values looked at, things made and kept.
    Work,
    /// Work of one step.
    StepWork,
    /// Items of one list.
    Items,
    /// A list in a list.
    Nested,
    /// Objects that are made.
    Objects,
    /// Rows that are added.
    Rows,
    /// Entries that are registered.
    Uids,
}

impl Limit {
    /// All bounds, in the order of their declaration.
    pub const ALL: [Limit; 8] = [
        Limit::Steps,
        Limit::Work,
        Limit::StepWork,
        Limit::Items,
        Limit::Nested,
        Limit::Objects,
        Limit::Rows,
        Limit::Uids,
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Limit::Steps => "steps",
            Limit::Work => "work",
            Limit::StepWork => "step-work",
            Limit::Items => "items",
            Limit::Nested => "nested",
            Limit::Objects => "objects",
            Limit::Rows => "rows",
            Limit::Uids => "uids",
        }
    }

    /// The number that it allows, if that is the same for all runs.
    pub fn most(self) -> Option<u64> {
        match self {
            Limit::Steps | Limit::Work | Limit::Nested => None,
            Limit::StepWork => Some(STEP_WORK),
            Limit::Items => Some(MOST_ITEMS as u64),
            Limit::Objects => Some(MOST_OBJECTS as u64),
            Limit::Rows | Limit::Uids => Some(MOST_ROWS as u64),
        }
    }
}

/// Counts the work of a step, and notes what its code looks at.
#[derive(Debug)]
pub struct Meter {
    most: u64,
    spent: Cell<u64>,
    limit: Limit,
    looked: Cell<Footprint>,
}

impl Default for Meter {
    fn default() -> Self {
        Self::within(u64::MAX)
    }
}

impl Meter {
    /// Allows the work of a step, but no more than what is left of the run.
    pub fn within(left: u64) -> Self {
        let limit = if left < STEP_WORK { Limit::Work } else { Limit::StepWork };
        let looked = Cell::new(Footprint::NONE);
        Self { most: left.min(STEP_WORK), spent: Cell::new(0), limit, looked }
    }

    /// Units of work spent until now.
    pub fn spent(&self) -> u64 {
        self.spent.get()
    }

    /// What was looked at until now, besides the thread's own frames and variables and what never
    /// changes.
    pub fn looked(&self) -> Footprint {
        self.looked.get()
    }

    /// Notes what code looks at.
    #[inline(always)]
    pub(super) fn look(&self, at: Footprint) {
        self.looked.set(self.looked.get().and(at));
    }

    /// Counts work; a trap where it is too much.
    #[inline(always)]
    pub(super) fn spend(&self, work: u64) -> Result<(), Limit> {
        let spent = self.spent.get() + work;
        self.spent.set(spent);
        if spent > self.most { Err(self.limit) } else { Ok(()) }
    }

    /// Counts the work of making a list of so many items.
    pub(super) fn list(&self, items: usize) -> Result<(), Limit> {
        if items > MOST_ITEMS {
            return Err(Limit::Items);
        }
        self.spend(items as u64 * ITEM)
    }
}
