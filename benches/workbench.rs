//! Measures the judgements of the workbench: a solution of each task by all its clients, and the
//! first counterexample to a provider that forgets its support object.
//!
//! `cargo bench --bench workbench` prints the times. Wanted: a judgement of the first five tasks
//! within 2 s, of the largest within 20 s, the first counterexample within 1 s.

use std::ops::ControlFlow;

use divan::Bencher;
use mapi_teardown::workbench::judge::judge;
use mapi_teardown::workbench::layout::BenchLine;
use mapi_teardown::workbench::{BuildTask, Layout, TASKS};

/// The solutions that the tests judge too.
const SOLUTIONS: &str = include_str!("../tests/integration/workbench/solutions.txt");

fn main() {
    divan::main();
}

/// A task with its first solution.
fn solved(id: &str) -> (BuildTask, Layout) {
    let task = BuildTask::find(id.as_ref()).expect("a bundled task");
    let parts = SOLUTIONS.split("## ").filter_map(|part| part.split_once('\n'));
    let (_, text) = parts.into_iter().find(|(known, _)| *known == id).expect("a solution");
    let mut used = Vec::new();
    let mut line = |text: &str| {
        let bare = text.trim_start();
        let is = |at: &usize| task.statements[*at].shown() == bare && !used.contains(at);
        let statement = (0..task.statements.len()).find(is).expect("a statement");
        used.push(statement);
        BenchLine { statement, indent: ((text.len() - bare.len()) / 2) as u8 }
    };
    let methods = text.trim_end().split("\n--\n");
    let layout = Layout(methods.map(|method| method.lines().map(&mut line).collect()).collect());
    (task, layout)
}

/// All clients of the task, to the end.
#[divan::bench(args = TASKS.map(|(id, _)| id), sample_count = 5, sample_size = 1)]
fn judgement(bencher: Bencher<'_, '_>, id: &str) {
    let (task, layout) = solved(id);
    let module = layout.module(&task).replacement(id);
    bencher.bench_local(|| {
        let judgement =
            judge(&module, &task.provider, &task.clients, &mut |_| ControlFlow::Continue(()));
        assert!(judgement.expect("a provider").is_accepted(), "{id}");
    });
}

/// Until a rule is broken, with the last statement left out.
#[divan::bench(args = TASKS.map(|(id, _)| id), sample_count = 5, sample_size = 1)]
fn first_counterexample(bencher: Bencher<'_, '_>, id: &str) {
    let (task, mut layout) = solved(id);
    // Before a last `return`, without which it would be no provider.
    if let Some(lines) = layout.0.last_mut().filter(|lines| lines.len() > 1) {
        let last = lines.len() - 1;
        let returns = task.statements[lines[last].statement].shown().starts_with("return");
        lines.remove(if returns { last - 1 } else { last });
    }
    let module = layout.module(&task).replacement(id);
    bencher.bench_local(|| {
        let found = judge(&module, &task.provider, &task.clients, &mut |progress| match progress
            .broken
            > 0
        {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        });
        found.is_ok_and(|judgement| judgement.shortest().is_some())
    });
}
