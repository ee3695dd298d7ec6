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
use crate::diagnostic::{Diagnostic, Place};
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

/// One change of a body: a statement is dropped, replaced, or gets new ones beside it.
#[derive(Clone, Debug, Deserialize)]
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
            let label = edit.at.as_deref().unwrap_or("its beginning");
            let message = format!(
                "{whose} edits {} at {label:?}, but there is no statement with that label",
                edit.body
            );
            let (file, place) = own.map_or_else(
                || ("assets/bugs.yaml".to_owned(), None),
                |(file, place)| (file, Some(place)),
            );
            return Err(Diagnostic::error("edit-misses", &file, place, message));
        }
    }
    Ok(())
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
