//! A run as a Mermaid sequence diagram: who calls whom, and what each call changes.
//!
//! It must not know the command line. Signs that Mermaid takes for its own are written as its
//! numbered entities.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::Transcript;
use crate::narrate::{call_text, caller_of, narrate, return_text};
use crate::sim::{EventKind, Program, State};

/// Writes the run as a Mermaid sequence diagram.
///
/// # Errors
/// What `out` reports.
pub fn write(transcript: &Transcript<'_>, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let timeline = transcript.timeline;
    let program = timeline.machine().program();
    // Names never change once they exist: those of the end serve for all steps.
    let last = timeline.final_state();
    let actors = actors(transcript, program, last);
    writeln!(out, "---\ntitle: {}\n---\nsequenceDiagram", quoted(title))?;
    for (at, name) in actors.iter().enumerate() {
        writeln!(out, "    participant p{at} as {}", safe(name))?;
    }
    let numbers: BTreeMap<&str, usize> = actors.iter().map(String::as_str).zip(0..).collect();
    let of = |name: &str| numbers.get(name).copied().unwrap_or(0);
    let mut open: Vec<(crate::sim::ThreadId, usize, usize)> = Vec::new();
    let mut state = timeline.machine().start().clone();
    for (step, event) in (1..).zip(timeline.events()) {
        state.apply(event);
        match &event.kind {
            EventKind::Call { object, .. } => {
                let (from, to) =
                    (of(&caller_of(program, last, event)), of(&program.object_name(last, *object)));
                open.push((event.thread, from, to));
                if transcript.tells(step) {
                    writeln!(
                        out,
                        "    p{from}->>p{to}: {}",
                        safe(&call_text(program, last, event))
                    )?;
                }
            }
            EventKind::Return { .. } => {
                let call = open
                    .iter()
                    .rposition(|(thread, ..)| *thread == event.thread)
                    .map(|at| open.remove(at));
                if let Some((_, from, to)) = call.filter(|_| transcript.tells(step)) {
                    writeln!(
                        out,
                        "    p{to}-->>p{from}: {}",
                        safe(&return_text(program, last, event))
                    )?;
                }
            }
            kind if kind.is_beat() && transcript.tells(step) => {
                let actor = of(&caller_of(program, last, event));
                writeln!(
                    out,
                    "    Note over p{actor}: {}",
                    safe(&narrate(program, &state, event, transcript.lang))
                )?;
            }
            _ => {}
        }
        for found in timeline.violations_at(step) {
            let actor = of(&caller_of(program, last, event));
            writeln!(
                out,
                "    Note over p{actor}: {}",
                safe(&format!("!! {} {}", found.rule, found.name))
            )?;
        }
    }
    Ok(())
}

/// Everybody who calls, is called or does something, in the order of their first step.
fn actors(transcript: &Transcript<'_>, program: &Program, state: &State) -> Vec<String> {
    let (mut found, mut known) = (Vec::new(), BTreeSet::new());
    for (step, event) in (1..).zip(transcript.timeline.events()) {
        let called = match event.kind {
            EventKind::Call { object, .. } => Some(program.object_name(state, object)),
            _ => None,
        };
        let acts = event.kind.is_beat()
            && !matches!(event.kind, EventKind::Return { .. })
            && transcript.tells(step);
        let acts = acts || !transcript.timeline.violations_at(step).is_empty();
        for name in acts
            .then(|| caller_of(program, state, event))
            .into_iter()
            .chain(called.filter(|_| acts))
        {
            if known.insert(name.clone()) {
                found.push(name);
            }
        }
    }
    found
}

/// A text that Mermaid prints and does not obey.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '#' | ';' | '<' | '>' | '%' | '{' | '}' | '"' => {
                out.push_str(&format!("#{};", c as u32));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A title inside the YAML of the front matter.
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
