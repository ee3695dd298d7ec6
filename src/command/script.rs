//! `teardown script`: scripts that drive the stage and say what they expect.

use std::path::Path;

use super::ci::{TestCase, annotations, junit};
use super::save::save;
use super::{CommandResult, Ended, Failure, print, report};
use crate::cli::{ScriptArgs, ScriptFormat};
use crate::diagnostic::{Diagnostic, Place};
use crate::headless::script::player::{ScriptReport, WHOLE_LINE};
use crate::headless::script::{Script, parse, player};
use crate::lesson::LessonRun;
use crate::run::{self, Run, RunError};
use crate::text::Lang;
use crate::tui::Start;
use crate::words::Words;

/// The longest script that is read.
const LONGEST: usize = 1 << 20;

pub(super) fn script(args: &ScriptArgs, lang: Lang) -> CommandResult {
    let played = args.files.iter().map(|file| play(file, args.stills.as_deref()));
    let played: Vec<Played> = played.collect::<Result<_, Failure>>()?;
    if args.format == ScriptFormat::Text {
        played.iter().try_for_each(|it| tell(it, lang))?;
    } else {
        let cases: Vec<TestCase<'_>> = played
            .iter()
            .map(|it| TestCase { name: &it.name, diagnostics: it.problems() })
            .collect();
        let report = match args.format {
            ScriptFormat::Github => annotations(&cases, lang),
            _ => junit("teardown script", "scripts", &cases, lang),
        };
        print(|out| out.write_all(report.as_bytes()))?;
    }
    // All were played; the first that could not be says with which code it ends.
    let good = played.iter().all(|it| it.outcome.as_ref().is_ok_and(|it| it.failures.is_empty()));
    match played.into_iter().find_map(|it| it.outcome.err()) {
        Some(unplayed) => Ok(Ended::Refused(unplayed.exit_code())),
        None => Ok(if good { Ended::Well } else { Ended::Otherwise }),
    }
}

/// A script, and what came of it.
struct Played {
    name: String,
    text: String,
    outcome: Result<ScriptReport, RunError>,
}

impl Played {
    fn problems(&self) -> &[Diagnostic] {
        match &self.outcome {
            Ok(report) => &report.failures,
            Err(problem) => problem.diagnostics(),
        }
    }
}

/// Plays a file, and writes its stills if it went well.
fn play(path: &Path, stills: Option<&Path>) -> Result<Played, Failure> {
    let name = path.to_string_lossy().into_owned();
    let read = read(path);
    let text = read.as_ref().map_or_else(|_| String::new(), String::clone);
    let outcome = read.and_then(|text| play_text(&name, &text));
    if let Ok(outcome) = &outcome
        && outcome.failures.is_empty()
    {
        let folder = stills.or(path.parent()).unwrap_or(Path::new(""));
        let mut all = outcome.stills.iter();
        all.try_for_each(|(name, bytes)| save(&folder.join(name), bytes, true))?;
    }
    Ok(Played { name, text, outcome })
}

fn play_text(name: &str, text: &str) -> Result<ScriptReport, RunError> {
    let sources = || vec![(name.to_owned(), text.to_owned())];
    let script = parse::parse(name, text).map_err(|found| RunError::Lesson(found, sources()))?;
    let start = run::find(Some(script.run.as_ref()), &[]).and_then(|run| start_of(&run));
    Ok(player::play(&script, name, start.map_err(|it| in_line(it, name, &script))?))
}

/// What is wrong with the run, at the line of the script that names it; a lesson's own mistakes
/// keep their places.
fn in_line(mut problem: RunError, name: &str, script: &Script) -> RunError {
    let line = Place { line: script.run_line, column: 1, length: WHOLE_LINE };
    for found in problem.diagnostics_mut().iter_mut().filter(|it| it.file.is_empty()) {
        (found.file, found.place) = (name.into(), Some(line));
    }
    problem
}

/// Says how a script went.
fn tell(played: &Played, lang: Lang) -> Result<(), Failure> {
    let file = played.name.as_str();
    let mut sources = vec![(file.to_owned(), played.text.clone())];
    let outcome = match &played.outcome {
        Ok(outcome) => outcome,
        Err(problem) => {
            sources.extend_from_slice(problem.sources());
            report::complain(problem.diagnostics(), &sources, lang);
            return Ok(());
        }
    };
    report::complain(&outcome.failures, &sources, lang);
    let seconds = outcome.time.as_millis();
    let arguments = [
        ("name", file.into()),
        ("expectations", outcome.expectations.into()),
        ("seconds", format!("{}.{:03}", seconds / 1000, seconds % 1000).into()),
    ];
    let id = if outcome.failures.is_empty() { "script-good" } else { "script-bad" };
    print(|out| {
        for (time, name) in &outcome.marks {
            writeln!(out, "{:>6}.{:03}  {name}", time.as_secs(), time.subsec_millis())?;
        }
        writeln!(out, "{}", Words::of(lang).with(id, &arguments))
    })
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

fn read(file: &Path) -> Result<String, RunError> {
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
        Ok(_) => Err(missing("it is longer than a script may be".to_owned())),
        Err(_) => Err(missing("it is not UTF-8 text".to_owned())),
    }
}
