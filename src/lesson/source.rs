//! Turns bytes into a lesson: size, encoding, control characters, and YAML within strict bounds;
//! every error has its place.
//!
//! A lesson is untrusted input. Nothing here may hang, allocate without bound, or let a control
//! character through. It must not know what a lesson means.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::marked::Marked;
use super::schema::{FORMAT, LessonFile};
use super::shape;
use crate::diagnostic::{Diagnostic, Place};
use crate::file;
use crate::scenario::problem::refuse;
use crate::scenario::syntax::{misfit, not_yaml};
use crate::text::is_control;
use crate::yaml::{DEEPEST, Node, YamlError, place_of, strict, typed};

/// The largest lesson file, in bytes.
pub const MAX_BYTES: usize = crate::yaml::MAX_BYTES;

/// A lesson's text, before it is parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonSource {
    /// The file name in error messages: the path as the user gave it.
    pub name: String,
    /// The lesson's id, which is the file name without its extension.
    pub id: String,
    /// The text, without a byte-order mark.
    pub text: String,
}

impl LessonSource {
    /// Reads a file; one that is too large is refused without being read.
    ///
    /// # Errors
    /// The file does not exist, can't be read, is too large or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, Diagnostic> {
        let name = path.display().to_string();
        let failed = |error: &std::io::Error| {
            let code = if error.kind() == std::io::ErrorKind::NotFound {
                "no-such-file"
            } else {
                "unreadable"
            };
            refuse(code, "unreadable", &[("error", &error.to_string())]).at(&name, None)
        };
        let bytes = file::read(path, MAX_BYTES).map_err(|error| failed(&error))?;
        Self::from_bytes(&name, bytes)
    }

    /// Takes bytes as a lesson's text.
    ///
    /// # Errors
    /// There are more than [`MAX_BYTES`], or they are not UTF-8.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, Diagnostic> {
        if bytes.len() > MAX_BYTES {
            let said = [("most", &*(MAX_BYTES / 1024).to_string())];
            return Err(refuse("too-large", "lesson-too-large", &said).at(name, None));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            refuse("not-utf8", "not-utf8", &[]).at(name, Some(end_of(&before)))
        })?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        if let Some(place) = first_control(&text) {
            return Err(control_character(name, place));
        }
        Ok(Self { name: name.to_owned(), id: slug(name), text })
    }

    /// Parses the text as a lesson of format 1. Every error of shape is reported, not only the
    /// first.
    ///
    /// # Errors
    /// The text is not YAML, or all errors of its shape.
    pub fn parse(&self) -> Result<LessonFile, Vec<Diagnostic>> {
        let node = self.node()?;
        match typed::<LessonFile>(&node) {
            Ok(lesson) => match self.refuse_format(&lesson.format) {
                Some(complaint) => Err(vec![complaint]),
                None => Ok(lesson),
            },
            Err(problem) => Err(self.explain(&node, problem, shape::schema())),
        }
    }

    /// The parts of the text that have the right shape, as a lesson; `None` if nothing can be said
    /// of them.
    pub fn sound_parts(&self) -> Option<LessonFile> {
        let lesson = typed::<LessonFile>(&super::sound::sound(&self.node().ok()?)?).ok()?;
        self.refuse_format(&lesson.format).is_none().then_some(lesson)
    }

    /// Parses the text as a file of format 1 that this schema describes, under the same bounds.
    ///
    /// # Errors
    /// The text is not YAML, has another format, or all errors of its shape.
    pub fn parse_as<T: DeserializeOwned>(&self, schema: &Json) -> Result<T, Vec<Diagnostic>> {
        let node = self.node()?;
        let format = typed::<FormatOnly>(&node).ok().and_then(|it| it.format);
        if let Some(complaint) = format.and_then(|format| self.refuse_format(&format)) {
            return Err(vec![complaint]);
        }
        typed(&node).map_err(|problem| self.explain(&node, problem, schema))
    }

    fn node(&self) -> Result<Node, Vec<Diagnostic>> {
        let node = Node::parse(&self.text, strict(DEEPEST))
            .map_err(|error| vec![self.yaml_error(&error)])?;
        let controls = shape::escaped_controls(&node);
        match controls.is_empty() {
            true => Ok(node),
            false => Err(controls
                .into_iter()
                .map(|place| control_character(&self.name, place))
                .collect()),
        }
    }

    fn refuse_format(&self, format: &Marked<u32>) -> Option<Diagnostic> {
        let given = format.value;
        let (own, other) = (FORMAT.to_string(), given.to_string());
        let said = [("format", other.as_str()), ("own", own.as_str())];
        let refused = match given {
            FORMAT => return None,
            newer if newer > FORMAT => refuse("newer-format", "newer-format", &said),
            _ => refuse("unknown-format", "unknown-format", &said),
        };
        Some(refused.at(&self.name, Some(format.place)))
    }

    fn explain(&self, node: &Node, problem: YamlError, schema: &Json) -> Vec<Diagnostic> {
        // A newer format may have keys that are unknown here; saying that the format is newer is
        // then more useful.
        let only_format = typed::<FormatOnly>(node);
        if let Some(complaint) =
            only_format.ok().and_then(|it| it.format).and_then(|format| self.refuse_format(&format))
        {
            return vec![complaint];
        }
        let found = shape::problems(&self.name, node, schema);
        match found.is_empty() {
            true => vec![misfit("bad-yaml", &problem).at(&self.name, problem.place)],
            false => found,
        }
    }

    fn yaml_error(&self, error: &serde_yaml::Error) -> Diagnostic {
        use serde_yaml::Error as E;
        let code = match error.without_snippet() {
            E::DuplicateMappingKey { .. } => "duplicate-key",
            E::Budget { .. }
            | E::AliasError { .. }
            | E::RecursiveReferencesRequireWeakTypes { .. } => "too-deep",
            E::ExternalMessage { msg, .. } | E::Message { msg, .. } if msg.contains("limit") => {
                "too-deep"
            }
            E::Eof { .. } => "empty-file",
            E::MultipleDocuments { .. } => "several-documents",
            E::UnknownAnchor { .. } => "unknown-alias",
            _ => {
                let found = not_yaml("bad-yaml", &self.text, error);
                let place = found.place;
                return found.at(&self.name, place);
            }
        };
        refuse(code, code, &[]).at(&self.name, place_of(error))
    }
}

