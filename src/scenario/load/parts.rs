//! The files that make up a run: modules, replaced bodies, fragments of worlds, threads. It must
//! not know what is in a body.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::scenario::assets::{BODIES, PROVIDERS, PathSpec};
use crate::scenario::edits::{BugSpec, Edit};
use crate::scenario::module::Module;
use crate::scenario::options::{RunOptions, unknown};
use crate::scenario::problem::{Problems, near, one, refuse};
use crate::scenario::world::spec::{Fragment, ThreadSpec};
use crate::scenario::yaml::Marked;
use crate::scenario::{assets, edits, module};
use crate::sim::body::Who;
use crate::text::Text;

/// Threads in the default order of replay.
const THREAD_ORDER: &[&str] = &["client-1", "client-2", "other-process", "spooler", "XP1", "XP2"];

/// A file of bodies that replaces bundled ones, as a lesson may contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The YAML text of the file.
    pub text: String,
    /// The file name for error messages.
    pub file: String,
    /// How many lines precede it in that file.
    pub line: u32,
}

/// What a run has besides its options, as a lesson may.
#[derive(Clone, Debug, Default)]
pub struct Besides {
    /// Bodies used instead of bundled ones of the same name.
    pub replacements: Vec<Replacement>,
    /// An additional part of the world.
    pub extra: Option<Fragment>,
    /// Edits of bodies that belong to no bug.
    pub edits: Vec<Edit>,
    /// Why statements are there, by label.
    pub reasons: Vec<(Marked<String>, Text)>,
}

/// All modules of a run: the bundled ones and the chosen provider's, with replacements and edits.
pub(super) fn modules(
    options: &RunOptions,
    replacements: &[Replacement],
    extra: Option<&Fragment>,
    bugs: &[(String, &BugSpec)],
) -> Result<Vec<Arc<Module>>, Problems> {
    let provider = options.get("provider").unwrap_or("eager");
    let names = || PROVIDERS.iter().map(|(name, _)| *name);
    let own = PROVIDERS.iter().find(|(name, _)| *name == provider);
    let (_, files) = own.ok_or_else(|| {
        let found = unknown("provider", provider, names().collect::<Vec<_>>());
        one(found.about("provider", provider))
    })?;
    let mut modules = Vec::new();
    for file in BODIES.iter().chain(*files) {
        modules.push(assets::bundled(*file)?);
    }
    let mut problems = Vec::new();
    for replacement in replacements {
        match module::parse(&replacement.file, &replacement.text, replacement.line) {
            Ok(replacing) => {
                let known = replacements.iter().map(|it| it.text.as_str());
                let used = is_used(&replacing, known, extra);
                let file = &replacement.file;
                problems.extend(replace(&mut modules, replacing, (file, used)).err());
            }
            Err(found) => problems.extend(found),
        }
    }
    for (id, bug) in bugs {
        problems.extend(edits::apply(&mut modules, id, &bug.edits).err().unwrap_or_default());
    }
    if problems.is_empty() { Ok(modules) } else { Err(problems) }
}

/// What was found, or nothing, with what is wrong among the problems.
pub(super) fn taken<T: Default>(result: Result<T, Problems>, found: &mut Problems) -> T {
    result.unwrap_or_else(|problems| {
        found.extend(problems);
        T::default()
    })
}

/// The modules with a user's edits, and the run without what the user changed, if one party's code
/// was changed.
pub(super) fn edited(
    modules: Result<Vec<Arc<Module>>, Problems>,
    besides: &Besides,
    found: &mut Problems,
) -> (Vec<Arc<Module>>, Option<(Who, Besides)>) {
    let mut modules = taken(modules, found);
    let sound = without_changes(&modules, besides);
    if !modules.is_empty() {
        found.extend(edits::apply(&mut modules, "", &besides.edits).err().unwrap_or_default());
        let labels = besides.reasons.iter().map(|(label, _)| label);
        found.extend(edits::check_labels(&modules, labels).err().unwrap_or_default());
    }
    (modules, sound)
}

/// The one party whose code the user changed, with what leaves that party's code alone. A client
/// may do as it likes, so its script stays; if two other parties were changed, nobody knows whose
/// change breaks what.
fn without_changes(modules: &[Arc<Module>], besides: &Besides) -> Option<(Who, Besides)> {
    let written = |it: &Replacement| Some(module::parse(&it.file, &it.text, it.line).ok()?.who);
    let replaced: Vec<Option<Who>> = besides.replacements.iter().map(written).collect();
    let edited: Vec<Vec<Who>> =
        besides.edits.iter().map(|edit| edits::parties(modules, edit)).collect();
    let all = replaced.iter().copied().chain(edited.iter().flatten().copied().map(Some));
    let mut others = all.filter(|who| *who != Some(Who::Client));
    let party = others.next()??;
    if others.any(|other| other != Some(party)) {
        return None;
    }
    let mut kept = besides.clone();
    let mut whose = replaced.into_iter();
    kept.replacements.retain(|_| whose.next() == Some(Some(Who::Client)));
    let mut whose = edited.into_iter();
    kept.edits.retain(|_| whose.next().is_some_and(|all| all.iter().all(|it| *it == Who::Client)));
    kept.reasons.clear();
    Some((party, kept))
}

