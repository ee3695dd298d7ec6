//! The MAPIUID registry: one line an entry, with its bytes and the logon object that it is
//! registered under.

use crate::sim::UidId;
use crate::sim::ledgers::Item;
use crate::tui::content::panel::entry::{Fate, LedgerEntry, column};
use crate::tui::content::panel::value::stays;
use crate::tui::content::pen::{Piece, fit, piece};
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Line `line` of the panel, from 0, in so many columns; `None` behind the last.
pub fn entry(scene: &StageView<'_>, line: usize, columns: u16) -> Option<LedgerEntry> {
    let id = UidId(u16::try_from(line).ok()?);
    let uid = scene.ledgers().uid(id)?;
    let bytes = short(uid.bytes);
    let name = piece(Role::Text, column(&uid.name.to_string(), 5));
    let owner = [
        piece(Role::Quiet, format!("{} ", scene.theme.glyphs.owner)),
        piece(Role::Text, uid.owner.to_string()),
    ];
    let brief: Vec<Piece> = std::iter::once(name.clone()).chain(owner.clone()).collect();
    let mut left = vec![brief];
    if columns >= 28 {
        let bytes = piece(Role::Quiet, fit(&bytes, 9, ""));
        left.insert(0, [name, bytes].into_iter().chain(owner).collect());
    }
    let goes = scene.mark(Item::Uid(id)) == Some(ItemMark::Removed);
    let gone = || scene.text("fate-unregistered");
    let right = match uid.registered || goes && !scene.has_landed() {
        true => Vec::new(),
        false if goes => stays(Role::Changed, gone()),
        false => stays(Role::Quiet, gone()),
    };
    Some(LedgerEntry {
        item: Some(Item::Uid(id)),
        left,
        right,
        fate: if uid.registered { Fate::There } else { Fate::Gone },
        goes,
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
