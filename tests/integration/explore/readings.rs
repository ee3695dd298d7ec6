//! Combinations of readings: which are searched, and that the number of threads changes nothing.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use mapi_teardown::explore::readings::{Covered, Extent, read, search_readings};
use mapi_teardown::explore::report::{RuleResult, model};
use mapi_teardown::explore::{Bounds, Reduced, Search, SearchReport, StopReason};
use mapi_teardown::scenario::readings::combinations;
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario};

use super::command::json;
use super::{load, parse};
use crate::harness::{stdout, teardown};

fn search(scenario: &Scenario, bounds: Bounds) -> Covered<SearchReport> {
    let model = model(scenario);
    let outcome = Search::new(&Reduced(&model)).bounds(bounds).run();
    let report = SearchReport::new(scenario, &outcome);
    let extent = Extent { states: report.states, stopped: report.stopped };
    let read = read(scenario, &report, &model.reached());
    Covered { report, extent, besides: Vec::new(), read }
}

/// No bound, and bounds that stop the third search, those that have half of the memory, and all.
#[test]
fn however_many_threads_search_all_readings_they_report_the_same() {
    let options = combinations(&parse("release:world=plain,bug=CB2"));
    // There are hundreds that make a difference.
    let all: Vec<RunOptions> = options.expect("are well formed").into_iter().step_by(7).collect();
    let all = &all[..70];
    let by = |threads: usize, bounds: Bounds| {
        let searches = AtomicUsize::new(0);
        let load = |options: &RunOptions| Scenario::load(options, &[]);
        let found = search_readings(all, bounds, threads, load, |scenario, bounds| {
            searches.fetch_add(1, Ordering::Relaxed);
            search(scenario, bounds)
        });
        (found.unwrap_or_else(|problems| panic!("{}", problems[0])), searches.into_inner())
    };
    let ((whole, same), searches) = by(1, Bounds::NONE);
    assert_eq!((searches, whole.len() + same), (whole.len(), all.len()));
    assert!(whole.len() > 4 && same > 0);
    let states = whole[..3].iter().map(|report| report.states).sum::<u64>() - 1;
    let most = whole.iter().map(|report| report.bytes).max().expect("some");
    let bounds = [
        Bounds::NONE,
        Bounds { states, ..Bounds::NONE },
        Bounds { bytes: most * 3 / 2, ..Bounds::NONE },
        Bounds { bytes: most / 3, ..Bounds::NONE },
        Bounds { depth: 9, ..Bounds::NONE },
    ];
    let mut stops = BTreeSet::new();
    for bounds in bounds {
        let (alone, _) = by(1, bounds);
        stops.extend(alone.0.iter().filter_map(|it| it.stopped.map(|stop| format!("{stop:?}"))));
        for threads in 2..4 {
            let (together, searches) = by(threads, bounds);
            assert_eq!(together, alone, "{threads} threads within {bounds:?}");
            assert!(searches >= alone.0.len());
        }
    }
    let wanted = [StopReason::States, StopReason::Memory, StopReason::Depth];
    assert_eq!(stops, wanted.map(|stop| format!("{stop:?}")).into());
}

/// What a user wrote is searched under the other readings too.
#[test]
fn all_readings_of_own_bodies_are_searched_with_these() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("own.yaml");
    let text = "module: client\nwho: client\nscripts:\n  release:\n    - store.Release()\n    - \
                store.Release()\n";
    std::fs::write(&file, text).expect("is written");
    let file = file.to_str().expect("UTF-8");
    let explore = |more: &[&str]| {
        let run = ["explore", "release:world=plain", "--bodies", file, "--format", "json"];
        json(&teardown(&[&run[..], more].concat()))
    };
    let (own, all) = (explore(&[]), explore(&["--all-readings"]));
    assert_eq!(all["searches"][0], own);
    let searches = all["searches"].as_array().expect("a list");
    let breaks = |search: &serde_json::Value| {
        let rules = search["rules"].as_array().expect("a list");
        rules.iter().any(|rule| rule["result"] == "broken")
    };
    assert!(searches.len() > 1 && searches.iter().all(breaks), "one Release is too many");
}

