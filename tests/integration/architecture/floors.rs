//! Inside `tui`: floors that are built on each other, and what only one of them may have.

use super::source::{Source, is_test, sources};

/// The floors of `tui`, from the inside to the outside. A floor imports from those before it, and
/// from its own.
const FLOORS: [&str; 7] = ["model", "content", "keymap", "view", "update", "runtime", "plain"];

/// What is outside of the program, and the modules (of `tui`, the floors) that may have it.
const OUTSIDE: [(&str, &[&str]); 10] = [
    ("crossterm", &["tui/runtime", "command"]),
    ("io::stdin", &["tui/runtime", "command"]),
    ("io::stdout", &["tui/runtime", "command"]),
    ("signal_hook", &["tui/runtime", "command"]),
    ("Instant::now", &["tui/runtime", "workshop", "command"]),
    ("SystemTime", &["tui/runtime", "workshop", "command"]),
    ("Local::now", &["command"]),
    ("thread::sleep", &["workshop", "command"]),
    ("std::process", &["tui/runtime", "command", "file", "main"]),
    (
        "std::fs",
        &["tui/runtime", "workshop", "command", "file", "lesson/progress", "lesson/library"],
    ),
];

/// The files of `tui` with the floor that each is on; its front, `tui.rs`, is on none.
fn on_floors() -> Vec<(usize, Source)> {
    let floor = |source: &Source| {
        let room = source.name.strip_prefix("tui/")?.split('/').next()?.trim_end_matches(".rs");
        FLOORS.iter().position(|floor| *floor == room)
    };
    let whole = |mut source: Source| {
        // The file of a floor itself has the front above it.
        if source.name.matches('/').count() == 1 {
            source.code = source.code.replace("super::", "crate::tui::");
        }
        source
    };
    sources().into_iter().filter_map(|it| Some((floor(&it)?, whole(it)))).collect()
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
        let front = source.name == "tui.rs";
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
fn the_terminal_the_clock_and_files_are_at_the_edge() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for source in sources().iter().filter(|source| !is_test(source)) {
        for (name, places) in OUTSIDE.iter().filter(|(name, _)| source.code.contains(name)) {
            let is_in = |place: &&str| {
                source.name.strip_prefix(*place).is_some_and(|rest| rest.starts_with(['/', '.']))
            };
            seen += 1;
            if !places.iter().any(is_in) {
                wrong.push(format!("{} has {name}", source.name));
            }
        }
    }
    assert!(seen > 10 && wrong.is_empty(), "{seen} {wrong:#?}");
}
