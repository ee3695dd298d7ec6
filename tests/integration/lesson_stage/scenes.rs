//! The way back and forth through scenes, what is said of a wrong answer, and what can be chosen.

use super::*;

/// A lesson at its beginning.
fn lesson(id: &str, lang: Lang, size: (u16, u16)) -> Model {
    let mut model = home(lang, size);
    let id = INDEX.iter().find(|entry| entry.id.starts_with(id)).expect("a lesson").id;
    play::open(&mut model, id);
    model
}

fn scene(model: &Model) -> Option<usize> {
    model.lesson().expect("a lesson").course.current()
}

/// Answers what is asked with what is right, takes the first way, or goes on.
fn go_on(model: &mut Model) {
    match phase(model) {
        CardPhase::Asking => answer(model),
        CardPhase::Choosing => {
            press_key(model, Key::Char('a'));
            press_key(model, Key::Enter);
        }
        _ => drop(press_key(model, Key::Enter)),
    }
}

/// Goes on until that is true.
fn go_until(model: &mut Model, wanted: impl Fn(&Model) -> bool) {
    for _ in 0..200 {
        if wanted(model) {
            return;
        }
        go_on(model);
    }
    panic!("not reached\n{}", picture(model));
}

#[test]
fn back_leads_through_every_scene_that_forward_led_through() {
    for entry in INDEX {
        let mut model = lesson(entry.id, Lang::En, (120, 36));
        let mut led = Vec::new();
        for _ in 0..40 {
            if led.last() != Some(&scene(&model)) {
                led.push(scene(&model));
            }
            match phase(&model) {
                CardPhase::Choosing => break,
                CardPhase::Asking => answer(&mut model),
                _ => drop(press_key(&mut model, Key::Enter)),
            }
            if !model.overlays.is_empty() {
                break;
            }
        }
        while !model.overlays.is_empty() {
            update(&mut model, Message::Escape);
        }
        let mut back = vec![scene(&model)];
        for _ in 0..400 {
            let before = (scene(&model), phase(&model), model.stage().map(|it| it.timeline.at()));
            press_key(&mut model, Key::Left);
            if back.last() != Some(&scene(&model)) {
                back.push(scene(&model));
            }
            let now = (scene(&model), phase(&model), model.stage().map(|it| it.timeline.at()));
            if before == now {
                break;
            }
        }
        back.reverse();
        led.retain(Option::is_some);
        back.retain(Option::is_some);
        assert_eq!(back, led, "{}", entry.id);
    }
}

#[test]
fn what_was_explained_is_explained_again_on_the_way_forward() {
    let mut model = lesson("02", Lang::En, (120, 36));
    let explains = |model: &Model| matches!(phase(model), CardPhase::Why(_));
    go_until(&mut model, explains);
    let first = phase(&model);
    let stop = scene(&model).expect("a scene");
    press_key(&mut model, Key::Home);
    assert!(!explains(&model));
    for _ in 0..20 {
        if phase(&model) == first {
            return;
        }
        assert!(scene(&model) <= Some(stop + 1), "passed");
        press_key(&mut model, Key::Enter);
    }
    panic!("never explained again\n{}", picture(&model));
}

#[test]
fn a_wrong_answer_is_told_why_it_is_wrong_in_this_run() {
    for lang in [Lang::En, Lang::PtBr] {
        let mut model = lesson("02", lang, (80, 24));
        go_until(&mut model, |model| phase(model) == CardPhase::Asking);
        let course = &model.lesson().expect("a lesson").course;
        let (stop, run) =
            (course.current().expect("a scene"), &model.stage().expect("run").timeline);
        let truth = course.truth(run, stop).expect("asks");
        let options = course.question(run, stop, lang).expect("asks").options;
        for name in options.iter().filter(|name| !truth.facts.iter().any(|it| it.name == **name)) {
            let why = course.why_wrong(run, stop, name, lang).expect("a reason");
            assert!(why.contains(name.as_str()) && !why.starts_with("why-not"), "{why}");
        }
        let wrong = options.iter().position(|name| *name != truth.facts[0].name).expect("one");
        press_key(&mut model, Key::Char(char::from(b'a' + wrong as u8)));
        press_key(&mut model, Key::Enter);
        let why = model.lesson().expect("a lesson").course.why_wrong(
            &model.stage().expect("a run").timeline,
            stop,
            &options[wrong],
            lang,
        );
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat(&picture(&model)).contains(&flat(&why.expect("a reason"))[..20]));
    }
}

