//! Turns bytes into a lesson: size, encoding, control characters, and YAML within strict bounds;
//! every error has its place.
//!
//! A lesson is untrusted input. Nothing here may hang, allocate without bound, or let a control
//! character through. It must not know what a lesson means.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::marked::Marked;
use super::schema::{FORMAT, LessonFile};
use super::shape;
use crate::diagnostic::{Diagnostic, Place};
use crate::file;
use crate::text::is_control;
use crate::yaml::{DEEPEST, Node, YamlError, place_of, plain_message, strict, typed};

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
            Diagnostic::error(code, &name, None, format!("cannot be read: {error}"))
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
            return Err(Diagnostic::error(
                "too-large",
                name,
                None,
                format!("is larger than {} KiB", MAX_BYTES / 1024),
            )
            .help("a lesson is text; split it into several lessons"));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            Diagnostic::error("not-utf8", name, Some(end_of(&before)), "this byte is not UTF-8")
                .help("save the file as UTF-8")
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
            Err(problem) => Err(self.explain(&node, problem)),
        }
    }

    /// Parses the text as another file of format 1, under the same bounds.
    ///
    /// # Errors
    /// The text is not YAML, has another format, or the first thing that does not fit.
    pub fn parse_as<T: DeserializeOwned>(&self) -> Result<T, Vec<Diagnostic>> {
        let node = self.node()?;
        let format = typed::<FormatOnly>(&node).ok().and_then(|it| it.format);
        if let Some(complaint) = format.and_then(|format| self.refuse_format(&format)) {
            return Err(vec![complaint]);
        }
        typed(&node).map_err(|problem| {
            vec![Diagnostic::error("bad-yaml", &self.name, problem.place, problem.message)]
        })
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
        let (place, given) = (Some(format.place), format.value);
        match given {
            FORMAT => None,
            newer if newer > FORMAT => Some(
                Diagnostic::error(
                    "newer-format",
                    &self.name,
                    place,
                    format!(
                        "this lesson has format {newer}; this program reads up to format {FORMAT}"
                    ),
                )
                .help("update teardown, or ask the author for a lesson in format 1"),
            ),
            _ => Some(
                Diagnostic::error(
                    "unknown-format",
                    &self.name,
                    place,
                    format!("there is no format {given}"),
                )
                .help(format!("write format: {FORMAT}")),
            ),
        }
    }

    fn explain(&self, node: &Node, problem: YamlError) -> Vec<Diagnostic> {
        // A newer format may have keys that are unknown here; saying that the format is newer is
        // then more useful.
        let only_format = typed::<FormatOnly>(node);
        if let Some(complaint) =
            only_format.ok().and_then(|it| it.format).and_then(|format| self.refuse_format(&format))
        {
            return vec![complaint];
        }
        let found = shape::problems(&self.name, node);
        match found.is_empty() {
            true => vec![
                Diagnostic::error("bad-yaml", &self.name, problem.place, problem.message)
                    .help(SEE_SCHEMA),
            ],
            false => found,
        }
    }

    fn yaml_error(&self, error: &serde_yaml::Error) -> Diagnostic {
        use serde_yaml::Error as E;
        let (code, help) = match error.without_snippet() {
            E::DuplicateMappingKey { .. } => {
                ("duplicate-key", Some("a mapping may have a key only once; remove one of them"))
            }
            E::Budget { .. }
            | E::AliasError { .. }
            | E::RecursiveReferencesRequireWeakTypes { .. } => TOO_DEEP,
            E::ExternalMessage { msg, .. } | E::Message { msg, .. } if msg.contains("limit") => {
                TOO_DEEP
            }
            E::Eof { .. } => ("empty-file", Some("`teardown new` writes a lesson to start from")),
            E::MultipleDocuments { .. } => {
                ("several-documents", Some("one file is one lesson; remove what follows ---"))
            }
            E::UnknownAnchor { .. } => ("unknown-alias", Some("write the value out")),
            _ => (
                "bad-yaml",
                Some(
                    "check that the indentation is right, and that texts with `: ` or `#` are in \
                     quotes",
                ),
            ),
        };
        let place = place_of(error);
        let message = match code {
            "several-documents" => "the file has several documents".to_owned(),
            "too-deep" => {
                format!("this nests too deep or repeats too often: {}", plain_message(error))
            }
            "empty-file" => "the file is empty".to_owned(),
            _ => plain_message(error),
        };
        let it = Diagnostic::error(code, &self.name, place, message);
        help.map_or(it.clone(), |help| it.help(help))
    }
}

const SEE_SCHEMA: &str = "see `teardown schema`";

const TOO_DEEP: (&str, Option<&str>) =
    ("too-deep", Some("a lesson needs neither such nesting nor such aliases"));

#[derive(Deserialize)]
struct FormatOnly {
    format: Option<Marked<u32>>,
}

fn control_character(name: &str, place: Place) -> Diagnostic {
    Diagnostic::error(
        "control-character",
        name,
        Some(place),
        "a lesson may not contain control characters",
    )
    .help("remove it; a line break in a text is written with | or >")
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
