//! The search on models small enough to be counted by hand, or by trying every path.

mod bounds;
mod eventually;
mod every_path;
mod jugs;
mod known;
mod lock;
mod progress;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::ControlFlow;

use jugs::Jugs;
use lock::Lock;

use super::*;

/// Numbered states joined by edges; an action is the position of an edge.
#[derive(Clone, Debug, Default)]
struct Graph {
    properties: Vec<Property>,
    initial: Vec<usize>,
    edges: Vec<Vec<(usize, PropertySet)>>,
    at_start: PropertySet,
    at_end: BTreeMap<usize, PropertySet>,
}

impl TransitionSystem for Graph {
    type State = usize;
    type Action = usize;

    fn properties(&self) -> Vec<Property> {
        self.properties.clone()
    }

    fn initial(&self) -> Vec<usize> {
        self.initial.clone()
    }

    fn actions(&self, state: &usize, actions: &mut Vec<usize>) {
        actions.extend(0..self.edges[*state].len());
    }

    fn next(&self, state: &usize, action: &usize) -> Option<Transition<usize>> {
        let (state, marks) = self.edges[*state][*action];
        Some(Transition { state, judgement: marks.into() })
    }

    fn judge_initial(&self, _: &usize) -> PropertySet {
        self.at_start
    }

    fn judge_terminal(&self, state: &usize) -> Judgement {
        self.at_end.get(state).copied().unwrap_or_default().into()
    }
}

/// A graph with one property that begins in state 0.
fn graph(property: Property, edges: &[&[(usize, bool)]]) -> Graph {
    let edges = edges
        .iter()
        .map(|from| from.iter().map(|&(to, mark)| (to, PropertySet::when(mark, 0))).collect());
    Graph {
        properties: vec![property],
        initial: vec![0],
        edges: edges.collect(),
        ..Graph::default()
    }
}

fn only<A: Clone>(outcome: &SearchResult<A>) -> PropertyVerdict<A> {
    assert_eq!(outcome.findings.len(), 1);
    outcome.findings[0].verdict.clone()
}

fn lengths<A>(outcome: &SearchResult<A>) -> Vec<Option<usize>> {
    outcome
        .findings
        .iter()
        .map(|finding| finding.verdict.run().map(|run| run.actions.len()))
        .collect()
}

#[test]
fn a_search_goes_on_after_a_property_is_broken_and_keeps_the_first_run_of_each() {
    let mut model =
        graph(Property::always("first"), &[&[(1, true)], &[(2, true)], &[(3, false)], &[]]);
    model.properties.push(Property::always("second"));
    model.edges[2][0].1 = PropertySet::one(1);
    let outcome = Search::new(&model).run();
    assert_eq!(lengths(&outcome), [Some(1), Some(3)]);
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (4, 3, 3));
}

#[test]
fn an_end_is_shorter_than_a_step_from_a_state_that_was_found_earlier() {
    let mut model =
        graph(Property::always("p"), &[&[(1, false), (2, false)], &[(3, true)], &[], &[]]);
    model.at_end.insert(2, PropertySet::one(0));
    assert_eq!(
        only(&Search::new(&model).run()),
        PropertyVerdict::Broken(Trace { initial: 0, actions: vec![1] })
    );
}

#[test]
fn a_run_says_in_which_initial_state_it_begins() {
    let mut model = graph(Property::sometimes("p"), &[&[], &[], &[(0, true)]]);
    model.initial = vec![0, 1, 1, 2];
    let outcome = Search::new(&model).run();
    assert_eq!(only(&outcome), PropertyVerdict::Reached(Trace { initial: 3, actions: vec![0] }));
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (3, 1, 0));
}

#[test]
fn an_initial_state_is_judged() {
    let mut model = graph(Property::always("p"), &[&[]]);
    model.at_start = PropertySet::one(0);
    assert_eq!(
        only(&Search::new(&model).run()),
        PropertyVerdict::Broken(Trace { initial: 0, actions: vec![] })
    );
}

#[test]
fn without_an_initial_state_there_is_nothing_to_see() {
    let outcome =
        Search::new(&Graph { properties: vec![Property::always("p")], ..Graph::default() }).run();
    assert_eq!(
        (outcome.states, outcome.transitions, outcome.depth, outcome.stopped),
        (0, 0, 0, None)
    );
    assert_eq!(outcome.bytes_per_state(), 0.0);
    assert_eq!(only(&outcome), PropertyVerdict::Held);
}

