//! A claim and how sure it is, as a report lists them. It must not know who makes it.

use crate::sim::body::Confidence;

/// How sure a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimMark {
    /// The cited place says it.
    Documented,
    /// Only code shows it.
    Seen,
    /// It follows from the cited places; none says it.
    Inferred,
    /// The documents disagree; `readings` says about what.
    Contested,
    /// It says of itself that it claims nothing about MAPI.
    Nothing,
    /// Neither place nor mark: a fault.
    Unmarked,
}

impl ClaimMark {
    /// All, in the order of a report.
    pub const ALL: [ClaimMark; 6] = [
        ClaimMark::Documented,
        ClaimMark::Seen,
        ClaimMark::Inferred,
        ClaimMark::Contested,
        ClaimMark::Nothing,
        ClaimMark::Unmarked,
    ];

    /// The word in a report.
    pub fn name(self) -> &'static str {
        match self {
            ClaimMark::Documented => "documented",
            ClaimMark::Seen => "seen",
            ClaimMark::Inferred => "inferred",
            ClaimMark::Contested => "contested",
            ClaimMark::Nothing => "nothing",
            ClaimMark::Unmarked => "unmarked",
        }
    }

    pub(super) fn of(confidence: Confidence, cites: &[String]) -> Self {
        match confidence {
            Confidence::Documented if cites.is_empty() => ClaimMark::Unmarked,
            Confidence::Documented => ClaimMark::Documented,
            Confidence::Seen => ClaimMark::Seen,
            Confidence::Inferred => ClaimMark::Inferred,
            Confidence::Contested => ClaimMark::Contested,
        }
    }
}

/// A sentence that claims something about MAPI, and what backs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The list, file of bodies or lesson that makes it.
    pub source: String,
    /// Where in it: an id, a scene, a line.
    pub key: String,
    /// The sentence in English.
    pub text: String,
    /// The places behind it.
    pub cites: Vec<String>,
    /// How sure it is.
    pub mark: ClaimMark,
    /// The readings that it depends on.
    pub readings: Vec<String>,
}
