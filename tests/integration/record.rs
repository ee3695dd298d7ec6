//! Recordings as files: the real binary, every format read back, the same bytes everywhere, and
//! nothing left behind by a failure.

mod answers;
mod browser;
mod cast;
mod diagram;
mod page;
mod pixels;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::harness::{BINARY, command, stderr, teardown};
use mapi_teardown::run;
use mapi_teardown::sim::Timeline;
use serde_json::Value;

const RUN: &str = "store-logoff:world=plain,flag=orderly";
const LESSON: &str = "02-orderly-logoff";
const EXTENSIONS: [&str; 7] = ["txt", "md", "json", "mmd", "cast", "svg", "html"];

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
        let output =
            command(&["record", LESSON, "--lang", "pt-BR", "-o", &format!("b.{extension}")])
                .current_dir(folder.path())
                .envs([
                    ("LC_ALL", "pt_BR.UTF-8"),
                    ("TZ", "Asia/Kathmandu"),
                    ("COLORFGBG", "0;15"),
                    ("NO_COLOR", "1"),
                    ("TERM", "dumb"),
                ])
                .envs([("COLUMNS", "40"), ("TEARDOWN_REDUCED_MOTION", "1")])
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

#[test]
fn size_theme_and_language_reach_the_picture() {
    let dark = record("a.svg", &[RUN]);
    let light = record("a.svg", &[RUN, "--theme", "light"]);
    assert!(dark.contains("viewBox=\"0 0 1080 684\"") && dark != light);
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
        ("a.bmp", &[], ".txt, .md, .json, .mmd, .cast, .svg, .html, .png, .gif"),
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

#[test]
fn the_last_row_of_a_recording_tells_what_happens_and_names_no_key() {
    for (lang, place) in [("en", "step 30 of 79"), ("pt-BR", "passo 30 de 79")] {
        let options = ["release:world=plain", "--lang", lang, "--at", "30"];
        let picture = record("a.svg", &options);
        let last = picture.rsplit("<text").next().unwrap_or("");
        assert!(picture.contains(place), "{last}");
        for key in ["Space", "quit", "sair", "F1"] {
            assert!(!last.contains(key), "{key}: {last}");
        }
    }
}
