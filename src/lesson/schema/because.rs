//! Changes of a run, the options of a question that asks why. Nothing here has room for an answer:
//! each change is run. It must not know how.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::lesson::marked::{Marked, OneOrMore, Prose, Table};

/// A change of the run: options, statements, references, or several of them together.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Change")]
pub struct RunChange {
    /// Its name, by which progress and scripts refer to it.
    pub name: Marked<String>,
    /// What the learner reads: one line that says what is changed.
    pub say: Marked<Prose>,
    /// Options that differ from the lesson's run: a flag, a provider, a reading, a bug of the
    /// catalogue.
    #[serde(default)]
    pub set: Table<OneOrMore>,
    /// Statements that are dropped, moved or written.
    #[serde(default)]
    pub edits: Vec<Marked<BodyEdit>>,
    /// One more reference on an object, by the object, with its holder, such as `store-A: spooler`.
    #[serde(default)]
    pub hold: Table<String>,
}

/// A change of one body; exactly one of drop, move, write.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyEdit {
    /// `IMsgStore::Release`, or the name of a piece or script.
    #[serde(rename = "in")]
    pub body: Marked<String>,
    /// The label of the statement that is dropped.
    pub drop: Option<Marked<String>>,
    /// The label of the statement that is moved before or after another.
    #[serde(rename = "move")]
    pub moved: Option<Marked<String>>,
    /// Statements that are put before, after or instead of another; at the beginning of the body if
    /// none is named.
    pub write: Option<Marked<OneOrMore>>,
    /// The label of the statement before which it is put.
    pub before: Option<Marked<String>>,
    /// The label of the statement after which it is put.
    pub after: Option<Marked<String>>,
    /// The label of the statement that it replaces.
    pub instead: Option<Marked<String>>,
}
