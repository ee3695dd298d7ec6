//! The same interface without a screen: headings, counts, numbered choices, one line a change. For
//! screen readers, dumb terminals and logs.
//!
//! It drives the same model by the same requests as the keys do, and prints what the panels say; it
//! decides nothing and must not know the terminal.

mod home;
mod lesson;
pub mod narrow;
mod stage;

use std::io;
use std::io::{BufRead, Write};
use std::time::Duration;

use chrono::NaiveDate;

use crate::tui::content::{said, sheet};
use crate::tui::model::Model;
use crate::tui::model::lesson::CardPhase;
use crate::tui::model::message::{Effect, Exit, Message};
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::theme::spoken;
use crate::tui::runtime::keep::{Keeper, keep};
use crate::tui::update::{auto, outside, update};
use crate::tui::{Settings, Start, keymap};

/// Columns of the text: with its number, a line has room on a terminal of eighty.
const COLUMNS: u16 = 68;

/// Bytes of a line that are looked at.
const LONGEST: usize = 4096;

/// Rows that a card of a lesson may take; there is no screen to fill.
const ROWS: u16 = 200;

/// Runs the interface on lines of text until it is left or the input ends.
///
/// # Errors
/// What `input` or `out` reports.
pub fn run(
    start: Start,
    settings: &Settings,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let model = model(start, settings);
    writeln!(out, "{}", model.text("plain-welcome"))?;
    Plain {
        model,
        input,
        out,
        keeper: Keeper::new(settings.keep, &settings.kept),
        today: settings.today,
        told: None,
        told_home: false,
        plays: false,
    }
    .run()
}

/// Plays a run or a lesson as lines of text, once or for ever; `wait` lets the time of each part
/// pass.
///
/// # Errors
/// What `out` reports.
pub fn play(
    start: Start,
    settings: &Settings,
    out: &mut dyn Write,
    wait: &dyn Fn(Duration),
) -> io::Result<()> {
    let mut model = model(start, settings);
    auto::begin(&mut model, settings.playing.is_some_and(|playing| playing.looping));
    let mut plain = Plain {
        model,
        input: &mut io::empty(),
        out,
        keeper: Keeper::new(|_| Ok(()), &settings.kept),
        today: settings.today,
        told: None,
        told_home: false,
        plays: true,
    };
    while let Some(time) = plain.model.deadline() {
        let before = plain.told;
        plain.tell()?;
        plain.out.flush()?;
        wait(time);
        update(&mut plain.model, Message::Elapsed(time));
        let begins_again =
            plain.told.is_some_and(|(step, ..)| step > 0 && plain.place() == 0) && before.is_some();
        if begins_again {
            plain.told = None;
        }
    }
    Ok(())
}

/// A model without a screen, with words in the place of signs.
fn model(start: Start, settings: &Settings) -> Model {
    let mut model = crate::tui::model(start, settings);
    model.reduced_motion = true;
    model.theme.glyphs = spoken(model.lang);
    update(&mut model, Message::Resize(COLUMNS + 8, ROWS));
    model
}

/// What was printed last: the step, the part of a lesson's card, and the scene, since one place may
/// have several.
type ToldPlace = (usize, Option<CardPhase>, Option<usize>);

struct Plain<'a> {
    model: Model,
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    keeper: Keeper,
    today: fn() -> NaiveDate,
    told: Option<ToldPlace>,
    /// The list of the home screen was printed.
    told_home: bool,
    /// It plays by itself: nothing is asked of the reader.
    plays: bool,
}

/// What came of a line.
enum Went {
    On,
    Out,
}

