//! A part of a state that copies of the state share until one of them changes it: a search copies a
//! state for every step that it takes, and a step changes one part or two.
//!
//! It must not know what the parts are.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A value that is copied when it is changed, and only if somebody else has it too.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Shared<T>(Arc<T>);

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Shared(Arc::new(value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: Clone> Shared<Vec<T>> {
    /// Appends these, in place or to a copy that has just the room for them.
    pub fn append(&mut self, items: &[T]) {
        match Arc::get_mut(&mut self.0) {
            Some(own) => own.extend_from_slice(items),
            None => self.0 = Arc::new([self, items].concat()),
        }
    }

    /// Keeps the first ones, in place or as a copy of no more.
    pub fn keep_first(&mut self, items: usize) {
        match Arc::get_mut(&mut self.0) {
            Some(own) => own.truncate(items),
            None => self.0 = Arc::new(self[..items.min(self.len())].to_vec()),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<'a, T> IntoIterator for &'a Shared<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_had() {
        let mut first = Shared::from(vec![1, 2]);
        let second = first.clone();
        first.push(3);
        assert_eq!((&first[..], &second[..]), (&[1, 2, 3][..], &[1, 2][..]));
        assert_eq!(format!("{second:?}"), "[1, 2]");
    }
}
