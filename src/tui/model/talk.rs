//! A talk: what a speaker before a room has beside the stage, and the talk's own run while another
//! one is shown.
//!
//! It must not know a key, the notes' socket or the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use ratatui::layout::Rect;

use crate::lesson::Course;
use crate::scenario::RunOptions;
use crate::sim::Timeline;
use crate::sim::event::Ledger;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::playlist::Playlist;
use crate::tui::model::show::Show;
use crate::workshop::{OwnQuestion, Tally};

/// How long a question shows before it can be answered without hands: a clicker that bounces sends
/// its button twice.
pub const SETTLES: Duration = Duration::from_millis(500);

/// A talk and what it shows.
pub struct Talk {
    /// What is on the stage.
    pub show: Show,
    /// The projector's layout; the full stage otherwise.
    pub big: bool,
    /// The screen is blank.
    pub blank: bool,
    /// The talk has begun: the first step forward was made.
    pub begun: bool,
    /// The ledger that the speaker wants to see in full.
    pub ledger: Option<Ledger>,
    /// The number of a scene that is being typed.
    pub jump: Option<String>,
    /// How many minutes are planned, if not what the lesson says.
    pub minutes: Option<u32>,
    /// Errors in the lesson saved last; shown to the speaker only.
    pub trouble: Option<String>,
    /// Hands by [`Talk::scene`].
    pub hands: BTreeMap<String, Tally>,
    /// The choices that were taken, by [`Talk::scene`].
    pub chosen: BTreeSet<String>,
    /// The items of the talk, if it has several.
    pub playlist: Playlist,
    /// Questions of the speaker's own.
    pub questions: Vec<OwnQuestion>,
    /// The one of them that is asked.
    pub asking: Option<usize>,
    /// Where the talk was when the full stage was opened.
    pub stood: Option<Box<Stood>>,
    /// The talk's own run while another path's is on the stage.
    pub aside: Option<Aside>,
    /// The lesson was saved during a detour: its card starts over.
    pub renewed: bool,
    /// Leaving was asked for once.
    pub leaving: bool,
    /// Ctrl-C was pressed once.
    pub interrupted: bool,
    /// The question or choice that hands are counted for, by its scene.
    pub asked: Option<(String, CardPhase)>,
    /// What is left of [`SETTLES`] since it appeared.
    pub settling: Option<Duration>,
    /// A digit came after the answer showed: the Enter that follows it means nothing either.
    pub late: bool,
    /// The line that is marked for the room; [`Talk::pointer`] is whether it still shows.
    pub pointer: Option<Pointer>,
}

/// A line of the projector's screen that the speaker points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Its place on the screen, in columns and rows of the window.
    pub area: Rect,
    /// What the room reads there.
    pub text: String,
    /// The step at which it was set: another one has another screen.
    pub step: usize,
}

/// A place in the talk's own run.
pub struct Stood {
    /// The lesson's scenes and answers; none in a path's run.
    pub course: Option<Course>,
    /// The run, where it stood.
    pub timeline: Timeline,
    /// What the card showed.
    pub phase: CardPhase,
}

/// The talk's own run.
pub enum Aside {
    /// The lesson that the talk presents.
    Lesson(Box<LessonStage>),
    /// A path's run and its current place.
    Run(Box<(RunOptions, Timeline)>),
}

impl Aside {
    /// What is set aside of what was on the stage: of an excursion, the lesson.
    pub fn of(show: Show) -> Self {
        match show {
            Show::Run(stage) => {
                Aside::Run(Box::new((stage.options.clone(), stage.timeline.clone())))
            }
            Show::Lesson(lesson) | Show::Excursion(_, lesson) => Aside::Lesson(lesson),
        }
    }
}

impl Talk {
    /// A talk that begins with what is on the stage.
    pub fn new(show: Show, minutes: Option<u32>) -> Self {
        Self {
            show,
            big: true,
            blank: false,
            begun: false,
            ledger: None,
            jump: None,
            minutes,
            trouble: None,
            hands: BTreeMap::new(),
            chosen: BTreeSet::new(),
            playlist: Playlist::default(),
            questions: Vec::new(),
            asking: None,
            stood: None,
            aside: None,
            renewed: false,
            leaving: false,
            interrupted: false,
            asked: None,
            settling: None,
            late: false,
            pointer: None,
        }
    }

