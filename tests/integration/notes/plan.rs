//! The plan of 45 minutes from its first key to its last, with both programs in real terminals.

use std::path::Path;
use std::time::Duration;

use super::{F5, PAGE_DOWN, PAGE_UP, folder, home};
use crate::harness::terminal::Terminal;

/// A language and what its screens say.
struct Told {
    lang: &'static str,
    question: &'static str,
    own: &'static str,
    choice: &'static str,
    last: &'static str,
    items: &'static str,
    over: &'static str,
    taken_up: &'static str,
}

const TOLD: [Told; 2] = [
    Told {
        lang: "en",
        question: "─ Question ─",
        own: "A question for you",
        choice: "─ Your choice ─",
        last: "This is the last item",
        items: "item 1 of 7",
        over: "The talk is over",
        taken_up: "continues where it was interrupted",
    },
    Told {
        lang: "pt-BR",
        question: "─ Pergunta ─",
        own: "Uma pergunta para vocês",
        choice: "─ Sua escolha ─",
        last: "Este é o último item",
        items: "item 1 de 7",
        over: "A apresentação terminou",
        taken_up: "continua de onde parou",
    },
];

fn start(home: &Path, size: (u16, u16), told: &Told, arguments: &[&str]) -> Terminal {
    let arguments = [arguments, &["--reduced-motion", "--lang", told.lang]].concat();
    Terminal::start_in(home, size, &arguments, &[])
}

const PLAN: [&str; 12] = [
    "present",
    "ask",
    "00",
    "02",
    "03",
    "04",
    "07",
    "ask",
    "--minutes",
    "45",
    "--ask",
    "Who takes a row out of the status table? | the provider | MAPI | the client",
];

/// Presses a key and waits until the screen is another one.
fn press(terminal: &mut Terminal, keys: &str) {
    let before = terminal.screen();
    terminal.send(keys);
    terminal.wait(keys, |screen| screen.contents() != before);
}

/// Waits until the screen stays as it is.
fn settle(terminal: &mut Terminal) {
    loop {
        let before = terminal.screen();
        terminal.look(Duration::from_millis(150));
        if terminal.screen() == before {
            return;
        }
    }
}

fn follow_the_plan(size: (u16, u16), told: &Told) {
    let home = home();
    let mut notes = start(home.path(), size, told, &["notes"]);
    let mut projector = start(home.path(), size, told, &PLAN);
    notes.wait_for(told.items);
    notes.wait_for("/ 45:00");
    let mut questions = 0;
    for presses in 0.. {
        assert!(presses < 600, "does not end\n{}", projector.screen());
        // What the key before made may have come in parts, the hint line last.
        if projector.screen().contains(told.last) {
            break;
        }
        // The speaker drives from either end.
        let asks = [told.question, told.own, told.choice];
        let is_question = asks.iter().any(|asks| projector.screen().contains(asks));
        if is_question {
            questions += 1;
            press(&mut projector, "12\r5");
            // The clicker is for what all of these keys have made of the screen.
            settle(&mut projector);
        }
        if presses % 40 == 20 {
            let before = projector.screen();
            notes.send(PAGE_DOWN);
            projector.wait("the notes lead on", |screen| screen.contents() != before);
        } else {
            press(&mut projector, PAGE_DOWN);
        }
        assert!(!projector.screen().contains("$ "), "no shell in between");
    }
    assert!(questions >= 10, "{questions} questions");
    notes.wait_for(told.last);
    projector.send("qq");
    assert_eq!(projector.end(), Some(0));
    notes.wait_for(told.over);
    assert!(!folder(home.path()).join("talk.json").exists(), "it ended well");
    notes.send("q");
    assert_eq!(notes.end(), Some(0));
}

#[test]
fn the_plan_is_followed_with_the_clicker_in_a_small_window() {
    TOLD.iter().for_each(|told| follow_the_plan((80, 24), told));
}

