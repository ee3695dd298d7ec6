//! The lines of a run as types. The published JSON Schema is derived from them, and other people's
//! tools rely on their keys and the order in which these are written.
//!
//! It must not know how a line is made from a run.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::closed;
use super::event::EventJson;
use super::ledger::LedgersJson;
use super::words::Named;
use crate::mapi::Cite;

/// One line of a run: first a header, then steps and broken rules, finally the verdict.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "A line of a teardown run")]
pub(super) enum RunLine<'a> {
    Header(Header<'a>),
    Step(Step<'a>),
    Violation(ViolationLine<'a>),
    Verdict(VerdictLine<'a>),
}

/// What is run, and the ledgers before the first step.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Header<'a> {
    /// The version of the format.
    #[schemars(schema_with = "closed::version")]
    pub(super) teardown: u32,
    /// The id or file of the lesson to which the run belongs.
    pub(super) lesson: Option<&'a str>,
    /// The path, such as `store-logoff`.
    pub(super) path: &'a str,
    /// The store provider, such as `eager`.
    pub(super) provider: &'a str,
    /// The world in which the run begins.
    pub(super) world: &'a str,
    /// For each reading that can be switched, the chosen value.
    #[serde(serialize_with = "as_map")]
    #[schemars(with = "std::collections::BTreeMap<&'a str, &'a str>")]
    pub(super) readings: Vec<(&'a str, &'a str)>,
    /// The whole run as one RUN word for the command line.
    pub(super) run: String,
    /// What belongs to the run but is missing from `run`: a lesson's bodies, parts of a world or
    /// edits.
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
    /// The step's number, from 1; `--stable` leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize", range(min = 1))]
    pub(super) step: Option<usize>,
    /// The thread that takes the step.
    pub(super) thread: &'a str,
    /// The number of enclosing calls; a call and its return have the same depth.
    pub(super) depth: u16,
    #[serde(flatten)]
    pub(super) event: EventJson<'a>,
    /// Messages whose data is lost together with the process.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) lost: Vec<&'a str>,
    /// The places that say so: pages, each with a place, such as
    /// `imsgstore-storelogoff LOGOFF_QUIET`.
    #[serde(skip_serializing_if = "<[Cite]>::is_empty", serialize_with = "printed")]
    #[schemars(with = "Vec<String>")]
    pub(super) cite: &'a [Cite],
    /// How certain the statement is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "closed::confidence")]
    pub(super) confidence: Option<&'static str>,
    /// The reading that decides the statement, such as `C5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) reading: Option<&'a str>,
    /// Of a log: true if an object is seen for the first time, and its creation is not in the log.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) first_seen: bool,
    /// True if no client waits for the step.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) background: bool,
}

/// A rule that was broken, with the number of the step that broke it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Violation")]
pub(super) struct ViolationLine<'a> {
    /// The step that broke the rule; 0 if it was broken before the first step. `--stable` leaves it
    /// out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    pub(super) step: Option<usize>,
    /// The thread that took the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) thread: Option<&'a str>,
    /// The number of calls that enclose the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u16")]
    pub(super) depth: Option<u16>,
    #[schemars(schema_with = "closed::violation")]
    pub(super) event: &'static str,
    /// The rule's number, such as `INV-01`.
    pub(super) rule: &'static str,
    /// The rule's name, such as `slt-once`.
    pub(super) id: &'static str,
    /// Whose code is to blame.
    #[schemars(schema_with = "closed::blame")]
    pub(super) blame: &'static str,
    /// The bug from the catalogue that caused it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) bug: Option<&'a str>,
    /// The object concerned.
    pub(super) object: Named<'a>,
    /// The rule in one sentence, in the language of the output.
    pub(super) text: &'a str,
    /// How certain the sentence is.
    #[schemars(schema_with = "closed::confidence")]
    pub(super) confidence: &'static str,
}

/// The run's result, and the ledgers after the last step.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Verdict")]
pub(super) struct VerdictLine<'a> {
    #[schemars(schema_with = "closed::yes")]
    pub(super) end: bool,
    /// The worst result that applies.
    #[schemars(schema_with = "closed::verdict")]
    pub(super) verdict: &'static str,
    /// The ids of the broken rules, in order, each once.
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
    /// Options, bugs, readings and bodies that were requested but had no effect: `bug=CB3`,
    /// `body=store/IMAPISupport::Release`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub(super) idle: Vec<String>,
    /// Of a log: the ids of the rules that it cannot tell of, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub(super) cannot_tell: Vec<&'static str>,
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
    /// The cause of the crash, such as `use-after-free`.
    pub(super) why: &'a str,
    /// The object that was used, if the cause concerns one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Named<'a>")]
    pub(super) object: Option<Named<'a>>,
    /// The object whose code was running.
    pub(super) actor: Named<'a>,
    /// The body that contains the statement.
    pub(super) code: &'a str,
    /// The statement that was running; for a call on freed memory, the statement that made the
    /// call.
    pub(super) statement: String,
    /// Whose code is to blame.
    #[schemars(schema_with = "closed::blame")]
    pub(super) blame: &'static str,
}

/// A thread that waits for ever.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Stuck")]
pub(super) struct StuckJson<'a> {
    /// The name of the waiting thread.
    pub(super) thread: &'a str,
    /// Where the thread is: an object and a method, or the name of the thread's script.
    #[serde(rename = "in")]
    pub(super) place: String,
    /// The statement at which it is waiting.
    pub(super) waits_for: String,
    /// The step since which it has been waiting; 0 if since before the run. `--stable` leaves it
    /// out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    pub(super) since: Option<usize>,
    /// Statements that could have ended the wait, the nearest first.
    pub(super) could: Vec<CouldJson<'a>>,
    /// Whose code is to blame.
    #[schemars(schema_with = "closed::blame")]
    pub(super) blame: &'static str,
}

/// A statement that could have ended a wait.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Could")]
pub(super) struct CouldJson<'a> {
    /// The text of the statement.
    pub(super) statement: String,
    /// The body that contains the statement.
    pub(super) code: &'a str,
    /// The thread that was about to reach it.
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
