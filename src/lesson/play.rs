//! A lesson as it is played: a run, the places where its scenes are, and what the learner has answered so far.
//!
//! The stage asks for the [`Question`] of a stop, hands in an attempt, and gets [`Feedback`] that was computed from the run. A learner
//! cannot walk past a question that has not been tried. It must not know a screen or a key.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asked::{ask, label};
use super::choices;
use super::grade::{Feedback, grade};
use super::hint;
use super::library::Lesson;
use super::marked::Marked;
use super::predict::{self, Kind, Select, Truth};
use super::run::{choice_of, load, resolve, run_options};
use super::schema::{Scene, Way};
use super::story::Story;
use super::unanswered;
use crate::diagnostic::Diagnostic;
use crate::sim::Timeline;
use crate::sim::event::Ledger;
use crate::text::Lang;

/// Most steps of the run of a lesson.
pub const BOUND: usize = 50_000;

/// Hints of a question: a nudge, a pointer, a worked step.
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
    /// The language in which it is asked.
    pub lang: Lang,
}

impl Question {
    /// What an option says; empty if there is none.
    pub fn label(&self, option: usize) -> String {
        self.options.get(option).map_or_else(String::new, |name| label(self.kind, name, self.lang))
    }

    /// What all options say.
    pub fn labels(&self) -> impl Iterator<Item = String> {
        (0..self.options.len()).map(|option| self.label(option))
    }
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
    /// What was handed in then.
    pub first_answer: Option<Vec<String>>,
    /// An attempt was right, or the learner gave up.
    pub done: bool,
    /// An attempt was right.
    pub right: bool,
    /// The way that was chosen.
    pub way: Option<String>,
}

/// A scene, and the way on which it was met if that is not the lesson's own run: another run has other answers.
pub type MarkKey = (usize, Option<String>);

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
    marks: BTreeMap<MarkKey, Mark>,
    round: u32,
}

impl LessonRun {
    /// Runs a lesson and stands at its first scene or at the start.
    pub fn new(lesson: Arc<Lesson>) -> Result<Self, Vec<Diagnostic>> {
        Self::with_way(lesson, None)
    }

    /// The same along one way of its choices; `None` is the lesson's own run. A lesson whose questions the run does not answer is refused.
    pub fn with_way(lesson: Arc<Lesson>, way: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        let it = Self::unchecked(lesson, way)?;
        let found = unanswered::all(&it);
        if found.is_empty() { Ok(it) } else { Err(found) }
    }

    /// The same, whatever it asks: for who reports all that is wrong with a lesson.
    pub(super) fn unchecked(lesson: Arc<Lesson>, way: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        let options = run_options(&lesson, way)?;
        let scenario = load(&lesson, &options)?;
        let timeline = scenario.timeline(BOUND);
        let (stops, unreached) = resolve(&lesson, way, &timeline);
        let current = stops.first().filter(|stop| stop.place == 0).map(|_| 0);
        Ok(Self { lesson, way: way.map(str::to_owned), timeline, stops, unreached, current, marks: BTreeMap::new(), round: 0 })
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

    /// Whether it stands at its last scene with nothing left to answer.
    pub fn is_over(&self) -> bool {
        self.current == self.stops.len().checked_sub(1) && (0..self.stops.len()).all(|stop| !self.asks(stop))
    }

    /// Whether something was done in it that can be gone on with.
    pub fn is_halfway(&self) -> bool {
        !self.is_over() && (self.current > Some(0) || !self.marks.is_empty())
    }

    /// The same lesson from its start, as a round of its own.
    pub fn anew(&self) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self { round: self.round + 1, ..Self::new(self.shared_lesson())? })
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

    /// Goes back to a place; of several scenes at one place, first to the one before. A choice that lies ahead again is open again.
    pub fn back(&mut self, to: usize) {
        let is_here = |stop: usize| self.stops[stop].place == self.timeline.at();
        if let Some(stop) = self.current.filter(|stop| *stop > 0 && is_here(*stop) && is_here(stop - 1)) {
            self.current = Some(stop - 1);
        } else {
            self.timeline.seek(to.min(self.timeline.at()));
            let here = self.timeline.at();
            self.current = self.stops.iter().rposition(|stop| stop.place <= here);
        }
        self.reopen();
    }

