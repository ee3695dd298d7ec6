//! What the command `judge` takes: for now a log.
//!
//! It must not know how anything is judged.

use std::ffi::OsString;

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
