//! The file in which progress is kept.
//!
//! Two programs may run at once: one that saves takes a lock, reads what the other has written,
//! adds its own and replaces the file as a whole. A file that cannot be understood is set aside,
//! never overwritten. It must not know what is in it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{Progress, ProgressError};
use crate::file;

/// A longer file was not written by this program.
const MAX_BYTES: usize = 1 << 20;

/// What is imported leaves room for what is still to be learnt.
const MAX_IMPORTED: usize = MAX_BYTES / 4 * 3;

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
    ///
    /// # Errors
    /// The system names no directory for the user's data.
    pub fn of_user() -> Result<Self, ProgressError> {
        let (kept, _) = file::lasting_folders().ok_or(ProgressError::NoDirectory)?;
        Ok(Self::at(kept.join("progress.txt")))
    }

    /// Keeps progress in this file, which need not exist yet.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The file that progress is kept in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it; a damaged file is set aside.
    ///
    /// # Errors
    /// The file can't be read, or a damaged one can't be set aside.
    pub fn load(&self) -> Result<Loaded, ProgressError> {
        if !self.path.exists() {
            return Ok(Loaded::default());
        }
        match self.lock() {
            Ok(_lock) => self.read(),
            // Who may not write there may still read.
            Err(_) => self.look().map(|progress| Loaded { progress, set_aside: None }),
        }
    }

    /// Reads it and changes nothing, a damaged one neither.
    ///
    /// # Errors
    /// The file can't be read or is damaged.
    pub fn look(&self) -> Result<Progress, ProgressError> {
        match file::read(&self.path, MAX_BYTES) {
            Ok(bytes) => understood(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Progress::default()),
            Err(error) => Err(ProgressError::File(self.path.clone(), error)),
        }
    }

    /// Adds what a file says.
    ///
    /// # Errors
    /// The file can't be locked, read or written; what was kept stays.
    pub fn import(&self, more: &Progress) -> Result<Loaded, ProgressError> {
        self.change(MAX_IMPORTED, |known| known.import(more))
    }

    /// Adds to what is kept and gives back the whole.
    ///
    /// # Errors
    /// The file can't be locked, read or written; what was kept stays.
    pub fn add(&self, more: &Progress) -> Result<Loaded, ProgressError> {
        self.change(MAX_BYTES, |known| known.merge(more))
    }

    /// Forgets these lessons with their reviews, and these tasks, or all.
    ///
    /// # Errors
    /// The file can't be locked, read or written; what was kept stays.
    pub fn forget(&self, lessons: &[String]) -> Result<Loaded, ProgressError> {
        self.change(MAX_BYTES, |known| match lessons.is_empty() {
            true => *known = Progress::default(),
            false => {
                known.lessons.retain(|id, _| !lessons.contains(id));
                known.reviews.retain(|key, _| !lessons.contains(&key.lesson));
                known.tasks.retain(|id, _| !lessons.contains(id));
            }
        })
    }

    fn change(
        &self,
        most: usize,
        change: impl FnOnce(&mut Progress),
    ) -> Result<Loaded, ProgressError> {
        let folder = self.folder();
        fs::create_dir_all(folder)
            .map_err(|error| ProgressError::File(folder.to_owned(), error))?;
        let _lock = self.lock()?;
        let mut loaded = self.read()?;
        change(&mut loaded.progress);
        let text = loaded.progress.to_string();
        if text.len() > most {
            return Err(ProgressError::TooMuch);
        }
        file::replace(&self.path, text.as_bytes())
            .map_err(|error| ProgressError::File(self.path.clone(), error))?;
        Ok(loaded)
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Waits until no other program is at it. The lock is a file of its own, since the progress
    /// file is replaced.
    fn lock(&self) -> Result<File, ProgressError> {
        let path = self.path.with_extension("lock");
        let failed = |error| ProgressError::File(path.clone(), error);
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        file.lock().map_err(failed)?;
        Ok(file)
    }

    fn read(&self) -> Result<Loaded, ProgressError> {
        match self.look() {
            Ok(progress) => Ok(Loaded { progress, set_aside: None }),
            Err(ProgressError::Damaged(_)) => {
                let aside = self.free_name();
                fs::rename(&self.path, &aside)
                    .map_err(|error| ProgressError::File(self.path.clone(), error))?;
                Ok(Loaded { progress: Progress::default(), set_aside: Some(aside) })
            }
            Err(error) => Err(error),
        }
    }

    /// A name for a damaged file that is not taken.
    fn free_name(&self) -> PathBuf {
        let name = |number: usize| self.path.with_extension(format!("damaged-{number}.txt"));
        (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0))
    }
}

fn understood(bytes: Vec<u8>) -> Result<Progress, ProgressError> {
    let whole = bytes.len() <= MAX_BYTES;
    let text = String::from_utf8(bytes).ok().filter(|_| whole);
    text.map_or(Err(ProgressError::Damaged(1)), |text| text.parse())
}

#[cfg(test)]
mod tests {
    use super::super::{LessonProgress, SceneMark};
    use super::*;
    use crate::lesson::{Course, Lesson, LessonRun};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    impl Store {
        fn keep(&self, course: &Course) -> Result<Loaded, ProgressError> {
            self.add(&Progress::of(course))
        }
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::at(folder.path().join("teardown").join("progress.txt"));
        (folder, store)
    }

