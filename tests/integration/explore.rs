//! The proof obligation: every order of every conforming run breaks no rule, every bug is found,
//! and the size of each search and the length of each shortest run are pinned, so that a changed
//! machine announces itself.
//!
//! The pins are the snapshot `integration__explore__searches.snap`. When a body or a world was
//! changed on purpose, `INSTA_UPDATE=always cargo test explore` writes it again.

mod bounds;
mod command;
mod loss;
mod no_effect;
mod orbits;
mod readings;
mod reduction;
mod written;

use std::collections::BTreeSet;

use mapi_teardown::explore::report::model;
use mapi_teardown::explore::{Search, SearchReport, side_by_side};
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::budget::Meter;
use mapi_teardown::sim::rules::Blame;
use mapi_teardown::sim::{Choice, Event, EventKind, Timeline};

use reduction::search_reduced;

/// Steps that are more than any run of these tests has.
const BOUND: usize = 100_000;

/// Every way a client can ask for the shutdown of its store.
const ASKED: [&str; 7] = [
    "store-logoff:flag=orderly",
    "store-logoff:flag=no-wait",
    "store-logoff:flag=purge",
    "store-logoff:flag=abort",
    "store-logoff:flag=quiet",
    "release:inbox=yes",
    "session-logoff:inbox=yes",
];

/// Paths that have no flag to vary, and what their searches break: only who opens a store that
/// another one logs off breaks anything, by being there.
const PATHS: [(&str, &[&str]); 24] = [
    ("spooler-logoff", &[]),
    ("two-users", &["INV-27"]),
    ("other-process", &[]),
    ("other-session", &[]),
    ("two-stores", &[]),
    ("purge:world=plain", &[]),
    ("transport-logoff", &[]),
    ("address-book-logoff", &[]),
    ("fast-shutdown", &[]),
    ("wrapped-store", &[]),
    ("open-entry:world=plain", &[]),
    ("any-client:world=plain", &[]),
    // Whatever the client does, and in whatever order it lets go of what it holds.
    ("any-client:world=busy,queue=none,transport=XP1=idle", &[]),
    ("any-client:world=busy,queue=none,transport=XP1=idle,provider=deferred", &[]),
    ("any-client:world=busy,queue=none,transport=XP1=idle,children=hold-store", &[]),
    ("any-client:world=busy,queue=none,transport=XP1=idle,orphans=free,provider=deferred", &[]),
    ("any-session:world=busy,queue=none,transport=XP1=idle", &[]),
    ("any-session:world=busy,queue=none,transport=XP1=idle,provider=deferred", &[]),
    ("any-session:world=deep,queue=none,transport=XP1=idle", &[]),
    // Whether another process has the store open, and every policy and answer.
    ("any-process", &[]),
    ("any-process:provider=deferred", &[]),
    ("any-answers", &[]),
    ("any-two", &["INV-27"]),
    ("reopen", &["INV-27"]),
];

fn load(options: &RunOptions) -> Scenario {
    Scenario::load(options, &[]).unwrap_or_else(|problems| panic!("{options}: {}", problems[0]))
}

fn parse(word: &str) -> RunOptions {
    RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"))
}

fn search(scenario: &Scenario) -> SearchReport {
    SearchReport::new(scenario, &Search::new(&model(scenario)).run())
}

/// Searches all of these, two at a time, and gives the reports in their order.
fn search_all(
    words: &[String],
    search: fn(&Scenario) -> SearchReport,
) -> Vec<(String, SearchReport)> {
    side_by_side(words, 2, |word| (word.clone(), search(&load(&parse(word)))))
}

fn broken(report: &SearchReport) -> Vec<&str> {
    report.broken().map(|(rule, _)| rule).collect()
}

/// What is asked, with more settings.
fn asked_with(settings: &str) -> impl Iterator<Item = String> {
    ASKED.into_iter().map(move |word| format!("{word},{settings}"))
}

/// Little happens in these, so every conforming choice is made in every combination.
fn quiet_runs() -> Vec<String> {
    let mut words = Vec::new();
    for provider in ["eager", "deferred"] {
        for world in ["plain", "busy"] {
            for client in ["tidy", "untidy"] {
                for orphans in ["make-invalid", "free"] {
                    for inbox in ["yes", "no"] {
                        words.extend(asked_with(&format!(
                            "provider={provider},world={world},client={client},\
                            orphans={orphans},inbox={inbox},queue=none,transport=XP1=idle"
                        )));
                    }
                }
            }
        }
    }
    words
}

