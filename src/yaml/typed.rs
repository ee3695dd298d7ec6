//! Turns the compact form into typed data, with the place of anything that does not fit.
//!
//! All the program's data goes through this one reader: a user's YAML is also put into the compact
//! form first, so that the YAML parser is compiled for only one type, which halves the program's
//! size. It must not know what the data means.

use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{
    self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Expected,
    IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::compact::{Compact, NodeHead, Shape};
use super::misfit::YamlError;
use super::node::{Node, ScalarKind};
use crate::diagnostic::Place;

/// The name by which [`super::Marked`] asks for the place.
pub(super) const MARKED: &str = "\0marked";

/// The name by which [`super::Later`] asks for the bytes.
pub(super) const LATER: &str = "\0later";

/// Reads a node as a value of a type.
///
/// # Errors
/// The first value that does not fit, with its place.
pub fn typed<T: DeserializeOwned>(node: &Node) -> Result<T, YamlError> {
    let mut bytes = Vec::new();
    node.encode(&mut bytes);
    of_bytes(&bytes)
}

/// Reads the compact form as a value of a type.
///
/// # Errors
/// The first value that does not fit, with its place.
pub fn of_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, YamlError> {
    T::deserialize(&mut Compact::new(bytes))
}

impl Node {
    /// Where the node begins in its file.
    pub fn place(&self) -> Place {
        Place { line: self.line, column: self.column, length: 0 }
    }
}

impl NodeHead {
    /// Adds this place to an error that has none: the innermost value concerned gives it its place.
    fn placed<T>(&self, result: Result<T, YamlError>) -> Result<T, YamlError> {
        let place = Place { line: self.line, column: self.column, length: 0 };
        result.map_err(|problem| YamlError { place: problem.place.or(Some(place)), ..problem })
    }
}

/// Fails if the bytes end too early, which only happens to bytes that the build script didn't make.
fn whole<T>(part: Option<T>) -> Result<T, YamlError> {
    part.ok_or_else(|| de::Error::custom("bytes"))
}

/// A number, in the type that its spelling calls for.
enum Number {
    Natural(u64),
    Negative(i64),
    Real(f64),
    None,
}

fn number(text: &str) -> Number {
    let plain = text.replace('_', "");
    let hexadecimal =
        || plain.strip_prefix("0x").and_then(|digits| u64::from_str_radix(digits, 16).ok());
    if let Some(number) = plain.parse().ok().or_else(hexadecimal) {
        return Number::Natural(number);
    }
    match (plain.parse(), plain.parse()) {
        (Ok(number), _) => Number::Negative(number),
        (_, Ok(number)) => Number::Real(number),
        _ => Number::None,
    }
}

/// What was found in place of the kind expected.
fn unexpected<'t>(head: &NodeHead, text: &'t str) -> Unexpected<'t> {
    match head.shape {
        Shape::List => Unexpected::Seq,
        Shape::Map => Unexpected::Map,
        Shape::Scalar(ScalarKind::Null) => Unexpected::Unit,
        Shape::Scalar(ScalarKind::Bool) => Unexpected::Bool(is_yes(text)),
        Shape::Scalar(ScalarKind::Text) => Unexpected::Str(text),
        Shape::Scalar(ScalarKind::Number) => match number(text) {
            Number::Natural(number) => Unexpected::Unsigned(number),
            Number::Negative(number) => Unexpected::Signed(number),
            Number::Real(number) => Unexpected::Float(number),
            Number::None => Unexpected::Str(text),
        },
    }
}

fn is_yes(text: &str) -> bool {
    ["true", "yes", "on", "y"].iter().any(|yes| text.eq_ignore_ascii_case(yes))
}

impl<'de> Compact<'de> {
    /// Reads the value of which this is the header, whatever it is.
    fn value<V: Visitor<'de>>(
        &mut self,
        head: &NodeHead,
        visitor: V,
    ) -> Result<V::Value, YamlError> {
        head.placed(match head.shape {
            Shape::List => visitor.visit_seq(CompactItems { from: self, left: head.length }),
            Shape::Map => visitor.visit_map(CompactItems { from: self, left: head.length }),
            Shape::Scalar(kind) => {
                let text = whole(self.text(head))?;
                match kind {
                    ScalarKind::Null => visitor.visit_unit(),
                    ScalarKind::Bool => visitor.visit_bool(is_yes(text)),
                    ScalarKind::Number => match number(text) {
                        Number::Natural(number) => visitor.visit_u64(number),
                        Number::Negative(number) => visitor.visit_i64(number),
                        Number::Real(number) => visitor.visit_f64(number),
                        Number::None => visitor.visit_borrowed_str(text),
                    },
                    ScalarKind::Text => visitor.visit_borrowed_str(text),
                }
            }
        })
    }

    /// Reads the header of a list or a mapping; anything else is an error. Kept apart from the
    /// readers of types, because there are many and each is compiled separately.
    fn parts(&mut self, wanted: Shape, what: &dyn Expected) -> Result<NodeHead, YamlError> {
        let head = whole(self.head())?;
        if head.shape == wanted {
            return Ok(head);
        }
        let text = match head.shape {
            Shape::Scalar(_) => whole(self.text(&head))?,
            _ => "",
        };
        head.placed(Err(de::Error::invalid_type(unexpected(&head, text), what)))
    }
}

