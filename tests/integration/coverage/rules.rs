//! Every rule can be broken, every bug made, and every switch changes something.

use std::collections::BTreeSet;

use mapi_teardown::scenario::{Replacement, RunOptions, Scenario, catalogue};
use mapi_teardown::sim::rules::RULES;

use super::reached;

/// Rules that no bug of a provider or client breaks, because MAPI itself keeps them; each is broken
/// by a MAPI that is written wrong.
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
        "INV-16",
        "session-logoff:world=plain",
        "module: mapi
who: mapi
methods:
  MAPI::MAPIUninitialize() ~ inferred:
    - let left = refs -= 1
    - unload \"store provider\"
    - unload \"address book provider\"
    - return left
",
    ),
    (
        "INV-16",
        "session-logoff:world=plain",
        "module: mapi
who: mapi
methods:
  MAPI::MAPIUninitialize() ~ inferred:
    - let left = refs -= 1
    - unload \"store provider\"
    - unload \"address book provider\"
    - unload \"SMTP transport provider\"
    - unload \"SMTP transport provider\"
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
        let replaced =
            Replacement { text: (*text).to_owned(), file: "wrong.yaml".to_owned(), line: 0 };
        let scenario = Scenario::load(&options, &[replaced])
            .unwrap_or_else(|problems| panic!("{rule}: {}", problems[0]));
        let timeline = scenario.timeline(100_000);
        let found: BTreeSet<&str> =
            timeline.violations().iter().map(|violation| violation.rule).collect();
        assert!(found.contains(rule), "{rule}: this MAPI breaks {found:?}\n{text}");
        broken.insert(rule);
    }
    let unbroken: Vec<_> =
        RULES.iter().map(|rule| rule.id).filter(|id| !broken.contains(id)).collect();
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
        let scenario = Scenario::load(options, &[])
            .unwrap_or_else(|problems| panic!("{options}: {}", problems[0]));
        let timeline = scenario.timeline(100_000);
        let program = timeline.machine().program();
        let lines: Vec<String> = timeline
            .events()
            .iter()
            .map(|event| format!("{} {:?}", program.body(event.at.body).title, event.kind))
            .collect();
        lines
    };
    for reading in catalogue::readings().iter().filter(|reading| reading.switch) {
        for value in reading.values.iter().filter(|value| !value.default) {
            let differs = [
                "store-logoff:flag=abort,coupled=XP1",
                "store-logoff:flag=quiet",
                "two-users",
                "two-stores",
                "session-logoff",
                "reopen",
                "release",
            ]
            .iter()
            .any(|word| {
                let without = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{problem}"));
                let mut with = without.clone();
                with.set("reading", &format!("{}={}", reading.id, value.id))
                    .unwrap_or_else(|problem| panic!("{problem}"));
                trace(&without) != trace(&with)
            });
            assert!(differs, "{}={} changes no run", reading.id, value.id);
        }
    }
}
