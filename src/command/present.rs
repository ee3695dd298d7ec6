//! `teardown present` and `teardown notes`: the projector and the speaker's terminal.
//!
//! The projector also works where there is no place to meet: then there are no notes, and it says
//! so once. It must not know what the two say to each other.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{CommandResult, Ended, Failure};
use crate::cli::{NotesArgs, PresentArgs, ScreenArgs};
use crate::diagnostic::Diagnostic;
use crate::run::RunError;
use crate::text::Lang;
use crate::tui::model::playlist::{ItemRun, TalkItem};
use crate::tui::theme::Palette;
use crate::tui::update::talk::{begin_talk, playlist, take_up};
use crate::tui::{Exit, Model, Settings, Start, Waking, is_on_terminal};
use crate::words::Words;
use crate::workshop::log::Log;
use crate::workshop::question::{OwnQuestion, QuestionProblem};
use crate::workshop::stage_link::Closed;
use crate::workshop::{NotesLink, StageLink, clock, log_file, meeting_place};

pub(super) fn present(args: &PresentArgs, lang: Lang) -> CommandResult {
    let words = Words::of(lang);
    let (start, items, questions, watched) = programme(args, words)?;
    let mut named = args.run.run.iter().chain(&args.more).filter(|word| asked(word).is_none());
    let named = named.next().map_or("store-logoff".into(), |word| word.to_string_lossy());
    needs_terminal(words, &named)?;
    let settings = Settings { watched, ..settings(&args.screen, lang) };
    let mut model = crate::tui::model(start, &settings);
    begin_talk(&mut model, args.minutes);
    playlist(&mut model, items, questions);
    let begin = |model: &mut Model, talk| {
        let clock = go_on(model, talk);
        let (log, trouble) = log(args.log.as_deref(), words);
        model.notice = trouble.or(model.notice.take());
        (clock, log)
    };
    let waking = Waking::default();
    let link = match meeting_place() {
        Some(folder) => {
            match StageLink::open(&folder, waking.waker(), |talk| begin(&mut model, talk)) {
                Ok(link) => Some(link),
                Err(Closed::Busy) => {
                    return Err(complaint(
                        "already-presenting",
                        words.text("error-already-presenting"),
                    ));
                }
                Err(Closed::Failed(error)) => {
                    model.notice =
                        Some(words.with("notice-no-notes", &[("error", error.to_string().into())]));
                    None
                }
            }
        }
        None => None,
    };
    Ok(ended(crate::tui::present(model, &settings, link, waking)?))
}

/// With what the talk begins, its items, and the files to follow. All of them are read now: what
/// is wrong with one is said before the audience is there.
fn programme(args: &PresentArgs, words: &Words) -> Result<Programme, Failure> {
    let settings = args.run.settings();
    if args.run.is_empty() {
        return Err(complaint("no-run", words.text("error-present-what")));
    }
    if !args.more.is_empty() && !settings.is_empty() {
        return Err(complaint("usage", words.text("error-playlist-options")));
    }
    let questions = questions(&args.ask, words)?;
    let (mut begin, mut items, mut watched, mut problems) = (None, vec![], vec![], vec![]);
    for (at, word) in [args.run.run.as_deref()]
        .into_iter()
        .chain(args.more.iter().map(|word| Some(word.as_os_str())))
        .enumerate()
    {
        if let Some(named) = word.and_then(asked) {
            match named.filter(|named| *named < questions.len()) {
                Some(question) => items.push(TalkItem::new(ItemRun::Question(question))),
                None => problems.push(RunError::Usage(no_question(word, questions.len(), words))),
            }
            continue;
        }
        match super::stage::start_with(word, if at == 0 { &settings } else { &[] }) {
            Ok((start, file)) => {
                items.extend(item(&start));
                watched.extend(file);
                begin.get_or_insert(start);
            }
            Err(problem) => problems.push(problem),
        }
    }
    match (RunError::all(problems), begin) {
        (Some(problem), _) => Err(problem.into()),
        (None, Some(start)) => Ok((start, items, questions, watched)),
        (None, None) => Err(complaint("no-run", words.text("error-present-what"))),
    }
}

