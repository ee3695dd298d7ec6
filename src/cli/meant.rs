//! What a command line that cannot be read was meant to be: near misses such as `lesson 02`, `run
//! PB3` or `release PB3` lead to the command that does it.
//!
//! It must not know what a command does, and promises nothing: it only suggests.

use std::ffi::OsString;

use super::help::command_names;
use crate::diagnostic::nearest;
use crate::lesson::library::{INDEX, is_bundled};
use crate::scenario::options::OPTIONS;
use crate::scenario::{RunOptions, Scenario, catalogue};
use crate::text::quoted;

/// Commands that take one run.
const WITH_RUN: [&str; 4] = ["replay", "explore", "record", "record-script"];
/// Commands that list, and the word for one thing of the list.
const LISTS: [(&str, &str); 8] = [
    ("lessons", "lesson"),
    ("paths", "path"),
    ("worlds", "world"),
    ("providers", "provider"),
    ("bugs", "bug"),
    ("readings", "reading"),
    ("rules", "rule"),
    ("bodies", "body"),
];
/// What people write before the name of what they want to see.
const VERBS: [&str; 12] = [
    "run", "open", "start", "show", "play", "view", "learn", "step", "debug", "stage", "list", "ls",
];
/// Options that are followed by no value.
const SWITCHES: [&str; 6] = ["--plain", "--ascii", "--play", "--loop", "--ledgers", "--stable"];

/// The command line that was probably meant, without a doubt about a single word of it; `None` if
/// there is none, or it is the one that was typed.
pub fn meant(arguments: &[OsString]) -> Option<String> {
    let words: Vec<&str> = arguments.iter().skip(1).map(|it| it.to_str()).collect::<Option<_>>()?;
    let (words, mut options) = apart(&words);
    let (first, rest) = words.split_first()?;
    let lower = first.to_lowercase();
    let is_list = |one: &(&str, &str)| one.0 == lower || one.1 == lower;
    let list = LISTS.iter().find(|one| is_list(one)).map(|one| one.0);
    let (command, rest) = match lower.as_str() {
        "help" => return Some(help(rest)),
        "version" => return Some("teardown --version".to_owned()),
        "tour" | "demo" => return Some("teardown 00".to_owned()),
        name if WITH_RUN.contains(&name) => (name, rest),
        _ if VERBS.contains(&lower.as_str()) || list.is_some() => ("", rest),
        _ => ("", words.as_slice()),
    };
    if lower == "play" {
        options.push("--play");
    }
    let run = match rest {
        [] if list.is_some() && list != Some(lower.as_str()) => list.map(str::to_owned),
        [] => VERBS.contains(&lower.as_str()).then(String::new),
        [one] if lower == "list" || lower == "ls" || lower == "show" => {
            listed(one).or_else(|| run_of(rest))
        }
        _ => run_of(rest),
    }?;
    let parts = [vec!["teardown", command], run.split(' ').collect(), options].concat();
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let line = parts.map(quoted).collect::<Vec<_>>().join(" ");
    let typed: Vec<String> =
        arguments.iter().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
    (line != format!("teardown {}", typed.join(" "))).then_some(line)
}

/// The words, and the options with their values.
fn apart<'a>(all: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut words, mut options) = (Vec::new(), Vec::new());
    let mut takes_value = false;
    for word in all {
        let is_option = word.starts_with('-');
        if is_option || takes_value {
            options.push(*word);
        } else {
            words.push(*word);
        }
        takes_value = is_option && !word.contains('=') && !SWITCHES.contains(word);
    }
    (words, options)
}

/// Help of a command, or of the program.
fn help(rest: &[&str]) -> String {
    let known = command_names();
    let command = rest.first().filter(|name| known.iter().any(|it| it == *name));
    command.map_or("teardown --help".to_owned(), |name| format!("teardown {name} --help"))
}

/// The command that lists things of a name.
fn listed(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let list = LISTS.iter().find(|(all, one)| *all == lower || *one == lower);
    list.map(|(all, _)| (*all).to_owned())
}

/// Words that name a lesson or a path, bugs and settings, as one RUN word; a lesson's settings
/// stand apart. A rule leads to the list of them.
fn run_of(words: &[&str]) -> Option<String> {
    let (mut lesson, mut run, mut own) = (None, None, Vec::new());
    for word in words {
        if let Some(found) = lesson_of(word).filter(|_| lesson.is_none() && run.is_none()) {
            lesson = Some(found);
        } else if let Some(found) = path_of(word).filter(|_| lesson.is_none() && run.is_none()) {
            run = Some(found);
        } else if let Some(bug) = bug_of(word) {
            own.push(("bug".to_owned(), bug.to_owned()));
        } else if let Some((key, value)) = setting_of(word) {
            own.push((key.to_owned(), value.to_owned()));
        } else if words.len() == 1 && is_rule(word) {
            return Some("rules".to_owned());
        } else {
            return None;
        }
    }
    if let Some(id) = lesson {
        let apart = own.iter().map(|(key, value)| format!(" --{key} {value}"));
        return Some(format!("{id}{}", apart.collect::<String>()));
    }
    let mut run = match (run, own.first()) {
        (Some(run), _) => run,
        (None, Some((key, bug))) if key == "bug" => own_run(bug)?,
        (None, Some(_)) => RunOptions::path("store-logoff"),
        (None, None) => return None,
    };
    own.iter().try_for_each(|(key, value)| run.set(key, value)).ok()?;
    Some(run.to_string())
}

