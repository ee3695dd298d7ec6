//! The MAPIUID registry: one line an entry, with its bytes and the logon object that it is
//! registered under.

use crate::sim::UidId;
use crate::sim::ledgers::Item;
use crate::tui::content::panel::entry::{Fate, LedgerEntry, column, value_role};
use crate::tui::content::pen::{fit, piece};
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Line `line` of the panel, from 0, in so many columns; `None` behind the last.
pub fn entry(scene: &StageView<'_>, line: usize, columns: u16) -> Option<LedgerEntry> {
    let id = UidId(u16::try_from(line).ok()?);
    let uid = scene.ledgers().uid(id)?;
    let bytes = short(uid.bytes);
    let mut left = vec![piece(Role::Text, column(&uid.name.to_string(), 5))];
    if columns >= 28 {
        left.push(piece(Role::Quiet, fit(&bytes, 9, "")));
    }
    left.push(piece(Role::Quiet, format!("{} ", scene.theme.glyphs.owner)));
    left.push(piece(Role::Text, uid.owner.to_string()));
    let goes = scene.mark(Item::Uid(id)) == Some(ItemMark::Removed);
    let right = match uid.registered || goes && !scene.has_landed() {
        true => Vec::new(),
        false => vec![piece(value_role(goes, Role::Quiet), scene.text("fate-gone"))],
    };
    Some(LedgerEntry {
        item: Some(Item::Uid(id)),
        left,
        right,
        fate: if uid.registered { Fate::There } else { Fate::Gone },
    })
}

/// The first and the last bytes.
fn short(bytes: &str) -> String {
    if bytes.contains("..") {
        return bytes.to_owned();
    }
    let plain: Vec<char> = bytes.chars().filter(char::is_ascii_alphanumeric).collect();
    match plain.len() {
        0..9 => plain.into_iter().collect(),
        count => {
            let (first, last): (String, String) =
                (plain[..4].iter().collect(), plain[count - 2..].iter().collect());
            format!("{first}..{last}")
        }
    }
}
