//! What runs reach, measured from executed runs: every labelled statement of every body, every numbered step of section 5 of the domain
//! reference, every rule, bug and switch. What nothing reaches fails here by name.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use mapi_teardown::scenario::{Replacement, RunOptions, Scenario, assets, catalogue};
use mapi_teardown::sim::rules::RULES;
use mapi_teardown::sim::{EventKind, Timeline};

/// Runs beside the bugs' own: each reaches something that no other does.
const RUNS: &[&str] = &[
    "store-logoff",
    "store-logoff:provider=deferred",
    "store-logoff:provider=stub",
    "store-logoff:flag=no-wait",
    "store-logoff:flag=purge",
    "store-logoff:flag=abort",
    "store-logoff:flag=abort,transport=XP2=receiving:M9",
    "store-logoff:transport=XP2=receiving:M9",
    "store-logoff:flag=quiet",
    "store-logoff:flag=quiet,provider=deferred",
    "store-logoff:flag=0x3",
    "store-logoff:flag=0x3,provider=deferred",
    "store-logoff:flag=0x3,lenient=yes",
    "store-logoff:client=untidy,provider=deferred",
    "store-logoff:client=untidy,orphans=free",
    "store-logoff:client=untidy,orphans=free,provider=deferred",
    "store-logoff:client=untidy,children=hold-store",
    "store-logoff:client=untidy,children=hold-store,provider=deferred",
    "store-logoff:client=untidy,children=hold-store,provider=stub",
    "store-logoff:no-mail=yes",
    "release",
    "release:provider=deferred",
    "session-logoff",
    "session-logoff:client=untidy",
    "session-logoff:provider=deferred",
    "session-logoff:provider=stub",
    "session-logoff:orphans=free",
    "session-logoff:orphans=free,provider=deferred",
    "session-logoff:orphans=free,provider=stub",
    "session-logoff:session=shared,session-flags=ui+shared",
    "spooler-logoff",
    "spooler-logoff:flag=purge",
    "spooler-logoff:flag=abort",
    "two-users",
    "two-users:provider=deferred",
    "other-process",
    "other-session",
    "two-stores",
    "purge",
    "transport-logoff",
    "address-book-logoff",
    "fast-shutdown",
    "fast-shutdown:answer=ab=no",
    "fast-shutdown:policy=1,answer=XP1=absent",
    "fast-shutdown:policy=2",
    "wrapped-store",
    "session-logoff:provider=wrapper",
    "reopen",
];

