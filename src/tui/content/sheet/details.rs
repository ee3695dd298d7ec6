//! Everything that an item's line has no room for: all columns of a row, all bytes of a MAPIUID, an
//! object's fields.

use crate::mapi::{FlagSet, flag_names};
use crate::sim::Life;
use crate::sim::ledgers::{Item, Ledgers, ObjectLine};
use crate::sim::program::message_state_name;
use crate::sim::state::UNSEEN;
use crate::tui::content::panel::status_table::{status_text, type_name};
use crate::tui::content::pen::{fit, piece};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// Adds the item's name and its columns.
pub fn push(sheet: &mut Sheet, model: &Model, stage: &Stage, item: Item) {
    let ledgers = stage.ledgers();
    let Some(columns) = columns(model, ledgers, item) else {
        sheet.text(Role::Quiet, &model.text("why-not-yet"), 0);
        return;
    };
    sheet.push(vec![piece(Role::Title, ledgers.title(item))]);
    for (label, value) in columns {
        sheet.push(vec![
            piece(Role::Quiet, format!("  {}", fit(&label, 24, ""))),
            piece(Role::Text, value),
        ]);
    }
}

/// The columns, each with its label; `None`: there is no such item yet.
fn columns(model: &Model, ledgers: Ledgers<'_>, item: Item) -> Option<Vec<(String, String)>> {
    let named = |label: &str, value: String| (label.to_owned(), value);
    let flags = |set: FlagSet, word: u32| match word {
        UNSEEN => model.text("ledger-unknown"),
        word => format!("0x{word:08X}  {}", flag_names(set, word).join(" ")),
    };
    Some(match item {
        Item::Row(id) => {
            let row = ledgers.row(id)?;
            let status = |code| status_text(model.words(), code);
            vec![
                named("PR_STATUS_CODE", flags(FlagSet::StatusCode, row.status)),
                (String::new(), row.known_status().map_or_else(String::new, status)),
                named(
                    "PR_RESOURCE_TYPE",
                    format!("{}  {}", row.resource_type, type_name(row.resource_type)),
                ),
                named("PR_RESOURCE_METHODS", flags(FlagSet::ResourceMethods, row.methods)),
                named("PR_RESOURCE_FLAGS", flags(FlagSet::ResourceFlags, row.resource_flags)),
                named("PR_PROVIDER_DLL_NAME", row.dll.to_owned()),
            ]
        }
        Item::Uid(id) => {
            let uid = ledgers.uid(id)?;
            vec![
                named("MAPIUID", uid.bytes.to_owned()),
                (model.text("detail-owner"), uid.owner.to_string()),
            ]
        }
        Item::Object(id) => {
            let object = ledgers.object(id)?;
            let parent = object
                .parent
                .map(|parent| ledgers.object_name(parent).to_string())
                .unwrap_or_default();
            vec![
                (model.text("detail-interface"), object.interface.to_owned()),
                (model.text("detail-state"), model.text(life(ledgers, &object))),
                (model.text("detail-refs"), object.count()),
                (model.text("detail-parent"), parent),
            ]
        }
        Item::Transport(id) => {
            let it = ledgers.transport(id)?;
            let message = |message: Option<&str>| message.unwrap_or("-").to_owned();
            vec![
                (model.text("line-sending"), message(it.sends)),
                (model.text("line-receiving"), message(it.gets)),
                (model.text("detail-order"), (id.index() + 1).to_string()),
            ]
        }
        Item::Message(id) => {
            let it = ledgers.message(id)?;
            vec![
                (
                    model.text("detail-state"),
                    model.text(&format!("message-{}", message_state_name(it.state))),
                ),
                (model.text("detail-carrier"), it.carrier.to_owned()),
                (model.text("detail-store"), it.store.to_string()),
            ]
        }
    })
}

/// The id of what has become of an object. That nothing holds it, as far as a log counts, is no
/// proof that it is there nor that it is not.
fn life(ledgers: Ledgers<'_>, object: &ObjectLine<'_>) -> &'static str {
    match object.life {
        Life::Live if ledgers.is_recorded() => match object.known_count() {
            Some(1..) => "log-life-live",
            _ => "log-life-unknown",
        },
        Life::Live => "life-live",
        Life::Invalid => "life-invalid",
        Life::Freed => "life-freed",
    }
}
