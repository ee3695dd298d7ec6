//! The transports in the profile's order with what their lines carry, and the messages.

use super::super::marks::{Item, Mark};
use super::super::pen::piece;
use super::super::scene::Scene;
use super::super::theme::Role;
use super::{Entry, Fate, becomes, column, value_role};
use crate::sim::program::message_state_name;
use crate::sim::state::{MessageState, State};
use crate::sim::{MessageId, TransportId};

/// How many lines there are.
pub fn count(state: &State) -> usize {
    let messages = state.messages.len();
    state.transports.len() + if messages > 0 { messages + 1 } else { 0 }
}

/// The line of a message.
pub fn line_of_message(state: &State, message: MessageId) -> usize {
    state.transports.len() + 1 + message.index()
}

/// A line.
pub fn entry(scene: &Scene<'_>, line: usize, columns: u16) -> Option<Entry> {
    let transports = scene.state.transports.len();
    if line < transports {
        return transport(scene, TransportId(u8::try_from(line).ok()?), columns);
    }
    match line - transports {
        0 => Some(Entry::heading(scene.text("transports-queue"))),
        message => self::message(scene, MessageId(u32::try_from(message - 1).ok()?), columns),
    }
}

fn transport(scene: &Scene<'_>, id: TransportId, _columns: u16) -> Option<Entry> {
    let it = scene.state.transports.get(id.index())?;
    let program = scene.program();
    let item = Item::Transport(id);
    let name = |message: MessageId| program.message_name(scene.state, message).to_owned();
    let mut does = Vec::new();
    if let Some(message) = it.sends {
        does.push(format!("{} {}", scene.text("line-sending"), name(message)));
    }
    if let Some(message) = it.gets {
        does.push(format!("{} {}", scene.text("line-receiving"), name(message)));
    }
    if it.flushing {
        does.push(scene.text("line-flushing"));
    }
    if does.is_empty() {
        does.push(scene.text(if it.logged_on { "line-idle" } else { "line-off" }));
    }
    let marked = scene.mark(item).is_some() && scene.has_landed();
    let left = vec![
        piece(Role::Quiet, format!("{} ", id.index() + 1)),
        piece(Role::Text, column(program.transport_name(scene.state, id), 5)),
        piece(value_role(marked, Role::Quiet), does.join(", ")),
    ];
    let fate = if it.logged_on { Fate::There } else { Fate::Gone };
    Some(Entry { item: Some(item), left, right: Vec::new(), fate })
}

fn message(scene: &Scene<'_>, id: MessageId, columns: u16) -> Option<Entry> {
    let it = scene.state.messages.get(id.index())?;
    let program = scene.program();
    let item = Item::Message(id);
    let state = |state: MessageState, locked: bool| {
        let word = scene.text(&format!("message-{}", message_state_name(state)));
        if locked { format!("{word} {}", scene.text("message-locked")) } else { word }
    };
    let now = state(it.state, it.locked);
    let right = match scene.mark(item) {
        Some(Mark::Message(old, locked)) => becomes(scene, &state(old, locked), &now, columns.saturating_sub(12)),
        _ if it.state == MessageState::Lost => vec![piece(Role::Bad, now)],
        _ => vec![piece(Role::Quiet, now)],
    };
    let left = vec![
        piece(Role::Text, column(program.message_name(scene.state, id), 4)),
        piece(Role::Quiet, format!("{} {}", scene.theme.glyphs.owner, program.transport_name(scene.state, it.transport))),
    ];
    Some(Entry { item: Some(item), left, right, fate: Fate::There })
}
