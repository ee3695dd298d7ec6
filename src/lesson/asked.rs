//! Puts a question and its grading into words.
//!
//! It must not know where the words are shown.

use fluent_bundle::FluentValue;

use super::grade::Feedback;
use super::predict::{Fact, QuestionKind, Select};
use super::schema::Predict;
use crate::scenario::catalogue;
use crate::text::Lang;
use crate::words::Words;

/// The question in a language: either the lesson's own text, or the default for its kind.
pub fn ask(predict: &Predict, lang: Lang) -> String {
    match (&predict.ask, &QuestionKind::all_of(predict)[..]) {
        (Some(ask), _) => ask.get(lang).to_owned(),
        (None, [_]) if predict.mends => Words::of(lang).text("ask-mends"),
        (None, [kind]) if predict.because.is_some() => {
            let about = FluentValue::from(default_ask(*kind, predict, lang));
            Words::of(lang).with("ask-because", &[("about", about)])
        }
        (None, [kind]) => default_ask(*kind, predict, lang),
        (None, _) => String::new(),
    }
}

/// The label of an answer in a language: a rule with its title, a party by its noun, anything else
/// by its name.
pub fn label(kind: QuestionKind, name: &str, lang: Lang) -> String {
    let word = match kind {
        QuestionKind::Rule => {
            catalogue::rule(name).map(|rule| format!("{name} {}", rule.title.get(lang)))
        }
        QuestionKind::Blame => Words::of(lang).find(&format!("blame-{name}"), &[]),
        _ => None,
    };
    word.unwrap_or_else(|| name.to_owned())
}

/// The text of the change with this name; `None` if the question has no such change.
pub fn change_text(predict: &Predict, name: &str, lang: Lang) -> Option<String> {
    let all = predict.because.as_ref()?;
    let change = all.iter().find(|change| change.name.value == name)?;
    Some(change.say.get(lang).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The label of a question's option: a change by its text, anything else by its name.
pub fn option_label(predict: &Predict, name: &str, lang: Lang) -> String {
    let outcome = || {
        QuestionKind::of(predict).map_or_else(|| name.to_owned(), |kind| label(kind, name, lang))
    };
    change_text(predict, name, lang).unwrap_or_else(outcome)
}

/// The labels of several outcomes on one line.
pub fn labels<'n>(kind: QuestionKind, names: impl Iterator<Item = &'n str>, lang: Lang) -> String {
    names.map(|name| label(kind, name, lang)).collect::<Vec<_>>().join(apart(kind))
}

/// The labels of several options on one line.
pub fn option_labels<'n>(
    predict: &Predict,
    names: impl Iterator<Item = &'n str>,
    lang: Lang,
) -> String {
    let apart = QuestionKind::of(predict).map_or(", ", apart);
    names.map(|name| option_label(predict, name, lang)).collect::<Vec<_>>().join(apart)
}

/// The separator between names; a different one for rules and changes, whose labels contain commas.
pub fn apart(kind: QuestionKind) -> &'static str {
    if matches!(kind, QuestionKind::Rule | QuestionKind::Because) { "; " } else { ", " }
}

/// Feedback in words, one line each for right, missed, extra and out of order.
pub fn feedback_lines(feedback: &Feedback, predict: &Predict, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let facts = |list: &[Fact]| list.iter().map(|fact| fact.name.clone()).collect::<Vec<_>>();
    if feedback.is_right() && feedback.right.is_empty() {
        return vec![words.text("feedback-nothing")];
    }
    let right = match feedback.out_of_order.is_empty() {
        true => "feedback-right",
        false => "feedback-in-place",
    };
    let parts = [
        (right, facts(&feedback.right)),
        ("feedback-missed", facts(&feedback.missed)),
        ("feedback-extra", feedback.extra.clone()),
        ("feedback-out-of-order", facts(&feedback.out_of_order)),
    ];
    parts
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(id, names)| {
            let count = FluentValue::from(names.len() as f64);
            words.with(
                id,
                &[
                    (
                        "names",
                        option_labels(predict, names.iter().map(String::as_str), lang).into(),
                    ),
                    ("count", count),
                ],
            )
        })
        .collect()
}

/// What is said of an attempt, line by line, and whether a line is about what was right. As long as
/// the question is open, what is missing is only counted: the learner may still find it.
pub fn attempt_lines(
    feedback: &Feedback,
    predict: &Predict,
    open: bool,
    lang: Lang,
) -> Vec<(bool, String)> {
    let (is_right, missing) = (feedback.is_right(), feedback.missed.len());
    let open = open && !is_right;
    let told = Feedback {
        missed: if open { Vec::new() } else { feedback.missed.clone() },
        ..feedback.clone()
    };
    let told = match open && told == Feedback::default() {
        true => Vec::new(),
        false => feedback_lines(&told, predict, lang),
    };
    let kind = QuestionKind::of(predict);
    let one = kind.is_some_and(|kind| kind.select(predict.ordered) == Select::One);
    let count = || Words::of(lang).with("card-missing", &[("count", missing.into())]);
    let missing = (open && missing > 0 && !one).then(count);
    // What was right is so, whatever else was not.
    let good = usize::from(!feedback.right.is_empty());
    let lines = told.into_iter().chain(missing).enumerate();
    lines.map(|(at, text)| (is_right || at < good, text)).collect()
}

/// What is right, as it is told to a learner who asked for it.
pub fn answer_line<'n>(
    predict: &Predict,
    names: impl Iterator<Item = &'n str>,
    lang: Lang,
) -> String {
    let names = option_labels(predict, names, lang);
    match names.is_empty() {
        true => Words::of(lang).text("card-answer-nothing"),
        false => Words::of(lang).with("card-answer", &[("names", names.into())]),
    }
}

/// The default question for a kind.
fn default_ask(kind: QuestionKind, predict: &Predict, lang: Lang) -> String {
    let named = [&predict.messages, &predict.out_word, &predict.count, &predict.blame];
    let name = named.into_iter().flatten().map(|it| it.value.clone()).next().unwrap_or_default();
    Words::of(lang).with(&format!("ask-{}", kind_id(kind)), &[("name", FluentValue::from(name))])
}

/// The suffix of the text ids for a kind.
pub fn kind_id(kind: QuestionKind) -> &'static str {
    use super::schema::{ItemChange as I, LineChange as L, ObjectChange as O};
    match kind {
        QuestionKind::Rows(I::Removed) => "rows-removed",
        QuestionKind::Rows(I::Added) => "rows-added",
        QuestionKind::Rows(I::Changed) => "rows-changed",
        QuestionKind::Rows(I::Stay) => "rows-stay",
        QuestionKind::Uids(I::Removed) => "uids-removed",
        QuestionKind::Uids(I::Added | I::Changed) => "uids-added",
        QuestionKind::Uids(I::Stay) => "uids-stay",
        QuestionKind::Objects(O::Freed) => "objects-freed",
        QuestionKind::Objects(O::Invalidated) => "objects-invalidated",
        QuestionKind::Objects(O::Created) => "objects-created",
        QuestionKind::Objects(O::Stay) => "objects-stay",
        QuestionKind::Transports(L::Changed) => "transports-changed",
        QuestionKind::Transports(L::LoggedOff) => "transports-logged-off",
        QuestionKind::Transports(L::Stay) => "transports-stay",
        QuestionKind::Messages => "messages",
        QuestionKind::NextCall => "next-call",
        QuestionKind::OutWord => "out-word",
        QuestionKind::Count => "count",
        QuestionKind::Blame => "blame",
        QuestionKind::Rule => "rule",
        QuestionKind::Because => "because",
    }
}
