//! Every example of every help text works as it is printed, in both languages.

use std::path::Path;

use mapi_teardown::cli::command_names;

use super::readme::SAMPLE;
use crate::harness::{command_in, stderr, stdout};

/// What a terminal would be needed for.
const ON_A_TERMINAL: [&str; 3] = ["present", "notes", "record-script"];

/// The commands of a help text, without their descriptions and what they are piped into.
fn examples(help: &str) -> Vec<String> {
    let whole = help.lines().filter_map(|line| line.strip_prefix("  teardown"));
    let command = |line: &str| {
        let end = line.find("   ").or_else(|| line.find("  ")).unwrap_or(line.len());
        let command = line[..end].split(['|', '>']).next().unwrap_or("");
        format!("teardown{}", command.trim_end())
    };
    whole.filter(|line| line.starts_with(' ')).map(command).collect()
}

fn run(folder: &Path, command: &str) -> std::process::Output {
    let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
    command_in(folder, &arguments).output().expect("the program runs")
}

#[test]
fn every_example_of_a_help_text_works_as_printed() {
    let mut tried = 0;
    for lang in ["en", "pt-BR"] {
        for name in command_names().iter().map(String::as_str).chain([""]) {
            let folder = tempfile::tempdir().expect("a folder");
            run(folder.path(), "teardown new my-lesson.yaml");
            let log = folder.path().join("shutdown.log");
            std::fs::write(log, SAMPLE).expect("is written");
            let calls = "Release(store=0x1f3c) -> 0\n";
            std::fs::write(folder.path().join("calls.txt"), calls).expect("is written");
            let help = run(folder.path(), &format!("teardown {name} --help --lang {lang}"));
            for example in examples(stdout(&help)) {
                let output = run(folder.path(), &example);
                let said = stderr(&output);
                // A run that shows a bug ends with 1, and what asks first wants a terminal.
                let wanted = match () {
                    () if ON_A_TERMINAL.contains(&name) => 2..=2,
                    () if ["--open", "reset"].iter().any(|it| example.contains(it)) => 2..=2,
                    () if example.contains("--bug") || example.contains(" diff ") => 1..=1,
                    () if example.contains(" judge ") => 1..=1,
                    () => 0..=0,
                };
                let code = output.status.code().expect("no signal");
                assert!(wanted.contains(&code), "{lang} {example}: {code} {said}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 30, "{tried}");
}

#[test]
fn the_script_in_the_help_text_is_a_script_that_passes() {
    for lang in ["en", "pt-BR"] {
        let folder = tempfile::tempdir().expect("a folder");
        let help = run(folder.path(), &format!("teardown script --help --lang {lang}"));
        let lines: Vec<&str> = stdout(&help)
            .lines()
            .skip_while(|line| !line.starts_with("  run "))
            .take_while(|line| line.starts_with("  "))
            .map(str::trim)
            .collect();
        assert!(lines.len() > 4, "{}", stdout(&help));
        std::fs::write(folder.path().join("a.script"), lines.join("\n")).expect("is written");
        let output = run(folder.path(), "teardown script a.script");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(folder.path().join("end.svg").is_file());
    }
}
