//! Files and dependencies: how long, how wide, how they begin, and nothing that is not used.

use std::fs;

use super::source::{is_test, root, sources, written};

#[test]
fn files_are_short_narrow_and_say_why_they_exist() {
    const LONGEST: usize = 400;
    const WIDEST: usize = 100;
    let mut wrong = Vec::new();
    let files = written();
    assert!(files.len() > 300, "{}", files.len());
    for (name, text) in &files {
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{name}: {lines} lines"));
        }
        let wide = (1..).zip(text.lines()).filter(|(_, line)| line.chars().count() > WIDEST);
        wrong.extend(wide.map(|(number, _)| format!("{name}:{number} is too wide")));
        if name.starts_with("src/") && name.ends_with("/mod.rs") {
            wrong.push(format!("{name}: a module with a folder is folder.rs beside it"));
        }
        if !text.trim_start_matches("#![no_main]").trim_start().starts_with("//!") {
            wrong.push(format!("{name} does not open with //!"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let main = fs::read_to_string(root().join("src/main.rs")).expect("is there");
    assert!(main.lines().count() < 20);
}

/// The map of the code names each file of a ring, by its own name or by that of a type in it.
#[test]
fn the_map_of_the_code_is_whole() {
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("is there");
    let (_, map) = document.split_once("## Code map").expect("is there");
    let (map, _) = map.split_once("\n## ").expect("more follows");
    let in_map: Vec<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let mut missing = Vec::new();
    // A subcommand is its file.
    for source in sources().iter().filter(|it| !is_test(it) && it.module != "command") {
        let parts: Vec<&str> = source.name.trim_end_matches(".rs").split('/').collect();
        let [ring, file] = parts[..] else { continue };
        let names = |name: &str| name == file || name.to_lowercase() == file.replace('_', "");
        if !in_map.iter().any(|name| names(name)) {
            missing.push(format!("{ring}/{file}"));
        }
    }
    assert!(in_map.len() > 200 && missing.is_empty(), "{missing:?}");
}

#[test]
fn every_dependency_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("is there");
    let texts: Vec<String> = written()
        .into_iter()
        .filter_map(|(name, text)| (!name.starts_with("fuzz/")).then_some(text))
        .collect();
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
