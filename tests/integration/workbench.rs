//! The workbench: tasks that can be solved, solutions that differ, providers that a search breaks,
//! and the same without a terminal.

mod blame;
mod cpp;
mod files;
mod foot;
mod hints;
mod lines;
mod repair;
mod screen;
mod tasks;

use std::ops::ControlFlow;
use std::sync::Arc;

use mapi_teardown::workbench::judge::judge;
use mapi_teardown::workbench::layout::BenchLine;
use mapi_teardown::workbench::{BenchJudgement, BuildTask, Layout, TASKS};

fn task(id: &str) -> Arc<BuildTask> {
    Arc::new(BuildTask::find(id.as_ref()).expect("a bundled task"))
}

/// A layout in which each method has these statements; blanks before one say how deep it is.
fn layout(task: &BuildTask, methods: &[&[&str]]) -> Layout {
    let mut used = Vec::new();
    let mut line = |text: &&str| {
        let bare = text.trim_start();
        let is = |at: &usize| task.statements[*at].shown() == bare && !used.contains(at);
        let statement = (0..task.statements.len()).find(is);
        let statement = statement.unwrap_or_else(|| panic!("{}: no statement {bare}", task.id));
        used.push(statement);
        BenchLine { statement, indent: ((text.len() - bare.len()) / 2) as u8 }
    };
    Layout(methods.iter().map(|lines| lines.iter().map(&mut line).collect()).collect())
}

fn judged(task: &BuildTask, layout: &Layout) -> Option<BenchJudgement> {
    let bodies = layout.module(task).replacement(&task.id);
    judge(&bodies, &task.provider, &task.clients, &mut |_| ControlFlow::Continue(())).ok()
}

fn broken(judgement: &BenchJudgement) -> Vec<&'static str> {
    let rules = judgement.rules();
    rules.iter().filter(|rule| !rule.broken.is_empty()).map(|rule| rule.rule).collect()
}

fn all() -> Vec<Arc<BuildTask>> {
    TASKS.iter().map(|(id, _)| task(id)).collect()
}
