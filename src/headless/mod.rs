//! Ring 5: a run without a terminal, as text, JSON and recordings.
//!
//! It must not know the command line.

pub mod json;
pub mod jsonl;
pub mod ledgers;
pub mod text;

use std::io::{self, Write};

use crate::sim::{Timeline, Violation};
use crate::text::Lang;

/// A run with what the reader is told about it.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The run.
    pub timeline: &'a Timeline,
    /// The lesson that it belongs to.
    pub lesson: Option<&'a str>,
    /// What it was made from.
    pub options: &'a crate::scenario::RunOptions,
    /// The language.
    pub lang: Lang,
    /// First and last step that are told, counted from 1.
    pub steps: (usize, usize),
    /// Only what changed this ledger.
    pub only: Option<crate::sim::event::Ledger>,
}

impl Telling<'_> {
    /// Whether a step is told.
    pub fn tells(&self, step: usize) -> bool {
        let wanted =
            self.only.is_none_or(|ledger| self.timeline.event(step).is_some_and(|event| event.kind.ledger() == Some(ledger)));
        wanted && (self.steps.0..=self.steps.1).contains(&step)
    }

    /// Steps that are told, each with what it broke. What is found at the very end belongs to the last step.
    fn each(&self, mut tell: impl FnMut(usize, &[Violation]) -> io::Result<()>) -> io::Result<()> {
        let violations = self.timeline.violations();
        let mut done = 0;
        for step in 0..=self.timeline.len() {
            let of_step = violations[done..].iter().take_while(|found| found.step == step).count();
            let broken = &violations[done..done + of_step];
            done += of_step;
            if !broken.is_empty() || self.tells(step) {
                tell(step, broken)?;
            }
        }
        Ok(())
    }
}

/// Writes a run in one of the forms that this ring has.
pub type Writer = fn(&Telling<'_>, &mut dyn Write) -> io::Result<()>;
