//! Cause, then effect: what the picture shows at the beginning, in the middle and at the end of a
//! step, and what it passes on a jump.

use std::time::Duration;

use mapi_teardown::sim::EventKind;

use super::*;

/// A stage with motion.
fn moving(word: &str, lang: Lang, size: (u16, u16)) -> Model {
    let mut model = stage(word, lang, size);
    model.reduced_motion = false;
    model
}

fn after(model: &mut Model, millis: u64) -> String {
    update(model, Message::Elapsed(Duration::from_millis(millis)));
    picture(model, model.size)
}

/// Goes to where the first such event is next.
fn before(model: &mut Model, wanted: fn(&EventKind) -> bool) {
    let stage = model.stage_mut().expect("a run");
    let found = stage.timeline.events().iter().position(|event| wanted(&event.kind));
    stage.go(found.expect("it happens"));
}

#[test]
fn a_change_is_led_from_its_cause_to_its_effect() {
    let size = (120, 36);
    let mut model = moving("store-logoff:world=busy", Lang::En, (120, 36));
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
    for (lang, size) in
        [Lang::En, Lang::PtBr].into_iter().flat_map(|it| [(it, (80, 24)), (it, (120, 36))])
    {
        let mut model = moving("store-logoff:world=plain", lang, size);
        press(&mut model, "Right");
        for name in ["call", "removal"] {
            if name == "removal" {
                before(&mut model, |kind| matches!(kind, EventKind::RowRemoved { .. }));
                press(&mut model, ".");
            }
            for (moment, passed) in [("0", 0), ("half", 120), ("1", 120)] {
                let shown = after(&mut model, passed);
                let of = format!("{}-{}x{}", lang.code(), size.0, size.1);
                insta::assert_snapshot!(format!("motion-{name}-{moment}-{of}"), shown);
            }
            assert_eq!(model.deadline(), None);
        }
    }
}

/// Until the effect shows, a row differs from one moment to the next only if it is that of the
/// statement, or is marked as one that the step is about to change.
#[test]
fn a_flight_touches_only_the_statement_and_the_lines_that_change() {
    for word in ["store-logoff:world=busy", "session-logoff:world=plain", "purge:world=busy"] {
        for size in [(80, 24), (120, 36), (200, 50)] {
            let mut model = moving(word, Lang::En, size);
            let mut flown = 0;
            while model.stage().is_some_and(|stage| stage.timeline.next_beat().is_some()) {
                press(&mut model, "Right");
                let loads = model.stage().and_then(|stage| stage.timeline.last_event());
                let loads = matches!(
                    loads.map(|event| &event.kind),
                    Some(EventKind::Transport { from, to, .. })
                        if to.sends.or(to.gets) != from.sends.or(from.gets)
                );
                let first = picture(&model, size);
                for _ in 1..=4 {
                    let now = after(&mut model, 40);
                    if !model.is_moving() {
                        break;
                    }
                    flown += 1;
                    for (was, is) in first.lines().zip(now.lines()).filter(|(was, is)| was != is) {
                        let expected = is.contains('◇') || was.contains('◆') || loads;
                        assert!(expected, "{word} {size:?}\n{was}\n{is}\n{now}");
                    }
                }
                update(&mut model, Message::Arrive);
                assert!(!picture(&model, size).contains(['◇', '◆']));
            }
            assert!(flown > 100, "{word}: {flown}");
        }
    }
}

#[test]
fn a_message_moves_from_its_line_to_that_of_its_transport() {
    let size = (120, 36);
    let mut model = moving("purge:world=busy", Lang::En, size);
    before(&mut model, |kind| {
        matches!(kind, EventKind::Transport { from, to, .. }
            if from.sends.is_none() && to.sends.is_some())
    });
    press(&mut model, ".");
    let line = |shown: &str, start: &str| {
        let found = shown.lines().find(|line| line.contains(start)).map(str::to_owned);
        found.expect("it is there").split('│').nth(2).unwrap_or_default().to_owned()
    };
    let count = |text: &str| text.matches("M2").count();
    let [cause, leaves, arrives, news] = [0, 80, 60, 100].map(|passed| after(&mut model, passed));
    let told = [&cause, &leaves, &arrives, &news]
        .map(|it| (count(&line(it, "M2 → XP1")), count(&line(it, "1 XP1"))));
    assert_eq!(told, [(1, 0), (2, 0), (1, 1), (1, 1)], "{leaves}\n{arrives}");
    assert!(line(&arrives, "1 XP1").contains('◇') && line(&news, "1 XP1").contains("sending M2"));
}

#[test]
fn any_key_completes_a_running_animation() {
    let mut model = moving("store-logoff:world=busy", Lang::En, (120, 36));
    press(&mut model, "Right Right");
    assert!(model.is_moving());
    press(&mut model, "Tab");
    assert!(!model.is_moving());
}

#[test]
fn a_jump_plays_what_it_passes_beat_by_beat_and_any_key_arrives() {
    let mut model = moving("store-logoff:world=busy", Lang::En, (120, 36));
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
