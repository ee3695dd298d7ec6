//! A lesson as it is played: a run, the places where its scenes are, and what the learner has answered so far.
//!
//! The stage asks for the [`Question`] of a stop, hands in an attempt, and gets [`Feedback`] that was computed from the run. A learner
//! cannot walk past a question that has not been tried. It must not know a screen or a key.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::FluentValue;

use super::choices;
use super::grade::{Feedback, grade};
use super::library::Lesson;
use super::marked::Marked;
use super::predict::{self, Fact, Kind, Select, Truth};
use super::run::{load, resolve, run_options};
use super::schema::{Scene, Way};
use super::story::Story;
use crate::diagnostic::Diagnostic;
use crate::sim::Timeline;
use crate::sim::event::Ledger;
use crate::text::Lang;
use crate::words::Words;

/// Most steps of the run of a lesson.
pub const BOUND: usize = 200_000;

/// Hints of a question: two that are written, one that may be made from the run.
pub const HINTS: usize = 3;

/// A scene at its place in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Index into the lesson's scenes.
    pub scene: usize,
    /// The place: a number of steps taken.
    pub place: usize,
}

/// A question, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub ask: String,
    /// What can be picked.
    pub options: Vec<String>,
    /// How many may be picked, and whether the order counts.
    pub select: Select,
    /// The panel in which it is marked; `None` for a list of choices.
    pub ledger: Option<Ledger>,
    /// Its kind.
    pub kind: Kind,
}

/// What a learner did at one scene.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Attempts so far.
    pub attempts: usize,
    /// Hints taken so far.
    pub hints: usize,
    /// The first attempt, if it was wrong.
    pub first_wrong: Option<Feedback>,
    /// An attempt was right, or the learner gave up.
    pub done: bool,
    /// An attempt was right.
    pub right: bool,
    /// The way that was chosen.
    pub way: Option<String>,
}

/// Totals of a lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Questions that the run has.
    pub questions: usize,
    /// Answered right at the first attempt, without a hint.
    pub clean: usize,
    /// Answered right in the end.
    pub right: usize,
    /// Attempts.
    pub attempts: usize,
    /// Hints.
    pub hints: usize,
}

/// A question that went wrong at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regret {
    /// The scene that asked.
    pub scene: usize,
    /// Its stop, if this run reaches it.
    pub stop: Option<usize>,
    /// The step that answers it, in the run in which it was asked.
    pub step: Option<usize>,
    /// What was asked.
    pub ask: String,
    /// What the first attempt got wrong, in words.
    pub said: Vec<String>,
}

/// What became of a wish to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The run stands at the place that was asked for.
    There,
    /// A scene came first; the run stands there.
    Scene(usize),
    /// The scene here asks something that was not tried yet; nothing moved.
    Asks(usize),
}

/// A lesson, its run, and how far the learner is.
#[derive(Clone, Debug)]
pub struct LessonRun {
    lesson: Arc<Lesson>,
    way: Option<String>,
    timeline: Timeline,
    stops: Vec<Stop>,
    unreached: Vec<usize>,
    current: Option<usize>,
    marks: BTreeMap<usize, Mark>,
}

impl LessonRun {
    /// Runs a lesson and stands at its first scene or at the start.
    pub fn new(lesson: Arc<Lesson>) -> Result<Self, Vec<Diagnostic>> {
        Self::with_way(lesson, None)
    }

