//! A lesson on the stage: its run, where the learner is in it, what its card shows, what is marked,
//! what was said of it.
//!
//! The run exists once, on the stage; the course has stops and answers. It must not know a key or
//! how anything is drawn.

use crate::compare::{Difference, changed_between};
use crate::lesson::course::Course;
use crate::lesson::library::heading;
use crate::lesson::predict::{QuestionKind, Select, Truth};
use crate::lesson::run::run_options;
use crate::lesson::schema::Scene;
use crate::lesson::tasks::named_task;
use crate::lesson::{Feedback, LessonRun, Question};
use crate::sim::ledgers::Item;
use crate::text::Lang;
use crate::tui::model::review::ReviewSession;
use crate::tui::model::stage::Stage;

/// What the card shows, and so what continuing means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardPhase {
    /// Between two scenes: the card says what the step did.
    Free,
    /// The text of the scene.
    Text,
    /// The question of the scene, until it is answered.
    Asking,
    /// How the attempt compares; the step comes next.
    Answered,
    /// The explanation of a question, by its stop.
    Why(usize),
    /// The choice between the scene's ways.
    Choosing,
}

impl CardPhase {
    /// Whether the learner is to pick something.
    pub fn asks(self) -> bool {
        matches!(self, CardPhase::Asking | CardPhase::Choosing)
    }
}

/// A lesson on the stage.
pub struct LessonStage {
    /// Its run and the current place in it.
    pub stage: Stage,
    /// Its scenes, and what was answered.
    pub course: Course,
    /// What the card shows.
    pub phase: CardPhase,
    /// The question in both languages.
    pub questions: Option<[Question; 2]>,
    /// The line of each option in its panel.
    pub items: Vec<Option<Item>>,
    /// The option with the cursor, or the way.
    pub cursor: usize,
    /// Options that are marked, in the order of marking.
    pub picked: Vec<usize>,
    /// How the last attempt compares.
    pub feedback: Option<Feedback>,
    /// The learner asked for the answer.
    pub given_up: bool,
    /// The hint that shows, and its level.
    pub hint: Option<(usize, String)>,
    /// The first line of the card that shows.
    pub scroll: usize,
    /// What changed since the question that is explained.
    pub changed: Vec<Difference>,
    /// Explanations that wait for their step: a stop and the step.
    pub waiting: Vec<(usize, usize)>,
    /// The cursor was put on an option: an Enter before that chooses nothing.
    pub pointed: bool,
    /// The review whose question this is; `None` where the lesson itself is played.
    pub review: Option<Box<ReviewSession>>,
}

