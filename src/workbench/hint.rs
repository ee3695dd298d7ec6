//! Three hints for a provider that is not right: the rule, the client, the step. All are computed.
//!
//! It must not know a solution.

use super::judge::BenchJudgement;
use super::module::WrittenModule;
use crate::narrate::broken::case;
use crate::narrate::cursor::StateCursor;
use crate::scenario::catalogue;
use crate::sim::Timeline;
use crate::text::Lang;
use crate::words::Words;

/// What a client does, in words that follow "when".
pub fn client_words(id: &str, lang: Lang) -> String {
    Words::of(lang).text(&format!("client-{id}"))
}

/// The hints for the shortest run that breaks a rule: none if no rule is broken. `number` says
/// which number a statement has.
pub fn hints(
    judgement: &BenchJudgement,
    module: &WrittenModule,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> Vec<String> {
    let Some((client, rule, breach)) = judgement.shortest() else { return Vec::new() };
    let words = Words::of(lang);
    let statement = catalogue::rule(rule).map_or("", |rule| rule.statement.get(lang));
    let first = [("rule", rule.into()), ("statement", statement.into())];
    let second = [("client", client_words(client.client.id, lang).into())];
    let timeline = client.timeline(breach);
    let step = breach.choices.len();
    let found = client.found(&timeline, rule);
    let mut cursor = StateCursor::new(&timeline);
    let case = found.map(|found| case(&timeline, found, cursor.state(found.step), lang));
    let place = match own_statement(&timeline, step, module) {
        Some(statement) => words.with("build-hint-place", &[("number", number(statement).into())]),
        None => String::new(),
    };
    let third = [
        ("step", step.into()),
        ("sentence", cursor.short(step, lang).into()),
        ("case", case.unwrap_or_default().into()),
        ("place", place.into()),
    ];
    vec![
        words.with("build-hint-rule", &first),
        words.with("build-hint-client", &second),
        words.with("build-hint-step", &third),
    ]
}

/// The statement of the module in which a step was made: its own, or the nearest call around it.
fn own_statement(timeline: &Timeline, step: usize, module: &WrittenModule) -> Option<usize> {
    let program = timeline.machine().program();
    let own = |step: &usize| {
        let event = timeline.event(*step)?;
        let line = program.statement(event)?.line;
        let is_own = program.body(event.at.body).who == crate::sim::body::Who::Provider;
        module.statement_on(line).filter(|_| is_own)
    };
    std::iter::once(step).chain(timeline.callers(step)).find_map(|step| own(&step))
}