    /// The same along one way of its choices; `None` is the lesson's own run.
    pub fn with_way(lesson: Arc<Lesson>, way: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        let options = run_options(&lesson, way)?;
        let scenario = load(&lesson, &options)?;
        let timeline = scenario.timeline(BOUND);
        let (stops, unreached) = resolve(&lesson, way, &timeline);
        let current = stops.first().filter(|stop| stop.place == 0).map(|_| 0);
        Ok(Self { lesson, way: way.map(str::to_owned), timeline, stops, unreached, current, marks: BTreeMap::new() })
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// The lesson, to be played anew.
    pub fn shared_lesson(&self) -> Arc<Lesson> {
        Arc::clone(&self.lesson)
    }

    /// The way that was chosen, if the lesson left its own run.
    pub fn way(&self) -> Option<&str> {
        self.way.as_deref()
    }

    /// The run and where it stands.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// All scenes that the run reaches, in its order.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// Scenes that the run never reaches; `check` complains about them.
    pub fn unreached(&self) -> &[usize] {
        &self.unreached
    }

    /// The stop whose scene is shown now.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// The scene of a stop.
    pub fn scene(&self, stop: usize) -> &Scene {
        &self.lesson.file.scenes[self.stops[stop].scene].value
    }

    /// Whether the scene of a stop asks something that was not settled yet: a prediction not answered, or a choice not made.
    pub fn asks(&self, stop: usize) -> bool {
        let scene = self.scene(stop);
        let done = self.mark(stop).is_some_and(|mark| mark.done);
        (scene.predict.is_some() && !done) || (scene.choose.is_some() && self.mark(stop).is_none_or(|mark| mark.way.is_none()))
    }

    /// Goes on to a place, or to the first scene on the way, but never past a question.
    pub fn forward(&mut self, to: usize) -> Moved {
        if let Some(stop) = self.current.filter(|stop| self.asks(*stop) && self.stops[*stop].place == self.timeline.at()) {
            return Moved::Asks(stop);
        }
        let here = self.timeline.at();
        let next = match self.current {
            Some(stop) => stop + 1,
            None => 0,
        };
        let next = (next..self.stops.len()).find(|at| self.stops[*at].place >= here);
        match next.filter(|at| self.stops[*at].place <= to) {
            Some(stop) => {
                self.timeline.seek(self.stops[stop].place);
                self.current = Some(stop);
                Moved::Scene(stop)
            }
            None => {
                self.timeline.seek(to);
                Moved::There
            }
        }
    }

    /// Goes to the next scene.
    pub fn next_scene(&mut self) -> Moved {
        self.forward(self.timeline.len())
    }

    /// Goes back to a place; of several scenes at one place, first to the one before.
    pub fn back(&mut self, to: usize) {
        let is_here = |stop: usize| self.stops[stop].place == self.timeline.at();
        if let Some(stop) = self.current.filter(|stop| *stop > 0 && is_here(*stop) && is_here(stop - 1)) {
            self.current = Some(stop - 1);
            return;
        }
        self.timeline.seek(to.min(self.timeline.at()));
        let here = self.timeline.at();
        self.current = self.stops.iter().rposition(|stop| stop.place <= here);
    }

    /// Goes to a stop, forward or back, without asking; for lists of scenes and for a reload that keeps the place.
    pub fn go_to(&mut self, stop: usize) {
        let stop = stop.min(self.stops.len().saturating_sub(1));
        if let Some(it) = self.stops.get(stop) {
            self.timeline.seek(it.place);
            self.current = Some(stop);
        }
    }

    /// Stands at a place after the present stop, if it comes before the next one.
    pub fn stand_at(&mut self, place: usize) {
        let from = self.current.map_or(0, |stop| self.stops[stop].place);
        let until = self.stops.get(self.current.map_or(0, |stop| stop + 1)).map_or(usize::MAX, |stop| stop.place);
        if (from..until).contains(&place) {
            self.timeline.seek(place);
        }
    }

    /// The question of a stop.
    pub fn question(&self, stop: usize, lang: Lang) -> Option<Question> {
        let predict = self.scene(stop).predict.as_ref()?;
        let [kind] = Kind::all_of(predict)[..] else { return None };
        let story = Story::of(&self.timeline);
        Some(Question {
            ask: self.ask(self.stops[stop].scene, lang),
            options: choices::options(predict, &story, self.stops[stop].place),
            select: kind.select(predict.ordered),
            ledger: kind.ledger(),
            kind,
        })
    }

    /// What is right, computed from the run.
    pub fn truth(&self, stop: usize) -> Option<Truth> {
        let predict = self.scene(stop).predict.as_ref()?;
        predict::truth(predict, &Story::of(&self.timeline), self.stops[stop].place).ok()
    }

    /// Grades an attempt and remembers it. `None` if the stop asks nothing.
    pub fn answer(&mut self, stop: usize, answer: &[String]) -> Option<Feedback> {
        let feedback = grade(&self.truth(stop)?, answer);
        let mark = self.marks.entry(self.stops[stop].scene).or_default();
        if !mark.done {
            mark.attempts += 1;
            mark.right = feedback.is_right();
            mark.done = mark.right;
            if !mark.right && mark.attempts == 1 {
                mark.first_wrong = Some(feedback.clone());
            }
        }
        Some(feedback)
    }

    /// Shows the answer: the question is settled, but not as right.
    pub fn give_up(&mut self, stop: usize) -> Option<Feedback> {
        let feedback = grade(&self.truth(stop)?, &[]);
        let mark = self.marks.entry(self.stops[stop].scene).or_default();
        if !mark.done {
            mark.done = true;
            mark.first_wrong.get_or_insert_with(|| feedback.clone());
        }
        Some(feedback)
    }

    /// The next hint of a stop and its number from 1; the last one again if there are no more.
    pub fn hint(&mut self, stop: usize, lang: Lang) -> Option<(usize, String)> {
        self.scene(stop).predict.as_ref()?;
        let taken = self.mark(stop).map_or(0, |mark| mark.hints);
        let written = self.scene(stop).hints.len().min(HINTS);
        let total = written.max(HINTS.min(written + 1));
        let level = (taken + 1).min(total);
        let text = match self.scene(stop).hints.get(level - 1) {
            Some(hint) => hint.get(lang).to_owned(),
            None => self.worked_step(stop, lang)?,
        };
        let mark = self.marks.entry(self.stops[stop].scene).or_default();
        if !mark.done {
            mark.hints = level;
        }
        Some((level, text))
    }

    /// The first right answer, worked out: the step, the body and its statement.
    fn worked_step(&self, stop: usize, lang: Lang) -> Option<String> {
        let truth = self.truth(stop)?;
        let words = Words::of(lang);
        let Some(fact) = truth.facts.first() else { return Some(words.text("hint-nothing")) };
        let name = FluentValue::from(fact.name.as_str());
        let Some(step) = fact.step else { return Some(words.with("hint-stays", &[("name", name)])) };
        let event = self.timeline.event(step)?;
        let body = self.timeline.machine().program().body(event.at.body);
        let statement = body.statements.get(usize::from(event.at.statement)).map_or("", |it| it.text.as_str());
        let arguments = [
            ("step", FluentValue::from(step as f64)),
            ("body", FluentValue::from(body.title.as_str())),
            ("statement", FluentValue::from(statement)),
            ("name", name),
        ];
        Some(words.with("hint-worked", &arguments))
    }

    /// What the learner did at a stop.
    pub fn mark(&self, stop: usize) -> Option<&Mark> {
        self.marks.get(&self.stops.get(stop)?.scene)
    }

    /// What the learner did, by scene: to be kept, and to be given back with [`LessonRun::remember`].
    pub fn marks(&self) -> &BTreeMap<usize, Mark> {
        &self.marks
    }

    /// Takes up what was done before.
    pub fn remember(&mut self, marks: BTreeMap<usize, Mark>) {
        self.marks = marks;
    }

    /// The ways of a choice at a stop.
    pub fn ways(&self, stop: usize) -> &[Marked<Way>] {
        self.scene(stop).choose.as_ref().map_or(&[], |choose| &choose.ways.value)
    }

    /// Follows a way: the lesson goes on in its run, at the same scene, with everything that was answered.
    pub fn choose(&mut self, stop: usize, name: &str) -> Result<(), Vec<Diagnostic>> {
        let first = self.ways(stop).first().is_some_and(|way| way.name.value == name);
        let scene = self.stops[stop].scene;
        let mut other = Self::with_way(Arc::clone(&self.lesson), (!first).then_some(name))?;
        other.marks = std::mem::take(&mut self.marks);
        other.marks.entry(scene).or_default().way = Some(name.to_owned());
        let at = other.stops.iter().position(|it| it.scene >= scene).unwrap_or(0);
        other.go_to(at);
        *self = other;
        Ok(())
    }

    /// Totals so far.
    pub fn score(&self) -> Score {
        let mut score = Score::default();
        for scene in self.questions() {
            score.questions += 1;
            if let Some(mark) = self.marks.get(&scene) {
                score.attempts += mark.attempts;
                score.hints += mark.hints;
                score.right += usize::from(mark.right);
                score.clean += usize::from(mark.right && mark.attempts == 1 && mark.hints == 0);
            }
        }
        score
    }

    /// Scenes that ask for a prediction and that this run reaches, or that were answered before the learner chose another way.
    fn questions(&self) -> impl Iterator<Item = usize> {
        let asks = |scene: &usize| self.lesson.file.scenes[*scene].predict.is_some();
        let met = |scene: &usize| self.marks.contains_key(scene) || self.stops.iter().any(|stop| stop.scene == *scene);
        (0..self.lesson.file.scenes.len()).filter(move |scene| asks(scene) && met(scene))
    }

    /// What was predicted wrong at first, in the order of the lesson.
    pub fn recap(&self, lang: Lang) -> Vec<Regret> {
        let wrong = self.questions().filter_map(|scene| Some((scene, self.marks.get(&scene)?.first_wrong.as_ref()?)));
        wrong
            .map(|(scene, feedback)| Regret {
                scene,
                stop: self.stops.iter().position(|stop| stop.scene == scene),
                step: feedback.step(),
                ask: self.ask(scene, lang),
                said: feedback_lines(feedback, lang),
            })
            .collect()
    }

    fn ask(&self, scene: usize, lang: Lang) -> String {
        let Some(predict) = &self.lesson.file.scenes[scene].predict else { return String::new() };
        match (&predict.ask, &Kind::all_of(predict)[..]) {
            (Some(ask), _) => ask.get(lang).to_owned(),
            (None, [kind]) => default_ask(*kind, predict, lang),
            (None, _) => String::new(),
        }
    }
}

/// Feedback in words: right, missed, extra, out of order; one line each.
pub fn feedback_lines(feedback: &Feedback, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let facts = |list: &[Fact]| list.iter().map(|fact| fact.name.clone()).collect::<Vec<_>>();
    if feedback.is_right() && feedback.right.is_empty() {
        return vec![words.text("feedback-nothing")];
    }
    let parts = [
        ("feedback-right", facts(&feedback.right)),
        ("feedback-missed", facts(&feedback.missed)),
        ("feedback-extra", feedback.extra.clone()),
        ("feedback-out-of-order", facts(&feedback.out_of_order)),
    ];
    parts
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(id, names)| {
            let count = FluentValue::from(names.len() as f64);
            words.with(id, &[("names", FluentValue::from(names.join(", "))), ("count", count)])
        })
        .collect()
}

