//! Readings of the documents under which what a rule found is no mistake. The model can run only
//! some of them; of the others the log shows enough by itself.
//!
//! It must not know how a rule is checked.

use super::super::fold::LoggedRun;
use crate::sim::Violation;
use crate::sim::rules::{Blame, Memo};

/// The readings, as `point=value`.
pub(super) fn no_mistake_under(run: &LoggedRun, found: &Violation) -> Vec<&'static str> {
    let state = run.timeline.final_state();
    let is_refused = state.memo(Memo::SltRefused, found.subject.0, 0) > 0;
    match (found.rule, found.blame) {
        // Both pages end by saying that LOGOFF_ABORT does nothing while mail is under way.
        ("INV-01", Blame::Mapi) if is_refused && !run.evidence.is_unsupported(found.subject) => {
            vec!["C1=refuse-if-active"]
        }
        // What StoreLogoff does not return binds nobody.
        ("INV-05", Blame::Client) => vec!["C12=not-listed"],
        // The page's own example releases the store although a second client uses it.
        ("INV-27", Blame::Provider) => vec!["C13=released-at-once"],
        _ => Vec::new(),
    }
}
