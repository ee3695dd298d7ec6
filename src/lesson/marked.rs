//! Values in a lesson file together with their places, so that a later check can point at what is
//! wrong.
//!
//! [`Marked`] is a value and its place, [`Prose`] a text that is either the same for all languages
//! or given by language, [`Table`] a mapping whose keys keep their order and place. They must not
//! know what a lesson means.

mod code;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::Place;
use crate::text::Lang;
pub use crate::yaml::Marked;
pub use code::{Blocks, WrittenLines};

impl<T: JsonSchema> JsonSchema for Marked<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

/// A text: one for all languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prose {
    /// The same text in every language.
    Plain(String),
    /// One text for each language; at least one is given.
    Both {
        /// The English text.
        en: Option<Marked<String>>,
        /// The text in Brazilian Portuguese.
        pt_br: Option<Marked<String>>,
    },
}

impl Prose {
    /// The text in a language; if that is missing, the text in the other one.
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Prose::Plain(text) => text,
            Prose::Both { .. } => {
                self.given(lang).or_else(|| self.given(lang.other())).unwrap_or("")
            }
        }
    }

    /// The text in a language, if the file has it.
    pub fn given(&self, lang: Lang) -> Option<&str> {
        match (self, lang) {
            (Prose::Plain(text), _) => Some(text),
            (Prose::Both { en, .. }, Lang::En) => en.as_ref().map(|text| text.value.as_str()),
            (Prose::Both { pt_br, .. }, Lang::PtBr) => {
                pt_br.as_ref().map(|text| text.value.as_str())
            }
        }
    }

    /// The place of the text in a language, if it has its own.
    pub fn place(&self, lang: Lang) -> Option<Place> {
        match (self, lang) {
            (Prose::Plain(_), _) => None,
            (Prose::Both { en, .. }, Lang::En) => en.as_ref().map(|text| text.place),
            (Prose::Both { pt_br, .. }, Lang::PtBr) => pt_br.as_ref().map(|text| text.place),
        }
    }
}

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ProseVisitor)
    }
}

struct ProseVisitor;

impl<'de> Visitor<'de> for ProseVisitor {
    type Value = Prose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or texts by language (en, pt-BR)")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Prose, E> {
        Ok(Prose::Plain(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Prose, A::Error> {
        let (mut en, mut pt_br) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "en" => en = Some(map.next_value()?),
                "pt-BR" => pt_br = Some(map.next_value()?),
                other => return Err(A::Error::unknown_field(other, &["en", "pt-BR"])),
            }
        }
        Ok(Prose::Both { en, pt_br })
    }
}

impl JsonSchema for Prose {
    fn schema_name() -> Cow<'static, str> {
        "Prose".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One text for all languages, or one for each.",
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {
                        "en": {"type": "string", "description": "English"},
                        "pt-BR": {"type": "string", "description": "Brazilian Portuguese"}
                    },
                    "additionalProperties": false
                }
            ]
        })
    }
}

/// A mapping from names that the author chooses; keeps order and places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T>(pub Vec<(Marked<String>, Marked<T>)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}

struct TableVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TableVisitor<T> {
    type Value = Table<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Table(entries))
    }
}

impl<T: JsonSchema> JsonSchema for Table<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Table_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({"type": "object", "additionalProperties": value})
    }
}

/// The value of an option: a word, a number, a truth value, or several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMore(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = OneOrMore;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word, or a list of words")
    }

    fn visit_str<E>(self, word: &str) -> Result<OneOrMore, E> {
        Ok(OneOrMore(vec![word.to_owned()]))
    }

    fn visit_u64<E>(self, number: u64) -> Result<OneOrMore, E> {
        Ok(OneOrMore(vec![number.to_string()]))
    }

    fn visit_i64<E>(self, number: i64) -> Result<OneOrMore, E> {
        Ok(OneOrMore(vec![number.to_string()]))
    }

    fn visit_bool<E>(self, yes: bool) -> Result<OneOrMore, E> {
        Ok(OneOrMore(vec![if yes { "yes" } else { "no" }.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMore, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element::<String>()? {
            words.push(word);
        }
        Ok(OneOrMore(words))
    }
}

impl JsonSchema for OneOrMore {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A word, a number, true or false, or a list of words.",
            "anyOf": [
                {"type": "string"},
                {"type": "integer"},
                {"type": "boolean"},
                {"type": "array", "items": {"type": "string"}}
            ]
        })
    }
}
