//! The workbench as lines of text, and a provider's judgement as a command.

use std::io::Write;
use std::process::{Output, Stdio};

use super::task;
use crate::harness::{command_in, stderr, stdout};
use mapi_teardown::workbench::Bench;

fn build(folder: &std::path::Path, arguments: &[&str], lines: &str) -> Output {
    let mut command = command_in(folder, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(lines.as_bytes()).expect("is read");
    drop(input);
    child.wait_with_output().expect("it ends")
}

/// The number of a statement on the bench that the command opens.
fn number(id: &str, text: &str) -> usize {
    let task = task(id);
    let at = task.statements.iter().position(|it| it.shown() == text).expect("is there");
    let seed = task.seed();
    Bench::new(task, seed).number(at)
}

#[test]
fn a_task_is_solved_by_numbers_saved_and_judged_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let of = |text| number("1-order", text);
    let wrong = [
        "unlink st from st.provider.open",
        "st.logon.store = null",
        "let hr, word = sup.StoreLogoffTransports(LOGOFF_ORDERLY)",
        "free st",
        "sup.Release()",
    ];
    let mut lines: String = wrong.iter().map(|text| format!("put {}\n", of(text))).collect();
    lines += "judge\nhint\nhint\nhint\nsave wrong.yaml\n";
    let (orderly, abort) =
        (of(wrong[2]), of("let hr, word = sup.StoreLogoffTransports(LOGOFF_ABORT)"));
    lines += &format!("put {abort} after {orderly}\ntake {orderly}\nundo\nredo\njudge\n");
    lines += "save right.yaml\nquit\n";
    let output = build(folder.path(), &["build", "1", "--lang", "en"], &lines);
    let told = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(told.contains("BROKEN  INV-03"), "{told}");
    assert!(told.contains("when the client only releases the store"), "{told}");
    let hints = ["The rule: INV-03", "The client: the calls in", "The step: number"];
    assert!(hints.iter().all(|hint| told.contains(hint)), "{told}");
    assert!(told.contains(&format!("Statement {orderly} is the wrong one")), "{told}");
    assert!(told.contains("Accepted: no client can break a rule."), "{told}");
    for (file, code) in [("wrong.yaml", 1), ("right.yaml", 0)] {
        let judge = ["judge", file, "--client", "release", "--format", "json"];
        let output = command_in(folder.path(), &judge).output().expect("runs");
        assert_eq!(output.status.code(), Some(code), "{file}: {}", stderr(&output));
        let judged: serde_json::Value = serde_json::from_str(stdout(&output)).expect("is JSON");
        assert_eq!(judged["accepted"], code == 0, "{file}");
        let rules = judged["rules"].as_array().expect("a list");
        let broken: Vec<_> = rules.iter().filter(|rule| rule["result"] == "broken").collect();
        assert_eq!(broken.len(), usize::try_from(code).expect("small"), "{file}");
        for rule in broken {
            let word = rule["broken_under"][0]["word"].as_str().expect("a run");
            let replay = ["replay", word, "--bodies", file];
            let output = command_in(folder.path(), &replay).output().expect("runs");
            let told = stdout(&output);
            assert!(told.contains(rule["rule"].as_str().expect("a number")), "{told}");
            assert_eq!(output.status.code(), Some(1));
        }
    }
    let explore = ["explore", "release:world=plain", "--bodies", "wrong.yaml"];
    let output = command_in(folder.path(), &explore).output().expect("runs");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("--bodies wrong.yaml"), "{}", stdout(&output));
}

#[test]
fn a_line_that_means_nothing_changes_nothing_and_says_what_is_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = "put 1 in Nowhere\nput\nput 99\nput 1\nfrobnicate\nundo\nin 1\njudge\n\u{1b}[2J\n";
    for lang in ["en", "pt-BR"] {
        let output = build(folder.path(), &["build", "2", "--lang", lang], lines);
        let told = stdout(&output);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(told.contains("StoreLogoff, destroy-store"), "{told}");
        assert!(told.contains("missing-return") || told.contains("return"), "{told}");
        assert!(!told.contains('\u{1b}'), "{told:?}");
    }
    let output = build(folder.path(), &["build", "nine"], "");
    assert_eq!(output.status.code(), Some(66));
    let output = build(folder.path(), &["build"], "");
    assert!(stdout(&output).contains("1-order"));
}

