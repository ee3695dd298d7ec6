//! `teardown` and `teardown RUN`: the stage.

use std::ffi::OsStr;
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::clean::Clean;
use super::record::speed;
use super::{CommandResult, Ended, Failure};
use crate::cli::{Cli, RunArgs, StageArgs, command_names};
use crate::diagnostic::{Diagnostic, nearest};
use crate::headless::film::entries;
use crate::lesson::library::INDEX;
use crate::lesson::progress::Progress;
use crate::lesson::progress::store::Store;
use crate::lesson::{Lesson, LessonRun};
use crate::run::{self, RunError};
use crate::scenario::Scenario;
use crate::text::Lang;
use crate::tui::plain::narrow::Narrow;
use crate::tui::theme::Palette;
use crate::tui::{Exit, LessonEntry, Playing, Settings, Start, is_on_terminal, shows_text_only};
use crate::words::Words;

pub(super) fn stage(cli: &Cli, lang: Lang) -> CommandResult {
    let playing = playing(cli, lang)?;
    let (start, watched) = start(&cli.own.run).map_err(|found| meant_a_command(found, cli))?;
    if let Start::Ready(_, timeline) = &start {
        // On a screen it is seen when the stage is left.
        super::replay::astray(timeline, lang);
    }
    let settings = Settings {
        watched: watched.into_iter().filter(|_| playing.is_none()).collect(),
        playing,
        ..Settings::from_environment(lang)
    };
    let no_terminal = no_terminal(cli.own.run.run.as_deref(), lang);
    show(start, &cli.own.stage, settings, no_terminal)
}

/// Opens the interface with what is kept of the learner, on a screen or as text.
pub(super) fn show(
    start: Start,
    look: &StageArgs,
    settings: Settings,
    no_terminal: Failure,
) -> CommandResult {
    let (lang, plays) = (settings.lang, settings.playing.is_some());
    let asked = look.plain || is_plain_wanted();
    let plain = asked || shows_text_only();
    if plain && !asked {
        super::report::say(&Words::of(lang).text("notice-text-only"));
    }
    if !plain && !is_on_terminal() {
        return Err(no_terminal);
    }
    let (lessons, notice, kept) = lessons(lang);
    let settings = Settings {
        look: look.theme.as_deref().and_then(Palette::from_name),
        ascii: look.ascii,
        reduced_motion: settings.reduced_motion || look.reduced_motion,
        lessons,
        notice: notice.filter(|_| matches!(start, Start::Home)),
        // What plays by itself is nobody's progress.
        kept: if plays { Progress::default() } else { kept },
        keep: if plays { |_| Ok(()) } else { keep },
        today: super::today::today,
        ..settings
    };
    let exit = match plain {
        true if plays => {
            play_as_text(start, &settings, lang)?;
            Exit::Done
        }
        true => {
            let mut out = Clean::new(io::stdout().lock());
            crate::tui::plain::run(
                start,
                &settings,
                &mut io::stdin().lock(),
                &mut Narrow::new(&mut out, columns()),
            )?
        }
        false => crate::tui::run(start, &settings)?,
    };
    Ok(match exit {
        Exit::Done => Ended::Well,
        Exit::Interrupted => Ended::Interrupted,
        Exit::Signalled(signal) => Ended::Signalled(u8::try_from(signal).unwrap_or(0)),
    })
}

/// Whether the environment asks for text without a screen.
pub(super) fn is_plain_wanted() -> bool {
    let is_set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    is_set("TEARDOWN_PLAIN")
        || is_set("ACCESSIBLE")
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// There is no terminal where one is needed.
pub(super) fn no_terminal(run: Option<&OsStr>, lang: Lang) -> Failure {
    let run = run.unwrap_or("store-logoff".as_ref()).to_string_lossy();
    let message = Words::of(lang).with("error-no-terminal", &[("run", run.into())]);
    Failure::usage(Diagnostic::error("no-terminal", "", None, message))
}

/// Whether and how it plays by itself.
fn playing(cli: &Cli, lang: Lang) -> Result<Option<Playing>, Failure> {
    if !cli.own.playing.play {
        return Ok(None);
    }
    if cli.own.run.is_empty() {
        return Err(Failure::usage(Diagnostic::error(
            "usage",
            "",
            None,
            Words::of(lang).text("error-play-what"),
        )));
    }
    let speed = speed(cli.own.playing.speed.as_deref().unwrap_or("1"), lang)?;
    Ok(Some(Playing { looping: cli.own.playing.looping, speed }))
}

/// Lines of text, with the pauses of the lesson on a terminal, at once where they go
/// into a file or a pipe.
fn play_as_text(start: Start, settings: &Settings, lang: Lang) -> Result<(), Failure> {
    let reads_along = io::stdout().is_terminal();
    let playing = settings.playing.unwrap_or(Playing { looping: false, speed: 1000 });
    if playing.looping && !reads_along {
        return Err(Failure::usage(Diagnostic::error(
            "no-terminal",
            "",
            None,
            Words::of(lang).text("error-loop-where"),
        )));
    }
    super::end_on_signals();
    #[expect(
        clippy::disallowed_methods,
        reason = "lines of text are printed on time, and no key can arrive meanwhile"
    )]
    let wait = |time: Duration| {
        if reads_along {
            std::thread::sleep(time * 1000 / playing.speed.max(1));
        }
    };
    let mut out = Clean::new(BufWriter::new(io::stdout().lock()));
    Ok(crate::tui::plain::play(start, settings, &mut Narrow::new(&mut out, columns()), &wait)?)
}

