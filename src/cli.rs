//! The command line as types; what it says of itself is in `assets/text/headless.*.ftl`, so that `--help` speaks the language of the user.
//!
//! It must not know what a command does.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Args, Command as ClapCommand, CommandFactory, Parser, Subcommand};

use crate::lesson::check::CODES;
use crate::lesson::library::INDEX;
use crate::scenario::{Scenario, catalogue};
use crate::sim::event::Ledger;
use crate::text::Lang;
use crate::tui::theme::{LOOKS, Look};
use crate::words::Words;

/// `teardown`
#[derive(Debug, Parser)]
#[command(name = "teardown", version, max_term_width = 110)]
pub struct Cli {
    /// What to do; the stage if nothing is named.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The run of the stage.
    #[command(flatten)]
    pub run: RunArgs,
    /// How the stage looks.
    #[command(flatten)]
    pub stage: StageArgs,
    /// Language of texts.
    #[arg(long, global = true, value_name = "LANG", value_parser = Known(languages))]
    pub lang: Option<String>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// A run without a terminal.
    Replay(Box<ReplayArgs>),
    /// Every order.
    Explore(Box<ExploreArgs>),
    /// Two runs, compared.
    Diff(DiffArgs),
    /// A run as a file that others can look at.
    Record(Box<RecordArgs>),
    /// Scripts that drive the stage and say what they expect.
    Script(ScriptArgs),
    /// The projector.
    Present(Box<PresentArgs>),
    /// The speaker's terminal.
    Notes(NotesArgs),
    /// Lessons as tests.
    Check(CheckArgs),
    /// The lessons.
    Lessons(ListArgs),
    /// The shutdown paths.
    Paths(ListArgs),
    /// The starting situations.
    Worlds(ListArgs),
    /// The store providers.
    Providers(ListArgs),
    /// The catalogue of bugs.
    Bugs(ListArgs),
    /// The points on which the sources disagree.
    Readings(ListArgs),
    /// The rules that judge a run.
    Rules(ListArgs),
    /// How far the learner is.
    Progress(ProgressArgs),
    /// A lesson to begin with.
    New(NewArgs),
    /// The JSON Schema of a lesson.
    Schema(SchemaArgs),
    /// A completion script.
    Completions(CompletionsArgs),
    /// The manual page.
    Man(ManArgs),
}

/// A run: a lesson, a file or a word, and options.
#[derive(Args, Clone, Debug, Default)]
pub struct RunArgs {
    /// Lesson id, lesson file, or PATH:key=value,...
    #[arg(value_name = "RUN", value_parser = Known(runs), hide_possible_values = true)]
    pub run: Option<String>,
    #[arg(long, value_name = "PATH", value_parser = Known(paths), help_heading = "run")]
    path: Option<String>,
    #[arg(long, value_name = "WORLD", value_parser = Known(|| values("world")), help_heading = "run")]
    world: Option<String>,
    #[arg(long, value_name = "FLAG", value_parser = Known(|| values("flag")), help_heading = "run")]
    flag: Option<String>,
    #[arg(long, value_name = "STORE", value_parser = Known(|| values("store")), help_heading = "run")]
    store: Option<String>,
    #[arg(long, value_name = "XP", value_parser = Known(|| values("coupled")), help_heading = "run")]
    coupled: Option<String>,
    #[arg(long, value_name = "XP", value_parser = Known(|| values("target")), help_heading = "run")]
    target: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = Known(|| values("session")), help_heading = "run")]
    session: Option<String>,
    #[arg(long, help_heading = "run")]
    no_mail: bool,
    #[arg(long, value_name = "PROVIDER", value_parser = Known(|| values("provider")), help_heading = "run")]
    provider: Option<String>,
    #[arg(long, value_name = "POLICY", value_parser = Known(|| values("orphans")), help_heading = "run")]
    orphans: Option<String>,
    #[arg(long, value_name = "POLICY", value_parser = Known(|| values("children")), help_heading = "run")]
    children: Option<String>,
    #[arg(long, help_heading = "run")]
    lenient: bool,
    #[arg(long, value_name = "CLIENT", value_parser = Known(|| values("client")), help_heading = "run")]
    client: Option<String>,
    #[arg(long, value_name = "XP=WHAT", help_heading = "run")]
    transport: Vec<String>,
    #[arg(long, value_name = "M:XP,...", help_heading = "run")]
    queue: Option<String>,
    #[arg(long, value_name = "YES|NO", value_parser = Known(|| values("inbox")), help_heading = "run")]
    inbox: Option<String>,
    #[arg(long, value_name = "FLAGS", value_parser = Known(|| values("session-flags")), help_heading = "run")]
    session_flags: Option<String>,
    #[arg(long, value_name = "0|1|2", value_parser = Known(|| values("policy")), help_heading = "run")]
    policy: Option<String>,
    #[arg(long, value_name = "WHO=ANSWER", help_heading = "run")]
    answer: Vec<String>,
    #[arg(long, value_name = "ORDER", help_heading = "run")]
    order: Option<String>,
    #[arg(long, value_name = "BUG", value_parser = Known(bugs), hide_possible_values = true, help_heading = "run")]
    bug: Vec<String>,
    #[arg(long, value_name = "C=VALUE", value_parser = Known(readings), hide_possible_values = true, help_heading = "run")]
    reading: Vec<String>,
}

