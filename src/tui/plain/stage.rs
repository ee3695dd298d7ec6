//! The stage without a screen: what changed, in lines, and the commands that are typed there.

use std::io;

use super::{Plain, Went};
use crate::sim::event::LEDGERS;
use crate::tui::content::{lookup, panel, said};
use crate::tui::keymap;
use crate::tui::model::Context;
use crate::tui::model::lesson::CardPhase;
use crate::tui::model::message::Message;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::stage::Stage;
use crate::tui::update::{outside, stack, update};

impl Plain<'_> {
    pub(super) fn tell_stage(&mut self) -> io::Result<()> {
        self.told_home = false;
        self.tell_review()?;
        let lesson = self.model.lesson();
        let (phase, scene) =
            (lesson.map(|lesson| lesson.phase), lesson.and_then(|lesson| lesson.course.current()));
        let Some(stage) = self.model.stage() else { return Ok(()) };
        let (at, len) = (stage.timeline.at(), stage.timeline.len());
        let before = self.told.replace((at, phase, scene));
        if before.is_none() {
            let title = self.model.show().map(|show| lookup::show_title(show, self.model.reader()));
            let title = title.unwrap_or_default();
            writeln!(self.out, "\n{title}")?;
            // A log has no settings: those are of the model's run that it fits best.
            if stage.timeline.log_name().is_none() {
                writeln!(self.out, "{}", self.model.run_word(&stage.options))?;
            }
            self.tell_ledgers(false)?;
        }
        if before.map(|(step, ..)| step) != Some(at) || before.is_none() {
            self.tell_step()?;
        }
        // A scene's text is printed once: above its question or choice, and not again with it, nor
        // after it.
        let again = match before {
            Some((step, Some(CardPhase::Text | CardPhase::Asking | CardPhase::Choosing), of))
                if of == scene =>
            {
                step == at
            }
            _ => false,
        };
        let chosen = phase == Some(CardPhase::Text)
            && matches!(before, Some((_, Some(CardPhase::Choosing), of)) if of == scene);
        match phase {
            Some(phase)
                if !chosen && before != Some((at, Some(phase), scene))
                    || phase == CardPhase::Asking && !self.plays =>
            {
                self.tell_card(phase, again)?;
            }
            _ => {}
        }
        if at == len && !self.plays {
            let is_log = self.model.stage().is_some_and(Stage::is_log);
            self.word(if is_log { "log-plain-end" } else { "plain-end" })?;
        }
        match phase {
            _ if self.plays => Ok(()),
            Some(CardPhase::Asking | CardPhase::Choosing) => Ok(()),
            _ => self.word("plain-keys"),
        }
    }

    /// What a review takes, before its first question.
    fn tell_review(&mut self) -> io::Result<()> {
        if self.told.is_none()
            && self.asked() == Some(0)
            && let Some(notice) = outside::take_remark(&mut self.model)
        {
            writeln!(self.out, "\n{notice}")?;
        }
        Ok(())
    }

    /// The step: who, what, why, and a line for each change.
    fn tell_step(&mut self) -> io::Result<()> {
        let Some(stage) = self.model.stage() else { return Ok(()) };
        let scene = stage.scene(self.model.lang, self.model.theme);
        let words = self.model.words();
        let position =
            [("step", stage.timeline.at().into()), ("steps", stage.timeline.len().into())];
        let phase =
            scene.phase().map_or(String::new(), |phase| format!(" ({})", scene.text(phase.text())));
        writeln!(self.out, "\n{}{phase}", words.with("situation-step", &position))?;
        if scene.event().is_some() {
            let chain =
                crate::narrate::cursor::chain(&stage.timeline, stage.timeline.at()).join(" > ");
            writeln!(self.out, "{chain}")?;
        }
        for sentence in said::sentences(&scene) {
            writeln!(self.out, "{sentence}")?;
        }
        let cite = said::cite(&scene);
        if !cite.is_empty() {
            writeln!(self.out, "[{cite}]")?;
        }
        let changes = said::changes(&scene);
        if !changes.is_empty() {
            writeln!(self.out, "{}", words.text("plain-changed"))?;
        }
        for (ledger, text) in changes {
            writeln!(self.out, "  {}: {text}", words.text(panel::title(ledger)))?;
        }
        Ok(())
    }

    /// All four ledgers, with numbers where lines are to be chosen.
    fn tell_ledgers(&mut self, numbered: bool) -> io::Result<()> {
        let Some(stage) = self.model.stage() else { return Ok(()) };
        let scene = stage.scene(self.model.lang, self.model.theme);
        let mut number = 0;
        for ledger in LEDGERS {
            let lines = said::ledger(&scene, ledger);
            let count = lines.iter().filter(|line| line.item.is_some()).count();
            let count = match scene.timeline.knows(ledger) || count > 0 {
                true if count > 0 && scene.timeline.infers(ledger) => {
                    format!("{count}, {}", scene.text("confidence-inferred"))
                }
                true => count.to_string(),
                false => scene.text("ledger-unknown"),
            };
            writeln!(self.out, "\n{} ({count})", scene.text(panel::title(ledger)))?;
            for line in lines {
                number += usize::from(line.item.is_some());
                match line.item {
                    Some(_) if numbered => writeln!(self.out, "{number:>4} {}", line.text)?,
                    _ => writeln!(self.out, "  {}", line.text)?,
                }
            }
        }
        Ok(())
    }

    fn item(&self, number: usize) -> Option<crate::sim::ledgers::Item> {
        let stage = self.model.stage()?;
        let scene = stage.scene(self.model.lang, self.model.theme);
        let mut items = LEDGERS
            .into_iter()
            .flat_map(|ledger| said::ledger(&scene, ledger))
            .filter_map(|line| line.item);
        items.nth(number.checked_sub(1)?)
    }

    pub(super) fn stage_line(&mut self, line: &str) -> io::Result<Went> {
        let phase = self.model.lesson().map(|lesson| lesson.phase);
        if let Some(phase @ (CardPhase::Asking | CardPhase::Choosing)) = phase
            && let Some(went) = self.answer_line(line, phase)?
        {
            return Ok(went);
        }
        let (command, rest) =
            line.split_once(' ').map_or((line, ""), |(command, rest)| (command, rest.trim()));
        let number = rest.parse::<usize>().ok();
        match command {
            "h" | "home" => return self.wish(Message::Home),
            "q" | "quit" => return Ok(Went::Out),
            "l" => self.tell_ledgers(true)?,
            "f" => self.frame_line(rest, number)?,
            "?" | "help" => self.word("plain-help")?,
            "g" => self.open_typed(SheetKind::Goto, rest)?,
            "w" if !rest.is_empty() => match number.and_then(|number| self.item(number)) {
                Some(item) => outside::open(&mut self.model, Overlay::new(SheetKind::Item(item))),
                None => self.word("plain-no-number")?,
            },
            _ => return self.spoken_line(command, rest),
        }
        Ok(Went::On)
    }

    /// All calls in progress by number, or the code and the variables of one of them.
    fn frame_line(&mut self, rest: &str, number: Option<usize>) -> io::Result<()> {
        let walked = number.is_some_and(|number| stack::go_to(&mut self.model, number));
        if !rest.is_empty() && !walked {
            return self.word("plain-no-number");
        }
        let Some(stage) = self.model.stage() else { return Ok(()) };
        let scene = stage.scene(self.model.lang, self.model.theme);
        if !walked {
            writeln!(self.out, "\n{}", scene.text("plain-stack"))?;
            for (number, call) in (1..).zip(said::calls(&scene)) {
                writeln!(self.out, "{number:>4}. {call}")?;
            }
            return Ok(());
        }
        for line in said::frame(&scene) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// A command by the word that the table of keys has for it; what follows is typed into its
    /// sheet.
    fn spoken_line(&mut self, command: &str, rest: &str) -> io::Result<Went> {
        let Some(message) = keymap::spoken(&self.model, command) else {
            self.word("plain-unknown")?;
            return Ok(Went::On);
        };
        if message == Message::Language {
            self.told = None;
        }
        let went = self.wish(message)?;
        if self.model.context() == Context::Typing {
            rest.chars().for_each(|c| drop(update(&mut self.model, Message::Char(c))));
        }
        Ok(went)
    }
}