/// Numbered steps of section 5, and the label of the statement that is that step.
const STEPS: &[(&str, &str)] = &[
    ("5.1.1", "client-asks"),
    ("5.1.2", "call-slt"),
    ("5.1.3 the flag reaches the transports", "end-inbound"),
    ("5.1.3 the spooler lets go", "spooler-releases-store"),
    ("5.1.4", "remember-told"),
    ("5.1.5", "pass-word"),
    ("5.1.6", "client-releases"),
    ("5.1.7 no second call", "told-check"),
    ("5.1.7 own connections", "unsubscribe-own"),
    ("5.1.7 unlinked", "unlist-store"),
    ("5.1.7 support last", "release-support"),
    ("5.1.8a", "remove-uid"),
    ("5.1.8b", "remove-row"),
    ("5.1.8c", "call-logoff"),
    ("5.1.8c open objects", "invalidate-orphan"),
    ("5.1.8c status objects", "release-status"),
    ("5.1.8d", "release-logon"),
    ("5.1.8d support freed", "free-support"),
    ("5.2.1", "save-flags"),
    ("5.2.2 children hold", "children-hold"),
    ("5.2.3 being destroyed", "mark-dying"),
    ("5.2.3 a refused QUIET", "call-slt-again"),
    ("5.3", "spooler-logs-off"),
    ("5.4.2", "call-slt-bare"),
    ("5.5 D2", "client-releases-child"),
    ("5.5 D4", "client-logs-off"),
    ("5.5 D5", "client-releases-session"),
    ("5.5 D6", "client-ole"),
    ("5.5 D7", "client-uninitialize"),
    ("5.5.1 shared", "tell-other-clients"),
    ("5.5.2 address books", "address-book-logoff"),
    ("5.5.2 stores", "store-logoff-by-session"),
    ("5.5.2 transports", "transport-logoff"),
    ("5.5.3", "call-slt-in-logoff"),
    ("5.5.4", "store-logon-release"),
    ("5.5.5 shutdown", "store-provider-shutdown"),
    ("5.5.5 release", "store-provider-release"),
    ("5.5.7", "unload"),
    ("5.6 second open", "count-second-open"),
    ("5.6 E3", "other-process-has-it"),
    ("5.6 the other goes on", "client-works"),
    ("5.7.2 FlushQueues", "flush-queues"),
    ("5.7.2 the bit", "flush-on"),
    ("5.7.2 SubmitMessage", "submit-message"),
    ("5.7.2 EndMessage", "end-message"),
    ("5.7.2 END_OUTBOUND_FLUSH", "end-flush"),
    ("5.7.2 the line is freed", "flush-over"),
    ("5.8.1", "end-outbound"),
    ("5.8.1 AddressTypes", "discard-address-types"),
    ("5.8.3", "free-session-memory"),
    ("5.8.4 count", "count-transport-sessions"),
    ("5.8.4 nested Shutdown", "transport-provider-shutdown"),
    ("5.8.4 nested Release", "transport-provider-release"),
    ("5.8.6", "transport-logon-release"),
    ("5.9 Shutdown", "address-book-provider-shutdown"),
    ("5.9 Release", "address-book-provider-release"),
    ("5.10.1", "client-queries"),
    ("5.10.1 providers", "ask-provider"),
    ("5.10.1 policy 2", "policy-disabled"),
    ("5.10.2", "client-notifies"),
    ("5.10.3", "client-does"),
    ("5.10.3 data safe", "save-before-return"),
    ("5.10.4", "client-exits"),
    ("5.11 forwarding", "forward"),
    ("5.11 Shutdown", "forward-shutdown"),
    ("5.11 through the wrapped support object", "release-outer-support"),
];

/// What all runs reach together.
struct Reached {
    labels: BTreeSet<String>,
    known: BTreeSet<String>,
    broken: BTreeSet<&'static str>,
    kinds: BTreeSet<&'static str>,
}

fn reached() -> &'static Reached {
    static ALL: OnceLock<Reached> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all =
            Reached { labels: BTreeSet::new(), known: BTreeSet::new(), broken: BTreeSet::new(), kinds: BTreeSet::new() };
        for word in RUNS {
            run(&RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}")), &mut all);
        }
        for (id, bug) in Scenario::bugs() {
            let mut options = RunOptions::parse(&bug.run).unwrap_or_else(|problem| panic!("{id}: {problem}"));
            options.set("bug", id).unwrap_or_else(|problem| panic!("{id}: {problem}"));
            run(&options, &mut all);
        }
        all
    })
}

fn run(options: &RunOptions, all: &mut Reached) {
    let scenario = Scenario::load(options, &[]).unwrap_or_else(|problems| panic!("{options}: {}", problems[0]));
    let timeline = Timeline::run_with(scenario.machine, &[], 100_000);
    let program = timeline.machine().program();
    for body in &program.bodies {
        let labels = body.statements.iter().filter_map(|statement| statement.label);
        all.known.extend(labels.map(|label| program.names.text(label).to_owned()));
    }
    for event in timeline.events() {
        let statement = &program.body(event.at.body).statements[usize::from(event.at.statement)];
        all.labels.extend(statement.label.map(|label| program.names.text(label).to_owned()));
        all.kinds.insert(event.kind.name());
    }
    all.broken.extend(timeline.violations().iter().map(|violation| violation.rule));
}

