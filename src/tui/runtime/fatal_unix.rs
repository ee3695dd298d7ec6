//! The last resort: a process that dies of itself (an abort, memory that cannot be had, a stack
//! that is too deep, a fault) gives the terminal back in the handler of the signal that kills it.
//!
//! Nothing runs after such a handler, so it does by system calls alone what `TerminalGuard` does
//! otherwise.
//! It must not know what is drawn.

use std::os::raw::c_int;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP};
use signal_hook::low_level::emulate_default_handler;

/// Signals that a process gets for what it did.
const FATAL: [c_int; 7] = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP];

/// The mode of the terminal before it was ours.
static BEFORE: OnceLock<Termios> = OnceLock::new();

/// What undoes all that a screen may have changed.
static UNDO: OnceLock<String> = OnceLock::new();

/// Whether the terminal is ours.
static OURS: AtomicBool = AtomicBool::new(false);

/// Prepares for the worst, once; `undo` is written then.
#[expect(
    unsafe_code,
    reason = "a handler of a signal can only be set by a promise about what it does"
)]
pub(in crate::tui) fn prepare(undo: &str) {
    let Ok(mode) = tcgetattr(rustix::stdio::stdin()) else { return };
    if BEFORE.set(mode).is_err() || UNDO.set(undo.to_owned()).is_err() {
        return;
    }
    for signal in FATAL {
        // SAFETY: the action reads two cells that were set before, makes system calls that a
        // handler may make, and never returns: it allocates nothing, takes no lock, and cannot
        // panic. What the runtime has set for a stack that is too deep runs before it.
        let _ =
            unsafe { signal_hook_registry::register_signal_unchecked(signal, move || die(signal)) };
    }
}

/// Says whether the terminal is ours.
pub(in crate::tui) fn ours(is: bool) {
    OURS.store(is, Ordering::Release);
}

fn die(signal: c_int) {
    if OURS.swap(false, Ordering::AcqRel) {
        if let Some(undo) = UNDO.get() {
            let _ = rustix::io::write(rustix::stdio::stdout(), undo.as_bytes());
        }
        if let Some(mode) = BEFORE.get() {
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, mode);
        }
    }
    let _ = emulate_default_handler(signal);
}
