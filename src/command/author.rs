//! `teardown new` and `teardown schema`, with which the author of a lesson begins, and `teardown
//! card`, with which a lesson ends.

use std::ffi::OsString;
use std::sync::Arc;

use super::save::save;
use super::{CommandResult, Ended, Failure, print};
use crate::cli::{CardArgs, NewArgs, SchemaArgs, SchemaOf};
use crate::diagnostic::Diagnostic;
use crate::headless::{handout, jsonl};
use crate::lesson::library::INDEX;
use crate::lesson::{Lesson, LessonRun, template};
use crate::run::{RunError, find_lesson};
use crate::text::Lang;
use crate::words::Words;

pub(super) fn new(args: &NewArgs, lang: Lang) -> CommandResult {
    let path = args.file.as_path();
    let stem =
        path.file_stem().map_or("", |stem| stem.to_str().unwrap_or("")).replace(['-', '_'], " ");
    let text = template::template(args.title.as_deref().unwrap_or(&stem));
    if path.exists() {
        let arguments = [("file", path.to_string_lossy().into())];
        let message = Words::of(lang).with("error-exists", &arguments);
        return Err(Failure::usage(Diagnostic::error("exists", "", None, message)));
    }
    save(path, text.as_bytes(), false)?;
    let arguments = [("file", path.to_string_lossy().into())];
    print(|out| writeln!(out, "{}", Words::of(lang).with("new-written", &arguments)))?;
    Ok(Ended::Well)
}

pub(super) fn schema(args: &SchemaArgs) -> CommandResult {
    let text = match args.of {
        SchemaOf::Lesson => template::schema_text(),
        SchemaOf::Run => jsonl::schema_text(),
        SchemaOf::Log => crate::log::shape::schema_text(),
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
