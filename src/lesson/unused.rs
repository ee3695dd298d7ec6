//! What a lesson asks for but never needs: options that change none of its runs, bodies that run in
//! none of them.
//!
//! It must not know how this is found out; [`crate::scenario::idle`] does that.

use super::bounds::BOUND;
use super::library::Lesson;
use super::marked::{OneOrMore, Table};
use super::run::{cost, load, place_in_bodies, run_options, set_all, ways_of};
use super::shape::MOST_PROBLEMS;
use crate::diagnostic::{Diagnostic, Place};
use crate::scenario::problem::refuse;
use crate::scenario::{Idle, Scenario};
use crate::sim::Timeline;

/// What had no effect, for each run: the lesson's own (`None`), and that of each other way.
#[derive(Default)]
pub(super) struct Unused(Vec<(Option<String>, Idle)>);

impl Unused {
    /// Examines one run of the lesson.
    pub(super) fn look(&mut self, lesson: &Lesson, way: Option<&str>, timeline: &Timeline) {
        let scenario = run_options(lesson, way).and_then(|options| load(lesson, &options));
        if let Ok(scenario) = scenario {
            self.0.push((way.map(str::to_owned), Idle::of(&scenario, timeline)));
        }
    }

    /// A warning for everything that no run of the lesson needs; `left` is how much work the search
    /// may take.
    pub(super) fn warnings(&self, lesson: &Lesson, left: usize) -> Vec<Diagnostic> {
        let run = &lesson.file.run;
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut exercises = None;
        let mut is_needed_later = |is_idle: &dyn Fn(&Idle) -> bool| {
            let runs = exercises.get_or_insert_with(|| runs_of_exercises(lesson, left));
            // Nothing is reported if finding out would take too long.
            runs.as_ref().is_none_or(|runs| runs.iter().any(|idle| !is_idle(idle)))
        };
        let world = run.world.as_ref().map(|world| ("world", world.as_str(), world.place));
        for (key, value, place) in world.into_iter().chain(values(&run.options)) {
            let is_idle = |idle: &Idle| idle.has(key, value);
            if self.0.iter().all(|(_, idle)| is_idle(idle)) && !is_needed_later(&is_idle) {
                found.push(setting(lesson, key, value, place));
            }
        }
        for (way, idle) in self.0.iter().filter_map(|(way, idle)| Some((way.as_ref()?, idle))) {
            let set =
                ways_of(lesson).filter(|it| it.name.value == *way).flat_map(|it| values(&it.set));
            found.extend(
                set.filter(|(key, value, _)| idle.has(key, value))
                    .map(|it| setting(lesson, it.0, it.1, it.2)),
            );
        }
        let Some((_, first)) = self.0.first() else { return found };
        for body in first.bodies.iter().take(2 * MOST_PROBLEMS) {
            let is_idle = |idle: &Idle| {
                idle.bodies.iter().any(|other| other.place == body.place && other.file == body.file)
            };
            if self.0.iter().all(|(_, idle)| is_idle(idle)) && !is_needed_later(&is_idle) {
                let place = Some(place_in_bodies(lesson, body.place));
                let said = [
                    ("body", body.name.as_str()),
                    ("module", body.module.as_str()),
                    ("instead", body.instead.as_deref().unwrap_or_default()),
                ];
                let id = if body.instead.is_some() { "idle-body-instead" } else { "idle-body" };
                found.push(refuse("idle-body", id, &said).at(&lesson.source.name, place).warning());
            }
        }
        found
    }
}

fn values(table: &Table<OneOrMore>) -> impl Iterator<Item = (&str, &str, Place)> {
    table.0.iter().flat_map(|(key, values)| {
        values.value.0.iter().map(move |value| (&*key.value, &**value, key.place))
    })
}

fn setting(lesson: &Lesson, key: &str, value: &str, place: Place) -> Diagnostic {
    let own = Scenario::bugs()
        .into_iter()
        .find(|(id, _)| key == "bug" && *id == value)
        .map(|(_, spec)| &spec.run);
    let said =
        [("setting", &*format!("{key}={value}")), ("run", own.map_or("", |run| run.as_str()))];
    let id = if own.is_some() { "idle-bug" } else { "idle-setting" };
    refuse("idle-setting", id, &said).at(&lesson.source.name, Some(place)).warning()
}

/// Settings of an exercise that never have an effect; `None` if finding them exceeds the remaining
/// work.
fn runs_of_exercises(lesson: &Lesson, mut left: usize) -> Option<Vec<Idle>> {
    let mut found = Vec::new();
    for exercise in lesson.file.scenes.iter().filter_map(|scene| scene.exercise.as_ref()) {
        let Ok(mut options) = run_options(lesson, None) else { continue };
        set_all(&mut options, &exercise.set, &lesson.source.name, &mut Vec::new());
        let Ok(scenario) = load(lesson, &options) else { continue };
        let timeline = scenario.timeline(BOUND);
        left = left.checked_sub(cost(lesson, &timeline))?;
        found.push(Idle::of(&scenario, &timeline));
    }
    Some(found)
}
