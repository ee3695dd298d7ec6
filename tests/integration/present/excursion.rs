//! Questions from the floor, and the way back to the talk.

use mapi_teardown::scenario::RunOptions;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::content::situation::{place, situation};
use mapi_teardown::tui::message::Effect;
use mapi_teardown::tui::model::lesson::CardPhase;
use mapi_teardown::tui::model::talk::Talk;
use mapi_teardown::tui::update::run::open;

use super::{lesson, path, phase, step};
use crate::harness::screen::{picture, press};

#[test]
fn a_what_if_from_the_floor_ends_with_one_key_at_the_place() {
    for start in ["lesson", "path"] {
        let mut model = match start {
            "lesson" => lesson("02", Lang::En, (80, 24)),
            _ => path("store-logoff:world=busy", Lang::En, (80, 24)),
        };
        press(&mut model, "PgDn PgDn");
        if start == "lesson" {
            assert_eq!(phase(&model), CardPhase::Asking);
            press(&mut model, "4");
        }
        let (before, place) = (picture(&model), step(&model));
        for back in ["F5", "Esc"] {
            press(&mut model, "x");
            let setting = picture(&model)
                .lines()
                .position(|line| line.contains("Logoff flag"))
                .expect("a setting");
            for _ in 0..setting {
                if mapi_teardown::tui::content::sheet::action(&model)
                    .is_some_and(|it| format!("{it:?}").contains("flag"))
                {
                    break;
                }
                press(&mut model, "Down");
            }
            press(&mut model, "Right Right Enter");
            assert!(model.talk().is_some_and(Talk::is_away), "{}", picture(&model));
            press(&mut model, "PgDn");
            let seen = situation(&model).seen;
            assert!(
                seen.iter().all(|line| !line.starts_with('[')),
                "no page speaks of a what-if: {seen:?}"
            );
            press(&mut model, "PgDn PgDn");
            assert!(picture(&model).contains("What if"), "{}", picture(&model));
            press(&mut model, back);
            assert_eq!((step(&model), model.talk().is_some_and(Talk::is_away)), (place, false));
            assert_eq!(picture(&model), before);
        }
        // Also from another run that a sheet leads to, and from the full stage.
        open(&mut model, RunOptions::path("session-logoff"));
        assert!(model.talk().is_some_and(Talk::is_away));
        press(&mut model, "F5");
        assert_eq!(picture(&model), before);
        press(&mut model, "a z");
        assert!(picture(&model).contains("> z"), "a sheet where one types");
        press(&mut model, "F5");
        assert_eq!(picture(&model), before);
        press(&mut model, "Esc");
        assert!(
            picture(&model).contains("1 Status table") && picture(&model).contains("4 Transports")
        );
        press(&mut model, "F5");
        assert_eq!(picture(&model), before);
    }
}

#[test]
fn an_excursion_is_none_of_the_talks_places_and_keeps_the_speakers_notes() {
    let mut model = lesson("02", Lang::En, (80, 24));
    press(&mut model, "3 Enter");
    let (before, here) = (situation(&model).speaker.expect("for the speaker"), place(&model));
    assert!(here.begun && !here.away && before.planned > 0);
    open(&mut model, RunOptions::path("session-logoff"));
    press(&mut model, "PgDn PgDn");
    let there = place(&model);
    assert!(there.away && there.run != here.run);
    let speaker = situation(&model).speaker.expect("for the speaker");
    assert_eq!(
        (speaker.planned, speaker.due, &speaker.notes),
        (before.planned, before.due, &before.notes)
    );
    let hint = picture(&model);
    let hint = hint.lines().last().expect("a row of hints");
    assert!(hint.contains("F5") && !hint.contains("Esc"), "{hint}");
    press(&mut model, "F5");
    assert_eq!(place(&model), here);
}

#[test]
fn nobody_leaves_a_talk_by_mistake() {
    let mut model = lesson("02", Lang::En, (80, 24));
    assert_eq!(press(&mut model, "q PgDn q"), None);
    assert_eq!(
        press(&mut model, "% q"),
        None,
        "any other key goes on, also one that means nothing"
    );
    assert!(matches!(press(&mut model, "q"), Some(Effect::Quit(_))));
    for _ in 0..6 {
        press(&mut model, "Esc");
        assert!(
            model.stage().is_some() && !model.is_at_home(),
            "Esc never leads to the home screen"
        );
    }
}