impl RunArgs {
    /// The options that stand apart, by key.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let one = [
            ("path", &self.path),
            ("world", &self.world),
            ("flag", &self.flag),
            ("store", &self.store),
            ("coupled", &self.coupled),
            ("target", &self.target),
            ("session", &self.session),
            ("provider", &self.provider),
            ("orphans", &self.orphans),
            ("children", &self.children),
            ("client", &self.client),
            ("queue", &self.queue),
            ("inbox", &self.inbox),
            ("session-flags", &self.session_flags),
            ("policy", &self.policy),
            ("order", &self.order),
        ];
        let many = [("transport", &self.transport), ("answer", &self.answer), ("bug", &self.bug), ("reading", &self.reading)];
        let switches = [("no-mail", self.no_mail), ("lenient", self.lenient)];
        let one = one.into_iter().filter_map(|(key, value)| value.clone().map(|value| (key, value)));
        let many = many.into_iter().flat_map(|(key, values)| values.iter().map(move |value| (key, value.clone())));
        let switches = switches.into_iter().filter(|(_, on)| *on).map(|(key, _)| (key, "yes".to_owned()));
        one.chain(many).chain(switches).collect()
    }

    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.run.is_none() && self.settings().is_empty()
    }
}

/// How the stage looks.
#[derive(Args, Clone, Debug, Default)]
pub struct StageArgs {
    /// The palette.
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(LOOKS.map(Look::name)))]
    pub theme: Option<String>,
    /// Only letters and signs of ASCII.
    #[arg(long)]
    pub ascii: bool,
    /// No animations.
    #[arg(long)]
    pub reduced_motion: bool,
    /// Lines of text instead of a screen; also where TERM is dumb.
    #[arg(long)]
    pub plain: bool,
}

/// Arguments of `present`.
#[derive(Args, Debug)]
pub struct PresentArgs {
    /// The run.
    #[command(flatten)]
    pub run: RunArgs,
    /// How it looks.
    #[command(flatten)]
    pub screen: ScreenArgs,
    /// How long the talk is to take.
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=600))]
    pub minutes: Option<u32>,
    /// Where the log is kept.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub log: Option<std::path::PathBuf>,
}

/// Arguments of `notes`.
#[derive(Args, Debug)]
pub struct NotesArgs {
    /// How it looks.
    #[command(flatten)]
    pub screen: ScreenArgs,
}

/// How the screens of a talk look.
#[derive(Args, Clone, Debug, Default)]
pub struct ScreenArgs {
    /// The palette.
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(LOOKS.map(Look::name)))]
    pub theme: Option<String>,
    /// Only letters and signs of ASCII.
    #[arg(long)]
    pub ascii: bool,
    /// No animations.
    #[arg(long)]
    pub reduced_motion: bool,
}

