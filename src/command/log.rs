//! `teardown log convert FILE`: a log as plain text, made into the form that is read.
//!
//! It must not know how a line of text is understood.

use std::path::Path;

use super::save::save;
use super::{CommandResult, Ended, Failure, print, report};
use crate::cli::{LogAction, LogArgs};
use crate::diagnostic::Diagnostic;
use crate::file;
use crate::log::lines::Lines;
use crate::log::plain::convert;
use crate::run::RunError;
use crate::scenario::problem::refuse;
use crate::text::Lang;

pub(super) fn log(args: &LogArgs, lang: Lang) -> CommandResult {
    match args.action {
        LogAction::Convert => {}
    }
    let name = args.file.display().to_string();
    let mut lines = open(&args.file, &name)?;
    let converted = convert(&name, &mut lines);
    report::complain(&converted.problems, &[], lang);
    if converted.calls == 0 {
        let name = format!("{name:?}");
        let found = refuse("no-calls", "no-calls", &[("name", &name)]);
        return Err(RunError::Lesson(vec![found], Vec::new()).into());
    }
    let text = converted.lines.join("\n") + "\n";
    match &args.output {
        Some(path) => save(path, text.as_bytes(), false)?,
        None => print(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(if converted.problems.is_empty() { Ended::Well } else { Ended::Otherwise })
}

fn open(path: &Path, name: &str) -> Result<Lines<'static>, Failure> {
    let reader = file::reader(path).and_then(Lines::new);
    reader.map_err(|error| {
        let message = format!("cannot be read: {error}");
        RunError::Missing(Diagnostic::error("no-such-file", name, None, message)).into()
    })
}
