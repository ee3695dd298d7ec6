//! How large a lesson may be: what is a matter of seconds for a large one would be one of hours for
//! a larger one.
//!
//! It must not know a run; what that may cost is in `sim::budget`.

use super::schema::LessonFile;
use super::source::Source;
use crate::diagnostic::{Diagnostic, Place};

/// Most scenes of a lesson; a file with more is refused.
pub const MOST_SCENES: usize = 20_000;

/// Most steps of a run times scenes that are looked for in it, and times moments at which scenes
/// are.
pub const MOST_LOOKS: usize = 25_000_000;

/// Most ways of all choices together.
pub const MOST_WAYS: usize = 64;

/// What checking all ways of a lesson may take: moments of runs, each as often as there are scenes
/// to be found, and letters that are read.
pub const MOST_WORK: usize = 40_000_000;

/// The complaint that something of a lesson is too much.
pub fn too_much(file: &str, place: Place, message: String) -> Diagnostic {
    Diagnostic::error("too-much", file, Some(place), message).help("make several lessons of it")
}

/// What a lesson has too much of.
pub(super) fn crossed(source: &Source, lesson: &LessonFile) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(scene) = lesson.scenes.get(MOST_SCENES) {
        let message = format!(
            "{} scenes are too many: a lesson has at most {MOST_SCENES}",
            lesson.scenes.len()
        );
        found.push(too_much(&source.name, scene.place, message));
    }
    let ways = || {
        lesson
            .scenes
            .iter()
            .filter_map(|scene| scene.choose.as_ref())
            .flat_map(|choose| choose.ways.iter())
    };
    if let Some(way) = ways().nth(MOST_WAYS) {
        let message =
            format!("{} ways are too many: a lesson has at most {MOST_WAYS}", ways().count());
        found.push(too_much(&source.name, way.place, message));
    }
    found
}

/// The complaint that the scenes of a lesson are too many for so long a run, if they are.
pub(super) fn looks(source: &Source, lesson: &LessonFile, steps: usize) -> Option<Diagnostic> {
    let scenes = lesson.scenes.len();
    let message = format!("{scenes} scenes in a run of {steps} steps are too many");
    (scenes.saturating_mul(steps) > MOST_LOOKS)
        .then(|| too_much(&source.name, lesson.scenes.place, message))
}
