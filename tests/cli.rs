//! The command line as scripts use it: the real binary, its bytes, its exit codes.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_teardown");

/// Runs that must work; the first of them is the plainest.
const RUNS: [&str; 8] = [
    "store-logoff:world=plain,flag=orderly",
    "store-logoff:world=plain,provider=deferred",
    "store-logoff:flag=no-wait",
    "store-logoff:flag=purge,provider=deferred",
    "store-logoff:flag=abort",
    "store-logoff:flag=quiet",
    "release",
    "session-logoff",
];

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(arguments).env_clear().env("LC_ALL", "C").stdin(Stdio::null());
    command
}

fn teardown(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the binary runs")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn lines(run: &str) -> Vec<Value> {
    let output = teardown(&["replay", run, "--format", "jsonl"]);
    assert!(stderr(&output).is_empty(), "{run}: {}", stderr(&output));
    stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is an object"))
        .collect()
}

/// A reader's own copy of the ledgers: tables by their key columns.
#[derive(Debug, PartialEq)]
struct Copy(BTreeMap<String, Value>);

impl Copy {
    const TABLES: [(&'static str, &'static str); 5] = [
        ("status_table", "row"),
        ("provider_uids", "uid"),
        ("objects", "object"),
        ("transports", "transport"),
        ("queue", "message"),
    ];

    fn of(ledgers: &Value) -> Self {
        let mut all = BTreeMap::new();
        for (table, key) in Self::TABLES {
            for item in ledgers[table].as_array().expect("a table") {
                all.insert(
                    format!("{table}/{}", item[key].as_str().expect("a name")),
                    item.clone(),
                );
            }
        }
        Copy(all)
    }

    fn set(&mut self, table: &str, name: &Value, column: &str, value: Value) {
        let name = format!("{table}/{}", name.as_str().expect("a name"));
        let item = self.0.get_mut(&name).unwrap_or_else(|| panic!("{name} is in the ledger"));
        item[column] = value;
    }

    fn add(&mut self, table: &str, key: &str, line: &Value, columns: &[&str]) {
        let item: serde_json::Map<String, Value> =
            columns.iter().map(|column| ((*column).to_owned(), line[column].clone())).collect();
        self.0.insert(
            format!("{table}/{}", line[key].as_str().expect("a name")),
            Value::Object(item),
        );
    }

    fn take(&mut self, line: &Value) {
        match line["event"].as_str().expect("an event") {
            "row-added" => {
                self.add("status_table", "row", line, &["row", "type", "name", "status", "state"])
            }
            "row-removed" => self.set("status_table", &line["row"], "state", json!("removed")),
            "row-changed" => self.set("status_table", &line["row"], "status", line["to"].clone()),
            "uid-added" => self.add("provider_uids", "uid", line, &["uid", "owner", "state"]),
            "uid-removed" => self.set("provider_uids", &line["uid"], "state", json!("removed")),
            "refs" => self.set("objects", &line["object"], "refs", line["to"].clone()),
            "object-created" => {
                self.add("objects", "object", line, &["object", "kind", "parent", "refs", "state"])
            }
            "object-invalidated" => self.set("objects", &line["object"], "state", json!("invalid")),
            "object-freed" => self.set("objects", &line["object"], "state", json!("freed")),
            "message" => {
                self.set("queue", &line["message"], "state", line["to"].clone());
                self.set("queue", &line["message"], "locked", line["locked"].clone());
            }
            "transport" => {
                self.set("transports", &line["transport"], "activity", line["to"].clone());
                self.set("transports", &line["transport"], "message", line["message"].clone());
                self.set("transports", &line["transport"], "logged_on", line["logged_on"].clone());
            }
            _ => {}
        }
    }
}

#[test]
fn start_ledgers_and_events_give_the_final_ledgers() {
    for run in RUNS {
        let lines = lines(run);
        let (header, end) = (&lines[0], &lines[lines.len() - 1]);
        assert_eq!(header["teardown"], 1, "{run}");
        let mut copy = Copy::of(&header["start"]);
        lines[1..lines.len() - 1].iter().for_each(|line| copy.take(line));
        // A transport that carries both ways has a column more, which only some lines have.
        for item in copy.0.values_mut() {
            item.as_object_mut().expect("an object").remove("inbound");
        }
        assert_eq!(copy, Copy::of(&end["final"]), "{run}");
    }
}

