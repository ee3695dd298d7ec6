//! What a user wrote: each body and shared piece, and which statements of the program it became.
//!
//! A method that another module of the same run has of its own becomes none. It must not know what ran.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::module::{Module, RawBody};
use crate::diagnostic::Place;
use crate::sim::BodyId;

/// A body or a shared piece that a user wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The module that it is written for.
    pub module: String,
    /// `IMsgStore::Release`, or the name of a script or a piece.
    pub name: String,
    /// Another module, whose body of the same name runs where this one might.
    pub instead: Option<String>,
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// Where its head is in the file.
    pub place: Place,
    /// Its statements: bodies, and statements of each.
    pub spans: Vec<(BodyId, Range<u16>)>,
}

/// A stretch of a compiled body that was written as one body or one piece.
pub struct Part {
    /// The file of the body or piece.
    pub file: Arc<str>,
    /// Its head.
    pub place: Place,
    /// The statements.
    pub statements: Range<u16>,
}

type Kind = fn(&Module) -> &Vec<RawBody>;

impl Written {
    /// Everything in these modules that does not come with the program.
    pub fn of(modules: &[Arc<Module>]) -> Vec<Self> {
        let kinds: [Kind; 3] = [|module| &module.methods, |module| &module.pieces, |module| &module.scripts];
        let mut found = Vec::new();
        for (module, kind) in modules.iter().flat_map(|module| kinds.map(|kind| (module, kind))) {
            for raw in kind(module).iter().filter(|raw| !raw.bundled) {
                let has_it = |other: &&Arc<Module>| other.name != module.name && kind(other).iter().any(|its| is_same(its, raw));
                found.push(Self {
                    module: module.name.clone(),
                    name: if raw.interface.is_empty() {
                        raw.name.to_string()
                    } else {
                        format!("{}::{}", raw.interface, raw.name)
                    },
                    instead: modules.iter().find(has_it).map(|other| other.name.clone()),
                    file: Arc::clone(&raw.file),
                    place: raw.place,
                    spans: Vec::new(),
                });
            }
        }
        found
    }

    /// Whether it is what became this part of a body.
    pub fn is(&self, part: &Part) -> bool {
        self.place == part.place && self.file == part.file
    }

    /// Whether a run came to any of its statements; of one that became none, to the body that it was put into.
    pub fn has_run(&self, ran: &BTreeSet<(BodyId, u16)>) -> bool {
        self.spans.iter().any(|(body, statements)| match statements.is_empty() {
            true => ran.range((*body, 0)..=(*body, u16::MAX)).next().is_some(),
            false => ran.range((*body, statements.start)..(*body, statements.end)).next().is_some(),
        })
    }
}

fn is_same(one: &RawBody, other: &RawBody) -> bool {
    (&one.interface, &one.name) == (&other.interface, &other.name)
}
