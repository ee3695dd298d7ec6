//! The mode without a screen carries what the stage carries.

use std::io::Cursor;

use mapi_teardown::lesson::library::INDEX;
use mapi_teardown::lesson::{Lesson, LessonRun};
use mapi_teardown::scenario::RunOptions;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, Depth, Exit, Settings, Start, plain};

use super::harness::screen::picture;

fn settings(lang: Lang) -> Settings {
    Settings { depth: Depth::None, reduced_motion: true, ..Settings::from_environment(lang) }
}

fn run(start: Start, lang: Lang, input: &str) -> (Exit, String) {
    let mut out = Vec::new();
    let exit = plain::run(start, &settings(lang), &mut Cursor::new(input.to_owned()), &mut out)
        .expect("writes to memory");
    (exit, String::from_utf8(out).expect("is text"))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"│├┤┬┴┼╭╮╰╯─".contains(*c)).collect()
}

/// What the output says about each step, in the order of the steps.
fn steps(out: &str) -> Vec<&str> {
    let word = if out.contains("\nStep ") { "\nStep " } else { "\nPasso " };
    out.split(word).skip(1).collect()
}

#[test]
fn every_sentence_and_every_change_is_in_both() {
    for (word, lang) in [
        ("store-logoff:world=busy", Lang::En),
        ("release:world=busy", Lang::PtBr),
        ("session-logoff:world=plain", Lang::En),
        ("store-logoff:world=plain,bug=PB5", Lang::En),
    ] {
        let options = RunOptions::parse(word).expect("a run");
        let mut model = tui::model(Start::Run(options.clone()), &settings(lang));
        update(&mut model, Message::Resize(250, 90));
        let beats = model.stage().expect("a run").timeline.beats().len();
        let (_, out) = run(Start::Run(options), lang, &"\n".repeat(beats - 1));
        let told = steps(&out);
        assert_eq!(told.len(), beats, "{word}: one part a beat, and the start");
        for (beat, told) in told.iter().enumerate() {
            if beat > 0 {
                update(&mut model, Message::Beat);
            }
            let shown = picture(&model);
            let picture = squeezed(&shown);
            let lines: Vec<&str> = told.lines().collect();
            let sentence = lines[if beat == 0 { 1 } else { 2 }];
            // At the end of a run that breaks a rule, the stage says what broke in its place.
            let is_broken = beat + 1 == beats && word.contains("bug=");
            assert!(
                is_broken || picture.contains(&squeezed(sentence)),
                "{word}, beat {beat}: {sentence}\n{shown}"
            );
            let changes: Vec<&str> =
                lines.iter().filter(|line| line.starts_with("  ")).copied().collect();
            let stage = model.stage().expect("a run");
            assert_eq!(
                changes.len(),
                stage.marks.items().filter(|item| is_listed(stage, *item)).count(),
                "{word}, beat {beat}"
            );
            for change in changes {
                let facts: Vec<&str> = change
                    .split_once(": ")
                    .expect("a ledger")
                    .1
                    .split_whitespace()
                    .skip(1)
                    // Words in the place of the screen's arrows.
                    .filter(|fact| !["then", "of", "depois", "de"].contains(fact))
                    // A row's kind gives its room to the change.
                    .filter(|fact| !["TRANSPORT", "STORE", "SPOOLER", "SUBSYSTEM"].contains(fact))
                    .collect();
                let is_there = shown.lines().any(|row| facts.iter().all(|fact| row.contains(fact)));
                assert!(is_there, "{word}, beat {beat}: {facts:?}\n{shown}");
            }
        }
    }
}

fn is_listed(stage: &tui::model::stage::Stage, item: mapi_teardown::sim::ledgers::Item) -> bool {
    match item {
        mapi_teardown::sim::ledgers::Item::Object(object) => {
            stage.timeline.machine().program().is_listed(stage.timeline.state(), object)
        }
        _ => true,
    }
}

#[test]
fn no_line_moves_the_cursor_or_paints() {
    let input = "\n\nb\nw\n\nr\n\nt\n\na\n\nv\n\nR\n\ns\n\ny\nl\nw 3\n\n/ Release\n1\ng \
        12\n?\nwhat\nx\n\nend\nb\nstart\nq\n";
    for lang in [Lang::En, Lang::PtBr] {
        let (exit, out) = run(Start::Run(RunOptions::path("store-logoff")), lang, input);
        assert_eq!(exit, Exit::Done);
        assert!(!out.contains('\x1b') && !out.contains('\r'), "{out}");
        assert!(out.len() > 4000);
    }
}

