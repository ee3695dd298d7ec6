//! The real program in a real pseudo-terminal: what a person would see after these keys, and what
//! is left of the terminal afterwards.
//!
//! Every wait is for something to appear, with a deadline that a loaded machine meets; nothing
//! sleeps and hopes.
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

/// Far longer than any machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

const TITLES: [&str; 4] = ["Status table", "MAPIUIDs", "Open objects", "Transports"];

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Kept open so that the terminal outlives the program.
    _slave: Box<dyn SlavePty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    child: Box<dyn Child + Send + Sync>,
    home: tempfile::TempDir,
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    fn start(cols: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::start_with(cols, rows, arguments, &[])
    }

    fn start_with(cols: u16, rows: u16, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::start_at(tempfile::tempdir().expect("a folder"), cols, rows, arguments, environment)
    }

    /// The same in the home directory of an earlier one.
    fn start_at(
        home: tempfile::TempDir,
        cols: u16,
        rows: u16,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(cols, rows)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_teardown"));
        command.args(["--lang", "en"]);
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home.path());
        command.cwd(home.path());
        for (name, value) in environment {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let child = pair.slave.spawn_command(command).expect("starts");
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let parser = vt100::Parser::new(rows, cols, 0);
        Self { master: pair.master, _slave: pair.slave, writer, output, parser, child, home }
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen is as wanted.
    fn wait(&mut self, what: &str, is_it: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_it(self.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "never: {what}\n{}", self.screen());
            if let Ok(bytes) = self.output.recv_timeout(left.min(Duration::from_millis(200))) {
                self.parser.process(&bytes);
            }
        }
    }

    fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("writes");
        self.writer.flush().expect("writes");
    }

    fn resize(&mut self, cols: u16, rows: u16) {
        self.master.resize(size(cols, rows)).expect("resizes");
        self.parser.screen_mut().set_size(rows, cols);
    }

    fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("runs").to_string();
        let status = std::process::Command::new("kill")
            .args([name, &process])
            .status()
            .expect("there is kill");
        assert!(status.success());
    }

    /// Waits for the end; the code, or none if a signal ended it.
    fn end(&mut self) -> Option<u32> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.parser.process(&bytes);
            }
            if let Some(status) = self.child.try_wait().expect("can be asked") {
                return status.signal().is_none().then(|| status.exit_code());
            }
            assert!(Instant::now() < deadline, "does not end\n{}", self.screen());
        }
    }

    /// Waits until the terminal is given back: screen, cursor, pasting, and cooked mode as they
    /// were.
    fn assert_restored(
        &mut self,
        before: impl PartialEq + std::fmt::Debug,
        now: impl Fn(&dyn MasterPty) -> bool,
    ) {
        self.wait("restored", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert!(now(&*self.master), "the terminal's mode was {before:?}");
    }
}

/// Runs the stage, ends it somehow, and looks at what is left of the terminal.
fn ends_restored(environment: &[(&str, &str)], end: impl Fn(&mut Terminal)) -> Option<u32> {
    // The mode before: that of a terminal of the same making in which nothing ran.
    let untouched = native_pty_system().openpty(size(80, 24)).expect("a pseudo-terminal");
    let before = untouched.master.get_termios().expect("has a mode");
    let mut terminal = Terminal::start_with(80, 24, &["store-logoff"], environment);
    terminal.wait_for("Open objects");
    assert!(terminal.parser.screen().alternate_screen() && terminal.parser.screen().hide_cursor());
    assert_ne!(terminal.master.get_termios().expect("has a mode"), before, "raw while it runs");
    end(&mut terminal);
    let code = terminal.end();
    let expected = before.clone();
    terminal.assert_restored(before, |master| {
        master.get_termios().is_some_and(|mode| mode == expected)
    });
    code
}

#[test]
fn four_panels_show_at_both_sizes() {
    for (cols, rows) in [(120, 36), (80, 24)] {
        let mut terminal = Terminal::start(cols, rows, &["store-logoff"]);
        for title in TITLES {
            terminal.wait_for(title);
        }
        terminal.send("q");
        assert_eq!(terminal.end(), Some(0));
    }
}

