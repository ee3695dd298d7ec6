//! Changes to a run, which are the options of a question that asks why. There is no field for an
//! answer, because each change is run. It must not know how.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::lesson::marked::{Marked, OneOrMore, Prose, Table, WrittenLines};

/// A change to the run: options, statements, references, or several of these together.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Change")]
pub struct RunChange {
    /// The name by which progress and scripts refer to it.
    pub name: Marked<String>,
    /// The text that the learner reads: one line that says what is changed.
    pub say: Marked<Prose>,
    /// Options that differ from the lesson's run: a flag, a provider, a reading, a bug from the
    /// catalogue.
    #[serde(default)]
    pub set: Table<OneOrMore>,
    /// Statements that are dropped, moved or written.
    #[serde(default)]
    pub edits: Vec<Marked<BodyEdit>>,
    /// One more reference to an object: the object and the holder, such as `store-A: spooler`.
    #[serde(default)]
    pub hold: Table<String>,
}

/// A change to one body; exactly one of drop, move, write.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyEdit {
    /// `IMsgStore::Release`, or the name of a piece or script.
    #[serde(rename = "in")]
    pub body: Marked<String>,
    /// The label of the statement to drop.
    pub drop: Option<Marked<String>>,
    /// The label of the statement to move before or after another one.
    #[serde(rename = "move")]
    pub moved: Option<Marked<String>>,
    /// Statements to insert before, after or instead of another one; at the beginning of the body
    /// if none is named. A statement with a block is a mapping, as in a file of bodies.
    pub write: Option<Marked<WrittenLines>>,
    /// The label of the statement before which to insert.
    pub before: Option<Marked<String>>,
    /// The label of the statement after which to insert.
    pub after: Option<Marked<String>>,
    /// The label of the statement to replace.
    pub instead: Option<Marked<String>>,
}
