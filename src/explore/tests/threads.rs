//! However many threads search, they find the same.

use std::ops::ControlFlow;

use crate::explore::{
    Bounds, Property, PropertySet, Search, SearchProgress, StopReason, Transition, TransitionSystem,
};

/// States in a square, each with three ways on.
struct Square;

impl TransitionSystem for Square {
    type State = (u32, u32);
    type Action = u32;

    fn properties(&self) -> Vec<Property> {
        vec![Property::always("not here"), Property::sometimes("the corner")]
    }

    fn initial(&self) -> Vec<(u32, u32)> {
        vec![(0, 0)]
    }

    fn actions(&self, _: &(u32, u32), actions: &mut Vec<u32>) {
        actions.extend([0, 1, 2]);
    }

    fn next(&self, (x, y): &(u32, u32), action: &u32) -> Option<Transition<(u32, u32)>> {
        let state = (x + u32::from(*action != 1), y + u32::from(*action != 0));
        let marks =
            PropertySet::when(state == (120, 90), 0).and(PropertySet::when(state == (199, 199), 1));
        (state.0 < 200 && state.1 < 200).then_some(Transition { state, judgement: marks.into() })
    }

    fn heap_bytes(&self, (x, y): &(u32, u32)) -> usize {
        (x + y) as usize
    }
}

#[test]
fn however_many_threads_search_they_find_the_same() {
    let crew_of = |threads: usize| {
        move |work: &(dyn Fn(usize) + Sync)| {
            std::thread::scope(|scope| {
                for member in 1..threads {
                    scope.spawn(move || work(member));
                }
                work(0);
            });
        }
    };
    let none = Bounds::NONE;
    let bounds = [
        none,
        Bounds { states: 20_000, ..none },
        Bounds { depth: 150, ..none },
        Bounds { bytes: 900_000, ..none },
    ];
    for bounds in bounds {
        let search = Search::new(&Square).bounds(bounds);
        let alone = search.run();
        assert_eq!(alone.is_complete(), bounds == none);
        for threads in 1..4 {
            let mut looks = 0;
            let together = search.run_by(Some(&crew_of(threads)), 7, |_| {
                looks += 1;
                ControlFlow::Continue(())
            });
            assert_eq!(together, alone, "{threads} threads within {bounds:?}");
            assert!(looks > 100);
        }
    }
    let stopped = |threads: Option<usize>| {
        let watch = |progress: &SearchProgress| match progress.states > 15_000 {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        match threads {
            Some(threads) => Search::new(&Square).run_by(Some(&crew_of(threads)), 7, watch),
            None => Search::new(&Square).run_watched(7, watch),
        }
    };
    assert_eq!(stopped(None).stopped, Some(StopReason::Interrupted));
    assert_eq!(stopped(Some(2)), stopped(None));
}

#[test]
fn progress_says_what_is_left_of_a_level_and_what_is_broken_already() {
    let (mut before, mut after, mut widest) = (0, 0, 0);
    let outcome = Search::new(&Square).run_watched(1, |progress| {
        match progress.broken.contains(0) {
            true => after += 1,
            false => before += 1,
        }
        assert!(!progress.broken.contains(1), "what can happen is not broken");
        assert!(progress.left_of_level <= progress.waiting);
        widest = widest.max(progress.left_of_level);
        ControlFlow::Continue(())
    });
    assert_eq!(before + after, outcome.states);
    assert!(before > 1_000 && after > 1_000, "{before} {after}");
    // A level is a diagonal of the square, or less.
    assert!((100..400).contains(&widest), "{widest}");
}
