//! Builds the starting situation from fragments of `assets/worlds.yaml` and from what the user asked of transports and queue.
//!
//! It must not know bodies: objects name classes, threads name scripts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::link::{Linked, literal};
use super::names::{Interner, expand};
use super::options::{RunOptions, unknown};
use crate::diagnostic::Diagnostic;
use crate::sim::state::{Frame, HOLDERS, Holder, Object, Row, State, Thread, Transport, Uid};
use crate::sim::value::{MessageId, ObjectId, RowId, TransportId, UidId, Value};
use crate::sim::{Life, program::holder_name};

mod mail;
mod spec;

pub use spec::{Fragment, MessageSpec, ObjectSpec, RowSpec, ThreadSpec, UidSpec};

/// Most objects that a `count:` may ask for.
const MOST_OBJECTS: u32 = 200_000;

/// Builds the situation. `aliases` are texts for `$name` in classes and values.
pub fn build(
    fragments: &[Fragment],
    threads: &[(String, ThreadSpec)],
    aliases: &BTreeMap<String, String>,
    options: &RunOptions,
    linked: &mut Linked,
) -> Result<State, Vec<Diagnostic>> {
    let names = std::mem::take(&mut linked.program.names);
    let mut builder = Builder {
        state: State::default(),
        names: Interner { words: names, methods: Vec::new(), fields: linked.program.fields.clone() },
        linked,
        objects: BTreeMap::new(),
        aliases,
        problems: Vec::new(),
    };
    for fragment in fragments {
        builder.objects(fragment);
    }
    for fragment in fragments {
        builder.tables(fragment);
    }
    builder.mail(fragments, options);
    for fragment in fragments {
        builder.values(fragment);
    }
    for (name, thread) in threads {
        builder.thread(name, thread);
    }
    let Builder { state, names, problems, .. } = builder;
    linked.program.names = names.words;
    if problems.is_empty() { Ok(state) } else { Err(problems) }
}

