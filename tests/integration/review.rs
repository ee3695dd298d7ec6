//! What was missed comes back: the laws of the schedule and of what is kept of it, a review on the
//! stage, as text, and by the real binary.

#[cfg(unix)]
mod binary;
mod laws;

use chrono::NaiveDate;
use mapi_teardown::lesson::library::INDEX;
use mapi_teardown::lesson::progress::Progress;
use mapi_teardown::lesson::review::plan::{LONGEST, ReviewPlan};
use mapi_teardown::text::Lang;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::model::lesson::CardPhase;
use mapi_teardown::tui::update::{lesson as play, update};
use mapi_teardown::tui::{self, Depth, LessonEntry, Model, Settings, Start};

use super::harness::screen::{picture, press};

/// The day of these tests.
fn today() -> NaiveDate {
    "2026-11-30".parse().expect("a day")
}

/// A question that was missed, one that is due again, one that was known, and three that no
/// bundled lesson has.
const KEPT: &str = "\
teardown progress 2
lesson 02-orderly-logoff scene=asked
  asked attempts=2 hints=0 wrong=XP1-logon.TransportNotify right done
  asked@no-such-way attempts=1 hints=1 wrong= done
  gone attempts=1 hints=1 wrong= done
  handed-on attempts=1 hints=0 right done
lesson my-own-lesson scene=x
  told attempts=0 hints=0 wrong= done
review 00-tour guess due=2026-11-29 last=2026-11-26 \
                    stability=3.126 difficulty=5.315 reviews=1 lapses=0
";

fn kept() -> Progress {
    KEPT.parse().expect("is progress")
}

fn model(start: Start, kept: Progress, lang: Lang, size: (u16, u16)) -> Model {
    let entry = |entry: &mapi_teardown::lesson::library::BundledLesson| LessonEntry {
        id: entry.id.to_owned(),
        title: [entry.en.to_owned(), entry.pt_br.to_owned()],
        summary: [String::new(), String::new()],
    };
    let settings = Settings {
        reduced_motion: true,
        depth: Depth::True,
        lessons: INDEX.iter().map(entry).collect(),
        kept,
        today,
        ..Settings::from_environment(lang)
    };
    let mut model = tui::model(start, &settings);
    update(&mut model, Message::Resize(size.0, size.1));
    model
}

fn phase(model: &Model) -> CardPhase {
    model.lesson().expect("a lesson").phase
}

/// On to the question, past the page of its text.
fn ask(model: &mut Model) {
    if phase(model) == CardPhase::Text {
        press(model, "Right");
    }
    assert_eq!(phase(model), CardPhase::Asking, "{}", picture(model));
}

fn answer(model: &mut Model) {
    ask(model);
    play::mark_right(model.lesson_mut().expect("a lesson"));
    press(model, "Enter");
    assert_eq!(phase(model), CardPhase::Answered, "{}", picture(model));
}

#[test]
fn what_is_due_comes_first_and_what_no_lesson_has_is_left_out() {
    let plan = ReviewPlan::of(&kept(), today());
    let keys: Vec<_> = plan.due.iter().map(|it| (&*it.key.lesson, &*it.key.scene)).collect();
    assert_eq!(keys, [("00-tour", "guess"), ("02-orderly-logoff", "asked")]);
    assert_eq!((plan.session().len(), plan.minutes() > 0), (2, true));
    let only = plan.only(&["02-orderly-logoff".to_owned()]);
    assert_eq!(only.due.len(), 1);
}

#[test]
fn a_review_of_everything_takes_ten_minutes_at_most() {
    let mut all = String::from("teardown progress 1\n");
    for entry in INDEX {
        let lesson = mapi_teardown::lesson::Lesson::find(entry.id).expect("bundled");
        all += &format!("lesson {}\n", entry.id);
        for scene in lesson.file.scenes.iter() {
            if let (Some(id), true) = (&scene.id, scene.predict.is_some()) {
                all += &format!("  {} attempts=1 hints=1 right done\n", id.value);
            }
        }
    }
    let plan = ReviewPlan::of(&all.parse().expect("is progress"), today());
    assert!(plan.due.len() > 70, "{}", plan.due.len());
    let seconds: u32 = plan.session().iter().map(|it| it.seconds).sum();
    assert!((LONGEST / 2..=LONGEST).contains(&seconds), "{seconds}");
}

#[test]
fn a_review_asks_each_question_once_and_leaves_its_lesson_as_it_was() {
    for (lang, title) in [(Lang::En, "Review 1 of 2 · 00"), (Lang::PtBr, "Revisão 1 de 2 · 00")]
    {
        let mut model = model(Start::Home, kept(), lang, (80, 24));
        let home = picture(&model);
        press(&mut model, "P");
        let shown = picture(&model);
        assert!(shown.contains(title), "{home}\n{shown}");
        answer(&mut model);
        press(&mut model, "Enter");
        assert!(matches!(phase(&model), CardPhase::Why(_)), "{}", picture(&model));
        // What was answered is known at once, with the day on which it comes back.
        let known = |model: &Model, lesson: &str| {
            let mut all = model.kept.reviews.iter().filter(|(key, _)| key.lesson == lesson);
            all.next().and_then(|(_, known)| *known)
        };
        let tour = known(&model, "00-tour").expect("is known");
        assert_eq!((tour.reviews, tour.last, tour.lapses), (2, today(), 0));
        assert!(tour.due > today());
        press(&mut model, "Enter");
        assert!(picture(&model).contains("2 "), "{}", picture(&model));
        ask(&mut model);
        press(&mut model, "S Enter Enter");
        let end = picture(&model);
        assert_eq!(known(&model, "02-orderly-logoff").expect("is known").reviews, 1);
        assert_eq!(model.kept.lessons, kept().lessons, "the lessons are as they were");
        insta::assert_snapshot!(format!("result-{}", lang.code()), end);
        press(&mut model, "Enter");
        assert!(model.is_at_home() && model.stage().is_none(), "{}", picture(&model));
        assert_eq!(model.due, 0, "no question twice on a day");
        press(&mut model, "P");
        assert!(model.is_at_home());
    }
}