impl<'de> Deserializer<'de> for &mut Compact<'de> {
    type Error = YamlError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        let head = whole(self.head())?;
        self.value(&head, visitor)
    }

    /// A number or a truth value is accepted where text is wanted; the text is then its spelling.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        let head = whole(self.head())?;
        match head.shape {
            Shape::Scalar(ScalarKind::Bool | ScalarKind::Number | ScalarKind::Text) => {
                head.placed(visitor.visit_borrowed_str(whole(self.text(&head))?))
            }
            _ => self.value(&head, visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        match whole(self.peek())?.shape {
            Shape::Scalar(ScalarKind::Null) => {
                whole(self.skip()).and_then(|()| visitor.visit_none())
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, YamlError> {
        match name {
            MARKED => {
                visitor.visit_seq(WithPlace { head: whole(self.peek())?, from: self, next: 0 })
            }
            LATER => visitor.visit_borrowed_bytes(whole(self.bytes())?),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, YamlError> {
        let head = whole(self.peek())?;
        let has_value = head.shape == Shape::Map && head.length == 1;
        if has_value {
            whole(self.head())?;
        }
        head.placed(visitor.visit_enum(Variant { from: self, has_value }))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        let head = self.parts(Shape::List, &visitor)?;
        head.placed(visitor.visit_seq(CompactItems { from: self, left: head.length }))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        let head = self.parts(Shape::Map, &visitor)?;
        head.placed(visitor.visit_map(CompactItems { from: self, left: head.length }))
    }

    /// A list is not accepted as a struct: its items would be taken as fields, by position.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, YamlError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        whole(self.skip())?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf
        unit unit_struct tuple tuple_struct
    }
}

/// Walks the items of a list or the entries of a mapping.
struct CompactItems<'c, 'a> {
    from: &'c mut Compact<'a>,
    left: usize,
}

impl<'de> SeqAccess<'de> for CompactItems<'_, 'de> {
    type Error = YamlError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, YamlError> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.from).map(Some)
    }

    /// Capped, because untrusted bytes may announce more than there is.
    fn size_hint(&self) -> Option<usize> {
        Some(self.left.min(64))
    }
}

impl<'de> MapAccess<'de> for CompactItems<'_, 'de> {
    type Error = YamlError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, YamlError> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, YamlError> {
        seed.deserialize(&mut *self.from)
    }

    fn size_hint(&self) -> Option<usize> {
        SeqAccess::size_hint(self)
    }
}

/// The sequence of line, column and value that [`super::Marked`] reads.
struct WithPlace<'c, 'a> {
    head: NodeHead,
    from: &'c mut Compact<'a>,
    next: u8,
}

impl<'de> SeqAccess<'de> for WithPlace<'_, 'de> {
    type Error = YamlError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, YamlError> {
        self.next += 1;
        let part = |number: u32| -> U32Deserializer<YamlError> { number.into_deserializer() };
        match self.next {
            1 => seed.deserialize(part(self.head.line)).map(Some),
            2 => seed.deserialize(part(self.head.column)).map(Some),
            3 => seed.deserialize(&mut *self.from).map(Some),
            _ => Ok(None),
        }
    }
}

struct Variant<'c, 'a> {
    from: &'c mut Compact<'a>,
    has_value: bool,
}

impl<'de, 'c> EnumAccess<'de> for Variant<'c, 'de> {
    type Error = YamlError;
    type Variant = Payload<'c, 'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), YamlError> {
        let head = whole(self.from.head())?;
        if !matches!(head.shape, Shape::Scalar(_)) {
            return Err(de::Error::custom("word"));
        }
        let name: StrDeserializer<'_, YamlError> =
            whole(self.from.text(&head))?.into_deserializer();
        Ok((seed.deserialize(name)?, Payload(self.has_value.then_some(self.from))))
    }
}

struct Payload<'c, 'a>(Option<&'c mut Compact<'a>>);

impl<'c, 'a> Payload<'c, 'a> {
    fn given(self) -> Result<&'c mut Compact<'a>, YamlError> {
        self.0.ok_or_else(|| de::Error::custom("value"))
    }
}

impl<'de> VariantAccess<'de> for Payload<'_, 'de> {
    type Error = YamlError;

    fn unit_variant(self) -> Result<(), YamlError> {
        match self.0 {
            None => Ok(()),
            Some(value) => whole(value.peek())?.placed(Err(de::Error::custom("no-value"))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, YamlError> {
        seed.deserialize(self.given()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, YamlError> {
        self.given()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, YamlError> {
        self.given()?.deserialize_any(visitor)
    }
}
