//! Every bundled lesson is played on the stage with keys alone, in both languages and at both
//! sizes, from the list to its recap.

mod again;
mod branches;
mod scenes;
mod small;

use std::collections::BTreeSet;

use super::harness::screen::{picture, press_key};
use mapi_teardown::lesson::library::INDEX;
use mapi_teardown::lesson::progress::LessonState;
use mapi_teardown::text::Lang;
use mapi_teardown::tui;
use mapi_teardown::tui::keymap::Key;
use mapi_teardown::tui::message::{Effect, Message};
use mapi_teardown::tui::model::lesson::CardPhase;
use mapi_teardown::tui::model::sheet::SheetKind;
use mapi_teardown::tui::update::{lesson as play, update};
use mapi_teardown::tui::{Depth, LessonEntry, Model, Settings, Start, keymap};
use mapi_teardown::words::Words;

const SIZES: [(u16, u16); 2] = [(120, 36), (80, 24)];

fn home(lang: Lang, size: (u16, u16)) -> Model {
    let entry = |entry: &mapi_teardown::lesson::library::BundledLesson| LessonEntry {
        id: entry.id.to_owned(),
        title: [entry.en.to_owned(), entry.pt_br.to_owned()],
        summary: [String::new(), String::new()],
    };
    let lessons = INDEX.iter().map(entry).collect();
    let settings = Settings {
        reduced_motion: true,
        depth: Depth::True,
        lessons,
        ..Settings::from_environment(lang)
    };
    let mut model = tui::model(Start::Home, &settings);
    update(&mut model, Message::Resize(size.0, size.1));
    model
}

fn phase(model: &Model) -> CardPhase {
    model.any_lesson().expect("a lesson").phase
}

/// The lines that can be marked are seen, as many as have room when their panel has all the room
/// there is.
fn sees_what_is_asked(model: &Model) {
    let Some(stage) = model.stage().filter(|_| phase(model) == CardPhase::Asking) else { return };
    let Some((item, _)) = stage.picks.first() else { return };
    let area =
        stage.areas(model.size).expect("a stage").ledgers[tui::model::stage::index(item.ledger())];
    let (_, last) = stage.asked().expect("a ledger");
    assert!(area.height >= (last + 2).min(8), "{}", picture(model));
}

#[test]
fn what_enter_is_said_to_do_it_does() {
    for id in ["01", "02", "05", "09"] {
        let mut model = home(Lang::En, SIZES[1]);
        let id = INDEX.iter().find(|entry| entry.id.starts_with(id)).expect("a lesson").id;
        play::open(&mut model, id);
        for _ in 0..200 {
            let said = keymap::hints(&model)
                .into_iter()
                .find(|hint| hint.keys == "Enter")
                .map(|hint| hint.text);
            let said = said
                .filter(|text| ["why", "next", "to the end"].iter().any(|it| text.starts_with(it)));
            match (said, phase(&model)) {
                (Some(said), _) => {
                    press_key(&mut model, Key::Enter);
                    let explains = matches!(phase(&model), CardPhase::Why(_));
                    assert_eq!(
                        said.starts_with("why"),
                        explains,
                        "{id}: {said}\n{}",
                        picture(&model)
                    );
                }
                (None, CardPhase::Asking) => drop(press_key(&mut model, Key::Char('S'))),
                (None, CardPhase::Choosing) => {
                    press_key(&mut model, Key::Char('a'));
                    press_key(&mut model, Key::Enter);
                }
                _ => drop(press_key(&mut model, Key::Right)),
            }
            if !model.overlays.is_empty() {
                break;
            }
        }
        assert!(!model.overlays.is_empty(), "{id} has come to its end");
    }
}

