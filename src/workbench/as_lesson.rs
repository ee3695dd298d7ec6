//! The lesson that `teardown new --from BODIES` writes: its run is a module of bodies with the
//! first client that breaks a rule with it. It has a scene at each finding, or at the end if there
//! is none.
//!
//! It must not know a file.

use std::fmt::Write;

use serde_json::Value;

use super::hint::client_words;
use super::judge::BenchJudgement;
use crate::lesson::from_log::{both, push_finding, symptom};
use crate::scenario::{Replacement, RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::timeline::{DEFAULT_BOUND, Verdict};
use crate::text::Lang;
use crate::words::Words;

/// Most findings that have a scene of their own; the others are in the run all the same.
const MOST_SCENES: usize = 30;

/// Writes the lesson; `None` if nothing was judged.
pub fn write(title: &str, bodies: &Replacement, judgement: &BenchJudgement) -> Option<String> {
    let (client, options) = match judgement.shortest() {
        Some((client, _, breach)) => (client, RunOptions::parse(&breach.word).ok()?),
        None => {
            let client = judgement.clients.first()?;
            (client, client.scenario.options.clone())
        }
    };
    let scenario = Scenario::load(&options, std::slice::from_ref(bodies)).ok()?;
    let timeline = scenario.timeline(DEFAULT_BOUND);
    let clean: String = title.chars().filter(|c| !crate::text::is_control(*c)).collect();
    let mut out = String::from(
        "# A provider as a lesson: `teardown check` checks it, and `teardown FILE` plays it.\n\
         format: 1\n",
    );
    both(&mut out, "title", 0, |lang| {
        Words::of(lang).with("from-bodies-title", &[("name", clean.as_str().into())])
    });
    both(&mut out, "goal", 0, |lang| Words::of(lang).text("from-bodies-goal"));
    both(&mut out, "symptom", 0, |lang| match timeline.violations().is_empty() {
        true => Words::of(lang).text("from-bodies-no-symptom"),
        false => symptom(&timeline, lang),
    });
    let scenes = timeline.violations().len().min(MOST_SCENES);
    _ = writeln!(out, "minutes: {}", (5 + 2 * scenes).min(60));
    push_run(&mut out, &options, bodies);
    let broken = timeline.broken_rules(timeline.len());
    _ = writeln!(out, "expect_violations: [{}]", broken.join(", "));
    out.push_str("scenes:\n");
    push_begin(&mut out, client.client.id);
    push_scenes(&mut out, &timeline);
    out.push_str("close:\n");
    both(&mut out, "say", 2, |lang| Words::of(lang).text("from-bodies-close"));
    out.push_str("  cite: []\n  expect:\n");
    _ = writeln!(out, "    verdict: {}", timeline.verdict().name());
    _ = writeln!(out, "    violations: [{}]", broken.join(", "));
    Some(out)
}

/// The path and its options, and the bodies as they are.
fn push_run(out: &mut String, options: &RunOptions, bodies: &Replacement) {
    let path = options.path.as_deref().unwrap_or("store-logoff");
    _ = writeln!(out, "run:\n  path: {path}");
    let mut settings: Vec<(&str, Vec<&str>)> = Vec::new();
    for (key, value) in options.settings() {
        match settings.last_mut().filter(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => settings.push((key, vec![value])),
        }
    }
    let one = |values: &[&str]| match values {
        [value] => Value::from(*value).to_string(),
        all => Value::from(all.to_vec()).to_string(),
    };
    for (key, values) in settings.iter().filter(|(key, _)| *key == "world") {
        _ = writeln!(out, "  {key}: {}", one(values));
    }
    let others = settings.iter().filter(|(key, _)| *key != "world");
    let others: Vec<String> =
        others.map(|(key, values)| format!("{key}: {}", one(values))).collect();
    if !others.is_empty() {
        _ = writeln!(out, "  options: {{{}}}", others.join(", "));
    }
    // The indent is said, because the first line may begin with blanks of its own.
    out.push_str("  bodies: |2\n");
    for line in bodies.text.trim_end().lines() {
        _ = writeln!(out, "    {}", line.trim_end());
    }
}

fn push_begin(out: &mut String, client: &str) {
    out.push_str("  - id: begin\n    at: {start: true}\n");
    both(out, "say", 4, |lang| {
        let arguments = [("client", client_words(client, lang).into())];
        Words::of(lang).with("from-bodies-begin", &arguments)
    });
    out.push_str("    cite: []\n    predict:\n      rule: true\n");
    both(out, "ask", 6, |lang| Words::of(lang).text("from-log-ask"));
    out.push_str("    pace: 120\n");
}

/// A scene at each finding; without one, a scene at the end.
fn push_scenes(out: &mut String, timeline: &Timeline) {
    let found = timeline.violations();
    for (at, violation) in found.iter().take(MOST_SCENES).enumerate() {
        let before = found[..at].iter().filter(|it| it.rule == violation.rule).count();
        push_finding(out, timeline, violation, before + 1);
    }
    if found.is_empty() {
        let id = match timeline.verdict() {
            Verdict::Clean => "from-bodies-clean",
            _ => "from-bodies-end",
        };
        out.push_str("  - id: end\n    at: {end: true}\n");
        both(out, "say", 4, |lang: Lang| Words::of(lang).text(id));
        out.push_str("    cite: []\n    pace: 60\n");
    }
}
