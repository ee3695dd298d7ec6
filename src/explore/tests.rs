//! The search on models small enough to be counted by hand, or by trying every path.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;

/// Numbered states joined by edges; an action is the position of an edge.
#[derive(Clone, Debug, Default)]
struct Graph {
    properties: Vec<Property>,
    initial: Vec<usize>,
    edges: Vec<Vec<(usize, Marks)>>,
    at_start: Marks,
    at_end: BTreeMap<usize, Marks>,
}

impl Model for Graph {
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

    fn next(&self, state: &usize, action: &usize) -> Option<Step<usize>> {
        let (state, marks) = self.edges[*state][*action];
        Some(Step { state, marks })
    }

    fn judge_initial(&self, _: &usize) -> Marks {
        self.at_start
    }

    fn judge_terminal(&self, state: &usize) -> Marks {
        self.at_end.get(state).copied().unwrap_or_default()
    }
}

/// A graph with one property that begins in state 0.
fn graph(property: Property, edges: &[&[(usize, bool)]]) -> Graph {
    let edges = edges.iter().map(|from| from.iter().map(|&(to, mark)| (to, Marks::when(mark, 0))).collect());
    Graph { properties: vec![property], initial: vec![0], edges: edges.collect(), ..Graph::default() }
}

fn only<A: Clone>(outcome: &Outcome<A>) -> Verdict<A> {
    assert_eq!(outcome.findings.len(), 1);
    outcome.findings[0].verdict.clone()
}

fn lengths<A>(outcome: &Outcome<A>) -> Vec<Option<usize>> {
    outcome.findings.iter().map(|finding| finding.verdict.run().map(|run| run.actions.len())).collect()
}

/// Two jugs, of three and of five gallons: measure four.
struct Jugs;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pour {
    FillSmall,
    FillBig,
    EmptySmall,
    EmptyBig,
    SmallIntoBig,
    BigIntoSmall,
}

impl Model for Jugs {
    type State = (u8, u8);
    type Action = Pour;

    fn properties(&self) -> Vec<Property> {
        vec![Property::sometimes("four gallons"), Property::always("no jug overflows"), Property::sometimes("six gallons in one")]
    }

    fn initial(&self) -> Vec<(u8, u8)> {
        vec![(0, 0)]
    }

    fn actions(&self, _: &(u8, u8), actions: &mut Vec<Pour>) {
        use Pour::*;
        actions.extend([FillSmall, FillBig, EmptySmall, EmptyBig, SmallIntoBig, BigIntoSmall]);
    }

    fn next(&self, &(small, big): &(u8, u8), action: &Pour) -> Option<Step<(u8, u8)>> {
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
        let marks = Marks::when(state.1 == 4, 0).and(Marks::when(overflows, 1)).and(Marks::when(state.1 == 6, 2));
        Some(Step { state, marks })
    }
}

#[test]
fn jugs_measure_four_gallons_in_six_pours() {
    let outcome = Search::new(&Jugs).run();
    // In every state that can be reached some jug is full or empty: the border of a grid of 4 by 6.
    assert_eq!((outcome.states, outcome.transitions), (16, 16 * 6));
    assert!(outcome.is_complete());
    use Pour::*;
    let run = Run { initial: 0, actions: vec![FillBig, BigIntoSmall, EmptySmall, BigIntoSmall, FillBig, BigIntoSmall] };
    assert_eq!(outcome.verdict("four gallons"), Some(&Verdict::Reached(run)));
    assert_eq!(outcome.verdict("no jug overflows"), Some(&Verdict::Held));
    assert_eq!(outcome.verdict("six gallons in one"), Some(&Verdict::NotReached));
    assert_eq!(outcome.verdict("no such property"), None);
}

/// Two processes and a lock. With a racy one, a process looks whether it is free and takes it in a second step.
struct Lock {
    is_racy: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    Outside,
    Looked,
    Inside,
}

impl Model for Lock {
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

