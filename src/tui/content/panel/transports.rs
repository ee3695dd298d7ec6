//! The transports in the profile's order with what their lines carry, and the messages.

use crate::sim::event::Activity;
use crate::sim::ledgers::Item;
use crate::sim::program::message_state_name;
use crate::sim::state::MessageState;
use crate::sim::{MessageId, TransportId};
use crate::tui::content::panel::entry::{Fate, LedgerEntry, column};
use crate::tui::content::panel::value::{becomes_parts, stays};
use crate::tui::content::pen::piece;
use crate::tui::model::lines::TransportPanelLine;
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// Line `line` of the panel, from 0; `None` behind the last.
pub fn entry(scene: &StageView<'_>, line: usize) -> Option<LedgerEntry> {
    match scene.lines().transport_line(line)? {
        TransportPanelLine::Transport(id) => transport(scene, id),
        TransportPanelLine::Outgoing => Some(LedgerEntry::heading(scene.text("transports-queue"))),
        TransportPanelLine::Incoming => {
            Some(LedgerEntry::heading(scene.text("transports-incoming")))
        }
        TransportPanelLine::Message(id) => message(scene, id),
    }
}

/// What a line carries, in words.
fn does(scene: &StageView<'_>, line: Activity) -> Vec<String> {
    let name = |message: MessageId| scene.program().message_name(scene.state, message);
    let carried = |id: &str, message: Option<MessageId>| {
        message.map(|message| format!("{} {}", scene.text(id), name(message)))
    };
    let flush = line.flushing.then(|| scene.text("line-flushing"));
    let all = [carried("line-sending", line.sends), carried("line-receiving", line.gets), flush];
    let all: Vec<String> = all.into_iter().flatten().collect();
    match all.is_empty() {
        true => vec![scene.text(if line.logged_on { "line-idle" } else { "line-off" })],
        false => all,
    }
}

fn transport(scene: &StageView<'_>, id: TransportId) -> Option<LedgerEntry> {
    let it = scene.ledgers().transport(id)?;
    let item = Item::Transport(id);
    let now = does(scene, it.does);
    let left = vec![
        piece(Role::Quiet, format!("{} ", id.index() + 1)),
        piece(Role::Text, column(it.name, 5)),
    ];
    let mark = scene.mark(item);
    let right = match mark {
        Some(ItemMark::Activity(old)) => becomes_parts(scene, &does(scene, old), &now),
        _ => stays(Role::Quiet, now.join(", ")),
    };
    let was_on = matches!(mark, Some(ItemMark::Activity(old)) if old.logged_on);
    Some(LedgerEntry {
        item: Some(item),
        left: vec![left],
        right,
        fate: if it.does.logged_on { Fate::There } else { Fate::Gone },
        goes: was_on && !it.does.logged_on,
    })
}

fn message(scene: &StageView<'_>, id: MessageId) -> Option<LedgerEntry> {
    let it = scene.ledgers().message(id)?;
    let item = Item::Message(id);
    let parts = |state: MessageState, locked: bool| {
        let word = scene.text(&format!("message-{}", message_state_name(state)));
        let lock = locked.then(|| scene.text("message-locked"));
        std::iter::once(word).chain(lock).collect::<Vec<String>>()
    };
    let now = parts(it.state, it.locked);
    let right = match scene.mark(item) {
        Some(ItemMark::Message(old, locked)) => becomes_parts(scene, &parts(old, locked), &now),
        _ => {
            let role = if it.state == MessageState::Lost { Role::Bad } else { Role::Quiet };
            // In a narrow panel the lock alone: what is locked is in process.
            let short = now.get(1).map(|lock| stays(role, lock.clone()));
            [stays(role, now.join(", ")), short.unwrap_or_default()].concat()
        }
    };
    let name = piece(Role::Text, column(it.name, 3));
    let carrier = piece(Role::Quiet, format!("{} {}", scene.theme.glyphs.owner, it.carrier));
    let left = vec![vec![name.clone(), carrier], vec![name]];
    Some(LedgerEntry { item: Some(item), left, right, fate: Fate::There, goes: false })
}
