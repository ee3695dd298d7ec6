//! The space of a small run as a graph, in GraphML or in DOT: a node for each situation, an edge
//! for each step, in the words of the reader.
//!
//! GraphML is that of <http://graphml.graphdrawing.org/primer/graphml-primer.html>, DOT that of
//! <https://graphviz.org/doc/info/lang.html>. It must not know how the space was found out, nor
//! write a file.

use std::fmt::Write;
use std::path::Path;

use super::ledgers::lines;
use super::paint::escaped;
use crate::explore::space::{Space, SpaceEnd, SpaceSituation, SpaceStep};
use crate::narrate::ending::{place, statement};
use crate::narrate::narrate;
use crate::sim::event::{At, Ledger};
use crate::sim::{Machine, State, ThreadId};
use crate::text::Lang;

/// A format of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphFormat {
    /// GraphML, an XML format that yEd, Gephi and NetworkX read.
    GraphMl,
    /// DOT, the language of Graphviz.
    Dot,
}

impl GraphFormat {
    /// The format that the ending of a file's name asks for: `.graphml`, `.dot` or `.gv`.
    pub fn of_file(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "graphml" => Some(GraphFormat::GraphMl),
            "dot" | "gv" => Some(GraphFormat::Dot),
            _ => None,
        }
    }
}

/// A space and what names its parts.
#[derive(Clone, Copy, Debug)]
pub struct SpaceGraph<'a> {
    /// The situations and the steps.
    pub space: &'a Space,
    /// The machine whose space it is.
    pub machine: &'a Machine,
    /// The run as a word of the command line.
    pub name: &'a str,
    /// The language of sentences.
    pub lang: Lang,
}

const LEDGERS: [(Ledger, &str); 4] = [
    (Ledger::StatusTable, "status_table"),
    (Ledger::ProviderUids, "provider_uids"),
    (Ledger::Objects, "objects"),
    (Ledger::Transports, "transports"),
];

fn end_name(end: Option<SpaceEnd>) -> &'static str {
    match end {
        None => "",
        Some(SpaceEnd::Done) => "done",
        Some(SpaceEnd::Stuck) => "stuck",
        Some(SpaceEnd::Crashed) => "crashed",
    }
}

