//! The speaker's notes.

use mapi_teardown::text::Lang;
use mapi_teardown::tui::Model;
use mapi_teardown::tui::content::situation::situation;
use mapi_teardown::tui::message::Effect;
use mapi_teardown::tui::update::notes;
use mapi_teardown::tui::update::talk::perform;
use mapi_teardown::workshop::RemoteCommand;
use mapi_teardown::workshop::notes_link::{Heard, LinkState};

use super::{lesson, scene, speaker};
use crate::harness::screen::{picture, press};

#[test]
fn the_notes_ask_what_the_projector_would_do() {
    let mut model = lesson("02", Lang::En, (80, 24));
    let ask = |model: &mut Model, keys: &str| {
        for key in keys.split_whitespace() {
            let mut notes = speaker(model, Lang::En, (100, 30));
            if let Some(Effect::Ask(what)) = press(&mut notes, key) {
                perform(model, what);
            }
        }
    };
    ask(&mut model, "PgDn PgDn 9 Enter 3 b");
    let now = situation(&model);
    assert!(now.blank);
    let poll = now.poll.expect("a question");
    assert_eq!((poll.options[0].count, poll.options[1].count), (Some(9), Some(3)));
    ask(&mut model, "b PgDn");
    assert!(situation(&model).poll.is_some_and(|poll| poll.revealed));
    ask(&mut model, "x");
    assert!(situation(&model).sheet);
    ask(&mut model, "Down Down Down Down Down Down Down Down Down Down Down Down");
    let notes = picture(&speaker(&model, Lang::En, (80, 24)));
    assert!(notes.contains('▌'), "the selected line is there\n{notes}");
    ask(&mut model, "Up F5");
    assert!(!situation(&model).sheet);
    perform(&mut model, RemoteCommand::Scene(6));
    assert_eq!(scene(&model), 6);
    perform(&mut model, RemoteCommand::Scene(u32::MAX));
    assert_eq!(scene(&model), 6);
}

#[test]
fn notes_are_scrolled_and_followers_have_none() {
    let mut model = lesson("02", Lang::En, (80, 24));
    press(&mut model, "PgDn PgDn");
    let mut now = situation(&model);
    if let Some(speaker) = &mut now.speaker {
        speaker.notes =
            (0..60).map(|number| format!("line {number}")).collect::<Vec<_>>().join("\n\n");
    }
    let mut notes = speaker(&model, Lang::En, (100, 30));
    notes::hear(&mut notes, Heard { standing: LinkState::Here, now: Some(now.clone()) });
    assert!(picture(&notes).contains("line 0 ") && !picture(&notes).contains("line 40"));
    (0..40).for_each(|_| drop(press(&mut notes, "Down")));
    assert!(!picture(&notes).contains("line 0 ") && picture(&notes).contains("line 40"));
    notes::hear(&mut notes, Heard { standing: LinkState::Waiting, now: Some(now.clone()) });
    assert!(
        picture(&notes).contains("line 40") && picture(&notes).contains("is not responding"),
        "the place stays"
    );
    assert_eq!(now.for_followers().speaker, None);
}

#[test]
fn the_notes_say_what_digits_do_now_and_letters_and_late_hands_arrive() {
    let mut model = lesson("02", Lang::En, (80, 24));
    let footer = |model: &Model| {
        let notes = picture(&speaker(model, Lang::En, (100, 30)));
        notes.lines().last().expect("a footer").to_owned()
    };
    assert!(footer(&model).contains("0-9 to scene"), "{}", footer(&model));
    press(&mut model, "PgDn PgDn");
    assert!(footer(&model).contains("0-9 hands"), "{}", footer(&model));
    perform(&mut model, RemoteCommand::Option(2));
    perform(&mut model, RemoteCommand::Digit(8));
    assert_eq!(situation(&model).poll.map(|poll| poll.options[2].count), Some(Some(8)));
    perform(&mut model, RemoteCommand::Reveal);
    assert!(!footer(&model).contains("0-9"), "{}", footer(&model));
    let before = (scene(&model), situation(&model).poll);
    perform(&mut model, RemoteCommand::Digit(5));
    perform(&mut model, RemoteCommand::Enter);
    assert_eq!((scene(&model), situation(&model).poll), before, "it moves nothing");
    let told = situation(&model).speaker.map(|speaker| speaker.notice).unwrap_or_default();
    assert!(told.contains("nothing was counted"), "the speaker is told: {told}");
}

#[test]
fn the_help_begins_with_the_keys_of_this_place() {
    let first = |shown: &str, title: &str, key: &str| {
        let rows: Vec<&str> = shown.lines().collect();
        let at = rows.iter().position(|row| row.contains(title)).expect("its own keys");
        assert!(at <= 3, "{shown}");
        assert!(rows[at + 1..].iter().any(|row| row.contains(key)), "{shown}");
    };
    let mut model = lesson("02", Lang::En, (80, 24));
    let notes = speaker(&model, Lang::En, (80, 24));
    press(&mut model, "?");
    first(&picture(&model), "Here, on the projector", "PgDn");
    press(&mut model, "Esc PgDn PgDn ?");
    first(&picture(&model), "Here, on the projector", "enter the hands");
    let mut notes = notes;
    press(&mut notes, "?");
    first(&picture(&notes), "Here, in the notes", "PgDn");
}