/// Transports at work, from one message to all that `busy` has.
fn lively_runs() -> Vec<String> {
    let mut words = Vec::new();
    for provider in ["eager", "deferred"] {
        for activity in
            ["queue=none,transport=XP1=sending:M1", "queue=none,transport=XP2=receiving:M9"]
        {
            words.extend(asked_with(&format!("world=plain,provider={provider},{activity}")));
        }
        words.extend(asked_with(&format!(
            "world=plain,provider={provider},queue=M2:XP1,transport=XP1=sending:M1+receiving:M9"
        )));
    }
    words.extend(asked_with("world=busy"));
    words.push("store-logoff:world=busy,provider=deferred".to_owned());
    words.push("release:world=busy,provider=deferred,client=untidy".to_owned());
    words
}

/// Each bug in its own run.
fn bug_runs() -> Vec<(String, BTreeSet<&'static str>)> {
    let bugs = Scenario::bugs().into_iter();
    bugs.map(|(id, bug)| {
        let mut options = parse(&bug.run);
        options.set("bug", id).unwrap_or_else(|problem| panic!("{id}: {problem}"));
        (options.to_string(), bug.rules.iter().map(String::as_str).collect())
    })
    .collect()
}

/// One line of the table of pins.
fn row(word: &str, report: &SearchReport) -> String {
    let broken: Vec<String> = report
        .broken()
        .map(|(rule, breach)| format!("{rule} after {}", breach.steps.len()))
        .collect();
    let broken = if broken.is_empty() { "holds".to_owned() } else { broken.join(", ") };
    format!(
        "{word}\n    {} states, {} transitions, depth {}: {broken}\n",
        report.states, report.transitions, report.depth
    )
}

