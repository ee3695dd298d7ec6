//! Which of the learner's statements must change, found by search: one statement is moved,
//! replaced, added or taken back, and the clients judge again.
//!
//! It must not know a solution: what it says holds for this provider with one change, and no more.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::client::JudgingClient;
use super::judge::{BenchJudgement, judge};
use super::layout::{BenchLine, Layout, opens};
use super::task::{BuildTask, StatementKind};

/// The most providers that are tried.
const MOST_TRIED: usize = 300;

/// The most states that all of them may have together.
const MOST_STATES: u64 = 60_000;

/// What to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementChange {
    /// This statement belongs elsewhere.
    Move(usize),
    /// Another statement of the pool belongs in the place of this one.
    Replace(usize),
    /// A statement of the pool is missing in this method.
    Put(usize),
    /// This statement is one too many.
    TakeBack(usize),
}

/// A change, and what it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// What to change.
    pub change: StatementChange,
    /// Whether no client breaks a rule then; otherwise the shortest run's client no longer breaks
    /// its rule, and no other that it kept.
    pub mends_all: bool,
}

/// The first change with which no client breaks a rule; if there is none within the bounds, the
/// move or the additional statement that leaves the fewest rules broken: what is replaced or taken
/// back on the way may be needed in the end.
pub fn find(
    task: &BuildTask,
    layout: &Layout,
    judgement: &BenchJudgement,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Suspect> {
    let (report, rule, _) = judgement.shortest()?;
    let mut trial = SuspectTrial { task, states: 0, tried: 0, watch };
    let before: BTreeSet<&str> = report.report.broken().map(|(rule, _)| rule).collect();
    let mut best: Option<(usize, StatementChange)> = None;
    for (change, layout) in changes(task, layout) {
        let Some(broken) = trial.broken(&layout, report.client) else {
            if trial.is_over() {
                break;
            }
            continue;
        };
        let is_better = !broken.contains(rule) && broken.is_subset(&before);
        if !is_better || best.is_some_and(|(left, _)| left == 0 && !broken.is_empty()) {
            continue;
        }
        let others = || task.clients.iter().filter(|it| **it != report.client);
        if broken.is_empty() && others().all(|it| trial.is_clean(&layout, it)) {
            return Some(Suspect { change, mends_all: true });
        }
        let keeps_all = matches!(change, StatementChange::Move(_) | StatementChange::Put(_));
        if keeps_all && best.is_none_or(|(left, _)| broken.len() < left) {
            best = Some((broken.len(), change));
        }
    }
    best.map(|(_, change)| Suspect { change, mends_all: false })
}

struct SuspectTrial<'a> {
    task: &'a BuildTask,
    states: u64,
    tried: usize,
    watch: &'a mut dyn FnMut() -> ControlFlow<()>,
}

impl SuspectTrial<'_> {
    /// Whether enough was tried, or nobody waits any more.
    fn is_over(&mut self) -> bool {
        self.tried >= MOST_TRIED || self.states >= MOST_STATES || (self.watch)().is_break()
    }

    /// The rules that a client breaks with a layout; `None` if that is no provider, or not known.
    fn broken(
        &mut self,
        layout: &Layout,
        client: &'static JudgingClient,
    ) -> Option<BTreeSet<&'static str>> {
        if self.is_over() {
            return None;
        }
        self.tried += 1;
        let module = layout.module(self.task).replacement(&self.task.id);
        let left = MOST_STATES - self.states;
        let judgement =
            judge(&module, &self.task.provider, &[client], &mut |progress| match progress.states
                < left
            {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            });
        let judgement = judgement.ok()?;
        self.states += judgement.states();
        let broken = |it: &super::judge::ClientReport| -> BTreeSet<&'static str> {
            it.report.broken().map(|(rule, _)| rule).collect()
        };
        judgement.is_complete().then(|| judgement.clients.iter().flat_map(broken).collect())
    }

    fn is_clean(&mut self, layout: &Layout, client: &'static JudgingClient) -> bool {
        self.broken(layout, client).is_some_and(|broken| broken.is_empty())
    }
}

/// All layouts that differ in one of the learner's statements: those with a statement of the pool
/// in the place of another first, then moves, then one more, then one less.
fn changes<'a>(
    task: &'a BuildTask,
    layout: &'a Layout,
) -> impl Iterator<Item = (StatementChange, Layout)> + 'a {
    let is_free = |at: &usize| task.statements[*at].kind != StatementKind::Given;
    let all = || (0..task.statements.len()).filter(is_free);
    let own: Vec<usize> = all().filter(|at| layout.find(*at).is_some()).collect();
    let pool: Vec<usize> = all().filter(|at| layout.find(*at).is_none()).collect();
    let replaced = own.clone().into_iter().flat_map({
        let pool = pool.clone();
        move |old| {
            let of_kind = |new: &usize| {
                let shown = |at: usize| task.statements[at].shown();
                opens(shown(*new)) == opens(shown(old))
            };
            let new = pool.iter().copied().filter(of_kind);
            new.map(|new| (StatementChange::Replace(old), replace(layout, old, new)))
                .collect::<Vec<_>>()
        }
    });
    let moved = own.clone().into_iter().flat_map(move |at| {
        let without = take(layout, at);
        let there = put(task, &without, at).into_iter().map(|(_, layout)| layout);
        there
            .filter(|it| it != layout)
            .map(|it| (StatementChange::Move(at), it))
            .collect::<Vec<_>>()
    });
    let more = pool.into_iter().flat_map(move |at| {
        put(task, layout, at).into_iter().map(|(method, it)| (StatementChange::Put(method), it))
    });
    let less = own.into_iter().map(move |at| (StatementChange::TakeBack(at), take(layout, at)));
    replaced.chain(moved).chain(more).chain(less)
}

fn replace(layout: &Layout, old: usize, new: usize) -> Layout {
    let mut layout = layout.clone();
    for line in layout.0.iter_mut().flatten().filter(|line| line.statement == old) {
        line.statement = new;
    }
    layout
}

/// A layout without a statement; its block moves out.
fn take(layout: &Layout, statement: usize) -> Layout {
    let mut layout = layout.clone();
    if let Some((method, at)) = layout.find(statement) {
        let end = layout.end_of_block(method, at);
        for line in &mut layout.0[method][at..end] {
            line.indent = line.indent.saturating_sub(1);
        }
        layout.0[method].remove(at);
    }
    layout
}

/// The layouts with one more statement, at every place; one that heads a block has each number of
/// the statements after it in its block.
fn put(task: &BuildTask, layout: &Layout, statement: usize) -> Vec<(usize, Layout)> {
    let heads = |at: usize| opens(task.statements[at].shown());
    let mut all = Vec::new();
    for (method, lines) in layout.0.iter().enumerate() {
        for at in 0..=lines.len() {
            let before = at.checked_sub(1).map(|it| lines[it]);
            let deepest = before.map_or(0, |it| it.indent + u8::from(heads(it.statement)));
            let least = lines.get(at).map_or(0, |it| it.indent).min(deepest);
            for indent in least..=deepest {
                let below = lines[at..].iter().take_while(|it| it.indent >= indent).count();
                let most = if heads(statement) { below } else { 0 };
                for covered in usize::from(most > 0)..=most {
                    let mut with = layout.clone();
                    for line in &mut with.0[method][at..at + covered] {
                        line.indent += 1;
                    }
                    with.0[method].insert(at, BenchLine { statement, indent });
                    all.push((method, with));
                }
            }
        }
    }
    all
}
