//! However many threads search, what is found, what is told on the way and what is printed is the
//! same, byte for byte, where a search is stopped too.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use mapi_teardown::explore::machine::MachineSystem;
use mapi_teardown::explore::{
    Bounds, Crew, Reduced, Search, SearchProgress, SearchResult, StopReason,
};
use mapi_teardown::sim::{BodyId, Choice};

use super::loss::SMALL;
use super::{load, parse};
use crate::harness::{stdout, teardown};

pub(super) fn two(work: &(dyn Fn(usize) + Sync)) {
    std::thread::scope(|scope| {
        scope.spawn(|| work(1));
        work(0);
    });
}

/// All that a search can tell somebody.
#[derive(PartialEq)]
struct Told {
    result: SearchResult<Choice>,
    progress: Vec<SearchProgress>,
    ran: BTreeSet<BodyId>,
    statements: BTreeSet<(BodyId, u16)>,
}

/// A search that somebody stops when it has this many states.
fn search(word: &str, full: bool, bounds: Bounds, most: u64, crew: Option<Crew<'_>>) -> Told {
    let scenario = load(&parse(word));
    let model = MachineSystem::new(&scenario.machine).noting_statements();
    let mut progress = Vec::new();
    let watch = |at: &SearchProgress| {
        progress.push(*at);
        if at.states < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let result = match full {
        true => Search::new(&model).bounds(bounds).run_by(crew, 10, watch),
        false => Search::new(&Reduced(&model)).bounds(bounds).run_by(crew, 10, watch),
    };
    Told { result, progress, ran: model.ran(), statements: model.statements() }
}

fn is_same(word: &str, full: bool, bounds: Bounds, most: u64) -> SearchResult<Choice> {
    let alone = search(word, full, bounds, most, None);
    let together = search(word, full, bounds, most, Some(&two));
    assert!(alone == together, "{word}, full: {full}, {bounds:?}, at most {most}");
    alone.result
}

#[test]
fn two_threads_find_what_one_finds() {
    let more = [
        "two-users",
        "other-process",
        "other-session",
        "two-stores",
        "purge:world=plain",
        "transport-logoff",
        "address-book-logoff",
        "fast-shutdown",
        "wrapped-store",
        "open-entry:world=plain",
        "any-answers",
        "two-users:bug=PB3",
        "release:world=plain,bug=PB2",
        "session-logoff:world=plain,provider=deferred",
        "store-logoff:world=plain,provider=stub",
    ];
    for word in SMALL.into_iter().chain(more) {
        for full in [false, true] {
            let found = is_same(word, full, Bounds::NONE, u64::MAX);
            assert!(found.is_complete(), "{word}");
        }
    }
}

#[test]
fn two_threads_stop_where_one_stops() {
    let word = "release:world=busy,queue=none,transport=XP1=idle";
    for full in [false, true] {
        let whole = is_same(word, full, Bounds::NONE, u64::MAX);
        let (states, bytes) = (whole.states, whole.bytes);
        let none = Bounds::NONE;
        for part in 1..12 {
            let bounds = [
                (StopReason::States, Bounds { states: states * part / 12, ..none }),
                (StopReason::Depth, Bounds { depth: whole.depth * part as u32 / 12, ..none }),
                (StopReason::Memory, Bounds { bytes: bytes * part / 12, ..none }),
            ];
            for (stop, bounds) in bounds {
                assert_eq!(is_same(word, full, bounds, u64::MAX).stopped, Some(stop));
            }
            let stopped = is_same(word, full, none, states * part / 12).stopped;
            assert_eq!(stopped, Some(StopReason::Interrupted));
        }
    }
}

#[test]
fn a_report_does_not_depend_on_the_number_of_threads() {
    let asked: [&[&str]; 7] = [
        &["any-client:world=plain"],
        &["any-client:world=plain", "--full"],
        &["two-users:bug=PB3"],
        &["release:world=busy", "--max-states", "900"],
        &["release:world=busy", "--max-memory", "1"],
        &["release:world=busy", "--max-depth", "60", "--full"],
        &["two-users", "--all-readings"],
    ];
    for words in asked {
        let with = |threads: &str| {
            let form = ["explore", "--threads", threads, "--format", "json"];
            let output = teardown(&[&form[..], words].concat());
            (output.status.code(), stdout(&output).to_owned())
        };
        let alone = with("1");
        assert!(alone.1.len() > 500, "{words:?}");
        for threads in ["2", "5"] {
            assert!(with(threads) == alone, "{words:?} on {threads} threads");
        }
    }
    assert_eq!(teardown(&["explore", "two-users", "--threads", "0"]).status.code(), Some(2));
}