#[test]
fn the_plan_is_followed_with_the_clicker_in_a_usual_window() {
    TOLD.iter().for_each(|told| follow_the_plan((100, 30), told));
}

#[test]
fn the_plan_is_followed_with_the_clicker_in_a_large_window() {
    TOLD.iter().for_each(|told| follow_the_plan((160, 45), told));
}

#[test]
fn a_talk_that_is_left_by_ctrl_c_or_whose_window_is_closed_is_taken_up() {
    let told = &TOLD[0];
    let home = home();
    for way in ["key", "window"] {
        let mut projector = start(home.path(), (100, 30), told, &PLAN);
        if way == "window" {
            projector.wait_for(told.taken_up);
            projector.send("[");
        } else {
            projector.wait_for("A question for you");
            projector.send("]");
        }
        projector.send("]3\r");
        projector.wait_for("3 of ");
        projector.send("x");
        projector.wait_for("What if?");
        if way == "key" {
            projector.send("\x03");
            projector.wait_for("Ctrl-C again");
            projector.send("\x03");
            projector.end();
        } else {
            projector.signal("-HUP");
            projector.end();
        }
    }
    let mut again = start(home.path(), (100, 30), told, &PLAN);
    again.wait_for(told.taken_up);
    again.wait_for("The orderly logoff");
    again.wait_for("3 of ");
    press(&mut again, PAGE_DOWN);
    press(&mut again, PAGE_UP);
    press(&mut again, "\x1b");
    press(&mut again, F5);
    again.send("qq");
    assert_eq!(again.end(), Some(0));
}

#[test]
fn what_is_wrong_with_a_list_is_said_at_once_and_of_all_items() {
    let home = home();
    let told = &TOLD[0];
    let mut wrong = start(home.path(), (100, 30), told, &["present", "00", "0x", "99", "02"]);
    wrong.wait_for("0x");
    wrong.wait_for("99");
    assert_eq!(wrong.end(), Some(66));
    let arguments = ["present", "00", "02", "--flag", "quiet"];
    let mut wrong = start(home.path(), (100, 30), told, &arguments);
    wrong.wait_for("options apply to one run only");
    assert_eq!(wrong.end(), Some(2));
    let forty = format!("Who?{}", " | a".repeat(40));
    let arguments = ["present", "ask", "00", "--ask", "Who?", "--ask", &forty];
    let mut wrong = start(home.path(), (100, 30), told, &arguments);
    wrong.wait_for("this one has 0");
    wrong.wait_for("this one has 40");
    assert_eq!(wrong.end(), Some(2));
    let mut wrong = start(home.path(), (100, 30), told, &["present", "ask", "00"]);
    wrong.wait_for("there is no question ask");
    assert_eq!(wrong.end(), Some(2));
}

#[test]
fn a_file_that_vanishes_during_the_talk_is_still_shown() {
    let (home, told) = (home(), &TOLD[0]);
    let file = home.path().join("steps.yaml");
    std::fs::write(&file, super::STEPS).expect("is written");
    let mut notes = start(home.path(), (100, 30), told, &["notes"]);
    let arguments = ["present", "00", "steps.yaml", "02"];
    let mut projector = start(home.path(), (100, 30), told, &arguments);
    notes.wait_for("item 1 of 3");
    let before = projector.screen();
    std::fs::remove_file(&file).expect("is removed");
    notes.wait_for("steps.yaml");
    assert_eq!(projector.screen(), before, "the audience sees nothing of it");
    notes.send("]");
    projector.wait_for("Here it begins");
    notes.wait_for("item 2 of 3");
    notes.send("]");
    projector.wait_for("The orderly logoff");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_does_not_stop_a_talk() {
    let (home, told) = (home(), &TOLD[0]);
    let arguments = ["present", "00", "02", "--log", "/dev/full"];
    let mut projector = start(home.path(), (100, 30), told, &arguments);
    projector.wait_for("There is no log");
    press(&mut projector, PAGE_DOWN);
    projector.send("]");
    projector.wait_for("The orderly logoff");
}
