//! Two runs side by side: how their ends differ, where they part first, and the effects of both,
//! aligned; what is equal is folded.

use crate::compare::{AlignedRow, Comparison};
use crate::narrate::cursor::StateCursor;
use crate::sim::Timeline;
use crate::tui::content::pen::{self, Piece, fit, piece, width, wrap};
use crate::tui::content::sheet::{Sheet, SheetLine};
use crate::tui::content::standing;
use crate::tui::model::Model;
use crate::tui::model::beside::Ghost;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// Equal effects that stay in view around a difference.
const AROUND: usize = 2;

/// The sheet that shows this run and its ghost side by side.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("compare-title"), columns);
    let Some(ghost) = &stage.ghost else {
        sheet.text(Role::Text, &model.text("compare-nothing"), 0);
        return sheet;
    };
    if ghost.noted {
        sheet.text(Role::Changed, &ghost.title, 0);
    }
    let this = model.stage_word(stage);
    for (name, word, role) in [
        (model.text("compare-this"), this, Role::Text),
        (other(model, stage), model.run_word(&ghost.options), Role::Ghost),
    ] {
        sheet.text(role, &format!("{name}: {word}"), 0);
    }
    let comparison = &ghost.comparison;
    let differs: Vec<bool> =
        comparison.rows().iter().map(|row| !matches!(row, AlignedRow::Both(..))).collect();
    let first = differs.iter().position(|it| *it);
    let tables = Tables::of(model, stage, ghost, columns);
    tables.ends(&mut sheet, model, stage.timeline.len());
    tables.words(&mut sheet, model);
    sheet.gap();
    parts(&mut sheet, model, stage, comparison);
    let half = columns.saturating_sub(3) / 2;
    heads(&mut sheet, model, stage, half);
    let shown = |at: usize| {
        differs[at.saturating_sub(AROUND)..differs.len().min(at + AROUND + 1)].contains(&true)
    };
    let mut walks = [StateCursor::new(&stage.timeline), StateCursor::new(&ghost.timeline)];
    let mut folded = 0;
    for (at, row) in comparison.rows().iter().enumerate() {
        if !shown(at) {
            folded += 1;
            continue;
        }
        fold(&mut sheet, model, &mut folded);
        if first == Some(at) {
            let text = format!("{} {}", model.theme.glyphs.spark, model.text("compare-first"));
            sheet.push(vec![piece(Role::Changed, text)]);
        }
        let mut told = |side: usize, step: usize| (step, walks[side].short(step, model.lang));
        let sides = match *row {
            AlignedRow::Both(a, b) => [Some(told(0, a)), Some(told(1, b))],
            AlignedRow::OnlyA(a) => [Some(told(0, a)), None],
            AlignedRow::OnlyB(b) => [None, Some(told(1, b))],
        };
        push_row(&mut sheet, stage, sides, half);
    }
    fold(&mut sheet, model, &mut folded);
    sheet
}

/// What the other run is called: by what it is without, where it was made to keep the rules.
fn other(model: &Model, stage: &Stage) -> String {
    let title = stage.ghost.as_ref().map_or("", |ghost| &ghost.title);
    match stage.healthy.run().filter(|run| run.ghost.title == title) {
        Some(_) => model.words().with("healthy-run", &[("run", title.to_owned().into())]),
        None => model.text("compare-other"),
    }
}

fn heads(sheet: &mut Sheet, model: &Model, stage: &Stage, half: u16) {
    let cut = model.theme.glyphs.cut;
    sheet.push(vec![
        piece(Role::Title, fit(&model.text("compare-this"), half, cut)),
        piece(Role::Border, " | "),
        piece(Role::Ghost, fit(&other(model, stage), half, cut)),
    ]);
}

fn fold(sheet: &mut Sheet, model: &Model, folded: &mut usize) {
    let count = std::mem::take(folded);
    if count > 0 {
        let cut = model.theme.glyphs.cut;
        let text = model.words().with("compare-folded", &[("count", count.into())]);
        sheet.push(vec![piece(Role::Quiet, format!("     {cut} {text} {cut}"))]);
    }
}

