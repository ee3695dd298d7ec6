//! What a panel sees: the situation after the step, what the step changed, and how far its
//! animation is.
//!
//! The situation before is the one after and the old values of the marks, so that a scene costs no
//! copy of the state. A panel never sees the model; it must not be able to change anything.

use std::collections::BTreeMap;

use crate::compare::CodeDifference;
use crate::mapi::Cite;
use crate::sim::body::{Body, Code, Confidence};
use crate::sim::event::At;
use crate::sim::rules::Blame;
use crate::sim::state::End;
use crate::sim::timeline::Verdict;
use crate::sim::{
    BodyId, Event, EventKind, Machine, Program, State, ThreadId, Timeline, Violation,
};
use crate::text::Lang;
use crate::words::Words;

use crate::narrate::phases::Phase;
use crate::sim::ledgers::{Item, Ledgers};
use crate::tui::model::beside::{HealthyRun, Wrong};
use crate::tui::model::lines::LedgerLines;
use crate::tui::model::marks::{ItemMark, ItemMarks};
use crate::tui::model::stage::Picked;
use crate::tui::model::theme::Theme;
use crate::tui::model::tree::Tree;
use crate::tui::model::walk::StackPlace;

/// How much of an animation passes before its effect shows.
pub const EFFECT_AT: f32 = 0.7;

/// All that the panels may see of a run at one place.
pub struct StageView<'a> {
    /// The run, at the place that is drawn.
    pub timeline: &'a Timeline,
    /// The situation after the step.
    pub state: &'a State,
    /// What the last move changed.
    pub marks: &'a ItemMarks,
    /// What its last beat changed: after a jump that is less.
    pub fresh: &'a ItemMarks,
    /// The order of the objects.
    pub tree: &'a Tree,
    /// The parts of the run.
    pub phases: &'a [(usize, Phase)],
    /// What is wrong in the ledgers here, once a rule is broken.
    pub wrong: &'a BTreeMap<Item, Wrong>,
    /// The run without what breaks the rules, if it may be shown.
    pub healthy: Option<&'a HealthyRun>,
    /// What is missing may be told before it breaks a rule.
    pub foresees: bool,
    /// The other run's situation, if one is kept as a ghost.
    pub ghost: Option<&'a State>,
    /// Language of all texts.
    pub lang: Lang,
    /// Palette and signs that everything is drawn with.
    pub theme: Theme,
    /// How far the animation is: 1 = settled.
    pub progress: f32,
    /// Thread, body and statement that the code panels show.
    pub running: Running,
    /// Whether the code is a method's that has run before, and not the running one's.
    pub is_over: bool,
    /// The call that was walked to, if it is not the running one.
    pub walked: Option<StackPlace>,
    /// How far the code is scrolled from where its statements show.
    pub code_scroll: isize,
    /// The reader's own code runs, from the workbench.
    pub of_bench: bool,
    /// Lines that can be marked as an answer, and how they are.
    pub picks: &'a [(Item, Picked)],
    /// A lesson asks here: what is still to be broken does not show.
    pub asks: bool,
    /// The question is which call comes next: the code that gives it away is covered.
    pub covered: bool,
    /// Steps that removed something, for the timeline.
    pub removals: &'a [usize],
}

/// What runs, as the code and the call stack show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// The thread of the last step.
    pub thread: ThreadId,
    /// The body of the innermost call; `None` before and after the thread's script.
    pub body: Option<BodyId>,
    /// The statement that comes next.
    pub next: Option<u16>,
    /// The statement that has just run.
    pub ran: Option<u16>,
}

impl Running {
    /// What runs at the current place of a timeline.
    pub fn at(timeline: &Timeline) -> Self {
        let state = timeline.state();
        let last = timeline.last_event();
        let thread = last.or_else(|| timeline.event(1)).map_or(ThreadId(0), |event| event.thread);
        let frame = state.threads.get(thread.index()).and_then(|thread| thread.frames.last());
        let next = frame.filter(|_| state.end != Some(End::Exit)).and_then(|frame| {
            let body = timeline.machine().program().body(frame.body);
            // Behind the last statement of a script nothing comes.
            let op = body.ops.get(usize::from(frame.pc))?;
            (!matches!(op.code, Code::End)).then_some(op.statement)
        });
        // After a return, the statement that has run is the one that called.
        let done = match last.map(|event| &event.kind) {
            Some(EventKind::Return { .. }) => timeline
                .call_of(timeline.at())
                .and_then(|step| timeline.event(step))
                .map(|event| event.at),
            Some(_) => last.map(|event| event.at),
            None => None,
        };
        let body = frame.map(|frame| frame.body).or(done.map(|at| at.body));
        let ran = done.filter(|at| Some(at.body) == body).map(|at| at.statement);
        Self {
            thread,
            body,
            next,
            ran: ran
                .filter(|_| !matches!(last.map(|event| &event.kind), Some(EventKind::Call { .. }))),
        }
    }
}

