//! No sentence claims more than a log proves: what is said of counts, callers, registries, ends and
//! mistakes, by `judge`, `replay`, `diff`, in lines of text and on the stage.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use mapi_teardown::run;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::update::talk::begin_talk;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, Model, Settings, Start};

use super::STOPPED;
use super::build::{ALL, destroyed, file, judged, log, logon, on, printed, result, shut_down};
use crate::harness::command;
use crate::harness::screen::{picture, press};

const CRASH: &str = r#"! {"record":"end","how":"crash"}"#;

pub fn known(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/logs/{name}.log"))
}

pub fn said(command: &str, path: &Path) -> String {
    printed(&[command, path.to_str().expect("UTF-8")])
}

/// What the mode without a screen says to these lines.
pub fn told(path: &Path, lang: &str, lines: &str) -> String {
    let path = path.to_str().expect("UTF-8");
    let mut child = command(&[path, "--plain", "--lang", lang])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    // Lines are broken for eighty columns.
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn stage(path: &Path, lang: Lang) -> Model {
    let run = run::find(Some(OsStr::new(path)), &[]).expect("a log");
    let options = run.scenario.options.clone();
    let settings = Settings { reduced_motion: true, ..Settings::from_environment(lang) };
    let mut model = tui::model(Start::Ready(options, Box::new(run.timeline())), &settings);
    update(&mut model, Message::Resize(120, 36));
    model
}

/// A log of these lines on one thread.
pub fn made(name: &str, observed: &str, thread: &str, lines: &[&[String]]) -> PathBuf {
    file(&format!("sentence-{name}"), log(observed, &on(thread, &lines.concat())))
}

pub fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// A store that is released with nothing before, whose last Release never comes back.
fn crash_in_release(name: &str) -> PathBuf {
    let end = lines(&[
        "store1.Release()",
        "support1.StoreLogoffTransports(LOGOFF_ABORT)",
        "-> S_OK LOGOFF_COMPLETE",
        "support1.Release()",
        CRASH,
    ]);
    made(name, ALL, "client-1", &[&logon(1), &end])
}

#[test]
fn a_count_that_the_log_does_not_have_is_not_told() {
    let text = said("replay", &known("no-counts"));
    assert!(text.contains("support-A has one reference more; the log does not show how many."));
    assert!(!text.contains("reference count of"), "{text}");
    // Nor is that of a call that never came back, and it is not known afterwards.
    let path = crash_in_release("counts");
    let text = printed(&["replay", path.to_str().expect("UTF-8"), "--ledgers"]);
    let counted = "The reference count of support-A is now 1: that is what the call returns.";
    assert!(text.contains(counted));
    assert!(text.contains("store-A has one reference fewer"), "{text}");
    for line in ["store-A          IMsgStore        ?", "support-A        IMAPISupport     ?"] {
        assert!(text.contains(line), "{text}");
    }
    let json = printed(&["replay", known("no-counts").to_str().expect("UTF-8"), "--format=jsonl"]);
    let refs = json.lines().find(|line| line.contains("\"event\":\"refs\"")).expect("a count");
    assert!(refs.contains("\"from\":null,\"to\":null"), "{refs}");
}

#[test]
fn ends_that_are_not_known_are_not_compared() {
    let path = known("no-counts");
    let run = "store-logoff:flag=orderly,provider=eager,world=plain";
    let text = printed(&["diff", path.to_str().expect("UTF-8"), run]);
    assert!(text.contains("no rule broken, as far as this log can tell"), "{text}");
    assert!(text.contains("what it does not show is not compared"), "{text}");
    let text = told(&path, "en", "end\nc\n");
    assert!(text.contains("A log does not show how the run ends."), "{text}");
    assert!(!text.contains("Both end the same way") && text.contains("rules broken none shown"));
}

#[test]
fn what_is_allowed_breaks_no_rule() {
    let allowed = |name: &str| judged(&known(name)).0["findings"][0]["allowed"].clone();
    // Releasing the support object now would leave StoreLogoffTransports for ever uncalled.
    let wanted = serde_json::json!(["support-A.StoreLogoffTransports(LOGOFF_PURGE)"]);
    assert_eq!(allowed("always-abort"), wanted);
    // It has taken effect already.
    assert_eq!(allowed("crash-in-onnotify"), serde_json::json!([]));
    // The early Release itself is the wrong call, and what comes first is named.
    let (support_first, ..) = judged(&known("support-first"));
    let finding = &support_first["findings"][0];
    assert_eq!(finding["line"], 9);
    assert_eq!(finding["shown_at"], 15);
    assert_eq!(support_first["lawful"], 4);
    let wanted = serde_json::json!(["support-A.StoreLogoffTransports(LOGOFF_ABORT)"]);
    assert_eq!(finding["allowed"], wanted);
}

#[test]
fn a_crash_has_one_blame_and_it_is_the_weakest() {
    let path = crash_in_release("blame");
    let (judged, ..) = judged(&path);
    let finding = &judged["findings"][0];
    assert_eq!((&finding["rule"], &finding["blame"]), (&"INV-29".into(), &"unknown".into()));
    assert_eq!(finding["innermost"], "mapi");
    assert_eq!(judged["sides"]["unknown"], serde_json::json!(["INV-29"]));
    assert_eq!(judged["sides"]["provider"], serde_json::json!([]));
    // No call is known to be wrong.
    assert_eq!(judged["lawful"], judged["calls"]);
    let weak = "cannot tell; the innermost recorded call runs code of MAPI";
    assert!(said("judge", &path).contains(&format!("to blame: {weak}")));
    assert!(said("replay", &path).contains(&format!("to blame: {weak}")));
    assert!(told(&path, "en", "end\nr\n").contains(weak));
    let json = printed(&["replay", path.to_str().expect("UTF-8"), "--format=jsonl"]);
    assert_eq!(json.matches("\"blame\":\"unknown\"").count(), 2, "{json}");
}

#[test]
fn advice_is_for_those_whose_mistake_it_is() {
    for name in ["abort-refused", "stub-of-mapi"] {
        let text = said("judge", &known(name));
        assert!(text.contains("It is MAPI that would have to act differently."), "{text}");
        assert!(!text.contains("Record whether the call was made"), "{text}");
    }
    let text = said("judge", &known("support-first"));
    assert!(text.contains("Make the support object's Release the last statement"), "{text}");
}

#[test]
fn a_rule_that_nothing_tried_has_not_held() {
    let all = r#""calls":["*"],"objects":true,"#;
    let all = format!("{all}{}", ALL.split_once("],").expect("a list").1);
    let gone = ["store1", "logon1"].map(destroyed);
    let path = made("untested", &all, "client-1", &[&logon(1), &shut_down(1), &gone, &stopped()]);
    let (judged, ..) = judged(&path);
    for rule in ["INV-09", "INV-21", "INV-22"] {
        assert_eq!(result(&judged, rule), "not-tested", "{rule}");
    }
    // The process has not ended: that nobody waits for ever is not shown.
    assert_eq!(result(&judged, "INV-28"), "cannot-tell end");
    let text = told(&known("deferred"), "en", "end\nr\n");
    assert!(text.contains("Not tested: nothing in this log puts the rule to the test."), "{text}");
    assert!(!text.contains("no caller of StoreLogoff gets"), "{text}");
}

fn stopped() -> Vec<String> {
    vec![STOPPED.to_owned()]
}

#[test]
fn the_end_of_a_log_is_not_the_end_of_what_is_there() {
    for path in [crash_in_release("end"), known("no-counts"), known("two-stores")] {
        let text = told(&path, "en", "end\ny\n");
        assert!(!text.contains("has survived") && !text.contains("The run is over"), "{text}");
        assert!(!text.contains("No rule has been broken so far.\n"), "{text}");
    }
    let text = told(&known("no-counts"), "en", "end\ny\nw 5\n");
    assert!(text.contains("No rule has been broken so far, as far as this log can tell."));
    assert!(text.contains("the log does not show whether it still exists"), "{text}");
    assert!(text.contains("it does not show who holds it"), "{text}");
    assert!(!text.contains("Nobody holds a counted reference"), "{text}");
}

#[test]
fn nobody_is_a_client_who_is_not_known_to_be_one() {
    let named = said("replay", &known("always-abort"));
    assert!(named.contains("MAPI calls Logon(support-A"), "{named}");
    assert!(named.contains("MAPI calls Release() on support-A"), "{named}");
    assert!(named.contains("client-1 calls StoreLogoff(LOGOFF_PURGE)"), "{named}");
    // A log without threads, and without the calls that lead there.
    let path = file("sentence-nobody", log(ALL, &["store1.Release()", "-> 0", STOPPED]));
    let text = said("replay", &path);
    assert!(text.contains("? calls Release() on store-A") && !text.contains("client-"), "{text}");
    assert!(!said("replay", &known("no-counts")).contains("client-1"));
    let (text, json) = (known("always-abort"), "--format=jsonl");
    let json = printed(&["replay", text.to_str().expect("UTF-8"), json]);
    assert!(json.contains("\"caller\":\"MAPI\",\"object\":\"provider\""), "{json}");
    // Whose reference it is that a caller without a name took.
    let path = made("holder", ALL, "77", &[&logon(1), &lines(&["store1.AddRef()", "-> 2"])]);
    let text = told(&path, "en", "end\nw 5\n");
    assert!(text.contains("a caller that the log does not name"), "{text}");
    assert!(!text.contains("client-1"), "{text}");
}

#[test]
fn what_mapi_keeps_is_inferred() {
    let text = said("replay", &known("spooler-store"));
    assert_eq!(text.matches("No record shows MAPI's list of MAPIUIDs.").count(), 4, "{text}");
    assert!(!text.contains("routed") && !text.contains("MAPI registers"), "{text}");
    let added = text.lines().find(|line| line.contains("registered for logon-A'"));
    assert!(added.is_some_and(|line| line.ends_with("#Remarks, inferred]")), "{text}");
    // A row whose columns the log does not have: neither its name nor its status is made up.
    let row = printed(&["replay", known("stub-of-mapi").to_str().expect("UTF-8"), "--ledgers"]);
    assert!(row.contains("have row R4 in the") && row.contains("R4     ?"), "{row}");
    assert!(!told(&known("stub-of-mapi"), "en", "end\nl\n").contains("available"));
    // MAPI has rows of its own: a table of which the log has nothing is not empty.
    let text = told(&known("store-only"), "en", "l\n");
    assert!(text.contains("Status table (not in the log)"), "{text}");
    let text = told(&known("no-counts"), "en", "");
    assert!(text.contains("MAPIUIDs (not in the log)"), "{text}");
}

#[test]
fn what_a_support_object_of_an_unknown_logon_was_given_is_in_the_ledgers() {
    let given = |method: &str, name: &str, value: &str| {
        let head = r#"! {"record":"call","object":"support1","interface":"IMAPISupport","#;
        format!(r#"{head}"method":"{method}","args":{{"{name}":"{value}"}}}}"#)
    };
    let records = [
        given("SetProviderUID", "lpProviderID", "aa"),
        "-> S_OK".to_owned(),
        given("ModifyStatusRow", "PR_DISPLAY_NAME", "Box"),
        "-> S_OK".to_owned(),
    ];
    let path = file("sentence-alone", log(r#""calls":["IMAPISupport"],"results":true"#, &records));
    let text = printed(&["replay", path.to_str().expect("UTF-8"), "--ledgers"]);
    assert!(text.contains("U      support-1") && text.contains("R      ?           Box"), "{text}");
}

#[test]
fn an_object_that_a_log_has_as_destroyed_was_not_freed_by_its_last_release() {
    let end = lines(&["logon1.Logoff(0)", "-> S_OK", STOPPED]);
    let gone = [destroyed("store1")];
    let path = made("destroyed", ALL, "client-1", &[&logon(1), &end[..1], &gone, &end[1..]]);
    let text = said("replay", &path);
    assert!(text.contains("store-A is destroyed, as the log records."), "{text}");
    assert!(!text.contains("store-A is freed"), "{text}");
    // Nothing is left over while Logoff runs, whatever a run of the model has by then.
    let mut model = stage(&known("always-abort"), Lang::En);
    press(&mut model, "]");
    for _ in 0..8 {
        press(&mut model, ".");
        assert!(!picture(&model).contains("left over"), "{}", picture(&model));
    }
}

#[test]
fn the_guide_page_is_ticked_by_what_the_log_shows() {
    // Logoff calls StoreLogoffTransports: the last Release does not, although it is around it.
    let end = lines(&[
        "store1.Release()",
        "support1.Release()",
        "logon1.Logoff(0)",
        "support1.StoreLogoffTransports(LOGOFF_ABORT)",
        "-> S_OK LOGOFF_COMPLETE",
        "-> S_OK",
        "-> 0",
        "-> 0",
        STOPPED,
    ]);
    let path = made("guide", ALL, "client-1", &[&logon(1), &end]);
    let text = told(&path, "en", "end\nt\n");
    let last = text.split(" 18. ").nth(1).expect("the last statement");
    assert!(last.starts_with("- If Release finds"), "{last}");
    // The store and its support object, and nothing of a logon object.
    let seen = r#""calls":["IMsgStore","IMAPISupport"],"results":true,"flags":true"#;
    let path = made("guide-2", seen, "9", &[&shut_down(1)[..4], &stopped()]);
    let text = told(&path, "en", "end\nt\n");
    assert!(text.contains("ok 4 StoreLogoff should begin by calling"), "{text}");
    // Whose call it is, the log does not show.
    let first = text.split(" 1. ").nth(1).expect("the first statement");
    assert!(first.contains("does not show who makes it"), "{first}");
    assert!(!first.starts_with("ok"), "{first}");
}

#[test]
fn a_log_offers_no_change() {
    let mut model = stage(&known("abort"), Lang::En);
    assert!(!picture(&model).contains("what if"), "{}", picture(&model));
    press(&mut model, "x");
    assert!(model.overlays.is_empty());
    press(&mut model, "R Right");
    let shown = picture(&model);
    assert!(shown.contains("a reading cannot be changed in it"), "{shown}");
    assert!(model.draft.is_none(), "{shown}");
}

#[test]
fn a_room_sees_that_it_is_a_log() {
    for (lang, title) in [(Lang::En, "A recorded log"), (Lang::PtBr, "Um log gravado")] {
        let mut model = stage(&known("no-counts"), lang);
        begin_talk(&mut model, None);
        update(&mut model, Message::Resize(120, 36));
        let shown = picture(&model);
        assert!(shown.contains(title), "{shown}");
        assert!(!shown.contains("A client calls") && !shown.contains("recorded\u{20}\u{20}"));
    }
    let text = told(&known("no-counts"), "pt-BR", "end\nf\nl\nr\n");
    assert!(!text.contains("recorded"), "{text}");
}
