//! Moving in a lesson: forward through what its card still has to say, never past a question, and
//! back.
//!
//! It must not know how an answer is graded.

use crate::lesson::run::run_options;
use crate::lesson::schema::Scene;
use crate::lesson::{Feedback, Moved};
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::reader::Reader;
use crate::tui::model::show::Show;
use crate::tui::model::stage::Focus;
use crate::tui::update::lesson::answer::{finish, hand_in};
use crate::tui::update::lesson::{back_to_lesson, try_out};
use crate::tui::update::review;
use crate::tui::update::settle::settle;

/// The result of a request to continue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoneOn {
    /// Something else shows now.
    On,
    /// There is nothing more to continue to.
    Ended,
    /// What is asked has to be answered first.
    Asks,
}

/// Applies a request that has its own meaning in a lesson; `None`: it has its usual meaning.
pub fn take(model: &mut Model, message: Message) -> Option<Option<Effect>> {
    match model.lesson().is_some_and(|lesson| lesson.review.is_some()) {
        true => review::take(model, message),
        false => take_in_lesson(model, message),
    }
}

/// The same where the lesson itself is played, and for what means the same in a review.
pub(in crate::tui::update) fn take_in_lesson(
    model: &mut Model,
    message: Message,
) -> Option<Option<Effect>> {
    let reader = model.reader();
    let lesson = match model.show_mut()? {
        Show::Run(_) => return None,
        Show::Excursion(stage, _) => {
            let searches = stage.search.as_ref().is_some_and(|search| !search.hits.is_empty());
            let looks = stage.enlarged || stage.focus != Focus::Run || stage.walked.is_some();
            let leaves = message == Message::Escape && !looks && !searches;
            return leaves.then(|| {
                back_to_lesson(model);
                None
            });
        }
        Show::Lesson(lesson) => lesson,
    };
    let timeline = &lesson.stage.timeline;
    let (at, len, asks) = (timeline.at(), timeline.len(), lesson.phase.asks());
    let to = match message {
        Message::Beat => timeline.next_beat().unwrap_or(len),
        Message::Statement => (at + 1).min(len),
        Message::Over => timeline.over(),
        Message::Out => timeline.out(),
        Message::Last | Message::Scene => len,
        Message::Ledger(ledger) if lesson.stage.focus == Focus::Ledger(ledger) => {
            match timeline.next_change(ledger) {
                Some(step) => step,
                None => {
                    model.notice = Some(model.text("notice-no-more-changes"));
                    return Some(None);
                }
            }
        }
        Message::Up | Message::Down if asks => {
            lesson.move_cursor(if message == Message::Up { -1 } else { 1 }, reader);
            return Some(None);
        }
        Message::Mark if asks => {
            lesson.pick(lesson.cursor);
            return Some(None);
        }
        Message::Enter if asks => {
            hand_in(model);
            return Some(None);
        }
        Message::Exercise => {
            if let Some(scene) = lesson.exercise() {
                try_out::exercise(model, scene);
            }
            return Some(None);
        }
        other => return lesson.take(other, reader).then_some(None),
    };
    Some(go_on(model, to))
}

/// Goes on, first through what the card still has to say here; at the end the lesson is finished.
pub fn go_on(model: &mut Model, to: usize) -> Option<Effect> {
    let reader = model.reader();
    let gone = model.lesson_mut().map(|lesson| lesson.go_on(to, reader));
    if gone == Some(GoneOn::Asks) {
        let chooses = model.lesson().is_some_and(|it| it.phase == CardPhase::Choosing);
        let id = if chooses { "notice-point-first" } else { "notice-answer-first" };
        model.notice = Some(model.text(id));
    }
    settle(model);
    if gone == Some(GoneOn::Ended) { finish(model) } else { None }
}

/// Goes to a place, but not past a scene on the way forward.
pub fn travel(model: &mut Model, to: usize) {
    let reader = model.reader();
    match model.lesson_mut() {
        Some(lesson) if lesson.review.is_some() => {
            model.notice = Some(model.text("notice-review-stays"));
        }
        Some(lesson) => lesson.travel(to, reader),
        None => {}
    }
    settle(model);
}

/// Goes to the scene of a stop, from a list.
pub fn go_to(model: &mut Model, stop: usize) {
    let in_room = model.talk().is_some();
    if let Some(lesson) = model.any_lesson_mut() {
        lesson.waiting.clear();
        if in_room {
            lesson.course.forget_from(stop);
        }
        if let Some(place) = lesson.course.go_to(stop) {
            lesson.stage.timeline.seek(place);
        }
        lesson.course.reopen(lesson.stage.timeline.at());
    }
    back_to_lesson(model);
}

