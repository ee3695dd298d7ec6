//! The result of a lesson: how many questions were answered correctly, and which were wrong at
//! first.
//!
//! It must not know a screen.

use std::collections::BTreeSet;

use super::asked::{ask, feedback_lines};
use super::course::{Course, MarkKey};
use crate::text::Lang;

/// Totals of a lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The number of questions in the run.
    pub questions: usize,
    /// Questions answered correctly at the first attempt, without a hint.
    pub clean: usize,
    /// Questions answered correctly in the end.
    pub right: usize,
    /// Attempts at all questions together.
    pub attempts: usize,
    /// Hints taken for all questions together.
    pub hints: usize,
}

/// A question that was answered wrongly at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regret {
    /// The scene that asks the question.
    pub scene: usize,
    /// The scene's stop, if this run reaches it.
    pub stop: Option<usize>,
    /// The step that answers it, in the run in which it was asked.
    pub step: Option<usize>,
    /// The question as it was asked.
    pub ask: String,
    /// What the first attempt got wrong, in words.
    pub said: Vec<String>,
}

impl Course {
    /// The totals so far.
    pub fn score(&self) -> Score {
        let mut score = Score::default();
        for key in self.questions() {
            score.questions += 1;
            if let Some(mark) = self.marks().get(&key) {
                score.attempts = score.attempts.saturating_add(mark.attempts);
                score.hints = score.hints.saturating_add(mark.hints);
                score.right += usize::from(mark.right);
                score.clean += usize::from(mark.right && mark.attempts == 1 && mark.hints == 0);
            }
        }
        score
    }

    /// Whether the lesson has been played to its end, and not just by having all answers shown.
    pub fn is_done(&self) -> bool {
        let score = self.score();
        self.is_over() && (score.questions == 0 || score.right > 0)
    }

    /// The scenes with a prediction that this run reaches, plus those that were answered before the
    /// learner chose another way.
    fn questions(&self) -> BTreeSet<MarkKey> {
        let asks = |scene: usize| self.lesson().file.scenes[scene].predict.is_some();
        let here =
            self.stops().iter().filter(|stop| asks(stop.scene)).map(|stop| self.key(stop.scene));
        let met = self.marks().keys().filter(|(scene, _)| asks(*scene)).cloned();
        here.chain(met).collect()
    }

    /// The questions that were answered wrongly at first, in the order of the lesson.
    pub fn recap(&self, lang: Lang) -> Vec<Regret> {
        let keys = self.questions();
        let wrong =
            keys.iter().filter_map(|key| Some((key, self.marks().get(key)?.first_wrong.as_ref()?)));
        wrong
            .filter_map(|(key, feedback)| {
                let predict = self.lesson().file.scenes[key.0].predict.as_ref()?;
                Some(Regret {
                    scene: key.0,
                    stop: self.stops().iter().position(|stop| self.key(stop.scene) == *key),
                    step: feedback.step(),
                    ask: ask(predict, lang),
                    said: feedback_lines(feedback, predict, lang),
                })
            })
            .collect()
    }
}
