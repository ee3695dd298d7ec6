//! `teardown check`: lessons as tests, for people, for editors and for continuous integration.

use std::ffi::OsString;
use std::path::Path;

use serde_json::json;

use super::ci::{TestCase, annotations, junit};
use super::{CommandResult, Ended, Failure, print, report};
use crate::cli::{CheckArgs, CheckFormat};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lesson::LessonSource;
use crate::lesson::check::{CODES, LessonReport, check_lesson, explain};
use crate::lesson::library::{all_bundled, files_of};
use crate::lesson::thorough::thorough;
use crate::run::{RunError, find_lesson};
use crate::scenario::options::unknown;
use crate::scenario::problem::refuse;
use crate::text::Lang;
use crate::words::Words;
use crate::workbench::{BuildTask, solve};

pub(super) fn check(args: &CheckArgs, lang: Lang) -> CommandResult {
    if let Some(code) = &args.explain {
        return explained(code, lang);
    }
    if args.claims {
        let found: Result<Vec<LessonSource>, _> = lessons(&args.paths, lang)?.into_iter().collect();
        let found = found
            .map_err(|unread| Failure::Problem(RunError::Lesson(vec![unread.1], Vec::new())))?;
        return super::claims::claims(found, args.paths.is_empty(), args.format, lang);
    }
    let mut reports = Vec::new();
    let mut sources = Vec::new();
    for found in lessons(&args.paths, lang)? {
        match found {
            Ok(source) => {
                let mut report = match BuildTask::is_task(&source) {
                    true => checked_task(&source),
                    false => check_lesson(&source),
                };
                if args.thorough && report.ran && !report.is_task {
                    report.diagnostics.extend(thorough(&source));
                }
                reports.push(report);
                sources.push((source.name, source.text));
            }
            Err(unread) => {
                let (name, complaint) = *unread;
                reports.push(LessonReport {
                    name,
                    diagnostics: vec![complaint],
                    ..LessonReport::default()
                });
            }
        }
    }
    match args.format {
        CheckFormat::Text => text(&reports, &sources, lang)?,
        CheckFormat::Json => json_list(&reports, lang)?,
        CheckFormat::Junit => {
            let xml = junit("teardown check", "lessons", &cases(&reports), lang);
            print(|out| out.write_all(xml.as_bytes()))?;
        }
        CheckFormat::Github => {
            let lines = annotations(&cases(&reports), lang);
            print(|out| out.write_all(lines.as_bytes()))?;
        }
    }
    match () {
        () if reports.iter().any(|report| !report.ran) => Ok(Ended::Refused(65)),
        () if reports.iter().any(LessonReport::has_errors) => Ok(Ended::Otherwise),
        () => Ok(Ended::Well),
    }
}

/// Checks a task for the workbench: it can be solved, and not by the order of its file.
fn checked_task(source: &LessonSource) -> LessonReport {
    let task = BuildTask::parse(source);
    LessonReport {
        name: source.name.clone(),
        id: source.id.clone(),
        ran: task.is_ok(),
        is_task: true,
        diagnostics: task.map_or_else(|found| found, |task| solve::check(&task, source)),
        ..LessonReport::default()
    }
}

fn cases(reports: &[LessonReport]) -> Vec<TestCase<'_>> {
    reports.iter().map(|it| TestCase { name: &it.name, diagnostics: &it.diagnostics }).collect()
}

/// A lesson, or its name and why it cannot be read.
type Found = Result<LessonSource, Box<(String, Diagnostic)>>;

/// The lessons that are meant: all bundled ones, or ids, files and folders. One that cannot be read
/// is reported among the others.
fn lessons(paths: &[OsString], lang: Lang) -> Result<Vec<Found>, Failure> {
    if paths.is_empty() {
        return Ok(all_bundled().into_iter().map(Ok).collect());
    }
    let mut found = Vec::new();
    for word in paths {
        let path = Path::new(word);
        if path.is_dir() {
            let (files, skipped) = files_of(path).map_err(RunError::Missing)?;
            report::skipped(&skipped, lang);
            if files.is_empty() {
                // Nothing was checked, so nothing is good.
                let mut none = refuse("no-lessons", "no-lessons", &[]);
                none.file = path.display().to_string().into();
                return Err(RunError::Missing(none).into());
            }
            found.extend(files.iter().map(|file| {
                LessonSource::read(file).map_err(|it| Box::new((file.display().to_string(), it)))
            }));
        } else {
            match find_lesson(word) {
                Err(RunError::Lesson(mut all, _)) if !all.is_empty() => {
                    let name = word.to_string_lossy().into_owned();
                    found.push(Err(Box::new((name, all.swap_remove(0)))));
                }
                other => found.push(Ok(other?)),
            }
        }
    }
    Ok(found)
}

fn explained(code: &str, lang: Lang) -> CommandResult {
    let text = explain(code, lang)
        .ok_or_else(|| Failure::usage(unknown("code", code, CODES.iter().copied())))?;
    print(|out| writeln!(out, "{text}"))?;
    Ok(Ended::Well)
}

fn text(reports: &[LessonReport], sources: &[(String, String)], lang: Lang) -> Result<(), Failure> {
    for found in reports {
        report::complain(&found.diagnostics, sources, lang);
    }
    let words = Words::of(lang);
    print(|out| {
        for report in reports {
            let problems = count(report, Severity::Error);
            let arguments = [
                ("name", report.name.as_str().into()),
                ("scenes", report.scenes.into()),
                ("questions", report.questions.into()),
                ("steps", report.steps.into()),
                ("errors", problems.into()),
                ("warnings", count(report, Severity::Warning).into()),
            ];
            writeln!(
                out,
                "{}",
                words.with(
                    match (problems, report.is_task) {
                        (0, true) => "check-good-task",
                        (0, false) => "check-good",
                        _ => "check-bad",
                    },
                    &arguments,
                )
            )?;
        }
        let bad = reports.iter().filter(|report| report.has_errors()).count();
        let arguments = [("lessons", reports.len().into()), ("bad", bad.into())];
        writeln!(out, "{}", words.with("check-total", &arguments))
    })
}

fn count(report: &LessonReport, severity: Severity) -> usize {
    report.diagnostics.iter().filter(|it| it.severity == severity).count()
}

fn json_list(reports: &[LessonReport], lang: Lang) -> Result<(), Failure> {
    let problem = |it: &Diagnostic| {
        json!({
            "severity": it.severity.name(), "code": it.code, "file": it.file,
            "line": it.place.map(|place| place.line), "column": it.place.map(|place| place.column),
            "message": it.message_in(lang), "help": it.help_in(lang)
        })
    };
    let lesson = |it: &LessonReport| {
        json!({
            "id": it.id, "file": it.name, "ok": !it.has_errors(), "scenes": it.scenes,
            "questions": it.questions,
            "steps": it.steps, "problems": it.diagnostics.iter().map(problem).collect::<Vec<_>>()
        })
    };
    let all: Vec<serde_json::Value> = reports.iter().map(lesson).collect();
    print(|out| {
        serde_json::to_writer_pretty(&mut *out, &all).map_err(std::io::Error::from)?;
        writeln!(out)
    })
}
