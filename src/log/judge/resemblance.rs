//! The bug of the catalogue that a finding resembles most.
//!
//! It must not know how a bug edits a body.

use std::collections::BTreeSet;

use super::super::evidence::Standing;
use crate::scenario::Scenario;
use crate::scenario::catalogue::{self, Culprit};
use crate::sim::Violation;
use crate::sim::rules::Blame;

/// What it counts that a bug is in a method that the wrong call runs, or is made by, or leaves out
/// a statement where something never came.
const SAME_PLACE: i64 = 4;

/// The bug that breaks this rule, and of the others that the log can tell of the most like it. A
/// log shows only a part: a rule that it cannot tell speaks neither for a bug nor against it.
/// `methods` are those of the wrong call; without any, something never came.
pub(super) fn bug(
    found: &Violation,
    broken: &BTreeSet<&str>,
    rules: &[(&'static str, Standing)],
    methods: &[String],
) -> Option<&'static str> {
    // Of a mistake that is nobody's by the log there is none to be like.
    if found.blame == Blame::Unknown {
        return None;
    }
    let can_tell = |rule: &str| {
        rules
            .iter()
            .any(|(known, standing)| *known == rule && !matches!(standing, Standing::CannotTell(_)))
    };
    let side = |id: &str| match catalogue::bug(id).map(|bug| bug.who) {
        Some(Culprit::Client) => found.blame == Blame::Client,
        Some(Culprit::Transport) => found.blame == Blame::Transport,
        Some(Culprit::Provider) => {
            !matches!(found.blame, Blame::Client | Blame::Mapi | Blame::Spooler)
        }
        None => false,
    };
    let fits = Scenario::bugs()
        .into_iter()
        .filter(|(id, bug)| side(id) && bug.rules.iter().any(|rule| rule == found.rule));
    let scored = fits.map(|(id, bug)| {
        let own: BTreeSet<&str> = bug.rules.iter().map(String::as_str).collect();
        let common = own.intersection(broken).count() as i64;
        let more = broken.difference(&own).count() as i64;
        let fewer = own.difference(broken).filter(|rule| can_tell(rule)).count() as i64;
        // What the bug is about counts most.
        let about = catalogue::bug(id)
            .is_some_and(|text| text.rules.first().is_some_and(|rule| rule == found.rule));
        let is_there = bug.edits.iter().any(|edit| match methods {
            // What never came at the end was not for Logon to do.
            [] => edit.drop && !edit.body.ends_with("::Logon"),
            methods => methods.contains(&edit.body),
        });
        let there = SAME_PLACE * i64::from(is_there);
        (3 * common - more - 2 * fewer + there + i64::from(about), id)
    });
    // Of equals the first of the catalogue.
    scored.rev().max_by_key(|(score, _)| *score).map(|(_, id)| id)
}
