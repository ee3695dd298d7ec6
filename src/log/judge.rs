//! What a log says of a shutdown: how far it is lawful, which call breaks a rule, whose mistake
//! that is, what was allowed instead, and what it looks like in the catalogue.
//!
//! It must not know how any of this is printed.

mod allowed;
mod readings;
mod resemblance;
mod tasks;

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::Standing;
use super::fit::{Fit, fit};
use super::fold::LoggedRun;
use crate::scenario::catalogue;
use crate::sim::body::Who;
use crate::sim::rules::{Blame, NO_CRASH, RULES};
use crate::sim::{EventKind, ObjectId, Timeline, Violation};

pub use tasks::{MapiTasks, Task, TaskStanding};

/// A rule that the log shows to be broken.
#[derive(Clone, Debug)]
pub struct LogFinding {
    /// The rule, whose mistake it is, the object.
    pub found: Violation,
    /// The step of the call that broke it; at the end of a log, its last step; of a crash, its own.
    /// A support object
    /// that was released too early was so by that Release, whatever call of it came too late.
    pub call: usize,
    /// Nothing that was called broke it: it is about what never came.
    pub is_omission: bool,
    /// It is one of the first, which are worked out in full.
    pub in_full: bool,
    /// Calls that the same caller could have made at that point without breaking a rule at once.
    pub allowed: Vec<String>,
    /// The bug of the catalogue that it resembles most.
    pub bug: Option<&'static str>,
    /// Settings of the model under which the same call breaks no rule.
    pub right_under: Vec<String>,
    /// Readings under which it is no mistake, whatever the model makes of them.
    pub no_mistake_under: Vec<&'static str>,
    /// Contested points that the finding leans on.
    pub leans_on: Vec<&'static str>,
}

impl LogFinding {
    /// Whether a call broke the rule: something that never came is none, and in a crash it is not
    /// known which one did.
    pub fn is_call(&self) -> bool {
        !self.is_omission && self.found.rule != NO_CRASH
    }
}

/// Findings that are worked out in full: what could have been called, and which bug it is like.
const DETAILED: usize = 20;

/// How a provider calls StoreLogoffTransports (C5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// In StoreLogoff.
    Eager,
    /// In the last Release, or in Logoff.
    Deferred,
}

impl Strategy {
    /// The provider of the model that does so.
    pub fn name(self) -> &'static str {
        match self {
            Strategy::Eager => "eager",
            Strategy::Deferred => "deferred",
        }
    }
}