    fn next(&self, (places, is_taken): &Self::State, process: &usize) -> Option<Step<Self::State>> {
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
        let marks = Marks::when(places == [Place::Inside; 2], 0).and(Marks::when(places[1] == Place::Inside, 1));
        Some(Step { state: (places, is_taken), marks })
    }
}

#[test]
fn a_lock_that_is_taken_in_one_step_holds() {
    let outcome = Search::new(&Lock { is_racy: false }).run();
    // Nobody, the first, or the second is inside; each can leave, and a choice that is not open is no transition.
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (3, 4, 1));
    assert_eq!(lengths(&outcome), [None, Some(1)]);
}

#[test]
fn a_racy_lock_is_broken_in_four_steps() {
    let outcome = Search::new(&Lock { is_racy: true }).run();
    assert_eq!(outcome.verdict("one at a time"), Some(&Verdict::Broken(Run { initial: 0, actions: vec![0, 1, 0, 1] })));
    assert_eq!(lengths(&outcome), [Some(4), Some(2)]);
}

#[test]
fn a_search_goes_on_after_a_property_is_broken_and_keeps_the_first_run_of_each() {
    let mut model = graph(Property::always("first"), &[&[(1, true)], &[(2, true)], &[(3, false)], &[]]);
    model.properties.push(Property::always("second"));
    model.edges[2][0].1 = Marks::one(1);
    let outcome = Search::new(&model).run();
    assert_eq!(lengths(&outcome), [Some(1), Some(3)]);
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (4, 3, 3));
}

#[test]
fn an_end_is_shorter_than_a_step_from_a_state_that_was_found_earlier() {
    let mut model = graph(Property::always("p"), &[&[(1, false), (2, false)], &[(3, true)], &[], &[]]);
    model.at_end.insert(2, Marks::one(0));
    assert_eq!(only(&Search::new(&model).run()), Verdict::Broken(Run { initial: 0, actions: vec![1] }));
}

#[test]
fn a_run_says_in_which_initial_state_it_begins() {
    let mut model = graph(Property::sometimes("p"), &[&[], &[], &[(0, true)]]);
    model.initial = vec![0, 1, 1, 2];
    let outcome = Search::new(&model).run();
    assert_eq!(only(&outcome), Verdict::Reached(Run { initial: 3, actions: vec![0] }));
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (3, 1, 0));
}

#[test]
fn an_initial_state_is_judged() {
    let mut model = graph(Property::always("p"), &[&[]]);
    model.at_start = Marks::one(0);
    assert_eq!(only(&Search::new(&model).run()), Verdict::Broken(Run { initial: 0, actions: vec![] }));
}

#[test]
fn without_an_initial_state_there_is_nothing_to_see() {
    let outcome = Search::new(&Graph { properties: vec![Property::always("p")], ..Graph::default() }).run();
    assert_eq!((outcome.states, outcome.transitions, outcome.depth, outcome.stopped), (0, 0, 0, None));
    assert_eq!(outcome.bytes_per_state(), 0.0);
    assert_eq!(only(&outcome), Verdict::Held);
}

#[test]
fn a_state_none_of_whose_choices_is_open_ends_the_run() {
    struct Shut;
    impl Model for Shut {
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
        fn next(&self, state: &u8, action: &u8) -> Option<Step<u8>> {
            (*state == 0 && *action == 2).then_some(Step { state: 7, marks: Marks::NONE })
        }
        fn judge_terminal(&self, state: &u8) -> Marks {
            Marks::when(*state == 7, 0)
        }
    }
    let outcome = Search::new(&Shut).run();
    assert_eq!(only(&outcome), Verdict::Reached(Run { initial: 0, actions: vec![2] }));
    assert_eq!((outcome.states, outcome.transitions), (2, 1));
    let within_one_step = Search::new(&Shut).bounds(Bounds { depth: 1, ..Bounds::NONE }).run();
    assert!(within_one_step.is_complete(), "no choice is open at the bound");
}