#[test]
fn a_state_none_of_whose_choices_is_open_ends_the_run() {
    struct Shut;
    impl TransitionSystem for Shut {
        type State = u8;
        type Action = u8;
        fn properties(&self) -> Vec<Property> {
            vec![Property::sometimes("the end")]
        }
        fn initial(&self) -> Vec<u8> {
            vec![0]
        }
        fn actions(&self, _: &u8, actions: &mut Vec<u8>) {
            actions.extend([1, 2]);
        }
        fn next(&self, state: &u8, action: &u8) -> Option<Transition<u8>> {
            (*state == 0 && *action == 2)
                .then_some(Transition { state: 7, judgement: Judgement::default() })
        }
        fn judge_terminal(&self, state: &u8) -> Judgement {
            PropertySet::when(*state == 7, 0).into()
        }
    }
    let outcome = Search::new(&Shut).run();
    assert_eq!(only(&outcome), PropertyVerdict::Reached(Trace { initial: 0, actions: vec![2] }));
    assert_eq!((outcome.states, outcome.transitions), (2, 1));
    let within_one_step = Search::new(&Shut).bounds(Bounds { depth: 1, ..Bounds::NONE }).run();
    assert!(within_one_step.is_complete(), "no choice is open at the bound");
}

/// Numbers that grow for ever.
struct Endless;

impl TransitionSystem for Endless {
    type State = Vec<u64>;
    type Action = ();

    fn properties(&self) -> Vec<Property> {
        vec![Property::sometimes("ten")]
    }

    fn initial(&self) -> Vec<Vec<u64>> {
        vec![vec![0]]
    }

    fn actions(&self, _: &Vec<u64>, actions: &mut Vec<()>) {
        actions.push(());
    }

    fn next(&self, state: &Vec<u64>, (): &()) -> Option<Transition<Vec<u64>>> {
        Some(Transition {
            state: vec![state[0] + 1],
            judgement: PropertySet::when(state[0] == 9, 0).into(),
        })
    }

    fn heap_bytes(&self, state: &Vec<u64>) -> usize {
        size_of_val(state.as_slice())
    }
}

