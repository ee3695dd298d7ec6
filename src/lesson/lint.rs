//! What is wrong with a lesson before it runs: names that do not exist, questions that teach
//! nothing, texts that are missing in a language, claims without a page, texts that do not fit on
//! the smallest screen.
//!
//! It reports everything at once. It must not run anything; what only a run can tell is in
//! [`super::check`].

mod because;
mod scene;
mod wording;

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;

use wording::has_words;

use super::bounds::MOST_CHOICES;
use super::library::{INDEX, Lesson};
use super::marked::{Marked, Prose};
use super::run::{first_ways, ways_of};
use super::shape::MOST_PROBLEMS;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::mapi::Cite;
use crate::mapi::cite::lost_place;
use crate::sim::rules::RULES;
use crate::text::Lang;

pub use wording::lines;

/// How much room texts have on the smallest screen that shows lessons in full. The stage passes its
/// own numbers; [`SMALL`] is for 80x24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// The width of a text, in columns.
    pub width: usize,
    /// The width of a title, in columns.
    pub title: usize,
    /// The lines for a scene's text, and for an explanation.
    pub say: usize,
    /// The lines for a question, a way of a choice, or a goal.
    pub ask: usize,
    /// The lines for a hint.
    pub hint: usize,
    /// The columns and lines of the reference card.
    pub card: (usize, usize),
}

/// The room at 80x24.
pub const SMALL: Room = Room { width: 74, title: 48, say: 5, ask: 3, hint: 4, card: (72, 19) };

/// All errors and warnings that can be found without running the lesson.
pub fn lint(lesson: &Lesson, room: &Room) -> Vec<Diagnostic> {
    let lines = lesson.source.text.lines().collect();
    let mut lint = Lint { file: &lesson.source.name, lines, lost: None, room, found: Vec::new() };
    lint.head(lesson);
    lint.code(&lesson.file.run);
    lint.ways(lesson);
    let mut ids = BTreeSet::new();
    let known_ways: BTreeSet<&str> = ways_of(lesson).map(|way| way.name.as_str()).collect();
    for scene in lesson.file.scenes.iter() {
        if let Some(id) = scene.id.as_ref().filter(|id| !ids.insert(id.value.clone())) {
            lint.error(
                "duplicate-scene",
                id.place,
                format!("there is already a scene {:?}", id.value),
                "give it another id",
            );
        }
        if let Some(way) = scene.way.as_ref().filter(|way| !known_ways.contains(way.as_str())) {
            let help = suggestion(way, known_ways.iter().copied());
            lint.error(
                "unknown-way",
                way.place,
                format!("no choice has a way {:?}", way.value),
                &help,
            );
        }
        lint.scene(scene);
    }
    lint.close(lesson);
    lint.card(lesson);
    lint.found
}

