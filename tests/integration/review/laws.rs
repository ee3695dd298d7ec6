//! Laws of the schedule and of what is kept of it, for any answers on any days.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use mapi_teardown::lesson::progress::{
    KeptMethod, KeptSolution, LessonProgress, Progress, SceneMark, TaskProgress,
};
use mapi_teardown::lesson::review::plan::ReviewPlan;
use mapi_teardown::lesson::review::{ReviewKey, ReviewSchedule};
use proptest::prelude::*;
use rs_fsrs::Rating;

use super::today;

const KNOWN: &str =
    "due=2026-12-04 last=2026-12-01 stability=2.307 difficulty=5.282 reviews=1 lapses=0";

fn days(from: NaiveDate, count: u64) -> NaiveDate {
    from.checked_add_days(Days::new(count)).expect("a day")
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0u64..2_932_000).prop_map(|count| days("1970-01-01".parse().expect("a day"), count))
}

fn rating() -> impl Strategy<Value = Rating> {
    prop_oneof![Just(Rating::Again), Just(Rating::Hard), Just(Rating::Good)]
}

fn schedule() -> impl Strategy<Value = ReviewSchedule> {
    let numbers = (1u32.., 0u32.., 1u32..=36_500_000, 1_000u32..=10_000);
    (numbers, day(), day()).prop_map(|((reviews, lapses, stability, difficulty), last, due)| {
        ReviewSchedule { reviews, last, lapses, due, stability, difficulty }
    })
}

fn reviews() -> impl Strategy<Value = BTreeMap<ReviewKey, Option<ReviewSchedule>>> {
    let lesson = prop_oneof!["0[0-3]-[a-c]", "[^\\p{C}\\s=]{1,6}"];
    let key = (lesson, "[a-c](@[a-c])?").prop_map(|(lesson, scene)| ReviewKey { lesson, scene });
    prop::collection::btree_map(key, prop::option::of(schedule()), 0..6)
}

fn tasks() -> impl Strategy<Value = BTreeMap<String, TaskProgress>> {
    let line = (0u8..3, "[a-z#][a-z =#()\"]{0,6}[a-z]");
    let method = ("[A-Za-z]{1,4}", prop::collection::vec(line, 0..3))
        .prop_map(|(name, lines)| KeptMethod { name, lines });
    let best = (0u32..3, 0u32..3, prop::collection::vec(method, 0..3))
        .prop_map(|(statements, attempts, methods)| KeptSolution { statements, attempts, methods });
    let task = (0u32..4, prop::option::of(best))
        .prop_map(|(attempts, best)| TaskProgress { attempts, best });
    prop::collection::btree_map("[1-3]-[a-c]", task, 0..3)
}

fn progress() -> impl Strategy<Value = Progress> {
    let wrong = prop::option::of(Just(Vec::new()));
    let mark =
        (0usize..3, 0usize..3, any::<bool>(), wrong).prop_map(|(attempts, hints, right, wrong)| {
            SceneMark { done: right, right, attempts, hints, way: None, wrong }
        });
    let marks = prop::collection::btree_map("[a-c]", mark, 0..3);
    let lesson = (0u32..3, marks).prop_map(|(round, marks)| LessonProgress {
        round,
        marks,
        ..LessonProgress::default()
    });
    let lessons = prop::collection::btree_map("0[0-3]-[a-c]", lesson, 0..4);
    (lessons, reviews(), tasks()).prop_map(|(lessons, reviews, tasks)| Progress {
        lessons,
        reviews,
        tasks,
    })
}

