//! Options that make no sense on a path or in a world; they are refused, with the reason, before
//! anything runs.
//!
//! It must not know what an option does; data says which options are valid where.

use super::assets::PathSpec;
use super::options::{RunOptions, unknown};
use super::problem::{Problems, one, refuse};
use super::world::spec::Fragment;
use crate::diagnostic::Diagnostic;

fn no_meaning(id: &str, arguments: &[(&str, &str)]) -> Diagnostic {
    refuse("no-meaning", id, arguments)
}

/// Refuses options that are not valid on a path.
pub(super) fn check_meaning(
    name: &str,
    path: &PathSpec,
    options: &RunOptions,
) -> Result<(), Problems> {
    let known = || path.known_options().join(", ");
    let refused = |(key, value)| {
        let said = [("key", key), ("value", value), ("path", name), ("known", &*known())];
        no_meaning("option", &said).about(key, value)
    };
    let problems: Problems =
        options.settings().filter(|(key, _)| !path.has_option(key)).map(refused).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Refuses other values for an option that defines the path.
pub(super) fn check_fixed(
    name: &str,
    path: &PathSpec,
    options: &RunOptions,
) -> Result<(), Problems> {
    let without = path.without.0.iter().find(|(key, value)| options.get(&key.value) == Some(value));
    if let Some((key, value)) = without {
        let said = [("key", key.value.as_str()), ("value", value.as_str()), ("path", name)];
        return Err(one(no_meaning("without", &said).about(&key.value, value)));
    }
    let wrong = path.fixed.0.iter().find(|(key, value)| options.get(&key.value) != Some(value));
    wrong.map_or(Ok(()), |(key, wanted)| {
        let given = options.get(&key.value).unwrap_or_default();
        let said = [("key", &*key.value), ("value", given), ("path", name), ("wanted", wanted)];
        Err(one(no_meaning("fixed", &said).about(&key.value, given)))
    })
}

/// Refuses a store that the world does not have.
pub(super) fn check_store(options: &RunOptions, fragments: &[Fragment]) -> Result<(), Problems> {
    match options.given("store") {
        Some(store) if !has(fragments, &format!("store-{store}")) => {
            Err(one(no_meaning("store", &[("store", store)]).about("store", store)))
        }
        _ => Ok(()),
    }
}

fn has(fragments: &[Fragment], object: &str) -> bool {
    fragments.iter().flat_map(|fragment| &fragment.objects).any(|spec| *spec.object == object)
}

/// Refuses a path in a world that lacks what the path needs, and options about transports in a
/// world without them.
pub(super) fn check_needs(
    name: &str,
    path: &PathSpec,
    options: &RunOptions,
    fragments: &[Fragment],
) -> Result<(), Problems> {
    let world = options.get("world").unwrap_or_default();
    if let Some(missing) = path.needs.iter().find(|object| !has(fragments, object)) {
        let said = [("path", name), ("world", world), ("missing", missing)];
        return Err(one(no_meaning("world", &said).about("world", world)));
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
            let said = [("key", key), ("value", value), ("world", world)];
            Err(one(no_meaning("transports", &said).about(key, value)))
        }
        None => Ok(()),
    }
}

/// Refuses an answer for an unknown provider, or an unknown answer.
pub(super) fn check_answers(options: &RunOptions) -> Result<(), Problems> {
    for given in options.all("answer") {
        let (who, answer) = given.split_once('=').unwrap_or((given, ""));
        let providers = ["store-A", "XP1", "XP2", "ab"];
        if !providers.contains(&who) {
            let found = unknown("provider that answers", who, providers);
            return Err(one(found.about("answer", given)));
        }
        if !["yes", "no", "absent"].contains(&answer) {
            let found = unknown(&format!("answer of {who}"), answer, ["yes", "no", "absent"]);
            return Err(one(found.about("answer", given)));
        }
    }
    Ok(())
}
