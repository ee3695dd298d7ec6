//! Keys of the workbench. It must not know how a key is found.

use super::{Binding, binding};
use super::{Group as G, When as W};
use crate::tui::model::Context;
use crate::tui::model::key::Key as K;
use crate::tui::model::message::BenchMessage;
use crate::tui::model::message::Message as M;

const BENCH: &[Context] = &[Context::Bench];
const LOOK: &[Context] = &[Context::Stage, Context::Lesson, Context::Question, Context::Home];

/// In the order of the help.
pub(super) const BINDINGS: &[Binding] = &[
    binding(&[K::Enter, K::Char(' ')], BENCH, M::Enter, "key-bench-put", (G::Bench, 1, W::Always)),
    binding(&[K::Tab, K::BackTab], BENCH, M::Swap, "key-bench-side", (G::Bench, 4, W::Always)),
    binding(&[K::Up, K::Char('k')], BENCH, M::Up, "key-bench-up", (G::Bench, 0, W::Always)),
    binding(&[K::Down, K::Char('j')], BENCH, M::Down, "key-bench-down", (G::Bench, 0, W::Always)),
    binding(
        &[K::Char('x'), K::Backspace],
        BENCH,
        M::Backspace,
        "key-bench-back",
        (G::Bench, 1, W::OnOwnLine),
    ),
    binding(
        &[K::Char('K'), K::Char('[')],
        BENCH,
        M::Bench(BenchMessage::Raise),
        "key-bench-raise",
        (G::Bench, 0, W::OnOwnLine),
    ),
    binding(
        &[K::Char('J'), K::Char(']')],
        BENCH,
        M::Bench(BenchMessage::Lower),
        "key-bench-lower",
        (G::Bench, 2, W::OnOwnLine),
    ),
    binding(
        &[K::Left, K::Char('h')],
        BENCH,
        M::Left,
        "key-bench-outdent",
        (G::Bench, 3, W::Always),
    ),
    binding(
        &[K::Right, K::Char('l')],
        BENCH,
        M::Right,
        "key-bench-indent",
        (G::Bench, 3, W::Always),
    ),
    binding(
        &[K::Char('d')],
        BENCH,
        M::Bench(BenchMessage::Inside),
        "key-bench-inside",
        (G::Bench, 5, W::Always),
    ),
    binding(
        &[K::Char('v')],
        BENCH,
        M::Bench(BenchMessage::Judge),
        "key-bench-judge",
        (G::Bench, 6, W::Always),
    ),
    binding(
        &[K::Char('o')],
        BENCH,
        M::Bench(BenchMessage::Show),
        "key-bench-run",
        (G::Bench, 1, W::HasBreach),
    ),
    binding(&[K::Char('H')], BENCH, M::Hint, "key-bench-hint", (G::Bench, 7, W::Always)),
    binding(&[K::PageDown], BENCH, M::PageDown, "key-bench-read", (G::Bench, 8, W::Always)),
    binding(&[K::PageUp], BENCH, M::PageUp, "key-bench-read-up", (G::Bench, 0, W::Always)),
    binding(&[K::Char('u')], BENCH, M::Undo, "key-bench-undo", (G::Bench, 9, W::HasMove)),
    binding(
        &[K::Char('U'), K::Ctrl('r')],
        BENCH,
        M::Redo,
        "key-bench-redo",
        (G::Bench, 0, W::HasMoveAgain),
    ),
    binding(
        &[K::Char('n')],
        BENCH,
        M::Bench(BenchMessage::Next),
        "key-bench-next",
        (G::Bench, 1, W::HasNextTask),
    ),
    binding(
        &[K::Char('p')],
        BENCH,
        M::Bench(BenchMessage::TakeUp),
        "key-bench-kept",
        (G::Bench, 5, W::HasSolution),
    ),
    binding(
        &[K::Char('c')],
        BENCH,
        M::Bench(BenchMessage::Cpp),
        "key-bench-cpp",
        (G::Bench, 10, W::Always),
    ),
    binding(&[K::Char('s')], BENCH, M::Save, "key-bench-save", (G::Bench, 11, W::Always)),
    binding(&[K::Escape], BENCH, M::Escape, "key-home", (G::Bench, 20, W::Always)),
    binding(
        &[K::Char('W')],
        LOOK,
        M::Bench(BenchMessage::Open),
        "key-bench-open",
        (G::Bench, 9, W::HasBench),
    ),
];
