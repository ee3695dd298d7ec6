//! The workbench on the screen: what is selected on it, and what a judgement found.
//!
//! It must not know how it is drawn, nor which thread judges.

use std::sync::Arc;

use crate::lesson::progress::KeptSolution;
use crate::tui::model::Model;
use crate::workbench::cpp::CppPrinter;
use crate::workbench::judge::JudgeProgress;
use crate::workbench::judged::JudgedBench;
use crate::workbench::layout::{BenchLine, opens};
use crate::workbench::piece::inserts;
use crate::workbench::task::StatementKind;
use crate::workbench::{Bench, BenchJudgement, BuildTask, Layout, TASKS};

/// A side of the workbench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BenchPane {
    /// The statements that are in no method.
    Pool,
    /// The methods to fill.
    Methods,
}

/// A row of the methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BenchRow {
    /// The head of a method.
    Head(usize),
    /// A statement: its method, and its position there.
    Line(usize, usize),
}

/// A place in a method for a statement of the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodSlot {
    /// The method, by position.
    pub method: usize,
    /// The position of the statement that comes after it.
    pub at: usize,
    /// How many blocks it is in.
    pub indent: u8,
    /// How many it is in at least: what comes after it keeps its block.
    pub least: u8,
    /// How many it can be in: into the block of an `if` above it.
    pub deepest: u8,
}

/// How far a judgement is that runs beside the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judging {
    /// None was asked for.
    No,
    /// It is to begin.
    Asked,
    /// It runs.
    Runs(JudgeProgress),
    /// It is to end before it is done.
    Stopping,
}

/// A workbench.
#[derive(Clone, Debug)]
pub struct BenchScreen {
    /// The statements, and where they are.
    pub bench: Bench,
    /// The side that has the keys.
    pub pane: BenchPane,
    /// The selected statement of the pool, by position.
    pub in_pool: usize,
    /// The selected row of the methods.
    pub row: usize,
    /// How many blocks a statement of the pool is put into; `None`: as deep as the selected row
    /// leads.
    depth: Option<u8>,
    /// The first line of the text below that shows.
    pub scroll: usize,
    /// Whether a judgement runs.
    pub judging: Judging,
    /// What was judged last.
    pub judged: Option<Arc<JudgedBench>>,
    /// How many hints were asked for since.
    pub hints: usize,
    /// How often it was judged.
    pub attempts: usize,
    /// The lesson from which it was opened.
    pub lesson: Option<String>,
    /// The statements as lines of C++, while they are shown so.
    pub cpp: Option<Arc<[Vec<String>]>>,
}

impl BenchScreen {
    /// A bench with nothing done.
    pub fn new(bench: Bench) -> Self {
        let row = first_row(&bench);
        Self {
            bench,
            pane: BenchPane::Pool,
            in_pool: 0,
            row,
            depth: None,
            scroll: 0,
            judging: Judging::No,
            judged: None,
            hints: 0,
            attempts: 0,
            lesson: None,
            cpp: None,
        }
    }

    /// A bundled task, with its pool in the order that it always begins with.
    pub fn of(id: &str) -> Option<Self> {
        let task = BuildTask::find(id.as_ref()).ok()?;
        let seed = task.seed();
        Some(Self::new(Bench::new(Arc::new(task), seed)))
    }

    /// The rows of the methods.
    pub fn rows(&self) -> Vec<BenchRow> {
        let Layout(methods) = self.bench.layout();
        let rows = methods.iter().enumerate().flat_map(|(method, lines)| {
            let lines = (0..lines.len()).map(move |at| BenchRow::Line(method, at));
            std::iter::once(BenchRow::Head(method)).chain(lines)
        });
        rows.collect()
    }

    /// The number of a row's statement.
    pub fn number_of(&self, row: BenchRow) -> Option<usize> {
        match row {
            BenchRow::Head(_) => None,
            BenchRow::Line(method, at) => {
                Some(self.bench.number(self.bench.layout().0[method][at].statement))
            }
        }
    }

    /// The number of the selected statement, on the side that has the keys.
    pub fn selected(&self) -> Option<usize> {
        match self.pane {
            BenchPane::Pool => self.bench.pool().get(self.in_pool).copied(),
            BenchPane::Methods => self.rows().get(self.row).and_then(|row| self.number_of(*row)),
        }
    }

    /// Selects a row of the methods: what is put next goes below it.
    pub fn go_to_row(&mut self, row: usize) {
        if row != self.row {
            (self.row, self.depth) = (row, None);
        }
    }

    /// Where a statement of the pool is put: right below the selected row.
    pub fn slot(&self) -> MethodSlot {
        let layout = self.bench.layout();
        let (method, at) = match self.rows().get(self.row) {
            Some(BenchRow::Line(method, at)) => (*method, at + 1),
            Some(BenchRow::Head(method)) => (*method, 0),
            None => (0, 0),
        };
        let lines = layout.0.get(method).map_or(&[][..], Vec::as_slice);
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let opens = |it: &BenchLine| opens(self.bench.task.statements[it.statement].shown());
        let deepest = before.map_or(0, |it| it.indent + u8::from(opens(it)));
        // What comes next keeps its block.
        let least = lines.get(at).map_or(0, |next| next.indent).min(deepest);
        let indent = self.depth.unwrap_or(deepest).clamp(least, deepest);
        MethodSlot { method, at, indent, least, deepest }
    }

