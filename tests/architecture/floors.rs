//! Inside `tui`: floors that are built on each other, and what only one of them may have.

use super::source::{Source, sources};

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
