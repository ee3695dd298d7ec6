//! The rings and their bans, read from the source: which module may import which, and which names may not stand where.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the inside to the outside. A module imports from those before it, and from its own.
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

/// Words of the machine that happen to be names of the outside too: a thread, and what may become of a message.
const SHARED: [&str; 2] = ["other-process", "deferred"];

/// What rings 0 to 3 may not have: clocks, files, threads, chance, and maps whose order varies.
const IMPURE: [&str; 8] = ["std::time", "std::fs", "std::thread", "std::net", "std::process", "rand::", "HashMap", "HashSet"];

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
            let name = path.strip_prefix(&base).expect("under src").to_string_lossy().replace('\\', "/");
            let module = name.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).expect("is text");
            let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or("");
            let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
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

/// The modules that a text names as `crate::module`, also in lists: `use crate::{sim::State, text::Lang}`.
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
            found.extend(flat.split(',').map(|item| item.trim().split("::").next().unwrap_or("").to_owned()));
        } else {
            found.push(after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|name| !name.is_empty() && name.starts_with(|c: char| c.is_lowercase()));
    found
}

#[test]
fn imports_in_every_form_are_seen() {
    let code = "use crate::{sim::{State, Event}, text::Lang};\nlet x = crate::words::Words::of(lang);";
    assert_eq!(imports(code), ["sim", "text", "words"]);
}

#[test]
fn arrows_point_inwards() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !matches!(source.module.as_str(), "lib" | "main")) {
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
fn inner_rings_are_pure() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(source)) {
        let pure = ["mapi", "sim", "scenario", "text", "diagnostic", "yaml", "narrate", "words", "compare"]
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
    let presets = catalogue::option("provider").expect("there are providers").values.iter().map(|value| value.id.as_str());
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
    for source in sources().iter().filter(|source| matches!(source.module.as_str(), "sim" | "mapi") && !is_test(source)) {
        let quoted = source.code.split('"').skip(1).step_by(2);
        for text in quoted {
            wrong.extend(ids.iter().filter(|id| **id == text).map(|id| format!("{} names {id}", source.name)));
        }
        let words = source.code.split(|c: char| !c.is_alphanumeric() && c != '_');
        let numbered = words.filter(|word| ids.contains(word) && word.ends_with(|c: char| c.is_ascii_digit()));
        wrong.extend(numbered.map(|word| format!("{} names {word}", source.name)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_short_and_say_why_they_exist() {
    const LONGEST: usize = 500;
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
