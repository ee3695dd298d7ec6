//! The words that help and completions know, gathered from the bundled data.
//!
//! It must refuse nothing: what is wrong with a word is said where it is understood.

use std::ffi::{OsStr, OsString};

use clap::Command as ClapCommand;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::lesson::check::CODES;
use crate::lesson::library::INDEX;
use crate::scenario::{Scenario, catalogue, listing};
use crate::sim::event::Ledger;
use crate::text::Lang;

/// Options of a search that mean nothing where it writes no report.
pub(super) const NO_REPORT: [&str; 6] =
    ["open", "save", "all_readings", "full", "max_states", "max_depth"];

/// Takes any text, and tells help and completions which texts are known: what is wrong is said
/// later, with more to say about it.
#[derive(Clone)]
pub(super) struct Known(pub(super) fn() -> Vec<String>);

impl TypedValueParser for Known {
    type Value = String;

    fn parse_ref(
        &self,
        command: &ClapCommand,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(PossibleValue::new)))
    }
}

/// The same for a word that may name a file, whose name need not be text.
#[derive(Clone)]
pub(super) struct KnownOrFile(pub(super) fn() -> Vec<String>);

impl TypedValueParser for KnownOrFile {
    type Value = OsString;

    fn parse_ref(
        &self,
        _: &ClapCommand,
        _: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<OsString, clap::Error> {
        Ok(value.to_owned())
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(PossibleValue::new)))
    }
}

pub(super) fn languages() -> Vec<String> {
    [Lang::En, Lang::PtBr].map(|lang| lang.code().to_owned()).to_vec()
}

pub(super) fn paths() -> Vec<String> {
    Scenario::paths().into_iter().map(str::to_owned).collect()
}

pub(super) fn lessons() -> Vec<String> {
    INDEX.iter().map(|entry| entry.id.to_owned()).collect()
}

pub(super) fn runs() -> Vec<String> {
    lessons().into_iter().chain(paths()).collect()
}

pub(super) fn codes() -> Vec<String> {
    CODES.iter().map(|code| (*code).to_owned()).collect()
}

pub(super) fn bugs() -> Vec<String> {
    Scenario::bugs().into_iter().map(|(id, _)| id.to_owned()).collect()
}

/// Modules, and their methods without the interface, pieces and scripts.
pub(super) fn bodies() -> Vec<String> {
    let mut all = Vec::new();
    for listed in listing::modules().unwrap_or_default() {
        all.push(listed.module.name.clone());
        let bodies =
            listed.bodies().map(|(_, body)| format!("{}::{}", listed.module.name, body.name));
        let mut bodies: Vec<String> = bodies.collect();
        bodies.sort();
        bodies.dedup();
        all.extend(bodies);
    }
    all
}

pub(super) fn readings() -> Vec<String> {
    let switches = catalogue::readings().iter().filter(|reading| reading.switch);
    switches
        .flat_map(|reading| {
            reading.values.iter().map(|value| format!("{}={}", reading.id, value.id))
        })
        .collect()
}

pub(super) fn values(key: &str) -> Vec<String> {
    let spec = crate::scenario::OPTIONS.iter().find(|spec| spec.key == key);
    spec.map_or_else(Vec::new, |spec| spec.values.iter().map(|value| (*value).to_owned()).collect())
}

pub(super) const LEDGER_NAMES: [(&str, Ledger); 4] = [
    ("status_table", Ledger::StatusTable),
    ("provider_uids", Ledger::ProviderUids),
    ("objects", Ledger::Objects),
    ("transports", Ledger::Transports),
];

/// A parser that knows some words and what each means.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    words: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words.iter().map(|(word, _)| *word)).try_map(|word| {
        words
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, value)| *value)
            .ok_or(std::fmt::Error)
    })
}
