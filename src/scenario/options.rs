//! A user's request: a path and its options, under their command-line names.
//!
//! The command line, the one-word form `PATH:key=value,key=value`, lessons and the picker all use
//! the same keys. It must not know what an option does.

use std::collections::BTreeMap;

use super::problem::{near, refuse};
use crate::diagnostic::Diagnostic;
use crate::text::{Lang, Text};
use crate::words::Words;

/// Every option, with its fixed values (the first is the default; empty means free text), and
/// whether it may be repeated.
pub const OPTIONS: &[OptionSpec] = &[
    option("world", &["busy", "plain", "two-stores", "deep", "no-mail"]),
    option("flag", &["orderly", "no-wait", "purge", "abort", "quiet"]),
    option("store", &["A", "B"]),
    option("coupled", &["none", "XP1"]),
    option("target", &["XP1", "XP2"]),
    option("session", &["private", "shared"]),
    option("no-mail", &["no", "yes"]),
    option("provider", &["eager", "deferred", "stub", "wrapper"]),
    option("orphans", &["make-invalid", "free", "leave"]),
    option("children", &["independent", "hold-store"]),
    option("lenient", &["no", "yes"]),
    option("client", &["tidy", "untidy", "eight-steps"]),
    repeatable("transport"),
    option("queue", &[]),
    option("inbox", &["yes", "no"]),
    option("session-flags", &["none", "ui", "shared", "ui+shared"]),
    option("transport-end", &["logoff", "last-release"]),
    option("notify", &["in-time", "late"]),
    option("policy", &["0", "1", "2"]),
    repeatable("answer"),
    option("order", &[]),
    repeatable("bug"),
    repeatable("reading"),
];

/// An option of a run.
#[derive(Clone, Copy, Debug)]
pub struct OptionSpec {
    /// The name on the command line, without dashes.
    pub key: &'static str,
    /// The fixed values, the default first; empty if the value is free.
    pub values: &'static [&'static str],
    /// Whether it may be given more than once.
    pub repeatable: bool,
}

const fn option(key: &'static str, values: &'static [&'static str]) -> OptionSpec {
    OptionSpec { key, values, repeatable: false }
}

const fn repeatable(key: &'static str) -> OptionSpec {
    OptionSpec { key, values: &[], repeatable: true }
}

/// A path and its options; an option that is not set has its default.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RunOptions {
    /// The path; `None` means `store-logoff`.
    pub path: Option<String>,
    settings: BTreeMap<String, Vec<String>>,
}

impl RunOptions {
    /// A path with all defaults.
    pub fn path(path: &str) -> Self {
        Self { path: Some(path.to_owned()), settings: BTreeMap::new() }
    }

    /// Parses `PATH:key=value,key=value`. A comma belongs to the value if no known key follows it
    /// (`queue=M1:XP1,M2:XP2`).
    ///
    /// # Errors
    /// An option or a value that does not exist, with the nearest names.
    pub fn parse(word: &str) -> Result<Self, Diagnostic> {
        let (path, rest) = word.split_once(':').unwrap_or((word, ""));
        let mut it = Self::path(path);
        let mut pairs: Vec<String> = Vec::new();
        for part in rest.split(',').filter(|part| !part.is_empty()) {
            let is_pair =
                part.split_once('=').is_some_and(|(key, _)| !key.contains(':')) || is_switch(part);
            match pairs.last_mut() {
                Some(last) if !is_pair => {
                    last.push(',');
                    last.push_str(part);
                }
                _ => pairs.push(part.to_owned()),
            }
        }
        for pair in pairs {
            let (key, value) = pair.split_once('=').unwrap_or((&pair, "yes"));
            it.set(key, value)?;
        }
        Ok(it)
    }

