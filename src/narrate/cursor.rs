//! Sentences about steps that are elsewhere: each needs the situation right after its step.
//!
//! It must not know the caller.

use super::{narrate, why};
use crate::sim::{Event, EventKind, Program, State, Timeline};
use crate::text::Lang;

/// What a step did, in a sentence, and why, where the words know; `state` is the situation after
/// it.
pub fn told(program: &Program, state: &State, event: &Event, lang: Lang) -> String {
    let sentence = narrate(program, state, event, lang);
    match why(program, event, lang) {
        Some(why) => format!("{sentence} {why}"),
        None => sentence,
    }
}

/// The situation after any step of a run. Going to a step costs the way there from the step that
/// was asked for last.
pub struct StateCursor<'a> {
    timeline: &'a Timeline,
    state: State,
    at: usize,
}

impl<'a> StateCursor<'a> {
    /// Starts at the current place of the run.
    pub fn new(timeline: &'a Timeline) -> Self {
        Self { timeline, state: timeline.state().clone(), at: timeline.at() }
    }

    /// The situation after a step.
    pub fn state(&mut self, step: usize) -> &State {
        let events = self.timeline.events();
        let to = step.min(events.len());
        while self.at < to {
            self.state.apply(&events[self.at]);
            self.at += 1;
        }
        while self.at > to {
            self.at -= 1;
            self.state.undo(&events[self.at]);
        }
        &self.state
    }

    /// What a step did, in a sentence, and why.
    pub fn sentence(&mut self, step: usize, lang: Lang) -> String {
        let Some(event) = self.timeline.event(step) else { return String::new() };
        let program = self.timeline.machine().program();
        told(program, self.state(step), event, lang)
    }

    /// The same without the reason.
    pub fn short(&mut self, step: usize, lang: Lang) -> String {
        let Some(event) = self.timeline.event(step) else { return String::new() };
        let program = self.timeline.machine().program();
        narrate(program, self.state(step), event, lang)
    }
}

/// Who called whom, from the thread's own script to the method that made the step.
pub fn chain(timeline: &Timeline, step: usize) -> Vec<String> {
    let Some(event) = timeline.event(step) else { return Vec::new() };
    let program = timeline.machine().program();
    // What an object is never changes: the end serves for all steps.
    let state = timeline.final_state();
    let mut chain = vec![program.thread_name(state, event.thread).to_owned()];
    for call in timeline.callers(step).into_iter().rev() {
        if let Some(Event { kind: EventKind::Call { object, method, .. }, .. }) =
            timeline.event(call)
        {
            chain.push(format!(
                "{}::{}",
                program.interface(state, *object),
                program.method_name(*method)
            ));
        }
    }
    chain
}
