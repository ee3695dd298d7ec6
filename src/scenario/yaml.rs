//! The shapes used in files of bodies and worlds: ordered mappings, and statements with their
//! places.
//!
//! It must not know what the data means.

use std::borrow::Cow;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};

use super::syntax::embedded;
use crate::diagnostic::{Diagnostic, Place};
pub use crate::yaml::Marked;
use crate::yaml::{DEEPEST_BLOCKS, Node, strict};

/// The compact form of a text that a lesson contains or a user wrote.
///
/// # Errors
/// The text is not YAML within the bounds of nesting and size.
pub fn compact(file: &str, text: &str) -> Result<Vec<u8>, Diagnostic> {
    let node = Node::parse(text, strict(DEEPEST_BLOCKS)).map_err(|error| {
        let found = embedded("yaml", text, &error);
        let place = found.place;
        found.at(file, place)
    })?;
    let mut bytes = Vec::new();
    node.encode(&mut bytes);
    Ok(bytes)
}

/// A mapping in file order; its keys have their places.
#[derive(Clone, Debug)]
pub struct Entries<T, K = String>(pub Vec<(Marked<K>, T)>);

/// Compares contents, not places.
impl<T: PartialEq, K: PartialEq> PartialEq for Entries<T, K> {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|(a, b)| a.0.value == b.0.value && a.1 == b.1)
    }
}

impl<T: Eq, K: Eq> Eq for Entries<T, K> {}

impl<T, K> Default for Entries<T, K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, K: Deserialize<'de>> Deserialize<'de> for Entries<T, K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<T, K>(std::marker::PhantomData<(T, K)>);
        impl<'de, T: Deserialize<'de>, K: Deserialize<'de>> Visitor<'de> for Pairs<T, K> {
            type Value = Entries<T, K>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a mapping")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T, K>, A::Error> {
                let mut pairs = Vec::with_capacity(map.size_hint().unwrap_or(0));
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Entries(pairs))
            }
        }
        deserializer.deserialize_map(Pairs(std::marker::PhantomData))
    }
}

/// A statement as it is in the file: a text, and the block below it. A bundled file's statements
/// borrow the bundled text.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementLine<'a> {
    /// The text, without the colon of a block.
    pub text: Cow<'a, str>,
    /// Where the statement begins in its file.
    pub place: Place,
    /// The block below it, if it has one.
    pub block: Option<Vec<StatementLine<'a>>>,
}

impl StatementLine<'_> {
    /// A copy that borrows nothing.
    pub fn into_owned(self) -> StatementLine<'static> {
        let block =
            self.block.map(|block| block.into_iter().map(StatementLine::into_owned).collect());
        StatementLine { text: Cow::Owned(self.text.into_owned()), place: self.place, block }
    }
}

/// A list of statements.
#[derive(Clone, Debug, Default)]
pub struct StatementLines<'a>(pub Vec<StatementLine<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for StatementLines<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = StatementLines<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of statements")
            }
            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut items: A,
            ) -> Result<StatementLines<'de>, A::Error> {
                let mut lines = Vec::with_capacity(items.size_hint().unwrap_or(0));
                while let Some(item) = items.next_element::<Marked<StatementItem<'de>>>()? {
                    let (text, block) = match item.value {
                        StatementItem::Text(text) => (text, None),
                        StatementItem::Block(head, block) => (head, Some(block)),
                    };
                    lines.push(StatementLine {
                        text: Cow::Borrowed(text),
                        place: item.place,
                        block,
                    });
                }
                Ok(StatementLines(lines))
            }
            fn visit_unit<E: de::Error>(self) -> Result<StatementLines<'de>, E> {
                Ok(StatementLines::default())
            }
            fn visit_borrowed_str<E: de::Error>(
                self,
                text: &'de str,
            ) -> Result<StatementLines<'de>, E> {
                let (text, place) = (Cow::Borrowed(text), Place::default());
                Ok(StatementLines(vec![StatementLine { text, place, block: None }]))
            }
        }
        deserializer.deserialize_any(Items)
    }
}

enum StatementItem<'a> {
    Text(&'a str),
    Block(&'a str, Vec<StatementLine<'a>>),
}

impl<'de> Deserialize<'de> for StatementItem<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;
        impl<'de> Visitor<'de> for One {
            type Value = StatementItem<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a statement, or a statement with a block under it")
            }
            fn visit_borrowed_str<E: de::Error>(
                self,
                text: &'de str,
            ) -> Result<StatementItem<'de>, E> {
                Ok(StatementItem::Text(text))
            }
            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<StatementItem<'de>, A::Error> {
                let Some((head, block)) = map.next_entry::<&'de str, StatementLines<'de>>()? else {
                    return Err(A::Error::custom("statement"));
                };
                if map.next_key::<&'de str>()?.is_some() {
                    return Err(A::Error::custom("dash"));
                }
                Ok(StatementItem::Block(head, block.0))
            }
        }
        deserializer.deserialize_any(One)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::bundled;

    #[test]
    fn statements_know_their_lines() {
        let text = "A::B(x):\n  - let left = refs -= 1   @ a-page 1\n  - if left != 0:\n      - \
            return left\n  - exit\n";
        let bytes = compact("test", text).expect("valid");
        let bodies: Entries<StatementLines<'_>> = bundled(&bytes).expect("bodies");
        let (head, lines) = &bodies.0[0];
        assert_eq!((head.value.as_str(), head.place.line), ("A::B(x)", 1));
        assert_eq!(lines.0[1].text, "if left != 0");
        assert_eq!((lines.0[1].place.line, lines.0[1].place.column), (3, 5));
        assert_eq!(lines.0[1].block.as_ref().map(|block| block[0].place.line), Some(4));
    }

    #[test]
    fn a_broken_file_says_where() {
        let complaint = compact("test", "a:\n  - b\n c: [").expect_err("broken");
        assert!(complaint.place.is_some_and(|place| place.line >= 2), "{complaint:?}");
    }
}
