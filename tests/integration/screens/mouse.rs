//! The mouse on the stage and at home.

use mapi_teardown::sim::event::Ledger;
use mapi_teardown::text::Lang;
use mapi_teardown::tui;
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{Model, Start};

use super::{settings, stage};
use crate::harness::screen::{picture_at as picture, press};

/// Where a word stands on the screen.
pub(super) fn find(model: &Model, size: (u16, u16), word: &str) -> (u16, u16) {
    let picture = picture(model, size);
    let (y, line) = picture
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(word))
        .expect("is on the screen");
    (line[..line.find(word).expect("is there")].chars().count() as u16, y as u16)
}

#[test]
fn a_drag_goes_along_the_timeline_only_if_it_began_there() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    let at = |model: &Model| model.stage().map_or(0, |stage| stage.timeline.at());
    update(&mut model, Message::Drag(60));
    assert_eq!(at(&model), 0, "no button went down on it");
    update(&mut model, Message::Click(30, 34));
    let began = at(&model);
    update(&mut model, Message::Drag(60));
    assert!(at(&model) > began);
    update(&mut model, Message::Drag(0));
    assert_eq!(at(&model), 0);
}

#[test]
fn the_wheel_turns_in_the_ledger_under_the_pointer() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    let (x, y) = find(&model, size, "R1 ");
    update(&mut model, Message::Wheel(false, (x, y)));
    assert_eq!(model.focused_ledger(), Some(Ledger::StatusTable));
    let (x, y) = find(&model, size, "store-A ");
    update(&mut model, Message::Wheel(false, (x, y)));
    assert_eq!(model.focused_ledger(), Some(Ledger::Objects));
}

#[test]
fn a_click_on_a_word_of_the_code_explains_it() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    press(&mut model, "Right");
    let (x, y) = find(&model, size, "LOGOFF_ORDERLY");
    update(&mut model, Message::Click(x + 3, y));
    assert!(picture(&model, size).contains("LOGOFF_ORDERLY") && model.overlays.len() == 1);
    update(&mut model, Message::Escape);
    update(&mut model, Message::Click(0, 0));
    assert!(model.overlays.is_empty(), "the brand is no word of MAPI");
}

#[test]
fn a_click_chooses_on_the_home_screen_and_the_next_one_opens() {
    for size in [(120, 36), (80, 24)] {
        let mut model = tui::model(Start::Home, &settings(Lang::En));
        update(&mut model, Message::Resize(size.0, size.1));
        let (x, y) = find(&model, size, "What symptom do you see");
        update(&mut model, Message::Click(x + 1, y));
        let (x, y) = find(&model, size, "A ghost row");
        update(&mut model, Message::Click(x, y));
        assert!(model.overlays.is_empty(), "the first click chooses");
        update(&mut model, Message::Click(x, y));
        assert!(!model.overlays.is_empty() || model.stage().is_some(), "the second one opens");
    }
}

#[test]
fn a_click_selects_a_line_and_visits_a_place() {
    let size = (120, 36);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    let (x, y) = find(&model, size, "R4 ");
    update(&mut model, Message::Click(x, y));
    assert_eq!(model.focused_ledger(), Some(Ledger::StatusTable));
    press(&mut model, "w");
    assert!(picture(&model, size).contains("R4 Store A"));
    press(&mut model, "Esc");
    update(&mut model, Message::Click(60, 34));
    let at = model.stage().map_or(0, |stage| stage.timeline.at());
    assert!(at > 20 && at < 60, "{at}");
    update(&mut model, Message::Click(117, 34));
    press(&mut model, "r");
    update(&mut model, Message::Click(0, 0));
    assert!(model.overlays.is_empty(), "a click beside a sheet closes it");
}