/// Arguments of `replay`.
#[derive(Args, Debug)]
pub struct ReplayArgs {
    /// The run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&REPLAY_FORMATS))]
    pub format: ReplayFormat,
    /// First step that is shown: a number, or the first call of a method.
    #[arg(long, value_name = "STEP")]
    pub from: Option<String>,
    /// Last step that is shown: a number, or the first return of a method.
    #[arg(long, value_name = "STEP")]
    pub until: Option<String>,
    /// Only what changes one ledger.
    #[arg(long, value_name = "LEDGER", value_parser = one_of(&LEDGER_NAMES))]
    pub only: Option<Ledger>,
    /// The ledgers at the end, too.
    #[arg(long)]
    pub ledgers: bool,
}

/// Arguments of `record`.
#[derive(Args, Debug)]
pub struct RecordArgs {
    /// The run.
    #[command(flatten)]
    pub run: RunArgs,
    /// The file to write; its extension is the format.
    #[arg(short, long, value_name = "FILE", required = true, value_hint = clap::ValueHint::FilePath)]
    pub output: String,
    /// Columns and rows of the screen.
    #[arg(long, value_name = "WxH")]
    pub size: Option<String>,
    /// How the stage looks.
    #[command(flatten)]
    pub stage: StageArgs,
    /// How fast it plays.
    #[arg(long, value_name = "TIMES")]
    pub speed: Option<String>,
    /// Version of asciicast.
    #[arg(long, value_name = "2|3", value_parser = one_of(&CAST_VERSIONS))]
    pub cast_version: Option<CastVersion>,
    /// The moment of a still.
    #[arg(long, value_name = "STEP")]
    pub at: Option<String>,
    /// All beats in one picture that moves.
    #[arg(long, conflicts_with = "at")]
    pub animate: bool,
}

/// Versions of asciicast.
pub type CastVersion = crate::headless::cast::Version;

const CAST_VERSIONS: [(&str, CastVersion); 2] = [("2", CastVersion::Two), ("3", CastVersion::Three)];

/// Arguments of `script`.
#[derive(Args, Debug)]
pub struct ScriptArgs {
    /// Scripts.
    #[arg(value_name = "FILE", required = true, value_hint = clap::ValueHint::FilePath)]
    pub files: Vec<String>,
    /// Where stills go.
    #[arg(long, value_name = "FOLDER", value_hint = clap::ValueHint::DirPath)]
    pub stills: Option<String>,
}

/// Arguments of `schema`.
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// Of what.
    #[arg(long, value_name = "WHAT", default_value = "lesson", value_parser = one_of(&SCHEMAS))]
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaOf {
    /// A lesson file.
    Lesson,
    /// A line of a run as JSON Lines.
    Run,
}

const SCHEMAS: [(&str, SchemaOf); 2] = [("lesson", SchemaOf::Lesson), ("run", SchemaOf::Run)];

/// Forms of a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayFormat {
    /// A numbered transcript.
    Text,
    /// One JSON object a line.
    Jsonl,
}

const REPLAY_FORMATS: [(&str, ReplayFormat); 2] = [("text", ReplayFormat::Text), ("jsonl", ReplayFormat::Jsonl)];

/// Arguments of `explore`.
#[derive(Args, Debug)]
pub struct ExploreArgs {
    /// The run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Most states to visit.
    #[arg(long, value_name = "N", default_value_t = 5_000_000)]
    pub max_states: u64,
    /// Most steps in a run.
    #[arg(long, value_name = "N")]
    pub max_depth: Option<u32>,
    /// Most memory, in millions of bytes.
    #[arg(long, value_name = "MB", default_value_t = 2_000)]
    pub max_memory: u64,
    /// One search more for each other value of a reading.
    #[arg(long)]
    pub all_readings: bool,
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
    /// Opens the shortest run that breaks this rule in the stage.
    #[arg(long, value_name = "RULE", conflicts_with_all = ["save", "all_readings"])]
    pub open: Option<String>,
    /// Saves the shortest run that breaks this rule as a lesson.
    #[arg(long, value_name = "RULE", requires = "output", conflicts_with = "all_readings")]
    pub save: Option<String>,
    /// Where to.
    #[arg(short, long, value_name = "FILE", requires = "save")]
    pub output: Option<std::path::PathBuf>,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Lessons, files or folders; all bundled lessons if there is none.
    #[arg(value_name = "PATH", value_parser = Known(lessons), hide_possible_values = true)]
    pub paths: Vec<String>,
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&CHECK_FORMATS))]
    pub format: CheckFormat,
    /// Tries every order of the run, not only the default one.
    #[arg(long)]
    pub thorough: bool,
    /// Explains a kind of complaint instead.
    #[arg(long, value_name = "CODE", value_parser = Known(codes), hide_possible_values = true)]
    pub explain: Option<String>,
}

