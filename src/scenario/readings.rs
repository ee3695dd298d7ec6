//! All combinations of the switchable readings, and which readings decide anything about a run.
//!
//! It must not know what a reading decides, nor how a search works.

use std::collections::{BTreeMap, BTreeSet};

use super::load::{Scenario, chosen_bugs, switches};
use super::options::RunOptions;
use super::problem::Problems;
use super::{assets, catalogue};
use crate::diagnostic::Diagnostic;
use crate::sim::BodyId;

/// All combinations of values of the switchable readings, beginning with the run's own. A reading
/// that has its default is left out.
///
/// # Errors
/// The bundled list of readings can't be read, which a test rules out.
pub fn combinations(options: &RunOptions) -> Result<Vec<RunOptions>, Diagnostic> {
    let readings = &assets::readings()?.0;
    let mut chosen: Vec<Vec<String>> = vec![Vec::new()];
    for (id, reading) in readings.iter().filter(|(_, reading)| reading.switch) {
        let prefix = format!("{}=", id.value);
        let given = options.all("reading").iter().find_map(|word| word.strip_prefix(&prefix));
        let default = reading.values.first().map(String::as_str);
        let own = given.or(default);
        let others = reading.values.iter().map(String::as_str).filter(|value| Some(*value) != own);
        let words: Vec<Option<String>> = own
            .into_iter()
            .chain(others)
            .map(|value| (Some(value) != default).then(|| format!("{prefix}{value}")))
            .collect();
        chosen = words
            .iter()
            .flat_map(|word| {
                chosen.iter().map(move |so_far| so_far.iter().chain(word).cloned().collect())
            })
            .collect();
    }
    chosen.into_iter().map(|words| with_readings(options, &words)).collect()
}

fn with_readings(options: &RunOptions, words: &[String]) -> Result<RunOptions, Diagnostic> {
    let mut options = options.clone();
    let switches: BTreeSet<String> = catalogue::readings()
        .iter()
        .filter(|reading| reading.switch)
        .map(|reading| format!("{}=", reading.id))
        .collect();
    let is_switch = |word: &String| switches.iter().any(|prefix| word.starts_with(prefix));
    let kept: Vec<String> =
        options.all("reading").iter().filter(|word| !is_switch(word)).cloned().collect();
    options.clear("reading");
    for word in kept.iter().chain(words) {
        options.set("reading", word)?;
    }
    Ok(options)
}

/// What `when` would test in a run of this path with these options.
fn switches_of(path: &str, options: &RunOptions) -> Result<BTreeMap<String, String>, Problems> {
    let mut options = options.clone();
    chosen_bugs(&mut options)?;
    switches(path, &options)
}

impl Scenario {
    /// The readings that decide anything about runs that come to these operations and no others:
    /// those that the world was built by, and those that `when` tested just before one of them.
    /// Up to such a test everything is the same under each value of its reading.
    pub fn readings_at(&self, reached: &BTreeSet<(BodyId, u16)>) -> BTreeSet<String> {
        let asked = self.asked_by_bodies.iter().filter(|(body, at, _)| match at {
            // It decides about all of the body.
            0 => reached.range((*body, 0)..=(*body, u16::MAX)).next().is_some(),
            _ => reached.contains(&(*body, *at)),
        });
        let of_world = self.asked_by_world.iter();
        of_world.chain(asked.map(|(.., switch)| switch)).cloned().collect()
    }

    /// All its readings.
    pub fn readings(&self) -> BTreeSet<String> {
        self.switches.keys().cloned().collect()
    }

    /// Whether a run without this setting would differ in readings, but in none of those that
    /// decide anything.
    pub fn is_unread(&self, (key, value): (&str, &str), read: &BTreeSet<String>) -> bool {
        let mut without = self.options.clone();
        without.remove(key, value);
        key == "reading" && self.agrees(&without, read) && !self.agrees(&without, &self.readings())
    }

    /// Whether a run with these options, which differ from its own in readings at most, has the
    /// same values of these readings.
    pub fn agrees(&self, options: &RunOptions, readings: &BTreeSet<String>) -> bool {
        let own = readings.iter().map(|reading| self.switches.get(reading).cloned());
        // What can't be read is reported where it is loaded.
        self.values_of(options, readings).is_ok_and(|theirs| theirs.into_iter().eq(own))
    }

    /// The values of these readings in a run of the same path with these options.
    ///
    /// # Errors
    /// What is wrong with the readings or bugs among the options.
    pub fn values_of(
        &self,
        options: &RunOptions,
        readings: &BTreeSet<String>,
    ) -> Result<Vec<Option<String>>, Problems> {
        let theirs = switches_of(&self.path, options)?;
        Ok(readings.iter().map(|reading| theirs.get(reading).cloned()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_combination_is_there_once_and_the_own_one_first() {
        let options = RunOptions::parse("release:world=plain,reading=C9=no-row").expect("valid");
        let all = combinations(&options).expect("readings are well formed");
        let values = catalogue::readings()
            .iter()
            .filter(|reading| reading.switch)
            .map(|reading| reading.values.len());
        assert_eq!(all.len(), values.product::<usize>());
        let words: BTreeSet<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(words.len(), all.len());
        assert_eq!(all[0], options);
        assert!(words.contains("release:world=plain"), "the default is a combination too");
    }

    #[test]
    fn a_reading_decides_about_the_world_and_about_places_that_runs_come_to() {
        let load = |word: &str| {
            Scenario::load(&RunOptions::parse(word).expect("valid"), &[]).expect("is bundled")
        };
        let scenario = load("release:world=plain");
        let of_world = scenario.readings_at(&BTreeSet::new());
        assert!(of_world.contains("C9") && !of_world.contains("C18"), "{of_world:?}");
        let (body, at, _) = scenario
            .asked_by_bodies
            .iter()
            .find(|(.., switch)| switch == "C18")
            .expect("some body tests it");
        let ops = 0..scenario.machine.program().body(*body).ops.len() as u16;
        let others = ops.filter(|other| other != at && *at != 0).map(|other| (*body, other));
        assert!(!scenario.readings_at(&others.collect()).contains("C18"));
        assert!(scenario.readings_at(&BTreeSet::from([(*body, *at)])).contains("C18"));
        let other = RunOptions::parse("release:world=plain,reading=C18=spooler").expect("valid");
        assert!(
            scenario.agrees(&other, &of_world) && !scenario.agrees(&other, &scenario.readings())
        );
    }
}