mod eventually {
    use super::*;

    fn verdict(edges: &[&[(usize, bool)]]) -> Verdict<usize> {
        only(&Search::new(&graph(Property::eventually("p"), edges)).run())
    }

    #[test]
    fn holds_if_every_run_that_ends_has_met_it() {
        assert_eq!(verdict(&[&[(1, true), (2, false)], &[], &[(3, true)], &[]]), Verdict::Held);
    }

    #[test]
    fn is_broken_by_the_shortest_run_that_ends_without_it() {
        let edges: &[&[(usize, bool)]] = &[&[(1, true), (2, false)], &[], &[(3, false), (4, false)], &[(4, false)], &[]];
        assert_eq!(verdict(edges), Verdict::Broken(Run { initial: 0, actions: vec![1, 1] }));
    }

    #[test]
    fn a_debt_is_not_forgotten_where_runs_join() {
        // The run over 1, which meets it, reaches 3 first.
        let edges: &[&[(usize, bool)]] = &[&[(1, true), (2, false)], &[(3, false)], &[(3, false)], &[(4, false)], &[]];
        let outcome = Search::new(&graph(Property::eventually("p"), edges)).run();
        assert_eq!(only(&outcome), Verdict::Broken(Run { initial: 0, actions: vec![1, 0, 0] }));
        assert_eq!(outcome.states, 7, "3 and 4 are visited with the debt and without");
    }

    #[test]
    fn a_run_in_a_circle_is_never_judged() {
        assert_eq!(verdict(&[&[(1, false)], &[(0, false)]]), Verdict::Held);
        assert_eq!(verdict(&[&[(0, false)]]), Verdict::Held);
    }

    #[test]
    fn a_way_out_of_a_circle_is_judged() {
        let edges: &[&[(usize, bool)]] = &[&[(1, false)], &[(0, true), (2, false)], &[]];
        assert_eq!(verdict(edges), Verdict::Broken(Run { initial: 0, actions: vec![0, 1] }));
    }

    #[test]
    fn can_be_met_at_the_very_beginning_and_at_the_very_end() {
        let mut model = graph(Property::eventually("p"), &[&[(1, false)], &[]]);
        assert!(matches!(only(&Search::new(&model).run()), Verdict::Broken(_)));
        model.at_end.insert(1, Marks::one(0));
        assert_eq!(only(&Search::new(&model).run()), Verdict::Held);
        model.at_end.clear();
        model.at_start = Marks::one(0);
        assert_eq!(only(&Search::new(&model).run()), Verdict::Held);
    }

    #[test]
    fn a_run_that_is_cut_at_the_bound_is_not_judged() {
        let model = graph(Property::eventually("p"), &[&[(1, false)], &[(2, false)], &[]]);
        let outcome = Search::new(&model).bounds(Bounds { depth: 1, ..Bounds::NONE }).run();
        assert_eq!((only(&outcome), outcome.stopped), (Verdict::Held, Some(Stop::Depth)));
    }
}

/// Numbers that grow for ever.
struct Endless;

impl Model for Endless {
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

    fn next(&self, state: &Vec<u64>, (): &()) -> Option<Step<Vec<u64>>> {
        Some(Step { state: vec![state[0] + 1], marks: Marks::when(state[0] == 9, 0) })
    }

    fn heap_bytes(&self, state: &Vec<u64>) -> usize {
        size_of_val(state.as_slice())
    }
}

mod bounds {
    use super::*;

    fn jugs(bounds: Bounds) -> Outcome<Pour> {
        Search::new(&Jugs).bounds(bounds).run()
    }

    #[test]
    fn on_states() {
        for states in 0..20 {
            let outcome = jugs(Bounds { states, ..Bounds::NONE });
            assert_eq!(outcome.states, states.min(16));
            assert_eq!(outcome.stopped, (states < 16).then_some(Stop::States));
        }
    }

