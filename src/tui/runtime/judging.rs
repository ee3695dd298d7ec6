//! The thread that judges what is on the workbench, so that no frame waits for it.
//!
//! It must not know what is judged, nor how that is shown.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::tui::model::Model;
use crate::tui::model::bench::Judging;
use crate::tui::update::bench::judged;
use crate::workbench::Bench;
use crate::workbench::judge::JudgeProgress;
use crate::workbench::judged::JudgedBench;

/// A judgement that runs.
pub(super) struct JudgeThread {
    stop: Arc<AtomicBool>,
    progress: Arc<Mutex<JudgeProgress>>,
    found: Receiver<JudgedBench>,
}

impl JudgeThread {
    fn begin(bench: &Bench) -> std::io::Result<Self> {
        let stop = Arc::<AtomicBool>::default();
        let progress = Arc::<Mutex<JudgeProgress>>::default();
        let (send, found) = channel();
        let bench = bench.clone();
        let (stopped, told) = (Arc::clone(&stop), Arc::clone(&progress));
        std::thread::Builder::new().name("judge".to_owned()).spawn(move || {
            let judged = JudgedBench::of(&bench, &mut |at| {
                *told.lock().unwrap_or_else(PoisonError::into_inner) = at;
                match stopped.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            });
            // Where the workbench was left, nobody waits for it.
            let _ = send.send(judged);
        })?;
        Ok(Self { stop, progress, found })
    }
}

impl Drop for JudgeThread {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Begins what is asked for, ends what is to end, and brings what was found.
pub(super) fn look(thread: &mut Option<JudgeThread>, model: &mut Model) {
    let Some(bench) = model.bench.as_deref_mut() else {
        *thread = None;
        return;
    };
    match bench.judging {
        Judging::No => *thread = None,
        Judging::Asked => match JudgeThread::begin(&bench.bench) {
            Ok(begun) => {
                *thread = Some(begun);
                bench.judging = Judging::Runs(JudgeProgress::default());
            }
            Err(_) => bench.judging = Judging::No,
        },
        Judging::Runs(_) | Judging::Stopping => {
            let Some(running) = thread else {
                bench.judging = Judging::No;
                return;
            };
            if bench.judging == Judging::Stopping {
                running.stop.store(true, Ordering::Relaxed);
            } else {
                let at = *running.progress.lock().unwrap_or_else(PoisonError::into_inner);
                bench.judging = Judging::Runs(at);
            }
            match running.found.try_recv() {
                Ok(found) => {
                    *thread = None;
                    judged(model, found);
                }
                Err(TryRecvError::Empty) => {}
                // It ended without a result: it was asked something that it cannot do.
                Err(TryRecvError::Disconnected) => {
                    *thread = None;
                    bench.judging = Judging::No;
                }
            }
        }
    }
}
