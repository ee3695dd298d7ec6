//! Ring 8: a run without a terminal, as text, JSON and recordings.
//!
//! It must not know the command line.

pub mod cast;
pub mod explored;
pub mod film;
pub mod graph;
pub(crate) mod handout;
pub mod html;
pub mod itf;
pub mod jsonl;
pub(crate) mod ledgers;
pub mod markdown;
pub mod mermaid;
pub mod paint;
#[cfg(feature = "pictures")]
pub mod raster;
pub mod script;
pub mod showing;
pub mod svg;
pub mod text;

use std::io;

use crate::narrate::blame::blamed;
use crate::scenario::{Idle, Scenario};
use crate::sim::{Event, EventKind, ObjectId, Program, State, Timeline, Violation};
use crate::text::Lang;
use crate::words::Words;

/// A run, and the selection of it to print.
#[derive(Clone, Copy, Debug)]
pub struct Transcript<'a> {
    /// The run; its current position is ignored.
    pub timeline: &'a Timeline,
    /// The id of the lesson to which it belongs.
    pub lesson: Option<&'a str>,
    /// The scenario from which it was made.
    pub scenario: &'a Scenario,
    /// The language of sentences and rules; JSON keys don't depend on it.
    pub lang: Lang,
    /// The first and last step to print, counted from 1.
    pub steps: (usize, usize),
    /// Print only changes to this ledger.
    pub only: Option<crate::sim::event::Ledger>,
    /// Whether steps are numbered. If they are not, a statement added to a body adds a line of its
    /// own and leaves the following lines unchanged.
    pub numbered: bool,
}

impl Transcript<'_> {
    /// What asks for the run: the name of a log, or a word of the command line.
    pub fn word(&self) -> String {
        let log = self.timeline.log_name().map(str::to_owned);
        log.unwrap_or_else(|| self.scenario.options.to_string())
    }

    /// What was asked for and never came into play; of a log nothing was asked.
    fn idle(&self) -> Idle {
        match self.timeline.recording() {
            Some(_) => Idle::default(),
            None => Idle::of(self.scenario, self.timeline),
        }
    }

    /// The number to print for a step, if steps are numbered.
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

    /// Describes which rule was broken, and by whom.
    fn violation(&self, program: &Program, state: &State, found: &Violation) -> String {
        let arguments = [
            ("rule", found.rule.into()),
            ("name", found.name.into()),
            ("blame", blamed(self.timeline, found, self.lang).into()),
            ("object", program.object_name(state, found.subject).into()),
        ];
        Words::of(self.lang).with("transcript-violation", &arguments)
    }

    /// Visits the steps to print, each with the violations that it caused. Violations found at the
    /// very end belong to the last step.
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

/// The object of a step, if the step looks like a change to the `objects` ledger but is really
/// MAPI's or a client's own bookkeeping.
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
