//! A lesson without a screen: its card, its options by number, and lines that answer.
//!
//! It must not know the terminal.

use std::io;

use crate::lesson::predict::Select;
use crate::tui::content::card;
use crate::tui::content::poll::option_text;
use crate::tui::model::lesson::CardPhase;
use crate::tui::model::message::Message;
use crate::tui::plain::{COLUMNS, Plain, Went};
use crate::tui::update::outside;

impl Plain<'_> {
    /// The card; `again` leaves out the scene's text, which was printed further up.
    pub(super) fn tell_card(&mut self, phase: CardPhase, again: bool) -> io::Result<()> {
        let Some(lesson) = self.model.lesson() else { return Ok(()) };
        let reader = self.model.reader();
        let mut lines: Vec<String> = Vec::new();
        match phase {
            CardPhase::Free => {}
            CardPhase::Text | CardPhase::Why(_) | CardPhase::Answered => {
                lines.extend(card::said(lesson, reader, COLUMNS));
            }
            CardPhase::Asking | CardPhase::Choosing => {
                let bare = again && lesson.feedback.is_none() && lesson.hint.is_none();
                let told = if bare { card::text(lesson, reader.lang, COLUMNS).len() } else { 0 };
                lines.extend(card::said(lesson, reader, COLUMNS).into_iter().skip(told));
                lines.extend(self.options());
            }
        }
        if !lines.is_empty() {
            writeln!(self.out)?;
        }
        for line in lines {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        if let Some(id) = self.prompt(phase).filter(|_| !self.plays) {
            self.word(id)?;
        }
        Ok(())
    }

    fn options(&self) -> Vec<String> {
        let Some(lesson) = self.model.lesson() else { return Vec::new() };
        let lang = self.model.lang;
        let names: Vec<String> = match (lesson.phase, lesson.here()) {
            (CardPhase::Choosing, Some(stop)) => lesson
                .course
                .ways(stop)
                .iter()
                .map(|way| way.say.value.get(lang).split_whitespace().collect::<Vec<_>>().join(" "))
                .collect(),
            _ => (0..lesson.options()).map(|at| option_text(lesson, lang, at)).collect(),
        };
        (1..).zip(names).map(|(number, name)| format!("{number:>3}. {name}")).collect()
    }

    fn prompt(&self, phase: CardPhase) -> Option<&'static str> {
        let question = self.model.lesson()?.question(self.model.lang);
        match phase {
            CardPhase::Choosing => Some("plain-ways"),
            CardPhase::Asking => Some(match question?.select {
                Select::One => "plain-answer-one",
                Select::Many => "plain-answer",
                Select::Ordered => "plain-answer-ordered",
            }),
            _ => None,
        }
    }

    /// A line where a question waits; `None`: it is some other command.
    pub(super) fn answer_line(&mut self, line: &str, phase: CardPhase) -> io::Result<Option<Went>> {
        match line {
            "h" if phase == CardPhase::Asking => return self.wish(Message::Hint).map(Some),
            "s" if phase == CardPhase::Asking => return self.wish(Message::Reveal).map(Some),
            "" => {
                if let Some(id) = self.prompt(phase) {
                    self.word(id)?;
                }
                return Ok(Some(Went::On));
            }
            _ => {}
        }
        let numbers: Option<Vec<usize>> =
            line.split([' ', ',']).filter(|it| !it.is_empty()).map(|it| it.parse().ok()).collect();
        let Some(numbers) = numbers else { return Ok(None) };
        let count = self.options().len();
        if numbers.iter().any(|number| *number > count)
            || phase == CardPhase::Choosing && numbers.first().is_none_or(|it| *it == 0)
        {
            self.word("plain-no-number")?;
            return Ok(Some(Went::On));
        }
        outside::unmark(&mut self.model);
        // What a 0 says is the last option of the card.
        let none = numbers.iter().all(|number| *number == 0).then_some(count + 1);
        for number in numbers.into_iter().filter(|number| *number > 0).chain(none) {
            self.wish(Message::Pick(u8::try_from(number - 1).unwrap_or(u8::MAX)))?;
        }
        self.wish(Message::Enter).map(Some)
    }
}