#[derive(Deserialize)]
struct FormatOnly {
    format: Option<Marked<u32>>,
}

fn control_character(name: &str, place: Place) -> Diagnostic {
    refuse("control-character", "control-character", &[]).at(name, Some(place))
}

fn first_control(text: &str) -> Option<Place> {
    let bytes = text.as_bytes();
    text.char_indices()
        .find(|(at, c)| match c {
            '\n' | '\t' => false,
            '\r' => bytes.get(at + 1) != Some(&b'\n'),
            c => is_control(*c),
        })
        .map(|(at, _)| end_of(&text[..at]))
}

/// The place after the end of a text.
fn end_of(text: &str) -> Place {
    let line = text.matches('\n').count() as u32 + 1;
    let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) as u32 + 1;
    Place { line, column, length: 1 }
}

/// A lesson's id, which is its file name without the extension.
pub fn slug(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".yml")).unwrap_or(file).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(bytes: &[u8]) -> Diagnostic {
        match LessonSource::from_bytes("x.yaml", bytes.to_vec()) {
            Err(it) => it,
            Ok(source) => source.parse().expect_err("bad").remove(0),
        }
    }

    #[test]
    fn encoding_and_control_characters_have_a_place() {
        let it = complaint(b"format: 1\ntitle: \xff\n");
        assert_eq!((it.code, it.place.map(|it| (it.line, it.column))), ("not-utf8", Some((2, 8))));
        let it = complaint(b"format: 1\ntitle: a\x1b[2J\n");
        assert_eq!(
            (it.code, it.place.map(|it| (it.line, it.column))),
            ("control-character", Some((2, 9)))
        );
        let it = complaint(b"format: 1\ntitle: \"a\\x1b[2J\"\n");
        assert_eq!((it.code, it.place.map(|it| it.line)), ("control-character", Some(2)));
    }

    #[test]
    fn hostile_shapes_end_quickly() {
        assert_eq!(complaint("[".repeat(200_000).as_bytes()).code, "too-deep");
        assert_eq!(complaint(&vec![b'a'; MAX_BYTES + 1]).code, "too-large");
        let bomb = (1..30).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
            format!("{text}a{n}: &a{n} [*a{m}, *a{m}]\n", m = n - 1)
        });
        assert_eq!(complaint(bomb.as_bytes()).code, "too-deep");
    }

    #[test]
    fn a_newer_format_is_refused_with_advice() {
        let it = complaint(b"format: 2\nsurprise: yes\n");
        assert_eq!(it.code, "newer-format");
        assert!(it.help.is_some());
    }

    #[test]
    fn a_mark_at_the_start_is_no_problem() {
        let source = LessonSource::from_bytes("a/b/07-x.yaml", b"\xef\xbb\xbfformat: 1\n".to_vec())
            .expect("fine");
        assert_eq!((source.id.as_str(), source.text.as_str()), ("07-x", "format: 1\n"));
    }
}
