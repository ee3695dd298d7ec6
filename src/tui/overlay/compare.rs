//! Two runs side by side, aligned by their effects: where they part first, and how their ends differ.

use super::super::compare::{self, Effect, Pair};
use super::super::model::Model;
use super::super::pen::{Piece, fit, piece};
use super::super::stage::Stage;
use super::super::theme::Role;
use super::{Action, Sheet};

/// The sheet.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("compare-title"), columns);
    let Some(ghost) = &stage.ghost else {
        sheet.text(Role::Text, &model.text("compare-nothing"), 0);
        return sheet;
    };
    let cut = model.theme.glyphs.cut;
    sheet.text(Role::Changed, &ghost.title, 0);
    let divergence = compare::first_divergence(&stage.timeline, &ghost.timeline);
    match divergence {
        Some(step) => {
            let text = model.words().with("compare-parts", &[("step", step.into())]);
            sheet.choice(vec![piece(Role::Title, text)], Action::Jump(step.min(stage.timeline.len())));
        }
        None => sheet.text(Role::Title, &model.text("compare-same"), 0),
    }
    sheet.gap();
    let half = columns.saturating_sub(3) / 2;
    sheet.push(vec![
        piece(Role::Title, fit(&model.text("compare-this"), half, cut)),
        piece(Role::Border, " | "),
        piece(Role::Ghost, fit(&model.text("compare-other"), half, cut)),
    ]);
    let pairs = compare::pairs(compare::effects(&stage.timeline, model.lang), compare::effects(&ghost.timeline, model.lang));
    for pair in pairs {
        push_pair(&mut sheet, stage, pair, half, cut);
    }
    sheet.gap();
    let differences = compare::final_differences(&stage.timeline, &ghost.timeline);
    sheet.push(vec![piece(Role::Title, model.words().with("compare-end", &[("count", differences.len().into())]))]);
    for (name, left, right) in differences {
        sheet.push(vec![
            piece(Role::Text, format!("  {}", fit(&name, 26, cut))),
            piece(Role::Changed, fit(&left, 20, cut)),
            piece(Role::Ghost, right),
        ]);
    }
    rules(&mut sheet, model, stage);
    sheet
}

fn push_pair(sheet: &mut Sheet, stage: &Stage, pair: Pair, half: u16, cut: &str) {
    let here = stage.timeline.at();
    let cell =
        |effect: &Effect, role: Role| -> Piece { piece(role, fit(&format!("{:>4} {}", effect.step, effect.text), half, cut)) };
    let blank = || piece(Role::Quiet, " ".repeat(usize::from(half)));
    match pair {
        Pair::Both(left, right) => {
            let role = if left.step <= here { Role::Text } else { Role::Quiet };
            let step = left.step;
            sheet.choice(vec![cell(&left, role), piece(Role::Border, " | "), cell(&right, Role::Quiet)], Action::Jump(step));
        }
        Pair::Left(left) => {
            let step = left.step;
            sheet.choice(vec![cell(&left, Role::Changed), piece(Role::Changed, " < "), blank()], Action::Jump(step));
        }
        Pair::Right(right) => {
            sheet.push(vec![blank(), piece(Role::Ghost, " > "), cell(&right, Role::Ghost)]);
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
        piece(Role::Text, format!("  {}", fit(&model.text("compare-rules"), 26, ""))),
        piece(if left == right { Role::Quiet } else { Role::Changed }, fit(&left, 20, model.theme.glyphs.cut)),
        piece(Role::Ghost, right),
    ]);
}
