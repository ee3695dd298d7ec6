//! Keeps how far the learner is, at each scene and after each answer, so that whatever ends the
//! program costs one scene at most; what a review makes of a question; and how a task was judged.
//!
//! Where it is kept, the caller knows. It must not know a terminal.

use std::collections::BTreeMap;

use crate::lesson::course::{MarkKey, SceneAttempts};
use crate::lesson::progress::{Progress, TaskProgress};
use crate::lesson::review::{ReviewKey, ReviewSchedule};
use crate::tui::model::Model;
use crate::tui::update::outside::know;

/// Adds to what is kept of the learner; says what went wrong.
pub type Keep = fn(&Progress) -> Result<(), String>;

/// What was kept last.
pub(in crate::tui) struct Keeper {
    keep: Keep,
    last: Option<Stand>,
    reviews: BTreeMap<ReviewKey, Option<ReviewSchedule>>,
    tasks: BTreeMap<String, TaskProgress>,
}

#[derive(PartialEq)]
struct Stand {
    id: String,
    round: u32,
    stop: Option<usize>,
    way: Option<String>,
    marks: BTreeMap<MarkKey, SceneAttempts>,
}

impl Keeper {
    /// Nothing but this was kept yet.
    pub(in crate::tui) fn new(keep: Keep, kept: &Progress) -> Self {
        Self { keep, last: None, reviews: kept.reviews.clone(), tasks: kept.tasks.clone() }
    }

    /// Keeps what is new since it was asked last: gives that, and the error if it could not be
    /// kept.
    pub(in crate::tui) fn look(&mut self, model: &Model) -> Option<(Progress, Option<String>)> {
        let reviews = self.reviewed(model);
        let lessons = self.played(model).map_or_else(BTreeMap::new, |played| played.lessons);
        let tasks = self.built(model);
        if lessons.is_empty() && reviews.is_empty() && tasks.is_empty() {
            return None;
        }
        let progress = Progress { lessons, reviews, tasks };
        let error = (self.keep)(&progress).err();
        Some((progress, error))
    }

    /// What is known of questions that were reviewed.
    fn reviewed(&mut self, model: &Model) -> BTreeMap<ReviewKey, Option<ReviewSchedule>> {
        if self.reviews == model.kept.reviews {
            return BTreeMap::new();
        }
        let known = std::mem::replace(&mut self.reviews, model.kept.reviews.clone());
        let is_new = |(key, it): &(&ReviewKey, &Option<ReviewSchedule>)| known.get(key) != Some(it);
        let new = self.reviews.iter().filter(is_new);
        new.map(|(key, it)| (key.clone(), *it)).collect()
    }

    /// What is known of tasks that were judged.
    fn built(&mut self, model: &Model) -> BTreeMap<String, TaskProgress> {
        if self.tasks == model.kept.tasks {
            return BTreeMap::new();
        }
        let known = std::mem::replace(&mut self.tasks, model.kept.tasks.clone());
        let new = self.tasks.iter().filter(|(id, it)| known.get(*id) != Some(*it));
        new.map(|(id, it)| (id.clone(), it.clone())).collect()
    }

    /// How far the lesson is that is played.
    fn played(&mut self, model: &Model) -> Option<Progress> {
        // A review leaves its lessons as they are.
        let run = &model.any_lesson().filter(|lesson| lesson.review.is_none())?.course;
        let known = self.last.as_ref().is_some_and(|last| {
            last.id == run.lesson().id()
                && (last.round, last.stop, last.way.as_deref())
                    == (run.round(), run.current(), run.way())
                && last.marks == *run.marks()
        });
        if known {
            return None;
        }
        let (id, round) = (run.lesson().id().to_owned(), run.round());
        let begun_anew = model.kept.lessons.get(&id).is_some_and(|kept| kept.round < round);
        self.last = Some(Stand {
            id,
            round,
            stop: run.current(),
            way: run.way().map(str::to_owned),
            marks: run.marks().clone(),
        });
        // Who only looks into a lesson has not begun it.
        let is_begun = run.is_halfway() || run.is_over() || begun_anew;
        is_begun.then(|| Progress::of(run))
    }
}

/// Keeps what is new, so that the model knows it too; the error, if it could not be kept.
pub(in crate::tui) fn keep(keeper: &mut Keeper, model: &mut Model) -> Option<String> {
    let (progress, error) = keeper.look(model)?;
    know(model, &progress);
    error
}