impl Running {
    /// The same for the code panels: at a crash inside of what others wrote, the innermost call of
    /// the code that is to blame.
    pub fn shown(timeline: &Timeline) -> Self {
        let here = Self::at(timeline);
        let Some(crash) = timeline.crash().filter(|crash| crash.step == timeline.at()) else {
            return here;
        };
        let program = timeline.machine().program();
        let is_to_blame = |body: BodyId| Blame::of(program.body(body).who) == crash.blame;
        if here.body.is_none_or(is_to_blame) {
            return here;
        }
        let calls = timeline.callers(crash.step);
        let mut calls = calls.into_iter().filter_map(|step| timeline.event(step));
        let culprit = calls.find(|event| is_to_blame(event.at.body)).map(|event| event.at);
        culprit.map_or(here, |at| Self {
            body: Some(at.body),
            next: None,
            ran: Some(at.statement),
            ..here
        })
    }

    /// For the code panels: a method that has run before, with the statement that ran last of it.
    pub fn over(timeline: &Timeline, at: At) -> Self {
        let here = Self::at(timeline);
        Self { body: Some(at.body), next: None, ran: Some(at.statement), ..here }
    }

    /// The statement that made the last step: a call in the code of the caller, a return in the
    /// code that returns.
    pub fn before(timeline: &Timeline) -> Self {
        let here = Self::at(timeline);
        timeline.last_event().map_or(here, |event| Self {
            thread: event.thread,
            body: Some(event.at.body),
            next: None,
            ran: Some(event.at.statement),
        })
    }
}

