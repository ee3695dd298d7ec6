//! What a search says that meets a bound.

use super::jugs::Pour;
use super::*;

fn jugs(bounds: Bounds) -> SearchResult<Pour> {
    Search::new(&Jugs).bounds(bounds).run()
}

#[test]
fn on_states() {
    for states in 0..20 {
        let outcome = jugs(Bounds { states, ..Bounds::NONE });
        assert_eq!(outcome.states, states.min(16));
        assert_eq!(outcome.stopped, (states < 16).then_some(StopReason::States));
    }
}

#[test]
fn on_depth() {
    let whole = jugs(Bounds::NONE);
    let mut states = 0;
    for depth in 0..whole.depth {
        let outcome = jugs(Bounds { depth, ..Bounds::NONE });
        assert_eq!((outcome.depth, outcome.stopped), (depth, Some(StopReason::Depth)));
        assert!(outcome.states > states, "each level has a state of its own");
        states = outcome.states;
        assert_eq!(
            outcome.verdict("four gallons").and_then(PropertyVerdict::run).is_some(),
            depth >= 6
        );
    }
    // Every state is seen, but from the last ones the jugs can still be poured.
    let outcome = jugs(Bounds { depth: whole.depth, ..Bounds::NONE });
    assert_eq!((outcome.states, outcome.stopped), (16, Some(StopReason::Depth)));
    assert!(jugs(Bounds { depth: whole.depth + 1, ..Bounds::NONE }).is_complete());
}

#[test]
fn on_memory() {
    let outcome = Search::new(&Endless).bounds(Bounds { bytes: 100_000, ..Bounds::NONE }).run();
    assert_eq!(outcome.stopped, Some(StopReason::Memory));
    // It stops before it would keep more, and not long before.
    assert!((40_000..=120_000).contains(&outcome.bytes), "{} bytes", outcome.bytes);
    assert!(outcome.states > 1000, "{} states", outcome.states);
}

#[test]
fn of_zero_give_a_report() {
    let zero = Bounds { states: 0, depth: 0, bytes: 0 };
    let (states, depth, bytes) = (zero.states, zero.depth, zero.bytes);
    for (bounds, seen, stop) in [
        (zero, 0, StopReason::States),
        (Bounds { states, ..Bounds::NONE }, 0, StopReason::States),
        (Bounds { depth, ..Bounds::NONE }, 1, StopReason::Depth),
        (Bounds { bytes, ..Bounds::NONE }, 1, StopReason::Memory),
    ] {
        let outcome =
            Search::new(&Endless).bounds(bounds).run_watched(0, |_| ControlFlow::Continue(()));
        assert_eq!(
            (outcome.states, outcome.transitions, outcome.depth),
            (seen, 0, 0),
            "{bounds:?}"
        );
        assert_eq!(outcome.stopped, Some(stop), "{bounds:?}");
        assert_eq!(only(&outcome), PropertyVerdict::NotReached);
    }
}

#[test]
fn a_run_as_long_as_the_bound_is_found_and_one_longer_is_not() {
    let within =
        |depth| only(&Search::new(&Endless).bounds(Bounds { depth, ..Bounds::NONE }).run());
    assert_eq!(within(10), PropertyVerdict::Reached(Trace { initial: 0, actions: vec![(); 10] }));
    assert_eq!(within(9), PropertyVerdict::NotReached);
}
