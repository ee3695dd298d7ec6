//! Keys of the stage: time, panels, questions to a run and to a lesson. It must not know how a key
//! is found.

use super::{Binding, LETTERS, LOOK, SCREENS, binding, typed};
use super::{Group as G, When as W};
use crate::sim::event::Ledger;
use crate::tui::model::Context;
use crate::tui::model::key::Key as K;
use crate::tui::model::message::Message as M;

const STAGE: &[Context] = &[Context::Stage, Context::Lesson];
const RUN: &[Context] = &[Context::Stage];
const LESSON: &[Context] = &[Context::Lesson];
const QUESTION: &[Context] = &[Context::Question];
/// Everywhere but where letters are answers.
const UNASKED: &[Context] = &[Context::Stage, Context::Lesson, Context::Home, Context::Sheet];
const PICKS: &[K] = &typed(LETTERS);

/// In the order of the help.
pub(super) const BINDINGS: &[Binding] = &[
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
        (G::Time, 3, W::MayGoBack),
    )
    .spoken("b"),
    binding(&[K::Enter], LESSON, M::Scene, "key-scene", (G::Time, 2, W::Always)),
    binding(PICKS, QUESTION, M::Pick(0), "key-pick", (G::Lesson, 0, W::Always)),
    binding(&[K::Down, K::Char('j')], QUESTION, M::Down, "key-cursor", (G::Lesson, 1, W::Always)),
    binding(&[K::Up, K::Char('k')], QUESTION, M::Up, "key-cursor-up", (G::Lesson, 0, W::Always)),
    binding(&[K::Char(' ')], QUESTION, M::Mark, "key-mark", (G::Lesson, 2, W::Asks)),
    binding(&[K::Enter], QUESTION, M::Enter, "key-hand-in", (G::Lesson, 3, W::Always)),
    binding(&[K::Char('H')], QUESTION, M::Hint, "key-hint", (G::Lesson, 4, W::Asks)),
    binding(&[K::Char('S')], QUESTION, M::Reveal, "key-reveal", (G::Lesson, 5, W::Asks)),
    binding(&[K::Right, K::Char('l')], QUESTION, M::Beat, "key-beat", (G::Lesson, 0, W::Always)),
    binding(
        &[K::Left, K::Char('h'), K::Backspace],
        QUESTION,
        M::Back,
        "key-back",
        (G::Lesson, 6, W::MayGoBack),
    ),
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
    binding(&[K::Char('e')], LESSON, M::Exercise, "key-exercise", (G::Lesson, 7, W::HasExercise))
        .spoken("e"),
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
    binding(&[K::Char('O')], STAGE, M::Over, "key-over", (G::Time, 9, W::NotAtEnd)),
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
    binding(&[K::Char('<')], LOOK, M::Caller, "key-caller", (G::Panels, 0, W::Always)),
    binding(&[K::Char('>')], LOOK, M::Callee, "key-callee", (G::Panels, 0, W::Always)),
    binding(&[K::Char('K')], LOOK, M::CodeUp, "key-code-up", (G::Panels, 0, W::Always)),
    binding(&[K::Char('J')], LOOK, M::CodeDown, "key-code-down", (G::Panels, 0, W::Always)),
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
    binding(&[K::Char('x')], STAGE, M::WhatIf, "key-what-if", (G::Questions, 7, W::IsComputed))
        .spoken("x"),
    binding(&[K::Char('c')], STAGE, M::Compare, "key-compare", (G::Questions, 8, W::Always))
        .spoken("c"),
    binding(&[K::Char('X')], STAGE, M::Exchange, "key-exchange", (G::Questions, 0, W::Always)),
    binding(&[K::Char('r')], STAGE, M::Rules, "key-rules", (G::Questions, 11, W::Always))
        .spoken("r"),
    binding(
        &[K::Char(']')],
        STAGE,
        M::NextViolation,
        "key-next-violation",
        (G::Questions, 12, W::BreaksARule),
    )
    .spoken("]"),
    binding(
        &[K::Char('[')],
        STAGE,
        M::PreviousViolation,
        "key-previous-violation",
        (G::Questions, 0, W::BreaksARule),
    )
    .spoken("["),
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
    binding(&[K::Char('y')], LOOK, M::Copy, "key-copy", (G::Questions, 18, W::Always)).spoken("y"),
];
