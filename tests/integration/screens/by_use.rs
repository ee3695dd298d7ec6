//! Small things that people met while they used the stage.

use super::*;
use mapi_teardown::scenario::catalogue;
use mapi_teardown::sim::EventKind;

fn place(model: &Model) -> usize {
    model.stage().expect("a stage").timeline.at()
}

#[test]
fn the_other_run_is_at_the_same_place_as_long_as_both_are_one() {
    for steps in [0, 1, 5, 12] {
        let mut model = stage("store-logoff", Lang::En, (120, 36));
        (0..steps).for_each(|_| drop(press(&mut model, "Right")));
        press(&mut model, "x Right Enter");
        assert!(model.stage().is_some_and(|stage| stage.ghost.is_some()), "a what-if");
        let here = place(&model);
        for _ in 0..4 {
            press(&mut model, "X");
            assert_eq!(place(&model), here, "after {steps} beats");
        }
    }
}

#[test]
fn what_a_rule_says_is_said_once_however_often_it_was_broken() {
    let mut repeated = 0;
    for word in ["release:bug=PB3", "store-logoff:bug=PB8", "two-users:bug=PB2"] {
        let mut model = stage(word, Lang::En, (200, 200));
        press(&mut model, "End r");
        let shown = picture(&model, (200, 200));
        for rule in catalogue::rules() {
            let broken = shown.matches(&format!("! {} ", rule.id)).count();
            let why: String = rule.why.get(Lang::En).chars().take(40).collect();
            repeated += usize::from(broken > 1);
            assert_eq!(shown.matches(&why).count(), broken.min(1), "{word} {}\n{shown}", rule.id);
        }
    }
    assert!(repeated > 0, "no rule was broken at two steps");
}

#[test]
fn why_at_the_end_lists_what_was_removed_and_freed() {
    let mut model = stage("store-logoff:world=plain", Lang::En, (120, 60));
    press(&mut model, "End w");
    let shown = picture(&model, (120, 60));
    let stage = model.stage().expect("a stage");
    for (step, event) in (1..).zip(stage.timeline.events()) {
        if matches!(event.kind, EventKind::RowRemoved { .. } | EventKind::UidRemoved { .. }) {
            let told = shown.lines().any(|line| line.contains(&format!(" {step}  MAPI ")));
            assert!(told, "{step}\n{shown}");
        }
    }
}

#[test]
fn names_and_texts_of_a_search_have_a_gap_between_them() {
    let mut model = stage("store-logoff", Lang::En, (120, 36));
    press(&mut model, "/");
    "StoreLogoffTransports".chars().for_each(|c| drop(press(&mut model, &c.to_string())));
    let shown = picture(&model, (120, 36));
    let name = shown.lines().find(|line| line.contains("IMAPISupport::StoreLogoffT"));
    let name = name.unwrap_or_else(|| panic!("{shown}"));
    assert!(name.contains("…  "), "{name}");
}
