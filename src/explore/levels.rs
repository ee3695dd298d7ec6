//! The states that wait to be expanded, by the steps that they are away from the start.
//!
//! It must not know what a state leads to.

use std::collections::VecDeque;

/// By how many places a full list grows: few are doubled, many grow by a quarter, so that little is
/// kept for nothing.
pub(super) fn more(places: usize) -> usize {
    if places < 4096 { places.max(64) } else { places / 4 }
}

/// What is left of one level, then what was found of the next ones; oldest first in each.
pub(super) struct Levels<T> {
    levels: VecDeque<VecDeque<T>>,
    waiting: usize,
    depth: u32,
}

impl<T> Levels<T> {
    /// Nothing waits, and the level is that of the start.
    pub(super) fn new() -> Self {
        Self { levels: VecDeque::from([VecDeque::new()]), waiting: 0, depth: 0 }
    }

    /// Steps from the start to the level.
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// Steps from the start to the farthest that waits.
    pub(super) fn deepest(&self) -> u32 {
        let last = self.levels.iter().rposition(|level| !level.is_empty());
        self.depth + last.unwrap_or(0) as u32
    }

    /// How many wait.
    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }

    /// How many are left of the level.
    pub(super) fn left_of_level(&self) -> usize {
        self.levels[0].len()
    }

    /// Adds one that is so many steps away, and no fewer than the level.
    pub(super) fn push(&mut self, length: u32, item: T) {
        let at = (length - self.depth) as usize;
        if self.levels.len() <= at {
            self.levels.resize_with(at + 1, VecDeque::new);
        }
        let level = &mut self.levels[at];
        if level.len() == level.capacity() {
            level.reserve_exact(more(level.len()));
        }
        level.push_back(item);
        self.waiting += 1;
    }

    /// Takes the next one; begins a level where nothing is left of the last one.
    pub(super) fn pop(&mut self) -> Option<T> {
        if self.waiting == 0 {
            return None;
        }
        while self.levels[0].is_empty() {
            // Its room serves for a level that is still to come.
            self.levels.rotate_left(1);
            self.depth += 1;
        }
        self.waiting -= 1;
        self.levels[0].pop_front()
    }

    /// Bytes that it takes, but for what those that wait hold outside themselves.
    pub(super) fn bytes(&self) -> usize {
        self.levels.iter().map(VecDeque::capacity).sum::<usize>() * size_of::<T>()
    }

    /// Bytes that the next ones would add if they let it grow.
    pub(super) fn growth(&self) -> usize {
        let full = self.levels.iter().filter(|level| level.len() == level.capacity());
        full.map(|level| more(level.len())).sum::<usize>() * size_of::<T>()
    }
}
