//! The exercise of a scene: the lesson's run with other settings, beside the lesson's own.
//!
//! It must not know where it was asked for.

use crate::lesson::run::{load, run_options, set_all};
use crate::sim::timeline::DEFAULT_BOUND;
use crate::tui::model::Model;
use crate::tui::update::lesson::trouble;
use crate::tui::update::run::replace;

/// Runs the exercise of a scene from the start; the lesson waits where it is.
pub fn exercise(model: &mut Model, scene: usize) {
    let Some(course) = model.any_lesson().map(|lesson| &lesson.course) else { return };
    let lesson = course.shared_lesson();
    let Some(exercise) = lesson.file.scenes.get(scene).and_then(|it| it.exercise.as_ref()) else {
        return;
    };
    let name = &lesson.source.name;
    let mut found = Vec::new();
    let run = run_options(&lesson, course.way()).and_then(|mut options| {
        set_all(&mut options, &exercise.set, name, &mut found);
        let scenario = load(&lesson, &options)?;
        Ok((options, scenario.timeline(DEFAULT_BOUND)))
    });
    match run {
        Ok((options, timeline)) if found.is_empty() => {
            let title = exercise.say.get(model.lang).split_whitespace().collect::<Vec<_>>();
            replace(model, options, timeline, 0, title.join(" "));
        }
        Ok(_) => trouble(model, &found),
        Err(found) => trouble(model, &found),
    }
}
