//! The transports in the profile's order with what their lines carry, and the messages.

use crate::sim::event::Activity;
use crate::sim::ledgers::Item;
use crate::sim::program::message_state_name;
use crate::sim::state::MessageState;
use crate::sim::{MessageId, TransportId};
use crate::tui::content::panel::entry::{Fate, LedgerEntry, becomes, column};
use crate::tui::content::pen::piece;
use crate::tui::model::lines::TransportPanelLine;
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Line `line` of the panel, from 0, in so many columns; `None` behind the last.
pub fn entry(scene: &StageView<'_>, line: usize, columns: u16) -> Option<LedgerEntry> {
    match scene.lines().transport_line(line)? {
        TransportPanelLine::Transport(id) => transport(scene, id, columns),
        TransportPanelLine::Outgoing => Some(LedgerEntry::heading(scene.text("transports-queue"))),
        TransportPanelLine::Incoming => {
            Some(LedgerEntry::heading(scene.text("transports-incoming")))
        }
        TransportPanelLine::Message(id) => message(scene, id, columns),
    }
}

/// What a line carries, in words.
fn does(scene: &StageView<'_>, line: Activity) -> String {
    let name = |message: MessageId| scene.program().message_name(scene.state, message);
    let carried = |id: &str, message: Option<MessageId>| {
        message.map(|message| format!("{} {}", scene.text(id), name(message)))
    };
    let flush = line.flushing.then(|| scene.text("line-flushing"));
    let all = [carried("line-sending", line.sends), carried("line-receiving", line.gets), flush];
    let all: Vec<String> = all.into_iter().flatten().collect();
    match all.is_empty() {
        true => scene.text(if line.logged_on { "line-idle" } else { "line-off" }),
        false => all.join(", "),
    }
}

fn transport(scene: &StageView<'_>, id: TransportId, columns: u16) -> Option<LedgerEntry> {
    let it = scene.ledgers().transport(id)?;
    let item = Item::Transport(id);
    let now = does(scene, it.does);
    let mut left = vec![
        piece(Role::Quiet, format!("{} ", id.index() + 1)),
        piece(Role::Text, column(it.name, 5)),
    ];
    match scene.mark(item) {
        Some(ItemMark::Activity(old)) => {
            left.extend(becomes(scene, &does(scene, old), &now, columns.saturating_sub(9)));
        }
        _ => left.push(piece(Role::Quiet, now)),
    }
    let fate = if it.does.logged_on { Fate::There } else { Fate::Gone };
    Some(LedgerEntry { item: Some(item), left, right: Vec::new(), fate })
}

fn message(scene: &StageView<'_>, id: MessageId, columns: u16) -> Option<LedgerEntry> {
    let it = scene.ledgers().message(id)?;
    let item = Item::Message(id);
    let state = |state: MessageState, locked: bool| {
        let word = scene.text(&format!("message-{}", message_state_name(state)));
        if locked { format!("{word}, {}", scene.text("message-locked")) } else { word }
    };
    let now = state(it.state, it.locked);
    let right = match scene.mark(item) {
        Some(ItemMark::Message(old, locked)) => {
            becomes(scene, &state(old, locked), &now, columns.saturating_sub(12))
        }
        _ if it.state == MessageState::Lost => vec![piece(Role::Bad, now)],
        _ => vec![piece(Role::Quiet, now)],
    };
    let left = vec![
        piece(Role::Text, column(it.name, 3)),
        piece(Role::Quiet, format!("{} {}", scene.theme.glyphs.owner, it.carrier)),
    ];
    Some(LedgerEntry { item: Some(item), left, right, fate: Fate::There })
}