struct Builder<'a> {
    state: State,
    names: Interner,
    linked: &'a Linked,
    objects: BTreeMap<String, ObjectId>,
    aliases: &'a BTreeMap<String, String>,
    problems: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn problem(&mut self, message: String) {
        self.problems.push(Diagnostic::error("world", "", None, message));
    }

    fn object(&mut self, name: &str) -> Option<ObjectId> {
        let found = self.objects.get(name).copied();
        if found.is_none() {
            let known: Vec<&str> = self.objects.keys().map(String::as_str).collect();
            self.problems.push(unknown("object", name, known));
        }
        found
    }

    fn objects(&mut self, fragment: &Fragment) {
        for spec in &fragment.objects {
            let class = expand(&spec.class, self.aliases);
            let Some(class) = self.linked.classes.get(&*class).copied() else {
                self.problem(format!("{}: there is no class {class:?}", spec.object));
                continue;
            };
            let parent = spec.parent.as_ref().and_then(|name| self.object(name));
            let count = spec.count.unwrap_or(1).min(MOST_OBJECTS);
            for nth in 1..=count {
                let name = if spec.count.is_some() { format!("{}-{nth}", spec.object) } else { spec.object.clone() };
                self.create(&name, class, parent, spec);
            }
        }
    }

    fn create(&mut self, name: &str, class: crate::sim::ClassId, parent: Option<ObjectId>, spec: &ObjectSpec) {
        let mut held = [0; 8];
        for (holder, count) in &spec.held.0 {
            match HOLDERS.iter().position(|known| holder_name(*known).eq_ignore_ascii_case(&holder.value)) {
                Some(at) => held[at] = *count,
                None => self.problem(format!("{name}: nobody is called {:?}", holder.value)),
            }
        }
        let transport = spec.transport.then_some(TransportId(self.state.transports.len() as u8));
        let id = ObjectId(self.state.objects.len() as u32);
        let word = self.names.word(name);
        let object = Object {
            class,
            name: word,
            nth: 1,
            parent,
            refs: held.iter().map(|count| i32::from(*count)).sum(),
            life: Life::Live,
            held,
            fields_at: self.state.fields.len() as u32,
            transport,
            first_child: None,
            last_child: None,
            next_sibling: None,
            live_children: 0,
        };
        let fields: Vec<Value> =
            self.linked.program.classes[class.index()].fields.iter().map(|(_, first)| first.clone()).collect();
        self.state.create(&object, &fields);
        if transport.is_some() {
            self.state.transports.push(Transport {
                name: word,
                object: id,
                sends: None,
                gets: None,
                flushing: false,
                logged_on: true,
            });
            self.state.waiting_mail.push(Default::default());
        }
        self.objects.insert(name.to_owned(), id);
    }

    fn tables(&mut self, fragment: &Fragment) {
        for spec in &fragment.rows {
            let Some(owner) = self.object(&spec.owner) else { continue };
            let row = Row {
                name: self.names.word(&spec.row),
                nth: 1,
                display: self.names.word(&spec.display),
                owner: Some(owner),
                resource_type: spec.resource_type,
                status: spec.status,
                methods: spec.methods,
                resource_flags: spec.flags,
                dll: self.names.word(&spec.dll),
                present: true,
            };
            self.state.rows.push(row);
        }
        for spec in &fragment.uids {
            let Some(owner) = self.object(&spec.owner) else { continue };
            let (name, bytes) = (self.names.word(&spec.uid), self.names.word(&spec.bytes));
            self.state.uids.push(Uid { name, nth: 1, bytes, owner, registered: true });
        }
    }

    fn values(&mut self, fragment: &Fragment) {
        for spec in &fragment.objects {
            for nth in 1..=spec.count.unwrap_or(1).min(MOST_OBJECTS) {
                let name = if spec.count.is_some() { format!("{}-{nth}", spec.object) } else { spec.object.clone() };
                for (field, value) in &spec.fields.0 {
                    self.set(&name, &field.value, value);
                }
            }
        }
        for (object, by) in &fragment.hold.0 {
            match (self.object(&object.value), holder(by)) {
                (Some(id), Some(by)) => {
                    self.state.objects[id.index()].refs += 1;
                    self.state.objects[id.index()].held[by as usize] += 1;
                }
                _ => self.problem(format!("hold {}: nobody is called {by:?}", object.value)),
            }
        }
        for text in &fragment.set {
            match text.split_once('=').and_then(|(to, value)| Some((to.trim().rsplit_once('.')?, value.trim()))) {
                Some(((object, field), value)) => self.set(object, field, value),
                None => self.problem(format!("set: write `object.field = value`, not {text:?}")),
            }
        }
        for text in &fragment.link {
            let text = expand(text, self.aliases);
            match text.split_once(" into ").and_then(|(value, to)| Some((value.trim(), to.trim().rsplit_once('.')?))) {
                Some((value, (object, field))) => self.link(value, object, field),
                None => self.problem(format!("link: write `value into object.field`, not {text:?}")),
            }
        }
    }

    fn place(&mut self, object: &str, field: &str) -> Option<usize> {
        let id = self.object(object)?;
        let found = self
            .names
            .find_field(field)
            .and_then(|field| self.linked.program.classes[self.state.object(id).class.index()].slots[field.index()]);
        if found.is_none() {
            self.problem(format!("{object} has no field {field:?}"));
        }
        Some(self.state.object(id).fields_at as usize + usize::from(found?))
    }

    fn set(&mut self, object: &str, field: &str, text: &str) {
        let text = expand(text, self.aliases);
        let Some(at) = self.place(object, field) else { return };
        match self.value(&text) {
            Some(value) => self.state.fields[at] = value,
            None => self.problem(format!("{object}.{field}: {text:?} is nothing that this world knows")),
        }
    }

    fn link(&mut self, text: &str, object: &str, field: &str) {
        let Some(at) = self.place(object, field) else { return };
        let Some(value) = self.value(text) else {
            return self.problem(format!("{object}.{field}: {text:?} is nothing that this world knows"));
        };
        let mut items = match &self.state.fields[at] {
            Value::List(items) => items.to_vec(),
            _ => Vec::new(),
        };
        items.push(value);
        self.state.fields[at] = Value::List(Arc::new(items));
    }

    /// A literal, or something of this world by its name; `[a, b]` is a list, `name-*` all that `count:` made.
    fn value(&mut self, text: &str) -> Option<Value> {
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let mut items = Vec::new();
            for part in inner.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                match part.strip_suffix('*') {
                    Some(prefix) => items.extend(self.all_named(prefix)),
                    None => items.push(self.value(part)?),
                }
            }
            return Some(Value::List(Arc::new(items)));
        }
        if let Some(value) = literal(text, &mut self.names) {
            return Some(value);
        }
        if let Some(object) = self.objects.get(text) {
            return Some(Value::Object(*object));
        }
        let word = self.names.words.find(text)?;
        let row = self.state.rows.iter().position(|row| row.name == word).map(|at| Value::Row(RowId(at as u16)));
        let uid = || self.state.uids.iter().position(|uid| uid.name == word).map(|at| Value::Uid(UidId(at as u16)));
        let message = || self.state.messages.iter().position(|it| it.name == word).map(|at| Value::Message(MessageId(at as u32)));
        row.or_else(uid).or_else(message)
    }

    fn all_named(&self, prefix: &str) -> Vec<Value> {
        let numbered = |name: &str| name.strip_prefix(prefix).is_some_and(|rest| rest.parse::<u32>().is_ok());
        let mut found: Vec<ObjectId> =
            self.objects.iter().filter(|(name, _)| numbered(name)).map(|(_, object)| *object).collect();
        found.sort();
        found.into_iter().map(Value::Object).collect()
    }

    fn thread(&mut self, name: &str, spec: &ThreadSpec) {
        let Some(this) = self.object(&spec.on) else { return };
        let module = &self.linked.program.class(&self.state, this).module;
        let Some(body) = self.linked.script(module, &spec.script) else {
            let known: Vec<&str> = self.linked.scripts.iter().map(|(_, name, _)| name.as_str()).collect();
            self.problems.push(unknown("script", &spec.script, known));
            return;
        };
        let variables = self.linked.program.body(body).variables.len();
        let frame = Frame { body, pc: 0, this, method: None, base: 0, result: None, out: None };
        let name = self.names.word(name);
        self.state.threads.push(Thread { name, frames: vec![frame], stack: vec![Value::Null; variables], waiting: false });
    }
}

/// The holder by its name, for what a client of this name holds.
pub fn holder(name: &str) -> Option<Holder> {
    HOLDERS.into_iter().find(|known| holder_name(*known) == name)
}
