//! What makes no sense is refused with the reason before anything runs, in both languages: whoever
//! asks writes no file.
//!
//! It must not know what an option does; which ones have a meaning where is data.

use std::collections::BTreeSet;

use super::assets::PathSpec;
use super::load::{ALWAYS, Problems, Scenario, one};
use super::options::{RunOptions, unknown};
use super::world::Fragment;
use crate::diagnostic::{Diagnostic, nearest};
use crate::text::Lang;
use crate::words::Words;

/// A complaint by its words: `refuse-ID`, and `refuse-ID-help` if there is a way to mend it.
pub fn refuse(code: &'static str, id: &str, arguments: &[(&str, &str)]) -> Diagnostic {
    let arguments: Vec<_> =
        arguments.iter().map(|(name, value)| (*name, (*value).into())).collect();
    let say = |lang| {
        let words = Words::of(lang);
        (
            words.with(&format!("refuse-{id}"), &arguments),
            words.find(&format!("refuse-{id}-help"), &arguments),
        )
    };
    let (message, help) = say(Lang::En);
    let mut complaint = Diagnostic::error(code, "", None, message);
    complaint.help = help.map(Into::into);
    complaint.portuguese = Some(Box::new(say(Lang::PtBr)));
    complaint
}

/// The complaint about a method that this model has no body for, with the nearest of those that it
/// has.
pub fn unknown_method<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: BTreeSet<&str> = known.into_iter().collect();
    let near = nearest(name, known.iter().copied());
    let (id, listed) = match near.is_empty() {
        true => ("unknown-method", known.into_iter().collect()),
        false => ("unknown-method-near", near),
    };
    refuse("unknown-method", id, &[("name", name), ("known", &listed.join(", "))])
}

fn no_meaning(id: &str, arguments: &[(&str, &str)]) -> Diagnostic {
    refuse("no-meaning", id, arguments)
}

/// Refuses options that have no meaning on a path.
pub(super) fn check_meaning(
    name: &str,
    path: &PathSpec,
    options: &RunOptions,
) -> Result<(), Problems> {
    let bad = |key: &str| !ALWAYS.contains(&key) && !path.options.iter().any(|known| known == key);
    let known = || Scenario::options_of(name).join(", ");
    let refused = |(key, value)| {
        no_meaning("option", &[("key", key), ("value", value), ("path", name), ("known", &known())])
    };
    let problems: Problems = options.settings().filter(|(key, _)| bad(key)).map(refused).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Refuses another value of an option that makes the path what it is.
pub(super) fn check_fixed(
    name: &str,
    path: &PathSpec,
    options: &RunOptions,
) -> Result<(), Problems> {
    let without = path.without.0.iter().find(|(key, value)| options.get(&key.value) == Some(value));
    if let Some((key, value)) = without {
        let said = [("key", key.value.as_str()), ("value", value.as_str()), ("path", name)];
        return Err(one(no_meaning("without", &said)));
    }
    let wrong = path.fixed.0.iter().find(|(key, value)| options.get(&key.value) != Some(value));
    wrong.map_or(Ok(()), |(key, wanted)| {
        let given = options.get(&key.value).unwrap_or_default();
        Err(one(no_meaning(
            "fixed",
            &[("key", &key.value), ("value", given), ("path", name), ("wanted", wanted)],
        )))
    })
}

/// Refuses a store that the world does not have.
pub(super) fn check_store(options: &RunOptions, fragments: &[Fragment]) -> Result<(), Problems> {
    match options.given("store") {
        Some(store) if !has(fragments, &format!("store-{store}")) => {
            Err(one(no_meaning("store", &[("store", store)])))
        }
        _ => Ok(()),
    }
}

fn has(fragments: &[Fragment], object: &str) -> bool {
    fragments.iter().flat_map(|fragment| &fragment.objects).any(|spec| *spec.object == object)
}

/// Refuses a path in a world that has not what the path is about, and options about transports
/// where there are none.
pub(super) fn check_needs(
    name: &str,
    path: &PathSpec,
    options: &RunOptions,
    fragments: &[Fragment],
) -> Result<(), Problems> {
    let world = options.get("world").unwrap_or_default();
    if let Some(missing) = path.needs.iter().find(|object| !has(fragments, object)) {
        return Err(one(no_meaning(
            "world",
            &[("path", name), ("world", world), ("missing", missing)],
        )));
    }
    let transports =
        fragments.iter().flat_map(|fragment| &fragment.objects).any(|spec| spec.transport);
    let of_transports = |key: &str, value: &str| match key {
        "transport" | "coupled" | "transport-end" => true,
        "queue" => value != "none",
        "answer" => value.starts_with("XP"),
        _ => false,
    };
    match options.settings().find(|(key, value)| !transports && of_transports(key, value)) {
        Some((key, value)) => {
            Err(one(no_meaning("transports", &[("key", key), ("value", value), ("world", world)])))
        }
        None => Ok(()),
    }
}

/// Refuses answers of nobody, and answers that nobody gives.
pub(super) fn check_answers(options: &RunOptions) -> Result<(), Problems> {
    for given in options.all("answer") {
        let (who, answer) = given.split_once('=').unwrap_or((given, ""));
        let providers = ["store-A", "XP1", "XP2", "ab"];
        if !providers.contains(&who) {
            return Err(one(unknown("provider that answers", who, providers)));
        }
        if !["yes", "no", "absent"].contains(&answer) {
            return Err(one(unknown(&format!("answer of {who}"), answer, ["yes", "no", "absent"])));
        }
    }
    Ok(())
}
