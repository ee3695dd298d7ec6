//! What the documents show, tried out: every `$ teardown …` of a `console` block is run by the real
//! binary and compared with the output under it, every `` `teardown …` `` in running text is a
//! command that works, and tables, figures and picture are those of the program.
//!
//! In a block, a line `...` stands for any lines, commands of a document run in one empty folder,
//! `> FILE` keeps the output, and a command ends with 0 unless `$ echo $?` says otherwise. A `yaml`
//! block that begins with `# name.yaml` is a file in that folder. `README_UPDATE=1 cargo test
//! --test integration readme -- --test-threads=1` writes their generated parts.

mod front;
mod generated;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::harness::command_in;

use mapi_teardown::cli::command_names;
use mapi_teardown::scenario::Scenario;

/// Words in the place of something that the reader fills in.
const PLACEHOLDERS: [&str; 10] =
    ["RUN", "FILE", "LOG", "PATH", "COMMAND", "SHELL", "A", "B", "CODE", "…"];

/// The log that documents and help texts speak of.
pub const SAMPLE: &str = include_str!("../../examples/shutdown.log");

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The documents: those beside the README, and all under `docs`.
fn documents() -> Vec<(String, String)> {
    let mut found: Vec<PathBuf> = ["", "docs"]
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).expect("a folder").flatten())
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    found.sort();
    let read = |path: PathBuf| {
        let name =
            path.strip_prefix(root()).expect("is below").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("is text"))
    };
    found.into_iter().map(read).collect()
}

fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A command of a `console` block, with what is shown under it.
#[derive(Debug)]
struct Shown {
    line: usize,
    command: String,
    output: Vec<String>,
}

/// Everything after `$` in the `console` blocks of a text.
fn shown(text: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside = false;
    let mut fresh = true;
    for (at, line) in text.lines().enumerate() {
        match (inside, line.trim_start()) {
            (false, "```console") => (inside, fresh) = (true, true),
            (true, "```") => inside = false,
            (true, _) if line.starts_with("$ ") => {
                found.push(Shown {
                    line: at + 1,
                    command: line[2..].trim().to_owned(),
                    output: Vec::new(),
                });
                fresh = false;
            }
            (true, _) => {
                assert!(!fresh, "line {}: a block begins with a command", at + 1);
                found
                    .last_mut()
                    .expect("a command came first")
                    .output
                    .push(line.trim_end().to_owned());
            }
            (false, _) => {}
        }
    }
    found
}

