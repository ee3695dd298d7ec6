//! The results of a search, as readable text and as JSON that is the same, byte for byte, each
//! time.
//!
//! It must not know the command line, nor measure time: the seconds are passed in, and JSON has
//! none.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::explore::report::{Breach, RuleReport, RuleResult};
use crate::explore::{SearchReport, StopReason, chance_of_collision};
use crate::scenario::{Idle, RunOptions, catalogue};
use crate::sim::rules::{NO_CRASH, NO_ENDLESS_WAIT};
use crate::text::{Lang, quoted};
use crate::words::Words;

/// A search's subject and its results.
#[derive(Clone, Debug)]
pub struct Explored {
    /// The options of the run whose interleavings were searched.
    pub options: RunOptions,
    /// How the run was requested, for writing commands that show the very same run.
    pub asked: RunRequest,
    /// What the search found.
    pub report: SearchReport,
    /// What had no effect on any of its runs.
    pub idle: Idle,
    /// The duration of the search, in seconds.
    pub seconds: f64,
}

/// The word and the options with which a run was requested.
#[derive(Clone, Debug, Default)]
pub struct RunRequest {
    /// A lesson's id or file; `None` for a path, whose word describes the whole run.
    pub lesson: Option<String>,
    /// The options that were given separately.
    pub settings: Vec<(&'static str, String)>,
    /// The file of bodies that replace bundled ones.
    pub bodies: Option<String>,
}

impl RunRequest {
    /// The command that shows the run in this order.
    pub fn command(&self, word: &str, order: &str) -> String {
        let bodies = self.bodies.iter().map(|file| format!(" --bodies {}", quoted(file)));
        let bodies: String = bodies.collect();
        let Some(lesson) = &self.lesson else {
            return format!("teardown replay {}{bodies}", quoted(word));
        };
        let mut command = format!("teardown replay {}", quoted(lesson));
        for (key, value) in self.settings.iter().filter(|(key, _)| *key != "order") {
            match *key {
                "lenient" | "no-mail" => command += &format!(" --{key}"),
                key => command += &format!(" --{key} {}", quoted(value)),
            }
        }
        command + &bodies + " --order " + &quoted(order)
    }
}

/// Searches of the same run under different readings, or a single one.
#[derive(Clone, Debug, Default)]
pub struct Searches {
    /// One search for each combination of readings that was searched.
    pub found: Vec<Explored>,
    /// The number of combinations of readings; 0 if only the run's own was requested.
    pub combinations: usize,
    /// How many of them were left out because everything runs as in one that was searched.
    pub same: usize,
}

impl Searches {
    /// How many combinations were not searched because a bound had been reached.
    fn left(&self) -> usize {
        self.combinations.saturating_sub(self.found.len() + self.same)
    }
}

/// All reports as one JSON object.
pub fn json_of_all(searches: &Searches) -> Value {
    let reports: Vec<Value> = searches.found.iter().map(json).collect();
    json!({
        "combinations": searches.combinations,
        "searched": searches.found.len(),
        "same": searches.same,
        "left": searches.left(),
        "searches": reports,
    })
}

/// All reports as text, one after the other, followed by a summary of the readings.
///
/// # Errors
/// What `out` reports.
pub fn text_of_all(searches: &Searches, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for (at, explored) in searches.found.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        text(explored, lang, out)?;
    }
    if searches.combinations == 0 {
        return Ok(());
    }
    let words = Words::of(lang);
    let states: u64 = searches.found.iter().map(|explored| explored.report.states).sum();
    let broken =
        searches.found.iter().filter(|explored| explored.report.broken().next().is_some()).count();
    let numbers = [
        ("all", searches.combinations.into()),
        ("searched", searches.found.len().into()),
        ("same", searches.same.into()),
        ("left", searches.left().into()),
        ("broken", broken.into()),
        ("states", states.to_string().into()),
    ];
    writeln!(out, "\n{}", words.with("explore-readings", &numbers))?;
    if searches.left() > 0 {
        writeln!(out, "{}", words.with("explore-readings-left", &numbers))?;
    }
    Ok(())
}

/// The name of the reason why a search stopped, in JSON and in text ids.
pub fn stop_name(stop: StopReason) -> &'static str {
    match stop {
        StopReason::States => "states",
        StopReason::Depth => "depth",
        StopReason::Memory => "memory",
        StopReason::Interrupted => "interrupted",
        StopReason::Work => "work",
    }
}

/// The report as a JSON object.
pub fn json(explored: &Explored) -> Value {
    let report = &explored.report;
    let mut object = Map::new();
    object.insert("run".into(), explored.options.to_string().into());
    object.insert("states".into(), report.states.into());
    object.insert("transitions".into(), report.transitions.into());
    object.insert("depth".into(), report.depth.into());
    object.insert("reduced".into(), report.is_reduced.into());
    object.insert("complete".into(), report.is_complete().into());
    if let Some(stop) = report.stopped {
        object.insert("stopped".into(), stop_name(stop).into());
    }
    let rules = report.rules.iter().map(|rule| {
        let mut object = json!({"rule": rule.rule, "name": rule.name});
        if let Some(object) = object.as_object_mut() {
            object.extend(json_result(explored, rule));
        }
        object
    });
    object.insert("rules".into(), rules.collect());
    for (key, rule) in [("stuck", NO_ENDLESS_WAIT), ("crash", NO_CRASH)] {
        let entry = report.rule(rule).map(|rule| json_result(explored, rule)).unwrap_or_default();
        object.insert(key.into(), Value::Object(entry));
    }
    let goals = report.goals.iter().map(|goal| {
        let command = goal
            .word
            .as_ref()
            .zip(goal.order.as_ref())
            .map(|(word, order)| explored.asked.command(word, order));
        json!({
            "goal": goal.goal,
            "reached": goal.steps.is_some(),
            "length": goal.steps,
            "word": goal.word,
            "command": command,
        })
    });
    object.insert("goals".into(), goals.collect());
    let idle: Vec<String> = explored.idle.words().collect();
    if !idle.is_empty() {
        object.insert("idle".into(), idle.into());
    }
    let unknown: Vec<String> = unknown(explored).collect();
    if !unknown.is_empty() {
        object.insert("idle_unknown".into(), unknown.into());
    }
    Value::Object(object)
}

