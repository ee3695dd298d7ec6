//! How far a task of the workbench is: how often it was judged, and the best solution as lines
//! that people can read.
//!
//! It must not know the task's file, nor judge.

use std::fmt;

/// How far one task is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskProgress {
    /// How often it was judged, all sittings together.
    pub attempts: u32,
    /// The best solution, if it is solved.
    pub best: Option<KeptSolution>,
}

/// A solution: the better one has fewer statements, or needed fewer judgements. Declared in the
/// order in which two are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptSolution {
    /// Statements that were put into methods; those that the task gave are not counted.
    pub statements: u32,
    /// Judgements that were needed in its sitting.
    pub attempts: u32,
    /// The methods with all their statements.
    pub methods: Vec<KeptMethod>,
}

/// A method of a solution.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptMethod {
    /// Its name.
    pub name: String,
    /// Its statements, each with how many blocks it is in.
    pub lines: Vec<(u8, String)>,
}

/// Blanks before a statement that is in no block.
const MARGIN: usize = 4;

impl TaskProgress {
    /// Adds what another knows, where that is more or better.
    pub fn merge(&mut self, theirs: &Self) {
        self.attempts = self.attempts.max(theirs.attempts);
        let both = [self.best.take(), theirs.best.clone()];
        self.best = both.into_iter().flatten().min();
    }

    /// Prints its lines; nothing in the id may break one.
    pub(super) fn print(&self, id: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "task {id} attempts={}", self.attempts)?;
        let Some(best) = self.best.as_ref().filter(|best| best.is_printable()) else {
            return writeln!(f);
        };
        writeln!(f, " statements={} after={}", best.statements, best.attempts)?;
        for method in &best.methods {
            writeln!(f, "  in {}", method.name)?;
            for (indent, text) in &method.lines {
                writeln!(f, "{:1$}{text}", "", MARGIN + 2 * usize::from(*indent))?;
            }
        }
        Ok(())
    }

    /// Reads a word of its first line.
    pub(super) fn word(mut self, word: &str) -> Option<Self> {
        let (key, value) = word.split_once('=')?;
        let number = value.parse().ok()?;
        match key {
            "attempts" => self.attempts = number,
            "statements" => self.best.get_or_insert_default().statements = number,
            "after" => self.best.get_or_insert_default().attempts = number,
            _ => return None,
        }
        Some(self)
    }

    /// Reads a line below the first.
    pub(super) fn line(&mut self, line: &str) -> Option<()> {
        let text = line.trim();
        let methods = &mut self.best.as_mut()?.methods;
        match (line.len() - line.trim_start().len(), text.strip_prefix("in ")) {
            (2, Some(name)) => {
                methods.push(KeptMethod { name: name.trim().to_owned(), lines: Vec::new() });
            }
            (blanks, _) => {
                let deeper = blanks.checked_sub(MARGIN).filter(|deeper| deeper % 2 == 0)?;
                let indent = u8::try_from(deeper / 2).ok()?;
                methods.last_mut()?.lines.push((indent, text.to_owned()));
            }
        }
        Some(())
    }
}

impl KeptSolution {
    /// Whether each of its lines is read as the line that it was.
    fn is_printable(&self) -> bool {
        let is_line = |text: &str| {
            !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control)
        };
        self.methods
            .iter()
            .all(|it| is_line(&it.name) && it.lines.iter().all(|(_, text)| is_line(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Progress;

    #[test]
    fn the_best_solution_is_kept_whoever_saves_last_and_is_read_again() {
        let text = "teardown progress 3\ntask 1-order attempts=3 statements=6 after=3\n  in a\n    \
                    if x = y\n      free st\n  in b\n";
        let long: Progress = text.parse().expect("readable");
        assert_eq!(long.to_string(), text);
        let short = "teardown progress 3\ntask 1-order attempts=1 statements=5 after=9\n";
        let short: Progress = short.parse().expect("readable");
        for (first, second) in [(&long, &short), (&short, &long)] {
            let mut kept = first.clone();
            kept.merge(second);
            let task = &kept.tasks["1-order"];
            let statements = task.best.as_ref().map(|it| it.statements);
            assert_eq!((task.attempts, statements), (3, Some(5)));
        }
        for wrong in ["  in a\n", "task 1\n    free st\n", "task 1 after=1\n    free st\n"] {
            let text = format!("teardown progress 3\n{wrong}");
            assert!(text.parse::<Progress>().is_err(), "{text}");
        }
        assert!("teardown progress 2\ntask 1 attempts=1\n".parse::<Progress>().is_err());
    }
}
