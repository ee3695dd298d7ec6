//! `teardown explore`: searches every order, tells how it goes, and shows or saves a run that breaks a rule.
//!
//! It owns the clock and the flag of Ctrl-C; it must not know how a search goes about it, nor how a report is written.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{Ended, Failure, Outcome, print};
use crate::cli::{ExploreArgs, ListFormat};
use crate::diagnostic::Diagnostic;
use crate::explore::report::{Breach, model};
use crate::explore::{Bounds, Progress, Report, Search, Stop};
use crate::headless::explored::{self, Explored};
use crate::lesson::found;
use crate::run;
use crate::scenario::options::unknown;
use crate::scenario::{RunOptions, Scenario, catalogue};
use crate::sim::Timeline;
use crate::sim::rules::RULES;
use crate::sim::timeline::DEFAULT_BOUND;
use crate::text::Lang;
use crate::tui::{self, Settings, Start};
use crate::words::Words;

/// How many states are expanded between two looks at the clock and at the flag.
const WATCH_EVERY: u64 = 1_000;

pub(super) fn explore(args: &ExploreArgs, lang: Lang) -> Outcome {
    let wanted = args.open.as_deref().or(args.save.as_deref());
    if let Some(rule) = wanted.filter(|rule| !RULES.iter().any(|known| known.id == *rule)) {
        return Err(Failure::usage(unknown("rule", rule, RULES.iter().map(|rule| rule.id))));
    }
    let run = run::find(args.run.run.as_deref(), &args.run.settings())?;
    if args.all_readings && run.lesson.is_some() {
        return Err(Failure::usage(Diagnostic::error("usage", "", None, Words::of(lang).text("explore-readings-lesson"))));
    }
    let mut scenarios = vec![run.scenario];
    if args.all_readings {
        scenarios.extend(other_readings(&scenarios[0].options)?);
    }
    let interrupted = super::interruption();
    let mut found = Vec::new();
    for scenario in &scenarios {
        found.push(search(scenario, args, lang, &interrupted));
        if found.last().is_some_and(|explored| explored.report.stopped == Some(Stop::Interrupted)) {
            break;
        }
    }
    match wanted {
        Some(rule) => show_or_save(rule, &scenarios[0], &found[0].report, args, lang)?,
        None => write(&found, args, lang)?,
    }
    Ok(judge(&found))
}

fn judge(found: &[Explored]) -> Ended {
    let reports = || found.iter().map(|explored| &explored.report);
    match () {
        () if reports().any(|report| report.stopped == Some(Stop::Interrupted)) => Ended::Interrupted,
        () if reports().any(|report| report.broken().next().is_some()) => Ended::Otherwise,
        () => Ended::Well,
    }
}

/// One scenario for each value of a switchable reading that is not the run's own. All combinations would be too many to wait for, and
/// the readings hardly touch each other.
fn other_readings(options: &RunOptions) -> Result<Vec<Scenario>, Failure> {
    let mut scenarios = Vec::new();
    for reading in catalogue::readings().iter().filter(|reading| reading.switch) {
        let prefix = format!("{}=", reading.id);
        let given = options.all("reading").iter().find_map(|word| word.strip_prefix(&prefix));
        let own = given.or(reading.default_value().map(|value| value.id.as_str()));
        for value in reading.values.iter().filter(|value| Some(value.id.as_str()) != own) {
            let mut options = options.clone();
            let others: Vec<String> = options.all("reading").iter().filter(|word| !word.starts_with(&prefix)).cloned().collect();
            options.clear("reading");
            for word in others.into_iter().chain([format!("{prefix}{}", value.id)]) {
                options.set("reading", &word).map_err(Failure::usage)?;
            }
            scenarios.push(Scenario::load(&options, &[]).map_err(run::Problem::Options)?);
        }
    }
    Ok(scenarios)
}

