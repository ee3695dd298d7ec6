//! The projector and the speaker's terminal as two real programs in two real terminals, and
//! everybody else who may knock at the door between them.

mod peers;
mod plan;

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::harness::terminal::{PATIENCE, Terminal};

const PAGE_DOWN: &str = "\x1b[6~";
const PAGE_UP: &str = "\x1b[5~";
const F5: &str = "\x1b[15~";

fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn start(home: &Path, arguments: &[&str]) -> Terminal {
    let arguments = [arguments, &["--reduced-motion"]].concat();
    Terminal::start_in(home, (100, 30), &arguments, &[])
}

/// The number of the scene.
fn scene(terminal: &Terminal) -> usize {
    let screen = terminal.screen();
    let (before, _) = screen.split_once(" of 9").expect("a scene");
    before.split_whitespace().last().and_then(|word| word.parse().ok()).expect("a number")
}

/// The stage works: the next scene shows at once.
fn goes_on(terminal: &mut Terminal) {
    let next = if scene(terminal) == 3 { 2 } else { 3 };
    terminal.send(&format!("g{next}\r"));
    terminal.wait_for(&format!("{next} of 9"));
}

fn projector(home: &Path) -> Terminal {
    let mut terminal = start(home, &["present", "02"]);
    terminal.wait_for("1 of 9");
    terminal
}

fn folder(home: &Path) -> PathBuf {
    home.join(".local/state/teardown")
}

fn socket(home: &Path) -> PathBuf {
    folder(home).join("present.sock")
}

fn knock(home: &Path) -> UnixStream {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match UnixStream::connect(socket(home)) {
            Ok(stream) => return stream,
            Err(error) => assert!(Instant::now() < deadline, "{error}"),
        }
        std::thread::park_timeout(Duration::from_millis(10));
    }
}

const HELLO: &[u8] = b"{\"ask\":\"hello\",\"version\":1,\"role\":\"speaker\"}\n";