struct Lint<'a> {
    /// The lines of the file.
    lines: Vec<&'a str>,
    /// The line that was last searched for a heading that YAML took for a comment; its column and
    /// text, if there was one.
    lost: Option<(u32, Option<(u32, &'a str)>)>,
    file: &'a str,
    room: &'a Room,
    found: Vec<Diagnostic>,
}

impl<'a> Lint<'a> {
    /// Whether more errors were found than will be reported; then the search for nearest names
    /// stops.
    fn is_full(&self) -> bool {
        self.found.len() > 2 * MOST_PROBLEMS
    }

    fn error(&mut self, code: &'static str, place: Place, message: String, help: &str) {
        if self.is_full() {
            return;
        }
        self.found.push(Diagnostic::error(code, self.file, Some(place), message).help(help));
    }

    fn warn(&mut self, code: &'static str, place: Place, message: String, help: &str) {
        if self.is_full() {
            return;
        }
        self.found
            .push(Diagnostic::error(code, self.file, Some(place), message).help(help).warning());
    }

    fn head(&mut self, lesson: &Lesson) {
        let file = &lesson.file;
        self.title(&file.title);
        self.prose(&file.goal, "goal", self.room.ask);
        if let Some(symptom) = &file.symptom {
            self.prose(symptom, "symptom", self.room.say);
        }
        if !(1..=60).contains(&file.minutes.value) {
            let message = format!("a lesson cannot take {} minutes", file.minutes.value);
            self.warn(
                "odd-minutes",
                file.minutes.place,
                message,
                "write how long it takes; 5 to 15 is good",
            );
        }
        self.rules(&file.expect_violations);
        if file.scenes.is_empty() {
            self.error(
                "no-scenes",
                file.scenes.place,
                "the lesson has no scenes".to_owned(),
                "add a scene: - at: {start: true}",
            );
        } else if !file.scenes.iter().any(|scene| scene.predict.is_some() || scene.choose.is_some())
        {
            let help = "add a predict or a choose: only watching teaches next to nothing";
            self.warn(
                "watch-only",
                file.scenes.place,
                "the learner is never asked anything".to_owned(),
                help,
            );
        }
    }

    fn title(&mut self, title: &Marked<Prose>) {
        self.prose(title, "title", 1);
        for lang in [Lang::En, Lang::PtBr] {
            let wide = title.given(lang).map_or(0, UnicodeWidthStr::width);
            if wide > self.room.title {
                let place = title.value.place(lang).unwrap_or(title.place);
                let message =
                    format!("the title takes {wide} columns, there are {}", self.room.title);
                self.warn("too-long", place, message, "shorten it");
            }
        }
    }

    fn prose(&mut self, text: &Marked<Prose>, what: &str, most: usize) {
        self.prose_in(text, what, most, self.room.width);
    }

    fn prose_in(&mut self, text: &Marked<Prose>, what: &str, most: usize, width: usize) {
        for lang in [Lang::En, Lang::PtBr] {
            let place = text.value.place(lang).unwrap_or(text.place);
            match text.value.given(lang) {
                None => {
                    let message = format!("the {what} has no text in {}", lang.code());
                    self.warn(
                        "missing-translation",
                        place,
                        message,
                        &format!("add {}: ...", lang.code()),
                    );
                }
                Some(words) if words.trim().is_empty() => {
                    self.error(
                        "empty-text",
                        place,
                        format!("the {what} is empty"),
                        "write it, or remove the key",
                    );
                }
                Some(words) => {
                    let takes = lines(words, width);
                    if takes > most {
                        let message =
                            format!("the {what} takes {takes} lines at 80x24, there are {most}");
                        self.warn("too-long", place, message, "say less, or make two scenes of it");
                    }
                }
            }
            if matches!(text.value, Prose::Plain(_)) {
                break;
            }
        }
        if let (Some(en), Some(pt)) = (text.given(Lang::En), text.given(Lang::PtBr)) {
            let place = text.value.place(Lang::PtBr);
            if let Some(place) = place.filter(|_| en.trim() == pt.trim() && has_words(en)) {
                let message = format!("the {what} in pt-BR is identical to the English one");
                self.warn(
                    "same-translation",
                    place,
                    message,
                    "translate it; names of the API stay as they are",
                );
            }
        }
    }

    fn rules(&mut self, rules: &[Marked<String>]) {
        for rule in rules {
            if !self.is_full() && !RULES.iter().any(|known| known.id == rule.value) {
                let help = suggestion(rule, RULES.iter().map(|known| known.id));
                self.error(
                    "unknown-rule",
                    rule.place,
                    format!("there is no rule {:?}", rule.value),
                    &help,
                );
            }
        }
    }

    fn cites(&mut self, cites: &[Marked<String>]) {
        for cite in cites {
            if self.is_full() {
                return;
            }
            let lost = self.lost_on(cite.place.line).filter(|_| !cite.contains('#'));
            if let Some((column, heading)) = lost {
                let place = Place { column, length: heading.chars().count() as u32, ..cite.place };
                let help = format!("write {}{heading}", cite.value);
                self.error(
                    "lost-place",
                    place,
                    format!("YAML reads {heading} as a comment, so the place is lost"),
                    &help,
                );
            }
            if let Err(wrong) = Cite::check(cite) {
                let before = cite[..wrong.span.0].chars().count() as u32;
                let place = Place {
                    column: cite.place.column + before,
                    length: wrong.span.1 as u32,
                    ..cite.place
                };
                self.error("bad-cite", place, wrong.message, &wrong.help);
            }
        }
    }

    /// The heading on a line that YAML took for a comment.
    fn lost_on(&mut self, line: u32) -> Option<(u32, &'a str)> {
        if self.lost.is_none_or(|(known, _)| known != line) {
            let text = line.checked_sub(1).and_then(|at| self.lines.get(at as usize));
            self.lost = Some((line, text.and_then(|text| lost_place(text))));
        }
        self.lost.and_then(|(_, found)| found)
    }

    fn card(&mut self, lesson: &Lesson) {
        for line in lesson.file.card.iter().flat_map(|card| card.iter()) {
            self.prose(&line.say, "line of the card", self.room.ask);
            if line.cite.is_none() {
                let help = "add cite: [page], or cite: [] if it claims nothing about MAPI";
                self.warn(
                    "uncited",
                    line.say.place,
                    "this line of the card has no citation".to_owned(),
                    help,
                );
            }
            self.cites(line.cite.as_deref().map_or(&[], Vec::as_slice));
            self.reading(line.reading.as_ref());
        }
    }

    fn ways(&mut self, lesson: &Lesson) {
        let mut names = BTreeSet::new();
        let scenes = lesson.file.scenes.iter().filter(|scene| scene.say.is_some());
        let told: BTreeSet<&str> =
            scenes.filter_map(|it| Some(it.way.as_ref()?.as_str())).collect();
        for choose in lesson.file.scenes.iter().filter_map(|scene| scene.choose.as_ref()) {
            self.prose(&choose.ask, "question", self.room.ask);
            if choose.ways.len() < 2 {
                self.error(
                    "one-way",
                    choose.ways.place,
                    "a choice needs at least two ways".to_owned(),
                    "add another way",
                );
            }
            if let Some(extra) = choose.ways.get(MOST_CHOICES) {
                let message = format!("the choice has {} ways", choose.ways.len());
                let help = format!("at most {MOST_CHOICES}: keep those that teach most");
                self.error("many-ways", extra.name.place, message, &help);
            }
            for way in choose.ways.iter() {
                self.prose(&way.say, "way", self.room.ask);
                self.rules(&way.expect_violations);
                if !told.contains(way.name.as_str()) {
                    let message = format!("no scene says how the way {:?} ends", way.name.value);
                    let help = format!("add a scene with way: {} and a say", way.name.value);
                    self.warn("untold-way", way.name.place, message, &help);
                }
                if !names.insert(way.name.value.clone()) {
                    let message = format!("there is already a way {:?}", way.name.value);
                    self.error("duplicate-way", way.name.place, message, "give it another name");
                }
            }
            if let Some(first) = choose.ways.first().filter(|way| !way.set.0.is_empty()) {
                let message = format!(
                    "the first way, {:?}, is the lesson's own run and changes nothing",
                    first.name.value
                );
                self.error(
                    "first-way",
                    first.place,
                    message,
                    "move its options to the lesson's run",
                );
            }
        }
        debug_assert!(first_ways(lesson).len() <= names.len() + lesson.file.scenes.len());
    }

    fn close(&mut self, lesson: &Lesson) {
        let close = &lesson.file.close;
        if let Some(say) = &close.say {
            self.prose(say, "closing text", self.room.say);
            if close.cite.is_none() {
                let help = "add cite: [page], or cite: [] if it claims nothing about MAPI";
                self.warn("uncited", say.place, "this text has no citation".to_owned(), help);
            }
        }
        self.cites(close.cite.as_deref().map_or(&[], Vec::as_slice));
        self.reading(close.reading.as_ref());
        match &close.expect {
            Some(expect) => self.expect(expect),
            None => {
                let message = "the lesson does not say what must hold at the end".to_owned();
                self.warn(
                    "no-expectation",
                    lesson.file.title.place,
                    message,
                    "add close: {expect: {verdict: clean, ...}}",
                );
            }
        }
        for next in &close.next {
            let is_path = next.contains(':') || !next.starts_with(|c: char| c.is_ascii_digit());
            if !is_path && !INDEX.iter().any(|entry| entry.id == next.value) {
                let help = suggestion(next, INDEX.iter().map(|entry| entry.id));
                self.warn(
                    "unknown-lesson",
                    next.place,
                    format!("there is no lesson {:?}", next.value),
                    &help,
                );
            }
        }
    }
}

/// The nearest names, as help.
pub fn suggestion<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    let near = nearest(wrong, known.clone());
    match near.is_empty() {
        false => format!("did you mean {}?", near.join(", ")),
        true => {
            let all: Vec<&str> = known.into_iter().take(30).collect();
            if all.is_empty() {
                "there are none".to_owned()
            } else {
                format!("one of: {}", all.join(", "))
            }
        }
    }
}
