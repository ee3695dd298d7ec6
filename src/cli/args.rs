//! What each subcommand takes of its own.
//!
//! It must not know what a command does with it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::known::{Known, KnownOrFile, LEDGER_NAMES, NO_REPORT, codes, lessons, one_of};
use super::known::{paths, runs};
use super::run::{RunArgs, ScreenArgs, StageArgs};
use crate::sim::event::Ledger;

/// Arguments of the command `present`.
#[derive(Args, Debug)]
pub struct PresentArgs {
    /// The run to present.
    #[command(flatten)]
    pub run: RunArgs,
    /// Further items of the talk: lessons, files or runs.
    #[arg(value_name = "RUN", value_parser = KnownOrFile(runs), hide_possible_values = true)]
    pub more: Vec<OsString>,
    /// A question of the speaker's own, as `Question? | option | option`.
    #[arg(long, value_name = "QUESTION")]
    pub ask: Vec<String>,
    /// The screen's palette, characters and animations.
    #[command(flatten)]
    pub screen: ScreenArgs,
    /// Planned length of the talk, in minutes.
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=600))]
    pub minutes: Option<u32>,
    /// The log file.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub log: Option<PathBuf>,
}

/// Arguments of the command `notes`.
#[derive(Args, Debug)]
pub struct NotesArgs {
    /// The screen's palette, characters and animations.
    #[command(flatten)]
    pub screen: ScreenArgs,
}

/// Arguments of the command `replay`.
#[derive(Args, Debug)]
pub struct ReplayArgs {
    /// The run to replay.
    #[command(flatten)]
    pub run: RunArgs,
    /// A file of bodies that replace bundled ones.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub bodies: Option<PathBuf>,
    /// Output format.
    #[arg(
        long,
        value_name = "FORM",
        default_value = "text",
        value_parser = one_of(&REPLAY_FORMATS),
    )]
    pub format: ReplayFormat,
    /// First step to show: a number, or a method's name for its first call.
    #[arg(long, value_name = "STEP")]
    pub from: Option<String>,
    /// Last step to show: a number, or a method's name for its first return.
    #[arg(long, value_name = "STEP")]
    pub until: Option<String>,
    /// Shows only what changes this ledger.
    #[arg(long, value_name = "LEDGER", value_parser = one_of(&LEDGER_NAMES))]
    pub only: Option<Ledger>,
    /// Also prints the ledgers at the end.
    #[arg(long)]
    pub ledgers: bool,
    /// Omits step numbers.
    #[arg(long)]
    pub stable: bool,
}

/// Arguments of the command `record`.
#[derive(Args, Debug)]
pub struct RecordArgs {
    /// The run to record.
    #[command(flatten)]
    pub run: RunArgs,
    /// The file to write; its extension sets the format.
    #[arg(
        short,
        long,
        value_name = "FILE",
        required = true,
        value_hint = clap::ValueHint::FilePath,
    )]
    pub output: PathBuf,
    /// Columns and rows of the screen.
    #[arg(long, value_name = "WxH")]
    pub size: Option<String>,
    /// The screen that the pictures show.
    #[arg(long = "as", value_name = "SCREEN", value_parser = one_of(&SCREENS))]
    pub projected: Option<bool>,
    /// How the stage looks.
    #[command(flatten)]
    pub stage: StageArgs,
    /// How fast it plays.
    #[arg(long, value_name = "TIMES")]
    pub speed: Option<String>,
    /// Version of asciicast, 2 or 3; only for `.cast` files.
    #[arg(long, value_name = "2|3", value_parser = one_of(&CAST_VERSIONS))]
    pub cast_version: Option<CastVersion>,
    /// The moment that a still shows.
    #[arg(long, value_name = "STEP")]
    pub at: Option<String>,
    /// All beats in one animated picture.
    #[arg(long, conflicts_with = "at")]
    pub animate: bool,
}

/// Arguments of the command `record-script`.
#[derive(Args, Debug)]
pub struct RecordScriptArgs {
    /// The run to drive by hand.
    #[command(flatten)]
    pub run: RunArgs,
    /// The script to write.
    #[arg(
        short,
        long,
        value_name = "FILE",
        required = true,
        value_hint = clap::ValueHint::FilePath,
    )]
    pub output: PathBuf,
    /// How the stage looks.
    #[command(flatten)]
    pub stage: StageArgs,
}

/// The screens that can be recorded, and whether each is the projector's.
const SCREENS: [(&str, bool); 2] = [("stage", false), ("present", true)];

/// The versions of asciicast that can be written.
pub type CastVersion = crate::headless::cast::Version;

const CAST_VERSIONS: [(&str, CastVersion); 2] =
    [("2", CastVersion::Two), ("3", CastVersion::Three)];

/// Arguments of the command `card`.
#[derive(Args, Debug)]
pub struct CardArgs {
    /// Lessons; all bundled ones if none is named.
    #[arg(value_name = "LESSON", value_parser = KnownOrFile(lessons), hide_possible_values = true)]
    pub lessons: Vec<OsString>,
}

/// Arguments of the command `schema`.
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// Which schema: of a lesson file, or of a line of a run.
    #[arg(long, value_name = "WHAT", default_value = "lesson", value_parser = one_of(&SCHEMAS))]
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaOf {
    /// A lesson file.
    Lesson,
    /// A line of a run as JSON Lines.
    Run,
    /// A line of a log of a real program.
    Log,
    /// A task for the workbench.
    Task,
}

const SCHEMAS: [(&str, SchemaOf); 4] = [
    ("lesson", SchemaOf::Lesson),
    ("run", SchemaOf::Run),
    ("log", SchemaOf::Log),
    ("task", SchemaOf::Task),
];

