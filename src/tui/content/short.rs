//! The ledgers in short form, for the back of a room: a line or two each, with the signs of the full ones.
//!
//! Where all do not fit, objects that belong to no store are only counted, and then those that are gone. It must not know where the lines are drawn.

use crate::narrate::activity_name;
use crate::sim::event::{Activity, LEDGERS, Ledger};
use crate::sim::program::message_state_name;
use crate::sim::state::MessageState;
use crate::sim::{MessageId, ObjectId, RowId, TransportId, UidId};
use crate::tui::content::panel::status_table::status_text;
use crate::tui::content::panel::{Fate, fate, title};
use crate::tui::content::pen::{Piece, line_width, piece, width};
use crate::tui::model::marks::{Item, Mark};
use crate::tui::model::scene::Scene;
use crate::tui::model::theme::Role;

/// An item in a few letters.
struct Short {
    item: Item,
    text: String,
    fate: Fate,
}

/// How much is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Brief {
    /// Nothing.
    No,
    /// Objects that belong to no store, if nothing happened to them.
    Others,
    /// And whatever has been gone for longer.
    Gone,
}

/// All ledgers.
pub fn lines(scene: &Scene<'_>, columns: u16, brief: Brief) -> Vec<Vec<Piece>> {
    let titles = LEDGERS.map(|ledger| scene.text(&format!("{}-short", title(ledger))));
    let margin = titles.iter().map(|title| width(title)).max().unwrap_or(0) + 2;
    LEDGERS
        .into_iter()
        .zip(titles)
        .flat_map(|(ledger, title)| ledger_lines(scene, ledger, title, margin, columns, brief))
        .collect()
}

fn ledger_lines(scene: &Scene<'_>, ledger: Ledger, title: String, margin: u16, columns: u16, brief: Brief) -> Vec<Vec<Piece>> {
    let blank = |text: &str| " ".repeat(usize::from(margin.saturating_sub(width(text))));
    let changed = scene.marks.first(ledger).is_some();
    let mut line = vec![piece(if changed { Role::Title } else { Role::Quiet }, title.clone()), piece(Role::Text, blank(&title))];
    let mut lines = Vec::new();
    let mut left_out = 0;
    let mut first = true;
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
            lines.push(std::mem::replace(&mut line, vec![piece(Role::Text, blank(""))]));
        } else if gap > 0 {
            line.push(piece(Role::Text, "  "));
        }
        first = false;
        line.extend(pieces);
    }
    let more = scene.words().with("short-more", &[("count", left_out.into())]);
    if left_out > 0 && line_width(&line) + width(&more) + 2 <= columns {
        line.push(piece(Role::Quiet, format!("  {more}")));
    }
    lines.push(line);
    lines
}

/// Objects that are none of a store's: MAPI's, the transports' and the address book's.
fn is_quiet(scene: &Scene<'_>, item: Item) -> bool {
    let Item::Object(object) = item else { return false };
    let name = scene.program().object_name(scene.state, object);
    name.starts_with("XP") || name.starts_with("ab-") || name == "session" || name == "provider"
}

fn pieces(scene: &Scene<'_>, short: &Short, mark: Option<Mark>) -> Vec<Piece> {
    let glyphs = scene.theme.glyphs;
    let landed = scene.has_landed();
    let gone = short.fate == Fate::Gone && (mark.is_none() || landed);
    let (sign, role) = match mark {
        Some(Mark::Removed) if landed => (glyphs.gone, Role::Going),
        Some(Mark::Added) => (glyphs.added, Role::Added),
        Some(_) if landed => (glyphs.changed, Role::Changed),
        _ if gone => (glyphs.gone, Role::Gone),
        _ if short.fate == Fate::Doubtful => (glyphs.broken, Role::Doubt),
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

fn shorts(scene: &Scene<'_>, ledger: Ledger) -> Vec<Short> {
    let (state, program) = (scene.state, scene.program());
    let there = |there: bool| if there { Fate::There } else { Fate::Gone };
    match ledger {
        Ledger::StatusTable => (0u16..)
            .zip(&state.rows)
            .map(|(at, row)| {
                let (item, name) = (Item::Row(RowId(at)), program.row_name(state, RowId(at)));
                // What a row says is told when it has just changed.
                let text = match scene.mark(item) {
                    Some(Mark::Status(_)) => format!("{name} {}", status_text(scene.words(), row.status)),
                    _ => name,
                };
                Short { item, text, fate: there(row.present) }
            })
            .collect(),
        Ledger::ProviderUids => (0u16..)
            .zip(&state.uids)
            .map(|(at, uid)| Short {
                item: Item::Uid(UidId(at)),
                text: program.uid_name(state, UidId(at)),
                fate: there(uid.registered),
            })
            .collect(),
        Ledger::Objects => {
            (0..scene.tree.len(state)).filter_map(|line| scene.tree.line(line)).map(|(id, _)| object(scene, id)).collect()
        }
        Ledger::Transports => transports(scene),
    }
}

fn object(scene: &Scene<'_>, id: ObjectId) -> Short {
    let it = scene.state.object(id);
    let name = scene.program().object_name(scene.state, id);
    let fate = fate(it.life);
    let text = match fate {
        Fate::Gone => name,
        _ => format!("{name} {}", it.refs),
    };
    Short { item: Item::Object(id), text, fate }
}

fn transports(scene: &Scene<'_>) -> Vec<Short> {
    let (state, program) = (scene.state, scene.program());
    let lines = (0u8..).zip(&state.transports).map(|(at, it)| {
        let id = TransportId(at);
        let does = Activity { sends: it.sends, gets: it.gets, flushing: it.flushing, logged_on: it.logged_on };
        let carried = [it.sends, it.gets].into_iter().flatten().map(|message| program.message_name(state, message));
        let does = if it.logged_on { activity_name(&does).replace('+', "-") } else { "logged-off".to_owned() };
        let words = [program.transport_name(state, id).to_owned(), scene.text(&format!("activity-{does}"))];
        let text = words.into_iter().chain(carried.map(str::to_owned)).collect::<Vec<_>>().join(" ");
        Short { item: Item::Transport(id), text, fate: if it.logged_on { Fate::There } else { Fate::Gone } }
    });
    let messages = (0u32..).zip(&state.messages).map(|(at, it)| {
        let id = MessageId(at);
        let word = scene.text(&format!("message-{}", message_state_name(it.state)));
        let fate = if it.state == MessageState::Lost { Fate::Doubtful } else { Fate::There };
        Short { item: Item::Message(id), text: format!("{} {word}", program.message_name(state, id)), fate }
    });
    lines.chain(messages).collect()
}
