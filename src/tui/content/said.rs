//! What the panels say, as plain lines: for the clipboard and for the mode without a screen, so
//! that both tell the same facts.
//!
//! It must not know where the lines go.

use std::collections::BTreeSet;

use crate::mapi::Cite;
use crate::sim::body::Confidence;
use crate::sim::event::Ledger;
use crate::sim::ledgers::Item;
use crate::tui::content::panel::entry::{Fate, LedgerEntry};
use crate::tui::content::panel::{self, call_stack};
use crate::tui::content::pen::Piece;
use crate::tui::content::{lookup, violation};
use crate::tui::model::beside::Wrong;
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::walk::StackPlace;

/// Columns that a line of a ledger may take.
const COLUMNS: u16 = 72;

/// A line of a ledger and the item it is about.
pub struct Said {
    /// The item; `None` for a heading.
    pub item: Option<Item>,
    /// What the step says, in one sentence.
    pub text: String,
}

/// The text of some pieces.
pub fn flat(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The lines of a ledger: a sign for what has become of the item, then what the panel says.
pub fn ledger(scene: &StageView<'_>, ledger: Ledger) -> Vec<Said> {
    (0..scene.lines().count(ledger))
        .filter_map(|line| panel::line_of(scene, ledger, line, COLUMNS))
        .map(|entry| Said { item: entry.item, text: line(scene, &entry) })
        .collect()
}

fn line(scene: &StageView<'_>, entry: &LedgerEntry) -> String {
    let glyphs = scene.theme.glyphs;
    let sign = match entry.fate {
        _ if wrong(scene, entry) == Some(Wrong::Stays) => glyphs.owed,
        _ if wrong(scene, entry).is_some() => glyphs.broken,
        Fate::Gone => glyphs.gone,
        Fate::Doubtful => glyphs.doubtful,
        Fate::There => " ",
    };
    format!("{sign} {}", told(scene, entry)).trim_end().to_owned()
}

fn wrong(scene: &StageView<'_>, entry: &LedgerEntry) -> Option<Wrong> {
    entry.item.and_then(|item| scene.wrong.get(&item).copied())
}

/// What the panel says of an item, without the sign.
fn told(scene: &StageView<'_>, entry: &LedgerEntry) -> String {
    let wrong = wrong(scene, entry);
    let [left, right] = [&entry.left, &entry.right].map(|it| it.first().cloned());
    let (left, right) = (left.unwrap_or_default(), right.unwrap_or_default());
    let told = wrong.map(|wrong| panel::wrong::right(scene, wrong, &right));
    let (left, right) = (flat(&left), flat(&told.unwrap_or(right)));
    let gap = if right.trim().is_empty() { "" } else { "  " };
    format!("{}{gap}{}", left.trim_end(), right.trim())
}

/// The lines of what the last move changed, ledger by ledger; a sign says how.
pub fn changes(scene: &StageView<'_>) -> Vec<(Ledger, String)> {
    let (glyphs, lines) = (scene.theme.glyphs, scene.lines());
    // Only what is marked is looked at: a ledger may be long.
    let place = |item: Item| Some((item.ledger(), lines.line_of(item)?));
    let places: BTreeSet<(Ledger, usize)> = scene.marks.items().filter_map(place).collect();
    let mut said = Vec::new();
    for (of, at) in places {
        let Some(entry) = panel::line_of(scene, of, at, COLUMNS) else { continue };
        let Some(mark) = entry.item.and_then(|item| scene.mark(item)) else { continue };
        let sign = match mark {
            ItemMark::Added => glyphs.added,
            ItemMark::Removed => glyphs.gone,
            _ => glyphs.changed,
        };
        said.push((of, format!("{sign} {}", told(scene, &entry).trim_start())));
    }
    said
}

/// All calls in progress, in the order of the walk.
pub fn calls(scene: &StageView<'_>) -> Vec<String> {
    let place = |place: StackPlace| {
        let frame = place.frame(scene.state)?;
        let object = scene.program().object_name(scene.state, frame.this);
        let name = match frame.method {
            Some(_) => format!("{}  {object}", call_stack::call_name(scene, frame)),
            None => call_stack::call_name(scene, frame),
        };
        Some(format!("{name}  ({})", panel::frame::place(scene, place)))
    };
    StackPlace::all(scene.state, scene.active()).into_iter().filter_map(place).collect()
}

/// The call that was walked to, or the running one: its code, with signs at the statement that has
/// run and at the next one, and its variables.
pub fn frame(scene: &StageView<'_>) -> Vec<String> {
    let (Some(place), Some(body)) = (scene.frame(), scene.body()) else { return Vec::new() };
    let heading = format!("\n== {} ({}) ==", body.title, panel::frame::place(scene, place));
    let code = panel::body::rows(scene, COLUMNS).into_iter().map(|line| flat(&line));
    let named = panel::frame::variables(scene).into_iter();
    let variables = named.map(|(name, value)| format!("  {name} = {value}"));
    let mut lines = vec![heading];
    lines.extend(code);
    lines.extend((variables.len() > 0).then(|| scene.text("plain-variables")));
    lines.extend(variables);
    lines
}

/// The page that says so, and how sure that is.
pub fn cite(scene: &StageView<'_>) -> String {
    let (cites, confidence) = scene.cites();
    let pages = cites.iter().map(Cite::to_string).collect::<Vec<_>>().join(", ");
    match doubt(scene, confidence) {
        Some(doubt) if pages.is_empty() => doubt,
        Some(doubt) => format!("{pages} [{doubt}]"),
        None => pages,
    }
}

/// How sure the last statement is, in words; `None` where the pages say it.
pub fn doubt(scene: &StageView<'_>, confidence: Option<Confidence>) -> Option<String> {
    let mark = confidence.filter(|mark| *mark != Confidence::Documented)?;
    Some(scene.text(&format!("confidence-{}", mark.name())))
}

/// The addresses of the pages behind the last statement.
pub fn addresses(scene: &StageView<'_>) -> Vec<String> {
    scene.cites().0.iter().filter_map(Cite::address).collect()
}

/// What the last step did, and which rules it has broken.
pub fn sentences(scene: &StageView<'_>) -> Vec<String> {
    let diverges = scene.diverges_here().map(|run| violation::diverges(run, scene.lang));
    let step = std::iter::once(lookup::sentence(scene));
    step.chain(diverges).chain(lookup::broken_here(scene)).collect()
}
