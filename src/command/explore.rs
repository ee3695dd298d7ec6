//! `teardown explore`: searches every order, tells how it goes, and shows or saves a run that
//! breaks a rule.
//!
//! It owns the clock and the flag of Ctrl-C; it must not know how a search goes about it, nor how a
//! report is written.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{CommandResult, Ended, Failure, print};
use crate::cli::{ExploreArgs, ListFormat};
use crate::diagnostic::Diagnostic;
use crate::explore::machine::LESSON_WORK;
use crate::explore::readings::{Covered, Extent, read, search_readings};
use crate::explore::report::model;
use crate::explore::{Bounds, Reduced, Search, SearchProgress, SearchReport, StopReason, idle};
use crate::headless::explored::{self, Explored, RunRequest, Searches};
use crate::lesson::bounds::BOUND;
use crate::lesson::found;
use crate::lesson::library::is_bundled;
use crate::run::{self, Run};
use crate::scenario::options::unknown;
use crate::scenario::problem::refuse;
use crate::scenario::readings::combinations;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::budget::Budget;
use crate::sim::rules::{NO_CRASH, NO_ENDLESS_WAIT, RULES};
use crate::sim::timeline::DEFAULT_BOUND;
use crate::text::Lang;
use crate::tui::content::pen::cut;
use crate::tui::{self, Settings, Start};
use crate::words::Words;

/// Work that may be done to find out which readings of a combination have no effect, about a
/// nanosecond each. It is nobody's question then, and would take longer than all searches; of what
/// is not found out within it, that is said.
const READINGS_WORK: u64 = 50_000_000;

/// How many states are expanded between two looks at the clock and at the flag.
const WATCH_EVERY: u64 = 1_000;

pub(super) fn explore(args: &ExploreArgs, lang: Lang) -> CommandResult {
    let wanted = args.open.as_deref().or(args.save.as_deref()).map(|wanted| match wanted {
        "stuck" => NO_ENDLESS_WAIT,
        "crash" => NO_CRASH,
        rule => rule,
    });
    if let Some(rule) = wanted.filter(|rule| !RULES.iter().any(|known| known.id == *rule)) {
        return Err(Failure::usage(unknown("rule", rule, RULES.iter().map(|rule| rule.id))));
    }
    if args.run.run.as_deref().is_some_and(run::names_log) {
        return Err(Failure::usage(refuse("log-explore", "log-explore", &[])));
    }
    let run =
        run::find_with(args.run.run.as_deref(), &args.run.settings(), args.bodies.as_deref())?;
    if args.all_readings && run.lesson.is_some() {
        return Err(Failure::usage(Diagnostic::error(
            "usage",
            "",
            None,
            Words::of(lang).text("explore-readings-lesson"),
        )));
    }
    if let Some(file) = &args.itf {
        return super::space::itf(file, &run, lang);
    }
    let interrupted = super::interruption();
    if let Some(file) = &args.graph {
        let bytes = bounds(args, args.max_states, u32::MAX).bytes;
        return super::space::graph(file, &run, bytes, lang, &interrupted);
    }
    let watching = Watching { lang, interrupted: &interrupted, has_line: AtomicBool::new(false) };
    let searches = match args.all_readings {
        true => all_readings(&run.scenario, args, &watching)?,
        false => {
            // A run of a lesson is no longer here than elsewhere.
            let depth = if run.lesson.is_some() { BOUND as u32 } else { u32::MAX };
            let bounds = bounds(args, args.max_states, depth);
            Searches {
                found: vec![search(&run.scenario, args, bounds, &watching).report],
                ..Searches::default()
            }
        }
    };
    match wanted {
        Some(rule) => show_or_save(rule, &run, &searches.found[0].report, args, lang)?,
        None => write(&searches, args, lang)?,
    }
    Ok(judge(&searches.found))
}

fn judge(found: &[Explored]) -> Ended {
    let reports = || found.iter().map(|explored| &explored.report);
    match () {
        () if reports().any(|report| report.stopped == Some(StopReason::Interrupted)) => {
            Ended::Interrupted
        }
        () if reports().any(|report| report.broken().next().is_some()) => Ended::Otherwise,
        () => Ended::Well,
    }
}

