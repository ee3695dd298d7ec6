//! How a path ends: what its ledgers said before and after, by names.
//!
//! It must not know which paths there are.

use std::collections::BTreeMap;

use crate::compare::{ItemName, ItemStanding};
use crate::scenario::RunOptions;
use crate::text::Text;

/// How one path ends.
pub struct Ending {
    /// The options of the run.
    pub options: RunOptions,
    /// The path's title, in all languages.
    pub title: &'static Text,
    /// What the ledgers say at the start, if they know the item there, and at the end.
    pub items: BTreeMap<ItemName, (Option<ItemStanding>, ItemStanding)>,
    /// Messages that were sent, and that still wait.
    pub mail: (usize, usize),
    /// How many rules are broken.
    pub broken: usize,
}
