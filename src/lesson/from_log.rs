//! The lesson that `teardown new --from LOG` writes: its run is the log, with a scene at each
//! finding.
//!
//! It must not know a file.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use crate::log::{LogJudgement, LoggedRun};
use crate::narrate::blame::{self, advice, blamed, is_typical};
use crate::narrate::narrate;
use crate::scenario::RunOptions;
use crate::scenario::catalogue::{self, RuleText};
use crate::sim::Timeline;
use crate::sim::body::Confidence;
use crate::sim::rules::Violation;
use crate::text::Lang;
use crate::words::Words;

/// Most findings that have a scene of their own; the others are in the run all the same.
const MOST_SCENES: usize = 30;

/// The languages of a lesson, with the keys of their texts.
const LANGS: [(Lang, &str); 2] = [(Lang::En, "en"), (Lang::PtBr, "pt-BR")];

/// Writes the lesson. `lines` are the log's, with stable names; `run` is what they are as a run.
pub fn write(title: &str, lines: &[String], run: &LoggedRun, judgement: &LogJudgement) -> String {
    let timeline = &run.timeline;
    let mut out = String::new();
    let clean: String = title.chars().filter(|c| !crate::text::is_control(*c)).collect();
    let _ = writeln!(
        out,
        "# A log as a lesson: `teardown check` checks it, and `teardown FILE` plays it."
    );
    out.push_str("format: 1\n");
    both(&mut out, "title", 0, |lang| {
        Words::of(lang).with("from-log-title", &[("name", clean.as_str().into())])
    });
    both(&mut out, "goal", 0, |lang| Words::of(lang).text("from-log-goal"));
    both(&mut out, "symptom", 0, |lang| symptom(timeline, lang));
    let scenes = timeline.violations().len().min(MOST_SCENES);
    let _ = writeln!(out, "minutes: {}", 5 + 2 * scenes);
    let model = judgement.fit.as_ref().map(|fit| fit.best().options.clone());
    push_run(&mut out, lines, &model.unwrap_or_default());
    let broken = timeline.broken_rules(timeline.len());
    let _ = writeln!(out, "expect_violations: [{}]", broken.join(", "));
    out.push_str("scenes:\n");
    push_begin(&mut out, lines.len() - 1, judgement.calls);
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for found in timeline.violations().iter().take(MOST_SCENES) {
        let nth = times.entry(found.rule).or_default();
        *nth += 1;
        push_finding(&mut out, timeline, found, *nth);
    }
    out.push_str("close:\n");
    both(&mut out, "say", 2, |lang| Words::of(lang).text("from-log-close"));
    out.push_str("  cite: []\n  expect:\n");
    let _ = writeln!(out, "    verdict: {}", timeline.verdict().name());
    let _ = writeln!(out, "    violations: [{}]", broken.join(", "));
    out
}

/// A text in both languages.
pub(crate) fn both(out: &mut String, key: &str, indent: usize, text: impl Fn(Lang) -> String) {
    let _ = writeln!(out, "{:indent$}{key}:", "");
    for (lang, name) in LANGS {
        let _ = writeln!(out, "{:indent$}  {name}: {}", "", Value::from(text(lang)));
    }
}

/// The symptom of the first finding, else that there is none.
pub(crate) fn symptom(timeline: &Timeline, lang: Lang) -> String {
    let found = timeline.violations();
    let typical = found.iter().find(|found| is_typical(timeline, found)).or(found.first());
    let rule = typical.and_then(|found| catalogue::rule(found.rule));
    rule.map_or_else(
        || Words::of(lang).text("from-log-no-symptom"),
        |rule| match typical.is_some_and(|found| is_typical(timeline, found)) {
            true => catalogue::marked(&rule.symptom, rule.mark("symptom"), lang),
            false => catalogue::marked(&rule.statement, rule.mark("statement"), lang),
        },
    )
}

/// The model's run beside it, and the log.
fn push_run(out: &mut String, lines: &[String], model: &RunOptions) {
    let word = model.to_string();
    let (path, options) = word.split_once(':').unwrap_or((&word, ""));
    out.push_str("# What the model does in its place: the key c shows it beside the log.\n");
    let _ = writeln!(out, "run:\n  path: {path}");
    let settings: Vec<(&str, &str)> =
        options.split(',').filter_map(|setting| setting.split_once('=')).collect();
    for (key, value) in settings.iter().filter(|(key, _)| *key == "world") {
        let _ = writeln!(out, "  {key}: {value}");
    }
    let others: Vec<String> = settings
        .iter()
        .filter(|(key, _)| *key != "world")
        .map(|(key, value)| format!("{key}: {}", Value::from(*value)))
        .collect();
    if !others.is_empty() {
        let _ = writeln!(out, "  options: {{{}}}", others.join(", "));
    }
    out.push_str("  log: |\n");
    for line in lines {
        let _ = writeln!(out, "    {line}");
    }
}

fn push_begin(out: &mut String, records: usize, calls: usize) {
    out.push_str("  - id: begin\n    at: {start: true}\n");
    both(out, "say", 4, |lang| {
        let arguments = [("records", records.into()), ("calls", calls.into())];
        Words::of(lang).with("from-log-begin", &arguments)
    });
    out.push_str("    cite: []\n    predict:\n      rule: true\n");
    both(out, "ask", 6, |lang| Words::of(lang).text("from-log-ask"));
    out.push_str("    pace: 120\n");
}

/// A scene where a rule is broken for the `nth` time: what happened, the rule, and for the speaker
/// whose mistake it is and what to do instead.
pub(crate) fn push_finding(out: &mut String, timeline: &Timeline, found: &Violation, nth: usize) {
    let Some(rule) = catalogue::rule(found.rule) else { return };
    let id = found.rule.to_lowercase();
    let _ = writeln!(out, "  - id: {id}-{nth}");
    let nth = if nth > 1 { format!(", nth: {nth}") } else { String::new() };
    let _ = writeln!(out, "    at: {{violation: {}{nth}}}", found.rule);
    both(out, "say", 4, |lang| said(timeline, found, rule, lang));
    let cites: Vec<String> =
        rule.cites.iter().map(|cite| Value::from(&**cite).to_string()).collect();
    let _ = writeln!(out, "    cite: [{}]", cites.join(", "));
    match rule.mark("statement") {
        Confidence::Inferred => out.push_str("    inferred: true\n"),
        Confidence::Contested => {
            let _ = rule.readings.first().map(|id| writeln!(out, "    reading: {id}"));
        }
        _ => {}
    }
    both(out, "notes", 4, |lang| {
        let texts = [
            format!("{}: {}.", rule.id, blamed(timeline, found, lang)),
            advice(timeline, found, lang),
            blame::symptom(timeline, found, lang).unwrap_or_default(),
        ];
        texts.join(" ").trim_end().to_owned()
    });
    out.push_str("    pace: 120\n");
}

fn said(timeline: &Timeline, found: &Violation, rule: &RuleText, lang: Lang) -> String {
    let mut walk = timeline.clone();
    walk.seek(found.step);
    let told = match walk.last_event().filter(|_| found.step < timeline.len()) {
        Some(event) => narrate(walk.machine().program(), walk.state(), event, lang),
        None => Words::of(lang).text("from-log-end"),
    };
    format!("{told} {}: {}", rule.id, rule.statement.get(lang))
}
