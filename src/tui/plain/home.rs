//! The home screen as a numbered list of lessons, paths and symptoms, and lines that choose from
//! it.
//!
//! It must not know the terminal.

use std::io;

use crate::lesson::progress::LessonState;
use crate::lesson::review::plan::ReviewPlan;
use crate::lesson::review::told;
use crate::scenario::{RunOptions, catalogue};
use crate::tui::content::lesson_standing::standing;
use crate::tui::content::symptoms;
use crate::tui::model::lesson_entry::LessonEntry;
use crate::tui::model::message::Message;
use crate::tui::plain::{Plain, Went};
use crate::tui::update::{home, lesson, review, run};

impl Plain<'_> {
    pub(super) fn tell_home(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.told_home, true) {
            return self.word("plain-choose");
        }
        let lang = self.model.lang;
        writeln!(self.out, "teardown: {}", self.model.text("home-tagline"))?;
        let mut numbers = self.first_number()..;
        if self.model.due > 0 {
            let plan = ReviewPlan::of(&self.model.kept, self.model.today);
            let start = told::start(&plan, lang);
            let line = self.model.words().with("plain-review", &[("start", start.into())]);
            writeln!(self.out, "{line}")?;
        }
        if !self.model.lessons.is_empty() {
            self.word("plain-lessons")?;
        }
        for (lesson, place) in self.model.lessons.iter().zip(&mut numbers) {
            let number = lesson.number().parse().unwrap_or(place);
            let title = &lesson.title[usize::from(lang == crate::text::Lang::PtBr)];
            let standing = standing(&self.model, &lesson.id);
            let standing = standing.map_or(String::new(), |standing| format!("  ({standing})"));
            writeln!(self.out, "{number:>4}  {title}{standing}")?;
        }
        self.word("plain-paths")?;
        for (path, number) in catalogue::paths().iter().zip(&mut numbers) {
            writeln!(
                self.out,
                "{number:>4}  {}: {}",
                path.title.get(lang),
                path.summary.get(lang)
            )?;
        }
        self.word("home-symptoms")?;
        for (symptom, number) in symptoms::all().iter().zip(&mut numbers) {
            writeln!(self.out, "{number:>4}  {}", symptom.title.get(lang))?;
        }
        self.word("plain-choose")
    }

    /// The number of the first line at home: lessons are called by theirs, which begin with 00.
    fn first_number(&self) -> usize {
        usize::from(self.model.lessons.is_empty())
    }

    pub(super) fn home_line(&mut self, line: &str) -> io::Result<Went> {
        let is_new = !self.model.lessons.is_empty()
            && self
                .model
                .lessons
                .iter()
                .all(|it| self.model.kept.state(&it.id) == LessonState::New);
        match line {
            "q" | "quit" => return Ok(Went::Out),
            // A first-time user has already read that Enter begins the tour.
            "" if is_new => return self.home_line("0"),
            "" => return Ok(Went::On),
            "?" | "help" => {
                self.word("plain-home-help")?;
                return Ok(Went::On);
            }
            "review" | "revisar" => {
                review::open(&mut self.model);
                self.told = None;
                return Ok(Went::On);
            }
            "i" => {
                self.told_home = false;
                return self.wish(Message::Language);
            }
            _ => {}
        }
        let lessons = self.model.lessons.len();
        let paths = catalogue::paths();
        match line.parse::<usize>().ok().and_then(|number| number.checked_sub(self.first_number()))
        {
            Some(number) if number < lessons => {
                let is_it = |it: &&LessonEntry| it.number().parse() == Ok(number);
                let entry = self.model.lessons.iter().find(is_it);
                let id = entry.unwrap_or(&self.model.lessons[number]).id.clone();
                lesson::open(&mut self.model, &id);
            }
            Some(at) if at - lessons < paths.len() => {
                run::open(&mut self.model, RunOptions::path(&paths[at - lessons].id));
            }
            Some(at) if at - lessons - paths.len() < symptoms::all().len() => {
                home::open_symptom(&mut self.model, at - lessons - paths.len());
            }
            _ => self.word("plain-no-number")?,
        }
        self.told = None;
        Ok(Went::On)
    }
}
