//! Answering a question of a lesson: marking options, hints, handing in, choosing a way.
//!
//! It must not know how anything is drawn, nor what is right.

use crate::lesson::Feedback;
use crate::lesson::grade::grade;
use crate::lesson::predict::Select;
use crate::lesson::progress::Progress;
use crate::lesson::run::run_options;
use crate::tui::content::card;
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::message::Effect;
use crate::tui::model::reader::Reader;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::update::lesson::{back_to_lesson, trouble};
use crate::tui::update::outside::know;
use crate::tui::update::talk;

impl LessonStage {
    /// Moves the cursor among the options.
    pub(super) fn move_cursor(&mut self, by: isize, reader: Reader) {
        let last = self.choices().saturating_sub(1);
        // The first key that moves the cursor of a choice shows where it is.
        if self.pointed || self.phase != CardPhase::Choosing {
            self.cursor = self.cursor.saturating_add_signed(by).min(last);
        }
        self.pointed = true;
        self.show_picks();
        self.scroll = card::follow(self, reader);
    }

    /// Marks an option, or takes the mark away; the cursor goes there.
    pub(super) fn pick(&mut self, option: usize) {
        let none = self.none();
        if option < self.choices() {
            self.cursor = option;
            self.pointed = true;
            match self.picked.iter().position(|picked| *picked == option) {
                _ if self.phase != CardPhase::Asking => {}
                Some(at) => {
                    self.picked.remove(at);
                }
                None => {
                    let excludes = |it: usize| Some(it) == none;
                    if self.select() == Select::One || excludes(option) {
                        self.picked.clear();
                    }
                    self.picked.retain(|picked| !excludes(*picked));
                    self.picked.push(option);
                }
            }
        }
        self.show_picks();
    }

    /// Shows the next hint.
    pub(super) fn show_hint(&mut self, reader: Reader) {
        if let Some(stop) = self.here() {
            self.hint = self.course.hint(&self.stage.timeline, stop, reader.lang);
            self.feedback = None;
        }
        self.show_said(reader);
    }

    /// What was just said is in view, and below it as many options as have room.
    fn show_said(&mut self, reader: Reader) {
        self.scroll = card::said_at(self, reader);
    }

    /// Shows the answer.
    pub(in crate::tui) fn reveal(&mut self) {
        let Some(stop) = self.here().filter(|_| self.phase == CardPhase::Asking) else { return };
        self.feedback = self.course.give_up(&self.stage.timeline, stop);
        self.given_up = true;
        self.hint = None;
        self.scroll = 0;
        self.phase = CardPhase::Answered;
    }

    /// Hands in what is marked.
    ///
    /// # Errors
    /// The id of what is to be said instead: that something has to be marked.
    fn hand_in(&mut self, reader: Reader) -> Result<(), &'static str> {
        if self.picked.is_empty() {
            let id = if self.none().is_some() { "notice-mark-any" } else { "notice-mark-one" };
            return Err(id);
        }
        let (Some(stop), Some([question, _])) = (self.here(), &self.questions) else {
            return Ok(());
        };
        let answer: Vec<String> = self
            .picked
            .iter()
            .filter_map(|option| question.options.get(*option).cloned())
            .collect();
        self.feedback = self.course.answer(&self.stage.timeline, stop, &answer);
        self.hint = None;
        if self.feedback.as_ref().is_some_and(Feedback::is_right) {
            self.phase = CardPhase::Answered;
            self.scroll = 0;
        } else {
            self.show_said(reader);
        }
        self.show_picks();
        Ok(())
    }

    /// Scrolls the card.
    pub(super) fn scroll_card(&mut self, by: isize, reader: Reader) {
        let last = card::last_scroll(self, reader);
        self.scroll = self.scroll.min(last).saturating_add_signed(by).min(last);
    }

    /// Hands in an answer by names, whether or not each can be marked. False if nothing is asked
    /// here.
    fn answer_by_names(&mut self, names: &[String]) -> bool {
        let Some(stop) = self.here() else { return false };
        self.ask_here();
        let options = self.questions.as_ref().map_or(&[][..], |both| &both[0].options);
        self.picked = names
            .iter()
            .filter_map(|name| options.iter().position(|option| option == name))
            .collect();
        let Some(feedback) = self.course.answer(&self.stage.timeline, stop, names) else {
            return false;
        };
        if feedback.is_right() {
            self.phase = CardPhase::Answered;
        }
        self.feedback = Some(feedback);
        self.hint = None;
        self.scroll = 0;
        self.show_picks();
        true
    }
}