#[test]
fn every_numbered_step_of_section_5_is_reached() {
    let missing: Vec<_> = STEPS.iter().filter(|(_, label)| !reached().labels.contains(*label)).collect();
    assert!(missing.is_empty(), "no run reaches {missing:#?}");
}

/// Labels on silent statements (`let`, `each`, `quietly if`) are there for edits; no step shows them.
const SILENT: &[&str] = &["each-orphan", "each-status", "each-subscription", "find-open-store", "ole-duty"];

#[test]
fn every_labelled_statement_is_reached() {
    let silent: BTreeSet<String> = SILENT.iter().map(|label| (*label).to_owned()).collect();
    let missing: Vec<_> = reached().known.difference(&reached().labels).filter(|label| !silent.contains(*label)).collect();
    assert!(missing.is_empty(), "no run reaches {missing:?}");
}

/// Rules that no bug of a provider or client breaks, because MAPI itself keeps them; each is broken by a MAPI that is written wrong.
const WRONG_MAPI: &[(&str, &str, &str)] = &[
    (
        "INV-08",
        "store-logoff:world=plain",
        "module: store-support
who: mapi
methods:
  IMAPISupport::Release() ~ inferred:
    - let left = refs -= 1
    - let lg = logon
    - quietly if left == 0 and lg != null:
        - lg.Logoff(0)
    - return left
",
    ),
    (
        "INV-09",
        "store-logoff:world=busy,client=untidy",
        "module: store-support
who: mapi
methods:
  IMAPISupport::Release() ~ inferred:
    - let left = refs -= 1
    - let lg = logon
    - quietly if left == 0 and lg != null:
        - lg.Logoff(0)
        - lg.store = lg
        - lg.Logoff(0)
    - return left
",
    ),
    (
        "INV-24",
        "fast-shutdown:world=plain",
        "module: mapi
who: mapi
methods:
  IMAPIClientShutdown::QueryFastShutdown() ~ inferred:
    - each p in stores | transports:
        - let answer = p.QueryFastShutdown()
    - return S_OK
",
    ),
];

#[test]
fn every_rule_is_broken_by_some_bug_or_by_a_wrong_mapi() {
    let mut broken: BTreeSet<&str> = reached().broken.clone();
    for (rule, word, text) in WRONG_MAPI {
        let options = RunOptions::parse(word).expect("valid");
        let replaced = Replacement { text: (*text).to_owned(), file: "wrong.yaml".to_owned(), line: 0 };
        let scenario = Scenario::load(&options, &[replaced]).unwrap_or_else(|problems| panic!("{rule}: {}", problems[0]));
        let timeline = Timeline::run_with(scenario.machine, &[], 100_000);
        let found: BTreeSet<&str> = timeline.violations().iter().map(|violation| violation.rule).collect();
        assert!(found.contains(rule), "{rule}: this MAPI breaks {found:?}");
        broken.insert(rule);
    }
    let unbroken: Vec<_> = RULES.iter().map(|rule| rule.id).filter(|id| !broken.contains(id)).collect();
    assert!(unbroken.is_empty(), "nothing breaks {unbroken:?}");
}

#[test]
fn every_bug_of_the_catalogue_can_be_made() {
    let made: BTreeSet<&str> = Scenario::bugs().into_iter().map(|(id, _)| id).collect();
    let told: BTreeSet<&str> = catalogue::bugs().iter().map(|bug| bug.id.as_str()).collect();
    assert_eq!(made, told);
}