/// The result for a rule, and the run that shows it.
fn json_result(explored: &Explored, rule: &RuleReport) -> Map<String, Value> {
    let (result, breach) = match &rule.result {
        RuleResult::Held => ("held", None),
        RuleResult::Exempt => ("exempt", None),
        RuleResult::NotTested => ("not-tested", None),
        RuleResult::Broken(breach) => ("broken", Some(breach)),
    };
    let mut object = Map::new();
    object.insert("result".into(), result.into());
    object.insert("situations".into(), rule.situations.into());
    if let Some(breach) = breach {
        object.extend(json_breach(breach, &explored.asked));
    }
    object
}

fn json_breach(breach: &Breach, asked: &RunRequest) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("length".into(), breach.steps.len().into());
    object.insert("subject".into(), breach.subject.as_str().into());
    object.insert("blame".into(), breach.blame.map(super::super::sim::rules::Blame::name).into());
    object.insert("word".into(), breach.word.as_str().into());
    object.insert("command".into(), asked.command(&breach.word, &breach.order).into());
    object.insert("run".into(), breach.steps.as_slice().into());
    object
}

/// The report as text.
///
/// # Errors
/// What `out` reports.
pub fn text(explored: &Explored, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (report, words) = (&explored.report, Words::of(lang));
    writeln!(out, "{}", explored.options)?;
    writeln!(out, "  {}", covered(explored, lang))?;
    match report.stopped {
        None => writeln!(out, "  {}", words.text("explore-complete"))?,
        Some(stop) => {
            writeln!(out, "  {}", words.text(&format!("explore-stopped-{}", stop_name(stop))))?;
        }
    }
    if report.is_reduced {
        let key = if report.is_complete() { "explore-reduced" } else { "explore-reduced-stopped" };
        writeln!(out, "  {}", words.text(key))?;
    }
    writeln!(out, "\n{}", words.text("explore-rules"))?;
    for rule in &report.rules {
        let result = match &rule.result {
            RuleResult::Held => {
                words.with("explore-held", &[("situations", rule.situations.into())])
            }
            RuleResult::Exempt => words.text("explore-exempt"),
            RuleResult::NotTested => {
                let why = catalogue::rule(rule.rule).map_or("", |rule| rule.untested.get(lang));
                words.with("explore-not-tested", &[("why", why.into())])
            }
            RuleResult::Broken(breach) => {
                let arguments = [
                    ("steps", breach.steps.len().into()),
                    ("object", breach.subject.as_str().into()),
                    (
                        "blame",
                        breach
                            .blame
                            .map_or_else(String::new, |blame| {
                                words.text(&format!("blame-{}", blame.name()))
                            })
                            .into(),
                    ),
                ];
                words.with("explore-broken", &arguments)
            }
        };
        writeln!(out, "  {} {:<22} {result}", rule.rule, rule.name)?;
        if let RuleResult::Broken(breach) = &rule.result {
            if let Some(text) = catalogue::rule(rule.rule) {
                let statement = catalogue::marked(&text.statement, text.mark("statement"), lang);
                writeln!(out, "         {statement}")?;
            }
            writeln!(out, "         {}", explored.asked.command(&breach.word, &breach.order))?;
        }
    }
    writeln!(out, "\n{}", words.text("explore-goals"))?;
    for goal in &report.goals {
        let reached = match goal.steps {
            Some(steps) => words.with("explore-reached", &[("steps", steps.into())]),
            None => words.text("explore-not-reached"),
        };
        writeln!(out, "  {:<46} {reached}", words.text(&format!("goal-{}", goal.goal)))?;
    }
    super::text::write_idle(
        &explored.idle,
        ("explore-idle-setting", "explore-idle-body"),
        lang,
        out,
    )?;
    let unknown: Vec<String> = unknown(explored).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let arguments = [("settings", unknown.join(", ").into())];
    writeln!(out, "\n{}", words.with("explore-idle-unknown", &arguments))
}

/// Settings for which it is unknown whether they have an effect.
fn unknown(explored: &Explored) -> impl Iterator<Item = String> {
    explored.idle.unknown.iter().map(|(key, value)| format!("{key}={value}"))
}

fn covered(explored: &Explored, lang: Lang) -> String {
    let report = &explored.report;
    // A search that took no time has no meaningful rate; the minimum keeps the rate finite.
    let rate = report.states as f64 / explored.seconds.max(1e-6);
    let bytes = if report.states == 0 { 0.0 } else { report.bytes as f64 / report.states as f64 };
    let arguments = [
        ("states", report.states.to_string().into()),
        ("transitions", report.transitions.to_string().into()),
        ("depth", report.depth.to_string().into()),
        ("seconds", format!("{:.2}", explored.seconds).into()),
        ("rate", format!("{rate:.0}").into()),
        ("bytes", format!("{bytes:.0}").into()),
        ("chance", format!("{:.0e}", chance_of_collision(report.states)).into()),
    ];
    Words::of(lang).with("explore-covered", &arguments)
}