    fn played(id: &str, answers: usize) -> LessonRun {
        let mut run = LessonRun::new(Arc::new(Lesson::find(id).expect("bundled"))).expect("runs");
        for stop in (0..run.stops().len())
            .filter(|stop| run.scene(*stop).predict.is_some())
            .take(answers)
            .collect::<Vec<_>>()
        {
            let right: Vec<String> = run
                .truth(stop)
                .expect("an answer")
                .facts
                .into_iter()
                .map(|fact| fact.name)
                .collect();
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
        let one = LessonProgress { done: true, score: Some((4, 5)), ..LessonProgress::default() };
        let finished = BTreeMap::from([("03-inside-release".to_owned(), one)]);
        let kept = store
            .add(&Progress { lessons: finished, ..Progress::default() })
            .expect("kept")
            .progress;
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
        for damage in [
            "nonsense",
            "teardown progress 1\nlesson a surprise\n",
            "teardown progress 1\n  orphan done\n",
        ] {
            fs::write(store.path(), damage).expect("written");
            let loaded = store.load().expect("not fatal");
            let aside = loaded.set_aside.expect("set aside");
            assert_eq!(fs::read_to_string(aside).expect("still there"), damage);
            assert!(loaded.progress.lessons.is_empty() && !store.path().exists());
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_left_alone() {
        let (_folder, store) = store();
        store.keep(&played("03", 1)).expect("kept");
        let text = "teardown progress 4\nlesson of a later age\n";
        fs::write(store.path(), text).expect("written");
        assert!(matches!(store.load(), Err(ProgressError::Newer)));
        assert!(matches!(store.keep(&played("03", 1)), Err(ProgressError::Newer)));
        assert_eq!(fs::read_to_string(store.path()).expect("there"), text);
    }

    #[test]
    fn an_import_only_adds_and_never_makes_what_cannot_be_read() {
        let (_folder, store) = store();
        let kept = store.keep(&played("03", 3)).expect("kept").progress;
        let round: Progress = "teardown progress 1\nlesson 03-inside-release round=4294967295\n"
            .parse()
            .expect("readable");
        assert_eq!(store.import(&round).expect("imported").progress, kept);
        let marks = |prefix: &str| {
            (0..14_000)
                .map(|n| format!("  {prefix}{n} attempts=1 hints=0 done\n"))
                .collect::<String>()
        };
        let half = |prefix: &str| -> Progress {
            format!("teardown progress 1\nlesson {prefix}\n{}", marks(prefix))
                .parse()
                .expect("readable")
        };
        for (prefix, fits) in [("first-half-of-it", true), ("second-half-of-it", false)] {
            assert_eq!(store.import(&half(prefix)).is_ok(), fits, "{prefix}");
            let now = store.look().expect("readable");
            assert!(kept.lessons.iter().all(|(id, lesson)| now.lessons[id] == *lesson));
        }
    }

    #[test]
    fn looking_changes_nothing() {
        let (folder, store) = store();
        fs::create_dir_all(store.path().parent().expect("a folder")).expect("made");
        fs::write(store.path(), "nonsense").expect("written");
        assert!(matches!(store.look(), Err(ProgressError::Damaged(1))));
        assert_eq!(fs::read_dir(folder.path().join("teardown")).expect("a folder").count(), 1);
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
        progress.lessons.insert(
            "x y\nlesson z".to_owned(),
            LessonProgress { marks, ..LessonProgress::default() },
        );
        let again: Progress = progress.to_string().parse().expect("readable");
        assert_eq!(again.lessons.len(), 1);
        assert_eq!(again.to_string(), progress.to_string());
    }

    #[test]
    fn a_new_round_counts_more_than_an_old_one_whoever_saves_last() {
        let (_folder, store) = store();
        let old = played("03", 3);
        store.keep(&old).expect("kept");
        let anew = LessonRun::anew(&old).expect("runs");
        store.keep(&anew).expect("kept");
        let kept = store.keep(&old).expect("another program still plays the old one").progress;
        let lesson = &kept.lessons["03-inside-release"];
        assert_eq!((lesson.round, lesson.marks.len()), (1, 0));
        assert_eq!(kept.to_string().parse::<Progress>().expect("readable"), kept);
    }

    #[test]
    fn a_wrong_answer_is_remembered_with_what_was_handed_in() {
        let (_folder, store) = store();
        let mut run = played("03", 0);
        let stop =
            (0..run.stops().len()).find(|stop| run.scene(*stop).predict.is_some()).expect("asks");
        run.answer(stop, &["U-AB".to_owned()]);
        run.go_to(stop);
        let kept = store.keep(&run).expect("kept").progress;
        let again = kept.lessons["03-inside-release"]
            .resume(LessonRun::new(run.shared_lesson()).expect("runs"));
        assert_eq!(again.recap(crate::text::Lang::En), run.recap(crate::text::Lang::En));
        assert_eq!(again.recap(crate::text::Lang::En).len(), 1);
    }
}
