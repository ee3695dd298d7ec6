//! How large a lesson may be: at these bounds it takes seconds; without them it could take hours.
//!
//! It must not know what a run does; `sim::budget` limits what that may cost.

use super::schema::{Expect, LessonFile};
use super::shape::MOST_PROBLEMS;
use super::source::LessonSource;
use crate::diagnostic::{Diagnostic, Place};
use crate::scenario::problem::{Arguments, refuse, said};
use crate::sim::Timeline;

/// The most scenes in a lesson; a file with more is refused.
pub const MOST_SCENES: usize = 20_000;

/// The most steps of a run times scenes to be found in it, and times moments with a scene; also the
/// most steps and objects of a run times its questions and expectations.
pub const MOST_LOOKS: usize = 25_000_000;

/// The most ways in all choices together, and the most exercises, each of which is a separate run.
pub const MOST_WAYS: usize = 64;

/// The most ways in one choice.
pub const MOST_CHOICES: usize = 5;

/// The most changes in one question that asks why.
pub const MOST_CHANGES: usize = 5;

/// The most steps in a lesson's run, and in the run of a change.
pub const BOUND: usize = 50_000;

/// The most changes in all questions that ask why, each of which is a separate run.
pub const MOST_ALL_CHANGES: usize = 64;

/// The most lines of a card; one screen holds a fifth of that.
pub const MOST_CARD_LINES: usize = 100;

/// The most citations for one text.
pub const MOST_CITES: usize = 100;

/// The most work that checking all ways of a lesson may take: moments of runs, each counted once
/// per scene to be found, and characters that are read.
pub const MOST_WORK: usize = 40_000_000;

/// The error that a lesson exceeds a bound, with the text `refuse-ID`.
pub(super) fn too_much(file: &str, place: Place, id: &str, arguments: Arguments<'_>) -> Diagnostic {
    let found = refuse("too-much", id, arguments);
    found.help_in_both(said("refuse-split-lesson", &[])).at(file, Some(place))
}

/// That `count` is more than `most`.
fn more(source: &LessonSource, place: Place, id: &str, count: usize, most: usize) -> Diagnostic {
    let (count, most) = (count.to_string(), most.to_string());
    too_much(&source.name, place, id, &[("count", &count), ("most", &most)])
}

/// The bounds that a lesson exceeds.
pub(super) fn crossed(source: &LessonSource, lesson: &LessonFile) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(scene) = lesson.scenes.get(MOST_SCENES) {
        let count = lesson.scenes.len();
        found.push(more(source, scene.place, "too-many-scenes", count, MOST_SCENES));
    }
    let ways = || {
        lesson
            .scenes
            .iter()
            .filter_map(|scene| scene.choose.as_ref())
            .flat_map(|choose| choose.ways.iter())
    };
    if let Some(way) = ways().nth(MOST_WAYS) {
        found.push(more(source, way.place, "too-many-ways", ways().count(), MOST_WAYS));
    }
    let exercises = || lesson.scenes.iter().filter_map(|scene| scene.exercise.as_ref());
    if let Some(exercise) = exercises().nth(MOST_WAYS) {
        let count = exercises().count();
        found.push(more(source, exercise.place, "too-many-exercises", count, MOST_WAYS));
    }
    let changes = || {
        let asked = lesson.scenes.iter().filter_map(|scene| scene.predict.as_ref());
        asked.filter_map(|predict| predict.because.as_ref()).flat_map(|changes| changes.iter())
    };
    if let Some(change) = changes().nth(MOST_ALL_CHANGES) {
        let count = changes().count();
        let place = change.name.place;
        found.push(more(source, place, "too-many-changes", count, MOST_ALL_CHANGES));
    }
    let card = lesson.card.as_ref();
    if let Some(line) = card.and_then(|card| card.get(MOST_CARD_LINES)) {
        let count = card.map_or(0, |card| card.len());
        found.push(more(source, line.place, "long-card", count, MOST_CARD_LINES));
    }
    let cited = lesson.scenes.iter().map(|scene| scene.cite.as_ref());
    let card = card.iter().flat_map(|card| card.iter()).map(|line| line.cite.as_ref());
    for cites in cited.chain(card).chain([lesson.close.cite.as_ref()]).flatten() {
        if let Some(cite) = cites.get(MOST_CITES) {
            found.push(more(source, cite.place, "too-many-cites", cites.len(), MOST_CITES));
        }
    }
    found.truncate(MOST_PROBLEMS);
    found
}

/// An error if the lesson has too many scenes for so long a run, or too many questions and
/// expectations for so many objects.
pub fn looks(
    source: &LessonSource,
    lesson: &LessonFile,
    timeline: &Timeline,
) -> Option<Diagnostic> {
    let (scenes, steps) = (lesson.scenes.len(), timeline.len());
    let place = lesson.scenes.place;
    if scenes.saturating_mul(steps) > MOST_LOOKS {
        let said = [("count", &*scenes.to_string()), ("steps", &*steps.to_string())];
        return Some(too_much(&source.name, place, "long-run-scenes", &said));
    }
    let state = timeline.final_state();
    let things =
        state.objects.len() + state.messages.len() + state.rows.len() + state.uids.len() + steps;
    let asked = asked(lesson);
    let said = [("count", &*asked.to_string()), ("things", &*things.to_string())];
    let is_too_much = asked.saturating_mul(things) > MOST_LOOKS;
    is_too_much.then(|| too_much(&source.name, place, "long-run-questions", &said))
}

/// How often checking a lesson looks at everything in its run and its world.
fn asked(lesson: &LessonFile) -> usize {
    let scenes = lesson.scenes.iter().map(|scene| {
        let expected = scene.expect.as_ref().map_or(0, |expect| expected(expect));
        // What is right, what can be picked, and whether that is the same when asked again.
        let question = 4 * usize::from(scene.predict.is_some());
        let changes = scene.predict.as_ref().and_then(|predict| predict.because.as_ref());
        let changes = changes.map_or(0, |changes| 2 * changes.len().min(MOST_CHANGES));
        expected + question + changes + 2 * usize::from(scene.focus.is_some())
    });
    let close = lesson.close.expect.as_ref().map_or(0, |expect| expected(expect));
    let facts = lesson.card.iter().flat_map(|card| card.iter());
    let facts = facts.filter(|line| line.run.is_some() || line.calls.is_some()).count();
    scenes.sum::<usize>() + close + 3 * facts
}

/// How often checking an expectation looks at everything.
fn expected(expect: &Expect) -> usize {
    let objects = expect.live.len() + expect.invalid.len() + expect.freed.len();
    let tables = expect.counts.0.len() + expect.transports.0.len() + expect.queue.0.len();
    let rest = expect.status.0.len() + expect.calls.0.len() + expect.order.len();
    let shown = expect.shown.as_ref().map_or(0, |shown| expected(shown));
    1 + objects + tables + rest + shown
}
