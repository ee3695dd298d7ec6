//! Settings that change nothing in the run they are chosen for: a bug of another path, an option
//! that are not asked for there.
//!
//! It must not know how this is printed.

use crate::scenario::{self, RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::timeline::DEFAULT_BOUND;
use crate::tui::content::symptoms;
use crate::tui::model::idle::{FormIdle, bug_in};

/// Finds out about a form.
pub fn look(form: &RunOptions) -> FormIdle {
    if form.settings().next().is_none() {
        return FormIdle { of: Some(form.clone()), ..FormIdle::default() };
    }
    let scenario = Scenario::load(form, &[]);
    let found =
        scenario.map(|scenario| scenario::Idle::of(&scenario, &scenario.timeline(DEFAULT_BOUND)));
    let mut idle =
        FormIdle { of: Some(form.clone()), found: found.unwrap_or_default(), elsewhere: None };
    idle.elsewhere = idle.bug().and_then(symptoms::run_of);
    idle
}

/// The bug of a run that does not show itself in it.
pub fn idle_bug(options: &RunOptions, timeline: &Timeline) -> Option<String> {
    options.given("bug")?;
    let scenario = Scenario::load(options, &[]).ok()?;
    bug_in(&scenario::Idle::of(&scenario, timeline)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bug_of(word: &str) -> Option<String> {
        let idle = look(&RunOptions::parse(word).expect("a run"));
        idle.bug().map(str::to_owned)
    }

    #[test]
    fn a_bug_of_another_path_is_told_from_one_that_shows_itself() {
        assert_eq!(bug_of("store-logoff:bug=CB3").as_deref(), Some("CB3"));
        for (id, _) in Scenario::bugs() {
            let own = symptoms::run_of(id).expect("its run");
            assert_eq!(bug_of(&own.to_string()), None, "{id}");
        }
    }
}