/// The number of the beat and of all beats in the title.
fn beat(screen: &vt100::Screen) -> Option<(usize, usize)> {
    let contents = screen.contents();
    let (_, after) = contents.split_once("beat ")?;
    let mut words = after.split_whitespace();
    let at = words.next()?.parse().ok()?;
    Some((at, words.nth(1)?.parse().ok()?))
}

#[test]
fn a_path_picked_with_the_arrows_runs_to_its_end_and_back() {
    let mut terminal = Terminal::start(120, 36, &["--reduced-motion"]);
    terminal.wait_for("A ninety-second tour");
    terminal.send("\t\x1b[C\r");
    terminal.wait("the start", |screen| beat(screen).is_some_and(|(at, _)| at == 0));
    let all = beat(terminal.parser.screen()).expect("a beat").1;
    assert!(all > 3);
    for at in 1..=all {
        terminal.send("\x1b[C");
        terminal.wait(&format!("beat {at}"), |screen| beat(screen) == Some((at, all)));
    }
    for at in (0..all).rev() {
        terminal.send("\x1b[D");
        terminal.wait(&format!("beat {at}"), |screen| beat(screen) == Some((at, all)));
    }
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
}

#[test]
fn a_lesson_is_started_and_its_first_question_answered() {
    let mut terminal = Terminal::start(80, 24, &["--reduced-motion"]);
    terminal.wait_for("First time here?");
    terminal.send("\r");
    terminal.wait_for("1 of 5");
    terminal.send("\r");
    terminal.wait_for("2 of 5");
    terminal.send("\r");
    terminal.wait_for("Which row leaves the status table?");
    terminal.send("d");
    terminal.wait_for("d [*] R4");
    terminal.send("\r");
    terminal.wait_for("Right: R4");
    terminal.send("\x1b[C");
    terminal.wait_for("Why it is so");
    for title in TITLES {
        terminal.wait_for(title);
    }
    terminal.send("\r");
    terminal.wait_for("4 of 5");
    // The last scene, not a beat "45 of 52": its run is at its end.
    terminal.send("\r");
    terminal.wait_for("beat 52 of 52");
    terminal.send("\r");
    terminal.wait_for("To remember: A ninety-second tour");
    terminal.send("\r");
    terminal.wait_for("1 of 1 right");
    terminal.send("q");
    terminal.wait("the sheet is closed", |screen| !screen.contents().contains("1 of 1 right"));
    let kept = terminal.home.path().join(".local/share/teardown/progress.txt");
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
    if cfg!(target_os = "linux") {
        assert!(std::fs::read_to_string(kept).expect("progress is kept").contains("00-tour"));
    }
}

/// Each key comes in the very moment of a new size: neither may hide the other until something else
/// happens.
#[test]
fn a_key_and_a_new_size_in_one_moment_are_both_taken() {
    let mut terminal = Terminal::start(120, 36, &["store-logoff", "--reduced-motion"]);
    terminal.wait_for("beat 0 of");
    for beat in 1..=80 {
        let cols = 100 + beat % 7;
        if beat % 3 == 0 {
            terminal.send("\x1b[C");
        }
        terminal.resize(cols, 36);
        if beat % 3 != 0 {
            terminal.send("\x1b[C");
        }
        terminal.wait_for(&format!("beat {beat} of"));
        terminal.wait("the frame at the new edge", |screen| {
            screen.cell(1, cols - 1).is_some_and(|cell| cell.contents() == "╮")
        });
    }
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
}

