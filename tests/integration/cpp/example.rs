//! What the example says of a run: what it prints, and the calls of its log.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use mapi_teardown::mapi::{FlagSet, flag_names, hresult_name};

use super::{Calls, Ran, Told};

/// What the example says: before and after as it prints them, the calls as it records them.
pub fn read_example(ran: &Ran, way: &str, fault: Option<&str>) -> Told {
    let mut told = Told::default();
    let mut part = "";
    for line in ran.printed.lines() {
        let Some(line) = line.strip_prefix("  ") else {
            part = line;
            continue;
        };
        let words: Vec<_> = line.split_whitespace().collect();
        match part {
            "before" => told.before.read_line(line, &words),
            "after" => told.after.read_line(line, &words),
            _ => {}
        }
    }
    let text = fs::read_to_string(ran.log(way, fault)).expect("a log");
    read_log(&text, &mut told);
    told
}

/// The calls of a log from where the shutdown begins, by the names of its objects.
fn read_log(text: &str, told: &mut Told) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let (mut calls, mut begun) = (Calls::default(), false);
    let mut open: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let record: Value = serde_json::from_str(line).expect("JSON");
        let word = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        let thread = word("thread");
        let flags = record["flags"].as_str().map(|it| flag_text(number(it)));
        match &*word("record") {
            "object" if word("state") == "created" => {
                names.insert(word("object"), word("name"));
            }
            "note" => begun |= word("note") == "the shutdown begins",
            "call" if begun => {
                let (object, method) = (names[&word("object")].clone(), word("method"));
                let argument = match &*method {
                    "StoreLogoff" | "StoreLogoffTransports" => flags,
                    "MakeInvalid" => {
                        record["args"]["lpObject"].as_str().map(|it| names[it].clone())
                    }
                    _ => None,
                };
                let what = format!("{object}.{method}");
                calls.call(&thread, &what, &object, &argument.unwrap_or_default());
                open.entry(thread).or_default().push(object);
            }
            "return" if begun => {
                open.entry(thread.clone()).or_default().pop();
                let result = record["result"].as_str().map(|it| hresult_name(number(it)));
                let gives_flags =
                    ["StoreLogoff", "StoreLogoffTransports"].contains(&&*word("method"));
                let result = match (record["count"].as_i64(), result, flags) {
                    (Some(count), ..) => count.to_string(),
                    (None, Some(name), Some(flags)) if gives_flags => format!("{name}, {flags}"),
                    (None, name, _) => name.unwrap_or_default(),
                };
                calls.leave(&thread, &result);
            }
            "end" if word("how") == "crash" => {
                told.crash = open.get(&thread).and_then(|open| open.last().cloned());
            }
            _ => {}
        }
    }
    told.calls = calls.lines;
}

fn number(hex: &str) -> u32 {
    u32::from_str_radix(hex.trim_start_matches("0x"), 16).expect("a number")
}

fn flag_text(word: u32) -> String {
    let names = flag_names(FlagSet::Logoff, word);
    if names.is_empty() { "0".to_owned() } else { names.join("|") }
}
