//! A log as a lesson: `teardown new --from LOG`, checked, and played in lines of text.

use std::fs;
use std::path::{Path, PathBuf};

use super::build::printed;
use crate::harness::command;

/// The lesson of a log.
fn lesson(name: &str, log: &Path) -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.yaml"));
    let _ = fs::remove_file(&path);
    let words = [&path, log].map(|path| path.to_str().expect("UTF-8"));
    let output = command(&["new", words[0], "--from", words[1]]).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(&path).expect("written");
    (path, text)
}

fn logs() -> impl Iterator<Item = PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = fs::read_dir(root.join("tests/logs")).expect("a folder");
    let others = folder.map(|entry| entry.expect("an entry").path());
    others.chain([root.join("examples/shutdown.log")])
}

#[test]
fn every_log_becomes_a_lesson_that_is_good() {
    for log in logs() {
        let name = log.file_stem().expect("a name").to_string_lossy().into_owned();
        let (path, text) = lesson(&format!("from-{name}"), &log);
        let words = ["check", path.to_str().expect("UTF-8")];
        let output = command(&words).output().expect("runs");
        let said = String::from_utf8_lossy(&output.stdout);
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && complaints.is_empty(), "{name}: {said}{complaints}");
        // A scene at each finding, and nothing of the process but what happened.
        let judged: serde_json::Value = serde_json::from_slice(
            &command(&["judge", log.to_str().expect("UTF-8"), "--format", "json"])
                .output()
                .expect("runs")
                .stdout,
        )
        .expect("JSON");
        let findings = judged["findings"].as_array().expect("findings").len();
        assert_eq!(text.matches("at: {violation:").count(), findings, "{name}");
        for private in ["0x00", "0x55", "0x7F", "\"time\"", "\"name\"", "\"program\""] {
            assert!(!text.contains(private), "{name}: {private}");
        }
    }
}

#[test]
fn a_lesson_of_a_log_replays_and_takes_no_option() {
    let log = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/always-abort.log");
    let (path, _) = lesson("from-always-abort-2", &log);
    let path = path.to_str().expect("UTF-8");
    let text = printed(&["replay", path]);
    assert!(text.contains("store-A calls StoreLogoffTransports(LOGOFF_ABORT)"), "{text}");
    let refused = command(&["replay", path, "--flag", "purge"]).output().expect("runs");
    assert_eq!(refused.status.code(), Some(2));
    // Played in lines of text it asks, and ends with the input.
    let played = printed(&[path, "--plain"]);
    assert!(played.contains("Which rules does it break?"), "{played}");
}

#[test]
fn what_a_log_cannot_do_is_refused_where_it_is_asked() {
    let log = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/abort.log");
    let (path, text) = lesson("from-abort-2", &log);
    let asks = "    predict:\n      rule: true\n      mends: true\n      \
         because:\n        - name: a\n          \
         say: {en: x, pt-BR: y}\n          set: {flag: purge}\n        - name: b\n          \
         say: {en: z, pt-BR: w}\n          set: {flag: quiet}\n";
    let changed = text.replacen("    predict:\n      rule: true\n", asks, 1);
    fs::write(&path, changed).expect("written");
    let output = command(&["check", path.to_str().expect("UTF-8")]).output().expect("runs");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(complaints.contains("a log records what already happened"), "{complaints}");
    // A line of the log that cannot be read is an error at its place.
    let broken = text.replacen("{\"record\":\"call\"", "{\"record\":\"call\" oops", 1);
    fs::write(&path, broken).expect("written");
    let output = command(&["check", path.to_str().expect("UTF-8")]).output().expect("runs");
    let complaints = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().position(|line| line.contains("\"record\":\"call\"")).expect("a line");
    assert_eq!(output.status.code(), Some(65), "{complaints}");
    assert!(complaints.contains(&format!(":{}:", line + 1)), "{line}: {complaints}");
}
