//! Keeps how far the learner is, at each scene and after each answer, so that whatever ends the
//! program costs one scene at most.
//!
//! Where it is kept, the caller knows. It must not know a terminal.

use std::collections::BTreeMap;

use crate::lesson::course::{Course, MarkKey, SceneAttempts};
use crate::lesson::progress::{LessonProgress, Progress};
use crate::tui::model::Model;
use crate::tui::update::outside::know;

/// Keeps how far a lesson is; says what went wrong.
pub type Keep = fn(&Course) -> Result<(), String>;

/// What was kept last.
pub(in crate::tui) struct Keeper {
    keep: Keep,
    last: Option<Stand>,
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
    /// Nothing was kept yet.
    pub(in crate::tui) fn new(keep: Keep) -> Self {
        Self { keep, last: None }
    }

    /// Keeps what is new since it was asked last: gives that, and the error if it could not be
    /// kept.
    pub(in crate::tui) fn look(&mut self, model: &Model) -> Option<(Progress, Option<String>)> {
        let run = &model.any_lesson()?.course;
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
            id: id.clone(),
            round,
            stop: run.current(),
            way: run.way().map(str::to_owned),
            marks: run.marks().clone(),
        });
        // Who only looks into a lesson has not begun it.
        if !run.is_halfway() && !run.is_over() && !begun_anew {
            return None;
        }
        let one = BTreeMap::from([(id, LessonProgress::of(run))]);
        Some((Progress { lessons: one }, (self.keep)(run).err()))
    }
}

/// Keeps what is new, so that the model knows it too; the error, if it could not be kept.
pub(in crate::tui) fn keep(keeper: &mut Keeper, model: &mut Model) -> Option<String> {
    let (progress, error) = keeper.look(model)?;
    know(model, &progress);
    error
}
