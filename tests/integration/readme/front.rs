//! The README as a front page: short, with links that lead somewhere, figures and a picture that
//! are those of the program.

use std::fs;
use std::path::Path;

use mapi_teardown::lesson::library::INDEX;
use mapi_teardown::scenario::Scenario;
use mapi_teardown::scenario::catalogue;
use mapi_teardown::sim::rules::RULES;

use super::generated::{generated, updates};
use super::{document, documents, root};
use crate::harness::{command_in, stderr};

/// The README is a front page; what is longer belongs to the documents under `docs`.
#[test]
fn it_is_short() {
    let lines = document("README.md").lines().count();
    assert!(lines <= 170, "{lines} lines");
}

#[test]
fn the_lessons_are_those_of_the_program() {
    let mut table = "| | lesson | minutes |\n|---|---|---|\n".to_owned();
    for lesson in INDEX {
        table.push_str(&format!(
            "| `{}` | {} | {} |\n",
            &lesson.id[..2],
            lesson.en,
            lesson.minutes
        ));
    }
    generated("README.md", "lessons", &table);
}

/// The lessons of the core path are named in one line, with the minutes that they take together.
#[test]
fn the_core_path_takes_an_hour() {
    let text = document("README.md");
    let line = text.lines().find(|line| line.starts_with("**The core**")).expect("a line");
    let named: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
    let minutes = |number: &&str| {
        let lesson = INDEX.iter().find(|lesson| lesson.id.split('-').next() == Some(*number));
        lesson.unwrap_or_else(|| panic!("there is no lesson {number}")).minutes
    };
    let sum: u32 = named.iter().map(minutes).sum();
    assert!(named.len() > 4 && (50..=70).contains(&sum), "{named:?}: {sum} minutes");
    assert!(line.contains(&format!("{sum} minutes")), "{sum} minutes: {line}");
}

#[test]
fn the_figures_are_those_of_the_program() {
    let text = document("README.md").replace('\n', " ");
    for figure in [
        format!("{} rules", RULES.len()),
        format!("{} bugs", Scenario::bugs().len()),
        format!("{} points", catalogue::readings().len()),
    ] {
        assert!(text.contains(&figure), "{figure}");
    }
}

#[test]
fn the_picture_is_what_the_program_draws() {
    let text = document("README.md");
    let script =
        fs::read_to_string(root().join("assets/pictures/answer.script")).expect("a script");
    assert!(script.contains("theme dark\n"));
    for theme in ["dark", "light"] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(
            folder.path().join("answer.script"),
            script.replace("theme dark", &format!("theme {theme}")),
        )
        .expect("is written");
        let output =
            command_in(folder.path(), &["script", "answer.script"]).output().expect("it runs");
        assert!(output.status.success(), "{}", stderr(&output));
        let drawn = fs::read_to_string(folder.path().join("answer.svg")).expect("a picture");
        let name = format!("assets/pictures/answer-{theme}.svg");
        assert!(text.contains(&name), "the README shows {name}");
        let path = root().join(&name);
        let known = fs::read_to_string(&path).unwrap_or_default();
        if updates() && known != drawn {
            fs::write(path, drawn).expect("is written");
            continue;
        }
        assert!(
            known == drawn,
            "{name}: README_UPDATE=1 cargo test readme -- --test-threads=1 draws it again"
        );
    }
}

/// Where the links and pictures of a text lead to.
fn links(text: &str) -> Vec<&str> {
    let outside = text.split("```").step_by(2);
    let targets = |part: &'static str, end: char| {
        outside.clone().flat_map(move |text| {
            text.split(part).skip(1).filter_map(move |rest| Some(rest.split_once(end)?.0))
        })
    };
    targets("](", ')').chain(targets("src=\"", '"')).chain(targets("srcset=\"", '"')).collect()
}

/// The names by which the headings of a text can be linked to.
fn anchors(text: &str) -> Vec<String> {
    let outside: String = text.split("```").step_by(2).collect();
    let headings = outside.lines().filter(|line| line.starts_with('#'));
    let name = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        words.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
    };
    headings.map(name).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut tried = 0;
    for (name, text) in documents() {
        for link in links(&text) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let folder = Path::new(&name).parent().expect("is in a folder");
            let target = if file.is_empty() { name.clone().into() } else { folder.join(file) };
            let target = root().join(target);
            assert!(target.exists(), "{name}: {link}");
            if !anchor.is_empty() {
                let text = fs::read_to_string(target).expect("is text");
                assert!(anchors(&text).iter().any(|it| it == anchor), "{name}: {link}");
            }
            tried += 1;
        }
    }
    assert!(tried > 20, "only {tried} links were found");
}
