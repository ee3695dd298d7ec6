//! The only way in for YAML: a text becomes a [`Node`], and a node becomes typed data with places,
//! or a problem with its place.
//!
//! The program's own files are bundled in a compact form that the build script makes
//! ([`Node::encode`]), because parsing YAML dominated start-up. It must not know what the data
//! means.

mod compact;
mod later;
mod misfit;
pub(crate) mod node;
mod typed;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};

pub use later::Later;
pub use misfit::{Misfit, YamlError};
pub use node::{Node, NodeValue, ScalarKind};
pub use typed::{of_bytes as bundled, typed};

use serde_yaml::options::DuplicateKeyPolicy;

use crate::diagnostic::Place;
use crate::text::is_unsafe;

/// The largest untrusted text, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;

/// The deepest nesting of data, and of statements, in which a block is two levels.
pub const DEEPEST: usize = 32;
pub const DEEPEST_BLOCKS: usize = 96;

/// Where the parser stopped.
pub fn place_of(error: &serde_yaml::Error) -> Option<Place> {
    let number = |it: u64| u32::try_from(it).unwrap_or(u32::MAX);
    let at = error.location().filter(|it| it.line() > 0)?;
    Some(Place { line: number(at.line()), column: number(at.column()), length: 0 })
}

/// The parser's message on one line, without its position: in a text embedded in another file, its
/// line numbers would be wrong.
pub fn plain_message(error: &serde_yaml::Error) -> String {
    let text = error.without_snippet().to_string();
    let text = text.lines().next().unwrap_or_default();
    let text = text.strip_prefix("YAML parse error: ").unwrap_or(text);
    let cut = text.find(" at line ").unwrap_or(text.len());
    text[..cut].chars().filter(|c| !is_unsafe(*c)).take(200).collect()
}

/// How untrusted YAML is parsed: a lesson, the bodies in it, what it adds to a world; `deepest` is
/// the deepest nesting.
pub fn strict(deepest: usize) -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_events: 400_000,
            max_nodes: 200_000,
            max_aliases: 64,
            max_anchors: 64,
            max_depth: deepest,
            max_documents: 2,
            max_merge_keys: 16,
            max_total_scalar_bytes: 2 * MAX_BYTES,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: 20_000 },
        duplicate_keys: DuplicateKeyPolicy::Error,
        strict_booleans: true,
        with_snippet: false,
    }
}

/// A bundled YAML file in its compact form; the path is relative to the root of the sources.
macro_rules! compact_form {
    ($file:expr) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $file))
    };
}
pub(crate) use compact_form;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Marked<T> {
    /// The value that was read.
    pub value: T,
    /// Where the value begins in its file.
    pub place: Place,
}

impl<T> std::ops::Deref for Marked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Marked<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(typed::MARKED, MarkedVisitor(PhantomData))
    }
}

struct MarkedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MarkedVisitor<T> {
    type Value = Marked<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let missing = || A::Error::custom("place");
        let line = parts.next_element()?.ok_or_else(missing)?;
        let column = parts.next_element()?.ok_or_else(missing)?;
        let value = parts.next_element()?.ok_or_else(missing)?;
        Ok(Marked { value, place: Place { line, column, length: 0 } })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_compact_form_is_the_file() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(root.join("assets/worlds.yaml")).expect("readable");
        let node = Node::parse(&text, serde_yaml::Options::default()).expect("YAML");
        let mut bytes = Vec::new();
        node.encode(&mut bytes);
        assert_eq!(bytes, compact_form!("assets/worlds.yaml"));
    }

    #[test]
    fn cut_bytes_are_no_value() {
        let mut whole = Vec::new();
        Node::parse("a: [1, ~, yes, {b: x}]", serde_yaml::Options::default())
            .expect("YAML")
            .encode(&mut whole);
        for length in 0..whole.len() {
            assert!(bundled::<serde_json::Value>(&whole[..length]).is_err(), "{length} bytes");
            assert!(
                bundled::<serde::de::IgnoredAny>(&whole[..length]).is_err(),
                "{length} bytes passed over"
            );
        }
        let value: serde_json::Value = bundled(&whole).expect("all bytes");
        assert_eq!(value, serde_json::json!({"a": [1, null, true, {"b": "x"}]}));
    }

    #[test]
    fn a_number_is_a_text_where_a_text_is_wanted() {
        let node = Node::parse("[0x10, 1.50, yes, 007, \"5\"]", serde_yaml::Options::default())
            .expect("YAML");
        assert_eq!(
            typed::<Vec<String>>(&node).expect("texts"),
            ["0x10", "1.50", "yes", "007", "5"]
        );
        let node = Node::parse("[16, 0x10, 1_6]", serde_yaml::Options::default()).expect("YAML");
        assert_eq!(typed::<Vec<u32>>(&node).expect("numbers"), [16, 16, 16]);
    }

    #[test]
    fn a_problem_has_the_innermost_place() {
        let node = Node::parse("a:\n  - 1\n  - x\n", serde_yaml::Options::default()).expect("YAML");
        let problem = typed::<std::collections::BTreeMap<String, Vec<u32>>>(&node)
            .expect_err("x is no number");
        assert_eq!(problem.place, Some(Place { line: 3, column: 5, length: 0 }));
    }
}
