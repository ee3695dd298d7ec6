//! What a search writes for other tools: the space of a small run as a graph, a run as a trace.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::command::json;
use crate::harness::{stdout, teardown};

fn name(file: &Path) -> &str {
    file.to_str().expect("UTF-8")
}

/// States and transitions of the whole space.
fn size(word: &str) -> (usize, usize) {
    let report = json(&teardown(&["explore", word, "--full", "--format", "json"]));
    let number = |key: &str| report[key].as_u64().expect("a number") as usize;
    (number("states"), number("transitions"))
}

/// The number between these two in a line, if it has them.
fn between<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    line.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

#[test]
fn a_graph_has_every_state_and_every_transition() {
    let folder = tempfile::tempdir().expect("a folder");
    for (word, code) in [("store-logoff:world=plain", 0), ("release:world=plain,bug=PB4", 1)] {
        let (states, transitions) = size(word);
        let written = |ending: &str| {
            let file = folder.path().join(format!("space.{ending}"));
            let output = teardown(&["explore", word, "--graph", name(&file)]);
            assert_eq!(output.status.code(), Some(code), "{}", stdout(&output));
            let said = stdout(&output);
            assert!(said.contains(&states.to_string()) && said.contains(&transitions.to_string()));
            fs::read_to_string(&file).expect("is there")
        };
        let nodes: BTreeSet<String> = (0..states).map(|at| format!("n{at}")).collect();

        let xml = written("graphml");
        let found = xml.lines().filter_map(|line| between(line, "<node id=\"", "\""));
        assert_eq!(found.map(str::to_owned).collect::<BTreeSet<_>>(), nodes);
        let edges: Vec<&str> = xml.lines().filter(|line| line.contains("<edge ")).collect();
        assert_eq!(edges.len(), transitions);
        for edge in edges {
            for end in ["source", "target"] {
                let node = between(edge, &format!("{end}=\""), "\"").expect("an end");
                assert!(nodes.contains(node), "{edge}");
            }
        }
        for tag in ["graphml", "graph", "node", "edge", "data"] {
            let opened = xml.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, xml.matches(&format!("</{tag}>")).count(), "{tag}");
        }
        assert_eq!(xml.contains(">INV-01</data>"), code == 1);
        assert!(xml.contains("<data key=\"node_end\">done</data>"));
        assert!(xml.contains(" calls "), "in the words of the reader");

        let dot = written("dot");
        assert_eq!(dot.lines().filter(|line| line.contains(", tooltip=")).count(), states);
        assert_eq!(dot.lines().filter(|line| line.contains(" -> n")).count(), transitions);
        assert_eq!(dot.contains("\\lINV-01\", style=bold"), code == 1);
        assert_eq!(dot, written("gv"));
    }
}

#[test]
fn what_is_too_large_for_a_graph_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |word: &str, file: &str, more: &[&str]| {
        let file = folder.path().join(file);
        let output = teardown(&[&["explore", word, "--graph", name(&file)], more].concat());
        assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
        assert!(!file.exists() && output.stdout.is_empty());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let large = refused("release:world=busy", "space.dot", &[]);
    assert!(large.contains("5000") && large.contains("--world plain"), "{large}");
    let memory = refused("store-logoff:world=plain", "space.dot", &["--max-memory", "0"]);
    assert!(memory.contains("--max-memory"), "{memory}");
    let strange = refused("store-logoff:world=plain", "space.svg", &[]);
    assert!(strange.contains(".graphml") && strange.contains("space.svg"), "{strange}");
    refused("store-logoff:world=plain", "space.dot", &["--full"]);
}

/// Nothing but what the Informal Trace Format has: no null, and numbers as `#bigint`.
fn is_expression(value: &Value) -> bool {
    match value {
        Value::Bool(_) | Value::String(_) => true,
        Value::Null | Value::Number(_) => false,
        Value::Array(items) => items.iter().all(is_expression),
        Value::Object(fields) => match fields.get("#bigint") {
            Some(Value::String(digits)) => fields.len() == 1 && digits.parse::<i64>().is_ok(),
            Some(_) => false,
            None => fields.iter().all(|(key, it)| !key.starts_with('#') && is_expression(it)),
        },
    }
}

/// The type of an expression in the notation of Apalache; an empty list has none.
fn type_of(value: &Value) -> String {
    match value {
        Value::Bool(_) => "Bool".to_owned(),
        Value::String(_) => "Str".to_owned(),
        Value::Array(items) => format!("Seq({})", items.first().map_or("_".to_owned(), type_of)),
        Value::Object(fields) if fields.contains_key("#bigint") => "Int".to_owned(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, it)| format!("{key}: {}", type_of(it)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::Null | Value::Number(_) => "none".to_owned(),
    }
}

#[test]
fn a_trace_has_a_state_for_each_situation_of_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("run.itf.json");
    for (word, code) in [("store-logoff", 0), ("release:world=plain,bug=PB4", 1)] {
        let output = teardown(&["explore", word, "--itf", name(&file)]);
        assert_eq!(output.status.code(), Some(code), "{}", stdout(&output));
        let trace: Value =
            serde_json::from_slice(&fs::read(&file).expect("is there")).expect("is JSON");
        let replayed = teardown(&["replay", word, "--format", "jsonl"]);
        let lines: Vec<Value> = stdout(&replayed)
            .lines()
            .map(|line| serde_json::from_str(line).expect("is JSON"))
            .collect();
        let steps = lines.iter().filter(|it| it["event"].is_string() && it["rule"].is_null());
        let states = trace["states"].as_array().expect("a list");
        assert_eq!(states.len(), steps.count() + 1);

        let vars = trace["vars"].as_array().expect("a list").iter().map(|it| it.as_str());
        let vars: Vec<&str> = vars.map(|it| it.expect("a name")).collect();
        let types = trace["#meta"]["varTypes"].as_object().expect("types");
        assert_eq!(types.len(), vars.len());
        for (at, state) in states.iter().enumerate() {
            assert_eq!(state["#meta"]["index"], at);
            assert_eq!(state.as_object().expect("a state").len(), vars.len() + 1);
            for var in &vars {
                assert!(is_expression(&state[var]), "{var}: {}", state[var]);
                let (said, found) = (types[*var].as_str().expect("text"), type_of(&state[var]));
                let fits = found.split('_').try_fold(said, |rest, part| {
                    rest.find(part).map(|at| &rest[at + part.len()..])
                });
                assert!(said.starts_with(found.split('_').next().unwrap_or("")), "{said} {found}");
                assert!(fits.is_some(), "{var}: {found} is no {said}");
            }
        }
        let broken = states.iter().any(|it| it["#meta"]["broken"][0] == "INV-01");
        assert_eq!(broken, code == 1);

        let end = lines.last().expect("a verdict");
        let names = |list: &Value, key: &str, gone: &dyn Fn(&Value) -> bool| -> Vec<String> {
            let items = list.as_array().expect("a list").iter();
            items.filter(|it| !gone(it)).map(|it| it[key].to_string()).collect()
        };
        let (last, at_end) = (&states[states.len() - 1], &end["final"]);
        assert_eq!(
            names(&last["status_table"], "row", &|it| it["present"] == false),
            names(&at_end["status_table"], "row", &|it| it["state"] == "removed")
        );
        assert_eq!(
            names(&last["objects"], "object", &|it| it["state"] == "freed"),
            names(&at_end["objects"], "object", &|it| it["state"] == "freed")
        );
    }
}
