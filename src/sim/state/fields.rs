//! The fields of all objects, in pieces that copies of a state share until one of them changes a
//! field in a piece: a step sets one field or two of hundreds.
//!
//! It must not know whose fields they are.

use std::ops::{Index, IndexMut};

use super::super::value::Value;
use super::shared::Shared;

/// How many fields a piece has.
const PIECE: usize = 16;

/// The fields, numbered from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FieldPieces {
    /// All but the last are full.
    pieces: Shared<Vec<Shared<Vec<Value>>>>,
}

impl FieldPieces {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.pieces.last().map_or(0, |last| (self.pieces.len() - 1) * PIECE + last.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// One of them, if it is there.
    #[inline]
    pub fn get(&self, at: usize) -> Option<&Value> {
        self.pieces.get(at / PIECE)?.get(at % PIECE)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }

    /// Adds these at the end.
    pub fn extend_from_slice(&mut self, mut values: &[Value]) {
        while !values.is_empty() {
            if self.len().is_multiple_of(PIECE) {
                self.pieces.push(Vec::with_capacity(PIECE).into());
            }
            let Some(last) = self.pieces.last_mut() else { return };
            let (now, later) = values.split_at(values.len().min(PIECE - last.len()));
            last.extend_from_slice(now);
            values = later;
        }
    }

    /// Keeps the first ones.
    pub fn truncate(&mut self, len: usize) {
        self.pieces.truncate(len.div_ceil(PIECE));
        if let Some(last) = self.pieces.last_mut()
            && !len.is_multiple_of(PIECE)
        {
            last.truncate(len % PIECE);
        }
    }
}

impl Index<usize> for FieldPieces {
    type Output = Value;

    #[inline]
    fn index(&self, at: usize) -> &Value {
        &self.pieces[at / PIECE][at % PIECE]
    }
}

impl IndexMut<usize> for FieldPieces {
    #[inline]
    fn index_mut(&mut self, at: usize) -> &mut Value {
        &mut self.pieces[at / PIECE][at % PIECE]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_one_list() {
        let all: Vec<Value> = (0..100).map(Value::Number).collect();
        for first in 0..=40 {
            let mut fields = FieldPieces::default();
            fields.extend_from_slice(&all[..first]);
            fields.extend_from_slice(&all[first..]);
            assert!(fields.len() == 100 && fields.iter().eq(&all));
            let copy = fields.clone();
            fields[first] = Value::Null;
            assert_eq!((&copy[first], &fields[first]), (&all[first], &Value::Null));
            fields.truncate(first);
            assert!(fields.len() == first && fields.iter().eq(&all[..first]), "{first}");
            assert_eq!((fields.get(first), fields.is_empty()), (None, first == 0));
            fields.extend_from_slice(&all[first..]);
            assert_eq!(fields, copy);
        }
    }
}
