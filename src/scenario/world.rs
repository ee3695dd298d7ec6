//! Builds the initial state from fragments in `assets/worlds.yaml` and from the user's options for
//! transports and queue.
//!
//! It must not know bodies: objects name classes, threads name scripts.

mod mail;
pub mod spec;
mod values;

use std::collections::BTreeMap;

use super::link::Linked;
use super::names::{Interner, expand};
use super::options::{RunOptions, unknown};
use super::problem::{Arguments, refuse};
use super::yaml::Marked;
use crate::diagnostic::{Diagnostic, Place};
use crate::sim::Life;
use crate::sim::budget::{MOST_OBJECTS, MOST_ROWS};
use crate::sim::program::holder_name;
use crate::sim::state::{Frame, HOLDERS, Holder, Object, Row, State, Thread, Transport, Uid};
use crate::sim::value::{ClassId, ObjectId, TransportId, Value, Word};

use spec::{Fragment, ObjectSpec, ThreadSpec};

/// The most transports and the most threads: they are counted in eight bits.
pub const MOST_TRANSPORTS: usize = 200;
pub const MOST_THREADS: usize = 32;

/// The most fields in all objects together.
pub const MOST_FIELDS: usize = 1_000_000;

/// The most work that building a world may take: objects, fields, items of lists, and everything
/// that is looked at on the way.
const MOST_WORK: usize = 10_000_000;

/// The longest name, in characters.
pub const WIDEST: usize = 200;

/// The most errors that are reported.
const MOST_PROBLEMS: usize = 100;

/// Builds the initial state. `aliases` are texts for `$name` in classes and values.
///
/// # Errors
/// All errors in the fragments, each with its place.
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
        names: Interner {
            words: names,
            methods: Vec::new(),
            fields: linked.program.fields.clone(),
        },
        linked,
        objects: BTreeMap::new(),
        aliases,
        problems: Vec::new(),
        at: None,
        written: false,
        left: MOST_WORK,
    };
    for fragment in fragments {
        builder.written = fragment.written;
        builder.objects(fragment);
    }
    for fragment in fragments {
        builder.written = fragment.written;
        builder.tables(fragment);
    }
    builder.mail(fragments, options);
    if builder.problems.is_empty() {
        // If an object is missing, any further errors about it would be misleading.
        for fragment in fragments {
            builder.written = fragment.written;
            builder.values(fragment);
        }
    }
    builder.at = None;
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
    /// Where the user's file describes what is being built.
    at: Option<Place>,
    written: bool,
    /// How much work may still be done.
    left: usize,
}

