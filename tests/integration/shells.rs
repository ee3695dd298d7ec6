//! Completions as shells use them, manual pages as readers do, and the workflow of
//! docs/lessons.md as its runner does: the scripts are loaded and asked, not read.

use std::process::{Command, Output, Stdio};

use super::harness::BINARY;

fn run(program: &str, arguments: &[&str]) -> Option<Output> {
    Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C")
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .output()
        .ok()
}

fn teardown(arguments: &[&str]) -> String {
    let output = run(BINARY, arguments).expect("the binary runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Words before the cursor, and what must be offered there.
const ASKED: [(&[&str], &[&str], &[&str]); 10] = [
    (&["rep"], &["replay"], &["record"]),
    (&["replay", "0"], &["02-orderly-logoff", "08-spooler-logoff"], &["10-two-users"]),
    (&["replay", "store"], &["store-logoff"], &["release"]),
    (&["record", "1"], &["16-bug-hunt"], &["02-orderly-logoff"]),
    (&["check", "1"], &["16-bug-hunt"], &["store-logoff"]),
    (&["explore", "--bug", "PB"], &["PB1", "PB21"], &["CB1"]),
    (&["replay", "--reading", "C1="], &["C1=stop-then-logoff", "C1=refuse-if-active"], &["C9=row"]),
    (&["replay", "--flag", "p"], &["purge"], &["abort"]),
    (&["lessons", "--format", ""], &["text", "json"], &["jsonl"]),
    (&["man", "re"], &["replay", "record-script"], &["check"]),
];

/// Asks a shell; `ask` gives the program's output for the words of a line.
fn completes(shell: &str, ask: impl Fn(&str, &[&str]) -> String) {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("completions");
    std::fs::write(&script, teardown(&["--lang", "en", "completions", shell])).expect("is written");
    let script = script.to_str().expect("UTF-8");
    for (words, offered, not) in ASKED {
        let answer = ask(script, words);
        let answers: Vec<&str> = answer.split_whitespace().collect();
        for word in offered {
            assert!(answers.contains(word), "{shell}, {words:?}: {word} is missing in {answers:?}");
        }
        for word in not {
            assert!(
                !answers.contains(word),
                "{shell}, {words:?}: {word} is offered in {answers:?}"
            );
        }
    }
}

/// The standard output of a shell that must succeed.
fn said(shell: &str, arguments: &[&str]) -> String {
    let output = run(shell, arguments).expect("the shell runs");
    assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Whether a shell is there; what is not there cannot be asked.
fn is_there(shell: &str) -> bool {
    run(shell, &["-c", "true"]).is_some_and(|output| output.status.success())
}

#[test]
fn bash_completes_names_and_values() {
    let code = "source \"$1\"; shift; COMP_WORDS=(teardown \"$@\"); COMP_CWORD=$#; COMPREPLY=(); \
                _teardown teardown \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"; \
                printf '%s\\n' \"${COMPREPLY[@]}\"";
    completes("bash", |script, words| {
        let arguments: Vec<&str> = ["--norc", "-c", code, "bash", script]
            .into_iter()
            .chain(words.iter().copied())
            .collect();
        said("bash", &arguments)
    });
}

#[test]
fn fish_completes_names_and_values() {
    if !is_there("fish") {
        return;
    }
    completes("fish", |script, words| {
        let line = format!("teardown {}", words.join(" "));
        let offered =
            said("fish", &["--no-config", "-c", &format!("source {script}; complete -C '{line}'")]);
        offered
            .lines()
            .map(|line| line.split('\t').next().unwrap_or(""))
            .collect::<Vec<_>>()
            .join("\n")
    });
}

#[test]
fn zsh_loads_its_script() {
    if !is_there("zsh") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("completions");
    let text = teardown(&["--lang", "en", "completions", "zsh"]);
    for word in
        ["02-orderly-logoff", "store-logoff", "PB21", "C1=refuse-if-active", "record-script"]
    {
        assert!(text.contains(word), "{word}");
    }
    std::fs::write(&script, text).expect("is written");
    let code = format!(
        "autoload -Uz compinit; compinit -D -u; source {}; compdef _teardown teardown; print -r \
         -- $_comps[teardown]",
        script.display()
    );
    assert_eq!(said("zsh", &["-f", "-c", &code]).trim(), "_teardown");
}

#[test]
fn every_command_has_a_manual_page_with_all_its_options() {
    let all = mapi_teardown::cli::command_names();
    assert!(all.len() > 15);
    for lang in ["en", "pt-BR"] {
        for name in &all {
            let page = teardown(&["--lang", lang, "man", name]);
            assert!(
                page.contains(".TH ") && page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"),
                "{name}"
            );
            let help = teardown(&["--lang", lang, name, "--help"]);
            let options =
                help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 3);
            let plain = page
                .replace("\\-", "-")
                .replace("\\fB", "")
                .replace("\\fR", "")
                .replace("\\fI", "");
            for option in options
                .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-'))
            {
                assert!(plain.contains(option), "{name}: {option}");
            }
        }
        let page = teardown(&["--lang", lang, "man"]);
        for name in &all {
            assert!(page.contains(&name.replace('-', "\\-")), "{name} is named");
        }
    }
}

/// The commands of the workflow in docs/lessons.md that run the program, as one script.
fn workflow() -> String {
    let lessons = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/lessons.md"))
        .expect("is there");
    let (_, rest) = lessons.split_once("# .github/workflows/lessons.yml").expect("a workflow");
    let (text, _) = rest.split_once("```").expect("ends");
    let commands = text.lines().map(|line| line.trim().trim_start_matches("- run: ").trim());
    commands
        .filter(|line| line.starts_with("teardown ") || line.starts_with("diff "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_workflow_of_the_documents_guards_a_lesson() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("docs")).expect("a folder");
    let lesson = at("docs/our-shutdown.yaml");
    let run = |script: &str| {
        let code = format!("teardown() {{ {BINARY:?} \"$@\"; }}\nset -e\n{script}");
        let output = Command::new("bash")
            .args(["-c", &code])
            .current_dir(folder.path())
            .env("LC_ALL", "C")
            .output();
        let output = output.expect("bash runs");
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert!(workflow().lines().count() >= 3, "{}", workflow());
    assert!(run("teardown new docs/our-shutdown.yaml").0);
    assert!(run("teardown replay docs/our-shutdown.yaml --lang en > docs/our-shutdown.txt").0);
    let (good, said) = run(&workflow());
    assert!(good, "{said}");
    let text = std::fs::read_to_string(&lesson).expect("a lesson");
    std::fs::write(&lesson, text.replace("provider: eager", "provider: deferred"))
        .expect("is written");
    let (good, said) = run(&workflow());
    assert!(
        !good && said.contains("+++ transcript.txt"),
        "another run is another transcript: {said}"
    );
    std::fs::write(&lesson, text.replace("start: true", "call: nothing.There"))
        .expect("is written");
    let (good, said) = run(&workflow());
    assert!(!good && said.contains("::error file=docs/our-shutdown.yaml,line="), "{said}");
}

#[test]
fn junit_is_xml_with_a_case_for_each_lesson() {
    let folder = tempfile::tempdir().expect("a folder");
    let bad = folder.path().join("bad.yaml");
    std::fs::write(&bad, "format: 1\ntitle: [\n").expect("is written");
    let bad = bad.to_str().expect("UTF-8");
    let output =
        run(BINARY, &["check", "--format", "junit", "02-orderly-logoff", bad]).expect("runs");
    let xml = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(65), "{xml}");
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "{xml}");
    assert!(
        xml.contains("<testsuite name=\"teardown check\" tests=\"2\" failures=\"1\">"),
        "{xml}"
    );
    assert_eq!(xml.matches("<testcase ").count(), 2, "{xml}");
    assert_eq!(
        (xml.matches("<failure message=\"").count(), xml.matches("</failure>").count()),
        (1, 1),
        "{xml}"
    );
    assert!(
        xml.contains("name=\"lessons/02-orderly-logoff.yaml\"/>"),
        "a good lesson has nothing to say: {xml}"
    );
}
