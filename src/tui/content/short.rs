//! The ledgers in short form, for the back of a room: a line or two each, with the signs of the
//! full ones.
//!
//! Where all do not fit, objects that belong to no store are only counted, and then those that are
//! gone. It must not know where the lines are drawn.

use crate::sim::event::{LEDGERS, Ledger};
use crate::sim::ledgers::Item;
use crate::sim::program::message_state_name;
use crate::sim::state::MessageState;
use crate::tui::content::panel::entry::{Fate, fate};
use crate::tui::content::panel::status_table::status_text;
use crate::tui::content::panel::title;
use crate::tui::content::pen::{Piece, line_width, piece, width};
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// An item in a few letters.
struct Short {
    item: Item,
    text: String,
    fate: Fate,
}

/// How much is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Brief {
    /// Nothing of the ledger is shortened.
    No,
    /// Objects that belong to no store, if nothing happened to them.
    Others,
    /// And whatever has been gone for longer.
    Gone,
}

/// The lines of all ledgers in short form, in so many columns and rows: of several forms the first
/// that has room. Each ledger has a line of its own before another has its second one; lines
/// without a change are left out first, and a sign says so.
pub fn fitting(scene: &StageView<'_>, columns: u16, rows: u16) -> Vec<Vec<Piece>> {
    let rows = usize::from(rows);
    let count = |ledgers: &[Vec<ShortLine>]| ledgers.iter().map(Vec::len).sum::<usize>();
    let mut shown = ledgers(scene, columns, Brief::No);
    for brief in [Brief::Others, Brief::Gone] {
        if count(&shown) > rows {
            shown = ledgers(scene, columns, brief);
        }
    }
    while count(&shown) > rows {
        let spares = |lines: &[ShortLine]| lines.iter().skip(1).any(|line| !line.changed);
        let longest = shown.iter_mut().max_by_key(|lines| (spares(lines), lines.len()));
        let Some(lines) = longest.filter(|lines| lines.len() > 1) else { break };
        let spare = lines.iter().skip(1).rposition(|line| !line.changed);
        lines.remove(spare.map_or(lines.len() - 1, |at| at + 1));
        let (sign, last) = (scene.theme.glyphs.cut, lines.len() - 1);
        let line = &mut lines[last].pieces;
        let said = line.last().is_some_and(|piece| piece.text.ends_with(sign));
        if !said && line_width(line) + width(sign) < columns {
            line.push(piece(Role::Quiet, format!(" {sign}")));
        }
    }
    shown.into_iter().flatten().map(|line| line.pieces).take(rows).collect()
}

/// A line of a ledger in short form.
struct ShortLine {
    pieces: Vec<Piece>,
    /// The last step changed something in it.
    changed: bool,
}

/// The lines of each ledger, in so many columns.
fn ledgers(scene: &StageView<'_>, columns: u16, brief: Brief) -> Vec<Vec<ShortLine>> {
    let titles = LEDGERS.map(|ledger| scene.text(&format!("{}-short", title(ledger))));
    let margin = titles.iter().map(|title| width(title)).max().unwrap_or(0) + 2;
    let of = |(ledger, title)| ledger_lines(scene, ledger, title, margin, columns, brief);
    LEDGERS.into_iter().zip(titles).map(of).collect()
}

fn ledger_lines(
    scene: &StageView<'_>,
    ledger: Ledger,
    title: String,
    margin: u16,
    columns: u16,
    brief: Brief,
) -> Vec<ShortLine> {
    let blank = |text: &str| " ".repeat(usize::from(margin.saturating_sub(width(text))));
    let changed = scene.marks.first(ledger).is_some();
    let mut line = vec![
        piece(if changed { Role::Title } else { Role::Quiet }, title.clone()),
        piece(Role::Text, blank(&title)),
    ];
    let mut lines = Vec::new();
    let mut left_out = 0;
    let (mut first, mut here) = (true, false);
    for short in shorts(scene, ledger) {
        let mark = scene.mark(short.item);
        let quiet = brief >= Brief::Others && is_quiet(scene, short.item);
        let gone = brief == Brief::Gone && short.fate == Fate::Gone;
        if mark.is_none() && (quiet || gone) {
            left_out += 1;
            continue;
        }
        let pieces = pieces(scene, &short, mark);
        let gap = if first { 0 } else { 2 };
        if !first && line_width(&line) + gap + line_width(&pieces) > columns {
            let full = std::mem::replace(&mut line, vec![piece(Role::Text, blank(""))]);
            lines.push(ShortLine { pieces: full, changed: std::mem::take(&mut here) });
        } else if gap > 0 {
            line.push(piece(Role::Text, "  "));
        }
        first = false;
        here |= mark.is_some();
        line.extend(pieces);
    }
    let more = scene.words().with("short-more", &[("count", left_out.into())]);
    if left_out > 0 && line_width(&line) + width(&more) + 2 <= columns {
        line.push(piece(Role::Quiet, format!("  {more}")));
    }
    lines.push(ShortLine { pieces: line, changed: here });
    lines
}

