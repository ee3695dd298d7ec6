//! How far a learner is, kept in a text file that people can read: what is done, at which scene a lesson stands, what was answered.
//!
//! Two programs may run at once: whoever saves takes a lock, reads what the other has written, adds its own and replaces the file as a
//! whole. A file that cannot be understood is set aside, never overwritten. It must not know a screen or a command line.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::play::{LessonRun, Mark};
use super::source::is_control;

/// The first line of the file.
const HEAD: &str = "teardown progress 1";

/// A longer file was not written by this program.
const MAX_BYTES: u64 = 1 << 20;

/// Everything that is known about a learner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Lessons by id.
    pub lessons: BTreeMap<String, LessonProgress>,
}

/// How far one lesson is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonProgress {
    /// It was played to its end, with every question settled.
    pub done: bool,
    /// The scene at which it stands.
    pub scene: Option<String>,
    /// The way that was chosen last, if the lesson left its own run.
    pub way: Option<String>,
    /// Right answers and questions, when it was last finished.
    pub score: Option<(u32, u32)>,
    /// What was done at each scene, by its name.
    pub marks: BTreeMap<String, SceneMark>,
}

/// What was done at a scene.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SceneMark {
    /// It was settled: answered, or given up.
    pub done: bool,
    /// It was answered right.
    pub right: bool,
    /// Attempts.
    pub attempts: usize,
    /// Hints.
    pub hints: usize,
    /// The way that was chosen there.
    pub way: Option<String>,
}

/// Why progress could not be read or written.
#[derive(Debug)]
pub enum ProgressError {
    /// The platform names no directory for the user's data.
    NoDirectory,
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// A text is no progress: the line, from 1.
    Damaged(usize),
}

impl fmt::Display for ProgressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDirectory => f.write_str("no user directory"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Damaged(line) => write!(f, "line {line}"),
        }
    }
}

impl std::error::Error for ProgressError {}

/// What was read, and where a damaged file was put if there was one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The progress; empty where there was none.
    pub progress: Progress,
    /// The damaged file under its new name.
    pub set_aside: Option<PathBuf>,
}

/// The file in which progress is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    path: PathBuf,
}

impl Store {
    /// The file in the user's directory.
    pub fn of_user() -> Result<Self, ProgressError> {
        let base = etcetera::choose_base_strategy().map_err(|_| ProgressError::NoDirectory)?;
        Ok(Self::at(base.data_dir().join("teardown").join("progress.txt")))
    }

    /// A file.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it; a damaged file is set aside.
    pub fn load(&self) -> Result<Loaded, ProgressError> {
        if !self.path.exists() {
            return Ok(Loaded::default());
        }
        let _lock = self.lock()?;
        self.read()
    }

    /// Adds to what is kept and gives back the whole.
    pub fn add(&self, more: &Progress) -> Result<Loaded, ProgressError> {
        self.change(|known| known.merge(more))
    }

    /// Keeps how far a lesson is.
    pub fn keep(&self, run: &LessonRun) -> Result<Loaded, ProgressError> {
        let one = BTreeMap::from([(run.lesson().id().to_owned(), LessonProgress::of(run))]);
        self.add(&Progress { lessons: one })
    }

    /// Keeps that a lesson was finished, with right answers and questions.
    pub fn finish(&self, id: &str, score: (u32, u32)) -> Result<Loaded, ProgressError> {
        let one = LessonProgress { done: true, score: Some(score), ..LessonProgress::default() };
        self.add(&Progress { lessons: BTreeMap::from([(id.to_owned(), one)]) })
    }

    /// Forgets these lessons, or all.
    pub fn forget(&self, lessons: &[String]) -> Result<Loaded, ProgressError> {
        self.change(|known| match lessons.is_empty() {
            true => known.lessons.clear(),
            false => known.lessons.retain(|id, _| !lessons.contains(id)),
        })
    }

    fn change(&self, change: impl FnOnce(&mut Progress)) -> Result<Loaded, ProgressError> {
        let folder = self.folder();
        fs::create_dir_all(folder).map_err(|error| ProgressError::File(folder.to_owned(), error))?;
        let _lock = self.lock()?;
        let mut loaded = self.read()?;
        change(&mut loaded.progress);
        let failed = |error| ProgressError::File(self.path.clone(), error);
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(loaded.progress.to_string().as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        file.persist(&self.path).map_err(|error| failed(error.error))?;
        Ok(loaded)
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Waits until no other program is at it. The lock is a file of its own, since the progress file is replaced.
    fn lock(&self) -> Result<File, ProgressError> {
        let path = self.path.with_extension("lock");
        let failed = |error| ProgressError::File(path.clone(), error);
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        file.lock().map_err(failed)?;
        Ok(file)
    }

    fn read(&self) -> Result<Loaded, ProgressError> {
        let failed = |error| ProgressError::File(self.path.clone(), error);
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Loaded::default()),
            Err(error) => return Err(failed(error)),
        };
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
        let whole = bytes.len() as u64 <= MAX_BYTES;
        match String::from_utf8(bytes).ok().filter(|_| whole).map(|text| text.parse::<Progress>()) {
            Some(Ok(progress)) => Ok(Loaded { progress, set_aside: None }),
            _ => {
                let aside = self.free_name();
                fs::rename(&self.path, &aside).map_err(failed)?;
                Ok(Loaded { progress: Progress::default(), set_aside: Some(aside) })
            }
        }
    }