/// Marks what the run says is right, with arrows and Space, and hands it in.
fn answer(model: &mut Model) {
    sees_what_is_asked(model);
    let play = model.any_lesson().expect("a lesson");
    let stop = play.here().expect("a scene");
    let truth = play.truth(stop).expect("a question");
    let options = play.question(Lang::En).expect("a question").options.clone();
    for fact in &truth.facts {
        let wanted = options.iter().position(|option| *option == fact.name).expect("can be picked");
        let cursor = model.any_lesson().expect("a lesson").cursor;
        let key = if wanted < cursor { Key::Up } else { Key::Down };
        (0..wanted.abs_diff(cursor)).for_each(|_| assert_eq!(press_key(model, key), None));
        press_key(model, Key::Char(' '));
    }
    if truth.facts.is_empty() {
        press_key(model, Key::Enter);
        assert_eq!(phase(model), CardPhase::Asking, "an empty Enter is no answer");
        (0..options.len()).for_each(|_| drop(press_key(model, Key::Down)));
        press_key(model, Key::Char(' '));
    }
    press_key(model, Key::Enter);
    assert_eq!(phase(model), CardPhase::Answered, "{}", picture(model));
}

fn play_through(lang: Lang, size: (u16, u16), lesson: usize) -> usize {
    let mut model = home(lang, size);
    (0..lesson).for_each(|_| assert_eq!(press_key(&mut model, Key::Down), None));
    press_key(&mut model, Key::Enter);
    let words = Words::of(lang);
    let panels =
        ["ledger-status-table", "ledger-provider-uids", "ledger-objects", "ledger-transports"]
            .map(|id| words.text(id));
    let mut answered = 0;
    let mut explained = BTreeSet::new();
    for _ in 0..400 {
        if let CardPhase::Why(stop) = phase(&model) {
            explained.insert(stop);
        }
        let shown = picture(&model);
        assert!(
            panels.iter().all(|title| shown.contains(title.as_str())),
            "the card covers a ledger\n{shown}"
        );
        let effect = match phase(&model) {
            CardPhase::Asking => {
                answer(&mut model);
                answered += 1;
                None
            }
            CardPhase::Choosing => {
                press_key(&mut model, Key::Char('a'));
                press_key(&mut model, Key::Enter)
            }
            _ => press_key(&mut model, Key::Enter),
        };
        if effect == Some(Effect::Finished) {
            let run = &model.any_lesson().expect("a lesson").course;
            let explains = |stop: &usize| {
                run.scene(*stop).predict.as_ref().is_some_and(|predict| predict.why.is_some())
            };
            let all: BTreeSet<usize> = (0..run.stops().len()).filter(explains).collect();
            assert_eq!(explained, all, "{}: every answer is explained", INDEX[lesson].id);
            assert_eq!(
                (run.lesson().id(), run.score().right),
                (INDEX[lesson].id, run.score().questions)
            );
            assert_eq!(model.overlays.last().expect("a card").kind, SheetKind::Card);
            let shown = picture(&model);
            let closes = words.text("refcard-close");
            assert!(shown.contains(&closes), "the whole card fits\n{shown}");
            assert_eq!(press_key(&mut model, Key::Enter), None);
            assert_eq!(model.overlays.last().expect("a recap").kind, SheetKind::Recap);
            assert_eq!(model.kept.state(INDEX[lesson].id), LessonState::Done);
            return answered;
        }
    }
    panic!("no end\n{}", picture(&model));
}

/// A lesson at the first question that is marked or listed, from its start with Enter alone.
fn asks_why(model: &Model) -> bool {
    let question = model.any_lesson().and_then(|lesson| lesson.question(Lang::En));
    question.is_some_and(|question| !question.changes.is_empty())
}

