//! Turns a user's request into a machine: which modules, which world, which edits, which switches.
//!
//! It must not know what a body does; it refuses whatever makes no sense before anything runs.

mod parts;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use parts::{Besides, Replacement};
use parts::{edited, fragments, modules, taken, threads};
use texts::{aliases, constants};

use super::assets::{PROVIDERS, PathSpec};
use super::edits::BugSpec;
use super::link::link;
use super::options::{OPTIONS, RunOptions, unknown};
use super::problem::{Problems, one, refuse};
use super::world::spec::Fragment;
use super::written::Written;
use super::{assets, calls, order, refusal, world};
use crate::sim::{BodyId, Choice, Machine, Timeline};
use crate::yaml::Later;

/// A checked run: the options from which it was made, and the machine.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The options that were requested.
    pub options: RunOptions,
    /// The path's name, such as `store-logoff`.
    pub path: String,
    /// The values of all switches, including readings.
    pub switches: BTreeMap<String, String>,
    /// The machine at the start of the run.
    pub machine: Arc<Machine>,
    /// The order in which threads run, as far as it was requested.
    pub order: Vec<Choice>,
    /// The switches that decided which parts its world has.
    pub(super) asked_by_world: BTreeSet<String>,
    /// The switches that decided what bodies contain, each with the first operation after the test.
    pub(super) asked_by_bodies: Vec<(BodyId, u16, String)>,
    /// The parts of the program that the user wrote.
    pub(super) written: Vec<Written>,
    /// Everything from which it was made.
    pub(super) asked: Arc<Ingredients>,
}

/// What a scenario is made from.
#[derive(Clone, Debug)]
pub(super) struct Ingredients {
    /// The options as they were given, without those that a bug or the path adds.
    pub(super) options: RunOptions,
    besides: Besides,
}

impl Ingredients {
    /// The same scenario with other options.
    pub(super) fn with(&self, options: RunOptions) -> Result<Scenario, Problems> {
        Scenario::load_with(&options, &self.besides)
    }

    /// The bundled bodies with these options in the same world; `None` if the options make no
    /// sense.
    pub(super) fn bundled(&self, options: &RunOptions) -> Option<Scenario> {
        Scenario::load_in(options, &[], self.besides.extra.as_ref()).ok()
    }
}

/// What a run may have besides its options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Bodies from a file that replace bundled ones.
    Bodies,
    /// An additional part of the world.
    World,
    /// Edits of bodies that belong to no bug.
    Edits,
}

impl Beyond {
    /// All of them, in the order in which JSON lists them.
    pub const ALL: [Beyond; 3] = [Beyond::Bodies, Beyond::World, Beyond::Edits];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Beyond::Bodies => "bodies",
            Beyond::World => "adds",
            Beyond::Edits => "edits",
        }
    }
}

impl Scenario {
    /// Builds the machine that was requested; `replacements` are bodies used instead of bundled
    /// ones of the same name.
    ///
    /// # Errors
    /// All errors in the options and in the bodies, not only the first.
    ///
    /// # Examples
    /// ```
    /// use mapi_teardown::scenario::{RunOptions, Scenario};
    ///
    /// let options = RunOptions::parse("store-logoff:flag=purge,world=plain").expect("options");
    /// let scenario = Scenario::load(&options, &[]).expect("a run that makes sense");
    /// assert_eq!(scenario.path, "store-logoff");
    ///
    /// let wrong = RunOptions::parse("store-logoff:flag=purge,bug=PB99").expect("known keys");
    /// let problems = Scenario::load(&wrong, &[]).expect_err("there is no such bug");
    /// assert_eq!(problems[0].code, "unknown-name");
    /// ```
    pub fn load(options: &RunOptions, replacements: &[Replacement]) -> Result<Self, Problems> {
        Self::load_in(options, replacements, None)
    }

    /// The same run with other options: with the bodies and the world that it was loaded with.
    ///
    /// # Errors
    /// As for [`Scenario::load`].
    pub fn with(&self, options: &RunOptions) -> Result<Self, Problems> {
        self.asked.with(options.clone())
    }

    /// Like [`Scenario::load`], with an additional part of the world, as a lesson may have.
    ///
    /// # Errors
    /// As for [`Scenario::load`], plus errors in the added part.
    pub fn load_in(
        options: &RunOptions,
        replacements: &[Replacement],
        extra: Option<&Fragment>,
    ) -> Result<Self, Problems> {
        let (replacements, extra) = (replacements.to_vec(), extra.cloned());
        Self::load_with(options, &Besides { replacements, extra, ..Besides::default() })
    }