    /// A name for a damaged file that is not taken.
    fn free_name(&self) -> PathBuf {
        let name = |number: usize| self.path.with_extension(format!("damaged-{number}.txt"));
        (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0))
    }
}

impl Progress {
    /// Adds what another program knows; nothing that was reached is taken back.
    pub fn merge(&mut self, other: &Progress) {
        for (id, theirs) in &other.lessons {
            let ours = self.lessons.entry(id.clone()).or_default();
            ours.done |= theirs.done;
            ours.score = theirs.score.or(ours.score);
            if theirs.scene.is_some() {
                ours.scene.clone_from(&theirs.scene);
                ours.way.clone_from(&theirs.way);
            }
            for (scene, mark) in &theirs.marks {
                let known = ours.marks.entry(scene.clone()).or_default();
                if *mark > *known {
                    known.clone_from(mark);
                }
            }
        }
    }
}

impl LessonProgress {
    /// How far a lesson is that is being played.
    pub fn of(run: &LessonRun) -> Self {
        let name = |scene: usize| scene_name(run, scene);
        let marks = run.marks().iter().map(|(scene, mark)| {
            let Mark { attempts, hints, done, right, way, .. } = mark.clone();
            (name(*scene), SceneMark { done, right, attempts, hints, way })
        });
        let at = run.current();
        let last = run.stops().len().checked_sub(1);
        let done = at == last && (0..run.stops().len()).all(|stop| !run.asks(stop));
        let score = run.score();
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            done,
            score: done.then(|| (small(score.right), small(score.questions))),
            scene: at.map(|stop| name(run.stops()[stop].scene)),
            way: run.way().map(str::to_owned),
            marks: marks.collect(),
        }
    }

    /// Gives a lesson that was just begun what is known about it, and goes to where it stood. Scenes that it no longer has are left out.
    pub fn resume(&self, run: LessonRun) -> LessonRun {
        let own = run.clone();
        let way = self.way.as_deref();
        let mut run = match way {
            Some(_) => LessonRun::with_way(run.shared_lesson(), way).unwrap_or(own),
            None => own,
        };
        let count = run.lesson().file.scenes.len();
        let known = (0..count).filter_map(|scene| Some((scene, self.marks.get(&scene_name(&run, scene))?)));
        let marks = known.map(|(scene, it)| {
            let SceneMark { done, right, attempts, hints, way } = it.clone();
            (scene, Mark { attempts, hints, first_wrong: None, done, right, way })
        });
        let marks = marks.collect();
        run.remember(marks);
        let stands = |stop: &usize| Some(scene_name(&run, run.stops()[*stop].scene)) == self.scene;
        if let Some(stop) = (0..run.stops().len()).find(stands) {
            run.go_to(stop);
        }
        run
    }

    /// Questions and choices that were answered right, and all that were tried.
    pub fn right(&self) -> (usize, usize) {
        let tried = self.marks.values().filter(|mark| mark.attempts > 0 || mark.done);
        (tried.clone().filter(|mark| mark.right).count(), tried.count())
    }
}

/// The name of a scene: its id, or its number where it has none. Whatever could break a line is left out.
fn scene_name(run: &LessonRun, scene: usize) -> String {
    let id = run.lesson().file.scenes[scene].id.as_ref();
    id.map_or_else(|| format!("#{scene}"), |id| plain(&id.value))
}

fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_whitespace() || c == '=' || is_control(c) { '_' } else { c }).collect()
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        for (id, lesson) in &self.lessons {
            write!(f, "lesson {}", plain(id))?;
            let named = [("scene", &lesson.scene), ("way", &lesson.way)];
            for (key, value) in named.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?))) {
                write!(f, " {key}={}", plain(value))?;
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
                writeln!(f, "{}{}", if mark.right { " right" } else { "" }, if mark.done { " done" } else { "" })?;
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
        if lines.next().map(|(_, line)| line.trim_end()) != Some(HEAD) {
            return Err(ProgressError::Damaged(1));
        }
        let mut current: Option<String> = None;
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
            let damaged = || ProgressError::Damaged(at + 1);
            if line.chars().any(|c| is_control(c) && c != '\t') {
                return Err(damaged());
            }
            let mut words = line.split_whitespace();
            if line.starts_with(' ') {
                let lesson = current.as_ref().and_then(|id| progress.lessons.get_mut(id)).ok_or_else(damaged)?;
                let scene = words.next().ok_or_else(damaged)?;
                let mark = words.try_fold(SceneMark::default(), mark_word).ok_or_else(damaged)?;
                lesson.marks.insert(scene.to_owned(), mark);
            } else {
                let id = words.next().filter(|word| *word == "lesson").and_then(|_| words.next()).ok_or_else(damaged)?;
                let lesson = words.try_fold(LessonProgress::default(), lesson_word).ok_or_else(damaged)?;
                progress.lessons.insert(id.to_owned(), lesson);
                current = Some(id.to_owned());
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
        _ => return None,
    }
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::library::Lesson;
    use std::sync::Arc;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::at(folder.path().join("teardown").join("progress.txt"));
        (folder, store)
    }

    fn played(id: &str, answers: usize) -> LessonRun {
        let mut run = LessonRun::new(Arc::new(Lesson::find(id).expect("bundled"))).expect("runs");
        for stop in (0..run.stops().len()).filter(|stop| run.scene(*stop).predict.is_some()).take(answers).collect::<Vec<_>>() {
            let right: Vec<String> = run.truth(stop).expect("an answer").facts.into_iter().map(|fact| fact.name).collect();
            run.answer(stop, &right);
            run.go_to(stop);
        }
        run
    }

    #[test]
    fn what_is_kept_is_read_again_and_taken_up() {
        let (_folder, store) = store();
        assert_eq!(store.load().expect("nothing yet"), Loaded::default());
        let run = played("03", 3);
        let kept = store.keep(&run).expect("kept").progress;
        assert_eq!(store.load().expect("read").progress, kept);
        let fresh = LessonRun::new(Arc::new(Lesson::find("03").expect("bundled"))).expect("runs");
        let again = kept.lessons["03-inside-release"].resume(fresh);
        assert_eq!((again.score(), again.current()), (run.score(), run.current()));
        assert_eq!(again.score().right, 3);
        assert!(!kept.lessons["03-inside-release"].done);
    }

    #[test]
    fn two_programs_at_once_lose_nothing() {
        let (_folder, store) = store();
        std::thread::scope(|scope| {
            for id in ["02", "03", "04", "07"] {
                let store = store.clone();
                scope.spawn(move || {
                    for answers in 1..=3 {
                        store.keep(&played(id, answers)).expect("kept");
                    }
                });
            }
        });
        let kept = store.load().expect("read").progress;
        assert_eq!(kept.lessons.len(), 4);
        assert!(kept.lessons.values().all(|lesson| lesson.right().0 == 3), "{kept}");
    }

    #[test]
    fn a_finished_lesson_keeps_its_score_and_what_was_known() {
        let (_folder, store) = store();
        store.keep(&played("03", 2)).expect("kept");
        let kept = store.finish("03-inside-release", (4, 5)).expect("kept").progress;
        let lesson = &kept.lessons["03-inside-release"];
        assert_eq!((lesson.done, lesson.score, lesson.right()), (true, Some((4, 5)), (2, 2)));
        assert_eq!(store.load().expect("read").progress, kept);
    }

    #[test]
    fn going_on_elsewhere_takes_nothing_back() {
        let (_folder, store) = store();
        store.keep(&played("03", 3)).expect("kept");
        let kept = store.keep(&played("03", 1)).expect("kept").progress;
        assert_eq!(kept.lessons["03-inside-release"].right(), (3, 3));
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_kept() {
        let (_folder, store) = store();
        store.keep(&played("03", 1)).expect("kept");
        for damage in ["nonsense", "teardown progress 1\nlesson a surprise\n", "teardown progress 1\n  orphan done\n"] {
            fs::write(store.path(), damage).expect("written");
            let loaded = store.load().expect("not fatal");
            let aside = loaded.set_aside.expect("set aside");
            assert_eq!(fs::read_to_string(aside).expect("still there"), damage);
            assert!(loaded.progress.lessons.is_empty() && !store.path().exists());
        }
    }

    #[test]
    fn forgetting_is_for_the_named_or_for_all() {
        let (_folder, store) = store();
        store.keep(&played("03", 1)).expect("kept");
        store.keep(&played("02", 1)).expect("kept");
        let left = store.forget(&["03-inside-release".to_owned()]).expect("forgotten").progress;
        assert_eq!(left.lessons.keys().collect::<Vec<_>>(), ["02-orderly-logoff"]);
        assert!(store.forget(&[]).expect("forgotten").progress.lessons.is_empty());
    }

    #[test]
    fn names_cannot_break_the_file() {
        let mut progress = Progress::default();
        let mark = SceneMark { attempts: 1, ..SceneMark::default() };
        let marks = BTreeMap::from([("a b\n=\u{1b}".to_owned(), mark)]);
        progress.lessons.insert("x y\nlesson z".to_owned(), LessonProgress { marks, ..LessonProgress::default() });
        let again: Progress = progress.to_string().parse().expect("readable");
        assert_eq!(again.lessons.len(), 1);
        assert_eq!(again.to_string(), progress.to_string());
    }
}
