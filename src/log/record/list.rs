//! A long list of records that is given back piece by piece while a run is made of it: both at once
//! would take twice the memory.
//!
//! It must not know what a record says.

use std::collections::BTreeSet;
use std::ops::{Index, IndexMut};

use super::LogRecord;

/// Records of a piece.
const PIECE: usize = 1 << 14;

/// Records by number, in order.
#[derive(Clone, Debug, Default)]
pub struct RecordList {
    pieces: Vec<Vec<LogRecord>>,
    len: usize,
}

impl RecordList {
    /// Adds one at the end.
    pub fn push(&mut self, record: LogRecord) {
        match self.pieces.last_mut() {
            Some(piece) if !self.len.is_multiple_of(PIECE) => piece.push(record),
            _ => self.pieces.push(vec![record]),
        }
        self.len += 1;
    }

    /// How many there are, or were.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there never was one.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The record of a number, if there is one.
    pub fn get(&self, at: usize) -> Option<&LogRecord> {
        self.pieces.get(at / PIECE)?.get(at % PIECE)
    }

    /// The last one.
    pub fn last(&self) -> Option<&LogRecord> {
        self.pieces.last()?.last()
    }

    /// All that are left, in order.
    pub fn iter(&self) -> impl Iterator<Item = &LogRecord> {
        self.pieces.iter().flatten()
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut LogRecord> {
        self.pieces.iter_mut().flatten()
    }

    /// Gives back the pieces before a record, but for those with one that is still `needed`.
    pub fn forget(&mut self, before: usize, needed: impl Iterator<Item = usize>) {
        if !before.is_multiple_of(PIECE) {
            return;
        }
        let kept: BTreeSet<usize> = needed.map(|at| at / PIECE).collect();
        for (at, piece) in self.pieces.iter_mut().enumerate().take(before / PIECE) {
            if !kept.contains(&at) {
                *piece = Vec::new();
            }
        }
    }
}

impl Index<usize> for RecordList {
    type Output = LogRecord;

    fn index(&self, at: usize) -> &LogRecord {
        &self.pieces[at / PIECE][at % PIECE]
    }
}

impl IndexMut<usize> for RecordList {
    fn index_mut(&mut self, at: usize) -> &mut LogRecord {
        &mut self.pieces[at / PIECE][at % PIECE]
    }
}
