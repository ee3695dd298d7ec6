//! Every statement counts: taking one out of a body changes what a run does, beyond the missing
//! step itself.
//!
//! For each labelled statement that one of the runs below executes, the run is made again without
//! it. It must then have other effects (calls, changes of ledgers, what methods give back) or break
//! other rules, or the body must no longer be one that can be loaded. A statement that nobody would
//! miss is a statement that tells a story which the machine doesn't.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::all_labelled;
use mapi_teardown::compare::Comparison;
use mapi_teardown::scenario::edits::Edit;
use mapi_teardown::scenario::{Besides, RunOptions, Scenario};
use mapi_teardown::sim::Timeline;

/// Runs that together go everywhere.
const RUNS: [&str; 28] = [
    "store-logoff:world=plain",
    "store-logoff:flag=purge",
    "store-logoff:flag=abort,transport=XP1=sending:M1+receiving:M9,queue=M2:XP1",
    "store-logoff:flag=no-wait,client=untidy",
    "store-logoff:flag=quiet,provider=deferred",
    "store-logoff:flag=orderly,coupled=XP1,transport=XP1=receiving:M9,reading=C21=log-off-coupled",
    "store-logoff:client=untidy,orphans=free",
    "store-logoff:flag=0x3",
    "store-logoff:flag=0x3,provider=deferred",
    "store-logoff:provider=stub,client=untidy",
    "store-logoff:world=deep,order=XP1+13.spooler",
    "release:client=untidy,children=hold-store",
    "release:client=untidy,provider=deferred",
    "session-logoff:client=untidy,transport=XP1=sending:M1+receiving:M9",
    "session-logoff:provider=deferred,session=shared,session-flags=shared",
    "store-logoff:no-mail=yes",
    "spooler-logoff",
    "two-users",
    "two-users:provider=deferred",
    "two-users:provider=deferred,client=untidy",
    "other-process",
    "other-session",
    "two-stores",
    "purge",
    "transport-logoff",
    "address-book-logoff",
    "fast-shutdown",
    "wrapped-store",
];

/// Statements that may be taken out without anybody noticing in these runs, and why they are there.
const SURVIVORS: [(&str, &str, &str); 6] = [
    (
        "IMSLogon::Logoff",
        "unlist-store",
        "the provider's list is its own; whoever opens a store passes over what is freed",
    ),
    (
        "ask-the-spooler",
        "refused",
        "C22: under this reading a refusal gives back S_OK too, and the flags say no",
    ),
    (
        "destroy-store",
        "mark-dying",
        "it matters to a second user who opens the store meanwhile: another order of threads",
    ),
    (
        "destroy-store",
        "unlist-store",
        "the provider's list is its own; whoever opens a store passes over what is freed",
    ),
    (
        "end-session",
        "free-session-memory",
        "the transport page asks for it; nothing looks at that memory afterwards",
    ),
    (
        "transport-logoff",
        "discard-address-types",
        "C16: no mail is routed any more that could miss them",
    ),
];

fn replay(word: &str, edits: &[Edit]) -> Option<Timeline> {
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    let besides = Besides { edits: edits.to_vec(), ..Besides::default() };
    let scenario = Scenario::load_with(&options, &besides).ok()?;
    Some(scenario.timeline(20_000))
}

/// Labels and lines of the statements that were steps of a run.
fn executed(timeline: &Timeline) -> BTreeSet<(String, u32)> {
    let program = timeline.machine().program();
    let statements = timeline.events().iter().filter_map(|event| {
        let statement =
            program.body(event.at.body).statements.get(usize::from(event.at.statement))?;
        Some((statement.label.as_deref()?.to_owned(), statement.line))
    });
    statements.collect()
}

fn without(body: &str, label: &str) -> Edit {
    Edit { body: body.to_owned(), at: Some(label.to_owned()), drop: true, ..Edit::default() }
}

#[test]
fn taking_a_statement_out_changes_a_run() {
    let runs: Vec<(&str, Timeline)> = RUNS
        .iter()
        .map(|word| (*word, replay(word, &[]).unwrap_or_else(|| panic!("{word}"))))
        .collect();
    let executed: Vec<BTreeSet<(String, u32)>> =
        runs.iter().map(|(_, timeline)| executed(timeline)).collect();
    let mut missed: BTreeMap<(String, String), bool> = BTreeMap::new();
    for (body, label, line) in all_labelled() {
        let key = (label.clone(), line);
        let edit = without(&body, &label);
        for ((word, whole), executed) in runs.iter().zip(&executed) {
            let noticed = missed.entry((body.clone(), label.clone()));
            if !executed.contains(&key)
                || matches!(&noticed, std::collections::btree_map::Entry::Occupied(it) if *it.get())
            {
                continue;
            }
            let changes = replay(word, std::slice::from_ref(&edit))
                .is_none_or(|less| !Comparison::of(whole, &less).is_same());
            *noticed.or_insert(false) |= changes;
        }
    }
    assert!(missed.len() > 60, "only {} statements were tried", missed.len());
    let survivors: Vec<(&str, &str)> = missed
        .iter()
        .filter(|(_, noticed)| !**noticed)
        .map(|((body, label), _)| (body.as_str(), label.as_str()))
        .collect();
    let allowed: Vec<(&str, &str)> =
        SURVIVORS.iter().map(|(body, label, _)| (*body, *label)).collect();
    assert_eq!(survivors, allowed, "of {} statements", missed.len());
}