/// The question that a kind asks by itself.
fn default_ask(kind: Kind, predict: &super::schema::Predict, lang: Lang) -> String {
    use super::schema::{ItemChange as I, LineChange as L, ObjectChange as O};
    let id = match kind {
        Kind::Rows(I::Removed) => "ask-rows-removed",
        Kind::Rows(I::Added) => "ask-rows-added",
        Kind::Rows(I::Changed) => "ask-rows-changed",
        Kind::Rows(I::Stay) => "ask-rows-stay",
        Kind::Uids(I::Removed) => "ask-uids-removed",
        Kind::Uids(I::Added | I::Changed) => "ask-uids-added",
        Kind::Uids(I::Stay) => "ask-uids-stay",
        Kind::Objects(O::Freed) => "ask-objects-freed",
        Kind::Objects(O::Invalidated) => "ask-objects-invalidated",
        Kind::Objects(O::Created) => "ask-objects-created",
        Kind::Objects(O::Stay) => "ask-objects-stay",
        Kind::Transports(L::Changed) => "ask-transports-changed",
        Kind::Transports(L::LoggedOff) => "ask-transports-logged-off",
        Kind::Transports(L::Stay) => "ask-transports-stay",
        Kind::Messages => "ask-messages",
        Kind::NextCall => "ask-next-call",
        Kind::OutWord => "ask-out-word",
        Kind::Count => "ask-count",
        Kind::Blame => "ask-blame",
        Kind::Rule => "ask-rule",
    };
    let named = [&predict.messages, &predict.out_word, &predict.count, &predict.blame];
    let name = named.into_iter().flatten().map(|it| it.value.clone()).next().unwrap_or_default();
    Words::of(lang).with(id, &[("name", FluentValue::from(name))])
}