/// Hands in what is marked, or takes the way that is chosen.
pub(super) fn hand_in(model: &mut Model) {
    let reader = model.reader();
    match model.lesson_mut() {
        Some(lesson) if lesson.phase == CardPhase::Choosing && !lesson.pointed => {
            model.notice = Some(model.text("notice-point-first"));
        }
        Some(lesson) if lesson.phase == CardPhase::Choosing => choose(model),
        Some(lesson) => {
            if let Err(id) = lesson.hand_in(reader) {
                model.notice = Some(model.text(id));
            }
        }
        None => {}
    }
}

/// Takes the way with the cursor.
fn choose(model: &mut Model) {
    let lang = model.lang;
    let Some(lesson) = model.lesson_mut() else { return };
    let Some(stop) = lesson.here() else { return };
    let Some(way) = lesson.course.ways(stop).get(lesson.cursor) else { return };
    let (name, say) = (way.name.value.clone(), way.say.value.get(lang).to_owned());
    let before = lesson.course.way().map(str::to_owned);
    match lesson.course.choose(stop, &name) {
        Ok(run) => {
            if lesson.course.way() != before.as_deref() {
                lesson.waiting.clear();
            }
            lesson.stage.options =
                run_options(lesson.course.lesson(), lesson.course.way()).unwrap_or_default();
            lesson.stage.timeline = run;
            back_to_lesson(model);
            model.notice = Some(model.words().with("notice-chosen", &[("way", say.trim().into())]));
        }
        Err(found) => trouble(model, &found),
    }
}

/// The end: what was predicted wrong, and what comes next.
pub(super) fn finish(model: &mut Model) -> Option<Effect> {
    let lesson = model.lesson()?;
    let has_card = lesson.course.lesson().file.card.is_some();
    let progress = Progress::of(&lesson.course);
    know(model, &progress);
    if !talk::finish(model, has_card) {
        model.overlays.push(Overlay::new(SheetKind::Recap));
    }
    if has_card {
        model.overlays.push(Overlay::new(SheetKind::Card));
    }
    Some(Effect::Finished)
}

/// Marks what the run says is right.
pub fn mark_right(lesson: &mut LessonStage) {
    let truth = lesson.here().and_then(|stop| lesson.truth(stop));
    let (Some(truth), Some([question, _])) = (truth, &lesson.questions) else { return };
    let place = |name: &String| question.options.iter().position(|option| option == name);
    lesson.picked = truth.facts.iter().filter_map(|fact| place(&fact.name)).collect();
    if truth.facts.is_empty() {
        lesson.picked.extend(lesson.none());
    }
    lesson.cursor = lesson.picked.first().copied().unwrap_or(0);
    lesson.show_picks();
}

/// Answers a question with what the run says is right. It is settled, but not answered
/// right.
pub fn answer_right(lesson: &mut LessonStage) {
    let Some(stop) = lesson.here() else { return };
    let Some(truth) = lesson.truth(stop) else { return };
    let names: Vec<String> = truth.facts.iter().map(|fact| fact.name.clone()).collect();
    lesson.course.give_up(&lesson.stage.timeline, stop);
    lesson.feedback = Some(grade(&truth, &names));
    lesson.scroll = 0;
    lesson.phase = CardPhase::Answered;
    lesson.show_picks();
}

/// Hands in an answer by names, whether or not each can be marked. False if nothing is asked here.
pub fn answer_by_names(model: &mut Model, names: &[String]) -> bool {
    model.lesson_mut().is_some_and(|lesson| lesson.answer_by_names(names))
}

/// Follows a way of the choice here, by its place in the list.
pub fn follow_way(model: &mut Model, way: usize) {
    if let Some(lesson) = model.lesson_mut() {
        (lesson.cursor, lesson.pointed) = (way, true);
        choose(model);
    }
}
