//! The real program in a real pseudo-terminal: what a person would see after these keys, and what
//! is left of the terminal afterwards.
//!
//! Every wait is for something to appear, with a deadline that a loaded machine meets; nothing
//! sleeps and hopes.

mod ends;
mod script;

use std::path::Path;

use super::harness::terminal::Terminal;

const TITLES: [&str; 4] = ["Status table", "MAPIUIDs", "Open objects", "Transports"];

#[test]
fn four_panels_show_at_both_sizes() {
    for (cols, rows) in [(120, 36), (80, 24)] {
        let mut terminal = Terminal::start((cols, rows), &["store-logoff"]);
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
    let mut terminal = Terminal::start((120, 36), &["--reduced-motion"]);
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
    let mut terminal = Terminal::start((80, 24), &["--reduced-motion"]);
    terminal.wait_for("First time here?");
    terminal.send("\r");
    terminal.wait_for("1 of 6");
    terminal.send("\r");
    terminal.wait_for("2 of 6");
    terminal.send("\r");
    terminal.wait_for("Which row will be removed from the status table?");
    terminal.send("d");
    terminal.wait_for("d [*] R4");
    terminal.send("\r");
    terminal.wait_for("Right: R4");
    terminal.send("\x1b[C");
    terminal.wait_for("Explanation");
    for title in TITLES {
        terminal.wait_for(title);
    }
    terminal.send("\r");
    terminal.wait_for("4 of 6");
    // The last scene, not a beat "45 of 52": its run is at its end.
    terminal.send("\r");
    terminal.wait_for("beat 52 of 52");
    let kept = terminal.home.join(".local/share/teardown/progress.txt");
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
    let mut terminal = Terminal::start((120, 36), &["store-logoff", "--reduced-motion"]);
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
    let mut terminal = Terminal::start((120, 36), &["store-logoff"]);
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
fn a_burst_of_keys_is_taken_whole() {
    let mut terminal = Terminal::start((80, 24), &["session-logoff"]);
    terminal.wait_for("Open objects");
    // More than a read of the terminal takes at once, and an end behind it.
    terminal.send(&"\x1b[C\x1b[D".repeat(400));
    terminal.send("\x03");
    assert_eq!(terminal.end(), Some(130));
    let mut terminal = Terminal::start((80, 24), &["session-logoff"]);
    terminal.wait_for("Open objects");
    terminal.send(&"\x1b[C".repeat(60));
    terminal.send(&"\x1b[C\x1b[D".repeat(400));
    terminal.wait("beat 60", |screen| beat(screen).is_some_and(|(at, _)| at == 60));
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
}

#[test]
fn a_lesson_plays_by_itself_answers_its_questions_and_ends() {
    let mut terminal = Terminal::start((80, 24), &["00-tour", "--play", "--speed", "30"]);
    terminal.wait_for("Playing. Press p to pause");
    terminal.wait_for("Which row will be removed from the status table?");
    terminal.wait_for("Right: R4");
    terminal.wait_for("6 of 6");
    assert_eq!(terminal.end(), Some(0));
    let kept = terminal.home.join(".local/share/teardown/progress.txt");
    assert!(!kept.exists(), "what the machine answers is nobody's progress");
}

#[test]
fn a_loop_begins_again_until_a_key_takes_over() {
    let mut terminal = Terminal::start(
        (80, 24),
        &["store-logoff:world=plain", "--play", "--loop", "--speed", "60", "--reduced-motion"],
    );
    for _ in 0..2 {
        terminal.wait("the end", |screen| beat(screen).is_some_and(|(at, all)| at == all));
        terminal
            .wait("the start again", |screen| beat(screen).is_some_and(|(at, all)| at < all / 2));
    }
    terminal.send("?");
    terminal.wait_for("Symbols");
    terminal.send("\x1b");
    terminal.wait("no sheet", |screen| !screen.contents().contains("Symbols"));
    terminal.send("\x1b[H");
    terminal.wait("the start", |screen| beat(screen).is_some_and(|(at, _)| at == 0));
    terminal.send("\x1b[C");
    terminal.wait("the first beat", |screen| beat(screen).is_some_and(|(at, _)| at == 1));
    terminal.send("q");
    assert_eq!(terminal.end(), Some(0));
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
        Terminal::start((120, 36), &["--reduced-motion", path.to_str().expect("is text")]);
    terminal.wait_for("This is a debugger for shutdowns.");
    save(&path, &text.replace("Removed entries stay", "Deleted entries stay"));
    terminal.wait_for("Deleted entries stay");
    save(&path, "format: 1\ntitle: [\n");
    terminal.wait_for("this is its last good version");
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
        [(100, "states/s", &[][..]), (30, " states,", &[("NO_COLOR", "1")][..])]
    {
        let mut terminal =
            Terminal::start_with((cols, 200), &["explore", "any-client:world=busy"], environment);
        terminal.wait("progress", |screen| screen.contents().contains(progress));
        let lines = terminal.screen().lines().filter(|line| !line.trim().is_empty()).count();
        assert_eq!(lines, 1, "{}", terminal.screen());
        terminal.send("\x03");
        assert_eq!(terminal.end(), Some(130));
        terminal.wait_for("Incomplete: interrupted.");
    }
}