#[test]
fn conforming_runs_hold_bugs_are_found_and_all_searches_are_pinned() {
    let quiet = search_all(&quiet_runs(), search_reduced);
    let lively = search_all(&lively_runs(), search);
    let paths: Vec<String> = PATHS.iter().map(|(word, _)| (*word).to_owned()).collect();
    let paths = search_all(&paths, search);
    let bugs = bug_runs();
    let found = search_all(&bugs.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>(), search);
    let mut wrong = Vec::new();
    for searched in [&lively, &paths, &found] {
        wrong.extend(reduction::differing(searched));
    }
    // What an untidy client owes is its own mistake, and nobody else makes one.
    let owed = |rule: &str, blame| rule == "INV-30" && blame == Some(Blame::Client);
    let breaks = |word: &str, report: &SearchReport| {
        report
            .broken()
            .any(|(rule, breach)| !(word.contains("client=untidy") && owed(rule, breach.blame)))
    };
    for (word, report) in quiet.iter().chain(&lively).filter(|(word, report)| breaks(word, report))
    {
        wrong.push(format!(
            "{word} breaks {:?}: {}",
            broken(report),
            report.broken().map(|(_, breach)| breach.word.as_str()).collect::<Vec<_>>().join(" ")
        ));
    }
    let crashes = |report: &SearchReport| {
        report
            .goals
            .iter()
            .find(|goal| goal.goal == "process-crashed")
            .and_then(|goal| goal.word.clone())
    };
    for (word, report) in quiet.iter().chain(&lively).chain(&paths) {
        wrong.extend(crashes(report).map(|run| format!("{word} can crash the process: {run}")));
    }
    for ((word, report), (_, allowed)) in paths.iter().zip(PATHS) {
        if broken(report) != allowed {
            wrong.push(format!("{word} breaks {:?}, not {allowed:?}", broken(report)));
        }
    }
    for ((word, report), (_, pinned)) in found.iter().zip(&bugs) {
        let broken: BTreeSet<&str> = broken(report).into_iter().collect();
        if !broken.is_superset(pinned) {
            wrong.push(format!("{word} breaks {broken:?}, and not all of {pinned:?}"));
        }
    }
    for (word, report) in quiet.iter().chain(&lively).chain(&paths).chain(&found) {
        assert!(report.is_complete(), "{word}");
        replays_to_the_same_end(word, report);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let table = lively.iter().chain(&paths).chain(&found).map(|(word, report)| row(word, report));
    insta::assert_snapshot!("searches", table.collect::<String>());
}

/// The word of a broken rule's run breaks it at the step that the search found, and the same object
/// is to blame.
fn replays_to_the_same_end(word: &str, report: &SearchReport) {
    for (rule, breach) in report.broken() {
        let timeline = load(&parse(&breach.word)).timeline(BOUND);
        let found = timeline.violations().iter().find(|found| found.rule == rule);
        let found =
            found.unwrap_or_else(|| panic!("{word}: {} does not break {rule}", breach.word));
        assert_eq!(
            (found.step, Some(found.blame)),
            (breach.steps.len(), breach.blame),
            "{}",
            breach.word
        );
        assert_eq!(
            timeline.machine().program().object_name(timeline.final_state(), found.subject),
            breach.subject
        );
        assert_eq!(timeline.choices()[..breach.choices.len()], breach.choices);
    }
}

#[test]
fn what_is_broken_by_a_free_choice_replays_to_the_same_end() {
    let words = [
        ("any-client:bug=PB4,world=plain", "INV-01"),
        ("any-client:bug=PB12,client=tidy,queue=none,transport=XP1=idle,world=busy", "INV-10"),
        ("any-session:bug=PB17,world=plain", "INV-15"),
        ("any-process:bug=PB4", "INV-01"),
        ("any-answers:bug=CB10", "INV-23"),
    ];
    for (word, rule) in words {
        let report = search(&load(&parse(word)));
        assert!(broken(&report).contains(&rule), "{word} breaks {:?}", broken(&report));
        replays_to_the_same_end(word, &report);
    }
}

/// What was chosen on the way to a goal, as the replay of its run tells it.
fn chosen(report: &SearchReport, goal: &str) -> Vec<String> {
    let word = report
        .goals
        .iter()
        .find(|it| it.goal == goal)
        .and_then(|it| it.word.as_deref())
        .expect("is reached");
    let timeline = load(&parse(word)).timeline(BOUND);
    let name = |event: &Event| match event.kind {
        EventKind::Choice { name, .. } => {
            Some(timeline.machine().program().names.text(name).to_owned())
        }
        _ => None,
    };
    (1..=timeline.len()).filter_map(|at| timeline.event(at).and_then(name)).collect()
}

#[test]
fn a_client_lets_go_in_every_order() {
    // The shortest way to an object that is made invalid is to release the store before anything
    // else.
    let report = search(&load(&parse("any-client:world=busy,queue=none,transport=XP1=idle")));
    let order = chosen(&report, "object-invalidated");
    assert_eq!(order.first().map(String::as_str), Some("store-A"), "{order:?}");
    // Four objects and the store, in every order.
    let machine = load(&parse("any-client:world=busy,queue=none,transport=XP1=idle")).machine;
    let mut open = Vec::new();
    machine.choices(machine.start(), &mut open);
    let client: Vec<u16> = open
        .iter()
        .filter(|choice| choice.thread.index() == 0)
        .map(|choice| choice.alternative)
        .collect();
    assert_eq!(client, [0, 1, 2, 3, 4]);
}

#[test]
fn four_actors_take_turns() {
    let machine =
        load(&parse("store-logoff:world=busy,flag=no-wait,transport=XP2=receiving:M9")).machine;
    let mut state = machine.start().clone();
    let (mut order, mut open): (Vec<Choice>, Vec<Choice>) = (Vec::new(), Vec::new());
    // Whoever comes next in the round and can go on.
    loop {
        machine.choices(&state, &mut open);
        let last = order.last().map(|choice| choice.thread);
        let next = open.iter().find(|choice| Some(choice.thread) > last).or(open.first()).copied();
        let Some(choice) = next else { break };
        machine.step(&mut state, choice, &Meter::default()).expect("within bounds");
        order.push(choice);
        open.clear();
    }
    let timeline = Timeline::run_with(machine, &order, BOUND);
    assert!(timeline.violations().is_empty());
    let name = |choice: &Choice| {
        timeline.machine().program().thread_name(timeline.state(), choice.thread).to_owned()
    };
    let names: BTreeSet<String> = order.iter().map(name).collect();
    assert_eq!(names, BTreeSet::from(["client-1", "spooler", "XP1", "XP2"].map(str::to_owned)));
    // Any two of them go on alternately: each pair changes places more than once.
    let threads: BTreeSet<_> = order.iter().map(|choice| choice.thread).collect();
    for (one, other) in
        threads.iter().flat_map(|one| threads.range(..one).map(move |other| (one, other)))
    {
        let both: Vec<_> = order
            .iter()
            .map(|choice| choice.thread)
            .filter(|thread| thread == one || thread == other)
            .collect();
        let changes = both.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!(changes > 2, "{one:?} and {other:?} change places {changes} times");
    }
}
