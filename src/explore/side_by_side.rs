//! Pieces of work that do not depend on each other, on several threads. What comes of them stands
//! in their order, so that the number of threads changes nothing.
//!
//! It must not know what the work is.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does the work for each of these on up to so many threads, the calling one included, and gives
/// what came of it in the order of `items`. They are begun in that order too.
///
/// # Panics
/// If the work does.
pub fn side_by_side<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let take_turns = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { break };
            let result = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(items.len()) {
            // Without this thread the others do all of it.
            let _ = thread::Builder::new().spawn_scoped(scope, take_turns);
        }
        take_turns();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_work() {
        let items: Vec<u64> = (0..100).collect();
        for threads in 0..5 {
            let found = side_by_side(&items, threads, |item| {
                // Later work is done sooner.
                (0..(100 - item) * 1_000).fold(*item, |sum, n| std::hint::black_box(sum ^ n ^ n))
            });
            assert_eq!(found, items, "{threads} threads");
        }
        assert!(side_by_side(&[], 4, |item: &u64| *item).is_empty());
    }

    #[test]
    fn as_many_threads_work_at_once_as_were_asked_for() {
        let all_there = Barrier::new(3);
        let found = side_by_side(&[1, 2, 3], 3, |item| {
            all_there.wait();
            item * 2
        });
        assert_eq!(found, [2, 4, 6]);
    }
}
