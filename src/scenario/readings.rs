//! All combinations of the switchable readings, and when two combinations come to the same.
//!
//! It must not know what a reading decides, nor how a search works.

use std::collections::BTreeSet;

use super::load::Scenario;
use super::options::RunOptions;
use super::{assets, catalogue};
use crate::diagnostic::Diagnostic;
use crate::sim::{BodyId, Statement};

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

impl Scenario {
    /// Whether both scenarios have the same runs as long as only these bodies run: both start in
    /// the same state, and the bodies are identical, word for word.
    pub fn is_same_in(&self, other: &Scenario, bodies: &BTreeSet<BodyId>) -> bool {
        let (ours, theirs) = (self.machine.program(), other.machine.program());
        fn said(line: &Statement) -> (&str, u8) {
            (&line.text, line.indent)
        }
        // A body that is called under only one reading shifts the numbers of others, so bodies are
        // matched by what they are.
        let is_same = |body: &BodyId| {
            let ours = ours.body(*body);
            let mut called = theirs
                .bodies
                .iter()
                .filter(|theirs| (&ours.title, &ours.file) == (&theirs.title, &theirs.file));
            called.any(|theirs| {
                ours.statements.iter().map(said).eq(theirs.statements.iter().map(said))
            })
        };
        self.parts == other.parts && bodies.iter().all(is_same)
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
    fn bodies_that_say_the_same_are_the_same_and_others_are_not() {
        let load = |word: &str| {
            Scenario::load(&RunOptions::parse(word).expect("valid"), &[]).expect("is bundled")
        };
        let (row, no_row) =
            (load("release:world=plain"), load("release:world=plain,reading=C18=spooler"));
        let all: BTreeSet<BodyId> =
            (0..row.machine.program().bodies.len() as u16).map(BodyId).collect();
        assert!(row.is_same_in(&row, &all) && !row.is_same_in(&no_row, &all));
        assert!(row.is_same_in(&no_row, &BTreeSet::new()));
        assert!(
            !row.is_same_in(&load("release:world=plain,reading=C9=no-row"), &BTreeSet::new()),
            "another world"
        );
    }
}
