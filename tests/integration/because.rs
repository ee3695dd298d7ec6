//! Questions that ask why: every change is run, and its run decides what is right.

use std::sync::Arc;

use mapi_teardown::lesson::LessonRun;
use mapi_teardown::lesson::library::{INDEX, Lesson};
use mapi_teardown::lesson::run::{first_ways, ways_of};
use mapi_teardown::lesson::source::LessonSource;
use mapi_teardown::text::Lang;

/// The runs of a lesson: its own, and that of every other way.
fn runs(id: &str) -> Vec<(String, LessonRun)> {
    let lesson = Arc::new(Lesson::find(id).expect("bundled"));
    let firsts: Vec<String> = first_ways(&lesson).into_iter().map(str::to_owned).collect();
    let others = ways_of(&lesson).map(|way| way.name.value.clone());
    let others: Vec<String> = others.filter(|way| !firsts.contains(way)).collect();
    let ways = std::iter::once(None).chain(others.into_iter().map(Some));
    let run = |way: Option<String>| {
        let run = LessonRun::with_way(Arc::clone(&lesson), way.as_deref()).expect("runs");
        (format!("{id} {}", way.unwrap_or_default()), run)
    };
    ways.map(run).collect()
}

#[test]
fn every_lesson_asks_why_and_its_runs_know_a_right_and_a_wrong_change() {
    for entry in INDEX {
        let mut asked = 0;
        for (name, run) in runs(entry.id) {
            for stop in 0..run.stops().len() {
                let told = run.trials_told(run.timeline(), stop, Lang::En);
                if told.is_empty() {
                    continue;
                }
                asked += 1;
                let question = run.question(stop, Lang::En).expect("a question");
                println!("{name}: {}", question.ask);
                told.iter().for_each(|(right, text)| println!("  {right}: {text}"));
                assert!((2..=5).contains(&told.len()), "{name}");
                assert!(told.iter().any(|(is_right, _)| *is_right), "{name}: none is right");
                assert!(told.iter().any(|(is_right, _)| !is_right), "{name}: all are right");
                assert_eq!(question.options.len(), told.len(), "{name}");
            }
        }
        assert!(asked > 0, "{} does not ask why", entry.id);
    }
}

/// A lesson that asks why, with a body of its own.
fn lesson(changes: &str, bodies: &str) -> LessonRun {
    let text = format!(
        "format: 1\ntitle: T\ngoal: G\nminutes: 5\nrun:\n  path: store-logoff\n  world: \
         plain\n  options: {{provider: eager}}\n{bodies}scenes:\n  - at: {{start: true}}\n    \
         predict:\n      rows: removed\n      because:\n{changes}close: {{}}\n"
    );
    let source = LessonSource::from_bytes("a.yaml", text.into_bytes()).expect("text");
    let lesson = Lesson::parse(source).unwrap_or_else(|found| panic!("{found:?}"));
    LessonRun::new(Arc::new(lesson)).unwrap_or_else(|found| panic!("{found:?}"))
}

const CHANGES: &str = "        - {name: leak, say: Leak., edits: [{in: destroy-store, drop: \
    release-support}]}\n        - {name: purge, say: Purge., set: {flag: purge}}\n        - {name: \
    held, say: Held., hold: {store-A: provider}}\n";

fn right(run: &LessonRun) -> Vec<String> {
    run.truth(0).expect("an answer").facts.into_iter().map(|fact| fact.name).collect()
}

#[test]
fn the_run_of_each_change_decides_and_no_name() {
    let run = lesson(CHANGES, "");
    assert_eq!(right(&run), ["leak", "held"]);
    // In a MAPI that removes no row, none of them makes a difference.
    let bodies = "  bodies: |\n    module: store-support\n    who: mapi\n    methods:\n      \
        IMAPISupport::Release() @ shutting-down-a-message-store-provider:\n        - let left = \
        refs -= 1\n        - if left == 0:\n            - free this ~ inferred\n        - return \
        left\n";
    let without = lesson(CHANGES, bodies);
    assert_eq!(right(&without), [""; 0]);
    // A statement that is moved keeps what it does.
    let moved = "        - {name: moved, say: Moved., edits: [{in: destroy-store, move: \
        release-support, before: free-store}]}\n        - {name: gone, say: Gone., edits: [{in: \
        \"IMAPISupport::Release\", drop: remove-row}]}\n";
    assert_eq!(right(&lesson(moved, "")), ["gone"]);
}

#[test]
fn an_answer_is_graded_and_every_change_is_told_with_its_step() {
    let mut run = lesson(CHANGES, "");
    let feedback = run.answer(0, &["purge".to_owned(), "leak".to_owned()]).expect("graded");
    assert!(!feedback.is_right() && feedback.extra == ["purge"] && feedback.missed.len() == 1);
    let told = run.trials_told(run.timeline(), 0, Lang::En);
    let is_right: Vec<bool> = told.iter().map(|(right, _)| *right).collect();
    assert_eq!(is_right, [true, false, true]);
    assert!(told[0].1.starts_with("Leak: rows removed: none. Without the change: "), "{told:?}");
    assert!(told[1].1.starts_with("Purge: no difference; rows removed: R4 (step "), "{told:?}");
    let hints: Vec<String> =
        (0..3).filter_map(|_| run.hint(0, Lang::PtBr).map(|(_, text)| text)).collect();
    assert!(hints[1].contains("2 mudanças estão certas"), "{hints:?}");
    assert!(hints[2].contains("Leak: "), "{hints:?}");
    assert!(run.answer(0, &["leak".to_owned(), "held".to_owned()]).expect("graded").is_right());
}

#[test]
fn a_lesson_is_refused_only_if_its_own_run_has_no_answer() {
    let odd = "        - {name: odd, say: Odd., edits: [{in: nowhere, drop: nothing}]}\n        - \
        {name: held, say: Held., hold: {store-A: provider}}\n";
    let run = lesson(odd, "");
    assert_eq!(right(&run), ["held"], "what cannot be run is no right answer");
    let told = run.trials_told(run.timeline(), 0, Lang::En);
    assert_eq!(told[0].1, "Odd: this change cannot be run.");
}
