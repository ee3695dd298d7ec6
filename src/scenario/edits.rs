//! Edits of bodies: a bug in the catalogue consists of a few of them, and so does a what-if on the
//! stage.
//!
//! An edit names a body or a shared piece and a statement's label. It must not know what the
//! statement does.

use std::sync::Arc;

use serde::Deserialize;

use super::lexer::{Annotations, annotations, copied};
use super::module::{Module, RawBody};
use super::options::unknown;
use super::problem::{Problems, near, refuse, said};
use super::world::spec::ThreadSpec;
use super::yaml::{Entries, Marked, StatementLine, StatementLines};
use crate::diagnostic::{Diagnostic, Place};
use crate::sim::body::Who;
use crate::yaml::Later;

/// A bug as data: how to build it in, the run that demonstrates it, and exactly the rules that it
/// breaks there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct BugSpec {
    /// The run that demonstrates it, as one RUN word; the bug itself is added.
    pub run: String,
    /// All the rules that this run breaks.
    pub rules: Vec<String>,
    /// How the bug changes bodies.
    #[serde(default)]
    pub edits: Vec<Edit>,
    /// Options that are part of the bug, such as a policy or its own script.
    #[serde(default)]
    pub options: Entries<String>,
    /// Options that the run without it has in the place of what was asked for.
    #[serde(default)]
    pub instead: Entries<String>,
    /// Changes to the world: `object.field = value`.
    #[serde(default)]
    pub set: Vec<Marked<String>>,
    /// Additional references: object and holder.
    #[serde(default)]
    pub hold: Entries<String>,
    /// Threads that run in addition to those of the path.
    #[serde(default)]
    pub threads: Entries<ThreadSpec>,
}

/// One change to a body: a statement is dropped, replaced or moved, or new ones are added beside
/// it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Edit {
    /// `IMsgStore::Release`, or the name of a piece or script.
    #[serde(rename = "in")]
    pub body: String,
    /// The label of the statement; without one, the edit concerns the whole body.
    #[serde(default)]
    pub at: Option<String>,
    /// Removes the statement.
    #[serde(default)]
    pub drop: bool,
    /// Replaces the statement by these.
    #[serde(default)]
    pub replace: Option<StatementLines<'static>>,
    /// Inserts these before the statement.
    #[serde(default)]
    pub before: Option<StatementLines<'static>>,
    /// Inserts these after the statement.
    #[serde(default)]
    pub after: Option<StatementLines<'static>>,
    /// Inserts these at the beginning of the body.
    #[serde(default)]
    pub first: Option<StatementLines<'static>>,
    /// Moves the statement here from elsewhere in the same body.
    #[serde(skip)]
    pub moved: Option<Move>,
    /// Where a user wrote the label, and the name of the body; `None` for the program's own.
    #[serde(skip)]
    pub place: Option<Place>,
    #[serde(skip)]
    pub body_place: Option<Place>,
}

/// A statement that is moved next to another one.
#[derive(Clone, Debug)]
pub struct Move {
    /// The moved statement's label.
    pub label: String,
    /// Whether it is placed before or after the other one.
    pub side: MoveSide,
}

