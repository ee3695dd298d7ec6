//! The one table of keys: what a key does and where, and what it is called.
//!
//! It must not know how it is looked up.

use crate::sim::event::Ledger;
use crate::tui::model::Context;
use crate::tui::model::key::Key;
use crate::tui::model::message::{Message, Wish};
use crate::workshop::Command;

/// A group of keys in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Keys that move in time.
    Time,
    /// Questions of a lesson.
    Lesson,
    /// In front of a room: the projector and the notes.
    Room,
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
pub const GROUPS: [Group; 7] = [
    Group::Time,
    Group::Lesson,
    Group::Panels,
    Group::Questions,
    Group::Lists,
    Group::Room,
    Group::Program,
];

impl Group {
    /// The id of its title.
    pub fn text(self) -> &'static str {
        match self {
            Group::Time => "keys-time",
            Group::Lesson => "keys-lesson",
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
    /// The run can go on.
    NotAtEnd,
    /// The run can go on, or the lesson.
    GoesOn,
    /// A question of the lesson is open.
    Asks,
    /// The lesson has a reference card.
    HasCard,
    /// A step was taken.
    NotAtStart,
    /// A step was taken, and the run can go on.
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
    /// There is a run behind the home screen.
    HasStage,
    /// The path picker has the focus.
    OnForm,
    /// There is a search with hits.
    Searching,
    /// The run can go on, and there is no search with hits.
    MayGoOver,
    /// Another run is kept for comparison.
    HasGhost,
    /// A setting is selected in the sheet.
    OnSetting,
    /// This is the projector.
    InTalk,
    /// The number of a scene is being typed.
    TypesNumber,
    /// A step was taken, or this is a lesson.
    MayGoBack,
    /// The sheet shows the situation as text.
    OnSituation,
    /// Something can be chosen in the sheet.
    CanChoose,
}

/// One line of the table.
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

const STAGE: &[Context] = &[Context::Stage, Context::Lesson];
const RUN: &[Context] = &[Context::Stage];
const LESSON: &[Context] = &[Context::Lesson];
const QUESTION: &[Context] = &[Context::Question];
const LOOK: &[Context] = &[Context::Stage, Context::Lesson, Context::Question];
const HOME: &[Context] = &[Context::Home];
const SHEET: &[Context] = &[Context::Sheet];
const TYPING: &[Context] = &[Context::Typing];
const PRESENT: &[Context] = &[Context::Present];
const HANDS: &[Context] = &[Context::Hands];
const SHOWN: &[Context] = &[Context::Present, Context::Hands];
const NOTES: &[Context] = &[Context::Notes];
/// Where a talk may have got to.
const ELSEWHERE: &[Context] =
    &[Context::Stage, Context::Lesson, Context::Question, Context::Sheet, Context::Typing];
pub(in crate::tui) const MOVES: &[Context] = &[
    Context::Stage,
    Context::Lesson,
    Context::Question,
    Context::Present,
    Context::Hands,
    Context::Notes,
    Context::Home,
    Context::Sheet,
    Context::Typing,
];
const LISTS: &[Context] = &[Context::Home, Context::Sheet, Context::Typing];
const SCREENS: &[Context] = &[Context::Stage, Context::Lesson, Context::Home];
const LEFT: &[Context] = &[
    Context::Stage,
    Context::Lesson,
    Context::Home,
    Context::Present,
    Context::Hands,
    Context::Notes,
];
/// Everywhere but where letters are answers.
const UNASKED: &[Context] = &[Context::Stage, Context::Lesson, Context::Home, Context::Sheet];
const ANY: &[Context] = &[
    Context::Stage,
    Context::Lesson,
    Context::Question,
    Context::Present,
    Context::Hands,
    Context::Notes,
    Context::Home,
    Context::Sheet,
];

use Group as G;
use Key as K;
use Message as M;
use When as W;

/// The one table of keys; within a context the first match counts.
pub static BINDINGS: &[Binding] = &[
    binding(
        &[K::Right, K::Char(' '), K::Char('l')],
        STAGE,
        M::Beat,
        "key-beat",
        (G::Time, 1, W::GoesOn),
    )
    .spoken(""),
    binding(
        &[K::Left, K::Char('h'), K::Backspace],
        STAGE,
        M::Back,
        "key-back",
        (G::Time, 3, W::NotAtStart),
    )
    .spoken("b"),
    binding(&[K::Enter], LESSON, M::Scene, "key-scene", (G::Time, 2, W::Always)),
    binding(&[K::Down, K::Char('j')], QUESTION, M::Down, "key-cursor", (G::Lesson, 1, W::Always)),
    binding(&[K::Up, K::Char('k')], QUESTION, M::Up, "key-cursor-up", (G::Lesson, 0, W::Always)),
    binding(&[K::Char(' ')], QUESTION, M::Mark, "key-mark", (G::Lesson, 2, W::Asks)),
    binding(PICKS, QUESTION, M::Pick(0), "key-pick", (G::Lesson, 0, W::Always)),
    binding(&[K::Enter], QUESTION, M::Enter, "key-hand-in", (G::Lesson, 3, W::Always)),
    binding(&[K::Char('h')], QUESTION, M::Hint, "key-hint", (G::Lesson, 4, W::Asks)),
    binding(&[K::Char('s')], QUESTION, M::Reveal, "key-reveal", (G::Lesson, 5, W::Asks)),
    binding(&[K::Right, K::Char('l')], QUESTION, M::Beat, "key-beat", (G::Lesson, 0, W::Always)),
    binding(&[K::Left, K::Backspace], QUESTION, M::Back, "key-back", (G::Lesson, 6, W::NotAtStart)),
    binding(
        &[K::PageUp, K::Ctrl('b')],
        QUESTION,
        M::PageUp,
        "key-page-up",
        (G::Lesson, 0, W::Always),
    ),
    binding(
        &[K::PageDown, K::Ctrl('f')],
        QUESTION,
        M::PageDown,
        "key-page-down",
        (G::Lesson, 0, W::Always),
    ),
    binding(&[K::Char('m')], LESSON, M::Card, "key-card", (G::Lesson, 15, W::HasCard)).spoken("m"),
    binding(&[K::Char('q')], QUESTION, M::Quit, "key-quit", (G::Program, 21, W::Always)),
    binding(&[K::Char('.')], STAGE, M::Statement, "key-statement", (G::Time, 4, W::NotAtEnd))
        .spoken("n"),
    binding(
        &[K::Char(',')],
        STAGE,
        M::StatementBack,
        "key-statement-back",
        (G::Time, 0, W::NotAtStart),
    ),
    binding(&[K::Char('n')], STAGE, M::NextHit, "key-next-hit", (G::Questions, 3, W::Searching)),
    binding(
        &[K::Char('N')],
        STAGE,
        M::PreviousHit,
        "key-previous-hit",
        (G::Questions, 0, W::Searching),
    ),
    binding(&[K::Char('n')], STAGE, M::Over, "key-over", (G::Time, 9, W::MayGoOver)),
    binding(&[K::Char('o')], STAGE, M::Out, "key-out", (G::Time, 10, W::InsideAMethod)).spoken("o"),
    binding(&[K::Char('p')], LOOK, M::Play, "key-play", (G::Time, 5, W::MayPlay)),
    binding(&[K::Char('+'), K::Char('=')], LOOK, M::Faster, "key-faster", (G::Time, 0, W::Plays)),
    binding(&[K::Char('-'), K::Char('_')], LOOK, M::Slower, "key-slower", (G::Time, 0, W::Plays)),
    binding(&[K::Char('L')], STAGE, M::Loop, "key-loop", (G::Time, 0, W::Always)),
    binding(&[K::Home, K::Char('^')], STAGE, M::First, "key-first", (G::Time, 0, W::NotAtStart))
        .spoken("start"),
    binding(
        &[K::End, K::Char('G'), K::Char('$')],
        STAGE,
        M::Last,
        "key-last",
        (G::Time, 0, W::NotAtEnd),
    )
    .spoken("end"),
    binding(&[K::Char('g')], STAGE, M::Goto, "key-goto", (G::Time, 0, W::Always)).spoken("g"),
    binding(&[K::Char('u')], STAGE, M::Undo, "key-undo", (G::Time, 8, W::HasUndo)).spoken("u"),
    binding(&[K::Char('U'), K::Ctrl('r')], STAGE, M::Redo, "key-redo", (G::Time, 0, W::HasRedo)),
    binding(
        &[K::Char('1')],
        LOOK,
        M::Ledger(Ledger::StatusTable),
        "key-ledger-1",
        (G::Panels, 0, W::Always),
    ),
    binding(
        &[K::Char('2')],
        LOOK,
        M::Ledger(Ledger::ProviderUids),
        "key-ledger-2",
        (G::Panels, 0, W::Always),
    ),
    binding(
        &[K::Char('3')],
        LOOK,
        M::Ledger(Ledger::Objects),
        "key-ledger-3",
        (G::Panels, 0, W::Always),
    ),
    binding(
        &[K::Char('4')],
        LOOK,
        M::Ledger(Ledger::Transports),
        "key-ledger-4",
        (G::Panels, 0, W::Always),
    ),
    binding(&[K::Tab], LOOK, M::Swap, "key-swap", (G::Panels, 12, W::Always)),
    binding(&[K::Char('z')], LOOK, M::Enlarge, "key-enlarge", (G::Panels, 0, W::Always)),
    binding(&[K::Up, K::Char('k')], STAGE, M::Up, "key-up", (G::Panels, 0, W::HasFocus)),
    binding(&[K::Down, K::Char('j')], STAGE, M::Down, "key-down", (G::Panels, 0, W::HasFocus)),
    binding(
        &[K::PageUp, K::Ctrl('b')],
        STAGE,
        M::PageUp,
        "key-page-up",
        (G::Panels, 0, W::HasFocusOrCard),
    ),
    binding(
        &[K::PageDown, K::Ctrl('f')],
        STAGE,
        M::PageDown,
        "key-page-down",
        (G::Panels, 0, W::HasFocusOrCard),
    ),
    binding(&[K::Char('w')], LOOK, M::Why, "key-why", (G::Questions, 6, W::Always)).spoken("w"),
    binding(&[K::Enter], RUN, M::Why, "key-why", (G::Questions, 0, W::Always)),
    binding(&[K::Char('x')], STAGE, M::WhatIf, "key-what-if", (G::Questions, 7, W::Always))
        .spoken("x"),
    binding(&[K::Char('c')], STAGE, M::Compare, "key-compare", (G::Questions, 8, W::Always))
        .spoken("c"),
    binding(&[K::Char('X')], STAGE, M::Exchange, "key-exchange", (G::Questions, 0, W::Always)),
    binding(
        &[K::Left, K::Char('h')],
        SHEET,
        M::Left,
        "key-value-left",
        (G::Lists, 0, W::OnSetting),
    ),
    binding(&[K::Right, K::Char('l')], SHEET, M::Right, "key-value", (G::Lists, 1, W::OnSetting)),
    binding(&[K::Char('r')], STAGE, M::Rules, "key-rules", (G::Questions, 11, W::Always))
        .spoken("r"),
    binding(&[K::Char('/')], STAGE, M::Search, "key-search", (G::Questions, 13, W::Always))
        .spoken("/"),
    binding(&[K::Char('a')], UNASKED, M::Glossary, "key-glossary", (G::Questions, 14, W::Always))
        .spoken("a"),
    binding(&[K::Char('t')], STAGE, M::Checklist, "key-checklist", (G::Questions, 15, W::Always))
        .spoken("t"),
    binding(&[K::Char('R')], SCREENS, M::Readings, "key-readings", (G::Questions, 16, W::Always))
        .spoken("R"),
    binding(&[K::Char('v')], SCREENS, M::Survives, "key-survives", (G::Questions, 17, W::Always))
        .spoken("v"),
    binding(&[K::Char('s')], STAGE, M::Sequence, "key-sequence", (G::Questions, 18, W::Always))
        .spoken("s"),
    binding(&[K::Char('y')], STAGE, M::Copy, "key-copy", (G::Questions, 18, W::Always)).spoken("y"),
    binding(&[K::Char('s')], SHEET, M::Save, "key-save", (G::Questions, 1, W::OnSituation)),
    binding(&[K::Up, K::Char('k')], LISTS_UP, M::Up, "key-list-up", (G::Lists, 0, W::Always)),
    binding(&[K::Down, K::Char('j')], LISTS_UP, M::Down, "key-list-down", (G::Lists, 1, W::Always)),
    binding(&[K::Up], TYPING, M::Up, "key-list-up", (G::Lists, 0, W::Always)),
    binding(&[K::Down], TYPING, M::Down, "key-list-down", (G::Lists, 0, W::Always)),
    binding(&[K::Left, K::Char('h')], HOME, M::Left, "key-value-left", (G::Lists, 0, W::OnForm)),
    binding(&[K::Right, K::Char('l')], HOME, M::Right, "key-value", (G::Lists, 2, W::OnForm)),
    binding(&[K::Char('/')], HOME, M::Values, "key-values", (G::Lists, 3, W::OnForm)),
    binding(&[K::Char('/')], SHEET, M::Values, "key-values", (G::Lists, 2, W::OnSetting)),
    binding(&[K::Char('b')], HOME, M::OwnRun, "key-own-run", (G::Lists, 1, W::HasIdleBug)),
    binding(&[K::Tab], HOME, M::NextTab, "key-tab", (G::Lists, 4, W::Always)),
    binding(&[K::BackTab], HOME, M::PreviousTab, "key-tab-back", (G::Lists, 0, W::Always)),
    binding(&[K::Enter, K::Char(' ')], HOME, M::Enter, "key-run", (G::Lists, 3, W::Always)),
    binding(&[K::Enter, K::Char(' ')], SHEET, M::Enter, "key-choose", (G::Lists, 2, W::CanChoose)),
    binding(&[K::Enter], TYPING, M::Enter, "key-choose", (G::Lists, 2, W::CanChoose)),
    binding(&[K::Backspace], TYPING, M::Backspace, "key-erase", (G::Lists, 0, W::Always)),
    binding(&[K::PageUp, K::Ctrl('b')], LISTS, M::PageUp, "key-page-up", (G::Lists, 0, W::Always)),
    binding(
        &[K::PageDown, K::Ctrl('f')],
        LISTS,
        M::PageDown,
        "key-page-down",
        (G::Lists, 0, W::Always),
    ),
    binding(&[K::Home], LISTS, M::First, "key-list-first", (G::Lists, 0, W::Always)),
    binding(&[K::End], LISTS, M::Last, "key-list-last", (G::Lists, 0, W::Always)),
    binding(&[K::Escape], TYPING, M::Escape, "key-close", (G::Lists, 3, W::Always)),
    binding(&[K::Escape, K::Char('q')], SHEET, M::Escape, "key-close", (G::Lists, 3, W::Always)),
    binding(&[K::Escape], LOOK, M::Escape, "key-home", (G::Program, 19, W::Always)),
    binding(&[K::Escape], HOME, M::Escape, "key-to-stage", (G::Program, 0, W::HasStage)),
    binding(&[K::Char('?'), K::F(1)], ANY, M::Help, "key-help", (G::Program, 20, W::Always)),
    binding(&[K::Char('i')], ANY, M::Language, "key-language", (G::Program, 18, W::Always))
        .spoken("i"),
    binding(&[K::Char('T')], ANY, M::Look, "key-look", (G::Program, 0, W::Always)),
    binding(&[K::Char('M')], SCREENS, M::Mouse, "key-mouse", (G::Program, 0, W::Always)),
    binding(
        &[K::PageDown, K::Right, K::Char(' '), K::Char('l')],
        PRESENT,
        M::Beat,
        "key-show-next",
        (G::Room, 1, W::GoesOn),
    ),
    binding(
        &[K::PageUp, K::Left, K::Char('h')],
        SHOWN,
        M::Back,
        "key-show-back",
        (G::Room, 2, W::MayGoBack),
    ),
    binding(
        &[K::Enter],
        PRESENT,
        M::Present(Wish::Enter),
        "key-show-scene",
        (G::Room, 3, W::Always),
    ),
    binding(
        DIGITS,
        PRESENT,
        M::Present(Wish::Digit(0)),
        "key-show-number",
        (G::Room, 4, W::Always),
    ),
    binding(
        &[K::Char('g')],
        SHOWN,
        M::Present(Wish::Number),
        "key-show-goto",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Backspace],
        PRESENT,
        M::Present(Wish::Erase),
        "key-show-erase",
        (G::Room, 0, W::TypesNumber),
    ),
    binding(
        &[K::PageDown, K::Right, K::Char(' '), K::Char('s')],
        HANDS,
        M::Present(Wish::Reveal),
        "key-show-reveal",
        (G::Room, 1, W::Always),
    ),
    binding(DIGITS, HANDS, M::Present(Wish::Digit(0)), "key-show-count", (G::Room, 3, W::Always)),
    binding(
        &[K::Enter, K::Down, K::Tab, K::Char('j')],
        HANDS,
        M::Present(Wish::Down),
        "key-show-option",
        (G::Room, 4, W::Always),
    ),
    binding(
        &[K::Up, K::BackTab, K::Char('k')],
        HANDS,
        M::Present(Wish::Up),
        "key-show-option-up",
        (G::Room, 0, W::Always),
    ),
    binding(
        OPTIONS,
        HANDS,
        M::Present(Wish::Option(0)),
        "key-show-letter",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Backspace],
        HANDS,
        M::Present(Wish::Erase),
        "key-show-erase-count",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('b'), K::Char('.')],
        SHOWN,
        M::Present(Wish::Blank),
        "key-show-blank",
        (G::Room, 5, W::Always),
    ),
    binding(&[K::F(5)], SHOWN, M::Present(Wish::Place), "key-show-place", (G::Room, 7, W::Always)),
    binding(
        &[K::F(5)],
        ELSEWHERE,
        M::Present(Wish::Place),
        "key-show-place",
        (G::Room, 1, W::InTalk),
    ),
    binding(&[K::Escape], SHOWN, M::Escape, "key-show-stage", (G::Room, 8, W::Always)),
    binding(
        &[K::Tab],
        PRESENT,
        M::Present(Wish::Ledger),
        "key-show-ledger",
        (G::Room, 9, W::Always),
    ),
    binding(&[K::Char('x')], SHOWN, M::WhatIf, "key-what-if", (G::Questions, 6, W::Always)),
    binding(&[K::Char('w')], SHOWN, M::Why, "key-why", (G::Questions, 0, W::Always)),
    binding(&[K::Char('c')], SHOWN, M::Compare, "key-compare", (G::Questions, 10, W::HasGhost)),
    binding(&[K::Char('R')], SHOWN, M::Readings, "key-readings", (G::Questions, 0, W::Always)),
    binding(&[K::Char('a')], SHOWN, M::Glossary, "key-glossary", (G::Questions, 0, W::Always)),
    binding(
        &[K::PageDown, K::Right, K::Char(' '), K::Char('l')],
        NOTES,
        M::Ask(Command::Forward),
        "key-show-next",
        (G::Room, 1, W::Always),
    ),
    binding(
        &[K::PageUp, K::Left, K::Char('h')],
        NOTES,
        M::Ask(Command::Back),
        "key-show-back",
        (G::Room, 2, W::Always),
    ),
    binding(&[K::Enter], NOTES, M::Present(Wish::Enter), "key-show-scene", (G::Room, 3, W::Always)),
    binding(DIGITS, NOTES, M::Present(Wish::Digit(0)), "key-notes-number", (G::Room, 4, W::Always)),
    binding(
        &[K::Char('g')],
        NOTES,
        M::Present(Wish::Number),
        "key-show-goto",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Backspace],
        NOTES,
        M::Present(Wish::Erase),
        "key-show-erase",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('s')],
        NOTES,
        M::Ask(Command::Reveal),
        "key-show-reveal",
        (G::Room, 5, W::Always),
    ),
    binding(
        &[K::Char('b'), K::Char('.')],
        NOTES,
        M::Ask(Command::Blank),
        "key-show-blank",
        (G::Room, 6, W::Always),
    ),
    binding(&[K::F(5)], NOTES, M::Ask(Command::Place), "key-show-place", (G::Room, 8, W::Always)),
    binding(&[K::Tab], NOTES, M::Ask(Command::Ledger), "key-show-ledger", (G::Room, 0, W::Always)),
    binding(
        &[K::Char('x')],
        NOTES,
        M::Ask(Command::WhatIf),
        "key-what-if",
        (G::Questions, 9, W::Always),
    ),
    binding(
        &[K::Char('<'), K::Char(',')],
        NOTES,
        M::Ask(Command::Left),
        "key-notes-left",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('>')],
        NOTES,
        M::Ask(Command::Right),
        "key-notes-right",
        (G::Room, 0, W::Always),
    ),
    binding(&[K::Down, K::Char('j')], NOTES, M::Down, "key-notes-down", (G::Room, 7, W::Always)),
    binding(&[K::Up, K::Char('k')], NOTES, M::Up, "key-notes-up", (G::Room, 0, W::Always)),
    binding(&[K::Escape], NOTES, M::Escape, "key-notes-escape", (G::Room, 0, W::Always)),
    binding(&[K::Char('q')], LEFT, M::Quit, "key-quit", (G::Program, 21, W::Always)),
    binding(&[K::Ctrl('c')], MOVES, M::Interrupt, "key-interrupt", (G::Program, 0, W::Always)),
    binding(&[K::Ctrl('z')], MOVES, M::Suspend, "key-suspend", (G::Program, 0, W::Always)),
];

