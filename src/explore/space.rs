//! The space of a small run as a whole: every situation, and every step from one to another, for
//! somebody who wants to look at it. Situations are compared themselves, not by fingerprints.
//!
//! It must not know a format.

use std::collections::BTreeMap;

use super::search_state::SearchState;
use crate::sim::budget::Meter;
use crate::sim::machine::Grain;
use crate::sim::state::End;
use crate::sim::{Choice, Event, Machine};

/// All situations and steps of a run.
#[derive(Clone, Debug)]
pub struct Space {
    /// Every situation, in the order in which a search finds them; the first is the start.
    pub situations: Vec<SpaceSituation>,
    /// Every step, by the situation that it leads out of.
    pub steps: Vec<SpaceStep>,
}

/// A situation of a run.
#[derive(Clone, Debug)]
pub struct SpaceSituation {
    /// The situation itself.
    pub at: SearchState,
    /// Fewest steps that lead to it.
    pub depth: u32,
    /// How the run ends here, if it does.
    pub end: Option<SpaceEnd>,
    /// Rules that a run breaks which ends here.
    pub broken: Vec<&'static str>,
}

/// A step of a run.
#[derive(Clone, Debug)]
pub struct SpaceStep {
    /// Position of the situation before it.
    pub from: usize,
    /// Position of the situation after it.
    pub to: usize,
    /// What happens.
    pub event: Event,
    /// Rules that it breaks.
    pub broken: Vec<&'static str>,
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpaceEnd {
    /// All threads are done, or the process exited.
    Done,
    /// A thread waits for ever.
    Stuck,
    /// The process crashed.
    Crashed,
}

/// What a space may cost.
#[derive(Clone, Copy, Debug)]
pub struct SpaceBounds {
    /// Most situations.
    pub situations: usize,
    /// Most bytes that they take, as if they shared nothing.
    pub bytes: u64,
    /// Most work, about a nanosecond each.
    pub work: u64,
}

/// Why there is no space to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpaceLimit {
    /// There are more situations than may be.
    Situations,
    /// They take more bytes than they may.
    Bytes,
    /// It is more work than it may be, or a step would cross a bound of the machine.
    Work,
    /// The watcher said so.
    Interrupted,
}

impl Space {
    /// The space of a machine. The watcher is asked after each situation whether to go on.
    ///
    /// # Errors
    /// The limit that it would cross.
    pub fn of(
        machine: &Machine,
        bounds: SpaceBounds,
        mut goes_on: impl FnMut() -> bool,
    ) -> Result<Self, SpaceLimit> {
        let space = Space { situations: Vec::new(), steps: Vec::new() };
        let left = (bounds.bytes, bounds.work);
        let mut survey = SpaceSurvey { machine, bounds, left, space, known: BTreeMap::new() };
        survey.enter(SearchState::start(machine), 0)?;
        let (mut next, mut choices) = (0, Vec::new());
        while let Some(situation) = survey.space.situations.get(next) {
            if !goes_on() {
                return Err(SpaceLimit::Interrupted);
            }
            let at = situation.at.clone();
            survey.expand(&at, next, &mut choices)?;
            next += 1;
        }
        Ok(survey.space)
    }
}

/// A space that is being found out.
struct SpaceSurvey<'m> {
    machine: &'m Machine,
    bounds: SpaceBounds,
    /// Bytes and work that are left.
    left: (u64, u64),
    space: Space,
    /// Positions of situations by their fingerprints.
    known: BTreeMap<u64, Vec<usize>>,
}

impl SpaceSurvey<'_> {
    fn spend(&mut self, work: u64) -> Result<(), SpaceLimit> {
        self.left.1 = self.left.1.checked_sub(work).ok_or(SpaceLimit::Work)?;
        Ok(())
    }

    /// Takes every step out of a situation.
    fn expand(
        &mut self,
        at: &SearchState,
        from: usize,
        choices: &mut Vec<Choice>,
    ) -> Result<(), SpaceLimit> {
        let meter = Meter::within(self.left.1);
        at.choices(self.machine, Grain::Step, &meter, choices);
        self.spend(meter.spent())?;
        if choices.is_empty() {
            self.end(at, from);
        }
        for choice in choices.drain(..) {
            let meter = Meter::within(self.left.1);
            let stepped = at.step(self.machine, choice, Grain::Step, &meter);
            let stepped = stepped.map_err(|_| SpaceLimit::Work)?;
            self.spend(meter.spent() + stepped.work())?;
            let (after, Some(event)) = stepped.whole() else { continue };
            let mut broken = Vec::new();
            self.machine.judge(&after.state, &event, &mut |found| broken.push(found.rule));
            broken.dedup();
            let to = self.enter(after, self.space.situations[from].depth + 1)?;
            self.space.steps.push(SpaceStep { from, to, event, broken });
        }
        Ok(())
    }

    /// The position of a situation, which may be new.
    fn enter(&mut self, at: SearchState, depth: u32) -> Result<usize, SpaceLimit> {
        let same = self.known.entry(at.print()).or_default();
        let known = same.iter().find(|it| self.space.situations[**it].at == at);
        if let Some(known) = known {
            return Ok(*known);
        }
        let new = self.space.situations.len();
        if new >= self.bounds.situations {
            return Err(SpaceLimit::Situations);
        }
        let bytes = at.heap_bytes() as u64;
        self.left.0 = self.left.0.checked_sub(bytes).ok_or(SpaceLimit::Bytes)?;
        same.push(new);
        self.space.situations.push(SpaceSituation { at, depth, end: None, broken: Vec::new() });
        Ok(new)
    }

    fn end(&mut self, at: &SearchState, position: usize) {
        let it = &mut self.space.situations[position];
        it.end = Some(match at.state.end {
            Some(End::Crash) => SpaceEnd::Crashed,
            _ if !self.machine.blocked(&at.state).is_empty() => SpaceEnd::Stuck,
            _ => SpaceEnd::Done,
        });
        self.machine.judge_end(&at.state, &mut |found| it.broken.push(found.rule));
        it.broken.dedup();
    }
}
