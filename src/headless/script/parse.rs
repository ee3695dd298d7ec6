//! Parses a script into commands. Errors name the line and say what would be right.
//!
//! It must not know how a command is carried out.

use std::time::Duration;

use super::condition::Wanted;
use super::error::ScriptError;
use super::{Script, ScriptCommand};
use crate::diagnostic::{Diagnostic, Place};
use crate::headless::film::FilmScreen;
use crate::text::Lang;
use crate::tui::keymap::Key;
use crate::tui::theme::{LOOKS, Palette};

/// The time limit of a wait that states none.
pub const LIMIT: Duration = Duration::from_secs(60);
/// The longest duration of any wait.
const LONGEST: Duration = Duration::from_secs(3600);
/// The most times that one command can press a key.
pub(super) const MOST: usize = 10_000;

const COMMANDS: [&str; 19] = [
    "run", "size", "theme", "lang", "limit", "key", "type", "click", "wheel", "resize", "wait",
    "mark", "still", "scene", "answer", "hint", "give-up", "choose", "expect",
];

/// Parses a script; `name` is its file name in errors.
///
/// # Errors
/// All errors in the text, each with its line.
pub fn parse(name: &str, text: &str) -> Result<Script, Vec<Diagnostic>> {
    let mut reader = ScriptReader {
        limit: LIMIT,
        run: None,
        screen: FilmScreen::default(),
        commands: Vec::new(),
    };
    let mut problems = Vec::new();
    for (number, line) in (1u32..).zip(text.lines()) {
        let length = u32::try_from(line.trim_end().chars().count()).unwrap_or(u32::MAX);
        let place = Place { line: number, column: 1, length };
        let read = words(line).and_then(|words| match words.split_first() {
            Some((command, rest)) => reader.command(number, command, rest),
            None => Ok(()),
        });
        if let Err(ScriptError { message, help }) = read {
            let found = Diagnostic::error("script", name, Some(place), message);
            problems.push(if help.is_empty() { found } else { found.help(help) });
        }
    }
    match (reader.run, problems.is_empty()) {
        (Some((run_line, run)), true) => {
            Ok(Script { run, run_line, screen: reader.screen, commands: reader.commands })
        }
        (None, true) => Err(vec![
            Diagnostic::error("script", name, None, "the script names no run")
                .help("begin with: run store-logoff"),
        ]),
        (_, false) => Err(problems),
    }
}

/// The words of a line; quotes keep blanks together, `#` at the start of a word begins a comment.
fn words(line: &str) -> Result<Vec<String>, ScriptError> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next().filter(|first| *first != '#') {
        if first != '"' {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            words.push(rest[..end].to_owned());
            rest = rest[end..].trim_start();
            continue;
        }
        let mut word = String::new();
        let mut escaped = false;
        let mut end = None;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                _ if escaped => {
                    word.push(c);
                    escaped = false;
                }
                '\\' => escaped = true,
                '"' => {
                    end = Some(at + 1);
                    break;
                }
                c => word.push(c),
            }
        }
        let end =
            end.ok_or_else(|| ScriptError::new("a quote is not closed", "close the text with \""))?;
        words.push(word);
        rest = rest[end..].trim_start();
    }
    Ok(words)
}

struct ScriptReader {
    limit: Duration,
    /// The RUN word, with its line.
    run: Option<(u32, String)>,
    screen: FilmScreen,
    commands: Vec<(u32, ScriptCommand)>,
}

