//! Everything that an item's line has no room for: all columns of a row, all bytes of a MAPIUID, an object's fields.

use crate::mapi::{FlagSet, flag_names};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::{Program, State};
use crate::tui::content::panel::status_table::{status_text, type_name};
use crate::tui::content::pen::{fit, piece};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::marks::Item;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// The name of an item.
pub fn name(program: &Program, state: &State, item: Item) -> String {
    match item {
        Item::Row(row) => format!("{} {}", program.row_name(state, row), program.names.text(state.rows[row.index()].display)),
        Item::Uid(uid) => program.uid_name(state, uid),
        Item::Object(object) => program.object_name(state, object),
        Item::Transport(transport) => program.transport_name(state, transport).to_owned(),
        Item::Message(message) => program.message_name(state, message).to_owned(),
    }
}

/// Whether a situation has the item at all.
pub fn exists(state: &State, item: Item) -> bool {
    match item {
        Item::Row(row) => row.index() < state.rows.len(),
        Item::Uid(uid) => uid.index() < state.uids.len(),
        Item::Object(object) => object.index() < state.objects.len(),
        Item::Transport(transport) => transport.index() < state.transports.len(),
        Item::Message(message) => message.index() < state.messages.len(),
    }
}

/// Adds the item's name and its columns.
pub fn push(sheet: &mut Sheet, model: &Model, stage: &Stage, item: Item) {
    let state = stage.timeline.state();
    let program = stage.timeline.machine().program();
    if !exists(state, item) {
        sheet.text(Role::Quiet, &model.text("why-not-yet"), 0);
        return;
    }
    sheet.push(vec![piece(Role::Title, name(program, state, item))]);
    for (label, value) in columns(model, program, state, item) {
        sheet.push(vec![piece(Role::Quiet, format!("  {}", fit(&label, 24, ""))), piece(Role::Text, value)]);
    }
}

fn columns(model: &Model, program: &Program, state: &State, item: Item) -> Vec<(String, String)> {
    let named = |label: &str, value: String| (label.to_owned(), value);
    let flags = |set: FlagSet, word: u32| format!("0x{word:08X}  {}", flag_names(set, word).join(" "));
    match item {
        Item::Row(id) => {
            let row = &state.rows[id.index()];
            vec![
                named("PR_STATUS_CODE", flags(FlagSet::StatusCode, row.status)),
                (String::new(), status_text(model.words(), row.status)),
                named("PR_RESOURCE_TYPE", format!("{}  {}", row.resource_type, type_name(row.resource_type))),
                named("PR_RESOURCE_METHODS", flags(FlagSet::ResourceMethods, row.methods)),
                named("PR_RESOURCE_FLAGS", flags(FlagSet::ResourceFlags, row.resource_flags)),
                named("PR_PROVIDER_DLL_NAME", program.names.text(row.dll).to_owned()),
            ]
        }
        Item::Uid(id) => {
            let uid = &state.uids[id.index()];
            vec![
                named("MAPIUID", program.names.text(uid.bytes).to_owned()),
                (model.text("detail-owner"), program.object_name(state, uid.owner)),
            ]
        }
        Item::Object(id) => {
            let object = state.object(id);
            let parent = object.parent.map(|parent| program.object_name(state, parent)).unwrap_or_default();
            vec![
                (model.text("detail-interface"), program.interface(state, id).to_owned()),
                (model.text("detail-state"), model.text(&format!("life-{}", life_name(object.life)))),
                (model.text("detail-refs"), object.refs.to_string()),
                (model.text("detail-parent"), parent),
            ]
        }
        Item::Transport(id) => {
            let it = &state.transports[id.index()];
            let message = |message: Option<crate::sim::MessageId>| {
                message.map_or_else(|| "-".to_owned(), |message| program.message_name(state, message).to_owned())
            };
            vec![
                (model.text("line-sending"), message(it.sends)),
                (model.text("line-receiving"), message(it.gets)),
                (model.text("detail-order"), (id.index() + 1).to_string()),
            ]
        }
        Item::Message(id) => {
            let it = &state.messages[id.index()];
            vec![
                (model.text("detail-state"), model.text(&format!("message-{}", message_state_name(it.state)))),
                (model.text("detail-carrier"), program.transport_name(state, it.transport).to_owned()),
                (model.text("detail-store"), program.object_name(state, it.store)),
            ]
        }
    }
}