#[test]
fn numbers_lead_through_the_home_screen_and_the_sheets() {
    let (_, out) = run(Start::Home, Lang::En, "99\n1\n\n\ng 5\nw\n1\nq\n");
    assert!(out.contains("That number is not in the list."), "{out}");
    assert!(out.contains("\nA client calls StoreLogoff\n"), "{out}");
    assert!(out.contains("\nStep 5 of"), "{out}");
    assert!(out.contains("\nWhy?\n"), "{out}");
}

#[test]
fn lessons_are_called_by_their_numbers_and_the_first_enter_begins_the_tour() {
    let home = |input: &str| {
        let mut out = Vec::new();
        let settings =
            Settings { lessons: mapi_teardown::headless::film::entries(), ..settings(Lang::En) };
        plain::run(Start::Home, &settings, &mut Cursor::new(input.to_owned()), &mut out)
            .expect("writes to memory");
        String::from_utf8(out).expect("is text")
    };
    for entry in INDEX {
        let number = entry.id.split('-').next().unwrap_or_default();
        let title = format!("\n{number} {}\n", entry.en);
        let typed: usize = number.parse().expect("a number");
        let out = home(&format!("{typed}\nq\n"));
        assert!(out.contains(&title), "{out}");
    }
    assert!(home("\nq\n").contains("\n00 A ninety-second tour\n"), "{}", home("\nq\n"));
    let asked = home("?\nq\n");
    assert!(
        asked.contains("In a run, ? lists") && asked.matches("store-logoff").count() <= 1,
        "{asked}"
    );
}

#[test]
fn a_command_above_a_sheet_leaves_it() {
    let (_, out) = run(
        Start::Run(RunOptions::path("store-logoff")),
        Lang::En,
        "r\ng 12\na\nStoreLogoff\nwhat\nr\nwhat\nq\n",
    );
    assert!(out.contains("\nStep 12 of"), "{out}");
    assert!(
        out.contains("> StoreLogoff_") && out.contains("> what_"),
        "a word is looked up: {out}"
    );
    assert!(out.contains("Unknown command"), "{out}");
}

#[test]
fn a_reading_can_be_turned_and_taken() {
    let (_, out) = run(Start::Run(RunOptions::path("store-logoff")), Lang::En, "R\n8\n8\nq\n");
    assert!(out.contains("Where the documents disagree"), "{out}");
}

#[test]
fn a_lesson_is_played_with_numbers() {
    for lang in [Lang::En, Lang::PtBr] {
        let lesson = Lesson::find("02-orderly-logoff").expect("there is one");
        let run_of = LessonRun::new(std::sync::Arc::new(lesson)).expect("runs");
        let questions = (0..run_of.stops().len()).filter(|stop| run_of.asks(*stop)).count();
        // Everything is shown: go on, ask for the answer where a question waits.
        let (_, out) = run(Start::Lesson(Box::new(run_of)), lang, &"\n\ns\n\n".repeat(200));
        let asked = out.lines().filter(|line| line.starts_with("  1. ")).count();
        assert!(
            questions > 0 && asked >= questions,
            "{questions} questions, {asked} lists:\n{out}"
        );
    }
}

#[test]
fn two_texts_at_one_place_are_both_told() {
    let lesson = Lesson::find("06").expect("there is one");
    let run_of = LessonRun::new(std::sync::Arc::new(lesson)).expect("runs");
    let texts: Vec<String> = (0..run_of.stops().len())
        .filter(|stop| run_of.stops()[*stop].place == 0 && !run_of.asks(*stop))
        .filter_map(|stop| Some(squeezed(run_of.scene(stop).say.as_ref()?.get(Lang::En))))
        .collect();
    assert!(texts.len() > 1, "the lesson begins with more than one");
    let (_, out) = run(Start::Lesson(Box::new(run_of)), Lang::En, "\n\n\n");
    let told = squeezed(&out);
    for text in texts {
        assert!(told.contains(&text), "{text}\n{out}");
    }
}

