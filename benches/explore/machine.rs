//! The search of the machine itself, by configuration, alone and on two threads, beside
//! stateright's breadth-first search of the same transitions. Both take the same steps and judge
//! them by the same rules; the counts are asserted of both.

use std::sync::Arc;
use std::time::Instant;

use mapi_teardown::explore::report::model;
use mapi_teardown::explore::{Reduced, Search, SearchState};
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::budget::Meter;
use mapi_teardown::sim::machine::Grain;
use mapi_teardown::sim::state::End;
use mapi_teardown::sim::{Choice, Machine};
use stateright::{Checker, Model as _};

/// From a quiet room to clients that may do anything.
pub const RUNS: [&str; 9] = [
    "store-logoff:world=plain",
    "store-logoff:world=busy",
    "release:world=busy",
    "any-client:world=plain",
    "any-client:world=busy,queue=none,transport=XP1=idle",
    "any-session:world=plain",
    "reopen",
    "any-two",
    "any-session:world=busy",
];

/// The machine as a model of stateright's.
#[derive(Clone)]
struct Wrapped(Arc<Machine>);

impl stateright::Model for Wrapped {
    type State = SearchState;
    type Action = Choice;

    fn properties(&self) -> Vec<stateright::Property<Self>> {
        vec![stateright::Property::always("no crash", |_, at: &SearchState| {
            at.state.end != Some(End::Crash)
        })]
    }

    fn init_states(&self) -> Vec<SearchState> {
        vec![SearchState::start(&self.0)]
    }

    fn actions(&self, at: &SearchState, actions: &mut Vec<Choice>) {
        at.choices(&self.0, Grain::Step, &Meter::default(), actions);
    }

    fn next_state(&self, at: &SearchState, choice: Choice) -> Option<SearchState> {
        let step = at.step(&self.0, choice, Grain::Step, &Meter::default()).ok()?;
        let event = step.event?;
        std::hint::black_box(self.0.judge(&step.after.state, &event, &mut |_| {}));
        Some(step.after)
    }
}

fn crew(work: &(dyn Fn() + Sync)) {
    std::thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
}

/// The median time of several searches, each of which visits so many states.
fn seconds(rounds: usize, states: u64, search: impl Fn() -> u64) -> f64 {
    let time = |_| {
        let start = Instant::now();
        assert_eq!(search(), states);
        start.elapsed().as_secs_f64()
    };
    super::median((0..rounds).map(time).collect())
}

/// Searches a run of the machine with one thread and with two, here and with stateright.
pub fn search(word: &str, rounds: usize) {
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    let scenario =
        Scenario::load(&options, &[]).unwrap_or_else(|problems| panic!("{word}: {}", problems[0]));
    let model = model(&scenario);
    let outcome = Search::new(&model).run();
    let states = outcome.states;
    println!(
        "{word}: {states} states, {} transitions, {:.0} bytes per state",
        outcome.transitions,
        outcome.bytes_per_state()
    );
    let theirs = |threads: usize| {
        let checker = Wrapped(Arc::clone(&scenario.machine)).checker().threads(threads);
        checker.spawn_bfs().join().unique_state_count() as u64
    };
    let go_on = |_: &_| std::ops::ControlFlow::Continue(());
    let contenders: [(&str, f64); 4] = [
        ("teardown", seconds(rounds, states, || Search::new(&model).run().states)),
        (
            "teardown, 2 threads",
            seconds(rounds, states, || Search::new(&model).run_by(&crew, u64::MAX, go_on).states),
        ),
        ("stateright", seconds(rounds, states, || theirs(1))),
        ("stateright, 2 threads", seconds(rounds, states, || theirs(2))),
    ];
    for (contender, seconds) in contenders {
        println!("  {contender:<22} {seconds:>8.3} s {:>10.0} states/s", states as f64 / seconds);
    }
    let reduced = Reduced(&model);
    let fewer = Search::new(&reduced).run().states;
    println!("  reduced: {fewer} states, {:.1} times fewer", states as f64 / fewer as f64);
    let contenders: [(&str, f64); 2] = [
        ("reduced", seconds(rounds, fewer, || Search::new(&reduced).run().states)),
        (
            "reduced, 2 threads",
            seconds(rounds, fewer, || Search::new(&reduced).run_by(&crew, u64::MAX, go_on).states),
        ),
    ];
    for (contender, seconds) in contenders {
        println!("  {contender:<22} {seconds:>8.3} s");
    }
}
