//! A broken rule in words: what is the case, who is to blame, where the run parts from one that
//! keeps the rule, and how to mend it.
//!
//! It must not know where it is drawn.

use crate::compare::Difference;
use crate::narrate::blame::{advice, blamed};
use crate::narrate::broken::{case, remedy};
use crate::scenario::catalogue;
use crate::sim::{State, Timeline, Violation};
use crate::text::Lang;
use crate::tui::content::{standing, symptoms};
use crate::tui::model::beside::HealthyRun;
use crate::words::Words;

/// A rule that a step broke, however often it did.
pub struct BrokenRule<'a> {
    /// The first thing that the step broke it about.
    pub found: &'a Violation,
    /// The others, by name.
    pub others: Vec<String>,
}

impl<'a> BrokenRule<'a> {
    /// The rules that were broken, each once for each step.
    pub fn all(timeline: &Timeline, violations: impl Iterator<Item = &'a Violation>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for found in violations {
            let same = |it: &&mut Self| {
                (it.found.rule, it.found.step, it.found.blame)
                    == (found.rule, found.step, found.blame)
            };
            match all.iter_mut().find(same) {
                Some(it) => {
                    let program = timeline.machine().program();
                    it.others.push(program.object_name(timeline.final_state(), found.subject));
                }
                None => all.push(Self { found, others: Vec::new() }),
            }
        }
        all
    }

    /// What is the case; `state` is the situation after the step.
    pub fn case(&self, timeline: &Timeline, state: &State, lang: Lang) -> String {
        let case = case(timeline, self.found, state, lang);
        match self.others.is_empty() {
            true => case,
            false => {
                let others = self.others.join(", ");
                format!(
                    "{case} {}",
                    Words::of(lang).with("case-likewise", &[("others", others.into())])
                )
            }
        }
    }

    /// The same with the number of the rule before it and who is to blame behind it.
    pub fn line(&self, timeline: &Timeline, state: &State, lang: Lang) -> String {
        let arguments = [
            ("rule", self.found.rule.into()),
            ("case", self.case(timeline, state, lang).into()),
            ("blame", blamed(timeline, self.found, lang).into()),
        ];
        Words::of(lang).with("rule-broken-by", &arguments)
    }
}

/// How to mend what a rule found; in the reader's own code as far as the run itself says how.
pub fn mend(timeline: &Timeline, found: &Violation, is_own: bool, lang: Lang) -> Option<String> {
    let text = match is_own {
        true => remedy(timeline, found, lang)?,
        false => advice(timeline, found, lang),
    };
    Some(Words::of(lang).with("violation-mend", &[("text", text.into())]))
}

/// How to mend the bug that a run is without.
pub fn mend_bug(healthy: &HealthyRun, lang: Lang) -> Option<String> {
    let bug = catalogue::bug(healthy.bugs.first()?)?;
    let text = catalogue::marked(&bug.mend, bug.mark("mend"), lang);
    Some(Words::of(lang).with("violation-mend", &[("text", text.into())]))
}

/// What the code does wrong, where that is a bug of the catalogue.
pub fn cause(healthy: Option<&HealthyRun>, lang: Lang) -> Option<String> {
    let id = healthy?.bugs.first()?;
    let bug = catalogue::bug(id)?;
    let cause = catalogue::marked(&bug.cause, bug.mark("cause"), lang);
    let arguments = [
        ("bug", id.clone().into()),
        ("title", bug.title.get(lang).into()),
        ("cause", cause.into()),
    ];
    Some(Words::of(lang).with("violation-cause", &arguments))
}

/// Which rules a run broke on its way, and where.
pub fn earlier(timeline: &Timeline, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let mut seen: Vec<(&str, usize)> = Vec::new();
    for found in timeline.violations() {
        if !seen.iter().any(|(rule, _)| *rule == found.rule) {
            seen.push((found.rule, found.step));
        }
    }
    let told = |(rule, step): &(&str, usize)| {
        words.with("earlier-rule", &[("rule", (*rule).to_owned().into()), ("step", (*step).into())])
    };
    let rules = seen.iter().map(told).collect::<Vec<_>>().join(", ");
    (!seen.is_empty()).then(|| words.with("earlier-rules", &[("rules", rules.into())]))
}

/// What a developer sees of the bug: in this run, if it was `cut_short`, or perhaps only later on.
pub fn symptom(healthy: Option<&HealthyRun>, cut_short: bool, lang: Lang) -> Option<String> {
    let bug = catalogue::bug(healthy?.bugs.first()?)?;
    let text = catalogue::marked(&bug.symptom, bug.mark("symptom"), lang);
    let id = if cut_short { "violation-symptom" } else { "violation-symptom-later" };
    Some(Words::of(lang).with(id, &[("text", text.into())]))
}

/// Whose mistake the bug is.
pub fn blame(healthy: &HealthyRun, lang: Lang) -> Option<String> {
    let bug = catalogue::bug(healthy.bugs.first()?)?;
    Some(Words::of(lang).text(symptoms::blame(bug)))
}

/// Where the run parts from the one that keeps the rule.
pub fn parts(healthy: &HealthyRun, lang: Lang) -> Option<String> {
    let step = healthy.parts?;
    let program = healthy.ghost.timeline.machine().program();
    let code = healthy.code.as_ref().filter(|code| code.step == Some(step));
    let id = if code.is_some() { "violation-parts-in" } else { "violation-parts" };
    let code = code.map_or("", |code| &*program.body(code.b).title).to_owned();
    let run = healthy.ghost.title.clone();
    let arguments = [("step", step.into()), ("code", code.into()), ("run", run.into())];
    Some(Words::of(lang).with(id, &arguments))
}

/// That the run breaks no rule, and what differs all the same at its end.
pub fn ends_otherwise(healthy: &HealthyRun, lang: Lang) -> String {
    let words = Words::of(lang);
    let item = |it: &Difference| {
        let [here, there] = [&it.a, &it.b].map(Option::as_ref);
        let arguments = [
            ("item", standing::title(&it.item, here.or(there)).into()),
            ("here", standing::text(words, here).into()),
            ("there", standing::text(words, there).into()),
        ];
        words.with("otherwise-item", &arguments)
    };
    let items = healthy.ghost.comparison.last().iter().map(item).collect::<Vec<_>>();
    let run = healthy.ghost.title.clone();
    words.with("ends-otherwise", &[("run", run.into()), ("items", items.join(", ").into())])
}

/// That the run parts here from the one that keeps the rules, and which calls it leaves out.
pub fn diverges(healthy: &HealthyRun, lang: Lang) -> String {
    let run = ("run", healthy.ghost.title.clone().into());
    let Some(code) = healthy.code.as_ref().filter(|_| !healthy.omitted.is_empty()) else {
        return Words::of(lang).with("diverges-here", &[run]);
    };
    let body = healthy.ghost.timeline.machine().program().body(code.b);
    let calls = healthy.omitted.iter().map(|at| body.statements[*at].text.to_string());
    let calls = calls.collect::<Vec<_>>().join(", ");
    Words::of(lang).with("omits-here", &[run, ("statement", calls.into())])
}
