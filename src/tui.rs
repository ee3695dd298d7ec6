//! The terminal interface. From outside to inside: `runtime` has the terminal, `keymap` turns keys
//! into messages, `update` changes the model, `view` draws it; panels see only a scene.
//!
//! It must not know the command line, and decides nothing about MAPI.

pub mod content;
pub mod keymap;
pub mod model;
pub mod plain;
pub mod runtime;
pub mod update;
mod view;

use std::io;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use model::Model;
pub use model::bench::BenchScreen;
pub use model::depth::Depth;
pub use model::lesson_entry::LessonEntry;
pub use model::message::{self, Exit};
pub use model::theme;
pub use runtime::encode::Encoder;
pub use runtime::keep::Keep;
pub use runtime::tape;
pub use runtime::terminal::{is_on_terminal, shows_text_only};
pub use runtime::waking::Waking;
pub(crate) use update::auto;
pub use view::view;

use crate::lesson::LessonRun;
use crate::lesson::progress::Progress;
use crate::lesson::review::plan::ReviewPlan;
use crate::scenario::RunOptions;
use crate::sim::Timeline;
use crate::text::Lang;
use crate::workshop::{NotesLink, StageLink};
use theme::{ASCII, Palette, Theme, UNICODE};

/// With what the interface begins.
pub enum Start {
    /// Opens the home screen.
    Home,
    /// A run that is still to be built.
    Run(RunOptions),
    /// A run that is there.
    Ready(RunOptions, Box<Timeline>),
    /// A run that a search has found, in an order that is not the default one.
    Found(RunOptions, Box<Timeline>),
    /// Opens a lesson at its first scene.
    Lesson(Box<LessonRun>),
    /// The next review of a plan.
    Review(ReviewPlan),
    /// A task on the workbench.
    Bench(Box<BenchScreen>),
}

/// What the user wants of the interface as a whole.
pub struct Settings {
    /// Language of all texts.
    pub lang: Lang,
    /// The palette; `None`: as the environment suggests.
    pub look: Option<Palette>,
    /// Letters and signs of ASCII only.
    pub ascii: bool,
    /// Whether animations are left out.
    pub reduced_motion: bool,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// The lessons there are.
    pub lessons: Vec<LessonEntry>,
    /// A remark to begin with.
    pub notice: Option<String>,
    /// The files of lessons, to follow what is saved there.
    pub watched: Vec<PathBuf>,
    /// What is known about the learner.
    pub kept: Progress,
    /// Where it is kept.
    pub keep: Keep,
    /// What day it is.
    pub today: fn() -> NaiveDate,
    /// To play by itself from the start.
    pub playing: Option<Playing>,
}

/// How the stage plays by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playing {
    /// It begins again at the end.
    pub looping: bool,
    /// How fast, in thousandths: 2000 is twice as fast.
    pub speed: u32,
}

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
            watched: Vec::new(),
            kept: Progress::default(),
            keep: |_| Ok(()),
            today: NaiveDate::default,
            playing: None,
        }
    }

    fn theme(&self) -> Theme {
        let suggested = || match std::env::var("COLORFGBG")
            .ok()
            .as_deref()
            .and_then(|value| value.rsplit(';').next())
        {
            Some("7" | "15") => Palette::Light,
            _ => Palette::Dark,
        };
        Theme {
            look: self.look.unwrap_or_else(suggested),
            glyphs: if self.ascii { &ASCII } else { &UNICODE },
            depth: self.depth,
        }
    }
}

/// The model that a start makes.
pub fn model(start: Start, settings: &Settings) -> Model {
    let mut model = Model::new(settings.lang, settings.theme(), settings.lessons.clone());
    model.reduced_motion = settings.reduced_motion;
    model.kept.clone_from(&settings.kept);
    update::outside::date(&mut model, (settings.today)());
    update::review::look(&mut model);
    model.home.selected[0] = model.where_stopped();
    match start {
        Start::Home => {}
        Start::Run(options) => update::run::open(&mut model, options),
        Start::Ready(options, timeline) => {
            update::run::begin(&mut model, options, *timeline);
            update::run::tell_idle_bug(&mut model);
        }
        Start::Found(options, timeline) => {
            update::run::begin(&mut model, options, *timeline);
            if let Some(stage) = model.stage_mut() {
                stage.made = true;
            }
        }
        Start::Lesson(run) => update::lesson::begin(&mut model, *run),
        Start::Review(plan) => update::review::begin(&mut model, &plan),
        Start::Bench(bench) => update::bench::open(&mut model, *bench),
    }
    if settings.notice.is_some() {
        model.notice.clone_from(&settings.notice);
    }
    model
}

/// Runs the interface on the terminal until it is left.
///
/// # Errors
/// There is no terminal, or it can't be read or written.
pub fn run(start: Start, settings: &Settings) -> io::Result<Exit> {
    // The program ends after it: what the model holds need not be freed piece by piece.
    let mut model = ManuallyDrop::new(model(start, settings));
    runtime::run(&mut model, settings, runtime::With::default())
}

/// The same, and takes down what is done; a signal that ends the program ends only the stage.
///
/// # Errors
/// There is no terminal, or it can't be read or written.
pub fn run_taped(
    model: &mut Model,
    settings: &Settings,
    tape: &mut tape::Tape,
) -> io::Result<Exit> {
    runtime::run(
        model,
        settings,
        runtime::With {
            tape: Some(tape),
            waking: Some(Waking::default()),
            ..runtime::With::default()
        },
    )
}

/// Runs a talk on the projector; without a link there are no notes.
///
/// # Errors
/// There is no terminal, or it can't be read or written.
pub fn present(
    mut model: Model,
    settings: &Settings,
    link: Option<StageLink>,
    waking: Waking,
) -> io::Result<Exit> {
    let line = link
        .map_or(runtime::WorkshopLink::None, |link| runtime::WorkshopLink::Stage(Box::new(link)));
    runtime::run(&mut model, settings, runtime::With { line, waking: Some(waking), tape: None })
}

/// Runs the speaker's terminal.
///
/// # Errors
/// There is no terminal, or it can't be read or written.
pub fn notes(settings: &Settings, link: NotesLink, waking: Waking) -> io::Result<Exit> {
    let mut model = model(Start::Home, settings);
    model.screen = model::Screen::Notes(Box::default());
    let line = runtime::WorkshopLink::Notes(link);
    runtime::run(&mut model, settings, runtime::With { line, waking: Some(waking), tape: None })
}

/// The picture of a model: the very one that the screen shows.
pub fn render(model: &Model, columns: u16, rows: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    if !buffer.area.is_empty() {
        view(model, &mut buffer);
    }
    buffer
}
