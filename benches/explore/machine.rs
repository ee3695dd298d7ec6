//! The search of the machine itself, by configuration, beside stateright's breadth-first search of
//! the same transitions, on one thread and on two. Both take the same steps and judge
//! them by the same rules; the counts are asserted of both.

use std::sync::Arc;
use std::time::Instant;

use mapi_teardown::explore::readings::{Covered, Extent, read, search_readings};
use mapi_teardown::explore::report::model;
use mapi_teardown::explore::{Bounds, Reduced, Search, SearchReport, SearchState};
use mapi_teardown::scenario::readings::combinations;
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::budget::Meter;
use mapi_teardown::sim::machine::Grain;
use mapi_teardown::sim::state::End;
use mapi_teardown::sim::{Choice, Machine};
use stateright::{Checker, Model as _};

/// From a quiet room to clients that may do anything; all situations one by one, and reduced.
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

/// Searched reduced only: all situations would take minutes.
pub const LARGE: [&str; 10] = [
    "reopen:provider=deferred",
    "reopen:provider=stub",
    "any-two:provider=deferred",
    "any-two:provider=stub",
    "any-session:world=busy",
    "any-session:world=busy,provider=deferred",
    "any-session:world=busy,provider=stub",
    "any-client:world=busy",
    "any-client:world=busy,provider=deferred",
    "any-client:world=busy,provider=stub",
];

/// Searched under every combination of readings.
pub const READINGS: [&str; 2] = ["release:world=plain", "release:world=busy"];

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

/// Seconds that the processors have worked for this process; nothing where the system does not say
/// so in `/proc`.
fn worked() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Counted from behind the name, which may have spaces: user and system time, in ticks of 10 ms.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// The median times of several searches, each of which visits so many states: on the clock, and on
/// the processors.
fn seconds(rounds: usize, states: u64, search: impl Fn() -> u64) -> (f64, Option<f64>) {
    let time = |_| {
        let (start, before) = (Instant::now(), worked());
        assert_eq!(search(), states);
        let seconds = start.elapsed().as_secs_f64();
        (seconds, worked().zip(before).map(|(after, before)| after - before))
    };
    let times: Vec<_> = (0..rounds).map(time).collect();
    let works: Option<Vec<f64>> = times.iter().map(|(_, work)| *work).collect();
    (super::median(times.iter().map(|(seconds, _)| *seconds).collect()), works.map(super::median))
}

fn print(contender: &str, states: u64, (seconds, work): (f64, Option<f64>)) {
    let rate = states as f64 / seconds;
    print!("  {contender:<23} {seconds:>8.3} s {rate:>10.0} states/s");
    match work {
        Some(work) => println!(" {work:>8.2} s of processors"),
        None => println!(),
    }
}

fn load(word: &str) -> Scenario {
    let options = RunOptions::parse(word).unwrap_or_else(|problem| panic!("{word}: {problem}"));
    Scenario::load(&options, &[]).unwrap_or_else(|problems| panic!("{word}: {}", problems[0]))
}

/// Searches a run of the machine, here and with stateright on one thread and on two.
pub fn search(word: &str, rounds: usize) {
    let scenario = load(word);
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
    print("teardown", states, seconds(rounds, states, || Search::new(&model).run().states));
    print("stateright", states, seconds(rounds, states, || theirs(1)));
    print("stateright, 2 threads", states, seconds(rounds, states, || theirs(2)));
    reduced(word, rounds);
}

/// Searches a run reduced.
pub fn reduced(word: &str, rounds: usize) {
    let scenario = load(word);
    let model = model(&scenario);
    let reduced = Reduced(&model);
    let outcome = Search::new(&reduced).run();
    let states = outcome.states;
    println!("{word}: reduced to {states} states, {:.0} bytes each", outcome.bytes_per_state());
    print("reduced", states, seconds(rounds, states, || Search::new(&reduced).run().states));
}

/// Searches a run reduced under every combination of readings, on one thread and on two.
pub fn readings(word: &str, rounds: usize) {
    let all = combinations(&load(word).options).expect("readings are well formed");
    let search = |threads: usize| {
        let load = |options: &RunOptions| Scenario::load(options, &[]);
        let found = search_readings(&all, Bounds::NONE, threads, load, |scenario, bounds| {
            let model = model(scenario);
            let outcome = Search::new(&Reduced(&model)).bounds(bounds).run();
            let extent = Extent { states: outcome.states, stopped: outcome.stopped };
            let report = SearchReport::new(scenario, &outcome);
            let read = read(scenario, &report, &model.reached());
            Covered { report: outcome.states, extent, besides: Vec::new(), read }
        });
        found.unwrap_or_else(|problems| panic!("{word}: {}", problems[0])).0
    };
    let found = search(1);
    let states: u64 = found.iter().sum();
    println!("{word}: {} of {} combinations, {states} states", found.len(), all.len());
    for (name, threads) in [("all readings", 1), ("all readings, 2 threads", 2)] {
        print(name, states, seconds(rounds, states, || search(threads).iter().sum()));
    }
}
