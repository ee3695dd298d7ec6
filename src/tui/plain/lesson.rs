//! A lesson without a screen: its card, its options by number, and lines that answer.
//!
//! It must not know the terminal.

use std::io;

use crate::lesson::predict::Select;
use crate::tui::content::card;
use crate::tui::model::lesson::Phase;
use crate::tui::model::message::Message;
use crate::tui::plain::{COLUMNS, Plain, Went};

impl Plain<'_> {
    /// The card; `again` leaves out the scene's text, which stands further up.
    pub(super) fn tell_card(&mut self, phase: Phase, again: bool) -> io::Result<()> {
        let Some(play) = &self.model.play else { return Ok(()) };
        let mut lines: Vec<String> = Vec::new();
        match phase {
            Phase::Free => {}
            Phase::Text | Phase::Why(_) | Phase::Answered => lines.extend(card::said(&self.model, play, COLUMNS)),
            Phase::Asking | Phase::Choosing => {
                let bare = again && play.feedback.is_none() && play.hint.is_none();
                let told = if bare { card::text(play, self.model.lang, COLUMNS).len() } else { 0 };
                lines.extend(card::said(&self.model, play, COLUMNS).into_iter().skip(told));
                lines.extend(self.options());
            }
        }
        if !lines.is_empty() {
            writeln!(self.out)?;
        }
        for line in lines {
            writeln!(self.out, "| {}", line.trim_end())?;
        }
        if let Some(id) = self.prompt(phase).filter(|_| !self.plays) {
            self.word(id)?;
        }
        Ok(())
    }

    fn options(&self) -> Vec<String> {
        let Some(play) = &self.model.play else { return Vec::new() };
        let lang = self.model.lang;
        let names: Vec<String> = match (play.phase, play.here()) {
            (Phase::Choosing, Some(stop)) => play
                .run
                .ways(stop)
                .iter()
                .map(|way| way.say.value.get(lang).split_whitespace().collect::<Vec<_>>().join(" "))
                .collect(),
            _ => play.question(lang).map_or_else(Vec::new, |question| question.labels().collect()),
        };
        (1..).zip(names).map(|(number, name)| format!("{number:>3}. {name}")).collect()
    }

    fn prompt(&self, phase: Phase) -> Option<&'static str> {
        let question = self.model.play.as_ref()?.question(self.model.lang);
        match phase {
            Phase::Choosing => Some("plain-ways"),
            Phase::Asking => Some(match question?.select {
                Select::One => "plain-answer-one",
                Select::Many => "plain-answer",
                Select::Ordered => "plain-answer-ordered",
            }),
            _ => None,
        }
    }

    /// A line where a question waits; `None`: it is some other command.
    pub(super) fn answer_line(&mut self, line: &str, phase: Phase) -> io::Result<Option<Went>> {
        match line {
            "h" if phase == Phase::Asking => return self.wish(Message::Hint).map(Some),
            "s" if phase == Phase::Asking => return self.wish(Message::Reveal).map(Some),
            "" => {
                if let Some(id) = self.prompt(phase) {
                    self.word(id)?;
                }
                return Ok(Some(Went::On));
            }
            _ => {}
        }
        let numbers: Option<Vec<usize>> = line.split([' ', ',']).filter(|it| !it.is_empty()).map(|it| it.parse().ok()).collect();
        let Some(numbers) = numbers else { return Ok(None) };
        let count = self.options().len();
        if numbers.iter().any(|number| *number > count) || phase == Phase::Choosing && numbers.first().is_none_or(|it| *it == 0) {
            self.word("plain-no-number")?;
            return Ok(Some(Went::On));
        }
        if let Some(play) = &mut self.model.play {
            play.picked.clear();
        }
        for number in numbers.iter().filter(|number| **number > 0) {
            self.wish(Message::Pick(u8::try_from(number - 1).unwrap_or(u8::MAX)))?;
        }
        let went = self.wish(Message::Enter)?;
        let nothing = self.model.play.as_ref().is_some_and(|play| play.phase == Phase::Asking && play.picked.is_empty());
        // Nothing at all has to be asked for twice on the screen; a 0 says it clearly.
        Ok(Some(if nothing { self.wish(Message::Enter)? } else { went }))
    }
}
