//! What a log must have shown before it may say that a rule held.
//!
//! It must not know how a rule is checked.

/// What a log does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Calls of this interface.
    Calls(&'static str),
    /// Calls of all interfaces.
    Everything,
    /// All counts, or counts that agree.
    Counts,
    /// Flags in or out.
    Flags,
    /// Results.
    Results,
    /// Which objects are created and destroyed.
    Objects,
    /// What was before the log.
    Start,
    /// What came after the log.
    End,
    /// What came after the log, in a process that has not ended.
    Over,
    /// Whether what was opened in a store still holds it.
    Opened,
    /// What code does without a call that is recorded.
    Inside,
    /// Whose thread it is.
    Who,
    /// Whose code counts, where no recorded call does.
    Caller,
    /// Whether an object is gone, or is still the same one.
    Gone,
}

impl Doubt {
    /// The end of the ids of its words, and the word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Doubt::Calls(_) => "calls",
            Doubt::Everything => "everything",
            Doubt::Counts => "counts",
            Doubt::Flags => "flags",
            Doubt::Results => "results",
            Doubt::Objects => "objects",
            Doubt::Start => "start",
            Doubt::End | Doubt::Over => "end",
            Doubt::Opened => "opened",
            Doubt::Inside => "inside",
            Doubt::Who => "who",
            Doubt::Caller => "caller",
            Doubt::Gone => "gone",
        }
    }

    /// The interface that it is about, if it is about one.
    pub fn interface(self) -> &'static str {
        match self {
            Doubt::Calls(interface) => interface,
            _ => "",
        }
    }
}

use Doubt as D;

const STORE: Doubt = D::Calls("IMsgStore");
const SUPPORT: Doubt = D::Calls("IMAPISupport");
const LOGON: Doubt = D::Calls("IMSLogon");
const PROVIDER: Doubt = D::Calls("IMSProvider");
const MAPI: Doubt = D::Calls("MAPI");
const FAST: &[Doubt] = &[D::Calls("IMAPIClientShutdown"), D::Calls("IMAPIProviderShutdown")];
const THREADS: &[Doubt] = &[MAPI, D::Start, D::End, D::Who];

const NEEDS: [(&str, &[Doubt]); 35] = [
    ("INV-01", &[SUPPORT, STORE, D::Flags, D::Results, D::Start, D::End]),
    ("INV-02", &[SUPPORT, D::Counts, D::Start, D::Caller]),
    ("INV-03", &[SUPPORT, STORE, D::Flags, D::Start]),
    ("INV-04", &[SUPPORT, STORE, D::Flags]),
    ("INV-05", &[STORE, D::Flags, D::Results, D::Who]),
    ("INV-06", &[D::Inside]),
    ("INV-07", &[D::Inside]),
    ("INV-08", &[D::Inside]),
    ("INV-09", &[LOGON, SUPPORT, D::Everything, D::Objects, D::Counts]),
    ("INV-10", &[LOGON, D::Everything, D::Objects, D::Counts, D::Start]),
    ("INV-11", &[SUPPORT, D::Everything, D::Results, D::Objects]),
    ("INV-12", &[SUPPORT, D::Counts, D::Objects, D::Start, D::Caller, D::End]),
    ("INV-13", &[D::Inside]),
    ("INV-14", &[D::Inside]),
    ("INV-15", &[PROVIDER, LOGON, D::Objects, D::Start]),
    ("INV-16", &[D::Inside]),
    ("INV-17", &[D::Calls("IMAPISession"), MAPI, D::Everything]),
    ("INV-18", &[D::Inside]),
    ("INV-19", &[D::Inside]),
    ("INV-20", &[PROVIDER, D::Objects, D::Start]),
    ("INV-21", &[SUPPORT, D::Calls("IMAPIAdviseSink"), D::Objects, D::Start, D::Caller]),
    ("INV-22", &[PROVIDER, D::Objects, D::Counts]),
    ("INV-23", FAST),
    ("INV-24", FAST),
    ("INV-25", &[MAPI, D::Who]),
    ("INV-26", &[D::Everything, D::Counts, D::Objects, D::Start]),
    ("INV-27", &[SUPPORT, STORE, D::Counts, D::Start, D::Who]),
    ("INV-28", &[D::Over]),
    ("INV-29", &[D::End]),
    ("INV-30", &[D::Everything, D::Counts, D::Start, D::End]),
    ("INV-31", THREADS),
    ("INV-32", THREADS),
    ("INV-33", THREADS),
    ("INV-34", THREADS),
    ("INV-35", THREADS),
];

/// What a log must show for a rule to have held.
pub fn needs_of(rule: &str) -> &'static [Doubt] {
    NEEDS.iter().find(|(known, _)| *known == rule).map_or(&[D::Inside], |(_, needs)| needs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::rules::RULES;

    #[test]
    fn every_rule_says_what_it_needs() {
        assert_eq!(RULES.map(|rule| rule.id), NEEDS.map(|(rule, _)| rule));
    }
}
