//! The transports in the profile's order with what their lines carry, and the messages.

use crate::sim::program::message_state_name;
use crate::sim::state::MessageState;
use crate::sim::{MessageId, TransportId};
use crate::tui::content::panel::{Entry, Fate, becomes, column, value_role};
use crate::tui::content::pen::piece;
use crate::tui::model::marks::{Item, Mark};
use crate::tui::model::scene::Scene;
use crate::tui::model::theme::Role;

/// What a line is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Transport(TransportId),
    Outgoing,
    Incoming,
    Message(MessageId),
}

/// Where the lines are: transports, the outgoing queue, and what comes in. A message keeps its place for the whole run, by how it begins.
/// A line is found without a look at the others: a queue may be long.
struct Lines {
    transports: usize,
    outgoing: usize,
    /// In order; all other messages go out.
    incoming: Vec<MessageId>,
}

impl Lines {
    fn of(scene: &Scene<'_>) -> Self {
        let start = scene.timeline.machine().start();
        let on_lines = start.transports.iter().filter_map(|transport| transport.gets);
        let offered = start.waiting_mail.iter().flat_map(|mail| mail.offered.iter().copied());
        let mut incoming: Vec<MessageId> = offered.chain(on_lines).collect();
        incoming.sort_unstable();
        incoming.dedup();
        let outgoing = scene.state.messages.len() - incoming.len();
        Self { transports: scene.state.transports.len(), outgoing, incoming }
    }

    /// The line of the first message that comes in: before it are both headings, as far as there are any.
    fn first_incoming(&self) -> usize {
        self.transports + self.outgoing + usize::from(self.outgoing > 0) + 1
    }

    fn count(&self) -> usize {
        self.first_incoming() - 1 + self.incoming.len() + usize::from(!self.incoming.is_empty())
    }

    fn line_of(&self, message: MessageId) -> usize {
        match self.incoming.binary_search(&message) {
            Ok(at) => self.first_incoming() + at,
            Err(before) => self.transports + 1 + message.index() - before,
        }
    }

    fn at(&self, line: usize) -> Option<Line> {
        if line < self.transports {
            return Some(Line::Transport(TransportId(line as u8)));
        }
        let line = line - self.transports;
        match line.checked_sub(1) {
            None if self.outgoing > 0 => Some(Line::Outgoing),
            Some(nth) if nth < self.outgoing => {
                // Each message that comes in before it moves it on by one.
                let at = self.incoming.iter().fold(nth, |at, id| at + usize::from(id.index() <= at));
                Some(Line::Message(MessageId(at as u32)))
            }
            _ => match (line + self.transports + 1).checked_sub(self.first_incoming())? {
                0 => (!self.incoming.is_empty()).then_some(Line::Incoming),
                nth => self.incoming.get(nth - 1).copied().map(Line::Message),
            },
        }
    }
}

/// How many lines there are.
pub fn count(scene: &Scene<'_>) -> usize {
    Lines::of(scene).count()
}

/// The line of a message.
pub fn line_of_message(scene: &Scene<'_>, message: MessageId) -> usize {
    Lines::of(scene).line_of(message)
}

/// A line.
pub fn entry(scene: &Scene<'_>, line: usize, columns: u16) -> Option<Entry> {
    match Lines::of(scene).at(line)? {
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
        if locked { format!("{word}, {}", scene.text("message-locked")) } else { word }
    };
    let now = state(it.state, it.locked);
    let right = match scene.mark(item) {
        Some(Mark::Message(old, locked)) => becomes(scene, &state(old, locked), &now, columns.saturating_sub(12)),
        _ if it.state == MessageState::Lost => vec![piece(Role::Bad, now)],
        _ => vec![piece(Role::Quiet, now)],
    };
    let left = vec![
        piece(Role::Text, column(program.message_name(scene.state, id), 3)),
        piece(Role::Quiet, format!("{} {}", scene.theme.glyphs.owner, program.transport_name(scene.state, it.transport))),
    ];
    Some(Entry { item: Some(item), left, right, fate: Fate::There })
}

#[cfg(test)]
mod tests {
    use crate::tui::content::panel::transports::*;

    #[test]
    fn each_line_is_found_and_each_message_has_its_own() {
        for (transports, messages, incoming) in
            [(2, 0, vec![]), (2, 4, vec![]), (0, 3, vec![0, 1, 2]), (2, 6, vec![0, 3, 4]), (1, 5, vec![4]), (1, 5, vec![0])]
        {
            let outgoing = messages - incoming.len();
            let lines = Lines { transports, outgoing, incoming: incoming.into_iter().map(MessageId).collect() };
            let all: Vec<Line> = (0..lines.count()).map(|line| lines.at(line).expect("a line")).collect();
            assert!(lines.at(lines.count()).is_none());
            for id in (0..messages as u32).map(MessageId) {
                assert!(all[lines.line_of(id)] == Line::Message(id));
            }
            let headings = all.iter().filter(|line| matches!(line, Line::Outgoing | Line::Incoming)).count();
            assert_eq!(headings, usize::from(lines.outgoing > 0) + usize::from(!lines.incoming.is_empty()));
            assert_eq!(all.len(), transports + messages + headings);
        }
    }
}
