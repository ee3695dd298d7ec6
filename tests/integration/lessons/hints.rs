//! The last hint works out a step of the very question.

use std::sync::Arc;

use mapi_teardown::lesson::LessonRun;
use mapi_teardown::lesson::library::Lesson;
use mapi_teardown::text::Lang;

/// The last hint for the question of a kind, along a way, where the lesson writes none of its own.
fn last_hint(id: &str, way: Option<&str>, kind: &str) -> String {
    let mut lesson = Lesson::find(id).expect("bundled");
    lesson.file.scenes.value.iter_mut().for_each(|scene| scene.value.hints.clear());
    let mut run = LessonRun::with_way(Arc::new(lesson), way).expect("runs");
    let asks = |stop: &usize| {
        run.question(*stop, Lang::En).is_some_and(|question| question.kind.key() == kind)
    };
    let stop = (0..run.stops().len()).find(asks).expect("a question");
    let levels = [1, 2, 3].map(|_| run.hint(stop, Lang::En).expect("a hint").1);
    levels.into_iter().next_back().expect("three")
}

#[test]
fn the_last_hint_works_out_a_step_of_this_very_question() {
    for (id, way, kind, says) in [
        (
            "02",
            None,
            "out_word",
            "So the answer is LOGOFF_COMPLETE, LOGOFF_OUTBOUND, LOGOFF_OUTBOUND_QUEUE.",
        ),
        (
            "02",
            None,
            "rows",
            "Row R5 (Transport 1 (SMTP)) loses STATUS_INBOUND_ENABLED. So R5 is part of the \
             answer. You can find one more",
        ),
        ("02", None, "next_call", "So the answer is support-A.StoreLogoffTransports."),
        ("01", None, "count", "No step between now and then changes the count, so it is still 1."),
        ("10", None, "count", "step 6 makes it 2"),
        (
            "16",
            Some("ghost"),
            "rule",
            "Look at logon-A at the end of the run. What is left of it breaks INV-06",
        ),
        (
            "13",
            None,
            "transports",
            "No step between now and then removes anything of this kind, so XP1 stays. You can \
             find one more",
        ),
        ("18", None, "uids", "So U-A does not stay. No step does that to U-AB, so it stays."),
        ("05", None, "blame", "it was up to the store provider to prevent it"),
    ] {
        let hint = last_hint(id, way, kind);
        assert!(hint.contains(says), "{id} {kind}: {hint}");
    }
}

/// Where nothing is right, the last hint says so by what the run does: another step, or where
/// everything is when the question ends.
#[test]
fn the_last_hint_says_why_nothing_is_right() {
    let mut wrong = Vec::new();
    for (id, way, kind, says) in [
        (
            "06",
            Some("orderly"),
            "messages",
            "M1 is sent; it was in process. That is too late: the question ends at step 19.",
        ),
        (
            "06",
            Some("abort"),
            "messages",
            "at step 73, the messages are: M1 queued, M2 queued, M9 with the transport.",
        ),
        (
            "06",
            Some("quiet"),
            "messages",
            "at step 13, the messages are: M1 in process, M2 queued, M9 in process.",
        ),
        (
            "08",
            None,
            "messages",
            "M1 is sent; it was in process. That has already happened, and it does not \
             happen again.",
        ),
        (
            "10",
            None,
            "objects",
            "The reference count of store-A drops from 2 to 1: other references are \
             still held. Nothing up to step 28 comes closer",
        ),
        ("13", Some("no-row"), "rows", "MAPI unregisters U-A of logon-A"),
        ("15", Some("refused"), "rows", "step 111 removes R4, step 137 removes R5"),
        (
            "16",
            Some("healthy"),
            "rule",
            "All 126 steps are checked against the rules, and so is what is left at the end. The \
             last object is freed at step 122",
        ),
        ("11", Some("hold"), "objects", "The last step that client-1 takes by then is step 28"),
    ] {
        let hint = last_hint(id, way, kind);
        if !hint.contains(says) || !hint.ends_with("the right answer is to pick nothing.") {
            wrong.push(format!("{id} {kind}: {hint}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
