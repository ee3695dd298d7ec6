//! Walking the call stack: code, variables and place of any call, by keys, by the mouse and in
//! small windows.

use mapi_teardown::lesson::{Lesson, LessonRun};
use mapi_teardown::tui::Start;

use super::mouse::find;
use super::*;
use crate::harness::screen::rows;

/// A run at the first place where its thread has so many calls in progress.
fn deep(word: &str, lang: Lang, size: (u16, u16), calls: usize) -> Model {
    let mut model = stage(word, lang, size);
    let stage = model.stage_mut().expect("a run");
    let place = (0..=stage.timeline.len()).find(|at| {
        stage.timeline.seek(*at);
        let thread = stage.timeline.last_event().map(|event| event.thread.index());
        thread.is_some_and(|thread| stage.state().threads[thread].frames.len() > calls)
    });
    stage.go(place.expect("is so deep"));
    update(&mut model, Message::Resize(size.0, size.1));
    model
}

#[test]
fn any_call_shows_its_code_its_variables_and_its_place_at_every_size() {
    for (lang, frame, variables) in
        [(Lang::En, "frame 2 of 3", "Variables"), (Lang::PtBr, "frame 2 de 3", "Variáveis")]
    {
        for size in [(120, 36), (80, 24), (40, 14)] {
            let mut model = deep("store-logoff:world=busy", lang, size, 2);
            let before = picture(&model, size);
            press(&mut model, "<");
            let walked = picture(&model, size);
            assert!(walked.contains("IMsgStore::StoreLogoff(flags)"), "{walked}");
            let calls = walked.contains("support.StoreLogoffTransports(");
            assert!(size.0 < 60 || calls, "{walked}");
            assert!(walked.contains(variables) && walked.contains("this = store-A"), "{walked}");
            assert!(size.0 < 60 || walked.contains("flags = LOGOFF_ORDERLY"), "{walked}");
            assert!(size.0 < 60 || walked.contains(frame), "{walked}");
            if size.0 >= 80 {
                let name = format!("walk-{}-{}x{}", lang.code(), size.0, size.1);
                insta::assert_snapshot!(name, walked);
            }
            press(&mut model, ">");
            assert_eq!(picture(&model, size), before, "back to the running call");
            press(&mut model, "<");
            press(&mut model, "Esc");
            assert_eq!(picture(&model, size), before, "Esc leads back too");
        }
    }
}

#[test]
fn the_next_step_shows_the_running_call_again() {
    let size = (120, 36);
    let mut model = deep("store-logoff:world=busy", Lang::En, size, 2);
    press(&mut model, "< <");
    assert!(model.stage().is_some_and(|stage| stage.walked.is_some()));
    let mut other = deep("store-logoff:world=busy", Lang::En, size, 2);
    press(&mut model, "Right");
    press(&mut other, "Right");
    assert_eq!(picture(&model, size), picture(&other, size));
}

#[test]
fn the_walk_leads_through_all_threads_and_ends_with_a_word() {
    let size = (120, 36);
    let mut model = deep("store-logoff:world=busy", Lang::En, size, 2);
    let mut threads = std::collections::BTreeSet::new();
    for _ in 0..40 {
        press(&mut model, "<");
        let walked = model.stage().and_then(|stage| stage.walked).expect("walks");
        threads.insert(walked.thread.index());
        if model.notice.is_some() {
            break;
        }
    }
    let alive = model.stage().map_or(0, |stage| {
        stage.state().threads.iter().filter(|thread| !thread.frames.is_empty()).count()
    });
    assert!(alive > 2 && threads.len() == alive, "{threads:?} of {alive}");
    assert_eq!(model.notice.as_deref(), Some("This is the outermost call."));
}

#[test]
fn a_click_selects_a_call_and_the_wheel_walks_and_scrolls() {
    let size = (120, 36);
    let mut model = deep("store-logoff:world=busy", Lang::En, size, 2);
    let (x, y) = find(&model, size, "IMsgStore::StoreLogoff  store-A");
    update(&mut model, Message::Click(x, y));
    let walked = picture(&model, size);
    assert!(walked.contains("IMsgStore::StoreLogoff(flags)"), "{walked}");
    update(&mut model, Message::Wheel(true, (x, y)));
    let script = picture(&model, size);
    assert!(script.contains("frame 1 of 3"), "{script}");
    update(&mut model, Message::Wheel(false, (x, y)));
    assert_eq!(picture(&model, size), walked);
    let (x, y) = find(&model, size, "StoreLogoffTransports  support-A");
    update(&mut model, Message::Click(x, y));
    assert!(model.stage().is_some_and(|stage| stage.walked.is_none()), "the running one");
}

