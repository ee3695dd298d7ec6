//! Measures the search on two models whose numbers of states and transitions are known, beside
//! stateright's breadth-first search on the same models in the same run. Both engines call the same
//! functions of a model; the counts are asserted of both.
//!
//! `cargo bench --bench explore [ROUNDS] [RUN...]` prints medians over rounds (five unless told) in
//! which the contenders take turns, so that a busy machine disturbs all of them alike; of the
//! machine itself all runs, unless some are named.

#[path = "explore/machine.rs"]
mod machine;

use std::hash::Hash;
use std::time::Instant;

use mapi_teardown::explore::{
    self, PropertySet, PropertyVerdict, Search, Transition, chance_of_collision,
};
use stateright::{Checker, Model as _};

/// What both engines need of a model: where it begins, what can be done, and what is true of it
/// when it is right.
trait World: Clone + Send + Sync + 'static {
    type State: Clone + std::fmt::Debug + Eq + Hash + Send + Sync + 'static;
    type Action: Copy + std::fmt::Debug + PartialEq + Send + Sync + 'static;
    const RULE: &'static str;

    fn start(&self) -> Self::State;
    fn choices(&self, state: &Self::State, choices: &mut Vec<Self::Action>);
    fn take(&self, state: &Self::State, action: Self::Action) -> Self::State;
    fn is_right(&self, state: &Self::State) -> bool;
}

/// Gives a world to both engines.
#[derive(Clone)]
struct Both<W>(W);

impl<W: World> explore::TransitionSystem for Both<W> {
    type State = W::State;
    type Action = W::Action;

    fn properties(&self) -> Vec<explore::Property> {
        vec![explore::Property::always(W::RULE)]
    }

    fn initial(&self) -> Vec<W::State> {
        vec![self.0.start()]
    }

    fn actions(&self, state: &W::State, actions: &mut Vec<W::Action>) {
        self.0.choices(state, actions);
    }

    fn next(&self, state: &W::State, action: &W::Action) -> Option<Transition<W::State>> {
        let state = self.0.take(state, *action);
        let marks = PropertySet::when(!self.0.is_right(&state), 0);
        Some(Transition { state, judgement: marks.into() })
    }
}

impl<W: World> stateright::Model for Both<W> {
    type State = W::State;
    type Action = W::Action;

    fn properties(&self) -> Vec<stateright::Property<Self>> {
        vec![stateright::Property::always(W::RULE, |model, state| model.0.is_right(state))]
    }

    fn init_states(&self) -> Vec<W::State> {
        vec![self.0.start()]
    }

    fn actions(&self, state: &W::State, actions: &mut Vec<W::Action>) {
        self.0.choices(state, actions);
    }

    fn next_state(&self, state: &W::State, action: W::Action) -> Option<W::State> {
        Some(self.0.take(state, action))
    }
}

