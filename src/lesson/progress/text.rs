//! Progress as a text that people can read: a line for each lesson, below it one for each scene
//! that was answered; then a line for each question that comes back in reviews, and the tasks of
//! the workbench with their best solutions.
//!
//! Version 2 has reviews, version 3 tasks; a program that knows only an earlier version leaves it
//! alone. What has none is written as the earlier version, so that such a program goes on with it.
//!
//! It must not know a file.

use std::fmt;

use chrono::NaiveDate;

use super::super::review::{ReviewKey, ReviewSchedule};
use super::{LessonProgress, Progress, ProgressError, SceneMark, TaskProgress, plain};

/// With what the first line of the file begins; the version follows.
const NAME: &str = "teardown progress ";

/// The versions that this program reads and writes: with lessons, with reviews too, with tasks too.
const VERSIONS: [&str; 3] = ["1", "2", "3"];

/// What the lines with a margin are about.
enum Above {
    Nothing,
    Lesson(String),
    Task(String),
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = match (self.reviews.is_empty(), self.tasks.is_empty()) {
            (true, true) => VERSIONS[0],
            (false, true) => VERSIONS[1],
            (_, false) => VERSIONS[2],
        };
        writeln!(f, "{NAME}{version}")?;
        for (id, lesson) in &self.lessons {
            write!(f, "lesson {}", plain(id))?;
            let named = [("scene", &lesson.scene), ("way", &lesson.way)];
            for (key, value) in
                named.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?)))
            {
                write!(f, " {key}={}", plain(value))?;
            }
            if lesson.round > 0 {
                write!(f, " round={}", lesson.round)?;
            }
            if let Some((right, questions)) = lesson.score {
                write!(f, " score={right}/{questions}")?;
            }
            writeln!(f, "{}", if lesson.done { " done" } else { "" })?;
            for (scene, mark) in &lesson.marks {
                write!(f, "  {} attempts={} hints={}", plain(scene), mark.attempts, mark.hints)?;
                if let Some(way) = &mark.way {
                    write!(f, " way={}", plain(way))?;
                }
                if let Some(wrong) = &mark.wrong {
                    let names: Vec<String> =
                        wrong.iter().map(|name| plain(name).replace(',', "_")).collect();
                    write!(f, " wrong={}", names.join(","))?;
                }
                writeln!(
                    f,
                    "{}{}",
                    if mark.right { " right" } else { "" },
                    if mark.done { " done" } else { "" }
                )?;
            }
        }
        for (key, known) in &self.reviews {
            write!(f, "review {} {}", plain(&key.lesson), plain(&key.scene))?;
            if let Some(known) = known {
                let ReviewSchedule { reviews, last, lapses, due, stability, difficulty } = known;
                write!(f, " due={due} last={last} stability={}", decimal(*stability))?;
                write!(f, " difficulty={} reviews={reviews}", decimal(*difficulty))?;
                write!(f, " lapses={lapses}")?;
            }
            writeln!(f)?;
        }
        self.tasks.iter().try_for_each(|(id, task)| task.print(&plain(id), f))
    }
}

impl std::str::FromStr for Progress {
    type Err = ProgressError;

    fn from_str(text: &str) -> Result<Self, ProgressError> {
        let mut progress = Progress::default();
        let mut lines = text.lines().enumerate();
        let head = lines.next().map_or("", |(_, line)| line.trim_end());
        let version = head.strip_prefix(NAME);
        let version = match (version, VERSIONS.iter().position(|known| Some(*known) == version)) {
            (_, Some(known)) => known,
            // However a later version counts.
            (Some(newer), None) if newer.starts_with(|c| matches!(c, '1'..='9')) => {
                return Err(ProgressError::Newer);
            }
            _ => return Err(ProgressError::Damaged(1)),
        };
        let mut above = Above::Nothing;
        for (at, line) in
            lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        {
            let damaged = || ProgressError::Damaged(at + 1);
            if line.chars().any(|c| c.is_control() && c != '\t') {
                return Err(damaged());
            }
            if line.starts_with(' ') {
                progress.read_below(&above, line).ok_or_else(damaged)?;
            } else {
                above = progress.read_first(line, version).ok_or_else(damaged)?;
            }
        }
        Ok(progress)
    }
}

