//! What a rule says: that it was put to the test, what broke it, and whose mistake that is. It must
//! not know a rule.

use super::super::body::Who;
use super::super::value::ObjectId;

/// Whose mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Blame {
    /// A program that uses MAPI.
    Client,
    /// The message store provider.
    Provider,
    /// Code of the MAPI spooler.
    Spooler,
    /// Code of MAPI itself.
    Mapi,
    /// A transport provider of the profile.
    Transport,
    /// An address book provider.
    AddressBook,
    /// A recording does not show it.
    Unknown,
}

impl Blame {
    /// Everyone whose mistake it can be, and that it is not known.
    pub const ALL: [Blame; 7] = [
        Blame::Client,
        Blame::Provider,
        Blame::Spooler,
        Blame::Mapi,
        Blame::Transport,
        Blame::AddressBook,
        Blame::Unknown,
    ];

    /// Who answers for this code.
    pub fn of(who: Who) -> Self {
        match who {
            Who::Client => Blame::Client,
            Who::Mapi => Blame::Mapi,
            Who::Spooler => Blame::Spooler,
            Who::Provider => Blame::Provider,
            Who::Transport => Blame::Transport,
            Who::AddressBook => Blame::AddressBook,
        }
    }

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Blame::Client => "client",
            Blame::Provider => "provider",
            Blame::Spooler => "spooler",
            Blame::Mapi => "mapi",
            Blame::Transport => "transport",
            Blame::AddressBook => "address-book",
            Blame::Unknown => "unknown",
        }
    }
}

/// Takes what a rule finds: whether its subject came up at all, and what broke it.
pub struct Report<'a> {
    pub(super) tested: bool,
    /// What broke it, whose mistake that is, and whether a reading of the rule says otherwise.
    pub(super) found: &'a mut dyn FnMut(ObjectId, Blame, bool),
}

impl Report<'_> {
    /// The rule was put to the test, and held.
    pub(super) fn test(&mut self) {
        self.tested = true;
    }

    /// It was put to the test, and is broken about this object.
    pub(super) fn broken(&mut self, subject: ObjectId, blame: Blame) {
        self.tested = true;
        (self.found)(subject, blame, false);
    }

    /// The same, but a reading that the rule leans on says that it is no mistake.
    pub(super) fn contested(&mut self, subject: ObjectId, blame: Blame) {
        self.tested = true;
        (self.found)(subject, blame, true);
    }

    /// It was put to the test about this object.
    pub(super) fn judge(&mut self, subject: ObjectId, holds: bool, blame: impl FnOnce() -> Blame) {
        self.tested = true;
        if !holds {
            (self.found)(subject, blame(), false);
        }
    }
}

/// A rule that a run broke, and the step at which it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Number of the rule.
    pub rule: &'static str,
    /// The rule's short name, such as `slt-once`.
    pub name: &'static str,
    /// The step that broke it; at the end of a run, its last step. Filled in by the timeline.
    pub step: usize,
    /// The object that it is about.
    pub subject: ObjectId,
    /// Whose mistake it is: who did the thing or left it out, whosever code ran into it.
    pub blame: Blame,
    /// A reading of the documents that the rule leans on says that it is no mistake.
    pub contested: bool,
}

impl Violation {
    /// Whose mistake it is under every reading.
    pub fn is_mistake_of(&mut self, blame: Blame) {
        (self.blame, self.contested) = (blame, false);
    }
}
