//! Keys in front of a room: the clicker, counted hands, the speaker's notes. It must not know how a
//! key is found.

use super::{Binding, binding, typed};
use super::{Group as G, When as W};
use crate::tui::model::Context;
use crate::tui::model::key::Key as K;
use crate::tui::model::message::Message as M;
use crate::tui::model::message::TalkMessage;
use crate::workshop::RemoteCommand;

const PRESENT: &[Context] = &[Context::Present];
const HANDS: &[Context] = &[Context::Hands];
const SHOWN: &[Context] = &[Context::Present, Context::Hands];
const NOTES: &[Context] = &[Context::Notes];
/// Where a talk may have got to.
const ELSEWHERE: &[Context] =
    &[Context::Stage, Context::Lesson, Context::Question, Context::Sheet, Context::Typing];
/// The same where nothing is typed.
const UNTYPED: &[Context] = &[Context::Stage, Context::Lesson, Context::Question, Context::Sheet];
/// Digits: of a count, or of the number of a scene.
const DIGITS: &[K] = &typed(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
/// Letters of options, where hands are counted: the small ones are the clicker's.
const OPTIONS: &[K] = &typed([
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S',
    'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
]);

/// What a talk needs wherever it has got to, whatever the keys mean there otherwise: these come
/// first.
pub(super) const EVERYWHERE: &[Binding] = &[
    binding(
        &[K::Char('b'), K::Char('.')],
        UNTYPED,
        M::Present(TalkMessage::Blank),
        "key-show-blank",
        (G::Room, 5, W::InTalk),
    ),
    binding(
        &[K::F(5)],
        ELSEWHERE,
        M::Present(TalkMessage::Place),
        "key-show-place",
        (G::Room, 1, W::InTalk),
    ),
];

/// In the order of the help.
pub(super) const BINDINGS: &[Binding] = &[
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
        M::Present(TalkMessage::Enter),
        "key-show-scene",
        (G::Room, 3, W::Always),
    ),
    binding(
        DIGITS,
        PRESENT,
        M::Present(TalkMessage::Digit(0)),
        "key-show-number",
        (G::Room, 4, W::Always),
    ),
    binding(
        &[K::Char('g')],
        SHOWN,
        M::Present(TalkMessage::Number),
        "key-show-goto",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Backspace],
        PRESENT,
        M::Present(TalkMessage::Erase),
        "key-show-erase",
        (G::Room, 0, W::TypesNumber),
    ),
    binding(
        &[K::PageDown, K::Right, K::Char(' '), K::Char('s')],
        HANDS,
        M::Present(TalkMessage::Reveal),
        "key-show-reveal",
        (G::Room, 1, W::Always),
    ),
    binding(
        DIGITS,
        HANDS,
        M::Present(TalkMessage::Digit(0)),
        "key-show-count",
        (G::Room, 3, W::Always),
    ),
    binding(
        &[K::Enter, K::Down, K::Tab, K::Char('j')],
        HANDS,
        M::Present(TalkMessage::Down),
        "key-show-option",
        (G::Room, 4, W::Always),
    ),
    binding(
        &[K::Up, K::BackTab, K::Char('k')],
        HANDS,
        M::Present(TalkMessage::Up),
        "key-show-option-up",
        (G::Room, 0, W::Always),
    ),
    binding(
        OPTIONS,
        HANDS,
        M::Present(TalkMessage::Option(0)),
        "key-show-letter",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Backspace],
        HANDS,
        M::Present(TalkMessage::Erase),
        "key-show-erase-count",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('b'), K::Char('.')],
        SHOWN,
        M::Present(TalkMessage::Blank),
        "key-show-blank",
        (G::Room, 5, W::Always),
    ),
    binding(
        &[K::F(5)],
        SHOWN,
        M::Present(TalkMessage::Place),
        "key-show-place",
        (G::Room, 7, W::Always),
    ),
    binding(&[K::Escape], SHOWN, M::Escape, "key-show-stage", (G::Room, 8, W::Always)),
    binding(
        &[K::Char('p')],
        SHOWN,
        M::Present(TalkMessage::Questions),
        "key-show-questions",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('p')],
        NOTES,
        M::Ask(RemoteCommand::Questions),
        "key-show-questions",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('m')],
        SHOWN,
        M::Present(TalkMessage::Pointer),
        "key-pointer",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Down, K::Char('j')],
        PRESENT,
        M::Present(TalkMessage::Down),
        "key-pointer-down",
        (G::Room, 1, W::Points),
    ),
    binding(
        &[K::Up, K::Char('k')],
        PRESENT,
        M::Present(TalkMessage::Up),
        "key-pointer-up",
        (G::Room, 0, W::Points),
    ),
    binding(
        &[K::Char('m')],
        NOTES,
        M::Ask(RemoteCommand::Pointer),
        "key-pointer",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char(']')],
        SHOWN,
        M::Present(TalkMessage::NextItem),
        "key-show-item",
        (G::Room, 0, W::HasItems),
    ),
    binding(
        &[K::Char('[')],
        SHOWN,
        M::Present(TalkMessage::PreviousItem),
        "key-show-item-back",
        (G::Room, 0, W::HasItems),
    ),
    binding(
        &[K::Char(']')],
        NOTES,
        M::Ask(RemoteCommand::NextItem),
        "key-show-item",
        (G::Room, 0, W::TalkHasItems),
    ),
    binding(
        &[K::Char('[')],
        NOTES,
        M::Ask(RemoteCommand::PreviousItem),
        "key-show-item-back",
        (G::Room, 0, W::TalkHasItems),
    ),
    binding(
        &[K::Tab],
        PRESENT,
        M::Present(TalkMessage::Ledger),
        "key-show-ledger",
        (G::Room, 9, W::Always),
    ),
    binding(&[K::Char('x')], SHOWN, M::WhatIf, "key-what-if", (G::Questions, 6, W::IsComputed)),
    binding(&[K::Char('w')], SHOWN, M::Why, "key-why", (G::Questions, 0, W::Always)),
    binding(&[K::Char('c')], SHOWN, M::Compare, "key-compare", (G::Questions, 10, W::HasGhost)),
    binding(&[K::Char('R')], PRESENT, M::Readings, "key-readings", (G::Questions, 0, W::Always)),
    binding(&[K::Char('r')], PRESENT, M::Rules, "key-rules", (G::Questions, 0, W::NoLesson)),
    binding(&[K::Char('v')], PRESENT, M::Survives, "key-survives", (G::Questions, 0, W::Always)),
    binding(&[K::Char('a')], SHOWN, M::Glossary, "key-glossary", (G::Questions, 0, W::Always)),
    binding(
        &[K::PageDown, K::Right, K::Char(' '), K::Char('l')],
        NOTES,
        M::Ask(RemoteCommand::Forward),
        "key-show-next",
        (G::Room, 1, W::Always),
    ),
    binding(
        &[K::PageUp, K::Left, K::Char('h')],
        NOTES,
        M::Ask(RemoteCommand::Back),
        "key-show-back",
        (G::Room, 2, W::Always),
    ),
    binding(
        &[K::Enter],
        NOTES,
        M::Present(TalkMessage::Enter),
        "key-show-scene",
        (G::Room, 3, W::Always),
    ),
    binding(
        DIGITS,
        NOTES,
        M::Present(TalkMessage::Digit(0)),
        "key-notes-number",
        (G::Room, 4, W::Always),
    ),
    binding(
        OPTIONS,
        NOTES,
        M::Present(TalkMessage::Option(0)),
        "key-show-letter",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('g')],
        NOTES,
        M::Present(TalkMessage::Number),
        "key-show-goto",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Backspace],
        NOTES,
        M::Present(TalkMessage::Erase),
        "key-show-erase",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('s')],
        NOTES,
        M::Ask(RemoteCommand::Reveal),
        "key-show-reveal",
        (G::Room, 5, W::Always),
    ),
    binding(
        &[K::Char('b'), K::Char('.')],
        NOTES,
        M::Ask(RemoteCommand::Blank),
        "key-show-blank",
        (G::Room, 6, W::Always),
    ),
    binding(
        &[K::F(5)],
        NOTES,
        M::Ask(RemoteCommand::Place),
        "key-show-place",
        (G::Room, 8, W::Always),
    ),
    binding(
        &[K::Tab],
        NOTES,
        M::Ask(RemoteCommand::Ledger),
        "key-show-ledger",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('x')],
        NOTES,
        M::Ask(RemoteCommand::WhatIf),
        "key-what-if",
        (G::Questions, 9, W::Always),
    ),
    binding(
        &[K::Char('<'), K::Char(',')],
        NOTES,
        M::Ask(RemoteCommand::Left),
        "key-notes-left",
        (G::Room, 0, W::Always),
    ),
    binding(
        &[K::Char('>')],
        NOTES,
        M::Ask(RemoteCommand::Right),
        "key-notes-right",
        (G::Room, 0, W::Always),
    ),
    binding(&[K::Down, K::Char('j')], NOTES, M::Down, "key-notes-down", (G::Room, 7, W::Always)),
    binding(&[K::Up, K::Char('k')], NOTES, M::Up, "key-notes-up", (G::Room, 0, W::Always)),
    binding(&[K::Escape], NOTES, M::Escape, "key-notes-escape", (G::Room, 0, W::Always)),
];
