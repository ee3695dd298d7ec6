//! The proof obligation: every order of every conforming run breaks no rule, every bug is found,
//! and the size of each search and the length of each shortest run are pinned, so that a changed
//! machine announces itself.
//!
//! The pins are one table, `tests/snapshots/explore__searches.snap`. When a body or a world was
//! changed on purpose, `INSTA_UPDATE=always cargo test --test explore` writes it anew; what must be
//! broken and what must not is said here and does not change with it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use mapi_teardown::explore::machine::MachineModel;
use mapi_teardown::explore::report::model;
use mapi_teardown::explore::{
    Bounds, Judgement, Model, Property, Report, Search, Step, Stop, idle,
};
use mapi_teardown::scenario::readings::combinations;
use mapi_teardown::scenario::{Replacement, RunOptions, Scenario};
use mapi_teardown::sim::budget::{Budget, Meter};
use mapi_teardown::sim::machine::Grain;
use mapi_teardown::sim::rules::Blame;
use mapi_teardown::sim::timeline::DEFAULT_BOUND;
use mapi_teardown::sim::{BodyId, Choice, Event, EventKind, State, Timeline};

const BINARY: &str = env!("CARGO_BIN_EXE_teardown");

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

fn search(scenario: &Scenario) -> Report {
    Report::new(scenario, &Search::new(&model(scenario)).run())
}

/// Searches all of these, two at a time, and gives the reports in their order.
fn search_all(words: &[String]) -> Vec<(String, Report)> {
    let jobs = Mutex::new(words.iter().enumerate());
    let found = Mutex::new(Vec::new());
    let work = || {
        loop {
            let job = jobs.lock().expect("no search panics").next();
            let Some((at, word)) = job else { break };
            let report = search(&load(&parse(word)));
            found.lock().expect("no search panics").push((at, (word.clone(), report)));
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let mut found = found.into_inner().expect("no search panics");
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, report)| report).collect()
}

