//! What of two runs can be compared where one was recorded: a log has calls and answers of some
//! interfaces, and nothing else of what a model shows.
//!
//! It must not know how runs are aligned.

use crate::sim::Timeline;
use crate::sim::timeline::Recording;

/// The recordings among two runs.
pub(super) struct Window<'a>(Vec<&'a Recording>);

impl<'a> Window<'a> {
    pub(super) fn of(a: &'a Timeline, b: &'a Timeline) -> Self {
        Self([a, b].into_iter().filter_map(Timeline::recording).collect())
    }

    /// Whether both runs are the machine's own, which show everything.
    pub(super) fn is_clear(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether what the spooler does shows in both runs.
    pub(super) fn sees_spooler(&self) -> bool {
        self.0.iter().all(|it| it.has_spooler)
    }

    /// Whether calls of an interface show in both runs.
    pub(super) fn sees(&self, interface: &str) -> bool {
        self.0.iter().all(|it| it.sees(interface))
    }
}
