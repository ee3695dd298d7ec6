//! The way in which a lesson refers to a moment of its run: by what happens, never by a step
//! number. It must not know how the moment is found.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::lesson::marked::Marked;

/// A moment, given by what happens: exactly one event, and conditions that narrow it down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Before the first step.
    #[serde(default)]
    pub start: bool,
    /// After the last step.
    #[serde(default)]
    pub end: bool,
    /// A method is called.
    pub call: Option<Marked<String>>,
    /// A method returns to its caller.
    #[serde(rename = "return")]
    pub returns: Option<Marked<String>>,
    /// A row or a MAPIUID is removed, such as R4 or U-A.
    pub removed: Option<Marked<String>>,
    /// A row or a MAPIUID is added.
    pub added: Option<Marked<String>>,
    /// The status of a row changes.
    pub changed: Option<Marked<String>>,
    /// The reference count of an object changes.
    pub count: Option<Marked<String>>,
    /// An object is created.
    pub created: Option<Marked<String>>,
    /// An object is freed.
    pub freed: Option<Marked<String>>,
    /// An object is made invalid.
    pub invalidated: Option<Marked<String>>,
    /// A message, such as M1, changes its state; see `to`.
    pub message: Option<Marked<String>>,
    /// A transport, such as XP1, changes what it is doing.
    pub transport: Option<Marked<String>>,
    /// A rule is broken, such as INV-01.
    pub violation: Option<Marked<String>>,
    /// A client or provider is notified, such as fnevCriticalError.
    pub notify: Option<Marked<String>>,
    /// A thread has to wait.
    pub wait: Option<Marked<String>>,
    /// A library is unloaded.
    pub unload: Option<Marked<String>>,
    /// The process crashes, wherever that happens.
    #[serde(default)]
    pub crash: bool,
    /// The process exits normally.
    #[serde(default)]
    pub exit: bool,

    /// Only if it concerns this object.
    pub object: Option<Marked<String>>,
    /// Only if the object has this interface.
    pub interface: Option<Marked<String>>,
    /// Only if this object makes the call or causes the change.
    pub by: Option<Marked<String>>,
    /// Only on this thread.
    pub thread: Option<Marked<String>>,
    /// Only with this new state of a message, new count of an object, or result of a return.
    pub to: Option<Marked<String>>,
    /// Which of several moments: first, next (after the previous scene), last or each. The default
    /// is first.
    pub pick: Option<Marked<Pick>>,
    /// The number of the moment (2 for the second), counted from the start of the run.
    pub nth: Option<Marked<u32>>,
    /// The moment before it happens rather than the moment after.
    #[serde(default)]
    pub before: bool,
}

/// Which of several moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pick {
    /// The first one in the run.
    First,
    /// The first one after the previous scene.
    Next,
    /// The last one in the run.
    Last,
    /// All of them: the scene is repeated each time.
    Each,
}
