//! What a search says of a scenario: each rule held, broken, exempt or not tested, each goal
//! reached or not; a broken rule with its shortest run, which is replayed to find out whose mistake
//! it is.
//!
//! It must not know in which words this is printed, nor how long the search took.

use std::cmp::Reverse;
use std::sync::Arc;

use super::machine::{GOALS, MachineSystem};
use super::result::{PropertyVerdict, SearchResult, StopReason};
use crate::scenario::{Scenario, order};
use crate::sim::rules::{Blame, RULES};
use crate::sim::{Choice, Timeline, Violation};

/// What a search of a scenario came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchReport {
    /// How many distinct states were visited.
    pub states: u64,
    /// Whether fewer states stand for all: then states, transitions and situations are counted of
    /// those.
    pub is_reduced: bool,
    /// Transitions taken, also those that led to a known state.
    pub transitions: u64,
    /// Steps of the longest of all shortest runs.
    pub depth: u32,
    /// Most bytes kept at one time, estimated.
    pub bytes: u64,
    /// Why it is not complete, if so.
    pub stopped: Option<StopReason>,
    /// All rules, by number.
    pub rules: Vec<RuleReport>,
    /// All goals, by id.
    pub goals: Vec<GoalReport>,
}

/// A rule and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleReport {
    /// The rule's number, such as `INV-01`.
    pub rule: &'static str,
    /// The rule's short name, such as `slt-once`.
    pub name: &'static str,
    /// What became of it.
    pub result: RuleResult,
    /// How many distinct transitions and ends put it to the test.
    pub situations: u64,
}

/// What became of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleResult {
    /// No run seen breaks it.
    Held,
    /// A shortest run that breaks it.
    Broken(Box<Breach>),
    /// Runs that end without keeping it were seen, by a fast shutdown that was granted, and nothing
    /// else put it to the test.
    Exempt,
    /// Nothing in this scenario could have broken it: its subject never came up.
    NotTested,
}

/// A run that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The choices up to the step that breaks it.
    pub choices: Vec<Choice>,
    /// The same as words, one a step.
    pub steps: Vec<String>,
    /// The run as a word of the command line; it leaves out what only the lesson of the scenario
    /// holds.
    pub word: String,
    /// The order alone, as the option `order` takes it.
    pub order: String,
    /// The object that it is about.
    pub subject: String,
    /// Whose mistake it is; `None` only if the replay does not break the rule, which a test rules
    /// out.
    pub blame: Option<Blame>,
    /// Whether it is no mistake under the readings that the catalogue names for the rule.
    pub contested: bool,
}

/// A goal, and the shortest run that reaches it if one does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalReport {
    /// The goal's id, the end of its text's name `goal-...`.
    pub goal: &'static str,
    /// Steps of a shortest run that reaches it, if one does.
    pub steps: Option<usize>,
    /// That run as a word of the command line.
    pub word: Option<String>,
    /// Its order alone, as the option `order` takes it.
    pub order: Option<String>,
}

impl SearchReport {
    /// The report of what a search of this scenario found.
    pub fn new(scenario: &Scenario, outcome: &SearchResult<Choice>) -> Self {
        let rules = RULES.iter().map(|rule| {
            let situations = outcome.situations(rule.id);
            let result = match outcome.verdict(rule.id) {
                Some(PropertyVerdict::Broken(run)) => {
                    RuleResult::Broken(Box::new(Breach::new(scenario, rule.id, &run.actions)))
                }
                _ if situations > 0 => RuleResult::Held,
                _ if outcome.was_left_aside(rule.id) => RuleResult::Exempt,
                _ => RuleResult::NotTested,
            };
            RuleReport { rule: rule.id, name: rule.name, result, situations }
        });
        let goals = GOALS.iter().map(|(goal, _)| {
            let run = outcome.verdict(goal).and_then(PropertyVerdict::run);
            GoalReport {
                goal,
                steps: run.map(|run| run.actions.len()),
                word: run.map(|run| word(scenario, &run.actions)),
                order: run.map(|run| order::print(&run.actions, &scenario.machine)),
            }
        });
        SearchReport {
            states: outcome.states,
            is_reduced: outcome.is_reduced,
            transitions: outcome.transitions,
            depth: outcome.depth,
            bytes: outcome.bytes,
            stopped: outcome.stopped,
            rules: rules.collect(),
            goals: goals.collect(),
        }
    }

    /// Whether every reachable state was seen.
    pub fn is_complete(&self) -> bool {
        self.stopped.is_none()
    }

    /// The broken rules with their runs.
    pub fn broken(&self) -> impl Iterator<Item = (&'static str, &Breach)> {
        self.rules.iter().filter_map(|rule| match &rule.result {
            RuleResult::Broken(breach) => Some((rule.rule, breach.as_ref())),
            RuleResult::Held | RuleResult::Exempt | RuleResult::NotTested => None,
        })
    }

    /// What became of a rule.
    pub fn rule(&self, rule: &str) -> Option<&RuleReport> {
        self.rules.iter().find(|known| known.rule == rule)
    }

    /// The shortest run that breaks a rule.
    pub fn breach(&self, rule: &str) -> Option<&Breach> {
        self.broken().find(|(broken, _)| *broken == rule).map(|(_, breach)| breach)
    }
}

impl Breach {
    fn new(scenario: &Scenario, rule: &str, choices: &[Choice]) -> Self {
        let machine = &scenario.machine;
        let timeline = Timeline::run_with(Arc::clone(machine), choices, choices.len());
        let found = breaks(&timeline, rule, choices.len());
        Breach {
            choices: choices.to_vec(),
            steps: choices.iter().map(|choice| order::step(*choice, machine)).collect(),
            word: word(scenario, choices),
            order: order::print(choices, &scenario.machine),
            subject: found.map_or_else(String::new, |found| {
                machine.program().object_name(timeline.final_state(), found.subject)
            }),
            blame: found.map(|found| found.blame),
            contested: found.is_some_and(|found| found.contested),
        }
    }
}

/// What breaks a rule at the end of a run that was found for it, at its last step `end`: of several
/// mistakes in that step that of a provider, and none that it made on the way there.
pub fn breaks<'t>(timeline: &'t Timeline, rule: &str, end: usize) -> Option<&'t Violation> {
    let all = timeline.violations().iter();
    let all = all.filter(|found| found.rule == rule && found.step <= end);
    all.min_by_key(|found| (Reverse(found.step), found.blame == Blame::Client))
}

/// A run of a scenario as a word of the command line.
fn word(scenario: &Scenario, choices: &[Choice]) -> String {
    let mut options = scenario.options.clone();
    // The word of an order is free text, so it is never refused.
    let _ = options.set("order", &order::print(choices, &scenario.machine));
    options.to_string()
}

/// The model of a scenario's machine.
pub fn model(scenario: &Scenario) -> MachineSystem<'_> {
    MachineSystem::new(&scenario.machine)
}
