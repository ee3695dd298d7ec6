//! Bundled bodies as text: found by name, and written as a file of bodies that a lesson can take
//! over and change.
//!
//! It must not know how a body is compiled, nor who reads it.

mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assets::{self, BODIES, PROVIDERS};
use super::lexer::{annotations, copied};
use super::module::{Module, RawBody};
use super::options::unknown;
use super::problem::Problems;
use super::yaml::StatementLine;
use crate::diagnostic::Diagnostic;
use crate::mapi::{Cite, methods};

/// What kind of body it is: the key of a file of bodies under which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyKind {
    /// A method of an interface.
    Method,
    /// Statements that bodies share: `do NAME`.
    Piece,
    /// What a thread runs.
    Script,
}

impl BodyKind {
    /// All kinds, in the order of a file.
    pub const ALL: [BodyKind; 3] = [BodyKind::Piece, BodyKind::Method, BodyKind::Script];

    /// The name of one, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            BodyKind::Method => "method",
            BodyKind::Piece => "piece",
            BodyKind::Script => "script",
        }
    }

    /// The key of a file of bodies.
    fn key(self) -> &'static str {
        match self {
            BodyKind::Method => "methods",
            BodyKind::Piece => "pieces",
            BodyKind::Script => "scripts",
        }
    }

    fn of(self, module: &Module) -> &[RawBody] {
        match self {
            BodyKind::Method => &module.methods,
            BodyKind::Piece => &module.pieces,
            BodyKind::Script => &module.scripts,
        }
    }
}

/// A bundled module, or some bodies of one.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The file, relative to the root of the sources.
    pub file: &'static str,
    /// The module.
    pub module: Arc<Module>,
    /// The name of the only bodies that are meant; `None` if all are.
    only: Option<String>,
    /// The modules that it extends, the nearest first.
    above: Vec<Arc<Module>>,
}

/// Fields with their first values, by interface.
pub type Fields = Vec<(String, Vec<(String, String)>)>;

/// A statement of a listed body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedStatement {
    /// How many blocks enclose it.
    pub depth: usize,
    /// The text without annotations.
    pub text: String,
    /// Its own places; those of the head apply besides.
    pub cites: Arc<[Cite]>,
    /// Its mark, without `~`.
    pub mark: Option<String>,
    /// The name by which edits refer to it.
    pub label: Option<String>,
    /// The line of the file.
    pub line: u32,
}

/// Every bundled module, in the order in which a run loads them.
///
/// # Errors
/// A bundled file cannot be read; a test proves that all can.
pub fn modules() -> Result<Vec<Listed>, Problems> {
    let files = BODIES.iter().chain(PROVIDERS.iter().flat_map(|(_, files)| *files));
    let mut seen = BTreeMap::new();
    for (at, file) in files.enumerate() {
        seen.entry(file.0).or_insert((at, *file));
    }
    let mut files: Vec<_> = seen.into_values().collect();
    files.sort_by_key(|(at, _)| *at);
    let read = |(_, file): (usize, assets::File)| -> Result<_, Problems> {
        Ok((file.0, assets::bundled(file)?))
    };
    let all: Vec<_> = files.into_iter().map(read).collect::<Result<_, _>>()?;
    let above = |module: &Arc<Module>| {
        let next = |of: &Arc<Module>| {
            all.iter().map(|(_, it)| it).find(|it| Some(&it.name) == of.extends.as_ref()).cloned()
        };
        std::iter::successors(next(module), next).take(8).collect()
    };
    let listed = |(file, module): &(&'static str, Arc<Module>)| Listed {
        file,
        module: Arc::clone(module),
        only: None,
        above: above(module),
    };
    Ok(all.iter().map(listed).collect())
}