impl SpaceGraph<'_> {
    /// The whole graph as text.
    pub fn text(&self, format: GraphFormat) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = match format {
            GraphFormat::GraphMl => self.graphml(&mut out),
            GraphFormat::Dot => self.dot(&mut out),
        };
        out
    }

    fn graphml(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            out,
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
             http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
        )?;
        let key = |out: &mut String, of: &str, name: &str, kind: &str| {
            writeln!(
                out,
                "  <key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
            )
        };
        key(out, "graph", "run", "string")?;
        key(out, "node", "depth", "int")?;
        for name in ["end", "broken", "threads"].into_iter().chain(LEDGERS.map(|it| it.1)) {
            key(out, "node", name, "string")?;
        }
        for name in ["thread", "step", "broken"] {
            key(out, "edge", name, "string")?;
        }
        writeln!(out, "  <graph edgedefault=\"directed\">")?;
        writeln!(out, "    <data key=\"graph_run\">{}</data>", escaped(self.name))?;
        for (at, it) in self.space.situations.iter().enumerate() {
            writeln!(out, "    <node id=\"n{at}\">")?;
            let mut data = |name: &str, text: &str| match text {
                "" => Ok(()),
                text => writeln!(out, "      <data key=\"node_{name}\">{}</data>", escaped(text)),
            };
            data("depth", &it.depth.to_string())?;
            data("end", end_name(it.end))?;
            data("broken", &it.broken.join(" "))?;
            for (ledger, name) in LEDGERS {
                data(name, &self.ledger(it, ledger))?;
            }
            data("threads", &self.threads(&it.at.state))?;
            writeln!(out, "    </node>")?;
        }
        for it in &self.space.steps {
            writeln!(out, "    <edge source=\"n{}\" target=\"n{}\">", it.from, it.to)?;
            let mut data = |name: &str, text: &str| match text {
                "" => Ok(()),
                text => writeln!(out, "      <data key=\"edge_{name}\">{}</data>", escaped(text)),
            };
            data("thread", self.thread(it))?;
            data("step", &self.sentence(it))?;
            data("broken", &it.broken.join(" "))?;
            writeln!(out, "    </edge>")?;
        }
        writeln!(out, "  </graph>\n</graphml>")
    }

    fn dot(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "digraph {} {{", quoted(self.name))?;
        writeln!(out, "  node [shape=circle];")?;
        for (at, it) in self.space.situations.iter().enumerate() {
            let shape = match it.end {
                None => "",
                Some(SpaceEnd::Done) => ", shape=doublecircle",
                Some(SpaceEnd::Stuck) => ", shape=box",
                Some(SpaceEnd::Crashed) => ", shape=octagon",
            };
            let said = [at.to_string(), end_name(it.end).to_owned(), it.broken.join(" ")];
            let label: Vec<String> = said.into_iter().filter(|it| !it.is_empty()).collect();
            let ledgers = LEDGERS.map(|(ledger, name)| (name, self.ledger(it, ledger)));
            let mut tip = String::new();
            for (name, lines) in ledgers.iter().filter(|(_, lines)| !lines.is_empty()) {
                let _ = writeln!(tip, "{name}\n{lines}");
            }
            tip.push_str(&self.threads(&it.at.state));
            let (label, tip) = (quoted(&label.join("\n")), quoted(&tip));
            writeln!(out, "  n{at} [label={label}{shape}, tooltip={tip}];")?;
        }
        for it in &self.space.steps {
            let (bold, rules) = match it.broken.is_empty() {
                true => ("", String::new()),
                false => (", style=bold", format!("\n{}", it.broken.join(" "))),
            };
            let label = quoted(&format!("{}: {}{rules}", self.thread(it), self.sentence(it)));
            writeln!(out, "  n{} -> n{} [label={label}{bold}];", it.from, it.to)?;
        }
        writeln!(out, "}}")
    }

    fn after(&self, step: &SpaceStep) -> &State {
        &self.space.situations[step.to].at.state
    }

    fn thread(&self, step: &SpaceStep) -> &str {
        self.machine.program().thread_name(self.after(step), step.event.thread)
    }

    fn sentence(&self, step: &SpaceStep) -> String {
        narrate(self.machine.program(), self.after(step), &step.event, self.lang)
    }

    fn ledger(&self, it: &SpaceSituation, ledger: Ledger) -> String {
        lines(self.machine.program(), &it.at.state, ledger, self.lang).join("\n")
    }

    /// Where each thread is: the call, and the statement that comes next.
    fn threads(&self, state: &State) -> String {
        let program = self.machine.program();
        let place = |(at, thread): (u8, &crate::sim::state::Thread)| {
            let frame = thread.frames.last()?;
            let op = program.body(frame.body).ops.get(usize::from(frame.pc))?;
            let next = At { body: frame.body, statement: op.statement };
            let place = place(program, state, frame.this, frame.method, next);
            let name = program.thread_name(state, ThreadId(at));
            Some(format!("{name}: {place}: {}", statement(program, next)))
        };
        let threads = state.threads.iter().map(|thread| &**thread);
        (0..).zip(threads).filter_map(place).collect::<Vec<_>>().join("\n")
    }
}

/// A quoted string of DOT, in which a line ends on the left; characters that no text may have are
/// replaced.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\l"),
            c if crate::text::is_unsafe(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_names_the_format() {
        let of = |file: &str| GraphFormat::of_file(Path::new(file));
        assert_eq!(of("a.graphml"), Some(GraphFormat::GraphMl));
        assert_eq!((of("b/a.DOT"), of("a.gv")), (Some(GraphFormat::Dot), Some(GraphFormat::Dot)));
        assert_eq!((of("a.svg"), of("dot")), (None, None));
    }

    #[test]
    fn no_text_leaves_its_quotes() {
        assert_eq!(quoted("a \"b\"\\\nc\u{1b}"), "\"a \\\"b\\\"\\\\\\lc\u{FFFD}\"");
    }
}
