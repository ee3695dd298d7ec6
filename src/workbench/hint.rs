//! Three hints for a provider that is not right: the rule, the client, the step. All are computed.
//!
//! It must not know a solution.

use super::judged::JudgedBench;
use super::module::WrittenModule;
use super::problems;
use super::suspect::{StatementChange, Suspect};
use super::task::{BuildTask, StatementKind};
use crate::narrate::cursor::StateCursor;
use crate::narrate::sequence::arrows;
use crate::scenario::catalogue;
use crate::sim::Timeline;
use crate::sim::body::Who;
use crate::text::Lang;
use crate::words::Words;

/// What a client does, in words that follow "when".
pub fn client_words(id: &str, lang: Lang) -> String {
    Words::of(lang).text(&format!("client-{id}"))
}

/// The hints for what was judged: what is missing where it doesn't run yet; otherwise those for
/// the shortest run that breaks a rule, and none if no rule is broken. Each has what the verdict
/// doesn't say: the rule's text and its places, the calls of the client, and the step with what to
/// change.
/// `number` says which number a statement has.
pub fn hints(
    task: &BuildTask,
    judged: &JudgedBench,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> Vec<String> {
    let Ok(judgement) = &judged.result else { return problems::hints(task, judged, number, lang) };
    let Some((client, rule, breach)) = judgement.shortest() else { return Vec::new() };
    let words = Words::of(lang);
    let text = catalogue::rule(rule);
    let places = text.map_or_else(String::new, |rule| rule.cites.join(", "));
    let statement = text.map_or_else(String::new, |rule| {
        catalogue::marked(&rule.statement, rule.mark("statement"), lang)
    });
    let first = [("rule", rule.into()), ("statement", statement.into()), ("places", places.into())];
    let timeline = client.timeline(breach);
    let step = breach.choices.len();
    let second = [("calls", calls(&timeline, step).join(", ").into())];
    let mut cursor = StateCursor::new(&timeline);
    let place = match judged.suspect {
        Some(suspect) => to_change(task, suspect, rule, number, lang),
        None => last_own(&timeline, step, task, &judged.module, number, lang),
    };
    let third = [
        ("step", step.into()),
        ("sentence", cursor.short(step, lang).into()),
        ("place", place.into()),
    ];
    let all = [
        ("build-hint-rule", &first[..]),
        ("build-hint-client", &second),
        ("build-hint-step", &third),
    ];
    let hint = |(id, arguments): (&str, &[_])| {
        let text = words.with(id, arguments);
        match introduced(&text, lang) {
            Some(more) => format!("{text} {more}"),
            None => text,
        }
    };
    all.map(hint).into()
}

/// Whose the objects are whose names end in an apostrophe, if a text names one.
pub fn introduced(text: &str, lang: Lang) -> Option<String> {
    let is_end = |c: char| !c.is_alphanumeric() && c != '\'' && c != '-';
    let mut names = text.split(is_end).filter_map(|word| word.strip_suffix('\''));
    let first = names.find(|name| name.contains('-'))?;
    let name = [("name", format!("{first}'").into())];
    Some(Words::of(lang).with("build-spoolers", &name))
}

/// What to change, and what a search found to come of it.
fn to_change(
    task: &BuildTask,
    suspect: Suspect,
    rule: &str,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> String {
    let words = Words::of(lang);
    let then = match suspect.mends_all {
        true => words.text("build-hint-mends-all"),
        false => words.with("build-hint-mends", &[("rule", rule.into())]),
    };
    let (id, which) = match suspect.change {
        StatementChange::Move(at) => ("build-hint-move", number(at).to_string()),
        StatementChange::Replace(at) => ("build-hint-replace", number(at).to_string()),
        StatementChange::Put(method) => ("build-hint-put", task.methods[method].name.clone()),
        StatementChange::TakeBack(at) => ("build-hint-take", number(at).to_string()),
    };
    words.with(id, &[("which", which.into()), ("then", then.into())])
}

/// The calls that clients have made up to a step, in order: who calls what on which object.
fn calls(timeline: &Timeline, step: usize) -> Vec<String> {
    let program = timeline.machine().program();
    let is_clients = |step: usize| {
        timeline.event(step).is_some_and(|event| program.body(event.at.body).who == Who::Client)
    };
    let made = arrows(timeline, step).into_iter();
    let made = made.filter(|arrow| !arrow.is_return && is_clients(arrow.step));
    made.map(|arrow| format!("{}: {}.{}", arrow.from, arrow.to, arrow.label)).collect()
}

/// The learner's statement that ran last before a step, or at it; one that the task gives is not
/// the learner's to move.
fn last_own(
    timeline: &Timeline,
    step: usize,
    task: &BuildTask,
    module: &WrittenModule,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> String {
    let program = timeline.machine().program();
    let own = |step: usize| module.statement_at(program, timeline.event(step)?.at);
    let is_free = |at: &usize| task.statements[*at].kind != StatementKind::Given;
    let around = std::iter::once(step).chain(timeline.callers(step)).filter_map(own);
    let before = (1..step).rev().filter_map(own);
    match around.chain(before).find(is_free) {
        Some(at) => Words::of(lang).with("build-hint-before", &[("number", number(at).into())]),
        None => Words::of(lang).text("build-hint-no-code"),
    }
}
