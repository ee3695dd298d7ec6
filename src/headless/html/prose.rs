//! The texts of a page: sentences, citations, ledgers, and the last words of a lesson.
//!
//! It must not know where on the page they are.

use std::fmt::Write as _;

use crate::headless::ledgers;
use crate::headless::paint::escaped;
use crate::headless::showing::Showing;
use crate::lesson::LessonRun;
use crate::lesson::card;
use crate::lesson::sources::Sources;
use crate::mapi::Cite;
use crate::sim::Timeline;
use crate::sim::body::Confidence;
use crate::sim::event::LEDGERS;
use crate::text::Lang;
use crate::words::Words;

/// A text on one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The closing text and the reference card of a lesson.
pub(super) fn last_words(run: &LessonRun, lang: Lang) -> String {
    let file = &run.lesson().file;
    let mut out = String::new();
    if let Some(say) = &file.close.say {
        let sources = all_sources(&Sources::from(&file.close.value), lang);
        let _ = writeln!(out, "<p>{}{sources}</p>", escaped(say.get(lang).trim()));
    }
    let line = |line: card::ShownLine| {
        let fact = line.fact.map(|fact| format!(" <strong>{}</strong>", escaped(&fact)));
        let (fact, sources) = (fact.unwrap_or_default(), all_sources(&line.sources, lang));
        format!("<li>{}{fact}{sources}</li>", escaped(&line.say))
    };
    let lines: String = card::lines(run, lang).into_iter().map(line).collect();
    if !lines.is_empty() {
        let title = escaped(&Words::of(lang).text("record-card"));
        let _ = writeln!(out, "<h3>{title}</h3>\n<ul>{lines}</ul>");
    }
    out
}

/// What the last step did and on which thread; at the start, which run it is.
pub(super) fn sentence(showing: &Showing<'_>, timeline: &Timeline) -> String {
    match timeline.last_event() {
        Some(event) => {
            let thread = timeline.machine().program().thread_name(timeline.state(), event.thread);
            let said = showing.sentence(timeline.state(), event);
            // Most sentences begin with who acts.
            if said.split(' ').next() == Some(thread) { said } else { format!("{thread}: {said}") }
        }
        None => {
            let start = Words::of(showing.transcript.lang).text("transcript-start");
            format!("{start} · {}", showing.transcript.word())
        }
    }
}

/// The last scene's text, for a lesson whose run was changed and whose cards are therefore not
/// shown.
pub(super) fn scene_text(showing: &Showing<'_>, here: usize) -> String {
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
pub(super) fn links(showing: &Showing<'_>, timeline: &Timeline) -> String {
    let lang = showing.transcript.lang;
    let statement =
        timeline.last_event().and_then(|event| timeline.machine().program().statement(event));
    let cites = statement.map_or(&[][..], |statement| &statement.cites);
    let mark = statement
        .and_then(|statement| statement.confidence)
        .filter(|mark| *mark != Confidence::Documented);
    let mark = mark.map(|mark| Words::of(lang).text(&format!("confidence-{}", mark.name())));
    let own = cites.iter().map(link).chain(mark.map(|mark| told(&mark)));
    let scenes = showing.scenes.iter().filter(|scene| scene.place == timeline.at());
    own.chain(scenes.map(|scene| all_sources(&scene.sources, lang))).collect()
}

fn all_sources(sources: &Sources, lang: Lang) -> String {
    let cites = sources.cites.iter().map(|cite| link(&Cite::of(cite)));
    cites.chain(sources.marks(lang).iter().map(|mark| told(mark))).collect()
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

pub(super) fn all_ledgers(timeline: &Timeline, lang: Lang) -> impl Iterator<Item = String> {
    LEDGERS.into_iter().map(move |ledger| {
        let program = timeline.machine().program();
        let lines = ledgers::lines(program, timeline.state(), ledger, lang);
        if lines.is_empty() { "-".to_owned() } else { lines.join("\n") }
    })
}

pub(super) fn ledger_sections(texts: &[&str], words: &Words) -> String {
    let title = |name: &str| escaped(&words.text(&format!("ledger-{}", name.replace('_', "-"))));
    let section = |(ledger, text): (crate::sim::event::Ledger, &&str)| {
        format!("<div><h2>{}</h2><pre>{}</pre></div>", title(ledger.name()), escaped(text))
    };
    LEDGERS.into_iter().zip(texts).map(section).collect::<Vec<_>>().join("\n")
}