fn first_question(id: &str, lang: Lang, size: (u16, u16), way: usize) -> Model {
    let mut model = home(lang, size);
    let lesson = INDEX.iter().position(|entry| entry.id == id).expect("bundled");
    (0..lesson).for_each(|_| assert_eq!(press_key(&mut model, Key::Down), None));
    press_key(&mut model, Key::Enter);
    for _ in 0..20 {
        match phase(&model) {
            // The question that asks why comes before the choice.
            CardPhase::Asking if way > 0 && asks_why(&model) => {
                press_key(&mut model, Key::Char('S'));
            }
            CardPhase::Asking => return model,
            CardPhase::Choosing => {
                (0..=way).for_each(|_| assert_eq!(press_key(&mut model, Key::Down), None));
            }
            _ => {}
        }
        press_key(&mut model, Key::Enter);
    }
    panic!("no question\n{}", picture(&model));
}

#[test]
fn what_is_asked_is_not_told_by_the_story_of_an_item() {
    let mut model = first_question("00-tour", Lang::En, (80, 24), 0);
    (0..3).for_each(|_| assert_eq!(press_key(&mut model, Key::Down), None));
    press_key(&mut model, Key::Char('w'));
    let shown = picture(&model);
    assert!(shown.contains("R4 Store A") && shown.contains("hidden until you answer"), "{shown}");
    assert!(!shown.contains("removes row R4"), "{shown}");
    press_key(&mut model, Key::Escape);
    answer(&mut model);
    press_key(&mut model, Key::Char('w'));
    let shown = picture(&model);
    assert!(shown.contains("removes row R4"), "{shown}");
}

/// Everything that can be looked at here: the stage, and the sheets that tell of the run.
fn looks(model: &mut Model) -> Vec<String> {
    let mut seen = vec![picture(model)];
    for sheet in [Message::Rules, Message::Copy, Message::WhatIf, Message::Compare] {
        update(model, sheet);
        seen.push(picture(model));
        while !model.overlays.is_empty() {
            update(model, Message::Escape);
        }
    }
    seen
}

/// The bug's name would answer the question which rules it breaks, or who does: nothing names it
/// before that is answered.
#[test]
fn no_bug_is_named_while_its_name_is_the_answer() {
    for (id, way, bug, rule) in
        [("16-bug-hunt", 1, "PB2", "INV-12"), ("17-reading-code", 1, "PB1", "INV-12")]
    {
        for size in [(160, 50), (250, 90)] {
            let mut model = first_question(id, Lang::En, size, way);
            let options = &model.stage().expect("a stage").options;
            assert_eq!(options.get("bug"), Some(bug), "{id}: the run has it");
            for shown in looks(&mut model) {
                assert!(!shown.contains(bug), "{id}: {shown}");
                assert!(
                    !shown.contains(&format!("✗ {rule}")) && !shown.contains("will be broken at"),
                    "{id}: {shown}"
                );
            }
            answer(&mut model);
            let [stage, rules, copy, what_if, ..] = &looks(&mut model)[..] else {
                panic!("looked at less")
            };
            for shown in [stage, copy, what_if] {
                assert!(shown.contains(bug), "{id}: {shown}");
            }
            assert!(rules.contains(rule) && rules.contains("will be broken at"), "{id}: {rules}");
        }
    }
}

#[test]
fn the_report_stands_above_the_question_and_the_list_follows_the_cursor() {
    for size in SIZES {
        let mut model = first_question("16-bug-hunt", Lang::En, size, 3);
        let shown = picture(&model);
        assert!(shown.contains("You chose: \"I passed PURGE"), "{shown}");
        let bar = shown.lines().rev().nth(1).expect("the timeline");
        assert!(!bar.contains('!'), "what will be broken is asked: {bar}");
        press_key(&mut model, Key::Char('a'));
        press_key(&mut model, Key::Enter);
        assert!(picture(&model).contains("One answer is missing."), "{}", picture(&model));
        let last = model
            .any_lesson()
            .expect("a lesson")
            .question(Lang::En)
            .expect("a question")
            .labels()
            .last()
            .expect("some");
        (0..9).for_each(|_| assert_eq!(press_key(&mut model, Key::Down), None));
        assert!(picture(&model).contains(&last), "{last}\n{}", picture(&model));

        let mut model = home(Lang::PtBr, size);
        let at = INDEX.iter().position(|entry| entry.id == "16-bug-hunt").expect("bundled");
        (0..at).for_each(|_| assert_eq!(press_key(&mut model, Key::Down), None));
        press_key(&mut model, Key::Enter);
        while phase(&model) != CardPhase::Choosing {
            let asks = phase(&model) == CardPhase::Asking;
            press_key(&mut model, if asks { Key::Char('S') } else { Key::Right });
        }
        (0..9).for_each(|_| assert_eq!(press_key(&mut model, Key::Down), None));
        assert!(
            picture(&model).contains("Desde que temos um objeto de status"),
            "{}",
            picture(&model)
        );
    }
}