impl<'a> StageView<'a> {
    /// The machine that made the run.
    pub fn machine(&self) -> &'a Machine {
        self.timeline.machine()
    }

    /// The bodies of the run, and the names of everything.
    pub fn program(&self) -> &'a Program {
        self.machine().program()
    }

    /// Which line an item is on.
    pub fn lines(&self) -> LedgerLines<'a> {
        LedgerLines { timeline: self.timeline, tree: self.tree }
    }

    /// The ledgers of [`StageView::state`].
    pub fn ledgers(&self) -> Ledgers<'a> {
        Ledgers::of(self.program(), self.state)
    }

    /// The step that was taken last.
    pub fn event(&self) -> Option<&'a Event> {
        self.timeline.last_event()
    }

    /// The words of the language.
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The text of a word id, in the scene's language.
    pub fn text(&self, id: &str) -> String {
        self.words().text(id)
    }

    /// Whether the effect of the step shows yet.
    pub fn has_landed(&self) -> bool {
        self.progress >= EFFECT_AT
    }

    /// How much of the effect shows, 0 to 1.
    pub fn landing(&self) -> f32 {
        ((self.progress - EFFECT_AT) / (1.0 - EFFECT_AT)).clamp(0.0, 1.0)
    }

    /// The object whose method runs: the one that is called, once the call has arrived.
    pub fn called(&self) -> Option<Item> {
        let frame = self.frame()?.frame(self.state)?;
        frame.method.map(|_| Item::Object(frame.this))
    }

    /// The call that the code panel shows: the one that was walked to, or the innermost of the
    /// running thread that has arrived.
    pub fn frame(&self) -> Option<StackPlace> {
        let innermost = || StackPlace::innermost(self.state, self.running.thread);
        self.walked.or_else(|| {
            let last = innermost()?;
            let depth = last.depth.checked_sub(usize::from(self.is_calling()))?;
            Some(StackPlace { depth, ..last })
        })
    }

    /// The thread whose code shows: where a rule is broken, the one that ran the code at fault.
    pub fn shown_thread(&self) -> ThreadId {
        let events = &self.timeline.events()[..self.timeline.at()];
        let of_culprit = self.culprit().and_then(|(code, _)| {
            events.iter().rev().find(|event| event.at.body == code.a).map(|event| event.thread)
        });
        of_culprit.unwrap_or(self.running.thread)
    }

    /// The thread of the last step, whatever was walked to.
    pub fn active(&self) -> ThreadId {
        match self.walked {
            Some(_) => Running::at(self.timeline).thread,
            None => self.running.thread,
        }
    }

    /// Whether the step is a call that has not arrived yet.
    pub fn is_calling(&self) -> bool {
        let calls = self.event().is_some_and(|event| matches!(event.kind, EventKind::Call { .. }));
        calls && !self.has_landed()
    }

    /// Where the step leads to: the object that it calls.
    pub fn calls(&self) -> Option<Item> {
        match self.event()?.kind {
            EventKind::Call { object, .. } => Some(Item::Object(object)),
            _ => None,
        }
    }

    /// The mark of an item.
    pub fn mark(&self, item: Item) -> Option<ItemMark> {
        self.marks.get(item)
    }

    /// The state of a line that can be selected as an answer.
    pub fn picked(&self, item: Item) -> Option<Picked> {
        self.picks.iter().find(|(known, _)| *known == item).map(|(_, picked)| *picked)
    }

    /// The body that the code panel shows.
    pub fn body(&self) -> Option<&'a Body> {
        self.running.body.map(|body| self.program().body(body))
    }

    /// What the rules have found up to here.
    pub fn violations(&self) -> impl Iterator<Item = &'a Violation> {
        let at = self.timeline.at();
        self.timeline.violations().iter().take_while(move |found| found.step <= at)
    }

    /// What this very step has broken.
    pub fn broken_here(&self) -> &'a [Violation] {
        match self.timeline.at() {
            0 => &[],
            at => self.timeline.violations_at(at),
        }
    }

    /// Whether the process has crashed with the step.
    pub fn crashes_here(&self) -> bool {
        let is_last = self.timeline.at() == self.timeline.len();
        is_last && self.has_landed() && self.timeline.verdict() == Verdict::Crashed
    }

    /// At the end of a run that breaks no rule: the run without its bug, if that ends otherwise.
    pub fn ends_otherwise(&self) -> Option<&'a HealthyRun> {
        self.healthy.filter(|run| self.foresees && run.shows_at(self.timeline))
    }

    /// Where a rule is broken, the bug of a run shows at its end, or a call is left out that is not
    /// made in this run: the body in which the run differs from one that keeps the rules, and that
    /// run.
    pub fn culprit(&self) -> Option<(&'a CodeDifference, &'a HealthyRun)> {
        if self.walked.is_some() || !self.has_landed() {
            return None;
        }
        let broken = self.healthy.filter(|_| !self.broken_here().is_empty());
        let healthy = broken.or(self.ends_otherwise()).or(self.omits_here())?;
        healthy.code.as_ref().map(|code| (code, healthy))
    }

    /// The run that keeps the rules, where this one diverges from it with this beat and no rule is
    /// broken yet.
    pub fn diverges_here(&self) -> Option<&'a HealthyRun> {
        let at = self.timeline.at();
        let before = self.timeline.previous_beat().unwrap_or(0);
        let here = |run: &&HealthyRun| run.parts.is_some_and(|step| before < step && step <= at);
        self.healthy.filter(|_| self.foresees && self.broken_here().is_empty()).filter(here)
    }

    /// The same where all that differs is a call that is left out.
    pub fn omits_here(&self) -> Option<&'a HealthyRun> {
        self.diverges_here().filter(|run| run.owes_from().is_some())
    }

    /// The run with a call that this one has left out by now, and does not make up for.
    pub fn owes(&self) -> Option<&'a HealthyRun> {
        let at = self.timeline.at();
        let owes = |run: &&HealthyRun| run.owes_from().is_some_and(|from| from <= at);
        self.healthy.filter(|_| self.foresees).filter(owes)
    }

    /// Pages that say what the last step did, and how sure that is.
    pub fn cites(&self) -> (&'a [Cite], Option<Confidence>) {
        // At the end the panel tells of the end, not of a last step that shows nothing.
        let event = self
            .event()
            .filter(|event| self.timeline.at() < self.timeline.len() || event.kind.is_beat());
        let statement = event.and_then(|event| self.program().statement(event));
        statement.map_or((&[], None), |statement| (&statement.cites, statement.confidence))
    }

    /// The part of the run that the place belongs to.
    pub fn phase(&self) -> Option<Phase> {
        let at = self.timeline.at();
        self.phases.iter().take_while(|(from, _)| *from <= at).last().map(|(_, phase)| *phase)
    }
}
