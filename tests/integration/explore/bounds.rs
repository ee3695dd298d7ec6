//! Bounds end a search with a report, and runs of changed bodies end as they must.

use std::ffi::OsStr;

use mapi_teardown::explore::machine::LESSON_WORK;
use mapi_teardown::explore::report::model;
use mapi_teardown::explore::{Bounds, Search, SearchReport, StopReason};
use mapi_teardown::lesson::LessonSource;
use mapi_teardown::lesson::library::all_bundled;
use mapi_teardown::run::find;
use mapi_teardown::scenario::{Replacement, Scenario};

use super::{load, parse, search};

pub(super) fn with_client(script: &str) -> Scenario {
    let text = format!("module: client\nwho: client\nscripts:\n  store-logoff:\n{script}");
    let replacement = Replacement { text, file: "own.yaml".to_owned(), line: 0 };
    let scenario = Scenario::load(&parse("store-logoff:world=plain"), &[replacement]);
    scenario.unwrap_or_else(|problems| panic!("{}", problems[0]))
}

#[test]
fn bounds_end_a_search_with_a_report() {
    let scenario = load(&parse("store-logoff:world=busy"));
    let bounds = [
        (Bounds { states: 0, ..Bounds::NONE }, StopReason::States),
        (Bounds { depth: 0, ..Bounds::NONE }, StopReason::Depth),
        (Bounds { bytes: 0, ..Bounds::NONE }, StopReason::Memory),
        (Bounds { states: 500, ..Bounds::NONE }, StopReason::States),
        (Bounds { depth: 7, ..Bounds::NONE }, StopReason::Depth),
    ];
    for (bounds, stop) in bounds {
        let report =
            SearchReport::new(&scenario, &Search::new(&model(&scenario)).bounds(bounds).run());
        assert_eq!(report.stopped, Some(stop), "{bounds:?}");
        assert!(report.states <= bounds.states && report.depth <= bounds.depth);
    }
}

#[test]
fn a_body_that_loops_is_searched_to_a_bound_or_to_its_end() {
    // A loop that changes nothing in the end has few states, one that counts has as many as the
    // bound allows.
    let still = search(&with_client(
        "    - for ever:\n        - store.AddRef()\n        - store.Release()\n",
    ));
    assert!(still.is_complete() && still.states < 10_000, "{} states", still.states);
    let growing = with_client("    - for ever:\n        - store.AddRef()\n");
    let bounds = Bounds { states: 5_000, ..Bounds::NONE };
    let report = SearchReport::new(&growing, &Search::new(&model(&growing)).bounds(bounds).run());
    assert_eq!((report.stopped, report.states), (Some(StopReason::States), 5_000));
}

#[test]
fn a_body_that_crashes_ends_its_runs() {
    let report = search(&with_client("    - crash \"use-after-free\"\n"));
    assert!(report.is_complete());
    let crash = report.goals.iter().find(|goal| goal.goal == "process-crashed").expect("is a goal");
    assert_eq!(crash.steps, Some(1));
}

/// An endless loop of silent statements, before a choice too: the step is beyond its bound, and the
/// search says that it did not see everything.
#[test]
fn a_body_in_which_nothing_happens_stops_a_search() {
    let bodies = [
        "    - for ever:\n        - let n = 1\n",
        "    - for ever:\n        - quietly if store == null:\n            - choose:\
        \n                - never\n",
    ];
    for body in bodies {
        let report = search(&with_client(body));
        assert!(!report.is_complete(), "{body}");
    }
}

/// The bound leaves room for a lesson a third larger than ours, and not for much more.
#[test]
fn the_work_of_a_lesson_is_a_third_more_than_the_largest_of_ours_takes() {
    let work = |lesson: &LessonSource| {
        let run = find(Some(OsStr::new(&lesson.id)), &[]).expect("a bundled lesson has a run");
        let model = model(&run.scenario).within(u64::MAX - 1);
        assert!(Search::new(&model).run().is_complete(), "{}", lesson.id);
        u64::MAX - 1 - model.left()
    };
    let most = all_bundled().iter().map(work).max().expect("there are lessons");
    assert!(most * 4 / 3 <= LESSON_WORK && LESSON_WORK <= most * 2, "{most} of {LESSON_WORK}");
}

#[test]
fn what_steps_do_silently_is_work_of_a_search() {
    let work = 2_000_000;
    let of = |statements: &str| {
        let scenario =
            with_client(&format!("    - for ever:\n{statements}        - store.AddRef()\n"));
        let model = model(&scenario).within(work);
        let report = SearchReport::new(&scenario, &Search::new(&model).run());
        assert_eq!(report.stopped, Some(StopReason::Work));
        (report.states, model.left())
    };
    let (quiet, _) = of("");
    let loud = "        - let n = 1\n        - n = 2\n".repeat(100);
    let (busy, left) = of(&loud);
    // Each state but the first comes of two hundred statements; each changes something, which is at
    // least 64.
    assert!(
        (busy - 1) * 200 * 64 <= work && busy * 3 < quiet * 2,
        "{busy} states, {quiet} without"
    );
    assert_eq!(left, 0);
}
