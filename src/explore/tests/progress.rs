//! What a search says on its way.

use std::ops::ControlFlow;

use crate::explore::{Property, PropertySet, Search, Transition, TransitionSystem};

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
