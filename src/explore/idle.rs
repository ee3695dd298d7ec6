//! What was asked for and never comes into play in any run that a search covers: settings without
//! which every step of every order is the same, and bodies that no run comes to.
//!
//! It must not know how this is printed, nor the time.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::readings::read;
use super::report::SearchReport;
use super::search_state::{SearchState, Stepped};
use super::transition_system::{Judgement, Property, Transition, TransitionSystem};
use crate::scenario::{Both, Idle, LeftOut, Scenario, idle};
use crate::sim::budget::{Budget, Meter};
use crate::sim::machine::Grain;
use crate::sim::rules::Violation;
use crate::sim::{BodyId, Choice, Machine, State};

/// Finds out about a search that is complete and executed the operations `reached`. A reading that
/// decides nothing about these is idle. Any other setting that is idle in the default order is left
/// out and both machines are searched side by side: `search` says whether that search was complete;
/// of a setting for which it was not, nothing is known. The run in the default order takes no more
/// steps than `budget` has, and all these searches no more work.
pub fn find(
    scenario: &Scenario,
    budget: Budget,
    report: &SearchReport,
    reached: &BTreeSet<(BodyId, u16)>,
    search: &mut dyn FnMut(&Twins<'_>) -> bool,
) -> Idle {
    if !report.is_complete() {
        return Idle::default();
    }
    let is_broken = |rule: &str| report.breach(rule).is_some();
    let left = Cell::new(budget.work);
    let mut is_idle = |key: &str, value: &str| {
        if idle::is_replaced(key, value, scenario) {
            return Some(true);
        }
        let without = idle::without(key, value, scenario, &is_broken);
        let both = without.as_ref().and_then(|without| {
            let both = Both::new(&scenario.machine, &without.machine, LeftOut::of(key))?;
            Some((both, &without.machine))
        });
        let Some((both, theirs)) = both else { return Some(false) };
        let ours = &scenario.machine;
        let twins = Twins { both, ours, theirs, differs: Cell::new(false), left: &left };
        let is_complete = search(&twins) && left.get() > 0;
        (is_complete || twins.differs.get()).then(|| !twins.differs.get())
    };
    let (read, mut found) = (read(scenario, report, reached), Idle::default());
    let timeline = scenario.timeline(budget.steps);
    for (key, value) in idle::settings(scenario) {
        let is_idle = match () {
            () if scenario.is_unread((key, value), &read) => Some(true),
            () if !idle::is_idle(key, value, scenario, &timeline) => Some(false),
            () => is_idle(key, value),
        };
        let setting = (key.to_owned(), value.to_owned());
        match is_idle {
            Some(true) => found.settings.push(setting),
            Some(false) => {}
            None => found.unknown.push(setting),
        }
    }
    found.bodies = idle::bodies_beside(scenario, reached);
    found
}

/// Two machines that take the same steps, until they differ.
pub struct Twins<'a> {
    both: Both<'a>,
    ours: &'a Machine,
    theirs: &'a Machine,
    differs: Cell<bool>,
    /// Work that may still be done.
    left: &'a Cell<u64>,
}

type BrokenRules = BTreeSet<(&'static str, crate::sim::ObjectId)>;

/// The rules that are broken, and what each is about.
fn broken<T>(judge: impl FnOnce(&mut dyn FnMut(Violation)) -> T) -> BrokenRules {
    let mut found = BrokenRules::new();
    judge(&mut |violation| found.extend([(violation.rule, violation.subject)]));
    found
}

impl Twins<'_> {
    /// Their choice for one of ours.
    fn choice(&self, ours: Choice) -> Option<Choice> {
        self.both.thread(ours.thread).map(|thread| Choice { thread, ..ours })
    }

    fn have_same_choices(&self, ours: &[Choice], theirs: &State) -> bool {
        let mut open = Vec::new();
        self.theirs.choices(theirs, &mut open);
        let own: Option<BTreeSet<Choice>> =
            ours.iter().map(|choice| self.choice(*choice)).collect();
        own == Some(open.into_iter().collect())
    }

    fn note(&self, is_same: bool) -> bool {
        self.differs.set(self.differs.get() || !is_same);
        is_same
    }
}

impl TransitionSystem for Twins<'_> {
    type State = (SearchState, SearchState);
    type Action = Choice;

    fn properties(&self) -> Vec<Property> {
        Vec::new()
    }

    fn initial(&self) -> Vec<(SearchState, SearchState)> {
        let (ours, theirs) = (SearchState::start(self.ours), SearchState::start(self.theirs));
        self.note(self.both.have_same_ledgers(&ours.state, &theirs.state));
        vec![(ours, theirs)]
    }

    fn actions(&self, (ours, theirs): &(SearchState, SearchState), actions: &mut Vec<Choice>) {
        if self.differs.get() {
            return;
        }
        self.ours.choices(&ours.state, actions);
        self.note(self.have_same_choices(actions, &theirs.state));
    }

    fn next(
        &self,
        (ours, theirs): &(SearchState, SearchState),
        action: &Choice,
    ) -> Option<Transition<(SearchState, SearchState)>> {
        if self.differs.get() || self.left.get() == 0 {
            return None;
        }
        let other = self.choice(*action)?;
        let meter = Meter::within(self.left.get());
        let steps = (
            ours.step(self.ours, *action, Grain::Step, &meter),
            theirs.step(self.theirs, other, Grain::Step, &meter),
        );
        let work = |step: &Result<Stepped, _>| step.as_ref().map_or(0, Stepped::work);
        let spent = meter.spent() + work(&steps.0) + work(&steps.1);
        self.left.set(self.left.get().saturating_sub(spent));
        let (Ok(step), Ok(other)) = steps else {
            self.note(steps.0.is_err() && steps.1.is_err());
            return None;
        };
        let ((ours, step), (theirs, other)) = (step.whole(), other.whole());
        // Steps of this grain end with an event.
        let (step, other) = (step?, other?);
        let judged = broken(|report| self.ours.judge(&ours.state, &step, report));
        let is_same = judged == broken(|report| self.theirs.judge(&theirs.state, &other, report));
        self.note(is_same && self.both.do_the_same(&step, &other));
        Some(Transition { state: (ours, theirs), judgement: Judgement::default() })
    }

    fn judge_terminal(&self, (ours, theirs): &(SearchState, SearchState)) -> Judgement {
        if !self.differs.get() {
            let (ours, theirs) = (&ours.state, &theirs.state);
            let judged = broken(|report| self.ours.judge_end(ours, report));
            let is_same = judged == broken(|report| self.theirs.judge_end(theirs, report));
            self.note(is_same && self.both.have_same_ledgers(ours, theirs));
        }
        Judgement::default()
    }

    fn heap_bytes(&self, (ours, theirs): &(SearchState, SearchState)) -> usize {
        ours.heap_bytes() + theirs.heap_bytes()
    }
}
