//! Code that a user changed: what breaks with it and not without it is its author's mistake.
//!
//! It must not know what was changed.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::super::body::Who;

/// Rules that a machine breaks; `None` if its run has no end.
type RulesWithout = Option<BTreeSet<&'static str>>;

/// Code that a user changed, and what breaks without the change.
#[derive(Clone, Debug)]
pub(super) struct Altered {
    who: Who,
    /// Found at the first question.
    broken: Arc<LazyLock<RulesWithout, Box<dyn FnOnce() -> RulesWithout + Send + Sync>>>,
}

impl Altered {
    /// `sound` finds the rules that the unchanged machine breaks too.
    pub(super) fn new(
        who: Who,
        sound: impl FnOnce() -> RulesWithout + Send + Sync + 'static,
    ) -> Self {
        Self { who, broken: Arc::new(LazyLock::new(Box::new(sound))) }
    }

    fn broken(&self) -> Option<&BTreeSet<&'static str>> {
        LazyLock::force(&self.broken).as_ref()
    }

    /// Whose change it was that broke a rule: without it nothing breaks it.
    pub(super) fn breaker(&self, rule: &str) -> Option<Who> {
        (!self.broken()?.contains(rule)).then_some(self.who)
    }
}

impl PartialEq for Altered {
    /// Whether both say the same of each rule.
    fn eq(&self, other: &Self) -> bool {
        self.who == other.who && self.broken() == other.broken()
    }
}
