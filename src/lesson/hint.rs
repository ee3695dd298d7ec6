//! Hints: a nudge, a pointer, a worked step. What a lesson does not write is made from the kind of the question and from the run.
//!
//! It must not know how many were taken.

use fluent_bundle::FluentValue;

use super::play::{HINTS, LessonRun};
use super::predict::{Fact, Kind};
use crate::text::Lang;
use crate::words::Words;

/// The hint of a level from 1 for the question of a stop.
pub fn text(run: &LessonRun, stop: usize, level: usize, lang: Lang) -> Option<String> {
    let scene = run.scene(stop);
    let predict = scene.predict.as_ref()?;
    if let Some(written) = scene.hints.get(level - 1) {
        return Some(written.get(lang).to_owned());
    }
    let facts = run.truth(stop)?.facts;
    match level {
        1 => {
            let [kind] = Kind::all_of(predict)[..] else { return None };
            Some(Words::of(lang).text(&format!("hint-nudge-{}", kind.key().replace('_', "-"))))
        }
        HINTS => worked_step(run, &facts, lang),
        _ => pointer(run, &facts, lang),
    }
}

/// How many answers are right, and in which body the first one happens.
fn pointer(run: &LessonRun, facts: &[Fact], lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let count = FluentValue::from(facts.len() as f64);
    let Some(fact) = facts.first() else { return Some(words.text("hint-pointer-nothing")) };
    let Some(step) = fact.step else { return Some(words.with("hint-pointer-stays", &[("count", count)])) };
    let event = run.timeline().event(step)?;
    let body = run.timeline().machine().program().body(event.at.body).title.as_str();
    Some(words.with("hint-pointer", &[("count", count), ("body", FluentValue::from(body))]))
}

/// The first right answer, worked out: the step, the body and its statement.
fn worked_step(run: &LessonRun, facts: &[Fact], lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let Some(fact) = facts.first() else { return Some(words.text("hint-nothing")) };
    let name = FluentValue::from(fact.name.as_str());
    let Some(step) = fact.step else { return Some(words.with("hint-stays", &[("name", name)])) };
    let event = run.timeline().event(step)?;
    let body = run.timeline().machine().program().body(event.at.body);
    let statement = body.statements.get(usize::from(event.at.statement)).map_or("", |it| it.text.as_str());
    let arguments = [
        ("step", FluentValue::from(step as f64)),
        ("body", FluentValue::from(body.title.as_str())),
        ("statement", FluentValue::from(statement)),
        ("name", name),
    ];
    Some(words.with("hint-worked", &arguments))
}