    #[test]
    fn on_depth() {
        let whole = jugs(Bounds::NONE);
        let mut states = 0;
        for depth in 0..whole.depth {
            let outcome = jugs(Bounds { depth, ..Bounds::NONE });
            assert_eq!((outcome.depth, outcome.stopped), (depth, Some(Stop::Depth)));
            assert!(outcome.states > states, "each level has a state of its own");
            states = outcome.states;
            assert_eq!(outcome.verdict("four gallons").and_then(Verdict::run).is_some(), depth >= 6);
        }
        // Every state is seen, but from the last ones the jugs can still be poured.
        let outcome = jugs(Bounds { depth: whole.depth, ..Bounds::NONE });
        assert_eq!((outcome.states, outcome.stopped), (16, Some(Stop::Depth)));
        assert!(jugs(Bounds { depth: whole.depth + 1, ..Bounds::NONE }).is_complete());
    }

    #[test]
    fn on_memory() {
        let outcome = Search::new(&Endless).bounds(Bounds { bytes: 100_000, ..Bounds::NONE }).run();
        assert_eq!(outcome.stopped, Some(Stop::Memory));
        assert!(outcome.bytes > 100_000);
        assert!(outcome.states > 1000, "{} states", outcome.states);
    }

    #[test]
    fn of_zero_give_a_report() {
        let zero = Bounds { states: 0, depth: 0, bytes: 0 };
        let (states, depth, bytes) = (zero.states, zero.depth, zero.bytes);
        for (bounds, seen, stop) in [
            (zero, 0, Stop::States),
            (Bounds { states, ..Bounds::NONE }, 0, Stop::States),
            (Bounds { depth, ..Bounds::NONE }, 1, Stop::Depth),
            (Bounds { bytes, ..Bounds::NONE }, 1, Stop::Memory),
        ] {
            let outcome = Search::new(&Endless).bounds(bounds).run_watched(0, |_| ControlFlow::Continue(()));
            assert_eq!((outcome.states, outcome.transitions, outcome.depth), (seen, 0, 0), "{bounds:?}");
            assert_eq!(outcome.stopped, Some(stop), "{bounds:?}");
            assert_eq!(only(&outcome), Verdict::NotReached);
        }
    }

    #[test]
    fn a_run_as_long_as_the_bound_is_found_and_one_longer_is_not() {
        let within = |depth| only(&Search::new(&Endless).bounds(Bounds { depth, ..Bounds::NONE }).run());
        assert_eq!(within(10), Verdict::Reached(Run { initial: 0, actions: vec![(); 10] }));
        assert_eq!(within(9), Verdict::NotReached);
    }
}

