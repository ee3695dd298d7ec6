//! `teardown check`: lessons as tests, for people, for editors and for continuous integration.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;

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
use crate::text::{Lang, is_unsafe};
use crate::words::Words;

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
                let mut report = check_lesson(&source);
                if args.thorough && report.ran {
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
        CheckFormat::Json => json_list(&reports)?,
        CheckFormat::Junit => print(|out| out.write_all(junit(&reports).as_bytes()))?,
        CheckFormat::Github => print(|out| out.write_all(annotations(&reports).as_bytes()))?,
    }
    match () {
        () if reports.iter().any(|report| !report.ran) => Ok(Ended::Unloaded),
        () if reports.iter().any(LessonReport::has_errors) => Ok(Ended::Otherwise),
        () => Ok(Ended::Well),
    }
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
                none.file = path.display().to_string();
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
                words.with(if problems == 0 { "check-good" } else { "check-bad" }, &arguments)
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

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn json_list(reports: &[LessonReport]) -> Result<(), Failure> {
    let problem = |it: &Diagnostic| {
        json!({
            "severity": severity_name(it.severity), "code": it.code, "file": it.file,
            "line": it.place.map(|place| place.line), "column": it.place.map(|place| place.column),
            "message": it.message, "help": it.help
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

/// A report that continuous integration shows as test cases.
fn junit(reports: &[LessonReport]) -> String {
    let bad = reports.iter().filter(|report| report.has_errors()).count();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"teardown \
         check\" tests=\"{}\" failures=\"{bad}\">\n",
        reports.len()
    );
    for report in reports {
        let name = escaped(&report.name);
        let _ = write!(xml, "    <testcase classname=\"lessons\" name=\"{name}\"");
        let errors: Vec<&Diagnostic> =
            report.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
        match errors.first() {
            None => xml.push_str("/>\n"),
            Some(first) => {
                let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
                let (message, text) = (escaped(&first.message), escaped(&all.join("\n")));
                let _ = writeln!(
                    xml,
                    ">\n      <failure message=\"{message}\" type=\"{}\">{text}</failure>\n    \
                     </testcase>",
                    first.code
                );
            }
        }
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

/// A text inside XML; what XML cannot carry is replaced.
fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\n' => "\n".to_owned(),
            c if is_unsafe(c) => "\u{FFFD}".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// Lines that GitHub shows beside the file.
fn annotations(reports: &[LessonReport]) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut lines = String::new();
    for it in reports.iter().flat_map(|report| &report.diagnostics) {
        let help = it.help.as_deref().map_or(String::new(), |help| format!(" ({help})"));
        let place = it
            .place
            .map_or(String::new(), |place| format!(",line={},col={}", place.line, place.column));
        let kind = severity_name(it.severity);
        let message = data(&format!("{}{help}", it.message));
        let _ = writeln!(
            lines,
            "::{kind} file={}{place},title={}::{message}",
            property(&it.file),
            it.code
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn bad() -> Vec<LessonReport> {
        let place = Place { line: 3, column: 5, length: 2 };
        let complaint =
            Diagnostic::error("unknown-key", "a,b.yaml", Some(place), "no key <x> & \"y\"\u{1b}")
                .help("50% less");
        vec![LessonReport {
            name: "a,b.yaml".to_owned(),
            diagnostics: vec![complaint],
            ..LessonReport::default()
        }]
    }

    #[test]
    fn junit_carries_any_text() {
        let xml = junit(&bad());
        assert!(
            xml.contains("failures=\"1\"")
                && xml.contains("no key &lt;x&gt; &amp; &quot;y&quot;\u{FFFD}"),
            "{xml}"
        );
    }

    #[test]
    fn annotations_are_one_line_each_and_escaped() {
        let lines = annotations(&bad());
        assert_eq!(lines.lines().count(), 1);
        assert!(
            lines.starts_with("::error file=a%2Cb.yaml,line=3,col=5,title=unknown-key::no key"),
            "{lines}"
        );
        assert!(lines.contains("50%25 less"));
    }
}
