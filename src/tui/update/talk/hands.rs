//! The hands of a room: how they are counted, and what the machine does beside them.
//!
//! It must not know where a talk comes back to.

use crate::tui::model::Model;
use crate::tui::model::lesson::CardPhase;
use crate::tui::model::message::Message;
use crate::tui::model::talk::Talk;
use crate::workshop::Tally;

impl Talk {
    pub(super) fn count(&mut self, change: impl FnOnce(&mut Tally)) {
        // A lesson may begin with a question: then nothing was done before the first digit.
        self.follow();
        let Some(scene) = self.scene().filter(|_| self.asks()) else { return };
        if let Some(tally) = self.hands.get_mut(&scene) {
            change(tally);
        }
    }

    /// The request that shows what the machine does, beside the hands; at a choice, the way that
    /// has the most of them is taken. Who comes back to a choice wants to see another way: then the
    /// mark decides, whatever the room wanted.
    pub(super) fn reveal(&mut self) -> Message {
        self.begun = true;
        self.jump = None;
        if self.show.any_lesson().is_none_or(|lesson| lesson.phase != CardPhase::Choosing) {
            return Message::Reveal;
        }
        let again = self.scene().is_some_and(|scene| !self.chosen.insert(scene));
        let most = |tally: &Tally| tally.most().filter(|_| !again);
        let way = self.tally().map_or(0, |tally| most(tally).unwrap_or(tally.at()));
        if let Some(lesson) = self.show.any_lesson_mut() {
            (lesson.cursor, lesson.pointed) = (way, true);
        }
        Message::Enter
    }

    /// Who asks needs somewhere to count.
    pub(super) fn follow(&mut self) {
        if let Some(lesson) = self.show.any_lesson()
            && self.lesson.is_empty()
        {
            lesson.course.lesson().id().clone_into(&mut self.lesson);
        }
        let (Some(scene), Some(lesson)) = (self.scene(), self.show.lesson()) else { return };
        let options = lesson.options();
        let known = self.hands.entry(scene).or_insert_with(|| Tally::new(options));
        if known.options() != options {
            *known = Tally::new(options);
        }
    }
}

/// After each request: who asks needs somewhere to count.
pub fn follow(model: &mut Model) {
    if let Some(talk) = model.talk_mut() {
        talk.follow();
    }
}
