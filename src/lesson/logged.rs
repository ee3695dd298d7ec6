//! A lesson whose run is the log of a real program: nothing in it can be run differently, so it has
//! no ways, no changes and no bodies of its own.
//!
//! It must not know how a log is judged.

use super::bounds::{BOUND, too_much};
use super::library::Lesson;
use super::marked::Marked;
use super::run::{load, place_in};
use crate::diagnostic::Diagnostic;
use crate::log::{self, CallLog, LoggedRun};
use crate::scenario::RunOptions;
use crate::scenario::problem::refuse;
use crate::sim::Timeline;

/// The run of a lesson with these options.
///
/// # Errors
/// All errors in its options, its bodies and its world; a log that cannot be read.
pub fn timeline(lesson: &Lesson, options: &RunOptions) -> Result<Timeline, Vec<Diagnostic>> {
    let scenario = load(lesson, options)?;
    match logged(lesson) {
        Some(run) => run.map(|run| run.timeline),
        None => Ok(scenario.timeline(BOUND)),
    }
}

/// The run of its log, if it has one.
///
/// # Errors
/// A log that cannot be read, or that is too long.
pub fn logged(lesson: &Lesson) -> Option<Result<LoggedRun, Vec<Diagnostic>>> {
    let text = lesson.file.run.log.as_ref()?;
    Some(read(lesson, text).and_then(|log| {
        let run = log::fold(log);
        let steps = run.timeline.len();
        if steps <= BOUND {
            return Ok(run);
        }
        let said = [("steps", &*steps.to_string()), ("most", &*BOUND.to_string())];
        Err(vec![too_much(&lesson.source.name, text.place, "long-log", &said)])
    }))
}

fn read(lesson: &Lesson, text: &Marked<String>) -> Result<CallLog, Vec<Diagnostic>> {
    let at = |it: Diagnostic| {
        let place = place_in(lesson, text, it.place.unwrap_or_default());
        let file = lesson.source.name.clone();
        Diagnostic { code: "bad-log", file: file.into(), place: Some(place), ..it }
    };
    let name = lesson.id();
    let log = log::read::read(name, Box::new(text.value.as_bytes()));
    let log = log.map_err(|found| vec![at(found)])?;
    // A lesson is written: what could not be read of it is a mistake.
    let as_error = |it: &Diagnostic| {
        let it = at(it.clone());
        Diagnostic::error(it.code, &it.file, it.place, it.message)
    };
    match log.problems.as_slice() {
        [] => Ok(log),
        problems => Err(problems.iter().map(as_error).collect()),
    }
}

/// What a lesson cannot have beside a log.
pub(super) fn problems(lesson: &Lesson) -> Vec<Diagnostic> {
    if lesson.file.run.log.is_none() {
        return Vec::new();
    }
    let run = &lesson.file.run;
    let edits = run.edits.iter().map(|edit| edit.place);
    let own = run.bodies.0.iter().chain(&run.adds).map(|text| text.place).chain(edits);
    let scenes = lesson.file.scenes.iter().flat_map(|scene| {
        let changes = scene.predict.as_ref().and_then(|it| it.because.as_ref());
        let tries = scene.exercise.as_ref().filter(|it| !it.set.0.is_empty());
        [
            scene.choose.as_ref().map(|it| it.place),
            changes.map(|it| it.place),
            tries.map(|it| it.place),
        ]
    });
    own.chain(scenes.flatten())
        .map(|place| refuse("log-differs", "log-differs", &[]).at(&lesson.source.name, Some(place)))
        .collect()
}
