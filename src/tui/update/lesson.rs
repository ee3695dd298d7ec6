//! A lesson on the stage: how it begins, what its card shows where it arrives, and what it asks.
//! What is right, the lesson finds in its run.
//!
//! It must not know how anything is drawn.

mod answer;
mod go;
mod try_out;

use std::sync::Arc;

pub use answer::{answer_by_names, answer_right, follow_way, mark_right};
pub(super) use go::take_in_lesson;
pub use go::{GoneOn, go_on, go_to, go_to_scene, take, travel};
pub use try_out::exercise;

use crate::diagnostic::Diagnostic;
use crate::lesson::predict::Select;
use crate::lesson::{Lesson, LessonRun};
use crate::sim::event::LEDGERS;
use crate::sim::ledgers::Item;
use crate::text::Lang;
use crate::tui::content::card;
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::show::Show;
use crate::tui::model::stage::{Focus, Picked, index};
use crate::tui::update::settle::settle;
use crate::tui::update::{open_runs, talk};

/// Where the card of a question is scrolled to: the options are in view, and above them what has
/// room.
const OPTIONS_IN_VIEW: usize = usize::MAX;

/// Opens a bundled lesson.
pub fn open(model: &mut Model, id: &str) {
    let goes_on = |lesson: &LessonStage| {
        let is_it = lesson.course.lesson().id() == id && lesson.review.is_none();
        is_it && !lesson.is_over()
    };
    if model.any_lesson().is_some_and(goes_on) {
        back_to_lesson(model);
        return;
    }
    if let Some(at) = open_runs::of_lesson(model, id) {
        open_runs::take_up(model, Some(at));
        back_to_lesson(model);
        return;
    }
    match Lesson::find(id).and_then(|lesson| LessonRun::new(Arc::new(lesson))) {
        Ok(run) => begin(model, run),
        Err(found) => trouble(model, &found),
    }
}

/// Shows what is wrong.
pub(super) fn trouble(model: &mut Model, found: &[Diagnostic]) {
    let texts = found.iter().map(|it| it.told(model.lang)).collect();
    model.overlays.push(Overlay::new(SheetKind::Trouble(texts)));
}

/// Begins a lesson, where it was left if it was left halfway; then the learner is asked.
pub fn begin(model: &mut Model, run: LessonRun) {
    let Some(known) = model.kept.lessons.get(run.lesson().id()) else { return start(model, run) };
    let run = known.resume(run);
    if run.is_halfway() {
        start(model, run);
        model.overlays.push(Overlay::new(SheetKind::Resume));
        return;
    }
    match if run.is_over() { LessonRun::anew(&run) } else { Ok(run) } {
        Ok(run) => start(model, run),
        Err(found) => trouble(model, &found),
    }
}

/// Starts the lesson that is played over.
pub fn anew(model: &mut Model) {
    match model.any_lesson().map(|lesson| LessonRun::anew(&lesson.course)) {
        Some(Ok(run)) => start(model, run),
        Some(Err(found)) => trouble(model, &found),
        None => {}
    }
}

/// Puts a lesson on the stage.
pub fn start(model: &mut Model, run: LessonRun) {
    model.overlays.clear();
    let mut before = None;
    let id = run.lesson().id().to_owned();
    model.put_show(|old| {
        let lesson = LessonStage::new(run, old.as_ref().map(Show::stage));
        before = old;
        Show::Lesson(Box::new(lesson))
    });
    // The lesson itself is begun again.
    let is_it = |show: &Show| show.any_lesson().is_some_and(|it| it.course.lesson().id() == id);
    model.open_runs.retain(|show| !is_it(show));
    match model.talk() {
        Some(_) => talk::begins(model, &id, before),
        None => {
            let left = before.filter(|show| !is_it(show));
            left.into_iter().for_each(|left| open_runs::set_aside(model, left));
        }
    }
    arrive(model);
}

/// Puts the lesson's own run on the stage, where the lesson is.
pub fn back_to_lesson(model: &mut Model) {
    put_on_stage(model);
    arrive(model);
}

/// The same, with the card as it was left.
pub fn resume(model: &mut Model) {
    put_on_stage(model);
    if let Some(lesson) = model.lesson_mut() {
        lesson.focus_on_scene();
        lesson.show_picks();
    }
    settle(model);
}

fn put_on_stage(model: &mut Model) {
    if model.any_lesson().is_some() {
        model.overlays.clear();
        let mut left = None;
        model.change_show(|show| {
            let (lesson, excursion) = show.back_to_lesson();
            left = excursion;
            lesson
        });
        left.into_iter().for_each(|left| open_runs::set_excursion_aside(model, left));
    }
}

/// The card is what it is at a place that was just reached.
pub fn arrive(model: &mut Model) {
    let reader = model.reader();
    if let Some(lesson) = model.lesson_mut() {
        lesson.arrive(reader);
    }
    settle(model);
}