#[test]
fn a_storm_of_sizes_leaves_a_whole_screen() {
    let mut terminal = Terminal::start(120, 36, &["store-logoff"]);
    terminal.wait_for("Open objects");
    let mut seed: u32 = 7;
    for round in 0..300 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (cols, rows) = (1 + (seed >> 8) as u16 % 200, 1 + (seed >> 20) as u16 % 60);
        terminal
            .resize(if round % 10 == 0 { 1 } else { cols }, if round % 10 == 0 { 1 } else { rows });
        if round % 7 == 0 {
            terminal.send("\x1b[C");
        }
    }
    terminal.resize(1, 1);
    terminal.resize(80, 24);
    for title in TITLES {
        terminal.wait_for(title);
    }
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
}

#[test]
fn signals_give_the_terminal_back() {
    let sent = ["-TERM", "-INT", "-HUP", "-QUIT", "-USR1", "-USR2", "-ALRM", "-VTALRM", "-XCPU"];
    // Those that a process gets for what it did: an abort, memory that cannot be had, a stack that
    // is too deep, a fault.
    let own = ["-ABRT", "-SEGV", "-BUS", "-ILL", "-FPE", "-SYS", "-TRAP"];
    for name in sent.into_iter().chain(own) {
        assert_eq!(
            ends_restored(&[], |terminal| terminal.signal(name)),
            None,
            "{name} is what ended it"
        );
    }
    // What the library has no ending for ends with its number.
    #[cfg(target_os = "linux")]
    for (name, code) in [("-IO", 157), ("-PWR", 158), ("-STKFLT", 144), ("-RTMIN", 162)] {
        assert_eq!(ends_restored(&[], |terminal| terminal.signal(name)), Some(code), "{name}");
    }
}

#[test]
fn a_burst_of_keys_is_taken_whole() {
    let mut terminal = Terminal::start(80, 24, &["session-logoff"]);
    terminal.wait_for("Open objects");
    // More than a read of the terminal takes at once, and an end behind it.
    terminal.send(&"\x1b[C\x1b[D".repeat(400));
    terminal.send("\x03");
    assert_eq!(terminal.end(), Some(130));
    let mut terminal = Terminal::start(80, 24, &["session-logoff"]);
    terminal.wait_for("Open objects");
    terminal.send(&"\x1b[C".repeat(60));
    terminal.send(&"\x1b[C\x1b[D".repeat(400));
    terminal.wait("beat 60", |screen| beat(screen).is_some_and(|(at, _)| at == 60));
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
}

#[test]
fn keys_that_end_it_give_the_terminal_back() {
    assert_eq!(ends_restored(&[], |terminal| terminal.send("q")), Some(0));
    assert_eq!(ends_restored(&[], |terminal| terminal.send("\x03")), Some(130));
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let code = ends_restored(&[("TEARDOWN_PANIC", "1")], |terminal| terminal.send("\x1b[24~"));
    assert_eq!(code, Some(101));
}

#[test]
fn without_a_terminal_it_names_replay() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_teardown"))
        .args(["--lang", "en"])
        .stdin(std::process::Stdio::null())
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("replay") && output.stdout.is_empty(), "{said}");
}

#[test]
fn a_lesson_plays_by_itself_answers_its_questions_and_ends() {
    let mut terminal = Terminal::start(80, 24, &["00-tour", "--play", "--speed", "30"]);
    terminal.wait_for("Plays by itself");
    terminal.wait_for("Which row leaves the status table?");
    terminal.wait_for("Right: R4");
    terminal.wait_for("5 of 5");
    assert_eq!(terminal.end(), Some(0));
    let kept = terminal.home.path().join(".local/share/teardown/progress.txt");
    assert!(!kept.exists(), "what the machine answers is nobody's progress");
}

#[test]
fn a_loop_begins_again_until_a_key_takes_over() {
    let mut terminal = Terminal::start(
        80,
        24,
        &["store-logoff:world=plain", "--play", "--loop", "--speed", "60", "--reduced-motion"],
    );
    for _ in 0..2 {
        terminal.wait("the end", |screen| beat(screen).is_some_and(|(at, all)| at == all));
        terminal
            .wait("the start again", |screen| beat(screen).is_some_and(|(at, all)| at < all / 2));
    }
    terminal.send("?");
    terminal.wait_for("Moving in time");
    terminal.send("\x1b");
    terminal.wait("no sheet", |screen| !screen.contents().contains("Moving in time"));
    terminal.send("\x1b[H");
    terminal.wait("the start", |screen| beat(screen).is_some_and(|(at, _)| at == 0));
    terminal.send("\x1b[C");
    terminal.wait("the first beat", |screen| beat(screen).is_some_and(|(at, _)| at == 1));
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
}

