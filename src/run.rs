//! From what a user names to a machine that is ready to run: a lesson, a file, or a path with
//! options.
//!
//! It must not know the command line's syntax, nor what is done with the run.

mod bodies;

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::file;
use crate::lesson::bounds::BOUND;
use crate::lesson::bounds::looks;
use crate::lesson::library::{INDEX, Lesson, find as find_source, is_lesson};
use crate::lesson::logged::logged;
use crate::lesson::run::{load, run_options};
use crate::lesson::{LessonSource, expect, story::Story};
use crate::log::{self, CallLog, LogJudgement, LoggedRun};
use crate::scenario::options::unknown;
use crate::scenario::problem::refuse;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::timeline::{DEFAULT_BOUND, Verdict};

pub use bodies::{BodiesFile, find_with, names_bodies, read_bodies};

/// A run that was asked for.
#[derive(Clone, Debug)]
pub struct Run {
    /// The lesson that it belongs to.
    pub lesson: Option<Arc<Lesson>>,
    /// Whether the lesson's run was changed by options of the user.
    pub changed: bool,
    /// The machine and its options; of a log, the run of the model that it fits best.
    pub scenario: Scenario,
    /// The log whose run it is.
    pub log: Option<Arc<Judged>>,
}

/// A log as a run, and what it says.
#[derive(Debug)]
pub struct Judged {
    /// The log and its run.
    pub run: LoggedRun,
    /// What it says of the shutdown.
    pub judgement: LogJudgement,
}

impl Run {
    /// What asks for it: the name of a lesson or of a log, or a word of the command line.
    pub fn word(&self) -> String {
        match (&self.log, self.lesson_id()) {
            (_, Some(lesson)) => lesson.to_owned(),
            (Some(log), None) => log.run.log.name.clone(),
            (None, None) => self.scenario.options.to_string(),
        }
    }
}

/// Why there is no run.
#[derive(Debug)]
pub enum RunError {
    /// A name or a value that makes no sense.
    Usage(Diagnostic),
    /// Options that make no sense together.
    Options(Vec<Diagnostic>),
    /// A lesson that cannot be loaded, with the texts of its files by name.
    Lesson(Vec<Diagnostic>, Vec<(String, String)>),
    /// No such lesson or file.
    Missing(Diagnostic),
    /// Several of these at once: the first one's exit code, all problems, the texts of the files.
    Several(u8, Vec<Diagnostic>, Vec<(String, String)>),
}

impl RunError {
    /// All problems as one; `None` if there are none.
    pub fn all(problems: Vec<RunError>) -> Option<Self> {
        let mut problems = problems;
        match problems.len() {
            0 | 1 => problems.pop(),
            _ => Some(RunError::Several(
                problems[0].exit_code(),
                problems.iter().flat_map(|it| it.diagnostics().to_vec()).collect(),
                problems.iter().flat_map(|it| it.sources().to_vec()).collect(),
            )),
        }
    }

    /// The exit code of the program.
    pub fn exit_code(&self) -> u8 {
        match self {
            RunError::Usage(_) | RunError::Options(_) => 2,
            RunError::Lesson(..) => 65,
            RunError::Missing(_) => 66,
            RunError::Several(code, ..) => *code,
        }
    }

    /// The problems to report, in the order of the input.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            RunError::Usage(one) | RunError::Missing(one) => std::slice::from_ref(one),
            RunError::Options(all) | RunError::Lesson(all, _) | RunError::Several(_, all, _) => all,
        }
    }

    /// The same, to say more about where they are.
    pub fn diagnostics_mut(&mut self) -> &mut [Diagnostic] {
        match self {
            RunError::Usage(one) | RunError::Missing(one) => std::slice::from_mut(one),
            RunError::Options(all) | RunError::Lesson(all, _) | RunError::Several(_, all, _) => all,
        }
    }

    /// Texts of the files that it is about, by name.
    pub fn sources(&self) -> &[(String, String)] {
        match self {
            RunError::Lesson(_, sources) | RunError::Several(_, _, sources) => sources,
            _ => &[],
        }
    }
}