/// Goes to a scene by its place in the lesson, on another way if it is only there. False: it is on
/// none that can be taken.
pub fn go_to_scene(model: &mut Model, scene: usize) -> bool {
    let stop_of = |model: &Model| {
        let stops = model.any_lesson().map(|lesson| lesson.course.stops())?;
        stops.iter().position(|stop| stop.scene == scene)
    };
    if stop_of(model).is_none() {
        let Some(lesson) = model.any_lesson_mut() else { return false };
        if let Some(run) = lesson.course.lead_to(scene) {
            lesson.stage.options =
                run_options(lesson.course.lesson(), lesson.course.way()).unwrap_or_default();
            lesson.stage.timeline = run;
            lesson.waiting.clear();
        }
    }
    let Some(stop) = stop_of(model) else { return false };
    go_to(model, stop);
    true
}

impl LessonStage {
    /// Applies a request that neither continues nor submits; false: it has its usual meaning.
    fn take(&mut self, message: Message, reader: Reader) -> bool {
        let asks = self.phase.asks();
        match message {
            Message::Pick(option) if asks => self.pick(usize::from(option)),
            Message::Hint if asks => self.show_hint(reader),
            Message::Reveal if asks => self.reveal(),
            Message::PageUp => self.scroll_card(-4, reader),
            Message::PageDown => self.scroll_card(4, reader),
            Message::Back => self.back(self.stage.timeline.previous_beat().unwrap_or(0), reader),
            Message::StatementBack => self.back(self.at().saturating_sub(1), reader),
            Message::First => self.back(0, reader),
            Message::Undo | Message::Redo => {}
            _ => return false,
        }
        true
    }

    /// The step that answers a question; there its explanation will be shown.
    fn explain(&mut self, stop: usize) -> usize {
        let step = self.feedback.as_ref().and_then(Feedback::step).unwrap_or(self.at());
        let predict = self.course.scene(stop).predict.as_ref();
        let explains = predict.is_some_and(|predict| predict.why.is_some()) || step > self.at();
        self.waiting.extend(explains.then_some((stop, step)));
        step
    }

    /// From an answer one beat towards the step that shows it, for who sees every beat.
    pub(in crate::tui::update) fn see(&mut self, reader: Reader) {
        let Some(stop) = self.here() else { return };
        let step = self.explain(stop);
        if step > self.at() {
            let next = self.stage.timeline.next_beat().unwrap_or(step);
            self.travel(next.min(step), reader);
        } else {
            self.arrive(reader);
            let next = self.stage.timeline.next_beat().filter(|_| self.has_blank_page());
            if let Some(next) = next {
                self.travel(next, reader);
            }
        }
    }

    /// Whether the card would show the text of a scene that has none, and asks nothing any more.
    fn has_blank_page(&self) -> bool {
        let asks = self.here().is_some_and(|stop| self.course.asks(stop));
        let is_empty = |scene: &Scene| scene.say.is_none() && scene.exercise.is_none();
        self.phase == CardPhase::Text && !asks && self.scene().is_some_and(is_empty)
    }

    /// Goes on, first through what the card still has to say here.
    pub(in crate::tui::update) fn go_on(&mut self, to: usize, reader: Reader) -> GoneOn {
        match (self.phase, self.here()) {
            (CardPhase::Text, Some(stop)) if self.course.asks(stop) => {
                self.ask(stop);
                return GoneOn::On;
            }
            // What was explained where it was asked is explained there again.
            (CardPhase::Text, Some(stop)) if self.explained_at(stop) == Some(self.at()) => {
                self.explain_here(stop);
                return GoneOn::On;
            }
            (CardPhase::Asking | CardPhase::Choosing, _) => return GoneOn::Asks,
            (CardPhase::Answered, Some(stop)) => {
                let step = self.explain(stop);
                if step > self.at() {
                    self.travel(step, reader);
                    return GoneOn::On;
                }
                self.arrive(reader);
                if !self.has_blank_page() {
                    return GoneOn::On;
                }
            }
            (CardPhase::Why(stop), here)
                if self.has_due() || here.is_some_and(|here| here != stop) =>
            {
                self.arrive(reader);
                return GoneOn::On;
            }
            _ => {}
        }
        let before = (self.at(), self.course.current());
        self.travel(to, reader);
        let stays =
            before == (self.at(), self.course.current()) && self.phase != CardPhase::Choosing;
        if stays && self.at() == self.stage.timeline.len() { GoneOn::Ended } else { GoneOn::On }
    }