/// Objects that are none of a store's: MAPI's, the transports' and the address book's.
fn is_quiet(scene: &StageView<'_>, item: Item) -> bool {
    let Item::Object(object) = item else { return false };
    let name = scene.program().object_name(scene.state, object);
    name.starts_with("XP") || name.starts_with("ab-") || name == "session" || name == "provider"
}

fn pieces(scene: &StageView<'_>, short: &Short, mark: Option<ItemMark>) -> Vec<Piece> {
    let glyphs = scene.theme.glyphs;
    let landed = scene.has_landed();
    let gone = short.fate == Fate::Gone && (mark.is_none() || landed);
    let (sign, role) = match mark {
        Some(ItemMark::Removed) if landed => (glyphs.gone, Role::Going),
        Some(ItemMark::Added) => (glyphs.added, Role::Added),
        Some(_) if landed => (glyphs.changed, Role::Changed),
        _ if gone => (glyphs.gone, Role::Gone),
        _ if short.fate == Fate::Doubtful => (glyphs.doubtful, Role::Doubt),
        _ => ("", Role::Text),
    };
    let sign_role = if role == Role::Going {
        Role::Changed
    } else if role == Role::Gone {
        Role::Quiet
    } else {
        role
    };
    let gap = if sign.is_empty() { "" } else { " " };
    vec![piece(sign_role, format!("{sign}{gap}")), piece(role, short.text.clone())]
}

fn shorts(scene: &StageView<'_>, ledger: Ledger) -> Vec<Short> {
    let ledgers = scene.ledgers();
    let there = |there: bool| if there { Fate::There } else { Fate::Gone };
    match ledger {
        Ledger::StatusTable => ledgers
            .rows()
            .map(|row| {
                let item = Item::Row(row.id);
                // A row's text is shown when it has just changed.
                let text = match scene.mark(item) {
                    Some(ItemMark::Status(_)) => {
                        format!("{} {}", row.name, status_text(scene.words(), row.status))
                    }
                    _ => row.name.to_string(),
                };
                Short { item, text, fate: there(row.present) }
            })
            .collect(),
        Ledger::ProviderUids => ledgers
            .uids()
            .map(|uid| Short {
                item: Item::Uid(uid.id),
                text: uid.name.to_string(),
                fate: there(uid.registered),
            })
            .collect(),
        Ledger::Objects => (0..scene.lines().count(ledger))
            .filter_map(|line| ledgers.object(scene.tree.line(line)?.0))
            .map(|it| {
                let fate = fate(it.life);
                let text = if fate == Fate::Gone {
                    it.name.to_string()
                } else {
                    format!("{} {}", it.name, it.refs)
                };
                Short { item: Item::Object(it.id), text, fate }
            })
            .collect(),
        Ledger::Transports => transports(scene),
    }
}

fn transports(scene: &StageView<'_>) -> Vec<Short> {
    let lines = scene.ledgers().transports().map(|it| {
        let does = scene.text(&format!("activity-{}", it.does.name().replace('+', "-")));
        let words = [it.name, &does].into_iter().chain(it.sends).chain(it.gets);
        let fate = if it.does.logged_on { Fate::There } else { Fate::Gone };
        Short { item: Item::Transport(it.id), text: words.collect::<Vec<_>>().join(" "), fate }
    });
    let messages = scene.ledgers().messages().map(|it| {
        let word = scene.text(&format!("message-{}", message_state_name(it.state)));
        let fate = if it.state == MessageState::Lost { Fate::Doubtful } else { Fate::There };
        Short { item: Item::Message(it.id), text: format!("{} {word}", it.name), fate }
    });
    lines.chain(messages).collect()
}