#[test]
fn steps_are_numbered_and_calls_match_their_returns() {
    for run in RUNS {
        let lines = lines(run);
        let steps = &lines[1..lines.len() - 1];
        assert!(steps.len() > 20, "{run}");
        let mut open: BTreeMap<String, Vec<(Value, Value)>> = BTreeMap::new();
        for (at, line) in steps.iter().filter(|line| line["event"] != "violation").enumerate() {
            assert_eq!(line["step"], at + 1, "{run}");
            let stack =
                open.entry(line["thread"].as_str().expect("a thread").to_owned()).or_default();
            match line["event"].as_str() {
                Some("call") => {
                    assert_eq!(line["depth"], stack.len(), "{run} {line}");
                    stack.push((line["object"].clone(), line["method"].clone()));
                }
                Some("return") => {
                    assert_eq!(
                        stack.pop(),
                        Some((line["object"].clone(), line["method"].clone())),
                        "{run} {line}"
                    );
                    assert_eq!(line["depth"], stack.len(), "{run} {line}");
                    let counts = line["method"] == "Release" || line["method"] == "AddRef";
                    assert_eq!(line.get("count").is_some(), counts, "{run} {line}");
                    assert_eq!(
                        line.get("hresult").or(line.get("value")).is_some(),
                        !counts,
                        "{run} {line}"
                    );
                }
                _ => assert_eq!(line["depth"], stack.len(), "{run} {line}"),
            }
        }
    }
}

#[test]
fn the_plainest_run_is_told_as_the_format_promises() {
    let lines = lines(RUNS[0]);
    assert_eq!(
        lines[1],
        json!({"step": 1, "thread": "client-1", "depth": 0, "event": "call", "caller": "client-1", "object": "store-A",
            "interface": "IMsgStore", "method": "StoreLogoff", "in": ["LOGOFF_ORDERLY"], "in_hex": "0x2"})
    );
    let nested = lines
        .iter()
        .find(|line| line["method"] == "StoreLogoffTransports")
        .expect("the provider passes it on");
    assert_eq!(
        (&nested["caller"], &nested["object"], &nested["depth"]),
        (&json!("store-A"), &json!("support-A"), &json!(1))
    );
    assert_eq!(nested["cite"], json!(["shutting-down-a-message-store-provider"]));
    let answer = lines.iter().find(|line| line["event"] == "return").expect("something returns");
    assert!(answer.get("hresult").is_some());
    let back = lines
        .iter()
        .find(|line| line["event"] == "return" && line["method"] == "StoreLogoff")
        .expect("it returns");
    assert_eq!((&back["out"], &back["out_hex"]), (&json!(["LOGOFF_COMPLETE"]), &json!("0x10000")));
    let removed: Vec<&Value> = lines
        .iter()
        .filter(|line| line["event"] == "row-removed")
        .map(|line| &line["row"])
        .collect();
    assert_eq!(removed, ["R4"]);
    assert_eq!(lines[lines.len() - 1]["verdict"], "clean");
}

#[test]
fn what_nobody_waits_for_is_marked() {
    let lines = lines(RUNS[0]);
    let last_of_client =
        lines.iter().rposition(|line| line["thread"] == "client-1").expect("the client acts");
    let after = &lines[last_of_client + 1..lines.len() - 1];
    assert!(!after.is_empty() && after.iter().all(|line| line["background"] == true));
    assert!(lines[..last_of_client].iter().all(|line| line.get("background").is_none()));
}

#[test]
fn two_replays_give_the_same_bytes_in_every_locale() {
    for run in RUNS {
        for format in ["text", "jsonl"] {
            let arguments = ["replay", run, "--format", format, "--lang", "en"];
            let first = teardown(&arguments);
            let second = command(&arguments)
                .env("LANG", "pt_BR.UTF-8")
                .env("TZ", "Asia/Tokyo")
                .output()
                .expect("runs");
            assert_eq!(first.stdout, second.stdout, "{run} {format}");
        }
    }
}

