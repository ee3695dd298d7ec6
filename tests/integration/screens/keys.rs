//! What the footer offers works where it is offered; what was left can be taken up again.

use super::*;
use crate::harness::screen::press_key;
use keymap::{BINDINGS, Key};
use mapi_teardown::lesson::{Lesson, LessonRun};
use mapi_teardown::tui::LessonEntry;
use mapi_teardown::tui::model::home::Pane;
use mapi_teardown::tui::model::lesson::{CardPhase, LessonStage};
use std::sync::Arc;

const SIZE: (u16, u16) = (120, 36);

/// What shows above the footer, colours too.
fn above(model: &Model) -> Vec<ratatui::buffer::Cell> {
    let mut cells = tui::render(model, SIZE.0, SIZE.1).content;
    cells.truncate(usize::from(SIZE.0) * usize::from(SIZE.1 - 1));
    cells
}

fn home(lang: Lang) -> Model {
    let lessons = mapi_teardown::lesson::library::INDEX.iter().map(|it| LessonEntry {
        id: it.id.to_owned(),
        title: [it.en.to_owned(), it.pt_br.to_owned()],
        summary: [String::new(), String::new()],
    });
    let settings = Settings { lessons: lessons.collect(), ..settings(lang) };
    let mut model = tui::model(Start::Home, &settings);
    update(&mut model, Message::Resize(SIZE.0, SIZE.1));
    model
}

/// A lesson at its first page, by its number.
pub fn lesson(id: &str, lang: Lang, size: (u16, u16)) -> Model {
    let run = LessonRun::new(Arc::new(Lesson::find(id).expect("a lesson"))).expect("a run");
    let mut model = tui::model(Start::Lesson(Box::new(run)), &settings(lang));
    update(&mut model, Message::Resize(size.0, size.1));
    model
}

/// To the next page of a lesson: a question is given up, of a choice the first way is taken.
pub fn turn(model: &mut Model) {
    let phase = model.lesson().map(|it| it.phase);
    press(
        model,
        match phase {
            Some(CardPhase::Asking) => "S",
            Some(CardPhase::Choosing) => "a Enter",
            _ => "Enter",
        },
    );
}

/// The key that a hint names.
fn key_of(model: &Model, label: &str) -> Key {
    let reader = model.reader();
    let mut keys = BINDINGS.iter().flat_map(|binding| binding.keys.iter().copied());
    let label = label.split('-').next().filter(|first| first.len() == 1).unwrap_or(label);
    keys.find(|key| keymap::label(*key, reader) == label)
        .unwrap_or_else(|| panic!("no key is called {label}"))
}

/// Whether each key that the footer names here does something: another picture, a move, or
/// something that the surroundings must do. A remark alone is none.
fn dead(make: &dyn Fn() -> Model, word: &str, keys: &str) -> Vec<String> {
    let reached = || {
        let mut model = make();
        press(&mut model, keys);
        model
    };
    let model = reached();
    let before = above(&model);
    let pace = |model: &Model| model.stage().map(|it| it.pace);
    let usual = pace(&model);
    let hints = keymap::hints(&model);
    let mut dead = Vec::new();
    for hint in &hints {
        let mut model = reached();
        let key = key_of(&model, &hint.keys);
        let effect = press_key(&mut model, key);
        let is_other =
            keymap::hints(&model).iter().map(|it| &it.text).ne(hints.iter().map(|it| &it.text));
        let is_other = is_other || pace(&model) != usual;
        if effect.is_none() && above(&model) == before && !is_other {
            dead.push(format!("{word}, {keys}: {} {} {:?}", hint.keys, hint.text, model.notice));
        }
    }
    assert!(!hints.is_empty(), "{word}, {keys}");
    dead
}

