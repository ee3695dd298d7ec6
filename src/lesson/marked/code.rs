//! Code in a lesson: texts of files of bodies, and statements of an edit. It must not know what a
//! statement does.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use crate::scenario::yaml::{StatementLine, StatementLines};
use crate::yaml::Marked;

/// One text, or several, each with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks(pub Vec<Marked<String>>);

impl<'de> Deserialize<'de> for Blocks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Marked::<OneOrSeveral>::deserialize(deserializer)?;
        Ok(Self(match written.value {
            OneOrSeveral::One(value) => vec![Marked { value, place: written.place }],
            OneOrSeveral::Several(all) => all,
        }))
    }
}

enum OneOrSeveral {
    One(String),
    Several(Vec<Marked<String>>),
}

impl<'de> Deserialize<'de> for OneOrSeveral {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EmbeddedTexts;
        impl<'de> Visitor<'de> for EmbeddedTexts {
            type Value = OneOrSeveral;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<OneOrSeveral, E> {
                Ok(OneOrSeveral::One(text.to_owned()))
            }

            fn visit_unit<E>(self) -> Result<OneOrSeveral, E> {
                Ok(OneOrSeveral::Several(Vec::new()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrSeveral, A::Error> {
                let mut all = Vec::new();
                while let Some(text) = list.next_element()? {
                    all.push(text);
                }
                Ok(OneOrSeveral::Several(all))
            }
        }
        deserializer.deserialize_any(EmbeddedTexts)
    }
}

impl JsonSchema for Blocks {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Blocks".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "null"}
            ]
        })
    }
}

/// Statements of an edit: one, or a list, in which a statement may have a block below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WrittenLines(pub Vec<StatementLine<'static>>);

impl<'de> Deserialize<'de> for WrittenLines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lines = StatementLines::deserialize(deserializer)?;
        Ok(Self(lines.0.into_iter().map(StatementLine::into_owned).collect()))
    }
}

impl JsonSchema for WrittenLines {
    fn schema_name() -> Cow<'static, str> {
        "Statements".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let own = generator.subschema_for::<WrittenLines>();
        json_schema!({
            "description": "A statement, or a list of statements; one with a block below it is a \
                mapping of the statement to its block.",
            "anyOf": [
                {"type": "string"},
                {
                    "type": "array",
                    "items": {
                        "anyOf": [
                            {"type": "string"},
                            {"type": "object", "additionalProperties": own}
                        ]
                    }
                }
            ]
        })
    }
}
