//! The messages of a world, and the options that replace the state of transports and queue.
//!
//! It must not know objects, rows or threads beyond the names that messages mention.

use std::collections::BTreeSet;

use super::spec::{Fragment, MessageSpec};
use super::{Builder, named};
use crate::diagnostic::Place;
use crate::mapi::flag_value;
use crate::scenario::options::{RunOptions, unknown};
use crate::scenario::problem::refuse;
use crate::scenario::yaml::Marked;
use crate::sim::budget::MOST_OBJECTS;
use crate::sim::state::{MailMessage, MessageState};
use crate::sim::value::{MessageId, TransportId};

/// What a message may be doing when the run begins.
const ACTIVITIES: [&str; 5] = ["queued", "sending", "receiving", "offered", "deferred"];

/// Whether mail of this activity needs the spooler or a transport to handle store A, which they
/// don't do if it was opened with MDB_NO_MAIL.
fn needs_reader(activity: &str, options: &RunOptions) -> bool {
    let elsewhere = is_inbound(activity) && options.get("inbox") == Some("no");
    options.is_on("no-mail") && activity != "queued" && !elsewhere
}

/// Whether mail of this activity is inbound.
fn is_inbound(activity: &str) -> bool {
    matches!(activity, "receiving" | "offered")
}

impl Builder<'_> {
    /// Adds the world's messages, unless options about transports and queue replace them.
    pub(super) fn mail(&mut self, fragments: &[Fragment], options: &RunOptions) {
        let of_fragment = |fragment: &Fragment| {
            let mut specs = fragment.messages.clone();
            // Only what a user wrote has a place to report.
            specs
                .iter_mut()
                .filter(|_| !fragment.written)
                .for_each(|spec| spec.message.place = Place::default());
            specs
        };
        let mut mail: Vec<MessageSpec> = fragments.iter().flat_map(of_fragment).collect();
        let home =
            mail.first().map_or_else(|| "entry-A".to_owned(), |message| message.store.clone());
        let spec = |message: &str, transport: &str, activity: &str| MessageSpec {
            message: Marked { value: message.to_owned(), place: Place::default() },
            transport: transport.to_owned(),
            store: home.clone(),
            activity: activity.to_owned(),
            count: None,
        };
        mail.retain(|message| !needs_reader(&message.activity, options));
        let mut named = BTreeSet::new();
        for given in options.all("transport") {
            let Some((transport, activity)) = given.split_once('=') else {
                self.refuse("transport-syntax", &[("given", &format!("{given:?}"))]);
                continue;
            };
            mail.retain(|message| message.activity == "queued" || message.transport != transport);
            for part in activity.split('+').filter(|part| *part != "idle") {
                match part.split_once(':') {
                    Some((what, _))
                        if ACTIVITIES.contains(&what) && needs_reader(what, options) =>
                    {
                        self.refuse(
                            "no-reader",
                            &[("transport", transport), ("given", &format!("{part:?}"))],
                        );
                    }
                    Some((what, message)) if what != "queued" && ACTIVITIES.contains(&what) => {
                        self.once(message, &mut named);
                        mail.retain(|known| *known.message != message);
                        mail.push(spec(message, transport, what));
                    }
                    None if part == "flushing" => self.flush(transport),
                    _ => self.refuse(
                        "activity",
                        &[("transport", transport), ("given", &format!("{part:?}"))],
                    ),
                }
            }
        }
        if let Some(queue) = options.given("queue") {
            mail.retain(|message| message.activity != "queued");
            for entry in queue.split(',').filter(|entry| *entry != "none" && !entry.is_empty()) {
                match entry.split_once(':') {
                    Some((message, transport)) => {
                        self.once(message, &mut named);
                        mail.push(spec(message, transport, "queued"));
                    }
                    None => self.refuse("queue-syntax", &[("given", &format!("{entry:?}"))]),
                }
            }
        }
        mail.sort_by_key(|message| (message.activity != "sending", is_inbound(&message.activity)));
        for spec in &mail {
            // What the options say has no place in a file.
            (self.at, self.written) = (Some(spec.message.place), spec.message.place.line > 0);
            self.message(spec, options);
        }
    }

    fn refuse(&mut self, id: &str, arguments: &[(&str, &str)]) {
        self.complain(refuse("world", id, arguments));
    }

    /// Checks that a message has a name and is in only one place.
    fn once<'a>(&mut self, message: &'a str, named: &mut BTreeSet<&'a str>) {
        if message.is_empty() {
            self.refuse("message-name", &[]);
        } else if !named.insert(message) {
            self.refuse("message-twice", &[("message", message)]);
        }
    }

    fn line(&mut self, transport: &str) -> Option<usize> {
        let known: Vec<&str> =
            self.state.transports.iter().map(|line| self.names.words.text(line.name)).collect();
        let found = known.iter().position(|name| *name == transport);
        if found.is_none() {
            let complaint = unknown("transport", transport, known);
            self.complain(complaint);
        }
        found
    }

    /// Starts a flush in both directions, as if it had been requested before the run.
    fn flush(&mut self, transport: &str) {
        let Some(at) = self.line(transport) else { return };
        self.state.transports[at].flushing = true;
        self.show(at, "STATUS_INBOUND_FLUSH");
        self.show(at, "STATUS_OUTBOUND_FLUSH");
    }

    fn message(&mut self, spec: &MessageSpec, options: &RunOptions) {
        let Some(at) = self.line(&spec.transport) else { return };
        if !ACTIVITIES.contains(&spec.activity.as_str()) {
            return self.complain(unknown("activity", &spec.activity, ACTIVITIES));
        }
        let inbound = is_inbound(&spec.activity);
        // Inbound mail goes to the store with the default Inbox; if store A has none, it goes to a
        // store that this world does not show.
        let home =
            if inbound && options.get("inbox") == Some("no") { "elsewhere" } else { &spec.store };
        let Some(store) = self.object(home) else { return };
        let count = self.count(spec.count.as_ref(), self.state.messages.len(), "messages");
        for nth in 1..=count {
            if !self.has_room(self.state.messages.len(), MOST_OBJECTS, "messages") {
                return;
            }
            let name = named(&spec.message, spec.count.as_ref(), nth);
            let id = MessageId(self.state.messages.len() as u32);
            let (state, locked) = match spec.activity.as_str() {
                "queued" => (MessageState::Queued, false),
                "deferred" => (MessageState::Deferred, false),
                "offered" => (MessageState::WithTransport, false),
                _ => (MessageState::InProcess, !inbound),
            };
            let name = self.word(&name);
            self.state.messages.push(MailMessage {
                name,
                transport: TransportId(at as u8),
                store,
                state,
                locked,
            });
            self.state.waiting_mail[at].file(id, state, locked);
            if state != MessageState::InProcess {
                continue;
            }
            if self.occupied(at, inbound) {
                self.refuse("line-occupied", &[("transport", &spec.transport)]);
            } else {
                self.occupy(at, id, inbound);
            }
        }
    }

    fn occupied(&self, at: usize, inbound: bool) -> bool {
        let line = &self.state.transports[at];
        if inbound { line.gets.is_some() } else { line.sends.is_some() }
    }

    fn occupy(&mut self, at: usize, message: MessageId, inbound: bool) {
        let line = &mut self.state.transports[at];
        let (slot, flag) = match inbound {
            true => (&mut line.gets, "STATUS_INBOUND_ACTIVE"),
            false => (&mut line.sends, "STATUS_OUTBOUND_ACTIVE"),
        };
        *slot = Some(message);
        self.show(at, flag);
    }

    /// Sets a bit in a transport's status row.
    fn show(&mut self, at: usize, flag: &str) {
        let line = &self.state.transports[at];
        let logon = format!("{}-logon", self.names.words.text(line.name));
        let owner = self.objects.get(&logon).copied();
        if let Some(row) = self.state.rows.iter_mut().find(|row| row.owner == owner) {
            row.status |= flag_value(flag).unwrap_or(0);
        }
    }
}
