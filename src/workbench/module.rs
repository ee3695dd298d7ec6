//! The module of bodies that a learner's statements make. Its text is read by the same parser as
//! every other file of bodies. It must not know whether the statements make sense.

use std::fmt::Write;

use super::layout::{Layout, opens};
use super::piece::inserts;
use super::task::{BuildTask, TaskMethod, without_notes};
use crate::scenario::Replacement;
use crate::sim::body::{Body, Who};
use crate::sim::event::At;
use crate::sim::{Program, Timeline};

/// A module of bodies as text, and which statement each of its lines is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenModule {
    /// The file of bodies.
    pub text: String,
    lines: Vec<WrittenLine>,
    /// The line of the head of each method of the task.
    heads: Vec<u32>,
}

/// A line of a module's text that has a statement of the task.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WrittenLine {
    /// The line, from 1.
    line: u32,
    /// The statement's position in the task.
    statement: usize,
    /// The statement without its annotations.
    text: String,
}

impl WrittenModule {
    /// The module under the name by which errors in it are reported.
    pub fn replacement(&self, name: &str) -> Replacement {
        Replacement { text: self.text.clone(), file: name.to_owned(), line: 0 }
    }

    /// The statement on a line of the text.
    pub fn statement_on(&self, line: u32) -> Option<usize> {
        self.lines.iter().find(|it| it.line == line).map(|it| it.statement)
    }

    /// The method of the task in which a line of the text is.
    pub fn method_on(&self, line: u32) -> Option<usize> {
        let above = self.heads.iter().enumerate().filter(|(_, head)| **head <= line);
        above.max_by_key(|(_, head)| **head).map(|(at, _)| at)
    }

    /// The statement of the task that a place in a run is; `None` in code that the module doesn't
    /// have. A method of the model may insert a piece of the module, so that the file of a body
    /// says nothing: line and text do.
    pub fn statement_at(&self, program: &Program, at: At) -> Option<usize> {
        let (body, at) = (program.body(at.body), usize::from(at.statement));
        self.line_of(body, at).or_else(|| self.inserting(body, at)).map(|it| it.statement)
    }

    /// Whether a body has statements of the module.
    pub fn is_in(&self, body: &Body) -> bool {
        (0..body.statements.len()).any(|at| self.line_of(body, at).is_some())
    }

    /// The line of the module that a statement of a body is.
    fn line_of(&self, body: &Body, at: usize) -> Option<&WrittenLine> {
        let ran = body.statements.get(at).filter(|_| body.who == Who::Provider)?;
        self.lines.iter().find(|it| it.line == ran.line && it.text == ran.text)
    }

    /// The line that inserts a piece of the model in which a statement of a body is: a body has the
    /// statements of the piece between those of the lines around it. `None` where several lines
    /// could be it.
    fn inserting(&self, body: &Body, at: usize) -> Option<&WrittenLine> {
        let before = (0..at).rev().find_map(|at| self.line_of(body, at));
        let after = (at + 1..body.statements.len()).find_map(|at| self.line_of(body, at));
        let inserts = |line: u32| {
            let found = self.lines.iter().find(|it| it.line == line);
            found.filter(|it| inserts(&it.text).is_some())
        };
        let below = before.into_iter().flat_map(|it| (it.line + 1..).map_while(inserts));
        let above = after.into_iter().flat_map(|it| (1..it.line).rev().map_while(inserts));
        let mut found: Vec<&WrittenLine> = below.chain(above).collect();
        found.sort_by_key(|it| it.line);
        found.dedup();
        (found.len() == 1).then(|| found[0])
    }

    /// The last step, up to this one, that ran a statement of the module, and the statement.
    pub fn last_step(&self, timeline: &Timeline, until: usize) -> Option<(usize, usize)> {
        let program = timeline.machine().program();
        let own = |step: usize| Some((step, self.statement_at(program, timeline.event(step)?.at)?));
        (1..=until).rev().find_map(own)
    }
}

impl Layout {
    /// The module of bodies that these statements make.
    pub fn module(&self, task: &BuildTask) -> WrittenModule {
        self.module_with(task, |_| None)
    }

    /// The same, where methods may end in further statements, each with its indent.
    pub(super) fn module_with(
        &self,
        task: &BuildTask,
        ends: impl Fn(usize) -> Option<Vec<(u8, &'static str)>>,
    ) -> WrittenModule {
        let mut writer = ModuleWriter { text: String::new(), lines: Vec::new(), line: 1 };
        let mut heads = vec![0; task.methods.len()];
        writer.row(&format!("# {}", task.title.get(crate::text::Lang::En)));
        writer.row(&format!("module: {}", task.provider));
        writer.row("who: provider");
        for (key, is_method) in [("methods", true), ("pieces", false)] {
            let mut is_begun = false;
            let of_kind = |(_, method): &(usize, &TaskMethod)| method.is_method() == is_method;
            for (at, method) in task.methods.iter().enumerate().filter(of_kind) {
                if !is_begun {
                    writer.row(&format!("{key}:"));
                    is_begun = true;
                }
                let mut rows: Vec<(u8, &str, Option<usize>)> = self.0[at]
                    .iter()
                    .map(|line| {
                        let text = task.statements[line.statement].text.as_str();
                        (line.indent, text, Some(line.statement))
                    })
                    .collect();
                rows.extend(ends(at).into_iter().flatten().map(|(in_, text)| (in_, text, None)));
                heads[at] = writer.line;
                writer.method(&method.head, &rows);
            }
        }
        WrittenModule { text: writer.text, lines: writer.lines, heads }
    }
}

struct ModuleWriter {
    text: String,
    lines: Vec<WrittenLine>,
    line: u32,
}

impl ModuleWriter {
    fn row(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.line += 1;
    }

    fn method(&mut self, head: &str, rows: &[(u8, &str, Option<usize>)]) {
        if rows.is_empty() {
            self.row(&format!("  {}: []", scalar(head)));
            return;
        }
        self.row(&format!("  {}:", scalar(head)));
        for (at, (indent, text, statement)) in rows.iter().enumerate() {
            let margin = "    ".repeat(usize::from(*indent) + 1);
            let has_block = rows.get(at + 1).is_some_and(|(next, ..)| next > indent);
            let end = match (has_block, opens(text)) {
                (true, _) => ":",
                (false, true) => ": []",
                (false, false) => "",
            };
            if let Some(statement) = statement {
                let text = without_notes(text).to_owned();
                self.lines.push(WrittenLine { line: self.line, statement: *statement, text });
            }
            self.row(&format!("{margin}- {}{end}", scalar(text)));
        }
    }
}

/// A text as YAML: plain where that is read as the same text.
fn scalar(text: &str) -> String {
    let begins_plain = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let word = text.to_ascii_lowercase();
    let is_word = matches!(word.as_str(), "yes" | "no" | "true" | "false" | "null" | "on" | "off");
    let is_plain = begins_plain
        && !is_word
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.ends_with(' ');
    if is_plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
