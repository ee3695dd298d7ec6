//! `teardown script`: scripts that drive the stage and say what they expect.
use super::{Ended, Outcome};
use crate::cli::ScriptArgs;
use crate::text::Lang;
pub(super) fn script(_args: &ScriptArgs, _lang: Lang) -> Outcome {
    Ok(Ended::Well)
}
