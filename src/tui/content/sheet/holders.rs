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
            Some(step) => model.words().with("holders-since", &[("step", step.into())]),
            None => model.text("holders-from-start"),
        };
        let line = vec![
            piece(Role::Quiet, indent.clone()),
            piece(Role::Actor, name(model, *holder)),
            piece(Role::Text, format!("  {}", held[column])),
            piece(Role::Quiet, format!("  {since}")),
        ];
        match taken {
            Some(step) => sheet.choice(line, Action::Jump(step)),
            None => sheet.push(line),
        }
    }
    if !any && depth == 0 {
        sheet.text(Role::Quiet, &model.text("holders-nobody"), 2);
    }
    for (pointer, field) in pointers(program, state, object) {
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
fn name(model: &Model, holder: Holder) -> String {
    match holder {
        Holder::Provider | Holder::Transport | Holder::AddressBook => {
            model.text(&format!("holder-{}", holder_name(holder)))
        }
        _ => holder_name(holder).to_owned(),
    }
}
