//! The page of a recording.

use std::collections::BTreeSet;

use mapi_teardown::text::Lang;
use mapi_teardown::words::Words;
use serde_json::Value;

use super::cast::cast;
use super::{LESSON, RUN, is_well_formed, record, timeline};
use crate::harness::teardown;

/// The data of a page, and what follows.
pub fn data_of(page: &str) -> (Value, &str) {
    let (_, rest) =
        page.split_once("<script type=\"application/json\" id=\"data\">").expect("data");
    let (data, rest) = rest.split_once("</script>").expect("ends");
    (serde_json::from_str(data).expect("JSON"), rest)
}

/// A text of the page by its number.
fn text<'d>(data: &'d Value, number: &Value) -> &'d str {
    data["texts"][number.as_u64().expect("a number") as usize].as_str().expect("a text")
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
    // A question that can be answered is no text of the scene.
    let is_card = |it: &Value| !text(data, &it["scene"]).is_empty() || !it["ask"].is_null();
    let of_cards: u64 = frames.iter().filter(|it| is_card(it)).map(time).sum();
    assert!(of_cards.abs_diff(140_000) < 10, "all scenes, and all their parts: {of_cards}");
    let beats: Vec<u64> = frames.iter().filter(|it| !is_card(it)).map(time).collect();
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
    let steps: BTreeSet<usize> =
        frames.iter().map(|it| it["step"].as_u64().expect("a number") as usize).collect();
    for frame in frames {
        let say = text(&data, &frame["say"]);
        assert_eq!(say.split(' ').next(), Some(frame["step"].to_string().as_str()), "{say}");
    }
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
    let letters = uncoloured(rest.split_once("</g>").expect("ends").0);
    assert!(letters.contains("<rect"), "{letters}");
    for (arguments, there) in [(&["--as", "present"][..], true), (&[], false)] {
        let arguments = [&[RUN, "--reduced-motion"], arguments].concat();
        let page = record("a.html", &arguments);
        let (data, _) = data_of(&page);
        let rows = data["rows"].as_array().expect("rows");
        let is_there = rows.iter().any(|row| uncoloured(row.as_str().expect("a row")) == letters);
        assert_eq!(is_there, there, "{letters}");
        let (_, events) = cast(&record("a.cast", &arguments));
        let is_large =
            |(_, code, shown): &(u64, String, String)| code == "o" && shown.contains('█');
        assert_eq!(events.iter().any(is_large), there);
    }
}

/// A row without its colours: those of a page have names.
fn uncoloured(row: &str) -> String {
    let mut parts = row.split(" fill=\"");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |all, part| all + part.split_once('"').map_or("", |(_, rest)| rest))
}

#[test]
fn a_page_has_the_colours_of_its_readers_system_or_those_that_were_asked_for() {
    let page = record("a.html", &[RUN]);
    assert!(page.contains("@media (prefers-color-scheme: light)"));
    // Every colour of the pictures has a name that the style sheet explains.
    let (data, _) = &data_of(&page);
    let (style, _) = page.split_once("</style>").expect("a style sheet");
    for row in data["rows"].as_array().expect("rows") {
        for colour in row.as_str().expect("a row").split(" fill=\"").skip(1) {
            let colour = colour.split('"').next().unwrap_or("");
            if colour == "none" {
                continue;
            }
            let name = colour.strip_prefix("var(").and_then(|it| it.strip_suffix(')'));
            assert!(name.is_some_and(|name| style.contains(&format!("{name}: #"))), "{colour}");
        }
    }
    let light = record("a.html", &[RUN, "--theme", "light"]);
    assert!(!light.contains("prefers-color-scheme") && light.contains("--ground: #fcfcfa"));
}

#[test]
fn the_end_has_the_verdict_and_each_broken_rule_with_its_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.html");
    let output =
        teardown(&["record", "store-logoff", "--bug", "PB4", "-o", file.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(1));
    let page = std::fs::read_to_string(file).expect("is written");
    let (_, end) = page.split_once("<section id=\"end\"").expect("an end");
    let (end, _) = end.split_once("</section>").expect("ends");
    let verdict = Words::of(Lang::En).text("stage-verdict-violated");
    assert!(end.contains("class=\"bad\"") && end.contains(&verdict), "{end}");
    let (data, _) = &data_of(&page);
    let frames = data["frames"].as_array().expect("frames");
    let broken: BTreeSet<u64> = frames
        .iter()
        .filter(|it| it["broken"] == true)
        .map(|it| it["step"].as_u64().expect("a number"))
        .collect();
    assert!(!broken.is_empty());
    for step in broken {
        assert!(end.contains(&format!("href=\"#step={step}\"")), "{step}: {end}");
    }
    let last = text(data, &frames[frames.len() - 1]["say"]);
    assert!(last.contains(&verdict), "{last}");
}

#[test]
fn what_a_lesson_says_is_text_whatever_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hostile.yaml");
    assert!(teardown(&["new", file.to_str().expect("UTF-8")]).status.success());
    let lesson = std::fs::read_to_string(&file).expect("is there");
    let bad = "</script><script>alert(1)</script><img src=x onerror=alert(1)> {{data}} ]]> &amp;";
    let mut changed = String::new();
    for line in lesson.lines() {
        let is_text = ["en: ", "pt-BR: "].iter().any(|key| line.trim_start().starts_with(key))
            && !line.trim_end().ends_with(['|', '>']);
        let head = line.split_once(": ").map_or("", |(head, _)| head);
        let line = if is_text { format!("{head}: '{bad}'") } else { line.to_owned() };
        changed += &(line + "\n");
    }
    assert!(changed.matches(bad).count() > 3, "{changed}");
    std::fs::write(&file, changed).expect("is written");
    let page = record("a.html", &[file.to_str().expect("UTF-8")]);
    assert_eq!(page.matches("<script").count(), 2, "its own two");
    assert_eq!(page.matches("</script").count(), 2);
    assert!(!page.contains("<img"));
    assert!(page.contains("&lt;img src=x"));
    let (data, _) = data_of(&page);
    assert!(data["texts"].as_array().is_some_and(|it| {
        it.iter().any(|text| text.as_str().is_some_and(|text| text.contains("{{data}}")))
    }));
}

/// What can be mailed: the largest pages of all lessons, as a server or a mail program packs them.
#[cfg(unix)]
#[test]
fn a_lessons_page_has_at_most_200_kilobytes_compressed() {
    use std::process::{Command, Stdio};
    for lesson in ["09", "18", "20", "21"] {
        for lang in ["en", "pt-BR"] {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("a.html");
            std::fs::write(&file, record("a.html", &[lesson, "--lang", lang])).expect("is written");
            let packed = Command::new("gzip").arg("-9c").arg(&file).stderr(Stdio::null()).output();
            let Ok(packed) = packed else {
                println!("skipped: no gzip here");
                return;
            };
            assert!(packed.status.success());
            let size = packed.stdout.len();
            assert!((50_000..=200_000).contains(&size), "{lesson} {lang}: {size}");
        }
    }
}