/// One search for each combination of readings that makes a difference, on all processors. The
/// bounds are for all of them together.
fn all_readings(
    own: &Scenario,
    args: &ExploreArgs,
    watching: &Watching<'_>,
) -> Result<Searches, Failure> {
    let all = combinations(&own.options).map_err(Failure::usage)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let bounds = bounds(args, args.max_states, u32::MAX);
    let load = |options: &RunOptions| own.with(options);
    let (found, same) = search_readings(&all, bounds, threads, load, |scenario, bounds| {
        search(scenario, args, bounds, watching)
    })
    .map_err(run::RunError::Options)?;
    Ok(Searches { found, combinations: all.len(), same })
}

/// How the run was asked for.
fn asked(args: &ExploreArgs) -> RunRequest {
    RunRequest {
        lesson: args
            .run
            .run
            .as_deref()
            .filter(|word| run::names_lesson(word))
            .map(|word| word.to_string_lossy().into_owned()),
        settings: args.run.settings(),
        bodies: args.bodies.as_ref().map(|file| file.display().to_string()),
    }
}

/// Whether it is the lesson of a file, which may be untrusted.
fn is_file(asked: &RunRequest) -> bool {
    asked.lesson.as_deref().is_some_and(|word| !is_bundled(word))
}

/// What was asked for, within a depth.
fn bounds(args: &ExploreArgs, states: u64, depth: u32) -> Bounds {
    let depth = args.max_depth.unwrap_or(depth).min(depth);
    let megabytes = args.max_memory.unwrap_or(if is_file(&asked(args)) { 250 } else { 2_000 });
    Bounds { states, depth, bytes: megabytes.saturating_mul(1_000_000) }
}

/// Searches a run, and for its settings that have no effect.
fn search(
    scenario: &Scenario,
    args: &ExploreArgs,
    bounds: Bounds,
    watching: &Watching<'_>,
) -> Covered<Explored> {
    let asked = asked(args);
    let budget = match asked.lesson {
        Some(_) => Budget { steps: BOUND, work: LESSON_WORK },
        None => Budget { steps: DEFAULT_BOUND, work: u64::MAX },
    };
    // An untrusted file gets no more than this for finding settings without effect.
    let is_file = is_file(&asked);
    let model = model(scenario).within(budget.work);
    let mut ticker = Ticker::new(watching);
    let watch = |progress: &SearchProgress| {
        ticker.tell(progress);
        watching.go_on()
    };
    let outcome = match args.full {
        true => Search::new(&model).bounds(bounds).run_watched(WATCH_EVERY, watch),
        false => Search::new(&Reduced(&model)).bounds(bounds).run_watched(WATCH_EVERY, watch),
    };
    let seconds = ticker.start.elapsed().as_secs_f64();
    ticker.clear();
    let report = SearchReport::new(scenario, &outcome);
    let work = match () {
        () if is_file => model.left(),
        () if args.all_readings => READINGS_WORK,
        () => budget.work,
    };
    let budget = Budget { work, ..budget };
    let mut besides = Vec::new();
    let reached = model.reached();
    let idle = idle::find(scenario, budget, &report, &reached, &mut |twins| {
        let outcome =
            Search::new(twins).bounds(bounds).run_watched(WATCH_EVERY, |_| watching.go_on());
        besides.push(Extent { states: outcome.states, stopped: outcome.stopped });
        outcome.is_complete()
    });
    let extent = Extent { states: report.states, stopped: report.stopped };
    let report = Explored { options: scenario.options.clone(), asked, report, idle, seconds };
    let read = read(scenario, &report.report, &reached);
    Covered { report, extent, besides, read }
}

/// What searches that run at the same time share.
struct Watching<'a> {
    lang: Lang,
    interrupted: &'a AtomicBool,
    /// Whether one of them has the line of the terminal.
    has_line: AtomicBool,
}

impl Watching<'_> {
    fn go_on(&self) -> ControlFlow<()> {
        match self.interrupted.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

/// Prints the progress of a search on a terminal, as long as no other one does.
struct Ticker<'a> {
    watching: &'a Watching<'a>,
    start: Instant,
    told: Option<Instant>,
    is_terminal: bool,
}

impl<'a> Ticker<'a> {
    fn new(watching: &'a Watching<'a>) -> Self {
        // A terminal that understands nothing cannot take a line back.
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Ticker {
            watching,
            start: Instant::now(),
            told: None,
            is_terminal: !is_dumb && std::io::stderr().is_terminal(),
        }
    }

