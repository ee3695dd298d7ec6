//! `teardown progress`: lists, exports, imports and resets what the learner has done.

use std::ffi::OsString;
use std::io::{BufRead, IsTerminal};
use std::path::Path;

use super::{CommandResult, Ended, Failure, print};
use crate::cli::{ProgressAction, ProgressArgs};
use crate::diagnostic::Diagnostic;
use crate::lesson::library::{self, INDEX};
use crate::lesson::progress::store::{Loaded, Store};
use crate::lesson::progress::{Progress, ProgressError, TaskProgress};
use crate::lesson::review::plan::ReviewPlan;
use crate::lesson::review::told;
use crate::text::Lang;
use crate::words::Words;
use crate::workbench::task::titled;

/// The longest file of progress that is read.
const MAX_BYTES: usize = 1 << 20;

pub(super) fn progress(args: &ProgressArgs, lang: Lang) -> CommandResult {
    let words = Words::of(lang);
    let store = store(words)?;
    match args.action {
        ProgressAction::List => list(&look(&store, words)?, lang),
        ProgressAction::Export => export(&look(&store, words)?, args.what.first()),
        ProgressAction::Import => import(&store, args.what.first(), words),
        ProgressAction::Reset => reset(&store, args, words),
    }
}

fn store(words: &Words) -> Result<Store, Failure> {
    Store::of_user().map_err(|error| failed(error, words))
}

/// What is kept of the learner; nothing is changed.
pub(super) fn kept(words: &Words) -> Result<Progress, Failure> {
    look(&store(words)?, words)
}

fn failed(error: ProgressError, words: &Words) -> Failure {
    match error {
        ProgressError::File(path, error) => {
            Failure::Write { target: path.display().to_string(), error }
        }
        other => Failure::usage(Diagnostic::error(
            "progress",
            "",
            None,
            words.with("error-progress", &[("what", other.to_string().into())]),
        )),
    }
}

fn told(loaded: Loaded, words: &Words) -> Progress {
    if let Some(aside) = &loaded.set_aside {
        let file = aside.display().to_string();
        super::report::say(&words.with("progress-set-aside", &[("file", file.into())]));
    }
    loaded.progress
}

fn look(store: &Store, words: &Words) -> Result<Progress, Failure> {
    store.look().map_err(|error| match error {
        ProgressError::Newer | ProgressError::Damaged(_) => {
            let file = store.path().display().to_string();
            let arguments = [("file", file.into()), ("what", error.to_string().into())];
            let message = words.with("progress-not-read", &arguments);
            Failure::usage(Diagnostic::error("progress", "", None, message))
        }
        other => failed(other, words),
    })
}

fn list(progress: &Progress, lang: Lang) -> CommandResult {
    let words = Words::of(lang);
    print(|out| {
        for entry in INDEX {
            let (mut state, mut detail) = (words.text("progress-new"), String::new());
            if let Some(lesson) = progress.lessons.get(entry.id) {
                let (right, tried) = lesson.standing();
                state = words.text(if lesson.done { "progress-done" } else { "progress-begun" });
                let id = if lesson.scene.is_some() { "progress-detail" } else { "progress-right" };
                let scene = lesson.scene.clone().unwrap_or_default();
                let arguments =
                    [("right", right.into()), ("tried", tried.into()), ("scene", scene.into())];
                detail = words.with(id, &arguments);
            }
            let line = format!("{:<20} {state:<10} {}  {detail}", entry.id, entry.title(lang));
            writeln!(out, "{}", line.trim_end())?;
        }
        let others = progress
            .lessons
            .iter()
            .filter(|(id, _)| INDEX.iter().all(|entry| entry.id != id.as_str()));
        for (id, lesson) in others {
            let state = words.text(if lesson.done { "progress-done" } else { "progress-begun" });
            writeln!(out, "{id:<20} {state}")?;
        }
        for (id, task) in &progress.tasks {
            let state = match task.best {
                Some(_) => words.text("progress-done"),
                None => words.text("progress-begun"),
            };
            let title = titled(id).map_or("", |title| title.get(lang));
            let told = standing(task, words);
            writeln!(out, "{}", format!("{id:<20} {state:<10} {title}  {told}").trim_end())?;
        }
        let plan = ReviewPlan::of(progress, super::today::today());
        told::standing(&plan, lang).map_or(Ok(()), |line| writeln!(out, "\n{line}"))
    })?;
    Ok(Ended::Well)
}