#[test]
fn a_module_that_cannot_run_is_shown_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "module: eager\nwho: provider\npieces:\n  \
                destroy-store ~ inferred:\n    - free nobody\n";
    std::fs::write(folder.path().join("mine.yaml"), text).expect("is written");
    let output = command_in(folder.path(), &["judge", "mine.yaml"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
    assert!(stderr(&output).contains("mine.yaml:5"), "{}", stderr(&output));
    let replay = ["replay", "01-what-is-there", "--bodies", "mine.yaml"];
    let output = command_in(folder.path(), &replay).output().expect("runs");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
}

/// The guide page's StoreLogoff.
const EAGER: &str = "module: eager\nwho: provider\nmethods:\n  \
    \"IMsgStore::StoreLogoff(flags) @ shutting-down-a-message-store-provider\":\n    \
    - let hr, word = support.StoreLogoffTransports(flags)\n    \
    - told = word has LOGOFF_COMPLETE\n    - return hr, word\n";

#[test]
fn the_guide_pages_provider_is_right_for_one_user_and_what_is_contested_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("eager.yaml"), EAGER).expect("is written");
    let judge = |more: &[&str]| {
        let arguments = [&["judge", "eager.yaml"], more].concat();
        command_in(folder.path(), &arguments).output().expect("runs")
    };
    let clients = ["release", "store-logoff", "two-users"];
    let named = |clients: &[&'static str]| -> Vec<&'static str> {
        clients.iter().flat_map(|client| ["--client", client]).collect()
    };
    let output = judge(&[&named(&clients)[..], &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let judged: serde_json::Value = serde_json::from_str(stdout(&output)).expect("is JSON");
    assert_eq!((&judged["one_user"], &judged["defers"]), (&true.into(), &false.into()));
    let rules = judged["rules"].as_array().expect("a list");
    let broken: Vec<_> = rules.iter().filter(|rule| rule["result"] == "broken").collect();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert_eq!(broken[0]["rule"], "INV-27");
    assert_eq!(broken[0]["no_mistake_under"], serde_json::json!(["C13=released-at-once"]));
    let text = judge(&named(&clients));
    let told = stdout(&text);
    let says = ["Right as long as the store has one user", "C13=released-at-once", "last Release"];
    assert!(says.iter().all(|it| told.contains(it)), "{told}");
    let output = judge(&named(&clients[..2]));
    assert_eq!(output.status.code(), Some(0), "with one user: {}", stdout(&output));
}

#[test]
fn the_best_solution_is_kept_from_lines_and_put_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let of = |text| number("1-order", text);
    let right = [
        "unlink st from st.provider.open",
        "st.logon.store = null",
        "let hr, word = sup.StoreLogoffTransports(LOGOFF_ABORT)",
        "free st",
        "sup.Release()",
    ];
    let mut lines: String = right.iter().map(|text| format!("put {}\n", of(text))).collect();
    lines += "judge\n";
    let output = build(folder.path(), &["build", "1", "--lang", "en"], &lines);
    assert!(stdout(&output).contains("Accepted"), "{}", stdout(&output));
    let output = command_in(folder.path(), &["progress"]).output().expect("runs");
    assert!(stdout(&output).contains("5 statements, judged once"), "{}", stdout(&output));
    let output = build(folder.path(), &["build", "1", "--lang", "en"], "recall\njudge\n");
    let told = stdout(&output);
    assert!(told.contains("You have solved this before (5 statements"), "{told}");
    assert!(told.contains("Accepted"), "{told}");
    let output = build(folder.path(), &["build", "2", "--lang", "pt-BR"], "retomar\n");
    assert!(stdout(&output).contains("Não há solução sua"), "{}", stdout(&output));
    let reset = ["progress", "reset", "1-order", "--yes"];
    let output = command_in(folder.path(), &reset).output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let output = build(folder.path(), &["build", "1", "--lang", "en"], "recall\n");
    assert!(stdout(&output).contains("No solution of yours"), "{}", stdout(&output));
}
