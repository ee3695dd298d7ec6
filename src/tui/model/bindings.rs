//! The one table of keys: what a key does and where, and what it is called.
//!
//! It must not know how it is looked up.

use crate::sim::event::Ledger;
use crate::tui::keymap::when::*;
use crate::tui::model::key::Key;
use crate::tui::model::message::{Message, Wish};
use crate::tui::model::{Context, Model};
use crate::workshop::Command;

/// A group of keys in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Moving in time.
    Time,
    /// Questions of a lesson.
    Lesson,
    /// In front of a room: the projector and the notes.
    Room,
    /// Looking at panels.
    Panels,
    /// Asking.
    Questions,
    /// Home and lists.
    Lists,
    /// The program.
    Program,
}

/// All groups, in the order of the help.
pub const GROUPS: [Group; 7] =
    [Group::Time, Group::Lesson, Group::Panels, Group::Questions, Group::Lists, Group::Room, Group::Program];

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

/// One line of the table.
pub struct Binding {
    /// Keys that do the same, the one to show first.
    pub keys: &'static [Key],
    /// Where they work.
    pub contexts: &'static [Context],
    /// What they do.
    pub message: Message,
    /// The id of the text: short in the hint line, long (`-help`) in the help.
    pub text: &'static str,
    /// The group in the help.
    pub group: Group,
    /// The place in the hint line; 0 = not there.
    pub hint: u8,
    /// Whether it does anything now.
    pub works: fn(&Model) -> bool,
}

