//! Checks a file of bodies as written: bounds, names and annotations. It must not know what a
//! statement does.

use super::spec::{FirstValue, MOST_BODIES, MOST_FIELDS, MOST_INTERFACES, ModuleFile, WIDEST};
use crate::diagnostic::{Diagnostic, Place};
use crate::mapi::cite::lost_place;
use crate::mapi::{FlagSet, methods};
use crate::scenario::lexer::wrong_annotations;
use crate::scenario::problem::{near, refuse};
use crate::scenario::yaml::{Entries, Marked, StatementLine};
use crate::sim::body::Who;

/// Whose code a file is; a client's, if the name is unknown.
pub(super) fn who(
    file: &str,
    written: &Marked<String>,
    shift: u32,
    problems: &mut Vec<Diagnostic>,
) -> Who {
    if let Some(who) = Who::ALL.into_iter().find(|who| who.word() == written.value) {
        return who;
    }
    let name = format!("{:?}", written.value);
    let found = refuse("unknown-who", "unknown-who", &[("name", &name)]);
    let help = near(&written.value, Who::ALL.map(Who::word));
    let place = Place { line: written.place.line + shift, ..written.place };
    problems.push(found.help_in_both(help).at(file, Some(place)));
    Who::Client
}

/// The first bound that a file exceeds; checked before anything is built from the file.
pub(super) fn too_much(file: &str, raw: &ModuleFile<'_>, shift: u32) -> Option<Diagnostic> {
    let refuse = |place, id: &str| Some(too_large(file, place, shift, id));
    let bodies = [&raw.pieces, &raw.methods, &raw.scripts]
        .map(|written| written.0.get(MOST_BODIES).map(|(head, _)| head.place));
    if let Some(place) = bodies.into_iter().flatten().next() {
        return refuse(place, "too-many-bodies");
    }
    let mut names = [Some(&raw.module.value), raw.library.as_ref()].into_iter().flatten();
    if names.any(|name| name.len() > WIDEST) {
        return refuse(raw.module.place, "too-long-a-name");
    }
    refuse(crowded(&raw.objects)?, "too-many-fields")
}

/// The fields that hold flags, with the family that the method named there takes.
pub(super) fn flag_words(
    file: &str,
    written: Entries<Marked<String>>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(String, FlagSet)> {
    let mut flags = Vec::new();
    for (field, method) in written.0 {
        match crate::mapi::method_spec(None, &method.value).and_then(|spec| spec.flags) {
            Some((_, set)) => flags.push((field.value, set)),
            None => {
                let name = format!("{:?}", method.value);
                let found = refuse("unknown-method", "no-flags", &[("name", &name)]);
                let known: Vec<&str> = methods::with_flags().collect();
                let found = found.help_in_both(near(&method.value, known));
                problems.push(found.at(file, Some(method.place)));
            }
        }
    }
    flags
}

/// Checks the citations and marks of statements, in all their blocks.
pub(super) fn check_lines(file: &str, lines: &[StatementLine<'_>], problems: &mut Vec<Diagnostic>) {
    for line in lines {
        check_annotations(file, &line.text, line.place, problems);
        check_lines(file, line.block.as_deref().unwrap_or(&[]), problems);
    }
}

pub(super) fn check_annotations(file: &str, text: &str, at: Place, problems: &mut Vec<Diagnostic>) {
    for ((first, length), wrong) in wrong_annotations(text) {
        let column = at.column + text[..first].chars().count() as u32;
        let place = Place { column, length: length as u32, ..at };
        problems.push(wrong.at(file, Some(place)));
    }
}

/// Places that YAML took for comments: ` #Remarks` after a page, in an unquoted statement.
pub(super) fn lost_places(file: &str, text: &str, shift: u32) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if let Some((column, heading)) = lost_place(line).filter(|_| line.contains(" @ ")) {
            let at = Place { line: number + shift, column, length: heading.chars().count() as u32 };
            let lost = refuse("lost-place", "lost-place", &[("heading", heading)]);
            found.push(lost.at(file, Some(at)));
        }
    }
    found
}

fn too_large(file: &str, place: Place, shift: u32, id: &str) -> Diagnostic {
    let place = Place { line: place.line + shift, ..place };
    let [bodies, widest, interfaces, fields] =
        [MOST_BODIES, WIDEST, MOST_INTERFACES, MOST_FIELDS].map(|most| most.to_string());
    let said = [
        ("bodies", bodies.as_str()),
        ("widest", &widest),
        ("interfaces", &interfaces),
        ("fields", &fields),
    ];
    refuse("too-large", id, &said).at(file, Some(place))
}

/// Where there are too many interfaces or fields, or a name is too long.
fn crowded(objects: &Entries<Entries<FirstValue>>) -> Option<Place> {
    let interface = objects.0.get(MOST_INTERFACES).map(|(name, _)| name.place);
    let mut fields = objects.0.iter().flat_map(|(_, fields)| &fields.0);
    let field = fields.nth(MOST_FIELDS).map(|(name, _)| name.place);
    let names = || {
        objects.0.iter().flat_map(|(name, fields)| {
            std::iter::once(name).chain(fields.0.iter().map(|(name, _)| name))
        })
    };
    let long = names().find(|name| name.value.len() > WIDEST).map(|name| name.place);
    interface.or(field).or(long)
}
