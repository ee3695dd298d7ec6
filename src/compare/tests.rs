//! Compares small runs with known differences.

use std::sync::Arc;

use super::*;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::event::Ledger;

fn run(word: &str) -> Timeline {
    let options = RunOptions::parse(word).expect("a run");
    let scenario =
        Scenario::load(&options, &[]).unwrap_or_else(|problems| panic!("{word}: {}", problems[0]));
    Timeline::run(Arc::clone(&scenario.machine))
}

fn compare(a: &str, b: &str) -> (Timeline, Timeline, Comparison) {
    let (a, b) = (run(a), run(b));
    let comparison = Comparison::of(&a, &b);
    (a, b, comparison)
}

fn text(run: &Timeline, step: Option<usize>) -> String {
    let event = run.event(step.expect("a step")).expect("of the run");
    effect_text(run.machine().program(), run.final_state(), event).expect("an effect")
}

#[test]
fn a_run_is_the_same_as_itself() {
    let (a, _, same) = compare("store-logoff:flag=purge", "store-logoff:flag=purge");
    assert!(same.is_same());
    assert_eq!(same.divergence(), None);
    assert!(same.rows().iter().all(|row| matches!(row, AlignedRow::Both(a, b) if a == b)));
    assert_eq!(same.place_in_b(a.len()), a.len());
    assert_eq!(same.first_step(), None);
}

#[test]
fn two_flags_part_at_the_call_that_has_them() {
    let (a, b, differs) = compare("store-logoff:flag=orderly", "store-logoff:flag=purge");
    assert!(!differs.is_same());
    let parting = differs.divergence().expect("they differ");
    assert_eq!(text(&a, parting.a), "call store-A.StoreLogoff(LOGOFF_ORDERLY)");
    assert_eq!(text(&b, parting.b), "call store-A.StoreLogoff(LOGOFF_PURGE)");
    let words = differs
        .words()
        .iter()
        .find(|words| words.call == "store-A.StoreLogoff")
        .expect("other words");
    assert_eq!((words.a.len(), words.b.len()), (1, 1));
    let mail = differs.last().iter().find(|it| it.item == "M2").expect("differs");
    assert_eq!(mail.kind.ledger(), Ledger::Transports);
    let state = mail
        .columns()
        .into_iter()
        .find(|(column, ..)| *column == "state")
        .expect("it is elsewhere");
    assert_eq!(state, ("state", Some("queued".to_owned()), Some("sent".to_owned())));
}

#[test]
fn every_effect_of_both_runs_is_in_one_row_and_rows_keep_the_order() {
    let (a, b, differs) = compare("store-logoff:flag=abort", "release:provider=deferred");
    let steps = |side: fn(&AlignedRow) -> Option<usize>| {
        differs.rows().iter().filter_map(side).collect::<Vec<_>>()
    };
    let of_a = steps(|row| match row {
        AlignedRow::Both(a, _) | AlignedRow::OnlyA(a) => Some(*a),
        AlignedRow::OnlyB(_) => None,
    });
    let of_b = steps(|row| match row {
        AlignedRow::Both(_, b) | AlignedRow::OnlyB(b) => Some(*b),
        AlignedRow::OnlyA(_) => None,
    });
    let all = |run: &Timeline| {
        effect::effects(run, &Window::of(run, run))
            .iter()
            .map(|effect| effect.step)
            .collect::<Vec<_>>()
    };
    assert_eq!((of_a, of_b), (all(&a), all(&b)));
    for row in differs.rows() {
        if let AlignedRow::Both(one, other) = row {
            assert_eq!(text(&a, Some(*one)), text(&b, Some(*other)));
        }
    }
    let [common, ..] = differs.counts();
    assert!(common > 10, "both release what the client opened, and remove the same row");
}

#[test]
fn a_bug_shows_in_the_ledgers_and_in_the_rules() {
    let (_, _, differs) = compare("store-logoff:world=plain", "store-logoff:world=plain,bug=PB2");
    let row = differs.last().iter().find(|it| it.item == "R4").expect("the row stays");
    assert_eq!(row.kind, ItemKind::Row);
    assert_eq!(row.columns(), [("state", Some("removed".to_owned()), Some("present".to_owned()))]);
    let [nothing, broken] = differs.broken();
    assert!(nothing.is_empty());
    assert!(broken.contains(&"INV-07"));
}

#[test]
fn two_strategies_do_the_same_in_another_order() {
    let (a, _, differs) =
        compare("store-logoff:world=plain", "store-logoff:world=plain,provider=deferred");
    let removal = (1..=a.len())
        .find(|step| text_or_empty(&a, *step) == "row-removed R4")
        .expect("is removed");
    assert!(
        differs
            .rows()
            .iter()
            .any(|row| matches!(row, AlignedRow::Both(step, _) if *step == removal))
    );
    assert!(differs.place_in_b(removal) > 0);
}

#[test]
fn places_go_together_from_start_to_end() {
    for (a, b) in [
        ("store-logoff:flag=orderly", "store-logoff:flag=purge"),
        ("store-logoff", "store-logoff:bug=PB2"),
    ] {
        let (a, b, differs) = compare(a, b);
        let places: Vec<usize> = (0..=a.len()).map(|at| differs.place_in_b(at)).collect();
        assert!(places.is_sorted() && places.last() == Some(&b.len()), "{places:?}");
        let first = differs.first_step().expect("they part");
        assert!(
            differs.divergence().and_then(|parting| parting.a).is_none_or(|effect| first <= effect)
        );
    }
}

fn text_or_empty(run: &Timeline, step: usize) -> String {
    let event = run.event(step).expect("of the run");
    effect_text(run.machine().program(), run.final_state(), event).unwrap_or_default()
}
