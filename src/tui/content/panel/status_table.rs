//! The status table: one line a row, with its type, its name and what PR_STATUS_CODE says in words.

use crate::sim::RowId;
use crate::sim::ledgers::Item;
use crate::sim::state::UNSEEN;
use crate::tui::content::panel::entry::{Fate, LedgerEntry, column};
use crate::tui::content::panel::value::{becomes, becomes_parts, stays};
use crate::tui::content::pen::{Piece, fit, piece};
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;
use crate::words::Words;

/// Line `line` of the panel, from 0, in so many columns; `None` behind the last.
pub fn entry(scene: &StageView<'_>, line: usize, columns: u16) -> Option<LedgerEntry> {
    let id = RowId(u16::try_from(line).ok()?);
    let row = scene.ledgers().row(id)?;
    let item = Item::Row(id);
    let id = piece(Role::Quiet, column(&row.name.to_string(), 3));
    let kind = piece(Role::Quiet, fit(type_name(row.resource_type), 10, ""));
    let named = |name: &str| piece(Role::Text, name);
    let mut left: Vec<Vec<Piece>> = vec![vec![id.clone(), named(row.display)]];
    if columns >= 48 {
        left.insert(0, vec![id.clone(), kind, named(row.display)]);
    }
    // `Transport 1` of `Transport 1 (SMTP)`; beside what changes the row's own name is enough.
    if let Some((name, _)) = row.display.split_once(" (") {
        left.push(vec![id.clone(), named(name)]);
    }
    let mark = scene.mark(item);
    if mark.is_some() {
        left.push(vec![id]);
    }
    let words = scene.words();
    let now = status_words(words, row.status);
    let right = match mark {
        Some(ItemMark::Status(old)) => becomes_parts(scene, &status_words(words, old), &now),
        Some(ItemMark::Removed) => becomes(scene, &now.join(", "), &scene.text("fate-gone")),
        _ if !row.present => stays(Role::Quiet, scene.text("fate-gone")),
        _ => stays(Role::Quiet, now.join(", ")),
    };
    Some(LedgerEntry {
        item: Some(item),
        left,
        right,
        fate: if row.present { Fate::There } else { Fate::Gone },
        goes: mark == Some(ItemMark::Removed),
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
    status_words(words, code).join(", ")
}

/// The same, part by part.
fn status_words(words: &Words, code: u32) -> Vec<String> {
    let way = |enabled: u32, active: u32, flush: u32, id: &str| {
        let is = |bit: u32| code & bit != 0;
        // What is active or flushes is enabled too.
        let only_enabled = is(enabled) && !is(active) && !is(flush);
        [(is(active), "active"), (is(flush), "flush"), (only_enabled, "enabled")]
            .into_iter()
            .filter(|(is_so, _)| *is_so)
            .map(|(_, word)| words.text(&format!("status-{id}-{word}")))
            .collect::<Vec<_>>()
    };
    let mut said: Vec<String> = Vec::new();
    if code == UNSEEN {
        return vec![words.text("ledger-unknown")];
    }
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
    said
}
