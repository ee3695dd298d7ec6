//! The page of a recording.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cast::cast;
use super::{LESSON, RUN, is_well_formed, record, timeline};
use crate::harness::teardown;

/// The data of a page, and what follows.
fn data_of(page: &str) -> (Value, &str) {
    let (_, rest) =
        page.split_once("<script type=\"application/json\" id=\"data\">").expect("data");
    let (data, rest) = rest.split_once("</script>").expect("ends");
    (serde_json::from_str(data).expect("JSON"), rest)
}

#[test]
fn scenes_stand_as_long_as_their_lesson_says_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("waits.yaml");
    // The template: two scenes with a question for 60 seconds each, one with a text for 20.
    assert!(teardown(&["new", file.to_str().expect("UTF-8")]).status.success());
    let file = file.to_str().expect("UTF-8");
    let (data, _) = &data_of(&record("a.html", &[file]));
    let frames = data["frames"].as_array().expect("frames");
    let time = |frame: &Value| frame["time"].as_u64().expect("a time");
    let of_cards: u64 = frames
        .iter()
        .filter(|it| it["scene"].as_str().is_some_and(|text| !text.is_empty()))
        .map(time)
        .sum();
    assert!(of_cards.abs_diff(140_000) < 10, "all scenes, and all their parts: {of_cards}");
    let beats: Vec<u64> = frames.iter().filter(|it| it["scene"] == "").map(time).collect();
    let is_read = |time: &u64| (600..=2200).contains(time) || (3000..5000).contains(time);
    assert!(beats.iter().all(is_read), "a beat stands as long as it is read: {beats:?}");
    assert!(beats.iter().collect::<BTreeSet<_>>().len() > 2, "they differ: {beats:?}");
    let all: u64 = frames.iter().map(time).sum();
    let (_, events) = cast(&record("a.cast", &[file]));
    assert_eq!(
        events.last().expect("an event").0,
        all,
        "a recording of the terminal takes as long"
    );
    let film = record("a.svg", &[file, "--animate", "--speed", "2"]);
    assert!(
        film.contains(&format!("animation:film {}ms", all / 2)),
        "so does a picture that moves, at its speed"
    );
}

#[test]
fn the_page_has_every_beat_and_loads_nothing() {
    let page = record("a.html", &[LESSON]);
    let (data, rest) = data_of(&page);
    let timeline = timeline(LESSON);
    let frames = data["frames"].as_array().expect("frames");
    let steps: BTreeSet<usize> = frames
        .iter()
        .filter_map(|it| it["say"].as_str()?.split(' ').next()?.parse().ok())
        .collect();
    assert!(
        timeline.beats().iter().skip(1).all(|beat| steps.contains(beat)),
        "every beat is there"
    );
    let of_path = data_of(&record("a.html", &[RUN])).0;
    assert_eq!(
        of_path["frames"].as_array().expect("frames").len(),
        super::timeline(RUN).beats().len()
    );
    assert!(rest.contains("ArrowRight"));
    for frame in frames {
        assert_eq!(frame["rows"].as_array().expect("rows").len(), 36);
        for row in frame["rows"].as_array().expect("rows") {
            let row = row.as_u64().expect("a number") as usize;
            is_well_formed(data["rows"][row].as_str().expect("a row"));
        }
        let texts = frame["ledgers"].as_array().expect("ledgers");
        assert_eq!(texts.len(), 4);
        assert!(
            texts
                .iter()
                .all(|text| data["texts"][text.as_u64().expect("a number") as usize].is_string())
        );
    }
    let last = &frames[frames.len() - 1]["ledgers"][0];
    let rows = data["texts"][last.as_u64().expect("a number") as usize].as_str().expect("a text");
    assert!(
        rows.lines().any(|row| row.starts_with("R4") && row.ends_with('-')),
        "the row of store A is gone: {rows}"
    );
    // Links of the reader's choice are the only addresses.
    let addresses: BTreeSet<&str> = page
        .split("http")
        .skip(1)
        .map(|after| after.split(['"', '<']).next().unwrap_or(""))
        .collect();
    let foreign: Vec<&&str> = addresses
        .iter()
        .filter(|it| {
            !it.starts_with("s://learn.microsoft.com/")
                && **it != "-equiv="
                && **it != "://www.w3.org/2000/svg"
        })
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    assert!(page.contains("default-src 'none'") && !page.contains("{{"));
}

#[test]
fn a_talk_is_recorded_as_the_room_saw_it() {
    let still = record("a.svg", &[RUN, "--as", "present", "--at", "1", "--reduced-motion"]);
    is_well_formed(&still);
    // Rows of the headline's large letters: the stage has none.
    let (_, rest) = still.split_once("<g transform=\"translate(0,57)\">").expect("a row");
    let (letters, _) = rest.split_once("</g>").expect("ends");
    assert!(letters.contains("<rect"), "{letters}");
    for (arguments, there) in [(&["--as", "present"][..], true), (&[], false)] {
        let arguments = [&[RUN, "--reduced-motion"], arguments].concat();
        let page = record("a.html", &arguments);
        let (data, _) = data_of(&page);
        let rows = data["rows"].as_array().expect("rows");
        assert_eq!(rows.iter().any(|row| row == letters), there, "{letters}");
        let (_, events) = cast(&record("a.cast", &arguments));
        let is_large =
            |(_, code, shown): &(u64, String, String)| code == "o" && shown.contains('█');
        assert_eq!(events.iter().any(is_large), there);
    }
}
