//! How far a learner is: what is done, the current scene of a lesson, what was answered there.
//!
//! `store` keeps it in a file, `text` says how that file reads. Nothing that was reached is
//! ever taken back by another program: only starting a lesson over begins a new round of it, and
//! a later round counts more than an earlier one. It must not know a screen.

pub(crate) mod store;
mod task;
mod text;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;

use super::course::{Course, MarkKey, SceneAttempts};
use super::grade::grade;
use super::lesson_run::LessonRun;
use super::library::Lesson;
use super::review::{ReviewKey, ReviewSchedule};
use super::run::Stop;
use crate::text::is_control;

pub use task::{KeptMethod, KeptSolution, TaskProgress};

/// Everything that is known about a learner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What was done in each lesson, by its id.
    pub lessons: BTreeMap<String, LessonProgress>,
    /// Questions that were reviewed, and what is known of each; `None` for one that was missed in
    /// a round of its lesson that is over, and not reviewed yet.
    pub reviews: BTreeMap<ReviewKey, Option<ReviewSchedule>>,
    /// What was done in each task of the workbench, by its id.
    pub tasks: BTreeMap<String, TaskProgress>,
}

/// What has become of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonState {
    /// Nothing was done in it.
    New,
    /// Something was done in it, or it was played to its end without a right answer.
    Begun,
    /// It was played to its end, and not by showing all answers.
    Done,
}

/// How far one lesson is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonProgress {
    /// It was played to its end, with every question settled, and not all of them by showing the
    /// answer.
    pub done: bool,
    /// Its current scene.
    pub scene: Option<String>,
    /// The way that was chosen last, if the lesson left its own run.
    pub way: Option<String>,
    /// Right answers and questions, when it was last finished.
    pub score: Option<(u32, u32)>,
    /// How often it was started again; what was answered in an earlier round counts no more.
    pub round: u32,
    /// What was done at each scene, by its name; on another way than the lesson's own, `name@way`.
    pub marks: BTreeMap<String, SceneMark>,
}

/// What was done at a scene.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SceneMark {
    /// It was settled: answered, or given up.
    pub done: bool,
    /// It was answered right.
    pub right: bool,
    /// Attempts at the scene's question.
    pub attempts: usize,
    /// Hints taken at the scene's question.
    pub hints: usize,
    /// The way that was chosen there.
    pub way: Option<String>,
    /// The first answer, if it was wrong; empty if nothing was marked.
    pub wrong: Option<Vec<String>>,
}

impl SceneMark {
    /// Whether its question is to come back: the first answer was wrong, it was given up, or hints
    /// were taken.
    pub fn is_missed(&self) -> bool {
        self.wrong.is_some() || self.hints > 0
    }
}

/// Why progress could not be read or written.
#[derive(Debug)]
pub enum ProgressError {
    /// The platform names no directory for the user's data.
    NoDirectory,
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// A text is no progress: the line, from 1.
    Damaged(usize),
    /// A newer version of the program wrote it, and only that may change it.
    Newer,
    /// There would be more of it than the next start reads.
    TooMuch,
}

impl fmt::Display for ProgressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDirectory => f.write_str("no user directory"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Damaged(line) => write!(f, "line {line} does not belong in a progress file"),
            Self::Newer => f.write_str("a newer version of teardown wrote it"),
            Self::TooMuch => f.write_str("it would exceed the largest size of a progress file"),
        }
    }
}

impl std::error::Error for ProgressError {}

impl Progress {
    /// How far a lesson is that is being played, and nothing else.
    pub fn of(course: &Course) -> Self {
        let id = course.lesson().id().to_owned();
        Self { lessons: [(id, LessonProgress::of(course))].into(), ..Self::default() }
    }

    /// What is known of some questions after their reviews, and nothing else.
    pub fn of_reviews(reviews: BTreeMap<ReviewKey, Option<ReviewSchedule>>) -> Self {
        Self { reviews, ..Self::default() }
    }

