//! Questions that ask why: how each change to a run affects an outcome. Every change is run and
//! compared with the lesson's own run; no author writes which changes are right.
//!
//! It must not know a screen, nor what a learner picks. `told` puts it into words.

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
use crate::diagnostic::{Diagnostic, Place};
use crate::scenario::problem::refuse;
use crate::sim::Timeline;
use crate::sim::timeline::Verdict;

/// A change, and the outcome of its run.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The name of the change.
    pub name: String,
    /// Whether the change is a right answer.
    pub is_right: bool,
    /// The run with the change, or why there is none.
    pub run: Result<ChangedRun, Vec<Diagnostic>>,
}

/// What happened in the run with a change.
#[derive(Clone, Debug)]
pub struct ChangedRun {
    /// The outcome in question, or why there is none.
    pub outcome: Result<Vec<Fact>, NoAnswer>,
    /// Where it first does something different from the lesson's run; `None` if it never does.
    pub parts: Option<Parting>,
    /// The rules that it breaks but the lesson's run does not.
    pub breaks: Vec<&'static str>,
    /// How it ends, if it ends differently from the lesson's run.
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

/// The runs that a question with `because` compares.
#[derive(Clone, Debug)]
pub struct Trials {
    /// The outcome in the lesson's own run.
    pub own: Vec<Fact>,
    /// The changes, in the order in which the lesson lists them.
    pub all: Vec<Trial>,
}

impl Trials {
    /// The right changes; `place` is where the question is asked.
    pub fn truth(&self, place: usize) -> Truth {
        let right = self.all.iter().filter(|it| it.is_right);
        let facts = right.map(|it| Fact { name: it.name.clone(), step: None }).collect();
        Truth { facts, ordered: false, until: place }
    }
}

/// The trials of a run's questions, by scene; each is made when it is first needed.
#[derive(Debug, Default)]
pub(super) struct LazyTrials(BTreeMap<usize, OnceLock<Option<Trials>>>);

impl LazyTrials {
    /// An entry for each scene that the run reaches and that asks why, without any trial yet.
    pub(super) fn of(lesson: &Lesson, stops: &[Stop]) -> Self {
        let asks = |stop: &&Stop| {
            let predict = lesson.file.scenes[stop.scene].predict.as_ref();
            predict.is_some_and(|predict| predict.because.is_some())
        };
        let scenes = stops.iter().filter(asks).map(|stop| (stop.scene, OnceLock::new()));
        Self(scenes.collect())
    }

    /// The trials of a scene; `None` if the scene doesn't ask why, or its own run has no answer.
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

/// Whether a change leads to a different outcome or, with `mends`, to a run without broken rules.
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

/// The outcome of the run with a change, compared with the lesson's own run.
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

/// The run with a change; each error has a place in the lesson.
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
    let of_edit = |place: Place| {
        change.edits.iter().any(|edit| {
            edit.body.place == place || edit.write.as_ref().is_some_and(|it| it.place == place)
        })
    };
    let at_change = |it: Diagnostic| match it.place.filter(|_| *it.file == **file) {
        Some(place) if it.code == "edit-misses" || of_edit(place) => it,
        _ => Diagnostic { file: file.as_str().into(), place: Some(change.name.place), ..it },
    };
    let scenario = load_changed(lesson, &options, Some(change))
        .map_err(|found| found.into_iter().map(at_change).collect::<Vec<_>>())?;
    let run = scenario.timeline(BOUND);
    if run.is_bounded() {
        let said = [("name", &*format!("{:?}", change.name.value))];
        let found = refuse("endless-run", "endless-change", &said);
        return Err(vec![found.at(file, Some(change.name.place))]);
    }
    Ok(run)
}
