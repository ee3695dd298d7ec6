//! A run as one self-contained page: the pictures of all beats, keys to step through them, and
//! everything as text beside them.
//!
//! The page loads nothing, and its security policy forbids it to. Without scripts it still shows
//! the first picture and the whole transcript. It must not know the command line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::ledgers;
use super::paint::{Paper, escaped};
use super::showing::Showing;
use super::svg::{CELL, FONT, Rows};
use crate::mapi::Cite;
use crate::sim::body::Confidence;
use crate::sim::event::LEDGERS;
use crate::sim::{State, Timeline};
use crate::text::Lang;
use crate::tui::card_text;
use crate::tui::theme::Palette;
use crate::words::Words;

/// The page template; names in braces are replaced.
const PAGE: &str = include_str!("page.html");

/// Repeated texts; each different one is stored once.
#[derive(Default)]
struct Texts {
    texts: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl Texts {
    fn number(&mut self, text: String) -> usize {
        *self.known.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            self.texts.len() - 1
        })
    }
}

/// Writes the run as one HTML page.
///
/// # Errors
/// What `out` reports.
pub fn write(showing: &Showing<'_>, out: &mut dyn Write) -> io::Result<()> {
    let paper = Paper::of(showing.screen.look);
    let lang = showing.transcript.lang;
    let mut rows = Rows::default();
    let mut texts = Texts::default();
    let mut frames = Vec::new();
    let mut steps = String::new();
    let mut told = None;
    showing.stands(&mut |film, timeline, time, picture| {
        let here = timeline.at();
        let scene = match showing.lesson {
            Some(_) => card_text(&film.model),
            None => scene_text(showing, here),
        };
        let say = sentence(showing, timeline);
        if told.replace(here) != Some(here) {
            let (say, links) = (escaped(&say), links(showing, timeline));
            let _ = writeln!(steps, "<li value=\"{here}\">{say}{links}</li>");
        }
        let ledgers: Vec<usize> =
            all_ledgers(timeline, timeline.state(), lang).map(|text| texts.number(text)).collect();
        frames.push(json!({
            "rows": rows.rows_of(picture, paper),
            "ledgers": ledgers,
            "say": say,
            "scene": scene,
            "time": time / 1000
        }));
        Ok(())
    })?;
    let words = Words::of(lang);
    let data = json!({
        "cell": CELL.1,
        "play": words.text("record-play"), "pause": words.text("record-pause"),
        "rows": rows.rows, "texts": texts.texts, "frames": frames
    });
    let first = |key: &str| {
        let numbers = frames[0][key].as_array().into_iter().flatten().filter_map(Value::as_u64);
        numbers.map(|number| number as usize).collect::<Vec<_>>()
    };
    let picture: String = (0u16..)
        .zip(first("rows"))
        .map(|(y, row)| {
            format!("<g transform=\"translate(0,{})\">{}</g>", y * CELL.1, rows.rows[row])
        })
        .collect();
    let start: Vec<&str> =
        first("ledgers").into_iter().map(|text| texts.texts[text].as_str()).collect();
    let (columns, height) = showing.screen.size;
    let is_light = showing.screen.look == Palette::Light;
    // A script element ends at the first "</", even inside quotes.
    let data = data.to_string().replace('<', "\\u003c");
    let text = |id: &str| escaped(&words.text(id));
    fill(out, &|name| match name {
        "lang" => lang.code().to_owned(),
        "title" => escaped(&showing.title),
        "scheme" => (if is_light { "light" } else { "dark" }).to_owned(),
        "ink" => format!("#{:06x}", paper.ink),
        "ground" => format!("#{:06x}", paper.ground),
        "width" => (u32::from(columns) * u32::from(CELL.0)).to_string(),
        "height" => (u32::from(height) * u32::from(CELL.1)).to_string(),
        "font" => FONT.to_owned(),
        "first" => picture.clone(),
        "last" => (frames.len() - 1).to_string(),
        "say" => escaped(frames[0]["say"].as_str().unwrap_or("")),
        "scene" => escaped(frames[0]["scene"].as_str().unwrap_or("")),
        "ledgers" => ledger_sections(&start, words),
        "open" => String::new(),
        "steps" => steps.clone(),
        "data" => data.clone(),
        other => text(&format!("record-{other}")),
    })
}

