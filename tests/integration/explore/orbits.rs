//! How many situations of a search are one another's images under some renaming of objects, rows,
//! entries, messages, transports and threads. A search that took such situations for one (Clarke,
//! Enders, Filkorn and Jha, "Exploiting Symmetry in Temporal Logic Model Checking"; Ip and Dill,
//! "Better Verification Through Symmetry") could gain no more than that, and of what is bundled it
//! would gain nothing: no path runs one script for two clients, transports are of different
//! modules, and lists have an order that code sees. These tests say so, and would notice if it
//! changed.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use mapi_teardown::diagnostic::Place;
use mapi_teardown::explore::report::model;
use mapi_teardown::explore::{Reduced, SearchState, TransitionSystem};
use mapi_teardown::scenario::world::spec::{Fragment, ObjectSpec, ThreadSpec};
use mapi_teardown::scenario::yaml::{Entries, Marked};
use mapi_teardown::scenario::{Replacement, Scenario};
use mapi_teardown::sim::state::Memo;
use mapi_teardown::sim::{State, Value};

use super::{PATHS, load, parse};

fn hash(parts: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// The things of a situation as the nodes of a graph, each with a colour that no renaming changes.
#[derive(Default)]
struct Graph {
    colours: Vec<u64>,
    /// From one to another, with what the second is to the first.
    arrows: Vec<(usize, u64, usize)>,
    /// Where the objects, rows, entries, messages, transports and threads begin.
    first: [usize; 6],
}

impl Graph {
    fn of(state: &State) -> Self {
        let counts = [
            state.objects.len(),
            state.rows.len(),
            state.uids.len(),
            state.messages.len(),
            state.transports.len(),
            state.threads.len(),
        ];
        let mut it = Graph::default();
        for (at, count) in counts.into_iter().enumerate() {
            it.first[at] = it.colours.len();
            it.colours.resize(it.colours.len() + count, at as u64);
        }
        it.objects(state);
        it.ledgers(state);
        it.threads(state);
        it.memory(state);
        it
    }

    fn paint(&mut self, kind: usize, at: usize, colour: impl Hash) {
        let node = &mut self.colours[self.first[kind] + at];
        *node = node.wrapping_add(hash(colour));
    }

    fn arrow(&mut self, (kind, at): (usize, usize), what: impl Hash, to: (usize, usize)) {
        let (from, to) = (self.first[kind] + at, self.first[to.0] + to.1);
        self.arrows.push((from, hash(what), to));
    }

    fn value(&mut self, of: (usize, usize), what: u64, value: &Value) {
        match value {
            Value::Object(to) => self.arrow(of, what, (0, to.index())),
            Value::Row(to) => self.arrow(of, what, (1, to.index())),
            Value::Uid(to) => self.arrow(of, what, (2, to.index())),
            Value::Message(to) => self.arrow(of, what, (3, to.index())),
            Value::List(items) => {
                self.paint(of.0, of.1, (what, items.len()));
                for (at, item) in items.iter().enumerate() {
                    self.value(of, hash((what, at)), item);
                }
            }
            plain => self.paint(of.0, of.1, (what, format!("{plain:?}"))),
        }
    }

    fn objects(&mut self, state: &State) {
        for (at, it) in state.objects.iter().enumerate() {
            // The columns of the two clients may change places.
            let mut clients = [it.held[0], it.held[1], it.held[2]];
            clients.sort_unstable();
            self.paint(0, at, (it.class, it.life, it.refs, clients, &it.held[3..]));
            for (what, to) in [("parent", it.parent), ("next", it.next_sibling)] {
                to.into_iter().for_each(|to| self.arrow((0, at), what, (0, to.index())));
            }
            let end =
                state.objects.get(at + 1).map_or(state.fields.len(), |it| it.fields_at as usize);
            for (slot, field) in (it.fields_at as usize..end).enumerate() {
                self.value((0, at), slot as u64, &state.fields[field]);
            }
        }
    }

    fn ledgers(&mut self, state: &State) {
        for (at, it) in state.rows.iter().enumerate() {
            self.paint(1, at, (it.resource_type, it.status, it.methods, it.present));
            it.owner.into_iter().for_each(|to| self.arrow((1, at), "owner", (0, to.index())));
        }
        for (at, it) in state.uids.iter().enumerate() {
            self.paint(2, at, it.registered);
            self.arrow((2, at), "owner", (0, it.owner.index()));
        }
        for (at, it) in state.messages.iter().enumerate() {
            self.paint(3, at, (it.state, it.locked));
            self.arrow((3, at), "store", (0, it.store.index()));
            self.arrow((3, at), "transport", (4, it.transport.index()));
        }
        for (at, it) in state.transports.iter().enumerate() {
            self.paint(4, at, (it.flushing, it.logged_on));
            self.arrow((4, at), "object", (0, it.object.index()));
            for (what, to) in [("sends", it.sends), ("gets", it.gets)] {
                to.into_iter().for_each(|to| self.arrow((4, at), what, (3, to.index())));
            }
        }
    }

    fn threads(&mut self, state: &State) {
        for (at, it) in state.threads.iter().enumerate() {
            self.paint(5, at, it.waiting);
            for (depth, frame) in it.frames.iter().enumerate() {
                self.paint(5, at, (depth, frame.body, frame.pc, frame.method));
                self.arrow((5, at), ("this", depth), (0, frame.this.index()));
            }
            for (slot, value) in it.stack.iter().enumerate() {
                self.value((5, at), hash(("variable", slot)), value);
            }
        }
    }

    fn memory(&mut self, state: &State) {
        for (key, count) in &*state.memory {
            let kind = match key.memo {
                Memo::OleOver | Memo::Initialized | Memo::SupportGone => 5,
                Memo::Finished | Memo::LostBy => 3,
                // A client's column, or the whole process.
                Memo::ScriptOver | Memo::FastAnswer | Memo::FastRank | Memo::FastDone => continue,
                _ => 0,
            };
            match key.memo {
                Memo::SupportGone | Memo::Finished => {
                    self.arrow((kind, key.of as usize), key.memo, (0, *count as usize - 1));
                }
                _ => self.paint(kind, key.of as usize, (key.memo, count)),
            }
        }
    }

    /// The same for graphs of which one is the other with its nodes renamed: each node takes in the
    /// colours of its neighbours, several times.
    fn print(mut self, state: &State) -> u64 {
        for _ in 0..6 {
            let mut next: Vec<u64> = self.colours.iter().map(hash).collect();
            for (from, what, to) in &self.arrows {
                let (there, back) = (self.colours[*to], self.colours[*from]);
                next[*from] = next[*from].wrapping_add(hash((what, there)));
                next[*to] = next[*to].wrapping_add(hash((what, back, "back")));
            }
            self.colours = next;
        }
        self.colours.sort_unstable();
        hash((self.colours, state.end, &**state.unloaded))
    }
}

/// How many situations a reduced search has, and at least how many there are up to renaming.
fn count(scenario: &Scenario) -> (usize, usize) {
    let model = model(scenario);
    let reduced = Reduced(&model);
    let (mut seen, mut classes) = (BTreeSet::new(), BTreeSet::new());
    let mut waiting: Vec<SearchState> = reduced.initial();
    while let Some(at) = waiting.pop() {
        if seen.insert(at.print()) {
            classes.insert(Graph::of(&at.state).print(&at.state));
            let found = RefCell::new(&mut waiting);
            reduced.expand(&at, &mut Vec::new(), |_, stretch| {
                found.borrow_mut().extend(stretch.state);
                true
            });
        }
    }
    (seen.len(), classes.len())
}

fn named(text: &str) -> Marked<String> {
    Marked { value: text.to_owned(), place: Place::default() }
}

/// Two clients of a user's, alike in everything, beside the one that is there.
fn twins() -> Scenario {
    let names = ["client-2", "other-process"];
    let object = |name: &str| ObjectSpec {
        object: named(name),
        class: "client/Client".to_owned(),
        parent: None,
        held: Entries(Vec::new()),
        fields: Entries(Vec::new()),
        count: None,
        transport: false,
    };
    let thread =
        |name: &str| (named(name), ThreadSpec { script: "twin".to_owned(), on: name.to_owned() });
    let extra = Fragment {
        objects: names.map(object).into(),
        threads: Entries(names.map(thread).into()),
        ..Fragment::default()
    };
    let own =
        "module: client\nwho: client\nscripts:\n  twin:\n    - ended = yes\n    - turn = yes\n";
    let own = Replacement { text: own.to_owned(), file: "own.yaml".to_owned(), line: 0 };
    let options = parse("release:world=plain");
    Scenario::load_in(&options, &[own], Some(&extra)).unwrap_or_else(|found| panic!("{}", found[0]))
}

#[test]
fn two_clients_that_are_alike_are_seen_to_be() {
    let (states, classes) = count(&twins());
    assert!(classes * 3 < states * 2, "{classes} of {states}");
}

#[test]
fn of_what_is_bundled_no_two_situations_are_alike_but_for_names() {
    for (word, _) in PATHS {
        // The largest ones take too long here; their other provider or world is among the rest.
        if ["any-client:world=busy", "any-session:world=", "any-two"]
            .iter()
            .any(|it| word.contains(it))
        {
            continue;
        }
        let (states, classes) = count(&load(&parse(word)));
        println!("{word}: {states} situations, {classes} up to renaming");
        // Colours may take different graphs for the same, never the same for different ones.
        assert_eq!(classes, states, "{word}");
    }
}
