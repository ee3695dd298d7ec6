//! `teardown script`: scripts that drive the stage and say what they expect.

use std::path::Path;

use super::save::save;
use super::{CommandResult, Ended, Failure, print, report};
use crate::cli::ScriptArgs;
use crate::diagnostic::Diagnostic;
use crate::headless::script::{parse, player};
use crate::lesson::LessonRun;
use crate::run::{self, Run, RunError};
use crate::text::Lang;
use crate::tui::Start;
use crate::words::Words;

/// The longest script that is read.
const LONGEST: usize = 1 << 20;

pub(super) fn script(args: &ScriptArgs, lang: Lang) -> CommandResult {
    let mut good = true;
    for file in &args.files {
        good &= one(file, args.stills.as_deref(), lang)?;
    }
    Ok(if good { Ended::Well } else { Ended::Otherwise })
}

/// Plays a file, says how it went, and writes its stills if it went well.
fn one(path: &Path, stills: Option<&Path>, lang: Lang) -> Result<bool, Failure> {
    let text = read(path)?;
    let file = &*path.to_string_lossy();
    let sources = vec![(file.to_owned(), text.clone())];
    let script =
        parse::parse(file, &text).map_err(|found| RunError::Lesson(found, sources.clone()))?;
    let run = run::find(Some(script.run.as_ref()), &[])?;
    let outcome = player::play(&script, file, start_of(&run)?);
    report::complain(&outcome.failures, &sources, lang);
    let good = outcome.failures.is_empty();
    if good {
        let folder = stills.or(path.parent()).unwrap_or(Path::new(""));
        outcome
            .stills
            .iter()
            .try_for_each(|(name, bytes)| save(&folder.join(name), bytes, true))?;
    }
    let seconds = outcome.time.as_millis();
    let arguments = [
        ("name", file.into()),
        ("expectations", outcome.expectations.into()),
        ("seconds", format!("{}.{:03}", seconds / 1000, seconds % 1000).into()),
    ];
    let id = if good { "script-good" } else { "script-bad" };
    print(|out| {
        for (time, name) in &outcome.marks {
            writeln!(out, "{:>6}.{:03}  {name}", time.as_secs(), time.subsec_millis())?;
        }
        writeln!(out, "{}", Words::of(lang).with(id, &arguments))
    })?;
    Ok(good)
}

/// With what the stage of a run begins: a lesson with its cards.
pub(super) fn start_of(run: &Run) -> Result<Start, RunError> {
    match run.lesson.clone().filter(|_| !run.changed) {
        Some(lesson) => {
            let played =
                LessonRun::new(lesson).map_err(|found| RunError::Lesson(found, run.sources()))?;
            Ok(Start::Lesson(Box::new(played)))
        }
        None => Ok(Start::Ready(run.scenario.options.clone(), Box::new(run.timeline()))),
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    let missing = |why: String| {
        RunError::Missing(Diagnostic::error(
            "no-such-file",
            "",
            None,
            format!("{} cannot be read: {why}", file.display()),
        ))
    };
    let bytes = crate::file::read(file, LONGEST).map_err(|error| missing(error.to_string()))?;
    match String::from_utf8(bytes) {
        Ok(text) if text.len() <= LONGEST => Ok(text),
        Ok(_) => Err(missing("it is longer than a script may be".to_owned()).into()),
        Err(_) => Err(missing("it is not UTF-8 text".to_owned()).into()),
    }
}
