//! The hands of a room: how they are counted, and what the machine does beside them.
//!
//! It must not know where a talk comes back to.

use crate::tui::content::poll::options_of;
use crate::tui::model::Model;
use crate::tui::model::lesson::CardPhase;
use crate::tui::model::message::Message;
use crate::tui::model::talk::{SETTLES, Talk};
use crate::tui::update::talk::questions;
use crate::workshop::Tally;

/// A digit of a count; what is not counted is said not to be.
pub(super) fn digit(model: &mut Model, digit: u8) {
    let taken = model.talk_mut().and_then(|talk| talk.count(|tally| tally.digit(digit)));
    if taken == Some(false) {
        let counted = model.talk().and_then(Talk::tally).and_then(Tally::at);
        let id = if counted.is_some() { "notice-count-full" } else { "notice-no-option" };
        model.notice = Some(model.text(id));
    }
}

/// To the option of a letter, or to none.
pub(super) fn letter(model: &mut Model, option: u8) {
    let choose = |tally: &mut Tally| tally.choose(usize::from(option));
    if model.talk_mut().and_then(|talk| talk.count(choose)) == Some(false) {
        let letter = char::from(b'A' + option.min(25)).to_string();
        model.notice = Some(model.words().with("notice-no-letter", &[("letter", letter.into())]));
    }
}

/// Digits came after the answer showed: they move nothing.
pub(super) fn too_late(model: &mut Model) {
    if let Some(talk) = model.talk_mut() {
        talk.late = true;
        model.notice = Some(model.text("notice-too-late"));
    }
}

/// Shows what the machine does; a question that only just appeared waits for hands first.
pub(super) fn reveal(model: &mut Model) -> Option<Message> {
    let talk = model.talk_mut()?;
    if talk.is_settling() {
        return None;
    }
    if talk.question().is_some() {
        // There is nothing to reveal in it.
        questions::go_on(model);
        return None;
    }
    let reveals = talk.reveal();
    if reveals.is_none() {
        model.notice = Some(model.text("notice-no-option"));
    }
    reveals
}

impl Talk {
    pub(super) fn count<T>(&mut self, change: impl FnOnce(&mut Tally) -> T) -> Option<T> {
        // A lesson may begin with a question: then nothing was done before the first digit.
        self.follow();
        if self.question().is_some() {
            let question = self.questions.get_mut(self.asking?)?;
            return question.tally_mut().map(change);
        }
        let scene = self.scene().filter(|_| self.asks())?;
        self.hands.get_mut(&scene).map(change)
    }

    /// The request that shows what the machine does, beside the hands; at a choice, the way that
    /// has the most of them is taken. Who comes back to a choice wants to see another way: then the
    /// mark decides, whatever the room wanted; without a mark none is taken.
    fn reveal(&mut self) -> Option<Message> {
        self.begun = true;
        self.jump = None;
        if self.show.any_lesson().is_none_or(|lesson| lesson.phase != CardPhase::Choosing) {
            return Some(Message::Reveal);
        }
        let scene = self.scene()?;
        let again = self.chosen.contains(&scene);
        let most = |tally: &Tally| tally.most().filter(|_| !again);
        let way = self.tally().map_or(Some(0), |tally| most(tally).or(tally.at()))?;
        self.chosen.insert(scene);
        if let Some(lesson) = self.show.any_lesson_mut() {
            (lesson.cursor, lesson.pointed) = (way, true);
        }
        Some(Message::Enter)
    }

    /// What is asked has its hands: those from before, if it was asked before.
    pub(super) fn follow(&mut self) {
        let asked =
            self.scene().zip(self.show.lesson().map(|lesson| lesson.phase)).filter(|_| self.asks());
        let own = self.asking.filter(|_| self.question().is_some());
        let asked = own.map(|own| (format!("? {own}"), CardPhase::Asking)).or(asked);
        let is_new = self.asked != asked;
        self.asked = asked;
        if is_new {
            self.settling = self.asked.is_some().then_some(SETTLES);
        }
        if own.is_some() {
            return;
        }
        let (Some(scene), Some(lesson)) = (self.scene(), self.show.lesson()) else { return };
        let options = options_of(lesson);
        let known = self.hands.entry(scene).or_insert_with(|| Tally::new(options));
        if known.options() != options {
            *known = Tally::new(options);
        }
        if is_new {
            known.again();
        }
    }
}

/// After each request: what is asked needs somewhere to count.
pub fn follow(model: &mut Model) {
    if let Some(talk) = model.talk_mut() {
        talk.follow();
    }
}