    /// Whether the selected statement of a method, or the place where one of the pool is put, can
    /// move out of its block, and into the block above it.
    pub fn depths(&self) -> [bool; 2] {
        let slot = self.slot();
        match (self.pane, self.rows().get(self.row)) {
            (BenchPane::Pool, _) if self.selected().is_none() => [false; 2],
            (BenchPane::Pool, _) => [slot.indent > slot.least, slot.indent < slot.deepest],
            (BenchPane::Methods, Some(BenchRow::Line(method, at))) if self.is_on_own_line() => {
                let lines = &self.bench.layout().0[*method];
                let opens = |it: &BenchLine| {
                    u8::from(opens(self.bench.task.statements[it.statement].shown()))
                };
                let before = at.checked_sub(1).map(|before| &lines[before]);
                let deepest = before.map_or(0, |it| it.indent + opens(it));
                [lines[*at].indent > 0, lines[*at].indent < deepest]
            }
            (BenchPane::Methods, _) => [false; 2],
        }
    }

    /// Moves the place where a statement of the pool is put out of a block, or back into it;
    /// whether it can be.
    pub fn shift_slot(&mut self, by: i8) -> bool {
        let slot = self.slot();
        let to = slot.indent.checked_add_signed(by);
        let to = to.filter(|to| (slot.least..=slot.deepest).contains(to));
        self.depth = to.or(self.depth);
        to.is_some()
    }

    /// Selects the row above a statement that is taken back, so that what is put next takes its
    /// place.
    pub fn take_place_of(&mut self, line: BenchLine) {
        self.row = self.row.saturating_sub(1);
        self.depth = Some(line.indent);
    }

    /// The selected statement of a method.
    pub fn selected_line(&self) -> Option<BenchLine> {
        match self.rows().get(self.row) {
            Some(BenchRow::Line(method, at)) if self.pane == BenchPane::Methods => {
                Some(self.bench.layout().0[*method][*at])
            }
            _ => None,
        }
    }

    /// What was judged, if no client can break a rule with it.
    pub fn accepted(&self) -> Option<&BenchJudgement> {
        let judgement = self.verdict().and_then(|judged| judged.result.as_ref().ok());
        judgement.filter(|it| it.is_accepted())
    }

    /// Shows the statements as C++, or as on the stage again.
    pub fn turn_cpp(&mut self) {
        let task = &self.bench.task;
        self.cpp = match self.cpp.take() {
            Some(_) => None,
            None => {
                let printer = CppPrinter::new(&task.provider);
                Some(task.statements.iter().map(|it| printer.statement(&it.text)).collect())
            }
        };
    }

    /// The lines of a statement, as they are shown.
    pub fn lines_of(&self, statement: usize) -> Vec<&str> {
        match self.cpp.as_deref().and_then(|cpp| cpp.get(statement)) {
            Some(lines) => lines.iter().map(String::as_str).collect(),
            None => vec![self.bench.task.statements[statement].shown()],
        }
    }

    /// The bundled task that comes after this one.
    pub fn next_task(&self) -> Option<&'static str> {
        let ids = TASKS.iter().map(|(id, _)| *id);
        ids.skip_while(|id| *id != self.bench.task.id).nth(1)
    }

    /// What was judged, if it is what is on the bench now.
    pub fn verdict(&self) -> Option<&JudgedBench> {
        self.judged.as_deref().filter(|judged| judged.layout == *self.bench.layout())
    }

    /// Whether what is on the bench was judged to the end.
    pub fn is_judged(&self) -> bool {
        self.verdict().is_some_and(|judged| {
            judged.result.as_ref().is_ok_and(BenchJudgement::is_complete) || judged.result.is_err()
        })
    }

    /// Whether a statement that may be moved is selected in a method.
    pub fn is_on_own_line(&self) -> bool {
        let statement = self.selected().and_then(|number| self.bench.statement(number));
        let kind = statement.map(|at| self.bench.task.statements[at].kind);
        self.pane == BenchPane::Methods && kind.is_some_and(|it| it != StatementKind::Given)
    }

    /// The selected statement, on the side that has the keys.
    pub fn selected_text(&self) -> Option<&str> {
        let statement = self.selected().and_then(|number| self.bench.statement(number))?;
        Some(self.bench.task.statements[statement].shown())
    }

    /// Whether the selected statement inserts a piece of the provider.
    pub fn is_on_piece(&self) -> bool {
        self.selected_text().and_then(inserts).is_some()
    }

    /// Whether what is on the bench was judged, and a run that breaks a rule was found.
    pub fn has_breach(&self) -> bool {
        let judgement = self.verdict().and_then(|judged| judged.result.as_ref().ok());
        judgement.is_some_and(|it| it.shortest().is_some())
    }

    /// Selects the row of a statement.
    pub fn select(&mut self, number: usize) {
        let rows = self.rows();
        let is = |row: &BenchRow| self.number_of(*row) == Some(number);
        if let Some(row) = rows.iter().position(is) {
            self.go_to_row(row);
        }
    }

    /// Keeps the selections within what there is.
    pub fn settle(&mut self) {
        self.in_pool = self.in_pool.min(self.bench.pool().len().saturating_sub(1));
        self.row = self.row.min(self.rows().len().saturating_sub(1));
    }
}

impl Model {
    /// The learner's best solution of the task that shows, if it is not what is on the bench.
    pub fn kept_solution(&self) -> Option<&KeptSolution> {
        let bench = &self.shown_bench()?.bench;
        let kept = self.kept.tasks.get(&bench.task.id)?.best.as_ref()?;
        let layout = Layout::of_kept(&bench.task, kept)?;
        (bench.fits(kept) && layout != *bench.layout()).then_some(kept)
    }
}

/// The row after which the first statement is put: the last one that the task gives in the first
/// method, before a return.
fn first_row(bench: &Bench) -> usize {
    let lines = bench.layout().0.first().map_or(&[][..], Vec::as_slice);
    let goes_on =
        |line: &BenchLine| !bench.task.statements[line.statement].shown().starts_with("return");
    lines.iter().rposition(goes_on).map_or(0, |at| at + 1)
}
