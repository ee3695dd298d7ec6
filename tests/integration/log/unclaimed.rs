//! What was not compared, not recorded or not observed is told as that: in a comparison, on the
//! checklist, in the ledgers, in the reasons of the stage, and in JSON.

use std::path::PathBuf;

use mapi_teardown::text::Lang;
use serde_json::{Value, json};

use super::STOPPED;
use super::build::{ALL, file, judged, log, logon, on, printed, shut_down};
use super::sentences::{known, lines, made, said, stage, told};
use crate::harness::command;
use crate::harness::screen::{picture, press};

const MODEL: &str = "store-logoff:flag=orderly,provider=eager,world=plain";

fn diff(path: &std::path::Path) -> (String, Value, Option<i32>) {
    let path = path.to_str().expect("UTF-8");
    let text = printed(&["diff", path, MODEL]);
    let output = command(&["diff", path, MODEL, "--format", "json"]).output().expect("it runs");
    let json = serde_json::from_slice(&output.stdout).expect("JSON");
    (text, json, output.status.code())
}

/// A log that breaks off in MAPI's Release of the logon object.
fn cut_off() -> PathBuf {
    made("cut-off", ALL, "client-1", &[&logon(1), &shut_down(1)[..9]])
}

#[test]
fn a_log_that_observes_nothing_is_not_the_same_as_a_run() {
    let wrong = lines(&[
        "store1.StoreLogoff(LOGOFF_ORDERLY)",
        "support1.StoreLogoffTransports(LOGOFF_ABORT)",
        "-> S_OK LOGOFF_COMPLETE",
        "-> S_OK LOGOFF_COMPLETE",
    ]);
    let path = made("blind", "", "client-1", &[&wrong]);
    let (text, json, code) = diff(&path);
    assert!(text.contains("Nothing was compared") && !text.contains("different"), "{text}");
    assert_eq!((&json["same"], &json["compared"], code), (&json!(false), &json!([]), Some(1)));
    assert!(said("judge", &path).contains("Nothing was compared"));
    assert!(!said("judge", &path).contains("in common"));
    let text = told(&path, "en", "end\nc\n");
    assert!(text.contains("Nothing was compared") && !text.contains("none differs"), "{text}");
    // Which calls were compared is said where some were.
    let (text, json, _) = diff(&known("no-counts"));
    assert!(text.contains("Compared: calls of IMSProvider, IMSLogon"), "{text}");
    assert_eq!(json["compared"].as_array().map(Vec::len), Some(4), "{json}");
}

#[test]
fn what_comes_after_a_log_breaks_off_is_no_difference() {
    let (text, ..) = diff(&cut_off());
    assert!(!text.contains("At the end, objects"), "{text}");
    assert!(!text.lines().any(|it| it.contains("  +  ") && it.contains("logon-A")), "{text}");
    let text = told(&cut_off(), "en", "end\nc\n");
    assert!(text.contains("The counts at the end of this one are not compared."), "{text}");
    assert!(!text.contains("one differs") && !text.contains("Nothing that the log"), "{text}");
    // A log that ends where its process does is compared to its end.
    let path = made("whole", ALL, "client-1", &[&logon(1), &shut_down(1), &lines(&[STOPPED])]);
    let (text, ..) = diff(&path);
    assert!(text.contains("  +  "), "{text}");
}

