//! Logs made for tests, and what `teardown judge` says of them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{command, stdout};

/// A log in a file of its own.
pub fn file(name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("logs");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{name}.log"));
    fs::write(&path, text).expect("written");
    path
}

pub fn judged(path: &Path) -> (Value, i32, String) {
    let path = path.to_str().expect("UTF-8");
    let output = command(&["judge", path, "--format", "json"]).output().expect("it runs");
    let code = output.status.code().expect("a code");
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (serde_json::from_str(&text).unwrap_or(Value::Null), code, complaints)
}

pub fn printed(arguments: &[&str]) -> String {
    stdout(&command(arguments).output().expect("it runs")).to_owned()
}

pub fn result(judged: &Value, rule: &str) -> String {
    let rules = judged["rules"].as_array().expect("rules");
    let it = rules.iter().find(|it| it["rule"] == rule).expect("the rule");
    let why = it["why"].as_str().map_or(String::new(), |why| format!(" {why}"));
    format!("{}{why}", it["result"].as_str().expect("a result"))
}

pub fn broken(judged: &Value) -> Vec<(String, String)> {
    let text = |it: &Value| it.as_str().expect("a text").to_owned();
    let findings = judged["findings"].as_array().expect("findings");
    let mut found: Vec<_> =
        findings.iter().map(|it| (text(&it["rule"]), text(&it["blame"]))).collect();
    found.dedup();
    found
}

/// What a provider's log can have observed at most.
pub const ALL: &str = concat!(
    r#""calls":["IMsgStore","IMAPISupport","IMSLogon","IMSProvider"],"#,
    r#""counts":true,"results":true,"flags":true,"from_start":true"#
);

/// A log of these calls: `object.Method(flags)` begins one, `-> result flags` ends the innermost;
/// `[thread]` may come before both.
pub fn log(observed: &str, lines: &[impl AsRef<str>]) -> String {
    let mut text = format!("{{\"teardown-log\":1,\"observed\":{{{observed}}}}}\n");
    for line in lines {
        let line = line.as_ref();
        let (thread, line) = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((thread, line)) => (Some(thread), line),
            None => (None, line),
        };
        let record = match (line.strip_prefix("-> "), line.strip_prefix("! ")) {
            (Some(back), _) => returned(back),
            (_, Some(raw)) => raw.to_owned(),
            _ => called(line),
        };
        let record = match thread {
            Some(thread) => record.replacen('{', &format!("{{\"thread\":\"{thread}\","), 1),
            None => record,
        };
        text.push_str(&record);
        text.push('\n');
    }
    text
}

pub fn called(line: &str) -> String {
    let (call, rest) = line.split_once('(').expect("a call");
    let (object, method) = call.split_once('.').expect("an object");
    let interface = match object.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "store" => "IMsgStore",
        "support" => "IMAPISupport",
        "logon" => "IMSLogon",
        "provider" => "IMSProvider",
        "session" => "IMAPISession",
        "message" => "IMessage",
        other => panic!("{other}"),
    };
    let flags = rest.trim_end_matches(')');
    let flags = if flags.is_empty() { String::new() } else { format!(",\"flags\":\"{flags}\"") };
    let head = format!(r#"{{"record":"call","object":"{object}","interface":"{interface}","#);
    format!(r#"{head}"method":"{method}"{flags}}}"#)
}

/// A record that says that an object was destroyed.
pub fn destroyed(object: &str) -> String {
    format!(r#"! {{"record":"object","object":"{object}","state":"destroyed"}}"#)
}

pub fn returned(back: &str) -> String {
    let (result, flags) = back.split_once(' ').unwrap_or((back, ""));
    let result = match result.parse::<i64>() {
        Ok(count) => format!("\"count\":{count}"),
        Err(_) => format!("\"result\":\"{result}\""),
    };
    let flags = if flags.is_empty() { String::new() } else { format!(",\"flags\":\"{flags}\"") };
    format!(r#"{{"record":"return",{result}{flags}}}"#)
}

/// A provider opens a store, on a support object that it was given, by number; MAPI then gives its
/// own reference on that back.
pub fn logon(number: u32) -> Vec<String> {
    let call = |object: &str, interface: &str, method: &str, args: &str| {
        let head = format!(r#"! {{"record":"call","object":"{object}","interface":"{interface}","#);
        format!(r#"{head}"method":"{method}","args":{{{args}}}}}"#)
    };
    let support = format!("support{number}");
    let opened = format!(r#""lpMAPISup":"{support}","lpEntryID":"store {number}""#);
    let given = format!(r#""gives":{{"lppMSLogon":"logon{number}","lppMDB":"store{number}"}}"#);
    let uid = format!(r#""lpProviderID":"{number}""#);
    vec![
        call("provider1", "IMSProvider", "Logon", &opened),
        format!("{support}.AddRef()"),
        "-> 2".to_owned(),
        call(&support, "IMAPISupport", "SetProviderUID", &uid),
        "-> S_OK".to_owned(),
        format!(r#"! {{"record":"return","result":0,{given}}}"#),
        format!("{support}.Release()"),
        "-> 1".to_owned(),
    ]
}

/// A store is logged off and released as the guide page says, by number.
pub fn shut_down(number: u32) -> Vec<String> {
    let lines = [
        "storeN.StoreLogoff(LOGOFF_ORDERLY)",
        "supportN.StoreLogoffTransports(LOGOFF_ORDERLY)",
        "-> S_OK LOGOFF_COMPLETE",
        "-> S_OK LOGOFF_COMPLETE",
        "storeN.Release()",
        "supportN.Release()",
        "logonN.Logoff(0)",
        "-> S_OK",
        "logonN.Release()",
        "-> 0",
        "-> 0",
        "-> 0",
    ];
    lines.map(|line| line.replace('N', &number.to_string())).to_vec()
}

/// The same lines on a thread.
pub fn on(thread: &str, lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| format!("[{thread}] {line}")).collect()
}
