//! Ring 9: what the program does, one file a subcommand, and how it ends.
//!
//! Diagnostics go to the standard error output here and nowhere else. It must not know how a run is
//! made or shown.

mod author;
mod bodies;
mod build;
mod check;
mod ci;
mod claims;
mod clean;
mod diff;
mod explore;
mod judge;
mod lists;
mod live;
mod log;
mod manual;
mod present;
mod progress;
mod record;
mod replay;
mod report;
mod review;
mod save;
mod script;
mod space;
mod stage;
mod today;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::sync::Arc;
#[cfg(unix)]
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use clap::{CommandFactory, FromArgMatches};

use crate::cli::{self, Cli, CliCommand};
use crate::diagnostic::Diagnostic;
use crate::run::RunError;
use crate::scenario::options::unknown;
use crate::text::{Lang, shown};
use crate::words::Words;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything is as it should be; exit code 0.
    Well,
    /// Done, but a rule was broken, an expectation failed, two runs differ.
    Otherwise,
    /// One of several things that were asked for cannot be loaded; the others were done. With its
    /// exit code.
    Refused(u8),
    /// Interrupted from the keyboard; what was done until then was reported.
    Interrupted,
    /// By a signal, after what had to be done was done.
    Signalled(u8),
}

/// Why a command could not be done.
#[derive(Debug)]
pub enum Failure {
    /// What was asked for makes no sense, or is not there.
    Problem(RunError),
    /// The output could not be written.
    Write {
        /// Where to; empty for the standard output.
        target: String,
        /// What the system reported.
        error: io::Error,
    },
}

impl From<RunError> for Failure {
    fn from(problem: RunError) -> Self {
        Failure::Problem(problem)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Write { target: String::new(), error }
    }
}

impl Failure {
    /// A failure of the command line; exit code 2.
    pub fn usage(diagnostic: Diagnostic) -> Self {
        Failure::Problem(RunError::Usage(diagnostic))
    }
}

type CommandResult = Result<Ended, Failure>;

/// Runs the program and says how it ended.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = language(&arguments);
    ExitCode::from(match parse(&arguments, lang) {
        Ok(cli) => finish(dispatch(cli, lang).map_err(|it| suggested(it, &arguments)), lang),
        Err(error) => {
            if let Some(problem) = misread(&error, &arguments, lang) {
                return ExitCode::from(finish(Err(problem), lang));
            }
            let error = safe(error, &arguments, lang);
            // If the reader has closed the pipe, there is no one to report to.
            let _ = error.print();
            u8::try_from(error.exit_code()).unwrap_or(2)
        }
    })
}

/// Reads the arguments. The texts of the command line are only made if they have to be shown.
fn parse(arguments: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    if let Some(cli) = Cli::without_command(arguments) {
        return Ok(cli);
    }
    let quick = Cli::command().try_get_matches_from(arguments);
    let matches = quick.or_else(|_| cli::command(lang).try_get_matches_from(arguments))?;
    Cli::from_arg_matches(&matches)
}

/// Words that mean nothing to the command line, with the command that was meant; nothing where that
/// is not clear.
fn misread(error: &clap::Error, arguments: &[OsString], lang: Lang) -> Option<Failure> {
    use clap::error::ErrorKind::{InvalidSubcommand, UnknownArgument};
    let is_word = matches!(error.kind(), InvalidSubcommand | UnknownArgument);
    let line = cli::meant(arguments).filter(|_| is_word)?;
    let words = Words::of(lang);
    let typed: Vec<String> =
        arguments.iter().skip(1).map(|word| shown(&word.to_string_lossy())).collect();
    let arguments = [("words", format!("teardown {}", typed.join(" ")).into())];
    let message = words.with("error-no-such-command", &arguments);
    let help = words.with("error-meant", &[("line", line.into())]);
    Some(Failure::usage(Diagnostic::error("usage", "", None, message).help(help)))
}

/// The same failure with the command that was meant, if a lesson, path or file is not there, or the
/// words are in no order that means anything.
fn suggested(mut failure: Failure, arguments: &[OsString]) -> Failure {
    let found = match &mut failure {
        Failure::Problem(RunError::Missing(found)) => found,
        Failure::Problem(RunError::Usage(found)) if found.code == "usage" => found,
        _ => return failure,
    };
    if let Some(line) = cli::meant(arguments) {
        let told = |lang| Words::of(lang).with("error-meant", &[("line", line.clone().into())]);
        found.help = Some(told(Lang::En).into());
        if let Some(both) = &mut found.portuguese {
            both.1 = Some(told(Lang::PtBr));
        }
    }
    failure
}

/// The same error, made from arguments without terminal control characters.
fn safe(error: clap::Error, arguments: &[OsString], lang: Lang) -> clap::Error {
    let shown: Vec<OsString> =
        arguments.iter().map(|word| shown(&word.to_string_lossy()).into()).collect();
    if shown == arguments {
        return error;
    }
    // If the mistake is in what was replaced, only the fact of an error can be reported.
    parse(&shown, lang)
        .err()
        .unwrap_or_else(|| clap::Error::new(clap::error::ErrorKind::InvalidValue))
}

/// The language asked for on the command line, else that of the environment. It is needed before
/// the arguments are read, for `--help`.
fn language(arguments: &[OsString]) -> Lang {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let apart = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let tag = apart.or(joined).map(str::to_owned).or_else(sys_locale::get_locale);
    tag.map_or(Lang::En, |tag| Lang::from_tag(&tag))
}

