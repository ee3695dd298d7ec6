//! A review on the stage: its questions one after the other, each in the run of its lesson. Nothing
//! of that lesson is answered or kept by it.
//!
//! It must not know how anything is drawn, nor a clock: the model has the day.

use rs_fsrs::Rating;

use crate::lesson::progress::Progress;
use crate::lesson::review::plan::{self, ReviewPlan};
use crate::lesson::review::{ReviewKey, ReviewSchedule, rating, told};
use crate::tui::content::card;
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::reader::Reader;
use crate::tui::model::review::ReviewSession;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::show::Show;
use crate::tui::model::stage::Focus;
use crate::tui::update::lesson;
use crate::tui::update::open_runs;
use crate::tui::update::outside::know;
use crate::tui::update::settle::settle;

/// Begins the review of today, or says when the next question is due.
pub fn open(model: &mut Model) {
    let plan = ReviewPlan::of(&model.kept, model.today);
    begin(model, &plan);
}

/// Begins the next review of a plan, and says what comes.
pub fn begin(model: &mut Model, plan: &ReviewPlan) {
    model.overlays.clear();
    show(model, ReviewSession::new(plan));
    model.notice = Some(told::start(plan, model.lang));
}

/// How many questions are due.
pub fn look(model: &mut Model) {
    model.due = ReviewPlan::of(&model.kept, model.today).due.len();
}

/// Puts the question of a review on the stage, or the next one that can be opened; gives the review
/// back if there is none.
fn show(model: &mut Model, mut session: ReviewSession) -> Option<ReviewSession> {
    while let Some(question) = session.questions.get(session.at) {
        let Some(run) = plan::open(&question.key) else {
            session.questions.remove(session.at);
            continue;
        };
        let mut before = None;
        model.put_show(|old| {
            let mut lesson = LessonStage::new(run, old.as_ref().map(Show::stage));
            lesson.review = Some(Box::new(session));
            before = old;
            Show::Lesson(Box::new(lesson))
        });
        before.into_iter().for_each(|left| open_runs::set_aside(model, left));
        lesson::arrive(model);
        return None;
    }
    Some(session)
}

/// Applies a request while a review's question is on the stage; `None`: it has its usual meaning.
pub(super) fn take(model: &mut Model, message: Message) -> Option<Option<Effect>> {
    let reader = model.reader();
    let lesson = model.lesson_mut()?;
    match message {
        Message::Beat | Message::Scene => go_on(model),
        Message::Back => {
            lesson.back_to_text(reader);
        }
        Message::Statement
        | Message::StatementBack
        | Message::Over
        | Message::Out
        | Message::First
        | Message::Last
        | Message::Play => model.notice = Some(model.text("notice-review-stays")),
        Message::Undo | Message::Redo => {}
        Message::Ledger(ledger) if lesson.stage.focus == Focus::Ledger(ledger) => {}
        other => {
            let taken = lesson::take_in_lesson(model, other);
            rate(model);
            return taken;
        }
    }
    settle(model);
    Some(None)
}

/// Goes on: from the text to the question, from the answer to its explanation, then to the next
/// question.
fn go_on(model: &mut Model) {
    let reader = model.reader();
    let Some(lesson) = model.lesson_mut() else { return };
    let Some(stop) = lesson.course.current() else { return };
    match lesson.phase {
        CardPhase::Text => lesson.ask(stop),
        CardPhase::Asking => model.notice = Some(model.text("notice-answer-first")),
        CardPhase::Answered if lesson.explained_at(stop).is_some() => {
            lesson.explain_in_review(stop, reader)
        }
        CardPhase::Answered | CardPhase::Why(_) | CardPhase::Free | CardPhase::Choosing => {
            next(model);
        }
    }
}

/// To the next question; after the last one, to what came of all.
fn next(model: &mut Model) {
    let Some(mut session) = model.lesson_mut().and_then(|lesson| lesson.review.take()) else {
        return;
    };
    session.at += 1;
    let Some(mut session) = show(model, *session) else { return };
    session.is_over = true;
    if let Some(lesson) = model.lesson_mut() {
        lesson.review = Some(Box::new(session));
    }
    model.overlays.push(Overlay::new(SheetKind::Reviewed));
}

/// Rates the question once it is settled; it is known at once when it comes back.
fn rate(model: &mut Model) {
    let Some((key, rating)) = rated(model) else { return };
    let before = model.kept.reviews.get(&key).copied().flatten();
    let known = ReviewSchedule::after(before, rating, model.today);
    if let Some(session) = model.lesson_mut().and_then(|lesson| lesson.review.as_mut()) {
        session.answered.push((rating, known));
    }
    know(model, &Progress::of_reviews([(key, Some(known))].into()));
}

/// The question and its rating, if it is settled and was not rated yet.
fn rated(model: &Model) -> Option<(ReviewKey, Rating)> {
    let lesson = model.lesson()?;
    let session = lesson.review.as_ref().filter(|session| !session.is_answered())?;
    let key = &session.questions.get(session.at)?.key;
    Some((key.clone(), rating(lesson.course.mark(lesson.course.current()?)?)?))
}

impl LessonStage {
    /// What the card of a review's question shows.
    pub(super) fn arrive_in_review(&mut self, reader: Reader) {
        let Some(stop) = self.course.current() else { return };
        if self.course.mark(stop).is_some_and(|mark| mark.done) {
            self.explain_in_review(stop, reader);
            return;
        }
        self.reset();
        self.phase = CardPhase::Text;
        self.focus_on_scene();
        self.ask(stop);
        if !card::has_room(self, reader) {
            self.show_text();
        }
    }

    /// The explanation of the question, at the step that answers it.
    fn explain_in_review(&mut self, stop: usize, reader: Reader) {
        let step = self.explained_at(stop).unwrap_or(self.at());
        if step > self.at() {
            self.stage.go(step);
            if !reader.reduced_motion {
                self.stage.animate();
            }
        }
        self.explain_here(stop);
        self.show_picks();
    }

    /// From the page of the question to the page of the text, if that is another one.
    pub(super) fn back_to_text(&mut self, reader: Reader) -> bool {
        let has_text = self.scene().is_some_and(|scene| scene.say.is_some());
        let leads = self.phase.asks() && has_text && !card::has_room(self, reader);
        if leads {
            self.show_text();
        }
        leads
    }
}