#[test]
fn every_lesson_is_played_to_its_end_with_keys_alone() {
    for (lesson, entry) in INDEX.iter().enumerate() {
        for lang in Lang::ALL {
            for size in SIZES {
                assert!(play_through(lang, size, lesson) > 0, "{} asks nothing", entry.id);
            }
        }
    }
}

/// The tour at its question.
fn at_question() -> Model {
    let mut model = home(Lang::En, (80, 24));
    (0..60).for_each(|_| {
        if model.any_lesson().is_none() || phase(&model) != CardPhase::Asking {
            press_key(&mut model, Key::Enter);
        }
    });
    assert_eq!(phase(&model), CardPhase::Asking);
    model
}

#[test]
fn nobody_walks_past_a_question_and_a_wrong_answer_says_what_is_wrong() {
    let mut model = at_question();
    let place = |model: &Model| model.stage().expect("a stage").timeline.at();
    let at = place(&model);
    for key in [Key::Right, Key::Char('l')] {
        press_key(&mut model, key);
        assert_eq!((place(&model), phase(&model)), (at, CardPhase::Asking));
    }
    press_key(&mut model, Key::Char('a'));
    press_key(&mut model, Key::Enter);
    let shown = picture(&model);
    assert!(
        shown.contains("Wrong: R1")
            && shown.contains("One answer is missing")
            && !shown.contains("Missed: R4"),
        "{shown}"
    );
    press_key(&mut model, Key::Char('H'));
    assert!(picture(&model).contains("Hint 1:"));
    press_key(&mut model, Key::Char('S'));
    assert!(picture(&model).contains("The answer: R4"), "{}", picture(&model));
    press_key(&mut model, Key::Right);
    assert!(
        matches!(phase(&model), CardPhase::Why(_)) && place(&model) > at,
        "the step, then the explanation"
    );
    press_key(&mut model, Key::Left);
    assert!(
        place(&model) < at + 30 && !matches!(phase(&model), CardPhase::Asking),
        "what is settled is not asked again"
    );
    (0..100).for_each(|_| {
        if phase(&model) == CardPhase::Asking {
            press_key(&mut model, Key::Char('S'));
        }
        if model.overlays.is_empty() {
            press_key(&mut model, Key::Enter);
        }
    });
    press_key(&mut model, Key::Enter);
    let shown = picture(&model);
    assert!(shown.contains("Where the run differed") && shown.contains("Wrong: R1"), "{shown}");
}

#[test]
fn an_excursion_leads_back_to_the_lesson() {
    let mut model = at_question();
    let at = model.stage().expect("a stage").timeline.at();
    press_key(&mut model, Key::Char('S'));
    press_key(&mut model, Key::Char('x'));
    (0..40).for_each(|_| {
        if model.in_lesson() {
            press_key(&mut model, Key::Right);
            press_key(&mut model, Key::Enter);
            if model.in_lesson() && model.overlays.is_empty() {
                press_key(&mut model, Key::Char('x'));
            }
        }
    });
    if !model.in_lesson() {
        press_key(&mut model, Key::Escape);
    }
    press_key(&mut model, Key::Escape);
    assert!(model.in_lesson());
    assert_eq!(model.stage().expect("a stage").timeline.at(), at);
}