/// The letters of options, in the order of [`crate::tui::content::card::LETTERS`].
const PICKS: &[Key] = &[
    K::Char('a'),
    K::Char('b'),
    K::Char('c'),
    K::Char('d'),
    K::Char('e'),
    K::Char('f'),
    K::Char('g'),
    K::Char('m'),
    K::Char('n'),
    K::Char('o'),
    K::Char('r'),
    K::Char('t'),
    K::Char('u'),
    K::Char('v'),
    K::Char('x'),
    K::Char('y'),
    K::Char('A'),
    K::Char('B'),
    K::Char('C'),
    K::Char('D'),
    K::Char('E'),
    K::Char('F'),
    K::Char('G'),
    K::Char('H'),
];

/// Digits: of a count, or of the number of a scene.
const DIGITS: &[Key] = &[
    K::Char('0'),
    K::Char('1'),
    K::Char('2'),
    K::Char('3'),
    K::Char('4'),
    K::Char('5'),
    K::Char('6'),
    K::Char('7'),
    K::Char('8'),
    K::Char('9'),
];

/// Letters of options, where hands are counted: the small ones are the clicker's.
const OPTIONS: &[Key] = &[
    K::Char('A'),
    K::Char('B'),
    K::Char('C'),
    K::Char('D'),
    K::Char('E'),
    K::Char('F'),
    K::Char('G'),
    K::Char('H'),
];

const LISTS_UP: &[Context] = &[Context::Home, Context::Sheet];
