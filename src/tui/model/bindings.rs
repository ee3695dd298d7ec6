//! The one table of keys: what a key does and where, and what it is called.
//!
//! It must not know how it is looked up.

mod bench;
mod lists;
mod room;
mod run;

use crate::tui::model::Context;
use crate::tui::model::key::Key;
use crate::tui::model::message::Message;

/// A group of keys in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Keys that move in time.
    Time,
    /// Questions of a lesson.
    Lesson,
    /// In front of a room: the projector and the notes.
    Room,
    /// Keys of the workbench.
    Bench,
    /// Keys that choose and scroll panels.
    Panels,
    /// Keys that open sheets: why, what if, compare.
    Questions,
    /// Keys of the home screen and of lists.
    Lists,
    /// Keys of the program itself: language, palette, help, end.
    Program,
}

/// All groups, in the order of the help.
pub const GROUPS: [Group; 8] = [
    Group::Time,
    Group::Lesson,
    Group::Panels,
    Group::Questions,
    Group::Lists,
    Group::Bench,
    Group::Room,
    Group::Program,
];

impl Group {
    /// The id of its title.
    pub fn text(self) -> &'static str {
        match self {
            Group::Time => "keys-time",
            Group::Lesson => "keys-lesson",
            Group::Bench => "keys-bench",
            Group::Room => "keys-room",
            Group::Panels => "keys-panels",
            Group::Questions => "keys-questions",
            Group::Lists => "keys-lists",
            Group::Program => "keys-program",
        }
    }
}

/// When a key does anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Whenever its context has the keys.
    Always,
    /// The chosen bug does not show itself in its run.
    HasIdleBug,
    /// The run can continue.
    NotAtEnd,
    /// The run can continue, or the lesson.
    GoesOn,
    /// A question of the lesson is open.
    Asks,
    /// The scene of the lesson has an exercise that can be run.
    HasExercise,
    /// The lesson has a reference card.
    HasCard,
    /// A step was taken.
    NotAtStart,
    /// A step was taken, and the run can continue.
    InsideAMethod,
    /// There is a jump to take back.
    HasUndo,
    /// There is a jump that was taken back.
    HasRedo,
    /// It plays by itself.
    Plays,
    /// Nothing is asked, or what plays answers it.
    MayPlay,
    /// A ledger has the focus.
    HasFocus,
    /// A ledger has the focus, or there is a card.
    HasFocusOrCard,
    /// The path picker has the focus, and something in it is set.
    IsSet,
    /// Questions are due for a review.
    HasReview,
    /// There is a run behind the home screen.
    HasStage,
    /// The path picker has the focus.
    OnForm,
    /// There is a search with hits.
    Searching,
    /// Runs were left that can be taken up again.
    HasOpenRuns,
    /// Another run is kept for comparison.
    HasGhost,
    /// The run breaks a rule.
    BreaksARule,
    /// A setting is selected in the sheet.
    OnSetting,
    /// This is the projector.
    InTalk,
    /// This is the projector, and the talk has several items.
    HasItems,
    /// This is the speaker's terminal, and the talk has several items.
    TalkHasItems,
    /// The number of a scene is being typed.
    TypesNumber,
    /// A line is marked for the room.
    Points,
    /// A path's run is shown, and no lesson that asks about it.
    NoLesson,
    /// The run was computed, and not recorded.
    IsComputed,
    /// A step was taken, or this is a lesson.
    MayGoBack,
    /// The sheet shows the situation as text.
    OnSituation,
    /// The sheet is above a run whose steps may be searched.
    AboveRun,
    /// Something can be chosen in the sheet.
    CanChoose,
    /// A statement that may be moved is selected in a method.
    OnOwnLine,
    /// The judgement found a run that breaks a rule.
    HasBreach,
    /// There is a move to take back.
    HasMove,
    /// There is a move that was taken back.
    HasMoveAgain,
    /// A task is open on the workbench, or the lesson names one.
    HasBench,
    /// The task is solved, and there is another one.
    HasNextTask,
    /// A solution of the task is kept that is not on the bench.
    HasSolution,
    /// The selected statement inserts a piece of the provider.
    OnPiece,
}

/// One line of the table.
#[derive(Clone, Copy)]
pub struct Binding {
    /// Keys that do the same, the one to show first.
    pub keys: &'static [Key],
    /// Contexts in which the keys work.
    pub contexts: &'static [Context],
    /// The message that the keys send.
    pub message: Message,
    /// The id of the text: short in the hint line, long (`-help`) in the help.
    pub text: &'static str,
    /// The group in the help.
    pub group: Group,
    /// The place in the hint line; 0 = not there.
    pub hint: u8,
    /// When it does anything.
    pub when: When,
    /// The word for it where lines are typed instead of keys.
    pub spoken: Option<&'static str>,
}

impl Binding {
    /// The same, with a word for it where lines are typed.
    const fn spoken(self, word: &'static str) -> Self {
        Self { spoken: Some(word), ..self }
    }
}

const fn binding(
    keys: &'static [Key],
    contexts: &'static [Context],
    message: Message,
    text: &'static str,
    (group, hint, when): (Group, u8, When),
) -> Binding {
    Binding { keys, contexts, message, text, group, hint, when, spoken: None }
}

/// Letters of options, in their order.
pub const LETTERS: [char; 26] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's',
    't', 'u', 'v', 'w', 'x', 'y', 'z',
];

/// Keys of so many characters.
const fn typed<const ALL: usize>(letters: [char; ALL]) -> [Key; ALL] {
    let mut keys = [Key::Enter; ALL];
    let mut at = 0;
    while at < ALL {
        keys[at] = Key::Char(letters[at]);
        at += 1;
    }
    keys
}

const LOOK: &[Context] = &[Context::Stage, Context::Lesson, Context::Question];
pub(in crate::tui) const MOVES: &[Context] = &[
    Context::Stage,
    Context::Lesson,
    Context::Question,
    Context::Present,
    Context::Hands,
    Context::Notes,
    Context::Home,
    Context::Bench,
    Context::Sheet,
    Context::Typing,
];
const SCREENS: &[Context] = &[Context::Stage, Context::Lesson, Context::Home];

/// The table. The first line that fits a key is the one that counts.
pub static BINDINGS: &[Binding] =
    &joined::<
        {
            room::EVERYWHERE.len()
                + bench::BINDINGS.len()
                + run::BINDINGS.len()
                + lists::BINDINGS.len()
                + room::BINDINGS.len()
        },
    >([room::EVERYWHERE, bench::BINDINGS, run::BINDINGS, lists::BINDINGS, room::BINDINGS]);

/// The lines of all parts, in their order.
const fn joined<const ALL: usize>(parts: [&[Binding]; 5]) -> [Binding; ALL] {
    let mut all = [parts[0][0]; ALL];
    let (mut part, mut at, mut next) = (0, 0, 0);
    while next < ALL {
        if at == parts[part].len() {
            (part, at) = (part + 1, 0);
        }
        all[next] = parts[part][at];
        (at, next) = (at + 1, next + 1);
    }
    all
}
