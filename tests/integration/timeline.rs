//! Going back and forth in a run is the identity, whatever order the threads took: over random
//! walks through what can happen next.

use std::sync::{Arc, OnceLock};

use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::budget::Meter;
use mapi_teardown::sim::event::{LEDGERS, Ledger};
use mapi_teardown::sim::{Choice, Event, EventKind, Machine, State, Timeline};
use proptest::prelude::*;

/// Runs in which much happens: mail under way, objects left open and objects created, references
/// from inside, providers of both strategies.
const RUNS: [&str; 10] = [
    "store-logoff:flag=orderly",
    "store-logoff:flag=purge,provider=deferred",
    "store-logoff:flag=abort,client=untidy,transport=XP1=sending:M1+receiving:M9",
    "store-logoff:flag=quiet,client=untidy,orphans=free",
    "store-logoff:world=two-stores,store=B,flag=no-wait,queue=M1:XP1",
    "release:children=hold-store",
    "session-logoff:provider=deferred",
    "session-logoff:client=untidy,bug=PB12",
    "two-users:provider=deferred",
    "wrapped-store",
];

fn machines() -> &'static [Arc<Machine>] {
    static MACHINES: OnceLock<Vec<Arc<Machine>>> = OnceLock::new();
    MACHINES.get_or_init(|| {
        let machine = |word: &&str| {
            let options = RunOptions::parse(word).expect("a run");
            Scenario::load(&options, &[])
                .unwrap_or_else(|problems| panic!("{word}: {}", problems[0]))
                .machine
        };
        RUNS.iter().map(machine).collect()
    })
}

/// A walk: what was chosen, what each step did, and the situations before the first and after each.
struct Walk {
    choices: Vec<Choice>,
    events: Vec<Event>,
    states: Vec<State>,
}

/// Steps as chance has it, until nothing can go on or there are no more picks.
fn walk(machine: &Machine, picks: &[u16]) -> Walk {
    let mut state = machine.start().clone();
    let mut it = Walk { choices: Vec::new(), events: Vec::new(), states: vec![state.clone()] };
    for pick in picks {
        let mut choices = Vec::new();
        machine.choices(&state, &mut choices);
        let Some(choice) = choices.get(usize::from(*pick) % choices.len().max(1)) else { break };
        assert!(machine.is_possible(&state, *choice));
        it.events
            .push(machine.step(&mut state, *choice, &Meter::default()).expect("within bounds"));
        it.choices.push(*choice);
        it.states.push(state.clone());
    }
    it
}

/// A timeline of exactly the steps of a walk.
fn timeline(machine: &Arc<Machine>, walk: &Walk) -> Timeline {
    Timeline::run_with(Arc::clone(machine), &walk.choices, walk.choices.len())
}

/// The events but for what only the timeline knows: whether anybody waits.
fn bare(events: &[Event]) -> Vec<Event> {
    events.iter().cloned().map(|event| Event { background: false, ..event }).collect()
}

/// Whether a ledger is the same in two situations. What is hidden is no part of the ledger.
fn is_same(machine: &Machine, before: &State, after: &State, ledger: Ledger) -> bool {
    let objects = |state: &State| {
        let listed = state
            .objects
            .iter()
            .filter(|object| !machine.program().classes[object.class.index()].hidden);
        listed
            .map(|object| (object.name, object.nth, object.parent, object.refs, object.life))
            .collect::<Vec<_>>()
    };
    match ledger {
        Ledger::StatusTable => before.rows == after.rows,
        Ledger::ProviderUids => before.uids == after.uids,
        Ledger::Objects => objects(before) == objects(after),
        Ledger::Transports => {
            before.transports == after.transports && before.messages == after.messages
        }
    }
}

