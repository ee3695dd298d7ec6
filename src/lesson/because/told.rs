//! Describes what the run of each change did, and makes hints from the changes.
//!
//! It must not know how a change is run.

use fluent_bundle::FluentValue;

use super::{ChangedRun, Parting, Trial, Trials};
use crate::lesson::asked::{apart, change_text, kind_id, label, labels};
use crate::lesson::hint::HINTS;
use crate::lesson::predict::{Fact, NoAnswer, QuestionKind};
use crate::lesson::schema::Predict;
use crate::lesson::story::Story;
use crate::sim::timeline::Verdict;
use crate::text::Lang;
use crate::words::Words;

/// How the run of a change affected the outcome, in one or two sentences.
pub fn trial_text(predict: &Predict, trials: &Trials, trial: &Trial, lang: Lang) -> String {
    let words = Words::of(lang);
    let change = change_text(predict, &trial.name, lang).unwrap_or_default();
    let change = || ("change", FluentValue::from(change.trim_end_matches('.').to_owned()));
    let Some(kind) = QuestionKind::all_of(predict).first().copied() else { return String::new() };
    let Ok(run) = &trial.run else { return words.with("trial-none", &[change()]) };
    let outcome =
        |facts: &[Fact], told: Option<&Fact>| outcome_text(kind, predict, facts, told, lang);
    let own = || ("own", FluentValue::from(outcome(&trials.own, None)));
    let first = match &run.outcome {
        Err(NoAnswer::NoEnd) => words.with("trial-no-end", &[change(), own()]),
        Err(_) => words.with("trial-nothing", &[change(), own()]),
        Ok(_) if run.parts.is_none() => words.with("trial-same-run", &[change(), own()]),
        Ok(now) => {
            let now = ("now", FluentValue::from(outcome(now, telling(&trials.own, now))));
            let id = match (predict.mends, trial.is_right) {
                (true, true) => "trial-mends",
                (true, false) => "trial-mends-not",
                (false, true) => "trial-differs",
                (false, false) => "trial-same",
            };
            words.with(id, &[change(), now, own()])
        }
    };
    let more = aside(kind, run, lang);
    std::iter::once(first).chain(more).collect::<Vec<_>>().join(" ")
}

/// The fact that shows the difference in the changed run; otherwise the first fact of the outcome.
fn telling<'f>(own: &[Fact], now: &'f [Fact]) -> Option<&'f Fact> {
    let is_new = |fact: &&Fact| !own.iter().any(|known| known.name == fact.name);
    now.iter().find(is_new).or(now.first())
}

/// Other consequences for the run: rules that it breaks, a process that crashes or hangs.
fn aside(kind: QuestionKind, run: &ChangedRun, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let is_told = matches!(kind, QuestionKind::Rule | QuestionKind::Blame);
    match run.ends {
        Some(Verdict::Crashed) => Some(words.text("trial-crashes")),
        Some(Verdict::Stuck) => Some(words.text("trial-hangs")),
        _ if run.breaks.is_empty() || is_told => None,
        _ => {
            let rules = labels(QuestionKind::Rule, run.breaks.iter().copied(), lang);
            let count = FluentValue::from(run.breaks.len());
            Some(words.with("trial-breaks", &[("rules", rules.into()), ("count", count)]))
        }
    }
}

/// An outcome in words: what was asked, the names, and the step at which it comes about.
fn outcome_text(
    kind: QuestionKind,
    predict: &Predict,
    facts: &[Fact],
    told: Option<&Fact>,
    lang: Lang,
) -> String {
    let words = Words::of(lang);
    let item = |fact: &Fact| {
        let name = label(kind, &fact.name, lang);
        match fact.step.filter(|_| told == Some(fact)) {
            Some(step) => {
                words.with("outcome-step", &[("name", name.into()), ("step", step.into())])
            }
            None => name,
        }
    };
    let names = match facts {
        [] => words.text("outcome-none"),
        all => all.iter().map(item).collect::<Vec<_>>().join(apart(kind)),
    };
    let state = predict.messages.as_ref().map(|state| {
        words.find(&format!("state-{}", state.value), &[]).unwrap_or_else(|| state.value.clone())
    });
    let about = state.or_else(|| predict.count.as_ref().map(|it| it.value.clone()));
    let arguments =
        [("names", FluentValue::from(names)), ("name", about.unwrap_or_default().into())];
    words.with(&format!("outcome-{}", kind_id(kind)), &arguments)
}

/// A hint, with a level from 1, made from the runs of the changes.
pub fn hint(
    predict: &Predict,
    trials: &Trials,
    story: &Story<'_>,
    level: usize,
    lang: Lang,
) -> Option<String> {
    let words = Words::of(lang);
    let right = trials.all.iter().filter(|it| it.is_right);
    let count = || ("count", FluentValue::from(right.clone().count()));
    match level {
        1 => {
            Some(words.text(if predict.mends { "hint-nudge-mends" } else { "hint-nudge-because" }))
        }
        HINTS => {
            let Some(trial) = right.clone().next() else {
                return Some(words.text("hint-worked-because-none"));
            };
            let parts = trial.run.as_ref().ok().and_then(|run| run.parts.as_ref());
            let told = trial_text(predict, trials, trial, lang);
            let Some(Parting { step, body, statement }) = parts else { return Some(told) };
            let arguments = [
                ("step", FluentValue::from(*step)),
                ("body", body.as_str().into()),
                ("statement", statement.as_str().into()),
                ("told", told.into()),
            ];
            Some(words.with("hint-worked-because", &arguments))
        }
        _ => {
            let step = trials.own.iter().find_map(|fact| fact.step);
            let event = step.and_then(|step| story.timeline().event(step));
            let Some(event) = event else {
                return Some(words.with("hint-pointer-because-none", &[count()]));
            };
            let body = story.program().body(event.at.body).title.as_str();
            Some(words.with("hint-pointer-because", &[count(), ("body", body.into())]))
        }
    }
}
