//! What a search leaves out to be fast loses nothing: fingerprints, whole steps, jumps.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use mapi_teardown::explore::report::model;
use mapi_teardown::explore::{
    Bounds, Judgement, Property, Search, SearchResult, SearchState, Stretch, Transition,
    TransitionSystem,
};
use mapi_teardown::scenario::Scenario;
use mapi_teardown::sim::budget::Meter;
use mapi_teardown::sim::machine::Grain;
use mapi_teardown::sim::{Choice, State};

use super::bounds::with_client;
use super::{load, parse};

#[test]
fn nothing_is_lost_by_fingerprints_nor_by_what_their_hash_leaves_out() {
    let words = [
        "store-logoff:world=plain",
        "release:world=plain,bug=PB4",
        "two-users",
        "session-logoff:world=plain,provider=deferred",
    ];
    for word in words {
        let scenario = load(&parse(word));
        let model = model(&scenario);
        let by_print = Search::new(&model).run();
        let exact = Search::new(&model).exact().run();
        assert_eq!(
            (exact.states, exact.transitions, exact.depth),
            (by_print.states, by_print.transitions, by_print.depth),
            "{word}"
        );
        assert_eq!(exact.findings, by_print.findings, "{word}");
    }
}

/// A model that notes how its runs end: the ledgers, and what the rules remember.
struct Ends<M> {
    model: M,
    ends: RefCell<BTreeSet<String>>,
}

impl<M: TransitionSystem<State = SearchState, Action = Choice>> TransitionSystem for Ends<M> {
    type State = SearchState;
    type Action = Choice;

    fn properties(&self) -> Vec<Property> {
        self.model.properties()
    }

    fn initial(&self) -> Vec<SearchState> {
        self.model.initial()
    }

    fn actions(&self, state: &SearchState, actions: &mut Vec<Choice>) {
        self.model.actions(state, actions);
    }

    fn next(&self, state: &SearchState, action: &Choice) -> Option<Transition<SearchState>> {
        self.model.next(state, action)
    }

    fn expand(
        &self,
        state: &SearchState,
        actions: &mut Vec<Choice>,
        found: impl FnMut(u32, Stretch<SearchState>) -> bool,
    ) {
        self.model.expand(state, actions, found);
    }

    fn way(&self, at: &SearchState, position: u32) -> Option<(Vec<Choice>, Option<SearchState>)> {
        self.model.way(at, position)
    }

    fn is_reduced(&self) -> bool {
        self.model.is_reduced()
    }

    fn judge_terminal(&self, at: &SearchState) -> Judgement {
        let State { rows, uids, objects, transports, messages, memory, unloaded, end, .. } =
            &at.state;
        let told = format!(
            "{rows:?} {uids:?} {objects:?} {transports:?} {messages:?} {memory:?} {unloaded:?} \
             {end:?}"
        );
        self.ends.borrow_mut().insert(told);
        self.model.judge_terminal(at)
    }
}

/// How the runs of a search can end, what it found, and how many states there are.
pub(super) fn ends<M>(model: M, bounds: Bounds) -> (BTreeSet<String>, SearchResult<Choice>)
where
    M: TransitionSystem<State = SearchState, Action = Choice>,
{
    let watched = Ends { model, ends: RefCell::default() };
    let outcome = Search::new(&watched).bounds(bounds).run();
    (watched.ends.into_inner(), outcome)
}

/// How the runs of a search in steps of this grain can end, whether each property is broken or
/// reached, and how many states there are.
pub(super) fn ends_by(
    scenario: &Scenario,
    grain: Grain,
) -> (BTreeSet<String>, Vec<(String, bool)>, u64) {
    let (ends, outcome) = ends(model(scenario).in_steps_of(grain), Bounds::NONE);
    assert!(outcome.is_complete());
    let findings = outcome
        .findings
        .iter()
        .map(|it| (it.property.name.clone(), it.verdict.run().is_some()))
        .collect();
    (ends, findings, outcome.states)
}