#[test]
fn every_key_that_the_footer_names_does_something_there() {
    let mut found = Vec::new();
    let run = || stage("release:bug=PB3,world=plain", Lang::En, SIZE);
    for keys in [
        "",
        "Right",
        "End",
        "End Left",
        "1",
        "1 1",
        "End 1",
        "4 z",
        "Tab",
        "Right Right < <",
        "End u",
        "x Right Enter",
        "End r",
        "3 w",
        "]",
        "] c",
        "] c Esc X",
        "v",
        "t",
        "R",
        "a",
        "y",
        "s",
        "?",
        "/",
        "/ R 4",
        "/ R 4 Enter",
        "/ R 4 Enter n",
        "p",
        "p + + + +",
        "s End",
        "] ] ] ]",
    ] {
        found.extend(dead(&run, "run", keys));
    }
    for keys in ["", "Tab", "Tab End", "Tab Enter Esc", "Tab Down Right", "f", "f h a n g", "?"] {
        found.extend(dead(&|| home(Lang::En), "home", keys));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_key_that_the_footer_names_does_something_in_a_lesson() {
    let mut found = Vec::new();
    for (id, way) in [
        ("02", "Right b Down Enter a S Right Right Down S Right"),
        ("05", "Right Right Space S Right Right Right h 3 Esc"),
        ("12", "Right Down Enter Right Right"),
    ] {
        let mut keys = String::new();
        for key in std::iter::once("").chain(way.split_whitespace()) {
            keys = format!("{keys} {key}");
            found.extend(dead(&|| lesson(id, Lang::En, SIZE), id, &keys));
        }
    }
    for more in ["x Right Enter", "End", "e", "m"] {
        found.extend(dead(&|| lesson("02", Lang::En, SIZE), "02", more));
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The words of the footer.
fn footer(model: &Model) -> String {
    let shown = picture(model, SIZE);
    shown.lines().last().unwrap_or_default().to_owned()
}

/// Presses Escape until the home screen shows.
fn go_home(model: &mut Model) {
    for _ in 0..5 {
        if !model.is_at_home() {
            press(model, "Esc");
        }
    }
    assert!(model.is_at_home());
}

/// The path picker and the list of lessons, whichever list one is in.
fn turn_to(model: &mut Model, pane: Pane) {
    while model.home.pane != pane {
        press(model, "Tab");
    }
}

#[test]
fn what_took_work_is_taken_up_again_where_it_was_left() {
    let mut model = home(Lang::En);
    // Settings and a fork.
    press(&mut model, "Tab Down Right Enter Right Right x Right Enter Right");
    assert!(footer(&model).contains("Esc home (run kept)"), "{}", footer(&model));
    let place = |model: &Model| {
        model.stage().map(|it| (it.options.to_string(), it.timeline.at())).expect("a run")
    };
    let fork = place(&model);
    go_home(&mut model);
    assert!(footer(&model).contains("Esc to the run"), "{}", footer(&model));
    // A lesson half done, then another run with settings, one after the other in its place.
    turn_to(&mut model, Pane::Lessons);
    press(&mut model, "Home Down Down Down Enter Right S Right");
    let lesson = place(&model);
    go_home(&mut model);
    turn_to(&mut model, Pane::Paths);
    press(&mut model, "Home Right Enter");
    for wanted in [fork, lesson] {
        press(&mut model, "B");
        let sheet = picture(&model, SIZE);
        assert_eq!(model.open_runs.len(), 2, "{sheet}");
        press(&mut model, "End Up Enter");
        if place(&model) != wanted {
            press(&mut model, "B End Enter");
        }
        assert_eq!(place(&model), wanted, "{sheet}");
    }
}

#[test]
fn a_lesson_that_was_left_goes_on_at_its_step() {
    let mut model = home(Lang::En);
    press(&mut model, "Down Down Down Enter Right S Right Right");
    let at = model.lesson().map(LessonStage::at).expect("a lesson");
    assert!(at > 0);
    go_home(&mut model);
    turn_to(&mut model, Pane::Paths);
    press(&mut model, "Enter");
    assert!(model.lesson().is_none());
    go_home(&mut model);
    turn_to(&mut model, Pane::Lessons);
    press(&mut model, "Enter");
    assert_eq!(model.lesson().map(LessonStage::at), Some(at), "{}", picture(&model, SIZE));
}

#[test]
fn a_run_that_costs_nothing_to_reopen_is_not_kept() {
    let mut model = home(Lang::En);
    press(&mut model, "Tab Enter Right Esc Right Enter Esc");
    assert!(model.open_runs.is_empty());
    assert!(!footer(&model).contains("open runs"));
}

#[test]
fn what_was_led_elsewhere_from_a_lesson_is_kept_when_one_comes_back() {
    let mut model = lesson("02", Lang::En, SIZE);
    press(&mut model, "x Right Enter Right Esc");
    assert!(footer(&model).contains("Esc to the lesson (run kept)"), "{}", footer(&model));
    let at = model.stage().map(|it| it.timeline.at());
    press(&mut model, "Esc");
    assert!(model.in_lesson());
    press(&mut model, "B Down Enter");
    assert!(!model.in_lesson());
    assert_eq!(model.stage().map(|it| it.timeline.at()), at);
}

#[test]
fn settings_without_room_in_the_title_are_counted_and_one_key_shows_them() {
    let word = "release:world=plain,bug=PB3,notify=late,orphans=leave,client=untidy,inbox=no";
    for (columns, whole) in [(80, false), (120, false), (200, true)] {
        let size = (columns, 36);
        let mut model = stage(word, Lang::En, size);
        let shown = picture(&model, size);
        let title = shown.lines().next().unwrap_or_default();
        let (_, given) = word.split_once(':').expect("settings");
        let given: Vec<&str> = given.split(',').collect();
        let missing = given.iter().filter(|it| !title.contains(it.trim_start_matches("bug=")));
        let missing = missing.count();
        assert_eq!(missing == 0, whole, "{title}");
        let says = title.contains(&format!("+{missing} setting"));
        assert!(whole || says || title.contains(&format!("+{missing} (y)")), "{title}");
        press(&mut model, "y");
        let shown = picture(&model, size);
        let flat: String = shown.replace(|c: char| c.is_whitespace() || c == '│', "");
        assert!(given.iter().all(|it| flat.contains(it)), "{shown}");
    }
}

#[test]
fn a_slash_searches_from_every_sheet() {
    for keys in ["r", "w", "v", "t", "s", "y", "?", "End r"] {
        let mut model = stage("store-logoff", Lang::En, SIZE);
        press(&mut model, &format!("{keys} /"));
        let sheet = picture(&model, SIZE);
        assert!(sheet.contains("Search"), "{keys}\n{sheet}");
    }
    let mut model = home(Lang::En);
    press(&mut model, "? /");
    assert!(picture(&model, SIZE).contains("Find"));
}
