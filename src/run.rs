//! From what a user names to a machine that is ready to run: a lesson, a file, or a path with options.
//!
//! It must not know the command line's syntax, nor what is done with the run.

use crate::diagnostic::{Diagnostic, nearest};
use crate::scenario::options::unknown;
use crate::scenario::{RunOptions, Scenario};

/// A run that was asked for.
#[derive(Debug)]
pub struct Run {
    /// The lesson that it belongs to.
    pub lesson: Option<String>,
    /// The rules that the lesson announces will be broken.
    pub announced: Vec<String>,
    /// The machine and its options.
    pub scenario: Scenario,
}

/// Why there is no run.
#[derive(Debug)]
pub enum Problem {
    /// A name or a value that makes no sense.
    Usage(Diagnostic),
    /// Options that make no sense together.
    Options(Vec<Diagnostic>),
    /// A lesson that cannot be loaded, with the texts of its files by name.
    Lesson(Vec<Diagnostic>, Vec<(String, String)>),
    /// No such lesson or file.
    Missing(Diagnostic),
}

impl Problem {
    /// The exit code of the program.
    pub fn exit_code(&self) -> u8 {
        match self {
            Problem::Usage(_) | Problem::Options(_) => 2,
            Problem::Lesson(..) => 65,
            Problem::Missing(_) => 66,
        }
    }

    /// What is wrong.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Problem::Usage(one) | Problem::Missing(one) => std::slice::from_ref(one),
            Problem::Options(all) | Problem::Lesson(all, _) => all,
        }
    }

    /// Texts of the files that it is about, by name.
    pub fn sources(&self) -> &[(String, String)] {
        match self {
            Problem::Lesson(_, sources) => sources,
            _ => &[],
        }
    }
}

/// Finds what a word means and adds the options that stand apart.
pub fn find(word: Option<&str>, settings: &[(&'static str, String)]) -> Result<Run, Problem> {
    let mut options = match word {
        None => RunOptions::default(),
        Some(word) => path_word(word)?,
    };
    for (key, value) in settings {
        options.set(key, value).map_err(Problem::Usage)?;
    }
    let scenario = Scenario::load(&options, &[]).map_err(Problem::Options)?;
    Ok(Run { lesson: None, announced: Vec::new(), scenario })
}

/// Reads `PATH` or `PATH:key=value,...`. A bare word that is no path is a lesson or a file that is not there.
fn path_word(word: &str) -> Result<RunOptions, Problem> {
    let head = word.split_once(':').map_or(word, |(head, _)| head);
    let paths = Scenario::paths();
    if paths.contains(&head) {
        return RunOptions::parse(word).map_err(Problem::Usage);
    }
    if head != word {
        return Err(Problem::Usage(unknown("path", head, paths.iter().copied())));
    }
    let near = nearest(word, paths.iter().copied());
    let complaint = Diagnostic::error("no-such-run", "", None, format!("there is no lesson, path or file {word:?}"));
    Err(Problem::Missing(match near.is_empty() {
        true => complaint.help("`teardown paths` and `teardown lessons` list what there is"),
        false => complaint.help(format!("did you mean {}?", near.join(", "))),
    }))
}
