//! How a search is set up and run.
//!
//! It must not know what is searched, nor the time.

use std::ops::ControlFlow;

use super::bounds::Bounds;
use super::breadth_first::BreadthFirst;
use super::result::{SearchProgress, SearchResult, StopReason};
use super::transition_system::TransitionSystem;

/// A search of a model, to be set up and run.
#[derive(Clone, Copy, Debug)]
pub struct Search<'m, M> {
    model: &'m M,
    bounds: Bounds,
    exact: bool,
}

impl<'m, M: TransitionSystem> Search<'m, M> {
    /// Without bounds, by fingerprint.
    pub fn new(model: &'m M) -> Self {
        Search { model, bounds: Bounds::NONE, exact: false }
    }

    /// Sets how far it may go.
    #[must_use]
    pub fn bounds(self, bounds: Bounds) -> Self {
        Search { bounds, ..self }
    }

    /// Keeps all states and compares them, instead of trusting fingerprints: slow, large, and
    /// certain.
    #[must_use]
    pub fn exact(self) -> Self {
        Search { exact: true, ..self }
    }

    /// Searches until everything is seen or a bound is met.
    ///
    /// # Panics
    /// If the model has more than [`PropertySet::CAPACITY`](super::PropertySet::CAPACITY)
    /// properties, or panics itself.
    pub fn run(&self) -> SearchResult<M::Action> {
        self.run_watched(u64::MAX, |_| ControlFlow::Continue(()))
    }

    /// As [`Search::run`]; after every `every` expanded states it asks the watcher whether to go
    /// on.
    pub fn run_watched(
        &self,
        every: u64,
        mut watch: impl FnMut(&SearchProgress) -> ControlFlow<()>,
    ) -> SearchResult<M::Action> {
        let mut walk = BreadthFirst::new(self.model, self.bounds, self.exact);
        let mut unwatched = 0;
        let mut stopped = walk.begin();
        while stopped.is_none() && walk.is_under_way() {
            stopped = walk.step();
            unwatched += 1;
            if stopped.is_none() && unwatched >= every {
                unwatched = 0;
                stopped = watch(&walk.progress()).is_break().then_some(StopReason::Interrupted);
            }
        }
        walk.finish_level();
        walk.outcome(stopped)
    }
}
