//! Everything that the screen depends on. Drawing is a function of this; only
//! [`crate::tui::update`] changes it.
//!
//! It must not know the terminal or the clock.

pub(crate) mod auto;
pub mod bench;
pub mod beside;
pub(crate) mod bindings;
mod context;
pub(crate) mod depth;
pub(crate) mod draft;
pub(crate) mod ending;
pub mod glyphs;
pub mod home;
pub mod idle;
pub mod key;
pub(crate) mod layout;
pub mod lesson;
pub(crate) mod lesson_entry;
pub mod lines;
pub mod marks;
pub mod message;
pub mod notes;
pub mod playlist;
pub(crate) mod pointers;
pub mod reader;
pub mod replay;
pub mod review;
pub mod scene;
pub mod search;
pub mod sheet;
pub mod show;
pub mod stage;
pub mod talk;
pub mod theme;
pub(crate) mod tree;
pub(crate) mod walk;

pub use context::Context;

use std::time::Duration;

use chrono::NaiveDate;

use crate::lesson::progress::{LessonState, Progress};
use crate::scenario::RunOptions;
use crate::sim::event::Ledger;
use crate::text::Lang;
use crate::tui::model::auto::Auto;
use crate::tui::model::bench::{BenchScreen, Judging};
use crate::tui::model::draft::Draft;
use crate::tui::model::ending::Ending;
use crate::tui::model::home::Home;
use crate::tui::model::lesson::LessonStage;
use crate::tui::model::lesson_entry::LessonEntry;
use crate::tui::model::notes::Notes;
use crate::tui::model::reader::Reader;
use crate::tui::model::sheet::Overlay;
use crate::tui::model::show::Show;
use crate::tui::model::stage::{FRAME, Focus, Stage};
use crate::tui::model::talk::Talk;
use crate::tui::model::theme::Theme;
use crate::words::Words;

/// How often it is looked how far a judgement is.
const JUDGING: Duration = Duration::from_millis(100);

/// What is below the sheets.
pub enum Screen {
    /// The home screen: lessons, paths, symptoms. What was on the stage before is behind it.
    Home(Option<Show>),
    /// The workbench. What was on the stage before is behind it.
    Bench(Option<Show>),
    /// A run or a lesson.
    Stage(Show),
    /// The same before a room.
    Talk(Box<Talk>),
    /// The speaker's terminal with the notes.
    Notes(Box<Notes>),
}

/// Everything that the interface shows; only `update` changes it.
pub struct Model {
    /// Language of all texts.
    pub lang: Lang,
    /// Palette and signs that everything is drawn with.
    pub theme: Theme,
    /// Whether animations are left out.
    pub reduced_motion: bool,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// What is below the sheets.
    pub screen: Screen,
    /// What the home screen is set to.
    pub home: Home,
    /// The workbench, if a task is open.
    pub bench: Option<Box<BenchScreen>>,
    /// Tasks that were left for another one.
    pub benches: Vec<BenchScreen>,
    /// Playing by itself, questions included.
    pub auto: Option<Auto>,
    /// Runs and lessons that were left for another one and would cost work to reopen, the latest
    /// last.
    pub open_runs: Vec<Show>,
    /// Sheets, the upper one last.
    pub overlays: Vec<Overlay>,
    /// The lessons there are.
    pub lessons: Vec<LessonEntry>,
    /// How far the learner is in each.
    pub kept: Progress,
    /// The day.
    pub today: NaiveDate,
    /// How many questions are due for a review.
    pub due: usize,
    /// A remark for the hint line, until the next key.
    pub notice: Option<String>,
    /// A recording: the last row tells what happens, since no key does anything there.
    pub recorded: bool,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether the button went down on the timeline.
    pub scrubbing: bool,
    /// A setting that is being tried out in the sheet of what-if.
    pub draft: Option<Draft>,
    /// How the paths end, once asked for.
    pub survivors: Option<Vec<Ending>>,
    /// For each statement of the guide page a path that reaches it, once asked for.
    pub elsewhere: Vec<Option<&'static str>>,
}