    /// What has become of a lesson, by its id.
    pub fn state(&self, id: &str) -> LessonState {
        match self.lessons.get(id) {
            None => LessonState::New,
            Some(lesson) if lesson.done => LessonState::Done,
            Some(_) => LessonState::Begun,
        }
    }

    /// What is known of a task of the workbench, and nothing else.
    pub fn of_task(id: &str, task: TaskProgress) -> Self {
        Self { tasks: [(id.to_owned(), task)].into(), ..Self::default() }
    }

    /// What has become of a task, by its id.
    pub fn task_state(&self, id: &str) -> LessonState {
        match self.tasks.get(id) {
            None => LessonState::New,
            Some(task) if task.best.is_some() => LessonState::Done,
            Some(_) => LessonState::Begun,
        }
    }

    /// Adds what another program knows; nothing that was reached is taken back.
    pub fn merge(&mut self, other: &Progress) {
        self.add_reviews(other);
        self.add_tasks(other);
        for (id, theirs) in &other.lessons {
            let ours = self.lessons.entry(id.clone()).or_default();
            ours.done |= theirs.done;
            ours.score = theirs.score.or(ours.score);
            if theirs.round < ours.round {
                keep_missed(&mut self.reviews, id, theirs);
                continue;
            }
            if theirs.round > ours.round {
                keep_missed(&mut self.reviews, id, ours);
                let (done, score) = (ours.done, ours.score);
                *ours = LessonProgress { done, score, ..theirs.clone() };
                continue;
            }
            if theirs.scene.is_some() {
                ours.scene.clone_from(&theirs.scene);
                ours.way.clone_from(&theirs.way);
            }
            ours.add_marks(theirs);
        }
    }

    /// Adds what a file says: something is known then that was not, and nothing is known no more.
    /// In which round it was is of no account.
    pub fn import(&mut self, other: &Progress) {
        self.add_reviews(other);
        self.add_tasks(other);
        for (id, theirs) in &other.lessons {
            let ours = self.lessons.entry(id.clone()).or_default();
            ours.done |= theirs.done;
            ours.score = ours.score.max(theirs.score);
            if ours.scene.is_none() {
                ours.scene.clone_from(&theirs.scene);
                ours.way.clone_from(&theirs.way);
            }
            ours.add_marks(theirs);
        }
    }

    /// Adds what another knows of reviews, where that is more.
    fn add_reviews(&mut self, other: &Progress) {
        for (key, theirs) in &other.reviews {
            let ours = self.reviews.entry(key.clone()).or_default();
            *ours = (*ours).max(*theirs);
        }
    }
}

impl Progress {
    /// Adds what another knows of tasks, where that is more.
    fn add_tasks(&mut self, other: &Progress) {
        for (id, theirs) in &other.tasks {
            self.tasks.entry(plain(id)).or_default().merge(theirs);
        }
    }
}

/// What was missed in a round that is over still comes back, though the round is forgotten.
fn keep_missed(
    reviews: &mut BTreeMap<ReviewKey, Option<ReviewSchedule>>,
    id: &str,
    round: &LessonProgress,
) {
    for (scene, _) in round.marks.iter().filter(|(_, mark)| mark.is_missed()) {
        let key = ReviewKey { lesson: id.to_owned(), scene: scene.clone() };
        reviews.entry(key).or_default();
    }
}

impl LessonProgress {
    /// Adds what another knows of scenes, where that is more.
    fn add_marks(&mut self, theirs: &Self) {
        for (scene, mark) in &theirs.marks {
            let known = self.marks.entry(scene.clone()).or_default();
            if *mark > *known {
                known.clone_from(mark);
            }
        }
    }

    /// How far a lesson is that is being played.
    pub fn of(run: &Course) -> Self {
        let marks = run.marks().iter().map(|(key, mark)| {
            let SceneAttempts { attempts, hints, done, right, way, first_answer, .. } =
                mark.clone();
            (
                mark_name(run, key),
                SceneMark { done, right, attempts, hints, way, wrong: first_answer },
            )
        });
        let done = run.is_done();
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let score = done.then(|| run.score());
        Self {
            done,
            score: score.map(|score| (small(score.right), small(score.questions))),
            scene: run.current().map(|stop| scene_name(run.lesson(), run.stops()[stop].scene)),
            way: run.way().map(str::to_owned),
            round: run.round(),
            marks: marks.collect(),
        }
    }

