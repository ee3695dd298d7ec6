//! A file of bodies as written: whose code it is, the fields of its objects, methods, shared pieces
//! and scripts of threads.
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
use super::lines::BodyLines;
use super::problem::{refuse, unknown_method};
use super::syntax::misfit;
use super::yaml::{Entries, Marked, StatementLine, StatementLines, compact};
use crate::diagnostic::{Diagnostic, Place};
use crate::mapi::{Cite, FlagSet};
use crate::sim::body::Who;
use crate::yaml::{Later, YamlError};

/// The annotations of a statement: its places, and its mark as written.
pub type StatementSources = (Arc<[Cite]>, Option<Cow<'static, str>>);

/// A statement's sources, from its own annotations and those of its head. Only a place of its own
/// makes it documented (or seen, if the place is in code); everything else in the body was inferred
/// from the head's pages.
pub fn sources(
    own: &Arc<[Cite]>,
    mark: Option<Cow<'static, str>>,
    (head, head_mark): &StatementSources,
) -> StatementSources {
    let is_seen = |cites: &[Cite]| !cites.is_empty() && cites.iter().all(Cite::is_code);
    match (own.is_empty(), mark) {
        (false, None) => {
            let mark = if is_seen(own) { "seen" } else { "documented" };
            (Arc::clone(own), Some(mark.into()))
        }
        (false, mark) => (Arc::clone(own), mark),
        (true, Some(mark)) if mark == "seen" && !is_seen(head) => (Arc::default(), Some(mark)),
        (true, Some(mark)) => (head.clone(), Some(mark)),
        (true, None) => {
            let inferred = (!head.is_empty()).then_some(Cow::Borrowed("inferred"));
            (head.clone(), head_mark.clone().or(inferred))
        }
    }
}

/// A body as written.
#[derive(Clone, Debug)]
pub struct RawBody {
    /// `IMsgStore`; empty for a script or a piece.
    pub interface: Cow<'static, str>,
    /// `Release`, or the name of a script or piece.
    pub name: Cow<'static, str>,
    /// The names of the parameters.
    pub parameters: Vec<Cow<'static, str>>,
    /// Pages that apply to every statement without its own.
    pub cites: Arc<[Cite]>,
    /// The confidence or reading of every statement without its own.
    pub mark: Option<Cow<'static, str>>,
    /// Where the head is in its file.
    pub place: Place,
    /// The statements, read when the body is compiled.
    pub lines: BodyLines,
    /// The file from which it was read.
    pub file: Arc<str>,
    /// Whether it is bundled with the program.
    pub bundled: bool,
}

impl RawBody {
    /// `IMsgStore::Release`, or the name of a script or piece.
    pub fn full_name(&self) -> String {
        match self.interface.is_empty() {
            true => self.name.to_string(),
            false => format!("{}::{}", self.interface, self.name),
        }
    }
}

/// A file of bodies.
#[derive(Clone, Debug)]
pub struct Module {
    /// The name by which worlds refer to it.
    pub name: String,
    /// The module from which it inherits the bodies that it does not define.
    pub extends: Option<String>,
    /// Whose code it is.
    pub who: Who,
    /// Where the file says its name, and whose code it is.
    pub name_place: Place,
    pub who_place: Place,
    /// The library that contains the code.
    pub library: Option<String>,
    /// Bookkeeping interfaces that are not shown in the ledgers.
    pub hidden: Vec<String>,
    /// Fields with their initial values, by interface.
    pub objects: Vec<(String, Vec<(String, String)>)>,
    /// Fields that hold flags, each with the family of its flags.
    pub flags: Vec<(String, FlagSet)>,
    /// Pieces that bodies share; `do name` inserts them.
    pub pieces: Vec<RawBody>,
    /// Methods of the module's classes, as `Interface::Method`.
    pub methods: Vec<RawBody>,
    /// The scripts that threads run.
    pub scripts: Vec<RawBody>,
}

/// Parses a file of bodies. For a text inside another file, `shift` is added to every line number.
///
/// # Errors
/// The text is not YAML, or all errors in the heads of its bodies.
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

/// Reads a bundled file of bodies from its compact form.
///
/// # Errors
/// All errors in the file; a test proves that it has none.
pub fn bundled(file: &str, bytes: &'static [u8]) -> Result<Module, Vec<Diagnostic>> {
    build(
        file,
        crate::yaml::bundled(bytes).map_err(|problem| vec![broken(file, problem, 0)])?,
        (0, true),
        Cow::Borrowed,
        Ok,
    )
}

/// Turns an error of the YAML reader into a diagnostic.
pub fn broken(file: &str, problem: YamlError, shift: u32) -> Diagnostic {
    let place = problem.place.map(|place| Place { line: place.line + shift, ..place });
    misfit("yaml", &problem).at(file, place)
}

/// Builds a module from parsed data; `keep` decides what happens to texts, and `keep_lines` to
/// statements: a user's are copied and read at once.
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
    let who = who(&file, &raw.who, shift, &mut problems);
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
    let placed = |place: Place| Place { line: place.line + shift, ..place };
    Ok(Module {
        name_place: placed(raw.module.place),
        who_place: placed(raw.who.place),
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

/// Adjusts the statements' line numbers to the enclosing file.
fn shift_lines(lines: &mut [StatementLine<'_>], shift: u32) {
    for line in lines {
        line.place.line += shift;
        if let Some(block) = &mut line.block {
            shift_lines(block, shift);
        }
    }
}

/// Parses `IMsgStore::StoreLogoff(flags) @ page`, or `store-logoff` for a script.
fn raw_body<'a>(
    file: &Arc<str>,
    head: &Marked<&'a str>,
    keep: fn(&'a str) -> Cow<'static, str>,
    lines: Later<'static, StatementLines<'static>>,
    method: bool,
) -> Result<RawBody, Diagnostic> {
    let at = head.place;
    let (text, notes) = annotations(head.value, keep);
    let bad = |id: &str| {
        let (name, widest) = (format!("{text:?}"), WIDEST.to_string());
        let said = [("name", name.as_str()), ("widest", &widest)];
        refuse("body-head", id, &said).at(file, Some(at))
    };
    if head.value.len() > WIDEST {
        return Err(bad("head-too-long"));
    }
    let mut body = RawBody {
        interface: Cow::default(),
        name: keep(text),
        parameters: Vec::new(),
        cites: notes.cites,
        mark: notes.mark,
        place: at,
        lines: lines.into(),
        file: Arc::clone(file),
        bundled: false,
    };
    if method {
        let (interface, rest) = text.split_once("::").ok_or_else(|| bad("head-interface"))?;
        let (name, parameters) = rest.split_once('(').ok_or_else(|| bad("head-parameters"))?;
        let parameters = parameters.strip_suffix(')').ok_or_else(|| bad("head-parenthesis"))?;
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
            return Err(Diagnostic { file: (&**file).into(), place: Some(at), ..complaint });
        }
    }
    Ok(body)
}
