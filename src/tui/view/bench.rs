//! Draws the workbench: the pool on the left, the methods on the right, below them what the page
//! asks for, or what a judgement found.
//!
//! It must not know the keys, nor judge.

use ratatui::layout::Rect;

use crate::tui::content::bench::{self as bench_text, places};
use crate::tui::content::pen::{Pen, Piece, fit, piece, width, wrap};
use crate::tui::model::Model;
use crate::tui::model::bench::{BenchPane, BenchRow, BenchScreen};
use crate::tui::model::theme::Role;
use crate::workbench::task::StatementKind;

/// Something on the bench, and the lines of text that show it.
struct BenchItem {
    lines: Vec<Vec<Piece>>,
    /// Its position in the list: a statement of the pool, or a row of the methods.
    at: usize,
}

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, bench: &BenchScreen) {
    let area = pen.area();
    let words = model.words();
    let task = &bench.bench.task;
    let name = [("title", task.title.get(model.lang).into())];
    let counts = [("moves", bench.bench.moves().into()), ("judged", bench.attempts.into())];
    pen.line(1, 0, &[piece(Role::Title, words.with("bench-title", &name))]);
    let counts = words.with("bench-counts", &counts);
    pen.right(0, &[piece(Role::Quiet, format!("{counts} "))]);
    let [pool, methods, below] = places((area.width, area.height));
    list(pen, model, bench, BenchPane::Pool, pool);
    list(pen, model, bench, BenchPane::Methods, methods);
    text(pen, model, bench, below);
}

/// Draws one side.
fn list(pen: &mut Pen<'_>, model: &Model, bench: &BenchScreen, pane: BenchPane, place: Rect) {
    let (title, selected) = match pane {
        BenchPane::Pool => ("build-pool", bench.in_pool),
        BenchPane::Methods => ("bench-methods", bench.row),
    };
    let has_keys = bench.pane == pane;
    let border = if has_keys { Role::Focus } else { Role::Border };
    let mut pen = pen.within(place);
    let inside = pen.frame(&[piece(Role::Title, model.text(title))], &[], border);
    let shown = shown(model, bench, pane, inside.width);
    let seen = seen(bench, pane);
    let (from, height) = (first_line(&shown, seen, inside.height), inside.height);
    let all: usize = shown.iter().map(|it| it.lines.len()).sum();
    let mut lines = pen.within(inside);
    let mut at = 0_usize;
    for item in &shown {
        for line in &item.lines {
            let row = at.checked_sub(from).and_then(|row| u16::try_from(row).ok());
            at += 1;
            let Some(row) = row.filter(|row| *row < height) else { continue };
            lines.line(0, row, line);
            if item.at == selected && has_keys {
                lines.shade(row, Role::Selected);
            }
        }
    }
    pen.more(from > 0, from + usize::from(height) < all);
}

/// What is in view on a side: its selected item, or the place where a statement goes.
fn seen(bench: &BenchScreen, pane: BenchPane) -> usize {
    match pane {
        BenchPane::Pool => bench.in_pool,
        BenchPane::Methods if is_putting(bench) => bench.row,
        BenchPane::Methods => bench.row,
    }
}

/// Whether the next key may put a statement.
fn is_putting(bench: &BenchScreen) -> bool {
    bench.pane == BenchPane::Pool && bench.selected().is_some()
}

/// The first line that shows, so that the selected item is seen.
fn first_line(shown: &[BenchItem], selected: usize, height: u16) -> usize {
    let until = shown.iter().take_while(|it| it.at <= selected);
    let end: usize = until.map(|it| it.lines.len()).sum();
    end.saturating_sub(usize::from(height))
}

