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
use crate::diagnostic::{Diagnostic, Place};

/// A question without an answer: what is wrong with it, and how to fix it.
pub(super) struct Unanswered {
    pub(super) code: &'static str,
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl Unanswered {
    pub(super) fn new(predict: &Marked<Predict>, why: NoAnswer) -> Self {
        let (code, place, message, help) = match why {
            NoAnswer::NoEnd => {
                let anchor = predict.until.as_ref();
                let text = anchor.map_or(String::new(), |anchor| in_words(anchor));
                let place = anchor.map_or(predict.place, |anchor| anchor.place);
                let help =
                    "`until` looks ahead from the scene; `teardown replay` shows what happens";
                (
                    "unreached-until",
                    place,
                    format!("after this scene the run never reaches {text}"),
                    help,
                )
            }
            NoAnswer::Nothing => {
                let help = "ask about something that happens after this scene";
                (
                    "no-answer",
                    predict.place,
                    "the run does not answer this question".to_owned(),
                    help,
                )
            }
            NoAnswer::Over => {
                let message =
                    "the question comes at the end of the run: nothing that it asks about \
                    can still happen"
                        .to_owned();
                (
                    "no-answer",
                    predict.place,
                    message,
                    "ask it at an earlier moment, such as at: {start: true}",
                )
            }
            NoAnswer::NoKind => {
                let help = "name exactly one of rows, uids, objects, transports, messages, \
                    next_call, out_word, count, blame, rule";
                (
                    "one-kind",
                    predict.place,
                    "the question does not name one thing to predict".to_owned(),
                    help,
                )
            }
        };
        Self { code, place, message, help }
    }
}

/// Every question in a lesson that its run does not answer, and every choice without a way.
pub(super) fn all(lesson: &Lesson, stops: &[Stop], story: &Story<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for stop in stops {
        let scene = &lesson.file.scenes[stop.scene];
        if let Some(predict) = &scene.predict
            && let Err(why) = truth(predict, story, stop.place)
        {
            let Unanswered { code, place, message, help } = Unanswered::new(predict, why);
            found.push(
                Diagnostic::error(code, &lesson.source.name, Some(place), message).help(help),
            );
        }
        if let Some(choose) = scene.choose.as_ref().filter(|choose| choose.ways.is_empty()) {
            let message = "a choice needs at least two ways";
            found.push(
                Diagnostic::error("one-way", &lesson.source.name, Some(choose.ways.place), message)
                    .help("add ways"),
            );
        }
    }
    found.dedup();
    found
}
