//! What a question in a lesson asks for. There is no field for an answer: it is found in the run,
//! which this file must not know.

use schemars::JsonSchema;
use serde::Deserialize;

use super::anchor::Anchor;
use super::because::RunChange;
use crate::lesson::marked::{Marked, Prose};

/// A question of exactly one kind. The run answers it, so no answer is written.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Predict {
    /// The question; if it is missing, the default for the kind is used.
    pub ask: Option<Marked<Prose>>,
    /// Which rows of the status table will change in this way?
    pub rows: Option<Marked<ItemChange>>,
    /// Which MAPIUIDs will change in this way?
    pub uids: Option<Marked<ItemChange>>,
    /// Which objects will change in this way?
    pub objects: Option<Marked<ObjectChange>>,
    /// Which transports will change in this way?
    pub transports: Option<Marked<LineChange>>,
    /// Which messages will reach this state: queued, in-process, sent, deferred, with-transport,
    /// saved, lost, unsent?
    pub messages: Option<Marked<String>>,
    /// Which call comes next: `any`, or the next one by this object or on this thread.
    pub next_call: Option<Marked<String>>,
    /// Which output flags will this method return?
    pub out_word: Option<Marked<String>>,
    /// What will the reference count of this object be?
    pub count: Option<Marked<String>>,
    /// Who will be to blame when this rule is broken? `any` stands for the next rule that is
    /// broken.
    pub blame: Option<Marked<String>>,
    /// Which rules will be broken?
    #[serde(default)]
    pub rule: bool,
    /// Why? With which of these changes would the named outcome (rows, objects, messages ...) be
    /// different? Two to five changes; each is run from the start.
    pub because: Option<Marked<Vec<Marked<RunChange>>>>,
    /// With `because` and `rule`: with which of the changes does the run break no rule?
    #[serde(default)]
    pub mends: bool,
    /// The moment up to which the question looks; by default the end of the run.
    pub until: Option<Marked<Anchor>>,
    /// Whether the order of the answers counts.
    #[serde(default)]
    pub ordered: bool,
    /// The explanation, which is shown after the attempt.
    pub why: Option<Marked<Prose>>,
}

/// What may happen to a row or a MAPIUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemChange {
    /// It is removed.
    Removed,
    /// It is added.
    Added,
    /// Its PR_STATUS_CODE changes.
    Changed,
    /// It is still there.
    Stay,
}

/// What may happen to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectChange {
    /// Its memory is freed.
    Freed,
    /// It is made invalid.
    Invalidated,
    /// It is created.
    Created,
    /// It is still live.
    Stay,
}

/// What may happen to a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LineChange {
    /// It changes what it is doing.
    Changed,
    /// The transport logs off.
    LoggedOff,
    /// It is still logged on.
    Stay,
}