fn dispatch(cli: Cli, lang: Lang) -> CommandResult {
    let known = [Lang::En, Lang::PtBr].map(Lang::code);
    if let Some(tag) = cli.own.lang.as_deref().filter(|tag| !known.contains(tag)) {
        return Err(Failure::usage(unknown("language", tag, known)));
    }
    let before = !cli.own.run.is_empty() || cli.own.playing.play;
    // The stage restores the terminal before a signal ends it; everything else has nothing to
    // restore.
    let Some(command) = cli.command else { return stage::stage(&cli, lang) };
    // So do a review, the workbench, the screens of a talk, and that of `record-script`, which
    // writes what was done.
    if !matches!(
        command,
        CliCommand::RecordScript(_)
            | CliCommand::Present(_)
            | CliCommand::Notes(_)
            | CliCommand::Review(_)
            | CliCommand::Build(_)
    ) {
        end_on_signals();
    }
    if before {
        let message = Words::of(lang).text("error-options-before-command");
        return Err(Failure::usage(Diagnostic::error("usage", "", None, message)));
    }
    match command {
        CliCommand::Replay(args) => replay::replay(&args, lang),
        CliCommand::Explore(args) => explore::explore(&args, lang),
        CliCommand::Diff(args) => diff::diff(&args, lang),
        CliCommand::Judge(args) => judge::judge(&args, lang),
        CliCommand::Build(args) => build::build(&args, lang),
        CliCommand::Log(args) => log::log(&args, lang),
        CliCommand::Record(args) => record::record(&args, lang),
        CliCommand::RecordScript(args) => live::record_script(&args, lang),
        CliCommand::Script(args) => script::script(&args, lang),
        CliCommand::Present(args) => present::present(&args, lang),
        CliCommand::Notes(args) => present::notes(&args, lang),
        CliCommand::Check(args) => check::check(&args, lang),
        CliCommand::Lessons(args) => lists::lessons(&args, lang),
        CliCommand::Review(args) => review::review(&args, lang),
        CliCommand::Progress(args) => progress::progress(&args, lang),
        CliCommand::Card(args) => author::card(&args, lang),
        CliCommand::New(args) => author::new(&args, lang),
        CliCommand::Schema(args) => author::schema(&args),
        CliCommand::Paths(args) => lists::paths(&args, lang),
        CliCommand::Worlds(args) => lists::worlds(&args, lang),
        CliCommand::Providers(args) => lists::providers(&args, lang),
        CliCommand::Bugs(args) => lists::bugs(&args, lang),
        CliCommand::Readings(args) => lists::readings(&args, lang),
        CliCommand::Rules(args) => lists::rules(&args, lang),
        CliCommand::Bodies(args) => bodies::bodies(&args, lang),
        CliCommand::Completions(args) => manual::completions(&args, lang),
        CliCommand::Man(args) => manual::man(&args, lang),
    }
}

/// Prints what went wrong and gives the exit code.
fn finish(outcome: CommandResult, lang: Lang) -> u8 {
    match outcome {
        Ok(Ended::Well) => 0,
        Ok(Ended::Otherwise) => 1,
        Ok(Ended::Refused(code)) => code,
        Ok(Ended::Interrupted) => 130,
        Ok(Ended::Signalled(signal)) => 128 + signal,
        Err(Failure::Write { error, .. }) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(Failure::Write { target, error }) => {
            let words = Words::of(lang);
            let target =
                if target.is_empty() { words.text("error-standard-output") } else { target };
            let arguments = [("target", target.into()), ("error", error.to_string().into())];
            report::complain(
                &[Diagnostic::error("write", "", None, words.with("error-write", &arguments))],
                &[],
                lang,
            );
            74
        }
        Err(Failure::Problem(problem)) => {
            report::complain(problem.diagnostics(), problem.sources(), lang);
            problem.exit_code()
        }
    }
}

/// Lets a function write to the standard output through one buffer.
fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = clean::Clean::new(BufWriter::with_capacity(64 * 1024, io::stdout().lock()));
    write(&mut out)?;
    out.flush()?;
    Ok(())
}

/// Whether SIGINT ends the program at once.
#[cfg(unix)]
static INTERRUPTIBLE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// SIGINT, SIGTERM and SIGHUP end the program with 128 and their number, whatever it does.
#[cfg(unix)]
fn end_on_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    // A file that may not grow further is an error of writing like a full disk, and leaves no half
    // file.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    let always = Arc::new(AtomicBool::new(true));
    for (signal, condition) in [(SIGHUP, &always), (SIGINT, &*INTERRUPTIBLE), (SIGTERM, &always)] {
        // If it cannot be registered the signal still ends the program, only with the code of the
        // platform.
        let _ = signal_hook::flag::register_conditional_shutdown(
            signal,
            128 + signal,
            Arc::clone(condition),
        );
    }
}

/// From here on the first SIGINT sets the flag that is returned, for a command that wants to say
/// what it has done; the second one ends the program.
#[cfg(unix)]
fn interruption() -> Arc<AtomicBool> {
    let flag = Arc::clone(&INTERRUPTIBLE);
    flag.store(false, std::sync::atomic::Ordering::Relaxed);
    if signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&flag)).is_err() {
        flag.store(true, std::sync::atomic::Ordering::Relaxed);
        return Arc::default();
    }
    flag
}

#[cfg(windows)]
fn interruption() -> Arc<AtomicBool> {
    let flag = Arc::<AtomicBool>::default();
    let heard = Arc::clone(&flag);
    // If there can be no handler, Ctrl-C ends the program as it did before.
    let _ = ctrlc::set_handler(move || {
        if heard.swap(true, std::sync::atomic::Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    flag
}

#[cfg(not(any(unix, windows)))]
fn interruption() -> Arc<AtomicBool> {
    Arc::default()
}

#[cfg(not(unix))]
fn end_on_signals() {}