#[test]
fn every_wrong_option_of_every_lesson_has_a_reason() {
    for entry in INDEX {
        let mut model = lesson(entry.id, Lang::En, (120, 36));
        for _ in 0..200 {
            if phase(&model) == CardPhase::Asking {
                let course = &model.lesson().expect("a lesson").course;
                let stop = course.current().expect("a scene");
                let run = &model.stage().expect("a run").timeline;
                let truth = course.truth(run, stop).expect("asks");
                let question = course.question(run, stop, Lang::En).expect("asks");
                let right = |name: &String| truth.facts.iter().any(|fact| fact.name == *name);
                for name in question.options.iter().filter(|name| !right(name)) {
                    let why = course.why_wrong(run, stop, name, Lang::En);
                    let stays = question.ask.contains("stay") || truth.facts.is_empty();
                    assert!(why.is_some() || stays, "{} {stop}: {name}", entry.id);
                }
            }
            go_on(&mut model);
            if !model.overlays.is_empty() {
                break;
            }
        }
    }
}

#[test]
fn an_enter_alone_never_takes_a_way() {
    let mut model = lesson("06", Lang::En, (120, 36));
    go_until(&mut model, |model| phase(model) == CardPhase::Choosing);
    for _ in 0..3 {
        press_key(&mut model, Key::Enter);
        assert_eq!(phase(&model), CardPhase::Choosing);
    }
    assert!(model.notice.as_ref().is_some_and(|it| it.contains("Choose first")));
    press_key(&mut model, Key::Down);
    press_key(&mut model, Key::Enter);
    assert_ne!(phase(&model), CardPhase::Choosing);
}

#[test]
fn letters_of_options_have_no_gap_and_hint_and_answer_have_keys_of_their_own() {
    for entry in INDEX {
        let mut model = lesson(entry.id, Lang::En, (120, 36));
        for _ in 0..200 {
            if phase(&model) == CardPhase::Asking {
                let count = model.lesson().expect("a lesson").options();
                for (at, letter) in ('a'..='z').enumerate().take(count) {
                    let message = keymap::message(&model, Key::Char(letter));
                    assert_eq!(message, Some(Message::Pick(at as u8)), "{} {letter}", entry.id);
                }
                assert_eq!(keymap::message(&model, Key::Char('H')), Some(Message::Hint));
                assert_eq!(keymap::message(&model, Key::Char('S')), Some(Message::Reveal));
            }
            go_on(&mut model);
            if !model.overlays.is_empty() {
                break;
            }
        }
    }
}

#[test]
fn the_end_offers_what_can_be_tried_as_lines() {
    for (id, wanted) in
        [("02", "Run the same shutdown with LOGOFF_PURGE"), ("06", "take another way")]
    {
        let mut model = lesson(id, Lang::En, (120, 36));
        go_until(&mut model, |model| !model.overlays.is_empty());
        while model.overlays.last().is_some_and(|it| it.kind != SheetKind::Recap) {
            update(&mut model, Message::Escape);
        }
        assert!(picture(&model).contains(wanted), "{id}\n{}", picture(&model));
    }
    let mut model = lesson("02", Lang::En, (120, 36));
    go_until(&mut model, |model| !model.overlays.is_empty());
    update(&mut model, Message::Escape);
    for _ in 0..6 {
        let shown = picture(&model);
        let line = shown.lines().find(|line| line.contains("LOGOFF_PURGE"));
        assert!(line.is_some(), "{shown}");
        if let Some(tui::model::sheet::Action::Exercise(_)) = tui::content::sheet::action(&model) {
            press_key(&mut model, Key::Enter);
            let stage = model.stage().expect("a run");
            assert_eq!((stage.options.get("flag"), stage.timeline.at()), (Some("purge"), 0));
            return;
        }
        press_key(&mut model, Key::Down);
    }
    panic!("no such line");
}

#[test]
fn the_code_that_answers_is_covered_and_what_is_asked_of_it_is_seen() {
    let mut model = lesson("02", Lang::En, (80, 24));
    go_until(&mut model, |model| phase(model) == CardPhase::Asking);
    let shown = picture(&model);
    assert!(shown.contains("hidden until you answer"), "{shown}");
    assert!(!shown.contains("support.StoreLogoffTransports"), "{shown}");
    let body = model.stage().and_then(|stage| stage.areas(model.size)).expect("areas").body;
    assert!(body.height <= 5, "what is covered leaves its room to the ledgers\n{shown}");
    assert!(shown.contains("support-A"), "the object that the text speaks of\n{shown}");
    answer(&mut model);
    assert!(!picture(&model).contains("hidden until you answer"));
}
