//! What the command `script` takes.
//!
//! It must not know what a script says.

use std::path::PathBuf;

use clap::Args;

use super::known::one_of;

/// Arguments of the command `script`.
#[derive(Args, Debug)]
pub struct ScriptArgs {
    /// Script files, played one after the other.
    #[arg(value_name = "FILE", required = true, value_hint = clap::ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// The folder for stills; created if it does not exist.
    #[arg(long, value_name = "FOLDER", value_hint = clap::ValueHint::DirPath)]
    pub stills: Option<PathBuf>,
    /// Report format.
    #[arg(
        long,
        value_name = "FORM",
        default_value = "text",
        value_parser = one_of(&SCRIPT_FORMATS),
    )]
    pub format: ScriptFormat,
}

/// Formats of a report on scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptFormat {
    /// One line for each script, with its marks; failures are printed on standard error.
    Text,
    /// JUnit's XML, as build servers read it.
    Junit,
    /// GitHub workflow commands.
    Github,
}

const SCRIPT_FORMATS: [(&str, ScriptFormat); 3] = [
    ("text", ScriptFormat::Text),
    ("junit", ScriptFormat::Junit),
    ("github", ScriptFormat::Github),
];
