//! Recordings as files: the real binary, every format read back, the same bytes everywhere, and
//! nothing left behind by a failure.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use mapi_teardown::run;
use mapi_teardown::sim::Timeline;
use serde_json::Value;

const BINARY: &str = env!("CARGO_BIN_EXE_teardown");
const RUN: &str = "store-logoff:world=plain,flag=orderly";
const LESSON: &str = "02-orderly-logoff";
const EXTENSIONS: [&str; 7] = ["txt", "md", "json", "mmd", "cast", "svg", "html"];

fn teardown(arguments: &[&str]) -> Output {
    Command::new(BINARY)
        .args(arguments)
        .env_clear()
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Records into a folder of its own and gives the text of the file.
fn record(name: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    let file = file.to_str().expect("UTF-8");
    let mut all = vec!["record"];
    all.extend_from_slice(arguments);
    all.extend_from_slice(&["-o", file]);
    let output = teardown(&all);
    assert!(output.status.success(), "{all:?}: {}", stderr(&output));
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{all:?}");
    fs::read_to_string(file).expect("is written")
}

fn timeline(word: &str) -> Timeline {
    run::find(Some(word.as_ref()), &[]).expect("is a run").timeline()
}

/// Elements are closed in the order in which they were opened; what an element holds is not looked
/// at.
fn is_well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "a bare > in {:?}", &rest[..at]);
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "closes what is open");
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().expect("a name"));
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?} stays open");
    assert!(xml.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn the_same_run_gives_the_same_bytes_in_every_environment() {
    for extension in EXTENSIONS {
        let here = record(&format!("a.{extension}"), &[LESSON, "--lang", "pt-BR"]);
        let folder = tempfile::tempdir().expect("a folder");
        let output = Command::new(BINARY)
            .args(["record", LESSON, "--lang", "pt-BR", "-o", &format!("b.{extension}")])
            .current_dir(folder.path())
            .env_clear()
            .envs([
                ("LC_ALL", "pt_BR.UTF-8"),
                ("TZ", "Asia/Kathmandu"),
                ("COLORFGBG", "0;15"),
                ("NO_COLOR", "1"),
                ("TERM", "dumb"),
            ])
            .envs([("COLUMNS", "40"), ("TEARDOWN_REDUCED_MOTION", "1")])
            .stdin(Stdio::null())
            .output()
            .expect("the binary runs");
        assert!(output.status.success(), "{extension}: {}", stderr(&output));
        let there =
            fs::read_to_string(folder.path().join(format!("b.{extension}"))).expect("is written");
        assert!(here == there, "{extension} differs");
        // The still shows the end, where the call is over; everything else tells of the call.
        assert!(
            here.contains(if extension == "svg" { "store-A" } else { "StoreLogoff" }),
            "{extension}"
        );
    }
}

/// Header, output and markers of a cast.
fn cast(text: &str) -> (Value, Vec<(u64, String, String)>) {
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
    let mut parser = vt100::Parser::new(30, 100, 0);
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
        (&2.into(), &100.into(), &30.into())
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
    let beats = crate::timeline(RUN).beats().len() - 1;
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
    assert_eq!((&header["version"], &header["term"]["cols"]), (&3.into(), &100.into()));
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
fn size_theme_and_language_reach_the_picture() {
    let dark = record("a.svg", &[RUN]);
    let light = record("a.svg", &[RUN, "--theme", "light"]);
    assert!(dark.contains("viewBox=\"0 0 900 570\"") && dark != light);
    assert!(record("a.svg", &[RUN, "--size", "60x20"]).contains("viewBox=\"0 0 540 380\""));
    let portuguese = record("a.svg", &[RUN, "--lang", "pt-BR"]);
    assert!(portuguese.contains("Tabela de status"), "{portuguese}");
    assert!(!record("a.svg", &[RUN, "--ascii"]).contains('…'));
}

#[test]
fn pictures_are_well_formed() {
    for arguments in [
        &[RUN][..],
        &[RUN, "--at", "5"],
        &[RUN, "--at", "StoreLogoff"],
        &[RUN, "--animate"],
        &["release"],
    ] {
        is_well_formed(&record("a.svg", arguments));
    }
    let start = record("a.svg", &[RUN, "--at", "0"]);
    assert!(start.contains(">beat 0 of") || start.contains("beat 0 of"), "{start}");
    assert_ne!(start, record("a.svg", &[RUN]));
}

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
    // The template: a scene with a question for 60 seconds, one with a text for 20.
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
    assert!(of_cards.abs_diff(80_000) < 10, "both scenes, and all their parts: {of_cards}");
    assert!(
        frames.iter().filter(|it| it["scene"] == "").all(|it| time(it) == 1000 || time(it) == 3000),
        "beats"
    );
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
        crate::timeline(RUN).beats().len()
    );
    assert!(rest.contains("ArrowRight"));
    for frame in frames {
        assert_eq!(frame["rows"].as_array().expect("rows").len(), 30);
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
fn the_diagram_names_everybody_before_they_speak() {
    for word in [RUN, LESSON, "session-logoff", "fast-shutdown"] {
        let text = record("a.mmd", &[word]);
        let mut lines = text.lines().skip_while(|line| *line != "sequenceDiagram").skip(1);
        let mut known = BTreeSet::new();
        let mut arrows = 0;
        for line in lines.by_ref() {
            let line = line.trim();
            if let Some(participant) = line.strip_prefix("participant ") {
                known.insert(participant.split(' ').next().expect("a name").to_owned());
                continue;
            }
            let (who, said) = line.split_once(": ").expect("somebody says something");
            assert!(
                !said.contains(';') || said.split(';').rev().skip(1).all(|part| part.contains('#')),
                "{line}"
            );
            let who = who.strip_prefix("Note over ").unwrap_or(who);
            for name in who.split("-->>").flat_map(|part| part.split("->>")) {
                assert!(known.contains(name), "{name} in {line}");
            }
            arrows += usize::from(line.contains("->>"));
        }
        assert!(known.len() > 2 && arrows > 4, "{text}");
    }
}

#[test]
fn the_markdown_has_scenes_ledgers_and_pages() {
    let text = record("a.md", &[LESSON]);
    assert!(text.starts_with("# The orderly logoff\n"));
    assert!(text.contains("\n### symptom\n") && text.contains("](https://learn.microsoft.com/"));
    assert_eq!(text.matches("```text").count(), 8, "four ledgers at the start, four at the end");
    let portuguese = record("a.md", &[LESSON, "--lang", "pt-BR"]);
    assert!(portuguese.starts_with("# O logoff ordenado\n"));
}

#[test]
fn json_is_one_list_of_the_lines_of_a_replay() {
    let list: Vec<Value> = serde_json::from_str(&record("a.json", &[RUN])).expect("JSON");
    let output = teardown(&["replay", RUN, "--format", "jsonl"]);
    let lines: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(list, lines);
}

#[test]
fn a_broken_rule_shows_in_the_exit_code_and_the_file_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.md");
    let output =
        teardown(&["record", "store-logoff", "--bug", "PB4", "-o", file.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(fs::read_to_string(file).expect("is written").contains("> **INV"));
}

fn left_in(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn what_makes_no_sense_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let wrong: [(&str, &[&str], &str); 9] = [
        ("a.gif", &[], ".txt, .md, .json, .mmd, .cast, .svg, .html"),
        ("a", &[], ".txt"),
        ("a.svg", &["--size", "0x0"], "0x0"),
        ("a.svg", &["--size", "9000x9000"], "500x200"),
        ("a.cast", &["--speed", "0"], "0.1"),
        ("a.cast", &["--animate"], ".svg only"),
        ("a.svg", &["--cast-version", "3"], ".cast only"),
        ("a.svg", &["--at", "NoSuchMethod"], "NoSuchMethod"),
        ("a.svg", &["--at", "99999"], "no step 99999"),
    ];
    for (name, more, said) in wrong {
        let file = path(name);
        let mut arguments = vec!["record", RUN, "-o", &file];
        arguments.extend_from_slice(more);
        let output = teardown(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    assert_eq!(left_in(folder.path()), Vec::<String>::new());
}

#[test]
fn a_failure_to_write_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    for name in ["folder", "folder.svg"] {
        fs::create_dir(path(name)).expect("a folder");
    }
    for file in [path("folder"), path("folder.svg"), path("missing/a.svg")] {
        let output = teardown(&["record", RUN, "-o", &file]);
        assert_eq!(output.status.code(), Some(74), "{file}: {}", stderr(&output));
        assert!(stderr(&output).contains(&file), "{}", stderr(&output));
        assert!(!stderr(&output).contains("at path"), "{}", stderr(&output));
    }
    fs::write(path("mine.txt"), "mine").expect("is written");
    let mut permissions = fs::metadata(path("mine.txt")).expect("is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path("mine.txt"), permissions).expect("is protected");
    assert_eq!(teardown(&["record", RUN, "-o", &path("mine.txt")]).status.code(), Some(74));
    assert_eq!(fs::read_to_string(path("mine.txt")).expect("is there"), "mine");
    let mut left = left_in(folder.path());
    left.sort();
    assert_eq!(left, ["folder", "folder.svg", "mine.txt"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.cast");
    std::os::unix::fs::symlink("/dev/full", &file).expect("a link");
    for target in ["/dev/full", file.to_str().expect("UTF-8")] {
        let output = teardown(&["record", RUN, "-o", target]);
        assert_eq!(output.status.code(), Some(74), "{target}: {}", stderr(&output));
    }
    assert_eq!(left_in(folder.path()), ["a.cast"]);
}

#[test]
fn a_file_is_replaced_as_a_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    fs::write(&file, "x".repeat(1 << 20)).expect("is written");
    let output = teardown(&["record", RUN, "-o", file.to_str().expect("UTF-8")]);
    assert!(output.status.success());
    assert!(!fs::read_to_string(&file).expect("is there").contains("xxxx"));
    assert_eq!(left_in(folder.path()), ["a.txt"]);
}

#[test]
fn every_line_of_every_path_fits_the_published_schema() {
    let schema = teardown(&["schema", "--of", "run"]);
    let schema: Value = serde_json::from_slice(&schema.stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let list = |name: &str| -> Vec<Value> {
        serde_json::from_slice(&teardown(&[name, "--format", "json"]).stdout).expect("a list")
    };
    let paths =
        list("paths").into_iter().map(|path| path["id"].as_str().expect("an id").to_owned());
    let bugs = list("bugs").into_iter().map(|bug| bug["run"].as_str().expect("a run").to_owned());
    let lessons =
        list("lessons").into_iter().map(|lesson| lesson["id"].as_str().expect("an id").to_owned());
    let mut kinds = BTreeSet::new();
    for run in paths.chain(bugs).chain(lessons) {
        let output = teardown(&["replay", &run, "--format", "jsonl"]);
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let line: Value = serde_json::from_str(line).expect("JSON");
            assert!(validator.is_valid(&line), "{run}: {line}");
            if kinds.insert(line["event"].as_str().unwrap_or("frame").to_owned()) {
                let mut more = line;
                more["surprise"] = Value::from(1);
                assert!(!validator.is_valid(&more), "a key too many: {more}");
            }
        }
    }
    assert!(kinds.len() > 15, "{kinds:?}");
    for wrong in [
        r#"{"step":1,"thread":"a","depth":0,"event":"row-removed"}"#,
        r#"{"step":1,"thread":"a","depth":0,"event":"row-removed","row":"R4","colour":"red"}"#,
        r#"{"end":true,"verdict":"fine","violations":[],"final":{}}"#,
    ] {
        assert!(!validator.is_valid(&serde_json::from_str(wrong).expect("JSON")), "{wrong}");
    }
}

/// What a shell with a small limit on the size of files gets: as on a disk that fills up half-way.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let code = "ulimit -f 8; \"$0\" record 02 --lang en -o big.html";
    let output = Command::new("bash")
        .args(["-c", code, BINARY])
        .current_dir(folder.path())
        .output()
        .expect("bash runs");
    assert_eq!(output.status.code(), Some(74), "{}", stderr(&output));
    assert!(stderr(&output).contains("big.html cannot be written"), "{}", stderr(&output));
    assert_eq!(left_in(folder.path()), Vec::<String>::new());
}