#[test]
fn the_code_scrolls_to_the_end_of_a_method_and_no_further() {
    for size in [(80, 24), (100, 30)] {
        let mut model = deep("store-logoff:world=busy", Lang::En, size, 2);
        let last = {
            let stage = model.stage().expect("a run");
            let body = stage.timeline.machine().program().body(stage.running.body.expect("runs"));
            body.statements.last().expect("has one").text.to_string()
        };
        let before = picture(&model, size);
        assert!(!before.contains(&last), "{before}");
        press(&mut model, &"J ".repeat(60));
        let end = picture(&model, size);
        assert!(end.contains(&last), "{last}\n{end}");
        press(&mut model, "K");
        assert_ne!(picture(&model, size), end, "nothing was scrolled past the end");
        press(&mut model, &"K ".repeat(60));
        press(&mut model, "Right Left");
        assert_eq!(picture(&model, size), before, "a step scrolls back");
    }
}

#[test]
fn a_deep_stack_shows_its_root_and_says_what_is_folded() {
    for (lang, word) in [(Lang::En, "frames …"), (Lang::PtBr, "frames …")] {
        let size = (100, 30);
        let mut model = deep("release:world=busy", lang, size, 4);
        let rows = rows(&model, size);
        assert!(rows[2].contains("client-1"), "the root: {}", rows.join("\n"));
        let folded = rows.iter().position(|row| row.contains(word));
        assert!(folded.is_some(), "{}", rows.join("\n"));
        // Walking there unfolds what is walked to.
        let calls = model
            .stage()
            .map_or(0, |stage| stage.state().threads[stage.running.thread.index()].frames.len());
        for at in (1..calls).rev() {
            let shown = picture(&model, size);
            let marked = shown.lines().any(|line| line.starts_with("│▌"));
            assert!(marked || at == calls - 1, "{shown}");
            press(&mut model, "<");
        }
    }
}

#[test]
fn a_lesson_walks_too_and_the_card_stays() {
    let size = (120, 36);
    let lesson = Lesson::find("02-orderly-logoff").expect("there is one");
    let run = LessonRun::new(std::sync::Arc::new(lesson)).expect("runs");
    let mut model = tui::model(Start::Lesson(Box::new(run)), &settings(Lang::En));
    update(&mut model, Message::Resize(size.0, size.1));
    let card = |model: &Model| {
        let rows = rows(model, size);
        let first = rows.iter().position(|row| row.starts_with("├─ Lesson")).expect("a card");
        rows[first + 1..size.1 as usize - 3].join("\n")
    };
    let before = card(&model);
    press(&mut model, "<");
    assert!(model.stage().is_some_and(|stage| stage.walked.is_some()));
    assert_eq!(card(&model), before);
}

/// The line of the call stack that has the sign of the running thread, and the sign.
fn marked_thread(shown: &str) -> (char, String) {
    let panel = shown.lines().skip(2).take_while(|line| !line.starts_with('├'));
    let cells = panel.filter_map(|line| line.split('│').nth(1));
    let marked = cells.filter(|cell| !cell.starts_with([' ', '▌']));
    let all: Vec<&str> = marked.collect();
    let [one] = all[..] else { panic!("{all:?}\n{shown}") };
    let sign = one.chars().next().expect("a sign");
    (sign, one[sign.len_utf8()..].split_whitespace().next().unwrap_or_default().to_owned())
}

#[test]
fn the_marked_thread_is_the_one_whose_code_shows() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    let returned = {
        let stage = model.stage().expect("a run");
        let ends = |event: &mapi_teardown::sim::Event| {
            matches!(event.kind, mapi_teardown::sim::EventKind::ThreadEnd)
        };
        stage.timeline.events().iter().position(ends).expect("the client ends")
    };
    let visit = |model: &mut Model, at: usize| {
        model.stage_mut().expect("a run").go(at);
        update(model, Message::Resize(size.0, size.1));
        picture(model, size)
    };
    let last = visit(&mut model, returned);
    assert_eq!(marked_thread(&last), ('▶', "client-1".to_owned()));
    assert!(last.contains("• store.Release()") && !last.contains("▶ store.Release()"), "{last}");
    let done = visit(&mut model, returned + 1);
    assert_eq!(marked_thread(&done), ('•', "client-1".to_owned()));

    let mut bad = stage("store-logoff:world=plain,bug=PB2", Lang::En, size);
    press(&mut bad, "End");
    let end = picture(&bad, size);
    assert!(end.contains("IMsgStore::Release()"), "{end}");
    assert_eq!(marked_thread(&end).0, '!');
    // Whose call it was that ended without the one that is missing.
    let stage = bad.stage().expect("a run");
    let code = stage.healthy.run().and_then(|run| run.code.as_ref()).expect("differs").a;
    let last = stage.timeline.events().iter().rev().find(|it| it.at.body == code);
    let program = stage.timeline.machine().program();
    let name = program.thread_name(stage.state(), last.expect("it ran").thread);
    assert_eq!(marked_thread(&end).1, name);
}