fn search(scenario: &Scenario, args: &ExploreArgs, lang: Lang, interrupted: &AtomicBool) -> Explored {
    let bounds = Bounds {
        states: args.max_states,
        depth: args.max_depth.unwrap_or(u32::MAX),
        bytes: args.max_memory.saturating_mul(1_000_000),
    };
    let model = model(scenario);
    let mut ticker = Ticker::new(lang);
    let outcome = Search::new(&model).bounds(bounds).run_watched(WATCH_EVERY, |progress| {
        ticker.tell(progress);
        if interrupted.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let seconds = ticker.start.elapsed().as_secs_f64();
    ticker.clear();
    Explored { options: scenario.options.clone(), report: Report::new(scenario, &outcome), seconds }
}

/// Tells on a terminal how a search goes.
struct Ticker {
    lang: Lang,
    start: Instant,
    told: Option<Instant>,
    is_terminal: bool,
}

impl Ticker {
    fn new(lang: Lang) -> Self {
        Ticker { lang, start: Instant::now(), told: None, is_terminal: std::io::stderr().is_terminal() }
    }

    fn tell(&mut self, progress: &Progress) {
        let now = Instant::now();
        if !self.is_terminal || now - self.told.unwrap_or(self.start) < Duration::from_millis(200) {
            return;
        }
        self.told = Some(now);
        let rate = progress.states as f64 / (now - self.start).as_secs_f64();
        let arguments = [
            ("states", progress.states.to_string().into()),
            ("waiting", progress.waiting.to_string().into()),
            ("depth", progress.depth.to_string().into()),
            ("rate", format!("{rate:.0}").into()),
        ];
        self.line(&Words::of(self.lang).with("explore-progress", &arguments));
    }

    fn clear(&self) {
        if self.told.is_some() {
            self.line("");
        }
    }

    fn line(&self, text: &str) {
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(std::io::stderr(), "\r\u{1b}[K{text}");
    }
}

fn write(found: &[Explored], args: &ExploreArgs, lang: Lang) -> Result<(), Failure> {
    print(|out| match args.format {
        ListFormat::Json if args.all_readings => {
            let searches: Vec<serde_json::Value> = found.iter().map(explored::json).collect();
            writeln!(out, "{}", serde_json::json!({ "searches": searches }))
        }
        ListFormat::Json => found.iter().try_for_each(|explored| writeln!(out, "{}", explored::json(explored))),
        ListFormat::Text => found.iter().enumerate().try_for_each(|(at, explored)| {
            if at > 0 {
                writeln!(out)?;
            }
            explored::text(explored, lang, out)
        }),
    })
}

fn show_or_save(rule: &str, scenario: &Scenario, report: &Report, args: &ExploreArgs, lang: Lang) -> Result<(), Failure> {
    let breach = report.breach(rule).ok_or_else(|| not_broken(rule, report, lang))?;
    let mut options = scenario.options.clone();
    options.set("order", &crate::scenario::order::print(&breach.choices, &scenario.machine)).map_err(Failure::usage)?;
    let timeline = Timeline::run_with(Arc::clone(&scenario.machine), &breach.choices, DEFAULT_BOUND);
    match &args.output {
        Some(file) if args.save.is_some() => save(file, &found::text(rule, &options, &timeline), lang),
        _ => open(options, timeline, breach, lang),
    }
}

fn not_broken(rule: &str, report: &Report, lang: Lang) -> Failure {
    let words = Words::of(lang);
    let broken: Vec<&str> = report.broken().map(|(rule, _)| rule).collect();
    let complaint = Diagnostic::error("not-broken", "", None, words.with("explore-not-broken", &[("rule", rule.into())]));
    let help = match broken.is_empty() {
        true => words.text("explore-none-broken-help"),
        false => words.with("explore-not-broken-help", &[("rules", broken.join(", ").into())]),
    };
    Failure::usage(complaint.help(help))
}

fn save(file: &Path, text: &str, lang: Lang) -> Result<(), Failure> {
    let target = file.display().to_string();
    std::fs::write(file, text).map_err(|error| Failure::Write { target: target.clone(), error })?;
    print(|out| writeln!(out, "{}", Words::of(lang).with("explore-saved", &[("file", target.into())])))
}

fn open(options: RunOptions, mut timeline: Timeline, breach: &Breach, lang: Lang) -> Result<(), Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        let message = Words::of(lang).with("explore-no-terminal", &[("word", breach.word.as_str().into())]);
        return Err(Failure::usage(Diagnostic::error("no-terminal", "", None, message)));
    }
    timeline.seek(breach.choices.len());
    tui::run(Start::Ready(options, Box::new(timeline)), &Settings::from_environment(lang))?;
    Ok(())
}
