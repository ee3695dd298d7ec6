//! How far the learner is in each lesson, as the home screen tells it: what is done, what is only
//! begun, what came of it, and where one goes on.

use super::harness::screen::{picture, press};
use mapi_teardown::headless::film::entries;
use mapi_teardown::lesson::progress::{LessonState, Progress};
use mapi_teardown::text::Lang;
use mapi_teardown::tui::message::{Effect, Message};
use mapi_teardown::tui::model::lesson::CardPhase;
use mapi_teardown::tui::update::lesson::mark_right;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, Depth, Model, Settings, Start};

const TOUR: &str = "00-tour";

fn home(kept: Progress) -> Model {
    let settings = Settings {
        reduced_motion: true,
        depth: Depth::None,
        lessons: entries(),
        kept,
        ..Settings::from_environment(Lang::En)
    };
    let mut model = tui::model(Start::Home, &settings);
    update(&mut model, Message::Resize(120, 36));
    model
}

/// Plays the selected lesson to its end, its questions answered or given up, and goes home.
fn play(model: &mut Model, answers: bool) {
    press(model, "Enter");
    for _ in 0..400 {
        let lesson = model.lesson_mut().expect("a lesson");
        let effect = match lesson.phase {
            CardPhase::Asking if answers => {
                mark_right(lesson);
                press(model, "Enter")
            }
            CardPhase::Asking => press(model, "S"),
            _ => press(model, "Enter"),
        };
        if effect == Some(Effect::Finished) {
            press(model, "Esc Esc Esc");
            return;
        }
    }
    panic!("no end\n{}", picture(model));
}

fn line<'a>(shown: &'a str, title: &str) -> &'a str {
    shown.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("{title}\n{shown}"))
}

#[test]
fn a_lesson_whose_answers_were_all_shown_is_begun_and_not_done() {
    let mut model = home(Progress::default());
    play(&mut model, false);
    assert_eq!(model.kept.state(TOUR), LessonState::Begun);
    let shown = picture(&model);
    assert!(line(&shown, "ninety-second tour").contains("½ 00"), "{shown}");
    assert!(line(&shown, "ninety-second tour").contains("started 0/2"), "{shown}");
    assert!(shown.contains("0 of 25 done"), "{shown}");
}

#[test]
fn a_lesson_that_is_opened_again_keeps_its_tick_and_its_score() {
    let mut model = home(Progress::default());
    play(&mut model, true);
    let done = |model: &Model| {
        let shown = picture(model);
        assert!(line(&shown, "ninety-second tour").contains("✓ 00"), "{shown}");
        assert!(line(&shown, "ninety-second tour").contains(" 2/2"), "{shown}");
        assert!(shown.contains("1 of 25 done"), "{shown}");
    };
    done(&model);
    play(&mut model, false);
    done(&model);
    // In the next program, too.
    done(&home(model.kept.clone()));
}

#[test]
fn the_list_stands_where_one_stopped() {
    let fresh = home(Progress::default());
    assert_eq!(fresh.home.selected[0], 0);
    let kept: Progress = "teardown progress 1\nlesson 00-tour score=1/1 done\n\
                          lesson 03-inside-release scene=task-one\n"
        .parse()
        .expect("progress");
    let model = home(kept);
    let shown = picture(&model);
    assert_eq!(model.lessons[model.home.selected[0]].id, "03-inside-release", "{shown}");
    assert!(line(&shown, "Inside MAPI's Release").contains("started"), "{shown}");
    let kept: Progress =
        "teardown progress 1\nlesson 00-tour score=1/1 done\n".parse().expect("progress");
    assert_eq!(home(kept).home.selected[0], 1, "the one after the last that is done");
}

#[test]
fn settings_are_built_from_words_and_set_back_by_one_key() {
    let mut model = home(Progress::default());
    press(&mut model, "Tab");
    let fields = model.home.fields();
    let key = |key: &str| fields.iter().position(|field| field.key() == key).expect("a field");
    (0..key("transport")).for_each(|_| {
        press(&mut model, "Down");
    });
    // The first transport is sending M1, the first message waits for the second one.
    press(&mut model, "Right Right");
    (key("transport")..key("queue")).for_each(|_| {
        press(&mut model, "Down");
    });
    press(&mut model, "Left");
    assert_eq!(model.home.form.to_string(), "store-logoff:queue=M1:XP2,transport=XP1=sending:M1");
    press(&mut model, "D");
    assert_eq!(model.home.form.to_string(), "store-logoff");
    assert!(picture(&model).contains("All settings are back"), "{}", picture(&model));
}

#[test]
fn the_answers_to_a_fast_shutdown_are_in_the_picker() {
    let mut model = home(Progress::default());
    press(&mut model, "Tab / f a s t Enter");
    let fields = model.home.fields();
    let at = fields.iter().position(|field| field.key() == "answer").expect("a field");
    (0..at).for_each(|_| {
        press(&mut model, "Down");
    });
    press(&mut model, "Right");
    assert_eq!(model.home.form.to_string(), "fast-shutdown:answer=XP1=no");
    let shown = picture(&model);
    assert!(shown.contains("XP1: fast-shutdown answer"), "{shown}");
    assert!(shown.contains("imapiprovidershutdown-queryfastshutdown"), "the page\n{shown}");
}
