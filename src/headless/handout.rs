//! A lesson's reference card as Markdown, for printing and handing out at a workshop.
//!
//! It must not know where the text goes.

use std::io::{self, Write};

use super::markdown::{plain, sources};
use crate::lesson::LessonRun;
use crate::lesson::card::lines;
use crate::text::Lang;

/// Writes the card: title, symptom and goal, then one point per line, with what the run adds to it
/// and the pages that support it.
///
/// # Errors
/// What `out` reports.
pub fn write(run: &LessonRun, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let one_line = |text: &str| plain(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let file = &run.lesson().file;
    writeln!(out, "# {}\n", one_line(file.title.get(lang)))?;
    if let Some(symptom) = &file.symptom {
        writeln!(out, "> {}\n", one_line(symptom.get(lang)))?;
    }
    writeln!(out, "{}\n", one_line(file.goal.get(lang)))?;
    for line in lines(run, lang) {
        let fact = line.fact.map_or(String::new(), |fact| format!(" **{}**", plain(&fact)));
        let sources = sources(&line.sources, lang);
        let sources = if sources.is_empty() { String::new() } else { format!(" ({sources})") };
        writeln!(out, "- {}{fact}{sources}", plain(&line.say))?;
    }
    Ok(())
}
