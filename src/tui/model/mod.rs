//! Everything that the screen depends on. Drawing is a function of this; only [`crate::tui::update`] changes it.
//!
//! It must not know the terminal or the clock.

pub mod bindings;
pub mod draft;
pub mod home;
pub mod key;
pub mod layout;
pub mod lesson;
pub mod lesson_entry;
pub mod lines;
pub mod marks;
pub mod message;
pub mod scene;
pub mod search;
pub mod stage;
pub mod theme;
pub mod tree;

use std::time::Duration;

use crate::lesson::progress::Progress;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::event::Ledger;
use crate::sim::timeline::DEFAULT_BOUND;
use crate::text::Lang;
use crate::tui::content::sheet::survives::Ending;
use crate::tui::content::sheet::{Kind, Overlay};
use crate::tui::model::draft::Draft;
use crate::tui::model::home::Home;
use crate::tui::model::layout::Needs;
use crate::tui::model::lesson::{Phase, Play};
use crate::tui::model::lesson_entry::LessonEntry;
use crate::tui::model::stage::{FRAME, Focus, Ghost, Stage};
use crate::tui::model::theme::Theme;
use crate::tui::update::auto::Auto;
use crate::tui::update::notes::Notes;
use crate::tui::update::talk;
use crate::tui::update::talk::Present;
use crate::words::Words;

/// Which keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// The home screen.
    Home,
    /// The stage.
    Stage,
    /// The stage with a lesson.
    Lesson,
    /// A question or a choice of a lesson.
    Question,
    /// The projector's layout.
    Present,
    /// The projector's layout with a question: hands are counted.
    Hands,
    /// The speaker's terminal.
    Notes,
    /// A sheet above either.
    Sheet,
    /// A sheet into which one types.
    Typing,
}

/// Which screen is below the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Lessons, paths, symptoms.
    Home,
    /// A run.
    Stage,
}

/// The model.
pub struct Model {
    /// The language.
    pub lang: Lang,
    /// Styles and characters.
    pub theme: Theme,
    /// No animations.
    pub reduced_motion: bool,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The screen below the sheets.
    pub screen: Screen,
    /// The home screen.
    pub home: Home,
    /// The run, once there is one.
    pub stage: Option<Stage>,
    /// The lesson that is played.
    pub play: Option<Play>,
    /// Playing by itself, questions included.
    pub auto: Option<Auto>,
    /// Sheets, the upper one last.
    pub overlays: Vec<Overlay>,
    /// The lessons there are.
    pub lessons: Vec<LessonEntry>,
    /// How far the learner is in each.
    pub kept: Progress,
    /// A remark for the hint line, until the next key.
    pub notice: Option<String>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether the button went down on the timeline.
    pub(in crate::tui) scrubbing: bool,
    /// The talk, if this is the projector.
    pub present: Option<Present>,
    /// What is heard of the talk, if this is the speaker's terminal.
    pub notes: Option<Notes>,
    /// A setting that is being tried out in the sheet of what-if.
    pub(in crate::tui) draft: Option<Draft>,
    /// How the paths end, once somebody has asked.
    pub(in crate::tui) survivors: Option<Vec<Ending>>,
    /// For each statement of the guide page a path that reaches it, once somebody has asked.
    pub(in crate::tui) elsewhere: Vec<Option<&'static str>>,
}

impl Model {
    /// The home screen.
    pub fn new(lang: Lang, theme: Theme, lessons: Vec<LessonEntry>) -> Self {
        let home = Home::new(!lessons.is_empty());
        Self {
            lang,
            theme,
            reduced_motion: false,
            size: (0, 0),
            screen: Screen::Home,
            home,
            stage: None,
            play: None,
            auto: None,
            overlays: Vec::new(),
            lessons,
            kept: Progress::default(),
            notice: None,
            mouse: false,
            scrubbing: false,
            present: None,
            notes: None,
            draft: None,
            survivors: None,
            elsewhere: Vec::new(),
        }
    }

    /// The words of the language.
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// A word.
    pub fn text(&self, id: &str) -> String {
        self.words().text(id)
    }

    /// Which keys work.
    pub fn context(&self) -> Context {
        match (self.overlays.last(), self.screen) {
            (Some(overlay), _) if overlay.kind.is_typed() => Context::Typing,
            (Some(_), _) => Context::Sheet,
            (None, _) if self.notes.is_some() => Context::Notes,
            (None, _) if talk::is_big(self) => match &self.present {
                Some(present) if present.jump.is_none() && talk::asks(self) => Context::Hands,
                _ => Context::Present,
            },
            (None, Screen::Home) => Context::Home,
            (None, Screen::Stage) => match &self.play {
                Some(play) if self.in_lesson() => match play.phase {
                    Phase::Asking | Phase::Choosing => Context::Question,
                    _ => Context::Lesson,
                },
                _ => Context::Stage,
            },
        }
    }