/// Where the two part: first in what runs, and then in what it does, which is what one sees.
fn parts(sheet: &mut Sheet, model: &Model, stage: &Stage, comparison: &Comparison) {
    let is_log = is_recorded(stage);
    let Some(step) = comparison.first_step() else {
        let id = match (is_log, comparison.is_blind()) {
            (true, true) => "log-diff-blind",
            (true, false) => "log-compare-same",
            (false, _) => "compare-same",
        };
        sheet.text(Role::Title, &model.text(id), 0);
        return;
    };
    let effect = comparison.divergence().map(|parting| parting.a.unwrap_or(stage.timeline.len()));
    let (id, to) = match effect {
        _ if is_log => ("log-compare-parts", step),
        Some(effect) if effect > step => ("compare-parts-twice", effect),
        Some(_) => ("compare-parts", step),
        None => ("compare-parts-code", step),
    };
    let text = model.words().with(id, &[("step", step.into()), ("effect", to.into())]);
    let mut lines =
        wrap(&text, sheet.columns).into_iter().map(|line| vec![piece(Role::Title, line)]);
    sheet.lines.extend(lines.next().map(|pieces| SheetLine {
        pieces,
        action: Some(Action::Jump(to.min(stage.timeline.len()))),
    }));
    lines.for_each(|line| sheet.push(line));
}

/// What differs, side by side: a name, and the value of this run and of the other.
struct Tables {
    ends: Vec<[String; 3]>,
    rules: [String; 3],
    words: Vec<[String; 3]>,
    /// What the two runs are called.
    heads: [String; 3],
    /// One of the two was recorded: its end is not known.
    is_log: bool,
    /// Its counts at the end were compared.
    compares_counts: bool,
    /// Columns of a name and of a value.
    columns: [u16; 2],
}

impl Tables {
    fn of(model: &Model, stage: &Stage, ghost: &Ghost, columns: u16) -> Self {
        let comparison = &ghost.comparison;
        let ends = comparison.last().iter().map(|it| {
            let [left, right] = [&it.a, &it.b].map(Option::as_ref);
            let value = |side| standing::text(model.words(), side);
            [standing::title(&it.item, left.or(right)), value(left), value(right)]
        });
        let ends: Vec<[String; 3]> = ends.collect();
        let said =
            |words: &[String]| if words.is_empty() { "-".to_owned() } else { words.join(", ") };
        let [call, answer] = [1, 0].map(|at| model.theme.glyphs.spin[at]);
        let passed = comparison.passed().iter().map(|it| (call, it));
        let marked = passed.chain(comparison.words().iter().map(|it| (answer, it)));
        let words: Vec<[String; 3]> = marked
            .map(|(mark, it)| [format!("{mark} {}", it.call), said(&it.a), said(&it.b)])
            .collect();
        let rules = [
            model.text("compare-rules"),
            broken(model, &stage.timeline),
            broken(model, &ghost.timeline),
        ];
        let rows = || ends.iter().chain(&words).chain([&rules]);
        let names = rows().map(|row| width(&row[0]) + 2).max().unwrap_or(0);
        let values = rows()
            .flat_map(|row| &row[1..])
            .map(|value| width(value) + 1)
            .max()
            .unwrap_or(0)
            .min(columns * 3 / 10);
        let name = names.min(columns.saturating_sub(2 * values + 2));
        let heads = [String::new(), model.text("compare-this"), other(model, stage)];
        let is_log = is_recorded(stage);
        Self {
            ends,
            rules,
            words,
            heads,
            is_log,
            compares_counts: comparison.compares_counts() && !comparison.is_blind(),
            columns: [name, columns.saturating_sub(name + 2) / 2],
        }
    }

