//! A run as a Mermaid sequence diagram: the same lanes and arrows as on the stage, with a bar while
//! a call is in progress, and notes on what went wrong and on what ends the process.
//!
//! It must not know the command line. Characters that have a meaning in Mermaid are written as its
//! numbered entities.

use std::io::{self, Write};

use super::Transcript;
use crate::narrate::sequence::{Arrow, Lanes, arrows};
use crate::narrate::{caller_of, narrate};
use crate::sim::{EventKind, Violation};
use crate::words::Words;

/// The most lanes: with more, each is too narrow to read on a page.
const MOST: usize = 8;

/// Writes the run as a Mermaid sequence diagram.
///
/// # Errors
/// What `out` reports.
pub fn write(transcript: &Transcript<'_>, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let timeline = transcript.timeline;
    let arrows = arrows(timeline, timeline.len());
    let lanes = Lanes::of(&arrows, MOST);
    // Long texts must wrap, or they would push the lanes apart.
    writeln!(
        out,
        "---\ntitle: {}\nconfig:\n  sequence:\n    wrap: true\n---\nsequenceDiagram",
        quoted(title)
    )?;
    for (at, name) in lanes.names.iter().enumerate() {
        writeln!(out, "    participant p{at} as {}", safe(name))?;
    }
    let mut diagram = Diagram { transcript, lanes, open: Vec::new(), apart: false };
    let mut next = arrows.iter().peekable();
    let mut state = timeline.machine().start().clone();
    transcript.each(|step, broken| {
        if let Some(event) = timeline.event(step) {
            state.apply(event);
            match next.next_if(|arrow| arrow.step == step) {
                Some(arrow) => diagram.arrow(arrow, out)?,
                None if is_told(&event.kind) => {
                    let program = timeline.machine().program();
                    diagram.note(step, &narrate(program, &state, event, transcript.lang), out)?;
                }
                None => {}
            }
        }
        broken.iter().try_for_each(|found| diagram.broken(step, found, out))
    })?;
    // A call that never returned is in progress until the end.
    diagram.open.iter().rev().try_for_each(|lane| writeln!(out, "    deactivate p{lane}"))
}

/// Whether a step without an arrow is part of the picture: what happens to the process, and changes
/// from outside.
fn is_told(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Crash { .. }
            | EventKind::Exit
            | EventKind::Unload { .. }
            | EventKind::WhatIf { .. }
    )
}

/// A diagram while it is being written.
struct Diagram<'a> {
    transcript: &'a Transcript<'a>,
    lanes: Lanes,
    /// The lanes with calls in progress.
    open: Vec<usize>,
    /// Whether the previous arrow was one for which no client waits.
    apart: bool,
}

impl Diagram<'_> {
    fn arrow(&mut self, arrow: &Arrow, out: &mut dyn Write) -> io::Result<()> {
        if arrow.background && !self.apart {
            let words = Words::of(self.transcript.lang);
            self.across(&words.text("sequence-background"), out)?;
        }
        self.apart = arrow.background;
        let (from, to) = (self.lanes.place(&arrow.from), self.lanes.place(&arrow.to));
        let sign = match arrow.is_return {
            true => {
                let at = self.open.iter().rposition(|lane| *lane == from);
                at.map(|at| self.open.remove(at));
                "-->>-"
            }
            false => {
                self.open.push(to);
                "->>+"
            }
        };
        writeln!(out, "    p{from}{sign}p{to}: {}", safe(&self.lanes.label(arrow)))
    }

    /// A note at the step's actor, or across all lanes if the actor has no lane.
    fn note(&self, step: usize, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let timeline = self.transcript.timeline;
        let program = timeline.machine().program();
        let actor =
            timeline.event(step).map(|event| caller_of(program, timeline.final_state(), event));
        match actor.and_then(|name| self.lanes.own(&name)) {
            Some(lane) => writeln!(out, "    Note over p{lane}: {}", safe(text)),
            None => self.across(text, out),
        }
    }

    fn across(&self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        match self.lanes.names.len() {
            0 => Ok(()),
            1 => writeln!(out, "    Note over p0: {}", safe(text)),
            lanes => writeln!(out, "    Note over p0,p{}: {}", lanes - 1, safe(text)),
        }
    }

    fn broken(&self, step: usize, found: &Violation, out: &mut dyn Write) -> io::Result<()> {
        self.note(step, &format!("!! {} {}", found.rule, found.name), out)
    }
}

/// A text that Mermaid shows as it is.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '#' | ';' | '<' | '>' | '%' | '{' | '}' | '"' | '&' | '$' | '\\' => {
                out.push_str(&format!("#{};", c as u32));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A title, quoted for the YAML in the front matter.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text.replace(|c: char| c.is_control(), " ")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mermaid_would_obey_is_written_as_entities() {
        assert_eq!(safe("a;b#2 <x>\n%%"), "a#59;b#35;2 #60;x#62; #37;#37;");
    }
}