/// Forms of a check's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// Diagnostics with excerpts, and a line for each lesson.
    Text,
    /// An array of lessons with their problems.
    Json,
    /// JUnit's XML.
    Junit,
    /// Workflow commands of GitHub.
    Github,
}

const CHECK_FORMATS: [(&str, CheckFormat); 4] =
    [("text", CheckFormat::Text), ("json", CheckFormat::Json), ("junit", CheckFormat::Junit), ("github", CheckFormat::Github)];

/// Arguments of `progress`.
#[derive(Args, Debug)]
pub struct ProgressArgs {
    /// What to do.
    #[arg(value_name = "ACTION", default_value = "list", value_parser = one_of(&PROGRESS_ACTIONS))]
    pub action: ProgressAction,
    /// A file, or lessons.
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// Resets without asking.
    #[arg(long)]
    pub yes: bool,
}

/// What to do with progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressAction {
    /// Lists it.
    List,
    /// Writes it to a file or to the standard output.
    Export,
    /// Adds that of a file.
    Import,
    /// Forgets it.
    Reset,
}

const PROGRESS_ACTIONS: [(&str, ProgressAction); 4] = [
    ("list", ProgressAction::List),
    ("export", ProgressAction::Export),
    ("import", ProgressAction::Import),
    ("reset", ProgressAction::Reset),
];

/// Arguments of `new`.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// The file to write.
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub file: String,
    /// The title of the lesson.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}

/// Arguments of a list.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
}

/// Forms of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// Lines.
    Text,
    /// An array of objects with "id".
    Json,
}

const LIST_FORMATS: [(&str, ListFormat); 2] = [("text", ListFormat::Text), ("json", ListFormat::Json)];

/// Arguments of `diff`.
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The first run.
    #[arg(value_name = "A", value_parser = Known(paths), hide_possible_values = true)]
    pub a: String,
    /// The second run.
    #[arg(value_name = "B", value_parser = Known(paths), hide_possible_values = true)]
    pub b: String,
    /// Form of the output.
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = one_of(&LIST_FORMATS))]
    pub format: ListFormat,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Args, Debug)]
pub struct ManArgs {
    /// A subcommand; the program itself if there is none.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Takes any text, and tells help and completions which texts are known: what is wrong is said later, with more to say about it.
#[derive(Clone)]
struct Known(fn() -> Vec<String>);

impl TypedValueParser for Known {
    type Value = String;

    fn parse_ref(
        &self,
        command: &ClapCommand,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(PossibleValue::new)))
    }
}

fn languages() -> Vec<String> {
    [Lang::En, Lang::PtBr].map(|lang| lang.code().to_owned()).to_vec()
}

fn paths() -> Vec<String> {
    Scenario::paths().into_iter().map(str::to_owned).collect()
}

fn lessons() -> Vec<String> {
    INDEX.iter().map(|entry| entry.id.to_owned()).collect()
}

fn runs() -> Vec<String> {
    lessons().into_iter().chain(paths()).collect()
}

fn codes() -> Vec<String> {
    CODES.iter().map(|code| (*code).to_owned()).collect()
}

fn bugs() -> Vec<String> {
    Scenario::bugs().into_iter().map(|(id, _)| id.to_owned()).collect()
}

fn readings() -> Vec<String> {
    let switches = catalogue::readings().iter().filter(|reading| reading.switch);
    switches.flat_map(|reading| reading.values.iter().map(|value| format!("{}={}", reading.id, value.id))).collect()
}