/// What is kept of a task, in a few words.
pub(super) fn standing(task: &TaskProgress, words: &Words) -> String {
    let (id, statements) = match &task.best {
        Some(best) => ("build-kept", best.statements),
        None => ("build-kept-open", 0),
    };
    let arguments = [("statements", statements.into()), ("attempts", task.attempts.into())];
    words.with(id, &arguments)
}

fn export(progress: &Progress, file: Option<&OsString>) -> CommandResult {
    let text = progress.to_string();
    match file.filter(|file| *file != "-") {
        Some(file) => super::save::save(Path::new(file), text.as_bytes(), true)?,
        None => print(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(Ended::Well)
}

fn import(store: &Store, file: Option<&OsString>, words: &Words) -> CommandResult {
    let Some(file) = file else {
        return Err(Failure::usage(Diagnostic::error(
            "usage",
            "",
            None,
            words.text("progress-import-what"),
        )));
    };
    let refused = |reason: String| {
        let arguments = [("file", file.to_string_lossy().into()), ("reason", reason.into())];
        Failure::usage(Diagnostic::error(
            "progress",
            "",
            None,
            words.with("progress-import-refused", &arguments),
        ))
    };
    let bytes = crate::file::read(Path::new(file), MAX_BYTES)
        .map_err(|error| refused(error.to_string()))?;
    if bytes.len() > MAX_BYTES {
        return Err(refused(words.text("progress-too-large")));
    }
    let text = String::from_utf8(bytes).map_err(|error| refused(error.to_string()))?;
    let more: Progress = text.parse().map_err(|error: ProgressError| refused(error.to_string()))?;
    told(store.import(&more).map_err(|error| failed(error, words))?, words);
    print(|out| {
        writeln!(
            out,
            "{}",
            words.with("progress-imported", &[("count", more.lessons.len().into())])
        )
    })?;
    Ok(Ended::Well)
}

fn reset(store: &Store, args: &ProgressArgs, words: &Words) -> CommandResult {
    let mut ids = Vec::new();
    for word in &args.what {
        let is_kept = |id: &&str| store.look().is_ok_and(|known| known.tasks.contains_key(*id));
        let task = word.to_str().filter(is_kept).map(str::to_owned);
        let found = task.map_or_else(|| library::find(word).map(|source| source.id), Ok);
        ids.push(found.map_err(Failure::usage)?);
    }
    if !args.yes && !agreed(&ids, words)? {
        print(|out| writeln!(out, "{}", words.text("progress-kept")))?;
        return Ok(Ended::Well);
    }
    told(store.forget(&ids).map_err(|error| failed(error, words))?, words);
    print(|out| writeln!(out, "{}", words.text("progress-forgotten")))?;
    Ok(Ended::Well)
}

/// Asks; without a terminal the answer is that `--yes` is needed.
fn agreed(ids: &[String], words: &Words) -> Result<bool, Failure> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Err(Failure::usage(Diagnostic::error(
            "usage",
            "",
            None,
            words.text("progress-needs-yes"),
        )));
    }
    let what = if ids.is_empty() { words.text("progress-all") } else { ids.join(", ") };
    anstream::eprint!(
        "{} ",
        crate::text::shown(&words.with("progress-ask", &[("what", what.into())]))
    );
    let mut answer = String::new();
    stdin.lock().read_line(&mut answer)?;
    Ok(["y", "yes", "s", "sim"].contains(&answer.trim().to_lowercase().as_str()))
}