#[test]
fn a_question_of_a_review_in_both_languages_and_at_home() {
    for lang in [Lang::En, Lang::PtBr] {
        let mut model = model(Start::Home, kept(), lang, (80, 24));
        insta::assert_snapshot!(format!("home-{}", lang.code()), picture(&model));
        press(&mut model, "P");
        answer(&mut model);
        press(&mut model, "Enter Enter");
        ask(&mut model);
        press(&mut model, "a");
        insta::assert_snapshot!(format!("question-{}", lang.code()), picture(&model));
    }
}

#[test]
fn a_review_stays_at_its_question_and_an_escape_leaves_it() {
    let plan = ReviewPlan::of(&kept(), today());
    let mut model = model(Start::Review(plan), kept(), Lang::En, (120, 36));
    assert!(picture(&model).contains("2 questions, about"), "{}", picture(&model));
    ask(&mut model);
    let place = model.stage().expect("a run").timeline.at();
    for keys in ["Right", "Left", "Home", "End", ".", ",", "n", "o", "1 1", "g 9 Enter", "]"] {
        press(&mut model, keys);
        assert_eq!(model.stage().expect("a run").timeline.at(), place, "{keys}");
        if model.context() == tui::model::Context::Typing {
            press(&mut model, "Esc");
        }
    }
    // A hint, then right: the question comes back earlier than if it had been known.
    press(&mut model, "H");
    answer(&mut model);
    let known = model.kept.reviews.iter().find(|(key, _)| key.lesson == "00-tour");
    let helped = known.and_then(|(_, known)| *known).expect("is known");
    assert_eq!(helped.reviews, 2);
    // What is tried out on the way leads back to the explanation.
    press(&mut model, "Enter Enter");
    ask(&mut model);
    for _ in 0..3 {
        press(&mut model, "Esc");
    }
    assert!(model.is_at_home());
    press(&mut model, "Esc");
    assert_eq!(phase(&model), CardPhase::Asking, "home leads back to the question");
}

#[test]
fn a_lesson_that_is_opened_from_a_review_is_the_lesson_itself() {
    let plan = ReviewPlan::of(&kept(), today());
    let mut model = model(Start::Review(plan), kept(), Lang::En, (80, 24));
    ask(&mut model);
    play::open(&mut model, "00-tour");
    assert!(model.lesson().is_some_and(|lesson| lesson.review.is_none()));
    assert!(!picture(&model).contains("Review 1"), "{}", picture(&model));
}

#[test]
fn a_lesson_that_is_half_done_waits_while_a_review_is_asked() {
    let mut model = model(Start::Home, kept(), Lang::En, (120, 36));
    play::open(&mut model, "03-inside-release");
    press(&mut model, "Enter Enter");
    let place = model.stage().expect("a run").timeline.at();
    while !model.is_at_home() {
        press(&mut model, "Esc");
    }
    press(&mut model, "P");
    assert!(picture(&model).contains("Review 1 of 2"), "{}", picture(&model));
    answer(&mut model);
    press(&mut model, "Enter Enter");
    assert!(picture(&model).contains("Review 2 of 2"), "{}", picture(&model));
    // Of a review that is left nothing waits but its questions.
    while !model.is_at_home() {
        press(&mut model, "Esc");
    }
    play::open(&mut model, "03-inside-release");
    assert_eq!(model.stage().expect("a run").timeline.at(), place);
    assert!(model.open_runs.is_empty() && model.overlays.is_empty());
    play::open(&mut model, "02-orderly-logoff");
    assert!(model.lesson().is_some_and(|lesson| lesson.review.is_none()));
}

#[test]
fn starting_a_lesson_over_loses_no_question() {
    let mut known = kept();
    let again: Progress =
        "teardown progress 1\nlesson 02-orderly-logoff round=1\n".parse().expect("is progress");
    known.merge(&again);
    assert!(known.lessons["02-orderly-logoff"].marks.is_empty());
    assert_eq!(ReviewPlan::of(&known, today()).due, ReviewPlan::of(&kept(), today()).due);
    // A program that still plays the old round adds what it knows, but no review is undone.
    let mut old = again;
    old.merge(&kept());
    assert_eq!(ReviewPlan::of(&old, today()).due, ReviewPlan::of(&kept(), today()).due);
}

#[test]
fn the_finder_knows_the_review_in_both_languages() {
    for word in ["review", "revisar", "repetir", "repeat"] {
        let mut model = model(Start::Home, kept(), Lang::En, (80, 24));
        press(&mut model, "/");
        for letter in word.chars() {
            update(&mut model, Message::Char(letter));
        }
        press(&mut model, "Enter");
        assert!(picture(&model).contains("Review 1 of 2"), "{word}\n{}", picture(&model));
    }
}