const fn binding(
    keys: &'static [Key],
    contexts: &'static [Context],
    message: Message,
    text: &'static str,
    (group, hint, works): (Group, u8, fn(&Model) -> bool),
) -> Binding {
    Binding { keys, contexts, message, text, group, hint, works }
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
const ELSEWHERE: &[Context] = &[Context::Stage, Context::Lesson, Context::Question, Context::Sheet, Context::Typing];
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
const LEFT: &[Context] = &[Context::Stage, Context::Lesson, Context::Home, Context::Present, Context::Hands, Context::Notes];
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

/// The table.
pub static BINDINGS: &[Binding] = &[
    binding(&[K::Right, K::Char(' '), K::Char('l')], STAGE, M::Beat, "key-beat", (G::Time, 1, goes_on)),
    binding(&[K::Left, K::Char('h'), K::Backspace], STAGE, M::Back, "key-back", (G::Time, 3, not_at_start)),
    binding(&[K::Enter], LESSON, M::Scene, "key-scene", (G::Time, 2, always)),
    binding(&[K::Down, K::Char('j')], QUESTION, M::Down, "key-cursor", (G::Lesson, 1, always)),
    binding(&[K::Up, K::Char('k')], QUESTION, M::Up, "key-cursor-up", (G::Lesson, 0, always)),
    binding(&[K::Char(' ')], QUESTION, M::Mark, "key-mark", (G::Lesson, 2, asks)),
    binding(PICKS, QUESTION, M::Pick(0), "key-pick", (G::Lesson, 0, always)),
    binding(&[K::Enter], QUESTION, M::Enter, "key-hand-in", (G::Lesson, 3, always)),
    binding(&[K::Char('h')], QUESTION, M::Hint, "key-hint", (G::Lesson, 4, asks)),
    binding(&[K::Char('s')], QUESTION, M::Reveal, "key-reveal", (G::Lesson, 5, asks)),
    binding(&[K::Right, K::Char('l')], QUESTION, M::Beat, "key-beat", (G::Lesson, 0, always)),
    binding(&[K::Left, K::Backspace], QUESTION, M::Back, "key-back", (G::Lesson, 6, not_at_start)),
    binding(&[K::PageUp, K::Ctrl('b')], QUESTION, M::PageUp, "key-page-up", (G::Lesson, 0, always)),
    binding(&[K::PageDown, K::Ctrl('f')], QUESTION, M::PageDown, "key-page-down", (G::Lesson, 0, always)),
    binding(&[K::Char('m')], LESSON, M::Card, "key-card", (G::Lesson, 15, has_card)),
    binding(&[K::Char('q')], QUESTION, M::Quit, "key-quit", (G::Program, 21, always)),
    binding(&[K::Char('.')], STAGE, M::Statement, "key-statement", (G::Time, 4, not_at_end)),
    binding(&[K::Char(',')], STAGE, M::StatementBack, "key-statement-back", (G::Time, 0, not_at_start)),
    binding(&[K::Char('n')], STAGE, M::NextHit, "key-next-hit", (G::Questions, 3, searching)),
    binding(&[K::Char('N')], STAGE, M::PreviousHit, "key-previous-hit", (G::Questions, 0, searching)),
    binding(&[K::Char('n')], STAGE, M::Over, "key-over", (G::Time, 9, may_go_over)),
    binding(&[K::Char('o')], STAGE, M::Out, "key-out", (G::Time, 10, inside_a_method)),
    binding(&[K::Char('p')], LOOK, M::Play, "key-play", (G::Time, 5, may_play)),
    binding(&[K::Char('+'), K::Char('=')], LOOK, M::Faster, "key-faster", (G::Time, 0, plays)),
    binding(&[K::Char('-'), K::Char('_')], LOOK, M::Slower, "key-slower", (G::Time, 0, plays)),
    binding(&[K::Char('L')], STAGE, M::Loop, "key-loop", (G::Time, 0, always)),
    binding(&[K::Home, K::Char('^')], STAGE, M::First, "key-first", (G::Time, 0, not_at_start)),
    binding(&[K::End, K::Char('G'), K::Char('$')], STAGE, M::Last, "key-last", (G::Time, 0, not_at_end)),
    binding(&[K::Char('g')], STAGE, M::Goto, "key-goto", (G::Time, 0, always)),
    binding(&[K::Char('u')], STAGE, M::Undo, "key-undo", (G::Time, 8, has_undo)),
    binding(&[K::Char('U'), K::Ctrl('r')], STAGE, M::Redo, "key-redo", (G::Time, 0, has_redo)),
    binding(&[K::Char('1')], LOOK, M::Ledger(Ledger::StatusTable), "key-ledger-1", (G::Panels, 0, always)),
    binding(&[K::Char('2')], LOOK, M::Ledger(Ledger::ProviderUids), "key-ledger-2", (G::Panels, 0, always)),
    binding(&[K::Char('3')], LOOK, M::Ledger(Ledger::Objects), "key-ledger-3", (G::Panels, 0, always)),
    binding(&[K::Char('4')], LOOK, M::Ledger(Ledger::Transports), "key-ledger-4", (G::Panels, 0, always)),
    binding(&[K::Tab], LOOK, M::Swap, "key-swap", (G::Panels, 12, always)),
    binding(&[K::Char('z')], LOOK, M::Enlarge, "key-enlarge", (G::Panels, 0, always)),
    binding(&[K::Up, K::Char('k')], STAGE, M::Up, "key-up", (G::Panels, 0, has_focus)),
    binding(&[K::Down, K::Char('j')], STAGE, M::Down, "key-down", (G::Panels, 0, has_focus)),
    binding(&[K::PageUp, K::Ctrl('b')], STAGE, M::PageUp, "key-page-up", (G::Panels, 0, has_focus_or_card)),
    binding(&[K::PageDown, K::Ctrl('f')], STAGE, M::PageDown, "key-page-down", (G::Panels, 0, has_focus_or_card)),
    binding(&[K::Char('w')], LOOK, M::Why, "key-why", (G::Questions, 6, always)),
    binding(&[K::Enter], RUN, M::Why, "key-why", (G::Questions, 0, always)),
    binding(&[K::Char('x')], STAGE, M::WhatIf, "key-what-if", (G::Questions, 7, always)),
    binding(&[K::Char('c')], STAGE, M::Compare, "key-compare", (G::Questions, 8, always)),
    binding(&[K::Char('X')], STAGE, M::Exchange, "key-exchange", (G::Questions, 0, always)),
    binding(&[K::Left, K::Char('h')], SHEET, M::Left, "key-value-left", (G::Lists, 0, on_setting)),
    binding(&[K::Right, K::Char('l')], SHEET, M::Right, "key-value", (G::Lists, 1, on_setting)),
    binding(&[K::Char('r')], STAGE, M::Rules, "key-rules", (G::Questions, 11, always)),
    binding(&[K::Char('/')], STAGE, M::Search, "key-search", (G::Questions, 13, always)),
    binding(&[K::Char('a')], UNASKED, M::Glossary, "key-glossary", (G::Questions, 14, always)),
    binding(&[K::Char('t')], STAGE, M::Checklist, "key-checklist", (G::Questions, 15, always)),
    binding(&[K::Char('R')], SCREENS, M::Readings, "key-readings", (G::Questions, 16, always)),
    binding(&[K::Char('v')], SCREENS, M::Survives, "key-survives", (G::Questions, 17, always)),
    binding(&[K::Char('s')], STAGE, M::Sequence, "key-sequence", (G::Questions, 18, always)),
    binding(&[K::Char('y')], STAGE, M::Copy, "key-copy", (G::Questions, 18, always)),
    binding(&[K::Char('s')], SHEET, M::Save, "key-save", (G::Questions, 1, on_situation)),
    binding(&[K::Up, K::Char('k')], LISTS_UP, M::Up, "key-list-up", (G::Lists, 0, always)),
    binding(&[K::Down, K::Char('j')], LISTS_UP, M::Down, "key-list-down", (G::Lists, 1, always)),
    binding(&[K::Up], TYPING, M::Up, "key-list-up", (G::Lists, 0, always)),
    binding(&[K::Down], TYPING, M::Down, "key-list-down", (G::Lists, 0, always)),
    binding(&[K::Left, K::Char('h')], HOME, M::Left, "key-value-left", (G::Lists, 0, on_form)),
    binding(&[K::Right, K::Char('l')], HOME, M::Right, "key-value", (G::Lists, 2, on_form)),
    binding(&[K::Char('/')], HOME, M::Values, "key-values", (G::Lists, 3, on_form)),
    binding(&[K::Char('/')], SHEET, M::Values, "key-values", (G::Lists, 2, on_setting)),
    binding(&[K::Char('b')], HOME, M::OwnRun, "key-own-run", (G::Lists, 1, has_idle_bug)),
    binding(&[K::Tab], HOME, M::NextTab, "key-tab", (G::Lists, 4, always)),
    binding(&[K::BackTab], HOME, M::PreviousTab, "key-tab-back", (G::Lists, 0, always)),
    binding(&[K::Enter, K::Char(' ')], HOME, M::Enter, "key-run", (G::Lists, 3, always)),
    binding(&[K::Enter, K::Char(' ')], SHEET, M::Enter, "key-choose", (G::Lists, 2, can_choose)),
    binding(&[K::Enter], TYPING, M::Enter, "key-choose", (G::Lists, 2, can_choose)),
    binding(&[K::Backspace], TYPING, M::Backspace, "key-erase", (G::Lists, 0, always)),
    binding(&[K::PageUp, K::Ctrl('b')], LISTS, M::PageUp, "key-page-up", (G::Lists, 0, always)),
    binding(&[K::PageDown, K::Ctrl('f')], LISTS, M::PageDown, "key-page-down", (G::Lists, 0, always)),
    binding(&[K::Home], LISTS, M::First, "key-list-first", (G::Lists, 0, always)),
    binding(&[K::End], LISTS, M::Last, "key-list-last", (G::Lists, 0, always)),
    binding(&[K::Escape], TYPING, M::Escape, "key-close", (G::Lists, 3, always)),
    binding(&[K::Escape, K::Char('q')], SHEET, M::Escape, "key-close", (G::Lists, 3, always)),
    binding(&[K::Escape], LOOK, M::Escape, "key-home", (G::Program, 19, always)),
    binding(&[K::Escape], HOME, M::Escape, "key-to-stage", (G::Program, 0, has_stage)),
    binding(&[K::Char('?'), K::F(1)], ANY, M::Help, "key-help", (G::Program, 20, always)),
    binding(&[K::Char('i')], ANY, M::Language, "key-language", (G::Program, 18, always)),
    binding(&[K::Char('T')], ANY, M::Look, "key-look", (G::Program, 0, always)),
    binding(&[K::Char('M')], SCREENS, M::Mouse, "key-mouse", (G::Program, 0, always)),
    binding(&[K::PageDown, K::Right, K::Char(' '), K::Char('l')], PRESENT, M::Beat, "key-show-next", (G::Room, 1, goes_on)),
    binding(&[K::PageUp, K::Left, K::Char('h')], SHOWN, M::Back, "key-show-back", (G::Room, 2, may_go_back)),
    binding(&[K::Enter], PRESENT, M::Present(Wish::Enter), "key-show-scene", (G::Room, 3, always)),
    binding(DIGITS, PRESENT, M::Present(Wish::Digit(0)), "key-show-number", (G::Room, 4, always)),
    binding(&[K::Char('g')], SHOWN, M::Present(Wish::Number), "key-show-goto", (G::Room, 0, always)),
    binding(&[K::Backspace], PRESENT, M::Present(Wish::Erase), "key-show-erase", (G::Room, 0, types_number)),
    binding(
        &[K::PageDown, K::Right, K::Char(' '), K::Char('s')],
        HANDS,
        M::Present(Wish::Reveal),
        "key-show-reveal",
        (G::Room, 1, always),
    ),
    binding(DIGITS, HANDS, M::Present(Wish::Digit(0)), "key-show-count", (G::Room, 3, always)),
    binding(&[K::Enter, K::Down, K::Tab, K::Char('j')], HANDS, M::Present(Wish::Down), "key-show-option", (G::Room, 4, always)),
    binding(&[K::Up, K::BackTab, K::Char('k')], HANDS, M::Present(Wish::Up), "key-show-option-up", (G::Room, 0, always)),
    binding(OPTIONS, HANDS, M::Present(Wish::Option(0)), "key-show-letter", (G::Room, 0, always)),
    binding(&[K::Backspace], HANDS, M::Present(Wish::Erase), "key-show-erase-count", (G::Room, 0, always)),
    binding(&[K::Char('b'), K::Char('.')], SHOWN, M::Present(Wish::Blank), "key-show-blank", (G::Room, 5, always)),
    binding(&[K::F(5)], SHOWN, M::Present(Wish::Place), "key-show-place", (G::Room, 7, always)),
    binding(&[K::F(5)], ELSEWHERE, M::Present(Wish::Place), "key-show-place", (G::Room, 1, in_talk)),
    binding(&[K::Escape], SHOWN, M::Escape, "key-show-stage", (G::Room, 8, always)),
    binding(&[K::Tab], PRESENT, M::Present(Wish::Ledger), "key-show-ledger", (G::Room, 9, always)),
    binding(&[K::Char('x')], SHOWN, M::WhatIf, "key-what-if", (G::Questions, 6, always)),
    binding(&[K::Char('w')], SHOWN, M::Why, "key-why", (G::Questions, 0, always)),
    binding(&[K::Char('c')], SHOWN, M::Compare, "key-compare", (G::Questions, 10, has_ghost)),
    binding(&[K::Char('R')], SHOWN, M::Readings, "key-readings", (G::Questions, 0, always)),
    binding(&[K::Char('a')], SHOWN, M::Glossary, "key-glossary", (G::Questions, 0, always)),
    binding(
        &[K::PageDown, K::Right, K::Char(' '), K::Char('l')],
        NOTES,
        M::Ask(Command::Forward),
        "key-show-next",
        (G::Room, 1, always),
    ),
    binding(&[K::PageUp, K::Left, K::Char('h')], NOTES, M::Ask(Command::Back), "key-show-back", (G::Room, 2, always)),
    binding(&[K::Enter], NOTES, M::Present(Wish::Enter), "key-show-scene", (G::Room, 3, always)),
    binding(DIGITS, NOTES, M::Present(Wish::Digit(0)), "key-notes-number", (G::Room, 4, always)),
    binding(&[K::Char('g')], NOTES, M::Present(Wish::Number), "key-show-goto", (G::Room, 0, always)),
    binding(&[K::Backspace], NOTES, M::Present(Wish::Erase), "key-show-erase", (G::Room, 0, always)),
    binding(&[K::Char('s')], NOTES, M::Ask(Command::Reveal), "key-show-reveal", (G::Room, 5, always)),
    binding(&[K::Char('b'), K::Char('.')], NOTES, M::Ask(Command::Blank), "key-show-blank", (G::Room, 6, always)),
    binding(&[K::F(5)], NOTES, M::Ask(Command::Place), "key-show-place", (G::Room, 8, always)),
    binding(&[K::Tab], NOTES, M::Ask(Command::Ledger), "key-show-ledger", (G::Room, 0, always)),
    binding(&[K::Char('x')], NOTES, M::Ask(Command::WhatIf), "key-what-if", (G::Questions, 9, always)),
    binding(&[K::Char('<'), K::Char(',')], NOTES, M::Ask(Command::Left), "key-notes-left", (G::Room, 0, always)),
    binding(&[K::Char('>')], NOTES, M::Ask(Command::Right), "key-notes-right", (G::Room, 0, always)),
    binding(&[K::Down, K::Char('j')], NOTES, M::Down, "key-notes-down", (G::Room, 7, always)),
    binding(&[K::Up, K::Char('k')], NOTES, M::Up, "key-notes-up", (G::Room, 0, always)),
    binding(&[K::Escape], NOTES, M::Escape, "key-notes-escape", (G::Room, 0, always)),
    binding(&[K::Char('q')], LEFT, M::Quit, "key-quit", (G::Program, 21, always)),
    binding(&[K::Ctrl('c')], MOVES, M::Interrupt, "key-interrupt", (G::Program, 0, always)),
    binding(&[K::Ctrl('z')], MOVES, M::Suspend, "key-suspend", (G::Program, 0, always)),
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
const OPTIONS: &[Key] =
    &[K::Char('A'), K::Char('B'), K::Char('C'), K::Char('D'), K::Char('E'), K::Char('F'), K::Char('G'), K::Char('H')];

const LISTS_UP: &[Context] = &[Context::Home, Context::Sheet];
