//! What the objects of a log are called: the name that the log gives, else their kind, with the
//! letter of the store that they belong to, as in the model's own runs.
//!
//! It must not know an address: those differ from run to run.

use std::collections::{BTreeMap, BTreeSet};

use super::NumberedName;
use crate::log::interface::noun;
use crate::log::program::Cast;
use crate::log::record::{CallLog, LogValue, NONE};
use crate::log::survey::Survey;
use crate::sim::value::Word;

/// The names of a run: of its objects, in their order, and, for each bond, of its MAPIUIDs and
/// its rows.
pub(super) struct RunNames {
    pub(super) objects: Vec<NumberedName>,
    pub(super) uids: Vec<Word>,
    pub(super) rows: Vec<Word>,
    /// Those of a support object of which no logon is in the log.
    pub(super) alone: [Word; 2],
}

/// Names everything, and gives words to the arguments.
pub(super) fn names(log: &CallLog, survey: &Survey, cast: &mut Cast) -> RunNames {
    let letters = letters(survey);
    for record in log.records.iter() {
        for (name, value) in record.values() {
            cast.program.names.word(&worded(log, *name, *value));
            if matches!(log.texts.text(*name), "lpProviderID" | "PR_DISPLAY_NAME") {
                cast.program.names.word(&worded(log, 0, *value));
            }
        }
    }
    let mut word = |text: String| cast.program.names.word(&text);
    let uids = letters.iter().map(|letter| word(format!("U-{letter}"))).collect();
    let rows = letters.iter().map(|letter| word(row(letter))).collect();
    let alone = ["U", "R"].map(|name| word(name.to_owned()));
    RunNames { objects: objects(log, survey, cast, &letters), uids, rows, alone }
}

/// What a row is called: as in the model's own world.
fn row(letter: &str) -> String {
    match letter {
        "A" => "R4".to_owned(),
        "B" => "R7".to_owned(),
        other => format!("R-{other}"),
    }
}

/// An argument that is no object, as it is printed: with its name if it has one.
pub(super) fn worded(log: &CallLog, name: u32, value: LogValue) -> String {
    let text = match value {
        LogValue::Number(number) => number.to_string(),
        LogValue::Text(text) => log.texts.text(text).to_owned(),
        LogValue::Object(_) => return String::new(),
    };
    if name == 0 { text } else { format!("{}={text}", log.texts.text(name)) }
}

fn objects(
    log: &CallLog,
    survey: &Survey,
    cast: &mut Cast,
    letters: &[String],
) -> Vec<NumberedName> {
    let mut taken: BTreeMap<String, u16> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    // Letters of stores with something that belongs to them, once each.
    let own: BTreeSet<&str> = letters.iter().map(|it| it.trim_end_matches('\'')).collect();
    let mut alone = own.len() as u32;
    let mut all = Vec::with_capacity(survey.instances.len());
    for (at, it) in (0u32..).zip(&survey.instances) {
        let kind = noun(log.texts.text(it.interface));
        let bond = survey.bonds.of(at).filter(|bond| survey.bonds.all()[*bond].provider != at);
        let base = match (it.name, bond) {
            (0, Some(bond)) => format!("{kind}-{}", letters[bond]),
            (0, None) if matches!(kind, "provider" | "session" | "MAPI") => kind.to_owned(),
            // A store of which the log shows nothing else has a letter all the same.
            (0, None) if kind == "store" => {
                alone += 1;
                format!("{kind}-{}", letter(alone))
            }
            (0, None) => {
                let number = numbers.entry(kind).or_default();
                *number += 1;
                format!("{kind}-{number}")
            }
            (name, _) => log.texts.text(name).to_owned(),
        };
        let nth = taken.entry(base.clone()).or_default();
        *nth = nth.saturating_add(1);
        all.push((cast.program.names.word(&base), *nth));
    }
    all
}

/// A letter for each store; the spooler's own instance has that of the client's, and a prime.
fn letters(survey: &Survey) -> Vec<String> {
    let bonds = survey.bonds.all();
    let mut letters: Vec<String> = Vec::with_capacity(bonds.len());
    let mut next = 0u32;
    for (at, bond) in bonds.iter().enumerate() {
        let twin = bonds[..at].iter().rposition(|other| {
            bond.of_spooler
                && !other.of_spooler
                && other.entry == bond.entry
                && (other.provider == bond.provider || bond.provider == NONE)
        });
        // A store that is opened again after it was closed has its letter again.
        let again = bonds[..at].iter().rposition(|other| {
            bond.entry != 0
                && (other.of_spooler, other.entry, other.provider)
                    == (bond.of_spooler, bond.entry, bond.provider)
        });
        let is_spare = bond.store == NONE && bond.logon == NONE;
        let last = letters.last().filter(|_| is_spare).cloned();
        letters.push(match (twin, again) {
            (_, Some(again)) => letters[again].clone(),
            _ if last.is_some() => last.unwrap_or_default(),
            (Some(twin), None) if !letters[..at].contains(&format!("{}'", letters[twin])) => {
                format!("{}'", letters[twin])
            }
            _ => {
                next += 1;
                letter(next)
            }
        });
    }
    letters
}

fn letter(number: u32) -> String {
    match u8::try_from(number) {
        Ok(small @ 1..=26) => char::from(b'A' + small - 1).to_string(),
        _ => number.to_string(),
    }
}