/// The module, or the bodies, of a name: `MODULE`, `MODULE::METHOD`, `MODULE::INTERFACE::METHOD`,
/// or without the module, from all that have such a body.
///
/// # Errors
/// There is no such name, with the nearest ones.
pub fn find(name: &str) -> Result<Vec<Listed>, Problems> {
    let all = modules()?;
    if let Some(whole) = all.iter().find(|it| it.module.name == name) {
        return Ok(vec![whole.clone()]);
    }
    let (first, rest) = name.split_once("::").unwrap_or((name, ""));
    if let Some(whole) = all.iter().find(|it| it.module.name == first) {
        let one = Listed { only: Some(rest.to_owned()), ..whole.clone() };
        if one.bodies().next().is_some() {
            return Ok(vec![one]);
        }
        let known: Vec<String> = whole.bodies().map(|(_, body)| body.full_name()).collect();
        let known = names_and_methods(&known);
        let what = format!("body of {first}");
        return Err(vec![unknown(&what, rest, known.iter().map(String::as_str))]);
    }
    let named = |it: &Listed| Listed { only: Some(name.to_owned()), ..it.clone() };
    let found: Vec<Listed> =
        all.iter().map(named).filter(|it| it.bodies().next().is_some()).collect();
    match found.is_empty() {
        false => Ok(found),
        true => Err(vec![no_such(&all, name)]),
    }
}

/// The error for a name that is neither a module nor a body.
fn no_such(all: &[Listed], name: &str) -> Diagnostic {
    let modules = all.iter().map(|it| it.module.name.clone());
    let bodies: Vec<String> =
        all.iter().flat_map(|it| it.bodies().map(|(_, body)| body.full_name())).collect();
    match name.split_once("::") {
        // The module is misspelt, or it is a body's name.
        Some((first, rest)) => {
            let of = |it: &Listed| Listed { only: Some(rest.to_owned()), ..it.clone() };
            let fitting = all.iter().filter(|it| of(it).bodies().next().is_some());
            let there = fitting.map(|it| format!("{}::{rest}", it.module.name));
            let known: Vec<String> = there.chain(bodies).collect();
            let is_interface = methods::interfaces().any(|it| it == first);
            let what = if is_interface { "body" } else { "module or body" };
            unknown(what, name, known.iter().map(String::as_str))
        }
        None => {
            let known: Vec<String> = modules.chain(names_and_methods(&bodies)).collect();
            unknown("module or body", name, known.iter().map(String::as_str))
        }
    }
}

