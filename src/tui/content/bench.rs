//! What is read below a task on the workbench: what to do, what the page asks for, how far a
//! judgement is, what it found, and what comes next; and how much of it has room.
//!
//! It must not know how it is drawn.

use ratatui::layout::Rect;

use crate::tui::content::pen::{Piece, piece, wrap};
use crate::tui::model::bench::{BenchRow, BenchScreen, Judging};
use crate::tui::model::bindings::{BINDINGS, Binding};
use crate::tui::model::key::label;
use crate::tui::model::layout::inside;
use crate::tui::model::message::{BenchMessage, Message};
use crate::tui::model::theme::Role;
use crate::tui::model::{Context, Model};
use crate::workbench::judged::JudgedBench;
use crate::workbench::task::{StatementKind, titled};
use crate::workbench::{BenchJudgement, hint, problems, told};

type Paragraph = (Role, String);

/// The places of pool, methods and text in a window.
pub fn places(size: (u16, u16)) -> [Rect; 3] {
    let (w, h) = (size.0, size.1.saturating_sub(2));
    let below = (h / 3).clamp(5, 14).min(h);
    let left = (w * 9 / 20).max(20).min(w);
    let above = h - below;
    [
        Rect::new(0, 1, left, above),
        Rect::new(left.saturating_sub(1), 1, w - left.saturating_sub(1), above),
        // Panels share their borders.
        Rect::new(0, above, w, below + 1),
    ]
}

/// How many lines of the text have room, and the last line that can be the first.
pub fn reach(model: &Model, bench: &BenchScreen) -> (usize, usize) {
    let inside = inside(places(model.size)[2]);
    let height = usize::from(inside.height);
    let all = lines(&below(model, bench).1, inside.width).len();
    (height, all.saturating_sub(height))
}

/// Paragraphs as lines of at most so many columns, less a margin on both sides.
pub fn lines(paragraphs: &[Paragraph], columns: u16) -> Vec<Piece> {
    let columns = columns.saturating_sub(2);
    let wrapped = |(role, text): &(Role, String)| {
        let margin = text.len() - text.trim_start().len();
        let room = columns.saturating_sub(u16::try_from(margin).unwrap_or(0));
        let lines = match text.is_empty() {
            true => vec![String::new()],
            false => wrap(text, room.max(8)),
        };
        let role = *role;
        lines.into_iter().map(move |line| {
            piece(role, format!("{}{line}", " ".repeat(if line.is_empty() { 0 } else { margin })))
        })
    };
    paragraphs.iter().flat_map(wrapped).collect()
}

/// The title and the paragraphs.
pub fn below(model: &Model, bench: &BenchScreen) -> (String, Vec<Paragraph>) {
    let (words, lang) = (model.words(), model.lang);
    if let Judging::Runs(progress) = bench.judging {
        let client = bench.bench.task.clients.get(progress.client).map_or("", |client| client.id);
        let arguments = [
            ("client", (progress.client + 1).into()),
            ("clients", progress.clients.into()),
            ("words", hint::client_words(client, lang).into()),
        ];
        let states = [("states", progress.states.to_string().into())];
        let lines = vec![
            (Role::Text, words.with("build-judging", &arguments)),
            (Role::Quiet, words.with("bench-states", &states)),
        ];
        return (words.text("bench-judging"), lines);
    }
    if bench.judging != Judging::No {
        return (words.text("bench-judging"), Vec::new());
    }
    match bench.verdict() {
        Some(judged) => verdict(model, bench, judged),
        None => asks(model, bench),
    }
}

/// The key of a request on the workbench.
fn key(model: &Model, of: Message) -> String {
    let is_here = |it: &&Binding| it.message == of && it.contexts.contains(&Context::Bench);
    let binding = BINDINGS.iter().find(is_here);
    let first = binding.and_then(|binding| binding.keys.first());
    first.map_or_else(String::new, |key| label(*key, model.reader()))
}

/// A text that names the keys of judging, hints, the shortest run, the next task, and home.
fn with_keys(model: &Model, id: &str) -> String {
    let next = bench_title(model);
    let keys = [
        ("judge", key(model, Message::Bench(BenchMessage::Judge)).into()),
        ("hint", key(model, Message::Hint).into()),
        ("run", key(model, Message::Bench(BenchMessage::Show)).into()),
        ("next", key(model, Message::Bench(BenchMessage::Next)).into()),
        ("kept", key(model, Message::Bench(BenchMessage::TakeUp)).into()),
        ("put", key(model, Message::Enter).into()),
        ("side", key(model, Message::Swap).into()),
        ("out", key(model, Message::Left).into()),
        ("title", next.into()),
    ];
    model.words().with(id, &keys)
}

