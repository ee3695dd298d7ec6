//! What is known of the provider that is printed, and the lines that come of it. It must not know
//! how a statement is printed.

use std::collections::BTreeMap;

/// A line of C++.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CppLine {
    /// How many blocks it is in.
    pub indent: u8,
    /// The line, without blanks before it.
    pub text: String,
    /// The statement that it says, by its position in the body; `None` if it is none's.
    pub statement: Option<usize>,
}

/// A statement of a body, with the number of blocks around it; annotations are allowed.
pub type BodyLine<'a> = (u8, &'a str);

/// The provider whose bodies are printed: its fields, and the pieces that `do` can name.
#[derive(Clone, Debug, Default)]
pub struct CppPrinter {
    /// Fields of the provider's objects, by name: the interfaces that have one, its first value.
    pub(super) fields: BTreeMap<String, Vec<(String, String)>>,
    pub(super) pieces: BTreeMap<String, CppPiece>,
}

/// A shared piece.
#[derive(Clone, Debug, Default)]
pub(super) struct CppPiece {
    /// Variables that it mentions and does not set, in order.
    pub(super) free: Vec<String>,
    /// Variables that it sets.
    pub(super) set: Vec<String>,
    /// The fields of the object whose method runs.
    pub(super) own_fields: Vec<String>,
    pub(super) is_about_this: bool,
    pub(super) returns: bool,
    /// Pieces that it inserts.
    pub(super) inserts: Vec<String>,
}
