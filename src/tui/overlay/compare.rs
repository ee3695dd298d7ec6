//! Two runs side by side: how their ends differ, where they part first, and the effects of both, aligned; what is equal is folded.

use super::super::compare::{self, Effect, Pair};
use super::super::model::Model;
use super::super::pen::{Piece, fit, piece, wrap};
use super::super::stage::Stage;
use super::super::theme::Role;
use super::{Action, Sheet};

/// Equal effects that stay in view around a difference.
const AROUND: usize = 2;
/// Columns of an item's name and of a value at the end.
const NAME: u16 = 26;
const VALUE: u16 = 24;

/// The sheet.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("compare-title"), columns);
    let Some(ghost) = &stage.ghost else {
        sheet.text(Role::Text, &model.text("compare-nothing"), 0);
        return sheet;
    };
    if ghost.noted {
        sheet.text(Role::Changed, &ghost.title, 0);
    }
    for (id, options, role) in [("compare-this", &stage.options, Role::Text), ("compare-other", &ghost.options, Role::Ghost)] {
        sheet.text(role, &format!("{}: {}", model.text(id), model.run_word(options)), 0);
    }
    ends(&mut sheet, model, stage);
    sheet.gap();
    match compare::first_divergence(&stage.timeline, &ghost.timeline) {
        Some(step) => {
            let text = model.words().with("compare-parts", &[("step", step.into())]);
            sheet.choice(vec![piece(Role::Title, text)], Action::Jump(step.min(stage.timeline.len())));
        }
        None => sheet.text(Role::Title, &model.text("compare-same"), 0),
    }
    let half = columns.saturating_sub(3) / 2;
    heads(&mut sheet, model, half);
    let pairs = compare::pairs(compare::effects(&stage.timeline, model.lang), compare::effects(&ghost.timeline, model.lang));
    let differs: Vec<bool> = pairs.iter().map(|pair| !matches!(pair, Pair::Both(..))).collect();
    let first = differs.iter().position(|it| *it);
    let shown = |at: usize| differs[at.saturating_sub(AROUND)..differs.len().min(at + AROUND + 1)].contains(&true);
    let mut folded = 0;
    for (at, pair) in pairs.into_iter().enumerate() {
        if !shown(at) {
            folded += 1;
            continue;
        }
        fold(&mut sheet, model, &mut folded);
        if first == Some(at) {
            let text = format!("{} {}", model.theme.glyphs.spark, model.text("compare-first"));
            sheet.push(vec![piece(Role::Changed, text)]);
        }
        push_pair(&mut sheet, stage, pair, half);
    }
    fold(&mut sheet, model, &mut folded);
    sheet
}

fn heads(sheet: &mut Sheet, model: &Model, half: u16) {
    let cut = model.theme.glyphs.cut;
    sheet.push(vec![
        piece(Role::Title, fit(&model.text("compare-this"), half, cut)),
        piece(Role::Border, " | "),
        piece(Role::Ghost, fit(&model.text("compare-other"), half, cut)),
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

/// How the two end: what differs, and the rules that are broken.
fn ends(sheet: &mut Sheet, model: &Model, stage: &Stage) {
    let Some(ghost) = &stage.ghost else { return };
    let cut = model.theme.glyphs.cut;
    let differences = compare::final_differences(&stage.timeline, &ghost.timeline);
    let text = model.words().with("compare-end", &[("count", differences.len().into())]);
    // It can be chosen, so that the sheet opens with it.
    sheet.choice(vec![piece(Role::Title, text)], Action::Jump(stage.timeline.len()));
    if !differences.is_empty() {
        sheet.push(vec![
            piece(Role::Quiet, " ".repeat(usize::from(NAME) + 2)),
            piece(Role::Quiet, fit(&model.text("compare-this"), VALUE, cut)),
            piece(Role::Quiet, model.text("compare-other")),
        ]);
    }
    for (name, values) in differences {
        let [left, right] = values.map(|value| value.unwrap_or(compare::Value::Gone).text(model.words()));
        sheet.push(vec![
            piece(Role::Text, format!("  {}", fit(&name, NAME, cut))),
            piece(Role::Changed, fit(&left, VALUE, cut)),
            piece(Role::Ghost, right),
        ]);
    }
    rules(sheet, model, stage);
}

/// An effect of each side, in as many lines as the longer one needs.
fn push_pair(sheet: &mut Sheet, stage: &Stage, pair: Pair, half: u16) {
    let here = stage.timeline.at();
    let (left, sign, right) = match pair {
        Pair::Both(left, right) => (Some(left), " | ", Some(right)),
        Pair::Left(left) => (Some(left), " < ", None),
        Pair::Right(right) => (None, " > ", Some(right)),
    };
    let role = |own: bool| match (sign, own) {
        (" | ", true) if left.as_ref().is_some_and(|left| left.step <= here) => Role::Text,
        (" | ", _) => Role::Quiet,
        (_, true) => Role::Changed,
        (_, false) => Role::Ghost,
    };
    let cell = |effect: &Option<Effect>| -> Vec<String> {
        let Some(effect) = effect else { return Vec::new() };
        let lines = wrap(&effect.text, half.saturating_sub(5)).into_iter().enumerate();
        lines.map(|(row, line)| if row == 0 { format!("{:>4} {line}", effect.step) } else { format!("     {line}") }).collect()
    };
    let (lefts, rights) = (cell(&left), cell(&right));
    let text = |lines: &[String], row: usize, role: Role| -> Piece {
        piece(role, fit(lines.get(row).map_or("", String::as_str), half, ""))
    };
    for row in 0..lefts.len().max(rights.len()) {
        let border = if sign == " | " { Role::Border } else { role(left.is_some()) };
        let sign = if row == 0 { sign } else { "   " };
        let line = vec![text(&lefts, row, role(true)), piece(border, sign), text(&rights, row, role(false))];
        match &left {
            Some(left) if row == 0 => sheet.choice(line, Action::Jump(left.step)),
            _ => sheet.push(line),
        }
    }
}

fn rules(sheet: &mut Sheet, model: &Model, stage: &Stage) {
    let Some(ghost) = &stage.ghost else { return };
    let broken = |timeline: &crate::sim::Timeline| {
        let mut rules: Vec<&str> = timeline.violations().iter().map(|found| found.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        if rules.is_empty() { model.text("compare-no-rule") } else { rules.join(" ") }
    };
    let (left, right) = (broken(&stage.timeline), broken(&ghost.timeline));
    sheet.push(vec![
        piece(Role::Text, format!("  {}", fit(&model.text("compare-rules"), NAME, ""))),
        piece(if left == right { Role::Quiet } else { Role::Changed }, fit(&left, VALUE, model.theme.glyphs.cut)),
        piece(Role::Ghost, right),
    ]);
}