    /// Opens the choices here and ahead again: who has gone back may take another way. What was answered on a way stays answered.
    pub fn reopen(&mut self) {
        let here = self.timeline.at();
        for stop in self.current.unwrap_or(0)..self.stops.len() {
            if self.stops[stop].place >= here
                && let Some(mark) = self.marks.get_mut(&self.key(self.stops[stop].scene))
            {
                mark.way = None;
            }
        }
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
            ask: ask(predict, lang),
            options: choices::options(predict, &story, self.stops[stop].place),
            select: kind.select(predict.ordered),
            ledger: kind.ledger(),
            kind,
            lang,
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
        let mark = self.marks.entry(self.key(self.stops[stop].scene)).or_default();
        if !mark.done {
            mark.attempts += 1;
            mark.right = feedback.is_right();
            mark.done = mark.right;
            if !mark.right && mark.attempts == 1 {
                mark.first_wrong = Some(feedback.clone());
                mark.first_answer = Some(answer.to_vec());
            }
        }
        Some(feedback)
    }

    /// Shows the answer: the question is settled, but not as right.
    pub fn give_up(&mut self, stop: usize) -> Option<Feedback> {
        let feedback = grade(&self.truth(stop)?, &[]);
        let mark = self.marks.entry(self.key(self.stops[stop].scene)).or_default();
        if !mark.done {
            mark.done = true;
            mark.first_wrong.get_or_insert_with(|| feedback.clone());
            mark.first_answer.get_or_insert_with(Vec::new);
        }
        Some(feedback)
    }

    /// The next hint of a stop and its number from 1; the last one again if there are no more.
    pub fn hint(&mut self, stop: usize, lang: Lang) -> Option<(usize, String)> {
        let taken = self.mark(stop).map_or(0, |mark| mark.hints);
        let level = (taken + 1).min(HINTS);
        let text = hint::text(self, stop, level, lang)?;
        let mark = self.marks.entry(self.key(self.stops[stop].scene)).or_default();
        if !mark.done {
            mark.hints = level;
        }
        Some((level, text))
    }

    /// What the learner did at a stop.
    pub fn mark(&self, stop: usize) -> Option<&Mark> {
        self.marks.get(&self.key(self.stops.get(stop)?.scene))
    }

    /// What the learner did, by scene: to be kept, and to be given back with [`LessonRun::remember`].
    pub fn marks(&self) -> &BTreeMap<MarkKey, Mark> {
        &self.marks
    }

    /// Under which key this run keeps what is done at a scene.
    pub fn key(&self, scene: usize) -> MarkKey {
        let forked = self.way.as_ref().filter(|way| choice_of(&self.lesson, way).is_some_and(|chosen| scene > chosen));
        (scene, forked.cloned())
    }

    /// How often the lesson was begun anew.
    pub fn round(&self) -> u32 {
        self.round
    }

    /// Says how often it was begun anew.
    pub fn set_round(&mut self, round: u32) {
        self.round = round;
    }

    /// Takes up what was done before.
    pub fn remember(&mut self, marks: BTreeMap<MarkKey, Mark>) {
        self.marks = marks;
    }

    /// The ways of a choice at a stop.
    pub fn ways(&self, stop: usize) -> &[Marked<Way>] {
        self.scene(stop).choose.as_ref().map_or(&[], |choose| &choose.ways.value)
    }

    /// The way that was taken at the last choice before a stop.
    pub fn chosen_before(&self, stop: usize) -> Option<&Way> {
        let before = &self.lesson.file.scenes[..self.stops.get(stop)?.scene];
        let (scene, choose) = before.iter().enumerate().rev().find_map(|(at, scene)| Some((at, scene.choose.as_ref()?)))?;
        let taken = self.marks.get(&(scene, None))?.way.as_deref()?;
        choose.ways.iter().map(|way| &way.value).find(|way| way.name.value == taken)
    }

    /// Follows a way: the lesson goes on in its run, at the same scene, with everything that was answered.
    pub fn choose(&mut self, stop: usize, name: &str) -> Result<(), Vec<Diagnostic>> {
        let first = self.ways(stop).first().is_some_and(|way| way.name.value == name);
        let scene = self.stops[stop].scene;
        let mut other = Self::with_way(Arc::clone(&self.lesson), (!first).then_some(name))?;
        other.marks = std::mem::take(&mut self.marks);
        other.round = self.round;
        other.marks.entry((scene, None)).or_default().way = Some(name.to_owned());
        let at = other.stops.iter().position(|it| it.scene >= scene).unwrap_or(0);
        other.go_to(at);
        *self = other;
        Ok(())
    }
}
