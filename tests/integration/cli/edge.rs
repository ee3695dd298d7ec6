//! What goes wrong outside the program, and its exit codes.

use std::io::Read;
use std::process::{Command, Stdio};

use crate::harness::{command, stderr, teardown};

#[test]
fn misspelt_names_get_suggestions_and_their_exit_codes() {
    let cases: [(&[&str], i32, &str); 10] = [
        (&["replya"], 66, "teardown replay"),
        (&["replay", "02-orderly-logof"], 66, "02-orderly-logoff"),
        (&["replay", "store-logof"], 66, "store-logoff"),
        (&["replay", "no/such/lesson.yaml"], 66, "no/such/lesson.yaml"),
        (&["replay", "store-logof:flag=purge"], 2, "store-logoff"),
        (&["replay", "--path", "relase"], 2, "release"),
        (&["replay", "release:provider=eagr"], 2, "eager"),
        (&["replay", "release", "--provder", "eager"], 2, "--provider"),
        (&["replay", "release", "--bug", "PB99"], 2, "PB9"),
        (&["replay", "release", "--lang", "de"], 2, "en"),
    ];
    for (arguments, code, wanted) in cases {
        let output = teardown(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(wanted), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn without_a_terminal_one_line_names_replay() {
    for arguments in [&[][..], &["store-logoff"]] {
        let output = teardown(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains("teardown replay store-logoff"));
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = command(&["bugs", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let mut complaint = String::new();
    child.stderr.take().expect("is piped").read_to_string(&mut complaint).expect("UTF-8");
    assert_eq!(child.wait().expect("ends").code(), Some(0));
    assert_eq!(complaint, "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_with_74() {
    let full = || std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    for arguments in [
        &["replay", "release"][..],
        &["replay", "release", "--format", "jsonl"],
        &["rules"],
        &["man"],
    ] {
        let output =
            command(arguments).stdout(full()).stderr(Stdio::piped()).spawn().expect("runs");
        let output = output.wait_with_output().expect("ends");
        assert_eq!(output.status.code(), Some(74), "{arguments:?}: {}", stderr(&output));
        assert!(!stderr(&output).is_empty());
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_with_130() {
    // It is stuck in writing: nobody reads its pipe, and this run is longer than a pipe.
    let queue: Vec<String> = (1..300).map(|at| format!("M{at}:XP1")).collect();
    let run = format!("store-logoff:flag=purge,queue={}", queue.join(","));
    let mut child = command(&["replay", &run, "--format", "jsonl"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut first = [0];
    child.stdout.as_mut().expect("is piped").read_exact(&mut first).expect("it has begun to write");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill runs").success());
    assert_eq!(child.wait().expect("ends").code(), Some(130));
}
