//! The rings and their bans, read from the source: which module may import which, and which names
//! may not stand where.

mod circles;
mod files;
mod floors;
mod names;
mod source;

use std::fs;

use source::{files_under, imports, is_test, root, sources};

/// The modules from the inside to the outside. A module imports from those before it, and from its
/// own.
const RINGS: [&[&str]; 10] = [
    &["mapi", "text", "diagnostic"],
    &["yaml"],
    &["sim"],
    &["words"],
    &["scenario", "explore", "narrate", "file"],
    &["lesson", "compare", "log"],
    &["run", "workshop", "workbench"],
    &["tui"],
    &["headless"],
    &["cli", "command"],
];

/// Modules of one ring that may still see each other, in this direction.
const ALSO: [(&str, &str); 9] = [
    ("diagnostic", "text"),
    ("mapi", "diagnostic"),
    ("words", "text"),
    ("explore", "scenario"),
    ("command", "cli"),
    ("narrate", "scenario"),
    ("lesson", "compare"),
    ("log", "compare"),
    ("lesson", "log"),
];

/// Words of the machine that happen to be names of the outside too: a thread, and what may become
/// of a message.
const SHARED: [&str; 2] = ["other-process", "deferred"];

/// What rings 0 to 3 may not have: clocks, files, threads, chance, and maps whose order varies.
const IMPURE: [&str; 8] = [
    "std::time",
    "std::fs",
    "std::thread",
    "std::net",
    "std::process",
    "rand::",
    "HashMap",
    "HashSet",
];

fn ring_of(module: &str) -> Option<usize> {
    RINGS.iter().position(|ring| ring.contains(&module))
}

#[test]
fn imports_in_every_form_are_seen() {
    let code =
        "use crate::{sim::{State, Event}, text::Lang};\nlet x = crate::words::Words::of(lang);";
    assert_eq!(imports(code), ["sim", "text", "words"]);
}

#[test]
fn arrows_point_inwards() {
    let mut wrong = Vec::new();
    for source in
        sources().iter().filter(|source| !matches!(source.module.as_str(), "lib" | "main"))
    {
        let Some(ring) = ring_of(&source.module) else {
            wrong.push(format!("{}: module {} belongs to no ring", source.name, source.module));
            continue;
        };
        for target in imports(&source.code) {
            let allowed = target == source.module
                || ALSO.contains(&(source.module.as_str(), target.as_str()))
                || ring_of(&target).is_none_or(|other| other < ring);
            if !allowed {
                wrong.push(format!("{} imports {target}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_header_names_the_ring_that_it_is_in() {
    let mut named = 0;
    for path in files_under(&root().join("src")) {
        let text = fs::read_to_string(&path).expect("is text");
        let Some(number) = text.strip_prefix("//! Ring ").and_then(|rest| rest.split(':').next())
        else {
            continue;
        };
        let relative = path
            .strip_prefix(root().join("src"))
            .expect("under src")
            .to_string_lossy()
            .replace('\\', "/");
        let module =
            relative.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        assert_eq!(number.parse().ok(), ring_of(&module), "{relative}");
        named += 1;
    }
    assert!(named > 4);
}

#[test]
fn inner_rings_are_pure() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(source)) {
        let pure = [
            "mapi",
            "sim",
            "scenario",
            "text",
            "diagnostic",
            "yaml",
            "narrate",
            "words",
            "compare",
        ]
        .contains(&source.module.as_str());
        let banned: Vec<&str> = IMPURE.into_iter().filter(|_| pure).collect();
        let yaml = (source.module == "sim" || source.module == "mapi").then_some("serde_yaml");
        let screen = (pure || source.module == "lesson").then_some(["ratatui", "crossterm"]);
        for name in banned.into_iter().chain(yaml).chain(screen.into_iter().flatten()) {
            if source.code.contains(name) {
                wrong.push(format!("{} has {name}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_machine_names_no_path_provider_bug_or_reading() {
    use mapi_teardown::scenario::catalogue;
    let presets = catalogue::option("provider")
        .expect("there are providers")
        .values
        .iter()
        .map(|value| value.id.as_str());
    let ids: Vec<&str> = catalogue::paths()
        .iter()
        .map(|path| path.id.as_str())
        .chain(catalogue::bugs().iter().map(|bug| bug.id.as_str()))
        .chain(catalogue::readings().iter().map(|reading| reading.id.as_str()))
        .chain(presets)
        .filter(|id| !SHARED.contains(id))
        .collect();
    assert!(ids.len() > 60);
    let mut wrong = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| matches!(source.module.as_str(), "sim" | "mapi") && !is_test(source))
    {
        let quoted = source.code.split('"').skip(1).step_by(2);
        for text in quoted {
            wrong.extend(
                ids.iter()
                    .filter(|id| **id == text)
                    .map(|id| format!("{} names {id}", source.name)),
            );
        }
        let words = source.code.split(|c: char| !c.is_alphanumeric() && c != '_');
        let numbered =
            words.filter(|word| ids.contains(word) && word.ends_with(|c: char| c.is_ascii_digit()));
        wrong.extend(numbered.map(|word| format!("{} names {word}", source.name)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
