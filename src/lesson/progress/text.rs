//! Progress as a text that people can read: a line for each lesson, below it one for each scene
//! that was answered.
//!
//! It must not know a file.

use std::fmt;

use super::{LessonProgress, Progress, ProgressError, SceneMark, plain};

/// With what the first line of the file begins; the version follows.
const NAME: &str = "teardown progress ";

/// The version that this program writes.
const VERSION: &str = "1";

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{NAME}{VERSION}")?;
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
        Ok(())
    }
}

impl std::str::FromStr for Progress {
    type Err = ProgressError;

    fn from_str(text: &str) -> Result<Self, ProgressError> {
        let mut progress = Progress::default();
        let mut lines = text.lines().enumerate();
        let head = lines.next().map_or("", |(_, line)| line.trim_end());
        match head.strip_prefix(NAME) {
            Some(VERSION) => {}
            // However a later version counts.
            Some(newer) if newer.starts_with(|c| matches!(c, '1'..='9')) => {
                return Err(ProgressError::Newer);
            }
            _ => return Err(ProgressError::Damaged(1)),
        }
        let mut current: Option<String> = None;
        for (at, line) in
            lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        {
            let damaged = || ProgressError::Damaged(at + 1);
            if line.chars().any(|c| c.is_control() && c != '\t') {
                return Err(damaged());
            }
            let mut words = line.split_whitespace();
            if line.starts_with(' ') {
                let lesson = current
                    .as_ref()
                    .and_then(|id| progress.lessons.get_mut(id))
                    .ok_or_else(damaged)?;
                let scene = words.next().ok_or_else(damaged)?;
                let mark = words.try_fold(SceneMark::default(), mark_word).ok_or_else(damaged)?;
                lesson.marks.insert(plain(scene), mark);
            } else {
                let id = words
                    .next()
                    .filter(|word| *word == "lesson")
                    .and_then(|_| words.next())
                    .ok_or_else(damaged)?;
                let lesson =
                    words.try_fold(LessonProgress::default(), lesson_word).ok_or_else(damaged)?;
                // A name is kept as it will be written, so that the order is the same then.
                let id = plain(id);
                progress.lessons.insert(id.clone(), lesson);
                current = Some(id);
            }
        }
        Ok(progress)
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
