//! What the command about bundled bodies takes.
//!
//! It must not know what is in a body.

use clap::Args;

use super::ListFormat;
use super::args::LIST_FORMATS;
use super::known::{Known, bodies, one_of};

/// Arguments of the command `bodies`.
#[derive(Args, Debug)]
pub struct BodiesArgs {
    /// A module, or bodies of one; a list of all modules without it.
    #[arg(
        value_name = "MODULE[::METHOD]",
        value_parser = Known(bodies),
        hide_possible_values = true,
    )]
    pub name: Option<String>,
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
}
