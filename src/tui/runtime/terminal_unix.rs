//! The Unix half of the terminal: signals. A thread sleeps until one comes; it never draws.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rustix::termios::{OptionalActions, isatty, tcgetattr, tcgetwinsize, tcsetattr};
use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::low_level;

use crate::tui::runtime::TerminalGuard;
pub(in crate::tui) use crate::tui::runtime::fatal::{ours, prepare};
use crate::tui::runtime::signals::{CaughtSignals, catch};
use crate::tui::runtime::waking::Waker;

/// Signals that end a program which does not listen to them, and that come from elsewhere.
const ENDING: [i32; 11] = [
    SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO,
];

/// Those of Linux alone: a failing power supply, a fault of a coprocessor, and what programs may
/// agree on.
#[cfg(target_os = "linux")]
fn ending_here() -> impl Iterator<Item = i32> {
    use rustix::process::Signal;
    [Signal::POWER.as_raw(), Signal::STKFLT.as_raw()].into_iter().chain(34..=64)
}

#[cfg(not(target_os = "linux"))]
fn ending_here() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

/// Begins to listen to signals that end or stop the program: the terminal is given back before they
/// take effect. `waker` wakes a main thread that does not read the terminal itself.
pub(in crate::tui) fn listen(guard: Arc<TerminalGuard>, waker: Option<Waker>) -> io::Result<()> {
    let mut signals = CaughtSignals::new()?;
    ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGXFSZ]).try_for_each(catch)?;
    for signal in ending_here() {
        // A platform may keep some for itself; they end the program as ever.
        let _ = catch(signal);
    }
    std::thread::Builder::new().name("signals".to_owned()).stack_size(64 * 1024).spawn(
        move || {
            while let Ok(signal) = signals.next() {
                match signal {
                    // A file that may not grow further is an error of writing like a full disk.
                    SIGXFSZ => {}
                    SIGCONT => {
                        guard.again();
                        wake();
                    }
                    SIGTERM | SIGINT | SIGHUP if guard.defers.swap(false, Ordering::AcqRel) => {
                        guard.signal.store(signal, Ordering::Release);
                        waker.as_ref().map_or_else(wake, |waker| waker());
                    }
                    signal => {
                        guard.leave();
                        let _ = low_level::emulate_default_handler(signal);
                        if signal != SIGTSTP {
                            // The library does not know how this one ends a program.
                            low_level::exit(128 + signal);
                        }
                    }
                }
            }
        },
    )?;
    Ok(())
}

/// Whether input and output are a terminal. Asked of the system: the library's handle of the
/// input comes with a buffer, which every start would make and none would use.
pub fn is_on_terminal() -> bool {
    isatty(rustix::stdio::stdin()) && isatty(rustix::stdio::stdout())
}

/// Whether text is all that can be shown here: terminals of Unix read escape sequences.
pub fn shows_text_only() -> bool {
    false
}

/// Clicks are asked for by escape sequences alone.
#[expect(clippy::unnecessary_wraps, reason = "the console of Windows can refuse")]
pub(super) fn mouse(_on: bool) -> io::Result<()> {
    Ok(())
}

/// Columns and rows. The output is known to be the terminal: it need not be found and opened for
/// each question, of which every key asks one.
pub(in crate::tui) fn size() -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(rustix::stdio::stdout())?;
    Ok((size.ws_col, size.ws_row))
}

/// Wakes the main thread, which waits for an event: a change of the window's size is one.
pub(in crate::tui) fn wake() {
    let _ = low_level::raise(SIGWINCH);
}

/// Makes the kernel tell again of keys that wait to be read. The library that reads them hears of a
/// key and of a new size at once, and only when something is new; if both come in the same moment,
/// it tells one and never learns that the other is still there. To set the mode of the terminal, as
/// it is, counts as something new.
pub(in crate::tui) fn look_again() {
    let input = rustix::stdio::stdin();
    if let Ok(mode) = tcgetattr(input) {
        let _ = tcsetattr(input, OptionalActions::Now, &mode);
    }
}

/// Goes to sleep as if Ctrl-Z had been pressed in a cooked terminal.
pub(in crate::tui) fn suspend() {
    let _ = low_level::raise(SIGTSTP);
}
