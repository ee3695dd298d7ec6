//! The statements of a body: as they are in its file, and cut from their annotations.
//!
//! A shared piece is compiled wherever it is inserted, dozens of times in one run, so its lines are
//! read and cut once. It must not know what a statement means.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::lexer::{Annotations, split_annotations};
use super::yaml::{StatementLine, StatementLines};
use crate::diagnostic::Place;
use crate::yaml::{Later, YamlError};

/// The statements of a body, read when somebody asks for them.
#[derive(Clone, Debug)]
pub struct BodyLines {
    written: Later<'static, StatementLines<'static>>,
    cut: OnceLock<Vec<CutLine>>,
}

impl From<Later<'static, StatementLines<'static>>> for BodyLines {
    fn from(written: Later<'static, StatementLines<'static>>) -> Self {
        Self { written, cut: OnceLock::new() }
    }
}

impl BodyLines {
    /// The statements as they are in the file.
    ///
    /// # Errors
    /// They are not a list of statements.
    pub fn read(&self) -> Result<StatementLines<'static>, YamlError> {
        self.written.read()
    }

    /// The statements without their annotations.
    ///
    /// # Errors
    /// As for [`BodyLines::read`].
    pub fn cut(&self) -> Result<&[CutLine], YamlError> {
        if let Some(known) = self.cut.get() {
            return Ok(known);
        }
        let lines = self.read()?;
        Ok(self.cut.get_or_init(|| CutLine::all(lines.0)))
    }
}

/// A statement, its annotations, and the block below it.
#[derive(Clone, Debug)]
pub struct CutLine {
    /// The text, without its annotations and without the colon of a block.
    pub text: Cow<'static, str>,
    /// What the annotations say.
    pub notes: Annotations,
    /// How long the text is with its annotations, in bytes.
    pub width: usize,
    /// Where the statement begins in its file.
    pub place: Place,
    /// The block below it, if it has one.
    pub block: Option<Vec<CutLine>>,
}

impl CutLine {
    fn all(lines: Vec<StatementLine<'static>>) -> Vec<Self> {
        lines.into_iter().map(Self::of).collect()
    }

    fn of(line: StatementLine<'static>) -> Self {
        let width = line.text.len();
        let (text, notes) = split_annotations(line.text);
        Self { text, notes, width, place: line.place, block: line.block.map(Self::all) }
    }
}
