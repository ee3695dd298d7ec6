//! Scripts as continuous integration uses them: the real binary, a good script, and a failing case
//! of every kind.

use std::fs;
use std::process::Output;

use super::harness::{stderr, stdout, teardown};
use mapi_teardown::lesson::library::INDEX;

/// Plays a script in a folder of its own; gives what came of it and the files that are there
/// afterwards.
fn play(text: &str) -> (Output, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.script");
    fs::write(&file, text).expect("is written");
    let output = teardown(&["script", file.to_str().expect("UTF-8")]);
    let entries = fs::read_dir(folder.path()).expect("a folder").flatten();
    let mut files: Vec<String> =
        entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    files.sort();
    (output, files)
}

/// A script of a plain orderly shutdown that must fail in its last line, saying what is given.
fn fails(lines: &str, said: &[&str]) {
    let text = format!("run store-logoff:world=plain,flag=orderly\n{lines}");
    let (output, _) = play(&text);
    assert_eq!(output.status.code(), Some(1), "{lines}: {}", stderr(&output));
    let line = format!("a.script:{}:1", text.lines().count());
    for word in said.iter().chain(&["wanted", "got:", line.as_str()]) {
        assert!(
            stderr(&output).contains(word),
            "{word:?} is said of {lines:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn the_example_holds_and_its_still_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/scripts/orderly.script");
    let output = teardown(&["script", file, "--stills", folder.path().to_str().expect("UTF-8")]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("0.900  started"), "time is virtual");
    assert!(
        fs::read_to_string(folder.path().join("answered.svg"))
            .expect("a still")
            .starts_with("<svg")
    );
}

#[test]
fn every_kind_of_expectation_can_fail() {
    fails("expect row R4 removed", &["R4 present"]);
    fails("expect row R4 0x00000000", &["R4 0x00000001"]);
    fails("expect row R99 present", &["there is no R99"]);
    fails("key End\nexpect uid U-A registered", &["U-A removed"]);
    fails("expect object store-A freed", &["store-A live"]);
    fails("expect object store-A refs 7", &["store-A refs 1"]);
    fails("expect transport XP1 flushing", &["XP1 idle"]);
    fails("expect message M9 sent", &["there is no M9"]);
    fails("expect out StoreLogoff LOGOFF_COMPLETE", &["StoreLogoff has not returned"]);
    fails(
        "key End\nexpect out StoreLogoff LOGOFF_ABORT",
        &["returned the output flags LOGOFF_COMPLETE"],
    );
    fails("key End\nexpect result StoreLogoff MAPI_E_BUSY", &["returned S_OK"]);
    fails("expect called StoreLogoff", &["was not called"]);
    fails("expect returned StoreLogoff", &["has not returned"]);
    fails("expect rule INV-01 broken", &["INV-01 holds"]);
    fails("expect verdict violated", &["verdict clean"]);
    fails("expect screen \"no such text\"", &["the most similar row"]);
    fails("key Right 2\nexpect step 99", &["step "]);
    fails("expect not object store-A live", &["it is so: object store-A live"]);
}

#[test]
fn every_kind_of_command_can_fail() {
    fails("key Left", &["the key Left", "does nothing here"]);
    fails("key Right 9999", &["pressed "]);
    fails("type abc", &["nothing here takes text"]);
    let (output, _) =
        play("run store-logoff:world=plain\nkey g\ntype 14\nkey Enter\nexpect step 14");
    assert!(output.status.success(), "a sheet is typed into: {}", stderr(&output));
    fails("scene next", &["a lesson"]);
    fails("answer right", &["a lesson"]);
    fails("choose one", &["a lesson"]);
}

#[test]
fn waiting_for_what_never_comes_ends_by_virtual_time() {
    let began = std::time::Instant::now();
    fails("wait until row R4 removed within 60m", &["3600000 ms", "R4 present"]);
    fails("key L\nkey p\nwait until screen \"never\" within 15m", &["900000 ms"]);
    assert!(began.elapsed().as_secs() < 60, "the hours are virtual");
}

#[test]
fn lessons_are_asked_and_answered() {
    let (output, _) = play(
        "run 02-orderly-logoff\nexpect scene symptom\nscene next\nexpect scene asked\nanswer \
         nonsense\nexpect feedback wrong\nhint\nanswer \
         right\nexpect feedback right\nscene all",
    );
    assert!(output.status.success(), "{}", stderr(&output));
    for (lines, said) in [
        ("scene next\nscene next", "asks a question first"),
        ("answer right", "the scene asks nothing"),
        ("scene next\nanswer nonsense\nexpect feedback right", "the answer is wrong"),
        ("expect feedback right", "no question was answered"),
        ("expect scene asked", "scene symptom"),
        ("choose nowhere", "the ways here"),
    ] {
        let (output, _) = play(&format!("run 02-orderly-logoff\n{lines}"));
        assert_eq!(output.status.code(), Some(1), "{lines}");
        assert!(stderr(&output).contains(said), "{lines}: {}", stderr(&output));
    }
}

#[test]
fn every_bundled_lesson_can_be_walked_through() {
    for entry in INDEX {
        let (output, _) = play(&format!("run {}\nscene all\nexpect verdict clean", entry.id));
        // A lesson about a bug breaks its rule; all else must hold.
        let surprises = stderr(&output).lines().filter(|line| line.starts_with("error")).count();
        let of_verdict = stderr(&output).matches("wanted verdict clean").count();
        assert_eq!(surprises, of_verdict, "{}: {}", entry.id, stderr(&output));
    }
}

#[test]
fn a_script_that_fails_leaves_no_still() {
    let run = "run store-logoff:world=plain\nstill a.svg\n";
    let (output, files) = play(&format!("{run}expect step 99"));
    assert_eq!((output.status.code(), files), (Some(1), vec!["a.script".to_owned()]));
    let (output, files) = play(run);
    assert_eq!(
        (output.status.code(), files),
        (Some(0), vec!["a.script".to_owned(), "a.svg".to_owned()])
    );
}

#[test]
fn what_cannot_be_read_has_its_own_exit_codes() {
    for (text, code, said) in [
        ("run store-logoff\nkay Right", 65, "no command \"kay\""),
        ("run store-logoff\nstill ../a.svg", 65, "not the name of a still"),
        ("run store-logoff\nexpect row R4 gone", 65, "known: present, removed"),
        ("key Right", 65, "names no run"),
        ("# one\nrun no-such-run", 66, "a.script:2:1"),
        ("size 80x24\nrun store-logoff:flag=loud", 2, "a.script:2:1"),
    ] {
        let (output, _) = play(text);
        assert_eq!(output.status.code(), Some(code), "{text}: {}", stderr(&output));
        assert!(stderr(&output).contains(said), "{text}: {}", stderr(&output));
    }
    assert_eq!(teardown(&["script", "no/such/file"]).status.code(), Some(66));
}

#[test]
fn build_servers_get_every_script_with_the_line_that_failed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("is written");
        path.to_str().expect("is UTF-8").to_owned()
    };
    let files = [
        file("good.script", "run store-logoff\nkey Right\n"),
        file("bad.script", "run store-logoff\n\nexpect row R4 removed\n"),
        file("unread.script", "run store-logoff\nkay Right\n"),
        file("last.script", "run store-logoff\nexpect row R4 present\n"),
    ];
    let report = |format: &str| {
        let all =
            ["script", "--format", format].into_iter().chain(files.iter().map(String::as_str));
        let output = teardown(&all.collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
        assert_eq!(stderr(&output), "");
        stdout(&output).to_owned()
    };
    let xml = report("junit");
    assert!(xml.contains("name=\"teardown script\" tests=\"4\" failures=\"2\""), "{xml}");
    assert_eq!(xml.matches("<testcase").count(), 4, "{xml}");
    let lines = report("github");
    let places = ["bad.script,line=3,col=1,title=expectation", "unread.script,line=2,col=1"];
    assert_eq!(lines.lines().count(), 2, "{lines}");
    for (line, place) in lines.lines().zip(places) {
        assert!(line.starts_with("::error file=") && line.contains(place), "{line}");
    }
    // As text, the scripts after a bad one are played as well.
    let all = ["script"].into_iter().chain(files.iter().map(String::as_str));
    let output = teardown(&all.collect::<Vec<_>>());
    assert!(stdout(&output).contains("last.script: passed"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(65));
}
