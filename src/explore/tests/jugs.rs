//! A puzzle whose answer everybody knows: the search finds it, and no shorter one.

use super::super::*;

/// Two jugs, of three and of five gallons: measure four.
pub(super) struct Jugs;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pour {
    FillSmall,
    FillBig,
    EmptySmall,
    EmptyBig,
    SmallIntoBig,
    BigIntoSmall,
}

impl TransitionSystem for Jugs {
    type State = (u8, u8);
    type Action = Pour;

    fn properties(&self) -> Vec<Property> {
        vec![
            Property::sometimes("four gallons"),
            Property::always("no jug overflows"),
            Property::sometimes("six gallons in one"),
        ]
    }

    fn initial(&self) -> Vec<(u8, u8)> {
        vec![(0, 0)]
    }

    fn actions(&self, _: &(u8, u8), actions: &mut Vec<Pour>) {
        use Pour::*;
        actions.extend([FillSmall, FillBig, EmptySmall, EmptyBig, SmallIntoBig, BigIntoSmall]);
    }

    fn next(&self, &(small, big): &(u8, u8), action: &Pour) -> Option<Transition<(u8, u8)>> {
        let (to_big, to_small) = (small.min(5 - big), big.min(3 - small));
        let state = match action {
            Pour::FillSmall => (3, big),
            Pour::FillBig => (small, 5),
            Pour::EmptySmall => (0, big),
            Pour::EmptyBig => (small, 0),
            Pour::SmallIntoBig => (small - to_big, big + to_big),
            Pour::BigIntoSmall => (small + to_small, big - to_small),
        };
        let overflows = state.0 > 3 || state.1 > 5;
        let marks = PropertySet::when(state.1 == 4, 0)
            .and(PropertySet::when(overflows, 1))
            .and(PropertySet::when(state.1 == 6, 2));
        Some(Transition { state, judgement: marks.into() })
    }
}

#[test]
fn jugs_measure_four_gallons_in_six_pours() {
    let outcome = Search::new(&Jugs).run();
    // In every state that can be reached some jug is full or empty: the border of a grid of 4 by 6.
    assert_eq!((outcome.states, outcome.transitions), (16, 16 * 6));
    assert!(outcome.is_complete());
    use Pour::*;
    let run = Trace {
        initial: 0,
        actions: vec![FillBig, BigIntoSmall, EmptySmall, BigIntoSmall, FillBig, BigIntoSmall],
    };
    assert_eq!(outcome.verdict("four gallons"), Some(&PropertyVerdict::Reached(run)));
    assert_eq!(outcome.verdict("no jug overflows"), Some(&PropertyVerdict::Held));
    assert_eq!(outcome.verdict("six gallons in one"), Some(&PropertyVerdict::NotReached));
    assert_eq!(outcome.verdict("no such property"), None);
}