    /// The same talk with something else on the stage.
    #[must_use]
    pub fn with_show(self, change: impl FnOnce(Show) -> Show) -> Self {
        Self { show: change(self.show), ..self }
    }

    /// Whether what is on the stage is an excursion, and not the talk's own run.
    pub fn is_away(&self) -> bool {
        self.aside.is_some() || matches!(self.show, Show::Excursion(..))
    }

    /// The talk's lesson, also while something else is on the stage.
    pub fn own(&self) -> Option<&LessonStage> {
        match &self.aside {
            Some(Aside::Lesson(lesson)) => Some(lesson),
            Some(Aside::Run(_)) => None,
            None => self.show.any_lesson(),
        }
    }

    /// Whether a key means something even if it means nothing: it brings the screen back, or does
    /// not end the talk.
    pub fn takes_any_key(&self) -> bool {
        self.blank || self.leaving || self.interrupted
    }

    /// The question of the speaker's own that is on the projector's screen.
    pub fn question(&self) -> Option<&OwnQuestion> {
        self.questions.get(self.asking?).filter(|_| self.big && !self.is_away())
    }

    /// What the speaker points at: on the projector's screen, until the next step.
    pub fn pointer(&self) -> Option<&Pointer> {
        let at = self.show.stage().timeline.at();
        self.pointer.as_ref().filter(|pointer| self.big && pointer.step == at)
    }

    /// Whether a path's run, as an item of the talk, is over.
    pub fn ends_run(&self) -> bool {
        let Show::Run(stage) = &self.show else { return false };
        let is_over = stage.timeline.at() == stage.timeline.len();
        is_over && self.playlist.is_some() && !self.is_away() && self.asking.is_none()
    }

    /// Whether this is the first page of what the talk shows.
    pub fn is_at_start(&self) -> bool {
        let first = |lesson: &LessonStage| !lesson.may_go_back();
        let at_start = self.show.stage().timeline.at() == 0;
        at_start && !self.is_away() && self.asking.is_none() && self.show.lesson().is_none_or(first)
    }

    /// Whether hands are to be counted: a question or a choice of the lesson is open.
    pub fn asks(&self) -> bool {
        self.question().is_some() || self.show.lesson().is_some_and(|lesson| lesson.phase.asks())
    }

    /// Whether digits are counts of hands, and not the number of a scene.
    pub fn counts(&self) -> bool {
        self.asks() && self.jump.is_none()
    }

    /// Whether the answer shows beside the hands: they are not counted any further.
    pub fn is_answered(&self) -> bool {
        let answered = |lesson: &LessonStage| lesson.phase == CardPhase::Answered;
        self.question().is_none() && self.show.lesson().is_some_and(answered)
    }

    /// Whether the question only just appeared, and nobody has counted yet.
    pub fn is_settling(&self) -> bool {
        self.settling.is_some() && !self.tally().is_some_and(Tally::has_counts)
    }

    /// Time has passed.
    pub fn pass(&mut self, time: Duration) {
        let left = self.settling.map(|left| left.saturating_sub(time));
        self.settling = left.filter(|left| !left.is_zero());
    }

    /// The hands for the question that is on the screen.
    pub fn tally(&self) -> Option<&Tally> {
        match self.question() {
            Some(question) => question.tally(),
            None => self.hands.get(&self.scene()?),
        }
    }

    /// The scene on the screen that asks something, or whose answer shows: by its name, as numbers
    /// change when a lesson is edited, after its lesson and the item of the talk.
    pub fn scene(&self) -> Option<String> {
        let lesson = self.show.lesson()?;
        let stop =
            lesson.here().filter(|_| lesson.phase.asks() || lesson.phase == CardPhase::Answered)?;
        let name = lesson.course.scene(stop).id.as_ref().map(|id| id.value.clone());
        let name = name.unwrap_or_else(|| format!("#{}", lesson.course.stops()[stop].scene));
        Some(format!("{} {} {name}", self.playlist.at, lesson.course.lesson().id()))
    }
}