#[test]
fn a_watcher_can_stop_a_search_and_what_was_seen_is_reported() {
    let mut calls: Vec<Progress> = Vec::new();
    let outcome = Search::new(&Endless).run_watched(5, |progress| {
        calls.push(*progress);
        if calls.len() == 7 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(outcome.stopped, Some(Stop::Interrupted));
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (36, 35, 35));
    assert!(matches!(only(&outcome), Verdict::Reached(_)));
    // One state waits on each level.
    let seen: Vec<_> =
        calls.iter().map(|progress| (progress.states, progress.transitions, progress.depth, progress.waiting)).collect();
    assert_eq!(seen, (1..=7).map(|call| (call * 5 + 1, call * 5, call as u32 * 5 - 1, 1)).collect::<Vec<_>>());
    assert!(calls.iter().all(|progress| progress.bytes > 0));
}

/// Switches that can be turned on in any order.
struct Switches;

impl Model for Switches {
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

    fn next(&self, state: &u16, switch: &u32) -> Option<Step<u16>> {
        let on = state | 1 << switch;
        let marks = Marks::when(on.count_ones() == 6 && on & 0b111 == 0b111, 0).and(Marks::when(on == (1 << 14) - 1, 1));
        Some(Step { state: on, marks: marks.and(Marks::when(*switch == 13 && state & 1 == 0, 2)) })
    }
}

#[test]
fn a_search_of_the_same_model_gives_the_same_outcome() {
    let outcome = Search::new(&Switches).run();
    // Whether the debt is paid is decided by the order of the first and the last switch: one more state where both are on.
    assert_eq!(outcome.states, (1 << 14) + (1 << 12));
    assert_eq!(lengths(&outcome), [Some(6), Some(14), Some(14), None]);
    assert_eq!(Search::new(&Switches).run(), outcome);
    assert_eq!(Search::new(&Switches).run_watched(100, |_| ControlFlow::Continue(())), outcome);
}

#[test]
fn fingerprints_lose_nothing_of_small_models() {
    fn same<M: Model>(model: &M)
    where
        M::Action: PartialEq + std::fmt::Debug,
    {
        let exact = Search::new(model).exact().run();
        // All but the bytes.
        assert_eq!(Outcome { bytes: exact.bytes, ..Search::new(model).run() }, exact);
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
    impl Model for Chain {
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
        fn next(&self, state: &Dull, (): &()) -> Option<Step<Dull>> {
            Some(Step { state: Dull(state.0 + 1), marks: Marks::NONE })
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
    let edges = vec![vec![(1, Marks::one(0).and(Marks::one(63)))], vec![]];
    let outcome = Search::new(&Graph { properties, initial: vec![0], edges, ..Graph::default() }).run();
    let reached: Vec<usize> = (0..64).filter(|&position| outcome.findings[position].verdict.run().is_some()).collect();
    assert_eq!(reached, [0, 63]);
}

#[test]
fn marks_are_sets() {
    let marks = Marks::one(3).and(Marks::one(63)).and(Marks::one(0));
    assert_eq!(marks.positions().collect::<Vec<_>>(), [0, 3, 63]);
    assert_eq!(marks.without(Marks::one(3)).positions().collect::<Vec<_>>(), [0, 63]);
    assert_eq!(marks.within(Marks::one(3)), Marks::one(3));
    assert!(marks.contains(63) && !marks.contains(62) && !marks.contains(64));
    assert!(Marks::NONE.is_empty() && Marks::when(false, 2).is_empty() && Marks::NONE.positions().next().is_none());
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

/// What a search must find, by walking every path of a graph without circles.
#[derive(Default)]
struct EveryPath {
    visited: BTreeSet<(usize, Vec<usize>)>,
    transitions: u64,
    shortest: BTreeMap<usize, usize>,
}

impl EveryPath {
    fn walk(&mut self, graph: &Graph, state: usize, owed: &[usize], length: usize) {
        let is_new = self.visited.insert((state, owed.to_vec()));
        self.transitions += if is_new { graph.edges[state].len() as u64 } else { 0 };
        for &(next, marks) in &graph.edges[state] {
            self.note(graph, marks, length + 1);
            let owed: Vec<usize> = owed.iter().copied().filter(|&position| !marks.contains(position)).collect();
            self.walk(graph, next, &owed, length + 1);
        }
        if graph.edges[state].is_empty() {
            let marks = graph.judge_terminal(&state);
            self.note(graph, marks, length);
            for &position in owed.iter().filter(|&&position| !marks.contains(position)) {
                self.shorten(position, length);
            }
        }
    }

    fn note(&mut self, graph: &Graph, marks: Marks, length: usize) {
        let is_debt = |position: usize| graph.properties[position].expectation == Expectation::Eventually;
        for position in (0..graph.properties.len()).filter(|&position| marks.contains(position) && !is_debt(position)) {
            self.shorten(position, length);
        }
    }

    fn shorten(&mut self, position: usize, length: usize) {
        let shortest = self.shortest.entry(position).or_insert(length);
        *shortest = length.min(*shortest);
    }
}

/// Follows a run and says whether it shows the property.
fn shows(graph: &Graph, position: usize, run: &Run<usize>) -> bool {
    let mut state = graph.initial[run.initial];
    let mut marks = vec![graph.at_start];
    for &action in &run.actions {
        let (next, mark) = graph.edges[state][action];
        state = next;
        marks.push(mark);
    }
    let is_end = graph.edges[state].is_empty();
    if is_end {
        marks.push(graph.judge_terminal(&state));
    }
    let is_marked = |marks: &Marks| marks.contains(position);
    match graph.properties[position].expectation {
        Expectation::Eventually => is_end && !marks.iter().any(is_marked),
        Expectation::Always | Expectation::Sometimes => {
            marks.last().is_some_and(is_marked) || is_end && marks.iter().rev().nth(1).is_some_and(is_marked)
        }
    }
}

/// Graphs with one property of each kind. Edges lead anywhere or, without circles, to a state with a higher number.
fn any_graph(has_circles: bool) -> impl Strategy<Value = Graph> {
    let marks = || proptest::collection::vec(proptest::bool::weighted(0.15), 3);
    let edge = (0usize..9, marks());
    let edges = proptest::collection::vec(proptest::collection::vec(edge, 0..4), 9);
    let ends = proptest::collection::btree_map(0usize..9, marks(), 0..4);
    let to_marks = |bits: Vec<bool>| bits.iter().enumerate().fold(Marks::NONE, |all, (i, &bit)| all.and(Marks::when(bit, i)));
    (edges, ends, proptest::collection::vec(0usize..3, 1..3)).prop_map(move |(edges, ends, initial)| {
        let edges = edges.into_iter().enumerate().map(|(from, edges)| {
            let edges = edges.into_iter().filter(|(to, _)| has_circles || *to > from);
            edges.map(|(to, bits)| (to, to_marks(bits))).collect()
        });
        Graph {
            properties: vec![Property::always("a"), Property::sometimes("s"), Property::eventually("e")],
            initial,
            edges: edges.collect(),
            at_start: Marks::NONE,
            at_end: ends.into_iter().map(|(state, bits)| (state, to_marks(bits))).collect(),
        }
    })
}

proptest! {
    #[test]
    fn a_search_finds_what_every_path_shows(graph in any_graph(false)) {
        let mut all = EveryPath::default();
        for &initial in &graph.initial {
            all.walk(&graph, initial, &[2], 0);
        }
        let outcome = Search::new(&graph).run();
        prop_assert!(outcome.is_complete());
        prop_assert_eq!((outcome.states, outcome.transitions), (all.visited.len() as u64, all.transitions));
        let shortest: Vec<_> = (0..3).map(|position| all.shortest.get(&position).copied()).collect();
        prop_assert_eq!(lengths(&outcome), shortest);
    }

    #[test]
    fn every_run_shows_what_it_is_kept_for(graph in any_graph(true)) {
        let outcome = Search::new(&graph).run();
        for (position, finding) in outcome.findings.iter().enumerate() {
            if let Some(run) = finding.verdict.run() {
                prop_assert!(shows(&graph, position, run), "{:?} does not show {:?}", run, finding.property);
            }
        }
    }

    #[test]
    fn an_exact_search_agrees(graph in any_graph(true)) {
        let outcome = Search::new(&graph).run();
        let exact = Search::new(&graph).exact().run();
        prop_assert_eq!(Outcome { bytes: outcome.bytes, ..exact }, outcome);
    }

    #[test]
    fn a_bounded_search_ends_and_sees_no_more_than_its_bound(graph in any_graph(true), states in 0u64..8, depth in 0u32..5) {
        let whole = Search::new(&graph).run();
        let outcome = Search::new(&graph).bounds(Bounds { states, depth, bytes: u64::MAX }).run();
        prop_assert!(outcome.states <= states && outcome.depth <= depth);
        for (found, known) in lengths(&outcome).into_iter().zip(lengths(&whole)) {
            // A run that was found is a shortest, and within the bound.
            prop_assert!(found.is_none() || found == known && found <= Some(depth as usize));
        }
        if outcome.is_complete() {
            prop_assert_eq!(outcome.states, whole.states);
        }
    }
}
