//! What is done becomes a script, and the script does it again.

use std::io::{Read, Write};
use std::sync::mpsc::channel;

use portable_pty::{CommandBuilder, native_pty_system};

use super::beat;
use crate::harness::terminal::{PATIENCE, Terminal, size};
use crate::harness::{BINARY, command_in, stderr};

/// Does something on the stage, ends it somehow, and plays the script that was written of it.
fn scripted(arguments: &[&str], act: impl Fn(&mut Terminal), code: u32) -> String {
    let mut all = vec!["record-script", "-o", "done.script"];
    all.extend(arguments);
    let mut terminal = Terminal::start((80, 24), &all);
    act(&mut terminal);
    assert_eq!(terminal.end(), Some(code), "{}", terminal.screen());
    let text = std::fs::read_to_string(terminal.home.join("done.script")).expect("a script");
    let left: Vec<_> = std::fs::read_dir(&terminal.home)
        .expect("a folder")
        .flatten()
        .map(|it| it.file_name())
        .collect();
    assert_eq!(left, ["done.script"], "nothing else is left");
    let play = || {
        command_in(&terminal.home, &["--lang", "en", "script", "done.script"])
            .output()
            .expect("runs")
    };
    let output = play();
    assert!(output.status.success(), "{}\n{text}", stderr(&output));
    // What it expects is what there was: another end is found out.
    let other = text.replace("expect object store-A refs 1", "expect object store-A refs 2");
    if other != text {
        std::fs::write(terminal.home.join("done.script"), other).expect("writes");
        assert_eq!(play().status.code(), Some(1));
    }
    text
}

#[test]
fn a_terminal_that_is_hung_up_still_leaves_the_script() {
    let home = tempfile::tempdir().expect("a folder");
    let pair = native_pty_system().openpty(size(80, 24)).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(BINARY);
    command.args(["--lang", "en", "record-script", "-o", "done.script", "store-logoff"]);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("HOME", home.path());
    command.cwd(home.path());
    let mut child = pair.slave.spawn_command(command).expect("starts");
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut writer = pair.master.take_writer().expect("a writer");
    let (mut parser, mut bytes) = (vt100::Parser::new(24, 80, 0), [0; 4096]);
    let mut until = |text: &str| {
        while !parser.screen().contents().contains(text) {
            let count = reader.read(&mut bytes).expect("it is there");
            parser.process(&bytes[..count]);
        }
    };
    until("q quit");
    writer.write_all(b" ").expect("writes");
    until("beat 1 of");
    drop((reader, writer, pair));
    let (send, ended) = channel();
    std::thread::spawn(move || send.send(child.wait().is_ok()));
    assert_eq!(ended.recv_timeout(PATIENCE), Ok(true), "it goes on without a terminal");
    let script = std::fs::read_to_string(home.path().join("done.script")).expect("a script");
    assert!(script.starts_with("run store-logoff\n") && script.contains("key Space"), "{script}");
}

#[test]
fn what_is_done_in_a_lesson_becomes_a_script_that_does_it_again() {
    let act = |terminal: &mut Terminal| {
        terminal.wait_for("1 of 6");
        terminal.send("\r");
        terminal.wait_for("2 of 6");
        terminal.send("\r");
        terminal.wait_for("Which row will be removed from the status table?");
        terminal.send("a\r");
        terminal.wait_for("Wrong");
        terminal.send("ad\r");
        terminal.wait_for("see what happens");
        terminal.send("\x1b[C");
        terminal.wait_for("Explanation");
        terminal.send("q");
    };
    let text = scripted(&["00-tour"], act, 0);
    for line in [
        "run 00-tour",
        "size 80x24",
        "key a",
        "expect feedback wrong",
        "expect feedback right",
        "expect verdict clean",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}: {text}");
    }
}

#[test]
fn typing_playing_clicks_and_sizes_are_taken_down_too() {
    let act = |terminal: &mut Terminal| {
        terminal.wait_for("Open objects");
        terminal.send("M");
        terminal.wait_for("Mouse capture");
        terminal.send("\x1b[<0;10;4M\x1b[<65;10;4M");
        terminal.send("g");
        terminal.wait_for("Go to");
        terminal.send("14\r");
        terminal.wait("step 14", |screen| screen.contents().contains("step 14"));
        terminal.resize(100, 30);
        terminal.wait("the new size", |screen| {
            screen.rows(0, 100).last().is_some_and(|keys| keys.contains('?'))
        });
        terminal.send("p");
        terminal.wait("it plays", |screen| {
            !screen.contents().contains("step 14") && beat(screen).is_some()
        });
        terminal.send("\x1b[C\x1b[C");
        terminal.send("q");
    };
    let text = scripted(&["store-logoff:world=plain"], act, 0);
    for word in ["click 9 3", "wheel down", "type 14", "resize 100x30", "key p", "wait "] {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn a_script_is_written_on_a_signal_as_well() {
    for (name, code) in [("-TERM", 143), ("-INT", 130)] {
        let act = |terminal: &mut Terminal| {
            terminal.wait_for("Open objects");
            terminal.send("\x1b[C\x1b[C");
            terminal.wait("beat 2", |screen| beat(screen).is_some_and(|(at, _)| at == 2));
            terminal.signal(name);
        };
        let text = scripted(&["store-logoff:world=plain"], act, code);
        assert!(text.contains("key Right 2\n"), "{text}");
    }
}

#[test]
fn a_script_that_cannot_be_written_is_told_before_the_stage_opens() {
    for target in ["no/such/folder.script", "."] {
        let mut terminal =
            Terminal::start((80, 24), &["record-script", "store-logoff", "-o", target]);
        terminal.wait_for("cannot be written");
        assert_eq!(terminal.end(), Some(74));
    }
}
