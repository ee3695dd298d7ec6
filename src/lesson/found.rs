//! Makes a lesson from a run that a search found: its path, its options, its order, and what it
//! breaks.
//!
//! It must not know how the run was found. A test checks that `check` accepts what is written here.

use serde_json::Value;

use super::library::Lesson;
use super::marked::Marked;
use super::schema::{BodyEdit, RunSpec};
use crate::scenario::RunOptions;
use crate::scenario::yaml::StatementLine;
use crate::sim::Timeline;
use crate::text::Lang;
use crate::words::Words;

/// The text of a lesson about a run that breaks a rule; `timeline` is that run to its end. The
/// bodies of `lesson`, and what it adds to the world, are part of the run.
pub fn text(
    rule: &str,
    options: &RunOptions,
    lesson: Option<&Lesson>,
    timeline: &Timeline,
) -> String {
    let rules = timeline.broken_rules(timeline.len()).join(", ");
    let mut text = String::from("format: 1\n");
    for (key, id) in [("title", "found-title"), ("goal", "found-goal")] {
        text += &prose(key, id, rule, 0);
    }
    text += "minutes: 5\nrun:\n";
    text += &format!("  path: {}\n", options.path.as_deref().unwrap_or("store-logoff"));
    text += &format!("  world: {}\n", quoted(options.get("world").unwrap_or("busy")));
    text += &settings(options);
    let run = lesson.map(|lesson| &lesson.file.run.value);
    text += &run.map_or_else(String::new, own_code);
    text += &format!(
        "expect_violations: [{rules}]\nscenes:\n  - id: question\n    at: {{start: true}}\n"
    );
    text += &prose("say", "found-begin", rule, 4);
    text += &format!(
        "    cite: []\n    predict: {{blame: {rule}}}\n    pace: 60\n  - id: broken\n    at: \
         {{violation: {rule}}}\n"
    );
    text += &prose("say", "found-say", rule, 4);
    text += "    cite: []\n    pace: 60\nclose:\n";
    text += &prose("say", "found-close", rule, 2);
    text += &format!(
        "  cite: []\n  expect:\n    verdict: {}\n    violations: [{rules}]\n",
        timeline.verdict().name()
    );
    text
}

fn settings(options: &RunOptions) -> String {
    let mut by_key: Vec<(&str, Vec<String>)> = Vec::new();
    for (key, value) in options.settings().filter(|(key, _)| *key != "world") {
        match by_key.last_mut() {
            Some((last, values)) if *last == key => values.push(quoted(value)),
            _ => by_key.push((key, vec![quoted(value)])),
        }
    }
    let lines: Vec<String> = by_key
        .iter()
        .map(|(key, values)| format!("    {key}: [{}]\n", values.join(", ")))
        .collect();
    if lines.is_empty() { String::new() } else { format!("  options:\n{}", lines.concat()) }
}

/// What a lesson's run has besides its options.
fn own_code(run: &RunSpec) -> String {
    let mut text = run.adds.as_ref().map_or_else(String::new, |own| block("  adds:", 4, own));
    if !run.bodies.0.is_empty() {
        text += "  bodies:\n";
    }
    for own in &run.bodies.0 {
        text += &block("    -", 6, own);
    }
    if !run.edits.is_empty() {
        text += "  edits:\n";
    }
    for edit in &run.edits {
        text += &format!("    - {}\n", edit_of(edit));
    }
    if !run.reasons.0.is_empty() {
        text += "  reasons:\n";
    }
    for (label, reason) in &run.reasons.0 {
        let said = Lang::ALL.map(|lang| (lang.code().to_owned(), reason.get(lang).into()));
        let said = Value::Object(said.into_iter().collect());
        text += &format!("    {}: {said}\n", quoted(label));
    }
    text
}

/// An edit in the flow form of YAML, which JSON is.
fn edit_of(edit: &BodyEdit) -> Value {
    fn line(it: &StatementLine<'_>) -> Value {
        let text = it.text.to_string();
        match &it.block {
            None => text.into(),
            Some(block) => {
                Value::Object([(text, block.iter().map(line).collect())].into_iter().collect())
            }
        }
    }
    let word = |it: &Option<Marked<String>>| it.as_ref().map(|it| Value::from(it.value.as_str()));
    let write = edit.write.as_ref().map(|lines| lines.value.0.iter().map(line).collect());
    let all = [
        ("in", Some(edit.body.value.as_str().into())),
        ("drop", word(&edit.drop)),
        ("move", word(&edit.moved)),
        ("write", write),
        ("before", word(&edit.before)),
        ("after", word(&edit.after)),
        ("instead", word(&edit.instead)),
    ];
    let given = all.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(given.collect())
}

/// A text of several lines as a YAML block that keeps the line breaks.
fn block(key: &str, indent: usize, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("{:indent$}{line}\n", "")).collect();
    format!("{key} |2\n{}", lines.concat())
}

fn prose(key: &str, id: &str, rule: &str, indent: usize) -> String {
    let line = |lang: Lang| {
        let words = Words::of(lang).with(id, &[("rule", rule.into())]);
        format!("{:indent$}  {}: {}\n", "", lang.code(), quoted(&words))
    };
    format!("{:indent$}{key}:\n{}{}", "", line(Lang::En), line(Lang::PtBr))
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::LessonRun;
    use crate::lesson::check::check_lesson;
    use crate::lesson::source::LessonSource;
    use crate::scenario::Scenario;

    #[test]
    fn a_found_lesson_has_no_problem_and_its_run_is_the_one_that_was_found() {
        let word = "store-logoff:world=busy,bug=PB5,order=4.client-1+5.spooler+2.XP1,\
            transport=XP1=sending:M1,transport=XP2=idle";
        let options = RunOptions::parse(word).expect("valid");
        let timeline = Scenario::load(&options, &[]).expect("is bundled").timeline(100_000);
        let rule = timeline.violations().first().expect("the bug breaks a rule").rule;
        let text = text(rule, &options, None, &timeline);
        let source =
            LessonSource::from_bytes("found.yaml", text.clone().into_bytes()).expect("text");
        let report = check_lesson(&source);
        assert!(report.ran && report.diagnostics.is_empty(), "{text}\n{:#?}", report.diagnostics);
        let lesson = Lesson::parse(source).expect("a lesson");
        let played = LessonRun::new(std::sync::Arc::new(lesson)).expect("plays");
        assert_eq!(played.timeline().choices(), timeline.choices());
        assert_eq!(played.timeline().final_state(), timeline.final_state());
    }
}
