//! How data does not fit its type, as data: what is said of it is decided where there are words.
//!
//! It must not know what the data means.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::diagnostic::Place;

/// What does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    /// What is wrong; in a box, because every reader of a value may return it.
    pub misfit: Box<Misfit>,
    /// Where, if the error concerns a single value.
    pub place: Option<Place>,
}

/// How data does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// A value of another kind than is wanted; both are names of kinds in JSON Schema.
    Kind { is: &'static str, wanted: &'static str },
    /// A mapping has no such key.
    UnknownKey { name: String, known: &'static [&'static str] },
    /// None of the words that are possible.
    UnknownWord { name: String, known: &'static [&'static str] },
    /// A mapping lacks a key.
    MissingKey(&'static str),
    /// A mapping has a key twice.
    Twice(&'static str),
    /// Something else, by the ID of its text.
    Said(String),
}

impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.misfit)
    }
}

impl std::error::Error for YamlError {}

impl From<Misfit> for YamlError {
    fn from(misfit: Misfit) -> Self {
        Self { misfit: Box::new(misfit), place: None }
    }
}

impl de::Error for YamlError {
    fn custom<T: fmt::Display>(id: T) -> Self {
        Misfit::Said(id.to_string()).into()
    }

    fn invalid_type(is: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Misfit::Kind { is: kind_of(&is), wanted: wanted_kind(&wanted.to_string()) }.into()
    }

    fn invalid_value(is: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let wanted = match (kind_of(&is), wanted_kind(&wanted.to_string())) {
            ("integer", "integer") => "small-integer",
            (_, wanted) => wanted,
        };
        Misfit::Kind { is: kind_of(&is), wanted }.into()
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Misfit::UnknownWord { name: name.to_owned(), known }.into()
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Misfit::UnknownKey { name: name.to_owned(), known }.into()
    }

    fn missing_field(key: &'static str) -> Self {
        Misfit::MissingKey(key).into()
    }

    fn duplicate_field(key: &'static str) -> Self {
        Misfit::Twice(key).into()
    }
}

/// The name of what was found.
fn kind_of(is: &Unexpected<'_>) -> &'static str {
    match is {
        Unexpected::Seq => "array",
        Unexpected::Map => "object",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Bool(_) => "boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "integer",
        _ => "string",
    }
}

/// The name of what was expected, as a reader of a type says it.
fn wanted_kind(expected: &str) -> &'static str {
    let is_number = |word: &str| {
        word.strip_prefix(['u', 'i', 'f']).is_some_and(|bits| bits.parse::<u8>().is_ok())
    };
    match expected {
        it if it.split(' ').any(is_number) => "integer",
        it if it.contains("statement") => "statements",
        it if it.contains("sequence") || it.contains("list") => "array",
        it if it.contains("map") || it.contains("struct") => "object",
        it if it.contains("bool") => "boolean",
        _ => "string",
    }
}