impl Run {
    /// Runs it to its end, or to its bound.
    pub fn timeline(&self) -> Timeline {
        if let Some(log) = &self.log {
            return log.run.timeline.clone();
        }
        let bound = if self.lesson.is_some() { BOUND } else { DEFAULT_BOUND };
        self.scenario.timeline(bound)
    }

    /// Id of the lesson that the run belongs to, if it is a lesson's.
    pub fn lesson_id(&self) -> Option<&str> {
        self.lesson.as_deref().map(Lesson::id)
    }

    /// Whether the run came out as it should: clean, or in no way but those that the lesson
    /// announces. An option never announces.
    pub fn is_as_announced(&self, timeline: &Timeline) -> bool {
        let lesson = self.lesson.as_deref();
        let announces = |rule: &str| lesson.is_some_and(|lesson| lesson.announces(rule));
        let ended =
            !timeline.is_bounded() || lesson.is_some_and(|lesson| lesson.expects(Verdict::Bounded));
        ended && timeline.violations().iter().all(|found| announces(found.rule))
    }

    /// What the lesson expects at the end and what is not so. A run that was changed is none that
    /// the lesson speaks of.
    pub fn failures(&self, timeline: &Timeline) -> Vec<Diagnostic> {
        let Some(lesson) = self.lesson.as_ref().filter(|_| !self.changed) else {
            return Vec::new();
        };
        if let Some(found) = looks(&lesson.source, &lesson.file, timeline) {
            return vec![found];
        }
        let story = Story::of(timeline);
        let expected = lesson.file.close.expect.as_ref();
        expected.map_or_else(Vec::new, |it| {
            expect::failures(it, &story, story.end(), &lesson.source.name)
        })
    }

    /// Texts of the files that diagnostics about this run may speak of.
    pub fn sources(&self) -> Vec<(String, String)> {
        self.lesson.iter().map(|lesson| text_of(&lesson.source)).collect()
    }
}

