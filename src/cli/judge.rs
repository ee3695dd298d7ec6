//! What the commands about logs take.
//!
//! It must not know how anything is judged.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::ListFormat;
use super::args::LIST_FORMATS;
use super::known::one_of;

/// Arguments of the command `judge`.
#[derive(Args, Debug)]
pub struct JudgeArgs {
    /// The log to judge.
    #[arg(value_name = "LOG", value_hint = clap::ValueHint::FilePath)]
    pub log: OsString,
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
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