/// Columns in which lines of text are broken between words; none where they go into a file or a
/// pipe: there a line is a line.
fn columns() -> u16 {
    let is_terminal = io::stdout().is_terminal();
    crossterm::terminal::size().ok().filter(|_| is_terminal).map_or(0, |(columns, _)| columns)
}

/// With what the stage begins, and the file to follow.
pub(super) fn start(run: &RunArgs) -> Result<(Start, Option<PathBuf>), RunError> {
    if run.is_empty() {
        return Ok((Start::Home, None));
    }
    start_with(run.run.as_deref(), &run.settings())
}

/// The same with a word and the options that stand apart.
pub(super) fn start_with(
    word: Option<&OsStr>,
    settings: &[(&'static str, String)],
) -> Result<(Start, Option<PathBuf>), RunError> {
    // A lesson that is changed by options is a run like any other.
    if let Some(word) = word.filter(|word| settings.is_empty() && run::names_lesson(word)) {
        let source = run::find_lesson(word)?;
        let texts = vec![(source.name.clone(), source.text.clone())];
        let opened = Lesson::parse(source).and_then(|lesson| LessonRun::new(Arc::new(lesson)));
        let opened = opened.map_err(|found| RunError::Lesson(found, texts))?;
        let watched = Some(PathBuf::from(word)).filter(|path| path.is_file());
        return Ok((Start::Lesson(Box::new(opened)), watched));
    }
    let run = run::find(word, settings)?;
    if let Some(judged) = &run.log {
        super::judge::complain(judged, Lang::En);
    }
    Ok((Start::Ready(run.scenario.options.clone(), Box::new(run.timeline())), None))
}

/// Lessons for the home screen, from the index and the learner's file, and what is to be said
/// first; no lesson is parsed.
fn lessons(lang: Lang) -> (Vec<LessonEntry>, Option<String>, Progress) {
    let words = Words::of(lang);
    let loaded = Store::of_user().ok().map(|store| (store.path().exists(), store.load()));
    let (notice, known) = match loaded {
        Some((false, Ok(_))) => (Some(words.text("notice-first-start")), None),
        Some((true, Ok(loaded))) => {
            let damaged = loaded.set_aside.map(|aside| {
                words.with("notice-damaged", &[("file", aside.display().to_string().into())])
            });
            (damaged, Some(loaded.progress))
        }
        Some((_, Err(error))) => {
            (Some(words.with("notice-not-read", &[("error", error.to_string().into())])), None)
        }
        None => (None, None),
    };
    let known = known.unwrap_or_default();
    (entries(), notice, known)
}

/// Adds to what is kept of the learner.
pub(super) fn keep(progress: &Progress) -> Result<(), String> {
    Store::of_user()
        .and_then(|store| store.add(progress))
        .map(|_| ())
        .map_err(|error| error.to_string())
}

/// A word that is neither a lesson nor a path may be a misspelt command: the nearest of all names
/// is suggested.
fn meant_a_command(problem: RunError, cli: &Cli) -> RunError {
    let word = &*cli.own.run.run.as_deref().unwrap_or_default().to_string_lossy();
    let commands = command_names();
    let paths = Scenario::paths();
    let lessons = INDEX.iter().map(|entry| entry.id);
    let near = nearest(word, commands.iter().map(String::as_str).chain(paths).chain(lessons));
    match problem {
        RunError::Missing(found) if !near.is_empty() => {
            let near: Vec<String> = near.iter().map(|name| format!("`teardown {name}`")).collect();
            RunError::Missing(found.help(format!("did you mean {}?", near.join(", "))))
        }
        other => other,
    }
}