fn runs() -> impl Strategy<Value = (usize, Vec<u16>)> {
    (0..RUNS.len(), prop::collection::vec(any::<u16>(), 0..400))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn applying_events_is_stepping_and_undoing_them_is_going_back((run, picks) in runs()) {
        let walk = walk(&machines()[run], &picks);
        let mut state = walk.states[0].clone();
        for (event, after) in walk.events.iter().zip(&walk.states[1..]) {
            state.apply(event);
            prop_assert_eq!(&state, after);
        }
        for (event, before) in walk.events.iter().zip(&walk.states).rev() {
            state.undo(event);
            prop_assert_eq!(&state, before);
        }
    }

    #[test]
    fn seeking_anywhere_is_replaying_up_to_there(
        (run, picks) in runs(),
        places in prop::collection::vec(any::<prop::sample::Index>(), 1..20),
    ) {
        let walk = walk(&machines()[run], &picks);
        let mut timeline = timeline(&machines()[run], &walk);
        for place in places {
            let place = place.index(walk.states.len());
            timeline.seek(place);
            prop_assert_eq!(timeline.at(), place);
            prop_assert_eq!(timeline.state(), &walk.states[place]);
            let before = timeline.state_before(place);
            prop_assert_eq!(&before, &walk.states[place.saturating_sub(1)]);
        }
        timeline.seek(usize::MAX);
        prop_assert_eq!(timeline.state(), timeline.final_state());
    }

    #[test]
    fn the_same_choices_make_the_same_events((run, picks) in runs()) {
        let (one, two) = (walk(&machines()[run], &picks), walk(&machines()[run], &picks));
        prop_assert_eq!(&one.events, &two.events);
        let timeline = timeline(&machines()[run], &one);
        prop_assert_eq!(bare(timeline.events()), one.events);
    }

    #[test]
    fn an_event_touches_at_most_the_ledger_that_it_names((run, picks) in runs()) {
        let machine = &machines()[run];
        let walk = walk(machine, &picks);
        for (event, pair) in walk.events.iter().zip(walk.states.windows(2)) {
            let touched: Vec<Ledger> =
                LEDGERS
                    .into_iter()
                    .filter(|ledger| !is_same(machine, &pair[0], &pair[1], *ledger))
                    .collect();
            prop_assert!(touched.len() <= 1, "{:?} touches {touched:?}", event.kind);
            let is_own = touched.iter().all(|ledger| Some(*ledger) == event.kind.ledger());
            prop_assert!(is_own, "{:?} touches {touched:?}", event.kind);
        }
    }

    #[test]
    fn a_return_belongs_to_the_last_open_call_of_its_thread((run, picks) in runs()) {
        let walk = walk(&machines()[run], &picks);
        let mut open: Vec<Vec<_>> = vec![Vec::new(); walk.states[0].threads.len()];
        for (event, after) in walk.events.iter().zip(&walk.states[1..]) {
            let calls = &mut open[event.thread.index()];
            let frames = after.thread(event.thread).frames.len();
            match &event.kind {
                EventKind::Call { object, method, .. } => {
                    prop_assert_eq!(usize::from(event.depth), calls.len());
                    calls.push((*object, *method));
                    prop_assert_eq!(frames, calls.len() + 1);
                }
                EventKind::Return { object, method, .. } => {
                    prop_assert_eq!(calls.pop(), Some((*object, *method)));
                    prop_assert_eq!(usize::from(event.depth), calls.len());
                    prop_assert_eq!(frames, calls.len() + 1);
                }
                EventKind::ThreadEnd => prop_assert_eq!((calls.len(), frames), (0, 0)),
                _ => prop_assert_eq!(usize::from(event.depth), calls.len()),
            }
        }
    }
}

/// The properties above say nothing about walks that go nowhere.
#[test]
fn the_walks_go_somewhere() {
    for (run, machine) in RUNS.iter().zip(machines()) {
        let walk = walk(machine, &[1; 400]);
        let touched: Vec<Ledger> = LEDGERS
            .into_iter()
            .filter(|ledger| {
                walk.states.windows(2).any(|pair| !is_same(machine, &pair[0], &pair[1], *ledger))
            })
            .collect();
        assert!(walk.events.len() > 60, "{run}: {} steps", walk.events.len());
        assert_eq!(touched, LEDGERS, "{run}");
    }
}

/// A script that is over tells no reason and no page a second time: its end is no statement.
#[test]
fn the_end_of_a_script_is_no_statement() {
    let scenario =
        Scenario::load(&RunOptions::parse("session-logoff").expect("a run"), &[]).expect("loads");
    let timeline = scenario.timeline(100_000);
    let (program, events) = (timeline.machine().program(), timeline.events());
    assert!(
        events.iter().any(|event| matches!(event.kind, EventKind::ThreadEnd)),
        "a script ends here"
    );
    for event in events {
        let ends = matches!(event.kind, EventKind::ThreadEnd);
        assert_eq!(program.statement(event).is_none(), ends, "{event:?}");
    }
}
