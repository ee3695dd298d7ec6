//! Each bug of the catalogue has one canonical run and breaks exactly the rules that it is pinned
//! to; without the bug the same run is clean.

use std::collections::BTreeSet;

use mapi_teardown::scenario::catalogue::{self, Culprit};
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::rules::Blame;

/// Rules that a run breaks.
fn broken(options: &RunOptions) -> BTreeSet<String> {
    let scenario = Scenario::load(options, &[])
        .unwrap_or_else(|problems| panic!("{options}: {}", problems[0]));
    let timeline = scenario.timeline(100_000);
    timeline.violations().iter().map(|violation| violation.rule.to_owned()).collect()
}

#[test]
fn each_bug_breaks_exactly_its_rules_in_its_run() {
    let mut wrong = Vec::new();
    for (id, bug) in Scenario::bugs() {
        let without =
            RunOptions::parse(&bug.run).unwrap_or_else(|problem| panic!("{id}: {problem}"));
        let mut with = without.clone();
        with.set("bug", id).unwrap_or_else(|problem| panic!("{id}: {problem}"));
        let (found, pinned) = (broken(&with), bug.rules.iter().cloned().collect());
        if found != pinned {
            wrong.push(format!("{id}: breaks {found:?}, pinned {pinned:?}"));
        }
        let clean = broken(&without);
        if !clean.is_empty() && found == clean {
            wrong.push(format!("{id}: its run breaks {clean:?} without the bug too"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whoever's code was edited is the one that the rules blame, whosever code ran into it.
#[test]
fn the_blame_for_each_bug_falls_on_whose_bug_it_is() {
    let mut wrong = Vec::new();
    for (id, bug) in Scenario::bugs() {
        let mut options = RunOptions::parse(&bug.run).expect("valid");
        options.set("bug", id).expect("known");
        let who = catalogue::bug(id).expect("told").who;
        let timeline =
            |options: &RunOptions| Scenario::load(options, &[]).expect("loads").timeline(100_000);
        let before = timeline(&RunOptions::parse(&bug.run).expect("valid"));
        // What the run breaks without the bug is not the bug's.
        let own = |rule: &str| before.violations().iter().all(|known| known.rule != rule);
        let timeline = timeline(&options);
        let blamed = timeline
            .violations()
            .iter()
            .map(|found| (found.rule, found.blame))
            .filter(|(rule, _)| own(rule));
        wrong.extend(
            blamed
                .filter(|(_, blame)| match blame {
                    Blame::Client => who != Culprit::Client,
                    Blame::Provider => who != Culprit::Provider,
                    Blame::Transport => who != Culprit::Transport,
                    Blame::Spooler | Blame::Mapi | Blame::AddressBook | Blame::Unknown => true,
                })
                .map(|(rule, blame)| format!("{id}: {rule} blames {}", blame.name())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_crash_elsewhere_is_not_held_against_a_store_that_is_just_being_let_go() {
    // The client crashes at its late Release while the spooler is in the middle of letting its own
    // instance go.
    let crashes = |order: &str| {
        let word = format!(
            "store-logoff:world=busy,client=untidy,bug=PB11,order=6.client-1+14.spooler+\
            48.client-1+XP1+{order}+client-1"
        );
        broken(&RunOptions::parse(&word).unwrap_or_else(|problem| panic!("{word}: {problem}")))
    };
    for spooler in 9..40 {
        assert_eq!(
            crashes(&format!("{spooler}.spooler")),
            BTreeSet::from(["INV-11", "INV-29"].map(str::to_owned)),
            "after {spooler} steps of the spooler"
        );
    }
}

#[test]
fn what_is_over_before_a_crash_is_judged_all_the_same() {
    let word = "store-logoff:world=busy,client=untidy,bug=PB11,bug=PB2";
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    assert!(broken(&options).contains("INV-06"), "{:?}", broken(&options));
}
