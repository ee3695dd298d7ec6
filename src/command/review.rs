//! `teardown review`: what was missed in lessons is asked again, on the stage or as text, or listed
//! with its days.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::stage::show;
use super::today::today;
use super::{CommandResult, Ended, Failure, print};
use crate::cli::{ListFormat, ReviewArgs};
use crate::diagnostic::Diagnostic;
use crate::lesson::library;
use crate::lesson::review::plan::{PlannedQuestion, ReviewPlan, ask};
use crate::lesson::review::{ReviewSchedule, told};
use crate::text::Lang;
use crate::tui::{Settings, Start};
use crate::words::Words;

pub(super) fn review(args: &ReviewArgs, lang: Lang) -> CommandResult {
    let words = Words::of(lang);
    let mut plan = ReviewPlan::of(&super::progress::kept(words)?, today());
    let named = args.lessons.iter().map(|word| library::find(word.as_ref()).map(|it| it.id));
    let named = named.collect::<Result<Vec<String>, _>>().map_err(Failure::usage)?;
    if !named.is_empty() {
        plan = plan.only(&named);
    }
    if args.list {
        print(|out| match args.format {
            ListFormat::Text => list(out, &plan, lang),
            ListFormat::Json => json_list(out, &plan, lang),
        })?;
    } else if plan.session().is_empty() {
        print(|out| {
            writeln!(out, "{}", told::start(&plan, lang))?;
            writeln!(out, "{}", words.text("review-how"))
        })?;
    } else {
        let message = words.text("error-review-no-terminal");
        let no_terminal = Failure::usage(Diagnostic::error("no-terminal", "", None, message));
        let settings = Settings::from_environment(lang);
        return show(Start::Review(plan), &args.stage, settings, no_terminal);
    }
    Ok(Ended::Well)
}

/// What is due and what comes back later, each question with its day.
fn list(out: &mut dyn Write, plan: &ReviewPlan, lang: Lang) -> io::Result<()> {
    let words = Words::of(lang);
    writeln!(out, "{}", told::start(plan, lang))?;
    for (id, questions) in [("review-list-due", &plan.due), ("review-list-later", &plan.later)] {
        if !questions.is_empty() {
            writeln!(out, "\n{}", words.text(id))?;
        }
        for question in questions {
            let PlannedQuestion { key, known, .. } = question;
            writeln!(out, "  {} {}  {}", key.lesson, key.scene, ask(key, lang))?;
            let known = known.map_or_else(
                || words.text("review-list-new"),
                |known| {
                    let arguments = [
                        ("due", known.due.to_string().into()),
                        ("reviews", known.reviews.into()),
                        ("last", known.last.to_string().into()),
                    ];
                    words.with("review-list-known", &arguments)
                },
            );
            writeln!(out, "      {known}")?;
        }
    }
    Ok(())
}

fn json_list(out: &mut dyn Write, plan: &ReviewPlan, lang: Lang) -> io::Result<()> {
    let object = |question: &PlannedQuestion, is_due: bool| {
        let PlannedQuestion { key, known, seconds } = question;
        let day = |day: fn(&ReviewSchedule) -> NaiveDate| known.as_ref().map(day);
        json!({
            "id": format!("{}/{}", key.lesson, key.scene),
            "lesson": key.lesson, "scene": key.scene, "question": ask(key, lang),
            "now": is_due, "seconds": seconds,
            "due": day(|known| known.due).map(|day| day.to_string()),
            "last": day(|known| known.last).map(|day| day.to_string()),
            "reviews": known.map_or(0, |known| known.reviews),
            "lapses": known.map_or(0, |known| known.lapses),
        })
    };
    let due = plan.due.iter().map(|question| object(question, true));
    let later = plan.later.iter().map(|question| object(question, false));
    let objects: Vec<Value> = due.chain(later).collect();
    serde_json::to_writer_pretty(&mut *out, &objects).map_err(io::Error::from)?;
    writeln!(out)
}