    /// Sets an option; a repeatable one gets an additional value, any other is replaced.
    ///
    /// # Errors
    /// An option or a value that does not exist, with the nearest names; too many or too long
    /// values.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Diagnostic> {
        if key == "path" {
            self.path = Some(value.to_owned());
            return Ok(());
        }
        let Some(spec) = OPTIONS.iter().find(|spec| spec.key == key) else {
            return Err(unknown("option", key, OPTIONS.iter().map(|spec| spec.key)));
        };
        let free = spec.values.is_empty() || matches!(key, "world" | "flag");
        if !free && !spec.values.contains(&value) {
            return Err(unknown(&format!("value of {key}"), value, spec.values.iter().copied()));
        }
        let values = self.settings.entry(key.to_owned()).or_default();
        if values.len() >= MOST_VALUES || value.len() > WIDEST {
            let (most, widest) = (MOST_VALUES.to_string(), WIDEST.to_string());
            let said = [("key", key), ("most", most.as_str()), ("widest", widest.as_str())];
            return Err(refuse("too-large", "option-too-large", &said));
        }
        if !spec.repeatable {
            values.clear();
        }
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
        Ok(())
    }

    /// Resets an option to its default.
    pub fn clear(&mut self, key: &str) {
        self.settings.remove(key);
    }

    /// Removes one value of an option.
    pub fn remove(&mut self, key: &str, value: &str) {
        if let Some(values) = self.settings.get_mut(key) {
            values.retain(|given| given != value);
            if values.is_empty() {
                self.settings.remove(key);
            }
        }
    }

    /// The option's value or default; `None` if it has neither.
    pub fn get(&self, key: &str) -> Option<&str> {
        let given = self.settings.get(key).and_then(|values| values.last());
        given
            .map(String::as_str)
            .or_else(|| OPTIONS.iter().find(|spec| spec.key == key)?.values.first().copied())
    }

    /// The option's value, if one was set explicitly.
    pub fn given(&self, key: &str) -> Option<&str> {
        self.settings.get(key).and_then(|values| values.last()).map(String::as_str)
    }

    /// All values of a repeatable option.
    pub fn all(&self, key: &str) -> &[String] {
        self.settings.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a yes-or-no option is on.
    pub fn is_on(&self, key: &str) -> bool {
        self.get(key) == Some("yes")
    }

    /// Everything that was set, by key.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.settings.iter().flat_map(|(key, values)| {
            values.iter().map(move |value| (key.as_str(), value.as_str()))
        })
    }
}

fn is_switch(part: &str) -> bool {
    matches!(part, "lenient" | "no-mail")
}

/// The most values of a repeatable option.
pub const MOST_VALUES: usize = 1_000;

/// The longest value, in characters: enough for an order of a million different steps.
const WIDEST: usize = 1 << 24;

/// The error for an unknown name, with the nearest known ones. `what` says what kind of name it is,
/// such as `value of flag`.
pub fn unknown<'a>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let (kind, of) = what.split_once(" of ").map_or((what, ""), |(kind, of)| (kind, of));
    let id =
        format!("refuse-kind-{}{}", kind.replace(' ', "-"), if of.is_empty() { "" } else { "-of" });
    let tell = |lang| {
        let words = Words::of(lang);
        let kind = words.find(&id, &[("of", of.into())]).unwrap_or_else(|| what.to_owned());
        words.with("refuse-unknown", &[("what", kind.into()), ("name", format!("{name:?}").into())])
    };
    let [en, pt_br] = Lang::ALL.map(tell);
    Diagnostic::in_both("unknown-name", Text { en, pt_br }, Some(near(name, known)))
}

impl std::fmt::Display for RunOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.path.as_deref().unwrap_or("store-logoff"))?;
        for (at, (key, value)) in self.settings().enumerate() {
            write!(f, "{}{key}={value}", if at == 0 { ':' } else { ',' })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_and_printed_the_same() {
        let word = "store-logoff:flag=purge,provider=deferred,queue=M1:XP1,M2:XP2";
        let options = RunOptions::parse(word).expect("valid");
        assert_eq!(options.get("queue"), Some("M1:XP1,M2:XP2"));
        assert_eq!(options.get("provider"), Some("deferred"));
        assert_eq!(options.get("world"), Some("busy"));
        assert_eq!(RunOptions::parse(&options.to_string()), Ok(options));
    }

    #[test]
    fn a_misspelt_key_or_value_gets_a_suggestion() {
        let complaint = RunOptions::parse("release:provder=eager").expect_err("misspelt");
        assert!(complaint.help.is_some_and(|help| help.contains("provider")));
        assert!(RunOptions::parse("release:provider=eagr").is_err());
    }
}