/// All that a log says.
#[derive(Clone, Debug)]
pub struct LogJudgement {
    /// What is wrong, in the order of the log.
    pub findings: Vec<LogFinding>,
    /// How every rule came out, by number.
    pub rules: Vec<(&'static str, Standing)>,
    /// MAPI's four tasks, for each support object that its provider released for the last time.
    pub tasks: Vec<MapiTasks>,
    /// How many calls the log has.
    pub calls: usize,
    /// How many of them come before the first that breaks a rule; all if none does.
    pub lawful: usize,
    /// When StoreLogoffTransports is called; `None` if it never is, or in both ways.
    pub strategy: Option<Strategy>,
    /// The run of the model that it fits best; `None` where it is too long to be compared.
    pub fit: Option<Fit>,
}

/// Judges a log.
pub fn judge(run: &LoggedRun) -> LogJudgement {
    let timeline = &run.timeline;
    let strategy = strategy(timeline);
    let fit = fit(timeline, strategy);
    let rules: Vec<_> =
        RULES.iter().map(|rule| (rule.id, run.evidence.standing(rule.id, timeline))).collect();
    let findings = findings(run, fit.as_ref(), &rules);
    let calls: Vec<usize> = (1..=timeline.len()).filter(|step| is_call(timeline, *step)).collect();
    let first = findings.iter().find(|it| it.is_call()).map(|it| it.call);
    let lawful = first.map_or(calls.len(), |first| calls.partition_point(|call| *call < first));
    let (tasks, calls) = (tasks::tasks(run), calls.len());
    LogJudgement { findings, rules, tasks, calls, lawful, strategy, fit }
}

/// What is wrong, in the order of the calls that are; what never came is last.
fn findings(
    run: &LoggedRun,
    fit: Option<&Fit>,
    rules: &[(&'static str, Standing)],
) -> Vec<LogFinding> {
    let timeline = &run.timeline;
    let broken: BTreeSet<&str> = timeline.violations().iter().map(|found| found.rule).collect();
    let let_go = let_go(timeline);
    let placed = timeline.violations().iter().map(|found| {
        let is_exit =
            matches!(timeline.event(found.step).map(|event| &event.kind), Some(EventKind::Exit));
        let is_at_end = found.step == timeline.len() && !is_at_step(timeline, found);
        let is_omission = is_exit || is_at_end;
        let call = if is_omission { found.step } else { wrong_call(run, found, &let_go) };
        (is_omission, call, found)
    });
    let mut placed: Vec<(bool, usize, &Violation)> = placed.collect();
    // Of one call first that it should not have been made, then how.
    placed.sort_by_key(|(is_omission, call, found)| (*is_omission, *call, about_how(found)));
    let finding = |(at, (is_omission, call, found)): (usize, (bool, usize, &Violation))| {
        let in_full = at < DETAILED;
        let is_called = !is_omission && in_full && found.rule != NO_CRASH;
        LogFinding {
            found: found.clone(),
            call,
            is_omission,
            in_full,
            allowed: if is_called { allowed::allowed(run, call) } else { Vec::new() },
            bug: in_full
                .then(|| {
                    let methods = if is_called { methods_of(timeline, call) } else { Vec::new() };
                    resemblance::bug(found, &broken, rules, &methods)
                })
                .flatten(),
            no_mistake_under: no_mistake_under(run, found),
            leans_on: leans_on(run, found),
            right_under: fit
                .filter(|_| is_called)
                .map_or_else(Vec::new, |fit| fit.right_under(timeline, call, found.rule)),
        }
    };
    let mut findings: Vec<LogFinding> = placed.into_iter().enumerate().map(finding).collect();
    // How a call was made that should not have been is no bug of its own.
    for at in 1..findings.len() {
        let head = &findings[at - 1];
        let is_same =
            (head.call, head.found.blame) == (findings[at].call, findings[at].found.blame);
        if is_same && about_how(&findings[at].found) && !findings[at].is_omission {
            findings[at].bug = head.bug;
        }
    }
    findings
}

fn is_call(timeline: &Timeline, step: usize) -> bool {
    matches!(timeline.event(step).map(|event| &event.kind), Some(EventKind::Call { .. }))
}

/// Steps at which a provider calls Release of each support object.
fn let_go(timeline: &Timeline) -> BTreeMap<ObjectId, Vec<usize>> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let mut steps: BTreeMap<ObjectId, Vec<usize>> = BTreeMap::new();
    for (step, event) in (1..).zip(timeline.events()) {
        if let EventKind::Call { object, method, .. } = event.kind
            && Some(method) == program.watched.release
            && program.interface(state, object) == "IMAPISupport"
            && program.class(state, event.actor).who == Who::Provider
        {
            steps.entry(object).or_default().push(step);
        }
    }
    steps
}

/// The method that a call runs, and the one that makes the call, as the catalogue names bodies.
fn methods_of(timeline: &Timeline, call: usize) -> Vec<String> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let named = |step: usize| match timeline.event(step).map(|event| &event.kind) {
        Some(EventKind::Call { object, method, .. }) => {
            let interface = program.interface(state, *object);
            Some(format!("{interface}::{}", program.method_name(*method)))
        }
        _ => None,
    };
    [Some(call), timeline.call_of(call)].into_iter().flatten().filter_map(named).collect()
}

/// Whether a finding is about how a call was made, and not whether.
fn about_how(found: &Violation) -> bool {
    matches!(found.rule, "INV-03" | "INV-04")
}

/// The call that is wrong where a rule found something: of a call that comes after the support
/// object was released, that Release; of one that the provider has no reference for, the Logon
/// in which it took none; of a second StoreLogoffTransports, the one that was another store's.
fn wrong_call(
    run: &LoggedRun,
    found: &Violation,
    let_go: &BTreeMap<ObjectId, Vec<usize>>,
) -> usize {
    let timeline = &run.timeline;
    if let Some(line) = untaken_line(run, found) {
        let lines = timeline.recording().map_or(&[][..], |it| &it.lines);
        let step = (1..).zip(lines).find(|(step, at)| **at == line && is_call(timeline, *step));
        return step.map_or(found.step, |(step, _)| step);
    }
    // What crashed need not be the innermost call that was recorded.
    let own = match is_call(timeline, found.step) || found.rule == NO_CRASH {
        true => found.step,
        false => timeline.call_of(found.step).unwrap_or(found.step),
    };
    if found.rule == "INV-01"
        && let Some(of_another) = foreign_call(timeline, found.subject).filter(|it| *it < own)
    {
        return of_another;
    }
    let releases = let_go.get(&found.subject).filter(|_| found.rule == "INV-02");
    let early = releases
        .and_then(|steps| steps[..steps.partition_point(|step| *step < own)].last().copied());
    early.unwrap_or(own)
}

/// The line of the Logon that took no reference on the support object, where that is what a finding
/// is about.
fn untaken_line(run: &LoggedRun, found: &Violation) -> Option<u32> {
    let is_balance = found.rule == "INV-12" && found.blame == Blame::Provider;
    run.evidence.untaken_line(found.subject).filter(|_| is_balance)
}

/// The call of StoreLogoffTransports on a support object that another store made.
fn foreign_call(timeline: &Timeline, support: ObjectId) -> Option<usize> {
    let mut found = timeline.violations().iter();
    found.find(|it| (it.rule, it.subject) == ("INV-18", support)).map(|it| it.step)
}

/// Contested points that a finding leans on: that of a MAPI without StoreLogoffTransports is what
/// it answers where there is no spooler process.
fn leans_on(run: &LoggedRun, found: &Violation) -> Vec<&'static str> {
    if is_unsupported(run, found) {
        return vec!["C27"];
    }
    let readings = catalogue::rule(found.rule).map_or(&[][..], |rule| &rule.readings);
    readings.iter().map(String::as_str).collect()
}