    /// Restores the stored progress of a lesson that was just opened, and its place.
    /// Scenes that it no longer has are left out.
    pub fn resume(&self, run: LessonRun) -> LessonRun {
        let way = self
            .way
            .as_deref()
            .and_then(|way| LessonRun::with_way(run.shared_lesson(), Some(way)).ok());
        let mut run = way.unwrap_or(run);
        run.set_round(self.round);
        let count = run.lesson().file.scenes.len();
        let scenes: BTreeMap<String, usize> =
            (0..count).map(|scene| (scene_name(run.lesson(), scene), scene)).collect();
        let known = self.marks.iter().filter_map(|(name, it)| {
            let (scene, way) = name
                .split_once('@')
                .map_or((name.as_str(), None), |(scene, way)| (scene, Some(way.to_owned())));
            let key: MarkKey = (*scenes.get(scene)?, way);
            let SceneMark { done, right, attempts, hints, way, wrong } = it.clone();
            Some((
                key,
                SceneAttempts {
                    attempts,
                    hints,
                    first_wrong: None,
                    first_answer: wrong,
                    done,
                    right,
                    way,
                },
            ))
        });
        let mut marks: BTreeMap<MarkKey, SceneAttempts> = known.collect();
        regrade(&run, &mut marks);
        run.remember(marks);
        let stands = |stop: &Stop| Some(scene_name(run.lesson(), stop.scene)) == self.scene;
        if let Some(stop) = run.stops().iter().position(stands) {
            run.go_to(stop);
        }
        run
    }

    /// Right answers and questions: of the last time that it was finished; before that, of what was
    /// tried.
    pub fn standing(&self) -> (usize, usize) {
        let finished = self.score.map(|(right, questions)| (right as usize, questions as usize));
        finished.unwrap_or_else(|| self.right())
    }

    /// Questions and choices that were answered right, and all that were tried.
    pub fn right(&self) -> (usize, usize) {
        let tried = self.marks.values().filter(|mark| mark.attempts > 0 || mark.done);
        (tried.clone().filter(|mark| mark.right).count(), tried.count())
    }
}

/// A name without anything that could break a line.
fn plain(name: &str) -> String {
    let name = if name.is_empty() { "_" } else { name };
    name.chars()
        .map(|c| if c.is_whitespace() || c == '=' || is_control(c) { '_' } else { c })
        .collect()
}

/// Grades first answers that were wrong once more, each in the run of its way.
fn regrade(run: &Course, marks: &mut BTreeMap<MarkKey, SceneAttempts>) {
    let wrong = marks.iter().filter(|(_, mark)| mark.first_answer.is_some());
    let mut ways: Vec<Option<String>> = wrong.map(|((_, way), _)| way.clone()).collect();
    ways.dedup();
    for way in ways {
        let Ok(other) = LessonRun::with_way(run.shared_lesson(), way.as_deref()) else { continue };
        for stop in 0..other.stops().len() {
            let Some(mark) = marks.get_mut(&other.key(other.stops()[stop].scene)) else { continue };
            if let (Some(answer), Some(truth)) = (&mark.first_answer, other.truth(stop)) {
                mark.first_wrong = Some(grade(&truth, answer));
            }
        }
    }
}

/// The name of a scene: its id, or its number where it has none. Whatever could break a line is
/// left out.
pub(super) fn scene_name(lesson: &Lesson, scene: usize) -> String {
    let id = lesson.file.scenes[scene].id.as_ref();
    id.map_or_else(|| format!("#{scene}"), |id| plain(&id.value).replace('@', "_"))
}

/// The name under which it is kept what was done at a scene.
pub(super) fn mark_name(run: &Course, (scene, way): &MarkKey) -> String {
    let name = scene_name(run.lesson(), *scene);
    way.as_ref().map_or(name.clone(), |way| format!("{name}@{way}"))
}
