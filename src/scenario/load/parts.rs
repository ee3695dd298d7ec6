//! The files that make up a run: modules, replaced bodies, fragments of worlds, threads. It must
//! not know what is in a body.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::scenario::assets::{BODIES, PROVIDERS, PathSpec};
use crate::scenario::edits::BugSpec;
use crate::scenario::load::Besides;
use crate::scenario::module::Module;
use crate::scenario::options::{RunOptions, unknown};
use crate::scenario::problem::{Problems, one};
use crate::scenario::world::spec::{Fragment, ThreadSpec};
use crate::scenario::{assets, edits, module};
use crate::sim::body::Who;

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

/// All modules of a run: the bundled ones and the chosen provider's, with replacements and edits.
pub(super) fn modules(
    options: &RunOptions,
    replacements: &[Replacement],
    bugs: &[(String, &BugSpec)],
) -> Result<Vec<Arc<Module>>, Problems> {
    let provider = options.get("provider").unwrap_or("eager");
    let names = || PROVIDERS.iter().map(|(name, _)| *name);
    let own = PROVIDERS.iter().find(|(name, _)| *name == provider);
    let (_, files) =
        own.ok_or_else(|| one(unknown("provider", provider, names().collect::<Vec<_>>())))?;
    let mut modules = Vec::new();
    for file in BODIES.iter().chain(*files) {
        modules.push(assets::bundled(*file)?);
    }
    let mut problems = Vec::new();
    for replacement in replacements {
        match module::parse(&replacement.file, &replacement.text, replacement.line) {
            Ok(replacing) => problems.extend(replace(&mut modules, replacing).err()),
            Err(found) => problems.extend(found),
        }
    }
    for (id, bug) in bugs {
        problems.extend(edits::apply(&mut modules, id, &bug.edits).err());
    }
    if problems.is_empty() { Ok(modules) } else { Err(problems) }
}

/// The one party whose code the user changed, with what leaves that party's code alone. A client
/// may do as it likes, so its script stays; if two other parties were changed, nobody knows whose
/// change breaks what.
pub(super) fn without_changes(
    modules: &[Arc<Module>],
    besides: &Besides,
) -> Option<(Who, Besides)> {
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

/// Replaces the bodies of the module that a replacement names, or adds it as a new module.
fn replace(modules: &mut Vec<Arc<Module>>, replacing: Module) -> Result<(), Diagnostic> {
    let Some(module) = modules.iter_mut().find(|module| module.name == replacing.name) else {
        modules.push(Arc::new(replacing));
        return Ok(());
    };
    let module = Arc::make_mut(module);
    if module.who != replacing.who {
        let message = format!("module {} is not written by {:?}", replacing.name, replacing.who);
        return Err(
            Diagnostic::error("whose", "", None, message).help("keep the module's own `who`")
        );
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

/// The parts of the world: those in its list, the path's, the bugs', and what a lesson adds.
pub(super) fn fragments(
    path: &PathSpec,
    options: &RunOptions,
    switches: &BTreeMap<String, String>,
    bugs: &[(String, &BugSpec)],
    extra: Option<&Fragment>,
) -> Result<Vec<Fragment>, Problems> {
    let worlds = assets::worlds().map_err(one)?;
    let world = options.get("world").unwrap_or("busy");
    let list = worlds
        .worlds
        .get(world)
        .ok_or_else(|| one(unknown("world", world, worlds.worlds.keys())))?;
    let mut found = Vec::new();
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
        let is_so = |key: &str, wanted: &str| match wanted.strip_prefix('!') {
            Some(other) => switches.get(key).is_some_and(|value| value != other),
            None => switches.get(key).is_some_and(|value| value == wanted),
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
    Ok(found)
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
