//! Any YAML value with its places, and the compact bytes in which the program's own files are
//! bundled.
//!
//! The build script compiles this very file to write those bytes, so it may import nothing from the
//! program. It must not know what the data means.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Options, Spanned};

/// The kind of a scalar, judged by its spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarKind {
    /// Nothing, `~` or `null`.
    Null,
    /// A truth value: `true` or `false` in any spelling.
    Bool,
    /// A number in its original spelling: `12`, `0x10`, `1.5`.
    Number,
    /// Everything else, and everything in quotes.
    Text,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeValue {
    /// A scalar: its kind, and its text without quotes and with escapes resolved.
    Scalar(ScalarKind, String),
    /// The items of a list, in order.
    List(Vec<Node>),
    /// A mapping in the order of the file; all keys are text.
    Map(Vec<(Node, Node)>),
}

/// A value and the place where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Line of the file, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What the node holds.
    pub value: NodeValue,
}

impl Node {
    /// Parses YAML within the bounds of `options`.
    ///
    /// # Errors
    /// The text is not YAML, or exceeds a bound.
    pub fn parse(text: &str, options: Options) -> Result<Self, serde_yaml::Error> {
        let raw: Spanned<Raw> = serde_yaml::from_str_with_options(text, options)?;
        Ok(settle(raw, text))
    }
}

impl Node {
    /// A text as a node of its own.
    fn text(at: Location, text: String) -> Self {
        Self::at(at, NodeValue::Scalar(ScalarKind::Text, text))
    }

    fn at(at: Location, value: NodeValue) -> Self {
        let number = |it: u64| u32::try_from(it).unwrap_or(u32::MAX);
        Self { line: number(at.line()), column: number(at.column()), value }
    }

    /// Appends the compact form: a kind, line and column, then either the text's length in bytes
    /// and the text, or the number of parts, their length in bytes, and the parts. Numbers are
    /// written in groups of seven bits.
    pub fn encode(&self, out: &mut Vec<u8>) {
        let kind = match &self.value {
            NodeValue::Scalar(ScalarKind::Null, _) => 0,
            NodeValue::Scalar(ScalarKind::Bool, _) => 1,
            NodeValue::Scalar(ScalarKind::Number, _) => 2,
            NodeValue::Scalar(ScalarKind::Text, _) => 3,
            NodeValue::List(_) => 4,
            NodeValue::Map(_) => 5,
        };
        out.push(kind);
        put(self.line, out);
        put(self.column, out);
        match &self.value {
            NodeValue::Scalar(_, text) => {
                put(text.len() as u32, out);
                out.extend_from_slice(text.as_bytes());
            }
            NodeValue::List(items) => put_parts(items.len(), items.iter(), out),
            NodeValue::Map(entries) => {
                put_parts(entries.len(), entries.iter().flat_map(|(key, value)| [key, value]), out);
            }
        }
    }
}

fn put_parts<'a>(count: usize, parts: impl Iterator<Item = &'a Node>, out: &mut Vec<u8>) {
    let mut inner = Vec::new();
    parts.for_each(|part| part.encode(&mut inner));
    put(count as u32, out);
    put(inner.len() as u32, out);
    out.append(&mut inner);
}

fn put(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// What the YAML parser delivers; the spelling of a scalar that is not text is only in the file.
enum Raw {
    Spelled(ScalarKind),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn settle(raw: Spanned<Raw>, text: &str) -> Node {
    let value = match raw.value {
        Raw::Text(it) => return Node::text(raw.referenced, it),
        Raw::Spelled(kind) => NodeValue::Scalar(kind, spelling(raw.defined, text).to_owned()),
        Raw::List(items) => {
            NodeValue::List(items.into_iter().map(|item| settle(item, text)).collect())
        }
        Raw::Map(entries) => {
            let entry = |(key, value): (Spanned<String>, _)| {
                (Node::text(key.referenced, key.value), settle(value, text))
            };
            NodeValue::Map(entries.into_iter().map(entry).collect())
        }
    };
    Node::at(raw.referenced, value)
}

fn spelling(at: Location, text: &str) -> &str {
    let (from, length) =
        (at.span().byte_offset().unwrap_or(0) as usize, at.span().byte_len().unwrap_or(0) as usize);
    text.get(from..from + length).unwrap_or("").trim()
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Spelled(ScalarKind::Null))
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Spelled(ScalarKind::Null))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Spelled(ScalarKind::Bool))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Spelled(ScalarKind::Number))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Spelled(ScalarKind::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Spelled(ScalarKind::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Raw::Map(entries))
    }
}