/// Six objects with nine references each, released in every order; logoff at any time; shutdown
/// last, which takes all references to be gone: with the bug, it does not notice one.
///
/// 10^6 vectors of counts, each before and after logoff, and the end: 2,000,001 states. Each of the
/// six counts can be released in nine tenths of them, logoff happens in half of them, shutdown
/// once: 10,800,000 + 1,000,000 + 1 transitions.
#[derive(Clone)]
struct Refs {
    overlooked: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct RefsState {
    refs: [u8; 6],
    is_logged_off: bool,
    is_shut_down: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum RefsAction {
    Release(u8),
    Logoff,
    Shutdown,
}

impl World for Refs {
    type State = RefsState;
    type Action = RefsAction;
    const RULE: &'static str = "no reference outlives shutdown";

    fn start(&self) -> RefsState {
        RefsState { refs: [9; 6], is_logged_off: false, is_shut_down: false }
    }

    fn choices(&self, state: &RefsState, choices: &mut Vec<RefsAction>) {
        if state.is_shut_down {
            return;
        }
        choices.extend(
            (0..6).filter(|&object| state.refs[usize::from(object)] > 0).map(RefsAction::Release),
        );
        if !state.is_logged_off {
            choices.push(RefsAction::Logoff);
        } else if state.refs.iter().sum::<u8>() <= self.overlooked {
            choices.push(RefsAction::Shutdown);
        }
    }

    fn take(&self, state: &RefsState, action: RefsAction) -> RefsState {
        let mut state = state.clone();
        match action {
            RefsAction::Release(object) => state.refs[usize::from(object)] -= 1,
            RefsAction::Logoff => state.is_logged_off = true,
            RefsAction::Shutdown => state.is_shut_down = true,
        }
        state
    }

    fn is_right(&self, state: &RefsState) -> bool {
        !state.is_shut_down || state.refs == [0; 6]
    }
}

/// Eight threads, each idle, opened, using, closing, then closed; none opens after logoff; shutdown
/// when none is inside.
///
/// 5^8 vectors, each before and after logoff, and 2^8 ends in which each thread is idle or closed:
/// 781,506 states. A thread can go on from four fifths of the vectors before logoff and from three
/// fifths after it, logoff happens in half of them, shutdown in 2^8: 2,500,000 + 1,875,000 +
/// 390,625 + 256 = 4,765,881 transitions.
#[derive(Clone)]
struct Turns;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Turn {
    Idle,
    Opened,
    Using,
    Closing,
    Closed,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct TurnsState {
    threads: [Turn; 8],
    is_logged_off: bool,
    is_shut_down: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum TurnsAction {
    GoOn(u8),
    Logoff,
    Shutdown,
}

impl Turn {
    fn is_inside(self) -> bool {
        matches!(self, Turn::Opened | Turn::Using | Turn::Closing)
    }
}

impl World for Turns {
    type State = TurnsState;
    type Action = TurnsAction;
    const RULE: &'static str = "nobody is inside at shutdown";

    fn start(&self) -> TurnsState {
        TurnsState { threads: [Turn::Idle; 8], is_logged_off: false, is_shut_down: false }
    }

    fn choices(&self, state: &TurnsState, choices: &mut Vec<TurnsAction>) {
        if state.is_shut_down {
            return;
        }
        let can_go_on = |turn: Turn| turn.is_inside() || turn == Turn::Idle && !state.is_logged_off;
        choices.extend(
            (0..8)
                .filter(|&thread| can_go_on(state.threads[usize::from(thread)]))
                .map(TurnsAction::GoOn),
        );
        if !state.is_logged_off {
            choices.push(TurnsAction::Logoff);
        } else if !state.threads.iter().any(|turn| turn.is_inside()) {
            choices.push(TurnsAction::Shutdown);
        }
    }

    fn take(&self, state: &TurnsState, action: TurnsAction) -> TurnsState {
        let mut state = state.clone();
        match action {
            TurnsAction::GoOn(thread) => {
                let turn = &mut state.threads[usize::from(thread)];
                *turn = match turn {
                    Turn::Idle => Turn::Opened,
                    Turn::Opened => Turn::Using,
                    Turn::Using => Turn::Closing,
                    Turn::Closing | Turn::Closed => Turn::Closed,
                };
            }
            TurnsAction::Logoff => state.is_logged_off = true,
            TurnsAction::Shutdown => state.is_shut_down = true,
        }
        state
    }

    fn is_right(&self, state: &TurnsState) -> bool {
        !state.is_shut_down || !state.threads.iter().any(|turn| turn.is_inside())
    }
}

/// What must come out.
#[derive(Clone, Copy)]
struct Counts {
    states: u64,
    transitions: u64,
}

/// Searches with this program's engine; gives seconds.
fn ours<W: World>(world: &W, expected: Counts) -> f64 {
    let model = Both(world.clone());
    let start = Instant::now();
    let outcome = Search::new(&model).run();
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!((outcome.states, outcome.transitions), (expected.states, expected.transitions));
    assert!(outcome.is_complete());
    assert_eq!(outcome.verdict(W::RULE), Some(&PropertyVerdict::Held));
    seconds
}

/// Searches with stateright; gives seconds. It counts the initial state as one that was generated.
fn theirs<W: World>(world: &W, expected: Counts, threads: usize) -> f64 {
    let model = Both(world.clone());
    let start = Instant::now();
    let checker = model.checker().threads(threads).spawn_bfs().join();
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(checker.unique_state_count() as u64, expected.states);
    assert_eq!(checker.state_count() as u64, expected.transitions + 1);
    checker.assert_no_discovery(W::RULE);
    seconds
}

/// A contender's name, and how it searches.
type Contender<W> = (&'static str, fn(&W, Counts) -> f64);

fn compare<W: World>(name: &str, world: &W, expected: Counts, rounds: usize) {
    let contenders: [Contender<W>; 3] = [
        ("teardown", ours),
        ("stateright, 1 thread", |world, expected| theirs(world, expected, 1)),
        ("stateright, 2 threads", |world, expected| theirs(world, expected, 2)),
    ];
    let mut times = vec![Vec::new(); contenders.len()];
    for _ in 0..rounds {
        for ((_, search), times) in contenders.iter().zip(&mut times) {
            times.push(search(world, expected));
        }
    }
    let rates: Vec<f64> =
        times.into_iter().map(|times| expected.states as f64 / median(times)).collect();
    println!(
        "{name}: {} states, {} transitions, median of {rounds} rounds",
        expected.states, expected.transitions
    );
    for ((contender, _), rate) in contenders.iter().zip(&rates) {
        println!(
            "  {contender:<22} {rate:>10.0} states/s   teardown is {:.2} times as fast",
            rates[0] / rate
        );
    }
    let outcome = Search::new(&Both(world.clone())).run();
    let (kept, depth) = (outcome.bytes_per_state(), outcome.depth);
    println!(
        "  depth {depth}, {kept:.1} bytes per state, chance of a collision {:.1e}",
        chance_of_collision(outcome.states)
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Both engines must find the planted bug by a run of 55 steps: logoff, all references but one,
/// shutdown.
fn find_planted_bug() {
    let model = Both(Refs { overlooked: 1 });
    let outcome = Search::new(&model).run();
    let ours =
        outcome.verdict(Refs::RULE).and_then(PropertyVerdict::run).map(|run| run.actions.len());
    assert_eq!(ours, Some(55));
    // Six more ends, one for each object that may keep the reference.
    assert_eq!((outcome.states, outcome.transitions), (2_000_007, 11_800_007));
    let theirs = model
        .checker()
        .spawn_bfs()
        .join()
        .discovery(Refs::RULE)
        .map(|path| path.into_actions().len());
    assert_eq!(theirs, ours);
    println!("refs with its planted bug: the shortest run has 55 steps, and stateright's too");
}

fn main() {
    // Cargo passes `--bench`.
    let rounds =
        std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(5).max(1);
    let is_word = |it: &String| !it.starts_with('-') && it.parse::<usize>().is_err();
    let words: Vec<String> = std::env::args().skip(1).filter(is_word).collect();
    let is_wanted = |word: &str| words.is_empty() || words.iter().any(|it| it == word);
    if words.is_empty() {
        compare(
            "refs",
            &Refs { overlooked: 0 },
            Counts { states: 2_000_001, transitions: 11_800_001 },
            rounds,
        );
        compare("turns", &Turns, Counts { states: 781_506, transitions: 4_765_881 }, rounds);
        find_planted_bug();
    }
    for word in machine::RUNS.into_iter().filter(|word| is_wanted(word)) {
        machine::search(word, rounds);
    }
    for word in machine::LARGE.into_iter().filter(|word| is_wanted(word)) {
        machine::reduced(word, rounds);
    }
    for word in machine::READINGS.into_iter().filter(|word| is_wanted(word)) {
        machine::readings(word, rounds);
    }
}
