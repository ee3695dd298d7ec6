//! The lines of a run as types: their keys, in the order in which they are written, are a promise
//! to other people's tools. The published JSON Schema is derived from them.
//!
//! It must not know how a line is made from a run.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::closed;
use super::event::EventJson;
use super::ledger::LedgersJson;
use super::words::Named;
use crate::mapi::Cite;

/// One line of a run: first a header, then steps and broken rules, last the verdict.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "A line of a teardown run")]
pub(super) enum RunLine<'a> {
    Header(Header<'a>),
    Step(Step<'a>),
    Violation(ViolationLine<'a>),
    Verdict(VerdictLine<'a>),
}

/// What was run, and the ledgers before its first step.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Header<'a> {
    /// Version of the format.
    #[schemars(schema_with = "closed::version")]
    pub(super) teardown: u32,
    /// The lesson that the run belongs to: its id, or its file.
    pub(super) lesson: Option<&'a str>,
    /// The path, such as `store-logoff`.
    pub(super) path: &'a str,
    /// The way in which the store provider shuts down.
    pub(super) provider: &'a str,
    /// The world that the run begins in.
    pub(super) world: &'a str,
    /// For each reading with alternatives, the one that was chosen.
    #[serde(serialize_with = "as_map")]
    #[schemars(with = "std::collections::BTreeMap<&'a str, &'a str>")]
    pub(super) readings: Vec<(&'a str, &'a str)>,
    /// The whole run as one word of the command line.
    pub(super) run: String,
    /// What belongs to the run and is not in `run`: bodies, parts of a world or edits of a lesson.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "closed::beyond")]
    pub(super) run_without: Vec<&'static str>,
    /// The ledgers before the first step.
    pub(super) start: LedgersJson<'a>,
}

/// What one step did.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Step<'a> {
    /// Its number, from 1; `--stable` leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize", range(min = 1))]
    pub(super) step: Option<usize>,
    /// The thread that took it.
    pub(super) thread: &'a str,
    /// Calls that it is inside of; a call and its return have the same depth.
    pub(super) depth: u16,
    #[serde(flatten)]
    pub(super) event: EventJson<'a>,
    /// Messages whose data was lost with the process.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) lost: Vec<&'a str>,
    /// Pages that say so, each with a place on it: `imsgstore-storelogoff LOGOFF_QUIET`.
    #[serde(skip_serializing_if = "<[Cite]>::is_empty", serialize_with = "printed")]
    #[schemars(with = "Vec<String>")]
    pub(super) cite: &'a [Cite],
    /// How sure that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "closed::confidence")]
    pub(super) confidence: Option<&'static str>,
    /// The reading that decides it, such as `C5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) reading: Option<&'a str>,
    /// True where no client waits for the step.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) background: bool,
}

/// A rule that a step broke; it has the number of that step.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Violation")]
pub(super) struct ViolationLine<'a> {
    /// The step that broke it; 0 for what was wrong before the first. `--stable` leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    pub(super) step: Option<usize>,
    /// The thread that took the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) thread: Option<&'a str>,
    /// Calls that the step is inside of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u16")]
    pub(super) depth: Option<u16>,
    #[schemars(schema_with = "closed::violation")]
    pub(super) event: &'static str,
    /// The rule's number, such as `INV-01`.
    pub(super) rule: &'static str,
    /// The rule's name, such as `slt-once`.
    pub(super) id: &'static str,
    /// Whose mistake it is.
    #[schemars(schema_with = "closed::blame")]
    pub(super) blame: &'static str,
    /// The bug of the catalogue that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) bug: Option<&'a str>,
    /// The object that the rule was broken about.
    pub(super) object: Named<'a>,
    /// The rule in one sentence, in the language of the output.
    pub(super) text: &'a str,
}

/// How the run came out, and the ledgers after its last step.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Verdict")]
pub(super) struct VerdictLine<'a> {
    #[schemars(schema_with = "closed::yes")]
    pub(super) end: bool,
    /// The worst that holds.
    #[schemars(schema_with = "closed::verdict")]
    pub(super) verdict: &'static str,
    /// The rules that were broken, by number, each once.
    pub(super) violations: Vec<&'static str>,
    /// The bound that stopped the run, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "closed::bound")]
    pub(super) bound: Option<&'static str>,
    /// The crash that ended the run, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "CrashJson<'a>")]
    pub(super) crash: Option<CrashJson<'a>>,
    /// Threads that wait for ever.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) stuck: Vec<StuckJson<'a>>,
    /// Options, bugs, readings and bodies that were asked for and never came into play:
    /// `bug=CB3`, `body=store/IMAPISupport::Release`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub(super) idle: Vec<String>,
    /// The ledgers after the last step.
    #[serde(rename = "final")]
    pub(super) at_end: LedgersJson<'a>,
}

/// The crash that ended a run.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Crash")]
pub(super) struct CrashJson<'a> {
    /// The step in which the process crashed; `--stable` leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize", range(min = 1))]
    pub(super) step: Option<usize>,
    /// What the process died of, such as `use-after-free`.
    pub(super) why: &'a str,
    /// The object that was used, if it was about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Named<'a>")]
    pub(super) object: Option<Named<'a>>,
    /// The object whose code ran.
    pub(super) actor: Named<'a>,
    /// The body that the statement is in.
    pub(super) code: &'a str,
    /// The statement that ran; for a call on freed memory the one that made the call.
    pub(super) statement: String,
    /// Whose mistake it was.
    #[schemars(schema_with = "closed::blame")]
    pub(super) blame: &'static str,
}

/// A thread that waits for ever.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Stuck")]
pub(super) struct StuckJson<'a> {
    /// The thread that waits.
    pub(super) thread: &'a str,
    /// Where it is: an object and a method, or the name of the thread's script.
    #[serde(rename = "in")]
    pub(super) place: String,
    /// The statement that it can't get past.
    pub(super) waits_for: String,
    /// The step since which it waits; 0 if it did before the run began. `--stable` leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    pub(super) since: Option<usize>,
    /// Statements that could have ended the wait, the nearest first.
    pub(super) could: Vec<CouldJson<'a>>,
    /// Whose mistake it is.
    #[schemars(schema_with = "closed::blame")]
    pub(super) blame: &'static str,
}

/// A statement that could have ended a wait.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Could")]
pub(super) struct CouldJson<'a> {
    /// Its text.
    pub(super) statement: String,
    /// The body that it is in.
    pub(super) code: &'a str,
    /// The thread that is on its way to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) thread: Option<&'a str>,
}

fn as_map<S: Serializer>(pairs: &[(&str, &str)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().copied())
}

fn printed<S: Serializer>(cites: &[Cite], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(cites.iter().map(ToString::to_string))
}
