//! What *eventually* means for runs that join, end, go round or are cut.

use super::*;

fn verdict(edges: &[&[(usize, bool)]]) -> PropertyVerdict<usize> {
    only(&Search::new(&graph(Property::eventually("p"), edges)).run())
}

#[test]
fn holds_if_every_run_that_ends_has_met_it() {
    assert_eq!(verdict(&[&[(1, true), (2, false)], &[], &[(3, true)], &[]]), PropertyVerdict::Held);
}

#[test]
fn is_broken_by_the_shortest_run_that_ends_without_it() {
    let edges: &[&[(usize, bool)]] =
        &[&[(1, true), (2, false)], &[], &[(3, false), (4, false)], &[(4, false)], &[]];
    assert_eq!(verdict(edges), PropertyVerdict::Broken(Trace { initial: 0, actions: vec![1, 1] }));
}

#[test]
fn a_debt_is_not_forgotten_where_runs_join() {
    // The run over 1, which meets it, reaches 3 first.
    let edges: &[&[(usize, bool)]] =
        &[&[(1, true), (2, false)], &[(3, false)], &[(3, false)], &[(4, false)], &[]];
    let outcome = Search::new(&graph(Property::eventually("p"), edges)).run();
    assert_eq!(
        only(&outcome),
        PropertyVerdict::Broken(Trace { initial: 0, actions: vec![1, 0, 0] })
    );
    assert_eq!(outcome.states, 7, "3 and 4 are visited with the debt and without");
}

#[test]
fn a_run_in_a_circle_is_never_judged() {
    assert_eq!(verdict(&[&[(1, false)], &[(0, false)]]), PropertyVerdict::Held);
    assert_eq!(verdict(&[&[(0, false)]]), PropertyVerdict::Held);
}

#[test]
fn a_way_out_of_a_circle_is_judged() {
    let edges: &[&[(usize, bool)]] = &[&[(1, false)], &[(0, true), (2, false)], &[]];
    assert_eq!(verdict(edges), PropertyVerdict::Broken(Trace { initial: 0, actions: vec![0, 1] }));
}

#[test]
fn can_be_met_at_the_very_beginning_and_at_the_very_end() {
    let mut model = graph(Property::eventually("p"), &[&[(1, false)], &[]]);
    assert!(matches!(only(&Search::new(&model).run()), PropertyVerdict::Broken(_)));
    model.at_end.insert(1, PropertySet::one(0));
    assert_eq!(only(&Search::new(&model).run()), PropertyVerdict::Held);
    model.at_end.clear();
    model.at_start = PropertySet::one(0);
    assert_eq!(only(&Search::new(&model).run()), PropertyVerdict::Held);
}

#[test]
fn a_run_that_is_cut_at_the_bound_is_not_judged() {
    let model = graph(Property::eventually("p"), &[&[(1, false)], &[(2, false)], &[]]);
    let outcome = Search::new(&model).bounds(Bounds { depth: 1, ..Bounds::NONE }).run();
    assert_eq!((only(&outcome), outcome.stopped), (PropertyVerdict::Held, Some(StopReason::Depth)));
}
