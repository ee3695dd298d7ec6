//! A reduced search says what the full one says: of what is bundled, and of random machines.

use std::mem::{Discriminant, discriminant};

use proptest::prelude::*;

use mapi_teardown::explore::report::{RuleResult, model};
use mapi_teardown::explore::{
    Bounds, PropertyVerdict, Reduced, Search, SearchReport, SearchResult, StopReason,
};
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario};
use mapi_teardown::sim::{Choice, Timeline};

use super::loss::{SMALL, ends};
use super::{BOUND, load, parse, search_all};

type ToldRule<'a> = (&'a str, Discriminant<RuleResult>, usize);

/// What a report says but for numbers of states and situations: of each rule what became of it and
/// the length of a shortest run, and of each goal that length.
fn told(report: &SearchReport) -> (Vec<ToldRule<'_>>, Vec<Option<usize>>) {
    let length = |rule| report.breach(rule).map_or(0, |breach| breach.steps.len());
    let rules = report.rules.iter();
    let rules = rules.map(|it| (it.rule, discriminant(&it.result), length(it.rule)));
    (rules.collect(), report.goals.iter().map(|goal| goal.steps).collect())
}

pub(super) fn search_reduced(scenario: &Scenario) -> SearchReport {
    SearchReport::new(scenario, &Search::new(&Reduced(&model(scenario))).run())
}

/// What a reduced search says otherwise than these full ones.
pub(super) fn differing(searched: &[(String, SearchReport)]) -> Vec<String> {
    let words: Vec<String> = searched.iter().map(|(word, _)| word.clone()).collect();
    let reduced = search_all(&words, search_reduced);
    let pairs = searched.iter().zip(&reduced);
    let differs = pairs.filter(|((_, full), (_, reduced))| told(full) != told(reduced));
    differs.map(|((word, _), _)| format!("{word}: reduced, it says another thing")).collect()
}

/// What a search finds of each property: whether some run shows it and how long a shortest is,
/// whether anything put it to the test, and whether an end left it aside.
fn found(outcome: &SearchResult<Choice>) -> Vec<(String, Option<usize>, bool, bool)> {
    let findings = outcome.findings.iter();
    let told = findings.map(|it| {
        let steps = it.verdict.run().map(|run| run.actions.len());
        (it.property.name.clone(), steps, it.situations > 0, it.was_left_aside)
    });
    told.collect()
}

/// The runs that a search found are runs of the machine, step by step.
fn replay(scenario: &Scenario, outcome: &SearchResult<Choice>) {
    for it in &outcome.findings {
        let Some(run) = it.verdict.run() else { continue };
        let machine = std::sync::Arc::clone(&scenario.machine);
        let timeline = Timeline::run_with(machine, &run.actions, run.actions.len());
        assert_eq!(timeline.choices(), run.actions, "{}", it.property.name);
        if let PropertyVerdict::Broken(_) = it.verdict {
            let mut broken = timeline.violations().iter();
            assert!(broken.any(|broken| broken.rule == it.property.name), "{}", it.property.name);
        }
    }
}

/// Both searches of a run, if it has no more situations than this.
fn both(what: &str, scenario: &Scenario, states: u64) -> Option<(u64, u64)> {
    let model = model(scenario);
    let bounds = Bounds { states, ..Bounds::NONE };
    let (full_ends, full) = ends(super::model(scenario), bounds);
    if !full.is_complete() {
        return None;
    }
    let (reduced_ends, reduced) = ends(Reduced(&model), bounds);
    assert!(reduced.is_complete() && reduced.is_reduced && !full.is_reduced, "{what}");
    assert_eq!(found(&reduced), found(&full), "{what}");
    assert!(reduced_ends == full_ends, "{what}: {} ends", full_ends.len());
    replay(scenario, &reduced);
    Some((full.states, reduced.states))
}

#[test]
fn a_reduced_search_finds_the_same_and_the_same_ends() {
    let more = [
        "two-users",
        "other-process",
        "fast-shutdown",
        "fast-shutdown:world=plain,answer=store-A=no",
        "open-entry:world=plain",
        "release:world=plain,bug=PB1",
        "session-logoff:world=plain,provider=deferred",
        "store-logoff:world=plain,provider=stub",
        "address-book-logoff",
        "wrapped-store",
    ];
    let (mut full, mut reduced) = (0, 0);
    for word in SMALL.into_iter().chain(more) {
        let states = both(word, &load(&parse(word)), u64::MAX).expect("is complete");
        full += states.0;
        reduced += states.1;
    }
    assert!(reduced * 2 < full, "{reduced} states stand for {full}");
}

