//! The terminal interface. From outside to inside: `runtime` has the terminal, `keymap` turns keys into messages, `update` changes the
//! model, `view` draws it; panels see only a scene.
//!
//! It must not know the command line, and decides nothing about MAPI.

mod card;
pub mod compare;
mod encode;
mod guide;
pub mod home;
mod home_view;
pub mod keymap;
pub mod layout;
pub mod lesson;
mod lookup;
pub mod marks;
pub mod message;
pub mod model;
mod motion;
mod mouse;
mod named;
pub mod notes;
pub mod overlay;
pub mod panel;
mod pen;
mod phases;
pub mod plain;
pub mod play;
pub mod present;
pub mod reload;
mod runtime;
mod said;
mod scene;
mod search;
pub mod stage;
mod symptoms;
#[cfg_attr(unix, path = "terminal_unix.rs")]
#[cfg_attr(not(unix), path = "terminal_other.rs")]
mod terminal;
pub mod theme;
mod tree;
pub mod update;
mod view;
mod views;
mod waking;
mod watch;
mod what_if;

use std::io;
use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use encode::{Depth, Encoder};
pub use lesson::LessonEntry;
pub use message::Exit;
pub use model::Model;
pub use view::view;
pub use waking::Waking;

use crate::lesson::LessonRun;
use crate::scenario::RunOptions;
use crate::sim::Timeline;
use crate::text::Lang;
use crate::workshop::{NotesLink, StageLink};
use theme::{ASCII, Look, Theme, UNICODE};

/// With what the interface begins.
pub enum Start {
    /// The home screen.
    Home,
    /// A run that is still to be built.
    Run(RunOptions),
    /// A run that is there.
    Ready(RunOptions, Box<Timeline>),
    /// A lesson.
    Lesson(Box<LessonRun>),
}

/// What the user wants of the interface as a whole.
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// The palette; `None`: as the environment suggests.
    pub look: Option<Look>,
    /// Letters and signs of ASCII only.
    pub ascii: bool,
    /// No animations.
    pub reduced_motion: bool,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// The lessons there are.
    pub lessons: Vec<LessonEntry>,
    /// A remark to begin with.
    pub notice: Option<String>,
    /// The file of the lesson, to follow what is saved there.
    pub watched: Option<PathBuf>,
    /// Where finished lessons are told.
    pub finished: Finished,
}

/// Is told of a finished lesson and what was answered in it; says what went wrong.
pub type Finished = fn(&crate::lesson::LessonRun) -> Result<(), String>;

impl Settings {
    /// What the environment suggests.
    pub fn from_environment(lang: Lang) -> Self {
        let get = |name: &str| std::env::var(name).ok();
        Self {
            lang,
            look: None,
            ascii: false,
            reduced_motion: get("TEARDOWN_REDUCED_MOTION").is_some(),
            depth: Depth::from_environment(get),
            lessons: Vec::new(),
            notice: None,
            watched: None,
            finished: |_| Ok(()),
        }
    }

    fn theme(&self) -> Theme {
        let suggested = || match std::env::var("COLORFGBG").ok().as_deref().and_then(|value| value.rsplit(';').next()) {
            Some("7" | "15") => Look::Light,
            _ => Look::Dark,
        };
        Theme {
            look: self.look.unwrap_or_else(suggested),
            glyphs: if self.ascii { &ASCII } else { &UNICODE },
            colour: self.depth != Depth::None,
        }
    }
}

/// The model that a start makes.
pub fn model(start: Start, settings: &Settings) -> Model {
    let mut model = Model::new(settings.lang, settings.theme(), settings.lessons.clone());
    model.reduced_motion = settings.reduced_motion;
    match start {
        Start::Home => {}
        Start::Run(options) => model.open(options),
        Start::Ready(options, timeline) => model.show(options, *timeline),
        Start::Lesson(run) => play::start(&mut model, *run),
    }
    model.notice.clone_from(&settings.notice);
    model
}

/// Runs the interface on the terminal until it is left.
pub fn run(start: Start, settings: &Settings) -> io::Result<Exit> {
    runtime::run(model(start, settings), settings, runtime::Line::None, None)
}

/// Runs a talk on the projector; without a link nobody has notes.
pub fn present(model: Model, settings: &Settings, link: Option<StageLink>, waking: Waking) -> io::Result<Exit> {
    let line = link.map_or(runtime::Line::None, |link| runtime::Line::Stage(Box::new(link)));
    runtime::run(model, settings, line, Some(waking))
}

/// Runs the speaker's terminal.
pub fn notes(settings: &Settings, link: NotesLink, waking: Waking) -> io::Result<Exit> {
    let mut model = model(Start::Home, settings);
    model.notes = Some(notes::Notes::default());
    runtime::run(model, settings, runtime::Line::Notes(link), Some(waking))
}

/// The picture of a model: the very one that the screen shows.
pub fn render(model: &Model, columns: u16, rows: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    if !buffer.area.is_empty() {
        view(model, &mut buffer);
    }
    buffer
}
