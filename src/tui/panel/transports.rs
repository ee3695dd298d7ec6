//! The transports in the profile's order with what their lines carry, and the messages.

use super::super::marks::{Item, Mark};
use super::super::pen::piece;
use super::super::scene::Scene;
use super::super::theme::Role;
use super::{Entry, Fate, becomes, column, value_role};
use crate::sim::program::message_state_name;
use crate::sim::state::{MessageState, State};
use crate::sim::{MessageId, TransportId};

/// What a line is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Transport(TransportId),
    Outgoing,
    Incoming,
    Message(MessageId),
}

/// All lines: transports, the outgoing queue, and what comes in. A message keeps its place for the whole run.
fn lines(scene: &Scene<'_>) -> impl Iterator<Item = Line> {
    let start = scene.timeline.machine().start();
    let (transports, messages) = (scene.state.transports.len() as u8, scene.state.messages.len() as u32);
    let (incoming, outgoing): (Vec<_>, Vec<_>) = (0..messages).map(MessageId).partition(|id| comes_in(start, *id));
    let heading = |line, list: &[MessageId]| (!list.is_empty()).then_some(line);
    let (out, inward) = (heading(Line::Outgoing, &outgoing), heading(Line::Incoming, &incoming));
    let transports = (0..transports).map(TransportId).map(Line::Transport);
    transports
        .chain(out)
        .chain(outgoing.into_iter().map(Line::Message))
        .chain(inward)
        .chain(incoming.into_iter().map(Line::Message))
}

/// Whether a message is on its way into a store, by how the run begins.
fn comes_in(start: &State, id: MessageId) -> bool {
    let carried = start.transports.iter().any(|transport| transport.gets == Some(id));
    let state = start.messages.get(id.index()).map(|message| message.state);
    carried || matches!(state, Some(MessageState::WithTransport | MessageState::Saved))
}

/// How many lines there are.
pub fn count(scene: &Scene<'_>) -> usize {
    lines(scene).count()
}

/// The line of a message.
pub fn line_of_message(scene: &Scene<'_>, message: MessageId) -> Option<usize> {
    lines(scene).position(|line| line == Line::Message(message))
}

/// A line.
pub fn entry(scene: &Scene<'_>, line: usize, columns: u16) -> Option<Entry> {
    match lines(scene).nth(line)? {
        Line::Transport(id) => transport(scene, id),
        Line::Outgoing => Some(Entry::heading(scene.text("transports-queue"))),
        Line::Incoming => Some(Entry::heading(scene.text("transports-incoming"))),
        Line::Message(id) => message(scene, id, columns),
    }
}

fn transport(scene: &Scene<'_>, id: TransportId) -> Option<Entry> {
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
