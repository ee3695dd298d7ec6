//! What a lesson file may contain, format 1. `teardown schema` is made from these types, and their
//! comments become its descriptions.
//!
//! Everything that a later check may report keeps its place. There is no field for an answer: what
//! is right is found in the run. It must not know a machine.

mod anchor;
mod because;
mod predict;

use schemars::JsonSchema;
use serde::Deserialize;

use super::marked::{Blocks, Marked, OneOrMore, Prose, Table};

pub use anchor::{Anchor, Pick};
pub use because::{BodyEdit, RunChange};
pub use predict::{ItemChange, LineChange, ObjectChange, Predict};

/// The newest format that this program reads.
pub const FORMAT: u32 = 1;

/// A lesson about the shutdown of a MAPI message store provider.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LessonFile {
    /// Version of the format: 1.
    pub format: Marked<u32>,
    /// A short title, shown in lists and on the stage.
    pub title: Marked<Prose>,
    /// What a learner can do afterwards, in terms that can be tested.
    pub goal: Marked<Prose>,
    /// The symptom in practice that this lesson explains.
    pub symptom: Option<Marked<Prose>>,
    /// How long it takes, in minutes.
    pub minutes: Marked<u32>,
    /// The run on which the lesson is based.
    #[serde(default)]
    pub run: Marked<RunSpec>,
    /// Rules that this run breaks on purpose, such as INV-01.
    #[serde(default)]
    pub expect_violations: Vec<Marked<String>>,
    /// What the learner meets, in the order of the run.
    pub scenes: Marked<Vec<Marked<Scene>>>,
    /// The end: a closing text, and what must hold.
    #[serde(default)]
    pub close: Marked<Close>,
    /// The reference card: what to remember, shown at the end and printed by `teardown card`; at
    /// most one screen.
    pub card: Option<Marked<Vec<Marked<CardLine>>>>,
}

/// The goal in a lesson's file; the rest is passed over.
#[derive(Deserialize)]
pub(super) struct GoalOnly {
    pub(super) goal: Prose,
}

/// A line of the reference card.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardLine {
    /// One thing to remember: a rule, an order, a flag, a name.
    pub say: Marked<Prose>,
    /// The places that say so; an empty list says that the line claims nothing about MAPI.
    pub cite: Option<Marked<Vec<Marked<String>>>>,
    /// No page says so in plain words; it follows from several.
    #[serde(default)]
    pub inferred: bool,
    /// The documents disagree, and this reading is shown, such as C1.
    pub reading: Option<Marked<String>>,
    /// What the lesson's own run adds to the line; it is computed, never written.
    pub run: Option<Marked<CardFact>>,
    /// Adds to the line the calls that this object or thread makes in the lesson's own run, in
    /// order.
    pub calls: Option<Marked<String>>,
}

/// What a run can add to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CardFact {
    /// Rows, MAPIUIDs and objects in the order in which they were removed or freed.
    Gone,
    /// The output flags that the client got from each StoreLogoff.
    Out,
    /// Where each message is at the end.
    Messages,
    /// The rules that were broken, and who is to blame.
    Rules,
    /// The methods that returned an error, with the error.
    Failed,
}

/// A path, its options, and the lesson's own bodies.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Run")]
pub struct RunSpec {
    /// The path, such as store-logoff; `teardown paths` lists them.
    pub path: Option<Marked<String>>,
    /// The world to start from; `teardown worlds` lists them.
    pub world: Option<Marked<String>>,
    /// Options by their command-line names, such as `flag: orderly`; differences in the world
    /// (transport, queue, inbox) are options too.
    #[serde(default)]
    pub options: Table<OneOrMore>,
    /// What this world has in addition, as the text of a part of a world: objects, rows, uids,
    /// messages, set, link, hold.
    pub adds: Option<Marked<String>>,
    /// The log of a real program, line by line, whose run this is; path, world and options are then
    /// those of the model's run beside it.
    pub log: Option<Marked<String>>,
    /// Bodies that replace bundled ones, including the client's script, as the text of a file of
    /// bodies; a list of such texts for several modules.
    #[serde(default)]
    pub bodies: Blocks,
    /// Statements of the run's bodies that are dropped, moved or written, by their labels;
    /// `teardown bodies` prints these.
    #[serde(default)]
    pub edits: Vec<Marked<BodyEdit>>,
    /// Why statements are there, by label: the stage and transcripts say it where they run.
    #[serde(default)]
    pub reasons: Table<Prose>,
}

