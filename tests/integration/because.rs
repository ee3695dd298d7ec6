//! Questions that ask why: every change is run, and its run decides what is right.

use std::sync::Arc;

use mapi_teardown::lesson::check::check_lesson;
use mapi_teardown::lesson::library::{INDEX, Lesson};
use mapi_teardown::lesson::run::{first_ways, ways_of};
use mapi_teardown::lesson::source::LessonSource;
use mapi_teardown::lesson::{LessonRun, Question};
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