/// Writes the page with its names replaced in a single pass, because an inserted text may itself
/// look like a name.
fn fill(out: &mut dyn Write, value: &dyn Fn(&str) -> String) -> io::Result<()> {
    let mut parts = PAGE.split("{{");
    out.write_all(parts.next().unwrap_or("").as_bytes())?;
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        out.write_all(value(name).as_bytes())?;
        out.write_all(rest.as_bytes())?;
    }
    Ok(())
}

fn sentence(showing: &Showing<'_>, timeline: &Timeline) -> String {
    match timeline.last_event() {
        Some(event) => {
            let thread = timeline.machine().program().thread_name(timeline.state(), event.thread);
            let mut text = format!(
                "{} · {thread}: {}",
                timeline.at(),
                showing.sentence(timeline.state(), event)
            );
            for found in timeline.violations_at(timeline.at()) {
                let _ = write!(text, " !! {} {}", found.rule, found.name);
            }
            text
        }
        None => format!(
            "{} · {}",
            Words::of(showing.transcript.lang).text("transcript-start"),
            showing.transcript.word()
        ),
    }
}

/// The last scene's text, for a lesson whose run was changed and whose cards are therefore not
/// shown.
fn scene_text(showing: &Showing<'_>, here: usize) -> String {
    let scene = showing.scenes.iter().rfind(|scene| scene.place <= here);
    let said: Vec<&str> = scene
        .iter()
        .flat_map(|scene| scene.say.iter().chain(&scene.ask))
        .map(|text| text.trim())
        .collect();
    said.join("\n\n")
}

/// The source and mark of the last statement, followed by those of the lesson's scenes that are
/// shown here.
fn links(showing: &Showing<'_>, timeline: &Timeline) -> String {
    let lang = showing.transcript.lang;
    let statement =
        timeline.last_event().and_then(|event| timeline.machine().program().statement(event));
    let cites = statement.map_or(&[][..], |statement| &statement.cites);
    let mark = statement
        .and_then(|statement| statement.confidence)
        .filter(|mark| *mark != Confidence::Documented);
    let mark = mark.map(|mark| Words::of(lang).text(&format!("confidence-{}", mark.name())));
    let mut all: String = cites.iter().map(link).chain(mark.map(|mark| told(&mark))).collect();
    for scene in showing.scenes.iter().filter(|scene| scene.place == timeline.at()) {
        all.extend(scene.sources.cites.iter().map(|cite| link(&Cite::of(cite))));
        all.extend(scene.sources.marks(lang).iter().map(|mark| told(mark)));
    }
    all
}

fn link(cite: &Cite) -> String {
    let shown = escaped(&cite.to_string());
    cite.address().map_or_else(
        || format!(" {shown}"),
        |address| format!(" <a href=\"{}\">{shown}</a>", escaped(&address)),
    )
}

fn told(mark: &str) -> String {
    format!(" [{}]", escaped(mark))
}

fn all_ledgers<'a>(
    timeline: &'a Timeline,
    state: &'a State,
    lang: Lang,
) -> impl Iterator<Item = String> + 'a {
    LEDGERS.into_iter().map(move |ledger| {
        let lines = ledgers::lines(timeline.machine().program(), state, ledger, lang);
        if lines.is_empty() { "-".to_owned() } else { lines.join("\n") }
    })
}

fn ledger_sections(texts: &[&str], words: &Words) -> String {
    let title = |name: &str| escaped(&words.text(&format!("ledger-{}", name.replace('_', "-"))));
    let section = |(ledger, text): (crate::sim::event::Ledger, &&str)| {
        format!("<div><h3>{}</h3><pre>{}</pre></div>", title(ledger.name()), escaped(text))
    };
    LEDGERS.into_iter().zip(texts).map(section).collect::<Vec<_>>().join("\n")
}
