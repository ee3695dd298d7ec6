//! A review on the stage: its questions, which of them is asked, and what came of those before.
//!
//! It must not know how a question is answered.

use rs_fsrs::Rating;

use crate::lesson::review::ReviewSchedule;
use crate::lesson::review::plan::{PlannedQuestion, ReviewPlan};

/// The questions of a review and how far it is.
#[derive(Clone, Debug)]
pub struct ReviewSession {
    /// The questions, in the order in which they are asked.
    pub questions: Vec<PlannedQuestion>,
    /// The place of the one that is asked.
    pub at: usize,
    /// How the questions until now were rated, and what that makes of each.
    pub answered: Vec<(Rating, ReviewSchedule)>,
    /// All of them were asked.
    pub is_over: bool,
}

impl ReviewSession {
    /// The next review of a plan, at its first question.
    pub fn new(plan: &ReviewPlan) -> Self {
        Self { questions: plan.session().to_vec(), at: 0, answered: Vec::new(), is_over: false }
    }

    /// Whether the question that is asked was rated.
    pub fn is_answered(&self) -> bool {
        self.answered.len() > self.at
    }

    /// Whether no question comes after this one.
    pub fn is_last(&self) -> bool {
        self.at + 1 >= self.questions.len()
    }

    /// How many of the questions were rated so.
    pub fn count(&self, rating: Rating) -> usize {
        self.answered.iter().filter(|(it, _)| *it == rating).count()
    }
}
