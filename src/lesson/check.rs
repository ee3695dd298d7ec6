//! Treats a lesson as a test: parses, lints and runs it, and compares the run with what the lesson
//! says. All errors are reported at once.
//!
//! It must not know how a report is printed.

mod codes;
mod judge;

use std::sync::Arc;

use judge::Judge;

use super::bounds::{MOST_CHANGES, MOST_WORK, too_much};
use super::lesson_run::LessonRun;
use super::library::{Lesson, all_bundled};
use super::lint::{Room, SMALL, lint};
use super::logged;
use super::run::{
    at_run, change_cost, cost, first_ways, load, reading_cost, run_options, set_all, ways_of,
};
use super::shape::MOST_PROBLEMS;
use super::source::LessonSource;
use super::unused::Unused;
use crate::diagnostic::{Diagnostic, Severity};
use crate::scenario::options::OPTIONS;
use crate::scenario::problem::refuse;
use crate::scenario::{RunOptions, Scenario};

pub use codes::{CODES, explain};

/// The result of checking one lesson.
#[derive(Clone, Debug, Default)]
pub struct LessonReport {
    /// The file, as the user named it.
    pub name: String,
    /// The lesson's id, which is its file name without the extension.
    pub id: String,
    /// Every error and warning, in file order.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the lesson could be run.
    pub ran: bool,
    /// Whether it is a task for the workbench, which has no scenes.
    pub is_task: bool,
    /// The number of scenes in the file.
    pub scenes: usize,
    /// The number of questions in the file.
    pub questions: usize,
    /// The number of steps in its runs, all ways together.
    pub steps: usize,
}

impl LessonReport {
    /// Whether there are errors; warnings alone don't count.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|it| it.severity == Severity::Error)
    }
}

/// Checks a lesson against the smallest supported screen.
pub fn check_lesson(source: &LessonSource) -> LessonReport {
    check_for(source, &SMALL)
}

/// Checks a lesson against a screen with this room.
pub fn check_for(source: &LessonSource, room: &Room) -> LessonReport {
    let mut report = LessonReport {
        name: source.name.clone(),
        id: source.id.clone(),
        ..LessonReport::default()
    };
    match Lesson::parse(source.clone()) {
        Ok(lesson) => whole(lesson, room, &mut report),
        Err(found) => {
            report.diagnostics = found;
            report.diagnostics.extend(beside(source, room));
        }
    }
    report.diagnostics.sort_by_key(|it| it.place);
    let mut known: Vec<Diagnostic> = Vec::new();
    for it in std::mem::take(&mut report.diagnostics) {
        if known.last() != Some(&it) {
            known.push(it);
        }
    }
    if let Some(next) = known.get(MOST_PROBLEMS) {
        let said = [("most", &*MOST_PROBLEMS.to_string()), ("count", &*known.len().to_string())];
        let rest = refuse("too-much", "many-problems", &said).at(&report.name, next.place);
        known.truncate(MOST_PROBLEMS);
        known.push(rest);
    }
    report.diagnostics = known;
    report
}

fn whole(lesson: Lesson, room: &Room, report: &mut LessonReport) {
    report.scenes = lesson.file.scenes.len();
    report.questions = lesson.file.scenes.iter().filter(|it| it.predict.is_some()).count();
    report.diagnostics = lint(&lesson, room);
    report.diagnostics.extend(logged::problems(&lesson));
    run(&Arc::new(lesson), room, report);
}

/// The errors in the parts of a file that have the right shape, beside those of the others: nobody
/// mends a key only to hear of a misspelt name. Warnings and missing scenes may come from what was
/// left out, and are not reported.
fn beside(source: &LessonSource, room: &Room) -> Vec<Diagnostic> {
    let Some(lesson) = Lesson::sound(source) else { return Vec::new() };
    let mut report = LessonReport::default();
    whole(lesson, room, &mut report);
    let is_told = |it: &Diagnostic| it.severity == Severity::Error && it.code != "no-scenes";
    report.diagnostics.into_iter().filter(is_told).collect()
}

/// Checks all bundled lessons.
pub fn check_bundled() -> Vec<LessonReport> {
    all_bundled().iter().map(check_lesson).collect()
}