/// Where the bound on depth cuts a stretch of steps, those within it are judged.
#[test]
fn a_bound_on_depth_cuts_a_reduced_search_where_it_cuts_a_full_one() {
    let scenario = load(&parse("release:world=plain,bug=PB4"));
    for depth in 0..60 {
        let bounds = Bounds { depth, ..Bounds::NONE };
        let model = model(&scenario);
        let (_, full) = ends(super::model(&scenario), bounds);
        let (_, reduced) = ends(Reduced(&model), bounds);
        let lengths = |outcome: &SearchResult<Choice>| -> Vec<Option<usize>> {
            found(outcome).into_iter().map(|(_, steps, ..)| steps).collect()
        };
        assert_eq!(lengths(&reduced), lengths(&full), "{depth}");
        assert_eq!(reduced.stopped, full.stopped, "{depth}");
    }
}

/// A situation that is reached by fewer steps later counts once.
#[test]
fn a_bound_on_states_counts_each_situation_of_a_reduced_search_once() {
    for word in SMALL {
        let scenario = load(&parse(word));
        let within = |states: u64| {
            let model = model(&scenario);
            Search::new(&Reduced(&model)).bounds(Bounds { states, ..Bounds::NONE }).run()
        };
        let whole = within(u64::MAX);
        assert_eq!(within(whole.states), whole, "{word}");
        assert_eq!(within(whole.states - 1).stopped, Some(StopReason::States), "{word}");
    }
}

/// A statement of a client, or a block; `depth` is how deep it stands.
fn statement(depth: usize) -> impl Strategy<Value = String> {
    let simple = prop::sample::select(vec![
        "partner.turn = yes",
        "partner.turn = no",
        "turn = no",
        "ended = yes",
        "partner.ended = yes",
        "wait until turn",
        "wait until ended or turn",
        "let a = turn",
        "let b = partner.ended",
        "link a into partner.keeps",
        "store.AddRef()",
        "store.Release()",
        "store.GetProps()",
        "let hr, a = store.StoreLogoff(LOGOFF_ORDERLY)",
        "let a = create IMAPIAdviseSink named \"sink\" under null",
        "a.Release()",
    ]);
    // What ends the process: nothing may come after it in its block.
    let last = prop::sample::select(vec!["exit", "crash \"use-after-free\""]);
    let condition = prop::sample::select(vec!["a", "turn", "partner.ended", "not ended", "b"]);
    let inner = prop_oneof![6 => simple.clone(), 1 => last];
    let second = simple.clone();
    let pad = "    ".repeat(depth);
    (0..8u8, simple, condition, inner, second).prop_map(
        move |(kind, simple, condition, one, two)| {
            let pad = &pad;
            match kind {
                0 => format!("{pad}- if {condition}:\n{pad}    - {one}\n"),
                1 => format!("{pad}- quietly if {condition}:\n{pad}    - {one}\n"),
                2 => format!(
                    "{pad}- choose:\n{pad}    - one:\n{pad}        - {one}\n\
                {pad}    - two:\n{pad}        - {two}\n"
                ),
                3 => format!(
                    "{pad}- wait for the first of:\n{pad}    - on turn:\n{pad}        - {one}\n\
                {pad}    - on ended:\n{pad}        - {two}\n"
                ),
                _ => format!("{pad}- {simple}\n"),
            }
        },
    )
}

fn script(most: usize) -> impl Strategy<Value = String> {
    let first = "    - let a = null\n    - let b = null\n";
    prop::collection::vec(statement(1), 1..most)
        .prop_map(move |lines| first.to_owned() + &lines.concat())
}

fn scenario(word: &str, scripts: &[(&str, &str)]) -> Scenario {
    let options: RunOptions = parse(word);
    let mut text = "module: client\nwho: client\nscripts:\n".to_owned();
    for (name, script) in scripts {
        text += &format!("  {name}:\n{script}");
    }
    let own = Replacement { text, file: "own.yaml".to_owned(), line: 0 };
    Scenario::load(&options, &[own])
        .unwrap_or_else(|problems| panic!("{scripts:?}: {}", problems[0]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Two clients that share fields, and wait for each other or crash.
    #[test]
    fn of_two_random_clients_it_finds_the_same(one in script(7), two in script(7)) {
        let scenario = scenario("two-users", &[("first-user", &one), ("second-user", &two)]);
        both(&format!("{one}\n{two}"), &scenario, 4_000);
    }

    /// A client beside the spooler and a line that carries a message.
    #[test]
    fn of_a_random_client_beside_the_spooler_it_finds_the_same(one in script(6)) {
        let scenario = scenario(
            "store-logoff:world=plain,queue=none,transport=XP1=sending:M1",
            &[("store-logoff", &one)],
        );
        both(&one, &scenario, 4_000);
    }
}

/// What the command prints of a reduced search is replayed as any other.
#[test]
fn a_reduced_search_of_a_bug_replays_to_the_same_end() {
    for word in ["release:world=plain,bug=PB4", "store-logoff:world=plain,bug=CB2"] {
        let scenario = load(&parse(word));
        let report = search_reduced(&scenario);
        assert!(report.is_reduced && report.broken().next().is_some(), "{word}");
        super::replays_to_the_same_end(word, &report);
        assert!(report.broken().all(|(_, breach)| breach.steps.len() < BOUND));
    }
}
