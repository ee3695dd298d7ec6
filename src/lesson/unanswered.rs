//! Questions that a lesson's run does not answer: a learner couldn't get past them, so a lesson
//! with one is not played.
//!
//! It must not know who plays it.

use super::anchor::in_words;
use super::library::Lesson;
use super::marked::Marked;
use super::predict::{NoAnswer, truth};
use super::run::Stop;
use super::schema::Predict;
use super::story::Story;
use crate::diagnostic::Diagnostic;
use crate::scenario::problem::refuse;

/// Why a question has no answer, and how to fix it.
pub(super) fn unanswered(file: &str, predict: &Marked<Predict>, why: NoAnswer) -> Diagnostic {
    let until = predict.until.as_ref();
    let (code, id, place) = match why {
        NoAnswer::NoEnd => {
            ("unreached-until", "unreached-until", until.map_or(predict.place, |it| it.place))
        }
        NoAnswer::Nothing => ("no-answer", "no-answer", predict.place),
        NoAnswer::Over => ("no-answer", "no-answer-at-end", predict.place),
        NoAnswer::NoKind => ("one-kind", "no-kind", predict.place),
    };
    let what = until.map_or(String::new(), |anchor| in_words(anchor));
    refuse(code, id, &[("what", &what)]).at(file, Some(place))
}

/// Every question in a lesson that its run does not answer, and every choice without a way.
pub(super) fn all(lesson: &Lesson, stops: &[Stop], story: &Story<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for stop in stops {
        let scene = &lesson.file.scenes[stop.scene];
        if let Some(predict) = &scene.predict
            && let Err(why) = truth(predict, story, stop.place)
        {
            found.push(unanswered(&lesson.source.name, predict, why));
        }
        if let Some(choose) = scene.choose.as_ref().filter(|choose| choose.ways.is_empty()) {
            let refused = refuse("one-way", "one-way", &[]);
            found.push(refused.at(&lesson.source.name, Some(choose.ways.place)));
        }
    }
    found.dedup();
    found
}
