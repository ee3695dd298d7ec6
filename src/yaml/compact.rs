//! Reads the compact form of a YAML value, as written by [`super::Node::encode`], from front to
//! back and without copying.
//!
//! It must not trust the bytes: for truncated or foreign bytes it returns `None`.

use super::node::ScalarKind;

/// The header of a value.
#[derive(Clone, Copy)]
pub struct NodeHead {
    /// Whether it is a scalar, a list or a mapping.
    pub shape: Shape,
    /// Line of the file, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The bytes of a scalar, items of a list, or entries of a mapping.
    pub length: usize,
    /// How many of the bytes that follow belong to it.
    bytes: usize,
}

/// The shape of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A scalar; its text follows.
    Scalar(ScalarKind),
    /// A list; its items follow.
    List,
    /// A mapping; its keys and values follow alternately.
    Map,
}

/// Bytes in the compact form, with a reading position.
pub struct Compact<'a> {
    rest: &'a [u8],
    /// The header that was peeked at but not yet taken, and the bytes after it.
    seen: Option<(NodeHead, &'a [u8])>,
}

impl<'a> Compact<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, seen: None }
    }

    /// The next header, without moving past it.
    pub fn peek(&mut self) -> Option<NodeHead> {
        if self.seen.is_none() {
            let mut ahead = Compact::new(self.rest);
            let head = ahead.head()?;
            self.seen = Some((head, ahead.rest));
        }
        self.seen.as_ref().map(|(head, _)| *head)
    }

    /// Reads the header of a value.
    pub fn head(&mut self) -> Option<NodeHead> {
        if let Some((head, rest)) = self.seen.take() {
            self.rest = rest;
            return Some(head);
        }
        let shape = match self.byte()? {
            0 => Shape::Scalar(ScalarKind::Null),
            1 => Shape::Scalar(ScalarKind::Bool),
            2 => Shape::Scalar(ScalarKind::Number),
            3 => Shape::Scalar(ScalarKind::Text),
            4 => Shape::List,
            5 => Shape::Map,
            _ => return None,
        };
        let (line, column, length) = (self.number()?, self.number()?, self.number()? as usize);
        let bytes =
            if matches!(shape, Shape::Scalar(_)) { length } else { self.number()? as usize };
        Some(NodeHead { shape, line, column, length, bytes })
    }

    /// Takes the text of a scalar.
    pub fn text(&mut self, head: &NodeHead) -> Option<&'a str> {
        std::str::from_utf8(self.take(head.bytes)?).ok()
    }

    /// Skips a whole value.
    pub fn skip(&mut self) -> Option<()> {
        let head = self.head()?;
        self.take(head.bytes).map(drop)
    }

    /// Takes a whole value in its encoded form.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let all = self.rest;
        self.skip()?;
        all.get(..all.len() - self.rest.len())
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    /// Nearly all numbers fit in one byte, and each value has three or four.
    #[inline(always)]
    fn number(&mut self) -> Option<u32> {
        match self.byte()? {
            first @ ..0x80 => Some(u32::from(first)),
            first => self.long_number(first),
        }
    }

    fn long_number(&mut self, first: u8) -> Option<u32> {
        let mut number = u32::from(first & 0x7f);
        for shift in [7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}
