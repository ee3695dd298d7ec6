//! Where a rule is broken: the body in which the run differs from one that keeps the rule, with
//! what is missing there, and what should be otherwise.
//!
//! It must not know which rule that is.

use crate::compare::{CodeDifference, CodeLine};
use crate::sim::{BodyId, Event, EventKind, Statement};
use crate::tui::content::panel::body::{ShownCode, who};
use crate::tui::content::panel::wrapped::wrap_code;
use crate::tui::content::pen::{Piece, piece};
use crate::tui::model::beside::HealthyRun;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// The code of the panel.
pub(super) fn code(
    scene: &StageView<'_>,
    columns: u16,
    (code, healthy): (&CodeDifference, &HealthyRun),
) -> ShownCode {
    let (own, other) =
        (scene.program().body(code.a), healthy.ghost.timeline.machine().program().body(code.b));
    let mut rows: Vec<(bool, Vec<Piece>)> = Vec::new();
    let mut replaced = false;
    // The statement with which the run diverges, if it is one that the other run lacks.
    let event = code.step.and_then(|step| scene.timeline.event(step));
    let event = event.filter(|event| event.at.body == code.a);
    let fatal = event.map(|event| CodeLine::OnlyA(usize::from(event.at.statement)));
    let mut focus = None;
    for line in &code.lines {
        let differs = !matches!(line, CodeLine::Both(_));
        let told = match *line {
            CodeLine::Both(at) => told(scene, &own.statements[at], Role::Quiet, None, columns),
            CodeLine::OnlyB(at) if scene.omits_here().is_some() => {
                owed(scene, (code, healthy), at, columns)
            }
            CodeLine::OnlyA(at) => told(scene, &own.statements[at], Role::Bad, None, columns),
            CodeLine::OnlyB(at) => {
                let id = if replaced { "code-instead" } else { "code-missing" };
                told(scene, &other.statements[at], Role::Bad, Some(id), columns)
            }
        };
        // A replaced statement is distinguished from one that was left out.
        replaced = match line {
            CodeLine::OnlyA(_) => true,
            CodeLine::OnlyB(_) => replaced,
            CodeLine::Both(_) => false,
        };
        if Some(*line) == fatal {
            focus = Some(rows.len());
        }
        rows.extend(told.into_iter().map(|line| (differs, line)));
    }
    let first = rows.iter().position(|(differs, _)| *differs).unwrap_or(0);
    let last = rows.iter().rposition(|(differs, _)| *differs).unwrap_or(first);
    ShownCode {
        title: own.title.clone(),
        remark: ended(scene, code.a),
        vital: (first..=last).filter(|row| rows.get(*row).is_some_and(|(it, _)| *it)).collect(),
        rows: rows.into_iter().map(|(_, line)| line).collect(),
        // Where not all of it has room, that is seen, or what differs first.
        seen: (last, focus.unwrap_or(first)),
        ran: None,
        variables: Vec::new(),
    }
}

/// A statement that is left out, by its position in the other body: one whose call is not made in
/// this run, or one around it.
pub(super) fn owed(
    scene: &StageView<'_>,
    (code, healthy): (&CodeDifference, &HealthyRun),
    at: usize,
    columns: u16,
) -> Vec<Vec<Piece>> {
    let body = healthy.ghost.timeline.machine().program().body(code.b);
    let id = if healthy.omitted.contains(&at) { "code-owed" } else { "code-missing" };
    told(scene, &body.statements[at], Role::Doubt, Some(id), columns)
}

/// When the body came to its end and whose thread that was, in shorter forms too; whose body it is
/// while it still runs. Where a call is missing in it, that is the end at which the run parts from
/// the healthy one, and not a later one.
pub(super) fn ended(scene: &StageView<'_>, body: BodyId) -> Vec<String> {
    let events = &scene.timeline.events()[..scene.timeline.at()];
    let is_it = |event: &Event| event.at.body == body;
    let mut ends = (0..events.len())
        .filter(|at| is_it(&events[*at]) && matches!(events[*at].kind, EventKind::Return { .. }));
    let parts = scene.owes().and_then(HealthyRun::owes_from);
    let first = parts.and_then(|parts| ends.clone().find(|at| at + 1 >= parts));
    let step = first.or_else(|| ends.next_back());
    let last = events.iter().rfind(|event| is_it(event));
    let ran = first.map(|at| &events[at]).or(last).map(|event| event.thread);
    let thread = ran.unwrap_or_else(|| scene.shown_thread());
    let thread = scene.program().thread_name(scene.state, thread);
    let Some(at) = step else {
        let who = scene.text(who(scene.program().body(body)));
        return vec![format!("{thread}, {who}"), who];
    };
    let told = |id: &str| scene.words().with(id, &[("step", (at + 1).into())]);
    let full = told("code-ended");
    vec![format!("{thread}, {full}"), full, told("code-ended-short")]
}

fn told(
    scene: &StageView<'_>,
    statement: &Statement,
    role: Role,
    id: Option<&str>,
    columns: u16,
) -> Vec<Vec<Piece>> {
    let indent = usize::from(statement.indent) * 2 + 2;
    let shown = statement.text.strip_prefix("quietly ").unwrap_or(&statement.text);
    let shown = match id {
        Some(id) => scene.words().with(id, &[("statement", shown.to_owned().into())]),
        None => shown.to_owned(),
    };
    let mark = match role {
        Role::Bad => scene.theme.glyphs.broken,
        Role::Doubt => scene.theme.glyphs.owed,
        _ => " ",
    };
    // Every line of a statement has its mark: what is left of it in a low panel looks like no other
    // code.
    wrap_code(&shown, columns.saturating_sub(indent as u16).max(8))
        .into_iter()
        .map(|text| {
            vec![piece(role, mark), piece(Role::Quiet, " ".repeat(indent - 1)), piece(role, text)]
        })
        .collect()
}
