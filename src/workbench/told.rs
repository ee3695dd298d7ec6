//! A judgement in words: which rule is broken under which client, which held, which was not tested.
//!
//! It must not know where this is printed.

use super::hint::client_words;
use super::judge::{BenchJudgement, RuleStanding};
use super::module::WrittenModule;
use crate::diagnostic::Diagnostic;
use crate::narrate::broken::case;
use crate::scenario::catalogue;
use crate::text::Lang;
use crate::words::Words;

/// The judgement as lines of text; `file` is the module's file for the command that replays a run.
pub fn lines(judgement: &BenchJudgement, file: Option<&str>, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let rules = judgement.rules();
    let mut lines = vec![verdict(judgement, lang)];
    for rule in rules.iter().filter(|rule| !rule.broken.is_empty()) {
        lines.push(String::new());
        lines.extend(broken(rule, file, lang));
    }
    lines.push(String::new());
    let held: Vec<String> = rules
        .iter()
        .filter(|rule| rule.broken.is_empty() && rule.situations > 0)
        .map(|rule| {
            let count = [("rule", rule.rule.into()), ("count", rule.situations.to_string().into())];
            words.with("build-held-rule", &count)
        })
        .collect();
    let untested: Vec<&str> = rules
        .iter()
        .filter(|rule| rule.broken.is_empty() && rule.situations == 0)
        .map(|rule| rule.rule)
        .collect();
    lines.push(words.with("build-held", &[("rules", held.join(", ").into())]));
    if !untested.is_empty() {
        lines.push(words.with("build-untested", &[("rules", untested.join(", ").into())]));
    }
    lines
}

/// What is wrong with statements that are no provider yet, by their numbers.
pub fn problems(
    found: &[Diagnostic],
    module: &WrittenModule,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> Vec<String> {
    let words = Words::of(lang);
    let line = |problem: &Diagnostic| {
        let line = problem.place.map(|place| place.line);
        let message = problem.message_in(lang);
        match line.and_then(|line| module.statement_on(line)) {
            Some(statement) => {
                let number = number(statement);
                let arguments = [("number", number.into()), ("message", message.into())];
                words.with("build-statement", &arguments)
            }
            None => message.to_owned(),
        }
    };
    found.iter().map(line).collect()
}

/// Whether it is accepted, and by how many clients in how many states.
pub fn verdict(judgement: &BenchJudgement, lang: Lang) -> String {
    let broken = judgement.rules().iter().filter(|rule| !rule.broken.is_empty()).count();
    let arguments = [
        ("clients", judgement.clients.len().into()),
        ("wanted", judgement.wanted.into()),
        ("states", judgement.states().to_string().into()),
        ("broken", broken.into()),
    ];
    let id = match () {
        () if broken > 0 => "build-broken",
        () if judgement.is_accepted() => "build-accepted",
        () => "build-incomplete",
    };
    Words::of(lang).with(id, &arguments)
}

fn broken(rule: &RuleStanding<'_>, file: Option<&str>, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let title = catalogue::rule(rule.rule).map_or("", |text| text.title.get(lang));
    let head = [("rule", rule.rule.into()), ("title", title.into())];
    let mut lines = vec![words.with("build-broken-rule", &head)];
    for (report, breach) in &rule.broken {
        let client = client_words(report.client.id, lang);
        let arguments = [
            ("client", client.into()),
            ("steps", breach.choices.len().into()),
            ("object", breach.subject.as_str().into()),
        ];
        lines.push(format!("  {}", words.with("build-broken-when", &arguments)));
    }
    let shortest = rule.broken.iter().min_by_key(|(_, breach)| breach.choices.len());
    if let Some((report, breach)) = shortest {
        let timeline = report.timeline(breach);
        let found = timeline.violations().iter().find(|found| found.rule == rule.rule);
        if let Some(found) = found {
            lines.push(format!("  {}", case(&timeline, found, timeline.state(), lang)));
        }
        if let Some(file) = file {
            let arguments = [("run", breach.word.as_str().into()), ("file", file.into())];
            lines.push(format!("  {}", words.with("build-replay", &arguments)));
        }
    }
    lines
}