impl ScriptReader {
    fn command(&mut self, line: u32, command: &str, rest: &[String]) -> Result<(), ScriptError> {
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        if matches!(command, "run" | "size" | "theme" | "lang") {
            return self.setting(line, command, &rest);
        }
        let command = match (command, &rest[..]) {
            ("limit", [time]) => {
                self.limit = duration(time)?;
                return Ok(());
            }
            ("key", [name, times @ ..]) => key_command(name, times)?,
            ("type", [text]) => ScriptCommand::Type((*text).to_owned()),
            ("click", [x, y]) => {
                let cell = |word: &str| {
                    word.parse().map_err(|_| {
                        ScriptError::new(format!("{word:?} is not a cell"), "click COLUMN ROW")
                    })
                };
                ScriptCommand::Click(cell(x)?, cell(y)?)
            }
            ("wheel", ["up"]) => ScriptCommand::Wheel { up: true },
            ("wheel", ["down"]) => ScriptCommand::Wheel { up: false },
            ("resize", [value]) => {
                let (w, h) = size(value)?;
                ScriptCommand::Resize(w, h)
            }
            ("wait", ["until", wanted @ ..]) => match wanted {
                [wanted @ .., "within", time] => {
                    ScriptCommand::WaitUntil(Wanted::parse(wanted)?, duration(time)?)
                }
                wanted => ScriptCommand::WaitUntil(Wanted::parse(wanted)?, self.limit),
            },
            ("wait", [time]) => ScriptCommand::Wait(duration(time)?),
            ("mark", [name]) => ScriptCommand::Mark((*name).to_owned()),
            ("still", [name]) => ScriptCommand::Still(still_name(name)?),
            ("scene", ["next"]) => ScriptCommand::NextScene,
            ("scene", ["all"]) => ScriptCommand::WalkThrough,
            ("answer", ["right"]) => ScriptCommand::AnswerRight,
            ("answer", names) => {
                ScriptCommand::Answer(names.iter().map(|name| (*name).to_owned()).collect())
            }
            ("hint", []) => ScriptCommand::Hint,
            ("give-up", []) => ScriptCommand::GiveUp,
            ("choose", [way]) => ScriptCommand::Choose((*way).to_owned()),
            ("expect", wanted) => ScriptCommand::Expect(Wanted::parse(wanted)?),
            (known, _) if COMMANDS.contains(&known) => {
                return Err(ScriptError::new(
                    format!("{known} cannot be used in this form"),
                    "see `teardown script --help`",
                ));
            }
            (other, _) => return Err(ScriptError::unknown("command", other, COMMANDS)),
        };
        self.commands.push((line, command));
        Ok(())
    }

    /// A setting of the screen or the run; these can't change during the script.
    fn setting(&mut self, line: u32, name: &str, rest: &[&str]) -> Result<(), ScriptError> {
        if !self.commands.is_empty() || (name == "run" && self.run.is_some()) {
            return Err(ScriptError::new(
                format!("{name} may appear once, before all other commands"),
                "",
            ));
        }
        let [value] = rest else {
            return Err(ScriptError::new(format!("{name} takes one argument"), ""));
        };
        match name {
            "run" => self.run = Some((line, (*value).to_owned())),
            "size" => self.screen.size = size(value)?,
            "theme" => {
                let look = Palette::from_name(value);
                self.screen.look = look.ok_or_else(|| {
                    ScriptError::unknown("theme", value, LOOKS.map(Palette::name))
                })?;
            }
            _ => {
                let lang = Lang::ALL.into_iter().find(|lang| lang.code() == *value);
                self.screen.lang = lang.ok_or_else(|| {
                    ScriptError::unknown("language", value, Lang::ALL.map(Lang::code))
                })?;
            }
        }
        Ok(())
    }
}

fn size(value: &str) -> Result<(u16, u16), ScriptError> {
    let numbers = value.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let size = numbers.filter(|(w, h)| (1..=500).contains(w) && (1..=200).contains(h));
    size.ok_or_else(|| ScriptError::new(format!("{value:?} is not a size"), "such as 100x30"))
}

fn key_command(name: &str, times: &[&str]) -> Result<ScriptCommand, ScriptError> {
    let (count, every) = match times {
        [] => ("1", None),
        ["every", time] => ("1", Some(*time)),
        [count] => (*count, None),
        [count, "every", time] => (*count, Some(*time)),
        _ => {
            return Err(ScriptError::new(
                "key takes a key, a count, and a time",
                "such as: key Right 3 every 200ms",
            ));
        }
    };
    let found = count.parse().ok().filter(|count| (1..=MOST).contains(count));
    let count = found.ok_or_else(|| {
        ScriptError::new(format!("{count:?} is not a number of presses"), format!("1 to {MOST}"))
    })?;
    Ok(ScriptCommand::Key {
        key: key(name)?,
        count,
        every: every.map_or(Ok(Duration::ZERO), duration)?,
    })
}

