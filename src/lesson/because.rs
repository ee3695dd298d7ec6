//! Questions that ask why: what each change of a run makes of an outcome. Every change is run, and
//! its run is compared with the lesson's own; nobody writes what is right.
//!
//! It must not know a screen, nor what a learner picks. `told` has it in words.

pub(crate) mod told;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::bounds::{BOUND, MOST_CHANGES};
use super::library::Lesson;
use super::marked::Marked;
use super::predict::{Fact, NoAnswer, Truth, truth};
use super::run::{Stop, load_changed, run_options, set_all};
use super::schema::{Predict, RunChange};
use super::story::Story;
use crate::compare::Comparison;
use crate::diagnostic::Diagnostic;
use crate::sim::Timeline;
use crate::sim::timeline::Verdict;

/// A change, and what its run makes of the outcome.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The name of the change.
    pub name: String,
    /// Whether it is a right answer.
    pub is_right: bool,
    /// Its run, or why there is none.
    pub run: Result<ChangedRun, Vec<Diagnostic>>,
}

/// What the run of a change did.
#[derive(Clone, Debug)]
pub struct ChangedRun {
    /// The outcome that was asked for, or why it has none.
    pub outcome: Result<Vec<Fact>, NoAnswer>,
    /// Where it first does something else than the lesson's run; `None` if it never does.
    pub parts: Option<Parting>,
    /// The rules that it breaks and the lesson's run does not.
    pub breaks: Vec<&'static str>,
    /// How it ends, if the lesson's run ends otherwise.
    pub ends: Option<Verdict>,
}

/// The first step of a changed run that the lesson's run does not have.
#[derive(Clone, Debug)]
pub struct Parting {
    /// The step in the changed run, from 1.
    pub step: usize,
    /// The title of the body that runs there.
    pub body: String,
    /// The statement that runs there.
    pub statement: String,
}

/// What a question that asks why compares.
#[derive(Clone, Debug)]
pub struct Trials {
    /// The outcome in the lesson's own run.
    pub own: Vec<Fact>,
    /// The changes, in the order of the lesson.
    pub all: Vec<Trial>,
}

impl Trials {
    /// The changes that are right; the answer is asked for at `place`.
    pub fn truth(&self, place: usize) -> Truth {
        let right = self.all.iter().filter(|it| it.is_right);
        let facts = right.map(|it| Fact { name: it.name.clone(), step: None }).collect();
        Truth { facts, ordered: false, until: place }
    }
}

/// The trials of the questions of a run, by scene; each is made when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct LazyTrials(BTreeMap<usize, OnceLock<Option<Trials>>>);

impl LazyTrials {
    /// Nothing is tried yet of the scenes that a run reaches.
    pub(super) fn of(lesson: &Lesson, stops: &[Stop]) -> Self {
        let asks = |stop: &&Stop| {
            let predict = lesson.file.scenes[stop.scene].predict.as_ref();
            predict.is_some_and(|predict| predict.because.is_some())
        };
        let scenes = stops.iter().filter(asks).map(|stop| (stop.scene, OnceLock::new()));
        Self(scenes.collect())
    }

    /// The trials of a scene; `None` if it does not ask why, or its own run has no answer.
    pub(super) fn get(
        &self,
        lesson: &Lesson,
        way: Option<&str>,
        scene: usize,
        story: &Story<'_>,
    ) -> Option<&Trials> {
        let predict = lesson.file.scenes[scene].predict.as_ref()?;
        let first = || trials(lesson, way, predict, story);
        self.0.get(&scene)?.get_or_init(first).as_ref()
    }
}

fn trials(
    lesson: &Lesson,
    way: Option<&str>,
    predict: &Predict,
    story: &Story<'_>,
) -> Option<Trials> {
    let own = truth(predict, story, 0).ok()?.facts;
    let changes = predict.because.as_ref()?.iter().take(MOST_CHANGES);
    let all = changes.map(|change| {
        let run = timeline(lesson, way, change).map(|it| changed(predict, story, &it));
        let is_right = run.as_ref().is_ok_and(|run| is_right(predict, &own, run));
        Trial { name: change.name.value.clone(), is_right, run }
    });
    let all = all.collect();
    Some(Trials { own, all })
}

/// Whether a change makes the outcome another one, or mends the run.
fn is_right(predict: &Predict, own: &[Fact], run: &ChangedRun) -> bool {
    let Ok(outcome) = &run.outcome else { return !predict.mends };
    if predict.mends {
        return outcome.is_empty() && run.ends == Some(Verdict::Clean);
    }
    !is_same(own, outcome, predict.ordered)
}

fn is_same(own: &[Fact], other: &[Fact], ordered: bool) -> bool {
    let names = |facts: &[Fact]| {
        let mut names: Vec<String> = facts.iter().map(|fact| fact.name.clone()).collect();
        if !ordered {
            names.sort();
        }
        names
    };
    names(own) == names(other)
}

/// What the run of a change makes of the outcome, compared with the lesson's own run.
fn changed(predict: &Predict, story: &Story<'_>, run: &Timeline) -> ChangedRun {
    let comparison = Comparison::of(story.timeline(), run);
    let outcome = truth(predict, &Story::of(run), 0).map(|truth| truth.facts);
    let parting = |step: usize| {
        let program = run.machine().program();
        let event = run.event(step.min(run.len()))?;
        let statement = program.statement(event).map_or("", |it| &*it.text).to_owned();
        Some(Parting { step, body: program.body(event.at.body).title.clone(), statement })
    };
    let ends = run.verdict();
    ChangedRun {
        outcome,
        parts: comparison.first_step().and_then(parting),
        breaks: comparison.broken()[1].to_vec(),
        ends: (ends != story.timeline().verdict()).then_some(ends),
    }
}

/// The run of a change; each complaint has a place in the lesson.
fn timeline(
    lesson: &Lesson,
    way: Option<&str>,
    change: &Marked<RunChange>,
) -> Result<Timeline, Vec<Diagnostic>> {
    let file = &lesson.source.name;
    let mut options = run_options(lesson, way)?;
    let mut found = Vec::new();
    set_all(&mut options, &change.set, file, &mut found);
    if !found.is_empty() {
        return Err(found);
    }
    let at_change = |it: Diagnostic| match it.file == *file && it.place.is_some() {
        true if it.code == "edit-misses" => it,
        _ => Diagnostic { file: file.clone(), place: Some(change.name.place), ..it },
    };
    let scenario = load_changed(lesson, &options, Some(change))
        .map_err(|found| found.into_iter().map(at_change).collect::<Vec<_>>())?;
    let run = scenario.timeline(BOUND);
    if run.is_bounded() {
        let message = format!("with the change {:?} the run does not end", change.name.value);
        let complaint = Diagnostic::error("endless-run", file, Some(change.name.place), message);
        return Err(vec![complaint.help("look for a loop in the bodies")]);
    }
    Ok(run)
}
