//! What a question needs in a small window: its own words after an answer, the ledger that it is
//! read off, and nothing above it.

use super::*;

/// A lesson at its question of this kind.
fn question(id: &str, lang: Lang, asks: fn(&tui::model::lesson::LessonStage) -> bool) -> Model {
    let mut model = home(lang, (80, 24));
    let id = INDEX.iter().find(|entry| entry.id.starts_with(id)).expect("a lesson").id;
    play::open(&mut model, id);
    for _ in 0..200 {
        match phase(&model) {
            CardPhase::Asking if model.lesson().is_some_and(asks) => return model,
            CardPhase::Asking => answer(&mut model),
            CardPhase::Choosing => drop(press_key(&mut model, Key::Char('a'))),
            _ => {}
        }
        press_key(&mut model, Key::Enter);
    }
    panic!("no such question\n{}", picture(&model));
}

/// An option of the open question that is wrong, if there is one.
fn wrong(lesson: &tui::model::lesson::LessonStage) -> Option<usize> {
    let truth = lesson.truth(lesson.here()?)?;
    let right = |name: &String| truth.facts.iter().any(|fact| fact.name == *name);
    lesson.question(Lang::En)?.options.iter().position(|name| !right(name))
}

/// The first words of the question that is asked.
fn asked(model: &Model) -> String {
    let lesson = model.any_lesson().expect("a lesson");
    let ask = &lesson.question(model.lang).expect("a question").ask;
    ask.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_wrong_answer_and_a_hint_leave_the_question_in_sight() {
    for lang in [Lang::En, Lang::PtBr] {
        for entry in INDEX {
            let mut model = question(entry.id, lang, |lesson| wrong(lesson).is_some());
            let ask = asked(&model);
            let wrong = model.any_lesson().and_then(wrong).expect("one is wrong");
            update(&mut model, Message::Pick(u8::try_from(wrong).expect("few")));
            press_key(&mut model, Key::Enter);
            assert!(picture(&model).contains(&ask), "{}: {ask}\n{}", entry.id, picture(&model));
            for key in [Key::Char('H'), Key::Down, Key::Down, Key::Down] {
                press_key(&mut model, key);
                assert!(picture(&model).contains(&ask), "{}: {ask}\n{}", entry.id, picture(&model));
            }
        }
    }
}

#[test]
fn output_flags_are_asked_with_the_messages_in_sight() {
    let mut model = question("02", Lang::En, tui::model::lesson::LessonStage::asks_of_mail);
    let areas = model.stage().and_then(|stage| stage.areas(model.size)).expect("areas");
    let shown = picture(&model);
    let ledger: Vec<String> = shown
        .lines()
        .skip(usize::from(areas.ledgers[3].y))
        .take(usize::from(areas.ledgers[3].height))
        .map(|line| line.chars().take(usize::from(areas.ledgers[3].width)).collect())
        .collect();
    let ledger = ledger.join("\n");
    assert!(["XP1", "M1", "M2"].iter().all(|name| ledger.contains(name)), "{shown}");
    answer(&mut model);
}

#[test]
fn an_order_is_told_place_by_place() {
    for (lang, at_place, elsewhere) in [
        (
            Lang::En,
            "In the right place: store-A",
            "Right, but in the wrong place: logon-A, support-A",
        ),
        (Lang::PtBr, "No lugar certo: store-A", "Certo, mas fora do lugar: logon-A, support-A"),
    ] {
        let mut model = question("02", lang, |lesson| {
            lesson.select() == mapi_teardown::lesson::predict::Select::Ordered
        });
        let options =
            model.any_lesson().and_then(|it| it.question(lang)).expect("asks").options.clone();
        for name in ["store-A", "support-A", "logon-A"] {
            let at = options.iter().position(|it| it == name).expect("is offered");
            update(&mut model, Message::Pick(u8::try_from(at).expect("few")));
        }
        press_key(&mut model, Key::Enter);
        let shown = picture(&model);
        assert!(shown.contains(at_place) && shown.contains(elsewhere), "{shown}");
    }
}