#[test]
fn every_switch_changes_some_run() {
    let trace = |options: &RunOptions| {
        let scenario = Scenario::load(options, &[]).unwrap_or_else(|problems| panic!("{options}: {}", problems[0]));
        let timeline = Timeline::run_with(scenario.machine, &[], 100_000);
        let program = timeline.machine().program();
        let lines: Vec<String> =
            timeline.events().iter().map(|event| format!("{} {:?}", program.body(event.at.body).title, event.kind)).collect();
        lines
    };
    for reading in catalogue::readings().iter().filter(|reading| reading.switch) {
        for value in reading.values.iter().filter(|value| !value.default) {
            let differs = ["store-logoff:flag=abort,coupled=XP1", "session-logoff", "reopen", "release"].iter().any(|word| {
                let without = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{problem}"));
                let mut with = without.clone();
                with.set("reading", &format!("{}={}", reading.id, value.id)).unwrap_or_else(|problem| panic!("{problem}"));
                trace(&without) != trace(&with)
            });
            assert!(differs, "{}={} changes no run", reading.id, value.id);
        }
    }
}

#[test]
fn every_kind_of_event_happens() {
    let all = [
        "call",
        "return",
        "uid-added",
        "uid-removed",
        "row-added",
        "row-removed",
        "row-changed",
        "refs",
        "object-created",
        "object-invalidated",
        "object-freed",
        "message",
        "transport",
        "test",
        "set",
        "link",
        "unlink",
        "wait",
        "notify",
        "unload",
        "process-exit",
        "crash",
        "choice",
        "thread-end",
    ];
    let missing: Vec<_> = all.iter().filter(|kind| !reached().kinds.contains(*kind)).collect();
    assert!(missing.is_empty(), "no run has {missing:?}");
}

#[test]
fn every_label_is_explained_in_both_languages() {
    for lang in mapi_teardown::text::Lang::ALL {
        let words = mapi_teardown::words::Words::of(lang);
        let missing: Vec<_> = reached().known.iter().filter(|label| words.find(&format!("why-{label}"), &[]).is_none()).collect();
        assert!(missing.is_empty(), "{}: no explanation of {missing:?}", lang.code());
    }
}

/// The end of a run is data: what a crash leaves, an exit leaves, and an ordinary end leaves differ.
#[test]
fn a_crash_and_an_exit_end_a_run_at_once() {
    for (word, kind) in [("fast-shutdown", "process-exit"), ("store-logoff:client=untidy,bug=PB11", "crash")] {
        let scenario = Scenario::load(&RunOptions::parse(word).expect("valid"), &[]).expect("loads");
        let timeline = Timeline::run_with(scenario.machine, &[], 100_000);
        let last = timeline.events().last().map(|event| event.kind.name());
        assert_eq!(last, Some(kind), "{word}");
        assert!(!matches!(timeline.events().last().map(|event| &event.kind), Some(EventKind::Wait)));
    }
}

#[test]
fn the_words_about_readings_and_exemptions_are_about_what_is_built() {
    let told: Vec<(String, bool, BTreeSet<String>, Option<String>)> = catalogue::readings()
        .iter()
        .map(|reading| {
            let values = reading.values.iter().map(|value| value.id.clone()).collect();
            (reading.id.clone(), reading.switch, values, reading.default_value().map(|value| value.id.clone()))
        })
        .collect();
    let built: Vec<(String, bool, BTreeSet<String>, Option<String>)> = assets::readings()
        .expect("bundled")
        .0
        .iter()
        .map(|(id, spec)| (id.value.clone(), spec.switch, spec.values.iter().cloned().collect(), spec.values.first().cloned()))
        .collect();
    assert_eq!(told, built);
    let exempting = assets::paths().expect("bundled").0.iter().filter(|(_, spec)| !spec.exempt.is_empty());
    assert_eq!(exempting.clone().count(), 1, "fast shutdown alone leaves rules aside");
    for (path, spec) in exempting {
        let told: Vec<&str> = catalogue::rules()
            .iter()
            .filter(|rule| rule.exempt.as_ref().is_some_and(|exempt| exempt.paths.contains(&path.value)))
            .map(|rule| rule.id.as_str())
            .collect();
        assert_eq!(told, spec.exempt, "{}", path.value);
    }
}
