//! What the commands that judge a log or a provider take.
//!
//! It must not know how anything is judged.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::ListFormat;
use super::StageArgs;
use super::args::LIST_FORMATS;
use super::known::{Known, KnownOrFile, one_of};
use crate::workbench::{CLIENTS, TASKS, repair};

/// Arguments of the command `judge`.
#[derive(Args, Debug)]
pub struct JudgeArgs {
    /// The log or the module of bodies to judge.
    #[arg(value_name = "LOG", value_hint = clap::ValueHint::FilePath)]
    pub log: OsString,
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
    /// Clients that judge a module of bodies; all if none is named.
    #[arg(long, value_name = "CLIENT", value_parser = Known(clients), hide_possible_values = true)]
    pub client: Vec<String>,
}

/// Arguments of the command `build`.
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// The task; without one, all are listed.
    #[arg(value_name = "TASK", value_parser = KnownOrFile(tasks), hide_possible_values = true)]
    pub task: Option<OsString>,
    /// The order of the pool.
    #[arg(long, value_name = "SEED")]
    pub seed: Option<u64>,
    /// How the workbench looks.
    #[command(flatten)]
    pub stage: StageArgs,
}

fn clients() -> Vec<String> {
    CLIENTS.iter().map(|client| client.id.to_owned()).collect()
}

fn tasks() -> Vec<String> {
    TASKS.iter().map(|(id, _)| *id).chain(repair::bugs()).map(str::to_owned).collect()
}

/// Arguments of the command `log`.
#[derive(Args, Debug)]
pub struct LogArgs {
    /// What to do with it.
    #[arg(value_name = "ACTION", value_parser = one_of(&LOG_ACTIONS))]
    pub action: LogAction,
    /// A log as plain text.
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub file: PathBuf,
    /// The log to write; the standard output if it is not given.
    #[arg(short, long, value_name = "LOG", value_hint = clap::ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// What to do with a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogAction {
    /// Makes JSON Lines of plain text.
    Convert,
}

const LOG_ACTIONS: [(&str, LogAction); 1] = [("convert", LogAction::Convert)];

/// Arguments of the command `new`.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// The file to write.
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub file: PathBuf,
    /// The title of the lesson.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// The log of a real program that the lesson is about.
    #[arg(long = "from", id = "from-log", value_name = "LOG")]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub from: Option<PathBuf>,
    /// A task for the workbench in place of a lesson.
    #[arg(long, conflicts_with = "from-log")]
    pub task: bool,
}