/// Everything that a report says but for the words of runs, which have the readings in them.
fn told(mut report: SearchReport) -> SearchReport {
    report.bytes = 0;
    for rule in &mut report.rules {
        if let RuleResult::Broken(breach) = &mut rule.result {
            breach.word.clear();
        }
    }
    report.goals.iter_mut().for_each(|goal| goal.word = None);
    report
}

#[test]
fn combinations_of_readings_that_are_left_out_would_have_found_the_same() {
    for word in ["release:world=plain,bug=CB2", "store-logoff:world=plain,transport=XP1=sending:M1"]
    {
        let all = combinations(&parse(word)).expect("readings are well formed");
        let mut searched: Vec<(Scenario, BTreeSet<String>, SearchReport)> = Vec::new();
        let mut same = 0;
        for options in &all {
            let scenario = load(options);
            let Covered { report, read, .. } = search(&scenario, Bounds::NONE);
            match searched.iter().find(|(known, read, _)| known.agrees(options, read)) {
                Some((_, _, known)) => {
                    assert_eq!(told(report), told(known.clone()), "{options}");
                    same += 1;
                }
                None => searched.push((scenario, read, report)),
            }
        }
        assert_eq!(searched.len() + same, all.len());
        let few = 2..all.len() / 8;
        assert!(few.contains(&searched.len()), "{word}: {} were searched", searched.len());
    }
}

/// What only a combination that would be left out has is read nevertheless, if a user wrote it.
#[test]
fn an_error_under_a_reading_that_decides_nothing_is_reported() {
    let own = "module: client\nwho: client\nscripts:\n  release:\n    - quietly if null:\n        \
               - when C8 == hurry:\n            - store.Nonsense()\n    - store.Release()\n";
    let own = Replacement { text: own.to_owned(), file: "own.yaml".to_owned(), line: 0 };
    let all = combinations(&parse("release:world=plain")).expect("readings are well formed");
    let load = |options: &RunOptions| Scenario::load(options, std::slice::from_ref(&own));
    let found = search_readings(&all, Bounds::NONE, 1, load, search);
    let problems = found.expect_err("no object has the method");
    assert!(problems[0].to_string().contains("Nonsense"), "{}", problems[0]);
}

#[test]
fn all_readings_are_searched_in_every_combination_that_makes_a_difference() {
    let word = "store-logoff:world=plain";
    let explore = |more: &[&str]| teardown(&[&["explore", word, "--all-readings"], more].concat());
    let report = json(&explore(&["--format", "json"]));
    let searches = report["searches"].as_array().expect("a list");
    let number = |key: &str| report[key].as_u64().expect("a number") as usize;
    let runs: BTreeSet<&str> =
        searches.iter().filter_map(|search| search["run"].as_str()).collect();
    assert_eq!((runs.len(), number("searched")), (searches.len(), searches.len()));
    assert_eq!(
        number("combinations"),
        combinations(&parse(word)).expect("readings are well formed").len()
    );
    assert_eq!((number("searched") + number("same"), number("left")), (number("combinations"), 0));
    assert_eq!(searches[0]["run"], word, "its own readings come first");
    assert!(runs.iter().any(|run| run.matches("reading=").count() > 1), "{runs:?}");
    let text = explore(&[]);
    assert!(stdout(&text).contains(&format!("{} searched", searches.len())), "{}", stdout(&text));
    // The bound is for all searches together.
    let few = json(&explore(&["--format", "json", "--full", "--max-states", "1500"]));
    assert_eq!((&few["searched"], &few["searches"][1]["complete"]), (&2.into(), &false.into()));
    assert!(few["left"].as_u64().is_some_and(|left| left > 0));
}
