//! The command line as scripts use it: the real binary, its bytes, its exit codes.

mod diff;
mod edge;
mod lessons;
mod own;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::harness::{command, stderr, stdout, teardown};

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
                self.add("status_table", "row", line, &["row", "type", "name", "status", "state"]);
            }
            "row-removed" => self.set("status_table", &line["row"], "state", json!("removed")),
            "row-changed" => self.set("status_table", &line["row"], "status", line["to"].clone()),
            "uid-added" => self.add("provider_uids", "uid", line, &["uid", "owner", "state"]),
            "uid-removed" => self.set("provider_uids", &line["uid"], "state", json!("removed")),
            "refs" => self.set("objects", &line["object"], "refs", line["to"].clone()),
            "object-created" => {
                self.add("objects", "object", line, &["object", "kind", "parent", "refs", "state"]);
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
        json!({
            "step": 1, "thread": "client-1", "depth": 0, "event": "call", "caller": "client-1",
            "object": "store-A", "interface": "IMsgStore", "method": "StoreLogoff",
            "in": ["LOGOFF_ORDERLY"], "in_hex": "0x2"
        })
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
fn without_step_numbers_one_more_statement_changes_no_other_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = |statements: &[&str], format: &str| {
        let script: String = statements.iter().map(|it| format!("        - {it}\n")).collect();
        let path = folder.path().join("a.yaml");
        let run = "run:\n  path: release\n  world: plain\n  bodies: |";
        let client = "    module: client\n    who: client\n    scripts:\n      release:";
        let scenes = "scenes:\n  - at: {start: true}\n    say: C\n";
        let head = "format: 1\ntitle: A\ngoal: B\nminutes: 1";
        let text = format!("{head}\n{run}\n{client}\n{script}{scenes}");
        std::fs::write(&path, text).expect("is written");
        let output =
            teardown(&["replay", path.to_str().expect("UTF-8"), "--stable", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    for format in ["text", "jsonl"] {
        let (short, long) = (
            lines(&["store.Release()"], format),
            lines(&["store.GetProps()", "store.Release()"], format),
        );
        assert!(short.len() > 60 && short.len() < long.len(), "{} {}", short.len(), long.len());
        let mut rest = long.iter();
        for line in &short {
            assert!(rest.any(|other| other == line), "{format}: {line}");
        }
    }
}
