//! Who can continue, and in which order; one step of one thread; what the rules say of it.
//!
//! It must not know what a body is about. How a statement is executed is in [`super::step`].

mod altered;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::body::{Code, Who};
use super::budget::{Budget, Limit, Meter};
use super::change::Change;
use super::eval::EvalScope;
use super::event::{Event, EventKind, Fault};
use super::program::Program;
use super::rules::{self, Blame, NO_ENDLESS_WAIT, Tested, Violation};
use super::state::State;
use super::step::Stepper;
use super::value::{ThreadId, Value};
use super::waiting::{self, Blocked};

pub use super::choice::{Choice, Grain};
use altered::Altered;

/// For each body with a choice, and each of its operations: whether a choice can come
/// before the next step.
fn choosing(program: &Program) -> Vec<Vec<bool>> {
    let of_body = |body: &super::body::Body| {
        let chooses =
            |op: &super::body::Op| matches!(op.code, Code::Choose { .. } | Code::Pick { .. });
        if !body.ops.iter().any(chooses) {
            return Vec::new();
        }
        let mut near: Vec<bool> = body.ops.iter().map(chooses).collect();
        loop {
            let leads = |at: usize| match &body.ops[at].code {
                Code::Jump(to) => near[usize::from(*to)],
                Code::Branch { otherwise: other, .. } | Code::Next { end: other, .. } => {
                    near[usize::from(*other)] || near[at + 1]
                }
                Code::WaitFirst { guards } => {
                    guards.iter().any(|guard| near[usize::from(guard.then)])
                }
                silent => silent.is_silent() && near[at + 1],
            };
            let more: Vec<bool> = (0..near.len()).map(|at| near[at] || leads(at)).collect();
            if more == near {
                return near;
            }
            near = more;
        }
    };
    program.bodies.iter().map(of_body).collect()
}

/// A program and the situation that it starts from.
#[derive(Clone, Debug)]
pub struct Machine {
    program: Program,
    start: State,
    rules: rules::Armed,
    clients: Vec<bool>,
    choosing: Vec<Vec<bool>>,
    altered: Option<Altered>,
}

/// Most steps of the run that is made to see which rules a machine breaks without somebody's
/// changes.
const SOUND_STEPS: usize = 20_000;

/// Moves changes into memory that is just large enough.
fn exact(changes: Vec<Change>) -> Box<[Change]> {
    let mut kept = Vec::with_capacity(changes.len());
    kept.extend(changes);
    kept.into_boxed_slice()
}

impl Machine {
    /// A machine. `exempt` names the rules that do not apply to this run.
    pub fn new(program: Program, start: State, exempt: &[&str]) -> Self {
        let runs_client = |thread: &super::state::Shared<super::state::Thread>| {
            thread
                .frames
                .first()
                .is_some_and(|frame| program.class(&start, frame.this).who == Who::Client)
        };
        let clients = start.threads.iter().map(runs_client).collect();
        let mut it = Self {
            rules: rules::Armed::new(exempt),
            clients,
            choosing: choosing(&program),
            program,
            start,
            altered: None,
        };
        it.let_threads_wait();
        it
    }

    /// The same machine, which is known to be `sound` but for code of `who` that was changed: what
    /// breaks here and not there is blamed on `who`.
    #[must_use]
    pub fn altered_by(self, who: Who, sound: Arc<Machine>) -> Self {
        Self { altered: Some(Altered::new(who, move || sound.broken_rules())), ..self }
    }

    /// Whether changed code gets the same blame in both for whatever breaks a rule.
    pub fn blames_as(&self, other: &Machine) -> bool {
        self.altered == other.altered
    }