/// The schedule after reviews, each so many days after it was due, and the day of the last one.
fn after(answers: &[(Rating, u64)]) -> Option<ReviewSchedule> {
    answers.iter().fold(None, |known: Option<ReviewSchedule>, (rating, late)| {
        let now = days(known.map_or(today(), |known| known.due), *late);
        Some(ReviewSchedule::after(known, *rating, now))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(progress in progress()) {
        let text = progress.to_string();
        let version = match (progress.tasks.is_empty(), progress.reviews.is_empty()) {
            (true, true) => 1,
            (true, false) => 2,
            (false, _) => 3,
        };
        let head = format!("teardown progress {version}\n");
        prop_assert!(text.starts_with(&head));
        let again: Progress = text.parse().expect("readable");
        prop_assert_eq!(&again.reviews, &progress.reviews);
        prop_assert_eq!(&again.tasks, &progress.tasks);
        prop_assert_eq!(again.to_string(), text);
    }

    #[test]
    fn it_does_not_matter_which_program_saves_first(a in progress(), b in progress()) {
        let merged = |a: &Progress, b: &Progress| {
            let mut all = a.clone();
            all.merge(b);
            all
        };
        let both = merged(&a, &b);
        prop_assert_eq!(&both.reviews, &merged(&b, &a).reviews);
        prop_assert_eq!(&merged(&both, &b).reviews, &both.reviews);
        // Nothing that either knew is lost.
        for (key, known) in a.reviews.iter().chain(&b.reviews) {
            prop_assert!(both.reviews[key] >= *known);
        }
        let mut imported = a.clone();
        imported.import(&b);
        prop_assert!(a.reviews.iter().all(|(key, known)| imported.reviews[key] >= *known));
    }

    #[test]
    fn a_review_is_never_due_again_on_its_day(
        known in prop::option::of(schedule()),
        rating in rating(),
        now in day(),
    ) {
        let next = ReviewSchedule::after(known, rating, now);
        prop_assert!(next.due >= days(now, 1), "{next:?}");
        prop_assert!(next.last == now && next.reviews > 0);
        prop_assert!((1..=36_500_000).contains(&next.stability));
        prop_assert!((1_000..=10_000).contains(&next.difficulty));
        // It knows more than what was known before, so that no other program undoes it.
        prop_assert!(known.is_none_or(|known| known.reviews == u32::MAX || next > known));
    }

    #[test]
    fn what_is_known_comes_back_later_and_later(
        answers in prop::collection::vec((rating(), 0u64..40), 1..8),
    ) {
        let known = after(&answers).expect("was reviewed");
        let next = ReviewSchedule::after(Some(known), Rating::Good, known.due);
        let wait = |it: &ReviewSchedule| (it.due - it.last).num_days();
        prop_assert!(next.stability > known.stability, "{known:?} {next:?}");
        prop_assert!(wait(&next) >= wait(&known), "{known:?} {next:?}");
        // The better the answer, the later it is.
        let [again, hard] = [Rating::Again, Rating::Hard]
            .map(|rating| ReviewSchedule::after(Some(known), rating, known.due));
        prop_assert!(again.due <= hard.due && hard.due < next.due);
        prop_assert_eq!((again.lapses, hard.lapses), (known.lapses + 1, known.lapses));
    }

    #[test]
    fn a_line_that_is_no_schedule_is_damage(field in 0usize..6, word in "[^\\p{C}\\s]{0,8}") {
        let line = |fields: &[&str]| {
            format!("teardown progress 2\nreview 02-a b {}\n", fields.join(" "))
        };
        let mut fields: Vec<&str> = KNOWN.split(' ').collect();
        prop_assert!(line(&fields).parse::<Progress>().is_ok());
        fields.remove(field);
        prop_assert!(line(&fields).parse::<Progress>().is_err());
        fields.push(&word);
        if let Ok(progress) = line(&fields).parse::<Progress>() {
            prop_assert_eq!(progress.to_string().parse::<Progress>().expect("readable"), progress);
        }
    }
}

#[test]
fn a_question_that_is_always_known_comes_back_after_growing_intervals() {
    let mut known = None;
    let waits: Vec<i64> = (0..6)
        .map(|_| {
            let now = known.map_or(today(), |it: ReviewSchedule| it.due);
            let next = ReviewSchedule::after(known, Rating::Good, now);
            known = Some(next);
            (next.due - now).num_days()
        })
        .collect();
    // As docs/lessons.md has it.
    let first = [Rating::Again, Rating::Hard, Rating::Good]
        .map(|rating| (ReviewSchedule::after(None, rating, today()).due - today()).num_days());
    assert_eq!(first, [1, 2, 3]);
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
    assert!(waits[0] <= 7 && waits[5] > 100, "{waits:?}");
}

#[test]
fn numbers_and_days_out_of_bounds_are_damage() {
    for field in [
        "due=2026-13-04",
        "due=+12026-12-04",
        "due=1969-12-31",
        "last=2026-12-1",
        "last=today",
        "stability=NaN",
        "stability=inf",
        "stability=0",
        "stability=-1",
        "stability=1e9",
        "difficulty=0.5",
        "difficulty=10.001",
        "reviews=0",
        "reviews=-1",
        "lapses=4294967296",
        "more=1",
        "due",
    ] {
        let mut line = String::from("teardown progress 2\nreview 02-a b");
        let key = field.split('=').next();
        for word in KNOWN.split(' ').filter(|word| word.split('=').next() != key).chain([field]) {
            line += &format!(" {word}");
        }
        assert!(line.parse::<Progress>().is_err(), "{line}");
    }
    let of_version_1 = "teardown progress 1\nreview 02-a b\n";
    assert!(of_version_1.parse::<Progress>().is_err());
    assert!("teardown progress 2\nreview 02-a b\n  told done\n".parse::<Progress>().is_err());
}

#[test]
fn a_clock_that_was_ahead_hides_no_question() {
    let text = "teardown progress 2\nreview 00-tour guess due=2031-01-09 last=2031-01-01 \
                stability=8 difficulty=5 reviews=3 lapses=0\n";
    let mut kept: Progress = text.parse().expect("is progress");
    let plan = ReviewPlan::of(&kept, today());
    assert_eq!(plan.due.len(), 1);
    let next = ReviewSchedule::after(plan.due[0].known, Rating::Good, today());
    assert!(next.due > today() && next.due < days(today(), 60), "{next:?}");
    let one = Progress::of_reviews([(plan.due[0].key.clone(), Some(next))].into());
    kept.merge(&one);
    assert_eq!(ReviewPlan::of(&kept, today()).next(), Some(next.due));
}
