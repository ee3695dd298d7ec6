//! Settings of the path picker that change nothing in its run, as far as that was found out.
//!
//! It must not know how it is found out.

use crate::scenario::{self, RunOptions};
use crate::tui::model::home::FormField;

/// What was found out about a form.
#[derive(Default)]
pub struct FormIdle {
    /// The form; `None`: nothing was asked yet.
    pub of: Option<RunOptions>,
    /// What is of no use in it.
    pub found: scenario::Idle,
    /// The run in which its bug shows itself, if it does not here.
    pub elsewhere: Option<RunOptions>,
}

impl FormIdle {
    /// Whether a setting has no effect.
    pub fn has(&self, field: FormField) -> bool {
        self.of
            .as_ref()
            .and_then(|form| field.setting(form))
            .is_some_and(|(key, value)| self.found.has(key, &value))
    }

    /// The bug that does not show itself.
    pub fn bug(&self) -> Option<&str> {
        bug_in(&self.found)
    }
}

/// The bug among settings of no use.
pub fn bug_in(idle: &scenario::Idle) -> Option<&str> {
    idle.settings.iter().rev().find(|(key, _)| key == "bug").map(|(_, bug)| bug.as_str())
}