/// Names of bodies, and of methods those without the interface, each once.
fn names_and_methods(bodies: &[String]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    let short = bodies.iter().filter_map(|name| name.split_once("::")).map(|(_, it)| it.to_owned());
    for name in bodies.iter().cloned().chain(short) {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    known
}

impl Listed {
    /// The bodies that are meant, in the order of a file.
    pub fn bodies(&self) -> impl Iterator<Item = (BodyKind, &RawBody)> {
        let all = BodyKind::ALL.into_iter();
        let all = all.flat_map(|kind| kind.of(&self.module).iter().map(move |body| (kind, body)));
        all.filter(|(_, body)| {
            let only = self.only.as_deref();
            only.is_none_or(|name| body.name == name || body.full_name() == name)
        })
    }

    /// The fields that are meant: all that the module declares, or all of the bodies' interfaces,
    /// with those that the module inherits.
    pub fn fields(&self) -> Fields {
        if self.only.is_none() {
            return self.module.objects.clone();
        }
        let mut found = Fields::new();
        let chain = std::iter::once(&self.module).chain(&self.above);
        for (interface, fields) in chain.flat_map(|module| &module.objects) {
            if !self.bodies().any(|(_, body)| body.interface == *interface) {
                continue;
            }
            match found.iter_mut().find(|(known, _)| known == interface) {
                Some((_, known)) => known.extend(fields.iter().cloned()),
                None => found.push((interface.clone(), fields.clone())),
            }
        }
        found
    }

    /// Whether it is a part of its module only.
    pub fn is_part(&self) -> bool {
        self.only.is_some()
    }
}

/// The head of a body, with its annotations.
pub fn head(body: &RawBody) -> String {
    let mut head = match body.interface.is_empty() {
        true => body.name.to_string(),
        false => format!("{}({})", body.full_name(), body.parameters.join(", ")),
    };
    let cites: Vec<String> = body.cites.iter().map(cited).collect();
    if !cites.is_empty() {
        head += &format!(" @ {}", cites.join(", "));
    }
    if let Some(mark) = &body.mark {
        head += &format!(" ~ {mark}");
    }
    head
}

/// A citation as a statement has it: no blank before `#`, where YAML would see a comment.
pub fn cited(cite: &Cite) -> String {
    match &cite.place {
        None => cite.page.to_string(),
        Some(place) if place.starts_with('#') => format!("{}{place}", cite.page),
        Some(place) => format!("{} {place}", cite.page),
    }
}

/// The statements of a body, block by block.
pub fn statements(body: &RawBody) -> Vec<ListedStatement> {
    let mut found = Vec::new();
    if let Ok(lines) = body.lines.read() {
        flatten(&lines.0, 0, &mut found);
    }
    found
}

fn flatten(lines: &[StatementLine<'_>], depth: usize, found: &mut Vec<ListedStatement>) {
    for line in lines {
        let (text, notes) = annotations(&line.text, copied);
        found.push(ListedStatement {
            depth,
            text: text.to_owned(),
            cites: notes.cites,
            mark: notes.mark.map(Into::into),
            label: notes.label.map(Into::into),
            line: line.place.line,
        });
        flatten(line.block.as_deref().unwrap_or(&[]), depth + 1, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::module;

    /// What of a body counts, without places.
    fn parts(body: &RawBody) -> (String, Vec<(usize, String, Option<String>)>) {
        let all = statements(body).into_iter();
        let lines = all.map(|it| {
            let cites: Vec<String> = it.cites.iter().map(cited).collect();
            (it.depth, format!("{} @ {}", it.text, cites.join(", ")), it.label.or(it.mark))
        });
        (head(body), lines.collect())
    }

    #[test]
    fn what_is_printed_is_the_module_again() {
        let all = modules().expect("all are read");
        assert!(all.len() > 12, "{}", all.len());
        for listed in all {
            let text = listed.text();
            let again = module::parse("printed", &text, 0);
            let again = again.unwrap_or_else(|found| panic!("{found:?}\n{text}"));
            let module = &listed.module;
            assert_eq!((&again.name, again.who), (&module.name, module.who));
            assert_eq!((&again.extends, &again.library), (&module.extends, &module.library));
            assert_eq!((&again.hidden, &again.objects), (&module.hidden, &module.objects));
            assert_eq!(again.flags, module.flags);
            for kind in BodyKind::ALL {
                let of = |module| kind.of(module).iter().map(parts).collect::<Vec<_>>();
                assert_eq!(of(&again), of(module), "{}", listed.file);
            }
        }
    }

    #[test]
    fn a_body_is_found_by_its_name() {
        for (name, files, bodies) in [
            ("eager", 1, 4..40),
            ("eager::StoreLogoff", 1, 1..2),
            ("eager::IMsgStore::Release", 1, 1..2),
            ("eager::destroy-store", 1, 1..2),
            ("IMsgStore::StoreLogoff", 4, 4..9),
        ] {
            let found = find(name).expect(name);
            let count: usize = found.iter().map(|it| it.bodies().count()).sum();
            assert!(found.len() <= files && bodies.contains(&count), "{name}: {count}");
        }
        for (name, near) in [
            ("eagr", "eager"),
            ("eager::StoreLogof", "StoreLogoff"),
            ("eagr::StoreLogoff", "eager::StoreLogoff"),
            ("IMsgStore::StoreLogof", "IMsgStore::StoreLogoff"),
        ] {
            let found = find(name).expect_err(name);
            let help = found[0].help.as_deref().unwrap_or_default();
            assert!(help.starts_with("did you mean ") && help.contains(near), "{name}: {help}");
        }
    }
}
