//! The judgement of a log as one JSON object; its keys are a promise. It must not know a language
//! but for texts of the catalogue.

use serde_json::{Map, Value, json};

use super::facts::{OpenCalls, lesson, line_of_finding, shown_at};
use super::{line_of, object, open_calls, sentence, sides};
use crate::log::Standing;
use crate::log::judge::{LogFinding, MapiTasks, TaskStanding};
use crate::log::record::LogEnd;
use crate::narrate::blame::{advice, innermost, is_typical};
use crate::run::Judged;
use crate::scenario::catalogue;
use crate::sim::Timeline;
use crate::sim::rules::Blame;
use crate::text::Lang;

/// The object.
pub(super) fn of(judged: &Judged, lang: Lang) -> Value {
    let (log, judgement) = (&judged.run.log, &judged.judgement);
    let timeline = &judged.run.timeline;
    let problems = log.problems.iter().map(
        |it| json!({"line": it.place.map(|it| it.line), "code": it.code, "message": it.message}),
    );
    let rules = judgement.rules.iter().map(|(rule, standing)| {
        let mut it = json!({"rule": rule, "result": standing.name()});
        if let Some(text) = catalogue::rule(rule) {
            it["id"] = json!(text.name);
        }
        if let Standing::CannotTell(doubt) = standing {
            it["why"] = json!(doubt.name());
            if !doubt.interface().is_empty() {
                it["interface"] = json!(doubt.interface());
            }
        }
        it
    });
    let fit = judgement.fit.as_ref().map(|fit| {
        let counts = |[common, log, model]: [usize; 3]| {
            json!({"common": common, "only_log": log, "only_model": model})
        };
        let others = fit.others().iter().map(|it| {
            let mut one = counts(it.counts);
            one["setting"] = json!(it.word);
            one
        });
        let mut it = counts(fit.best().counts);
        it["run"] = json!(fit.best().options.to_string());
        it["others"] = Value::Array(others.collect());
        it
    });
    let open_calls = open_calls(timeline);
    let has_crashed = log.end == LogEnd::Crash;
    let open = |which: &dyn Fn(&OpenCalls) -> bool| {
        let calls = open_calls.iter().filter(|it| which(it)).flat_map(|it| &it.calls);
        calls.collect::<Vec<_>>()
    };
    json!({
        "judge": 1,
        "log": log.name,
        "recorder": log.header.recorder,
        "records": judged.run.records,
        "calls": judgement.calls,
        "end": log.end.name(),
        "open": open(&|it| it.crashed || !has_crashed),
        "open_elsewhere": open(&|it| has_crashed && !it.crashed),
        "open_threads": open_calls.iter()
            .map(|it| json!({"thread": it.thread, "calls": it.calls, "crashed": it.crashed}))
            .collect::<Vec<_>>(),
        "problems": log.problem_count,
        "problem_lines": problems.collect::<Vec<_>>(),
        "lawful": judgement.lawful,
        "findings": judgement.findings.iter().map(|it| finding(judged, it, lang))
            .collect::<Vec<_>>(),
        "sides": sides(judged).into_iter().map(|(side, rules)| (side.to_owned(), json!(rules)))
            .collect::<Map<_, _>>(),
        "mapi_tasks": judgement.tasks.iter().map(|it| tasks(timeline, it)).collect::<Vec<_>>(),
        "rules": rules.collect::<Vec<_>>(),
        "strategy": judgement.strategy.map(crate::log::judge::Strategy::name),
        "fit": fit,
    })
}

fn tasks(timeline: &Timeline, it: &MapiTasks) -> Value {
    let tasks: Map<String, Value> = it
        .tasks
        .iter()
        .map(|(task, standing)| {
            let mut one = json!({"result": standing.name()});
            if let TaskStanding::CannotTell(doubt) = standing {
                one["why"] = json!(doubt.name());
            }
            if let Some(step) = standing.step() {
                one["line"] = json!(line_of(timeline, step));
            }
            (task.name().to_owned(), one)
        })
        .collect();
    let last = it.is_last.then_some(true);
    let line = line_of(timeline, it.step);
    json!({"support": it.support, "line": line, "last": last, "tasks": tasks})
}

fn finding(judged: &Judged, it: &LogFinding, lang: Lang) -> Value {
    let timeline = &judged.run.timeline;
    let text = catalogue::rule(it.found.rule);
    let called = (!it.is_omission).then(|| sentence(timeline, it.call, lang));
    json!({
        "rule": it.found.rule,
        "id": it.found.name,
        "blame": it.found.blame.name(),
        "object": object(timeline, it),
        "innermost": Some(it.found.blame).filter(|blame| *blame == Blame::Unknown)
            .and_then(|_| innermost(timeline, it.found.step)).map(Blame::name),
        "line": line_of_finding(judged, it),
        "shown_at": shown_at(timeline, it).map(|step| line_of(timeline, step)),
        "step": it.call,
        "omission": it.is_omission,
        "call": called,
        "allowed": it.allowed,
        "right_under": it.right_under,
        "no_mistake_under": it.no_mistake_under,
        "leans_on": it.leans_on,
        "statement": text.map(|text| text.statement.get(lang)),
        "mend": advice(timeline, &it.found, lang),
        "symptom": text.filter(|_| is_typical(timeline, &it.found))
            .map(|text| text.symptom.get(lang)),
        "marks": text.map(|text| json!({
            "statement": text.mark("statement").name(),
            "symptom": text.mark("symptom").name(),
        })),
        "contested": it.found.contested,
        "cite": text.map(|text| &text.cites),
        "bug": it.bug,
        "lesson": lesson(it),
    })
}
