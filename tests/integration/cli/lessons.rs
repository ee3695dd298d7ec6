//! Lessons on the command line: replayed, checked, made.

use serde_json::Value;

use crate::harness::{stderr, stdout, teardown};

#[test]
fn lessons_replay_and_are_checked() {
    let replay = teardown(&["replay", "02", "--format", "jsonl"]);
    assert_eq!(replay.status.code(), Some(0), "{}", stderr(&replay));
    let header: Value =
        serde_json::from_str(stdout(&replay).lines().next().expect("a header")).expect("JSON");
    assert_eq!(header["lesson"], "02-orderly-logoff");
    let check = teardown(&["check", "--format", "json"]);
    assert_eq!(check.status.code(), Some(0), "{}", stdout(&check));
    let lessons: Vec<Value> = serde_json::from_str(stdout(&check)).expect("an array");
    assert!(
        lessons.len() >= 4
            && lessons
                .iter()
                .all(|lesson| lesson["ok"] == true && lesson["steps"].as_u64() > Some(0))
    );
    assert!(stdout(&teardown(&["check", "--explain", "unreached-scene"])).contains("anchor"));
    assert_eq!(teardown(&["check", "--explain", "unreached-scen"]).status.code(), Some(2));
}

#[test]
fn a_new_lesson_is_good_and_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("my-lesson.yaml");
    let name = file.to_str().expect("UTF-8");
    assert_eq!(teardown(&["new", name]).status.code(), Some(0));
    assert_eq!(teardown(&["check", name]).status.code(), Some(0));
    let text = std::fs::read_to_string(&file).expect("is there");
    assert_eq!(teardown(&["new", name, "--title", "Other"]).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&file).expect("is there"), text);
    let nowhere = folder.path().join("no/such/folder.yaml");
    assert_eq!(teardown(&["new", nowhere.to_str().expect("UTF-8")]).status.code(), Some(74));
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        1,
        "nothing is left behind"
    );
}

#[test]
fn a_lesson_that_cannot_be_loaded_is_shown_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("bad.yaml");
    std::fs::write(&file, "format: 1\ntitle: \"x\u{7}\"\nrun: [\n").expect("is written");
    let name = file.to_str().expect("UTF-8");
    for arguments in [&["replay", name][..], &["check", name], &[name]] {
        let output = teardown(arguments);
        assert_eq!(output.status.code(), Some(65), "{arguments:?} {}", stderr(&output));
        assert!(stderr(&output).contains("bad.yaml:"), "{}", stderr(&output));
        assert!(
            !stderr(&output).chars().any(|c| c.is_control() && c != '\n'),
            "{:?}",
            stderr(&output)
        );
    }
}

#[test]
fn a_lesson_announces_its_violations_and_an_option_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sick.yaml");
    let lesson = teardown(&["new", file.to_str().expect("UTF-8")]);
    assert_eq!(lesson.status.code(), Some(0));
    let text = std::fs::read_to_string(&file).expect("is there");
    let sick =
        text.replacen("expect_violations: []", "expect_violations: [INV-06, INV-07, INV-12]", 1);
    std::fs::write(&file, sick).expect("is written");
    let name = file.to_str().expect("UTF-8");
    let with =
        teardown(&["replay", name, "--path", "store-logoff", "--world", "plain", "--bug", "PB2"]);
    assert_eq!(with.status.code(), Some(0), "{}{}", stdout(&with), stderr(&with));
    let other = teardown(&["replay", name, "--world", "busy", "--bug", "PB5"]);
    assert_eq!(other.status.code(), Some(1), "{}", stderr(&other));
}

#[test]
fn a_folder_without_lessons_is_no_success() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().to_str().expect("UTF-8");
    let check = |more: &[&str]| teardown(&[&["check", name], more].concat());
    for more in [&[][..], &["--format", "json"], &["--format", "junit"], &["--claims"]] {
        let empty = check(more);
        assert_eq!(empty.status.code(), Some(66), "{more:?} {}", stdout(&empty));
        assert!(stdout(&empty).is_empty() && stderr(&empty).contains(name), "{}", stderr(&empty));
    }
    // Neither what is no lesson nor a folder inside makes it one; both are named.
    std::fs::write(folder.path().join("notes.txt"), "x").expect("is written");
    std::fs::create_dir(folder.path().join("inside.yaml")).expect("is made");
    let other = check(&["--lang", "pt-BR"]);
    assert_eq!(other.status.code(), Some(66), "{}", stdout(&other));
    let told = stderr(&other);
    assert!(told.contains("notes.txt") && told.contains("não há lições nesta pasta"), "{told}");
    assert_eq!(teardown(&["new", &format!("{name}/mine.yaml")]).status.code(), Some(0));
    assert_eq!(check(&[]).status.code(), Some(0));
    // A good lesson beside it does not hide that a folder has none.
    let inside = folder.path().join("inside.yaml");
    let both = check(&[inside.to_str().expect("UTF-8")]);
    assert_eq!(both.status.code(), Some(66), "{}", stdout(&both));
}