/// The questions of the speaker's own; all that is wrong with them at once.
fn questions(texts: &[String], words: &Words) -> Result<Vec<OwnQuestion>, Failure> {
    let (mut questions, mut problems) = (Vec::new(), Vec::new());
    for text in texts {
        match OwnQuestion::parse(text) {
            Ok(question) => questions.push(question),
            Err(problem) => {
                let count = if let QuestionProblem::Options(count) = problem { count } else { 0 };
                let message = words.with(problem.text(), &[("count", count.into())]);
                let message = format!("--ask {}: {message}", printable(text));
                problems.push(Diagnostic::error("bad-question", "", None, message));
            }
        }
    }
    if problems.is_empty() { Ok(questions) } else { Err(RunError::Options(problems).into()) }
}

/// What a message can say of a text.
fn printable(text: &str) -> String {
    let start: String = text.chars().filter(|c| !c.is_control()).take(60).collect();
    format!("\"{start}\"")
}

/// The question that a word of the list names, from 0: `ask` is the first, `ask:2` the second;
/// none if it is no such number. `None`: the word is something else.
fn asked(word: &OsStr) -> Option<Option<usize>> {
    match word.to_str()?.split_once(':') {
        None => (word == "ask").then_some(Some(0)),
        Some(("ask", number)) => {
            Some(number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)))
        }
        Some(_) => None,
    }
}

fn no_question(word: Option<&OsStr>, count: usize, words: &Words) -> Diagnostic {
    let word = word.unwrap_or_default().to_string_lossy().into_owned();
    let arguments = [("word", word.into()), ("count", count.into())];
    Diagnostic::error("no-question", "", None, words.with("error-no-question", &arguments))
}

type Programme = (Start, Vec<TalkItem>, Vec<OwnQuestion>, Vec<PathBuf>);

fn item(start: &Start) -> Option<TalkItem> {
    Some(TalkItem::new(match start {
        Start::Lesson(run) => ItemRun::Lesson(run.shared_lesson()),
        Start::Ready(options, timeline) => {
            ItemRun::Run(Box::new((options.clone(), (**timeline).clone())))
        }
        Start::Home | Start::Run(_) | Start::Found(..) | Start::Review(_) | Start::Bench(_) => {
            return None;
        }
    }))
}

pub(super) fn notes(args: &NotesArgs, lang: Lang) -> CommandResult {
    let words = Words::of(lang);
    needs_terminal(words, "store-logoff")?;
    let Some(folder) = meeting_place() else {
        return Err(complaint("no-directory", words.text("error-no-meeting-place")));
    };
    let waking = Waking::default();
    let link = NotesLink::open(&folder, waking.waker())?;
    Ok(ended(crate::tui::notes(&settings(&args.screen, lang), link, waking)?))
}

fn complaint(code: &'static str, message: String) -> Failure {
    Failure::usage(Diagnostic::error(code, "", None, message))
}

fn needs_terminal(words: &Words, run: &str) -> Result<(), Failure> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if is_on_terminal() && !dumb {
        return Ok(());
    }
    Err(complaint("no-terminal", words.with("error-no-terminal", &[("run", run.into())])))
}

/// What a speaker shows is no progress of a learner.
fn settings(args: &ScreenArgs, lang: Lang) -> Settings {
    let settings = Settings::from_environment(lang);
    Settings {
        look: args.theme.as_deref().and_then(Palette::from_name),
        ascii: args.ascii,
        reduced_motion: settings.reduced_motion || args.reduced_motion,
        ..settings
    }
}

fn log(named: Option<&Path>, words: &Words) -> (Log, Option<String>) {
    let path = named.map(Path::to_owned).or_else(log_file);
    match path.map(|path| Log::begin(&path)) {
        Some(Ok(log)) => (log, None),
        Some(Err(error)) => (
            Log::default(),
            Some(words.with("notice-no-log", &[("error", error.to_string().into())])),
        ),
        None => (Log::default(), None),
    }
}

/// Takes up a talk that broke off, if it was about the same.
fn go_on(model: &mut Model, talk: Option<crate::workshop::talk::SavedTalk>) -> clock::TalkClock {
    let run = crate::tui::content::situation::place(model).run;
    match talk.filter(|talk| talk.run == run) {
        Some(talk) => {
            take_up(model, &talk);
            talk.clock
        }
        None => clock::TalkClock::default(),
    }
}

fn ended(exit: Exit) -> Ended {
    match exit {
        Exit::Done => Ended::Well,
        Exit::Signalled(signal) => Ended::Signalled(u8::try_from(signal).unwrap_or(0)),
        Exit::Interrupted => Ended::Interrupted,
    }
}
