//! Parts of the documents that are made from the program.

use std::fs;

use mapi_teardown::scenario::{OPTIONS, RunOptions};
use mapi_teardown::text::Lang;
use mapi_teardown::tui;
use mapi_teardown::tui::keymap::{BINDINGS, GROUPS, Key};
use mapi_teardown::tui::message::Message;
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{Depth, Settings, Start};
use mapi_teardown::words::Words;

use super::{readme, root};
use crate::harness::screen::{picture, press_key};

/// The rows of the table between two marks, as cells.
fn rows(text: &str, mark: &str) -> Vec<Vec<String>> {
    let part = between(text, mark);
    let cells = |line: &str| {
        line.trim().trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()
    };
    part.lines().filter(|line| line.starts_with('|')).skip(2).map(cells).collect()
}

/// What stands between `<!-- mark -->` and `<!-- /mark -->`.
fn between<'a>(text: &'a str, mark: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("<!-- {mark} -->\n")).expect("the mark begins");
    rest.split_once(&format!("<!-- /{mark} -->")).expect("the mark ends").0
}

/// Compares a generated part of the README, or writes it anew.
fn generated(mark: &str, wanted: &str) {
    let text = readme();
    let known = between(&text, mark);
    if std::env::var_os("README_UPDATE").is_some() && known != wanted {
        let (begin, end) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
        let new = text.replace(&format!("{begin}{known}{end}"), &format!("{begin}{wanted}{end}"));
        fs::write(root().join("README.md"), new).expect("is written");
        return;
    }
    assert_eq!(
        known, wanted,
        "README_UPDATE=1 cargo test readme -- --test-threads=1 writes it anew"
    );
}

#[test]
fn the_options_are_those_of_the_program() {
    let rows = rows(&readme(), "options");
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
    generated("keys", &table);
}

#[test]
fn the_picture_is_what_the_stage_draws() {
    let (columns, rows) = (120, 36);
    let settings = Settings {
        reduced_motion: true,
        depth: Depth::True,
        ..Settings::from_environment(Lang::En)
    };
    let options = RunOptions::parse("store-logoff:world=busy").expect("a run");
    let mut model = tui::model(Start::Run(options), &settings);
    update(&mut model, Message::Resize(columns, rows));
    // The next change of the status table, until the store's own row goes.
    let row_is_there = |model: &tui::Model| {
        let stage = model.stage().expect("a run");
        let (state, program) = (stage.timeline.state(), stage.timeline.machine().program());
        state.rows.iter().any(|row| row.present && program.names.text(row.name) == "R4")
    };
    for _ in 0..20 {
        if row_is_there(&model) {
            press_key(&mut model, Key::Char('1'));
        }
    }
    assert!(!row_is_there(&model));
    generated("stage", &format!("```text\n{}\n```\n", picture(&model)));
}
