//! The schema that editors use: bundled lessons fit it, and it flags values that nothing has.

use mapi_teardown::lesson::library::{INDEX, bundled};
use mapi_teardown::lesson::template::schema_text;

#[test]
fn bundled_lessons_validate_against_the_schema() {
    let schema = serde_json::from_str(&schema_text()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for entry in INDEX {
        let source = bundled(entry.id).expect("bundled");
        let value: serde_json::Value = serde_yaml::from_str(&source.text).expect("YAML");
        let problems: Vec<String> = validator
            .iter_errors(&value)
            .map(|it| format!("{} {it}", it.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{}: {problems:#?}", entry.id);
    }
    let all: serde_json::Value = serde_json::from_str(&schema_text()).expect("JSON");
    let ways = &all["$defs"]["Choose"]["properties"]["ways"];
    let bounds = ["minItems", "maxItems"].map(|bound| ways[bound].as_u64());
    assert_eq!(bounds, [Some(2), Some(5)], "{ways}");
    let bad = serde_json::json!({"format": 1, "surprise": true});
    assert!(!validator.is_valid(&bad));
}

#[test]
fn the_schema_flags_values_that_nothing_has() {
    let schema = serde_json::from_str(&schema_text()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let good = "format: 1\ntitle: T\ngoal: G\nminutes: 5\nrun:\n  path: release\n  world: plain\n  \
        options: {flag: purge, bug: [PB2, PB3], reading: C1=refuse-if-active, policy: 1}\n\
        expect_violations: [INV-01]\nscenes:\n  - at: {count: store-A, to: 2}\n    focus: \
        status_table\n    cite: [imsgstore-storelogoff LOGOFF_QUIET]\n    reading: C1\n    \
        predict: {objects: freed}\n  - at: {call: store-A.Release}\n    predict: {messages: \
        sent}\nclose:\n  expect: {verdict: clean, out: [LOGOFF_COMPLETE], status: {R1: \
        0x10}}\n  next: [02-orderly-logoff, \"release:world=plain\"]\n";
    let is_valid = |text: &str| {
        let value: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
        validator.is_valid(&value)
    };
    assert!(is_valid(good));
    for (right, wrong) in [
        ("path: release", "path: relaese"),
        ("world: plain", "world: plian"),
        ("flag: purge", "flag: prge"),
        ("flag: purge", "flg: purge"),
        ("PB3]", "PB99]"),
        ("C1=refuse-if-active", "C1=refuse"),
        ("policy: 1", "policy: 7"),
        ("[INV-01]", "[INV-1]"),
        ("to: 2", "to: [2]"),
        ("focus: status_table", "focus: [status_table]"),
        ("LOGOFF_QUIET", "LOGOFF_QUITE"),
        ("imsgstore-storelogoff", "imsgstore-storelogof"),
        ("reading: C1\n", "reading: C99\n"),
        ("objects: freed", "objects: gone"),
        ("store-A.Release", "store-A.Relese"),
        ("messages: sent", "messages: send"),
        ("verdict: clean", "verdict: claen"),
        ("LOGOFF_COMPLETE", "LOGOFF_COMPLETED"),
        ("02-orderly-logoff", "02-orderly-logof"),
        ("release:world=plain", "relese:world=plain"),
        ("minutes: 5", "minutes: 500"),
        ("format: 1", "format: 3"),
        ("at: {call", "at: {cal"),
        ("R1: 0x10", "R1: [1]"),
    ] {
        let text = good.replacen(right, wrong, 1);
        assert!(text != good && !is_valid(&text), "{wrong}");
    }
}
