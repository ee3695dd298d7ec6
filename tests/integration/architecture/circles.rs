//! No two files of a room need each other, by way of others either: what a file imports can be read
//! before it.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{is_test, sources};

/// Folders of `src` whose files form no circle.
const ROOMS: [&str; 13] = [
    "mapi",
    "yaml",
    "sim",
    "words",
    "scenario",
    "explore",
    "narrate",
    "lesson",
    "compare",
    "workbench",
    "workshop",
    "headless",
    "command",
];

/// The paths that a `use` names, its braces opened.
fn paths(text: &str, before: &str, found: &mut Vec<String>) {
    let text = text.trim();
    let Some((head, rest)) = text.split_once('{') else {
        found.push(format!("{before}{text}"));
        return;
    };
    let before = format!("{before}{head}");
    let (mut depth, mut from) = (0, 0);
    let inner = rest.trim_end().trim_end_matches('}').to_owned() + ",";
    for (at, letter) in inner.char_indices() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        if letter == ',' && depth == 0 {
            if !inner[from..at].trim().is_empty() {
                paths(&inner[from..at], &before, found);
            }
            from = at + 1;
        }
    }
}

/// The paths that a file names: in its `use`, and in full elsewhere.
fn named(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for line in code.split(';') {
        if let Some(at) = line.rfind("use ").filter(|at| !line[..*at].ends_with(is_word)) {
            paths(&line[at + 4..], "", &mut found);
        }
        for start in ["crate::", "super::"] {
            for (at, _) in line.match_indices(start) {
                let path: String = line[at..].chars().take_while(|c| is_word(*c)).collect();
                // What stands before a brace is no path of its own.
                if !line[..at].ends_with(is_word) && !path.ends_with(':') {
                    found.push(path);
                }
            }
        }
    }
    found
}

/// The file that a path leads to from a module, if it is one of these.
fn target<'a>(from: &str, path: &str, files: &'a BTreeSet<String>) -> Option<&'a String> {
    let mut at: Vec<&str> = from.split("::").collect();
    let mut parts = path.split("::").map(str::trim).peekable();
    if parts.next_if_eq(&"crate").is_some() {
        at.clear();
    }
    while parts.next_if_eq(&"super").is_some() {
        at.pop();
    }
    at.extend(parts.filter(|part| *part != "self"));
    while !at.is_empty() {
        if let Some(file) = files.get(&at.join("::")) {
            return Some(file);
        }
        at.pop();
    }
    None
}

#[test]
fn paths_in_every_form_lead_to_their_file() {
    let files = BTreeSet::from(["a", "a::b", "a::b::c", "a::d"].map(str::to_owned));
    let to = |path| target("a::d", path, &files).map(String::as_str);
    assert_eq!(to("super::b::c::X"), Some("a::b::c"));
    assert_eq!(to("super::b::Z"), Some("a::b"));
    assert_eq!(to("crate::a::T"), Some("a"));
    assert_eq!(
        named("use super::b::{c::{X, Y}, Z};"),
        ["super::b::c::X", "super::b::c::Y", "super::b::Z"]
    );
}

#[test]
fn files_of_a_room_form_no_circle() {
    let mut arrows = 0;
    for room in ROOMS {
        let code: BTreeMap<String, String> = sources()
            .into_iter()
            .filter(|source| source.module == room && !is_test(source))
            .map(|source| (source.name.trim_end_matches(".rs").replace('/', "::"), source.code))
            .collect();
        let files: BTreeSet<String> = code.keys().cloned().collect();
        let mut left: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
        for (file, code) in &code {
            let all = named(code);
            let needs = all.iter().filter_map(|path| target(file, path, &files));
            left.insert(file, needs.filter(|other| *other != file).collect());
        }
        arrows += left.values().map(BTreeSet::len).sum::<usize>();
        // What needs nothing that is left can be taken away; what remains is circles, and what
        // needs them.
        while let Some(free) = left.iter().find(|(_, needs)| needs.is_empty()).map(|(it, _)| *it) {
            left.remove(free);
            for needs in left.values_mut() {
                needs.remove(free);
            }
        }
        assert!(left.is_empty(), "{room}: {left:#?}");
    }
    assert!(arrows > 400, "{arrows} arrows");
}