impl Progress {
    /// Reads a line without a margin.
    fn read_first(&mut self, line: &str, version: usize) -> Option<Above> {
        let mut words = line.split_whitespace();
        let (kind, id) = (words.next()?, words.next()?);
        match kind {
            "lesson" => {
                let lesson = words.try_fold(LessonProgress::default(), lesson_word)?;
                // A name is kept as it will be written, so that the order is the same then.
                let id = plain(id);
                self.lessons.insert(id.clone(), lesson);
                Some(Above::Lesson(id))
            }
            "review" if version >= 1 => {
                let key = review_key(id, words.next()?);
                self.reviews.insert(key, schedule(words)?);
                Some(Above::Nothing)
            }
            "task" if version >= 2 => {
                let task = words.try_fold(TaskProgress::default(), TaskProgress::word)?;
                let id = plain(id);
                self.tasks.insert(id.clone(), task);
                Some(Above::Task(id))
            }
            _ => None,
        }
    }

    /// Reads a line with a margin.
    fn read_below(&mut self, above: &Above, line: &str) -> Option<()> {
        match above {
            Above::Nothing => None,
            Above::Lesson(id) => {
                let mut words = line.split_whitespace();
                let scene = words.next()?;
                let mark = words.try_fold(SceneMark::default(), mark_word)?;
                self.lessons.get_mut(id)?.marks.insert(plain(scene), mark);
                Some(())
            }
            Above::Task(id) => self.tasks.get_mut(id)?.line(line),
        }
    }
}

fn lesson_word(mut lesson: LessonProgress, word: &str) -> Option<LessonProgress> {
    match word.split_once('=') {
        None if word == "done" => lesson.done = true,
        Some(("scene", name)) => lesson.scene = Some(name.to_owned()),
        Some(("way", name)) => lesson.way = Some(name.to_owned()),
        Some(("round", number)) => lesson.round = number.parse().ok()?,
        Some(("score", score)) => {
            let (right, questions) = score.split_once('/')?;
            lesson.score = Some((right.parse().ok()?, questions.parse().ok()?));
        }
        _ => return None,
    }
    Some(lesson)
}

fn mark_word(mut mark: SceneMark, word: &str) -> Option<SceneMark> {
    match word.split_once('=') {
        None if word == "done" => mark.done = true,
        None if word == "right" => mark.right = true,
        Some(("attempts", number)) => mark.attempts = number.parse().ok()?,
        Some(("hints", number)) => mark.hints = number.parse().ok()?,
        Some(("way", name)) => mark.way = Some(name.to_owned()),
        Some(("wrong", names)) => {
            mark.wrong =
                Some(names.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect());
        }
        _ => return None,
    }
    Some(mark)
}

/// Names are kept as they will be written, so that the order is the same then.
fn review_key(lesson: &str, scene: &str) -> ReviewKey {
    ReviewKey { lesson: plain(lesson), scene: plain(scene) }
}

/// What is known of a question that was reviewed: all of it, or nothing.
fn schedule<'w>(words: impl Iterator<Item = &'w str>) -> Option<Option<ReviewSchedule>> {
    let (mut fields, mut count) = ([None; 6], 0);
    for word in words {
        let (key, value) = word.split_once('=')?;
        let known = ["due", "last", "stability", "difficulty", "reviews", "lapses"];
        let at = known.iter().position(|known| *known == key)?;
        (fields[at], count) = (Some(value), count + 1);
    }
    let [due, last, stability, difficulty, reviews, lapses] = fields;
    if count == 0 {
        return Some(None);
    }
    let known = ReviewSchedule {
        reviews: reviews?.parse().ok()?,
        last: day(last?)?,
        lapses: lapses?.parse().ok()?,
        due: day(due?)?,
        stability: thousandths(stability?)?,
        difficulty: thousandths(difficulty?)?,
    };
    known.is_sound().then_some(Some(known))
}

/// A day as it is written: `2026-11-30`.
fn day(word: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(word, "%Y-%m-%d").ok().filter(|day| day.to_string() == word)
}

/// Thousandths as a decimal number.
fn decimal(thousandths: u32) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

fn thousandths(word: &str) -> Option<u32> {
    let value = (word.parse::<f64>().ok()? * 1000.0).round();
    (0.0..=f64::from(u32::MAX)).contains(&value).then_some(value as u32)
}
