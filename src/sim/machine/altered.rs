//! Code that a user changed: what breaks with it and not without it is its author's mistake.
//!
//! It must not know what was changed.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::super::body::Who;
use super::Machine;

/// Code that a user changed, and the machine as it was before.
#[derive(Clone, Debug)]
pub(super) struct Altered {
    who: Who,
    sound: Arc<Machine>,
    /// Rules that the unchanged machine breaks too; `None` if its run has no end.
    broken: Arc<OnceLock<Option<BTreeSet<&'static str>>>>,
}

impl Altered {
    pub(super) fn new(who: Who, sound: Arc<Machine>) -> Self {
        Self { who, sound, broken: Arc::default() }
    }

    fn broken(&self) -> Option<&BTreeSet<&'static str>> {
        self.broken.get_or_init(|| self.sound.broken_rules()).as_ref()
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
