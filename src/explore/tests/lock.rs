//! A lock with two processes, right and racy.

use std::hash::Hash;

use super::lengths;
use crate::explore::*;

/// Two processes and a lock. With a racy one, a process looks whether it is free and takes it in a
/// second step.
pub(super) struct Lock {
    pub(super) is_racy: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Outside,
    Looked,
    Inside,
}

impl TransitionSystem for Lock {
    type State = ([Place; 2], bool);
    type Action = usize;

    fn properties(&self) -> Vec<Property> {
        vec![Property::always("one at a time"), Property::sometimes("the second gets in")]
    }

    fn initial(&self) -> Vec<Self::State> {
        vec![([Place::Outside; 2], false)]
    }

    fn actions(&self, _: &Self::State, actions: &mut Vec<usize>) {
        actions.extend([0, 1]);
    }

    fn next(
        &self,
        (places, is_taken): &Self::State,
        process: &usize,
    ) -> Option<Transition<Self::State>> {
        let (mut places, mut is_taken) = (*places, *is_taken);
        let place = &mut places[*process];
        *place = match *place {
            Place::Outside if is_taken => return None,
            Place::Outside if self.is_racy => Place::Looked,
            Place::Outside | Place::Looked => Place::Inside,
            Place::Inside => Place::Outside,
        };
        if *place != Place::Looked {
            is_taken = *place == Place::Inside;
        }
        let marks = PropertySet::when(places == [Place::Inside; 2], 0)
            .and(PropertySet::when(places[1] == Place::Inside, 1));
        Some(Transition { state: (places, is_taken), judgement: marks.into() })
    }
}

#[test]
fn a_lock_that_is_taken_in_one_step_holds() {
    let outcome = Search::new(&Lock { is_racy: false }).run();
    // Nobody, the first, or the second is inside; each can leave, and a choice that is not open is
    // no transition.
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (3, 4, 1));
    assert_eq!(lengths(&outcome), [None, Some(1)]);
}

#[test]
fn a_racy_lock_is_broken_in_four_steps() {
    let outcome = Search::new(&Lock { is_racy: true }).run();
    assert_eq!(
        outcome.verdict("one at a time"),
        Some(&PropertyVerdict::Broken(Trace { initial: 0, actions: vec![0, 1, 0, 1] }))
    );
    assert_eq!(lengths(&outcome), [Some(4), Some(2)]);
}