#[test]
fn a_transcript_speaks_both_languages() {
    let english = teardown(&["replay", RUNS[0]]);
    assert!(stdout(&english).contains("client-1 calls StoreLogoff(LOGOFF_ORDERLY) on store-A."));
    assert!(
        stdout(&english).contains("ModifyStatusRow(0, STATUS_INBOUND_ENABLED, STATUSROW_UPDATE)"),
        "bits by their names"
    );
    assert!(stdout(&english).contains("MAPI removes row R4 (Store A) from the status table"));
    let portuguese =
        command(&["replay", RUNS[0]]).env("LC_ALL", "pt_BR.UTF-8").output().expect("runs");
    assert!(stdout(&portuguese).contains("client-1 chama StoreLogoff(LOGOFF_ORDERLY) em store-A."));
    assert!(stdout(&portuguese).contains("tabela de status"));
}

#[test]
fn parts_of_a_run_can_be_asked_for() {
    let steps = |arguments: &[&str]| {
        let output = teardown(&[&["replay", RUNS[0], "--format", "jsonl"], arguments].concat());
        let lines: Vec<Value> =
            stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        lines.into_iter().filter(|line| line.get("step").is_some()).collect::<Vec<Value>>()
    };
    let numbered = steps(&["--from", "3", "--until", "5"]);
    assert_eq!(
        numbered.iter().map(|line| line["step"].as_u64()).collect::<Vec<_>>(),
        [Some(3), Some(4), Some(5)]
    );
    let named = steps(&["--from", "Release", "--until", "StoreLogoff"]);
    assert!(named.is_empty(), "Release comes after StoreLogoff has returned");
    assert_eq!(
        steps(&["--until", "StoreLogoff"]).last().map(|line| line["event"].clone()),
        Some(json!("return"))
    );
    let rows = steps(&["--only", "status_table"]);
    assert!(
        !rows.is_empty()
            && rows
                .iter()
                .all(|line| line["event"].as_str().is_some_and(|kind| kind.starts_with("row-")))
    );
    let wrong = teardown(&["replay", RUNS[0], "--until", "StoreLogof"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("did you mean StoreLogoff"), "{}", stderr(&wrong));
}

#[test]
fn a_broken_rule_is_told_and_ends_with_1() {
    let output = teardown(&["replay", "release:world=plain,bug=PB2", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let lines: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let broken: Vec<&Value> = lines.iter().filter(|line| line["event"] == "violation").collect();
    assert!(!broken.is_empty());
    for line in &broken {
        assert_eq!(line["bug"], "PB2");
        assert!(line["text"].as_str().is_some_and(|text| !text.is_empty()));
        let step = lines
            .iter()
            .position(|other| other["step"] == line["step"])
            .expect("it shares its step");
        assert_ne!(lines[step]["event"], "violation", "the step comes first");
    }
    let end = &lines[lines.len() - 1];
    assert_eq!(end["verdict"], "violated");
    assert!(
        broken
            .iter()
            .all(|line| end["violations"].as_array().expect("a list").contains(&line["rule"]))
    );
}

#[test]
fn misspelt_names_get_suggestions_and_their_exit_codes() {
    let cases: [(&[&str], i32, &str); 10] = [
        (&["replya"], 66, "teardown replay"),
        (&["replay", "02-orderly-logof"], 66, "02-orderly-logoff"),
        (&["replay", "store-logof"], 66, "store-logoff"),
        (&["replay", "no/such/lesson.yaml"], 66, "no/such/lesson.yaml"),
        (&["replay", "store-logof:flag=purge"], 2, "store-logoff"),
        (&["replay", "--path", "relase"], 2, "release"),
        (&["replay", "release:provider=eagr"], 2, "eager"),
        (&["replay", "release", "--provder", "eager"], 2, "--provider"),
        (&["replay", "release", "--bug", "PB99"], 2, "PB9"),
        (&["replay", "release", "--lang", "de"], 2, "en"),
    ];
    for (arguments, code, wanted) in cases {
        let output = teardown(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(wanted), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn without_a_terminal_one_line_names_replay() {
    for arguments in [&[][..], &["store-logoff"]] {
        let output = teardown(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("teardown replay store-logoff"));
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = command(&["bugs", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let mut complaint = String::new();
    child.stderr.take().expect("is piped").read_to_string(&mut complaint).expect("UTF-8");
    assert_eq!(child.wait().expect("ends").code(), Some(0));
    assert_eq!(complaint, "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_with_74() {
    let full = || std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    for arguments in [
        &["replay", "release"][..],
        &["replay", "release", "--format", "jsonl"],
        &["rules"],
        &["man"],
    ] {
        let output =
            command(arguments).stdout(full()).stderr(Stdio::piped()).spawn().expect("runs");
        let output = output.wait_with_output().expect("ends");
        assert_eq!(output.status.code(), Some(74), "{arguments:?}: {}", stderr(&output));
        assert!(!stderr(&output).is_empty());
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_with_130() {
    // It is stuck in writing: nobody reads its pipe, and this run is longer than a pipe.
    let queue: Vec<String> = (1..300).map(|at| format!("M{at}:XP1")).collect();
    let run = format!("store-logoff:flag=purge,queue={}", queue.join(","));
    let mut child = command(&["replay", &run, "--format", "jsonl"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut first = [0];
    child.stdout.as_mut().expect("is piped").read_exact(&mut first).expect("it has begun to write");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill runs").success());
    assert_eq!(child.wait().expect("ends").code(), Some(130));
}

#[test]
fn lists_have_ids_in_json_and_in_text() {
    for list in ["paths", "worlds", "providers", "bugs", "readings", "rules"] {
        let output = teardown(&[list, "--format", "json"]);
        assert_eq!(output.status.code(), Some(0));
        let items: Vec<Value> = serde_json::from_str(stdout(&output)).expect("an array");
        let text = teardown(&[list, "--lang", "pt-BR"]);
        assert!(!items.is_empty(), "{list}");
        for item in &items {
            let id = item["id"].as_str().expect("an id");
            assert!(stdout(&text).lines().any(|line| line.starts_with(id)), "{list}: {id}");
        }
    }
    let readings = teardown(&["readings", "--format", "json"]);
    let readings: Vec<Value> = serde_json::from_str(stdout(&readings)).expect("an array");
    assert_eq!(readings.len(), 27);
    assert_eq!(
        (&readings[0]["id"], &readings[0]["values"][0], &readings[0]["switch"]),
        (&json!("C1"), &json!("stop-then-logoff"), &json!(true))
    );
}

#[test]
fn help_completions_and_manual_know_the_options() {
    for lang in ["en", "pt-BR"] {
        let help = teardown(&["replay", "--help", "--lang", lang]);
        assert_eq!(help.status.code(), Some(0));
        assert!(stdout(&help).contains("--provider") && stdout(&help).contains("deferred"));
        assert!(
            stdout(&help).contains("teardown replay store-logoff"),
            "there are worked examples"
        );
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = teardown(&["completions", shell]);
        assert_eq!(script.status.code(), Some(0));
        let values: &[&str] = match shell {
            "bash" | "zsh" | "fish" => &["store-logoff", "purge", "PB5", "C1=refuse-if-active"],
            _ => &[],
        };
        for word in ["replay", "--provider"].iter().chain(values) {
            let word = if shell == "fish" { word.trim_start_matches('-') } else { word };
            assert!(stdout(&script).contains(word), "{shell}: {word}");
        }
    }
    assert!(stdout(&teardown(&["man", "replay"])).contains(".TH"));
    assert_eq!(teardown(&["man", "replai"]).status.code(), Some(2));
}

#[test]
fn lessons_replay_and_are_checked() {
    let replay = teardown(&["replay", "02", "--format", "jsonl"]);
    assert_eq!(replay.status.code(), Some(0), "{}", stderr(&replay));
    let header: Value =
        serde_json::from_str(stdout(&replay).lines().next().expect("a header")).expect("JSON");
    assert_eq!(header["lesson"], "02-orderly-logoff");
    let check = teardown(&["check", "--format", "json"]);
    assert_eq!(check.status.code(), Some(0), "{}", stdout(&check));
    let lessons: Vec<Value> = serde_json::from_str(stdout(&check)).expect("an array");
    assert!(
        lessons.len() >= 4
            && lessons
                .iter()
                .all(|lesson| lesson["ok"] == true && lesson["steps"].as_u64() > Some(0))
    );
    assert!(stdout(&teardown(&["check", "--explain", "unreached-scene"])).contains("anchor"));
    assert_eq!(teardown(&["check", "--explain", "unreached-scen"]).status.code(), Some(2));
}

#[test]
fn a_new_lesson_is_good_and_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("my-lesson.yaml");
    let name = file.to_str().expect("UTF-8");
    assert_eq!(teardown(&["new", name]).status.code(), Some(0));
    assert_eq!(teardown(&["check", name]).status.code(), Some(0));
    let text = std::fs::read_to_string(&file).expect("is there");
    assert_eq!(teardown(&["new", name, "--title", "Other"]).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&file).expect("is there"), text);
    let nowhere = folder.path().join("no/such/folder.yaml");
    assert_eq!(teardown(&["new", nowhere.to_str().expect("UTF-8")]).status.code(), Some(74));
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        1,
        "nothing is left behind"
    );
}

#[test]
fn a_lesson_that_cannot_be_loaded_is_shown_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("bad.yaml");
    std::fs::write(&file, "format: 1\ntitle: \"x\u{7}\"\nrun: [\n").expect("is written");
    let name = file.to_str().expect("UTF-8");
    for arguments in [&["replay", name][..], &["check", name], &[name]] {
        let output = teardown(arguments);
        assert_eq!(output.status.code(), Some(65), "{arguments:?} {}", stderr(&output));
        assert!(stderr(&output).contains("bad.yaml:"), "{}", stderr(&output));
        assert!(
            !stderr(&output).chars().any(|c| c.is_control() && c != '\n'),
            "{:?}",
            stderr(&output)
        );
    }
}

#[test]
fn a_lesson_announces_its_violations_and_an_option_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sick.yaml");
    let lesson = teardown(&["new", file.to_str().expect("UTF-8")]);
    assert_eq!(lesson.status.code(), Some(0));
    let text = std::fs::read_to_string(&file).expect("is there");
    let sick =
        text.replacen("expect_violations: []", "expect_violations: [INV-06, INV-07, INV-12]", 1);
    std::fs::write(&file, sick).expect("is written");
    let name = file.to_str().expect("UTF-8");
    let with =
        teardown(&["replay", name, "--path", "store-logoff", "--world", "plain", "--bug", "PB2"]);
    assert_eq!(with.status.code(), Some(0), "{}{}", stdout(&with), stderr(&with));
    let other = teardown(&["replay", name, "--world", "busy", "--bug", "PB5"]);
    assert_eq!(other.status.code(), Some(1), "{}", stderr(&other));
}

#[test]
fn diff_says_where_two_runs_part_and_what_differs_at_the_end() {
    let same = teardown(&["diff", "release", "release:world=busy"]);
    assert_eq!((same.status.code(), stderr(&same)), (Some(0), ""));
    let output = teardown(&[
        "diff",
        "store-logoff:world=plain",
        "store-logoff:world=plain,bug=PB2",
        "--format",
        "json",
    ]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""));
    let told: Value = serde_json::from_str(stdout(&output)).expect("an object");
    assert_eq!(
        (&told["same"], &told["a"]["verdict"], &told["b"]["verdict"]),
        (&json!(false), &json!("clean"), &json!("violated"))
    );
    let rows = told["final"]["status_table"].as_array().expect("a ledger");
    assert_eq!(rows, &[json!({"item": "R4", "column": "state", "a": "removed", "b": "present"})]);
    let parting = &told["divergence"]["a"]["effect"];
    assert_eq!(parting, "call support-A.Release()");
    assert!(
        told["rows"]
            .as_array()
            .is_some_and(|rows| rows.iter().any(|row| row["effect"] == "row-removed R4"))
    );
}

#[test]
fn diff_of_two_readings_names_the_rows_that_differ() {
    let run = "store-logoff:world=plain,flag=abort,queue=none,transport=XP1=sending:M1";
    let other = format!("{run},reading=C1=refuse-if-active");
    for (lang, word) in [("en", "At the end, transports"), ("pt-BR", "No fim, transports")] {
        let output = teardown(&["diff", run, &other, "--lang", lang]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""));
        let text = stdout(&output);
        assert!(text.contains("store-A.StoreLogoff\n"), "{text}");
        assert!(text.contains("LOGOFF_COMPLETE|LOGOFF_OUTBOUND_QUEUE"), "{text}");
        assert!(text.contains(word), "{text}");
    }
    assert_eq!(teardown(&["diff", "release", "relase"]).status.code(), Some(66));
    assert_eq!(teardown(&["diff", "release"]).status.code(), Some(2));
}

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
fn folder() -> tempfile::TempDir {
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
        stdout(&output).contains("provider-worker has waited since before the run"),
        "{}",
        stdout(&output)
    );
    assert!(stdout(&output).contains("Verdict: stuck."));
}
