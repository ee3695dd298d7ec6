//! Gives numbers to the names of methods, fields and words while bodies are read.
//!
//! It must not know what is named.

use crate::sim::program::Names;
use crate::sim::value::{FieldId, MethodId, Word};

/// Names that have a number.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    /// Words.
    pub words: Names,
    /// Methods, by number.
    pub methods: Vec<String>,
    /// Fields, by number.
    pub fields: Vec<String>,
}

impl Interner {
    /// The number of a word.
    pub fn word(&mut self, text: &str) -> Word {
        self.words.word(text)
    }

    /// The number of a method.
    pub fn method(&mut self, name: &str) -> MethodId {
        MethodId(position(&mut self.methods, name))
    }

    /// The number of a field; it is declared by this.
    pub fn field(&mut self, name: &str) -> FieldId {
        FieldId(position(&mut self.fields, name))
    }

    /// The number of a field that was declared.
    pub fn find_field(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|known| known == name).map(|at| FieldId(at as u16))
    }

    /// All fields, for suggestions.
    pub fn field_names(&self) -> Vec<String> {
        self.fields.clone()
    }
}

fn position(names: &mut Vec<String>, name: &str) -> u16 {
    let at = names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    at as u16
}
