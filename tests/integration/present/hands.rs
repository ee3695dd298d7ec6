//! Hands of a room are counted and lead the way.

use mapi_teardown::lesson::Lesson;
use mapi_teardown::lesson::library::INDEX;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::Model;
use mapi_teardown::tui::content::situation::situation;
use mapi_teardown::tui::model::lesson::CardPhase;

use super::{lesson, phase};
use crate::harness::screen::{picture, press};

#[test]
fn hands_are_counted_and_stand_beside_the_answer() {
    let mut model = lesson("02", Lang::En, (80, 24));
    press(&mut model, "PgDn PgDn 1 2 Back 3 Enter 5 E 2 1");
    let counts = |model: &Model| {
        situation(model)
            .poll
            .expect("a question")
            .options
            .iter()
            .map(|it| it.count)
            .collect::<Vec<_>>()
    };
    assert_eq!(counts(&model), [Some(13), Some(5), None, None, Some(21)]);
    press(&mut model, "PgDn");
    let poll = situation(&model).poll.expect("still on the screen");
    let right: Vec<&str> = poll
        .options
        .iter()
        .filter(|it| it.right == Some(true))
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!((poll.revealed, right), (true, vec!["support-A.StoreLogoffTransports"]));
    assert_eq!(counts(&model), [Some(13), Some(5), None, None, Some(21)]);
    let picture = picture(&model);
    assert!(picture.contains("✓  E") && picture.contains("39 hands"), "{picture}");
}

#[test]
fn the_first_digit_counts_even_before_any_other_key() {
    for id in INDEX.iter().map(|entry| entry.id) {
        let mut model = lesson(id, Lang::En, (80, 24));
        if situation(&model).poll.is_some() {
            press(&mut model, "3");
            assert_eq!(
                situation(&model).poll.expect("still there").options[0].count,
                Some(3),
                "{id}"
            );
        }
    }
}

#[test]
fn a_choice_goes_the_way_of_most_hands() {
    let with_choice = INDEX.iter().map(|entry| entry.id).find(|id| {
        let lesson = Lesson::find(id).expect("a lesson");
        lesson.file.scenes.iter().any(|scene| scene.choose.is_some())
    });
    let mut model = lesson(with_choice.expect("a lesson with a choice"), Lang::En, (120, 36));
    for _ in 0..400 {
        if phase(&model) == CardPhase::Choosing {
            break;
        }
        press(&mut model, "Wait PgDn");
    }
    assert_eq!(phase(&model), CardPhase::Choosing);
    press(&mut model, "2 Enter 9 PgDn");
    let run = &model.any_lesson().expect("a lesson").course;
    let lesson = run.lesson();
    let second = lesson
        .file
        .scenes
        .iter()
        .find_map(|scene| Some(scene.choose.as_ref()?.ways.get(1)?.name.value.clone()));
    assert_eq!(run.way().map(str::to_owned), second);
    // Back at the choice the mark decides: the room wants to see the other ways, too.
    for (key, way) in [("A", None), ("B", second)] {
        let here = situation(&model).scene;
        press(&mut model, &format!("{here} Enter"));
        while phase(&model) != CardPhase::Choosing {
            press(&mut model, "Wait PgDn");
        }
        press(&mut model, &format!("{key} Wait PgDn"));
        assert_eq!(model.any_lesson().and_then(|play| play.course.way()).map(str::to_owned), way);
    }
}

fn counts(model: &Model) -> Vec<Option<u32>> {
    let poll = situation(model).poll.expect("a question");
    poll.options.iter().map(|it| it.count).collect()
}

fn is_revealed(model: &Model) -> bool {
    situation(model).poll.expect("a question").revealed
}

