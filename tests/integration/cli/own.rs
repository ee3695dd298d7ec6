//! Lessons with bodies of one's own, and runs that hang or crash.

use std::process::Command;

use serde_json::{Value, json};

use crate::harness::{BINARY, stderr, stdout, teardown};

/// A lesson whose client never gives its store up: the bodies are the lesson's own.
const OWN_CLIENT: &str = r#"format: 1
title: {en: Own, pt-BR: Meu}
goal: {en: See it, pt-BR: Ver}
minutes: 1
run:
  path: release
  world: plain
  bodies: |
    module: client
    who: client
    scripts:
      release:
        - store.GetProps()
expect_violations: [INV-30]
scenes:
  - at: {call: GetProps}
    say: {en: It works., pt-BR: Funciona.}
    cite: []
close:
  expect: {verdict: violated}
"#;

/// A folder of this test's own that goes with it.
pub(super) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn the_command_of_a_search_shows_the_very_run_a_lesson_s_own_bodies_included() {
    let folder = folder();
    let lesson = folder.path().join("it's own.yaml");
    std::fs::write(&lesson, OWN_CLIENT).expect("written");
    let lesson = lesson.to_str().expect("UTF-8");
    let found = teardown(&["explore", lesson, "--format", "json"]);
    assert_eq!(found.status.code(), Some(1), "{}", stderr(&found));
    let report: Value = serde_json::from_str(stdout(&found)).expect("JSON");
    let rule = |id: &str| {
        let all = report["rules"].as_array().expect("a list");
        all.iter().find(|rule| rule["rule"] == id).expect("a rule").clone()
    };
    let broken = rule("INV-30");
    assert_eq!((&broken["result"], &broken["blame"]), (&json!("broken"), &json!("client")));
    assert_eq!(rule("INV-23")["result"], "not-tested", "nobody asks for a fast shutdown");
    assert_eq!(rule("INV-23")["situations"], 0);
    assert!(rule("INV-26")["situations"].as_u64().is_some_and(|count| count > 0));
    assert_eq!(
        (&report["stuck"]["result"], &report["crash"]["result"]),
        (&json!("held"), &json!("held"))
    );
    let command =
        broken["command"].as_str().expect("a command").replace("teardown ", &format!("{BINARY} "));
    let shown = Command::new("sh")
        .args(["-c", &format!("{command} --format jsonl")])
        .output()
        .expect("a shell");
    let last: Value =
        serde_json::from_str(stdout(&shown).lines().last().expect("a verdict")).expect("JSON");
    assert_eq!(last["violations"], json!(["INV-30"]), "{command}: {}", stderr(&shown));
    let head: Value =
        serde_json::from_str(stdout(&shown).lines().next().expect("a header")).expect("JSON");
    assert_eq!(
        head["run_without"],
        json!(["bodies"]),
        "the word alone would run the bundled client"
    );
}

#[test]
fn a_saved_run_of_a_lesson_with_bodies_is_a_lesson_that_is_good() {
    let folder = folder();
    let (lesson, saved) = (folder.path().join("own.yaml"), folder.path().join("saved.yaml"));
    std::fs::write(&lesson, OWN_CLIENT).expect("written");
    let [lesson, saved] = [&lesson, &saved].map(|path| path.to_str().expect("UTF-8"));
    let output = teardown(&["explore", lesson, "--save", "INV-30", "-o", saved]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let checked = teardown(&["check", saved]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", stdout(&checked), stderr(&checked));
    let replayed = teardown(&["replay", saved, "--format", "jsonl"]);
    assert_eq!(replayed.status.code(), Some(0), "what the lesson announces is no surprise");
}

#[test]
fn a_wait_for_ever_and_a_crash_are_results_with_who_when_and_why() {
    let end = |run: &str| {
        let output = teardown(&["replay", run, "--format", "jsonl"]);
        assert_eq!(output.status.code(), Some(1), "{run}");
        serde_json::from_str::<Value>(stdout(&output).lines().last().expect("a verdict"))
            .expect("JSON")
    };
    let stuck = end("store-logoff:world=busy,flag=purge,bug=PB22");
    assert_eq!(stuck["verdict"], "stuck");
    assert_eq!(stuck["stuck"][0]["thread"], "client-1");
    assert_eq!(stuck["stuck"][1]["waits_for"], "wait until not provider.lock");
    assert_eq!(stuck["stuck"][1]["blame"], "provider");
    let crashed = end("store-logoff:world=busy,client=untidy,bug=PB11");
    assert_eq!(crashed["verdict"], "crashed");
    assert_eq!(crashed["crash"]["why"], "use-after-free");
    assert_eq!(
        (&crashed["crash"]["statement"], &crashed["crash"]["blame"]),
        (&json!("o.Release()"), &json!("provider"))
    );
    let output = teardown(&["replay", "session-logoff:world=plain,bug=PB23"]);
    assert!(
        stdout(&output).contains("provider-worker has been waiting since before the run"),
        "{}",
        stdout(&output)
    );
    assert!(stdout(&output).contains("Verdict: stuck."));
}
