//! Edits of bodies: a bug of the catalogue is a few of them, and so is a what-if of the stage.
//!
//! An edit names a body or a shared piece and the label of a statement. It must not know what the
//! statement does.

use std::sync::Arc;

use serde::Deserialize;

use super::lexer::{Annotations, annotations, copied};
use super::module::{Module, RawBody};
use super::world::spec::ThreadSpec;
use super::yaml::{Entries, Marked, StatementLine, StatementLines};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::yaml::Later;

/// A bug as data: how to make it, the run that shows it, and exactly the rules that it breaks
/// there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct BugSpec {
    /// The canonical run, one word; the bug itself is added.
    pub run: String,
    /// Rules that this run breaks, all of them.
    pub rules: Vec<String>,
    /// How the bug changes bodies.
    #[serde(default)]
    pub edits: Vec<Edit>,
    /// Options that are part of the bug, such as a policy or a script of its own.
    #[serde(default)]
    pub options: Entries<String>,
    /// Changes of the world: `object.field = value`.
    #[serde(default)]
    pub set: Vec<Marked<String>>,
    /// Further references: object and holder.
    #[serde(default)]
    pub hold: Entries<String>,
    /// Threads that run beside those of the path.
    #[serde(default)]
    pub threads: Entries<ThreadSpec>,
}

/// One change of a body: a statement is dropped, replaced, moved, or gets new ones beside it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Edit {
    /// `IMsgStore::Release`, or the name of a piece or script.
    #[serde(rename = "in")]
    pub body: String,
    /// Label of the statement; without it, the whole body.
    #[serde(default)]
    pub at: Option<String>,
    /// Takes the statement out.
    #[serde(default)]
    pub drop: bool,
    /// Puts these in its place.
    #[serde(default)]
    pub replace: Option<StatementLines<'static>>,
    /// Puts these before it.
    #[serde(default)]
    pub before: Option<StatementLines<'static>>,
    /// Puts these after it.
    #[serde(default)]
    pub after: Option<StatementLines<'static>>,
    /// Puts these at the beginning of the body.
    #[serde(default)]
    pub first: Option<StatementLines<'static>>,
    /// Moves the statement here from elsewhere in the same body.
    #[serde(skip)]
    pub moved: Option<Move>,
    /// Where a user wrote the edit.
    #[serde(skip)]
    pub place: Option<Place>,
}

/// A statement that is moved next to another.
#[derive(Clone, Debug)]
pub struct Move {
    /// Its label.
    pub label: String,
    /// Whether it then comes before the other, or after it.
    pub side: MoveSide,
}

/// On which side of another statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveSide {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// Edits modules; `whose` is named in the complaint when nothing matches, and the place of a body
/// in place of the one that was meant.
///
/// # Errors
/// The first edit that matches no body or label.
pub fn apply(modules: &mut [Arc<Module>], whose: &str, edits: &[Edit]) -> Result<(), Diagnostic> {
    for edit in edits {
        let (mut hits, mut own) = (0, None);
        for module in &mut *modules {
            if !module
                .methods
                .iter()
                .chain(&module.pieces)
                .chain(&module.scripts)
                .any(|body| is_called(body, &edit.body))
            {
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
            return Err(missed(modules, whose, edit, own));
        }
    }
    Ok(())
}

/// The complaint about an edit that matches nothing, with the nearest labels or bodies.
fn missed(
    modules: &[Arc<Module>],
    whose: &str,
    edit: &Edit,
    own: Option<(String, Place)>,
) -> Diagnostic {
    let bodies =
        || modules.iter().flat_map(|it| it.methods.iter().chain(&it.pieces).chain(&it.scripts));
    let mut labels = Vec::new();
    for body in bodies().filter(|body| is_called(body, &edit.body)) {
        body.lines.read().iter().for_each(|lines| labels_of(&lines.0, &mut labels));
    }
    let known = bodies().any(|body| is_called(body, &edit.body));
    let moved = edit.moved.as_ref().map(|it| it.label.as_str());
    let is_label = |label: &str| labels.iter().any(|known| known == label);
    let wrong = moved.filter(|label| !is_label(label)).or(edit.at.as_deref());
    let (message, near) = if known {
        let label = wrong.unwrap_or("its beginning");
        let near = nearest(label, labels.iter().map(String::as_str));
        let all = || labels.iter().take(LISTED).map(String::as_str).collect();
        let near = if near.is_empty() { all() } else { near };
        let message = format!(
            "{whose} edits {} at {label:?}, but there is no statement with that label",
            edit.body
        );
        (message, near.join(", "))
    } else {
        let names: Vec<String> = bodies().map(name_of).collect();
        let near = nearest(&edit.body, names.iter().map(String::as_str)).join(", ");
        (format!("{whose} edits {:?}, but this run has no such body", edit.body), near)
    };
    let (file, place) = match (edit.place, own) {
        (Some(place), _) => (String::new(), Some(place)),
        (None, Some((file, place))) => (file, Some(place)),
        (None, None) => ("assets/bugs.yaml".to_owned(), None),
    };
    let complaint = Diagnostic::error("edit-misses", &file, place, message);
    if near.is_empty() { complaint } else { complaint.help(format!("there is: {near}")) }
}

/// Most labels that a complaint lists.
const LISTED: usize = 12;

fn name_of(body: &RawBody) -> String {
    if body.interface.is_empty() {
        return body.name.to_string();
    }
    format!("{}::{}", body.interface, body.name)
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
    // Statements that cannot be read have no labels; who compiles them says what is wrong.
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
    body.lines = Later::Value(lines);
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

/// Takes out the first statement with a label.
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
        // A block that goes takes its `else` with it.
        let gone = edit.drop || edit.replace.is_some();
        let other =
            lines.get(at + 1).is_some_and(|next| matches!(&*next.text, "else" | "otherwise"));
        let end = at + usize::from(gone && other);
        lines.splice(at..=end, put);
        at += count;
    }
    hits
}

/// Statements of an edit say nothing about MAPI: they are what a bug does, and are marked as
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