/// Files that a text brings along: their names and what is in them.
fn files(text: &str) -> Vec<(&str, &str)> {
    let blocks = text
        .split("\n```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("\n```").map(|(block, _)| block));
    let named = blocks.filter_map(|block| Some((block.lines().next()?.strip_prefix("# ")?, block)));
    named.filter(|(name, _)| name.ends_with(".yaml") && !name.contains('/')).collect()
}

/// The words of a command line, as every shell reads them: what is between quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(String::new()),
            c => words.last_mut().expect("is never empty").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn run(folder: &Path, arguments: &str) -> Output {
    let words = words(arguments);
    let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    command_in(folder, &arguments).output().expect("the binary runs")
}

/// Without a subcommand it is the stage, which wants a terminal unless it is told to do without.
fn is_stage(arguments: &str) -> bool {
    if arguments.contains("--plain") {
        return false;
    }
    // So are the screens of a talk.
    let names: Vec<String> = command_names()
        .into_iter()
        .filter(|name| !["present", "notes"].contains(&name.as_str()))
        .collect();
    let first = arguments.split_whitespace().next().unwrap_or("");
    !names.iter().any(|name| name == first)
        && !["--help", "--version", "-h", "-V"].iter().any(|flag| arguments.contains(flag))
}

/// The stage has understood what was asked if nothing but the terminal is missing.
fn understood(output: &Output) -> bool {
    output.status.code() == Some(2)
        && String::from_utf8_lossy(&output.stderr).contains("teardown replay")
}

/// Whether an output is the one that is shown, where `...` stands for any lines.
fn matches(wanted: &[String], lines: &[&str]) -> bool {
    match wanted {
        [] => lines.is_empty(),
        [any, rest @ ..] if any.trim() == "..." => {
            (0..=lines.len()).any(|skip| matches(rest, &lines[skip..]))
        }
        [line, rest @ ..] => {
            lines.first().is_some_and(|first| first.trim_end() == line)
                && matches(rest, &lines[1..])
        }
    }
}

#[test]
fn dots_stand_for_any_lines() {
    let wanted = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(matches(&wanted("a\n...\nd"), &["a", "b", "c", "d"]));
    assert!(matches(&wanted("...\nd\n..."), &["d"]));
    assert!(!matches(&wanted("a\n...\nc"), &["a", "b"]));
    assert!(!matches(&wanted("a"), &["a", "b"]));
}

#[test]
fn every_command_of_a_console_block_works_as_shown() {
    let mut tried = 0;
    for (name, text) in documents() {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, block) in files(&text) {
            fs::write(folder.path().join(file), block).expect("is written");
        }
        fs::write(folder.path().join("shutdown.log"), SAMPLE).expect("is written");
        let mut code = Some(0);
        let mut commands = shown(&text).into_iter().peekable();
        while let Some(Shown { line, command, output: wanted }) = commands.next() {
            let place = format!("{name}:{line}: {command}");
            if command == "echo $?" {
                assert_eq!(wanted, [code.expect("no signal").to_string()], "{place}");
                continue;
            }
            let Some(arguments) = command.strip_prefix("teardown") else {
                assert!(
                    command.starts_with("cargo ") && wanted.is_empty(),
                    "{place}: nobody tries this out"
                );
                continue;
            };
            tried += 1;
            let (arguments, file) = arguments.split_once('>').unwrap_or((arguments, ""));
            let output = run(folder.path(), arguments);
            if is_stage(arguments) {
                assert!(
                    understood(&output),
                    "{place}: {}",
                    String::from_utf8_lossy(&output.stderr)
                );
                continue;
            }
            code = output.status.code();
            let asked = commands.peek().is_some_and(|next| next.command == "echo $?");
            assert!(
                asked || code == Some(0),
                "{place} ends with {code:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            if !file.is_empty() {
                fs::write(folder.path().join(file.trim()), &output.stdout).expect("is written");
                continue;
            }
            let told = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
            let lines: Vec<&str> = told.lines().collect();
            assert!(wanted.is_empty() || matches(&wanted, &lines), "{place} says:\n{told}");
        }
    }
    assert!(tried > 20, "only {tried} commands were found");
}

/// Spans between single backticks, outside of blocks.
fn spans(text: &str) -> Vec<String> {
    let outside: Vec<&str> = text.split("```").step_by(2).collect();
    outside
        .iter()
        .flat_map(|part| part.split('`').skip(1).step_by(2))
        .map(|span| span.replace('\n', " "))
        .collect()
}

#[test]
fn every_command_in_running_text_works() {
    let mut tried: BTreeMap<String, String> = BTreeMap::new();
    for (name, text) in documents() {
        for span in spans(&text) {
            let Some(arguments) = span.strip_prefix("teardown ") else { continue };
            let filled = !arguments
                .split(['=', ' ', '[', ']', '.'])
                .any(|word| PLACEHOLDERS.contains(&word));
            if filled && !arguments.contains('>') && !arguments.contains(".yaml") {
                tried.insert(arguments.to_owned(), name.clone());
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("shutdown.log"), SAMPLE).expect("is written");
    for (arguments, name) in &tried {
        let output = run(folder.path(), arguments);
        let works = if is_stage(arguments) {
            understood(&output)
        } else {
            matches!(output.status.code(), Some(0 | 1))
        };
        assert!(works, "{name}: teardown {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(tried.len() > 20, "only {} commands were found", tried.len());
}

/// In each row of a plan that plays a lesson, the lesson has the time that it says it takes; rows
/// follow each other.
#[test]
fn the_plans_of_the_workshop_have_time_for_their_lessons() {
    for (name, text) in documents().iter().filter(|(name, _)| name.contains("workshop")) {
        let (mut lessons, mut last) = (0, 0);
        for line in text.lines().filter(|line| line.starts_with("| ")) {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let (Some(time), Some(what)) = (cells.next(), cells.next()) else { continue };
            let Some((Ok(from), Ok(until))) = time
                .split_once('–')
                .map(|(from, until)| (from.parse::<u32>(), until.parse::<u32>()))
            else {
                continue;
            };
            // The longer plan goes on before the last question of the shorter one.
            assert!(from == last || (from, last) == (41, 45), "{name}: {line}");
            last = until;
            let number = what
                .strip_prefix("lesson ")
                .or_else(|| what.strip_prefix("lição "))
                .map(|rest| &rest[..2]);
            let Some(number) = number else { continue };
            let lesson = mapi_teardown::lesson::Lesson::find(number).expect("a lesson");
            assert!(
                lesson.file.minutes.value <= until - from,
                "{name}: lesson {number} takes {}: {line}",
                lesson.file.minutes.value
            );
            lessons += 1;
        }
        assert_eq!((lessons, last), (8, 90), "{name}");
    }
}

/// Every command and every path has its line in the reference.
#[test]
fn no_command_is_forgotten() {
    let reference = document("docs/reference.md");
    for name in command_names() {
        assert!(reference.contains(&format!("| `{name}")), "{name}");
    }
    for path in Scenario::paths() {
        assert!(reference.contains(&format!("`{path}`")), "{path}");
    }
}

/// All files of the program that a document may name, with their texts.
fn program_files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> =
        ["src", "tests", "assets", "lessons", "docs", "benches", "packaging"]
            .iter()
            .map(|folder| root().join(folder))
            .collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder").flatten().map(|entry| entry.path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
    for name in ["Cargo.toml", "README.md", "CHANGELOG.md", "clippy.toml", "rustfmt.toml"] {
        found.push((format!("/{name}"), fs::read_to_string(root().join(name)).expect("is there")));
    }
    found
}

/// What the documents call by name can be searched for: a symbol in the source, or a file.
#[test]
fn names_in_the_documents_for_developers_exist() {
    let files = program_files();
    let code: Vec<&str> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".rs"))
        .map(|(_, text)| text.as_str())
        .collect();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: std::collections::BTreeSet<&str> =
        code.iter().flat_map(|text| text.split(|c| !is_word(c))).collect();
    let mut tried = 0;
    let mut missing = Vec::new();
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(name)).expect("is there");
        for span in spans(&text) {
            let is_file = span.contains('.')
                && !span.contains([' ', '*', '=', '(', ':'])
                && !span.starts_with('.');
            let is_symbol =
                span.split("::").all(|part| !part.is_empty() && part.chars().all(is_word));
            let exists = match (is_file, is_symbol) {
                (true, _) => files.iter().any(|(file, _)| file.ends_with(&format!("/{span}"))),
                (_, true) => span.split("::").all(|part| words.contains(part)),
                _ => continue,
            };
            tried += 1;
            if !exists {
                missing.push(format!("{name}: {span}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(tried > 80, "only {tried} names were found");
}