#[test]
fn a_watcher_can_stop_a_search_and_what_was_seen_is_reported() {
    let mut calls: Vec<SearchProgress> = Vec::new();
    let outcome = Search::new(&Endless).run_watched(5, |progress| {
        calls.push(*progress);
        if calls.len() == 7 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(outcome.stopped, Some(StopReason::Interrupted));
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (36, 35, 35));
    assert!(matches!(only(&outcome), PropertyVerdict::Reached(_)));
    // One state waits on each level.
    let seen: Vec<_> = calls
        .iter()
        .map(|progress| (progress.states, progress.transitions, progress.depth, progress.waiting))
        .collect();
    assert_eq!(
        seen,
        (1..=7).map(|call| (call * 5 + 1, call * 5, call as u32 * 5 - 1, 1)).collect::<Vec<_>>()
    );
    assert!(calls.iter().all(|progress| progress.bytes > 0));
}

/// Switches that can be turned on in any order.
struct Switches;

impl TransitionSystem for Switches {
    type State = u16;
    type Action = u32;

    fn properties(&self) -> Vec<Property> {
        vec![
            Property::always("not these"),
            Property::sometimes("all"),
            Property::eventually("the last one before the first"),
            Property::sometimes("never"),
        ]
    }

    fn initial(&self) -> Vec<u16> {
        vec![0]
    }

    fn actions(&self, state: &u16, actions: &mut Vec<u32>) {
        actions.extend((0..14).filter(|switch| state >> switch & 1 == 0));
    }

    fn next(&self, state: &u16, switch: &u32) -> Option<Transition<u16>> {
        let on = state | 1 << switch;
        let marks = PropertySet::when(on.count_ones() == 6 && on & 0b111 == 0b111, 0)
            .and(PropertySet::when(on == (1 << 14) - 1, 1));
        Some(Transition {
            state: on,
            judgement: marks.and(PropertySet::when(*switch == 13 && state & 1 == 0, 2)).into(),
        })
    }
}

#[test]
fn a_search_of_the_same_model_gives_the_same_outcome() {
    let outcome = Search::new(&Switches).run();
    // Whether the debt is paid is decided by the order of the first and the last switch: one more
    // state where both are on.
    assert_eq!(outcome.states, (1 << 14) + (1 << 12));
    assert_eq!(lengths(&outcome), [Some(6), Some(14), Some(14), None]);
    assert_eq!(Search::new(&Switches).run(), outcome);
    assert_eq!(Search::new(&Switches).run_watched(100, |_| ControlFlow::Continue(())), outcome);
}

#[test]
fn fingerprints_lose_nothing_of_small_models() {
    fn same<M: TransitionSystem>(model: &M)
    where
        M::Action: PartialEq + std::fmt::Debug,
    {
        let exact = Search::new(model).exact().run();
        // All but the bytes.
        assert_eq!(SearchResult { bytes: exact.bytes, ..Search::new(model).run() }, exact);
    }
    same(&Jugs);
    same(&Lock { is_racy: false });
    same(&Lock { is_racy: true });
    same(&Switches);
}

#[test]
fn an_exact_search_does_not_depend_on_what_states_hash_to() {
    #[derive(Clone, PartialEq, Eq)]
    struct Dull(u32);
    impl Hash for Dull {
        fn hash<H: Hasher>(&self, _: &mut H) {}
    }
    struct Chain;
    impl TransitionSystem for Chain {
        type State = Dull;
        type Action = ();
        fn properties(&self) -> Vec<Property> {
            vec![]
        }
        fn initial(&self) -> Vec<Dull> {
            vec![Dull(0)]
        }
        fn actions(&self, state: &Dull, actions: &mut Vec<()>) {
            actions.extend((state.0 < 100).then_some(()));
        }
        fn next(&self, state: &Dull, (): &()) -> Option<Transition<Dull>> {
            Some(Transition { state: Dull(state.0 + 1), judgement: Judgement::default() })
        }
    }
    assert_eq!(Search::new(&Chain).exact().run().states, 101);
    assert_eq!(Search::new(&Chain).run().states, 1, "all fingerprints are equal");
}

#[test]
#[should_panic(expected = "65 properties are more than fit")]
fn more_properties_than_fit_are_refused() {
    let properties = (0..65).map(|number| Property::always(format!("{number}"))).collect();
    Search::new(&Graph { properties, ..Graph::default() }).run();
}

#[test]
fn as_many_properties_as_fit_are_judged() {
    let properties = (0..64).map(|number| Property::sometimes(format!("{number}"))).collect();
    let edges = vec![vec![(1, PropertySet::one(0).and(PropertySet::one(63)))], vec![]];
    let outcome =
        Search::new(&Graph { properties, initial: vec![0], edges, ..Graph::default() }).run();
    let reached: Vec<usize> =
        (0..64).filter(|&position| outcome.findings[position].verdict.run().is_some()).collect();
    assert_eq!(reached, [0, 63]);
}

#[test]
fn marks_are_sets() {
    let marks = PropertySet::one(3).and(PropertySet::one(63)).and(PropertySet::one(0));
    assert_eq!(marks.positions().collect::<Vec<_>>(), [0, 3, 63]);
    assert_eq!(marks.without(PropertySet::one(3)).positions().collect::<Vec<_>>(), [0, 63]);
    assert_eq!(marks.within(PropertySet::one(3)), PropertySet::one(3));
    assert!(marks.contains(63) && !marks.contains(62) && !marks.contains(64));
    assert!(
        PropertySet::NONE.is_empty()
            && PropertySet::when(false, 2).is_empty()
            && PropertySet::NONE.positions().next().is_none()
    );
}

#[test]
fn the_chance_of_a_collision_grows_with_the_square_of_the_states() {
    assert_eq!(chance_of_collision(0), 0.0);
    assert_eq!(chance_of_collision(1), 0.0);
    let (small, large) = (chance_of_collision(2_000_000), chance_of_collision(20_000_000));
    assert!((1.0 / 9.3e6..1.0 / 9.2e6).contains(&small), "{small}");
    assert!((99.9..100.1).contains(&(large / small)));
    assert!(chance_of_collision(u64::MAX) <= 1.0);
}
