//! What is remembered while a run or a lesson plays by itself.

use std::collections::BTreeMap;

use crate::lesson::course::{MarkKey, SceneAttempts};

/// Playing by itself, questions included.
pub struct Auto {
    /// The learner's earlier answers: answers of the machine don't count as progress.
    pub marks: BTreeMap<MarkKey, SceneAttempts>,
    /// The answer to the question is marked; it is handed in next.
    pub marked: bool,
}
