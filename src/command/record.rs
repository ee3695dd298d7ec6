//! `teardown record`: a run as a file that others can look at; the extension of the file is the
//! format.

use std::io::{self, Write};

use ratatui::buffer::Buffer;

use super::clean::Clean;
use super::replay::{astray, judge, returned};
use super::save::save;
use super::{CommandResult, Failure};
use crate::cli::RecordArgs;
use crate::diagnostic::Diagnostic;
use crate::headless::film::FilmScreen;
use crate::headless::html::colours::PageScheme;
use crate::headless::paint::Paper;
#[cfg(feature = "pictures")]
use crate::headless::raster;
use crate::headless::showing::{Showing, scenes};
use crate::headless::{Transcript, cast, html, jsonl, markdown, mermaid, svg, text};
use crate::lesson::LessonRun;
use crate::run::{self, RunError};
use crate::sim::Timeline;
use crate::text::Lang;
use crate::tui::message::Message;
use crate::tui::theme::Palette;
use crate::tui::update::update;
use crate::words::Words;

/// Extensions of files, each a format.
const FORMATS: [&str; 9] = ["txt", "md", "json", "mmd", "cast", "svg", "html", "png", "gif"];
/// Those that only a program built with the feature `pictures` writes.
const OF_PIXELS: [&str; 2] = ["png", "gif"];
/// Most steps of a run that is shown one after the other: more is not watchable.
const LONGEST_FILM: usize = 5_000;
/// Most lines of ledgers in all pictures of a film.
const MOST_DRAWN: usize = 20_000_000;
/// The largest screen that is drawn.
const LARGEST: (u16, u16) = (500, 200);

pub(super) fn record(args: &RecordArgs, lang: Lang) -> CommandResult {
    let path = args.output.as_path();
    let format = format_of(args, lang)?;
    let screen = screen(args, lang)?;
    let run = run::find(args.run.run.as_deref(), &args.run.settings())?;
    // A lesson that cannot be played is recorded in no form; only pictures need it played.
    let played = run.lesson.clone().filter(|_| !run.changed).map(LessonRun::new).transpose();
    let played = played.map_err(|found| RunError::Lesson(found, run.sources()))?;
    let timeline =
        played.as_ref().map_or_else(|| run.timeline(), |played| played.timeline().clone());
    astray(&timeline, lang);
    let played = played.filter(|_| matches!(format, "cast" | "html" | "svg" | "png" | "gif"));
    let at = args.at.as_deref().map(|word| returned(word, &timeline)).transpose()?;
    let film = matches!(format, "cast" | "html" | "gif") || args.animate;
    refuse_what_is_not_there(&timeline, at, film, lang)?;
    let transcript = Transcript {
        timeline: &timeline,
        lesson: run.lesson_id(),
        scenario: &run.scenario,
        lang,
        steps: (1, timeline.len()),
        only: None,
        numbered: true,
    };
    let lesson = run.lesson.as_deref();
    let showing = Showing {
        lesson: played,
        title: Showing::title_of(lesson, &transcript),
        scenes: lesson.map_or_else(Vec::new, |lesson| scenes(lesson, &timeline, lang)),
        transcript,
        screen,
    };
    let mut bytes = Vec::new();
    // Words of lessons are clean, names of files are not; and what is written may be a terminal.
    let mut clean;
    let out: &mut dyn Write = match format {
        "txt" | "json" => {
            clean = Clean::new(&mut bytes);
            &mut clean
        }
        _ => &mut bytes,
    };
    let written = match format {
        "txt" => text::write(&showing.transcript, true, out),
        "md" => markdown::write(&showing, out),
        "json" => json(&showing.transcript, out),
        "mmd" => mermaid::write(&showing.transcript, &showing.title, out),
        "cast" => cast::write(&showing, args.cast_version.unwrap_or_default(), out),
        "html" => html::write(&showing, scheme(args), out),
        #[cfg(feature = "pictures")]
        "gif" => raster::film(&showing, out),
        _ if args.animate => svg::animated(&showing, out),
        _ => {
            let (picture, said) =
                still(&showing, at.unwrap_or(timeline.len()), args.stage.reduced_motion);
            let paper = Paper::of(showing.screen.look);
            match format {
                #[cfg(feature = "pictures")]
                "png" => raster::still(&picture, paper, out),
                _ => svg::still(&picture, paper, &showing.title, &said, out),
            }
        }
    };
    written
        .and_then(|()| out.flush())
        .map_err(|error| Failure::Write { target: path.display().to_string(), error })?;
    save(path, &bytes, true)?;
    Ok(judge(&run, &timeline, lang))
}

/// What the pictures are drawn for.
fn screen(args: &RecordArgs, lang: Lang) -> Result<FilmScreen, Failure> {
    Ok(FilmScreen {
        size: size(args.size.as_deref().unwrap_or("120x36"), lang)?,
        look: args.stage.theme.as_deref().and_then(Palette::from_name).unwrap_or_default(),
        ascii: args.stage.ascii,
        lang,
        speed: speed(args.speed.as_deref().unwrap_or("1"), lang)?,
        projected: args.projected.unwrap_or(false),
    })
}

