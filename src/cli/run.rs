//! What every command takes: a run, and how the stage looks.
//!
//! It must not know what an option means.

use std::ffi::OsString;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::known::{Known, KnownOrFile, bugs, paths, readings, runs, values};
use crate::tui::theme::{LOOKS, Palette};

/// A run: a lesson, a file or a word, and options.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "run")]
pub struct RunArgs {
    /// Lesson id, lesson file, or PATH:key=value,...
    #[arg(
        value_name = "RUN",
        value_parser = KnownOrFile(runs),
        hide_possible_values = true,
        help_heading = None::<&str>,
    )]
    pub run: Option<OsString>,
    #[arg(long, value_name = "PATH", value_parser = Known(paths))]
    path: Option<String>,
    #[arg(long, value_name = "WORLD", value_parser = Known(|| values("world")))]
    world: Option<String>,
    #[arg(long, value_name = "FLAG", value_parser = Known(|| values("flag")))]
    flag: Option<String>,
    #[arg(long, value_name = "STORE", value_parser = Known(|| values("store")))]
    store: Option<String>,
    #[arg(long, value_name = "XP", value_parser = Known(|| values("coupled")))]
    coupled: Option<String>,
    #[arg(long, value_name = "XP", value_parser = Known(|| values("target")))]
    target: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = Known(|| values("session")))]
    session: Option<String>,
    #[arg(long)]
    no_mail: bool,
    #[arg(long, value_name = "PROVIDER", value_parser = Known(|| values("provider")))]
    provider: Option<String>,
    #[arg(long, value_name = "POLICY", value_parser = Known(|| values("orphans")))]
    orphans: Option<String>,
    #[arg(long, value_name = "POLICY", value_parser = Known(|| values("children")))]
    children: Option<String>,
    #[arg(long)]
    lenient: bool,
    #[arg(long, value_name = "CLIENT", value_parser = Known(|| values("client")))]
    client: Option<String>,
    #[arg(long, value_name = "XP=WHAT")]
    transport: Vec<String>,
    #[arg(long, value_name = "M:XP,...")]
    queue: Option<String>,
    #[arg(long, value_name = "YES|NO", value_parser = Known(|| values("inbox")))]
    inbox: Option<String>,
    #[arg(long, value_name = "FLAGS", value_parser = Known(|| values("session-flags")))]
    session_flags: Option<String>,
    #[arg(long, value_name = "WHERE", value_parser = Known(|| values("transport-end")))]
    transport_end: Option<String>,
    #[arg(long, value_name = "WHEN", value_parser = Known(|| values("notify")))]
    notify: Option<String>,
    #[arg(long, value_name = "0|1|2", value_parser = Known(|| values("policy")))]
    policy: Option<String>,
    #[arg(long, value_name = "WHO=ANSWER")]
    answer: Vec<String>,
    #[arg(long, value_name = "ORDER")]
    order: Option<String>,
    #[arg(long, value_name = "BUG", value_parser = Known(bugs), hide_possible_values = true)]
    bug: Vec<String>,
    #[arg(
        long,
        value_name = "C=VALUE",
        value_parser = Known(readings),
        hide_possible_values = true,
    )]
    reading: Vec<String>,
}

impl RunArgs {
    /// The options given separately, by key.
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
            ("transport-end", &self.transport_end),
            ("notify", &self.notify),
            ("policy", &self.policy),
            ("order", &self.order),
        ];
        let many = [
            ("transport", &self.transport),
            ("answer", &self.answer),
            ("bug", &self.bug),
            ("reading", &self.reading),
        ];
        let switches = [("no-mail", self.no_mail), ("lenient", self.lenient)];
        let one =
            one.into_iter().filter_map(|(key, value)| value.clone().map(|value| (key, value)));
        let many = many
            .into_iter()
            .flat_map(|(key, values)| values.iter().map(move |value| (key, value.clone())));
        let switches =
            switches.into_iter().filter(|(_, on)| *on).map(|(key, _)| (key, "yes".to_owned()));
        one.chain(many).chain(switches).collect()
    }

    /// Whether neither a run nor an option was given.
    pub fn is_empty(&self) -> bool {
        self.run.is_none() && self.settings().is_empty()
    }
}

/// Options of a stage that plays by itself.
#[derive(Args, Clone, Debug, Default)]
pub struct PlayArgs {
    /// Plays by itself, including questions and answers, then quits.
    #[arg(long)]
    pub play: bool,
    /// Starts over at the end.
    #[arg(long = "loop", requires = "play")]
    pub looping: bool,
    /// How fast it plays: a factor from 0.1 to 100.
    #[arg(long, value_name = "TIMES", requires = "play")]
    pub speed: Option<String>,
}

/// How the stage looks.
#[derive(Args, Clone, Debug, Default)]
pub struct StageArgs {
    /// The palette, by its name.
    #[arg(
        long,
        value_name = "THEME",
        value_parser = PossibleValuesParser::new(LOOKS.map(Palette::name)),
    )]
    pub theme: Option<String>,
    /// Draws with ASCII characters only.
    #[arg(long)]
    pub ascii: bool,
    /// Whether changes are shown without animations.
    #[arg(long)]
    pub reduced_motion: bool,
    /// Lines of text instead of a screen; also where TERM is dumb.
    #[arg(long)]
    pub plain: bool,
}

/// How the screens of a talk look.
#[derive(Args, Clone, Debug, Default)]
pub struct ScreenArgs {
    /// The palette, by its name.
    #[arg(
        long,
        value_name = "THEME",
        value_parser = PossibleValuesParser::new(LOOKS.map(Palette::name)),
    )]
    pub theme: Option<String>,
    /// Draws with ASCII characters only.
    #[arg(long)]
    pub ascii: bool,
    /// Whether changes are shown without animations.
    #[arg(long)]
    pub reduced_motion: bool,
}