    /// The rules that its run in the default order breaks; `None` if that has no end.
    fn broken_rules(&self) -> Option<BTreeSet<&'static str>> {
        let (mut state, mut found) = (self.start.clone(), BTreeSet::new());
        let mut left = Budget::of_steps(SOUND_STEPS).work;
        for _ in 0..SOUND_STEPS {
            let meter = Meter::within(left);
            let Some(choice) = self.default_choice_within(&state, &meter) else {
                self.judge_end(&state, &mut |broken| _ = found.insert(broken.rule));
                return Some(found);
            };
            let event = self.step(&mut state, choice, &meter).ok()?;
            self.judge(&state, &event, &mut |broken| _ = found.insert(broken.rule));
            left = left.saturating_sub(meter.spent());
        }
        None
    }

    /// Blames the one whose code was changed, where the rule holds without the change. A client
    /// that uses a null pointer although it got the error is to blame for that itself.
    fn blamed(&self, state: &State, event: Option<&Event>, found: Violation) -> Violation {
        let failed = |value: &Value| matches!(value, Value::HResult(_)) && !value.holds();
        let was_told = |event: &Event| {
            matches!(event.kind, EventKind::Crash { why: Fault::NullPointer, .. })
                && state.thread(event.thread).stack.iter().any(failed)
        };
        if found.blame == Blame::Client && event.is_some_and(was_told) {
            return found;
        }
        let breaker = self.altered.as_ref().and_then(|altered| altered.breaker(found.rule));
        Violation { blame: breaker.map_or(found.blame, Blame::of), ..found }
    }

    /// Threads whose script begins by waiting have done so long before the shutdown begins.
    fn let_threads_wait(&mut self) {
        for thread in &mut self.start.threads {
            let Some(frame) = thread.frames.last() else { continue };
            let code = &self.program.body(frame.body).ops[usize::from(frame.pc)].code;
            thread.waiting = matches!(code, Code::Wait { .. } | Code::WaitFirst { .. });
        }
    }

    /// The bodies that it executes, and the names of everything.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The situation before the first step.
    pub fn start(&self) -> &State {
        &self.start
    }

    /// Whether the script of a thread is a client's.
    pub fn is_client(&self, thread: ThreadId) -> bool {
        self.clients.get(thread.index()).is_some_and(|client| *client)
    }

    /// Whether a run that ended so was spared a rule, by a fast shutdown that was granted.
    pub fn leaves_aside(&self, rule: &str, end: &State) -> bool {
        self.rules.leaves_aside(rule, &self.program, end)
    }

    /// The rules that apply.
    pub fn rules(&self) -> impl Iterator<Item = &'static rules::Rule> {
        self.rules.iter()
    }

    /// Whether a thread can continue. A condition that would crash lets it: the crash is its next
    /// step.
    pub fn is_enabled(&self, state: &State, thread: ThreadId) -> bool {
        self.is_enabled_within(state, thread, &Meter::default())
    }

    /// The same; what it takes to find out is counted. What a thread waits for is a matter of its
    /// own variables and of the world, not of other threads.
    pub fn is_enabled_within(&self, state: &State, thread: ThreadId, meter: &Meter) -> bool {
        if state.end.is_some() {
            return false;
        }
        let it = state.thread(thread);
        let Some(frame) = it.frames.last() else { return false };
        if !it.waiting {
            return true;
        }
        let Some(mut scope) = EvalScope::new(&self.program, state, thread, meter) else {
            return false;
        };
        match &self.program.body(frame.body).ops[usize::from(frame.pc)].code {
            Code::Wait { condition } => scope.holds(condition).unwrap_or(true),
            Code::WaitFirst { guards } => {
                guards.iter().any(|guard| scope.holds(&guard.value).unwrap_or(true))
            }
            _ => true,
        }
    }

    /// Threads that can continue, in the default order.
    pub fn enabled<'a>(&'a self, state: &'a State) -> impl Iterator<Item = ThreadId> + 'a {
        (0..state.threads.len() as u8)
            .map(ThreadId)
            .filter(|thread| self.is_enabled(state, *thread))
    }

    /// Everything that can happen next, in the default order.
    pub fn choices(&self, state: &State, found: &mut Vec<Choice>) {
        self.choices_by(state, Grain::Step, found);
    }

    /// The same where steps are of another grain.
    pub fn choices_by(&self, state: &State, grain: Grain, found: &mut Vec<Choice>) {
        self.choices_within(state, grain, &Meter::default(), found);
    }

    /// The same; what it takes to find out is counted.
    pub fn choices_within(
        &self,
        state: &State,
        grain: Grain,
        meter: &Meter,
        found: &mut Vec<Choice>,
    ) {
        for thread in (0..state.threads.len() as u8).map(ThreadId) {
            if self.is_enabled_within(state, thread, meter) {
                self.choices_of(state, thread, grain, meter, found);
            }
        }
    }

    /// The choices of a thread that can go on.
    pub fn choices_of(
        &self,
        state: &State,
        thread: ThreadId,
        grain: Grain,
        meter: &Meter,
        found: &mut Vec<Choice>,
    ) {
        let alternatives = self.alternatives_by(state, thread, grain, meter);
        found.extend((0..alternatives).map(|alternative| Choice { thread, alternative }));
    }

    /// How many ways a thread can continue: one, unless its next step is a choice.
    pub fn alternatives(&self, state: &State, thread: ThreadId) -> u16 {
        self.alternatives_by(state, thread, Grain::Step, &Meter::default())
    }

    fn alternatives_by(&self, state: &State, thread: ThreadId, grain: Grain, meter: &Meter) -> u16 {
        let Some(frame) = state.thread(thread).frames.last() else { return 0 };
        if !self.choosing[frame.body.index()].get(usize::from(frame.pc)).is_some_and(|near| *near) {
            return 1;
        }
        let choice = Choice { thread, alternative: 0 };
        Stepper::new(&self.program, &mut state.clone(), choice, grain, meter).ways()
    }

    /// The first thread that can continue, with its first alternative.
    pub fn default_choice(&self, state: &State) -> Option<Choice> {
        self.default_choice_within(state, &Meter::default())
    }

    /// The same; what it takes to find out is counted.
    pub fn default_choice_within(&self, state: &State, meter: &Meter) -> Option<Choice> {
        let mut threads = (0..state.threads.len() as u8).map(ThreadId);
        let thread = threads.find(|thread| self.is_enabled_within(state, *thread, meter))?;
        Some(Choice { thread, alternative: 0 })
    }

    /// Whether this can happen next.
    pub fn is_possible(&self, state: &State, choice: Choice) -> bool {
        choice.thread.index() < state.threads.len()
            && self.is_enabled(state, choice.thread)
            && choice.alternative < self.alternatives(state, choice.thread)
    }

    /// Takes one step: changes the state and says how. The choice must be possible. Where the step
    /// would cross a bound of the machine or of the meter, the state stays as it is.
    ///
    /// # Errors
    /// The bound that the step would cross.
    pub fn step(&self, state: &mut State, choice: Choice, meter: &Meter) -> Result<Event, Limit> {
        // Steps of this grain end with an event: where silent statements have no end, it is a
        // crash.
        Ok(self
            .step_by(state, choice, Grain::Step, meter)?
            .unwrap_or_else(|| unreachable!("a step without an event")))
    }

    /// The same in steps of another grain; `None` if the statement was silent.
    ///
    /// # Errors
    /// The bound that the step would cross.
    pub fn step_by(
        &self,
        state: &mut State,
        choice: Choice,
        grain: Grain,
        meter: &Meter,
    ) -> Result<Option<Event>, Limit> {
        let (event, changes) = self.step_apart(state, choice, grain, meter)?;
        // Copied into memory of the right size: shrinking what they were collected in would leave a
        // long run full of holes.
        Ok(event.map(|event| Event { changes: exact(changes), ..event }))
    }

    /// The same for somebody who does not keep the event: its changes are beside it.
    ///
    /// # Errors
    /// The bound that the step would cross.
    pub fn step_apart(
        &self,
        state: &mut State,
        choice: Choice,
        grain: Grain,
        meter: &Meter,
    ) -> Result<(Option<Event>, Vec<Change>), Limit> {
        let (event, mut changes) = self.execute(state, choice, grain, meter)?;
        if let Some(event) = &event {
            self.remember(state, event, &mut changes);
        }
        Ok((event, changes))
    }

    /// The statements of a step alone: what the rules count is not moved.
    ///
    /// # Errors
    /// The bound that the step would cross.
    pub fn execute(
        &self,
        state: &mut State,
        choice: Choice,
        grain: Grain,
        meter: &Meter,
    ) -> Result<(Option<Event>, Vec<Change>), Limit> {
        Stepper::new(&self.program, state, choice, grain, meter).run()
    }

    /// Counts for the rules what a step did, right after its statements.
    pub fn remember(&self, state: &mut State, event: &Event, changes: &mut Vec<Change>) {
        rules::remember(&self.program, state, event, changes);
    }

    /// Whether no client waits for what a thread just did. `state` is the situation after the step.
    pub fn is_background(&self, state: &State, event: &Event) -> bool {
        let client_waits = || {
            self.clients
                .iter()
                .zip(&state.threads)
                .any(|(client, thread)| *client && thread.waiting)
        };
        self.clients.contains(&true) && !self.clients[event.thread.index()] && !client_waits()
    }

    /// What the rules say of a step; `state` is the situation after it. Gives the rules that it put
    /// to the test.
    pub fn judge(&self, state: &State, event: &Event, report: &mut dyn FnMut(Violation)) -> Tested {
        self.rules.judge(&self.program, state, event, &mut |found| {
            report(self.blamed(state, Some(event), found));
        })
    }

    /// What the rules say of the end of a run. Gives the rules that it put to the test.
    pub fn judge_end(&self, state: &State, report: &mut dyn FnMut(Violation)) -> Tested {
        self.rules.judge_end(&self.program, state, &mut |found| {
            report(self.blamed(state, None, found));
        })
    }

    /// The threads that are blocked for good in a situation in which no thread can continue.
    pub fn blocked(&self, state: &State) -> Vec<Blocked> {
        let breaker = self.altered.as_ref().and_then(|altered| altered.breaker(NO_ENDLESS_WAIT));
        let blamed = |found: Blocked| Blocked { blame: breaker.unwrap_or(found.blame), ..found };
        waiting::blocked(&self.program, state).into_iter().map(blamed).collect()
    }
}
