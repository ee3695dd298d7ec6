//! From a [`Node`] to typed data, with the place of what does not fit.
//!
//! All data of the program goes through this one reader, whether it was YAML or the compact form; so the YAML reader is compiled for one
//! type only, which halves the program. It must not know what data means.

use std::fmt;

use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::node::{Kind, Node, Value};
use crate::diagnostic::Place;

/// Name by which [`super::Marked`] asks for the place.
pub(super) const MARKED: &str = "\0marked";

/// What does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Where, if it is about one value.
    pub place: Option<Place>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), place: None }
    }
}

/// Reads a node as a type.
pub fn typed<T: DeserializeOwned>(node: &Node<'_>) -> Result<T, Problem> {
    T::deserialize(node)
}

impl Node<'_> {
    /// Where it begins.
    pub fn place(&self) -> Place {
        Place { line: self.line, column: self.column, length: 0 }
    }

    /// The innermost value that a problem is about gives it its place.
    fn placed<T>(&self, result: Result<T, Problem>) -> Result<T, Problem> {
        result.map_err(|problem| Problem { place: problem.place.or(Some(self.place())), ..problem })
    }
}

fn number<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Problem> {
    let plain = text.replace('_', "");
    if let Ok(number) = plain.parse() {
        return visitor.visit_u64(number);
    }
    if let Ok(number) = plain.parse() {
        return visitor.visit_i64(number);
    }
    if let Some(number) = plain.strip_prefix("0x").and_then(|digits| u64::from_str_radix(digits, 16).ok()) {
        return visitor.visit_u64(number);
    }
    match plain.parse() {
        Ok(number) => visitor.visit_f64(number),
        Err(_) => visitor.visit_str(text),
    }
}

impl<'de> Deserializer<'de> for &Node<'_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.placed(match &self.value {
            Value::Scalar(Kind::Null, _) => visitor.visit_unit(),
            Value::Scalar(Kind::Bool, text) => {
                visitor.visit_bool(["true", "yes", "on", "y"].iter().any(|yes| text.eq_ignore_ascii_case(yes)))
            }
            Value::Scalar(Kind::Number, text) => number(text, visitor),
            Value::Scalar(Kind::Text, text) => visitor.visit_str(text),
            Value::List(items) => visitor.visit_seq(Items(items.iter())),
            Value::Map(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None }),
        })
    }

    /// A number or a yes is fine where a text is wanted: it is then as it is spelled.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.value {
            Value::Scalar(Kind::Bool | Kind::Number, text) => self.placed(visitor.visit_str(text)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.value {
            Value::Scalar(Kind::Null, _) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Problem> {
        match name {
            MARKED => visitor.visit_seq(WithPlace { node: self, next: 0 }),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let variant = match &self.value {
            Value::Map(entries) if entries.len() == 1 => Variant { name: &entries[0].0, value: Some(&entries[0].1) },
            _ => Variant { name: self, value: None },
        };
        self.placed(visitor.visit_enum(variant))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
    }
}

struct Items<'n, 'a>(std::slice::Iter<'n, Node<'a>>);

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

struct Entries<'n, 'a> {
    rest: std::slice::Iter<'n, (Node<'a>, Node<'a>)>,
    value: Option<&'n Node<'a>>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Problem> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        let value = self.value.take().ok_or_else(|| de::Error::custom("a value was asked for before its key"))?;
        seed.deserialize(value)
    }
}

/// Line, column, value: what [`super::Marked`] reads.
struct WithPlace<'n, 'a> {
    node: &'n Node<'a>,
    next: u8,
}

impl<'de> SeqAccess<'de> for WithPlace<'_, '_> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        self.next += 1;
        let part = |number: u32| -> U32Deserializer<Problem> { number.into_deserializer() };
        match self.next {
            1 => seed.deserialize(part(self.node.line)).map(Some),
            2 => seed.deserialize(part(self.node.column)).map(Some),
            3 => seed.deserialize(self.node).map(Some),
            _ => Ok(None),
        }
    }
}

struct Variant<'n, 'a> {
    name: &'n Node<'a>,
    value: Option<&'n Node<'a>>,
}

impl<'de, 'n, 'a> EnumAccess<'de> for Variant<'n, 'a> {
    type Error = Problem;
    type Variant = Payload<'n, 'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), Problem> {
        let name = match &self.name.value {
            Value::Scalar(_, text) => text.as_ref(),
            _ => return Err(de::Error::custom("a word is wanted here")),
        };
        let name: StrDeserializer<'_, Problem> = name.into_deserializer();
        Ok((seed.deserialize(name)?, Payload(self.value)))
    }
}

struct Payload<'n, 'a>(Option<&'n Node<'a>>);

impl Payload<'_, '_> {
    fn given(&self) -> Result<&Node<'_>, Problem> {
        self.0.ok_or_else(|| de::Error::custom("a value is missing here"))
    }
}

impl<'de> VariantAccess<'de> for Payload<'_, '_> {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        match self.0 {
            None => Ok(()),
            Some(node) => node.placed(Err(de::Error::custom("this word stands alone"))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Problem> {
        seed.deserialize(self.given()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Problem> {
        self.given()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Problem> {
        self.given()?.deserialize_any(visitor)
    }
}
