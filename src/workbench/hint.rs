//! Three hints for a provider that is not right: the rule, the client, the step. All are computed.
//!
//! It must not know a solution.

use super::judge::BenchJudgement;
use super::module::WrittenModule;
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

/// The hints for the shortest run that breaks a rule: none if no rule is broken. Each has what the
/// verdict doesn't say: the rule's text and its places, the calls of the client, and the step with
/// the learner's statement. `number` says which number a statement has.
pub fn hints(
    judgement: &BenchJudgement,
    module: &WrittenModule,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> Vec<String> {
    let Some((client, rule, breach)) = judgement.shortest() else { return Vec::new() };
    let words = Words::of(lang);
    let text = catalogue::rule(rule);
    let places = text.map_or_else(String::new, |rule| rule.cites.join(", "));
    let first = [
        ("rule", rule.into()),
        ("statement", text.map_or("", |rule| rule.statement.get(lang)).into()),
        ("places", places.into()),
    ];
    let timeline = client.timeline(breach);
    let step = breach.choices.len();
    let second = [("calls", calls(&timeline, step).join(", ").into())];
    let mut cursor = StateCursor::new(&timeline);
    let third = [
        ("step", step.into()),
        ("sentence", cursor.short(step, lang).into()),
        ("place", place(&timeline, step, module, number, lang).into()),
    ];
    vec![
        words.with("build-hint-rule", &first),
        words.with("build-hint-client", &second),
        words.with("build-hint-step", &third),
    ]
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

/// The learner's statement that made a step, or from which the call came that did; otherwise the
/// last one that ran before.
fn place(
    timeline: &Timeline,
    step: usize,
    module: &WrittenModule,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> String {
    let program = timeline.machine().program();
    let own = |step: usize| module.statement_at(program, timeline.event(step)?.at);
    let around = std::iter::once(step).chain(timeline.callers(step)).find_map(own);
    let (id, statement) = match (around, module.last_step(timeline, step)) {
        (Some(statement), _) => ("build-hint-place", statement),
        (None, Some((_, statement))) => ("build-hint-before", statement),
        (None, None) => return Words::of(lang).text("build-hint-no-code"),
    };
    Words::of(lang).with(id, &[("number", number(statement).into())])
}
