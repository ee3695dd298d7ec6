//! The run of the model that a log fits best: the path that its calls show, with both strategies of
//! a provider and with each reading, laid beside it in the one comparison that there is.
//!
//! It must not judge.

mod path;

use super::judge::Strategy;
use crate::compare::{AlignedRow, Comparison, effect_text};
use crate::scenario::catalogue;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::Timeline;

/// Most steps of a log that is compared with several runs.
const MOST_STEPS: usize = 20_000;
/// Most steps of a run of the model.
const BOUND: usize = 50_000;

/// Runs that were laid beside a log, the one that fits best first.
#[derive(Clone, Debug)]
pub struct Fit {
    all: Vec<TriedRun>,
}

/// A run that was laid beside a log.
#[derive(Clone, Debug)]
pub struct TriedRun {
    /// The setting that was tried, such as `provider=deferred` or `C22=error`.
    pub word: String,
    /// The reading that it is about, if it is about one.
    pub reading: Option<&'static str>,
    /// What asks for the run.
    pub options: RunOptions,
    /// How many calls and answers both have, only the log has, only the run has.
    pub counts: [usize; 3],
    timeline: Timeline,
}

/// Finds it.
pub fn fit(log: &Timeline, strategy: Option<Strategy>) -> Option<Fit> {
    if log.is_empty() || log.len() > MOST_STEPS {
        return None;
    }
    let base = path::options(log)?;
    let run = |changes: &[(&str, &str)]| {
        let mut options = base.clone();
        for (key, value) in changes {
            options.set(key, value).ok()?;
        }
        let scenario = Scenario::load(&options, &[]).ok()?;
        let timeline = scenario.timeline(BOUND);
        let counts = Comparison::of(log, &timeline).counts();
        Some((options, timeline, counts))
    };
    let mut strategies: Vec<_> = [Strategy::Eager, Strategy::Deferred]
        .into_iter()
        .filter_map(|it| Some((it, run(&[("provider", it.name())])?)))
        .collect();
    // The one that the log shows; else the one that has more in common with it.
    strategies.sort_by_key(|(it, (.., counts))| (Some(*it) != strategy, counts[1] + counts[2]));
    let own = strategies.first().map(|(it, _)| ("provider", it.name()));
    let path = base.path.clone().unwrap_or_default();
    let mut all: Vec<TriedRun> = strategies
        .into_iter()
        .map(|(it, (options, timeline, counts))| {
            let word = format!("provider={}", it.name());
            TriedRun { word, reading: None, options, timeline, counts }
        })
        .collect();
    // A path whose provider is given, such as that of a wrapper.
    if let (true, Some((options, timeline, counts))) = (all.is_empty(), run(&[])) {
        all.push(TriedRun { word: path.clone(), reading: None, options, timeline, counts });
    }
    for reading in catalogue::readings().iter().filter(|it| it.switch && it.touches.contains(&path))
    {
        for value in reading.values.iter().skip(1) {
            let word = format!("{}={}", reading.id, value.id);
            let changes: Vec<_> = own.into_iter().chain([("reading", word.as_str())]).collect();
            if let Some((options, timeline, counts)) = run(&changes) {
                let reading = Some(reading.id.as_str());
                all.push(TriedRun { word, reading, options, timeline, counts });
            }
        }
    }
    // A reading fits better only where it explains more of the log. Of equals the first: the
    // model's own readings, and what the log shows of the strategy.
    let best = (0..all.len()).min_by_key(|at| {
        let TriedRun { reading, counts, .. } = &all[*at];
        (counts[1], reading.is_some(), counts[2])
    })?;
    all.swap(0, best);
    // Beside a run with a reading, the same strategy without it is the model's own reading.
    let chosen = all[0].reading.and_then(catalogue::reading);
    let default = chosen.and_then(|it| Some(format!("{}={}", it.id, it.default_value()?.id)));
    let (_, own) = own.unwrap_or_default();
    let plain = all
        .iter_mut()
        .find(|it| it.reading.is_none() && it.options.given("provider").unwrap_or_default() == own);
    if let Some((plain, word)) = plain.zip(default) {
        plain.word = word;
    }
    Some(Fit { all })
}

impl Fit {
    /// The run that fits best.
    pub fn best(&self) -> &TriedRun {
        &self.all[0]
    }

    /// Whether nothing of the log could be laid beside any run.
    pub fn is_blind(&self) -> bool {
        self.all.iter().all(|it| it.counts == [0; 3])
    }

    /// The others, in the order in which they were tried.
    pub fn others(&self) -> &[TriedRun] {
        &self.all[1..]
    }

    /// Settings that the rule depends on, under which the model makes the same call and does not
    /// break the rule; none where it does so under each of them.
    pub(super) fn right_under(&self, log: &Timeline, step: usize, rule: &str) -> Vec<String> {
        let program = log.machine().program();
        let wanted =
            log.event(step).and_then(|event| effect_text(program, log.final_state(), event));
        let Some(wanted) = wanted else { return Vec::new() };
        // The call in a run, and whether it breaks the rule there.
        let does = |run: &Timeline| {
            let breaks = run.violations().iter().any(|found| found.rule == rule);
            let comparison = Comparison::of(log, run);
            let pairs = comparison.rows().iter().any(|row| {
                matches!(row, AlignedRow::Both(a, b) if *a == step && {
                    let (program, names) = (run.machine().program(), run.final_state());
                    run.event(*b).and_then(|event| effect_text(program, names, event)).as_ref()
                        == Some(&wanted)
                })
            });
            pairs.then_some(breaks)
        };
        let leans = catalogue::rule(rule).map_or(&[][..], |rule| &rule.readings);
        let is_asked = |it: &&TriedRun| {
            it.reading.is_none_or(|reading| leans.iter().any(|known| known == reading))
        };
        let asked = self.all.iter().filter(is_asked).map(|it| (it, does(&it.timeline)));
        let asked: Vec<(&TriedRun, Option<bool>)> = asked.collect();
        // What breaks the rule under none of them does not depend on them.
        if asked.iter().all(|(_, breaks)| *breaks != Some(true)) {
            return Vec::new();
        }
        let right = asked.into_iter().filter(|(_, breaks)| *breaks == Some(false));
        right.map(|(it, _)| it.word.clone()).collect()
    }
}
