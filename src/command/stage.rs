//! `teardown` and `teardown RUN`: the stage.

use std::io::{self, IsTerminal};

use super::{Ended, Failure, Outcome};
use crate::cli::{Cli, command_names};
use crate::diagnostic::{Diagnostic, nearest};
use crate::lesson::library::INDEX;
use crate::run::{self, Problem};
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
    let start = match start {
        None => Start::Home,
        Some(run) => Start::Ready(run.scenario.options.clone(), Box::new(run.timeline())),
    };
    let settings = Settings {
        look: cli.stage.theme.as_deref().and_then(Look::from_name),
        ascii: cli.stage.ascii,
        lessons: lessons(),
        ..Settings::from_environment(lang)
    };
    let settings = Settings { reduced_motion: settings.reduced_motion || cli.stage.reduced_motion, ..settings };
    Ok(match crate::tui::run(start, &settings)? {
        Exit::Done => Ended::Well,
        Exit::Interrupted => Ended::Interrupted,
    })
}

/// Lessons for the home screen, from the index; nothing is parsed.
fn lessons() -> Vec<LessonEntry> {
    let entry = |entry: &crate::lesson::library::Entry| LessonEntry {
        id: entry.id.to_owned(),
        title: [entry.en.to_owned(), entry.pt_br.to_owned()],
        summary: [format!("{} min", entry.minutes), format!("{} min", entry.minutes)],
        done: false,
        score: None,
    };
    INDEX.iter().map(entry).collect()
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
