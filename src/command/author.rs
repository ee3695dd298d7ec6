//! `teardown new` and `teardown schema`, with which the author of a lesson begins, and `teardown
//! card`, with which a lesson ends.

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::save::save;
use super::{CommandResult, Ended, Failure, print};
use crate::cli::{CardArgs, NewArgs, SchemaArgs, SchemaOf};
use crate::diagnostic::Diagnostic;
use crate::headless::{handout, jsonl};
use crate::lesson::bounds::BOUND;
use crate::lesson::library::INDEX;
use crate::lesson::source::MAX_BYTES;
use crate::lesson::{Lesson, LessonRun, from_log, template};
use crate::log::{self, stable::stable};
use crate::run::{self, RunError, find_lesson};
use crate::text::Lang;
use crate::words::Words;
use crate::workbench::judge::JudgeProgress;
use crate::workbench::{CLIENTS, as_lesson, judge, task};

pub(super) fn new(args: &NewArgs, lang: Lang) -> CommandResult {
    let path = args.file.as_path();
    let stem =
        path.file_stem().map_or("", |stem| stem.to_str().unwrap_or("")).replace(['-', '_'], " ");
    let title = args.title.as_deref().unwrap_or(&stem);
    if path.exists() {
        let arguments = [("file", path.to_string_lossy().into())];
        let message = Words::of(lang).with("error-exists", &arguments);
        return Err(Failure::usage(Diagnostic::error("exists", "", None, message)));
    }
    let text = match &args.from {
        Some(bodies) if run::names_bodies(bodies.as_os_str()) => from_bodies(bodies, title)?,
        Some(log) => from_log(log, title)?,
        None if args.task => task::schema::template(title),
        None => template::template(title),
    };
    save(path, text.as_bytes(), false)?;
    let arguments = [("file", path.to_string_lossy().into())];
    print(|out| writeln!(out, "{}", Words::of(lang).with("new-written", &arguments)))?;
    Ok(Ended::Well)
}

/// A lesson whose run is a log, with stable names: what is told of it is told of the log that the
/// lesson has.
fn from_log(path: &Path, title: &str) -> Result<String, Failure> {
    let name = path.display().to_string();
    let no_room = |message: String| {
        let found = Diagnostic::error("too-much", &name, None, message);
        Failure::from(RunError::Lesson(vec![found.help("record only the shutdown")], Vec::new()))
    };
    let read = run::open_log(path.as_os_str())?;
    if read.records.len() > BOUND {
        let message = format!(
            "{} records are too many: a lesson has at most {BOUND} steps",
            read.records.len()
        );
        return Err(no_room(message));
    }
    let lines = stable(read);
    let text = lines.join("\n");
    let log = log::read::read(&name, Box::new(text.as_bytes()))
        .map_err(|found| RunError::Lesson(vec![found], Vec::new()))?;
    let run = log::fold(log);
    let lesson = from_log::write(title, &lines, &run, &log::judge(&run));
    if lesson.len() > MAX_BYTES || run.timeline.len() > BOUND {
        return Err(no_room("this log is too long for a lesson".to_owned()));
    }
    Ok(lesson)
}

/// A lesson about a provider from a file of bodies, with the first client that breaks a rule.
fn from_bodies(path: &Path, title: &str) -> Result<String, Failure> {
    let file = run::read_bodies(path)?;
    if let Err(found) = &file.module {
        return Err(file.problem(found.clone()).into());
    }
    let provider = file.provider().unwrap_or_else(|| "eager".to_owned());
    let clients: Vec<_> = CLIENTS.iter().filter(|client| client.suits(&provider)).collect();
    let mut watch = |progress: JudgeProgress| match progress.broken > 0 {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    let judgement = judge(&file.bodies, &provider, &clients, &mut watch)
        .map_err(|found| file.problem(found))?;
    let lesson = as_lesson::write(title, &file.bodies, &judgement);
    lesson.filter(|lesson| lesson.len() <= MAX_BYTES).ok_or_else(|| {
        let message = "this module is too long for a lesson".to_owned();
        let found = Diagnostic::error("too-much", &file.bodies.file, None, message);
        RunError::Lesson(vec![found], Vec::new()).into()
    })
}

pub(super) fn schema(args: &SchemaArgs) -> CommandResult {
    let text = match args.of {
        SchemaOf::Lesson => template::schema_text(),
        SchemaOf::Run => jsonl::schema_text(),
        SchemaOf::Log => log::shape::schema_text(),
        SchemaOf::Task => task::schema::schema_text(),
    };
    print(|out| out.write_all(text.as_bytes()))?;
    Ok(Ended::Well)
}

/// Writes the reference cards as Markdown, for handouts.
pub(super) fn card(args: &CardArgs, lang: Lang) -> CommandResult {
    let all: Vec<OsString> = INDEX.iter().map(|entry| entry.id.into()).collect();
    let wanted = if args.lessons.is_empty() { &all } else { &args.lessons };
    let mut runs = Vec::new();
    for word in wanted {
        let source = find_lesson(word)?;
        let texts = vec![(source.name.clone(), source.text.clone())];
        let opened = Lesson::parse(source).and_then(|lesson| LessonRun::new(Arc::new(lesson)));
        runs.push(opened.map_err(|found| RunError::Lesson(found, texts))?);
    }
    print(|out| {
        for (at, run) in runs.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            handout::write(run, lang, out)?;
        }
        Ok(())
    })?;
    Ok(Ended::Well)
}
