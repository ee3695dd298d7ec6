//! The pointer: a line of the projector that is marked for the room.

use mapi_teardown::text::Lang;
use mapi_teardown::tui::content::situation::situation;
use mapi_teardown::tui::message::{Effect, Message};
use mapi_teardown::tui::update::talk::{begin_talk, perform};
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, Depth, Model, Settings, Start};
use mapi_teardown::workshop::RemoteCommand;
use ratatui::style::Modifier;

use super::{SIZES, lesson, path, settings, speaker};
use crate::harness::screen::{picture, press};

const RUN: &str = "store-logoff:world=busy";

/// The text between the two signs of the one line that is marked; all of it has to be reversed.
fn marked(model: &Model, signs: [&str; 2]) -> Option<String> {
    let (columns, rows) = model.size;
    let buffer = tui::render(model, columns, rows);
    let mut found = None;
    for y in 1..rows - 2 {
        let reversed = |x: &u16| buffer[(*x, y)].modifier.contains(Modifier::REVERSED);
        let Some(from) = (0..columns).find(reversed) else { continue };
        let wide = (from..columns).take_while(reversed).count() as u16;
        let sign = |x: u16| buffer[(x, y)].symbol();
        assert_eq!([sign(from - 1), sign(from + wide)], signs, "{}", picture(model));
        let text: String = (from..from + wide).map(sign).collect();
        assert_eq!(found.replace(text.trim().to_owned()), None, "two\n{}", picture(model));
    }
    found
}

fn pointed(model: &Model) -> Option<String> {
    let text = marked(model, ["»", "«"]);
    assert_eq!(situation(model).pointer, text, "what the notes are told");
    text
}

#[test]
fn it_begins_at_the_statement_that_ran_and_visits_every_line() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in [(80, 24), (100, 30), (120, 36), (160, 45)] {
            let mut model = path(RUN, lang, size);
            press(&mut model, "4 0 Enter");
            let before = picture(&model);
            assert_eq!(pointed(&model), None);
            press(&mut model, "m");
            let first = pointed(&model).expect("a line");
            assert!(first.starts_with("• "), "{size:?} {first}");
            let mut lines = vec![first.clone()];
            let mut places = vec![picture(&model)];
            loop {
                press(&mut model, "j");
                if picture(&model) == places[0] {
                    break;
                }
                assert!(!places.contains(&picture(&model)), "goes round");
                places.push(picture(&model));
                lines.push(pointed(&model).expect("a line"));
            }
            for part in ["R4", "UIDs", "store-A", "item 2"] {
                assert!(lines.iter().any(|line| line.contains(part)), "{part} {lines:#?}");
            }
            press(&mut model, "Up");
            assert_eq!(pointed(&model).as_ref(), lines.last());
            press(&mut model, "Down");
            assert_eq!(pointed(&model), Some(first));
            press(&mut model, "m");
            assert_eq!((pointed(&model), picture(&model)), (None, before));
        }
    }
}

#[test]
fn the_picture_of_it() {
    for size in SIZES {
        let mut model = path(RUN, Lang::En, size);
        press(&mut model, "4 0 Enter m j");
        insta::assert_snapshot!(
            format!("present-pointer-en-{}x{}", size.0, size.1),
            picture(&model)
        );
    }
}

#[test]
fn it_is_there_without_colour_and_in_ascii() {
    let settings = Settings { depth: Depth::None, ..settings(Lang::En, true) };
    let run = mapi_teardown::scenario::RunOptions::parse(RUN).expect("a run");
    let mut model = tui::model(Start::Run(run), &settings);
    begin_talk(&mut model, None);
    update(&mut model, Message::Resize(80, 24));
    press(&mut model, "4 0 Enter m");
    assert!(marked(&model, ["[", "]"]).is_some_and(|line| line.starts_with("* ")));
    assert!(picture(&model).is_ascii());
}

