//! A lesson that is saved, chosen again, left and gone on with.

use std::sync::Arc;

use mapi_teardown::lesson::progress::Progress;
use mapi_teardown::lesson::{Lesson, LessonRun};
use mapi_teardown::text::Lang;
use mapi_teardown::tui;
use mapi_teardown::tui::keymap::Key;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::model::lesson::CardPhase;
use mapi_teardown::tui::model::sheet::SheetKind;
use mapi_teardown::tui::update::{lesson as play, reload, update};
use mapi_teardown::tui::{Model, Settings, Start};

use super::{SIZES, answer, home, phase};
use crate::harness::screen::{picture, press_key, rows};

fn run_of(text: &str) -> Result<LessonRun, Vec<mapi_teardown::diagnostic::Diagnostic>> {
    let source =
        mapi_teardown::lesson::LessonSource::from_bytes("mine.yaml", text.as_bytes().to_vec())
            .map_err(|it| vec![it])?;
    LessonRun::new(Arc::new(Lesson::parse(source)?))
}

#[test]
fn a_saved_lesson_shows_its_first_changed_scene_and_a_broken_one_its_errors() {
    let text = mapi_teardown::lesson::library::bundled("00-tour").expect("is bundled").text;
    let mut model = home(Lang::En, (80, 24));
    play::start(&mut model, run_of(&text).expect("a lesson"));
    reload::reload(&mut model, run_of("format: 1\ntitle: [\n"));
    assert!(picture(&model).contains("mine.yaml:"), "{}", picture(&model));
    let changed = text.replace("Removed entries stay", "Deleted entries stay");
    assert_ne!(changed, text);
    reload::reload(&mut model, run_of(&changed));
    let shown = picture(&model);
    assert!(model.overlays.is_empty() && shown.contains("Deleted entries stay"), "{shown}");
}

/// Lesson 06 at its choice.
fn at_choice(lang: Lang, size: (u16, u16)) -> Model {
    let mut model = begun("06", Progress::default());
    model.lang = lang;
    update(&mut model, Message::Resize(size.0, size.1));
    (0..10).for_each(|_| {
        match phase(&model) {
            CardPhase::Choosing => {}
            // The question that asks why comes first.
            CardPhase::Asking => drop(press_key(&mut model, Key::Char('S'))),
            _ => drop(press_key(&mut model, Key::Enter)),
        }
    });
    assert_eq!(phase(&model), CardPhase::Choosing);
    model
}

pub(super) fn way(model: &Model) -> Option<&str> {
    model.any_lesson().expect("a lesson").course.way()
}

#[test]
fn a_choice_is_taken_again_by_who_goes_back_to_it() {
    for size in SIZES {
        let mut model = at_choice(Lang::En, size);
        press_key(&mut model, Key::Char('d'));
        press_key(&mut model, Key::Enter);
        assert_eq!(
            (way(&model), phase(&model)),
            (Some("abort"), CardPhase::Text),
            "it was chosen, and is not asked again"
        );
        for _ in 0..100 {
            match phase(&model) {
                CardPhase::Asking => answer(&mut model),
                _ if model.overlays.is_empty() => drop(press_key(&mut model, Key::Enter)),
                _ => break,
            }
        }
        (0..2).for_each(|_| assert_eq!(press_key(&mut model, Key::Escape), None));
        let right = model.any_lesson().expect("a lesson").course.score().right;
        assert!(right > 0);

        press_key(&mut model, Key::Home);
        (0..3).for_each(|_| {
            if phase(&model) != CardPhase::Choosing {
                press_key(&mut model, Key::Enter);
            }
        });
        let play = model.any_lesson().expect("a lesson");
        assert_eq!(
            (play.phase, play.cursor),
            (CardPhase::Choosing, 3),
            "with the cursor on the way that was taken\n{}",
            picture(&model)
        );
        press_key(&mut model, Key::Char('c'));
        press_key(&mut model, Key::Enter);
        assert_eq!(way(&model), Some("purge"));
        press_key(&mut model, Key::Right);
        (0..3).for_each(|_| drop(press_key(&mut model, Key::Left)));
        (0..3).for_each(|_| {
            if phase(&model) != CardPhase::Choosing {
                press_key(&mut model, Key::Enter);
            }
        });
        press_key(&mut model, Key::Char('a'));
        press_key(&mut model, Key::Enter);
        assert_eq!(way(&model), None, "the lesson's own run is a way too");
        assert_eq!(
            model.any_lesson().expect("a lesson").course.score().right,
            right,
            "nothing that was answered is lost"
        );
    }
}

/// What is kept of a lesson that is played on the stage.
fn kept(model: &Model) -> Progress {
    let run = &model.any_lesson().expect("a lesson").course;
    Progress::of(run)
}

