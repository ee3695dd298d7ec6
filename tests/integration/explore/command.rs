//! The command of a search: what it prints, saves and ends with.

use std::process::{Command, Output, Stdio};

use crate::harness::{command, stdout, teardown};

pub(super) fn json(output: &Output) -> serde_json::Value {
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
    let source = mapi_teardown::lesson::LessonSource::read(&file).expect("is there");
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

#[cfg(unix)]
#[test]
fn an_interrupted_search_reports_what_it_has_seen() {
    let mut command = command(&["explore", "any-client:world=busy", "--format", "json"]);
    let child = command.stdout(Stdio::piped()).spawn().expect("the binary runs");
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
