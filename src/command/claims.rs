//! `teardown check --claims`: every claim about MAPI with the place behind it and how sure it is,
//! for anyone who disputes one.

use serde_json::json;

use super::{CommandResult, Ended, Failure, print};
use crate::cli::CheckFormat;
use crate::lesson::claims::{Claim, ClaimMark, of_bodies, of_lesson, of_texts};
use crate::lesson::{Lesson, LessonSource};
use crate::run::RunError;
use crate::scenario::options::unknown;
use crate::text::Lang;
use crate::words::Words;

/// The claims of these lessons; with `bundled` also those of the program's own texts and bodies.
pub(super) fn claims(
    lessons: Vec<LessonSource>,
    bundled: bool,
    format: CheckFormat,
    lang: Lang,
) -> CommandResult {
    let mut all = if bundled { [of_texts(lang), of_bodies()].concat() } else { Vec::new() };
    for source in lessons {
        let lesson = Lesson::parse(source)
            .map_err(|found| Failure::Problem(RunError::Lesson(found, Vec::new())))?;
        all.extend(of_lesson(&lesson, lang));
    }
    match format {
        CheckFormat::Text => text(&all, lang)?,
        CheckFormat::Json => as_json(&all)?,
        CheckFormat::Junit => {
            return Err(Failure::usage(unknown("format", "junit", ["text", "json"])));
        }
        CheckFormat::Github => {
            return Err(Failure::usage(unknown("format", "github", ["text", "json"])));
        }
    }
    Ok(if all.iter().any(|claim| claim.mark == ClaimMark::Unmarked) {
        Ended::Otherwise
    } else {
        Ended::Well
    })
}

fn count(all: &[Claim], mark: ClaimMark) -> usize {
    all.iter().filter(|claim| claim.mark == mark).count()
}

fn text(all: &[Claim], lang: Lang) -> Result<(), Failure> {
    let words = Words::of(lang);
    print(|out| {
        let mut source = "";
        for claim in all {
            if claim.source != source {
                source = &claim.source;
                writeln!(out, "{source}")?;
            }
            let mark = words.text(&format!("claim-{}", claim.mark.name()));
            let readings = if claim.readings.is_empty() {
                String::new()
            } else {
                format!(" ({})", claim.readings.join(", "))
            };
            writeln!(out, "  {}: {}", claim.key, claim.text)?;
            writeln!(out, "    [{mark}{readings}] {}", claim.cites.join(", "))?;
        }
        writeln!(out)?;
        for mark in ClaimMark::ALL {
            writeln!(
                out,
                "{:>6} {}",
                count(all, mark),
                words.text(&format!("claim-{}", mark.name()))
            )?;
        }
        Ok(())
    })
}

fn as_json(all: &[Claim]) -> Result<(), Failure> {
    let claim = |it: &Claim| {
        json!({
            "source": it.source, "key": it.key, "text": it.text, "cite": it.cites,
            "mark": it.mark.name(), "readings": it.readings
        })
    };
    let counts: serde_json::Map<_, _> = ClaimMark::ALL
        .iter()
        .map(|mark| (mark.name().to_owned(), json!(count(all, *mark))))
        .collect();
    let report = json!({"claims": all.iter().map(claim).collect::<Vec<_>>(), "counts": counts});
    print(|out| {
        serde_json::to_writer_pretty(&mut *out, &report).map_err(std::io::Error::from)?;
        writeln!(out)
    })
}