impl LessonStage {
    /// What the card shows at a place that was just reached.
    pub(super) fn arrive(&mut self, reader: Reader) {
        if self.review.is_some() {
            self.arrive_in_review(reader);
            return;
        }
        self.reset();
        let at = self.at();
        self.await_explanations();
        match (self.take_due(), self.here()) {
            (Some(stop), _) => self.explain_here(stop),
            (None, Some(_)) => self.phase = CardPhase::Text,
            (None, None) => self.phase = CardPhase::Free,
        }
        let stops = self.course.stops();
        self.waiting.retain(|(stop, _)| stops[*stop].place <= at);
        self.show_picks();
        let Some(stop) = self.here().filter(|_| self.phase == CardPhase::Text) else { return };
        self.focus_on_scene();
        if self.course.asks(stop) {
            self.ask(stop);
            if !card::has_room(self, reader) {
                self.show_text();
            }
        }
    }

    /// Explanations of what was answered before, whose step is still to come from here: after a way
    /// back or a resume they are shown again.
    fn await_explanations(&mut self) {
        let at = self.at();
        for stop in 0..self.course.stops().len() {
            let known = self.waiting.iter().any(|(of, _)| *of == stop);
            if known || self.course.stops()[stop].place > at {
                continue;
            }
            if let Some(step) = self.explained_at(stop).filter(|step| *step > at) {
                self.waiting.push((stop, step));
            }
        }
    }

    /// The step at which the explanation of a settled question is shown.
    pub(in crate::tui::update) fn explained_at(&self, stop: usize) -> Option<usize> {
        let predict = self.course.scene(stop).predict.as_ref()?;
        self.course.mark(stop).filter(|mark| mark.done)?;
        let place = self.course.stops()[stop].place;
        let truth = self.truth(stop)?;
        let step = truth.facts.iter().filter_map(|fact| fact.step).min().unwrap_or(place);
        // Without words of the lesson's own there is only what has changed.
        (predict.why.is_some() || step > place).then_some(step.max(place))
    }

    /// The page of the text, before that of the question.
    pub(in crate::tui::update) fn show_text(&mut self) {
        self.reset();
        self.phase = CardPhase::Text;
        self.show_picks();
        self.focus_on_scene();
    }

    /// Focuses what the scene is about.
    pub(in crate::tui::update) fn focus_on_scene(&mut self) {
        let name =
            self.scene().and_then(|scene| scene.focus.as_ref()).map(|focus| focus.value.clone());
        let stage = &mut self.stage;
        stage.focus = Focus::Run;
        let Some(name) = name else { return };
        match LEDGERS.into_iter().find(|ledger| ledger.name() == name) {
            Some(ledger) => stage.focus = Focus::Ledger(ledger),
            None => {
                if let Some(item) =
                    LEDGERS.into_iter().find_map(|ledger| stage.ledgers().find(ledger, &name))
                {
                    stage.select(item);
                }
            }
        }
    }

    /// Shows what the scene here asks, if it still shows its text.
    pub fn ask_here(&mut self) {
        if let Some(stop) = self.here().filter(|_| self.phase == CardPhase::Text) {
            self.ask(stop);
        }
    }

    /// Shows the question of a stop, or its choice once that is answered.
    pub(in crate::tui::update) fn ask(&mut self, stop: usize) {
        self.reset();
        if !self.is_open(stop) {
            let way =
                |name: &str| self.course.ways(stop).iter().position(|way| way.name.value == name);
            self.cursor = self.course.way().and_then(way).unwrap_or(0);
            self.phase = CardPhase::Choosing;
            return;
        }
        let both = [Lang::En, Lang::PtBr]
            .map(|lang| self.course.question(&self.stage.timeline, stop, lang));
        let [Some(mut en), Some(mut pt)] = both else { return };
        if let Some(ledger) = en.ledger {
            // In the order of the panel; what is not in it comes last.
            let (ledgers, lines) = (self.stage.ledgers(), self.stage.lines());
            let mut sorted: Vec<(usize, Option<Item>, String)> = std::mem::take(&mut en.options)
                .into_iter()
                .map(|name| {
                    let item = ledgers.find(ledger, &name);
                    (item.and_then(|item| lines.line_of(item)).unwrap_or(usize::MAX), item, name)
                })
                .collect();
            sorted.sort_by_key(|(line, ..)| *line);
            self.items = sorted.iter().map(|(_, item, _)| *item).collect();
            en.options = sorted.into_iter().map(|(.., name)| name).collect();
            pt.options.clone_from(&en.options);
        } else {
            self.items = vec![None; en.options.len()];
        }
        self.questions = Some([en, pt]);
        self.phase = CardPhase::Asking;
        self.scroll = OPTIONS_IN_VIEW;
        self.show_picks();
    }

    /// Shows the marks of the question in its panel, and the cursor as the selected line.
    pub(in crate::tui::update) fn show_picks(&mut self) {
        self.stage.picks.clear();
        let Some([question, _]) = &self.questions else { return };
        for (option, item) in self.items.iter().enumerate() {
            let Some(item) = item else { continue };
            let picked =
                match (self.picked.iter().position(|picked| *picked == option), question.select) {
                    (None, _) => Picked::No,
                    (Some(place), Select::Ordered) => Picked::At(place + 1),
                    (Some(_), _) => Picked::Yes,
                };
            self.stage.picks.push((*item, picked));
        }
        if self.phase != CardPhase::Asking {
            return;
        }
        match (self.items.get(self.cursor).copied().flatten(), question.ledger) {
            (Some(item), _) => self.stage.select(item),
            (None, Some(ledger)) => {
                self.stage.focus = Focus::Ledger(ledger);
                self.stage.selected[index(ledger)] = usize::MAX;
            }
            (None, None) => {}
        }
    }
}
