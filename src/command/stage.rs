//! `teardown` and `teardown RUN`: the stage.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::{Ended, Failure, Outcome};
use crate::cli::{Cli, command_names};
use crate::diagnostic::{Diagnostic, nearest};
use crate::lesson::LessonRun;
use crate::lesson::library::{Entry, INDEX};
use crate::lesson::progress::Store;
use crate::run::{self, Problem, Run};
use crate::scenario::Scenario;
use crate::text::Lang;
use crate::tui::theme::Look;
use crate::tui::{Exit, LessonEntry, Settings, Start};
use crate::words::Words;

pub(super) fn stage(cli: &Cli, lang: Lang) -> Outcome {
    let start = match cli.run.is_empty() {
        true => None,
        false => Some(run::find(cli.run.run.as_deref(), &cli.run.settings()).map_err(|found| meant_a_command(found, cli))?),
    };
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        let run = cli.run.run.as_deref().unwrap_or("store-logoff");
        let message = Words::of(lang).with("error-no-terminal", &[("run", run.into())]);
        return Err(Failure::usage(Diagnostic::error("no-terminal", "", None, message)));
    }
    let mut watched = None;
    let start = match start {
        None => Start::Home,
        Some(Run { lesson: Some(lesson), changed: false, .. }) => {
            watched = cli.run.run.as_deref().map(PathBuf::from).filter(|path| path.is_file());
            let texts = vec![(lesson.source.name.clone(), lesson.source.text.clone())];
            Start::Lesson(Box::new(LessonRun::new(lesson).map_err(|found| Problem::Lesson(found, texts))?))
        }
        Some(run) => Start::Ready(run.scenario.options.clone(), Box::new(run.timeline())),
    };
    let (lessons, notice) = lessons(lang);
    let settings = Settings {
        look: cli.stage.theme.as_deref().and_then(Look::from_name),
        ascii: cli.stage.ascii,
        lessons,
        notice: notice.filter(|_| matches!(start, Start::Home)),
        watched,
        finished,
        ..Settings::from_environment(lang)
    };
    let settings = Settings { reduced_motion: settings.reduced_motion || cli.stage.reduced_motion, ..settings };
    Ok(match crate::tui::run(start, &settings)? {
        Exit::Done => Ended::Well,
        Exit::Interrupted => Ended::Interrupted,
    })
}

/// Lessons for the home screen, from the index and the learner's file, and what is to be said first; no lesson is parsed.
fn lessons(lang: Lang) -> (Vec<LessonEntry>, Option<String>) {
    let words = Words::of(lang);
    let store = Store::of_user().ok();
    let first = store.as_ref().is_some_and(|store| !store.path().exists());
    let loaded = store.and_then(|store| store.load().ok()).unwrap_or_default();
    let notice = match &loaded.set_aside {
        Some(aside) => Some(words.with("notice-damaged", &[("file", aside.display().to_string().into())])),
        None => first.then(|| words.text("notice-first-start")),
    };
    let known = loaded.progress;
    let entry = |entry: &Entry| {
        let record = known.lessons.get(entry.id);
        LessonEntry {
            id: entry.id.to_owned(),
            title: [entry.en.to_owned(), entry.pt_br.to_owned()],
            summary: [format!("{} min", entry.minutes), format!("{} min", entry.minutes)],
            done: record.is_some_and(|record| record.done),
            score: record.and_then(|record| record.score).filter(|(_, questions)| *questions > 0),
        }
    };
    (INDEX.iter().map(entry).collect(), notice)
}

/// Keeps that a lesson was finished.
fn finished(id: &str, score: (u32, u32)) -> Result<(), String> {
    let Ok(store) = Store::of_user() else { return Ok(()) };
    store.finish(id, score).map(drop).map_err(|error| error.to_string())
}

/// A word that is neither a lesson nor a path may be a misspelt command: the nearest of all names is suggested.
fn meant_a_command(problem: Problem, cli: &Cli) -> Problem {
    let word = cli.run.run.as_deref().unwrap_or("");
    let commands = command_names();
    let paths = Scenario::paths();
    let lessons = INDEX.iter().map(|entry| entry.id);
    let near = nearest(word, commands.iter().map(String::as_str).chain(paths).chain(lessons));
    match problem {
        Problem::Missing(found) if !near.is_empty() => {
            let near: Vec<String> = near.iter().map(|name| format!("`teardown {name}`")).collect();
            Problem::Missing(found.help(format!("did you mean {}?", near.join(", "))))
        }
        other => other,
    }
}
