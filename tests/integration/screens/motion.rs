//! Cause, then effect: what the picture shows at the beginning, in the middle and at the end of a
//! step, and what it passes on a jump.

use std::time::Duration;

use super::*;

/// A stage with motion.
fn moving(word: &str, lang: Lang) -> Model {
    let mut model = stage(word, lang, (120, 36));
    model.reduced_motion = false;
    model
}

fn after(model: &mut Model, millis: u64) -> String {
    update(model, Message::Elapsed(Duration::from_millis(millis)));
    picture(model, (120, 36))
}

#[test]
fn a_change_is_led_from_its_cause_to_its_effect() {
    let size = (120, 36);
    let mut model = moving("store-logoff:world=busy", Lang::En);
    press(&mut model, "Right Right");
    assert!(model.is_moving(), "a count went down");
    let cause = picture(&model, size);
    assert!(cause.contains("◆") && !cause.contains("1 → 0"), "{cause}");
    insta::assert_snapshot!("motion-half-way", after(&mut model, 100));
    let landed = after(&mut model, 90);
    assert!(landed.contains("1 → 0") && !landed.contains("◆"), "{landed}");
    let settled = after(&mut model, 60);
    assert!(!model.is_moving() && model.deadline().is_none());
    assert!(settled.contains("1 → 0 <"), "{settled}");
}

#[test]
fn a_call_and_a_removal_at_their_beginning_middle_and_end() {
    for lang in [Lang::En, Lang::PtBr] {
        let mut model = moving("store-logoff:world=plain", lang);
        press(&mut model, "Right");
        let removed = {
            let stage = model.stage().expect("a run");
            let gone = |event: &mapi_teardown::sim::Event| {
                matches!(event.kind, mapi_teardown::sim::EventKind::RowRemoved { .. })
            };
            stage.timeline.events().iter().position(gone).expect("a row goes")
        };
        for (name, at) in [("call", None), ("removal", Some(removed))] {
            if let Some(at) = at {
                model.stage_mut().expect("a run").go(at);
                press(&mut model, ".");
            }
            for (moment, passed) in [("0", 0), ("half", 120), ("1", 120)] {
                let shown = after(&mut model, passed);
                insta::assert_snapshot!(format!("motion-{name}-{moment}-{}", lang.code()), shown);
            }
            assert_eq!(model.deadline(), None);
        }
    }
}

#[test]
fn any_key_completes_a_running_animation() {
    let mut model = moving("store-logoff:world=busy", Lang::En);
    press(&mut model, "Right Right");
    assert!(model.is_moving());
    press(&mut model, "Tab");
    assert!(!model.is_moving());
}

#[test]
fn a_jump_plays_what_it_passes_beat_by_beat_and_any_key_arrives() {
    let mut model = moving("store-logoff:world=busy", Lang::En);
    press(&mut model, "End");
    let stage = model.stage().expect("a run");
    assert_eq!(stage.timeline.at(), stage.timeline.len(), "the place is the end at once");
    let mut seen = Vec::new();
    let mut time = Duration::ZERO;
    while let Some(left) = model.deadline() {
        let replay = model.stage().and_then(|stage| stage.replay.as_ref()).expect("it plays");
        seen.push(replay.timeline.at());
        assert!(replay.marks.items().count() <= 3, "few changes at a time");
        time += left;
        update(&mut model, Message::Elapsed(left));
    }
    assert!(seen.len() > 20 && seen.is_sorted(), "{seen:?}");
    assert!(time <= Duration::from_secs(2), "{time:?}");
    let arrived = picture(&model, (120, 36));
    press(&mut model, "Home End");
    assert!(model.is_under_way());
    update(&mut model, Message::Arrive);
    assert_eq!(picture(&model, (120, 36)), arrived);
    assert_eq!(model.deadline(), None);
}

#[test]
fn reduced_motion_arrives_at_once_and_one_beat_is_no_jump() {
    let mut model = stage("store-logoff:world=busy", Lang::En, (120, 36));
    press(&mut model, "End");
    assert!(!model.is_under_way());
    model.reduced_motion = false;
    press(&mut model, "Home Right");
    assert!(!model.is_under_way());
    press(&mut model, "/");
    assert!(!model.is_under_way());
}
