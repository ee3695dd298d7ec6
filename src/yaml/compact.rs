//! Reads the compact form of a bundled file, as [`Node::encode`] wrote it at build time.
//!
//! It must not trust the bytes: what is cut or foreign is `None`.

use std::borrow::Cow;

use super::node::{Kind, Node, Value};

impl<'a> Node<'a> {
    /// Reads the compact form; `None` if these bytes are not of that form.
    pub fn decode(bytes: &mut &'a [u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        *bytes = rest;
        let (line, column, length) = (get(bytes)?, get(bytes)?, get(bytes)? as usize);
        let scalar = |kind, bytes: &mut &'a [u8]| {
            let (text, rest) = bytes.split_at_checked(length)?;
            *bytes = rest;
            Some(Value::Scalar(kind, Cow::Borrowed(std::str::from_utf8(text).ok()?)))
        };
        let value = match kind {
            0 => scalar(Kind::Null, bytes)?,
            1 => scalar(Kind::Bool, bytes)?,
            2 => scalar(Kind::Number, bytes)?,
            3 => scalar(Kind::Text, bytes)?,
            4 => Value::List((0..length).map(|_| Self::decode(bytes)).collect::<Option<_>>()?),
            5 => Value::Map((0..length).map(|_| Some((Self::decode(bytes)?, Self::decode(bytes)?))).collect::<Option<_>>()?),
            _ => return None,
        };
        Some(Self { line, column, value })
    }
}

fn get(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
