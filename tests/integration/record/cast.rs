//! Recordings of a terminal.

use mapi_teardown::run;
use serde_json::Value;

use super::{LESSON, RUN, record};

/// Header, output and markers of a cast.
pub(super) fn cast(text: &str) -> (Value, Vec<(u64, String, String)>) {
    let mut lines = text.lines();
    let header: Value = serde_json::from_str(lines.next().expect("a header")).expect("an object");
    let event = |line: &str| {
        let event: Value = serde_json::from_str(line).expect("a list");
        let word = |at: usize| event[at].as_str().expect("a string").to_owned();
        ((event[0].as_f64().expect("a time") * 1000.0).round() as u64, word(1), word(2))
    };
    (header, lines.map(event).collect())
}

fn screen(events: &[(u64, String, String)]) -> String {
    let mut parser = vt100::Parser::new(36, 120, 0);
    events
        .iter()
        .filter(|(_, code, _)| code == "o")
        .for_each(|(.., data)| parser.process(data.as_bytes()));
    parser.screen().contents()
}

#[test]
fn a_cast_has_a_marker_for_each_scene_and_beat_and_ends_at_the_end() {
    let (header, events) = cast(&record("a.cast", &[LESSON]));
    assert_eq!(
        (&header["version"], &header["width"], &header["height"]),
        (&2.into(), &120.into(), &36.into())
    );
    assert!(header.get("timestamp").is_none(), "no date: the same run gives the same bytes");
    let run = run::find(Some(LESSON.as_ref()), &[]).expect("a lesson");
    let timeline = run.timeline();
    let scenes = &run.lesson.as_ref().expect("a lesson").file.scenes;
    let names: Vec<&str> =
        scenes.iter().filter_map(|scene| scene.id.as_ref()).map(|id| id.value.as_str()).collect();
    let markers: Vec<&str> = events
        .iter()
        .filter(|(_, code, _)| code == "m")
        .map(|(.., label)| label.as_str())
        .collect();
    assert_eq!(
        markers.iter().filter(|label| names.contains(label)).count(),
        scenes.len(),
        "each scene has its marker"
    );
    assert!(markers.len() >= timeline.beats().len() - 1 + scenes.len(), "so has each beat");
    let (_, of_path) = cast(&record("a.cast", &[RUN]));
    let beats = super::timeline(RUN).beats().len() - 1;
    assert_eq!(
        of_path.iter().filter(|(_, code, _)| code == "m").count(),
        beats,
        "a path has no scenes"
    );
    assert!(events.is_sorted_by_key(|(time, ..)| *time));
    let beats = timeline.beats().len() - 1;
    assert!(screen(&events).contains(&format!("beat {beats} of {beats}")), "{}", screen(&events));
    assert!(screen(&events[..3]).contains(&format!("beat 0 of {beats}")));
}

#[test]
fn both_versions_of_a_cast_show_the_same_at_the_same_time() {
    let (_, two) = cast(&record("a.cast", &[RUN]));
    let (header, three) = cast(&record("a.cast", &[RUN, "--cast-version", "3"]));
    assert_eq!((&header["version"], &header["term"]["cols"]), (&3.into(), &120.into()));
    let mut now = 0;
    let absolute: Vec<_> = three
        .into_iter()
        .map(|(after, code, data)| {
            now += after;
            (now, code, data)
        })
        .collect();
    assert_eq!(absolute, two);
}

#[test]
fn twice_the_speed_takes_half_the_time() {
    let end = |speed: &str| {
        cast(&record("a.cast", &[RUN, "--speed", speed])).1.last().expect("an event").0
    };
    assert_eq!(end("0.5"), 4 * end("2"));
}

#[test]
fn the_header_has_the_colours_of_the_palette() {
    for (look, ground) in [("dark", "#15191f"), ("light", "#fcfcfa")] {
        for version in ["2", "3"] {
            let cast = record("a.cast", &[RUN, "--theme", look, "--cast-version", version]);
            let header: Value =
                serde_json::from_str(cast.lines().next().expect("a header")).expect("is JSON");
            let theme = if version == "2" { &header["theme"] } else { &header["term"]["theme"] };
            assert_eq!(theme["bg"], ground, "{header}");
            let palette = theme["palette"].as_str().expect("colours");
            assert_eq!(palette.split(':').count(), 16, "{palette}");
        }
    }
}