impl Plain<'_> {
    /// The next line that was typed; bytes that are no UTF-8 are left out, and of a line without
    /// end no more is kept than a command has.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let (mut read, mut ended) = (0, false);
        while !ended {
            let some = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                some => some?,
            };
            let end = some.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(some.len(), |end| end + 1);
            bytes.extend(some[..taken].iter().take(LONGEST.saturating_sub(bytes.len())));
            ended = end.is_some() || taken == 0;
            read += taken;
            self.input.consume(taken);
        }
        let line: String = bytes.utf8_chunks().map(|chunk| chunk.valid()).collect();
        Ok((read > 0).then_some(line))
    }

    fn run(&mut self) -> io::Result<Exit> {
        loop {
            self.tell()?;
            self.out.flush()?;
            let Some(line) = self.line()? else { return Ok(Exit::Done) };
            outside::date(&mut self.model, (self.today)());
            let went = match (self.model.overlays.is_empty(), self.model.is_at_home()) {
                (false, _) => self.sheet_line(line.trim())?,
                (true, true) => self.home_line(line.trim())?,
                (true, false) => self.stage_line(line.trim())?,
            };
            if let Some(error) = keep(&mut self.keeper, &mut self.model) {
                let text = self.model.words().with("notice-not-saved", &[("error", error.into())]);
                writeln!(self.out, "({text})")?;
            }
            if matches!(went, Went::Out) {
                return Ok(Exit::Done);
            }
        }
    }

    fn place(&self) -> usize {
        self.model.stage().map_or(0, |stage| stage.timeline.at())
    }

    /// Which question of a review is asked.
    fn asked(&self) -> Option<usize> {
        self.model.any_lesson()?.review.as_ref().map(|review| review.at)
    }

    fn word(&mut self, id: &str) -> io::Result<()> {
        let text = self.model.text(id);
        writeln!(self.out, "{text}")
    }

    fn tell(&mut self) -> io::Result<()> {
        if !self.model.overlays.is_empty() {
            return self.tell_sheet();
        }
        match self.model.is_at_home() {
            true => self.tell_home()?,
            false => self.tell_stage()?,
        }
        if let Some(notice) = outside::take_remark(&mut self.model) {
            writeln!(self.out, "({notice})")?;
        }
        Ok(())
    }

    /// Carries out a request's effect on the outside.
    fn wish(&mut self, message: Message) -> io::Result<Went> {
        let asked = self.asked();
        let effect = update(&mut self.model, message);
        // Each question of a review has a run of its own, which is told from its beginning.
        if self.asked() != asked {
            self.told = None;
        }
        self.model.theme.glyphs = spoken(self.model.lang);
        // The workbench has lines of its own.
        if let Some(bench) = self.model.shown_bench() {
            let task = [("id", bench.bench.task.id.as_str().into())];
            writeln!(self.out, "({})", self.model.words().with("build-in-lines", &task))?;
            update(&mut self.model, Message::Escape);
        }
        match effect {
            Some(Effect::Quit(_)) => return Ok(Went::Out),
            Some(Effect::Copy(text)) => {
                // There is no clipboard here: the text itself is what was asked for.
                if self.model.overlays.last().is_some_and(|top| top.kind == SheetKind::Situation) {
                    outside::close(&mut self.model);
                }
                outside::take_remark(&mut self.model);
                writeln!(self.out, "{}", text.trim_end())?;
            }
            Some(
                Effect::Finished
                | Effect::Mouse(_)
                | Effect::Save(_)
                | Effect::SaveBodies(_)
                | Effect::Suspend
                | Effect::Ask(_),
            )
            | None => {}
        }
        Ok(Went::On)
    }

    // The stage

    /// A sheet into which one types, at once with what was typed.
    fn open_typed(&mut self, kind: SheetKind, typed: &str) -> io::Result<()> {
        outside::open(&mut self.model, Overlay { query: typed.to_owned(), ..Overlay::new(kind) });
        if sheet::can_choose(&self.model) {
            self.wish(Message::Enter)?;
            return Ok(());
        }
        outside::close(&mut self.model);
        self.word("plain-no-number")
    }

    // Sheets

    fn tell_sheet(&mut self) -> io::Result<()> {
        let Some(top) = self.model.overlays.last() else { return Ok(()) };
        let sheet = sheet::sheet(&self.model, top);
        writeln!(self.out, "\n{}", sheet.title)?;
        let mut number = 0;
        for line in &sheet.lines {
            let text = said::flat(&line.pieces);
            number += usize::from(line.action.is_some());
            match line.action {
                Some(_) => writeln!(self.out, "{number:>4}. {}", text.trim_end())?,
                None => writeln!(self.out, "      {}", text.trim_end())?,
            }
        }
        self.word(if number > 0 { "plain-sheet-choose" } else { "plain-sheet-close" })
    }

    /// Whether a word is a command on the stage.
    fn is_command(&self, word: &str) -> bool {
        matches!(word, "h" | "home" | "l" | "?" | "help")
            || !word.is_empty() && keymap::spoken(&self.model, word).is_some()
    }

    fn sheet_line(&mut self, line: &str) -> io::Result<Went> {
        let command = line.split(' ').next().unwrap_or_default();
        let is_command = !self.model.is_at_home() && self.is_command(command);
        match (line, line.parse::<usize>()) {
            ("q" | "quit", _) => return Ok(Went::Out),
            ("", _) => return self.wish(Message::Escape),
            (_, Ok(number)) if number > 0 => {
                outside::select(&mut self.model, number - 1);
                if sheet::last(&self.model) < number - 1 {
                    self.word("plain-no-number")?;
                } else {
                    return self.wish(Message::Enter);
                }
            }
            (_, Ok(_)) => self.word("plain-no-number")?,
            // No overlay has to be closed before the next command.
            _ if is_command => {
                outside::close_all(&mut self.model);
                return self.stage_line(line);
            }
            _ if outside::type_into(&mut self.model, line) => {}
            _ => self.word("plain-unknown")?,
        }
        Ok(Went::On)
    }
}