/// The bug's name would answer the question: it is told with the answer, in no line and on no sheet
/// before.
#[test]
fn no_bug_is_named_before_the_question_about_it_is_answered() {
    for lang in [Lang::En, Lang::PtBr] {
        let lesson = Lesson::find("16").expect("there is one");
        let run_of = LessonRun::new(std::sync::Arc::new(lesson)).expect("runs");
        // First the question that asks why. The ghost is the second report; what tells of the run
        // is looked at while the question waits, then its answer is asked for.
        let input = "\ns\n\n\n2\n\nr\n\ny\nx\n\ni\ni\n";
        let (_, asked) = run(Start::Lesson(Box::new(run_of.clone())), lang, input);
        assert!(asked.contains("INV-27") && !asked.contains("PB2"), "{asked}");
        let (_, answered) = run(Start::Lesson(Box::new(run_of)), lang, &format!("{input}s\ny\n"));
        assert!(answered.contains("bug=PB2"), "{answered}");
    }
}

/// What the output says up to the way that was taken.
fn up_to_the_choice(out: &str) -> &str {
    let chosen = out.find("(You chose: ").unwrap_or_else(|| panic!("nothing was chosen: {out}"));
    &out[..chosen]
}

#[test]
fn the_text_above_a_choice_is_told_once() {
    let mut told = 0;
    for id in INDEX.iter().map(|entry| entry.id) {
        let lesson = Lesson::find(id).expect("there is one");
        let run_of = LessonRun::new(std::sync::Arc::new(lesson)).expect("runs");
        let Some(stop) = (0..run_of.stops().len()).find(|stop| !run_of.ways(*stop).is_empty())
        else {
            continue;
        };
        let Some(say) = run_of.scene(stop).say.clone() else { continue };
        // A 1 takes the first way, or is an answer that `s` makes up for; where nothing is asked it
        // is no command.
        let (_, out) = run(Start::Lesson(Box::new(run_of)), Lang::En, &"\n1\ns\n\n".repeat(80));
        let lines = squeezed(up_to_the_choice(&out));
        assert_eq!(lines.matches(&squeezed(say.get(Lang::En))).count(), 1, "{id}: {out}");
        told += 1;
    }
    assert!(told > 5, "{told} lessons offer a choice under a text");
}

#[test]
fn it_says_what_it_is_names_what_it_lists_and_draws_nothing() {
    for lang in [Lang::En, Lang::PtBr] {
        let lesson = Lesson::find("02").expect("there is one");
        let run_of = LessonRun::new(std::sync::Arc::new(lesson)).expect("runs");
        let input = format!("{}l\nr\n\nt\n\ny\n\nq\n", "\n\ns\n".repeat(60));
        let (_, out) = run(Start::Lesson(Box::new(run_of)), lang, &input);
        let first = out.lines().next().unwrap_or_default();
        assert!(first.starts_with("teardown, ") && first.contains("--plain"), "{first}");
        assert!(out.contains("R4  Store A"), "options are named: {out}");
        let drawn = "│├┤┬┴┼╭╮╰╯─╴▶◂▸●✓→·‹┃▌━╳◆▲▼";
        let signs: Vec<&str> =
            out.lines().filter(|line| line.contains(|c| drawn.contains(c))).collect();
        assert!(signs.is_empty(), "{signs:#?}");
        let frames = |line: &&str| ["==", "--", "|"].iter().any(|it| line.starts_with(it));
        assert_eq!(out.lines().find(frames), None);
    }
}

#[test]
fn a_question_that_asks_why_says_what_each_change_did() {
    for (lang, same) in [(Lang::En, ": no difference; "), (Lang::PtBr, ": não faz diferença; ")] {
        let lesson = Lesson::find("02").expect("there is one");
        let run_of = LessonRun::new(std::sync::Arc::new(lesson)).expect("runs");
        let (_, out) = run(Start::Lesson(Box::new(run_of)), lang, &"\n\ns\n\n".repeat(60));
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(out.matches(same).count(), 2, "{out}");
        assert!(out.contains("M1, M2 ("), "{out}");
    }
}

#[test]
fn a_call_of_the_stack_is_printed_with_its_code_and_its_variables() {
    let start = || Start::Run(RunOptions::parse("store-logoff:world=busy").expect("a run"));
    let (_, out) = run(start(), Lang::En, "g 22\nf\nf 2\nf 99\nq\n");
    assert!(out.contains("1. IMAPISupport::StoreLogoffTransports  support-A"), "{out}");
    let frame = out.split("IMsgStore::StoreLogoff(flags) (frame 2 of 3").nth(1).expect("a call");
    for said in ["ran let hr, word = support.StoreLogoffTransports(flags)", "this = store-A"] {
        assert!(frame.contains(said), "{said}\n{frame}");
    }
    assert!(frame.contains("flags = LOGOFF_ORDERLY"), "{frame}");
    assert!(frame.contains("That number is not in the list."), "{frame}");
}
