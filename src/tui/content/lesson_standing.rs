//! How far the learner is in a lesson or a task, in a few words for their lists.
//!
//! It must not know how a list is drawn.

use crate::lesson::progress::LessonState;
use crate::tui::model::Model;

/// That it is begun, and the right answers of all questions; `None` where there is nothing to say.
pub fn standing(model: &Model, id: &str) -> Option<String> {
    let (right, questions) = model.kept.lessons.get(id)?.standing();
    let score = (questions > 0).then(|| format!("{right}/{questions}"));
    let begun = model.kept.state(id) == LessonState::Begun;
    let begun = begun.then(|| model.text("progress-begun"));
    let said: Vec<String> = begun.into_iter().chain(score).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The statements of the best solution, or that the task is begun; `None` where there is nothing
/// to say.
pub fn standing_of_task(model: &Model, id: &str) -> Option<String> {
    match &model.kept.tasks.get(id)?.best {
        Some(best) => {
            let count = [("statements", best.statements.into())];
            Some(model.words().with("home-task-solved", &count))
        }
        None => Some(model.text("progress-begun")),
    }
}
