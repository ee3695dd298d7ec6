//! The rings and their bans, read from the source: which module may import which, and which names
//! may not stand where.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the inside to the outside. A module imports from those before it, and from its
/// own.
const RINGS: [&[&str]; 10] = [
    &["mapi", "text", "diagnostic"],
    &["yaml"],
    &["sim"],
    &["words"],
    &["scenario", "explore", "narrate", "file"],
    &["lesson", "compare"],
    &["run", "workshop"],
    &["tui"],
    &["headless"],
    &["cli", "command"],
];

/// Modules of one ring that may still see each other, in this direction.
const ALSO: [(&str, &str); 6] = [
    ("diagnostic", "text"),
    ("mapi", "diagnostic"),
    ("words", "text"),
    ("explore", "scenario"),
    ("command", "cli"),
    ("narrate", "scenario"),
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

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten().map(|entry| entry.path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    found.sort();
    found
}

/// A source file: its module, its path, and its text without tests and comments.
struct Source {
    module: String,
    name: String,
    code: String,
    has_head: bool,
}

fn sources() -> Vec<Source> {
    let base = root().join("src");
    files_under(&base)
        .into_iter()
        .map(|path| {
            let name =
                path.strip_prefix(&base).expect("under src").to_string_lossy().replace('\\', "/");
            let module = name.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).expect("is text");
            let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or("");
            let code: Vec<&str> =
                code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            Source { module, has_head: text.starts_with("//!"), code: code.join("\n"), name }
        })
        .collect()
}

fn is_test(source: &Source) -> bool {
    source.name.ends_with("/tests.rs") || source.name.contains("/tests/")
}

fn ring_of(module: &str) -> Option<usize> {
    RINGS.iter().position(|ring| ring.contains(&module))
}

/// The modules that a text names as `crate::module`, also in lists: `use crate::{sim::State,
/// text::Lang}`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        if let Some(list) = after.strip_prefix('{') {
            let mut depth = 0;
            let list: String = list
                .chars()
                .take_while(|c| {
                    depth += match c {
                        '{' => 1,
                        '}' => -1,
                        _ => 0,
                    };
                    depth >= 0
                })
                .collect();
            let mut inner = 0;
            let flat: String = list
                .chars()
                .filter(|c| {
                    inner += i32::from(*c == '{') - i32::from(*c == '}');
                    inner == 0
                })
                .collect();
            found.extend(
                flat.split(',').map(|item| item.trim().split("::").next().unwrap_or("").to_owned()),
            );
        } else {
            found.push(after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|name| !name.is_empty() && name.starts_with(|c: char| c.is_lowercase()));
    found
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

/// The floors of `tui`, from the inside to the outside. A floor imports from those before it, and
/// from its own.
const FLOORS: [&str; 7] = ["model", "content", "keymap", "view", "update", "runtime", "plain"];

/// What only `runtime` may have: the terminal, the clock, threads and files.
const OUTSIDE: [&str; 7] = [
    "crossterm",
    "Instant::now",
    "SystemTime",
    "std::thread",
    "std::fs",
    "std::process",
    "signal_hook",
];

/// The files of `tui` with the floor that each is on; its front, `tui/mod.rs`, is on none.
fn on_floors() -> Vec<(usize, Source)> {
    let floor = |source: &Source| {
        let room = source.name.strip_prefix("tui/")?.split('/').next()?.to_owned();
        FLOORS.iter().position(|floor| *floor == room)
    };
    sources().into_iter().filter_map(|source| Some((floor(&source)?, source))).collect()
}

#[test]
fn floors_of_the_interface_stand_on_each_other() {
    let mut wrong = Vec::new();
    let files = on_floors();
    assert!(files.len() > 80, "{}", files.len());
    for (floor, source) in &files {
        // In full, so that one sees where a name comes from, and so does this test.
        if source.code.contains("super::super") {
            wrong.push(format!("{} has super::super", source.name));
        }
        for after in source.code.split("crate::tui::").skip(1) {
            let target: String =
                after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let known = FLOORS.iter().position(|floor| *floor == target);
            // What is on no floor is the front's, which only the two outermost see.
            let allowed = known.map_or(*floor >= 5, |known| known <= *floor);
            if !allowed {
                wrong.push(format!("{} imports {target}", source.name));
            }
        }
    }
    for source in sources().iter().filter(|source| source.module == "tui") {
        let front = source.name == "tui/mod.rs";
        if !front && !files.iter().any(|(_, file)| file.name == source.name) {
            wrong.push(format!("{} is on no floor", source.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_floor_keeps_to_its_own() {
    let mut wrong = Vec::new();
    for (floor, source) in on_floors() {
        let mut banned: Vec<&str> = Vec::new();
        // Only `update` changes the model; the two outermost hold it.
        if floor < 4 {
            banned.push("&mut Model");
        }
        if FLOORS[floor] != "runtime" {
            banned.extend(OUTSIDE);
        }
        if source.name.starts_with("tui/content/panel/") {
            banned.extend(["model::Model", "&Model"]);
        }
        wrong.extend(
            banned
                .iter()
                .filter(|name| source.code.contains(**name))
                .map(|name| format!("{} has {name}", source.name)),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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

#[test]
fn files_are_short_and_say_why_they_exist() {
    const LONGEST: usize = 400;
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(source)) {
        let lines = source.code.lines().filter(|line| !line.trim().is_empty()).count();
        if lines > LONGEST {
            wrong.push(format!("{}: {lines} lines", source.name));
        }
        if !source.has_head {
            wrong.push(format!("{} does not open with //!", source.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let main = fs::read_to_string(root().join("src/main.rs")).expect("is there");
    assert!(main.lines().count() < 20);
}

#[test]
fn every_dependency_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("is there");
    let mut texts: Vec<String> = ["src", "tests", "benches"]
        .iter()
        .flat_map(|folder| files_under(&root().join(folder)))
        .map(|path| fs::read_to_string(path).expect("is text"))
        .collect();
    texts.push(fs::read_to_string(root().join("build.rs")).expect("is there"));
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let is_named = |name: &str| {
        texts.iter().any(|text| {
            text.match_indices(name).any(|(at, _)| {
                let after = &text[at + name.len()..];
                !text[..at].ends_with(is_part)
                    && (after.starts_with("::") || after.starts_with('!') || after.starts_with(';'))
            })
        })
    };
    let mut in_dependencies = false;
    let (mut known, mut unused) = (0, Vec::new());
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| in_dependencies) {
            known += 1;
            unused.extend((!is_named(&name.replace('-', "_"))).then(|| name.to_owned()));
        }
    }
    assert!(known > 20 && unused.is_empty(), "{known} {unused:?}");
}

#[test]
fn nothing_is_left_to_do_or_silenced() {
    let mut wrong = Vec::new();
    for source in sources() {
        for banned in ["todo!(", "unimplemented!(", "dbg!(", "allow(dead_code)", "#[ignore"] {
            if source.code.contains(banned) {
                wrong.push(format!("{} has {banned}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
