//! Keys of the first screen, of sheets and of what is typed, and those of the program itself. It
//! must not know how a key is found.

use super::{Binding, LOOK, MOVES, binding};
use super::{Group as G, When as W};
use crate::tui::model::Context;
use crate::tui::model::key::Key as K;
use crate::tui::model::message::Message as M;

const HOME: &[Context] = &[Context::Home];
const SHEET: &[Context] = &[Context::Sheet];
const TYPING: &[Context] = &[Context::Typing];
const LISTS: &[Context] = &[Context::Home, Context::Sheet, Context::Typing];
const LEFT: &[Context] = &[
    Context::Stage,
    Context::Lesson,
    Context::Home,
    Context::Bench,
    Context::Present,
    Context::Hands,
    Context::Notes,
];
const ANY: &[Context] = &[
    Context::Stage,
    Context::Lesson,
    Context::Question,
    Context::Present,
    Context::Hands,
    Context::Notes,
    Context::Home,
    Context::Bench,
    Context::Sheet,
];
/// Where capitals are no letters of options before a room.
const LOOKS: &[Context] = &[
    Context::Stage,
    Context::Lesson,
    Context::Question,
    Context::Present,
    Context::Home,
    Context::Bench,
    Context::Sheet,
];
const POINTED: &[Context] =
    &[Context::Stage, Context::Lesson, Context::Present, Context::Home, Context::Bench];
const LEFT_RUNS: &[Context] = &[Context::Stage, Context::Lesson, Context::Home];
const LISTS_UP: &[Context] = &[Context::Home, Context::Sheet];

/// In the order of the help.
pub(super) const BINDINGS: &[Binding] = &[
    binding(
        &[K::Left, K::Char('h')],
        SHEET,
        M::Left,
        "key-value-left",
        (G::Lists, 0, W::OnSetting),
    ),
    binding(&[K::Right, K::Char('l')], SHEET, M::Right, "key-value", (G::Lists, 1, W::OnSetting)),
    binding(&[K::Enter], SHEET, M::Save, "key-save", (G::Questions, 1, W::OnSituation)),
    binding(&[K::Up, K::Char('k')], LISTS_UP, M::Up, "key-list-up", (G::Lists, 0, W::Always)),
    binding(&[K::Down, K::Char('j')], LISTS_UP, M::Down, "key-list-down", (G::Lists, 1, W::Always)),
    binding(&[K::Up], TYPING, M::Up, "key-list-up", (G::Lists, 0, W::Always)),
    binding(&[K::Down], TYPING, M::Down, "key-list-down", (G::Lists, 0, W::Always)),
    binding(&[K::Left, K::Char('h')], HOME, M::Left, "key-value-left", (G::Lists, 0, W::OnForm)),
    binding(&[K::Right, K::Char('l')], HOME, M::Right, "key-value", (G::Lists, 2, W::OnForm)),
    binding(&[K::Char('/')], HOME, M::Values, "key-values", (G::Lists, 3, W::OnForm)),
    binding(&[K::Char('f'), K::Char('/')], HOME, M::Find, "key-find", (G::Lists, 4, W::Always)),
    binding(&[K::Char('P')], HOME, M::Review, "key-review", (G::Lists, 2, W::HasReview)),
    binding(&[K::Char('/')], SHEET, M::Values, "key-values", (G::Lists, 2, W::OnSetting)),
    binding(&[K::Char('/')], SHEET, M::Search, "key-search", (G::Lists, 0, W::AboveRun)),
    binding(&[K::Char('/')], SHEET, M::Find, "key-find", (G::Lists, 0, W::Always)),
    binding(&[K::Char('b')], HOME, M::OwnRun, "key-own-run", (G::Lists, 1, W::HasIdleBug)),
    binding(&[K::Char('D')], HOME, M::Reset, "key-reset", (G::Lists, 4, W::IsSet)),
    binding(
        &[K::Char('B')],
        LEFT_RUNS,
        M::OpenRuns,
        "key-open-runs",
        (G::Lists, 3, W::HasOpenRuns),
    ),
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
    binding(&[K::Escape], LOOK, M::Escape, "key-home", (G::Program, 20, W::Always)),
    binding(&[K::Escape], HOME, M::Escape, "key-to-stage", (G::Program, 2, W::HasStage)),
    binding(&[K::Char('?'), K::F(1)], ANY, M::Help, "key-help", (G::Program, 20, W::Always)),
    binding(&[K::Char('i')], ANY, M::Language, "key-language", (G::Program, 18, W::Always))
        .spoken("i"),
    binding(&[K::Char('T')], LOOKS, M::Look, "key-look", (G::Program, 0, W::Always)),
    binding(&[K::Char('M')], POINTED, M::Mouse, "key-mouse", (G::Program, 0, W::Always)),
    binding(&[K::Char('q')], LEFT, M::Quit, "key-quit", (G::Program, 21, W::Always)),
    binding(&[K::Ctrl('c')], MOVES, M::Interrupt, "key-interrupt", (G::Program, 0, W::Always)),
    binding(&[K::Ctrl('z')], MOVES, M::Suspend, "key-suspend", (G::Program, 0, W::Always)),
];
