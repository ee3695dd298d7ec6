//! Logs of real programs: read as far as they can be read, judged by what they prove, and as a run
//! like any other.

mod bounds;
mod build;
mod claims;
mod damaged;
mod lesson;
mod others;
mod readings;
mod sentences;
mod traps;
mod unclaimed;

use std::path::Path;

use serde_json::Value;

use self::build::{ALL, broken, called, destroyed, file, judged, log, printed, result, returned};
use crate::cpp::{programs, run};
use crate::harness::command;

/// A provider opens store1, on a support object that it was given.
const LOGON: &str = concat!(
    r#"! {"record":"call","object":"provider1","interface":"IMSProvider","method":"Logon","#,
    r#""args":{"lpMAPISup":"support1"}}"#
);
const GIVEN: &str = concat!(
    r#"! {"record":"return","result":0,"#,
    r#""gives":{"lppMSLogon":"logon1","lppMDB":"store1"}}"#
);
const UID: &str = concat!(
    r#"! {"record":"call","object":"support1","interface":"IMAPISupport","#,
    r#""method":"SetProviderUID","args":{"lpProviderID":"aa"}}"#
);
const BORN: &str = concat!(
    r#"! {"record":"object","object":"store1","interface":"IMsgStore","#,
    r#""state":"created","count":1}"#
);
const UNKNOWN_FLAG: &str = concat!(
    r#"! {"record":"call","object":"a","interface":"IMsgStore","#,
    r#""method":"StoreLogoff","flags":"LOGOFF_MAYBE"}"#
);
const STOPPED: &str = r#"! {"record":"end","how":"stopped"}"#;

/// A store that was opened before the log begins: logged off and released as the guide page says.
const ORDERLY: [&str; 15] = [
    "store1.StoreLogoff(LOGOFF_ORDERLY)",
    "support1.StoreLogoffTransports(LOGOFF_ORDERLY)",
    "-> S_OK LOGOFF_COMPLETE",
    "-> S_OK LOGOFF_COMPLETE",
    "store1.Release()",
    "support1.Release()",
    "logon1.Logoff(0)",
    "-> S_OK",
    "logon1.Release()",
    "-> 0",
    "-> 0",
    "-> 0",
    r#"! {"record":"note","note":"over"}"#,
    r#"! {"record":"note","note":"and out","surprise":7}"#,
    STOPPED,
];

/// A way, its fault, the rules that its log breaks with who is to blame, and the bug it resembles.
type Judged<'a> = (&'a str, Option<&'a str>, &'a [(&'a str, &'a str)], Option<&'a str>);

#[test]
fn the_logs_of_the_example_are_judged_as_its_runs_are() {
    let wanted: [Judged<'_>; 10] = [
        ("orderly", None, &[], None),
        ("no-wait", None, &[], None),
        ("purge", None, &[], None),
        ("abort", None, &[], None),
        ("quiet", None, &[], None),
        ("release", None, &[], None),
        ("session", None, &[], None),
        ("two-users", None, &[("INV-27", "provider")], Some("PB7")),
        (
            "orderly",
            Some("leak"),
            &[("INV-06", "provider"), ("INV-07", "provider"), ("INV-12", "provider")],
            Some("PB2"),
        ),
        (
            "release",
            Some("crash"),
            &[
                ("INV-02", "provider"),
                ("INV-12", "provider"),
                ("INV-26", "provider"),
                ("INV-29", "unknown"),
            ],
            Some("PB3"),
        ),
    ];
    for program in programs() {
        for (way, fault, rules, bug) in wanted {
            let arguments: Vec<_> =
                [way].into_iter().chain(fault.into_iter().flat_map(|it| ["--fault", it])).collect();
            let log = run(program, &arguments).log(way, fault);
            let (judged, code, complaints) = judged(&log);
            assert_eq!(complaints, "", "{way}");
            let rules: Vec<_> = rules
                .iter()
                .map(|(rule, blame)| ((*rule).to_owned(), (*blame).to_owned()))
                .collect();
            assert_eq!(broken(&judged), rules, "{way} {fault:?}");
            assert_eq!(code, i32::from(!rules.is_empty()), "{way} {fault:?}");
            assert_eq!(judged["findings"][0]["bug"].as_str(), bug, "{way} {fault:?}");
            let end = if fault == Some("crash") { "crash" } else { "stopped" };
            assert_eq!(judged["end"], end, "{way} {fault:?}");
            let calls = judged["calls"].as_u64().expect("a count");
            let is_clean_to_the_end = rules.is_empty() || fault == Some("leak");
            assert_eq!(judged["lawful"].as_u64() == Some(calls), is_clean_to_the_end, "{way}");
            // MAPI's own work inside shows in no call, and is never taken for done.
            for rule in ["INV-08", "INV-13", "INV-18", "INV-19"] {
                assert_eq!(result(&judged, rule), "cannot-tell inside", "{way} {rule}");
            }
        }
    }
}

