//! The threads that search together.
//!
//! It must not know what they do.

use std::num::NonZero;
use std::thread;

/// Most threads that search unless more are asked for: what they find is taken in by one.
const MOST: usize = 4;

/// As many threads as this process has processors, within reason.
pub(super) fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(MOST)
}

/// Lets the thread that calls and so many others have a part in a piece of work, each with its
/// number.
pub(super) fn together(threads: usize, work: &(dyn Fn(usize) + Sync)) {
    thread::scope(|scope| {
        for member in 1..threads {
            // Where no thread can be had, the others do its part.
            let _ = thread::Builder::new().spawn_scoped(scope, move || work(member));
        }
        work(0);
    });
}
