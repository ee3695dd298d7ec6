//! Settings that change nothing in the run they are chosen for: a bug of another path, an option that nobody there asks for.
//!
//! It must not know how this is told.

use super::compare;
use super::home::{Field, fields_of};
use super::symptoms;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::timeline::DEFAULT_BOUND;

/// What was found out about a form.
#[derive(Default)]
pub struct Idle {
    /// The form.
    of: Option<RunOptions>,
    /// Its settings without effect.
    fields: Vec<Field>,
}

impl Idle {
    /// Finds out about a form, once.
    pub fn look(&mut self, form: &RunOptions) {
        if self.of.as_ref() == Some(form) {
            return;
        }
        self.of = Some(form.clone());
        self.fields.clear();
        let Some(run) = run(form) else { return };
        self.fields.extend(fields_of(form).into_iter().filter(|field| is_idle(*field, form, &run)));
    }

    /// Whether a setting has no effect.
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// The bug that does not show itself.
    pub fn bug(&self) -> Option<&str> {
        let form = self.of.as_ref().filter(|_| self.has(Field::Bug))?;
        form.given("bug")
    }

    /// The run in which the bug shows itself.
    pub fn elsewhere(&self) -> Option<RunOptions> {
        symptoms::run_of(self.bug()?)
    }
}

/// The bug of a run that does not show itself in it.
pub fn idle_bug<'a>(options: &'a RunOptions, timeline: &Timeline) -> Option<&'a str> {
    options.given("bug").filter(|_| is_idle(Field::Bug, options, timeline))
}

fn run(options: &RunOptions) -> Option<Timeline> {
    Some(Scenario::load(options, &[]).ok()?.timeline(DEFAULT_BOUND))
}

fn is_idle(field: Field, form: &RunOptions, timeline: &Timeline) -> bool {
    let Some(default) = field.values().first().cloned().filter(|default| *default != field.value(form)) else { return false };
    // What was not asked for is not told to be of no use.
    if matches!(field, Field::Path | Field::Line(_)) || form.given(field.key()).is_none() {
        return false;
    }
    let mut plain = form.clone();
    field.set(&mut plain, &default);
    let Some(other) = run(&plain) else { return false };
    let broken = |timeline: &Timeline| timeline.violations().iter().map(|found| (found.rule, found.subject)).collect::<Vec<_>>();
    // A bug may do something else and still harm nobody here: then it does not show either.
    broken(timeline) == broken(&other)
        && compare::final_differences(timeline, &other).is_empty()
        && (field == Field::Bug || compare::first_divergence(timeline, &other).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

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
