//! Where a text that a lesson contains is in its file: bodies, and what is added to the world.
//!
//! It must not know what such a text means.

use super::library::Lesson;
use super::marked::Marked;
use crate::diagnostic::Place;

/// The lesson's texts of bodies, in their order.
pub(super) fn blocks(lesson: &Lesson) -> Vec<Block> {
    lesson.file.run.bodies.0.iter().map(|text| Block::of(lesson, text)).collect()
}

/// A place in the text that begins last before it.
pub(super) fn indented(blocks: &[Block], place: Place) -> Place {
    let around = blocks.iter().filter(|block| block.lines_before < place.line);
    around.max_by_key(|block| block.lines_before).map_or(place, |block| block.indented(place))
}

/// The place of a text that is embedded in a lesson.
pub(super) struct Block {
    /// How many lines of the file precede the text.
    pub(super) lines_before: u32,
    /// How far the text is indented there, in columns.
    indent: u32,
}

impl Block {
    /// The YAML reader reports the place either of the block's mark or of its first character; the
    /// text itself tells which.
    pub(super) fn of(lesson: &Lesson, text: &Marked<String>) -> Self {
        let line_at = |line: u32| lesson.source.text.lines().nth(line as usize).unwrap_or("");
        let first = text.value.lines().find(|line| !line.trim().is_empty()).unwrap_or("").trim();
        let above = text.place.line.saturating_sub(1);
        let same_line = !first.is_empty() && line_at(above).contains(first);
        let lines_before = if same_line { above } else { text.place.line };
        let begins = line_at(lines_before);
        let indent = if same_line {
            text.place.column.saturating_sub(1)
        } else {
            (begins.len() - begins.trim_start().len()) as u32
        };
        Self { lines_before, indent }
    }

    pub(super) fn indented(&self, place: Place) -> Place {
        Place { column: place.column + self.indent, ..place }
    }
}
