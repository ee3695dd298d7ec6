//! A solution as it is kept of a learner, and the layout that it was: statements by their texts, so
//! that a task may list them in another order later.
//!
//! It must not know where it is kept.

use super::layout::{BenchLine, Layout};
use super::task::{BuildTask, StatementKind};
use crate::lesson::progress::{KeptMethod, KeptSolution};

impl Layout {
    /// The solution to keep, which needed so many judgements.
    pub fn kept(&self, task: &BuildTask, attempts: usize) -> KeptSolution {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let text = |line: &BenchLine| task.statements[line.statement].shown().trim().to_owned();
        let methods = task.methods.iter().zip(&self.0).map(|(method, lines)| KeptMethod {
            name: method.name.clone(),
            lines: lines.iter().map(|line| (line.indent, text(line))).collect(),
        });
        let is_own =
            |line: &&BenchLine| task.statements[line.statement].kind != StatementKind::Given;
        KeptSolution {
            statements: small(self.0.iter().flatten().filter(is_own).count()),
            attempts: small(attempts),
            methods: methods.collect(),
        }
    }

    /// The layout of a solution that was kept; `None` if the task has other statements since.
    pub fn of_kept(task: &BuildTask, kept: &KeptSolution) -> Option<Self> {
        let mut layout = Layout(vec![Vec::new(); task.methods.len()]);
        let mut is_used = vec![false; task.statements.len()];
        for method in &kept.methods {
            let at = task.methods.iter().position(|it| it.name == method.name)?;
            for (indent, text) in &method.lines {
                let is = |at: &usize| !is_used[*at] && task.statements[*at].shown().trim() == text;
                let statement = (0..task.statements.len()).find(is)?;
                is_used[statement] = true;
                layout.0[at].push(BenchLine { statement, indent: *indent });
            }
        }
        let is_given = |at: usize| task.statements[at].kind == StatementKind::Given;
        let given = layout.0.iter().map(|lines| {
            lines.iter().copied().filter(|line| is_given(line.statement)).collect::<Vec<_>>()
        });
        let is_whole = given.eq(task.start.0.iter().cloned());
        let own = layout.0.iter().flatten().filter(|line| !is_given(line.statement)).count();
        (is_whole && own > 0 && own == kept.statements as usize).then_some(layout)
    }
}