/// A moment in the run, and what the lesson does there.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// A name by which progress and other tools refer to it.
    pub id: Option<Marked<String>>,
    /// What happens at this moment.
    pub at: Marked<Anchor>,
    /// Restricts the scene to one way of a choice.
    pub way: Option<Marked<String>>,
    /// What to explain, in a few sentences.
    pub say: Option<Marked<Prose>>,
    /// The places that say so, such as `imsgstore-storelogoff LOGOFF_QUIET` or
    /// `imslogon-logoff#Remarks`, or code such as `SMS MSPMS.C`; an empty list says that the scene
    /// claims nothing about MAPI.
    pub cite: Option<Marked<Vec<Marked<String>>>>,
    /// No page says so in plain words; it follows from several.
    #[serde(default)]
    pub inferred: bool,
    /// The documents disagree, and this reading is shown, such as C1.
    pub reading: Option<Marked<String>>,
    /// A ledger (status_table, provider_uids, objects, transports) or one thing in it, such as R4.
    pub focus: Option<Marked<String>>,
    /// A question that the run itself answers.
    pub predict: Option<Marked<Predict>>,
    /// A choice: the learner decides how the run continues.
    pub choose: Option<Marked<Choose>>,
    /// Something to try outside the lesson.
    #[serde(rename = "try")]
    pub exercise: Option<Marked<Exercise>>,
    /// Up to three hints: a nudge, a pointer, a worked step. Missing ones are made from the run.
    #[serde(default)]
    pub hints: Vec<Marked<Prose>>,
    /// Notes for the speaker.
    pub notes: Option<Marked<Prose>>,
    /// How long a speaker stays at this scene, in seconds.
    pub pace: Option<Marked<u32>>,
    /// What must hold here; it is checked, not shown.
    pub expect: Option<Marked<Expect>>,
    /// With another thread order, the scene may never be reached; `check --thorough` does not
    /// require it.
    #[serde(default)]
    pub lucky: bool,
}

/// A choice for the learner; the first way is the lesson's own run.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choose {
    /// The question that the choice answers.
    pub ask: Marked<Prose>,
    /// The ways to choose from; each needs a scene that says how it ends.
    #[schemars(length(min = 2, max = 5))]
    pub ways: Marked<Vec<Marked<Way>>>,
}

/// One way of a choice.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// The name by which the `way` of later scenes refers to it.
    pub name: Marked<String>,
    /// The text that the learner reads.
    pub say: Marked<Prose>,
    /// Options that differ from the lesson's run.
    #[serde(default)]
    pub set: Table<OneOrMore>,
    /// Rules that this way breaks on purpose.
    #[serde(default)]
    pub expect_violations: Vec<Marked<String>>,
}

/// Something to try after the lesson.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// What to do, and what to look for.
    pub say: Marked<Prose>,
    /// Options that differ from the lesson's run.
    #[serde(default)]
    pub set: Table<OneOrMore>,
}

/// The end of a lesson.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// The closing text: what to remember.
    pub say: Option<Marked<Prose>>,
    /// The places that say so: pages, each with a place on it.
    pub cite: Option<Marked<Vec<Marked<String>>>>,
    /// No page says so in plain words; it follows from several.
    #[serde(default)]
    pub inferred: bool,
    /// The documents disagree, and this reading is shown, such as C1.
    pub reading: Option<Marked<String>>,
    /// What must hold at the end of the run.
    pub expect: Option<Marked<Expect>>,
    /// Lessons or runs to continue with.
    #[serde(default)]
    pub next: Vec<Marked<String>>,
}

/// What must hold. Names are those in the ledgers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// clean, violated, crashed, stuck or bounded; this also announces whatever leads to that
    /// verdict.
    pub verdict: Option<Marked<String>>,
    /// All rows in the status table.
    pub rows: Option<Marked<Vec<Marked<String>>>>,
    /// All registered MAPIUIDs.
    pub uids: Option<Marked<Vec<Marked<String>>>>,
    /// Objects that are live.
    #[serde(default)]
    pub live: Vec<Marked<String>>,
    /// Objects that are invalid.
    #[serde(default)]
    pub invalid: Vec<Marked<String>>,
    /// Objects whose memory has been freed.
    #[serde(default)]
    pub freed: Vec<Marked<String>>,
    /// Reference counts, by object.
    #[serde(default)]
    pub counts: Table<i32>,
    /// What transports are doing: idle, sending, receiving, sending+receiving, flushing,
    /// logged-off.
    #[serde(default)]
    pub transports: Table<String>,
    /// The states of messages.
    #[serde(default)]
    pub queue: Table<String>,
    /// PR_STATUS_CODE by row, such as 0x00100001.
    #[serde(default)]
    pub status: Table<String>,
    /// All output flags that the client got from its last StoreLogoff.
    pub out: Option<Marked<Vec<Marked<String>>>>,
    /// All rules that have been broken.
    pub violations: Option<Marked<Vec<Marked<String>>>>,
    /// All methods that have returned an error so far, as `Method`.
    pub failed: Option<Marked<Vec<Marked<String>>>>,
    /// How often a method was called, as `Method` or `object.Method`.
    #[serde(default)]
    pub calls: Table<u32>,
    /// Moments that happened in this order.
    #[serde(default)]
    pub order: Vec<Marked<Anchor>>,
    /// Whether the process crashed.
    pub crash: Option<Marked<bool>>,
    /// What also holds in the order that the lesson shows, but need not hold in every other order;
    /// `check --thorough` does not require it.
    pub shown: Option<Marked<Box<Expect>>>,
}
