//! How strong a claim is comes from what was observed: who is recorded to have taken a reference,
//! what was opened and what came back, which thread a record names.

use serde_json::{Value, json};

use super::STOPPED;
use super::build::{
    ALL, broken, destroyed, file, judged, log, logon, on, printed, result, shut_down,
};

const CRASH: &str = r#"! {"record":"end","how":"crash"}"#;
const EXIT: &str = r#"! {"record":"end","how":"exit"}"#;

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn judged_as(name: &str, observed: &str, parts: &[Vec<String>]) -> Value {
    judged(&file(&format!("claim-{name}"), log(observed, &parts.concat()))).0
}

/// The findings of a log on one thread: each rule with whose mistake it is.
fn found(name: &str, observed: &str, parts: &[Vec<String>]) -> Vec<(String, String)> {
    broken(&judged_as(name, observed, &[on("client-1", &parts.concat())]))
}

fn wanted(found: &[(&str, &str)]) -> Vec<(String, String)> {
    found.iter().map(|(rule, by)| ((*rule).to_owned(), (*by).to_owned())).collect()
}

/// A Logon that takes no reference on its support object.
fn logon_without_reference() -> Vec<String> {
    let all = logon(1);
    let mut all = [&all[..1], &all[3..7]].concat();
    all.push("-> 0".to_owned());
    all
}

