//! Records a run as a terminal session: asciicast, version 2 or 3, with a marker for each scene and
//! each beat.
//!
//! It must not know what the pictures show. The header has no date, so the same run gives the same
//! bytes.

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use serde_json::{Value, json};

use super::paint::{NAMED, Paper};
use super::showing::{Shot, Showing};
use crate::tui::Encoder;
use crate::tui::theme::Palette;

/// The version of the format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// Times count from the start of the recording.
    #[default]
    Two,
    /// Times count from the previous event.
    Three,
}

/// Writes the run, playing by itself, as an asciicast recording.
///
/// # Errors
/// What `out` reports.
pub fn write(showing: &Showing<'_>, version: Version, out: &mut dyn Write) -> io::Result<()> {
    let (columns, rows) = showing.screen.size;
    let kind = "xterm-256color";
    let theme = theme(showing.screen.look);
    let header = match version {
        Version::Two => {
            json!({
                "version": 2,
                "width": columns,
                "height": rows,
                "title": showing.title,
                "env": {"TERM": kind},
                "theme": theme
            })
        }
        Version::Three => {
            json!({
                "version": 3,
                "term": {"cols": columns, "rows": rows, "type": kind, "theme": theme},
                "title": showing.title
            })
        }
    };
    writeln!(out, "{header}")?;
    let mut track = Track { version, last: 0 };
    let mut encoder = Encoder::default();
    let mut old: Option<Buffer> = None;
    let mut bytes = String::new();
    let mut end = 0;
    track.event(0, 'o', "\u{1b}[?25l", out)?;
    showing.play(&mut |time, shot| {
        let time = time / 1000;
        end = time;
        match shot {
            Shot::Picture(picture) => {
                bytes.clear();
                encoder.encode(old.as_ref(), picture, &mut bytes);
                match &mut old {
                    Some(old) => old.clone_from(picture),
                    None => old = Some(picture.clone()),
                }
                if bytes.is_empty() { Ok(()) } else { track.event(time, 'o', &bytes, out) }
            }
            Shot::Mark(label) => track.event(time, 'm', label, out),
        }
    })?;
    track.event(end, 'o', "\u{1b}[m\u{1b}[?25h", out)
}

/// The terminal colours for a player: text and background come from the palette, so that a light
/// recording is light. Players also require the sixteen named colours, although none is used.
fn theme(look: Palette) -> Value {
    let colour = |rgb: u32| format!("#{rgb:06x}");
    let paper = Paper::of(look);
    let named: Vec<String> = NAMED.into_iter().map(colour).collect();
    json!({"fg": colour(paper.ink), "bg": colour(paper.ground), "palette": named.join(":")})
}

struct Track {
    version: Version,
    last: u64,
}

impl Track {
    /// Writes an event at a time in milliseconds; integers are used so that rounding is the same on
    /// every machine.
    fn event(&mut self, time: u64, code: char, data: &str, out: &mut dyn Write) -> io::Result<()> {
        let shown = match self.version {
            Version::Two => time,
            Version::Three => time - self.last,
        };
        self.last = time;
        let (seconds, millis) = (shown / 1000, shown % 1000);
        let data = serde_json::to_string(data).map_err(io::Error::from)?;
        writeln!(out, "[{seconds}.{millis:03}, \"{code}\", {data}]")
    }
}
