//! The command line as types; what it says of itself is in `assets/text/headless.*.ftl`, so that
//! `--help` speaks the language of the user.
//!
//! It must not know what a command does.

mod args;
mod bodies;
mod help;
mod judge;
mod known;
mod meant;
mod review;
mod run;
mod script;

use std::ffi::OsString;

use clap::{Args, FromArgMatches, Parser, Subcommand};

pub use args::*;
pub use bodies::BodiesArgs;
pub use help::{command, command_names, completing};
pub use judge::{BuildArgs, JudgeArgs, LogAction, LogArgs, NewArgs};
use known::{Known, languages};
pub use meant::meant;
pub use review::ReviewArgs;
pub use run::{PlayArgs, RunArgs, ScreenArgs, StageArgs};
pub use script::{ScriptArgs, ScriptFormat};

/// The command line of `teardown`, parsed; texts of help come from the word files.
#[derive(Debug, Parser)]
#[command(name = "teardown", version, max_term_width = 110)]
pub struct Cli {
    /// What to do; the stage if nothing is named.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
    /// What belongs to no command.
    #[command(flatten)]
    pub own: Own,
}

/// What the program takes if no command is named.
#[derive(Debug, Args)]
pub struct Own {
    /// The run of the stage.
    #[command(flatten)]
    pub run: RunArgs,
    /// How the stage looks.
    #[command(flatten)]
    pub stage: StageArgs,
    /// Whether and how the stage plays by itself.
    #[command(flatten)]
    pub playing: PlayArgs,
    /// Language of all texts; the environment's if it is not given.
    #[arg(long, global = true, value_name = "LANG", value_parser = Known(languages))]
    pub lang: Option<String>,
}

impl Cli {
    /// Reads arguments that name no command: the options of all commands are not even made then.
    /// Nothing if that fails, or may mean something else to the whole command line.
    pub fn without_command(arguments: &[OsString]) -> Option<Self> {
        let is_command = |word: &str| word == "help" || CliCommand::has_subcommand(word);
        if arguments.iter().skip(1).any(|argument| argument.to_str().is_some_and(is_command)) {
            return None;
        }
        // Help is a matter of the whole command line. That it has more to say is settled here: to
        // find it out, the parser would gather the known values of all options.
        let bare = clap::Command::new("teardown").disable_help_flag(true).before_long_help(" ");
        let matches = Own::augment_args(bare).try_get_matches_from(arguments).ok()?;
        Some(Self { command: None, own: Own::from_arg_matches(&matches).ok()? })
    }
}

/// The commands; without one, the stage opens.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// A run without a terminal.
    Replay(Box<ReplayArgs>),
    /// Searches every thread interleaving of a run.
    Explore(Box<ExploreArgs>),
    /// Compares two runs, aligned by what they do.
    Diff(DiffArgs),
    /// Judges a log of a real program, or a module of bodies.
    Judge(JudgeArgs),
    /// Puts the statements of a provider in order.
    Build(BuildArgs),
    /// Makes a log of plain text.
    Log(LogArgs),
    /// A run as a file that others can look at.
    Record(Box<RecordArgs>),
    /// What the user does on the stage, as a script.
    RecordScript(Box<RecordScriptArgs>),
    /// Scripts that drive the stage and say what they expect.
    Script(ScriptArgs),
    /// Presents a lesson in front of a room: the projector's side.
    Present(Box<PresentArgs>),
    /// The speaker's side of a presentation, in a second terminal.
    Notes(NotesArgs),
    /// Checks lessons as tests, with an exit code.
    Check(CheckArgs),
    /// Lists the bundled lessons.
    Lessons(ListArgs),
    /// Lists the shutdown paths.
    Paths(ListArgs),
    /// Lists the worlds in which a run can begin.
    Worlds(ListArgs),
    /// Lists the store providers.
    Providers(ListArgs),
    /// The catalogue of bugs.
    Bugs(ListArgs),
    /// The points on which the sources disagree.
    Readings(ListArgs),
    /// The rules that judge a run.
    Rules(ListArgs),
    /// The bundled bodies, to read and to begin one's own with.
    Bodies(BodiesArgs),
    /// What was missed is asked again.
    Review(ReviewArgs),
    /// How far the learner is.
    Progress(ProgressArgs),
    /// Reference cards of lessons.
    Card(CardArgs),
    /// A lesson to begin with.
    New(NewArgs),
    /// The JSON Schema of a lesson.
    Schema(SchemaArgs),
    /// Prints a completion script for a shell.
    Completions(CompletionsArgs),
    /// Prints the manual page.
    Man(ManArgs),
}

#[cfg(test)]
mod tests {
    use clap::{Command as ClapCommand, CommandFactory};

    use super::known::LEDGER_NAMES;
    use super::*;
    use crate::text::Lang;
    use crate::words::Words;

    fn check(command: &ClapCommand, words: &Words) {
        let name = command.get_name();
        assert!(
            name == "teardown" || words.find(&format!("help-{name}"), &[]).is_some(),
            "help-{name}"
        );
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str().replace('_', "-");
            let known = [format!("arg-{name}-{id}"), format!("arg-{id}")];
            assert!(known.iter().any(|id| words.find(id, &[]).is_some()), "{known:?}");
        }
        command.get_subcommands().for_each(|child| check(child, words));
    }

    #[test]
    fn every_command_and_argument_is_described() {
        check(&Cli::command(), Words::of(Lang::En));
        for lang in [Lang::En, Lang::PtBr] {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn every_option_of_a_run_can_stand_apart() {
        for spec in crate::scenario::OPTIONS {
            let flag = format!("--{}", spec.key);
            let switch = spec.values == ["no", "yes"];
            let words =
                if switch { vec!["teardown", &flag] } else { vec!["teardown", &flag, "word"] };
            let cli = Cli::try_parse_from(&words).expect("is an option");
            let value = if switch { "yes" } else { "word" };
            assert_eq!(cli.own.run.settings(), [(spec.key, value.to_owned())]);
        }
    }

    #[test]
    fn the_names_of_ledgers_are_theirs() {
        assert!(LEDGER_NAMES.iter().all(|(name, ledger)| ledger.name() == *name));
    }
}