    /// Like [`Scenario::load_in`], with everything that a run may have besides its options.
    ///
    /// # Errors
    /// As for [`Scenario::load_in`], plus edits whose body or label does not exist, and reasons
    /// for labels that no statement has.
    pub fn load_with(options: &RunOptions, besides: &Besides) -> Result<Self, Problems> {
        let Besides { replacements, extra, reasons, .. } = besides;
        let paths = assets::paths().map_err(one)?;
        let asked = options.path.as_deref().unwrap_or("store-logoff");
        let path = paths.get(asked).ok_or_else(|| one(unknown("path", asked, paths.keys())))?;
        let path = &path.path().map_err(one)?;
        let given = options;
        let mut options = options.clone();
        let bugs = chosen_bugs(&mut options)?;
        for (key, value) in path.defaults.0.iter().chain(&path.fixed.0) {
            if options.given(&key.value).is_none() {
                options.set(&key.value, value).map_err(one)?;
            }
        }
        let mut found = refusal::check_meaning(asked, path, &options)
            .and_then(|()| refusal::check_fixed(asked, path, &options))
            .and_then(|()| refusal::check_answers(&options))
            .err()
            .unwrap_or_default();
        let switches = taken(switches(asked, &options), &mut found);
        let constants = taken(constants(&options), &mut found);
        let modules = modules(&options, replacements, extra.as_ref(), &bugs);
        let (modules, sound) = edited(modules, besides, &mut found);
        if !found.is_empty() {
            // What is wrong in bodies is said at once with what is wrong in options.
            if !modules.is_empty() && !switches.is_empty() && !constants.is_empty() {
                found.extend(link(&modules, &switches, &constants, &[]).err().unwrap_or_default());
            }
            return Err(found);
        }
        let (fragments, asked_by_world) =
            fragments(path, &options, &switches, &bugs, extra.as_ref())?;
        refusal::check_store(&options, &fragments)?;
        refusal::check_needs(asked, path, &options, &fragments)?;
        let threads = threads(path, &fragments);
        let scripts: Vec<&str> = threads.iter().map(|(_, thread)| thread.script.as_str()).collect();
        let mut linked = link(&modules, &switches, &constants, &scripts)?;
        let state = world::build(&fragments, &threads, &aliases(&options), &options, &mut linked)?;
        let unanswered = calls::on_the_wrong_object(&linked.calls, &linked.program, &state);
        if !unanswered.is_empty() {
            return Err(unanswered);
        }
        let exempt: Vec<&str> = path.exempt.iter().map(String::as_str).collect();
        let told = reasons.iter().map(|(label, text)| (label.value.clone(), text.clone()));
        linked.program.reasons = told.collect();
        let machine = Machine::new(linked.program, state, &exempt);
        let sound =
            sound.and_then(|(who, kept)| Some((who, Self::load_with(given, &kept).ok()?.machine)));
        let machine = Arc::new(match sound {
            Some((who, sound)) => machine.altered_by(who, sound),
            None => machine,
        });
        let order =
            order::parse(options.get("order").unwrap_or_default(), &machine).map_err(one)?;
        let asked_for = Ingredients { options: given.clone(), besides: besides.clone() };
        let written = linked.written;
        Ok(Self {
            path: asked.to_owned(),
            options,
            switches,
            machine,
            order,
            asked_by_world,
            asked_by_bodies: linked.asked,
            written,
            asked: Arc::new(asked_for),
        })
    }

    /// What belongs to the run but is not among its options, and so can't be written as a RUN word.
    pub fn beyond(&self) -> impl Iterator<Item = Beyond> {
        let own = [
            (Beyond::Bodies, !self.asked.besides.replacements.is_empty()),
            (Beyond::World, self.asked.besides.extra.is_some()),
            (Beyond::Edits, !self.asked.besides.edits.is_empty()),
        ];
        own.into_iter().filter(|(_, has)| *has).map(|(what, _)| what)
    }

    /// Runs it in the requested order, then in the default order, for at most `bound` steps.
    pub fn timeline(&self, bound: usize) -> Timeline {
        Timeline::run_with(Arc::clone(&self.machine), &self.order, bound)
    }