/// Reads to the end, which must come.
fn hears(mut stream: &UnixStream) -> String {
    stream.set_read_timeout(Some(PATIENCE)).expect("can be set");
    let mut text = Vec::new();
    let mut bytes = [0; 4096];
    loop {
        match stream.read(&mut bytes) {
            Ok(0) => break,
            Ok(count) => text.extend_from_slice(&bytes[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
            Err(error) => panic!("is not dropped: {error}"),
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

fn log(home: &Path) -> String {
    fs::read_to_string(folder(home).join("present.log")).expect("there is a log")
}

/// Waits for a word in the log.
fn wait_for_log(home: &Path, text: &str) {
    let deadline = Instant::now() + PATIENCE;
    while !log(home).contains(text) {
        assert!(Instant::now() < deadline, "never in the log: {text}\n{}", log(home));
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

#[test]
fn both_are_in_step_and_either_drives() {
    let home = home();
    let mut notes = start(home.path(), &["notes"]);
    notes.wait_for("Waiting for");
    let mut projector = projector(home.path());
    notes.wait_for("1 of 9");
    notes.wait_for("The audience sees");
    let mut quickest = PATIENCE;
    for scene in [2, 3, 2, 4, 2, 5] {
        projector.send(&format!("g{scene}\r"));
        projector.wait_for(&format!("{scene} of 9"));
        quickest = quickest.min(notes.wait_for(&format!("{scene} of 9")));
    }
    // Of several moves one is not held up by whatever else the machine does.
    assert!(quickest < Duration::from_millis(200), "{quickest:?}");
    notes.send("g2\r");
    projector.wait_for("2 of 9");
    notes.send(PAGE_DOWN);
    projector.wait_for("Which call does the store make first?");
    notes.wait_for("The answer: support-A.StoreLogoffTransports");
    notes.wait_for("A XP1-logon.TransportNotify");
    notes.send("12\r7");
    projector.wait_for("19 hands");
    notes.wait_for("A XP1-logon.TransportNotify · 12");
    notes.send("b");
    notes.wait_for("The screen is blank");
    projector.wait("blank", |screen| screen.contents().trim().is_empty());
    notes.send("b");
    projector.wait_for("19 hands");
    notes.send("x");
    projector.wait_for("What if?");
    notes.wait_for("Which thread runs next?");
    notes.send(F5);
    projector.wait_for("19 hands");
    notes.send("s");
    projector.wait_for("✓  E");
}

/// A lesson of our own, which is written anew while it is shown.
const STEPS: &str = "format: 1
title: Steps
goal: You can say what follows.
minutes: 5
run: {path: store-logoff, world: plain, options: {provider: eager}}
scenes:
  - id: one
    at: {start: true}
    say: Here it begins.
    cite: []
  - id: two
    at: {call: StoreLogoff, object: store-A}
    say: The store was asked.
    cite: []
    predict:
      next_call: store-A
      ask: Which call comes next?
      why: The wish goes on.
  - id: three
    at: {call: StoreLogoffTransports, object: support-A}
    say: MAPI was asked.
    cite: []
  - id: four
    at: {end: true}
    say: It is over.
    cite: []
close:
  say: This was all.
  cite: []
";

/// What is done, and what shows then on the projector and in the notes.
type Move<'a> = (&'static str, &'a str, &'a str, &'a str);

/// Whether a text is on a screen; one that begins with `no`: whether it is not; none: whether
/// nothing is.
fn shows(screen: &str, text: &str) -> bool {
    match text.strip_prefix("no ") {
        Some(text) => !screen.contains(text),
        None if text.is_empty() => screen.trim().is_empty(),
        None => screen.contains(text),
    }
}

/// Every kind of move, driven from both ends, in turns. Of several times the quickest counts: it is
/// not held up by whatever else the machine does.
#[test]
fn both_are_in_step_at_every_kind_of_move() {
    let home = home();
    let file = home.path().join("steps.yaml");
    let mut notes = start(home.path(), &["notes"]);
    let mut quickest = std::collections::BTreeMap::new();
    for round in 0..6 {
        // Each time a talk of its own: what was answered is not asked again.
        fs::write(&file, STEPS).expect("is written");
        let mut projector = start(home.path(), &["present", "steps.yaml"]);
        projector.wait_for("1 of 4");
        notes.wait_for("not started");
        let digits = format!("\x7f\x7f1{round}");
        let (hands, count) = (format!("1{round} hands"), format!("\u{b7} 1{round}"));
        let moves: [Move<'_>; 15] = [
            ("scene by number", "g3\r", "3 of 4", "3 of 4"),
            ("next scene", "\r", "4 of 4", "4 of 4"),
            ("scene before", "g2\r", "2 of 4", "2 of 4"),
            ("question", PAGE_DOWN, "Which call comes next?", "Which call comes next?"),
            ("hands", &digits, &hands, &count),
            ("blank", "b", "", "The screen is blank"),
            ("and back", "b", &hands, "no The screen is blank"),
            ("what if?", "x", "Which thread runs next?", "Which thread runs next?"),
            ("detour", "\r", "What if: ", "This is a detour"),
            ("on in it", PAGE_DOWN, "The what-if begins", "The what-if begins"),
            ("to the place", F5, &hands, "no This is a detour"),
            ("answer", "s", "The answer", "\u{2713}"),
            ("explanation", PAGE_DOWN, "The wish goes on", "The wish goes on"),
            ("back", PAGE_UP, "Which call comes next?", "Which call comes next?"),
            ("first scene", "g1\r", "1 of 4", "1 of 4"),
        ];
        for (name, keys, on_screen, in_notes) in moves {
            let driver = if round % 2 == 0 { &mut projector } else { &mut notes };
            driver.send(keys);
            projector.wait(name, |screen| shows(&screen.contents(), on_screen));
            let behind = notes.wait(name, |screen| shows(&screen.contents(), in_notes));
            let best = quickest.entry((name, round % 2)).or_insert(behind);
            *best = behind.min(*best);
        }
        let title = format!("Saved {round} times");
        fs::write(&file, STEPS.replace("Steps", &title)).expect("is written");
        projector.wait_for(&title);
        let behind = notes.wait_for(&title);
        let best = quickest.entry(("saved", 0)).or_insert(behind);
        *best = behind.min(*best);
        projector.send("qq");
        projector.end();
    }
    for (name, behind) in quickest {
        println!("{name:?}: {behind:?}");
        assert!(behind < Duration::from_millis(200), "{name:?}: {behind:?}");
    }
}

#[test]
fn notes_may_come_and_go_and_the_time_goes_on() {
    let home = home();
    let mut projector = projector(home.path());
    let mut notes = start(home.path(), &["notes"]);
    notes.wait_for("not started");
    projector.send(PAGE_DOWN);
    notes.wait_for("0:01 / 10:00");
    notes.send("q");
    assert_eq!(notes.end(), Some(0));
    std::thread::park_timeout(Duration::from_millis(1500));
    let mut notes = start(home.path(), &["notes"]);
    notes.wait_for("2 of 9");
    assert!(
        !["0:00 /", "0:01 /"].iter().any(|time| notes.screen().contains(time)),
        "{}",
        notes.screen()
    );
    projector.send("qq");
    assert_eq!(projector.end(), Some(0));
    notes.wait_for("The talk is over");
    assert!(!socket(home.path()).exists() && !folder(home.path()).join("talk.json").exists());
    let _again = self::projector(home.path());
    notes.wait_for("1 of 9");
}

/// How often all threads of a process have gone to sleep so far.
#[cfg(target_os = "linux")]
fn sleeps(terminal: &Terminal) -> u64 {
    let tasks = format!("/proc/{}/task", terminal.child.process_id().expect("runs"));
    let status =
        |task: fs::DirEntry| fs::read_to_string(task.path().join("status")).unwrap_or_default();
    let count = |text: String| {
        let line = text.lines().find_map(|line| {
            line.strip_prefix("voluntary_ctxt_switches:").map(str::trim).map(str::to_owned)
        });
        line.and_then(|count| count.parse::<u64>().ok()).unwrap_or(0)
    };
    fs::read_dir(tasks).expect("is there").flatten().map(status).map(count).sum()
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_but_the_heartbeat_wakes_the_stage() {
    let home = home();
    let mut projector = projector(home.path());
    let mut notes = start(home.path(), &["notes"]);
    projector.send(PAGE_DOWN);
    notes.wait_for("2 of 9");
    std::thread::park_timeout(Duration::from_millis(1500));
    let before = sleeps(&projector);
    std::thread::park_timeout(Duration::from_secs(5));
    let woken = sleeps(&projector) - before;
    assert!((4..=7).contains(&woken), "{woken} times in 5 s");
}

#[test]
fn only_the_user_can_come_in() {
    let home = home();
    let _projector = projector(home.path());
    let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
    assert_eq!((mode(&folder(home.path())), mode(&socket(home.path()))), (0o700, 0o600));
}

#[test]
fn a_second_projector_says_so_and_leaves_the_first_alone() {
    let home = home();
    let mut first = projector(home.path());
    knock(home.path()).write_all(b"?\n").expect("is sent");
    wait_for_log(home.path(), "not part of the protocol");
    let mut second = start(home.path(), &["present", "03"]);
    assert_eq!(second.end(), Some(2));
    second.wait_for("a talk is already running on this machine");
    assert!(log(home.path()).contains("not part of the protocol"), "the log is the first one's");
    goes_on(&mut first);
    let mut notes = start(home.path(), &["notes"]);
    notes.wait_for("The orderly logoff");
}

#[test]
fn a_projector_that_was_killed_comes_back_at_its_place() {
    let home = home();
    let mut notes = start(home.path(), &["notes"]);
    let mut projector = projector(home.path());
    projector.send("5\r");
    notes.wait_for("5 of 9");
    notes.wait_for("0:01 / 10:00");
    let deadline = Instant::now() + PATIENCE;
    while !fs::read_to_string(folder(home.path()).join("talk.json"))
        .is_ok_and(|text| text.contains("\"scene\":5"))
    {
        assert!(Instant::now() < deadline, "the place is kept");
        std::thread::park_timeout(Duration::from_millis(10));
    }
    projector.child.kill().expect("kills");
    projector.child.wait().expect("is over");
    notes.wait_for("is not responding");
    assert!(socket(home.path()).exists(), "nobody took it away");
    let mut again = start(home.path(), &["present", "02"]);
    again.wait_for("5 of 9");
    again.wait_for("continues where it was interrupted");
    let begun = Instant::now();
    while notes.screen().contains("is not responding") {
        notes.look(Duration::from_millis(20));
        assert!(begun.elapsed() < Duration::from_secs(3), "{}", notes.screen());
    }
    notes.wait_for("5 of 9");
    assert!(!notes.screen().contains("0:00 /"), "the time went on: {}", notes.screen());
}

#[test]
fn without_a_place_to_meet_the_talk_goes_on_without_notes() {
    let home = home();
    fs::create_dir_all(home.path().join(".local/state")).expect("is made");
    fs::write(folder(home.path()), "not a folder").expect("is written");
    let mut projector = projector(home.path());
    projector.wait_for("Speaker notes are not available");
    goes_on(&mut projector);
    projector.send("qq");
    assert_eq!(projector.end(), Some(0));
}

#[test]
fn the_pointer_is_set_from_the_notes_and_the_next_step_takes_it_away() {
    let home = home();
    let mut projector = projector(home.path());
    let mut notes = start(home.path(), &["notes"]);
    notes.wait_for("1 of 9");
    notes.send("m");
    projector.wait_for("»");
    notes.wait_for("You are pointing at");
    let before = projector.screen();
    notes.send("j");
    projector
        .wait("it moves", |screen| screen.contents() != before && screen.contents().contains('»'));
    notes.send(PAGE_DOWN);
    projector.wait("it is gone", |screen| !screen.contents().contains('»'));
    notes.wait("and there too", |screen| !screen.contents().contains("You are pointing at"));
}