impl Builder<'_> {
    /// A problem with the text `refuse-world-ID`, with its place in the user's file.
    fn problem(&mut self, id: &str, said: Arguments<'_>) {
        self.complain(refuse("world", &format!("world-{id}"), said));
    }

    fn complain(&mut self, complaint: Diagnostic) {
        if self.problems.len() < MOST_PROBLEMS {
            let place = self.at.filter(|place| self.written && place.line > 0);
            self.problems.push(Diagnostic { place: complaint.place.or(place), ..complaint });
        }
    }

    /// Counts work; reports an error, but only once, if there is too much of it.
    fn spend(&mut self, work: usize) -> bool {
        if self.left < work {
            if self.left > 0 {
                self.problem("too-large", &[("most", &MOST_WORK.to_string())]);
            }
            self.left = 0;
            return false;
        }
        self.left -= work;
        true
    }

    /// How often something is to be made; 0 if that is too often.
    fn count(&mut self, count: Option<&Marked<u32>>, there: usize, what: &str) -> u32 {
        let Some(count) = count else { return 1 };
        if count.value as usize + there > MOST_OBJECTS {
            self.at = Some(count.place);
            let (count, most) = (count.value.to_string(), MOST_OBJECTS.to_string());
            self.problem("too-many", &[("count", count.as_str()), ("what", what), ("most", &most)]);
            return 0;
        }
        count.value
    }

    /// The number of a name in the ledgers.
    fn word(&mut self, name: &str) -> Word {
        if name.len() > WIDEST {
            self.problem("name-too-long", &[("most", &WIDEST.to_string())]);
            return self.names.word("");
        }
        self.names.word(name)
    }

    /// Whether there is room for one more in a list with a small index type.
    fn has_room(&mut self, there: usize, most: usize, what: &str) -> bool {
        if there >= most {
            self.problem("no-room", &[("what", what), ("most", &most.to_string())]);
        }
        there < most
    }

    fn object(&mut self, name: &str) -> Option<ObjectId> {
        let found = self.objects.get(name).copied();
        if found.is_none() && self.problems.len() < MOST_PROBLEMS {
            let known: Vec<&str> = self.objects.keys().map(String::as_str).collect();
            let complaint = unknown("object", name, known);
            self.complain(complaint);
        }
        found
    }

    fn objects(&mut self, fragment: &Fragment) {
        for spec in &fragment.objects {
            self.at = Some(spec.object.place);
            let class = expand(&spec.class, self.aliases);
            let Some(class) = self.linked.classes.get(&*class).copied() else {
                let known: Vec<&str> = self.linked.classes.keys().map(String::as_str).collect();
                let found = unknown("class", &class, known);
                self.complain(Diagnostic { code: "world", ..found });
                continue;
            };
            let parent = spec.parent.as_ref().and_then(|name| self.object(name));
            let count = self.count(spec.count.as_ref(), self.state.objects.len(), "objects");
            let Some((held, refs)) = self.held(spec) else { continue };
            for nth in 1..=count {
                let name = named(&spec.object, spec.count.as_ref(), nth);
                if !self.has_room(self.state.objects.len(), MOST_OBJECTS, "objects")
                    || (spec.transport
                        && !self.has_room(
                            self.state.transports.len(),
                            MOST_TRANSPORTS,
                            "transports",
                        ))
                    || !self.has_room(self.state.fields.len(), MOST_FIELDS, "fields of objects")
                    || !self.spend(1)
                {
                    break;
                }
                self.create(&name, class, parent, (held, refs), spec.transport);
            }
        }
    }

    /// The references by holder, and their sum; `None` if one is negative.
    fn held(&mut self, spec: &ObjectSpec) -> Option<([i16; 8], i32)> {
        let mut held = [0; 8];
        for (holder, count) in &spec.held.0 {
            let Some(at) = HOLDERS
                .iter()
                .position(|known| holder_name(*known).eq_ignore_ascii_case(&holder.value))
            else {
                self.at = Some(holder.place);
                self.complain(no_holder(&holder.value));
                continue;
            };
            if count.value < 0 {
                self.at = Some(count.place);
                let said = [("count", &*count.value.to_string())];
                self.problem("negative", &said);
                return None;
            }
            held[at] = count.value;
        }
        Some((held, held.iter().map(|count| i32::from(*count)).sum()))
    }

    fn create(
        &mut self,
        name: &str,
        class: ClassId,
        parent: Option<ObjectId>,
        held: ([i16; 8], i32),
        transport: bool,
    ) {
        let transport = transport.then_some(TransportId(self.state.transports.len() as u8));
        let id = ObjectId(self.state.objects.len() as u32);
        let word = self.word(name);
        let object = Object {
            class,
            name: word,
            nth: 1,
            parent,
            refs: held.1,
            life: Life::Live,
            held: held.0,
            fields_at: self.state.fields.len() as u32,
            transport,
            first_child: None,
            last_child: None,
            next_sibling: None,
            live_children: 0,
        };
        let fields: Vec<Value> = self.linked.program.classes[class.index()]
            .fields
            .iter()
            .map(|(_, first)| first.clone())
            .collect();
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
            self.at = Some(spec.row.place);
            if !self.has_room(self.state.rows.len(), MOST_ROWS, "rows") {
                return;
            }
            let Some(owner) = self.object(&spec.owner) else { continue };
            let row = Row {
                name: self.word(&spec.row),
                nth: 1,
                display: self.word(&spec.display),
                owner: Some(owner),
                resource_type: spec.resource_type,
                status: spec.status,
                methods: spec.methods,
                resource_flags: spec.flags,
                dll: self.word(&spec.dll),
                present: true,
            };
            self.state.rows.push(row);
        }
        for spec in &fragment.uids {
            self.at = Some(spec.uid.place);
            if !self.has_room(self.state.uids.len(), MOST_ROWS, "entries of the registry") {
                return;
            }
            let Some(owner) = self.object(&spec.owner) else { continue };
            let (name, bytes) = (self.word(&spec.uid), self.word(&spec.bytes));
            self.state.uids.push(Uid { name, nth: 1, bytes, owner, registered: true });
        }
    }

    fn thread(&mut self, name: &str, spec: &ThreadSpec) {
        if !self.has_room(self.state.threads.len(), MOST_THREADS, "threads") {
            return;
        }
        let Some(this) = self.object(&spec.on) else { return };
        let module = &self.linked.program.class(&self.state, this).module;
        let Some(body) = self.linked.script(module, &spec.script) else {
            let known: Vec<&str> =
                self.linked.scripts.iter().map(|(_, name, _)| name.as_str()).collect();
            let complaint = unknown("script", &spec.script, known);
            return self.complain(complaint);
        };
        let variables = self.linked.program.body(body).variables.len();
        let frame = Frame { body, pc: 0, this, method: None, base: 0, result: None, out: None };
        let name = self.word(name);
        let stack = vec![Value::Null; variables].into();
        let thread = Thread { name, frames: vec![frame], stack, waiting: false };
        self.state.threads.push(thread.into());
    }
}

/// The name of one of several numbered objects.
fn named(base: &str, count: Option<&Marked<u32>>, nth: u32) -> String {
    if count.is_some() { format!("{base}-{nth}") } else { base.to_owned() }
}

/// The error for a holder that does not exist, with the nearest ones.
fn no_holder(name: &str) -> Diagnostic {
    Diagnostic { code: "world", ..unknown("holder", name, HOLDERS.map(holder_name)) }
}

/// The holder with this name; a client holds references under its own name.
pub fn holder(name: &str) -> Option<Holder> {
    HOLDERS.into_iter().find(|known| holder_name(*known) == name)
}
