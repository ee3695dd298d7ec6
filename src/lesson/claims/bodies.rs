//! The claims that bodies make: one for each step with a page or a mark. It must not know how a
//! body is compiled.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{Claim, ClaimMark};
use crate::scenario::assets::{BODIES, PROVIDERS, bundled};
use crate::scenario::expression::Scope;
use crate::scenario::lexer::split_annotations;
use crate::scenario::module::StatementSources;
use crate::scenario::module::{Module, RawBody, sources};
use crate::scenario::names::Interner;
use crate::scenario::statement::parse_head;
use crate::scenario::yaml::StatementLine;
use crate::sim::body::Who;
use crate::sim::value::FieldId;

/// The claims in the bundled bodies: each step of MAPI, the spooler and providers.
pub fn of_bodies() -> Vec<Claim> {
    let files = BODIES.iter().chain(PROVIDERS.iter().flat_map(|(_, files)| files.iter()));
    let files: BTreeMap<&str, _> = files.map(|file| (file.0, *file)).collect();
    let modules: Vec<_> = files.into_values().filter_map(|file| bundled(file).ok()).collect();
    of_modules(&modules.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

pub(super) fn of_modules(modules: &[&Module]) -> Vec<Claim> {
    let mut reader =
        BodyReader { names: Interner::default(), fields: BTreeSet::new(), claims: Vec::new() };
    for (field, _) in
        modules.iter().flat_map(|module| &module.objects).flat_map(|(_, fields)| fields)
    {
        reader.names.field(field);
        reader.fields.insert(field.clone());
    }
    for module in modules.iter().filter(|module| module.who != Who::Client) {
        for body in module.methods.iter().chain(&module.scripts).chain(&module.pieces) {
            let head = reader.head(body, modules);
            if let Ok(lines) = body.lines.read() {
                reader.lines(body, &lines.0, &head);
            }
        }
    }
    reader.claims
}

struct BodyReader {
    names: Interner,
    fields: BTreeSet<String>,
    claims: Vec<Claim>,
}

/// Takes every name for a variable, unless it is a field.
struct Any<'a>(&'a BTreeSet<String>);

impl Scope for Any<'_> {
    fn variable(&self, name: &str) -> Option<u16> {
        (!self.0.contains(name)).then_some(0)
    }

    fn own_field(&self, _: FieldId) -> bool {
        true
    }

    fn known(&self, _: &Interner) -> Vec<String> {
        Vec::new()
    }
}

impl BodyReader {
    /// The annotations of a body's head; a piece without any takes those of the first body that
    /// includes it.
    fn head(&self, body: &RawBody, modules: &[&Module]) -> StatementSources {
        let own = (body.cites.clone(), body.mark.clone());
        if !own.0.is_empty() || own.1.is_some() || !body.interface.is_empty() {
            return own;
        }
        let wanted = format!("do {}", body.name);
        let bodies = modules
            .iter()
            .flat_map(|module| module.methods.iter().chain(&module.scripts).chain(&module.pieces));
        let mut including =
            bodies.filter(|other| other.lines.read().is_ok_and(|lines| has(&lines.0, &wanted)));
        including.next().map_or(own, |other| (other.cites.clone(), other.mark.clone()))
    }

    fn lines(&mut self, body: &RawBody, lines: &[StatementLine<'_>], head: &StatementSources) {
        for line in lines {
            let (text, notes) = split_annotations(line.text.clone().into_owned().into());
            if self.is_step(&text) {
                self.add(body, line, &text, sources(&notes.cites, notes.mark, head));
            }
            self.lines(body, line.block.as_deref().unwrap_or(&[]), head);
        }
    }

    fn is_step(&mut self, text: &str) -> bool {
        parse_head(text, &mut self.names, &Any(&self.fields)).is_ok_and(|head| head.claims())
    }

    pub(super) fn add(
        &mut self,
        body: &RawBody,
        line: &StatementLine<'_>,
        text: &str,
        (cites, mark): StatementSources,
    ) {
        let cites: Vec<String> = cites.iter().map(ToString::to_string).collect();
        let (mark, readings) = match mark.as_deref() {
            Some("documented") if cites.is_empty() => (ClaimMark::Unmarked, Vec::new()),
            Some("documented") => (ClaimMark::Documented, Vec::new()),
            Some("seen") => (ClaimMark::Seen, Vec::new()),
            Some("inferred") => (ClaimMark::Inferred, Vec::new()),
            Some(reading) => (ClaimMark::Contested, vec![reading.to_owned()]),
            None => (ClaimMark::Unmarked, Vec::new()),
        };
        let key = format!("{} {}", body.full_name(), line.place.line);
        self.claims.push(Claim {
            source: body.file.to_string(),
            key,
            text: text.to_owned(),
            cites,
            mark,
            readings,
        });
    }
}

fn has(lines: &[StatementLine<'_>], wanted: &str) -> bool {
    let is_it = |line: &StatementLine<'_>| {
        split_annotations(line.text.clone().into_owned().into()).0 == wanted
    };
    lines
        .iter()
        .any(|line| is_it(line) || line.block.as_deref().is_some_and(|block| has(block, wanted)))
}
