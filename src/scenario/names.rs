//! Numbers the names of methods, fields and words while bodies are read.
//!
//! It must not know what is named.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::sim::program::Names;
use crate::sim::value::{FieldId, MethodId, Word};

/// The names that have been numbered so far.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    /// The words that bodies use as values, and the names of things.
    pub words: Names,
    /// Names of methods, by [`MethodId`].
    pub methods: Vec<String>,
    /// Names of fields, by [`FieldId`].
    pub fields: Vec<String>,
}

impl Interner {
    /// The number of a word, which is added if it is new.
    pub fn word(&mut self, text: &str) -> Word {
        self.words.word(text)
    }

    /// The number of a method, which is added if it is new.
    pub fn method(&mut self, name: &str) -> MethodId {
        MethodId(position(&mut self.methods, name))
    }

    /// The number of a field; a new one is thereby declared.
    pub fn field(&mut self, name: &str) -> FieldId {
        FieldId(position(&mut self.fields, name))
    }

    /// The number of a declared field.
    pub fn find_field(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|known| known == name).map(|at| FieldId(at as u16))
    }

    /// The names of all fields, for suggestions.
    pub fn field_names(&self) -> Vec<String> {
        self.fields.clone()
    }
}

/// The text with each `$name` replaced by its value.
pub fn expand<'t>(text: &'t str, names: &BTreeMap<String, String>) -> Cow<'t, str> {
    let Some((before, mut rest)) = text.split_once('$') else { return Cow::Borrowed(text) };
    let mut whole = before.to_owned();
    loop {
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let end = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        match names.get(&rest[..end]) {
            Some(value) => whole.push_str(value),
            None => whole.extend(["$", &rest[..end]]),
        }
        let Some((between, next)) = rest[end..].split_once('$') else {
            whole.push_str(&rest[end..]);
            return Cow::Owned(whole);
        };
        whole.push_str(between);
        rest = next;
    }
}

fn position(names: &mut Vec<String>, name: &str) -> u16 {
    let at = names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    at as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_put_in_and_others_stay() {
        let names = BTreeMap::from([
            ("store".to_owned(), "store_b".to_owned()),
            ("flag".to_owned(), "LOGOFF_ABORT".to_owned()),
        ]);
        assert_eq!(
            expand("$store.StoreLogoff($flag)", &names),
            "store_b.StoreLogoff(LOGOFF_ABORT)"
        );
        assert_eq!(expand("$stores $", &names), "$stores $");
        assert!(matches!(expand("no name", &names), Cow::Borrowed("no name")));
    }
}