    /// Goes to a place, but not past a scene on the way forward.
    pub(in crate::tui::update) fn travel(&mut self, to: usize, reader: Reader) {
        let from = self.at();
        if to < from {
            let place = self.course.back(from, to);
            self.come_to(place, reader);
            return;
        }
        let to = self.next_due(to);
        match self.course.forward(from, to) {
            Moved::Asks(stop) => self.ask(stop),
            Moved::Scene(stop) => self.come_to(self.course.stops()[stop].place, reader),
            Moved::There => self.come_to(to, reader),
        }
    }

    fn come_to(&mut self, place: usize, reader: Reader) {
        let from = self.at();
        self.stage.go(place);
        if self.at() > from && !reader.reduced_motion {
            self.stage.animate();
        }
        self.arrive(reader);
    }

    /// Before a room: back into the question that was answered here, or whose explanation this is.
    /// False: there is none.
    fn back_to_question(&mut self) -> bool {
        let stop = match (self.phase, self.here()) {
            (CardPhase::Answered, Some(stop)) => stop,
            // Of several explanations here each leads back to what was asked last; one that comes
            // after other scenes leads back to them.
            (CardPhase::Why(_), _) => match self.course.current() {
                Some(stop) if self.explained_at(stop) == Some(self.at()) => stop,
                _ => return false,
            },
            (CardPhase::Choosing, Some(stop)) if self.course.scene(stop).predict.is_some() => stop,
            _ => return false,
        };
        if self.course.go_to(stop).is_none() {
            return false;
        }
        self.waiting.retain(|(of, _)| *of < stop);
        self.stage.go(self.course.stops()[stop].place);
        self.ask_again(stop);
        true
    }

    /// Turns the pages of the place that was just reached to what the card showed before; an answer
    /// is only shown, not counted.
    pub(in crate::tui::update) fn turn_to(&mut self, phase: CardPhase) {
        let here = self.here();
        match (phase, here) {
            (CardPhase::Why(stop), _) => {
                self.reset();
                self.phase = CardPhase::Why(stop);
            }
            (CardPhase::Answered, Some(stop)) => {
                self.ask_again(stop);
                self.reveal();
            }
            (CardPhase::Asking | CardPhase::Choosing, Some(stop)) => self.ask(stop),
            (phase @ (CardPhase::Text | CardPhase::Free), _) => {
                self.reset();
                self.phase = phase;
            }
            _ => {}
        }
        self.focus_on_scene();
        self.show_picks();
    }

    /// Takes a way of a choice on the present one, by its name.
    pub(in crate::tui::update) fn take_way(&mut self, name: &str) {
        let has = |stop: &usize| self.course.ways(*stop).iter().any(|way| way.name.value == name);
        let Some(stop) = (0..self.course.stops().len()).find(has) else { return };
        if let Ok(run) = self.course.choose(stop, name) {
            self.stage.options =
                run_options(self.course.lesson(), self.course.way()).unwrap_or_default();
            self.stage.timeline = run;
        }
    }

    /// Asks what a scene asks as if it had not been asked: its answer does not show.
    fn ask_again(&mut self, stop: usize) {
        self.course.forget_from(stop);
        self.ask(stop);
        self.focus_on_scene();
        self.show_picks();
    }

    fn back(&mut self, to: usize, reader: Reader) {
        if reader.in_room && self.back_to_question() {
            return;
        }
        if self.back_to_text(reader) {
            return;
        }
        let before = (self.at(), self.course.current());
        // A room is led back through every scene, wherever beats begin.
        let places = self.course.stops().iter().map(|stop| stop.place);
        let scene = places.rev().find(|place| *place < before.0).filter(|_| reader.in_room);
        let place = self.course.back(self.at(), to.max(scene.unwrap_or(0)));
        self.come_to(place, reader);
        if reader.in_room
            && before != (self.at(), self.course.current())
            && let Some(stop) = self.here()
            && (self.course.scene(stop).predict.is_some()
                || self.course.scene(stop).choose.is_some())
        {
            self.waiting.retain(|(of, _)| *of < stop);
            self.ask_again(stop);
        }
    }

    /// Plays on by itself: true if it continues.
    pub(in crate::tui::update) fn play_on(&mut self, reader: Reader) -> bool {
        let Some(next) = self.stage.timeline.next_beat().filter(|_| self.phase == CardPhase::Free)
        else {
            return false;
        };
        self.travel(next, reader);
        self.phase == CardPhase::Free
    }
}
