//! The status table: one line a row, with its type, its name and what PR_STATUS_CODE says in words.

use crate::sim::RowId;
use crate::sim::ledgers::Item;
use crate::tui::content::panel::entry::{Fate, LedgerEntry, becomes, column};
use crate::tui::content::pen::{fit, line_width, piece};
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;
use crate::words::Words;

/// Line `line` of the panel, from 0, in so many columns; `None` behind the last.
pub fn entry(scene: &StageView<'_>, line: usize, columns: u16) -> Option<LedgerEntry> {
    let id = RowId(u16::try_from(line).ok()?);
    let row = scene.ledgers().row(id)?;
    let item = Item::Row(id);
    let mut left = vec![piece(Role::Quiet, column(&row.name.to_string(), 3))];
    if columns >= 48 {
        left.push(piece(Role::Quiet, fit(type_name(row.resource_type), 10, "")));
    }
    left.push(piece(Role::Text, row.display));
    let words = scene.words();
    let now = status_text(words, row.status);
    let right = match scene.mark(item) {
        Some(ItemMark::Status(old)) => {
            becomes(scene, &status_text(words, old), &now, columns * 2 / 5)
        }
        Some(ItemMark::Removed) => {
            let room = columns.saturating_sub(line_width(&left) + 1);
            becomes(scene, &now, &scene.text("fate-gone"), room)
        }
        _ if !row.present => vec![piece(Role::Quiet, scene.text("fate-gone"))],
        _ => vec![piece(Role::Quiet, now)],
    };
    Some(LedgerEntry {
        item: Some(item),
        left,
        right,
        fate: if row.present { Fate::There } else { Fate::Gone },
    })
}

/// PR_RESOURCE_TYPE in a word.
pub fn type_name(resource_type: u32) -> &'static str {
    match resource_type {
        33 => "STORE",
        34 => "AB",
        35 => "AB-PROV",
        36 => "TRANSPORT",
        37 => "SPOOLER",
        39 => "SUBSYSTEM",
        _ => "?",
    }
}

/// What a PR_STATUS_CODE says in plain words, such as available or offline.
pub fn status_text(words: &Words, code: u32) -> String {
    let way = |enabled: u32, active: u32, flush: u32, id: &str| {
        let word = match code {
            _ if code & flush != 0 => "flush",
            _ if code & active != 0 => "active",
            _ if code & enabled != 0 => "enabled",
            _ => return None,
        };
        Some(words.text(&format!("status-{id}-{word}")))
    };
    let mut said: Vec<String> = Vec::new();
    if code & 0x4 != 0 {
        said.push(words.text("status-failure"));
    }
    if code & 0x2 != 0 {
        said.push(words.text("status-offline"));
    }
    said.extend(way(0x1_0000, 0x2_0000, 0x4_0000, "in"));
    said.extend(way(0x10_0000, 0x20_0000, 0x40_0000, "out"));
    if said.is_empty() {
        said.push(words.text(if code & 1 != 0 { "status-available" } else { "status-off" }));
    }
    said.join(", ")
}
