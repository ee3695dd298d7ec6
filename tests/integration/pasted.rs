//! Commands that the program prints can be pasted into a shell, whatever a file is called.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use mapi_teardown::text::quoted;

use crate::harness::{BINARY, command_in, stderr, stdout};

/// A folder and files whose names every shell takes apart unless they are quoted.
const FOLDER: &str = "its own folder";
const NAME: &str = if cfg!(windows) { "it's mine & yours" } else { "it's \"mine\" & $HOME; *" };

/// What the program does by sentences about it; after these words no command goes on.
const PROSE: [&str; 2] = ["needs", "precisa"];

/// Whether what comes next belongs to a command.
fn is_in_command(said: &str) -> bool {
    let line = said.rsplit(['`', '\n']).next().unwrap_or_default();
    let line = line.rsplit(": ").next().unwrap_or_default();
    let mut words = line.split(' ');
    words.next() == Some("teardown") && words.next().is_some_and(|word| !PROSE.contains(&word))
}

/// Placeholders of a text that stand in a command unquoted; `said` is what comes before.
fn unquoted(pattern: &Pattern<&str>, said: &mut String, found: &mut Vec<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => said.push_str(value),
            PatternElement::Placeable { expression } => {
                let inline = match expression {
                    Expression::Select { variants, .. } => {
                        for variant in variants {
                            unquoted(&variant.value, &mut said.clone(), found);
                        }
                        continue;
                    }
                    Expression::Inline(inline) => inline,
                };
                match inline {
                    InlineExpression::StringLiteral { value } => said.push_str(value),
                    InlineExpression::FunctionReference { id, .. } if id.name == "SHELL" => {
                        said.push('x');
                    }
                    _ if is_in_command(said) => found.push(said.clone()),
                    _ => said.push('x'),
                }
            }
        }
    }
}

#[test]
fn every_text_quotes_the_words_of_its_commands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/text");
    let (mut commands, mut bad) = (BTreeSet::new(), Vec::new());
    for file in fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|end| end != "ftl") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let whole = FluentResource::try_new(text).expect("every file parses");
        for entry in whole.entries() {
            let Entry::Message(message) = entry else { continue };
            let Some(pattern) = &message.value else { continue };
            let mut found = Vec::new();
            unquoted(pattern, &mut String::new(), &mut found);
            bad.extend(found.into_iter().map(|said| format!("{}: {said}", message.id.name)));
            if format!("{pattern:?}").contains("\"SHELL\"") {
                commands.insert(message.id.name.to_owned());
            }
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
    assert!(commands.len() > 5, "{commands:?}");
}

/// The commands of what was printed, each to its end: in backticks, or from the word to the end of
/// the line.
fn commands(said: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in said.lines() {
        for (at, _) in line.match_indices("teardown ") {
            let before = &line[..at];
            let end = if before.ends_with('`') { line[at..].find("` ") } else { None };
            let whole = before.trim().is_empty() || before.ends_with(": ");
            match end {
                Some(end) => found.push(line[at..at + end].to_owned()),
                None if whole => found.push(line[at..].to_owned()),
                None => {}
            }
        }
    }
    found
}

/// Runs a command as this system's shell does.
fn pasted(folder: &Path, line: &str) -> Output {
    let programs = Path::new(BINARY).parent().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(programs.to_owned()).chain(std::env::split_paths(&path));
    #[cfg(unix)]
    let mut shell = {
        let mut shell = Command::new("sh");
        shell.args(["-c", line]);
        shell
    };
    #[cfg(windows)]
    let mut shell = {
        use std::os::windows::process::CommandExt;
        let mut shell = Command::new("cmd");
        shell.raw_arg(format!("/S /C \"{line}\""));
        shell
    };
    shell.current_dir(folder).stdin(Stdio::null()).env("TEARDOWN_PLAIN", "1").env("HOME", folder);
    shell.env("PATH", std::env::join_paths(all).expect("a path")).output().expect("a shell runs")
}

/// What a command of the program said, with these lines typed.
fn said(folder: &Path, arguments: &[&str], typed: &str) -> String {
    let arguments = [&["--lang", "en"], arguments].concat();
    let mut started = command_in(folder, &arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut input = started.stdin.take().expect("piped");
    // Only a command that reads lines takes them.
    let _ = input.write_all(typed.as_bytes());
    drop(input);
    let output = started.wait_with_output().expect("it ends");
    format!("{}{}", stdout(&output), stderr(&output))
}

#[test]
fn printed_commands_work_as_they_are_pasted() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join(FOLDER);
    fs::create_dir(&folder).expect("a folder");
    let named = |end: &str| format!("{NAME}{end}");
    let lesson = named(" lesson.yaml");
    let log = named(".log");
    let bodies = named(" bodies.yaml");
    let breach = named(".yaml");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shutdown.log");
    fs::copy(example, folder.join(&log)).expect("copied");
    let save = format!("save {bodies}\nquit\n");
    let cases: [(&[&str], &str, usize); 8] = [
        (&["new", &lesson], "", 1),
        (&["new", "--task", &named(" task.yaml")], "", 1),
        (&["build", "1"], &save, 2),
        (&["judge", &bodies], "", 1),
        (&["judge", &log], "", 1),
        (&["explore", "release", "--bug", "PB4", "--save", "INV-01", "-o", &breach], "", 2),
        (&[&lesson], "", 2),
        (&["explore", &breach, "--open", "INV-01"], "", 1),
    ];
    for (arguments, typed, count) in cases {
        let said = said(&folder, arguments, typed);
        let lines = commands(&said);
        assert!(lines.len() >= count, "{arguments:?}: {said}");
        for line in lines {
            let output = pasted(&folder, &line);
            let code = output.status.code();
            let told = format!("{}{}", stdout(&output), stderr(&output));
            assert!(matches!(code, Some(0 | 1)), "{line}: {code:?}: {told}");
        }
    }
}

#[test]
fn plain_words_are_not_quoted() {
    for word in ["release", "its/own.yaml", "release:bug=PB4", "a+b_c-d.e"] {
        assert_eq!(quoted(word), word);
    }
    for word in ["", "a b", "$HOME", "a&b", "a;b", "it's"] {
        assert_ne!(quoted(word), word);
    }
}