impl LessonStage {
    /// The task of the workbench that the lesson names.
    pub fn task(&self) -> Option<&'static str> {
        self.course.lesson().file.close.next.iter().find_map(|next| named_task(next))
    }

    /// A lesson at its start; the panels keep their state from what was on the stage before.
    pub fn new(run: LessonRun, before: Option<&Stage>) -> Self {
        let (course, timeline) = run.into_parts();
        let options = run_options(course.lesson(), course.way()).unwrap_or_default();
        Self {
            stage: Stage::like(before, options, timeline),
            course,
            phase: CardPhase::Free,
            questions: None,
            items: Vec::new(),
            cursor: 0,
            picked: Vec::new(),
            feedback: None,
            given_up: false,
            hint: None,
            scroll: 0,
            changed: Vec::new(),
            waiting: Vec::new(),
            pointed: false,
            review: None,
        }
    }

    /// The same with a new stage, at the current place of its run: nothing is selected, and no way
    /// back is remembered. The panels take their state from `before`, or keep it.
    #[must_use]
    pub fn renewed(mut self, before: Option<&Stage>) -> Self {
        let (options, timeline) = (self.stage.options.clone(), self.stage.timeline.clone());
        self.stage = Stage::like(Some(before.unwrap_or(&self.stage)), options, timeline);
        self
    }

    /// Steps taken in the lesson's run.
    pub fn at(&self) -> usize {
        self.stage.timeline.at()
    }

    /// Whether its run is at its end.
    pub fn is_over(&self) -> bool {
        self.at() == self.stage.timeline.len()
    }

    /// Whether it is begun and goes on; what a review asks is kept with each answer.
    pub fn is_half_done(&self) -> bool {
        self.course.is_halfway() && !self.is_over() && self.review.is_none()
    }

    /// The stop of the scene at this place.
    pub fn here(&self) -> Option<usize> {
        self.course.stop_at(self.at())
    }

    /// What is right at a stop, computed from the run; `None` if it asks nothing.
    pub fn truth(&self, stop: usize) -> Option<Truth> {
        self.course.truth(&self.stage.timeline, stop)
    }

    /// The explanation whose step has come, in the order of the run; it waits no more.
    pub fn take_due(&mut self) -> Option<usize> {
        let at = self.at();
        let due = self
            .waiting
            .iter()
            .copied()
            .filter(|(_, step)| *step <= at)
            .min_by_key(|(stop, step)| (*step, *stop))?;
        self.waiting.retain(|waits| *waits != due);
        Some(due.0)
    }

    /// Whether the step of an explanation has come.
    pub fn has_due(&self) -> bool {
        self.waiting.iter().any(|(_, step)| *step <= self.at())
    }

    /// A place further on, or the step on the way that an explanation waits for.
    pub fn next_due(&self, to: usize) -> usize {
        let steps = self.waiting.iter().map(|(_, step)| *step).filter(|step| *step > self.at());
        steps.chain([to]).min().unwrap_or(to)
    }

    /// Whether a choice here or a scene comes before a step.
    pub fn has_scene_before(&self, step: usize) -> bool {
        if self.here().is_some_and(|stop| self.course.asks(stop)) {
            return true;
        }
        let next = self.course.current().map_or(0, |stop| stop + 1);
        self.course.stops().get(next).is_some_and(|stop| stop.place < step)
    }

    /// The number of the scene that was reached last: its place in the lesson, which is the same
    /// on every way; 0 before the first.
    pub fn number(&self) -> usize {
        self.course.current().map_or(0, |stop| self.course.stops()[stop].scene + 1)
    }

    /// The name of the scene that was reached last: its own, or its number.
    pub fn scene_name(&self) -> Option<String> {
        let stop = self.course.current()?;
        let id = self.course.scene(stop).id.as_ref().map(|id| id.value.clone());
        Some(id.unwrap_or_else(|| (self.course.stops()[stop].scene + 1).to_string()))
    }

    /// The scene that the card is about.
    pub fn scene(&self) -> Option<&Scene> {
        match self.phase {
            CardPhase::Free => None,
            CardPhase::Why(stop) => Some(self.course.scene(stop)),
            _ => self.here().map(|stop| self.course.scene(stop)),
        }
    }

    /// The number of the lesson, if it has one, and its title.
    pub fn title(&self, lang: Lang) -> String {
        let lesson = self.course.lesson();
        heading(lesson.id(), lesson.file.title.get(lang).trim())
    }

    /// The question in a language.
    pub fn question(&self, lang: Lang) -> Option<&Question> {
        self.questions.as_ref().map(|both| &both[usize::from(lang == Lang::PtBr)])
    }

    /// Whether the scene here has a question that is not settled, shown or about to be.
    pub fn asks(&self) -> bool {
        self.here().is_some_and(|stop| self.is_open(stop))
    }

    /// Whether the name of a built-in bug gives away the answer to a question that is open, here or
    /// further on.
    pub fn hides_bugs(&self) -> bool {
        let asks_for_it = |stop: usize| {
            let predict = self.course.scene(stop).predict.as_ref();
            predict.is_some_and(|it| {
                QuestionKind::all_of(it)
                    .iter()
                    .any(|kind| matches!(kind, QuestionKind::Rule | QuestionKind::Blame))
            })
        };
        let from = self.course.current().unwrap_or(0);
        (from..self.course.stops().len()).any(|stop| self.is_open(stop) && asks_for_it(stop))
    }

    /// Whether the open question is about the code: which call is next, what a call gives back,
    /// what is counted.
    pub fn asks_of_code(&self) -> bool {
        use QuestionKind::{Count, NextCall, OutWord};
        let kind = self.questions.as_ref().map(|both| both[0].kind);
        self.phase == CardPhase::Asking && matches!(kind, Some(NextCall | OutWord | Count))
    }

    /// Whether what is asked is read off the transports and their messages, though none is picked.
    pub fn asks_of_mail(&self) -> bool {
        let kind = self.questions.as_ref().map(|both| both[0].kind);
        self.phase == CardPhase::Asking && kind == Some(QuestionKind::OutWord)
    }

    /// Whether the code ahead gives the answer to the open question away.
    pub fn covers_code(&self) -> bool {
        let kind = self.questions.as_ref().map(|both| both[0].kind);
        self.phase == CardPhase::Asking && kind == Some(QuestionKind::NextCall)
    }

    /// Whether there is a scene before this one, or a page before this page.
    pub fn may_go_back(&self) -> bool {
        self.course.current() > Some(0) || !matches!(self.phase, CardPhase::Text | CardPhase::Free)
    }

    /// The scene here, if it has an exercise that differs from the lesson's run.
    pub fn exercise(&self) -> Option<usize> {
        let scene = self.course.stops().get(self.here()?)?.scene;
        let exercise = self.course.lesson().file.scenes[scene].exercise.as_ref()?;
        (!exercise.set.0.is_empty()).then_some(scene)
    }

    /// How many options may be picked.
    pub fn select(&self) -> Select {
        self.questions.as_ref().map_or(Select::Many, |both| both[0].select)
    }

    /// How many options or ways there are to pick from.
    pub fn options(&self) -> usize {
        match self.phase {
            CardPhase::Choosing => self.here().map_or(0, |stop| self.course.ways(stop).len()),
            _ => self.questions.as_ref().map_or(0, |both| both[0].options.len()),
        }
    }

    /// The option "none of them", which comes after the others where several may be picked: an
    /// answer without a mark is never taken for it.
    pub fn none(&self) -> Option<usize> {
        let several = self.questions.is_some() && self.select() != Select::One;
        (several && self.phase == CardPhase::Asking).then(|| self.options())
    }

    /// How many lines of the card can be picked: the options, and "none of them".
    pub fn choices(&self) -> usize {
        self.options() + usize::from(self.none().is_some())
    }

    /// Whether a question of a stop is not settled.
    pub fn is_open(&self, stop: usize) -> bool {
        self.course.scene(stop).predict.is_some()
            && !self.course.mark(stop).is_some_and(|mark| mark.done)
    }

    /// Clears question, picks and feedback from the card.
    pub fn reset(&mut self) {
        self.questions = None;
        self.items.clear();
        self.cursor = 0;
        self.picked.clear();
        self.feedback = None;
        self.given_up = false;
        self.hint = None;
        self.scroll = 0;
        self.changed.clear();
        self.pointed = false;
    }

    /// Shows the explanation of a stop's question, and what has changed since it was asked.
    pub fn explain_here(&mut self, stop: usize) {
        self.reset();
        let place = self.course.stops()[stop].place.min(self.at());
        self.changed = changed_between(&self.stage.timeline, place, self.at());
        self.phase = CardPhase::Why(stop);
    }
}