/// What one side has, in lines of at most `columns`.
fn shown(model: &Model, bench: &BenchScreen, pane: BenchPane, columns: u16) -> Vec<BenchItem> {
    let glyphs = model.theme.glyphs;
    let mark = |is_selected: bool| if is_selected { glyphs.here } else { " " };
    let statement = |at: usize, number: usize, indent: u8, is_selected: bool| {
        let statement = bench.bench.statement(number)?;
        let it = &bench.bench.task.statements[statement];
        let (role, role_of_number) = match it.kind {
            StatementKind::Given => (Role::Quiet, Role::Quiet),
            StatementKind::Pool | StatementKind::Distractor => (Role::Text, Role::Key),
        };
        let margin = 5 + 2 * u16::from(indent);
        let room = columns.saturating_sub(margin).max(8);
        let texts = bench.lines_of(statement).into_iter().flat_map(|line| wrap_code(line, room));
        let texts = texts.enumerate();
        let lines = texts.map(|(row, text)| {
            let head = if row == 0 { format!("{number:>3}") } else { "   ".to_owned() };
            let mark = if row == 0 { mark(is_selected) } else { " " };
            let blank = " ".repeat(usize::from(margin.saturating_sub(4)));
            vec![
                piece(Role::Key, fit(mark, 1, "")),
                piece(role_of_number, head),
                piece(role, format!("{blank}{text}")),
            ]
        });
        Some(BenchItem { lines: lines.collect(), at })
    };
    match pane {
        BenchPane::Pool => {
            let pool = bench.bench.pool();
            let numbers = pool.iter().enumerate();
            let item =
                |(at, number): (usize, &usize)| statement(at, *number, 0, at == bench.in_pool);
            numbers.filter_map(item).collect()
        }
        BenchPane::Methods => {
            let rows = bench.rows();
            let item = |(at, row): (usize, &BenchRow)| match *row {
                BenchRow::Head(method) => {
                    let shown = bench.bench.task.methods[method].shown();
                    let lines = wrap(shown, columns.saturating_sub(2)).into_iter();
                    let mark = mark(at == bench.row);
                    let head = |text| {
                        vec![
                            piece(Role::Key, fit(mark, 1, "")),
                            piece(Role::Title, format!(" {text}")),
                        ]
                    };
                    Some(BenchItem { lines: lines.map(head).collect(), at })
                }
                BenchRow::Line(method, line) => {
                    let indent = bench.bench.layout().0[method][line].indent;
                    statement(at, bench.number_of(*row)?, indent, at == bench.row)
                }
            };
            let mut items: Vec<BenchItem> = rows.iter().enumerate().filter_map(item).collect();
            if let Some(item) = items.get_mut(bench.row).filter(|_| is_putting(bench)) {
                item.lines.push(slot(model, bench, bench.slot().indent));
            }
            items
        }
    }
}

/// A statement in lines of at most so many columns: a line ends after a dot or an open parenthesis
/// before it ends inside of a name.
fn wrap_code(text: &str, columns: u16) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let parts: Vec<&str> = match width(word) <= columns {
            true => vec![word],
            false => word.split_inclusive(['.', '(']).collect(),
        };
        for (at, part) in parts.into_iter().enumerate() {
            let line = lines.last().map_or("", String::as_str);
            let gap = if at == 0 && !line.is_empty() { " " } else { "" };
            if !line.is_empty() && width(line) + width(gap) + width(part) > columns {
                lines.push(part.to_owned());
            } else if let Some(line) = lines.last_mut() {
                line.push_str(gap);
                line.push_str(part);
            }
        }
    }
    lines.iter().flat_map(|line| wrap(line, columns)).collect()
}

/// The line that shows where the selected statement of the pool goes.
fn slot(model: &Model, bench: &BenchScreen, indent: u8) -> Vec<Piece> {
    let number = [("number", bench.selected().unwrap_or_default().into())];
    let said = model.words().with("bench-slot", &number);
    let blank = " ".repeat(2 + 2 * usize::from(indent));
    vec![piece(Role::Key, format!("{blank}{} {said}", model.theme.glyphs.becomes))]
}

/// The position that is shown at a place of the screen, and its side.
pub fn hit(model: &Model, x: u16, y: u16) -> Option<(BenchPane, usize)> {
    let bench = model.bench.as_deref()?;
    let [pool, methods, _] = places((model.size.0, model.size.1));
    let sides = [(BenchPane::Pool, pool), (BenchPane::Methods, methods)];
    let (pane, place) = sides.into_iter().find(|(_, place)| {
        let inside = crate::tui::model::layout::inside(*place);
        inside.contains((x, y).into())
    })?;
    let inside = crate::tui::model::layout::inside(place);
    let shown = shown(model, bench, pane, inside.width);
    let from = first_line(&shown, seen(bench, pane), inside.height);
    let line = from + usize::from(y - inside.y);
    let mut end = 0;
    let item = shown.iter().find(|it| {
        end += it.lines.len();
        line < end
    })?;
    Some((pane, item.at))
}

/// Draws what is read below: progress, a verdict and hints, or what the page asks for.
fn text(pen: &mut Pen<'_>, model: &Model, bench: &BenchScreen, place: Rect) {
    let (title, paragraphs) = bench_text::below(model, bench);
    let mut pen = pen.within(place);
    let inside = pen.frame(&[piece(Role::Title, title)], &[], Role::Border);
    let lines = bench_text::lines(&paragraphs, inside.width);
    let height = usize::from(inside.height);
    let from = bench.scroll.min(lines.len().saturating_sub(height));
    let mut within = pen.within(inside);
    // What a judgement came to stays at the top.
    let first = paragraphs.first().map(std::slice::from_ref).filter(|_| bench.verdict().is_some());
    let pinned = first.map_or(0, |it| bench_text::lines(it, inside.width).len().min(2));
    let moves = lines.iter().skip(pinned + from);
    for (row, line) in lines.iter().take(pinned).chain(moves).take(height).enumerate() {
        debug_assert!(width(&line.text) <= inside.width);
        within.line(1, row as u16, std::slice::from_ref(line));
    }
    pen.more(from > 0, from + height < lines.len());
}