/// The run in which a bug shows.
fn own_run(id: &str) -> Option<RunOptions> {
    let (_, bug) = Scenario::bugs().into_iter().find(|(known, _)| *known == id)?;
    RunOptions::parse(&bug.run).ok()
}

/// The number of a lesson that is named by it, by its id, or by its id without it.
fn lesson_of(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let number = |id: &'static str| id.split('-').next().unwrap_or(id);
    if is_bundled(&lower) {
        let is_it = |id: &str| id == lower || id.split('-').next() == Some(&lower);
        return INDEX.iter().map(|entry| entry.id).find(|id| is_it(id)).map(number);
    }
    let is_it = |id: &&'static str| match (lower.parse::<u32>(), number(id).parse::<u32>()) {
        (Ok(typed), Ok(own)) => lower.len() < 3 && typed == own,
        _ => id.split_once('-').is_some_and(|(_, name)| name == lower),
    };
    INDEX.iter().map(|entry| entry.id).find(is_it).map(number)
}

/// A path, however its letters are written, or a whole RUN word.
fn path_of(word: &str) -> Option<RunOptions> {
    let (head, rest) = word.split_once(':').map_or((word, None), |(head, rest)| (head, Some(rest)));
    let name = head.to_lowercase().replace('_', "-");
    let known = Scenario::all_paths();
    let path = known.iter().find(|path| **path == name).copied().or_else(|| {
        // One letter too many, too few or exchanged is no doubt, a word alike is one.
        let near = nearest(&name, known.iter().copied()).into_iter().next();
        near.filter(|near| strsim::damerau_levenshtein(near, &name) <= 1)
    })?;
    RunOptions::parse(&rest.map_or(path.to_owned(), |rest| format!("{path}:{rest}"))).ok()
}

fn bug_of(word: &str) -> Option<&'static str> {
    Scenario::bugs().into_iter().map(|(id, _)| id).find(|id| id.eq_ignore_ascii_case(word))
}

fn is_rule(word: &str) -> bool {
    catalogue::rules().iter().any(|rule| rule.id.eq_ignore_ascii_case(word))
}

/// A setting as a RUN word has it.
fn setting_of(word: &str) -> Option<(&str, &str)> {
    let (key, value) = word.split_once('=')?;
    OPTIONS.iter().any(|spec| spec.key == key).then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<String> {
        let words = std::iter::once("teardown").chain(line.split_whitespace());
        meant(&words.map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn near_misses_lead_to_the_command() {
        for (typed, wanted) in [
            ("lesson 02", "teardown 02"),
            ("lessons 02", "teardown 02"),
            ("lesson 2", "teardown 02"),
            ("2", "teardown 02"),
            ("orderly-logoff", "teardown 02"),
            ("run 02", "teardown 02"),
            ("open 02-orderly-logoff", "teardown 02"),
            ("play 02", "teardown 02 --play"),
            ("lesson 02 --plain", "teardown 02 --plain"),
            ("lesson", "teardown lessons"),
            ("list lessons", "teardown lessons"),
            ("list bug", "teardown bugs"),
            ("PB3", "teardown release:bug=PB3,world=plain"),
            ("bug pb3", "teardown release:bug=PB3,world=plain"),
            ("release PB3", "teardown release:bug=PB3"),
            ("run release PB3", "teardown release:bug=PB3"),
            ("release bug=PB3", "teardown release:bug=PB3"),
            ("release world=plain PB3", "teardown release:bug=PB3,world=plain"),
            ("release:world=plain PB3", "teardown release:bug=PB3,world=plain"),
            ("Store_Logoff", "teardown store-logoff"),
            ("relase", "teardown release"),
            ("replay 02 PB3", "teardown replay 02 --bug PB3"),
            ("lesson 02 --bodies=its.yaml", "teardown 02 --bodies=its.yaml"),
            ("replay PB3", "teardown replay release:bug=PB3,world=plain"),
            ("explore release PB4", "teardown explore release:bug=PB4"),
            ("INV-01", "teardown rules"),
            ("rule inv-01", "teardown rules"),
            ("help", "teardown --help"),
            ("help replay", "teardown replay --help"),
            ("start", "teardown"),
            ("tour", "teardown 00"),
        ] {
            let wanted = wanted.split(' ').map(quoted).collect::<Vec<_>>().join(" ");
            assert_eq!(of(typed), Some(wanted), "{typed}");
        }
        for typed in ["nonsense", "release nonsense", "99", "lesson 99", "02", "release", "hang"] {
            assert_eq!(of(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_suggested_can_be_read() {
        use clap::CommandFactory;
        for typed in ["lesson 02", "play 02", "replay 02 PB3", "release PB3", "lesson", "PB3"] {
            let line = of(typed).expect("a suggestion");
            let read = super::super::Cli::command().try_get_matches_from(line.split_whitespace());
            assert!(read.is_ok(), "{line}");
        }
    }
}
