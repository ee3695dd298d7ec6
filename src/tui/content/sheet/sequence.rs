//! The run so far as a sequence diagram: who acts as lanes, calls and returns as arrows, what no
//! client waits for apart.

use crate::narrate;
use crate::narrate::cursor::StateCursor;
use crate::sim::{Event, EventKind, Program, State};
use crate::tui::content::pen::{Piece, cut, fit, piece, width};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// Lanes narrower than this say nothing.
const NARROWEST: u16 = 9;
/// Columns of the step's number.
const LEAD: u16 = 6;

/// One arrow.
struct Arrow {
    step: usize,
    from: String,
    to: String,
    label: String,
    is_return: bool,
    background: bool,
}

/// The sheet; the current step stands out and Enter goes to any.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("sequence-title"), columns);
    let arrows = arrows(stage);
    if arrows.is_empty() {
        sheet.text(Role::Quiet, &model.text("sequence-empty"), 0);
        return sheet;
    }
    let most = usize::from((columns.saturating_sub(LEAD) / NARROWEST).max(2));
    let lanes = lanes(&arrows, most);
    let lane = (columns.saturating_sub(LEAD) / lanes.len().max(1) as u16).min(22);
    sheet.push(heads(model, &lanes, lane));
    let mut background = false;
    for arrow in &arrows {
        if arrow.background && !background {
            let said = format!(
                "{} {}",
                model.theme.glyphs.joints[10].repeat(LEAD as usize - 1),
                model.text("sequence-background")
            );
            sheet.push(vec![piece(Role::Quiet, said)]);
        }
        background = arrow.background;
        let line = draw(model, stage, arrow, &lanes, lane);
        sheet.choice(line, Action::Jump(arrow.step));
    }
    let at = stage.timeline.at();
    if arrows.last().is_some_and(|arrow| arrow.step < at) {
        let text = StateCursor::new(&stage.timeline).sentence(at, model.lang);
        let text = cut(&text, columns.saturating_sub(LEAD), model.theme.glyphs.cut);
        let head =
            [piece(Role::Current, model.theme.glyphs.here), piece(Role::Key, format!("{at:>4} "))];
        sheet.choice([head.to_vec(), vec![piece(Role::Current, text)]].concat(), Action::Jump(at));
    }
    sheet
}

fn arrows(stage: &Stage) -> Vec<Arrow> {
    let timeline = &stage.timeline;
    let program = timeline.machine().program();
    let mut walk = StateCursor::new(timeline);
    let mut found = Vec::new();
    for (at, event) in timeline.events()[..timeline.at()].iter().enumerate() {
        let state = walk.state(at + 1);
        if let Some(arrow) = arrow(program, state, event, at + 1) {
            found.push(arrow);
        }
    }
    found
}

fn arrow(program: &Program, state: &State, event: &Event, step: usize) -> Option<Arrow> {
    let (object, label, is_return) = match &event.kind {
        EventKind::Call { object, method, .. } => {
            (*object, program.method_name(*method).to_owned(), false)
        }
        EventKind::Return { object, result, .. } => {
            (*object, program.value_text(state, result), true)
        }
        _ => return None,
    };
    let caller = match event.kind {
        // The event of a return belongs to the method that returns; the frame below it gets the
        // answer.
        EventKind::Return { .. } => returns_to(program, state, event),
        _ => narrate::caller_of(program, state, event),
    };
    let callee = program.object_name(state, object);
    let (from, to) = if is_return { (callee, caller) } else { (caller, callee) };
    Some(Arrow { step, from, to, label, is_return, background: event.background })
}

fn returns_to(program: &Program, state: &State, event: &Event) -> String {
    let frames = &state.thread(event.thread).frames;
    match event.depth {
        0 => program.thread_name(state, event.thread).to_owned(),
        depth => frames.get(usize::from(depth)).map_or_else(
            || program.thread_name(state, event.thread).to_owned(),
            |frame| program.object_name(state, frame.this),
        ),
    }
}

/// Who acts, in order of appearance; those that find no room share the last lane.
fn lanes(arrows: &[Arrow], most: usize) -> Vec<String> {
    let mut lanes: Vec<String> = Vec::new();
    for name in arrows.iter().flat_map(|arrow| [&arrow.from, &arrow.to]) {
        if !lanes.contains(name) {
            lanes.push(name.clone());
        }
    }
    if lanes.len() > most {
        lanes.truncate(most.saturating_sub(1));
        lanes.push("...".to_owned());
    }
    lanes
}

fn heads(model: &Model, lanes: &[String], lane: u16) -> Vec<Piece> {
    let mut line = vec![piece(Role::Text, " ".repeat(usize::from(LEAD)))];
    line.extend(lanes.iter().map(|name| {
        piece(
            Role::Actor,
            fit(&cut(name, lane.saturating_sub(1), model.theme.glyphs.cut), lane, ""),
        )
    }));
    line
}

fn draw(model: &Model, stage: &Stage, arrow: &Arrow, lanes: &[String], lane: u16) -> Vec<Piece> {
    let glyphs = model.theme.glyphs;
    let place = |name: &str| {
        lanes.iter().position(|it| it == name).unwrap_or(lanes.len().saturating_sub(1))
    };
    let (from, to) = (place(&arrow.from), place(&arrow.to));
    let (rail, dash) = (glyphs.joints[5], glyphs.joints[10]);
    let is_current = arrow.step == stage.timeline.at();
    let role = match (is_current, arrow.is_return) {
        (true, _) => Role::Current,
        (false, true) => Role::Quiet,
        (false, false) => Role::Text,
    };
    let marker = if is_current { glyphs.here } else { " " };
    let mut line =
        vec![piece(Role::Current, marker), piece(Role::Key, format!("{:>4} ", arrow.step))];
    let (left, right) = (from.min(to), from.max(to));
    for (at, _) in lanes.iter().enumerate() {
        if at < left || at > right || (at == right && left != right) {
            line.push(piece(Role::Border, fit(rail, lane, "")));
        } else if at == left {
            let span = lane * (right - left).max(1) as u16;
            line.push(piece(role, shaft(model, arrow, span, (from <= to, from == to), rail, dash)));
        }
    }
    line
}

/// The arrow over the columns from its left lane to its right one.
fn shaft(
    model: &Model,
    arrow: &Arrow,
    span: u16,
    (forward, own): (bool, bool),
    rail: &str,
    dash: &str,
) -> String {
    let glyphs = model.theme.glyphs;
    let room = span.saturating_sub(5);
    let label = cut(&arrow.label, room, glyphs.cut);
    if own {
        return fit(&format!("{rail}{} {label}", glyphs.spin[0]), span, glyphs.cut);
    }
    let line = if arrow.is_return { " " } else { dash };
    let fill = |columns: u16| line.repeat(usize::from(columns));
    let rest = span.saturating_sub(width(&label) + 5);
    match forward {
        true => format!("{rail}{} {label} {}{}", fill(1), fill(rest), glyphs.spin[1]),
        false => format!("{rail}{}{} {label} {}", glyphs.spin[0], fill(rest), fill(1)),
    }
}
