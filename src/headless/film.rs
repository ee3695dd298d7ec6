//! The stage without a terminal: the same model, keys and pictures, on a clock that advances only
//! when it is told to.
//!
//! It waits for nothing and reads nothing from its environment, so a film is the same on every
//! machine. It must not know a file format.

use std::time::Duration;

use ratatui::buffer::Buffer;

use crate::lesson::library::INDEX;
use crate::text::Lang;
use crate::tui::auto;
use crate::tui::keymap::{self, Key};
use crate::tui::message::{Effect, Message};
use crate::tui::theme::Palette;
use crate::tui::update::talk::begin_talk;
use crate::tui::update::update;
use crate::tui::{Depth, LessonEntry, Model, Settings, Start, model, render};

/// The screen on which a film is shown.
#[derive(Clone, Copy, Debug)]
pub struct FilmScreen {
    /// The terminal's columns and rows.
    pub size: (u16, u16),
    /// The palette.
    pub look: Palette,
    /// Whether only ASCII characters are used.
    pub ascii: bool,
    /// The language of all texts.
    pub lang: Lang,
    /// The speed in thousandths: 2000 is twice as fast.
    pub speed: u32,
    /// Whether it is the projector's screen rather than the stage.
    pub projected: bool,
}

impl Default for FilmScreen {
    fn default() -> Self {
        Self {
            size: (100, 30),
            look: Palette::Dark,
            ascii: false,
            lang: Lang::En,
            speed: 1000,
            projected: false,
        }
    }
}

impl FilmScreen {
    /// A time in the film as its viewer sees it at the screen's speed, in whole microseconds.
    pub fn shown(&self, time: Duration) -> u64 {
        let micros = time.as_micros() * 1000 / u128::from(self.speed.max(1));
        u64::try_from(micros).unwrap_or(u64::MAX)
    }
}

/// The bundled lessons, as a new user's home screen lists them.
pub fn entries() -> Vec<LessonEntry> {
    let summary = |minutes: u32| format!("{minutes} min");
    INDEX
        .iter()
        .map(|entry| LessonEntry {
            id: entry.id.to_owned(),
            title: [entry.en.to_owned(), entry.pt_br.to_owned()],
            summary: [summary(entry.minutes), summary(entry.minutes)],
        })
        .collect()
}

/// The stage, with its clock.
pub struct Film {
    /// The interface being filmed; change it with [`Film::send`] and [`Film::press`].
    pub model: Model,
    clock: Duration,
}

impl Film {
    /// The stage at the start of a run; `still` switches animations off.
    pub fn new(start: Start, title: Option<String>, screen: &FilmScreen, still: bool) -> Self {
        let settings = Settings {
            lang: screen.lang,
            look: Some(screen.look),
            ascii: screen.ascii,
            reduced_motion: still,
            depth: Depth::True,
            lessons: entries(),
            notice: None,
            watched: Vec::new(),
            playing: None,
            kept: crate::lesson::progress::Progress::default(),
            keep: |_| Ok(()),
            today: chrono::NaiveDate::default,
        };
        let mut model = model(start, &settings);
        if let Some(stage) = model.stage_mut().filter(|_| title.is_some()) {
            stage.title = title;
        }
        if screen.projected {
            begin_talk(&mut model, None);
        }
        update(&mut model, Message::Resize(screen.size.0, screen.size.1));
        Self { model, clock: Duration::ZERO }
    }

    /// Starts playing by itself, once, as on the stage.
    pub fn begin(&mut self) {
        auto::begin(&mut self.model, false);
    }

    /// The virtual time since the start.
    pub fn clock(&self) -> Duration {
        self.clock
    }

    /// Draws the current frame.
    pub fn picture(&self) -> Buffer {
        render(&self.model, self.model.size.0, self.model.size.1)
    }

    /// The current position in the run.
    pub fn place(&self) -> usize {
        self.model.stage().map_or(0, |stage| stage.timeline.at())
    }

    /// The name of the lesson's current scene.
    pub fn scene_name(&self) -> Option<String> {
        self.model.any_lesson()?.scene_name()
    }

    /// Applies a request to the interface; returns what the environment would have to do.
    pub fn send(&mut self, message: Message) -> Option<Effect> {
        update(&mut self.model, message)
    }

    /// Presses a key; returns false if the key does nothing here.
    pub fn press(&mut self, key: Key) -> bool {
        match keymap::message(&self.model, key) {
            Some(message) => {
                // Outside a film there is nothing to change: no clipboard, no mouse, no other
                // lesson.
                let _ = self.send(message);
                true
            }
            None => false,
        }
    }

    /// Lets time pass until the stage wants to draw, but at most `most`; returns false in the
    /// latter case.
    pub fn tick(&mut self, most: Duration) -> bool {
        let wanted = self.model.deadline().filter(|limit| *limit <= most);
        let passed = wanted.unwrap_or(most);
        self.clock += passed;
        self.send(Message::Elapsed(passed));
        wanted.is_some()
    }

    /// Whether anything will still change by itself.
    pub fn moves(&self) -> bool {
        self.model.deadline().is_some()
    }
}
