//! An error in a line of a script. It must not know which line it is.

use crate::diagnostic::nearest;

/// What is wrong with a line, and how to fix it.
#[derive(Debug, Default)]
pub(super) struct ScriptError {
    pub(super) message: String,
    pub(super) help: String,
}

impl ScriptError {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    pub(super) fn unknown<'a>(
        kind: &str,
        word: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Self {
        let near = nearest(word, known.clone());
        let known: Vec<&str> = if near.is_empty() { known.into_iter().collect() } else { near };
        Self::new(format!("there is no {kind} {word:?}"), format!("known: {}", known.join(", ")))
    }
}
