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
use super::tasks::{PREFIX, TASKS, named_task};
use crate::diagnostic::{Diagnostic, Place};
use crate::mapi::Cite;
use crate::mapi::cite::lost_place;
use crate::scenario::options::unknown;
use crate::scenario::problem::{Arguments, bad_cite, near, refuse, said};
use crate::scenario::{RunOptions, Scenario};
use crate::sim::rules::RULES;
use crate::text::{Lang, Text};
use crate::words::Words;

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
    let (file, translated) = (&lesson.source.name, is_translated(lesson));
    let mut lint = Lint { file, lines, lost: None, room, translated, found: Vec::new() };
    lint.head(lesson);
    lint.code(&lesson.file.run);
    lint.ways(lesson);
    let mut ids = BTreeSet::new();
    let known_ways: BTreeSet<&str> = ways_of(lesson).map(|way| way.name.as_str()).collect();
    for scene in lesson.file.scenes.iter() {
        if let Some(id) = scene.id.as_ref().filter(|id| !ids.insert(id.value.clone())) {
            lint.error("duplicate-scene", id.place, "duplicate-scene", &[("name", &quoted(id))]);
        }
        if let Some(way) = scene.way.as_ref().filter(|way| !known_ways.contains(way.as_str())) {
            let help = near(way, known_ways.iter().copied());
            lint.error_near(
                "unknown-way",
                way.place,
                "unknown-way",
                &[("name", &quoted(way))],
                help,
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
    /// Whether the lesson has texts in both languages.
    translated: bool,
    found: Vec<Diagnostic>,
}

impl<'a> Lint<'a> {
    /// Whether more errors were found than will be reported; then the search for nearest names
    /// stops.
    fn is_full(&self) -> bool {
        self.found.len() > 2 * MOST_PROBLEMS
    }

    fn push(&mut self, place: Place, found: Diagnostic) {
        if !self.is_full() {
            self.found.push(found.at(self.file, Some(place)));
        }
    }

    /// An error with the text `refuse-ID`.
    fn error(&mut self, code: &'static str, place: Place, id: &str, said: Arguments<'_>) {
        self.push(place, refuse(code, id, said));
    }

    /// An error that ends with the nearest names.
    fn error_near(
        &mut self,
        code: &'static str,
        place: Place,
        id: &str,
        said: Arguments<'_>,
        help: Text,
    ) {
        self.push(place, refuse(code, id, said).help_in_both(help));
    }

    fn warn(&mut self, code: &'static str, place: Place, id: &str, said: Arguments<'_>) {
        self.push(place, refuse(code, id, said).warning());
    }

    fn head(&mut self, lesson: &Lesson) {
        let file = &lesson.file;
        self.title(&file.title);
        self.prose(&file.goal, "goal", self.room.ask);
        if let Some(symptom) = &file.symptom {
            self.prose(symptom, "symptom", self.room.say);
        }
        if !(1..=60).contains(&file.minutes.value) {
            let said = [("minutes", &*file.minutes.value.to_string())];
            self.warn("odd-minutes", file.minutes.place, "odd-minutes", &said);
        }
        self.rules(&file.expect_violations);
        if file.scenes.is_empty() {
            self.error("no-scenes", file.scenes.place, "no-scenes", &[]);
        } else if !file.scenes.iter().any(|scene| scene.predict.is_some() || scene.choose.is_some())
        {
            self.warn("watch-only", file.scenes.place, "watch-only", &[]);
        }
    }

    fn title(&mut self, title: &Marked<Prose>) {
        self.prose(title, "title", 1);
        for lang in [Lang::En, Lang::PtBr] {
            let wide = title.given(lang).map_or(0, UnicodeWidthStr::width);
            if wide > self.room.title {
                let place = title.value.place(lang).unwrap_or(title.place);
                let (wide, most) = (wide.to_string(), self.room.title.to_string());
                let said = [("wide", wide.as_str()), ("most", most.as_str())];
                self.warn("too-long", place, "title-too-long", &said);
            }
        }
    }

    fn prose(&mut self, text: &Marked<Prose>, what: &str, most: usize) {
        self.prose_in(text, what, most, self.room.width);
    }

    fn prose_in(&mut self, text: &Marked<Prose>, what: &str, most: usize, width: usize) {
        for lang in Lang::ALL {
            let place = text.value.place(lang).unwrap_or(text.place);
            let say = |id: &'static str, more: (&str, &str)| {
                let [en, pt_br] =
                    Lang::ALL.map(|lang| Words::of(lang).text(&format!("part-{what}")));
                let of = |what: &str| said(&format!("refuse-{id}"), &[("what", what), more]);
                let help = |what: &str| said(&format!("refuse-{id}-help"), &[("what", what), more]);
                let both =
                    |of: &dyn Fn(&str) -> Text| Text { en: of(&en).en, pt_br: of(&pt_br).pt_br };
                Diagnostic::in_both(id, both(&of), Some(both(&help)))
            };
            match text.value.given(lang) {
                None => {
                    self.push(place, say("missing-translation", ("lang", lang.code())).warning());
                }
                Some(words) if words.trim().is_empty() => {
                    self.push(place, say("empty-text", ("lang", lang.code())));
                }
                Some(words) => {
                    let takes = lines(words, width);
                    let room = format!("{takes}/{most}");
                    if takes > most {
                        self.push(place, say("too-long", ("room", &room)).warning());
                    }
                    let is_alone = matches!(text.value, Prose::Plain(_)) && has_words(words);
                    if is_alone && self.translated {
                        let missing = say("missing-translation", ("lang", Lang::PtBr.code()));
                        self.push(place, missing.warning());
                    }
                }
            }
            if matches!(text.value, Prose::Plain(_)) {
                break;
            }
            let other = text.given(lang.other()).filter(|_| lang == Lang::PtBr);
            let same = other.is_some_and(|other| {
                text.given(lang).is_some_and(|own| own.trim() == other.trim()) && has_words(other)
            });
            if same {
                self.push(place, say("same-translation", ("lang", lang.code())).warning());
            }
        }
    }

    fn rules(&mut self, rules: &[Marked<String>]) {
        for rule in rules {
            if !self.is_full() && !RULES.iter().any(|known| known.id == rule.value) {
                let found = unknown("rule", rule, RULES.iter().map(|known| known.id));
                self.push(rule.place, Diagnostic { code: "unknown-rule", ..found });
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
                let help = said("refuse-write", &[("text", &format!("{}{heading}", cite.value))]);
                self.error_near("lost-place", place, "lost-place", &[("heading", heading)], help);
            }
            if let Err(wrong) = Cite::check(cite) {
                let before = cite[..wrong.span.0].chars().count() as u32;
                let place = Place {
                    column: cite.place.column + before,
                    length: wrong.span.1 as u32,
                    ..cite.place
                };
                self.push(place, bad_cite(&wrong));
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
            self.prose(&line.say, "card", self.room.ask);
            if line.cite.is_none() {
                self.warn("uncited", line.say.place, "uncited-text", &[]);
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
                self.error("one-way", choose.ways.place, "one-way", &[]);
            }
            if let Some(extra) = choose.ways.get(MOST_CHOICES) {
                let (count, most) = (choose.ways.len().to_string(), MOST_CHOICES.to_string());
                let said = [("count", count.as_str()), ("most", most.as_str())];
                self.error("many-ways", extra.name.place, "many-ways", &said);
            }
            for way in choose.ways.iter() {
                self.prose(&way.say, "way", self.room.ask);
                self.rules(&way.expect_violations);
                let said = [("name", way.name.value.as_str())];
                if !told.contains(way.name.as_str()) {
                    self.warn("untold-way", way.name.place, "untold-way", &said);
                }
                if !names.insert(way.name.value.clone()) {
                    self.error("duplicate-way", way.name.place, "duplicate-way", &said);
                }
            }
            if let Some(first) = choose.ways.first().filter(|way| !way.set.0.is_empty()) {
                let said = [("name", first.name.value.as_str())];
                self.error("first-way", first.place, "first-way", &said);
            }
        }
        debug_assert!(first_ways(lesson).len() <= names.len() + lesson.file.scenes.len());
    }

    fn close(&mut self, lesson: &Lesson) {
        let close = &lesson.file.close;
        if let Some(say) = &close.say {
            self.prose(say, "close", self.room.say);
            if close.cite.is_none() {
                self.warn("uncited", say.place, "uncited-text", &[]);
            }
        }
        self.cites(close.cite.as_deref().map_or(&[], Vec::as_slice));
        self.reading(close.reading.as_ref());
        match &close.expect {
            Some(expect) => self.expect(expect),
            None => {
                self.warn("no-expectation", lesson.file.title.place, "no-expectation", &[]);
            }
        }
        close.next.iter().for_each(|next| self.next(next));
    }

    /// What comes next is a lesson that is bundled, a task, or a run.
    fn next(&mut self, next: &Marked<String>) {
        let (lessons, paths) = (INDEX.iter().map(|entry| entry.id), Scenario::all_paths());
        let head = next.split_once(':').map_or(next.as_str(), |(path, _)| path);
        if lessons.clone().any(|id| id == next.value) {
            return;
        }
        if paths.contains(&head) {
            if let Err(found) = RunOptions::parse(next) {
                self.push(next.place, Diagnostic { code: "bad-option", ..found }.warning());
            }
            return;
        }
        if let Some(task) = next.strip_prefix(PREFIX) {
            if named_task(next).is_none() {
                let said = [("name", &*quoted(task))];
                let found = refuse("unknown-lesson", "unknown-task", &said);
                let known = TASKS.map(|(id, _)| id).to_vec();
                self.push(next.place, found.help_in_both(near(task, known)).warning());
            }
            return;
        }
        let known: Vec<&str> = lessons.chain(paths).collect();
        let said = [("name", &*quoted(next))];
        let found = refuse("unknown-lesson", "unknown-lesson", &said);
        self.push(next.place, found.help_in_both(near(head, known)).warning());
    }
}

/// A name as a message shows it.
fn quoted(name: &str) -> String {
    format!("{name:?}")
}

/// Whether a lesson speaks both languages somewhere: then it should everywhere.
fn is_translated(lesson: &Lesson) -> bool {
    let file = &lesson.file;
    let scenes = file.scenes.iter();
    let all = [Some(&file.title), Some(&file.goal), file.symptom.as_ref(), file.close.say.as_ref()];
    let said = scenes.flat_map(|scene| [scene.say.as_ref(), scene.notes.as_ref()]);
    let is_both = |text: &Marked<Prose>| Lang::ALL.iter().all(|lang| text.given(*lang).is_some());
    let is_own = |text: &Marked<Prose>| matches!(text.value, Prose::Both { .. });
    all.into_iter().chain(said).flatten().any(|text| is_own(text) && is_both(text))
}
