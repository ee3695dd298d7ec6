//! Ring 8: a run without a terminal, as text, JSON and recordings.
//!
//! It must not know the command line.

pub mod cast;
pub mod explored;
pub mod film;
pub(crate) mod handout;
pub mod html;
pub mod jsonl;
pub(crate) mod ledgers;
pub mod markdown;
pub mod mermaid;
pub mod paint;
pub mod script;
pub mod showing;
pub mod svg;
pub mod text;

use std::io;

use crate::narrate::blame::blamed;
use crate::scenario::Scenario;
use crate::sim::{Event, EventKind, ObjectId, Program, State, Timeline, Violation};
use crate::text::Lang;
use crate::words::Words;

/// A run and the selection of it to print.
#[derive(Clone, Copy, Debug)]
pub struct Transcript<'a> {
    /// The run; its current place plays no part.
    pub timeline: &'a Timeline,
    /// The lesson that it belongs to.
    pub lesson: Option<&'a str>,
    /// What it was made from.
    pub scenario: &'a Scenario,
    /// The language of sentences and of rules; JSON's keys have none.
    pub lang: Lang,
    /// First and last step to print, counted from 1.
    pub steps: (usize, usize),
    /// Only what changed this ledger.
    pub only: Option<crate::sim::event::Ledger>,
    /// Whether steps have numbers. Without them a statement more in a body changes its own line
    /// only, and not all that follow.
    pub numbered: bool,
}

impl Transcript<'_> {
    /// The number of a step, if steps have numbers.
    fn step(&self, step: usize) -> Option<usize> {
        self.numbered.then_some(step)
    }

    /// Whether a step is printed.
    pub fn tells(&self, step: usize) -> bool {
        let Some(event) = self.timeline.event(step) else { return false };
        let wanted = self.only.is_none_or(|ledger| {
            event.kind.ledger() == Some(ledger)
                && unlisted(self.timeline.machine().program(), self.timeline.final_state(), event)
                    .is_none()
        });
        wanted && (self.steps.0..=self.steps.1).contains(&step)
    }

    /// Which rule was broken, and by whom.
    fn violation(&self, program: &Program, state: &State, found: &Violation) -> String {
        let arguments = [
            ("rule", found.rule.into()),
            ("name", found.name.into()),
            ("blame", blamed(self.timeline, found, self.lang).into()),
            ("object", program.object_name(state, found.subject).into()),
        ];
        Words::of(self.lang).with("transcript-violation", &arguments)
    }

    /// Steps to print, each with what it broke. What is found at the very end belongs to the
    /// last step.
    fn each(&self, mut tell: impl FnMut(usize, &[Violation]) -> io::Result<()>) -> io::Result<()> {
        for step in 0..=self.timeline.len() {
            let broken = self.timeline.violations_at(step);
            if !broken.is_empty() || self.tells(step) {
                tell(step, broken)?;
            }
        }
        Ok(())
    }
}

/// The object of a step that looks like a change of the ledger `objects` but is MAPI's or a
/// client's own bookkeeping.
fn unlisted(program: &Program, state: &State, event: &Event) -> Option<ObjectId> {
    let (EventKind::Refs { object, .. }
    | EventKind::Created { object }
    | EventKind::Invalidated { object }
    | EventKind::Freed { object, .. }) = event.kind
    else {
        return None;
    };
    (!program.is_listed(state, object)).then_some(object)
}
