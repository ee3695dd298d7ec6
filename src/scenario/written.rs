//! What a user wrote: each body and shared piece, and the statements of the program that it became.
//!
//! A method becomes no statements if another module of the same run overrides it. It must not know
//! what ran.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::module::{Module, RawBody};
use crate::diagnostic::Place;
use crate::sim::BodyId;

/// A body or a shared piece that a user wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The module for which it was written.
    pub module: String,
    /// `IMsgStore::Release`, or the name of a script or a piece.
    pub name: String,
    /// Another module, whose body of the same name ran where this one could have run; set by
    /// [`Written::idle_in`].
    pub instead: Option<String>,
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// Where its head is in the file.
    pub place: Place,
    /// The statements that it became: bodies, and a range in each.
    spans: Spans,
    /// Bodies in other modules that a call may find instead.
    others: Vec<Other>,
}

/// Bodies, with a range of statements in each.
type Spans = Vec<(BodyId, Range<u16>)>;

/// A body of the same name in another module.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other {
    module: String,
    file: Arc<str>,
    place: Place,
    spans: Spans,
}

/// A part of a compiled body that was written as one body or one piece.
pub struct WrittenPart {
    /// The file of the body or piece.
    pub file: Arc<str>,
    /// Where its first line is in the file.
    pub place: Place,
    /// The statements that it became, as a range in the compiled body.
    pub statements: Range<u16>,
}

type BodiesOf = fn(&Module) -> &Vec<RawBody>;

impl Written {
    /// Everything in these modules that is not bundled with the program.
    pub fn of(modules: &[Arc<Module>]) -> Vec<Self> {
        let kinds: [BodiesOf; 3] =
            [|module| &module.methods, |module| &module.pieces, |module| &module.scripts];
        let mut found = Vec::new();
        for (module, kind) in modules.iter().flat_map(|module| kinds.map(|kind| (module, kind))) {
            for raw in kind(module).iter().filter(|raw| !raw.bundled) {
                found.push(Self {
                    module: module.name.clone(),
                    name: raw.full_name(),
                    instead: None,
                    file: Arc::clone(&raw.file),
                    place: raw.place,
                    spans: Vec::new(),
                    others: others(modules, module, kind, raw),
                });
            }
        }
        found
    }

    /// Records what part of a body became, if it belongs to this one or to one that may run
    /// instead.
    pub fn note(&mut self, body: BodyId, part: &WrittenPart) {
        let own = (&self.file, self.place, &mut self.spans);
        let others =
            self.others.iter_mut().map(|other| (&other.file, other.place, &mut other.spans));
        for (file, place, spans) in std::iter::once(own).chain(others) {
            if place == part.place && *file == part.file {
                spans.push((body, part.statements.clone()));
            }
        }
    }

    /// A copy of this body, with the module whose own body ran instead, if `ran` has none of its
    /// statements.
    pub fn idle_in(&self, ran: &BTreeSet<(BodyId, u16)>) -> Option<Self> {
        let instead = || {
            self.others
                .iter()
                .find(|other| has_run(&other.spans, ran))
                .map(|other| other.module.clone())
        };
        (!has_run(&self.spans, ran)).then(|| Self { instead: instead(), ..self.clone() })
    }
}

/// Whether a run reached any of these statements; if a body became none, whether it reached the one
/// in which this body was inserted.
fn has_run(spans: &Spans, ran: &BTreeSet<(BodyId, u16)>) -> bool {
    spans.iter().any(|(body, statements)| match statements.is_empty() {
        true => ran.range((*body, 0)..=(*body, u16::MAX)).next().is_some(),
        false => ran.range((*body, statements.start)..(*body, statements.end)).next().is_some(),
    })
}

/// Bodies of the same name in other modules that a call may find instead of this one. A method is
/// found by the object's class, so it gives way only to a module that extends its own; if its
/// module has nothing bundled, it may give way to any module by the same author.
fn others(modules: &[Arc<Module>], module: &Module, kind: BodiesOf, raw: &RawBody) -> Vec<Other> {
    let is_strange = !module.methods.iter().chain(&module.scripts).any(|its| its.bundled);
    let base_of =
        |of: &&Arc<Module>| modules.iter().find(|base| Some(&base.name) == of.extends.as_ref());
    let elsewhere = modules.iter().filter(|other| {
        let extends = || {
            std::iter::successors(Some(*other), base_of)
                .take(8)
                .any(|base| base.name == module.name)
        };
        let gives_way =
            raw.interface.is_empty() || is_strange && other.who == module.who || extends();
        other.name != module.name && gives_way
    });
    let same = elsewhere.flat_map(|other| {
        kind(other).iter().filter(|its| is_same(its, raw)).map(move |its| (other, its))
    });
    let other = |(other, its): (&Arc<Module>, &RawBody)| Other {
        module: other.name.clone(),
        file: Arc::clone(&its.file),
        place: its.place,
        spans: Vec::new(),
    };
    same.map(other).collect()
}

fn is_same(one: &RawBody, other: &RawBody) -> bool {
    (&one.interface, &one.name) == (&other.interface, &other.name)
}
