//! A run as one self-contained page, the handout of a lesson: pictures of all beats, questions to
//! answer, and everything as text beside them.
//!
//! The page loads nothing, and its security policy forbids it to. Without scripts it still shows
//! the first picture and the whole transcript. It must not know the command line.

pub mod colours;
mod prose;
mod question;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::Buffer;
use serde::Serialize;
use serde_json::{Value, json};

use super::film::Film;
use super::paint::{Paper, escaped};
use super::showing::{SceneText, Showing};
use super::svg::{CELL, FONT, Rows};
use crate::sim::{Timeline, Violation};
use crate::tui::content::violation::BrokenRule;
use crate::tui::content::{card, lookup};
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::reader::Reader;
use crate::tui::theme::{ASCII, Role, UNICODE};
use crate::words::Words;
use colours::{ColourNames, PageScheme};
use prose::{all_ledgers, flat, last_words, ledger_sections, links, scene_text, sentence};

/// The page, its style sheet and its script; names in double braces are replaced.
const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// PageTexts of the interface that the script shows.
const WORDS: [&str; 5] = ["play", "pause", "again", "none", "pick"];

/// Repeated texts; each different one is stored once.
#[derive(Default)]
struct PageTexts {
    texts: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl PageTexts {
    fn number(&mut self, text: String) -> usize {
        *self.known.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            self.texts.len() - 1
        })
    }
}

/// What the page shows at once. Numbers are places in the page's lists of rows, texts and
/// questions.
#[derive(Serialize)]
struct PageFrame {
    /// The steps taken.
    step: usize,
    rows: Vec<usize>,
    ledgers: Vec<usize>,
    say: usize,
    scene: usize,
    /// How long it is shown where the page plays by itself, in milliseconds.
    time: u64,
    /// The question that is open here.
    #[serde(skip_serializing_if = "Option::is_none")]
    ask: Option<usize>,
    /// The question whose answer is shown here.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<usize>,
    /// Whether a rule was broken since the frame before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    broken: bool,
}

/// A page while it is being written.
struct PageWriter<'a> {
    showing: &'a Showing<'a>,
    words: &'static Words,
    paper: Paper,
    names: ColourNames,
    rows: Rows,
    texts: PageTexts,
    frames: Vec<PageFrame>,
    /// The transcript.
    steps: String,
    questions: Vec<Value>,
    /// The numbers of questions by their stops; `None` for one that cannot be answered here.
    asked: BTreeMap<usize, Option<usize>>,
    /// The question that the frame before asks.
    open: Option<usize>,
    /// Rules that were broken, each with its step.
    broken: Vec<(usize, String)>,
    /// The verdict and how the run ended.
    ending: Vec<(Role, String)>,
}

/// Writes the run as one HTML page.
///
/// # Errors
/// What `out` reports.
pub fn write(showing: &Showing<'_>, scheme: PageScheme, out: &mut dyn Write) -> io::Result<()> {
    let mut page = PageWriter {
        showing,
        words: Words::of(showing.transcript.lang),
        paper: Paper::of(showing.screen.look),
        names: ColourNames::of(scheme),
        rows: Rows::default(),
        texts: PageTexts::default(),
        frames: Vec::new(),
        steps: String::new(),
        questions: Vec::new(),
        asked: BTreeMap::new(),
        open: None,
        broken: Vec::new(),
        ending: Vec::new(),
    };
    showing.stands(&mut |film, timeline, time, picture| {
        page.frame(film, timeline, time / 1000, picture);
        Ok(())
    })?;
    page.finish(scheme, out)
}

