//! Finds a solution of a task by search: statements are put one after the other, and what a run
//! already shows to break a rule is not continued.
//!
//! A method that is not finished ends in a statement that stops the run, so that what comes before
//! it is judged and nothing else. It must not know which statements the author meant.

use std::ops::ControlFlow;

use super::client::JudgingClient;
use super::judge::judge;
use super::layout::{BenchLine, Layout, opens};
use super::task::{BuildTask, StatementKind};
use crate::diagnostic::Diagnostic;
use crate::lesson::LessonSource;
use crate::scenario::{Replacement, Scenario};
use crate::sim::rules::{Blame, NO_CRASH};
use crate::sim::{Budget, Timeline};

/// The most runs that are loaded to check a task.
const MOST_RUNS: usize = 6_000;

/// The most states that all judgements of a check visit.
const MOST_STATES: u64 = 2_000_000;

/// What a run may cost: a right provider's needs less than a tenth of it.
const RUN_BUDGET: Budget = Budget { steps: MOST_STEPS, work: 2_000_000 };

/// The longest run that is looked at, in steps.
const MOST_STEPS: usize = 3_000;

/// The statement in which an unfinished method ends.
const UNFINISHED: &str = "crash \"unfinished\"";

/// The deepest block into which a statement is tried.
const DEEPEST: u8 = 4;

