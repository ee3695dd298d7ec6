//! A choice that belongs to a way of another choice.

use std::sync::Arc;

use mapi_teardown::lesson::{Lesson, LessonRun};

use super::again::way;
use super::*;

/// Whether a run has a scene of this name.
fn has(run: &LessonRun, name: &str) -> bool {
    let ids =
        run.stops().iter().filter_map(|stop| run.lesson().file.scenes[stop.scene].id.as_ref());
    ids.into_iter().any(|id| id.value == name)
}

fn begun(id: &str) -> LessonRun {
    LessonRun::new(Arc::new(Lesson::find(id).expect("bundled"))).expect("runs")
}

fn along(id: &str, way: &str) -> LessonRun {
    LessonRun::with_way(begun(id).shared_lesson(), Some(way)).expect("runs")
}

#[test]
fn a_way_keeps_the_choices_that_lead_to_it_and_no_others() {
    for (id, name, choices) in [
        ("21", "wrong-thread", &["choose", "left-over", "threads"][..]),
        ("21", "store-left", &["choose", "left-over"]),
        ("21", "purge-hang", &["choose"]),
        ("10", "eager", &["choose", "provider"]),
    ] {
        let run = along(id, name);
        for choice in ["choose", "left-over", "threads", "provider"] {
            assert_eq!(has(&run, choice), choices.contains(&choice), "{id} {name}: {choice}");
        }
        assert!(has(&run, &format!("{name}-end")) && !has(&run, "healthy-end"), "{id} {name}");
    }
    assert!(has(&begun("21"), "threads") && has(&begun("21"), "healthy-end"));
}

#[test]
fn a_way_of_a_later_choice_is_reached_left_and_taken_again() {
    for size in SIZES {
        let mut model = home(Lang::En, size);
        play::open(&mut model, "21-hangs-and-threads");
        let mut takes = "aab".chars();
        for _ in 0..20 {
            match phase(&model) {
                CardPhase::Asking => answer(&mut model),
                CardPhase::Choosing => {
                    let Some(letter) = takes.next() else { break };
                    press_key(&mut model, Key::Char(letter));
                }
                _ if way(&model).is_some() => break,
                _ => {}
            }
            press_key(&mut model, Key::Enter);
        }
        assert_eq!(way(&model), Some("wrong-thread"), "{}", picture(&model));
        for _ in 0..20 {
            let lesson = model.any_lesson().expect("a lesson");
            let ways = lesson.here().map_or(&[][..], |stop| lesson.course.ways(stop));
            match ways.iter().any(|way| way.name.value == "purge-hang") {
                true if lesson.phase == CardPhase::Choosing => break,
                // In a small window the text of the scene has a page of its own.
                true => press_key(&mut model, Key::Right),
                false => press_key(&mut model, Key::Left),
            };
        }
        press_key(&mut model, Key::Char('b'));
        press_key(&mut model, Key::Enter);
        assert_eq!(way(&model), Some("purge-hang"), "{}", picture(&model));
        for _ in 0..10 {
            if phase(&model) == CardPhase::Asking {
                break;
            }
            press_key(&mut model, Key::Enter);
        }
        assert!(
            picture(&model).contains("You chose: \"When I close Outlook"),
            "{}",
            picture(&model)
        );
    }
}

#[test]
fn a_scene_of_any_way_is_led_to() {
    for id in ["10", "21"] {
        let lesson = begun(id).shared_lesson();
        for from in [None, Some("eager"), Some("purge-hang"), Some("cleanup")] {
            let Ok(run) = LessonRun::with_way(Arc::clone(&lesson), from) else { continue };
            for scene in 0..lesson.file.scenes.len() {
                let mut run = run.clone();
                let is_there = |run: &LessonRun| run.stops().iter().any(|stop| stop.scene == scene);
                assert!(
                    is_there(&run) || run.lead_to(scene).is_some() && is_there(&run),
                    "{id} {from:?}: scene {scene}"
                );
            }
        }
    }
}
