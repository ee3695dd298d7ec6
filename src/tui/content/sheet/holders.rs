//! Who still holds an object: whose references its count is made of, and which objects point to it,
//! as a chain up to a client.

use crate::sim::ObjectId;
use crate::sim::ledgers::Item;
use crate::sim::program::holder_name;
use crate::sim::state::{HOLDERS, Holder, Life};
use crate::tui::content::pen::piece;
use crate::tui::content::sheet::{Sheet, why};
use crate::tui::model::Model;
use crate::tui::model::pointers::pointers;
use crate::tui::model::sheet::{Action, SheetKind};
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// How far a chain is followed.
const DEEPEST: usize = 5;

/// Adds the holders of an object.
pub fn push(sheet: &mut Sheet, model: &Model, stage: &Stage, object: ObjectId) {
    let state = stage.timeline.state();
    let it = state.object(object);
    sheet.push(vec![piece(Role::Title, model.text("holders-title"))]);
    if it.life == Life::Freed {
        sheet.text(Role::Quiet, &model.text("holders-freed"), 2);
        return;
    }
    // What a log does not count, nobody is known to hold.
    let program = stage.timeline.machine().program();
    if program.recorded && stage.ledgers().object(object).is_none_or(|it| !it.counted) {
        sheet.text(Role::Quiet, &model.text("log-holders-unknown"), 2);
        return;
    }
    let mut seen = vec![object];
    level(sheet, model, stage, object, 0, &mut seen);
}

/// One level of the chain: the references on this object, then the objects that point to it and
/// theirs.
fn level(
    sheet: &mut Sheet,
    model: &Model,
    stage: &Stage,
    object: ObjectId,
    depth: usize,
    seen: &mut Vec<ObjectId>,
) {
    let state = stage.timeline.state();
    let program = stage.timeline.machine().program();
    let indent = "  ".repeat(depth + 1);
    let held = state.object(object).held;
    let mut any = false;
    for (column, holder) in HOLDERS.iter().enumerate().filter(|(column, _)| held[*column] > 0) {
        any = true;
        let taken = why::taken(&stage.timeline, object, column);
        let since = match taken {
            // The others may be older.
            Some(step) if held[column] > 1 => {
                model.words().with("holders-last", &[("step", step.into())])
            }
            Some(step) => model.words().with("holders-since", &[("step", step.into())]),
            None if program.recorded => model.text("log-holders-before"),
            None => model.text("holders-from-start"),
        };
        let line = vec![
            piece(Role::Quiet, indent.clone()),
            piece(Role::Actor, name(model, stage, *holder)),
            piece(Role::Text, format!("  {}", held[column])),
            piece(Role::Quiet, format!("  {since}")),
        ];
        match taken {
            Some(step) => sheet.choice(line, Action::Jump(step)),
            None => sheet.push(line),
        }
    }
    if !any && depth == 0 {
        let id = if program.recorded { "log-holders-nobody" } else { "holders-nobody" };
        sheet.text(Role::Quiet, &model.text(id), 2);
    }
    // Which of its fields point where, a log does not show.
    let pointers = if program.recorded { Vec::new() } else { pointers(program, state, object) };
    for (pointer, field) in pointers {
        let name = program.object_name(state, pointer);
        let gone = state.object(pointer).life == Life::Freed;
        let (role, id) =
            if gone { (Role::Bad, "holders-gone") } else { (Role::Quiet, "holders-points") };
        let line = vec![
            piece(Role::Quiet, format!("{indent}{} ", model.theme.glyphs.owner)),
            piece(Role::Text, format!("{name}.{field}")),
            piece(role, format!("  {}", model.text(id))),
        ];
        if program.is_listed(state, pointer) {
            sheet.choice(line, Action::Open(SheetKind::Item(Item::Object(pointer))));
        } else {
            sheet.push(line);
        }
        if depth < DEEPEST && !gone && !seen.contains(&pointer) && program.is_listed(state, pointer)
        {
            seen.push(pointer);
            level(sheet, model, stage, pointer, depth + 1, seen);
        }
    }
}

/// Who holds a reference. A provider does so by one of its objects; which, the next lines tell.
fn name(model: &Model, stage: &Stage, holder: Holder) -> String {
    let timeline = &stage.timeline;
    let (program, start) = (timeline.machine().program(), timeline.machine().start());
    let has_thread =
        |name: &str| start.threads.iter().any(|thread| program.names.text(thread.name) == name);
    match holder {
        Holder::Mapi if program.recorded => model.text("log-holder-others"),
        // A thread whose name does not say so need not be a client's.
        _ if program.recorded && holder.is_client() && !has_thread(holder_name(holder)) => {
            model.text("log-holder-caller")
        }
        Holder::Provider | Holder::Transport | Holder::AddressBook => {
            model.text(&format!("holder-{}", holder_name(holder)))
        }
        _ => holder_name(holder).to_owned(),
    }
}