/// Ends a method that is not finished: at every depth that a next statement could have.
type Ends = Vec<(u8, &'static str)>;

/// Problems of a task as a whole: no solution is found over its own pool, or the order of the file
/// is one.
pub fn check(task: &BuildTask, source: &LessonSource) -> Vec<Diagnostic> {
    let problem = |code, message: &str, help: &str| {
        vec![Diagnostic::error(code, &source.name, None, message).help(help)]
    };
    let mut effort = Effort::default();
    if in_order(task).any(|layout| is_accepted(task, &layout, &mut effort)) {
        let help = "list the pool in another order";
        return problem(
            "solved-as-listed",
            "the statements in the order of this file are a solution",
            help,
        );
    }
    match solve(task) {
        Some(solution) => not_judged(task, &solution, source),
        None => problem(
            "no-solution",
            "no solution was found by search over the statements of the pool",
            "what is missing? judge your own solution, and see which rule it breaks",
        ),
    }
}

/// What the page asks for and no client judges: the solution without a statement that does it, or
/// with another one in its place that makes another call, is accepted too.
fn not_judged(task: &BuildTask, solution: &Layout, source: &LessonSource) -> Vec<Diagnostic> {
    let mut effort = Effort::default();
    let mut problems = Vec::new();
    for need in task.asks.iter().flat_map(|ask| &ask.needs) {
        let accepted = without(task, solution, need.value)
            .into_iter()
            .find(|(_, layout)| is_accepted(task, layout, &mut effort));
        if let Some((other, _)) = accepted {
            let text = task.statements[need.value].shown();
            let message = match other {
                Some(other) => {
                    let other = task.statements[other].shown();
                    format!("a solution with {other:?} in place of {text:?} is accepted too")
                }
                None => format!("a solution without {text:?} is accepted too"),
            };
            problems.push(
                Diagnostic::error("ask-not-judged", &source.name, Some(need.place), message)
                    .help("name a client that breaks a rule then, or leave it out of needs"),
            );
        }
    }
    problems
}

/// A layout without a statement, and with each one in its place that it doesn't use and that makes
/// another call, or none.
fn without(task: &BuildTask, layout: &Layout, statement: usize) -> Vec<(Option<usize>, Layout)> {
    let Some((method, at)) = layout.find(statement) else { return vec![(None, layout.clone())] };
    let mut shorter = layout.clone();
    let end = layout.end_of_block(method, at);
    let removed = shorter.0[method].remove(at);
    for line in &mut shorter.0[method][at..end - 1] {
        line.indent = line.indent.saturating_sub(1);
    }
    let shown = |statement: usize| task.statements[statement].shown();
    let is_other = |other: &usize| {
        layout.find(*other).is_none()
            && call(shown(*other)) != call(shown(statement))
            && opens(shown(*other)) == opens(shown(statement))
    };
    let with = |other: usize| {
        let mut layout = layout.clone();
        layout.0[method][at] = BenchLine { statement: other, ..removed };
        (Some(other), layout)
    };
    let others = (0..task.statements.len()).filter(is_other).map(with);
    std::iter::once((None, shorter)).chain(others).collect()
}

/// What a statement calls, with the arguments and without the object; a statement without a call is
/// itself.
fn call(statement: &str) -> &str {
    let method = statement.find('(').and_then(|open| statement[..open].rfind('.'));
    method.map_or(statement, |dot| &statement[dot..])
}

/// A layout that no client can break a rule with; `None` if none is found within the bound.
pub fn solve(task: &BuildTask) -> Option<Layout> {
    let mut solver = Solver { task, effort: Effort::default(), cheap: cheap(task) };
    solver.go(Layout(vec![Vec::new(); task.methods.len()]), 0)
}

/// What checking a task has cost until now.
#[derive(Debug, Default)]
struct Effort {
    runs: usize,
    states: u64,
}

impl Effort {
    /// Takes a run, unless there were too many.
    fn take_run(&mut self) -> bool {
        self.runs += 1;
        self.runs <= MOST_RUNS && self.states < MOST_STATES
    }
}

/// Whether no client can break a rule with this layout.
fn is_accepted(task: &BuildTask, layout: &Layout, effort: &mut Effort) -> bool {
    let module = layout.module(task).replacement(&task.id);
    let mut is_clean =
        |client: &JudgingClient| effort.take_run() && runs(task, client, &module, true);
    if !task.clients.iter().all(|client| is_clean(client)) {
        return false;
    }
    let (mut client, mut before) = (0, effort.states);
    let judgement = judge(&module, &task.provider, &task.clients, &mut |progress| {
        if progress.client != client {
            (client, before) = (progress.client, effort.states);
        }
        effort.states = before + progress.states;
        match effort.states < MOST_STATES {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    judgement.is_ok_and(|judgement| judgement.is_accepted())
}

/// The clients whose runs are looked at after each statement.
fn cheap(task: &BuildTask) -> Vec<&'static JudgingClient> {
    task.clients.iter().copied().take(3).collect()
}

/// Whether the client's run in the default order breaks no rule: up to the place where it is
/// unfinished, or to its end.
fn runs(task: &BuildTask, client: &JudgingClient, module: &Replacement, whole: bool) -> bool {
    let options = client.options(&task.provider);
    let Ok(scenario) = Scenario::load(&options, std::slice::from_ref(module)) else { return false };
    let timeline = Timeline::run_within(scenario.machine, &[], RUN_BUDGET);
    if timeline.is_bounded() {
        return false;
    }
    let is_unfinished = !whole && is_unfinished(&timeline);
    let last = timeline.len();
    let counts = |step: usize, rule: &str| !is_unfinished || step < last && rule != NO_CRASH;
    !timeline
        .violations()
        .iter()
        .any(|found| found.blame != Blame::Client && counts(found.step, found.rule))
}

/// Whether a run ended where a method is not finished yet.
fn is_unfinished(timeline: &Timeline) -> bool {
    let event = timeline.crash().and_then(|crash| timeline.event(crash.step));
    let statement = event.and_then(|event| timeline.machine().program().statement(event));
    statement.is_some_and(|statement| statement.text == UNFINISHED)
}

struct Solver<'a> {
    task: &'a BuildTask,
    effort: Effort,
    cheap: Vec<&'static JudgingClient>,
}

impl Solver<'_> {
    /// Continues a layout whose methods before `method` are finished.
    fn go(&mut self, layout: Layout, method: usize) -> Option<Layout> {
        if method == self.task.methods.len() {
            return is_accepted(self.task, &layout, &mut self.effort).then_some(layout);
        }
        let given = &self.task.start.0[method];
        let lines = &layout.0[method];
        let used = lines.iter().filter(|line| self.kind(line.statement) == StatementKind::Given);
        let next_given = given.get(used.count()).copied();
        if next_given.is_none() && self.fits(&layout, method + 1) {
            let found = self.go(layout.clone(), method + 1);
            if found.is_some() {
                return found;
            }
        }
        let free = (0..self.task.statements.len())
            .filter(|at| self.kind(*at) == StatementKind::Pool && layout.find(*at).is_none());
        let deepest = lines.last().map_or(0, |line| line.indent + u8::from(self.opens(*line)));
        let depths = (0..=deepest.min(DEEPEST)).rev();
        let mut tried: Vec<(&str, u8)> = Vec::new();
        let mut next: Vec<BenchLine> = next_given.into_iter().collect();
        for statement in free {
            for indent in depths.clone() {
                let text = self.task.statements[statement].text.as_str();
                if !tried.contains(&(text, indent)) {
                    tried.push((text, indent));
                    next.push(BenchLine { statement, indent });
                }
            }
        }
        for line in next {
            let mut longer = layout.clone();
            longer.0[method].push(line);
            if self.fits(&longer, method) {
                let found = self.go(longer, method);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    fn kind(&self, statement: usize) -> StatementKind {
        self.task.statements[statement].kind
    }

    fn opens(&self, line: BenchLine) -> bool {
        opens(self.task.statements[line.statement].shown())
    }

    /// Whether what is there until now, the methods before `open` finished, can be continued.
    fn fits(&mut self, layout: &Layout, open: usize) -> bool {
        let ends = |method: usize| (method >= open).then(|| self.ends(method, &layout.0[method]));
        let module = layout.module_with(self.task, ends).replacement(&self.task.id);
        self.cheap
            .clone()
            .into_iter()
            .all(|client| self.effort.take_run() && runs(self.task, client, &module, false))
    }

    /// Stops the run wherever the next statement could be.
    fn ends(&self, method: usize, lines: &[BenchLine]) -> Ends {
        // What follows a piece must stay reachable, or its method would be refused.
        let outermost: &[(u8, &str)] = match self.task.methods[method].is_method() {
            true => &[(0, UNFINISHED)],
            false => &[(0, "quietly if yes"), (1, UNFINISHED)],
        };
        let Some(last) = lines.last() else { return outermost.to_vec() };
        let text = self.task.statements[last.statement].shown();
        let returns = text.starts_with("return");
        let deepest = match (self.opens(*last), returns) {
            (true, _) => Some(last.indent + 1),
            (false, false) => Some(last.indent),
            (false, true) => last.indent.checked_sub(1),
        };
        let depths = deepest.map_or(0, |deepest| deepest + 1);
        let deeper = (1..depths).rev().map(|indent| (indent, UNFINISHED));
        let ends_here = if depths > 0 { outermost } else { &[] };
        deeper.chain(ends_here.iter().copied()).collect()
    }
}

/// The statements of the pool in the order of the file, cut in all ways into as many parts as there
/// are methods; each part at the end of its method or before the last given statement, and what
/// follows an `if` in its block or not.
fn in_order(task: &BuildTask) -> impl Iterator<Item = Layout> {
    let is_pool = |at: &usize| task.statements[*at].kind == StatementKind::Pool;
    let pool: Vec<usize> = (0..task.statements.len()).filter(is_pool).collect();
    let methods = task.methods.len();
    cuts(pool.len(), methods).into_iter().flat_map(move |cut| {
        let mut layouts = Vec::new();
        for (before_last, in_block) in [(false, true), (false, false), (true, true), (true, false)]
        {
            let mut layout = task.start.clone();
            let mut from = 0;
            for (method, to) in cut.iter().enumerate() {
                let given = layout.0[method].len();
                let first = if before_last { given.saturating_sub(1) } else { given };
                let mut indent = 0;
                for (at, statement) in (first..).zip(&pool[from..*to]) {
                    layout.0[method].insert(at, BenchLine { statement: *statement, indent });
                    let is_head = opens(task.statements[*statement].shown());
                    indent = u8::from(in_block && is_head);
                }
                from = *to;
            }
            if !layouts.contains(&layout) {
                layouts.push(layout);
            }
        }
        layouts
    })
}

/// All ways to cut a list of this length into parts, as the ends of the parts; at most a thousand.
fn cuts(length: usize, parts: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for part in 0..parts {
        let longer = all.iter().flat_map(|cut: &Vec<usize>| {
            let from = cut.last().copied().unwrap_or(0);
            let first = if part + 1 == parts { length } else { from };
            (first..=length).map(move |end| [cut.as_slice(), &[end]].concat())
        });
        all = longer.take(1_000).collect();
    }
    all
}