/// The palette that was asked for; without one, a page follows its reader's system.
fn scheme(args: &RecordArgs) -> PageScheme {
    let look = args.stage.theme.as_deref().and_then(Palette::from_name);
    look.map_or(PageScheme::Reader, PageScheme::Fixed)
}

/// Refuses a step that the run does not have, and a film that nobody would watch to its end.
fn refuse_what_is_not_there(
    timeline: &Timeline,
    at: Option<usize>,
    film: bool,
    lang: Lang,
) -> Result<(), Failure> {
    if let Some(step) = at.filter(|step| *step > timeline.len()) {
        let words = [("step", step.into()), ("last", timeline.len().into())];
        let message = Words::of(lang).with("error-no-step", &words);
        return Err(Failure::usage(Diagnostic::error("no-step", "", None, message)));
    }
    let last = timeline.final_state();
    let longest = LONGEST_FILM.min(MOST_DRAWN / (last.objects.len() + last.messages.len()).max(1));
    if film && timeline.len() > longest {
        let words = [("steps", timeline.len().into()), ("most", longest.into())];
        let message = Words::of(lang).with("error-long-film", &words);
        return Err(Failure::usage(Diagnostic::error("too-long", "", None, message)));
    }
    Ok(())
}

/// The format that the file's name asks for; options that belong to another one are a mistake.
fn format_of(args: &RecordArgs, lang: Lang) -> Result<&'static str, Failure> {
    let extension = args.output.extension().and_then(|it| it.to_str()).unwrap_or("");
    // A device has no extension; what is written there is text. A folder cannot be written at all,
    // whatever it is called.
    let is_special = extension.is_empty() && args.output.exists() && !args.output.is_file();
    let extension = if is_special { "txt" } else { extension };
    let found = FORMATS.into_iter().find(|format| format.eq_ignore_ascii_case(extension));
    let format = found.ok_or_else(|| {
        let known = FORMATS.map(|format| format!(".{format}")).join(", ");
        let words = [("file", args.output.to_string_lossy().into()), ("known", known.into())];
        Failure::usage(Diagnostic::error(
            "unknown-format",
            "",
            None,
            Words::of(lang).with("error-format", &words),
        ))
    })?;
    if OF_PIXELS.contains(&format) && !cfg!(feature = "pictures") {
        let message = Words::of(lang).with("error-no-pixels", &[("format", format.into())]);
        return Err(Failure::usage(Diagnostic::error("without-pictures", "", None, message)));
    }
    let strange: [(_, _, &[&str]); 3] = [
        ("--animate", args.animate, &["svg"]),
        ("--at", args.at.is_some(), &["svg", "png"]),
        ("--cast-version", args.cast_version.is_some(), &["cast"]),
    ];
    match strange.iter().find(|(_, given, of)| *given && !of.contains(&format)) {
        Some((option, _, of)) => {
            let of: Vec<String> = of.iter().map(|format| format!(".{format}")).collect();
            let words = [("option", (*option).into()), ("format", of.join(", ").into())];
            let message = Words::of(lang).with("error-option-of-format", &words);
            Err(Failure::usage(Diagnostic::error("option-of-format", "", None, message)))
        }
        None => Ok(format),
    }
}

/// Columns and rows.
pub(super) fn size(word: &str, lang: Lang) -> Result<(u16, u16), Failure> {
    let numbers =
        word.split_once(['x', 'X']).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    numbers.filter(|(w, h)| (1..=LARGEST.0).contains(w) && (1..=LARGEST.1).contains(h)).ok_or_else(
        || {
            let largest = format!("{}x{}", LARGEST.0, LARGEST.1);
            let message = Words::of(lang)
                .with("error-size", &[("size", word.into()), ("largest", largest.into())]);
            Failure::usage(Diagnostic::error("size", "", None, message))
        },
    )
}

/// A speed in thousandths, from a tenth to a hundred times.
pub(super) fn speed(word: &str, lang: Lang) -> Result<u32, Failure> {
    let speed = word.parse::<f64>().ok().filter(|speed| (0.1..=100.0).contains(speed));
    speed.map(|speed| (speed * 1000.0).round() as u32).ok_or_else(|| {
        let message = Words::of(lang).with("error-speed", &[("speed", word.into())]);
        Failure::usage(Diagnostic::error("speed", "", None, message))
    })
}

/// The lines of JSON Lines as one array.
fn json(transcript: &Transcript<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Vec::new();
    jsonl::write(transcript, &mut lines)?;
    for (at, line) in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).enumerate()
    {
        out.write_all(if at == 0 { b"[\n" } else { b",\n" })?;
        out.write_all(line)?;
    }
    out.write_all(b"\n]\n")
}

/// The picture of a moment, and the sentence that describes it.
fn still(showing: &Showing<'_>, place: usize, still: bool) -> (Buffer, String) {
    let mut film = showing.film(true);
    film.model.reduced_motion = still;
    if let Some(stage) = film.model.stage_mut() {
        stage.go(place);
    }
    let (w, h) = showing.screen.size;
    update(&mut film.model, Message::Resize(w, h));
    let stage = film.model.stage();
    let event = stage
        .and_then(|stage| stage.timeline.last_event().map(|event| (stage.timeline.state(), event)));
    let said =
        event.map_or(showing.transcript.word(), |(state, event)| showing.sentence(state, event));
    (film.picture(), said)
}
