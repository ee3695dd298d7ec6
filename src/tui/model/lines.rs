//! Which line of which ledger an item is on. A message keeps its place for the whole run, by how it
//! begins.
//!
//! A line is found without a look at the others: a ledger may be long. It must not know what a line
//! says.

use crate::sim::event::Ledger;
use crate::sim::ledgers::Item;
use crate::sim::{MessageId, RowId, State, Timeline, TransportId, UidId};
use crate::tui::model::tree::Tree;

/// A line of the ledger of transports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportPanelLine {
    /// A transport of the profile.
    Transport(TransportId),
    /// The heading of the outgoing queue.
    Outgoing,
    /// The heading of what comes in.
    Incoming,
    /// A message, below its heading.
    Message(MessageId),
}

/// Where the lines are: transports, the outgoing queue, and what comes in.
struct Mail {
    transports: usize,
    outgoing: usize,
    /// In order; all other messages go out.
    incoming: Vec<MessageId>,
}

impl Mail {
    fn of(timeline: &Timeline, state: &State) -> Self {
        let start = timeline.machine().start();
        let on_lines = start.transports.iter().filter_map(|transport| transport.gets);
        let offered = start.waiting_mail.iter().flat_map(|mail| mail.offered.iter().copied());
        let mut incoming: Vec<MessageId> = offered.chain(on_lines).collect();
        incoming.sort_unstable();
        incoming.dedup();
        let outgoing = state.messages.len() - incoming.len();
        Self { transports: state.transports.len(), outgoing, incoming }
    }

    /// The line of the first message that comes in: before it are both headings, as far as there
    /// are any.
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

    fn at(&self, line: usize) -> Option<TransportPanelLine> {
        if line < self.transports {
            return Some(TransportPanelLine::Transport(TransportId(line as u8)));
        }
        let line = line - self.transports;
        match line.checked_sub(1) {
            None if self.outgoing > 0 => Some(TransportPanelLine::Outgoing),
            Some(nth) if nth < self.outgoing => {
                // Each message that comes in before it moves it on by one.
                let at =
                    self.incoming.iter().fold(nth, |at, id| at + usize::from(id.index() <= at));
                Some(TransportPanelLine::Message(MessageId(at as u32)))
            }
            _ => match (line + self.transports + 1).checked_sub(self.first_incoming())? {
                0 => (!self.incoming.is_empty()).then_some(TransportPanelLine::Incoming),
                nth => self.incoming.get(nth - 1).copied().map(TransportPanelLine::Message),
            },
        }
    }
}

/// The lines of all ledgers of a run, at its current place.
#[derive(Clone, Copy)]
pub struct LedgerLines<'a> {
    /// The run, at the place whose lines are asked for.
    pub timeline: &'a Timeline,
    /// The order of its objects.
    pub tree: &'a Tree,
}

impl LedgerLines<'_> {
    /// How many lines a ledger has.
    pub fn count(&self, ledger: Ledger) -> usize {
        match ledger {
            Ledger::StatusTable => self.timeline.state().rows.len(),
            Ledger::ProviderUids => self.timeline.state().uids.len(),
            Ledger::Objects => self.tree.len(self.timeline.state()),
            Ledger::Transports => Mail::of(self.timeline, self.timeline.state()).count(),
        }
    }

    /// The most lines that each ledger has in the run, in the order of the screen.
    pub fn most(&self) -> [u16; 4] {
        let end = self.timeline.final_state();
        let mail = Mail::of(self.timeline, end).count();
        [end.rows.len(), end.uids.len(), self.tree.len(end), mail]
            .map(|lines| u16::try_from(lines).unwrap_or(u16::MAX))
    }

    /// The line of an item in its ledger; `None` if it has none.
    pub fn line_of(&self, item: Item) -> Option<usize> {
        match item {
            Item::Row(row) => Some(row.index()),
            Item::Uid(uid) => Some(uid.index()),
            Item::Object(object) => self.tree.line_of(object),
            Item::Transport(transport) => Some(transport.index()),
            Item::Message(message) => {
                Some(Mail::of(self.timeline, self.timeline.state()).line_of(message))
            }
        }
    }

    /// What a line of the ledger of transports is about; `None` beyond the last.
    pub fn transport_line(&self, line: usize) -> Option<TransportPanelLine> {
        Mail::of(self.timeline, self.timeline.state()).at(line)
    }

    /// The item on a line; `None` for a heading and beyond the last line.
    pub fn item_at(&self, ledger: Ledger, line: usize) -> Option<Item> {
        if line >= self.count(ledger) {
            return None;
        }
        match ledger {
            Ledger::StatusTable => Some(Item::Row(RowId(line as u16))),
            Ledger::ProviderUids => Some(Item::Uid(UidId(line as u16))),
            Ledger::Objects => self.tree.line(line).map(|(id, _)| Item::Object(id)),
            Ledger::Transports => match self.transport_line(line)? {
                TransportPanelLine::Transport(id) => Some(Item::Transport(id)),
                TransportPanelLine::Message(id) => Some(Item::Message(id)),
                TransportPanelLine::Outgoing | TransportPanelLine::Incoming => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_found_and_each_message_has_its_own() {
        for (transports, messages, incoming) in [
            (2, 0, vec![]),
            (2, 4, vec![]),
            (0, 3, vec![0, 1, 2]),
            (2, 6, vec![0, 3, 4]),
            (1, 5, vec![4]),
            (1, 5, vec![0]),
        ] {
            let outgoing = messages - incoming.len();
            let lines = Mail {
                transports,
                outgoing,
                incoming: incoming.into_iter().map(MessageId).collect(),
            };
            let all: Vec<TransportPanelLine> =
                (0..lines.count()).map(|line| lines.at(line).expect("a line")).collect();
            assert!(lines.at(lines.count()).is_none());
            for id in (0..messages as u32).map(MessageId) {
                assert_eq!(all[lines.line_of(id)], TransportPanelLine::Message(id));
            }
            let is_heading = |line: &&TransportPanelLine| {
                matches!(line, TransportPanelLine::Outgoing | TransportPanelLine::Incoming)
            };
            let headings = all.iter().filter(is_heading).count();
            assert_eq!(
                headings,
                usize::from(lines.outgoing > 0) + usize::from(!lines.incoming.is_empty())
            );
            assert_eq!(all.len(), transports + messages + headings);
        }
    }
}