/// Formats of a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayFormat {
    /// A numbered transcript for people.
    Text,
    /// One JSON object per line.
    Jsonl,
}

const REPLAY_FORMATS: [(&str, ReplayFormat); 2] =
    [("text", ReplayFormat::Text), ("jsonl", ReplayFormat::Jsonl)];

/// Arguments of the command `explore`.
#[derive(Args, Debug)]
pub struct ExploreArgs {
    /// The run whose interleavings are searched.
    #[command(flatten)]
    pub run: RunArgs,
    /// A file of bodies that replace bundled ones.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub bodies: Option<PathBuf>,
    /// Maximum number of states to visit.
    #[arg(long, value_name = "N", default_value_t = 5_000_000)]
    pub max_states: u64,
    /// Maximum number of steps in a run.
    #[arg(long, value_name = "N")]
    pub max_depth: Option<u32>,
    /// Maximum memory, in millions of bytes; by default 2,000, or 250 for a lesson in a file.
    #[arg(long, value_name = "MB")]
    pub max_memory: Option<u64>,
    /// Searches every combination of the switchable readings.
    #[arg(long)]
    pub all_readings: bool,
    /// Searches every situation one by one.
    #[arg(long)]
    pub full: bool,
    /// Output format.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
    /// Opens the stage with the shortest run that breaks this rule.
    #[arg(long, value_name = "RULE", conflicts_with_all = ["save", "all_readings"])]
    pub open: Option<String>,
    /// Saves the shortest run that breaks this rule as a lesson.
    #[arg(long, value_name = "RULE", requires = "output", conflicts_with = "all_readings")]
    pub save: Option<String>,
    /// The lesson file that `save` writes.
    #[arg(short, long, value_name = "FILE", requires = "save")]
    pub output: Option<PathBuf>,
    /// Writes all states and transitions as a graph instead of a report.
    #[arg(long, value_name = "FILE", conflicts_with_all = NO_REPORT, conflicts_with = "itf")]
    pub graph: Option<PathBuf>,
    /// Writes the run itself, without a search, in the Informal Trace Format.
    #[arg(long, value_name = "FILE", conflicts_with_all = NO_REPORT, conflicts_with = "max_memory")]
    pub itf: Option<PathBuf>,
}

/// Arguments of the command `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Lessons, files or folders; all bundled lessons if there is none.
    #[arg(value_name = "PATH", value_parser = KnownOrFile(lessons), hide_possible_values = true)]
    pub paths: Vec<OsString>,
    /// Output format.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&CHECK_FORMATS))]
    pub format: CheckFormat,
    /// Tries every thread interleaving, not only the default order.
    #[arg(long)]
    pub thorough: bool,
    /// Lists every claim about MAPI with its citation and mark instead of checking.
    #[arg(long, conflicts_with_all = ["thorough", "explain"])]
    pub claims: bool,
    /// Explains a kind of problem instead of checking.
    #[arg(long, value_name = "CODE", value_parser = Known(codes), hide_possible_values = true)]
    pub explain: Option<String>,
}

/// Formats of a check's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// Diagnostics with excerpts, and a line for each lesson.
    Text,
    /// An array of lessons with their problems.
    Json,
    /// JUnit's XML, as build servers read it.
    Junit,
    /// GitHub workflow commands.
    Github,
}

const CHECK_FORMATS: [(&str, CheckFormat); 4] = [
    ("text", CheckFormat::Text),
    ("json", CheckFormat::Json),
    ("junit", CheckFormat::Junit),
    ("github", CheckFormat::Github),
];

/// Arguments of the command `progress`.
#[derive(Args, Debug)]
pub struct ProgressArgs {
    /// Whether to list, export, import or reset progress.
    #[arg(value_name = "ACTION", default_value = "list", value_parser = one_of(&PROGRESS_ACTIONS))]
    pub action: ProgressAction,
    /// A file to export to or import from, or the lessons to reset.
    #[arg(value_name = "WHAT")]
    pub what: Vec<OsString>,
    /// Resets without asking; needed where there is no terminal.
    #[arg(long)]
    pub yes: bool,
}

/// What to do with progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressAction {
    /// Lists progress, lesson by lesson.
    List,
    /// Writes progress to a file or to standard output.
    Export,
    /// Adds the progress from a file.
    Import,
    /// Resets progress after asking.
    Reset,
}

const PROGRESS_ACTIONS: [(&str, ProgressAction); 4] = [
    ("list", ProgressAction::List),
    ("export", ProgressAction::Export),
    ("import", ProgressAction::Import),
    ("reset", ProgressAction::Reset),
];

/// Arguments of a list.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Output format.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
}

/// Formats of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// Lines of text for people.
    Text,
    /// An array of objects with "id".
    Json,
}

pub(super) const LIST_FORMATS: [(&str, ListFormat); 2] =
    [("text", ListFormat::Text), ("json", ListFormat::Json)];

/// Arguments of the command `diff`.
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The first run, as one word.
    #[arg(value_name = "A", value_parser = KnownOrFile(paths), hide_possible_values = true)]
    pub a: OsString,
    /// The second run, as one word.
    #[arg(value_name = "B", value_parser = KnownOrFile(paths), hide_possible_values = true)]
    pub b: OsString,
    /// Output format.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
}

/// Arguments of the command `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell that completes.
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Arguments of the command `man`.
#[derive(Args, Debug)]
pub struct ManArgs {
    /// A subcommand; the program itself if there is none.
    #[arg(
        value_name = "COMMAND",
        value_parser = Known(super::command_names),
        hide_possible_values = true,
    )]
    pub command: Option<String>,
}
