//! Parses the values of objects' fields: numbers, flags, names of objects, lists. It must not make
//! objects.

use std::sync::Arc;

use super::no_holder;
use super::spec::Fragment;
use super::{Builder, MOST_PROBLEMS, WIDEST, holder, named};
use crate::scenario::link::literal;
use crate::scenario::names::expand;
use crate::scenario::problem::{near, refuse};
use crate::sim::budget::{MOST_ITEMS, MOST_OBJECTS};
use crate::sim::value::{MessageId, ObjectId, RowId, UidId, Value};

impl Builder<'_> {
    pub(super) fn values(&mut self, fragment: &Fragment) {
        for spec in &fragment.objects {
            self.at = Some(spec.object.place);
            let count = spec.count.as_ref().map_or(1, |count| count.value);
            for nth in 1..=count.min(MOST_OBJECTS as u32) {
                if spec.fields.0.is_empty()
                    || self.left == 0
                    || self.problems.len() >= MOST_PROBLEMS
                {
                    break;
                }
                let name = named(&spec.object, spec.count.as_ref(), nth);
                for (field, value) in &spec.fields.0 {
                    self.set(&name, &field.value, value);
                }
            }
        }
        for (object, by) in &fragment.hold.0 {
            self.at = Some(object.place);
            match (self.object(&object.value), holder(by)) {
                (Some(id), Some(by)) => {
                    let it = &mut self.state.objects[id.index()];
                    it.refs = it.refs.saturating_add(1);
                    it.held[by as usize] = it.held[by as usize].saturating_add(1);
                }
                (Some(_), None) => self.complain(no_holder(by)),
                (None, _) => {}
            }
        }
        for text in &fragment.set {
            self.at = Some(text.place);
            match text
                .split_once('=')
                .and_then(|(to, value)| Some((to.trim().rsplit_once('.')?, value.trim())))
            {
                Some(((object, field), value)) => self.set(object, field, value),
                None => {
                    self.problem("set-form", &[("given", &format!("{:?}", text.value))]);
                }
            }
        }
        for text in &fragment.link {
            self.at = Some(text.place);
            let text = expand(text, self.aliases);
            match text
                .split_once(" into ")
                .and_then(|(value, to)| Some((value.trim(), to.trim().rsplit_once('.')?)))
            {
                Some((value, (object, field))) => self.link(value, object, field),
                None => {
                    self.problem("link-form", &[("given", &format!("{text:?}"))]);
                }
            }
        }
    }

    pub(super) fn place(&mut self, object: &str, field: &str) -> Option<usize> {
        let id = self.object(object)?;
        let found = self.names.find_field(field).and_then(|field| {
            self.linked.program.classes[self.state.object(id).class.index()].slots[field.index()]
        });
        if found.is_none() {
            let class = &self.linked.program.classes[self.state.object(id).class.index()];
            let slots = class.slots.iter().enumerate().filter(|(_, slot)| slot.is_some());
            let names = self.names.field_names();
            let known: Vec<&str> =
                slots.filter_map(|(at, _)| names.get(at)).map(String::as_str).collect();
            let said = [("object", object), ("field", &*format!("{field:?}"))];
            let found = refuse("world", "world-no-field", &said);
            let found = found.help_in_both(near(field, known));
            self.complain(found);
        }
        Some(self.state.object(id).fields_at as usize + usize::from(found?))
    }

    pub(super) fn set(&mut self, object: &str, field: &str, text: &str) {
        if !self.spend(4) {
            return;
        }
        let text = expand(text, self.aliases);
        let Some(at) = self.place(object, field) else { return };
        match self.value(&text) {
            Some(value) => self.state.fields[at] = value,
            None if text.len() > WIDEST => {
                self.problem("value-too-long", &[("object", object), ("field", field)]);
            }
            None => {
                let said = [("object", object), ("field", field), ("given", &*format!("{text:?}"))];
                self.problem("no-value", &said);
            }
        }
    }

    pub(super) fn link(&mut self, text: &str, object: &str, field: &str) {
        let Some(at) = self.place(object, field) else { return };
        let Some(value) = self.value(text) else {
            let said = [("object", object), ("field", field), ("given", &*format!("{text:?}"))];
            return self.problem("no-value", &said);
        };
        if matches!(value, Value::List(_)) {
            return self.problem("list-in-list", &[("object", object), ("field", field)]);
        }
        let mut items = match &self.state.fields[at] {
            Value::List(items) => items.to_vec(),
            _ => Vec::new(),
        };
        if !self.spend(items.len() + 1)
            || !self.has_room(items.len(), MOST_ITEMS, "items of a list")
        {
            return;
        }
        items.push(value);
        self.state.fields[at] = Value::List(Arc::new(items));
    }

    /// A literal, or something in this world by its name; `[a, b]` is a list, and `name-*` stands
    /// for all that `count:` made.
    pub(super) fn value(&mut self, text: &str) -> Option<Value> {
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let mut items = Vec::new();
            for part in inner.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                match part.strip_suffix('*') {
                    Some(prefix) => items.extend(self.all_named(prefix)),
                    None => items.push(self.one(part)?),
                }
                if !self.spend(1) || !self.has_room(items.len(), MOST_ITEMS, "items of a list") {
                    return Some(Value::Null);
                }
            }
            return Some(Value::List(Arc::new(items)));
        }
        self.one(text)
    }

    /// A literal or a name. A list may not contain another list, not even an empty one.
    fn one(&mut self, text: &str) -> Option<Value> {
        if text.len() > WIDEST {
            return None;
        }
        if let Some(value) = literal(text, &mut self.names) {
            return Some(value);
        }
        if let Some(object) = self.objects.get(text) {
            return Some(Value::Object(*object));
        }
        let word = self.names.words.find(text)?;
        let row = self
            .state
            .rows
            .iter()
            .position(|row| row.name == word)
            .map(|at| Value::Row(RowId(at as u16)));
        let uid = || {
            self.state
                .uids
                .iter()
                .position(|uid| uid.name == word)
                .map(|at| Value::Uid(UidId(at as u16)))
        };
        let message = || {
            self.state
                .messages
                .iter()
                .position(|it| it.name == word)
                .map(|at| Value::Message(MessageId(at as u32)))
        };
        row.or_else(uid).or_else(message)
    }

    fn all_named(&mut self, prefix: &str) -> Vec<Value> {
        if !self.spend(self.objects.len()) {
            return Vec::new();
        }
        let numbered =
            |name: &str| name.strip_prefix(prefix).is_some_and(|rest| rest.parse::<u32>().is_ok());
        let mut found: Vec<ObjectId> = self
            .objects
            .iter()
            .filter(|(name, _)| numbered(name))
            .map(|(_, object)| *object)
            .collect();
        found.sort();
        // Storing an item costs more than looking at it.
        if !self.spend(8 * found.len()) {
            return Vec::new();
        }
        found.into_iter().map(Value::Object).collect()
    }
}