impl Model {
    /// A model that shows the home screen, in a window without size.
    pub fn new(lang: Lang, theme: Theme, lessons: Vec<LessonEntry>) -> Self {
        Self {
            lang,
            theme,
            reduced_motion: false,
            size: (0, 0),
            screen: Screen::Home(None),
            home: Home::new(!lessons.is_empty()),
            bench: None,
            benches: Vec::new(),
            auto: None,
            open_runs: Vec::new(),
            overlays: Vec::new(),
            lessons,
            kept: Progress::default(),
            today: NaiveDate::default(),
            due: 0,
            notice: None,
            recorded: false,
            mouse: false,
            scrubbing: false,
            draft: None,
            survivors: None,
            elsewhere: Vec::new(),
        }
    }

    /// The lesson at which the learner stopped, by its place in the list: the last one that is
    /// begun; if none is, the first one after the last that is done.
    pub fn where_stopped(&self) -> usize {
        let is = |state| move |it: &LessonEntry| self.kept.state(&it.id) == state;
        let begun = self.lessons.iter().rposition(is(LessonState::Begun));
        let done = self.lessons.iter().rposition(is(LessonState::Done));
        let after = done.map(|at| (at + 1).min(self.lessons.len().saturating_sub(1)));
        begun.or(after).unwrap_or(0)
    }

    /// The words of the language.
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The text of a word id, in the model's language.
    pub fn text(&self, id: &str) -> String {
        self.words().text(id)
    }

    /// Who reads, and in what window.
    pub fn reader(&self) -> Reader {
        Reader {
            lang: self.lang,
            theme: self.theme,
            size: self.size,
            reduced_motion: self.reduced_motion,
            in_room: self.talk().is_some(),
            plays: self.auto.is_some(),
        }
    }