#[test]
fn a_question_stays_a_question_when_the_speaker_goes_back() {
    for entry in INDEX {
        let mut model = lesson(entry.id, Lang::En, (80, 24));
        for _ in 0..60 {
            if phase(&model) == CardPhase::Asking {
                let (ask, scene) =
                    (situation(&model).poll.map(|poll| poll.ask), situation(&model).scene);
                press(&mut model, "3 Enter 1 2 PgDn");
                let answered = (phase(&model), counts(&model));
                press(&mut model, "PgUp");
                assert!(!is_revealed(&model), "{}", entry.id);
                press(&mut model, "PgDn");
                assert_eq!((phase(&model), counts(&model)), answered, "{}", entry.id);
                // From the explanation too, or from whatever comes after the answer.
                press(&mut model, "PgDn");
                for _ in 0..200 {
                    if phase(&model) == CardPhase::Asking && situation(&model).scene == scene {
                        break;
                    }
                    press(&mut model, "PgUp");
                }
                assert_eq!(situation(&model).poll.map(|poll| poll.ask), ask, "{}", entry.id);
                assert_eq!((is_revealed(&model), counts(&model)), (false, answered.1.clone()));
                press(&mut model, "PgDn");
                assert_eq!((phase(&model), counts(&model)), answered, "{}", entry.id);
            }
            press(&mut model, "Wait PgDn");
        }
    }
}

#[test]
fn a_clicker_that_bounces_never_reveals_before_hands_were_counted() {
    for entry in INDEX {
        let mut model = lesson(entry.id, Lang::En, (80, 24));
        for _ in 0..200 {
            let before = phase(&model);
            press(&mut model, "PgDn PgDn");
            let revealed = !before.asks() && phase(&model) == CardPhase::Answered;
            assert!(!revealed, "{}: revealed by a second press", entry.id);
            press(&mut model, "Wait");
        }
    }
    let mut model = lesson("02", Lang::En, (80, 24));
    press(&mut model, "PgDn PgDn PgDn");
    assert_eq!(phase(&model), CardPhase::Asking);
    press(&mut model, "4 PgDn");
    assert_eq!(phase(&model), CardPhase::Answered, "hands were counted");
}

#[test]
fn what_comes_too_late_or_for_no_option_counts_nowhere_and_says_so() {
    let mut model = lesson("02", Lang::En, (80, 24));
    press(&mut model, "PgDn PgDn 1 2 J 7");
    assert_eq!(counts(&model)[..2], [Some(12), None]);
    assert!(model.notice.is_some(), "it says so");
    press(&mut model, "A 8");
    assert_eq!(counts(&model)[0], Some(8), "a count can be set again");
    press(&mut model, "Back 1 5");
    assert_eq!(counts(&model)[0], Some(15), "and corrected");
    press(&mut model, "PgDn 1");
    assert!(model.notice.is_some());
    let (place, before) = (situation(&model).scene, counts(&model));
    press(&mut model, "2 Enter 5 Enter");
    assert_eq!((situation(&model).scene, counts(&model)), (place, before), "nothing moved");
    assert!(model.notice.is_some() && is_revealed(&model));
}

#[test]
fn an_order_is_a_choice_between_whole_orders() {
    let mut ordered = 0;
    for entry in INDEX {
        let mut model = lesson(entry.id, Lang::En, (80, 24));
        for _ in 0..200 {
            let is_order = phase(&model) == CardPhase::Asking
                && situation(&model).poll.is_some_and(|poll| poll.options[0].text.contains('→'));
            if is_order {
                ordered += 1;
                let options = situation(&model).poll.expect("a question").options.len();
                assert!((2..=4).contains(&options), "{}: {options}", entry.id);
                press(&mut model, "5 Enter 6 PgDn");
                let poll = situation(&model).poll.expect("a question");
                assert_eq!(poll.options.iter().filter(|it| it.right == Some(true)).count(), 1);
                assert_eq!(counts(&model)[..2], [Some(5), Some(6)]);
            }
            press(&mut model, "Wait PgDn");
        }
    }
    assert!(ordered > 3, "{ordered}");
}