#[test]
fn the_next_step_takes_it_away_and_escape_only_that() {
    let mut model = path(RUN, Lang::En, (100, 30));
    for keys in ["PgDn", "PgUp", "4 Enter", "Tab", "x Esc", "p Esc", "F5"] {
        press(&mut model, "4 0 Enter m");
        assert!(pointed(&model).is_some());
        press(&mut model, keys);
        assert_eq!(pointed(&model), None, "{keys}");
        press(&mut model, "F5");
        model.talk_mut().expect("a talk").ledger = None;
    }
    press(&mut model, "4 0 Enter");
    let before = picture(&model);
    press(&mut model, "m Esc");
    assert_eq!((pointed(&model), picture(&model)), (None, before));
    press(&mut model, "m b");
    assert_eq!(picture(&model).trim(), "");
    press(&mut model, "PgDn");
    assert!(pointed(&model).is_some(), "the key only brought the screen back");
    update(&mut model, Message::Resize(80, 24));
    assert_eq!(pointed(&model), None, "lines lie elsewhere");
}

#[test]
fn at_a_question_the_arrows_move_it_and_a_digit_counts_hands() {
    let mut model = lesson("02", Lang::En, (80, 24));
    press(&mut model, "PgDn PgDn");
    let poll = situation(&model).poll;
    press(&mut model, "m Up");
    let last = pointed(&model).expect("a line");
    press(&mut model, "Up");
    assert_ne!(pointed(&model), Some(last));
    assert_eq!(situation(&model).poll, poll, "no hands moved");
    press(&mut model, "7");
    assert_eq!(pointed(&model), None);
    assert_eq!(situation(&model).poll.and_then(|poll| poll.options[0].count), Some(7));
    press(&mut model, "Down");
    assert_eq!(situation(&model).poll.map(|poll| poll.at), Some(1));
}

#[test]
fn a_click_sets_it_and_the_wheel_moves_it() {
    for size in SIZES {
        let mut model = path(RUN, Lang::En, size);
        press(&mut model, "4 0 Enter");
        assert_eq!(press(&mut model, "M"), Some(Effect::Mouse(true)));
        let rows: Vec<String> = picture(&model).lines().map(str::to_owned).collect();
        let y = rows.iter().rposition(|row| row.contains("UIDs ")).expect("a ledger");
        let x = rows[y][..rows[y].find("UIDs ").expect("there")].chars().count();
        let place = (x as u16, y as u16);
        update(&mut model, Message::Click(place.0, place.1));
        assert!(pointed(&model).is_some_and(|line| line.contains("UIDs ")));
        let focus = model.focused_ledger();
        update(&mut model, Message::Wheel(true, place));
        assert!(pointed(&model).is_some_and(|line| !line.contains("UIDs ")));
        update(&mut model, Message::Wheel(false, place));
        assert!(pointed(&model).is_some_and(|line| line.contains("UIDs ")));
        update(&mut model, Message::Click(place.0, place.1));
        assert_eq!(pointed(&model), None, "again");
        update(&mut model, Message::Click(place.0, place.1));
        update(&mut model, Message::Click(0, size.1 - 2));
        assert_eq!(pointed(&model), None, "the timeline is no line");
        update(&mut model, Message::Wheel(false, place));
        assert_eq!((pointed(&model), model.focused_ledger()), (None, focus));
    }
}

#[test]
fn the_notes_set_and_move_it_and_say_where_it_is() {
    for (lang, says) in
        [(Lang::En, "You are pointing at"), (Lang::PtBr, "Você está apontando para")]
    {
        let mut model = path(RUN, lang, (80, 24));
        press(&mut model, "4 0 Enter");
        let ask = |model: &mut Model, key: &str| {
            let mut notes = speaker(model, lang, (100, 30));
            match press(&mut notes, key) {
                Some(Effect::Ask(what)) => drop(perform(model, what)),
                _ => panic!("{key} asks for nothing"),
            }
        };
        ask(&mut model, "m");
        let first = pointed(&model).expect("a line");
        ask(&mut model, "j");
        let second = pointed(&model).expect("a line");
        assert_ne!(first, second);
        let notes = picture(&speaker(&model, lang, (100, 30)));
        assert!(notes.contains(says), "{notes}");
        assert_eq!(situation(&model).for_followers().pointer, Some(second));
        ask(&mut model, "k");
        assert_eq!(pointed(&model), Some(first));
        perform(&mut model, RemoteCommand::Scene(41));
        assert_eq!(pointed(&model), None);
        perform(&mut model, RemoteCommand::Pointer);
        perform(&mut model, RemoteCommand::Pointer);
        assert_eq!(pointed(&model), None);
        press(&mut model, "Esc");
        perform(&mut model, RemoteCommand::Pointer);
        let told = situation(&model).speaker.expect("for the speaker").notice;
        assert!(told.contains("F5"), "{told}");
    }
}
