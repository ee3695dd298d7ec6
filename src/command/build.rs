//! `teardown build`: the workbench on the screen, or as lines of text.
//!
//! Statements have numbers; a line such as `move 3 after 5` is a move, and `judge` searches. It
//! must not know what is right.

mod lines;

use std::ffi::OsStr;
use std::io::{self, BufRead, IsTerminal};
use std::sync::Arc;

use super::stage::{is_plain_wanted, no_terminal, show};
use super::{CommandResult, Ended, Failure, end_on_signals, print};
use crate::cli::BuildArgs;
use crate::run::RunError;
use crate::text::Lang;
use crate::tui::{BenchScreen, Settings, Start, is_on_terminal, shows_text_only};
use crate::words::Words;
use crate::workbench::{Bench, BuildTask, ListedTask, TASKS, repair};

/// Bytes of a line that are looked at.
const LONGEST: u64 = 4096;

pub(super) fn build(args: &BuildArgs, lang: Lang) -> CommandResult {
    let plain = args.stage.plain || is_plain_wanted() || shows_text_only() || !is_on_terminal();
    if plain {
        end_on_signals();
    }
    let task = match &args.task {
        Some(word) => task(word)?,
        None if plain => return list(lang),
        None => next_task(lang)?,
    };
    let seed = args.seed.unwrap_or_else(|| task.seed());
    let bench = Bench::new(Arc::new(task), seed);
    if plain {
        return lines_of_text(bench, lang);
    }
    let start = Start::Bench(Box::new(BenchScreen::new(bench)));
    let no_terminal = no_terminal(None, lang);
    show(start, &args.stage, Settings::from_environment(lang), no_terminal)
}

/// The task that a word means: a bundled one, a bug to mend, or a file.
fn task(word: &OsStr) -> Result<BuildTask, Failure> {
    if let Some(found) = word.to_str().and_then(repair::find) {
        let task = found.map_err(RunError::Missing)?;
        return match repair::is_seen(&task) {
            true => Ok(task),
            false => Err(RunError::Missing(repair::unseen(&task)).into()),
        };
    }
    let source = BuildTask::source(word).map_err(|found| match found.code {
        "no-such-task" | "no-such-file" | "unreadable" => RunError::Missing(found),
        _ => RunError::Lesson(vec![found], Vec::new()),
    })?;
    let task = BuildTask::parse(&source);
    Ok(task.map_err(|found| {
        RunError::Lesson(found, vec![(source.name.clone(), source.text.clone())])
    })?)
}

/// The first bundled task that is not solved yet, or the first one.
fn next_task(lang: Lang) -> Result<BuildTask, Failure> {
    // Progress that can't be read is reported when the screen opens.
    let known = super::progress::kept(Words::of(lang)).unwrap_or_default();
    let is_open = |id: &&str| known.tasks.get(*id).is_none_or(|progress| progress.best.is_none());
    let ids = TASKS.map(|(id, _)| id);
    let next = ids.iter().copied().find(|id| is_open(id)).unwrap_or(ids[0]);
    task(next.as_ref())
}

/// The workbench as lines of text, to the end of the input.
fn lines_of_text(bench: Bench, lang: Lang) -> CommandResult {
    // Who has no file of progress, or an unreadable one, works without it; saving says so.
    let known = super::progress::kept(Words::of(lang)).unwrap_or_default();
    let kept = known.tasks.get(&bench.task.id).cloned().unwrap_or_default();
    let mut session = lines::Session::new(bench, kept, lang);
    let mut text = String::new();
    session.show(&mut text, true);
    say(&text)?;
    let (mut input, is_terminal) = (io::stdin().lock(), io::stdin().is_terminal());
    loop {
        if is_terminal {
            print(|out| write!(out, "{} ", Words::of(lang).text("build-prompt")))?;
        }
        let Some(line) = line(&mut input)? else { break };
        let mut text = String::new();
        let went = session.take(&line, &mut text, &mut |text| say(&format!("{text}\n")))?;
        say(&text)?;
        if went == lines::LineWent::Out {
            break;
        }
    }
    Ok(Ended::Well)
}

fn say(text: &str) -> Result<(), Failure> {
    print(|out| out.write_all(text.as_bytes()))
}

/// The next line; `None` at the end of the input.
fn line(input: &mut dyn BufRead) -> Result<Option<String>, Failure> {
    let mut bytes = Vec::new();
    let read = io::Read::take(&mut *input, LONGEST).read_until(b'\n', &mut bytes)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim().to_owned()))
}

/// Lists the tasks.
fn list(lang: Lang) -> CommandResult {
    let words = Words::of(lang);
    let known = super::progress::kept(words).unwrap_or_default();
    print(|out| {
        writeln!(out, "{}", words.text("build-tasks"))?;
        for task in ListedTask::all() {
            let arguments = [
                ("id", task.id.into()),
                ("title", task.title.get(lang).into()),
                ("minutes", task.minutes.into()),
            ];
            let kept = known.tasks.get(task.id);
            let kept = kept.map_or_else(String::new, |it| {
                format!("  {}", super::progress::standing(it, words))
            });
            writeln!(out, "  {}{kept}", words.with("build-task-line", &arguments))?;
        }
        Ok(())
    })?;
    Ok(Ended::Well)
}
