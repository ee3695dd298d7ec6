//! What is wrong under one reading of the documents and right under another is told so, for every
//! rule that depends on one.

use mapi_teardown::scenario::catalogue;
use mapi_teardown::sim::rules::RULES;
use serde_json::json;

use super::STOPPED;
use super::build::{ALL, file, judged, log, logon, shut_down};

/// Points that a rule depends on and that free nobody of what it finds: what breaks it breaks it
/// under each of their values.
const SAME_UNDER_ALL: [(&str, &str); 13] = [
    // Both strategies call StoreLogoffTransports once, with the flag that was asked for last; a run
    // of each is laid beside a log.
    ("INV-01", "C5"),
    ("INV-03", "C5"),
    ("INV-27", "C5"),
    // A second call breaks the rule, whichever flag it is that counts.
    ("INV-01", "C26"),
    // The rule is the same, whatever the object answers.
    ("INV-05", "C23"),
    // A row that stays is one too many, whether the provider had to add it or not.
    ("INV-07", "C9"),
    // QueryInterface may answer or refuse; the rule is about the other methods.
    ("INV-11", "C14"),
    // The rule asks for less than either value allows.
    ("INV-13", "C20"),
    ("INV-15", "C20"),
    // When a library leaves the process shows in no log, nor what MAPI and transports do inside.
    ("INV-16", "C6"),
    ("INV-18", "C21"),
    ("INV-18", "C24"),
    // Neither value gives a second open a store object of its own.
    ("INV-20", "C10"),
];

#[test]
fn every_reading_that_a_rule_depends_on_frees_somebody_or_nobody() {
    for rule in &RULES {
        let text = catalogue::rule(rule.id).expect("a text");
        let mut frees = Vec::new();
        for setting in &text.no_mistake_under {
            let (point, value) = setting.split_once('=').expect("a point and a value");
            let reading = catalogue::reading(point).expect("a point");
            let others = &reading.values[1..];
            assert!(others.iter().any(|other| other.id == value), "{} {setting}", rule.id);
            assert!(text.readings.iter().any(|it| it == point), "{} {setting}", rule.id);
            frees.push(point);
        }
        for point in &text.readings {
            let has_others = catalogue::reading(point).expect("a point").values.len() > 1;
            let is_same = SAME_UNDER_ALL.contains(&(rule.id, point.as_str()));
            let is_told = frees.contains(&point.as_str());
            assert_eq!(is_told || is_same, has_others, "{} {point}", rule.id);
            assert!(!(is_told && is_same), "{} {point}", rule.id);
        }
    }
}

fn findings(name: &str, lines: &[String]) -> Vec<(String, String, serde_json::Value)> {
    let (judged, ..) = judged(&file(name, log(ALL, lines)));
    let findings = judged["findings"].as_array().expect("findings").iter();
    let text = |it: &serde_json::Value| it.as_str().expect("a text").to_owned();
    findings
        .map(|it| (text(&it["rule"]), text(&it["blame"]), it["no_mistake_under"].clone()))
        .collect()
}

#[test]
fn a_shutdown_that_ends_the_logons_is_right_on_the_page_about_wrapped_stores() {
    let mut lines = logon(1);
    lines.extend(["provider1.Shutdown(0)", "-> S_OK", STOPPED].map(str::to_owned));
    // The object is known to be there: creations and destructions are recorded.
    let all = ALL.replace("\"counts\"", "\"objects\":true,\"counts\"");
    let (judged, ..) = judged(&file("early-shutdown", log(&all, &lines)));
    let finding = &judged["findings"][0];
    assert_eq!((&finding["rule"], &finding["blame"]), (&json!("INV-15"), &json!("mapi")));
    assert_eq!(finding["no_mistake_under"], json!(["C18=spooler"]));
}

#[test]
fn mapiuids_that_went_with_another_store_are_told_by_what_was_registered_when() {
    // The second store's provider keeps its support object.
    let kept = |first: Vec<String>, second: Vec<String>| {
        let mut lines = first;
        lines.extend(second);
        lines.extend(shut_down(2).into_iter().take(5).chain(["-> 0".to_owned()]));
        lines.push(STOPPED.to_owned());
        lines
    };
    // Both were open when the first one ended: MAPI then removed the MAPIUIDs of both, or its own.
    let both = [logon(1), logon(2)].concat();
    let found = findings("went-with-another", &kept(both, shut_down(1)));
    let wanted = ("INV-06".to_owned(), "provider".to_owned());
    assert_eq!(found[0], (wanted.0.clone(), wanted.1.clone(), json!(["C24=per-provider"])));
    // The first one was gone before the second was opened.
    let first = [logon(1), shut_down(1)].concat();
    let found = findings("went-before", &kept(first, logon(2)));
    assert_eq!(found[0], (wanted.0, wanted.1, json!([])));
}

#[test]
fn what_the_model_does_under_every_setting_is_no_reading() {
    // StoreLogoffTransports after the support object: each strategy calls it, and earlier.
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/support-first.log");
    let (judged, ..) = judged(&path);
    let findings = judged["findings"].as_array().expect("findings");
    assert!(findings.iter().all(|it| it["right_under"] == json!([])), "{findings:?}");
}

#[test]
fn a_release_that_breaks_a_rule_is_not_allowed() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/support-first.log");
    let (judged, ..) = judged(&path);
    // Its provider has given back what it had.
    let allowed = judged["findings"][0]["allowed"].as_array().expect("calls");
    assert!(allowed.iter().all(|it| it != "support-A.Release()"), "{allowed:?}");
}
