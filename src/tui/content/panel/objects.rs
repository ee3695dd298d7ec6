//! The open objects as a tree, each with its reference count.

use crate::sim::ledgers::Item;
use crate::sim::state::Life;
use crate::tui::content::panel::entry::{Fate, LedgerEntry, fate};
use crate::tui::content::panel::value::{becomes, stays};
use crate::tui::content::pen::{line_width, piece};
use crate::tui::model::marks::ItemMark;
use crate::tui::model::pointers::pointers;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::{Glyphs, Role};
use crate::tui::model::tree::Branch;

/// Columns of the name of an interface, with a gap before it.
const INTERFACE: u16 = 14;
/// Columns of what is said of an object behind it.
const COUNT: u16 = 6;

/// Line `line` of the panel, from 0, in so many columns; `None` behind the last.
pub fn entry(scene: &StageView<'_>, line: usize, columns: u16) -> Option<LedgerEntry> {
    let (id, branch) = scene.tree.line(line)?;
    let ledgers = scene.ledgers();
    let object = ledgers.object(id)?;
    let item = Item::Object(id);
    let mark = scene.mark(item);
    let mut left = Vec::new();
    match branch {
        Some(branch) => left.push(piece(Role::Border, rails(branch, scene.theme.glyphs))),
        None => left.push(piece(Role::Quiet, format!("{} ", scene.theme.glyphs.dot))),
    }
    left.push(piece(
        if object.refs == 0 { Role::Quiet } else { Role::Text },
        object.name.to_string(),
    ));
    if branch.is_none()
        && let Some(parent) = object.parent
    {
        left.push(piece(Role::Quiet, format!(" ({})", ledgers.object_name(parent))));
    }
    let mut left = vec![left];
    // All lines have the interface, or none of them.
    let name = scene.tree.widest().max(line_width(&left[0]));
    if columns >= name + INTERFACE + COUNT {
        let gap = name - line_width(&left[0]) + 2;
        let mut full = left[0].clone();
        full.push(piece(Role::Quiet, " ".repeat(usize::from(gap))));
        full.push(piece(Role::Quiet, object.interface));
        left.insert(0, full);
    }
    let now = object.count();
    let freed = |role| vec![vec![piece(role, scene.text("fate-freed"))], Vec::new()];
    let goes = mark == Some(ItemMark::Removed);
    let right = match (mark, object.life) {
        // What a count was before, a log need not have.
        (Some(ItemMark::Refs(_)), Life::Live) if scene.program().recorded => {
            stays(if scene.has_landed() { Role::Changed } else { Role::Text }, now)
        }
        (Some(ItemMark::Refs(old)), Life::Live) => becomes(scene, &old.to_string(), &now),
        (Some(ItemMark::Removed), Life::Freed) if !scene.has_landed() => stays(Role::Text, now),
        (Some(ItemMark::Life(_)), Life::Invalid) if !scene.has_landed() => stays(Role::Text, now),
        (_, Life::Freed) => freed(if goes { Role::Changed } else { Role::Quiet }),
        (Some(ItemMark::Refs(old)), Life::Invalid) => {
            let invalid = piece(Role::Doubt, format!("{} ", scene.text("fate-invalid")));
            // Where there is no room for the word, the sign before the line has it.
            let bare = becomes(scene, &old.to_string(), &now);
            let whole = bare.iter().map(|it| [std::slice::from_ref(&invalid), &it[..]].concat());
            let whole: Vec<_> = whole.collect();
            whole.into_iter().zip(bare).flat_map(|(whole, bare)| [whole, bare]).collect()
        }
        (_, Life::Invalid) => stays(Role::Doubt, format!("{} {now}", scene.text("fate-invalid"))),
        _ => stays(if object.refs > 0 { Role::Text } else { Role::Quiet }, now),
    };
    let fate = match (mark, fate(object.life)) {
        (Some(ItemMark::Life(_)), Fate::Doubtful) if !scene.has_landed() => Fate::There,
        (_, fate) => fate,
    };
    Some(LedgerEntry { item: Some(item), left, right, fate, goes })
}

/// Where the lines run that lead to a selected object from those that point to it.
pub struct References {
    selected: usize,
    holders: Vec<usize>,
}

impl References {
    /// Those of the object on a line.
    pub fn of(scene: &StageView<'_>, selected: usize) -> Option<Self> {
        let (object, _) = scene.tree.line(selected)?;
        let from = pointers(scene.program(), scene.state, object).into_iter();
        let holders = from.filter_map(|(holder, _)| scene.tree.line_of(holder)).collect();
        Some(Self { selected, holders })
    }

    /// The sign on a line: a corner or a branch at each that points to it, an arrow at the object.
    pub fn sign(&self, line: usize, glyphs: &Glyphs) -> Option<&'static str> {
        const UP: usize = 1;
        const RIGHT: usize = 2;
        const DOWN: usize = 4;
        let reaches = |above: bool| {
            let beyond = |it: &usize| if above { *it < line } else { *it > line };
            self.holders.iter().any(beyond)
        };
        if self.holders.is_empty() || line == self.selected {
            return (!self.holders.is_empty()).then_some(glyphs.spin[1]);
        }
        // Between the object and a holder on the other side of the line.
        let passes = reaches(line < self.selected);
        let points = self.holders.contains(&line);
        let (up, down) = match line < self.selected {
            true => (passes, passes || points),
            false => (passes || points, passes),
        };
        let arms = UP * usize::from(up) + DOWN * usize::from(down) + RIGHT * usize::from(points);
        (arms > 0).then(|| glyphs.joints[arms])
    }
}

fn rails(branch: Branch, glyphs: &Glyphs) -> String {
    let [child, last, rail, blank] = glyphs.tree;
    let mut text = String::new();
    for depth in 1..branch.depth {
        text.push_str(if branch.rails & 1 << depth != 0 { rail } else { blank });
    }
    if branch.depth > 0 {
        text.push_str(if branch.last { last } else { child });
    }
    text
}