/// Runs in which silent statements of one thread come between those of another, and of each kind of
/// choice.
pub(super) const SMALL: [&str; 9] = [
    "store-logoff:world=plain",
    "store-logoff:world=plain,provider=deferred,flag=purge",
    "store-logoff:world=plain,queue=none,transport=XP1=sending:M1",
    "any-client:world=plain",
    "session-logoff:world=plain",
    "release:world=busy,queue=none,transport=XP1=idle",
    "release:world=plain,bug=PB4",
    "store-logoff:world=plain,bug=CB2",
    "spooler-logoff:world=plain",
];

/// Two ways that come to the same: a thread that stops behind the call, before the jump, is in two
/// places.
const TWO_WAYS: &str = "    - choose:\n        - one:\n            - store.GetProps()\n        - \
    other:\n            - store.GetProps()\n    - store.Release()\n";

/// With two clients in one store this would not hold, and should not: there, silence is the lock
/// that real code takes.
#[test]
fn nothing_is_lost_by_whole_steps_nor_by_running_on_through_jumps() {
    let small = SMALL.iter().map(|word| ((*word).to_owned(), load(&parse(word))));
    let mut wrong = Vec::new();
    let mut most_unsettled = 0;
    for (word, scenario) in small.chain([("two ways".to_owned(), with_client(TWO_WAYS))]) {
        let (whole, found, states) = ends_by(&scenario, Grain::Step);
        let (unsettled, also_found, more) = ends_by(&scenario, Grain::Unsettled);
        let (single, found_too, most) = ends_by(&scenario, Grain::Statement);
        most_unsettled = most_unsettled.max(more - states);
        if more < states
            || most <= states
            || found != also_found
            || found != found_too
            || whole != unsettled
            || whole != single
        {
            let ends = [&whole, &unsettled, &single].map(BTreeSet::len);
            wrong.push(format!("{word}: {states}, {more}, {most} states; {ends:?} ends"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(most_unsettled > 0, "running on through jumps makes no two states one");
}

/// Walks at random, and says of each situation that it comes to what it is and its fingerprint.
fn wander(scenario: &Scenario, seed: u64, seen: &mut BTreeMap<String, u64>) -> usize {
    let machine = &scenario.machine;
    let (mut here, mut met, mut random) = (SearchState::start(machine), 0, seed | 1);
    let mut choices = Vec::new();
    loop {
        choices.clear();
        here.choices(machine, Grain::Step, &Meter::default(), &mut choices);
        let mut afresh = Vec::new();
        machine.choices(&here.state, &mut afresh);
        assert_eq!(choices, afresh, "what a step changed of its own thread concerns no other");
        if choices.is_empty() {
            return met;
        }
        // Xorshift: the same walks in every run of the test.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let choice = choices[(random >> 33) as usize % choices.len()];
        let step = here.step(machine, choice, Grain::Step, &Meter::default());
        here = step.unwrap_or_else(|limit| panic!("{limit:?}")).after;
        let told = format!("{:?}", here.state);
        let print = *seen.entry(told).or_insert_with(|| here.print());
        assert_eq!(print, here.print(), "the same state has the same fingerprint by every way");
        met += 1;
    }
}

#[test]
fn a_fingerprint_that_steps_move_depends_on_the_state_alone() {
    for word in SMALL.into_iter().chain(["two-users", "reopen", "fast-shutdown", "other-process"]) {
        let scenario = load(&parse(word));
        let mut seen = BTreeMap::new();
        let met: usize = (1..=20).map(|seed| wander(&scenario, seed * 7919, &mut seen)).sum();
        let prints: BTreeSet<u64> = seen.values().copied().collect();
        assert_eq!(prints.len(), seen.len(), "{word}: different states have different ones");
        assert!(met > seen.len(), "{word}: some state was come to twice");
    }
}
