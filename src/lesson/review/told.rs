//! What is said of a review: how long it takes, what waits, and when the next question is due.
//!
//! It must not know where it is said.

use super::plan::ReviewPlan;
use crate::text::Lang;
use crate::words::Words;

/// What comes: how many questions, how many minutes, and how many have no room in it. If nothing is
/// due, when the next question is.
pub fn start(plan: &ReviewPlan, lang: Lang) -> String {
    let (words, count) = (Words::of(lang), plan.session().len());
    match plan.next() {
        _ if count > 0 => {
            let waiting = plan.due.len() - count;
            let minutes = plan.minutes();
            words.with(
                "review-start",
                &[
                    ("count", count.into()),
                    ("minutes", minutes.into()),
                    ("waiting", waiting.into()),
                ],
            )
        }
        Some(day) => words.with("review-nothing-today", &[("day", day.to_string().into())]),
        None => words.text("review-nothing-yet"),
    }
}

/// How many questions are due, and when the next one is; `None` if there are none at all.
pub fn standing(plan: &ReviewPlan, lang: Lang) -> Option<String> {
    let (words, due) = (Words::of(lang), plan.due.len());
    let next = plan.next().map(|day| day.to_string());
    match next {
        Some(day) => {
            let arguments = [("due", due.into()), ("day", day.into())];
            Some(words.with("review-standing-next", &arguments))
        }
        None => (due > 0).then(|| words.with("review-standing", &[("due", due.into())])),
    }
}
