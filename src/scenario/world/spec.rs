//! The shapes in `assets/worlds.yaml`: parts of worlds, and what they contain.
//!
//! It must not know how the initial state is built from them.

use serde::Deserialize;

use super::super::yaml::{Entries, Marked};

/// A part of a world.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fragment {
    /// Whether a user wrote it, so that its errors have a place in that file.
    #[serde(skip)]
    pub written: bool,
    /// Switches that must have these values (or, with `!`, must not have them) for the part to
    /// belong to the world.
    #[serde(default)]
    pub when: Entries<String>,
    #[serde(default)]
    pub objects: Vec<ObjectSpec>,
    #[serde(default)]
    pub rows: Vec<RowSpec>,
    #[serde(default)]
    pub uids: Vec<UidSpec>,
    #[serde(default)]
    pub messages: Vec<MessageSpec>,
    /// `object.field = value`, applied when everything else exists.
    #[serde(default)]
    pub set: Vec<Marked<String>>,
    /// `value into object.field`: adds to a list when everything else exists.
    #[serde(default)]
    pub link: Vec<Marked<String>>,
    /// One more reference to an object, by holder.
    #[serde(default)]
    pub hold: Entries<String>,
    /// Threads that run in every such world.
    #[serde(default)]
    pub threads: Entries<ThreadSpec>,
}

/// A thread: its script, and the object on which it runs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreadSpec {
    pub script: String,
    pub on: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectSpec {
    pub object: Marked<String>,
    pub class: String,
    #[serde(default)]
    pub parent: Option<String>,
    /// How many references each holder has.
    #[serde(default)]
    pub held: Entries<Marked<i16>>,
    #[serde(default)]
    pub fields: Entries<String>,
    /// Makes this many, named `name-1` and so on.
    #[serde(default)]
    pub count: Option<Marked<u32>>,
    /// Whether it represents a transport in the ledgers.
    #[serde(default)]
    pub transport: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowSpec {
    pub row: Marked<String>,
    pub display: String,
    pub owner: String,
    #[serde(rename = "type")]
    pub resource_type: u32,
    pub status: u32,
    pub methods: u32,
    #[serde(default)]
    pub flags: u32,
    pub dll: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UidSpec {
    pub uid: Marked<String>,
    pub bytes: String,
    pub owner: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageSpec {
    pub message: Marked<String>,
    pub transport: String,
    pub store: String,
    /// What the transport does with it: `queued`, `sending`, `receiving`, `offered` (inbound, but
    /// not fetched yet) or `deferred`.
    pub activity: String,
    /// Makes this many.
    #[serde(default)]
    pub count: Option<Marked<u32>>,
}