pub(super) const KEYS: [(&str, Key); 18] = [
    ("Right", Key::Right),
    ("Left", Key::Left),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PgUp", Key::PageUp),
    ("PgDn", Key::PageDown),
    ("Tab", Key::Tab),
    ("Shift-Tab", Key::BackTab),
    ("Enter", Key::Enter),
    ("Esc", Key::Escape),
    ("Backspace", Key::Backspace),
    ("Space", Key::Char(' ')),
    ("F1", Key::F(1)),
    ("Ctrl-b", Key::Ctrl('b')),
    ("Ctrl-f", Key::Ctrl('f')),
    ("Ctrl-r", Key::Ctrl('r')),
];

fn key(name: &str) -> Result<Key, ScriptError> {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_control() => Ok(Key::Char(c)),
        _ => {
            let found = KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            found
                .map(|(_, key)| *key)
                .ok_or_else(|| ScriptError::unknown("key", name, KEYS.map(|(name, _)| name)))
        }
    }
}

/// Parses a duration such as `200ms`, `2s`, `1.5s` or `5m`.
pub(super) fn duration(word: &str) -> Result<Duration, ScriptError> {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match &word[number.len()..] {
        "ms" => 1.0,
        "s" => 1000.0,
        "m" => 60_000.0,
        _ => f64::NAN,
    };
    let millis = number.parse::<f64>().map_or(f64::NAN, |number| number * factor);
    let found = Some(millis).filter(|millis| (0.0..=LONGEST.as_millis() as f64).contains(millis));
    let found = found.map(|millis| Duration::from_millis(millis.round() as u64));
    found.ok_or_else(|| {
        ScriptError::new(
            format!("{word:?} is not a time"),
            "such as 200ms, 1.5s or 5m, at most an hour",
        )
    })
}

/// Accepts only file names without a folder: a script writes beside itself and nowhere else.
fn still_name(name: &str) -> Result<String, ScriptError> {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !name.starts_with('.');
    match plain && name.ends_with(".svg") {
        true => Ok(name.to_owned()),
        false => Err(ScriptError::new(
            format!("{name:?} is not the name of a still"),
            "a plain file name that ends with .svg",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(text: &str) -> String {
        parse("a.script", text)
            .expect_err("is wrong")
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_script_is_read() {
        let script = parse(
            "a",
            "# all\nrun store-logoff\nsize 80x24\nkey Right 3 every 0.2s # go\nwait until screen \
             \"a \\\" b\" within 2m",
        )
        .expect("is right");
        assert_eq!((script.run.as_str(), script.screen.size), ("store-logoff", (80, 24)));
        let key =
            ScriptCommand::Key { key: Key::Right, count: 3, every: Duration::from_millis(200) };
        assert_eq!(script.commands[0], (4, key));
        assert_eq!(script.commands[1].0, 5);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert!(
            complaint("run a\nkay Right")
                .contains("a.script:2:1: there is no command \"kay\" (known: key")
        );
        assert!(complaint("run a\nkey Rigth").contains("known: Right"));
        assert!(complaint("run a\nkey Right 0").contains("not a number of presses"));
        assert!(complaint("run a\nwait 3").contains("not a time"));
        assert!(complaint("run a\nwait -1s").contains("not a time"));
        assert!(complaint("run a\nstill ../a.svg").contains("not the name of a still"));
        assert!(complaint("run a\nexpect row R4 gone").contains("known:"));
        assert!(complaint("run a\ntype \"x").contains("not closed"));
        assert!(complaint("key Right\nsize 0x0").contains("before all other commands"));
        assert!(complaint("size 0x0\nrun a").contains("not a size"));
        assert!(complaint("key Right").contains("names no run"));
    }
}
