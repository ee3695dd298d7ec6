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

/// A log of these calls: `object.Method(flags)` begins one, `-> result flags` ends the innermost.
pub fn log(observed: &str, lines: &[&str]) -> String {
    let mut text = format!("{{\"teardown-log\":1,\"observed\":{{{observed}}}}}\n");
    for line in lines {
        let record = match (line.strip_prefix("-> "), line.strip_prefix("! ")) {
            (Some(back), _) => returned(back),
            (_, Some(raw)) => raw.to_owned(),
            _ => called(line),
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
