//! A judgement in words: which rule is broken under which client, which held, which was not tested.
//!
//! It must not know where this is printed.

use super::hint::{client_words, introduced};
use super::judge::{BenchJudgement, RuleStanding};
use crate::narrate::broken::{case, remedy};
use crate::scenario::catalogue;
use crate::text::Lang;
use crate::words::Words;

/// The judgement as lines of text; `file` is the module's file for the command that replays a run.
pub fn lines(judgement: &BenchJudgement, file: Option<&str>, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let rules = judgement.rules();
    let mut lines = vec![verdict(judgement, lang)];
    lines.extend(unusual(judgement, lang));
    if file.is_some() && judgement.is_right_for_one_user() {
        lines.push(words.text("build-one-user"));
    }
    // The one with the shortest run first: that is the run that is shown.
    let shortest =
        |rule: &&RuleStanding<'_>| rule.broken.iter().map(|(_, breach)| breach.choices.len()).min();
    let mut all: Vec<&RuleStanding<'_>> =
        rules.iter().filter(|rule| !rule.broken.is_empty()).collect();
    all.sort_by_key(shortest);
    for rule in all {
        lines.push(String::new());
        lines.extend(broken(rule, file, lang));
    }
    lines.extend(introduced(&lines.join(" "), lang));
    let of_both = [("build-held", "build-held-rule"), ("build-untested", "build-untested-rule")];
    for (held, (head, id)) in [true, false].into_iter().zip(of_both) {
        let others: Vec<String> = rules
            .iter()
            .filter(|rule| rule.broken.is_empty() && (rule.situations > 0) == held)
            .map(|rule| {
                let title = catalogue::rule(rule.rule).map_or("", |text| text.title.get(lang));
                let situations = rule.situations.to_string();
                let arguments = [
                    ("rule", rule.rule.into()),
                    ("title", title.into()),
                    ("count", situations.into()),
                ];
                format!("  {}", words.with(id, &arguments))
            })
            .collect();
        if !others.is_empty() {
            lines.push(String::new());
            lines.push(words.with(head, &[("count", others.len().into())]));
            lines.extend(others);
        }
    }
    lines
}

/// That it is right in a way that one does not expect of this provider.
pub fn unusual(judgement: &BenchJudgement, lang: Lang) -> Option<String> {
    let is_told = judgement.is_accepted() && judgement.is_unusual() == Some(true);
    let id = if judgement.defers()? { "build-unusual" } else { "build-unusual-eager" };
    is_told.then(|| Words::of(lang).text(id))
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
        if let Some(found) = report.found(&timeline, rule.rule) {
            lines.push(format!("  {}", case(&timeline, found, timeline.state(), lang)));
            let readings = catalogue::no_mistake_under(found.rule, found.contested);
            if !readings.is_empty() {
                let settings = [("settings", readings.join(", ").into())];
                lines.push(format!("  {}", words.with("judge-no-mistake", &settings)));
            }
        }
        let found = report.found(&timeline, rule.rule).filter(|_| file.is_some());
        if let Some(mend) = found.and_then(|found| remedy(&timeline, found, lang)) {
            lines.push(format!("  {}", words.with("judge-mend", &[("mend", mend.into())])));
        }
        if let Some(file) = file {
            let arguments = [("run", breach.word.as_str().into()), ("file", file.into())];
            lines.push(format!("  {}", words.with("build-replay", &arguments)));
        }
    }
    lines
}