#[test]
fn counts_and_flags_that_were_not_observed_are_not_compared() {
    let (text, ..) = diff(&known("no-counts"));
    assert!(!text.contains("Release()"), "{text}");
    let without = ALL.replace(r#""flags":true"#, r#""flags":false"#);
    let other: Vec<String> =
        shut_down(1).iter().map(|it| it.replace("LOGOFF_ORDERLY", "LOGOFF_PURGE")).collect();
    let observed = [(ALL, true), (without.as_str(), false)];
    for (name, (observed, is_seen)) in ["flags", "no-flags"].into_iter().zip(observed) {
        let path = made(name, observed, "client-1", &[&logon(1), &other, &lines(&[STOPPED])]);
        assert_eq!(diff(&path).0.contains("StoreLogoff(LOGOFF_PURGE)"), is_seen, "{name}");
    }
}

#[test]
fn a_wrapper_registers_nothing_by_passing_it_on() {
    let text = said("replay", &known("wrapper"));
    assert_eq!(text.matches("MAPI should now have").count(), 1, "{text}");
    assert!(text.contains("U-A registered for logon-A") && !text.contains("U-B"), "{text}");
}

#[test]
fn a_mapi_that_leaves_out_its_tasks_removes_nothing() {
    let path = known("stub-of-mapi");
    assert!(!said("replay", &path).contains("With this Release, MAPI should remove"));
    let text = told(&path, "en", "end\nt\n");
    for task in ["(1)", "(2)", "(3)", "(4)"] {
        assert!(text.contains(&format!("- {task}")), "{task} {text}");
    }
    // One that calls Logoff, on whatever thread, is taken to do what its page says.
    let path = made("tasks", ALL, "client-1", &[&logon(1), &shut_down(1), &lines(&[STOPPED])]);
    assert!(said("replay", &path).contains("With this Release, MAPI should remove U-A"));
}

#[test]
fn the_tasks_stand_in_the_release_in_which_they_are_done() {
    let path = made("panel", ALL, "client-1", &[&logon(1), &shut_down(1), &lines(&[STOPPED])]);
    let mut model = stage(&path, Lang::En);
    let mut shown = Vec::new();
    for _ in 0..40 {
        press(&mut model, ".");
        shown.push(picture(&model));
    }
    let is_last = |it: &String| it.contains("remove uid of logon");
    let begun = shown.iter().position(|it| it.contains("StoreLogoffTransports")).expect("it ends");
    assert!(!shown[..begun].iter().any(is_last), "MAPI's Release after Logon ends nothing");
    assert!(shown[begun..].iter().any(is_last));
    // No row was ever given to MAPI.
    assert!(!shown.iter().any(|it| it.contains("remove row of logon")));
}

#[test]
fn what_no_record_shows_is_no_reason() {
    let text = told(&known("store-only"), "en", "end\nw\n");
    assert!(text.contains("The log records no removal and no destruction."), "{text}");
    assert!(!text.contains("The run removed or freed nothing"), "{text}");
    // Which field of which object points where, is in no log.
    for item in 1..=5 {
        let text = told(&known("support-kept"), "en", &format!("end\nw {item}\n"));
        assert!(!text.contains("points to this object"), "{text}");
    }
    // Of three references the last step is not since when all three are held.
    let more = lines(&["store1.AddRef()", "-> 2", "store1.AddRef()", "-> 3", STOPPED]);
    let path = made("latest", ALL, "client-1", &[&logon(1), &more]);
    let text = told(&path, "en", "end\nw 5\n");
    assert!(text.contains("3 the latest in step"), "{text}");
    // The creation is in the log: the reference is not from before it.
    let born = [super::BORN.to_owned()];
    let path = made("born", ALL, "client-1", &[&born, &lines(&["store1.AddRef()", "-> 2"])]);
    assert!(!told(&path, "en", "end\nw 1\n").contains("before the log mentions it"));
}

#[test]
fn a_logoff_that_is_refused_or_wrong_is_not_orderly_and_controlled() {
    let ticked = |name: &str, inner: &str, back: &str| {
        let mut all = shut_down(1);
        all[1] = inner.to_owned();
        all[2] = back.to_owned();
        let path = made(name, ALL, "client-1", &[&logon(1), &all, &lines(&[STOPPED])]);
        let text = told(&path, "en", "end\nt\n");
        let third = text.split(" 3. ").nth(1).expect("the third statement").to_owned();
        third.starts_with("ok")
    };
    let right = "support1.StoreLogoffTransports(LOGOFF_ORDERLY)";
    assert!(ticked("tick-right", right, "-> S_OK LOGOFF_COMPLETE"));
    assert!(!ticked("tick-forged", right, "-> S_OK LOGOFF_OUTBOUND"));
    assert!(!ticked("tick-refused", right, "-> MAPI_E_CALL_FAILED"));
    let wrong = "support1.StoreLogoffTransports(LOGOFF_PURGE)";
    assert!(!ticked("tick-flag", wrong, "-> S_OK LOGOFF_COMPLETE"));
}

#[test]
fn json_says_how_sure_it_is() {
    let (json, ..) = judged(&known("support-first"));
    let findings = json["findings"].as_array().expect("findings");
    let first = &findings[0];
    assert!(first["marks"]["statement"].is_string() && first["marks"]["symptom"].is_string());
    assert!(findings.iter().any(|it| it["marks"]["symptom"] == "inferred"), "{json}");
    let path = known("stub-of-mapi");
    assert_eq!(judged(&path).0["findings"][0]["contested"], true);
    let path = known("no-counts");
    let text = printed(&["replay", path.to_str().expect("UTF-8"), "--format=jsonl"]);
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let created: Vec<&Value> = lines.iter().filter(|it| it["event"] == "object-created").collect();
    assert!(!created.is_empty() && created.iter().all(|it| it["first_seen"] == true), "{text}");
    let end = &lines.last().expect("a verdict")["final"];
    assert_eq!(end["unknown"], json!(["transports", "queue"]));
    let path = known("support-first");
    let text = printed(&["replay", path.to_str().expect("UTF-8"), "--format=jsonl"]);
    let broken = text.lines().find(|it| it.contains(r#""event":"violation""#)).expect("a rule");
    assert!(broken.contains(r#""confidence":""#), "{broken}");
    // MAPI makes support objects, and no record says under what.
    assert!(!said("replay", &known("wrapper")).contains("is created under"));
}

#[test]
fn a_crash_in_no_recorded_call_is_about_no_object() {
    let open = on("client-1", &lines(&["store1.StoreLogoff(LOGOFF_ORDERLY)"]));
    let crash = on("9020", &lines(&[r#"! {"record":"end","how":"crash"}"#]));
    let path = file("unclaimed-crash", log(ALL, &[open, crash].concat()));
    let (json, ..) = judged(&path);
    assert_eq!(json["findings"][0]["object"], Value::Null);
    let threads = json["open_threads"].as_array().expect("threads");
    assert!(
        threads.iter().any(|it| {
            it["thread"] == "client-1" && it["calls"] == json!(["store-A.StoreLogoff"])
        })
    );
    let text = said("judge", &path);
    assert!(!text.contains("object:") && !text.contains("Find out who freed"), "{text}");
}

#[test]
fn the_rest_says_where_it_shows_and_alternatives_are_others() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shutdown.log");
    let (json, ..) = judged(&path);
    let rest = &json["findings"].as_array().expect("findings")[1..];
    let later = rest.iter().filter(|it| it["shown_at"].is_u64()).count();
    let text = said("judge", &path);
    let told = text.split("The rest:").nth(1).expect("a rest").matches("it shows at line").count();
    assert!(later > 0 && told == later, "{later} {text}");
    let text = said("judge", &known("abort-refused"));
    assert!(text.contains("C1=stop-then-logoff") && !text.contains(" provider=eager,"), "{text}");
}

#[test]
fn the_end_of_a_process_is_no_wrong_call() {
    let path = known("session-logoff");
    let (json, ..) = judged(&path);
    let finding = &json["findings"][0];
    assert_eq!((&finding["rule"], &finding["omission"]), (&json!("INV-30"), &json!(true)));
    assert_eq!(json["lawful"], json["calls"]);
    assert!(!said("judge", &path).contains("The first call that breaks a rule"));
    let text = told(&path, "en", "end\n");
    assert!(text.contains("The process ends, and a client has not released store-A."), "{text}");
}