impl PageWriter<'_> {
    fn frame(&mut self, film: &Film, timeline: &Timeline, time: u64, picture: &Buffer) {
        let (here, lang) = (timeline.at(), self.showing.transcript.lang);
        let stop_in = |phase: CardPhase| {
            film.model.lesson().filter(|it| it.phase == phase).and_then(LessonStage::here)
        };
        let asking = stop_in(CardPhase::Asking);
        if let Some(frame) = self.frames.last_mut().filter(|_| asking.is_some())
            && asking == self.open
        {
            // The film marks the right options before it answers; here the reader answers.
            frame.time += time;
            return;
        }
        self.open = asking;
        let question = film.model.lesson().and_then(|it| it.question(lang));
        if let (Some(stop), Some(question), Some(run)) = (asking, question, &self.showing.lesson) {
            let glyphs = film.model.theme.glyphs;
            let data = question::question(run, stop, question, glyphs, &mut self.texts);
            let number = data.map(|data| {
                self.questions.push(data);
                self.questions.len() - 1
            });
            self.asked.insert(stop, number);
        }
        let number = |stop: Option<usize>| self.asked.get(&stop?).copied().flatten();
        let (ask, answer) = (number(asking), number(stop_in(CardPhase::Answered)));
        let before = self.frames.last().map(|frame| frame.step);
        let found: Vec<&Violation> = match before {
            Some(step) => (step + 1..=here).flat_map(|at| timeline.violations_at(at)).collect(),
            None => timeline.violations_at(here).iter().collect(),
        };
        let lines = BrokenRule::all(timeline, found.iter().copied()).into_iter();
        self.broken
            .extend(lines.map(|it| (it.found.step, it.line(timeline, timeline.state(), lang))));
        if let Some(stage) = film.model.stage() {
            self.ending = lookup::verdict(&stage.scene(lang, film.model.theme));
        }
        let say = sentence(self.showing, timeline);
        let broken: Vec<String> =
            found.iter().map(|it| format!("!! {} {}", it.rule, it.name)).collect();
        if before != Some(here) {
            self.transcribe(timeline, before, &say, &broken);
        }
        let scene = match self.showing.lesson {
            Some(_) => self.card(film),
            None => scene_text(self.showing, here),
        };
        let say = [&[format!("{here} · {say}")], &broken[..]].concat().join(" ");
        let ledgers = all_ledgers(timeline, lang).map(|text| self.texts.number(text)).collect();
        self.frames.push(PageFrame {
            step: here,
            rows: self.rows.rows_of(picture, self.paper, &|colour| self.names.write(colour)),
            ledgers,
            say: self.texts.number(say),
            scene: self.texts.number(scene),
            time,
            ask,
            answer,
            broken: !broken.is_empty(),
        });
    }

    /// The card of a lesson. A question that can be answered has its own form; of a choice the page
    /// has all ways as text, and goes the first.
    fn card(&self, film: &Film) -> String {
        let Some(lesson) = film.model.lesson() else { return String::new() };
        let lang = self.showing.transcript.lang;
        // A page has room for all sources.
        let reader = Reader { size: (u16::MAX, film.model.size.1), ..film.model.reader() };
        let mut said = card::said(lesson, reader, u16::MAX);
        let stop = lesson.here().filter(|_| lesson.phase == CardPhase::Choosing);
        if let Some(ways) = stop.map(|stop| lesson.course.ways(stop)) {
            said.extend(ways.iter().map(|way| format!("– {}", flat(way.say.get(lang)))));
            let first = ways.first().map_or(String::new(), |way| flat(way.say.get(lang)));
            said.push(self.words.with("record-way", &[("way", first.into())]));
        }
        let asks = lesson.phase == CardPhase::Asking;
        match lesson.here().filter(|_| asks).and_then(|stop| self.asked.get(&stop)) {
            Some(None) => said.push(self.words.text("record-unanswerable")),
            Some(Some(number)) => said.retain(|line| self.questions[*number]["ask"] != *line),
            None => {}
        }
        said.join("\n\n")
    }

    /// A step in the transcript, and the scenes that come with it or came since the one before.
    fn transcribe(
        &mut self,
        timeline: &Timeline,
        before: Option<usize>,
        say: &str,
        broken: &[String],
    ) {
        let here = timeline.at();
        let links = links(self.showing, timeline);
        let broken: String = broken
            .iter()
            .map(|it| format!(" <strong class=\"bad\">{}</strong>", escaped(it)))
            .collect();
        let _ = writeln!(
            self.steps,
            "<li value=\"{here}\"><a href=\"#step={here}\">{}</a>{broken}{links}</li>",
            escaped(say)
        );
        let is_new = |scene: &&SceneText| {
            scene.place <= here && before.is_none_or(|before| scene.place > before)
        };
        for scene in self.showing.scenes.iter().filter(is_new) {
            for text in scene.say.iter().chain(&scene.ask) {
                let _ = writeln!(self.steps, "<li class=\"card\">{}</li>", escaped(text.trim()));
            }
        }
    }

    fn finish(mut self, scheme: PageScheme, out: &mut dyn Write) -> io::Result<()> {
        let (showing, words) = (self.showing, self.words);
        let lang = showing.transcript.lang;
        if let (Some(frame), Some((_, verdict))) = (self.frames.last_mut(), self.ending.first()) {
            let say = format!("{} {verdict}", self.texts.texts[frame.say]);
            frame.say = self.texts.number(say);
        }
        let Some(first) = self.frames.first() else { return Ok(()) };
        let picture: String = (0u16..)
            .zip(&first.rows)
            .map(|(y, row)| {
                let (y, row) = (y * CELL.1, &self.rows.rows[*row]);
                format!("<g transform=\"translate(0,{y})\">{row}</g>")
            })
            .collect();
        let told = |number: usize| escaped(&self.texts.texts[number]);
        let ledgers: Vec<&str> =
            first.ledgers.iter().map(|text| self.texts.texts[*text].as_str()).collect();
        let (columns, height) = showing.screen.size;
        let word = |name: &str| words.text(&format!("record-{name}"));
        let mut own: BTreeMap<&str, String> = WORDS.map(|name| (name, word(name))).into();
        // The script puts the step in the place of the sign.
        let place = [("step", "#".into()), ("steps", showing.transcript.timeline.len().into())];
        own.insert("place", words.with("record-place", &place));
        let glyphs = if showing.screen.ascii { &ASCII } else { &UNICODE };
        let all = self.questions.len();
        let score = |right: usize| {
            words.with("record-score", &[("right", right.into()), ("questions", all.into())])
        };
        let data = json!({
            "cell": CELL.1,
            "words": own,
            "holds": glyphs.holds,
            "broken": glyphs.broken,
            "score": (0..=all).map(score).collect::<Vec<_>>(),
            "questions": self.questions,
            "rows": self.rows.rows,
            "texts": self.texts.texts,
            "frames": self.frames,
        });
        // A script element ends at the first "</", even inside quotes.
        let data = data.to_string().replace('<', "\\u003c");
        let goal = showing.lesson.as_ref().map(|run| run.lesson().file.goal.get(lang));
        fill(out, &|name| match name {
            "style" => colours::sheet(scheme) + STYLE,
            "script" => SCRIPT.to_owned(),
            "lang" => lang.code().to_owned(),
            "title" => escaped(&showing.title),
            "goal" => goal.map_or(String::new(), |goal| format!("<p>{}</p>", escaped(goal.trim()))),
            "width" => (u32::from(columns) * u32::from(CELL.0)).to_string(),
            "height" => (u32::from(height) * u32::from(CELL.1)).to_string(),
            "font" => FONT.to_owned(),
            "first" => picture.clone(),
            "last" => (self.frames.len() - 1).to_string(),
            "say" => told(first.say),
            "scene" => told(first.scene),
            "ledgers" => ledger_sections(&ledgers, words),
            "ending" => self.end(),
            "steps" => self.steps.clone(),
            "data" => data.clone(),
            other => escaped(&word(other)),
        })
    }

    /// How the run ends, which rules it broke, the last words of the lesson and its reference card.
    fn end(&self) -> String {
        let lang = self.showing.transcript.lang;
        let mut out = String::new();
        for (role, line) in &self.ending {
            let class = format!("{role:?}").to_lowercase();
            let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escaped(line));
        }
        let broken = self.broken.iter().map(|(step, line)| {
            format!("<li value=\"{step}\"><a href=\"#step={step}\">{}</a></li>", escaped(line))
        });
        let broken: String = broken.collect();
        if !broken.is_empty() {
            let _ = writeln!(out, "<ol class=\"bad\">{broken}</ol>");
        }
        if let Some(run) = &self.showing.lesson {
            out += &last_words(run, lang);
        }
        out
    }
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
