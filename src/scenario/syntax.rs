//! What is wrong with a text that is no YAML, or whose data does not fit, in words of its author
//! and not of the parser.
//!
//! It must not know what the data means.

use super::problem::{Arguments, near, refuse};
use crate::diagnostic::Diagnostic;
use crate::text::{Lang, Text};
use crate::words::Words;
use crate::yaml::{Misfit, YamlError, place_of, plain_message};

/// Data that does not fit.
pub fn misfit(code: &'static str, problem: &YamlError) -> Diagnostic {
    let quoted = |name: &str| format!("{name:?}");
    match &*problem.misfit {
        Misfit::Kind { is, wanted } => {
            let tell = |id: &str| {
                let [en, pt_br] = Lang::ALL.map(|lang| {
                    let words = Words::of(lang);
                    let word = |kind: &str| words.text(&format!("kind-{kind}")).into();
                    words.with(id, &[("is", word(is)), ("wanted", word(wanted))])
                });
                Text { en, pt_br }
            };
            let help = tell("refuse-misfit-kind-help");
            Diagnostic::in_both(code, tell("refuse-misfit-kind"), Some(help))
        }
        Misfit::UnknownKey { name, known } => {
            let found = refuse(code, "misfit-key", &[("name", &quoted(name))]);
            found.help_in_both(near(name, known.iter().copied()))
        }
        Misfit::UnknownWord { name, known } => {
            let found = refuse(code, "misfit-unknown-word", &[("name", &quoted(name))]);
            found.help_in_both(near(name, known.iter().copied()))
        }
        Misfit::MissingKey(key) => refuse(code, "misfit-missing", &[("key", key)]),
        Misfit::Twice(key) => refuse(code, "duplicate-key", &[("key", key)]),
        Misfit::Said(id) => refuse(code, &format!("misfit-{id}"), &[]),
    }
}

/// A text that is no YAML.
pub fn not_yaml(code: &'static str, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let at = place_of(error);
    let lines: Vec<&str> = text.lines().collect();
    let number = at.map_or(1, |place| place.line as usize);
    let line = lines.get(number.wrapping_sub(1)).copied().unwrap_or_default();
    let above = lines.iter().take(number.saturating_sub(1)).rev();
    let above = above.copied().find(|line| is_written(line)).unwrap_or_default();
    let begins = at.is_none_or(|place| place.column as usize == indent(line) + 1);
    let id = mistake(&plain_message(error), (line, above), begins);
    let (column, other) = ((indent(line) + 1).to_string(), (indent(above) + 1).to_string());
    let said: Arguments<'_> = &[("column", &column), ("other", &other)];
    let found = refuse(code, &format!("yaml-{id}"), said);
    // Where a line is too deep the parser stops at its first colon.
    let place = at.map(|place| match id {
        "deeper" => crate::diagnostic::Place { column: indent(line) as u32 + 1, ..place },
        _ => place,
    });
    found.at("", place)
}

/// Which mistake it is; `begins` says whether the parser stopped where the line begins.
fn mistake(message: &str, (line, above): (&str, &str), begins: bool) -> &'static str {
    let has_tab = |line: &str| line.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\t');
    let value = |line: &str| line.split_once(": ").map(|(_, value)| value.trim().to_owned());
    let is_block = |line: &str| {
        let end = line.trim_end();
        end.ends_with('|') || end.ends_with('>') || end.ends_with("|-") || end.ends_with(">-")
    };
    match message {
        _ if has_tab(line) || message.contains("tab") => "tab",
        _ if message.contains("unclosed quote") => "quote",
        _ if message.contains("escape") => "escape",
        _ if message.contains("bracket") || message.contains("flow") => "bracket",
        _ if message.contains("unexpected character") || message.contains("directive") => "sign",
        _ if message.contains("mapping values") => {
            let is_deeper = indent(line) > indent(above);
            if is_deeper && value(above).is_some_and(|it| !it.is_empty()) {
                "deeper"
            } else {
                "colon"
            }
        }
        _ if message.contains("simple key") && is_block(above) => "block",
        _ if message.contains("simple key") => "no-colon",
        _ if message.contains("string scalar") => "key",
        _ if message.contains("did not find expected") && begins => "indent",
        _ if message.contains("did not find expected") => "after",
        _ => "syntax",
    }
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| *c == ' ').count()
}

fn is_written(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}

/// A problem of a text within another file, by the kind of its parser's error.
pub fn embedded(code: &'static str, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    use serde_yaml::Error as E;
    let id = match error.without_snippet() {
        E::DuplicateMappingKey { .. } => "duplicate-key",
        E::Budget { .. } | E::AliasError { .. } => "too-deep",
        E::MultipleDocuments { .. } => "several-texts",
        E::UnknownAnchor { .. } => "unknown-alias",
        E::Eof { .. } => "empty-code",
        E::ExternalMessage { msg, .. } | E::Message { msg, .. } if msg.contains("limit") => {
            "too-deep"
        }
        _ => return not_yaml(code, text, error),
    };
    refuse(code, id, &[]).at("", place_of(error))
}