    /// What was asked for; an option that a bug overrides has the value that it has in the run.
    pub fn told_options(&self) -> RunOptions {
        let mut told = self.asked.options.clone();
        for spec in OPTIONS.iter().filter(|spec| !spec.repeatable) {
            let value = self.options.given(spec.key).filter(|_| told.given(spec.key).is_some());
            if let Some(value) = value
                && told.set(spec.key, value).is_err()
            {
                told.clear(spec.key);
            }
        }
        told
    }

    /// Whether an option has this value, explicitly or by default.
    pub(super) fn has(&self, key: &str, value: &str) -> bool {
        match (key, value.split_once('=')) {
            ("reading", Some((id, value))) => {
                self.switches.get(id).is_some_and(|chosen| chosen == value)
            }
            ("answer", Some((_, "yes"))) => true,
            ("bug" | "transport" | "answer", _) => false,
            _ => self.options.get(key) == Some(value),
        }
    }

    /// The names of all paths that can be replayed.
    pub fn paths() -> Vec<&'static str> {
        let is_replayed =
            |path: &Later<'static, PathSpec>| path.path().is_ok_and(|path| !path.searched);
        let all = assets::paths().map(|paths| paths.0.iter().filter(|(_, path)| is_replayed(path)));
        all.map(|paths| paths.map(|(name, _)| name.value.as_str()).collect()).unwrap_or_default()
    }

    /// The names of all paths, including those that exist to be searched.
    pub fn all_paths() -> Vec<&'static str> {
        assets::paths().map(|paths| paths.keys().collect()).unwrap_or_default()
    }

    /// The options that are valid on a path.
    pub fn options_of(path: &str) -> Vec<&'static str> {
        let own = assets::paths().ok().and_then(|paths| paths.get(path)?.path().ok());
        own.unwrap_or_default().known_options()
    }

    /// Names of the worlds.
    pub fn worlds() -> Vec<&'static str> {
        assets::worlds().map(|worlds| worlds.worlds.keys().collect()).unwrap_or_default()
    }

    /// Names of the providers.
    pub fn providers() -> Vec<&'static str> {
        PROVIDERS.iter().map(|(name, _)| *name).collect()
    }

    /// Names and data of the bugs.
    pub fn bugs() -> Vec<(&'static str, &'static BugSpec)> {
        let all = assets::bugs()
            .map(|bugs| bugs.0.iter().map(|(id, bug)| (id.value.as_str(), bug)).collect());
        all.unwrap_or_default()
    }
}

/// The bugs that were requested; sets the options that belong to them.
pub(super) fn chosen_bugs(
    options: &mut RunOptions,
) -> Result<Vec<(String, &'static BugSpec)>, Problems> {
    let mut chosen = Vec::new();
    for id in options.all("bug").to_vec() {
        let known = assets::bugs().map_err(one)?;
        let bug = known
            .get(&id)
            .ok_or_else(|| one(unknown("bug", &id, known.keys()).about("bug", &id)))?;
        for (key, value) in &bug.options.0 {
            options.set(&key.value, value).map_err(one)?;
        }
        chosen.push((id, bug));
    }
    Ok(chosen)
}

/// What `when` may test: every option that has a single value, and every reading.
pub(super) fn switches(
    path: &str,
    options: &RunOptions,
) -> Result<BTreeMap<String, String>, Problems> {
    let mut all = BTreeMap::from([("path".to_owned(), path.to_owned())]);
    for spec in OPTIONS.iter().filter(|spec| !spec.repeatable) {
        all.insert(spec.key.to_owned(), options.get(spec.key).unwrap_or("").to_owned());
    }
    let readings = assets::readings().map_err(one)?;
    for (id, reading) in &readings.0 {
        all.insert(id.value.clone(), reading.values.first().cloned().unwrap_or_default());
    }
    for given in options.all("reading") {
        let (id, value) = given.split_once('=').unwrap_or((given, ""));
        let reading = readings
            .get(id)
            .ok_or_else(|| one(unknown("reading", id, readings.keys()).about("reading", given)))?;
        let known: Vec<&str> = reading.values.iter().map(String::as_str).collect();
        if !known.contains(&value) {
            let found = unknown(&format!("value of reading {id}"), value, known);
            return Err(one(found.about("reading", given)));
        }
        if !reading.switch && known.first() != Some(&value) {
            let found = refuse("no-switch", "no-switch", &[("reading", id)]);
            return Err(one(found.about("reading", given)));
        }
        all.insert(id.to_owned(), value.to_owned());
    }
    Ok(all)
}
