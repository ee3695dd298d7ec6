//! What must have happened in a log before a rule may have held: some rules count a step as a test
//! that nothing in a log could have failed.
//!
//! It must not know how a rule is checked.

use std::collections::BTreeSet;

use crate::sim::{Event, EventKind, ObjectId, Timeline};

/// Whether a log has what the rule is about.
pub(super) fn is_put_to_test(rule: &str, timeline: &Timeline) -> bool {
    let calls = || timeline.events().iter().filter_map(|event| called(timeline, event));
    match rule {
        // A second Logoff of a logon object.
        "INV-09" => {
            let mut seen = BTreeSet::new();
            calls().any(|(object, method)| method == "Logoff" && !seen.insert(object))
        }
        // A connection that was to be undone, or a notification.
        "INV-21" => calls().any(|(_, method)| matches!(method, "Subscribe" | "OnNotify")),
        // An open of a store while one is being destroyed.
        "INV-22" => opens_while_releasing(timeline),
        _ => true,
    }
}

fn called<'a>(timeline: &'a Timeline, event: &Event) -> Option<(ObjectId, &'a str)> {
    match event.kind {
        EventKind::Call { object, method, .. } => {
            Some((object, timeline.machine().program().method_name(method)))
        }
        _ => None,
    }
}

fn opens_while_releasing(timeline: &Timeline) -> bool {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let is_store = |object| program.interface(state, object) == "IMsgStore";
    let mut open = 0i64;
    timeline.events().iter().any(|event| {
        match &event.kind {
            EventKind::Return { object, method, .. } => {
                let is_release = program.method_name(*method) == "Release" && is_store(*object);
                open -= i64::from(is_release);
            }
            EventKind::Call { .. } => {
                let Some((object, method)) = called(timeline, event) else { return false };
                open += i64::from(method == "Release" && is_store(object));
                return method == "Logon" && open > 0;
            }
            _ => {}
        }
        false
    })
}