    /// What is on the stage; at home, what is behind.
    pub fn show(&self) -> Option<&Show> {
        match &self.screen {
            Screen::Home(behind) | Screen::Bench(behind) => behind.as_ref(),
            Screen::Stage(show) => Some(show),
            Screen::Talk(talk) => Some(&talk.show),
            Screen::Notes(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn show_mut(&mut self) -> Option<&mut Show> {
        match &mut self.screen {
            Screen::Home(behind) | Screen::Bench(behind) => behind.as_mut(),
            Screen::Stage(show) => Some(show),
            Screen::Talk(talk) => Some(&mut talk.show),
            Screen::Notes(_) => None,
        }
    }

    /// Puts something else on the stage; `make` is given what was there, or behind the home screen.
    pub fn put_show(&mut self, make: impl FnOnce(Option<Show>) -> Show) {
        if matches!(self.screen, Screen::Home(None) | Screen::Bench(None)) {
            self.screen = Screen::Stage(make(None));
        } else {
            self.change_show(|old| make(Some(old)));
        }
    }

    /// Makes something else of what is on the stage, or behind the home screen, if there is
    /// anything; then it is looked at. The speaker's terminal has no stage.
    pub fn change_show(&mut self, change: impl FnOnce(Show) -> Show) {
        self.screen = match std::mem::replace(&mut self.screen, Screen::Home(None)) {
            Screen::Home(Some(show)) | Screen::Bench(Some(show)) | Screen::Stage(show) => {
                Screen::Stage(change(show))
            }
            Screen::Talk(talk) => Screen::Talk(Box::new(talk.with_show(change))),
            other @ (Screen::Home(None) | Screen::Bench(None) | Screen::Notes(_)) => other,
        };
    }

    /// The run on the stage, or behind the home screen.
    pub fn stage(&self) -> Option<&Stage> {
        self.show().map(Show::stage)
    }

    /// The same, to be changed.
    pub fn stage_mut(&mut self) -> Option<&mut Stage> {
        self.show_mut().map(Show::stage_mut)
    }

    /// The run that one looks at: not from the home screen.
    pub fn shown_stage(&self) -> Option<&Stage> {
        self.stage().filter(|_| matches!(self.screen, Screen::Stage(_) | Screen::Talk(_)))
    }

    /// The lesson whose own run is on the stage.
    pub fn lesson(&self) -> Option<&LessonStage> {
        self.show().and_then(Show::lesson)
    }

    /// The same, to be changed.
    pub fn lesson_mut(&mut self) -> Option<&mut LessonStage> {
        self.show_mut().and_then(Show::lesson_mut)
    }

    /// The lesson that is played, be its run on the stage or waiting.
    pub fn any_lesson(&self) -> Option<&LessonStage> {
        self.show().and_then(Show::any_lesson)
    }

    /// The same, to be changed.
    pub fn any_lesson_mut(&mut self) -> Option<&mut LessonStage> {
        self.show_mut().and_then(Show::any_lesson_mut)
    }

    /// Whether the run on the stage is that of a lesson, and not an excursion from it.
    pub fn in_lesson(&self) -> bool {
        self.lesson().is_some()
    }

    /// The talk, if this is the projector.
    pub fn talk(&self) -> Option<&Talk> {
        if let Screen::Talk(talk) = &self.screen { Some(talk) } else { None }
    }

    /// The same, to be changed.
    pub fn talk_mut(&mut self) -> Option<&mut Talk> {
        if let Screen::Talk(talk) = &mut self.screen { Some(talk) } else { None }
    }

    /// What is heard of the talk, if this is the speaker's terminal.
    pub fn notes(&self) -> Option<&Notes> {
        if let Screen::Notes(notes) = &self.screen { Some(notes) } else { None }
    }

    /// The same, to be changed.
    pub fn notes_mut(&mut self) -> Option<&mut Notes> {
        if let Screen::Notes(notes) = &mut self.screen { Some(notes) } else { None }
    }

    /// The workbench, if it shows.
    pub fn shown_bench(&self) -> Option<&BenchScreen> {
        self.bench.as_deref().filter(|_| matches!(self.screen, Screen::Bench(_)))
    }

    /// Whether the home screen shows.
    pub fn is_at_home(&self) -> bool {
        matches!(self.screen, Screen::Home(_))
    }

    /// The context whose keys work at the moment.
    pub fn context(&self) -> Context {
        match self.overlays.last() {
            Some(overlay) if overlay.kind.is_typed() => Context::Typing,
            Some(_) => Context::Sheet,
            None => self.context_below(),
        }
    }

    /// The context whose keys work once all sheets are closed.
    pub fn context_below(&self) -> Context {
        match &self.screen {
            Screen::Notes(_) => Context::Notes,
            Screen::Talk(talk) if talk.big && talk.counts() => Context::Hands,
            Screen::Talk(talk) if talk.big => Context::Present,
            Screen::Home(_) => Context::Home,
            Screen::Bench(_) => Context::Bench,
            Screen::Stage(show) => Context::of(show),
            Screen::Talk(talk) => Context::of(&talk.show),
        }
    }

    /// The ledger that has the focus.
    pub fn focused_ledger(&self) -> Option<Ledger> {
        match self.stage()?.focus {
            Focus::Ledger(ledger) => Some(ledger),
            Focus::Run => None,
        }
    }

    /// Whether there is a search whose hits can be visited.
    pub fn is_searching(&self) -> bool {
        self.stage()
            .and_then(|stage| stage.search.as_ref())
            .is_some_and(|search| !search.hits.is_empty())
    }

    /// Whether a lesson's open question would be answered by the name of the bug that runs; then
    /// nothing on screen names it, on an excursion too.
    pub fn hides_bugs(&self) -> bool {
        self.any_lesson().is_some_and(LessonStage::hides_bugs)
    }

    /// What is on a stage, as a word: a log by its name.
    pub fn stage_word(&self, stage: &Stage) -> String {
        stage.timeline.log_name().map_or_else(|| self.run_word(&stage.options), str::to_owned)
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
        self.stage().is_some_and(|stage| stage.motion.is_some() || stage.replay.is_some())
    }

    /// Whether the way of a jump is still being played.
    pub fn is_under_way(&self) -> bool {
        self.stage().is_some_and(|stage| stage.replay.is_some())
    }

    /// The time after which the model needs a tick; `None`: it waits for a
    /// key.
    pub fn deadline(&self) -> Option<Duration> {
        if let Screen::Notes(notes) = &self.screen {
            return notes.deadline();
        }
        let settling = self.talk().and_then(|talk| talk.settling);
        let judges = self.bench.as_ref().is_some_and(|bench| bench.judging != Judging::No);
        let judging = judges.then_some(JUDGING);
        [settling, judging, self.moving_deadline()].into_iter().flatten().min()
    }

    /// The time until the next frame of what moves, or the next beat of what plays.
    fn moving_deadline(&self) -> Option<Duration> {
        let stage = self.shown_stage().filter(|_| self.overlays.is_empty())?;
        if let Some(replay) = &stage.replay {
            return Some(replay.left());
        }
        let frame = stage.motion.map(|_| FRAME);
        match (frame, stage.autoplay) {
            (Some(frame), Some(beat)) => Some(frame.min(beat)),
            (frame, beat) => frame.or(beat),
        }
    }
}
