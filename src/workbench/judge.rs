//! The judgement: a search per client, the cheapest first, and what it says of each rule.
//!
//! A rule counts as broken where a run breaks it and that is not the client's own mistake; a longer
//! run is found behind one that is. It must not know the bench, nor the time; its caller stops it.

use std::ops::ControlFlow;

use super::client::JudgingClient;
use crate::diagnostic::Diagnostic;
use crate::explore::machine::MachineSystem;
use crate::explore::report::{Breach, breaks};
use crate::explore::{Bounds, Reduced, Search, SearchReport, StopReason};
use crate::scenario::{Replacement, Scenario};
use crate::sim::rules::{Blame, RULES};
use crate::sim::timeline::DEFAULT_BOUND;
use crate::sim::{EventKind, Timeline, Violation};

/// How many states are expanded between two questions whether to go on.
const WATCH_EVERY: u64 = 500;

/// How far the search of one client goes: a right provider needs less than a tenth of it.
const BOUNDS: Bounds = Bounds { states: 1_000_000, depth: u32::MAX, bytes: 500_000_000 };

/// How far a judgement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JudgeProgress {
    /// The client that judges now, from 0.
    pub client: usize,
    /// How many clients there are.
    pub clients: usize,
    /// States visited for this client.
    pub states: u64,
    /// Rules that were broken until now.
    pub broken: usize,
}

/// What the search of one client found.
#[derive(Clone, Debug)]
pub struct ClientReport {
    /// The client.
    pub client: &'static JudgingClient,
    /// The client's run with the provider that was judged.
    pub scenario: Scenario,
    /// What the search found.
    pub report: SearchReport,
}

/// A rule, and what became of it under all clients.
#[derive(Clone, Debug)]
pub struct RuleStanding<'a> {
    /// The rule's number, such as `INV-01`.
    pub rule: &'static str,
    /// The rule's short name.
    pub name: &'static str,
    /// How many situations put it to the test.
    pub situations: u64,
    /// The clients with which it breaks, with the shortest run of each.
    pub broken: Vec<(&'a ClientReport, &'a Breach)>,
}

/// What became of a provider.
#[derive(Clone, Debug)]
pub struct BenchJudgement {
    /// The clients that judged, in order.
    pub clients: Vec<ClientReport>,
    /// How many were to judge.
    pub wanted: usize,
}

/// Judges a module of bodies.
///
/// # Errors
/// All errors in the module: it is no provider that could run.
pub fn judge(
    module: &Replacement,
    provider: &str,
    clients: &[&'static JudgingClient],
    watch: &mut dyn FnMut(JudgeProgress) -> ControlFlow<()>,
) -> Result<BenchJudgement, Vec<Diagnostic>> {
    let mut judgement = BenchJudgement { clients: Vec::new(), wanted: clients.len() };
    for (at, client) in clients.iter().copied().enumerate() {
        let replacements = std::slice::from_ref(module);
        let scenario = Scenario::load(&client.options(provider), replacements)?;
        let model = MachineSystem::new(&scenario.machine).forgiving(Blame::Client);
        let before = judgement.broken_count();
        let outcome = Search::new(&Reduced(&model)).bounds(BOUNDS).run_watched(WATCH_EVERY, |it| {
            watch(JudgeProgress {
                client: at,
                clients: clients.len(),
                states: it.states,
                broken: before,
            })
        });
        let report = SearchReport::new(&scenario, &outcome);
        let is_stopped = report.stopped == Some(StopReason::Interrupted);
        judgement.clients.push(ClientReport { client, scenario, report });
        if is_stopped {
            break;
        }
    }
    Ok(judgement)
}

impl ClientReport {
    /// What breaks the rule at the end of a run that was found for it.
    pub fn found<'t>(&self, timeline: &'t Timeline, rule: &str) -> Option<&'t Violation> {
        breaks(timeline, rule, timeline.at())
    }

    /// The run that breaks a rule, at the step that breaks it.
    pub fn timeline(&self, breach: &Breach) -> Timeline {
        let machine = std::sync::Arc::clone(&self.scenario.machine);
        let mut timeline = Timeline::run_with(machine, &breach.choices, DEFAULT_BOUND);
        timeline.seek(breach.choices.len());
        timeline
    }
}

impl BenchJudgement {
    /// Every rule, by number.
    pub fn rules(&self) -> Vec<RuleStanding<'_>> {
        let standing = |rule: &'static str, name: &'static str| {
            let of = |it: &ClientReport| it.report.rule(rule).map_or(0, |rule| rule.situations);
            let breach = |it| -> Option<(&ClientReport, &Breach)> {
                let it: &ClientReport = it;
                it.report.breach(rule).map(|breach| (it, breach))
            };
            RuleStanding {
                rule,
                name,
                situations: self.clients.iter().map(of).sum(),
                broken: self.clients.iter().filter_map(breach).collect(),
            }
        };
        RULES.iter().map(|rule| standing(rule.id, rule.name)).collect()
    }

    /// The shortest of all runs that break a rule; of several, the first client's and the first
    /// rule's.
    pub fn shortest(&self) -> Option<(&ClientReport, &'static str, &Breach)> {
        let all = self
            .clients
            .iter()
            .flat_map(|it| it.report.broken().map(move |(rule, breach)| (it, rule, breach)));
        all.min_by_key(|(.., breach)| breach.choices.len())
    }

    /// Whether every client searched everything.
    pub fn is_complete(&self) -> bool {
        self.clients.len() == self.wanted && self.clients.iter().all(|it| it.report.is_complete())
    }

    /// Whether no client can break a rule, as far as all of them were searched.
    pub fn is_accepted(&self) -> bool {
        self.is_complete() && self.shortest().is_none()
    }

    /// Whether rules are broken, but none where the client has the store for itself.
    pub fn is_right_for_one_user(&self) -> bool {
        let is_broken = |it: &ClientReport| it.report.broken().next().is_some();
        let mut broken = self.clients.iter().filter(|it| is_broken(it)).peekable();
        broken.peek().is_some() && broken.all(|it| it.client.shares_the_store())
    }

    /// States that were visited for all clients.
    pub fn states(&self) -> u64 {
        self.clients.iter().map(|it| it.report.states).sum()
    }

    /// Whether StoreLogoff leaves StoreLogoffTransports to a later call although the provider of
    /// the model doesn't, or the other way round: right, but not what one expects (C5).
    pub fn is_unusual(&self) -> Option<bool> {
        let options = &self.clients.first()?.scenario.options;
        let usual = match options.get("provider")? {
            "eager" => false,
            "deferred" => true,
            _ => return None,
        };
        self.defers().map(|defers| defers != usual)
    }

    /// Whether StoreLogoff leaves StoreLogoffTransports to a later call (C5); `None` if no client
    /// called both.
    pub fn defers(&self) -> Option<bool> {
        let client = self.clients.iter().find(|it| it.scenario.path == "store-logoff")?;
        let timeline = client.scenario.timeline(DEFAULT_BOUND);
        let program = timeline.machine().program();
        let is = |step: usize, name: &str| match timeline.event(step).map(|event| &event.kind) {
            Some(EventKind::Call { method, .. }) => program.method_name(*method) == name,
            _ => false,
        };
        let asks = (1..=timeline.len()).find(|step| is(*step, "StoreLogoffTransports"))?;
        Some(!timeline.callers(asks).into_iter().any(|call| is(call, "StoreLogoff")))
    }

    /// How many rules are broken.
    pub fn broken_count(&self) -> usize {
        self.rules().iter().filter(|rule| !rule.broken.is_empty()).count()
    }
}
