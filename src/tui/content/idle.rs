//! Settings that change nothing in the run they are chosen for: a bug of another path, an option that nobody there asks for.
//!
//! It must not know how this is told.

use crate::scenario::{self, RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::timeline::DEFAULT_BOUND;
use crate::tui::content::symptoms;
use crate::tui::model::home::Field;

/// What was found out about a form.
#[derive(Default)]
pub struct Idle {
    /// The form.
    of: Option<RunOptions>,
    found: scenario::Idle,
}

impl Idle {
    /// Finds out about a form, once.
    pub fn look(&mut self, form: &RunOptions) {
        if self.of.as_ref() == Some(form) {
            return;
        }
        self.of = Some(form.clone());
        let scenario = Scenario::load(form, &[]);
        let found = scenario.map(|scenario| scenario::Idle::of(&scenario, &scenario.timeline(DEFAULT_BOUND)));
        self.found = found.unwrap_or_default();
    }

    /// Whether a setting has no effect.
    pub fn has(&self, field: Field) -> bool {
        self.of.as_ref().and_then(|form| field.setting(form)).is_some_and(|(key, value)| self.found.has(key, &value))
    }

    /// The bug that does not show itself.
    pub fn bug(&self) -> Option<&str> {
        bug_in(&self.found)
    }

    /// The run in which the bug shows itself.
    pub fn elsewhere(&self) -> Option<RunOptions> {
        symptoms::run_of(self.bug()?)
    }
}

fn bug_in(idle: &scenario::Idle) -> Option<&str> {
    idle.settings.iter().rev().find(|(key, _)| key == "bug").map(|(_, bug)| bug.as_str())
}

/// The bug of a run that does not show itself in it.
pub fn idle_bug(options: &RunOptions, timeline: &Timeline) -> Option<String> {
    options.given("bug")?;
    let scenario = Scenario::load(options, &[]).ok()?;
    bug_in(&scenario::Idle::of(&scenario, timeline)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::tui::content::idle::*;

    fn bug_of(word: &str) -> Option<String> {
        let mut idle = Idle::default();
        idle.look(&RunOptions::parse(word).expect("a run"));
        idle.bug().map(str::to_owned)
    }

    #[test]
    fn a_bug_of_another_path_is_told_from_one_that_shows_itself() {
        assert_eq!(bug_of("store-logoff:bug=CB1").as_deref(), Some("CB1"));
        for (id, _) in Scenario::bugs() {
            let own = symptoms::run_of(id).expect("its run");
            assert_eq!(bug_of(&own.to_string()), None, "{id}");
        }
    }
}
