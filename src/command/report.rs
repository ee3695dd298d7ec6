//! Prints diagnostics on the standard error output: an excerpt of the file with a caret where the
//! place is known.
//!
//! It is the only printer of diagnostics. What it prints may come from a file that has not been
//! vetted, so control characters are shown, never sent.

use std::ops::Range;
use std::path::PathBuf;

use std::io::Write as _;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::{Lang, is_unsafe};
use crate::words::Words;

/// Most problems that are printed at once: more would not be read.
const MOST: usize = 120;

/// Prints what is wrong; `sources` are texts of files by name.
pub(super) fn complain(diagnostics: &[Diagnostic], sources: &[(String, String)], lang: Lang) {
    let renderer = Renderer::styled();
    for diagnostic in diagnostics.iter().take(MOST) {
        // If the terminal is closed, there is no one to report to.
        let _ = writeln!(anstream::stderr(), "{}", render(&renderer, diagnostic, sources, lang));
    }
    if diagnostics.len() > MOST {
        let more =
            Words::of(lang).with("report-more", &[("count", (diagnostics.len() - MOST).into())]);
        say(&more);
    }
}

fn render(
    renderer: &Renderer,
    diagnostic: &Diagnostic,
    sources: &[(String, String)],
    lang: Lang,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = shown(diagnostic.message_in(lang));
    let help = diagnostic.help_in(lang).map(shown);
    let file = shown(&diagnostic.file);
    let source =
        sources.iter().find(|(name, _)| **name == *diagnostic.file).map(|(_, text)| text.as_str());
    let excerpt = source.zip(diagnostic.place).and_then(|(text, place)| line_of(text, place));
    let mut group = level
        .primary_title(message.as_str())
        .elements(std::iter::empty::<Snippet<'_, annotate_snippets::Annotation<'_>>>());
    match (&excerpt, diagnostic.place) {
        (Some((line, span)), Some(place)) => {
            let snippet =
                Snippet::source(line.as_str()).line_start(place.line as usize).path(file.as_str());
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(span.clone())));
        }
        _ if diagnostic.file.is_empty() => {}
        (_, None) => group = group.element(Origin::path(file.as_str())),
        (_, Some(place)) => {
            let origin = Origin::path(file.as_str())
                .line(place.line as usize)
                .char_column(place.column as usize);
            group = group.element(origin);
        }
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// The line of a place, without what a terminal would obey, and the bytes of it that the place is
/// about. `None` where the line is cut before that: then line and column have to do.
fn line_of(text: &str, place: Place) -> Option<(String, Range<usize>)> {
    let line = text.lines().nth(place.line.checked_sub(1)? as usize)?;
    let column = place.column.saturating_sub(1) as usize;
    if column >= LONGEST {
        return None;
    }
    let before = line.chars().take(column);
    let about = line.chars().skip(column).take(place.length.max(1) as usize);
    let bytes = |part: &mut dyn Iterator<Item = char>| part.map(|c| visible(c).len_utf8()).sum();
    let start: usize = bytes(&mut before.into_iter());
    let end = start + bytes(&mut about.take(LONGEST - column));
    Some((shown(line), start..end))
}

/// Most letters of a message, and of a line of a file.
const LONGEST: usize = 400;

/// A text in which control characters are visible, and a very long one is cut.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).map(visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Shown in place of a character that a terminal would obey.
fn visible(c: char) -> char {
    match c {
        '\n' | '\t' => ' ',
        c if is_unsafe(c) => '\u{FFFD}',
        c => c,
    }
}

/// Says a line to the person, beside the output.
pub(super) fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", shown(line));
}

/// Says what of a folder is no lesson.
pub(super) fn skipped(files: &[PathBuf], lang: Lang) {
    const NAMED: usize = 10;
    let names: Vec<String> =
        files.iter().take(NAMED).map(|file| file.display().to_string()).collect();
    if !names.is_empty() {
        let more = files.len().saturating_sub(NAMED);
        say(&Words::of(lang)
            .with("report-skipped", &[("files", names.join(", ").into()), ("more", more.into())]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_place() {
        let place = Place { line: 2, column: 6, length: 4 };
        let complaint = Diagnostic::error("unknown-key", "a.yaml", Some(place), "no such world")
            .help("did you mean world?");
        let sources = [("a.yaml".to_owned(), "format: 1\nrun: wrld\n".to_owned())];
        let text = render(&Renderer::plain(), &complaint, &sources, Lang::En);
        assert!(text.contains("a.yaml:2:6"), "{text}");
        assert!(text.contains("2 | run: wrld"), "{text}");
        assert!(text.contains("|      ^^^^"), "{text}");
        assert!(text.contains("help: did you mean world?"), "{text}");
    }

    #[test]
    fn control_characters_are_shown_and_not_sent() {
        let place = Place { line: 1, column: 1, length: 1 };
        let complaint =
            Diagnostic::error("x", "\u{1b}]0;x\u{7}.yaml", Some(place), "\u{1b}[31mred\u{202e}");
        let sources = [(complaint.file.to_string(), "\u{1b}[2Jgone".to_owned())];
        let text = render(&Renderer::plain(), &complaint, &sources, Lang::En);
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }
}