/// The title of the next task.
fn bench_title(model: &Model) -> String {
    let next = model.bench.as_deref().and_then(BenchScreen::next_task);
    let next = next.and_then(titled);
    next.map_or_else(String::new, |title| title.get(model.lang).to_owned())
}

fn verdict(model: &Model, bench: &BenchScreen, judged: &JudgedBench) -> (String, Vec<Paragraph>) {
    let (words, lang) = (model.words(), model.lang);
    let number = |statement: usize| bench.bench.number(statement);
    // The last one is read first.
    let hints = || -> Vec<Paragraph> {
        let all = hint::hints(&bench.bench.task, judged, &number, lang).into_iter();
        let asked: Vec<String> = all.take(bench.hints).collect();
        asked.into_iter().rev().map(|text| (Role::Changed, text)).collect()
    };
    let Ok(judgement) = &judged.result else {
        let lines = problems::lines(&bench.bench.task, judged, &number, lang).into_iter();
        let mut lines: Vec<Paragraph> = lines.map(|line| (Role::Bad, line)).collect();
        lines.splice(1.min(lines.len())..1.min(lines.len()), hints());
        lines.push((Role::Changed, with_keys(model, "bench-next-problem")));
        return (words.text("build-not-a-provider"), lines);
    };
    let mut lines: Vec<Paragraph> = Vec::new();
    for (at, line) in told::lines(judgement, None, lang).into_iter().enumerate() {
        let role = match (at, judgement.is_accepted()) {
            (0, true) => Role::Good,
            (0, false) => Role::Bad,
            _ => Role::Text,
        };
        lines.push((role, line));
        if at == 0 {
            lines.extend(hints());
            lines.extend(next(model, bench, judgement).into_iter().map(|it| (Role::Changed, it)));
        }
    }
    (words.text("build-verdict"), lines)
}

/// What to do next, after a judgement.
fn next(model: &Model, bench: &BenchScreen, judgement: &BenchJudgement) -> Vec<String> {
    if judgement.shortest().is_some() {
        return vec![with_keys(model, "bench-next-broken")];
    }
    if !judgement.is_accepted() {
        return vec![with_keys(model, "bench-next-incomplete")];
    }
    let solved = [("moves", bench.bench.moves().into()), ("attempts", bench.attempts.into())];
    let more = if bench.next_task().is_some() { "bench-next-task" } else { "bench-next-none" };
    vec![model.words().with("build-solved", &solved), with_keys(model, more)]
}

/// What to do, and what the page asks for.
fn asks(model: &Model, bench: &BenchScreen) -> (String, Vec<Paragraph>) {
    let (task, lang) = (&bench.bench.task, model.lang);
    let mut lines = Vec::new();
    if !bench.bench.can_undo() {
        let mut start = with_keys(model, "bench-start");
        if task.statements.iter().any(|it| it.kind == StatementKind::Distractor) {
            start = format!("{start} {}", model.text("bench-not-all"));
        }
        lines.push((Role::Changed, start));
    } else if bench.bench.pool().is_empty() {
        lines.push((Role::Changed, with_keys(model, "bench-all-put")));
    }
    if model.kept_solution().is_some() {
        lines.push((Role::Good, with_keys(model, "bench-solved-before")));
    }
    // What the method is for in which one is.
    let rows = bench.rows();
    if let Some(BenchRow::Head(method) | BenchRow::Line(method, _)) = rows.get(bench.row) {
        let method = &task.methods[*method];
        lines.push((Role::Text, format!("{}: {}", method.name, method.say.get(lang))));
    }
    for is_judged in [true, false] {
        let mut asks = task.asks(is_judged).peekable();
        if !is_judged && asks.peek().is_some() {
            lines.push((Role::Quiet, model.text("build-not-judged")));
        }
        for ask in asks {
            lines.push((Role::Text, format!("- {}", ask.say.get(lang))));
            lines.push((Role::Cite, format!("  {}", ask.cites.join(", "))));
        }
    }
    (model.text("build-asks"), lines)
}
