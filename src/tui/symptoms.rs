//! From what a developer sees in real life to the bugs that do it, to the run that shows it, at the step where it happens.

use super::model::Model;

/// A line of the symptom picker: a symptom and one of its bugs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The symptom's id.
    pub symptom: &'static str,
    /// The bug's id.
    pub bug: &'static str,
}

/// The lines that can be chosen.
pub fn choices() -> Vec<Choice> {
    Vec::new()
}

/// Opens the run that shows a bug, at the step where the first rule breaks.
pub fn open(model: &mut Model, choice: Choice) {
    let _ = (model, choice);
}