/// Does something on the stage, ends it somehow, and plays the script that was written of it.
fn scripted(arguments: &[&str], act: impl Fn(&mut Terminal), code: u32) -> String {
    let mut all = vec!["record-script", "-o", "done.script"];
    all.extend(arguments);
    let mut terminal = Terminal::start(80, 24, &all);
    act(&mut terminal);
    assert_eq!(terminal.end(), Some(code), "{}", terminal.screen());
    let text = std::fs::read_to_string(terminal.home.path().join("done.script")).expect("a script");
    let left: Vec<_> = std::fs::read_dir(terminal.home.path())
        .expect("a folder")
        .flatten()
        .map(|it| it.file_name())
        .collect();
    assert_eq!(left, ["done.script"], "nothing else is left");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_teardown"))
        .args(["--lang", "en", "script", "done.script"])
        .current_dir(terminal.home.path())
        .output()
        .expect("runs");
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stderr));
    // What it expects is what there was: another end is found out.
    let other = text.replace("expect object store-A refs 1", "expect object store-A refs 2");
    if other != text {
        std::fs::write(terminal.home.path().join("done.script"), other).expect("writes");
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_teardown"))
            .args(["--lang", "en", "script", "done.script"])
            .current_dir(terminal.home.path())
            .output()
            .expect("runs");
        assert_eq!(output.status.code(), Some(1));
    }
    text
}

#[test]
fn a_terminal_that_is_hung_up_still_leaves_the_script() {
    let home = tempfile::tempdir().expect("a folder");
    let pair = native_pty_system().openpty(size(80, 24)).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_teardown"));
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
        terminal.wait_for("1 of 5");
        terminal.send("\r");
        terminal.wait_for("2 of 5");
        terminal.send("\r");
        terminal.wait_for("Which row leaves the status table?");
        terminal.send("a\r");
        terminal.wait_for("Not");
        terminal.send("ad\r");
        terminal.wait_for("see it happen");
        terminal.send("\x1b[C");
        terminal.wait_for("Why it is so");
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
        terminal.wait_for("mouse");
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
            Terminal::start(80, 24, &["record-script", "store-logoff", "-o", target]);
        terminal.wait_for("cannot be written");
        assert_eq!(terminal.end(), Some(74));
    }
}

fn save(path: &Path, text: &str) {
    let next = path.with_extension("next");
    std::fs::write(&next, text).expect("writes");
    std::fs::rename(next, path).expect("renames");
}

#[test]
fn a_saved_lesson_shows_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.yaml");
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/lessons/00-tour.yaml"))
            .expect("is there");
    save(&path, &text);
    let mut terminal =
        Terminal::start(120, 36, &["--reduced-motion", path.to_str().expect("is text")]);
    terminal.wait_for("This is a debugger for a shutdown.");
    save(&path, &text.replace("What is gone stays", "What has gone stays"));
    terminal.wait_for("What has gone stays");
    save(&path, "format: 1\ntitle: [\n");
    terminal.wait_for("below is its last good version");
    terminal.wait_for("mine.yaml:");
    save(&path, &text.replace("The client has only announced", "The client has just announced"));
    terminal.wait_for("The client has just announced");
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
}