    fn tell(&mut self, progress: &SearchProgress) {
        let now = Instant::now();
        if !self.is_terminal || now - self.told.unwrap_or(self.start) < Duration::from_millis(200) {
            return;
        }
        if self.told.is_none() && self.watching.has_line.swap(true, Ordering::Relaxed) {
            return;
        }
        self.told = Some(now);
        let rate = progress.states as f64 / (now - self.start).as_secs_f64();
        let next = progress.waiting - progress.left_of_level;
        let arguments = [
            ("states", progress.states.to_string().into()),
            ("left", progress.left_of_level.to_string().into()),
            ("next", next.to_string().into()),
            ("depth", progress.depth.to_string().into()),
            ("rate", format!("{rate:.0}").into()),
        ];
        let words = Words::of(self.watching.lang);
        let mut line = words.with("explore-progress", &arguments);
        let broken = progress.broken.positions().filter_map(|at| RULES.get(at));
        let broken: Vec<&str> = broken.map(|rule| rule.id).collect();
        if !broken.is_empty() {
            let rules = [("rules", broken.join(", ").into())];
            line.push_str(&words.with("explore-progress-broken", &rules));
        }
        self.line(&line);
    }

    fn clear(&self) {
        if self.told.is_some() {
            self.line("");
            self.watching.has_line.store(false, Ordering::Relaxed);
        }
    }

    fn line(&self, text: &str) {
        // A second line could not be taken back; a full one would begin it on some terminals.
        let columns = crossterm::terminal::size().map_or(80, |(columns, _)| columns);
        let text = cut(text, columns.saturating_sub(1), "");
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(std::io::stderr(), "\r\u{1b}[K{text}");
    }
}

fn write(searches: &Searches, args: &ExploreArgs, lang: Lang) -> Result<(), Failure> {
    print(|out| match (args.format, &searches.found[..]) {
        (ListFormat::Json, [explored]) if !args.all_readings => {
            writeln!(out, "{}", explored::json(explored))
        }
        (ListFormat::Json, _) => writeln!(out, "{}", explored::json_of_all(searches)),
        (ListFormat::Text, _) => explored::text_of_all(searches, lang, out),
    })
}

fn show_or_save(
    rule: &str,
    run: &Run,
    report: &SearchReport,
    args: &ExploreArgs,
    lang: Lang,
) -> Result<(), Failure> {
    let scenario = &run.scenario;
    let breach = report.breach(rule).ok_or_else(|| not_broken(rule, report, lang))?;
    let mut options = scenario.options.clone();
    options
        .set("order", &crate::scenario::order::print(&breach.choices, &scenario.machine))
        .map_err(Failure::usage)?;
    let timeline =
        Timeline::run_with(Arc::clone(&scenario.machine), &breach.choices, DEFAULT_BOUND);
    match &args.output {
        Some(file) if args.save.is_some() => {
            save(file, &found::text(rule, &options, run.lesson.as_deref(), &timeline), lang)
        }
        _ => {
            let command = asked(args).command(&breach.word, &breach.order);
            open(options, timeline, breach.choices.len(), command, lang)
        }
    }
}

fn not_broken(rule: &str, report: &SearchReport, lang: Lang) -> Failure {
    let words = Words::of(lang);
    let broken: Vec<&str> = report.broken().map(|(rule, _)| rule).collect();
    let complaint = Diagnostic::error(
        "not-broken",
        "",
        None,
        words.with("explore-not-broken", &[("rule", rule.into())]),
    );
    let help = match broken.is_empty() {
        true => words.text("explore-none-broken-help"),
        false => words.with("explore-not-broken-help", &[("rules", broken.join(", ").into())]),
    };
    Failure::usage(complaint.help(help))
}

fn save(file: &Path, text: &str, lang: Lang) -> Result<(), Failure> {
    let target = file.display().to_string();
    super::save::save(file, text.as_bytes(), true)?;
    print(|out| {
        writeln!(out, "{}", Words::of(lang).with("explore-saved", &[("file", target.into())]))
    })
}

fn open(
    options: RunOptions,
    mut timeline: Timeline,
    place: usize,
    command: String,
    lang: Lang,
) -> Result<(), Failure> {
    if !tui::is_on_terminal() {
        let message = Words::of(lang).with("explore-no-terminal", &[("command", command.into())]);
        return Err(Failure::usage(Diagnostic::error("no-terminal", "", None, message)));
    }
    timeline.seek(place);
    tui::run(Start::Found(options, Box::new(timeline)), &Settings::from_environment(lang))?;
    Ok(())
}
