//! `teardown explore --graph` and `--itf`: the space of a small run, and one run, as files that
//! other tools read.
//!
//! It must not know how they are written.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::save::save;
use super::{CommandResult, Ended, Failure, print};
use crate::diagnostic::Diagnostic;
use crate::explore::machine::LESSON_WORK;
use crate::explore::space::{Space, SpaceBounds, SpaceLimit};
use crate::headless::graph::{GraphFormat, SpaceGraph};
use crate::headless::itf;
use crate::run::Run;
use crate::text::Lang;
use crate::words::Words;

/// Most states of a graph: what has more is too much to look at.
const MOST_STATES: usize = 5_000;

/// Writes the space of a run as a graph.
pub(super) fn graph(
    file: &Path,
    run: &Run,
    bytes: u64,
    lang: Lang,
    interrupted: &AtomicBool,
) -> CommandResult {
    let words = Words::of(lang);
    let format = GraphFormat::of_file(file).ok_or_else(|| {
        let given =
            [("file", file.to_string_lossy().into()), ("known", ".graphml, .dot, .gv".into())];
        refused("unknown-format", words.with("explore-graph-format", &given))
    })?;
    let work = if run.lesson.is_some() { LESSON_WORK } else { u64::MAX };
    let bounds = SpaceBounds { situations: MOST_STATES, bytes, work };
    let machine = &run.scenario.machine;
    let space = match Space::of(machine, bounds, || !interrupted.load(Ordering::Relaxed)) {
        Ok(space) => space,
        Err(SpaceLimit::Interrupted) => return Ok(Ended::Interrupted),
        Err(limit) => return Err(Failure::usage(too_large(limit, words))),
    };
    let name = run.word();
    let text = SpaceGraph { space: &space, machine, name: &name, lang }.text(format);
    save(file, text.as_bytes(), true)?;
    let numbers = [
        ("file", file.display().to_string().into()),
        ("states", space.situations.len().into()),
        ("transitions", space.steps.len().into()),
    ];
    print(|out| writeln!(out, "{}", words.with("explore-graph-saved", &numbers)))?;
    let breaks = space.situations.iter().any(|it| !it.broken.is_empty())
        || space.steps.iter().any(|it| !it.broken.is_empty());
    Ok(if breaks { Ended::Otherwise } else { Ended::Well })
}

/// Writes a run as a trace.
pub(super) fn itf(file: &Path, run: &Run, lang: Lang) -> CommandResult {
    let (words, timeline) = (Words::of(lang), run.timeline());
    super::replay::astray(&timeline, lang);
    let text = itf::text(&timeline, &run.word()).ok_or_else(|| {
        let most = [("most", (itf::MOST_BYTES / 1_000_000).into())];
        refused("too-long", words.with("explore-itf-long", &most))
    })?;
    save(file, text.as_bytes(), true)?;
    let numbers =
        [("file", file.display().to_string().into()), ("states", (timeline.len() + 1).into())];
    print(|out| writeln!(out, "{}", words.with("explore-itf-saved", &numbers)))?;
    Ok(if run.is_as_announced(&timeline) { Ended::Well } else { Ended::Otherwise })
}

fn refused(code: &'static str, message: String) -> Failure {
    Failure::usage(Diagnostic::error(code, "", None, message))
}

/// Why there is no graph.
fn too_large(limit: SpaceLimit, words: &Words) -> Diagnostic {
    let message = match limit {
        SpaceLimit::Situations | SpaceLimit::Interrupted => {
            words.with("explore-graph-states", &[("most", MOST_STATES.into())])
        }
        SpaceLimit::Bytes => words.text("explore-graph-memory"),
        SpaceLimit::Work => words.text("explore-graph-work"),
    };
    Diagnostic::error("too-large", "", None, message).help(words.text("explore-graph-states-help"))
}
