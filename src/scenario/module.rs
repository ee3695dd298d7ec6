//! A file of bodies as it is written: whose code it is, which fields its objects have, methods,
//! shared pieces, threads and scripts.
//!
//! It must not know how a statement is executed.

mod checked;
pub(crate) mod spec;

use std::borrow::Cow;
use std::sync::Arc;

use checked::{check_annotations, check_lines, flag_words, lost_places, too_much, who};
use spec::{FirstValue, ModuleFile, WrittenBodies};
pub use spec::{MOST_BODIES, MOST_FIELDS, MOST_INTERFACES, WIDEST};

use super::lexer::{annotations, copied};
use super::problem::unknown_method;
use super::yaml::{Entries, Marked, StatementLine, StatementLines, compact};
use crate::diagnostic::{Diagnostic, Place};
use crate::mapi::{Cite, FlagSet};
use crate::sim::body::Who;
use crate::yaml::{Later, YamlError};

/// The annotations of a statement: the places, and the mark as it is written.
pub type StatementSources = (Arc<[Cite]>, Option<Cow<'static, str>>);

/// Sources of a statement by its own annotations and those of its head. Only a place of its own
/// makes it documented (or seen, if that is in code); the pages of the head are what everything
/// else in the body was inferred from.
pub fn sources(
    own: Vec<Cite>,
    mark: Option<Cow<'static, str>>,
    (head, head_mark): &StatementSources,
) -> StatementSources {
    let is_seen = |cites: &[Cite]| !cites.is_empty() && cites.iter().all(Cite::is_code);
    match (own.is_empty(), mark) {
        (false, None) => {
            let mark = if is_seen(&own) { "seen" } else { "documented" };
            (own.into(), Some(mark.into()))
        }
        (false, mark) => (own.into(), mark),
        (true, Some(mark)) if mark == "seen" && !is_seen(head) => (Arc::default(), Some(mark)),
        (true, Some(mark)) => (head.clone(), Some(mark)),
        (true, None) => {
            let inferred = (!head.is_empty()).then_some(Cow::Borrowed("inferred"));
            (head.clone(), head_mark.clone().or(inferred))
        }
    }
}

/// A body as it is written.
#[derive(Clone, Debug)]
pub struct RawBody {
    /// `IMsgStore`; for a script or a piece, empty.
    pub interface: Cow<'static, str>,
    /// `Release`, or the name of a script or piece.
    pub name: Cow<'static, str>,
    /// Names of the parameters.
    pub parameters: Vec<Cow<'static, str>>,
    /// Pages that hold for every statement that names none.
    pub cites: Arc<[Cite]>,
    /// Confidence or reading of every statement that has none.
    pub mark: Option<Cow<'static, str>>,
    /// The place of the head.
    pub place: Place,
    /// The statements, read when the body is compiled.
    pub lines: Later<'static, StatementLines<'static>>,
    /// The file that it comes from.
    pub file: Arc<str>,
    /// Whether it comes with the program.
    pub bundled: bool,
}

/// A file of bodies.
#[derive(Clone, Debug)]
pub struct Module {
    /// Name by which worlds speak of it.
    pub name: String,
    /// The module whose bodies it has where it has none of its own.
    pub extends: Option<String>,
    /// Whose code it is.
    pub who: Who,
    /// The library that the code is in.
    pub library: Option<String>,
    /// Interfaces that are bookkeeping and no part of the ledger.
    pub hidden: Vec<String>,
    /// Fields with their first values, by interface.
    pub objects: Vec<(String, Vec<(String, String)>)>,
    /// Fields that hold a flag word, each with a method whose word it is.
    pub flags: Vec<(String, FlagSet)>,
    /// Pieces that bodies share, inserted by `do name`.
    pub pieces: Vec<RawBody>,
    /// Methods of the module's classes, as `Interface::Method`.
    pub methods: Vec<RawBody>,
    /// Scripts that threads run.
    pub scripts: Vec<RawBody>,
}

/// Reads a file of bodies. `shift` is added to every line number, for a text inside another file.
///
/// # Errors
/// The text is no YAML, or all problems of its bodies' heads.
pub fn parse(file: &str, text: &str, shift: u32) -> Result<Module, Vec<Diagnostic>> {
    let bytes = compact(file, text).map_err(|mut problem| {
        if let Some(place) = &mut problem.place {
            place.line += shift;
        }
        vec![problem]
    })?;
    let raw: ModuleFile<'_> =
        crate::yaml::bundled(&bytes).map_err(|problem| vec![broken(file, problem, shift)])?;
    let lost = lost_places(file, text, shift);
    if !lost.is_empty() {
        return Err(lost);
    }
    build(file, raw, (shift, false), copied, |lines| {
        let mut lines = lines.read()?;
        shift_lines(&mut lines.0, shift);
        Ok(Later::Value(StatementLines(
            lines.0.into_iter().map(StatementLine::into_owned).collect(),
        )))
    })
}

/// A bundled file of bodies, from its compact form.
///
/// # Errors
/// All problems of the file; a test proves that it has none.
pub fn bundled(file: &str, bytes: &'static [u8]) -> Result<Module, Vec<Diagnostic>> {
    build(
        file,
        crate::yaml::bundled(bytes).map_err(|problem| vec![broken(file, problem, 0)])?,
        (0, true),
        Cow::Borrowed,
        Ok,
    )
}

/// What the reader of YAML complains about.
pub fn broken(file: &str, problem: YamlError, shift: u32) -> Diagnostic {
    let place = problem.place.map(|place| Place { line: place.line + shift, ..place });
    Diagnostic::error("yaml", file, place, problem.message)
}

/// Makes a module of what was read; `keep` says what becomes of texts and `keep_lines` of
/// statements: those of a user are copied and read at once.
fn build<'a>(
    file: &str,
    raw: ModuleFile<'a>,
    (shift, bundled): (u32, bool),
    keep: fn(&'a str) -> Cow<'static, str>,
    keep_lines: impl Fn(
        Later<'a, StatementLines<'a>>,
    ) -> Result<Later<'static, StatementLines<'static>>, YamlError>,
) -> Result<Module, Vec<Diagnostic>> {
    let file: Arc<str> = file.into();
    let mut problems = Vec::new();
    let who = who(&file, &raw.who, &mut problems);
    if let Some(problem) = too_much(&file, &raw, shift) {
        problems.push(problem);
        return Err(problems);
    }
    let mut bodies = |entries: WrittenBodies<'a>, method: bool| -> Vec<RawBody> {
        let mut found = Vec::with_capacity(entries.0.len());
        for (mut head, lines) in entries.0 {
            head.place.line += shift;
            let lines = keep_lines(lines).map_err(|problem| broken(&file, problem, shift));
            if let (false, Ok(lines)) = (bundled, &lines) {
                check_annotations(&file, head.value, head.place, &mut problems);
                if let Ok(lines) = lines.read() {
                    check_lines(&file, &lines.0, &mut problems);
                }
            }
            let body = lines.and_then(|lines| raw_body(&file, &head, keep, lines, method));
            match body.map(|body| RawBody { bundled, ..body }) {
                Ok(body) => found.push(body),
                Err(problem) => problems.push(problem),
            }
        }
        found
    };
    let (pieces, methods, scripts) =
        (bodies(raw.pieces, false), bodies(raw.methods, true), bodies(raw.scripts, false));
    let flags = flag_words(&file, raw.flags, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let fields = |entries: Entries<FirstValue>| {
        entries.0.into_iter().map(|(name, first)| (name.value, first.0)).collect()
    };
    Ok(Module {
        name: raw.module.value,
        extends: raw.extends.map(|name| name.value),
        who,
        library: raw.library,
        hidden: raw.hidden,
        objects: raw
            .objects
            .0
            .into_iter()
            .map(|(interface, entries)| (interface.value, fields(entries)))
            .collect(),
        flags,
        pieces,
        methods,
        scripts,
    })
}

/// Gives statements the lines that they have in the file around them.
fn shift_lines(lines: &mut [StatementLine<'_>], shift: u32) {
    for line in lines {
        line.place.line += shift;
        if let Some(block) = &mut line.block {
            shift_lines(block, shift);
        }
    }
}

/// Reads `IMsgStore::StoreLogoff(flags) @ page`, or `store-logoff` for a script.
fn raw_body<'a>(
    file: &Arc<str>,
    head: &Marked<&'a str>,
    keep: fn(&'a str) -> Cow<'static, str>,
    lines: Later<'static, StatementLines<'static>>,
    method: bool,
) -> Result<RawBody, Diagnostic> {
    let at = head.place;
    let (text, notes) = annotations(head.value, keep);
    let bad = |message: String| {
        Diagnostic::error("body-head", file, Some(at), message).help("write `IMsgStore::Release()`")
    };
    if head.value.len() > WIDEST {
        return Err(bad(format!("the head of this body is too long: at most {WIDEST} letters")));
    }
    let mut body = RawBody {
        interface: Cow::default(),
        name: keep(text),
        parameters: Vec::new(),
        cites: notes.cites.into(),
        mark: notes.mark,
        place: at,
        lines,
        file: Arc::clone(file),
        bundled: false,
    };
    if method {
        let (interface, rest) =
            text.split_once("::").ok_or_else(|| bad(format!("{text:?} names no interface")))?;
        let (name, parameters) =
            rest.split_once('(').ok_or_else(|| bad(format!("{text:?} has no parameters")))?;
        let parameters = parameters
            .strip_suffix(')')
            .ok_or_else(|| bad(format!("{text:?} has no closing parenthesis")))?;
        body.interface = keep(interface.trim());
        body.name = keep(name.trim());
        body.parameters = parameters
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(keep)
            .collect();
        if body.name != "*" && crate::mapi::method_spec(None, &body.name).is_none() {
            let complaint = unknown_method(&body.name, crate::mapi::methods::method_names());
            return Err(Diagnostic { file: file.to_string(), place: Some(at), ..complaint });
        }
    }
    Ok(body)
}
