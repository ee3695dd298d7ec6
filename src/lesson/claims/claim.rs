//! A claim and how certain it is, as a report lists them. It must not know who makes the claim.

use crate::sim::body::Confidence;

/// How certain a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimMark {
    /// The cited place says so.
    Documented,
    /// Only code shows it.
    Seen,
    /// It follows from the cited places, but none says so.
    Inferred,
    /// The documents disagree; `readings` names the points.
    Contested,
    /// It declares that it claims nothing about MAPI.
    Nothing,
    /// It has neither place nor mark, which is an error.
    Unmarked,
}

impl ClaimMark {
    /// All marks, in the order of a report.
    pub const ALL: [ClaimMark; 6] = [
        ClaimMark::Documented,
        ClaimMark::Seen,
        ClaimMark::Inferred,
        ClaimMark::Contested,
        ClaimMark::Nothing,
        ClaimMark::Unmarked,
    ];

    /// The mark's name in a report.
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

/// A sentence that claims something about MAPI, and its support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The list, file of bodies or lesson that makes the claim.
    pub source: String,
    /// Where in the source: an id, a scene, a line.
    pub key: String,
    /// The sentence in English.
    pub text: String,
    /// The places that support it.
    pub cites: Vec<String>,
    /// How certain it is.
    pub mark: ClaimMark,
    /// The readings on which it depends.
    pub readings: Vec<String>,
}
