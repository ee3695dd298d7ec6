//! What of two runs can be compared where one was recorded: a log has calls and answers of some
//! interfaces, and nothing else of what a model shows.
//!
//! It must not know how runs are aligned.

use super::effect::{effect_text, passed};
use super::last::Difference;
use super::standing::{ItemKind, ItemStanding};
use crate::mapi::method_spec;
use crate::sim::timeline::Recording;
use crate::sim::{Event, EventKind, Program, State, Timeline, Value};

/// The recordings among two runs.
pub(super) struct Window<'a>(Vec<&'a Recording>);

impl<'a> Window<'a> {
    pub(super) fn of(a: &'a Timeline, b: &'a Timeline) -> Self {
        Self([a, b].into_iter().filter_map(Timeline::recording).collect())
    }

    /// Whether both runs are the machine's own, which show everything.
    pub(super) fn is_clear(&self) -> bool {
        self.0.is_empty()
    }

    /// What a step did, as far as a log could show it too.
    pub(super) fn effect(&self, program: &Program, names: &State, event: &Event) -> Option<String> {
        if self.is_clear() {
            return effect_text(program, names, event);
        }
        let (EventKind::Call { object, .. } | EventKind::Return { object, .. }) = &event.kind
        else {
            return None;
        };
        let interface = program.interface(names, *object);
        if !program.is_listed(names, *object) || !self.0.iter().all(|it| it.sees(interface)) {
            return None;
        }
        match &event.kind {
            EventKind::Call { object, method, args } => {
                let who = program.object_name(names, *object);
                let name = program.method_name(*method);
                // Arguments that are no flags are another thing in a process than in a model.
                let words = passed(program, names, (*object, *method), args);
                let invalid = match args.first() {
                    Some(Value::Object(it)) if name == "MakeInvalid" => {
                        Some(program.object_name(names, *it))
                    }
                    _ => None,
                };
                let argument = words.or(invalid).unwrap_or_default();
                Some(format!("call {who}.{name}({argument})"))
            }
            _ => effect_text(program, names, event),
        }
    }

    /// Whether the flags of a method can be compared.
    pub(super) fn sees_flags(&self, interface: &str, method: &str) -> bool {
        self.is_clear()
            || self.0.iter().all(|it| it.sees(interface))
                && method_spec(Some(interface), method).is_some_and(|spec| spec.flags.is_some())
    }

    /// Leaves out of what differs at the end what a log does not show: only counts of objects that
    /// both runs have are left.
    pub(super) fn differences(&self, found: Vec<Difference>) -> Vec<Difference> {
        if self.is_clear() {
            return found;
        }
        let counts = |of: &Option<ItemStanding>| match of {
            Some(ItemStanding::Object(_, count)) => *count,
            _ => None,
        };
        found
            .into_iter()
            .filter(|it| it.kind == ItemKind::Object)
            .filter(|it| {
                let (a, b) = (counts(&it.a), counts(&it.b));
                a.is_some() && b.is_some() && a != b
            })
            .collect()
    }
}
