//! Whether a StoreLogoff was what the guide page calls orderly and controlled: it broke no rule,
//! and it gave back what MAPI had answered.
//!
//! It must not know the other conditions.

use super::anchor::{AnchorEvent, ObjectRole};
use super::{Finder, gives, succeeds};
use crate::sim::{Event, EventKind, Value};

impl Finder<'_> {
    /// Whether no rule is broken inside of a method or about the store by its end, and what
    /// StoreLogoffTransports gave back in it was LOGOFF_COMPLETE too.
    pub(super) fn is_controlled(&self, step: usize) -> bool {
        let Some(call) = self.timeline.call_of(step) else { return false };
        let is_inside = |at: usize| at == call || self.timeline.callers(at).contains(&call);
        let mut broken = self.timeline.violations().iter().take_while(|found| found.step <= step);
        let told = AnchorEvent::Return((ObjectRole::Support, "StoreLogoffTransports"));
        let is_told_otherwise = |at: usize| {
            let event = self.timeline.event(at).filter(|event| self.is(event, told));
            event.is_some_and(|event| {
                !gives(event, "LOGOFF_COMPLETE") && !self.is_untold(event) && is_inside(at)
            })
        };
        !broken.any(|found| self.subject.has(found.subject) || is_inside(found.step))
            && !(call..step).any(is_told_otherwise)
    }

    /// Whether a log may lack what a call gave back.
    fn is_untold(&self, event: &Event) -> bool {
        let is_empty = matches!(event.kind, EventKind::Return { out: Value::Null, .. });
        self.is_lenient && is_empty && succeeds(event)
    }
}
