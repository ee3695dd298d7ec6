//! The shape of a file of bodies, and how much of everything it may have. It must not know what is
//! built from it.

use serde::Deserialize;

use crate::scenario::yaml::{Entries, Marked, StatementLines};
use crate::yaml::Later;

/// A file of bodies, key by key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(super) struct ModuleFile<'a> {
    pub(super) module: Marked<String>,
    #[serde(default)]
    pub(super) extends: Option<Marked<String>>,
    pub(super) who: Marked<String>,
    #[serde(default)]
    pub(super) library: Option<String>,
    #[serde(default)]
    pub(super) hidden: Vec<String>,
    #[serde(default)]
    pub(super) objects: Entries<Entries<FirstValue>>,
    #[serde(default)]
    pub(super) flags: Entries<Marked<String>>,
    #[serde(default, borrow)]
    pub(super) pieces: WrittenBodies<'a>,
    #[serde(default, borrow)]
    pub(super) methods: WrittenBodies<'a>,
    #[serde(default, borrow)]
    pub(super) scripts: WrittenBodies<'a>,
}

/// The heads of bodies, with their statements.
pub(super) type WrittenBodies<'a> = Entries<Later<'a, StatementLines<'a>>, &'a str>;

/// The most methods, pieces or scripts in one file.
pub const MOST_BODIES: usize = 1_000;

/// The most interfaces that a file may declare.
pub const MOST_INTERFACES: usize = 200;

/// The most fields that a file may declare, in all its interfaces together.
pub const MOST_FIELDS: usize = 500;

/// The longest name, and the longest head of a body, in characters.
pub const WIDEST: usize = 400;

/// The initial value of a field.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub(super) struct FirstValue(pub(super) String);