/// Whether anything else in a run that a user wrote refers to a module that is new: another module
/// extends it or creates an object of it, the world has one, or a thread runs a script of it.
fn is_used<'a>(
    module: &Module,
    mut texts: impl Iterator<Item = &'a str>,
    extra: Option<&Fragment>,
) -> bool {
    let (own, extends) = (format!("{}/", module.name), format!("extends: {}", module.name));
    let objects = || extra.iter().flat_map(|it| &it.objects).any(|it| it.class.starts_with(&own));
    let runs = |thread: &ThreadSpec| module.scripts.iter().any(|it| it.name == thread.script);
    let threads = || extra.iter().flat_map(|it| &it.threads.0).any(|(_, thread)| runs(thread));
    objects() || threads() || texts.any(|text| text.contains(&own) || text.contains(&extends))
}

/// The error for a module that this run does not have, so that its bodies would never run.
fn no_such_module(modules: &[Arc<Module>], replacing: &Module) -> Diagnostic {
    let name = format!("{:?}", replacing.name);
    let of = PROVIDERS.iter().find(|(_, files)| {
        let mut all = files.iter().filter_map(|file| assets::bundled(*file).ok());
        all.any(|module| module.name == replacing.name)
    });
    if let Some((provider, _)) = of {
        let said = [("name", name.as_str()), ("provider", provider)];
        return refuse("unknown-module", "module-elsewhere", &said);
    }
    let known: Vec<&str> = modules.iter().map(|module| module.name.as_str()).collect();
    let found = refuse("unknown-module", "unknown-module", &[("name", &name)]);
    found.help_in_both(near(&replacing.name, known))
}

/// Replaces the bodies of the module that a replacement in a file names, or adds it as a new
/// module, if it is `used`.
fn replace(
    modules: &mut Vec<Arc<Module>>,
    replacing: Module,
    (file, used): (&str, bool),
) -> Result<(), Diagnostic> {
    let Some(at) = modules.iter().position(|module| module.name == replacing.name) else {
        if !used {
            let found = no_such_module(modules, &replacing);
            return Err(found.at(file, Some(replacing.name_place)));
        }
        modules.push(Arc::new(replacing));
        return Ok(());
    };
    let module = &mut modules[at];
    let module = Arc::make_mut(module);
    if module.who != replacing.who {
        let said = [
            ("module", replacing.name.as_str()),
            ("given", replacing.who.word()),
            ("who", module.who.word()),
        ];
        return Err(refuse("whose", "whose", &said).at(file, Some(replacing.who_place)));
    }
    let lists = [
        (&mut module.methods, replacing.methods),
        (&mut module.pieces, replacing.pieces),
        (&mut module.scripts, replacing.scripts),
    ];
    for (known, new) in lists {
        for body in new {
            known.retain(|old| (&old.interface, &old.name) != (&body.interface, &body.name));
            known.push(body);
        }
    }
    for (interface, fields) in replacing.objects {
        match module.objects.iter_mut().find(|(known, _)| *known == interface) {
            Some((_, known)) => known.extend(fields),
            None => module.objects.push((interface, fields)),
        }
    }
    Ok(())
}

/// The parts of the world: those in its list, the path's, the bugs', and what a lesson adds; with
/// the switches that decided which.
pub(super) fn fragments(
    path: &PathSpec,
    options: &RunOptions,
    switches: &BTreeMap<String, String>,
    bugs: &[(String, &BugSpec)],
    extra: Option<&Fragment>,
) -> Result<(Vec<Fragment>, BTreeSet<String>), Problems> {
    let worlds = assets::worlds().map_err(one)?;
    let world = options.get("world").unwrap_or("busy");
    let list = worlds
        .worlds
        .get(world)
        .ok_or_else(|| one(unknown("world", world, worlds.worlds.keys()).about("world", world)))?;
    let (mut found, mut asked) = (Vec::new(), BTreeSet::new());
    let mut names: Vec<&String> = Vec::new();
    for name in list.iter().chain(&path.fragments) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        let fragment = worlds.fragments.get(name);
        let fragment = fragment
            .ok_or_else(|| one(unknown("part of a world", name, worlds.fragments.keys())))?;
        let fragment = fragment
            .read()
            .map_err(|problem| one(module::broken("assets/worlds.yaml", problem, 0)))?;
        let mut is_so = |key: &str, wanted: &str| {
            asked.insert(key.to_owned());
            match wanted.strip_prefix('!') {
                Some(other) => switches.get(key).is_some_and(|value| value != other),
                None => switches.get(key).is_some_and(|value| value == wanted),
            }
        };
        if fragment.when.0.iter().all(|(key, wanted)| is_so(&key.value, wanted)) {
            found.push(fragment);
        }
    }
    for (_, bug) in bugs {
        found.push(Fragment {
            set: bug.set.clone(),
            hold: bug.hold.clone(),
            threads: bug.threads.clone(),
            ..Fragment::default()
        });
    }
    found.extend(extra.cloned());
    Ok((found, asked))
}

/// The threads in the default order: the path's, then the world's.
pub(super) fn threads(path: &PathSpec, fragments: &[Fragment]) -> Vec<(String, ThreadSpec)> {
    let own =
        path.threads.0.iter().chain(fragments.iter().flat_map(|fragment| &fragment.threads.0));
    let mut all: Vec<(String, ThreadSpec)> =
        own.map(|(name, spec)| (name.value.clone(), spec.clone())).collect();
    let rank = |name: &str| {
        THREAD_ORDER.iter().position(|known| *known == name).unwrap_or(THREAD_ORDER.len())
    };
    all.sort_by_key(|(name, _)| rank(name));
    all
}
