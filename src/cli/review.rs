//! What `teardown review` takes.
//!
//! It must not know which questions come back.

use clap::Args;

use super::args::{LIST_FORMATS, ListFormat};
use super::known::{Known, lessons, one_of};
use super::run::StageArgs;

/// Arguments of the command `review`.
#[derive(Args, Debug)]
pub struct ReviewArgs {
    /// Only the questions of these lessons; all if there is none.
    #[arg(value_name = "LESSON", value_parser = Known(lessons), hide_possible_values = true)]
    pub lessons: Vec<String>,
    /// Lists the questions and their dates instead of asking them.
    #[arg(long)]
    pub list: bool,
    /// Form of the list.
    #[arg(
        long,
        value_name = "FORM",
        default_value = "text",
        value_parser = one_of(&LIST_FORMATS),
        requires = "list",
    )]
    pub format: ListFormat,
    /// Palette, signs and animations of the stage.
    #[command(flatten)]
    pub stage: StageArgs,
}
