//! The search on random graphs, beside a walk of every path.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

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
            let owed: Vec<usize> =
                owed.iter().copied().filter(|&position| !marks.contains(position)).collect();
            self.walk(graph, next, &owed, length + 1);
        }
        if graph.edges[state].is_empty() {
            let marks = graph.judge_terminal(&state).marks;
            self.note(graph, marks, length);
            for &position in owed.iter().filter(|&&position| !marks.contains(position)) {
                self.shorten(position, length);
            }
        }
    }

    fn note(&mut self, graph: &Graph, marks: PropertySet, length: usize) {
        let is_debt =
            |position: usize| graph.properties[position].expectation == Expectation::Eventually;
        for position in (0..graph.properties.len())
            .filter(|&position| marks.contains(position) && !is_debt(position))
        {
            self.shorten(position, length);
        }
    }

    fn shorten(&mut self, position: usize, length: usize) {
        let shortest = self.shortest.entry(position).or_insert(length);
        *shortest = length.min(*shortest);
    }
}

/// Follows a run and says whether it shows the property.
fn shows(graph: &Graph, position: usize, run: &Trace<usize>) -> bool {
    let mut state = graph.initial[run.initial];
    let mut marks = vec![graph.at_start];
    for &action in &run.actions {
        let (next, mark) = graph.edges[state][action];
        state = next;
        marks.push(mark);
    }
    let is_end = graph.edges[state].is_empty();
    if is_end {
        marks.push(graph.judge_terminal(&state).marks);
    }
    let is_marked = |marks: &PropertySet| marks.contains(position);
    match graph.properties[position].expectation {
        Expectation::Eventually => is_end && !marks.iter().any(is_marked),
        Expectation::Always | Expectation::Sometimes => {
            marks.last().is_some_and(is_marked)
                || is_end && marks.iter().rev().nth(1).is_some_and(is_marked)
        }
    }
}

/// Graphs with one property of each kind. Edges lead anywhere or, without circles, to a state with
/// a higher number.
fn any_graph(has_circles: bool) -> impl Strategy<Value = Graph> {
    let marks = || proptest::collection::vec(proptest::bool::weighted(0.15), 3);
    let edge = (0usize..9, marks());
    let edges = proptest::collection::vec(proptest::collection::vec(edge, 0..4), 9);
    let ends = proptest::collection::btree_map(0usize..9, marks(), 0..4);
    let to_marks = |bits: Vec<bool>| {
        bits.iter()
            .enumerate()
            .fold(PropertySet::NONE, |all, (i, &bit)| all.and(PropertySet::when(bit, i)))
    };
    (edges, ends, proptest::collection::vec(0usize..3, 1..3)).prop_map(
        move |(edges, ends, initial)| {
            let edges = edges.into_iter().enumerate().map(|(from, edges)| {
                let edges = edges.into_iter().filter(|(to, _)| has_circles || *to > from);
                edges.map(|(to, bits)| (to, to_marks(bits))).collect()
            });
            Graph {
                properties: vec![
                    Property::always("a"),
                    Property::sometimes("s"),
                    Property::eventually("e"),
                ],
                initial,
                edges: edges.collect(),
                at_start: PropertySet::NONE,
                at_end: ends.into_iter().map(|(state, bits)| (state, to_marks(bits))).collect(),
            }
        },
    )
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
        let seen = (outcome.states, outcome.transitions);
        prop_assert_eq!(seen, (all.visited.len() as u64, all.transitions));
        let of = |position| all.shortest.get(&position).copied();
        let shortest: Vec<_> = (0..3).map(of).collect();
        prop_assert_eq!(lengths(&outcome), shortest);
    }

    #[test]
    fn every_run_shows_what_it_is_kept_for(graph in any_graph(true)) {
        let outcome = Search::new(&graph).run();
        for (position, finding) in outcome.findings.iter().enumerate() {
            if let Some(run) = finding.verdict.run() {
                prop_assert!(shows(&graph, position, run), "{:?} does not show \
                    {:?}", run, finding.property);
            }
        }
    }

    #[test]
    fn an_exact_search_agrees(graph in any_graph(true)) {
        let outcome = Search::new(&graph).run();
        let exact = Search::new(&graph).exact().run();
        prop_assert_eq!(SearchResult { bytes: outcome.bytes, ..exact }, outcome);
    }

    #[test]
    fn a_bounded_search_ends_and_sees_no_more_than_its_bound(
        graph in any_graph(true),
        states in 0u64..8,
        depth in 0u32..5,
    ) {
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
