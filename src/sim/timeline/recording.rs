//! What is known of a run that was recorded: where its events come from, and what its log shows.
//!
//! It must not know an event.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::sim::event::Ledger;

/// What is known of a run that was recorded and not computed.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// The name of the log.
    pub name: Arc<str>,
    /// For each event the line of the log that it comes from, from 1.
    pub lines: Vec<u32>,
    /// What a person should read at a step, and keys that are not known.
    pub notes: BTreeMap<usize, Arc<str>>,
    /// Rules about which the log cannot tell: the reason's name and the interface that it is
    /// about, by rule.
    pub unsure: BTreeMap<&'static str, (&'static str, &'static str)>,
    /// Rules that nothing in the log could have broken, although their code counts a test.
    pub untested: Vec<&'static str>,
    /// Interfaces whose calls were not recorded; `None`: those that are not in `seen`.
    pub seen: Option<Vec<String>>,
    /// Whether all calls of AddRef and Release of the interfaces that it shows are recorded.
    pub counts: bool,
    /// Whether every call has its input flags, and every return its output flags.
    pub flags: bool,
    /// Whether it has all that happened to its end: none of its calls is cut off.
    pub complete: bool,
    /// Whether one of its threads is the spooler's.
    pub has_spooler: bool,
    /// Whether the log begins before any object of the interfaces that it shows exists.
    pub from_start: bool,
}

impl Recording {
    /// Whether the log could have shown a call of this interface.
    pub fn sees(&self, interface: &str) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.iter().any(|known| known == interface))
    }

    /// Whether what is not in a ledger is known not to be there. MAPI's own rows, the entries of
    /// other providers and transports are in no log.
    pub fn shows(&self, ledger: Ledger) -> bool {
        ledger == Ledger::Objects && self.from_start
    }

    /// Whether what is in a ledger is inferred: MAPI keeps it, and no record shows that.
    pub fn infers(ledger: Ledger) -> bool {
        matches!(ledger, Ledger::StatusTable | Ledger::ProviderUids)
    }
}
