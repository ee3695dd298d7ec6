//! The module of bodies that a learner's statements make. Its text is read by the same parser as
//! every other file of bodies. It must not know whether the statements make sense.

use std::fmt::Write;

use super::layout::{Layout, opens};
use super::task::{BuildTask, TaskMethod};
use crate::scenario::Replacement;

/// A module of bodies as text, and which statement each of its lines is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenModule {
    /// The file of bodies.
    pub text: String,
    /// Lines of the text, from 1, and the statements on them.
    pub lines: Vec<(u32, usize)>,
}

impl WrittenModule {
    /// The module under the name by which errors in it are reported.
    pub fn replacement(&self, name: &str) -> Replacement {
        Replacement { text: self.text.clone(), file: name.to_owned(), line: 0 }
    }

    /// The statement on a line of the text.
    pub fn statement_on(&self, line: u32) -> Option<usize> {
        self.lines.iter().find(|(at, _)| *at == line).map(|(_, statement)| *statement)
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
                writer.method(&method.head, &rows);
            }
        }
        WrittenModule { text: writer.text, lines: writer.lines }
    }
}

struct ModuleWriter {
    text: String,
    lines: Vec<(u32, usize)>,
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
                self.lines.push((self.line, *statement));
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