/// The side of another statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveSide {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// Applies edits to modules. If one matches nothing, the error names the bug `whose` it is, and the
/// place of the user's body, if one stands in for the body that was meant.
///
/// # Errors
/// All edits that match no body or label.
pub fn apply(modules: &mut [Arc<Module>], whose: &str, edits: &[Edit]) -> Result<(), Problems> {
    let mut found = Vec::new();
    for edit in edits {
        let (mut hits, mut own) = (0, None);
        for module in &mut *modules {
            if !bodies_of(module).any(|body| is_called(body, &edit.body)) {
                continue;
            }
            let module = Arc::make_mut(module);
            let bodies =
                module.methods.iter_mut().chain(&mut module.pieces).chain(&mut module.scripts);
            for body in bodies.filter(|body| is_called(body, &edit.body)) {
                hits += edit_body(body, edit);
                own = own.or_else(|| (!body.bundled).then(|| (body.file.to_string(), body.place)));
            }
        }
        if hits == 0 {
            found.push(missed(modules, whose, edit, own));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// Whose code an edit changes, each party once.
pub(super) fn parties(modules: &[Arc<Module>], edit: &Edit) -> Vec<Who> {
    let mut found = Vec::new();
    for module in modules {
        let has = bodies_of(module).any(|body| is_called(body, &edit.body));
        if has && !found.contains(&module.who) {
            found.push(module.who);
        }
    }
    found
}

/// Refuses labels that no statement has, with the nearest ones.
pub(super) fn check_labels<'a>(
    modules: &[Arc<Module>],
    labels: impl Iterator<Item = &'a Marked<String>>,
) -> Result<(), Vec<Diagnostic>> {
    let mut labels = labels.peekable();
    if labels.peek().is_none() {
        return Ok(());
    }
    let mut known = Vec::new();
    for body in modules.iter().flat_map(|module| bodies_of(module)) {
        body.lines.read().iter().for_each(|lines| labels_of(&lines.0, &mut known));
    }
    known.sort();
    known.dedup();
    let wrong = labels.filter(|label| known.binary_search(&label.value).is_err());
    let refuse = |label: &Marked<String>| {
        let place = (label.place.line > 0).then_some(label.place);
        let found = unknown("label", label, known.iter().map(String::as_str));
        Diagnostic { code: "unknown-label", place, ..found }
    };
    let found: Vec<Diagnostic> = wrong.map(refuse).collect();
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn bodies_of(module: &Module) -> impl Iterator<Item = &RawBody> {
    module.methods.iter().chain(&module.pieces).chain(&module.scripts)
}

/// The error for an edit that matches nothing, with the nearest labels or bodies.
fn missed(
    modules: &[Arc<Module>],
    whose: &str,
    edit: &Edit,
    own: Option<(String, Place)>,
) -> Diagnostic {
    let bodies = || modules.iter().flat_map(|module| bodies_of(module));
    let mut labels = Vec::new();
    for body in bodies().filter(|body| is_called(body, &edit.body)) {
        body.lines.read().iter().for_each(|lines| labels_of(&lines.0, &mut labels));
    }
    let known = bodies().any(|body| is_called(body, &edit.body));
    let moved = edit.moved.as_ref().map(|it| it.label.as_str());
    let is_label = |label: &str| labels.iter().any(|known| known == label);
    let wrong = moved.filter(|label| !is_label(label)).or(edit.at.as_deref());
    let found = if known {
        // The beginning is always there, so that a label is what was not found.
        let label = wrong.unwrap_or_default();
        let (name, near) = (format!("{label:?}"), near(label, labels.iter().map(String::as_str)));
        let said = [("body", edit.body.as_str()), ("label", &name)];
        refuse("edit-misses", "edit-label", &said).help_in_both(near)
    } else {
        let names: Vec<String> = bodies().map(RawBody::full_name).collect();
        let name = format!("{:?}", edit.body);
        let near = near(&edit.body, names.iter().map(String::as_str));
        refuse("edit-misses", "edit-body", &[("body", &name)]).help_in_both(near)
    };
    let found = match whose {
        "" => found,
        bug => found.and(&said("refuse-edit-whose", &[("bug", bug)])),
    };
    match (edit.place, own) {
        (Some(place), _) if known => found.at("", Some(place)),
        (Some(_), _) => found.at("", edit.body_place),
        (None, Some((file, place))) => found.at(&file, Some(place)),
        (None, None) => found.at("assets/bugs.yaml", None),
    }
}

fn labels_of(lines: &[StatementLine<'_>], labels: &mut Vec<String>) {
    for line in lines {
        labels.extend(annotations(&line.text, copied).1.label.map(|label| label.to_string()));
        line.block.iter().for_each(|block| labels_of(block, labels));
    }
}

fn is_called(body: &RawBody, name: &str) -> bool {
    match name.split_once("::") {
        Some((interface, method)) => body.interface == interface && body.name == method,
        None => body.interface.is_empty() && body.name == name,
    }
}

fn edit_body(body: &mut RawBody, edit: &Edit) -> usize {
    // Statements that can't be read have no labels; the compiler will report what is wrong with
    // them.
    let Ok(mut lines) = body.lines.read() else { return 0 };
    let hits = match (&edit.first, &edit.at, &edit.replace) {
        (_, Some(label), _) if edit.moved.is_some() => move_line(&mut lines.0, label, edit),
        (Some(first), ..) => {
            lines.0.splice(0..0, marked(first));
            1
        }
        (_, None, Some(whole)) => {
            lines.0 = marked(whole);
            1
        }
        (_, Some(label), _) => edit_lines(&mut lines.0, label, edit),
        (_, None, None) => 0,
    };
    body.lines = Later::Value(lines).into();
    hits
}

/// Moves a statement with its block next to the statement with another label.
fn move_line(lines: &mut Vec<StatementLine<'static>>, label: &str, edit: &Edit) -> usize {
    let Some(Move { label: moved, side }) = &edit.moved else { return 0 };
    if moved == label {
        return 0;
    }
    let mut rest = lines.clone();
    let Some(line) = take(&mut rest, moved) else { return 0 };
    let line = Some(StatementLines(vec![line]));
    let (before, after) = match side {
        MoveSide::Before => (line, None),
        MoveSide::After => (None, line),
    };
    let put = Edit { body: edit.body.clone(), before, after, ..Edit::default() };
    let hits = edit_lines(&mut rest, label, &put);
    if hits > 0 {
        *lines = rest;
    }
    hits
}

/// Removes the first statement with a label and returns it.
fn take(lines: &mut Vec<StatementLine<'static>>, label: &str) -> Option<StatementLine<'static>> {
    for at in 0..lines.len() {
        if annotations(&lines[at].text, copied).1.label.as_deref() == Some(label) {
            return Some(lines.remove(at));
        }
        if let Some(found) = lines[at].block.as_mut().and_then(|block| take(block, label)) {
            return Some(found);
        }
    }
    None
}

fn edit_lines(lines: &mut Vec<StatementLine<'static>>, label: &str, edit: &Edit) -> usize {
    let mut hits = 0;
    let mut at = 0;
    while at < lines.len() {
        if let Some(block) = &mut lines[at].block {
            hits += edit_lines(block, label, edit);
        }
        if annotations(&lines[at].text, copied).1.label.as_deref() != Some(label) {
            at += 1;
            continue;
        }
        hits += 1;
        let mut put = Vec::new();
        put.extend(edit.before.iter().flat_map(marked));
        match &edit.replace {
            Some(lines) => put.extend(marked(lines)),
            None if !edit.drop => put.push(lines[at].clone()),
            None => {}
        }
        put.extend(edit.after.iter().flat_map(marked));
        let count = put.len();
        // If a block is removed, so is its `else`.
        let gone = edit.drop || edit.replace.is_some();
        let other =
            lines.get(at + 1).is_some_and(|next| matches!(&*next.text, "else" | "otherwise"));
        let end = at + usize::from(gone && other);
        lines.splice(at..=end, put);
        at += count;
    }
    hits
}

/// An edit's statements describe a bug, not what MAPI's documentation says, so they are marked as
/// inferred.
fn marked(lines: &StatementLines<'static>) -> Vec<StatementLine<'static>> {
    fn mark(line: &StatementLine<'static>) -> StatementLine<'static> {
        let bare = annotations(&line.text, copied).1 == Annotations::default();
        let is_block = line.block.is_some();
        let text = if bare && !is_block {
            format!("{} ~ inferred", line.text).into()
        } else {
            line.text.clone()
        };
        let place = Place { line: 0, column: 0, length: 0 };
        StatementLine {
            text,
            place,
            block: line.block.as_ref().map(|block| block.iter().map(mark).collect()),
        }
    }
    lines.0.iter().map(mark).collect()
}
