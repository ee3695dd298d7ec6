//! What a large window is used for, and what a small one never loses.

use mapi_teardown::lesson::{Lesson, LessonRun};
use mapi_teardown::tui::Start;

use super::*;

#[test]
fn a_large_window_lists_the_beats_around_the_current_one() {
    for (lang, title) in [(Lang::En, "The run, beat by beat"), (Lang::PtBr, "evento por evento")] {
        for size in [(160, 45), (200, 50)] {
            let mut model = stage("store-logoff:world=busy", lang, size);
            press(&mut model, "Right Right Right");
            let shown = picture(&model, size);
            assert!(shown.contains(title), "{shown}");
            let stage = model.stage().expect("a run");
            let (at, next) = (stage.timeline.at(), stage.timeline.next_beat().expect("goes on"));
            let row = |sign: &str, step: usize| {
                let wanted = format!("│{sign}{step:>4} ");
                shown.lines().any(|line| line.contains(&wanted))
            };
            assert!(row("●", at) && row(" ", next), "{at} {next}\n{shown}");
            insta::assert_snapshot!(format!("space-{}-{}x{}", lang.code(), size.0, size.1), shown);
        }
        let small = stage("store-logoff:world=busy", lang, (120, 36));
        assert!(!picture(&small, (120, 36)).contains(title));
    }
}

#[test]
fn in_a_lesson_the_list_gives_nothing_away() {
    let size = (160, 45);
    let lesson = Lesson::find("02-orderly-logoff").expect("there is one");
    let run = LessonRun::new(std::sync::Arc::new(lesson)).expect("runs");
    let mut model = tui::model(Start::Lesson(Box::new(run)), &settings(Lang::En));
    update(&mut model, Message::Resize(size.0, size.1));
    press(&mut model, "Right Right");
    let next = model.stage().and_then(|stage| stage.timeline.next_beat()).expect("goes on");
    let shown = picture(&model, size);
    assert!(shown.contains("The run, beat by beat"), "{shown}");
    assert!(!shown.lines().any(|line| line.contains(&format!("│ {next:>4} "))), "{shown}");
}

#[test]
fn no_name_of_a_row_is_cut_at_a_hundred_columns() {
    for lang in [Lang::En, Lang::PtBr] {
        let size = (100, 30);
        let mut model = stage("store-logoff:world=busy", lang, size);
        let beats = model.stage().map_or(0, |stage| stage.timeline.beats().len());
        for _ in 1..beats {
            let shown = picture(&model, size);
            for name in ["R1 ", "R2 ", "R3 ", "R4 ", "R8 "] {
                let row = shown.lines().find(|line| line.contains(name)).expect("a row");
                let at = row.find(name).expect("it is there");
                let cell = row[at..].split('│').next().unwrap_or_default();
                assert!(!cell.contains('…'), "{cell}\n{shown}");
            }
            press(&mut model, "Right");
        }
    }
}

#[test]
fn the_keys_begin_with_the_signs_of_the_stage_and_name_each_key_once() {
    let mut model = stage("store-logoff:world=busy", Lang::En, (120, 36));
    press(&mut model, "?");
    let lines = tall(&mut model);
    let signs = lines.iter().position(|line| line.contains("Symbols")).expect("a legend");
    let keys = lines.iter().position(|line| line.contains("Moving through the run")).expect("keys");
    assert!(signs < keys, "{}", lines.join("\n"));
    let pages = lines.iter().filter(|line| line.contains("move down one page")).count();
    assert_eq!(pages, 1, "{}", lines.join("\n"));
}

/// All lines of the sheet.
fn tall(model: &mut Model) -> Vec<String> {
    update(model, Message::Resize(120, 200));
    picture(model, (120, 200)).lines().map(str::to_owned).collect()
}

/// The names above the timeline: each with its column.
fn names(shown: &str) -> Vec<(usize, String)> {
    let rows: Vec<&str> = shown.lines().collect();
    let row: Vec<char> = rows[rows.len() - 3].chars().collect();
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, sign) in row.iter().enumerate().filter(|(_, sign)| **sign != ' ') {
        match found.last_mut().filter(|(from, text)| from + text.chars().count() + 1 >= at) {
            Some((from, text)) => {
                let gap = at - (*from + text.chars().count());
                text.push_str(&" ".repeat(gap));
                text.push(*sign);
            }
            None => found.push((at, sign.to_string())),
        }
    }
    found
}

#[test]
fn the_parts_keep_their_names_along_a_run() {
    for word in ["store-logoff:world=busy", "session-logoff:world=busy", "store-logoff:bug=PB2"] {
        for size in [(120, 36), (200, 50)] {
            let mut model = stage(word, Lang::En, size);
            let beats = model.stage().map_or(0, |stage| stage.timeline.beats().len());
            let mut all = Vec::new();
            for _ in 1..beats {
                all.push(names(&picture(&model, size)));
                press(&mut model, "Right");
            }
            let always = |name: &&(usize, String)| all.iter().all(|names| names.contains(name));
            let fixed = all[0].iter().filter(always).count();
            for names in &all {
                // The part that one is in has a name, too, if it is a small one.
                assert!(names.len() <= fixed + 1, "{word}: {fixed} {names:?}");
            }
            assert!(fixed >= 2, "{word}: {:?}", all[0]);
        }
    }
}

#[test]
fn a_large_window_cuts_no_sentence_of_the_list() {
    for size in [(160, 45), (200, 50)] {
        let mut model = stage("store-logoff:world=busy", Lang::En, size);
        for _ in 0..30 {
            press(&mut model, "Right");
            let shown = picture(&model, size);
            let list = shown.lines().filter_map(|line| line.rsplit('│').nth(1));
            assert!(!list.clone().any(|cell| cell.trim_end().ends_with('…')), "{shown}");
        }
    }
}
