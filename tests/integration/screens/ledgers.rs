//! The ledgers move with the keys and keep what is gone.

use mapi_teardown::sim::program::life_name;
use mapi_teardown::text::Lang;
use mapi_teardown::tui;
use mapi_teardown::tui::Model;

use super::stage;
use crate::harness::screen::{picture_at as picture, press};

/// Ledgers before, keys, ledgers after: the rows and entries that are there, and the objects with
/// their counts.
fn ledgers(model: &Model) -> String {
    let stage = model.stage().expect("a run");
    let (state, program) = (stage.timeline.state(), stage.timeline.machine().program());
    let rows = state
        .rows
        .iter()
        .filter(|row| row.present)
        .map(|row| program.names.text(row.name).to_owned());
    let uids = state
        .uids
        .iter()
        .filter(|uid| uid.registered)
        .map(|uid| program.names.text(uid.name).to_owned());
    let objects = (0..state.objects.len() as u32)
        .map(mapi_teardown::sim::ObjectId)
        .filter(|object| {
            program.is_listed(state, *object) && program.object_name(state, *object).ends_with("-A")
        })
        .map(|object| {
            let it = state.object(object);
            format!("{}={}:{}", program.object_name(state, object), it.refs, life_name(it.life))
        });
    let join = |words: Vec<String>| words.join(" ");
    [join(rows.collect()), join(uids.collect()), join(objects.collect())].join(" | ")
}

#[test]
fn keys_move_the_ledgers() {
    let cases = [
        (
            "R1 R2 R3 R4 R5 R6 R8 | U-A U-AB U-A' | logon-A=1:live store-A=1:live support-A=1:live",
            "End",
            "R1 R2 R3 R5 R6 R8 | U-AB | logon-A=0:freed store-A=0:freed support-A=0:freed",
        ),
        (
            "R1 R2 R3 R4 R5 R6 R8 | U-A U-AB U-A' | logon-A=1:live store-A=1:live support-A=1:live",
            "End Home",
            "R1 R2 R3 R4 R5 R6 R8 | U-A U-AB U-A' | logon-A=1:live store-A=1:live support-A=1:live",
        ),
        (
            "R1 R2 R3 R4 R5 R6 R8 | U-A U-AB U-A' | logon-A=1:live store-A=1:live support-A=1:live",
            "2 2",
            "R1 R2 R3 R4 R5 R6 R8 | U-AB U-A' | logon-A=1:live store-A=0:freed support-A=0:live",
        ),
    ];
    for (before, keys, after) in cases {
        let mut model = stage("store-logoff:world=plain", Lang::En, (80, 24));
        assert_eq!(ledgers(&model), before);
        press(&mut model, keys);
        assert_eq!(ledgers(&model), after, "after {keys}");
    }
}

#[test]
fn what_is_gone_stays_in_its_place_and_is_struck() {
    let mut model = stage("store-logoff:world=plain", Lang::En, (120, 36));
    let before = picture(&model, (120, 36));
    press(&mut model, "End");
    let after = picture(&model, (120, 36));
    let line = |picture: &str, word: &str| picture.lines().position(|line| line.contains(word));
    for word in ["R4 ", "U-A ", "store-A", "logon-A"] {
        assert_eq!(line(&before, word), line(&after, word), "{word} has moved:\n{before}\n{after}");
    }
    assert!(
        after.lines().any(|line| line.contains("x R4 ") && line.contains("removed")),
        "{after}"
    );
    let buffer = tui::render(&model, 120, 36);
    let struck = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::CROSSED_OUT))
        .count();
    assert!(struck > 20, "{struck}");
}

#[test]
fn lines_lead_to_a_selected_object_from_those_that_point_to_it() {
    let size = (80, 24);
    let mut model = stage("store-logoff:world=plain", Lang::En, size);
    press(&mut model, "3 Down Down Down Down");
    let shown = picture(&model, size);
    // logon-A and store-A point to support-A below them.
    let row = |name: &str| shown.lines().find(|line| line.contains(name)).expect(name).to_owned();
    assert!(row("├╴logon-A  ").contains("│ ╭│ ├╴logon-A"), "{shown}");
    assert!(row("╰╴store-A  ").contains("├│ │ ╰╴store-A"), "{shown}");
    assert!(row("├╴support-A ").contains("▸│ ├╴support-A"), "{shown}");
    assert!(!row("session ").contains('╭'), "{shown}");
    press(&mut model, "1");
    assert!(!picture(&model, size).contains('▸'));
}