fn values(key: &str) -> Vec<String> {
    let spec = crate::scenario::OPTIONS.iter().find(|spec| spec.key == key);
    spec.map_or_else(Vec::new, |spec| spec.values.iter().map(|value| (*value).to_owned()).collect())
}

const LEDGER_NAMES: [(&str, Ledger); 4] = [
    ("status_table", Ledger::StatusTable),
    ("provider_uids", Ledger::ProviderUids),
    ("objects", Ledger::Objects),
    ("transports", Ledger::Transports),
];

/// A parser that knows some words and what each means.
fn one_of<T: Copy + Send + Sync + 'static>(words: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words.iter().map(|(word, _)| *word))
        .try_map(|word| words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value).ok_or(std::fmt::Error))
}

/// Names of all subcommands.
pub fn command_names() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// The command line with its texts in a language.
pub fn command(lang: Lang) -> ClapCommand {
    let words = Words::of(lang);
    let usage = format!("teardown [RUN] [OPTIONS]\n       teardown {} ...", words.text("help-command"));
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help(words.text("arg-version"));
    let version = version.help_heading(words.text("help-heading-options"));
    localised(Cli::command(), words)
        .about(words.text("help-about"))
        .after_help(words.text("help-examples"))
        .override_usage(usage)
        .disable_version_flag(true)
        .arg(version)
}

/// The command line for completion scripts, which know every value.
pub fn completing(lang: Lang) -> ClapCommand {
    fn open(command: ClapCommand) -> ClapCommand {
        let command = command.mut_args(|argument| argument.hide_possible_values(false));
        let children: Vec<String> = command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
        children.into_iter().fold(command, |command, child| command.mut_subcommand(child, open))
    }
    open(command(lang))
}

fn localised(command: ClapCommand, words: &'static Words) -> ClapCommand {
    let name = command.get_name().to_owned();
    let usage = words.text("help-usage");
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let command = command
        .help_template(format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(words.text("help-heading-commands"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .about(words.text(&format!("help-{name}")))
        .arg(help)
        .mut_args(|argument| described(argument, &name, words));
    let command = match words.find(&format!("help-{name}-examples"), &[]) {
        Some(examples) => command.after_help(examples),
        None => command,
    };
    let children: Vec<String> = command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
    children.into_iter().fold(command, |command, child| command.mut_subcommand(child, |child| localised(child, words)))
}

/// An argument with its help and its heading; known values that are few stand in the help.
fn described(argument: Arg, command: &str, words: &Words) -> Arg {
    let id = argument.get_id().as_str().replace('_', "-");
    let own = words.find(&format!("arg-{command}-{id}"), &[]);
    let mut help = own.unwrap_or_else(|| words.text(&format!("arg-{id}")));
    let takes_values = argument.get_action().takes_values();
    if takes_values && !argument.is_hide_possible_values_set() {
        let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if !values.is_empty() {
            help = format!("{help}: {}", values.join(", "));
        }
    }
    let heading = match (argument.get_help_heading(), argument.is_positional()) {
        (Some(_), _) => "help-heading-run",
        (None, true) => "help-heading-arguments",
        (None, false) => "help-heading-options",
    };
    let argument = argument.help(help).help_heading(words.text(heading));
    argument.hide_possible_values(takes_values).hide_default_value(takes_values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(command: &ClapCommand, words: &Words) {
        let name = command.get_name();
        assert!(name == "teardown" || words.find(&format!("help-{name}"), &[]).is_some(), "help-{name}");
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
            let words = if switch { vec!["teardown", &flag] } else { vec!["teardown", &flag, "word"] };
            let cli = Cli::try_parse_from(&words).expect("is an option");
            let value = if switch { "yes" } else { "word" };
            assert_eq!(cli.run.settings(), [(spec.key, value.to_owned())]);
        }
    }

    #[test]
    fn the_names_of_ledgers_are_theirs() {
        assert!(LEDGER_NAMES.iter().all(|(name, ledger)| ledger.name() == *name));
    }
}