/// A call of the store that opens something, and what its return gives.
fn opened(gives: &str) -> Vec<String> {
    let call =
        r#"! {"record":"call","object":"store1","interface":"IMsgStore","method":"OpenEntry"}"#;
    let back = format!(r#"! {{"record":"return","result":0{gives}}}"#);
    vec![call.to_owned(), back]
}

fn queried(method: &str, object: &str, interface: &str) -> String {
    let head = format!(r#"! {{"record":"call","object":"{object}","interface":"{interface}","#);
    format!(r#"{head}"method":"{method}"}}"#)
}

#[test]
fn a_client_owes_only_what_it_is_recorded_to_have_taken() {
    let end = lines(&["session1.Logoff(0)", "-> S_OK", EXIT]);
    let session = ALL.replace("[", r#"["IMAPISession","#);
    // One store was given, and others hold three.
    let others = lines(&["store1.Release()", "-> 3"]);
    assert_eq!(found("others", &session, &[logon(1), others, end.clone()]), []);
    // Never released, or taken once more than given back.
    let client = wanted(&[("INV-30", "client")]);
    assert_eq!(found("never", &session, &[logon(1), end.clone()]), client);
    let taken = lines(&["store1.AddRef()", "-> 2", "store1.Release()", "-> 1"]);
    assert_eq!(found("taken", &session, &[logon(1), taken, end.clone()]), client);
    let query = vec![queried("QueryInterface", "store1", "IMsgStore"), "-> S_OK".to_owned()];
    let query = [query, lines(&["store1.Release()", "-> 1"])].concat();
    assert_eq!(found("query", &session, &[logon(1), query, end]), client);
    // Nothing shows that the process did not end by a fast shutdown, in which nobody owes anything.
    let fast = judged_as("fast", ALL, &[on("client-1", &[logon(1), lines(&[EXIT])].concat())]);
    assert_eq!(broken(&fast), []);
    assert_eq!(result(&fast, "INV-30"), "cannot-tell calls");
}

#[test]
fn a_provider_that_took_its_reference_by_query_interface_took_one() {
    let mut all = logon(1);
    all.splice(1..3, [queried("QueryInterface", "support1", "IMAPISupport"), "-> S_OK".to_owned()]);
    assert_eq!(found("support-query", ALL, &[all, shut_down(1), lines(&[STOPPED])]), []);
}

#[test]
fn a_store_is_over_only_where_nothing_that_was_opened_can_hold_it() {
    let release = lines(&["store1.Release()", "-> 0", STOPPED]);
    let folders = ALL.replace("[", r#"["IMAPIFolder","#);
    // By a parameter that does not say which interface, by none, and under no parent.
    let unnamed = opened(r#","gives":{"lppUnk":"0x77"}"#);
    let seen = vec![queried("GetProps", "0x77", "IMAPIFolder"), "-> S_OK".to_owned()];
    // That a folder is held keeps the rule from being tested; that it may be, keeps it open.
    for (name, parts, wanted) in [
        ("unnamed", unnamed, "not-tested"),
        ("untold", opened(""), "cannot-tell opened"),
        ("loose", seen, "cannot-tell opened"),
    ] {
        let lines = on("client-1", &[logon(1), parts, release.clone()].concat());
        let judged = judged_as(name, &folders, &[lines]);
        assert_eq!(broken(&judged), [], "{name}");
        assert_eq!(result(&judged, "INV-01"), wanted, "{name}");
    }
    // What was opened is gone, or nothing was.
    let all = wanted(&[("INV-01", "provider"), ("INV-06", "provider"), ("INV-12", "provider")]);
    assert_eq!(found("nothing", ALL, &[logon(1), release.clone()]), all);
    let mut closed = opened(r#","gives":{"lppFolder":"0x77"}"#);
    closed.extend([queried("Release", "0x77", "IMAPIFolder"), "-> 0".to_owned()]);
    assert_eq!(found("closed", &folders, &[logon(1), closed, release]), all);
    // Nothing is known of the support object of a store that was open before.
    let bare = judged_as("bare", ALL, &[lines(&["store1.Release()", "-> 0", STOPPED])]);
    assert_eq!(result(&bare, "INV-01"), "cannot-tell start");
}

#[test]
fn a_logon_that_takes_no_reference_is_the_wrong_call() {
    let crash = lines(&[
        "store1.StoreLogoff(LOGOFF_ORDERLY)",
        "support1.StoreLogoffTransports(LOGOFF_ORDERLY)",
        CRASH,
    ]);
    let stopped = [shut_down(1), lines(&[STOPPED])].concat();
    for (name, end) in [("no-addref", stopped), ("no-addref-crash", crash)] {
        let all = on("client-1", &[logon_without_reference(), end].concat());
        let judged = judged_as(name, ALL, &[all]);
        let first = &judged["findings"][0];
        assert_eq!(
            (&first["rule"], &first["blame"]),
            (&json!("INV-12"), &json!("provider")),
            "{name}"
        );
        assert_eq!((&first["line"], &first["bug"]), (&json!(2), &json!("PB1")), "{name}");
        assert_eq!(judged["lawful"], 0, "{name}");
    }
    // A second open of the same store takes none, and MAPI releases what it made for nothing.
    let spare = logon_without_reference().join("\n").replace("support1", "support2");
    let spare = spare.replace(r#""lppMSLogon":"logon1","#, r#""lppMSLogon":"0","#);
    let spare = spare.lines().filter(|it| !it.contains("SetProviderUID")).map(str::to_owned);
    let mut spare: Vec<_> = spare.collect();
    spare.remove(1);
    assert_eq!(found("spare", ALL, &[logon(1), spare, lines(&[STOPPED])]), []);
}

#[test]
fn a_second_call_is_wrong_for_being_made_and_not_for_its_flag() {
    let mut all = shut_down(1);
    all.splice(
        3..3,
        lines(&["support1.StoreLogoffTransports(LOGOFF_ABORT)", "-> S_OK LOGOFF_COMPLETE"]),
    );
    let judged = judged_as("second", ALL, &[logon(1), all, lines(&[STOPPED])]);
    let findings = judged["findings"].as_array().expect("findings");
    assert_eq!((&findings[0]["rule"], &findings[1]["rule"]), (&json!("INV-01"), &json!("INV-03")));
    assert_eq!(findings[0]["mend"], findings[1]["mend"]);
    assert_eq!(findings[0]["bug"], findings[1]["bug"]);
}

#[test]
fn the_support_object_of_another_store_is_not_its_own() {
    let other = shut_down(1).join("\n").replace("support1.StoreL", "support2.StoreL");
    let other: Vec<_> = other.lines().map(str::to_owned).collect();
    let judged =
        judged_as("foreign", ALL, &[logon(1), logon(2), other, shut_down(2), lines(&[STOPPED])]);
    let first = &judged["findings"][0];
    assert_eq!(
        (&first["rule"], &first["blame"], &first["line"]),
        (&json!("INV-18"), &json!("provider"), &json!(19))
    );
    // What the other store does afterwards is right.
    let findings = judged["findings"].as_array().expect("findings").iter();
    let calls = findings.filter(|it| it["omission"] == false);
    assert!(calls.clone().count() > 1 && calls.clone().all(|it| it["line"] == 19), "{judged}");
}

#[test]
fn a_crash_is_in_calls_of_its_own_thread_only() {
    let open = [
        on("client-1", &[logon(1), lines(&["store1.StoreLogoff(LOGOFF_ORDERLY)"])].concat()),
        on("client-2", &lines(&["store1.AddRef()"])),
    ]
    .concat();
    let crash = |thread: &str| match thread {
        "" => lines(&[CRASH]),
        thread => on(thread, &lines(&[CRASH])),
    };
    for (thread, own, said) in [
        ("client-2", json!(["store-A.AddRef"]), "The process crashed in store-A.AddRef."),
        (
            "77",
            json!([]),
            "The process crashed on thread-77; the log has no call that was open there.",
        ),
        ("", json!([]), "The process crashed; the log does not say on which thread."),
    ] {
        let path = file("claim-crash", log(ALL, &[open.clone(), crash(thread)].concat()));
        let (judged, ..) = judged(&path);
        assert_eq!(judged["open"], own, "{thread}");
        let others = judged["open_elsewhere"].as_array().expect("calls");
        assert!(others.contains(&json!("store-A.StoreLogoff")), "{thread}");
        let text = printed(&["judge", path.to_str().expect("UTF-8")]);
        assert!(text.contains(said), "{text}");
        let open = "Calls open at that moment on client-1: store-A.StoreLogoff.";
        assert!(text.contains(open), "{text}");
        assert_eq!(judged["findings"][0]["lesson"], Value::Null);
    }
}

#[test]
fn what_a_provider_invents_and_what_comes_too_early_is_found() {
    // StoreLogoffTransports was refused, and StoreLogoff says that it was not.
    let refused =
        shut_down(1).join("\n").replacen("-> S_OK LOGOFF_COMPLETE", "-> S_OK LOGOFF_OUTBOUND", 1);
    let refused: Vec<_> = refused.lines().map(str::to_owned).collect();
    let judged = judged_as("invented", ALL, &[logon(1), refused, lines(&[STOPPED])]);
    let first = &judged["findings"][0];
    assert_eq!(
        (&first["rule"], &first["blame"], &first["bug"]),
        (&json!("INV-05"), &json!("provider"), &json!("PB19"))
    );
    // Shutdown while a logon object is out that MAPI has not released.
    let early = lines(&["provider1.Shutdown(0)", "-> S_OK"]);
    let wanted = wanted(&[("INV-15", "mapi")]);
    assert_eq!(
        found("early", ALL, &[logon(1), early.clone(), shut_down(1), lines(&[STOPPED])]),
        wanted
    );
    assert_eq!(found("late", ALL, &[logon(1), shut_down(1), early, lines(&[STOPPED])]), []);
}

#[test]
fn ledgers_of_mapi_are_marked_as_inferred() {
    let path =
        file("claim-ledgers", log(ALL, &[logon(1), shut_down(1), lines(&[STOPPED])].concat()));
    let path = path.to_str().expect("UTF-8");
    let text = printed(&["replay", path, "--ledgers"]);
    assert!(
        text.lines().any(|line| line.contains("U-A ") && line.ends_with("[inferred]")),
        "{text}"
    );
    let json = printed(&["replay", path, "--format=jsonl"]);
    assert!(json.contains(r#""inferred":["status_table","provider_uids"]"#), "{json}");
    // A symptom is that of whom the rule is written for.
    let (refused, ..) = judged(std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/logs/abort-refused.log"
    )));
    assert_eq!(refused["findings"][0]["symptom"], Value::Null);
    // A log that ends has not done something else than the run.
    let short =
        file("claim-short", log(ALL, &[on("client-1", &logon(1)), lines(&[STOPPED])].concat()));
    let text = printed(&["diff", short.to_str().expect("UTF-8"), "release:world=plain"]);
    assert!(text.contains("A  the log ends here") && !text.contains("freed"), "{text}");
}

#[test]
fn the_line_of_what_never_came_is_the_last() {
    let judged =
        judged_as("last-line", ALL, &[logon(1), lines(&["store1.Release()", "-> 0", STOPPED])]);
    assert!(
        judged["findings"].as_array().expect("findings").iter().all(|it| it["line"] == 12),
        "{judged}"
    );
    let gone = [destroyed("store1")];
    let judged = judged_as("destroyed", ALL, &[logon(1), gone.to_vec(), lines(&[STOPPED])]);
    assert_eq!(judged["findings"][0]["line"], 10);
}
