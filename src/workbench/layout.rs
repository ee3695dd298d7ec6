//! Statements in the methods of a provider: where they are, and which block they head. It must not
//! know the statements themselves.

/// A statement in a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BenchLine {
    /// Which of the task's statements, from 0.
    pub statement: usize,
    /// How many blocks it is in.
    pub indent: u8,
}

/// The statements of each method of a task, in order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Layout(pub Vec<Vec<BenchLine>>);

/// Whether a statement has a block below it.
pub fn opens(statement: &str) -> bool {
    ["if ", "quietly if ", "each ", "when "].iter().any(|head| statement.starts_with(head))
        || ["else", "otherwise"].contains(&statement)
}

impl Layout {
    /// The method and the position of a statement, if it is in one.
    pub fn find(&self, statement: usize) -> Option<(usize, usize)> {
        let at = |lines: &Vec<BenchLine>| lines.iter().position(|line| line.statement == statement);
        self.0.iter().enumerate().find_map(|(method, lines)| Some((method, at(lines)?)))
    }

    /// The position after the last statement of the block that a statement heads.
    pub fn end_of_block(&self, method: usize, at: usize) -> usize {
        let lines = &self.0[method];
        let deeper = lines[at + 1..].iter().take_while(|line| line.indent > lines[at].indent);
        at + 1 + deeper.count()
    }
}
