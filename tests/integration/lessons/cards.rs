//! Cards tell of the run that was played.

use std::sync::Arc;

use mapi_teardown::lesson::LessonRun;
use mapi_teardown::lesson::card::lines;
use mapi_teardown::lesson::library::{INDEX, Lesson, bundled};
use mapi_teardown::lesson::source::LessonSource;
use mapi_teardown::text::Lang;

#[test]
fn the_card_tells_of_the_run_that_was_played() {
    let mut run = LessonRun::new(Arc::new(Lesson::find("04").expect("bundled"))).expect("runs");
    let stop = (0..run.stops().len()).find(|stop| !run.ways(*stop).is_empty()).expect("a choice");
    let facts = |run: &LessonRun| {
        lines(run, Lang::En).into_iter().filter_map(|line| line.fact).collect::<Vec<_>>()
    };
    let own = facts(&run);
    assert!(own.iter().all(|fact| fact.starts_with("In this run")), "{own:?}");
    run.choose(stop, "asked").expect("runs");
    let other = facts(&run);
    assert!(other.iter().any(|fact| fact.starts_with("In your run")), "{other:?}");
    assert!(other.iter().all(|fact| !fact.starts_with("In this run")), "{other:?}");
}

#[test]
fn every_bundled_lesson_has_a_card_and_none_writes_what_a_run_can_say() {
    for entry in INDEX {
        let lesson = Lesson::find(entry.id).expect("bundled");
        let card = lesson.file.card.as_ref().unwrap_or_else(|| panic!("{} has no card", entry.id));
        assert!((3..=8).contains(&card.len()), "{}", entry.id);
        let computed =
            card.iter().filter(|line| line.run.is_some() || line.calls.is_some()).count();
        assert!(computed > 0, "{}: nothing comes from its run", entry.id);
        for lang in Lang::ALL {
            let names = ["store-A", "support-A", "logon-A"];
            assert!(
                card.iter().all(|line| names.iter().all(|name| !line.say.get(lang).contains(name))),
                "{}",
                entry.id
            );
        }
    }
}

#[test]
fn what_a_card_says_of_its_run_follows_the_run() {
    let facts = |text: String| {
        let lesson =
            Lesson::parse(LessonSource { text, ..bundled("02-orderly-logoff").expect("bundled") })
                .expect("parses");
        let run = LessonRun::new(Arc::new(lesson)).expect("runs");
        lines(&run, Lang::En).into_iter().filter_map(|line| line.fact).collect::<Vec<_>>()
    };
    let text = bundled("02-orderly-logoff").expect("bundled").text;
    let (own, other) =
        (facts(text.clone()), facts(text.replacen("flag: orderly", "flag: purge", 1)));
    assert!(
        own.iter().any(|fact| fact.contains("M2 queued"))
            && other.iter().any(|fact| fact.contains("M2 sent")),
        "{other:?}"
    );
    assert!(other.iter().any(|fact| fact == "In this run: LOGOFF_COMPLETE."), "{other:?}");
}
