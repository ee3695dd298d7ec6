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
        press(&mut model, "PgDn");
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
            press(&mut model, "PgDn");
        }
        press(&mut model, &format!("{key} PgDn"));
        assert_eq!(model.any_lesson().and_then(|play| play.course.way()).map(str::to_owned), way);
    }
}
