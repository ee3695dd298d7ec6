//! A run as Markdown: the ledgers before, scenes and steps with links to the pages, the ledgers
//! after.
//!
//! It must not know the command line. Characters that have a meaning in Markdown are escaped.

use std::io::{self, Write};

use super::showing::{SceneText, Showing};
use super::{Transcript, ledgers};
use crate::lesson::sources::Sources;
use crate::mapi::Cite;
use crate::narrate::{narrate, why};
use crate::scenario::catalogue;
use crate::sim::body::Confidence;
use crate::sim::event::LEDGERS;
use crate::sim::{Event, Program, State, Violation};
use crate::text::Lang;
use crate::words::Words;

/// Writes the run as Markdown: the ledgers before, scenes and steps, the ledgers after.
///
/// # Errors
/// What `out` reports.
pub fn write(showing: &Showing<'_>, out: &mut dyn Write) -> io::Result<()> {
    let transcript = &showing.transcript;
    let (timeline, words) = (transcript.timeline, Words::of(transcript.lang));
    let program = timeline.machine().program();
    let mut state = timeline.machine().start().clone();
    writeln!(out, "# {}\n\n`{}`\n", plain(&showing.title), transcript.word())?;
    writeln!(out, "## {}\n", words.text("transcript-start"))?;
    write_ledgers(transcript, program, &state, out)?;
    writeln!(out, "## {}\n", words.text("transcript-steps"))?;
    let mut scenes = showing.scenes.iter().peekable();
    let mut level = 0;
    for step in 0..=timeline.len() {
        if let Some(event) = timeline.event(step) {
            state.apply(event);
            if transcript.tells(step) {
                // A list item may be at most one level deeper than the previous one.
                level = usize::from(event.depth).min(level + 1);
                write_step(transcript, program, &state, (step, level), event, out)?;
            }
        }
        for found in timeline.violations_at(step) {
            write_violation(transcript, program, &state, found, out)?;
            level = 0;
        }
        while let Some(scene) = scenes.next_if(|scene| scene.place <= step) {
            write_scene(scene, transcript.lang, out)?;
            level = 0;
        }
    }
    writeln!(out, "\n## {}\n", words.text("transcript-final"))?;
    write_ledgers(transcript, program, timeline.final_state(), out)?;
    super::text::verdict(transcript, out)
}

fn write_ledgers(
    transcript: &Transcript<'_>,
    program: &Program,
    state: &State,
    out: &mut dyn Write,
) -> io::Result<()> {
    for ledger in
        LEDGERS.into_iter().filter(|ledger| transcript.only.is_none_or(|only| only == *ledger))
    {
        writeln!(out, "**{}**\n\n```text", plain(ledger.name()))?;
        let lines = ledgers::lines(program, state, ledger, transcript.lang);
        for line in super::text::said(transcript, ledger, lines) {
            writeln!(out, "{}", line.replace("```", "'''"))?;
        }
        writeln!(out, "```\n")?;
    }
    Ok(())
}

fn write_scene(scene: &SceneText, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {}\n", plain(&scene.name))?;
    for text in scene.say.iter().chain(&scene.ask) {
        writeln!(out, "{}\n", plain(text.trim()))?;
    }
    let sources = sources(&scene.sources, lang);
    if sources.is_empty() { Ok(()) } else { writeln!(out, "{sources}\n") }
}

/// The links and marks for a text in a lesson.
pub(super) fn sources(sources: &Sources, lang: Lang) -> String {
    let links = sources.cites.iter().map(|cite| link(&Cite::of(cite)));
    links.chain(sources.marks(lang)).collect::<Vec<_>>().join(", ")
}

fn write_step(
    transcript: &Transcript<'_>,
    program: &Program,
    state: &State,
    (step, level): (usize, usize),
    event: &Event,
    out: &mut dyn Write,
) -> io::Result<()> {
    let thread = program.thread_name(state, event.thread);
    let mark = if event.background { " ~" } else { "" };
    let sentence = narrate(program, state, event, transcript.lang);
    write!(
        out,
        "{:indent$}- **{step}**{mark} {}: {}",
        "",
        plain(thread),
        plain(&sentence),
        indent = 2 * level
    )?;
    if let Some(statement) = program.statement(event) {
        let mut sources: Vec<String> = statement.cites.iter().map(link).collect();
        let doubtful = statement.confidence.filter(|mark| *mark != Confidence::Documented);
        sources.extend(
            doubtful.map(|mark| {
                Words::of(transcript.lang).text(&format!("confidence-{}", mark.name()))
            }),
        );
        sources.extend(statement.reading.map(|reading| program.names.text(reading).to_owned()));
        if !sources.is_empty() {
            write!(out, " ({})", sources.join(", "))?;
        }
    }
    if let Some(why) = why(program, event, transcript.lang) {
        write!(out, " *{}*", plain(&why))?;
    }
    writeln!(out)
}

fn write_violation(
    transcript: &Transcript<'_>,
    program: &Program,
    state: &State,
    found: &Violation,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "\n> **{}**", plain(&transcript.violation(program, state, found)))?;
    if let Some(text) = catalogue::rule(found.rule) {
        let cites: Vec<String> = text.cites.iter().map(|cite| link(&Cite::of(cite))).collect();
        let statement = catalogue::marked(&text.statement, text.mark("statement"), transcript.lang);
        write!(out, " {} ({})", plain(&statement), cites.join(", "))?;
    }
    writeln!(out, "\n")
}

fn link(cite: &Cite) -> String {
    let shown = plain(&cite.to_string());
    cite.address().map_or_else(|| shown.clone(), |address| format!("[{shown}]({address})"))
}

/// A text that Markdown shows as it is.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => {
                out.extend(['\\', c]);
            }
            c if c.is_control() && c != '\n' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
