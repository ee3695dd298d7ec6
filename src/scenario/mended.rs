//! Turns a run that breaks a rule into one that does not: first without its bugs and what a user
//! wrote, otherwise with one setting changed.
//!
//! Each candidate is run to see what it breaks. It must not know what a bug or a setting does.

use super::assets;
use super::edits::BugSpec;
use super::load::Scenario;
use super::options::{OPTIONS, RunOptions};
use crate::sim::Timeline;
use crate::sim::timeline::Verdict;

/// The settings that may be changed, in this order, if nothing that was requested is to blame.
const OTHERS: [&str; 6] = ["provider", "client", "orphans", "children", "session-flags", "lenient"];

/// A run that breaks no rule, or fewer, and how it differs from the original.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The options of the new run.
    pub options: RunOptions,
    /// The run, at its start.
    pub timeline: Timeline,
    /// The settings that were removed, by key and value.
    pub without: Vec<(String, String)>,
    /// The setting that was changed instead, with its new value.
    pub with: Option<(&'static str, &'static str)>,
    /// Whether a user's bodies were replaced by the bundled ones.
    pub bundled: bool,
}

impl Mended {
    /// The ids of the rules that it still breaks.
    pub fn broken(&self) -> Vec<&'static str> {
        self.timeline.broken_rules(self.timeline.len())
    }
}

impl Scenario {
    /// The run without what makes it break a rule, in at most `bound` steps; `broken` are the rules
    /// that it breaks. Without its bugs the run may still break some of them, or others, but it
    /// reaches its end; if a setting is changed instead, the run must be clean. Where no rule is
    /// broken, no setting is to blame.
    pub fn mended(&self, broken: &[&str], bound: usize) -> Option<Mended> {
        let asked = &self.asked.options;
        let bundled = self.beyond().any(|it| it != super::load::Beyond::World);
        let bugs = bugs_of(asked);
        let base = without_bugs(asked, &bugs);
        let own = |options: &RunOptions| -> Vec<(String, String)> {
            let gone = asked.settings().filter(|it| !options.settings().any(|kept| kept == *it));
            let gone = gone.filter(|(key, value)| !bugs.iter().any(|bug| sets(bug, key, value)));
            gone.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
        };
        let run = |options: RunOptions, with: Option<(&'static str, &'static str)>| {
            let scenario = self.asked.bundled(&options)?;
            let timeline = scenario.timeline(bound);
            let without = if with.is_some() { Vec::new() } else { own(&options) };
            Some(Mended { options, timeline, without, with, bundled })
        };
        let clean = |it: &Mended| it.timeline.verdict() == Verdict::Clean;
        let better = |it: &Mended| {
            let left = it.broken();
            clean(it)
                || it.timeline.verdict() == Verdict::Violated
                    && broken.iter().any(|rule| !left.contains(rule))
        };
        if (bundled || base != *asked)
            && let Some(found) = run(base.clone(), None).filter(better)
        {
            return Some(found);
        }
        if broken.is_empty() {
            return None;
        }
        let given: Vec<(String, String)> =
            base.settings().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let without = given.iter().find_map(|(key, value)| {
            let mut options = base.clone();
            options.remove(key, value);
            run(options, None).filter(clean)
        });
        without.or_else(|| {
            let known = Self::options_of(&self.path);
            let keys = OTHERS.into_iter().filter(|key| known.contains(key));
            let specs = keys.filter_map(|key| OPTIONS.iter().find(|spec| spec.key == key));
            let others = specs.flat_map(|spec| spec.values.iter().map(|value| (spec.key, *value)));
            others.filter(|(key, value)| base.get(key) != Some(value)).find_map(|(key, value)| {
                let mut options = base.clone();
                options.clear(key);
                options.set(key, value).ok()?;
                run(options, Some((key, value))).filter(clean)
            })
        })
    }
}

/// The bugs that a run was asked to have.
fn bugs_of(asked: &RunOptions) -> Vec<&'static BugSpec> {
    let known = assets::bugs().ok();
    known.map_or_else(Vec::new, |known| {
        asked.all("bug").iter().filter_map(|id| known.get(id)).collect()
    })
}

/// Whether an option with this value is a part of the bug, or gives way without it.
fn sets(bug: &BugSpec, key: &str, value: &str) -> bool {
    let own = bug.options.0.iter().any(|(known, own)| known.value == key && own == value);
    own || bug.instead.0.iter().any(|(known, _)| known.value == key)
}

/// What was asked for without its bugs, and with what a run without them has instead.
fn without_bugs(asked: &RunOptions, bugs: &[&BugSpec]) -> RunOptions {
    let mut base = asked.clone();
    base.clear("bug");
    for bug in bugs {
        for (key, value) in &bug.options.0 {
            if base.given(&key.value) == Some(value.as_str()) {
                base.clear(&key.value);
            }
        }
        for (key, value) in &bug.instead.0 {
            base.clear(&key.value);
            let is_usual = base.get(&key.value) == Some(value.as_str());
            if !is_usual && base.set(&key.value, value).is_err() {
                base.clear(&key.value);
            }
        }
    }
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(word: &str) -> Option<Mended> {
        let options = RunOptions::parse(word).expect("a run");
        let scenario = Scenario::load(&options, &[]).expect("can be built");
        let run = scenario.timeline(100_000);
        scenario.mended(&run.broken_rules(run.len()), 100_000)
    }

    #[test]
    fn every_bug_that_breaks_a_rule_has_a_healthy_run_beside_it() {
        for (id, bug) in Scenario::bugs().into_iter().filter(|(_, bug)| !bug.rules.is_empty()) {
            let word =
                format!("{}{}bug={id}", bug.run, if bug.run.contains(':') { "," } else { ":" });
            let found = mended(&word).unwrap_or_else(|| panic!("{word} is not mended"));
            assert_eq!(found.without, [("bug".to_owned(), id.to_owned())], "{id}");
            let left = found.broken();
            assert!(bug.rules.iter().any(|rule| !left.contains(&rule.as_str())), "{id}");
        }
    }

    #[test]
    fn a_bug_that_is_an_option_is_mended_by_another_value_of_that() {
        for (word, expected) in [
            (
                "two-users:world=plain,bug=PB7,provider=eager",
                "two-users:provider=deferred,world=plain",
            ),
            (
                "store-logoff:bug=CB8,flag=orderly,queue=M1:XP1",
                "store-logoff:flag=purge,queue=M1:XP1",
            ),
            ("store-logoff:bug=CB8,queue=M1:XP1", "store-logoff:flag=purge,queue=M1:XP1"),
            ("session-logoff:bug=CB1,client=untidy,world=busy", "session-logoff:world=busy"),
            ("session-logoff:bug=CB7,session=shared", "session-logoff:session=shared"),
        ] {
            let found = mended(word).unwrap_or_else(|| panic!("{word} is not mended"));
            assert_eq!(found.options.to_string(), expected);
            assert!(found.without.iter().all(|(key, _)| key == "bug"), "{:?}", found.without);
        }
    }

    #[test]
    fn where_no_bug_was_chosen_one_setting_is_changed() {
        let found = mended("two-users:world=plain").expect("a healthy run");
        assert_eq!(found.with, Some(("provider", "deferred")));
        let found = mended("two-users:world=plain,provider=eager").expect("a healthy run");
        assert_ne!(found.options.get("provider"), Some("eager"));
    }
}