    /// How the two end: what differs, and the rules that are broken.
    fn ends(&self, sheet: &mut Sheet, model: &Model, len: usize) {
        let id = match (self.is_log, self.compares_counts) {
            (true, true) => "log-compare-end",
            (true, false) => "log-compare-no-counts",
            (false, _) => "compare-end",
        };
        let text = model.words().with(id, &[("count", self.ends.len().into())]);
        // It can be chosen, so that the sheet opens with it.
        sheet.choice(vec![piece(Role::Title, text)], Action::Jump(len));
        if !self.ends.is_empty() || !self.words.is_empty() {
            self.row(sheet, model, &self.heads, [Role::Quiet; 2]);
        }
        for row in &self.ends {
            self.row(sheet, model, row, [Role::Changed, Role::Ghost]);
        }
        let [_, left, right] = &self.rules;
        self.row(
            sheet,
            model,
            &self.rules,
            [if left == right { Role::Quiet } else { Role::Changed }, Role::Ghost],
        );
    }

    /// The flag words that differ: a wrong or an imposed one is often the reason for everything
    /// else.
    fn words(&self, sheet: &mut Sheet, model: &Model) {
        if self.words.is_empty() {
            return;
        }
        let [call, answer] = [1, 0].map(|at| model.theme.glyphs.spin[at]);
        let title = model
            .words()
            .with("compare-words", &[("call", call.into()), ("answer", answer.into())]);
        sheet.text(Role::Title, &title, 0);
        for row in &self.words {
            self.row(sheet, model, row, [Role::Changed, Role::Ghost]);
        }
    }

    fn row(
        &self,
        sheet: &mut Sheet,
        model: &Model,
        [name, left, right]: &[String; 3],
        roles: [Role; 2],
    ) {
        let cut = model.theme.glyphs.cut;
        let [names, values] = self.columns;
        let cell = |text: &str| format!("{} ", fit(text, values.saturating_sub(1), cut));
        sheet.push(vec![
            piece(
                Role::Text,
                format!(
                    "  {}",
                    fit(&format!("{} ", pen::cut(name, names.saturating_sub(1), cut)), names, "")
                ),
            ),
            piece(roles[0], cell(left)),
            piece(roles[1], cell(right)),
        ]);
    }
}

/// Whether one of the two runs is a log.
fn is_recorded(stage: &Stage) -> bool {
    stage.is_log() || stage.ghost.as_ref().is_some_and(|it| it.timeline.recording().is_some())
}

fn broken(model: &Model, timeline: &Timeline) -> String {
    let rules = timeline.broken_rules(timeline.len());
    let none = if timeline.recording().is_some() { "log-no-rule" } else { "compare-no-rule" };
    if rules.is_empty() { model.text(none) } else { rules.join(" ") }
}

/// A step and what it did.
type StepText = (usize, String);

/// An effect of each side, in as many lines as the longer one needs.
fn push_row(sheet: &mut Sheet, stage: &Stage, [left, right]: [Option<StepText>; 2], half: u16) {
    let here = stage.timeline.at();
    let sign = match (&left, &right) {
        (Some(_), Some(_)) => " | ",
        (_, None) => " < ",
        (None, _) => " > ",
    };
    let role = |own: bool| match (sign, own) {
        (" | ", true) if left.as_ref().is_some_and(|(step, _)| *step <= here) => Role::Text,
        (" | ", _) => Role::Quiet,
        (_, true) => Role::Changed,
        (_, false) => Role::Ghost,
    };
    let cell = |told: &Option<StepText>| -> Vec<String> {
        let Some((step, text)) = told else { return Vec::new() };
        let lines = wrap(text, half.saturating_sub(5)).into_iter().enumerate();
        lines
            .map(
                |(row, line)| {
                    if row == 0 { format!("{step:>4} {line}") } else { format!("     {line}") }
                },
            )
            .collect()
    };
    let (lefts, rights) = (cell(&left), cell(&right));
    let text = |lines: &[String], row: usize, role: Role| -> Piece {
        piece(role, fit(lines.get(row).map_or("", String::as_str), half, ""))
    };
    for row in 0..lefts.len().max(rights.len()) {
        let border = if sign == " | " { Role::Border } else { role(left.is_some()) };
        let sign = if row == 0 { sign } else { "   " };
        let line = vec![
            text(&lefts, row, role(true)),
            piece(border, sign),
            text(&rights, row, role(false)),
        ];
        match &left {
            Some((step, _)) if row == 0 => sheet.choice(line, Action::Jump(*step)),
            _ => sheet.push(line),
        }
    }
}