fn broken(report: &Report) -> Vec<&str> {
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
                            "provider={provider},world={world},client={client},orphans={orphans},inbox={inbox},queue=none,transport=XP1=idle"
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
fn row(word: &str, report: &Report) -> String {
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
    let quiet = search_all(&quiet_runs());
    let lively = search_all(&lively_runs());
    let paths: Vec<String> = PATHS.iter().map(|(word, _)| (*word).to_owned()).collect();
    let paths = search_all(&paths);
    let bugs = bug_runs();
    let found = search_all(&bugs.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    // What an untidy client owes is its own mistake, and nobody else makes one.
    let owed = |rule: &str, blame| rule == "INV-30" && blame == Some(Blame::Client);
    let breaks = |word: &str, report: &Report| {
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
    let crashes = |report: &Report| {
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
fn replays_to_the_same_end(word: &str, report: &Report) {
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
fn chosen(report: &Report, goal: &str) -> Vec<String> {
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
fn nothing_is_lost_by_fingerprints_nor_by_what_their_hash_leaves_out() {
    let words = [
        "store-logoff:world=plain",
        "release:world=plain,bug=PB4",
        "two-users",
        "session-logoff:world=plain,provider=deferred",
    ];
    for word in words {
        let scenario = load(&parse(word));
        let model = model(&scenario);
        let by_print = Search::new(&model).run();
        let exact = Search::new(&model).exact().run();
        assert_eq!(
            (exact.states, exact.transitions, exact.depth),
            (by_print.states, by_print.transitions, by_print.depth),
            "{word}"
        );
        assert_eq!(exact.findings, by_print.findings, "{word}");
    }
}

/// A model that notes how its runs end: the ledgers, and what the rules remember.
struct Ends<'a> {
    model: MachineModel<'a>,
    ends: RefCell<BTreeSet<String>>,
}

impl Model for Ends<'_> {
    type State = State;
    type Action = Choice;

    fn properties(&self) -> Vec<Property> {
        self.model.properties()
    }

    fn initial(&self) -> Vec<State> {
        self.model.initial()
    }

    fn actions(&self, state: &State, actions: &mut Vec<Choice>) {
        self.model.actions(state, actions);
    }

    fn next(&self, state: &State, action: &Choice) -> Option<Step<State>> {
        self.model.next(state, action)
    }

    fn judge_terminal(&self, state: &State) -> Judgement {
        let State { rows, uids, objects, transports, messages, memory, unloaded, end, .. } = state;
        let told = format!(
            "{rows:?} {uids:?} {objects:?} {transports:?} {messages:?} {memory:?} {unloaded:?} \
             {end:?}"
        );
        self.ends.borrow_mut().insert(told);
        self.model.judge_terminal(state)
    }
}

/// How the runs of a search can end, whether each property is broken or reached, and how many
/// states there are.
fn ends(scenario: &Scenario, grain: Grain) -> (BTreeSet<String>, Vec<(String, bool)>, u64) {
    let watched = Ends { model: model(scenario).in_steps_of(grain), ends: RefCell::default() };
    let outcome = Search::new(&watched).run();
    assert!(outcome.is_complete());
    let findings = outcome
        .findings
        .iter()
        .map(|it| (it.property.name.clone(), it.verdict.run().is_some()))
        .collect();
    (watched.ends.into_inner(), findings, outcome.states)
}

/// Runs in which silent statements of one thread come between those of another, and of each kind of
/// choice.
const SMALL: [&str; 9] = [
    "store-logoff:world=plain",
    "store-logoff:world=plain,provider=deferred,flag=purge",
    "store-logoff:world=plain,queue=none,transport=XP1=sending:M1",
    "any-client:world=plain",
    "session-logoff:world=plain",
    "release:world=busy,queue=none,transport=XP1=idle",
    "release:world=plain,bug=PB4",
    "store-logoff:world=plain,bug=CB2",
    "spooler-logoff:world=plain",
];

/// Two ways that come to the same: a thread that stops behind the call, before the jump, is in two
/// places.
const TWO_WAYS: &str = "    - choose:\n        - one:\n            - store.GetProps()\n        - \
    other:\n            - store.GetProps()\n    - store.Release()\n";

/// With two clients in one store this would not hold, and should not: there, silence is the lock
/// that real code takes.
#[test]
fn nothing_is_lost_by_whole_steps_nor_by_running_on_through_jumps() {
    let small = SMALL.iter().map(|word| ((*word).to_owned(), load(&parse(word))));
    let mut wrong = Vec::new();
    let mut most_unsettled = 0;
    for (word, scenario) in small.chain([("two ways".to_owned(), with_client(TWO_WAYS))]) {
        let (whole, found, states) = ends(&scenario, Grain::Step);
        let (unsettled, also_found, more) = ends(&scenario, Grain::Unsettled);
        let (single, found_too, most) = ends(&scenario, Grain::Statement);
        most_unsettled = most_unsettled.max(more - states);
        if more < states
            || most <= states
            || found != also_found
            || found != found_too
            || whole != unsettled
            || whole != single
        {
            let ends = [&whole, &unsettled, &single].map(BTreeSet::len);
            wrong.push(format!("{word}: {states}, {more}, {most} states; {ends:?} ends"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(most_unsettled > 0, "running on through jumps makes no two states one");
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

fn with_client(script: &str) -> Scenario {
    let text = format!("module: client\nwho: client\nscripts:\n  store-logoff:\n{script}");
    let replacement = Replacement { text, file: "own.yaml".to_owned(), line: 0 };
    let scenario = Scenario::load(&parse("store-logoff:world=plain"), &[replacement]);
    scenario.unwrap_or_else(|problems| panic!("{}", problems[0]))
}

#[test]
fn bounds_end_a_search_with_a_report() {
    let scenario = load(&parse("store-logoff:world=busy"));
    let bounds = [
        (Bounds { states: 0, ..Bounds::NONE }, Stop::States),
        (Bounds { depth: 0, ..Bounds::NONE }, Stop::Depth),
        (Bounds { bytes: 0, ..Bounds::NONE }, Stop::Memory),
        (Bounds { states: 500, ..Bounds::NONE }, Stop::States),
        (Bounds { depth: 7, ..Bounds::NONE }, Stop::Depth),
    ];
    for (bounds, stop) in bounds {
        let report = Report::new(&scenario, &Search::new(&model(&scenario)).bounds(bounds).run());
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
    let report = Report::new(&growing, &Search::new(&model(&growing)).bounds(bounds).run());
    assert_eq!((report.stopped, report.states), (Some(Stop::States), 5_000));
}

#[test]
fn a_body_that_crashes_ends_its_runs() {
    let bodies = [
        "    - crash \"use-after-free\"\n",
        // Nothing ever happens: an endless loop of silent statements, before a choice too.
        "    - for ever:\n        - let n = 1\n",
        "    - for ever:\n        - quietly if store == null:\n            - choose:\n                - never\n",
    ];
    for body in bodies {
        let report = search(&with_client(body));
        assert!(report.is_complete(), "{body}");
        let crash =
            report.goals.iter().find(|goal| goal.goal == "process-crashed").expect("is a goal");
        assert_eq!(crash.steps, Some(1), "{body}");
    }
}

fn teardown(arguments: &[&str]) -> Output {
    Command::new(BINARY)
        .args(arguments)
        .env_clear()
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", stdout(output)))
}

#[test]
fn the_command_tells_what_held_and_what_broke() {
    let held = teardown(&["explore", "store-logoff:world=plain", "--format", "json"]);
    assert_eq!(held.status.code(), Some(0));
    assert_eq!(
        held.stdout,
        teardown(&["explore", "store-logoff:world=plain", "--format", "json"]).stdout
    );
    let report = json(&held);
    assert_eq!(report["complete"], true);
    assert_eq!(report["rules"].as_array().map(Vec::len), Some(35));
    assert!(
        report["rules"].as_array().expect("a list").iter().all(|rule| rule["result"] != "broken")
    );
    let broken =
        teardown(&["explore", "release", "--world", "plain", "--bug", "PB4", "--format", "json"]);
    assert_eq!(broken.status.code(), Some(1));
    let report = json(&broken);
    let rules = report["rules"].as_array().expect("a list");
    let rule = rules.iter().find(|rule| rule["rule"] == "INV-01").expect("is a rule");
    assert_eq!(rule["result"], "broken");
    assert_eq!(
        rule["run"].as_array().map(Vec::len),
        rule["length"].as_u64().map(|length| length as usize)
    );
    let word = rule["word"].as_str().expect("a word");
    let replayed = teardown(&["replay", word, "--format", "jsonl"]);
    assert_eq!(replayed.status.code(), Some(1), "{word}");
    assert!(stdout(&replayed).contains("INV-01"));
    let text = teardown(&["explore", "release:world=plain,bug=PB4", "--lang", "pt-BR"]);
    assert!(stdout(&text).contains("VIOLADA") && stdout(&text).contains(word), "{}", stdout(&text));
}

/// The results of a search by rule.
fn results(word: &str) -> Vec<(String, String)> {
    let report = json(&teardown(&["explore", word, "--format", "json"]));
    let rules = report["rules"].as_array().expect("a list").iter();
    rules
        .map(|rule| {
            (rule["rule"].to_string().replace('"', ""), rule["result"].to_string().replace('"', ""))
        })
        .collect()
}

fn result(word: &str, rule: &str) -> String {
    results(word).into_iter().find(|(known, _)| known == rule).expect("is a rule").1
}

#[test]
fn a_rule_is_exempt_only_where_every_run_left_it_aside() {
    let refused = results("fast-shutdown:world=plain,answer=store-A=no");
    assert!(
        refused.iter().all(|(_, result)| result != "exempt"),
        "after a refusal all is owed: {refused:?}"
    );
    assert_eq!(result("fast-shutdown:world=plain,answer=store-A=no", "INV-12"), "held");
    let granted = "fast-shutdown:world=plain";
    assert_eq!(
        (result(granted, "INV-12"), result(granted, "INV-19")),
        ("exempt".into(), "held".into())
    );
    assert_eq!(
        result(granted, "INV-18"),
        "not-tested",
        "no rule that a fast shutdown need not keep"
    );
    assert_eq!(result("any-answers", "INV-12"), "held", "some of its runs are refused");
}

#[test]
fn a_search_says_what_had_no_effect() {
    let idle = |word: &str| json(&teardown(&["explore", word, "--format", "json"]))["idle"].clone();
    assert_eq!(idle("release:world=plain,bug=PB12"), serde_json::json!(["bug=PB12"]));
    assert_eq!(idle("store-logoff:world=plain,bug=PB23"), serde_json::json!(["bug=PB23"]));
    assert_eq!(idle("release:world=plain,bug=PB4"), serde_json::Value::Null);
    assert_eq!(idle("release:world=plain"), serde_json::Value::Null);
    let text = teardown(&["explore", "release:world=plain,bug=PB12"]);
    assert!(stdout(&text).contains("Without effect: bug=PB12."), "{}", stdout(&text));
    let text = teardown(&["explore", "release:world=plain,bug=PB12", "--lang", "pt-BR"]);
    assert!(stdout(&text).contains("Sem efeito: bug=PB12."), "{}", stdout(&text));
}

/// What had no effect in a search, and the search as a line of the table.
fn idle_in(scenario: &Scenario) -> (Vec<String>, String) {
    let model = model(scenario);
    let report = Report::new(scenario, &Search::new(&model).run());
    let mut is_complete = |twins: &idle::Twins<'_>| Search::new(twins).run().is_complete();
    let budget = Budget { steps: DEFAULT_BOUND, work: u64::MAX };
    let found = idle::find(scenario, budget, &report, &model.statements(), &mut is_complete);
    (found.words().collect(), row("", &report))
}

#[test]
fn what_has_no_effect_in_a_search_changes_none_of_its_numbers() {
    let plain = idle_in(&load(&parse("release:world=plain")));
    let mut idle = 0;
    for (id, bug) in Scenario::bugs() {
        // Options that belong to a bug may have no meaning here.
        let Ok(scenario) = Scenario::load(&parse(&format!("release:world=plain,bug={id}")), &[])
        else {
            continue;
        };
        let (words, told) = idle_in(&scenario);
        if words.contains(&format!("bug={id}")) {
            idle += 1;
            assert_eq!(told, plain.1, "{id}: {:?}", bug.run);
        }
    }
    assert!(idle > 10, "{idle} bugs of other paths");
}

#[test]
fn a_body_that_no_run_of_a_search_comes_to_is_told() {
    let own = "module: store\nwho: provider\nmethods:\n  IMsgStore::Release() ~ inferred:\n    - \
        let left = refs -= 1\n    - return left\n";
    let own = Replacement { text: own.to_owned(), file: "own.yaml".to_owned(), line: 0 };
    let scenario = Scenario::load(&parse("store-logoff:world=plain"), &[own]).expect("it loads");
    assert_eq!(idle_in(&scenario).0, ["body=store/IMsgStore::Release"], "the provider has its own");
    assert_eq!(idle_in(&with_client("    - let x = 1\n")).0, [""; 0], "it runs, and is silent");
}

#[test]
fn the_command_says_when_it_is_not_complete() {
    for bound in ["--max-states", "--max-depth", "--max-memory"] {
        let output = teardown(&["explore", "store-logoff", bound, "0", "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{bound}");
        assert_eq!(json(&output)["complete"], false, "{bound}");
        let text = teardown(&["explore", "store-logoff", bound, "0"]);
        assert!(stdout(&text).contains(bound), "{}", stdout(&text));
    }
}

#[test]
fn a_broken_run_is_saved_as_a_lesson_and_opens_only_on_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("found.yaml");
    let name = file.to_str().expect("UTF-8");
    let run = ["explore", "release:world=plain,bug=PB4"];
    let saved = teardown(&[&run[..], &["--save", "INV-01", "-o", name]].concat());
    assert_eq!(saved.status.code(), Some(1));
    let source = mapi_teardown::lesson::Source::read(&file).expect("is there");
    let report = mapi_teardown::lesson::check::check_lesson(&source);
    assert!(report.ran && report.diagnostics.is_empty(), "{:#?}", report.diagnostics);
    assert_eq!(teardown(&[&run[..], &["--open", "INV-01"]].concat()).status.code(), Some(2));
    assert_eq!(teardown(&[&run[..], &["--open", "INV-99"]].concat()).status.code(), Some(2));
    let held = teardown(&["explore", "release:world=plain", "--save", "INV-01", "-o", name]);
    assert_eq!(held.status.code(), Some(2));
    let nowhere = folder.path().join("no/such/folder.yaml");
    let unwritten = teardown(
        &[&run[..], &["--save", "INV-01", "-o", nowhere.to_str().expect("UTF-8")]].concat(),
    );
    assert_eq!(unwritten.status.code(), Some(74));
}

#[test]
fn combinations_of_readings_that_are_left_out_would_have_found_the_same() {
    let all =
        combinations(&parse("release:world=plain,bug=CB2")).expect("readings are well formed");
    let mut searched: Vec<(Scenario, BTreeSet<BodyId>, Report)> = Vec::new();
    let mut same = 0;
    for options in &all {
        let scenario = load(options);
        let model = model(&scenario);
        let report = Report::new(&scenario, &Search::new(&model).run());
        let told = |report: &Report| row("", report);
        match searched.iter().find(|(known, ran, _)| known.is_same_in(&scenario, ran)) {
            Some((_, _, known)) => {
                assert_eq!(told(&report), told(known), "{options}");
                same += 1;
            }
            None => searched.push((scenario.clone(), model.ran(), report)),
        }
    }
    assert_eq!(searched.len() + same, all.len());
    assert!(searched.len() > 1 && same > 0, "{} were searched, {same} left out", searched.len());
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
    let few = json(&explore(&["--format", "json", "--max-states", "1500"]));
    assert_eq!((&few["searched"], &few["searches"][1]["complete"]), (&2.into(), &false.into()));
    assert!(few["left"].as_u64().is_some_and(|left| left > 0));
}

#[cfg(unix)]
#[test]
fn an_interrupted_search_reports_what_it_has_seen() {
    let mut command = Command::new(BINARY);
    command
        .args(["explore", "session-logoff", "--format", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let child = command.spawn().expect("the binary runs");
    let (_sender, nothing) = std::sync::mpsc::channel::<()>();
    let waited = nothing.recv_timeout(std::time::Duration::from_millis(700));
    assert_eq!(waited, Err(std::sync::mpsc::RecvTimeoutError::Timeout));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("there is kill");
    assert!(killed.success());
    let output = child.wait_with_output().expect("it ends");
    let report = json(&output);
    assert_eq!(output.status.code(), Some(130));
    assert_eq!((&report["complete"], &report["stopped"]), (&false.into(), &"interrupted".into()));
    assert!(report["states"].as_u64().is_some_and(|states| states > 0));
}