    /// Whether the run on the stage is that of a lesson, and not an excursion from it.
    pub fn in_lesson(&self) -> bool {
        self.play.is_some() && self.stage.as_ref().is_some_and(|stage| stage.ghost.is_none())
    }

    /// The ledger that has the focus.
    pub fn focused_ledger(&self) -> Option<Ledger> {
        match self.stage.as_ref()?.focus {
            Focus::Ledger(ledger) => Some(ledger),
            Focus::Run => None,
        }
    }

    /// Builds a run and shows it; complaints become a sheet.
    pub fn open(&mut self, options: RunOptions) {
        match Scenario::load(&options, &[]) {
            Ok(scenario) => {
                let timeline = scenario.timeline(DEFAULT_BOUND);
                self.show(options, timeline);
                self.tell_idle_bug();
            }
            Err(complaints) => {
                let texts = complaints.iter().map(ToString::to_string).collect();
                self.overlays.push(Overlay::new(Kind::Trouble(texts)));
            }
        }
    }

    /// Says so if the bug of the run does not show itself in it.
    pub fn tell_idle_bug(&mut self) {
        let bug = self.stage.as_ref().and_then(|stage| crate::tui::content::idle::idle_bug(&stage.options, &stage.timeline));
        if let Some(bug) = bug {
            self.notice = Some(self.words().with("notice-idle-bug", &[("bug", bug.into())]));
        }
    }

    /// The same, with the run on the stage kept for comparison.
    pub fn open_beside(&mut self, options: RunOptions) {
        let Some(old) = self.stage.take() else { return self.open(options) };
        self.open(options);
        let Some(stage) = &mut self.stage else {
            self.stage = Some(old);
            return;
        };
        stage.arrangement = old.arrangement;
        stage.pace = old.pace;
        stage.looping = old.looping;
        if stage.options == old.options {
            return;
        }
        let title = crate::tui::content::lookup::run_title(&old.options, self.lang);
        stage.ghost = Some(Ghost::beside(&stage.timeline, title, old.options, old.timeline, false));
        if self.notice.is_none() {
            self.notice = Some(self.text("notice-run-kept"));
        }
    }

    /// Shows a run.
    pub fn show(&mut self, options: RunOptions, timeline: Timeline) {
        self.home.form = options.clone();
        talk::keep(self, true);
        self.play = None;
        let mut stage = Stage::new(options, timeline);
        if let Some(old) = &self.stage {
            stage.arrangement = old.arrangement;
            stage.pace = old.pace;
            stage.looping = old.looping;
        }
        self.stage = Some(stage);
        self.screen = Screen::Stage;
        self.overlays.clear();
        self.settle();
    }

    /// Scrolls the ledgers so that what matters is visible.
    pub fn settle(&mut self) {
        let (size, lang, theme) = (self.size, self.lang, self.theme);
        let card = crate::tui::content::card::height(self);
        let asks = self.in_lesson() && self.play.as_ref().is_some_and(Play::asks);
        if let Some(stage) = &mut self.stage {
            stage.needs = Needs { card, asked: stage.asked(lang, theme) };
            stage.asks = asks;
            stage.settle(size, lang, theme);
        }
    }

    /// Whether a lesson's open question would be answered by the name of the bug that runs; then nothing on screen names it, on an excursion too.
    pub fn hides_bugs(&self) -> bool {
        self.play.as_ref().is_some_and(Play::hides_bugs)
    }

    /// A run as a word, as far as it may be shown.
    pub fn run_word(&self, options: &RunOptions) -> String {
        let mut shown = options.clone();
        if self.hides_bugs() {
            shown.clear("bug");
        }
        shown.to_string()
    }

    /// Whether an animation runs.
    pub fn is_moving(&self) -> bool {
        self.stage.as_ref().is_some_and(|stage| stage.motion.is_some())
    }

    /// The time after which the model wants to be told that time has passed; `None`: it waits for a key.
    pub fn deadline(&self) -> Option<Duration> {
        if let Some(notes) = &self.notes {
            return notes.deadline();
        }
        let stage = self.stage.as_ref().filter(|_| self.screen == Screen::Stage && self.overlays.is_empty())?;
        let frame = stage.motion.map(|_| FRAME);
        let beat = stage.play.map(|play| play.left);
        match (frame, beat) {
            (Some(frame), Some(beat)) => Some(frame.min(beat)),
            (frame, beat) => frame.or(beat),
        }
    }
}
