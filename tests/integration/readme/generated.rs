//! Tables of the documents that are made from the program, or compared with it.

use std::fs;

use mapi_teardown::scenario::OPTIONS;
use mapi_teardown::text::Lang;
use mapi_teardown::tui::keymap::{BINDINGS, GROUPS};
use mapi_teardown::words::Words;

use super::{document, root};

/// The rows of the table between two marks, as cells.
fn rows(text: &str, mark: &str) -> Vec<Vec<String>> {
    let part = between(text, mark);
    let cells = |line: &str| {
        line.trim().trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()
    };
    part.lines().filter(|line| line.starts_with('|')).skip(2).map(cells).collect()
}

/// The text between `<!-- mark -->` and `<!-- /mark -->`.
fn between<'a>(text: &'a str, mark: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("<!-- {mark} -->\n")).expect("the mark begins");
    rest.split_once(&format!("<!-- /{mark} -->")).expect("the mark ends").0
}

/// Whether the documents are written instead of compared.
pub fn updates() -> bool {
    std::env::var_os("README_UPDATE").is_some()
}

/// Compares a generated part of a document, or writes it.
pub fn generated(name: &str, mark: &str, wanted: &str) {
    let text = document(name);
    let known = between(&text, mark);
    if updates() && known != wanted {
        let (begin, end) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
        let new = text.replace(&format!("{begin}{known}{end}"), &format!("{begin}{wanted}{end}"));
        fs::write(root().join(name), new).expect("is written");
        return;
    }
    assert_eq!(
        known, wanted,
        "{name}: README_UPDATE=1 cargo test readme -- --test-threads=1 writes it"
    );
}

#[test]
fn the_options_are_those_of_the_program() {
    let rows = rows(&document("docs/reference.md"), "options");
    let keys: Vec<String> = rows
        .iter()
        .map(|cells| cells[0].trim_matches('`').trim_start_matches("--").to_owned())
        .collect();
    assert_eq!(keys, OPTIONS.iter().map(|spec| spec.key.to_owned()).collect::<Vec<_>>());
    for (spec, cells) in OPTIONS.iter().zip(&rows) {
        let is_switch = spec.values == ["no", "yes"];
        let named: Vec<&str> = cells[1].split('`').skip(1).step_by(2).collect();
        assert!(
            is_switch || spec.values.is_empty() || named == spec.values,
            "{}: {named:?}",
            spec.key
        );
        assert_eq!(cells[2].contains("repeatable"), spec.repeatable, "{}", spec.key);
    }
}

#[test]
fn the_keys_are_those_of_the_program() {
    let words = Words::of(Lang::En);
    let mut table = "| keys | |\n|---|---|\n".to_owned();
    for group in GROUPS {
        table.push_str(&format!("| **{}** | |\n", words.text(group.text())));
        let mut told: Vec<(Vec<String>, String)> = Vec::new();
        for binding in BINDINGS.iter().filter(|binding| binding.group == group) {
            let keys: Vec<String> =
                binding.keys.iter().map(|key| format!("`{}`", key.name(false))).collect();
            let text = words.text(&format!("{}-help", binding.text));
            if told
                .iter()
                .any(|(known, same)| *same == text && keys.iter().all(|key| known.contains(key)))
            {
                continue;
            }
            table.push_str(&format!("| {} | {text} |\n", keys.join(" ")));
            told.push((keys, text));
        }
    }
    generated("docs/keys.md", "keys", &table);
}