#[test]
fn a_search_tells_how_it_goes_on_one_line_and_reports_when_it_is_interrupted() {
    // Wide, and so narrow that the line does not fit, without colours.
    for (cols, progress, environment) in
        [(100, "states/s", &[][..]), (30, " wait", &[("NO_COLOR", "1")][..])]
    {
        let mut terminal = Terminal::start_with(
            cols,
            200,
            &["explore", "--path", "two-users", "--world", "busy"],
            environment,
        );
        terminal.wait("progress", |screen| screen.contents().contains(progress));
        let lines = terminal.screen().lines().filter(|line| !line.trim().is_empty()).count();
        assert_eq!(lines, 1, "{}", terminal.screen());
        terminal.send("\x03");
        assert_eq!(terminal.end(), Some(130));
        terminal.wait_for("Not complete: interrupted.");
    }
}

#[test]
fn a_killed_program_loses_the_scene_at_most() {
    let mut terminal = Terminal::start(80, 24, &["--reduced-motion", "00"]);
    terminal.wait_for("1 of 5");
    terminal.send("\r\r");
    terminal.wait_for("Which row leaves the status table?");
    terminal.send("d\r");
    terminal.wait_for("Right: R4");
    terminal.send("\r");
    terminal.wait_for("Why it is so");
    terminal.send("\r");
    terminal.wait_for("4 of 5");
    let kept = terminal.home.path().join(".local/share/teardown/progress.txt");
    if !cfg!(target_os = "linux") {
        return;
    }
    // It is written before the screen shows the scene.
    assert!(std::fs::read_to_string(&kept).expect("is kept").contains("scene=gone"));
    terminal.signal("-KILL");
    assert_eq!(terminal.end(), None);
    let home = std::mem::replace(&mut terminal.home, tempfile::tempdir().expect("a folder"));

    let mut terminal = Terminal::start_at(home, 80, 24, &["--reduced-motion", "00"], &[]);
    terminal.wait_for("You left this lesson at scene 4 of 5, with 1 of 1 right.");
    terminal.send("\r");
    terminal.wait_for("4 of 5");
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
    let home = std::mem::replace(&mut terminal.home, tempfile::tempdir().expect("a folder"));

    let mut terminal = Terminal::start_at(home, 80, 24, &["--reduced-motion", "00"], &[]);
    terminal.wait_for("Begin anew");
    terminal.send("\x1b[B\r");
    terminal.wait_for("1 of 5");
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
    let text =
        std::fs::read_to_string(terminal.home.path().join(".local/share/teardown/progress.txt"))
            .expect("is kept");
    assert!(text.contains("round=1") && !text.contains("attempts="), "{text}");
}

/// The terminal of these tests joins nothing: a family is four signs there, each two columns wide.
#[test]
fn signs_that_a_terminal_does_not_join_leave_every_border_where_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let borders = |title: &str| {
        let path = folder.path().join("mine.yaml");
        let lesson = format!(
            "format: 1\ntitle: {title}\ngoal: {title}\nminutes: 5\nrun: {{world: plain}}\nscenes:\n  \
             - at: {{start: true}}\n    say: {title} {title} {title} {title}\n    cite: []\n    \
             predict: {{rows: removed}}\nclose: {{expect: {{verdict: clean}}}}\n"
        );
        save(&path, &lesson);
        let mut terminal = Terminal::start(80, 24, &[path.to_str().expect("a name")]);
        terminal.wait_for("Open objects");
        terminal.send("\r");
        terminal.wait("a whole picture", |screen| {
            let corner = screen.cell(21, 79).map(|cell| cell.contents().to_owned());
            screen.contents().contains("Which rows") && corner.as_deref() == Some("╯")
        });
        let edges = |y: u16| {
            [0, 79].map(|x| {
                let cell = terminal.parser.screen().cell(y, x);
                cell.map(|cell| cell.contents().to_owned()).unwrap_or_default()
            })
        };
        let found: Vec<_> = (0..24).map(edges).collect();
        terminal.send("q");
        found
    };
    assert_eq!(borders("ab 👩‍👩‍👧‍👦 cd 🇧🇷 ef 👍🏽 gh ❤️ ij 🏴󠁧󠁢󠁥󠁮󠁧󠁿"), borders("ab xx cd xx ef xx gh xx ij xx"));
}