#[test]
fn a_log_that_shows_everything_says_that_rules_held() {
    let path = file("orderly", log(ALL, &ORDERLY));
    let (judged, code, complaints) = judged(&path);
    assert_eq!((code, complaints.as_str()), (0, ""));
    for rule in ["INV-01", "INV-02", "INV-03", "INV-04"] {
        assert_eq!(result(&judged, rule), "held", "{rule}");
    }
    assert_eq!(judged["lawful"], judged["calls"]);
    let tasks = &judged["mapi_tasks"][0]["tasks"];
    assert_eq!(tasks["logoff"]["result"], "done");
    assert_eq!(tasks["release"]["result"], "done");
    assert_eq!(tasks["uids"]["result"], "cannot-tell");
    assert_eq!(judged["strategy"], "eager");
    let run = judged["fit"]["run"].as_str().expect("a run");
    assert!(run.starts_with("store-logoff:flag=orderly"), "{run}");
}

#[test]
fn what_was_not_observed_is_never_held() {
    // The same calls, by a recorder that says of itself that it sees little.
    for (observed, rule, wanted) in [
        ("", "INV-01", "cannot-tell calls"),
        (r#""calls":["IMsgStore"],"flags":true"#, "INV-01", "cannot-tell calls"),
        (r#""calls":["*"],"flags":true,"results":true"#, "INV-01", "cannot-tell start"),
        (r#""calls":["*"],"results":true,"from_start":true"#, "INV-03", "cannot-tell flags"),
        (r#""calls":["*"],"flags":true,"from_start":true"#, "INV-12", "cannot-tell counts"),
    ] {
        let (judged, ..) = judged(&file("blind", log(observed, &ORDERLY)));
        assert_eq!(result(&judged, rule), wanted, "{observed}");
    }
    // Without its end a log says nothing about what never came.
    let open: Vec<&str> = ORDERLY[..4].to_vec();
    let (judged, code, _) = judged(&file("open", log(ALL, &open)));
    assert_eq!((result(&judged, "INV-01").as_str(), code), ("cannot-tell end", 0));
}

#[test]
fn blame_is_apart() {
    // A MAPI that does not call Logoff: the provider did its part.
    let mut lazy: Vec<&str> = ORDERLY[..6].to_vec();
    lazy.extend(["-> 0", "-> 0", STOPPED]);
    let (judged_lazy, code, _) = judged(&file("lazy-mapi", log(ALL, &lazy)));
    assert_eq!((broken(&judged_lazy), code), (Vec::new(), 0));
    // The logon object was never seen: which one it was is not known.
    let tasks = &judged_lazy["mapi_tasks"][0]["tasks"];
    assert_eq!(tasks["logoff"]["result"], "cannot-tell");
    // The same with the logon object known.
    let known = ["logon1.AddRef()", "-> 2", "support1.Release()", "-> 1"];
    let mut opened = vec![LOGON, "support1.AddRef()", "-> 2", GIVEN];
    opened.extend(&lazy);
    let (judged_opened, code, _) = judged(&file("lazy-mapi-2", log(ALL, &opened)));
    assert_eq!((broken(&judged_opened), code), (Vec::new(), 0), "{known:?}");
    let tasks = &judged_opened["mapi_tasks"][0]["tasks"];
    assert_eq!(
        (&tasks["logoff"]["result"], &tasks["release"]["result"]),
        (&Value::from("not-done"), &Value::from("not-done"))
    );
    // A client that goes on after LOGOFF_COMPLETE.
    let mut late: Vec<&str> = ORDERLY[..4].to_vec();
    late.extend(["store1.GetProps()", "-> S_OK"]);
    late.extend(&ORDERLY[4..]);
    let (judged_late, code, _) = judged(&file("late-client", log(ALL, &late)));
    assert_eq!(broken(&judged_late), [("INV-05".to_owned(), "client".to_owned())]);
    assert_eq!((&judged_late["findings"][0]["bug"], code), (&Value::from("CB2"), 1));
    assert_eq!(judged_late["findings"][0]["allowed"], serde_json::json!(["store-A.Release()"]));
}

#[test]
fn what_release_returns_is_no_proof() {
    // A method after the last Release: gone, or not, or another object at the same address.
    let mut late: Vec<&str> = ORDERLY[..12].to_vec();
    late.extend(["store1.GetProps()", "-> S_OK", STOPPED]);
    let (judged, ..) = judged(&file("zero", log(ALL, &late)));
    assert_eq!(result(&judged, "INV-26"), "cannot-tell objects");
    // With its destruction in the log it is one.
    let all = ALL.replace("\"counts\"", "\"objects\":true,\"counts\"");
    for object in ["support1", "logon1", "store1"] {
        let gone = destroyed(object);
        late.insert(12, Box::leak(gone.into_boxed_str()));
    }
    let (judged, code, _) = build::judged(&file("gone", log(&all, &late)));
    assert!(broken(&judged).contains(&("INV-26".to_owned(), "client".to_owned())), "{judged}");
    assert_eq!(code, 1);
    // And with a creation after that it is a new object.
    late.insert(15, BORN);
    let (judged, ..) = build::judged(&file("reused", log(&all, &late)));
    assert!(broken(&judged).iter().all(|(rule, _)| rule != "INV-26"), "{judged}");
}

#[test]
fn references_that_the_log_does_not_show_are_nobodys_mistake() {
    // The support object has one reference more than its provider knows of, and stays.
    let mut held: Vec<&str> = ORDERLY[..6].to_vec();
    held.extend(["-> 1", "-> 0", STOPPED]);
    let mut lines = vec![LOGON, "support1.AddRef()", "-> 2", UID, "-> S_OK", GIVEN];
    lines.extend(&held);
    let (judged_held, code, _) = judged(&file("hidden", log(ALL, &lines)));
    assert_eq!((broken(&judged_held), code), (Vec::new(), 0));
    assert_eq!(result(&judged_held, "INV-06"), "cannot-tell counts");
    // A provider that never releases it at all.
    let mut leak: Vec<&str> = lines[..11].to_vec();
    leak.extend(["-> 0", STOPPED]);
    let (judged_leak, ..) = judged(&file("leak", log(ALL, &leak)));
    let kept = ["INV-06", "INV-12"].map(|rule| (rule.to_owned(), "provider".to_owned()));
    assert_eq!(broken(&judged_leak), kept);
    assert_eq!(judged_leak["findings"][0]["omission"], true);
}

#[test]
fn threads_and_missing_returns_are_told_apart() {
    let on =
        |thread: u32, record: &str| record.replacen('{', &format!("{{\"thread\":{thread},"), 1);
    let mut text = format!("{{\"teardown-log\":1,\"observed\":{{{ALL}}}}}\n");
    let lines = [
        on(1, &called("store1.StoreLogoff(LOGOFF_ORDERLY)")),
        on(2, &called("store2.StoreLogoff(LOGOFF_PURGE)")),
        on(1, &called("support1.StoreLogoffTransports(LOGOFF_ORDERLY)")),
        on(2, &called("support2.StoreLogoffTransports(LOGOFF_PURGE)")),
        on(1, &returned("S_OK LOGOFF_COMPLETE")),
        on(1, &returned("S_OK LOGOFF_COMPLETE")),
        on(2, &returned("S_OK LOGOFF_COMPLETE")),
        on(2, &returned("S_OK LOGOFF_COMPLETE")),
        // A return without a call, and a call that never returns.
        on(2, &returned("S_OK")),
        on(2, &called("store2.Release()")),
    ];
    text.push_str(&lines.join("\r\n"));
    let (judged, code, complaints) = judged(&file("threads", &text));
    assert_eq!((broken(&judged), code), (Vec::new(), 0));
    assert!(
        complaints.contains("belongs to no call") && complaints.contains(":10:"),
        "{complaints}"
    );
    assert_eq!(judged["open"][0], "store-B.Release");
    assert_eq!(judged["end"], "unknown");
}

#[test]
fn bad_input_has_a_line_and_a_reason_and_the_rest_is_read() {
    let long = format!("{{\"record\":\"note\",\"note\":\"{}\"}}", "x".repeat(1 << 20));
    let mut lines: Vec<&str> = vec![
        r#"! {"record":"call","object":1,"interface":"IMsgStore","#,
        "! not JSON",
        "! [1]",
        r#"! {"record":"call","object":"a","interface":"IMsgStore"}"#,
        r#"! {"record":"whatever","note":"\u001b[2J"}"#,
        r#"! {"record":"return","count":99999999999999}"#,
        r#"! {"record":"return","of":77}"#,
        UNKNOWN_FLAG,
        r#"! {"record":"note","seq":5,"time":9}"#,
        r#"! {"record":"note","seq":4,"time":8}"#,
    ];
    let long_line = format!("! {long}");
    lines.push(&long_line);
    lines.extend(&ORDERLY);
    let (judged, code, complaints) = judged(&file("bad", log(ALL, &lines)));
    assert_eq!((broken(&judged), code), (Vec::new(), 0));
    assert_eq!(result(&judged, "INV-01"), "held");
    let problems = judged["problem_lines"].as_array().expect("problems");
    let found: Vec<(u64, &str)> = problems
        .iter()
        .map(|it| (it["line"].as_u64().expect("a line"), it["code"].as_str().expect("a code")))
        .collect();
    let wanted = [
        (2, "bad-record"),
        (3, "bad-record"),
        (4, "bad-record"),
        (5, "bad-record"),
        (6, "unknown-record"),
        (7, "bad-record"),
        (9, "bad-record"),
        (11, "seq-goes-back"),
        (11, "clock-goes-back"),
        (12, "long-record"),
        (8, "no-call"),
    ];
    assert_eq!(found, wanted, "{complaints}");
    assert!(!complaints.contains('\u{1b}') || complaints.contains("\u{1b}["), "{complaints}");
}

#[test]
fn files_that_are_no_logs_are_refused() {
    let run = printed(&["replay", "release:world=plain", "--format", "jsonl"]);
    for (name, text, code, said) in [
        ("empty", String::new(), 65, "the file is empty"),
        ("run", run, 65, "this is a run as `teardown replay` writes it"),
        ("newer", "{\"teardown-log\":2}\n".to_owned(), 65, "this program reads format 1"),
        ("prose", "Dear diary\n".to_owned(), 65, "this is no header of a log"),
    ] {
        let (_, found, complaints) = judged(&file(name, text));
        assert_eq!(found, code, "{name}");
        assert!(complaints.contains(said), "{name}: {complaints}");
    }
    assert_eq!(judged(Path::new("no-such.log")).1, 66);
    assert_eq!(judged(Path::new("02-orderly-logoff")).1, 66);
}

#[test]
fn utf_16_of_windows_is_read() {
    let text = format!("\u{feff}{}", log(ALL, &ORDERLY).replace('\n', "\r\n"));
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (judged, code, complaints) = judged(&file("wide", bytes));
    assert_eq!((result(&judged, "INV-01").as_str(), code, complaints.as_str()), ("held", 0, ""));
}

#[test]
fn a_log_is_a_run_for_every_command() {
    let path = file("run-of-a-log", log(ALL, &ORDERLY));
    let path = path.to_str().expect("UTF-8");
    let text = printed(&["replay", path, "--ledgers"]);
    assert!(text.contains("calls StoreLogoff(LOGOFF_ORDERLY) on store-A."), "{text}");
    assert!(text.contains("appears in the log for the first time"), "{text}");
    assert!(text.contains("(note: and out; surprise=7)") || text.contains("surprise=7"), "{text}");
    let lines = printed(&["replay", path, "--format", "jsonl"]);
    let last: Value = serde_json::from_str(lines.lines().last().expect("a line")).expect("JSON");
    assert_eq!((&last["verdict"], &last["end"]), (&Value::from("clean"), &Value::from(true)));
    let diff = printed(&["diff", path, "store-logoff:world=plain", "--format", "json"]);
    let diff: Value = serde_json::from_str(&diff).expect("JSON");
    assert_eq!(diff["words"], serde_json::json!([]), "{diff}");
    assert!(diff["common"].as_u64().expect("a count") >= 6, "{diff}");
    let explored = command(&["explore", path]).output().expect("runs");
    assert_eq!(explored.status.code(), Some(2));
    let changed = command(&["replay", path, "--flag", "purge"]).output().expect("runs");
    assert_eq!(changed.status.code(), Some(2));
}

#[test]
fn plain_text_becomes_a_log() {
    let text = "StoreLogoff(store=0x1f3c, *lpulFlags=0x3) -> S_OK, 0x10000\nhello\n";
    let from = file("plain", text);
    let to = from.with_extension("converted");
    let _ = std::fs::remove_file(&to);
    let words = [from.to_str().expect("UTF-8"), to.to_str().expect("UTF-8")];
    let output = command(&["log", "convert", words[0], "-o", words[1]]).output().expect("runs");
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{complaints}");
    assert!(complaints.contains(":2:1") && complaints.contains("this is no call"), "{complaints}");
    let (judged, code, _) = judged(&to);
    assert_eq!((broken(&judged), code), (vec![("INV-04".to_owned(), "client".to_owned())], 1));
    // A file that is there is not overwritten.
    let again = command(&["log", "convert", words[0], "-o", words[1]]).output().expect("runs");
    assert_eq!(again.status.code(), Some(74));
}
