//! Follows the file of a lesson: when it is saved, the lesson is read again, beside the terminal's
//! thread, which is then woken.
//!
//! Editors replace a file rather than write into it, so the folder is watched. It must not know
//! what is shown.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::Diagnostic;
use crate::lesson::{Lesson, LessonRun, LessonSource};
use crate::tui::runtime::terminal;

/// The thread that reads what was saved.
pub(super) const THREAD: &str = "lesson";

/// How much of a stack it has: as much as the program's own thread.
const STACK: usize = 8 << 20;

/// How long a save may take: editors write in several steps.
const SETTLES: Duration = Duration::from_millis(80);

/// A lesson that was read again, or why it could not be.
type Saved = Result<LessonRun, Vec<Diagnostic>>;

/// A file that is followed.
pub(in crate::tui) struct Watch {
    saved: Arc<Mutex<Option<Saved>>>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to follow a file; `None` where the system cannot.
    pub(in crate::tui) fn begin(path: &Path) -> Option<Self> {
        let path = path.to_owned();
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
            .to_owned();
        let name = path.file_name()?.to_owned();
        let (tell, told) = mpsc::channel();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // Reading the file is an event, too.
                let concerns = |event: &notify::Event| {
                    !event.kind.is_access()
                        && event.paths.iter().any(|path| path.file_name() == Some(&name))
                };
                if event.as_ref().is_ok_and(concerns) {
                    let _ = tell.send(());
                }
            })
            .ok()?;
        watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
        let saved = Arc::new(Mutex::new(None));
        let slot = Arc::clone(&saved);
        let reader = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
        reader.spawn(move || follow(&told, &path, &slot)).ok()?;
        Some(Self { saved, _watcher: watcher })
    }

    /// What was saved since the last time.
    pub(in crate::tui) fn take(&self) -> Option<Saved> {
        self.saved.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn read(path: &Path) -> Saved {
    let lesson = LessonSource::read(path).map_err(|found| vec![found]).and_then(Lesson::parse)?;
    LessonRun::new(Arc::new(lesson))
}

fn follow(told: &mpsc::Receiver<()>, path: &Path, slot: &Mutex<Option<Saved>>) {
    while told.recv().is_ok() {
        loop {
            match told.recv_timeout(SETTLES) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        // Whatever happens here, the stage keeps the last good version.
        let saved = std::panic::catch_unwind(|| read(path)).unwrap_or_else(|_| {
            let message =
                "this lesson could not be read, and the program is to blame: please report it";
            Err(vec![Diagnostic::error("unreadable", &path.display().to_string(), None, message)])
        });
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(saved);
        terminal::wake();
    }
}