/// Finds what a RUN word means and adds the options given separately.
///
/// # Errors
/// Why there is no run: see the variants of [`RunError`].
pub fn find(word: Option<&OsStr>, settings: &[(&'static str, String)]) -> Result<Run, RunError> {
    match word {
        Some(word) if names_log(word) => log(word, settings),
        Some(word) if names_lesson(word) => lesson(word, settings),
        Some(word) => path(path_word(&word.to_string_lossy())?, settings),
        None => path(RunOptions::default(), settings),
    }
}

/// Whether a word means the file of a log.
pub fn names_log(word: &OsStr) -> bool {
    let path = Path::new(word);
    path.is_file() && file::read(path, LOOK).is_ok_and(|bytes| is_log(&bytes))
}

/// How many bytes of a file are enough to see what it is.
const LOOK: usize = 4096;

/// Whether a file begins as a log does, in any encoding that one may have.
fn is_log(bytes: &[u8]) -> bool {
    let plain: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let key = b"\"teardown-log\"";
    let line = plain.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    line.is_some_and(|line| line.windows(key.len()).any(|window| window == key))
}

/// Reads a log.
///
/// # Errors
/// There is no such file, or it is no log at all.
pub fn open_log(word: &OsStr) -> Result<CallLog, RunError> {
    let name = Path::new(word).display().to_string();
    let file = file::reader(Path::new(word)).map_err(|error| {
        RunError::Missing(Diagnostic::error(
            "no-such-file",
            &name,
            None,
            format!("cannot be read: {error}"),
        ))
    })?;
    log::read::read(&name, file).map_err(|found| RunError::Lesson(vec![found], Vec::new()))
}

/// Reads and judges a log.
///
/// # Errors
/// There is no such file, or it is no log at all.
pub fn read_log(word: &OsStr) -> Result<Judged, RunError> {
    open_log(word).map(|log| judged(log::fold(log)))
}

fn log(word: &OsStr, settings: &[(&'static str, String)]) -> Result<Run, RunError> {
    if let Some((key, _)) = settings.first() {
        return Err(no_option(key));
    }
    let judged = read_log(word)?;
    let options = judged.judgement.fit.as_ref().map(|fit| fit.best().options.clone());
    let scenario = Scenario::load(&options.unwrap_or_default(), &[]).map_err(RunError::Options)?;
    Ok(Run { lesson: None, changed: false, scenario, log: Some(Arc::new(judged)) })
}

fn judged(run: LoggedRun) -> Judged {
    Judged { judgement: log::judge(&run), run }
}

/// A log happened as it did.
fn no_option(key: &str) -> RunError {
    RunError::Usage(refuse("log-option", "log-option", &[("key", key)]))
}

/// Whether a word means a lesson and not a path.
pub fn names_lesson(word: &OsStr) -> bool {
    // A file that happens to have the name of a path does not hide it; with a folder
    // before it, it is a file.
    let is_path = || word.to_str().is_some_and(|word| Scenario::all_paths().contains(&word));
    let is_file = || Path::new(word).is_file() && !is_path() && !names_log(word);
    is_lesson(&word.to_string_lossy()) || is_file()
}

/// Reads a lesson by id, number or file.
///
/// # Errors
/// There is no such lesson or file, or the file is no lesson's text.
pub fn find_lesson(word: &OsStr) -> Result<LessonSource, RunError> {
    find_source(word).map_err(|found| match found.code {
        "no-such-lesson" | "no-such-file" | "unreadable" => RunError::Missing(found),
        _ => RunError::Lesson(vec![found], Vec::new()),
    })
}

fn text_of(source: &LessonSource) -> (String, String) {
    (source.name.clone(), source.text.clone())
}

fn lesson(word: &OsStr, settings: &[(&'static str, String)]) -> Result<Run, RunError> {
    let source = find_lesson(word)?;
    let texts = vec![text_of(&source)];
    let lesson = Lesson::parse(source).map_err(|found| RunError::Lesson(found, texts.clone()))?;
    let logged = logged(&lesson).transpose();
    let logged = logged.map_err(|found| RunError::Lesson(found, texts.clone()))?;
    if let (Some(_), Some((key, _))) = (&logged, settings.first()) {
        return Err(no_option(key));
    }
    let mut options =
        run_options(&lesson, None).map_err(|found| RunError::Lesson(found, texts.clone()))?;
    apply(&mut options, settings)?;
    let scenario = load(&lesson, &options).map_err(|found| match settings {
        [] => RunError::Lesson(found, texts),
        _ => RunError::Options(found),
    })?;
    let changed = !settings.is_empty();
    let log = logged.map(|run| Arc::new(judged(run)));
    Ok(Run { lesson: Some(Arc::new(lesson)), changed, scenario, log })
}

fn path(mut options: RunOptions, settings: &[(&'static str, String)]) -> Result<Run, RunError> {
    apply(&mut options, settings)?;
    let scenario = Scenario::load(&options, &[]).map_err(RunError::Options)?;
    Ok(Run { lesson: None, changed: false, scenario, log: None })
}

/// Options given separately take precedence over those of the word; a list is replaced as a whole.
fn apply(options: &mut RunOptions, settings: &[(&'static str, String)]) -> Result<(), RunError> {
    for (key, _) in settings {
        options.clear(key);
    }
    settings.iter().try_for_each(|(key, value)| options.set(key, value)).map_err(RunError::Usage)
}

/// Reads `PATH` or `PATH:key=value,...`. A bare word that is no path is a lesson or a file that is
/// not there.
fn path_word(word: &str) -> Result<RunOptions, RunError> {
    let head = word.split_once(':').map_or(word, |(head, _)| head);
    let paths = Scenario::all_paths();
    if paths.contains(&head) {
        return RunOptions::parse(word).map_err(RunError::Usage);
    }
    if head != word {
        return Err(RunError::Usage(unknown("path", head, paths.iter().copied())));
    }
    let known = paths.iter().copied().chain(INDEX.iter().map(|entry| entry.id));
    let near = nearest(word, known);
    let id = if near.is_empty() { "no-such-run" } else { "no-such-run-near" };
    let arguments = [("name", format!("{word:?}")), ("known", near.join(", "))];
    Err(RunError::Missing(refuse(
        "no-such-run",
        id,
        &arguments.each_ref().map(|(name, value)| (*name, value.as_str())),
    )))
}
