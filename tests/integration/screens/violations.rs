//! What the screen says where a rule is broken: what is the case, whose mistake, where the run goes
//! wrong, how to mend it; and the ways from one violation to the next and to the mended run.

use mapi_teardown::lesson::{Lesson, LessonRun, LessonSource, library};
use mapi_teardown::narrate::broken::case;
use mapi_teardown::scenario::Scenario;
use mapi_teardown::sim::Life;
use mapi_teardown::sim::ledgers::Item;
use mapi_teardown::tui::Start;
use mapi_teardown::tui::model::beside::{HealthyRun, Wrong};

use super::*;

/// The run of a bug, as one word.
fn word(id: &str) -> String {
    let (_, bug) = Scenario::bugs().into_iter().find(|(known, _)| *known == id).expect("a bug");
    format!("{}{}bug={id}", bug.run, if bug.run.contains(':') { "," } else { ":" })
}

#[test]
fn a_violation_in_both_languages_and_at_three_sizes() {
    for lang in [Lang::En, Lang::PtBr] {
        for size in [(80, 24), (120, 36), (200, 50)] {
            let mut model = stage(&word("PB2"), lang, size);
            press(&mut model, "]");
            let name = format!("violation-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, picture(&model, size));
            if size == (80, 24) {
                press(&mut model, "w");
                let name = format!("violation-why-{}", lang.code());
                insta::assert_snapshot!(name, picture(&model, size));
            }
        }
    }
}

#[test]
fn every_broken_rule_is_told_as_what_is_the_case() {
    for lang in [Lang::En, Lang::PtBr] {
        for (id, _) in Scenario::bugs() {
            let mut model = stage(&word(id), lang, (120, 36));
            let stage = model.stage_mut().expect("a run");
            let violations = stage.timeline.violations().to_vec();
            for found in violations {
                stage.go(found.step);
                let text = case(&stage.timeline, &found, stage.timeline.state(), lang);
                assert!(!text.starts_with("case-"), "{id} {}: {text}", found.rule);
                let holes = ["  ", " ,", " .", "{", " :", "(0x0)"];
                assert!(!holes.iter().any(|hole| text.contains(hole)), "{id}: {text}");
                assert!(!text.starts_with(' '), "{id}: {text}");
            }
        }
    }
}

#[test]
fn cause_blame_step_and_cure_of_every_bug_are_on_the_screen() {
    for (id, bug) in Scenario::bugs().into_iter().filter(|(_, bug)| !bug.rules.is_empty()) {
        for size in [(80, 24), (120, 36)] {
            let mut model = stage(&word(id), Lang::En, size);
            press(&mut model, "]");
            let shown = picture(&model, size);
            assert!(shown.contains("To fix it: "), "{id}\n{shown}");
            assert!(shown.contains("! broken: "), "{id}\n{shown}");
            assert!(bug.rules.iter().any(|rule| shown.contains(rule.as_str())), "{id}\n{shown}");
            press(&mut model, "w");
            let why = picture(&model, size);
            for wanted in [format!("Cause: {id}"), format!("run without {id}")] {
                assert!(why.replace('\n', " ").contains(&wanted), "{id}\n{why}");
            }
        }
    }
}

#[test]
fn one_key_leads_from_one_violation_to_the_next_and_back() {
    let mut model = stage(&word("PB3"), Lang::En, (120, 36));
    let mut steps: Vec<usize> = model
        .stage()
        .map(|stage| stage.timeline.violations().iter().map(|found| found.step).collect())
        .expect("a run");
    steps.dedup();
    assert!(steps.len() > 2, "{steps:?}");
    let at = |model: &Model| model.stage().map_or(0, |stage| stage.timeline.at());
    for step in &steps {
        press(&mut model, "]");
        assert_eq!(at(&model), *step);
    }
    press(&mut model, "]");
    assert_eq!(at(&model), steps[steps.len() - 1]);
    for step in steps.iter().rev().skip(1) {
        press(&mut model, "[");
        assert_eq!(at(&model), *step);
    }
}

#[test]
fn the_healthy_run_is_made_and_compared_by_one_key_and_run_by_a_line() {
    let size = (120, 36);
    let mut model = stage(&word("PB2"), Lang::En, size);
    press(&mut model, "] c");
    let shown = picture(&model, size);
    assert!(shown.contains("Two runs side by side") && shown.contains("the run without PB2"));
    press(&mut model, "Esc w Down Enter");
    let stage = model.stage().expect("a run");
    assert!(stage.timeline.violations().is_empty(), "the mended run");
    assert!(stage.ghost.is_some(), "the other one stays beside");
}

#[test]
fn who_holds_a_leaked_object_names_what_is_gone() {
    let mut model = stage(&word("PB2"), Lang::En, (120, 36));
    press(&mut model, "] 3 Down w");
    let shown = picture(&model, (120, 36));
    assert!(shown.contains("support-A") && shown.contains("store-A.support"), "{shown}");
    assert!(shown.contains("but has itself been freed"), "{shown}");
}

#[test]
fn what_was_rightly_freed_steps_back_where_a_rule_is_broken() {
    let size = (120, 36);
    let mut model = stage(&word("PB2"), Lang::En, size);
    press(&mut model, "]");
    let buffer = tui::render(&model, size.0, size.1);
    let theme = model.theme;
    let bad = theme.style(tui::model::theme::Role::Bad).fg;
    let row = |name: &str| {
        (0..size.1)
            .find(|y| {
                let line: String = (0..size.0).map(|x| buffer[(x, *y)].symbol()).collect();
                line.contains(name)
            })
            .expect("on the screen")
    };
    let lit = |name: &str| {
        let y = row(name);
        // Beside the call stack, which has a sign of its own.
        (size.0 / 2..size.0).any(|x| Some(buffer[(x, y)].fg) == bad)
    };
    assert!(lit("R4 Store A"));
    assert!(!lit("R1 MAPI Subsystem"));
}

/// Goes to a place, as a key would.
fn visit(model: &mut Model, at: usize) {
    model.stage_mut().expect("a run").go(at);
    let (columns, rows) = model.size;
    update(model, Message::Resize(columns, rows));
}

#[test]
fn a_call_that_is_left_out_is_told_where_it_is_and_what_stays_stays() {
    let mut told = Vec::new();
    for (id, _) in Scenario::bugs() {
        let mut model = stage(&word(id), Lang::En, (120, 36));
        press(&mut model, "Right");
        let stage = model.stage().expect("a run");
        let Some(from) = stage.healthy.run().and_then(HealthyRun::owes_from) else { continue };
        let Some(first) = stage.timeline.violations().first().map(|it| it.step) else { continue };
        told.push(id);
        let beats: Vec<usize> =
            stage.timeline.beats().iter().copied().filter(|it| (1..first).contains(it)).collect();
        let mut stays = std::collections::BTreeSet::new();
        for beat in &beats {
            visit(&mut model, *beat);
            let shown = picture(&model, model.size);
            let here = beats.iter().find(|it| **it >= from) == Some(beat);
            assert_eq!(shown.contains("Diverges here from the run without"), here, "{shown}");
            if here {
                assert!(shown.contains("not called in this run: "), "{id}\n{shown}");
            }
            assert!(*beat >= from || !shown.contains('¬'), "{id} {beat}\n{shown}");
            let stage = model.stage().expect("a run");
            stays.extend(stage.wrong.iter().filter(|(_, it)| **it == Wrong::Stays).map(|it| *it.0));
        }
        let end = model.stage().map_or(0, |stage| stage.timeline.len());
        visit(&mut model, end);
        let ledgers = model.stage().expect("a run").ledgers();
        for item in stays {
            let there = match item {
                Item::Row(id) => ledgers.row(id).is_some_and(|it| it.present),
                Item::Uid(id) => ledgers.uid(id).is_some_and(|it| it.registered),
                Item::Object(id) => ledgers.object(id).is_some_and(|it| it.life != Life::Freed),
                Item::Transport(_) | Item::Message(_) => false,
            };
            assert!(there, "{id}: {item:?} goes in the end");
        }
    }
    for id in ["PB2", "PB4", "PB10", "CB19"] {
        assert!(told.contains(&id), "{id}: {told:?}");
    }
}

#[test]
fn a_lesson_does_not_tell_what_will_be_missing() {
    let bundled = library::bundled("02-orderly-logoff").expect("bundled");
    let text = bundled.text.replacen("flag: orderly", "flag: orderly, bug: PB2", 1);
    assert_ne!(text, bundled.text);
    let lesson = Lesson::parse(LessonSource { text, ..bundled }).expect("parses");
    let run = LessonRun::unchecked(std::sync::Arc::new(lesson), None).expect("runs");
    let mut model = tui::model(Start::Lesson(Box::new(run)), &settings(Lang::En));
    update(&mut model, Message::Resize(120, 36));
    let first = model.stage().map_or(0, |stage| stage.timeline.violations()[0].step);
    for at in 1..first {
        visit(&mut model, at);
        assert!(!picture(&model, model.size).contains('¬'), "{at}");
    }
    visit(&mut model, first);
    assert!(picture(&model, model.size).contains("left over"));
}
