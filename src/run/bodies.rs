//! Runs with bodies from a file in place of bundled ones.
//!
//! It must not know what is done with the run.

use std::ffi::OsStr;
use std::path::Path;

use super::{Run, RunError, apply, find, names_lesson, names_log, path_word};
use crate::diagnostic::Diagnostic;
use crate::file;
use crate::lesson::LessonSource;
use crate::scenario::problem::refuse;
use crate::scenario::{Replacement, RunOptions, Scenario, module};
use crate::yaml::MAX_BYTES;

/// As [`find`], with bodies from a file in place of bundled ones. Where no provider is asked for,
/// it is the one whose bodies they are.
///
/// # Errors
/// As for [`find`], and all errors in the file.
pub fn find_with(
    word: Option<&OsStr>,
    settings: &[(&'static str, String)],
    bodies: Option<&Path>,
) -> Result<Run, RunError> {
    let Some(file) = bodies else { return find(word, settings) };
    if word.is_some_and(|word| names_log(word) || names_lesson(word)) {
        return Err(RunError::Usage(refuse("bodies-run", "bodies-run", &[])));
    }
    let module = read_bodies(file)?;
    let mut options =
        word.map_or(Ok(RunOptions::default()), |word| path_word(&word.to_string_lossy()))?;
    apply(&mut options, settings)?;
    if let Some(provider) = module.provider().filter(|_| options.given("provider").is_none()) {
        options.set("provider", &provider).map_err(RunError::Usage)?;
    }
    let scenario = Scenario::load(&options, std::slice::from_ref(&module.bodies))
        .map_err(|found| module.problem(found))?;
    Ok(Run { lesson: None, changed: false, scenario, log: None })
}

/// A file of bodies.
#[derive(Debug)]
pub struct BodiesFile {
    /// Its text, under its name.
    pub bodies: Replacement,
    /// The module whose bodies it has, as far as it can be read.
    pub module: Result<String, Vec<Diagnostic>>,
}

impl BodiesFile {
    /// The provider of the model whose bodies it replaces, if it is one's.
    pub fn provider(&self) -> Option<String> {
        let module = self.module.as_ref().ok()?;
        Scenario::providers().contains(&module.as_str()).then(|| module.clone())
    }

    /// What is wrong with a run of it: with the file, or with the options.
    pub fn problem(&self, found: Vec<Diagnostic>) -> RunError {
        match found.iter().any(|it| *it.file == *self.bodies.file) {
            true => {
                let source = (self.bodies.file.clone(), self.bodies.text.clone());
                RunError::Lesson(found, vec![source])
            }
            false => RunError::Options(found),
        }
    }
}

/// Reads a file of bodies.
///
/// # Errors
/// There is no such file, it is too large, or it is not text.
pub fn read_bodies(file: &Path) -> Result<BodiesFile, RunError> {
    let source = LessonSource::read(file).map_err(|found| match found.code {
        "no-such-file" | "unreadable" => RunError::Missing(found),
        _ => RunError::Lesson(vec![found], Vec::new()),
    })?;
    let module = module::parse(&source.name, &source.text, 0).map(|module| module.name);
    let bodies = Replacement { text: source.text, file: source.name, line: 0 };
    Ok(BodiesFile { bodies, module })
}

/// Whether a word means a file of bodies.
pub fn names_bodies(word: &OsStr) -> bool {
    let path = Path::new(word);
    let begins = |bytes: Vec<u8>| {
        String::from_utf8_lossy(&bytes).lines().any(|line| line.starts_with("module:"))
    };
    path.is_file() && file::read(path, MAX_BYTES).is_ok_and(begins)
}