/// Runs the lesson itself, and every other way of its choices.
fn run(lesson: &Arc<Lesson>, room: &Room, report: &mut LessonReport) {
    let firsts = first_ways(lesson);
    let others = ways_of(lesson).map(|way| way.name.as_str()).filter(|name| !firsts.contains(name));
    let ways: Vec<Option<&str>> = std::iter::once(None).chain(others.map(Some)).collect();
    let mut unused = Unused::default();
    report.ran = true;
    let mut left = MOST_WORK;
    for way in ways {
        match LessonRun::unchecked(Arc::clone(lesson), way) {
            Ok(played) => {
                report.steps += played.timeline().len();
                if !pay(&mut left, lesson, way, &played, &mut report.diagnostics) {
                    return;
                }
                unused.look(lesson, way, played.timeline());
                Judge { lesson, way, room, found: &mut report.diagnostics }.all(&played);
            }
            Err(found) => {
                report.ran = false;
                report.diagnostics.extend(found);
            }
        }
        if report.diagnostics.len() > 2 * MOST_PROBLEMS {
            return;
        }
    }
    if !report.ran {
        report.diagnostics.extend(names_alone(lesson));
    }
    exercises(lesson, &mut left, &mut report.diagnostics);
    // Settings of a log are those of the model's run beside it, and change nothing in it.
    if report.ran && lesson.file.run.log.is_none() {
        report.diagnostics.extend(unused.warnings(lesson, left));
    }
}

/// Unknown names in what a run asks for: each is looked up by itself, since an error in one of them
/// hides those in the others.
fn names_alone(lesson: &Lesson) -> Vec<Diagnostic> {
    let run = &lesson.file.run;
    let asked = run.path.as_ref().map(|path| path.as_str());
    let path = asked.filter(|path| Scenario::all_paths().contains(path)).unwrap_or("store-logoff");
    let world = run.world.iter().map(|world| ("world", world.as_str()));
    let options = run.options.0.iter().take(OPTIONS.len()).flat_map(|(key, values)| {
        values.value.0.iter().take(1).map(|value| (key.as_str(), value.as_str()))
    });
    let one = |(key, value)| {
        let mut options = RunOptions::path(path);
        options.set(key, value).ok().map(|()| options)
    };
    let all = asked.map(RunOptions::path).into_iter().chain(world.chain(options).filter_map(one));
    all.filter_map(|options| Scenario::load(&options, &[]).err())
        .flatten()
        .filter(|found| found.code == "unknown-name")
        .map(|found| at_run(lesson, found))
        .collect()
}

/// Counts the cost of a way; reports an error if it is too high.
fn pay(
    left: &mut usize,
    lesson: &Lesson,
    way: Option<&str>,
    played: &LessonRun,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let scenes = played.stops().iter().map(|stop| &lesson.file.scenes[stop.scene]);
    let changes = scenes.filter_map(|scene| scene.predict.as_ref()?.because.as_ref());
    let changes: usize = changes.map(|changes| changes.len().min(MOST_CHANGES)).sum();
    let run = played.timeline();
    let cost = cost(lesson, run).saturating_add(changes * change_cost(lesson, run));
    if way.is_some() && cost > *left {
        let place = ways_of(lesson)
            .find(|it| Some(it.name.value.as_str()) == way)
            .map(|way| way.name.place);
        let place = place.unwrap_or(lesson.file.run.place);
        found.push(too_much(&lesson.source.name, place, "long-ways", &[]));
        return false;
    }
    *left = left.saturating_sub(cost);
    true
}

fn exercises(lesson: &Lesson, left: &mut usize, found: &mut Vec<Diagnostic>) {
    for exercise in lesson.file.scenes.iter().filter_map(|scene| scene.exercise.as_ref()) {
        let Ok(mut options) = run_options(lesson, None) else { return };
        let before = found.len();
        set_all(&mut options, &exercise.set, &lesson.source.name, found);
        if found.len() == before && !exercise.set.0.is_empty() {
            if *left == 0 {
                found.push(too_much(&lesson.source.name, exercise.place, "long-exercises", &[]));
                return;
            }
            *left = left.saturating_sub(reading_cost(lesson, 0));
            for complaint in load(lesson, &options).err().unwrap_or_default() {
                found.push(Diagnostic {
                    file: lesson.source.name.as_str().into(),
                    place: Some(exercise.place),
                    ..complaint
                });
            }
        }
    }
}