fn begun(id: &str, known: Progress) -> Model {
    let run = LessonRun::new(Arc::new(Lesson::find(id).expect("bundled"))).expect("runs");
    let settings =
        Settings { reduced_motion: true, kept: known, ..Settings::from_environment(Lang::En) };
    let mut model = tui::model(Start::Lesson(Box::new(run)), &settings);
    update(&mut model, Message::Resize(80, 24));
    model
}

#[test]
fn a_lesson_goes_on_where_it_was_left_or_begins_anew() {
    let mut model = begun("03", Progress::default());
    assert!(model.overlays.is_empty(), "nothing is asked at the first time");
    while phase(&model) != CardPhase::Asking {
        press_key(&mut model, Key::Right);
    }
    let play = model.any_lesson().expect("a lesson");
    let truth = play.truth(play.here().expect("a scene")).expect("a question");
    let wrong = play
        .question(Lang::En)
        .expect("asks")
        .options
        .iter()
        .position(|it| truth.facts.iter().all(|fact| fact.name != *it));
    update(&mut model, Message::Pick(u8::try_from(wrong.expect("one is wrong")).expect("few")));
    press_key(&mut model, Key::Enter);
    answer(model_with_no_picks(&mut model));
    let known = kept(&model);
    let (at, stop) = (
        model.any_lesson().expect("a lesson").at(),
        model.any_lesson().expect("a lesson").course.current(),
    );

    let mut model = begun("03", known.clone());
    assert_eq!(model.overlays.last().expect("is asked").kind, SheetKind::Resume);
    assert!(picture(&model).contains("scene 2 of 7"), "{}", picture(&model));
    // The card's lines, without the line of keys below it.
    let card = |model: &Model| rows(model, (80, 24))[15..23].to_vec();
    let below = card(&model);
    for letter in ('a'..='z').chain('A'..='Z').filter(|letter| *letter != 'q') {
        press_key(&mut model, Key::Char(letter));
        assert_eq!(model.overlays.len(), 1, "{letter} does nothing here");
    }
    assert_eq!(card(&model), below);
    press_key(&mut model, Key::Enter);
    let run = &model.any_lesson().expect("a lesson").course;
    assert!(model.overlays.is_empty());
    assert_eq!(card(&model), below, "the sheet lay above the card, not over it");
    assert_eq!((model.any_lesson().expect("a lesson").at(), run.current()), (at, stop));
    assert_eq!((run.score().right, run.score().attempts), (1, 2));
    assert_eq!(run.recap(Lang::En).len(), 1, "what went wrong is still known");

    let mut model = begun("03", known.clone());
    press_key(&mut model, Key::Down);
    press_key(&mut model, Key::Enter);
    let run = &model.any_lesson().expect("a lesson").course;
    assert!(model.overlays.is_empty() && run.marks().is_empty());
    assert_eq!((run.current(), run.round()), (Some(0), 1));
    let mut both = known;
    both.merge(&kept(&model));
    assert!(both.lessons["03-inside-release"].marks.is_empty(), "a new round forgets the old one");
}

fn model_with_no_picks(model: &mut Model) -> &mut Model {
    if let Some(play) = model.any_lesson_mut() {
        play.picked.clear();
    }
    model
}

#[test]
fn the_card_is_there_at_any_time_and_says_what_the_run_says() {
    let mut model = begun("02", Progress::default());
    press_key(&mut model, Key::Char('m'));
    assert_eq!(model.overlays.last().expect("a card").kind, SheetKind::Card);
    let shown = picture(&model);
    let told: Vec<&str> = shown.split_whitespace().filter(|word| *word != "│").collect();
    let fact = "In this run: store-A.StoreLogoff, store-A.Release.";
    assert!(told.join(" ").contains(fact), "{shown}");
    press_key(&mut model, Key::Enter);
    assert!(model.overlays.is_empty());
}

#[test]
fn signs_of_several_parts_are_as_wide_as_one() {
    let text = mapi_teardown::lesson::library::bundled("00-tour").expect("is bundled").text;
    let title = text.lines().find(|line| line.trim_start().starts_with("en: ")).expect("a title");
    let emoji = title.split("en: ").next().expect("its indentation").to_owned()
        + "en: Family 👩‍👩‍👧‍👦 of 🇧🇷 says 👍🏽 with ❤️ in 🏴󠁧󠁢󠁥󠁮󠁧󠁿";
    let mut model = home(Lang::En, (80, 24));
    play::start(&mut model, run_of(&text.replacen(title, &emoji, 1)).expect("a lesson"));
    let picture = rows(&model, model.size).join("\n");
    insta::assert_snapshot!("emoji-in-a-title", picture);
}