fn is_unsupported(run: &LoggedRun, found: &Violation) -> bool {
    (found.rule, found.blame) == ("INV-01", Blame::Mapi)
        && run.evidence.is_unsupported(found.subject)
}

/// Readings under which a finding is no mistake, where the rule or the log shows it to be one of
/// those that a reading frees.
fn no_mistake_under(run: &LoggedRun, found: &Violation) -> Vec<&'static str> {
    if is_unsupported(run, found) {
        return vec!["C27=client-thread"];
    }
    let is_left = (found.rule, found.blame) == ("INV-06", Blame::Provider);
    let is_freed =
        found.contested || is_left && readings::went_with_another(&run.timeline, found.subject);
    catalogue::no_mistake_under(found.rule, is_freed).iter().map(String::as_str).collect()
}

/// Whether the rule looks at the last step itself, and not at the end of the log.
fn is_at_step(timeline: &Timeline, found: &Violation) -> bool {
    let Some(event) = timeline.event(found.step) else { return false };
    let machine = timeline.machine();
    let mut at_step = false;
    machine.judge(timeline.final_state(), event, &mut |other| {
        at_step |= (other.rule, other.subject) == (found.rule, found.subject);
    });
    at_step
}

/// When a provider calls StoreLogoffTransports.
fn strategy(timeline: &Timeline) -> Option<Strategy> {
    let watched = &timeline.machine().program().watched;
    let (mut found, mut asked) = (None, false);
    for step in 1..=timeline.len() {
        let Some(EventKind::Call { method, .. }) = timeline.event(step).map(|it| &it.kind) else {
            continue;
        };
        asked |= Some(*method) == watched.store_logoff;
        if Some(*method) != watched.slt {
            continue;
        }
        let caller = timeline.callers(step).into_iter().find_map(|caller| {
            match timeline.event(caller)?.kind {
                EventKind::Call { method, .. } => Some(method),
                _ => None,
            }
        });
        let how = match caller {
            Some(method) if Some(method) == watched.store_logoff => Strategy::Eager,
            // Where nobody called StoreLogoff both strategies call it here.
            Some(method) if asked && [watched.release, watched.logoff].contains(&Some(method)) => {
                Strategy::Deferred
            }
            _ => continue,
        };
        // A provider that is eager calls it from Release too, where nobody called StoreLogoff.
        if found != Some(Strategy::Eager) {
            found = Some(how);
        }
    }
    found
}
