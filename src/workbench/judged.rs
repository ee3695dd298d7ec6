//! A judgement of what is on a bench, with what a search found to change.
//!
//! It must not know how it is shown.

use std::ops::ControlFlow;

use super::bench::Bench;
use super::judge::{BenchJudgement, JudgeProgress, judge};
use super::layout::Layout;
use super::module::WrittenModule;
use super::suspect::{self, Suspect};
use super::task::BuildTask;
use crate::diagnostic::Diagnostic;
use crate::lesson::progress::TaskProgress;

/// What a judgement of a bench came to, and of what.
#[derive(Clone, Debug)]
pub struct JudgedBench {
    /// Where the statements were.
    pub layout: Layout,
    /// The module of bodies that they made.
    pub module: WrittenModule,
    /// What was found, or why it is no provider that could run.
    pub result: Result<BenchJudgement, Vec<Diagnostic>>,
    /// What to change, if a search found that.
    pub suspect: Option<Suspect>,
}

impl JudgedBench {
    /// Judges what is on a bench.
    pub fn of(bench: &Bench, watch: &mut dyn FnMut(JudgeProgress) -> ControlFlow<()>) -> Self {
        let (task, layout) = (&bench.task, bench.layout().clone());
        let module = layout.module(task);
        let bodies = module.replacement(&task.id);
        let result = judge(&bodies, &task.provider, &task.clients, watch);
        let judgement = result.as_ref().ok().filter(|it| it.is_complete());
        let last = JudgeProgress { clients: task.clients.len(), ..JudgeProgress::default() };
        let last = judgement.map(|it| JudgeProgress {
            client: it.clients.len().saturating_sub(1),
            states: it.states(),
            broken: it.broken_count(),
            ..last
        });
        let suspect = judgement.zip(last).and_then(|(judgement, last)| {
            suspect::find(task, &layout, judgement, &mut || watch(last))
        });
        Self { layout, module, result, suspect }
    }
}

impl JudgedBench {
    /// What is known of the task after this judgement: `before` judgements are known of all
    /// sittings, and this is number `attempts` of this one.
    pub fn progress(&self, task: &BuildTask, before: u32, attempts: usize) -> TaskProgress {
        let is_accepted = self.result.as_ref().is_ok_and(BenchJudgement::is_accepted);
        let best = is_accepted.then(|| self.layout.kept(task, attempts));
        TaskProgress { attempts: before.saturating_add(1), best }
    }
}
