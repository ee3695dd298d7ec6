//! All that is changed in the terminal, and how it is undone on every way out: quit, error, panic,
//! signal, sleep.
//!
//! It must not know what is drawn.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicI32};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crossterm::terminal;

use crate::tui::runtime::terminal as platform;

/// Alternate screen, no cursor, pasted text in brackets, and a title of our own above the saved
/// one.
const ENTER: &str = "\x1b[22;0t\x1b]2;teardown\x1b\\\x1b[?1049h\x1b[?7l\x1b[?25l\x1b[?2004h";
/// Everything back, in the opposite order.
const LEAVE: &str = "\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?25h\x1b[?7h\x1b[?1049l\x1b[23;0t";
const MOUSE_ON: &str = "\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l";
/// What is drawn between these appears at once.
const SYNC: [&str; 2] = ["\x1b[?2026h", "\x1b[?2026l"];
/// What has been changed in the terminal, shared with the thread that listens to signals.
#[derive(Default)]
pub(in crate::tui) struct TerminalGuard {
    entered: Mutex<Entered>,
    /// Whether the next frame paints all of the screen.
    pub(super) repaint: AtomicBool,
    /// Whether a signal ends the stage only, so that its caller can still write something.
    pub(in crate::tui) defers: AtomicBool,
    /// The signal that came.
    pub(in crate::tui) signal: AtomicI32,
}

#[derive(Default)]
struct Entered {
    raw: bool,
    screen: bool,
    mouse: bool,
}

impl TerminalGuard {
    fn lock(&self) -> MutexGuard<'_, Entered> {
        self.entered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Raw mode; the screen follows with the first frame, in the same write.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut it = self.lock();
        platform::prepare(&format!("{MOUSE_OFF}{LEAVE}"));
        terminal::enable_raw_mode()?;
        it.raw = true;
        platform::ours(true);
        Ok(())
    }

    /// Writes a frame, and what must come before the first one.
    pub(super) fn write(&self, frame: &str) -> io::Result<()> {
        let mut it = self.lock();
        let mut bytes = String::with_capacity(frame.len() + 96);
        if !it.screen {
            bytes.push_str(ENTER);
            if it.mouse {
                bytes.push_str(MOUSE_ON);
            }
            it.screen = true;
        } else if frame.is_empty() {
            return Ok(());
        }
        bytes.push_str(SYNC[0]);
        bytes.push_str(frame);
        bytes.push_str(SYNC[1]);
        put(&bytes)
    }

    pub(super) fn mouse(&self, on: bool) -> io::Result<()> {
        let mut it = self.lock();
        it.mouse = on;
        platform::mouse(on)?;
        put(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Gives the terminal back as it was. Errors are of no use here: the terminal may be gone.
    pub(in crate::tui) fn leave(&self) {
        let mut it = self.lock();
        if it.screen {
            let mouse = if it.mouse { MOUSE_OFF } else { "" };
            let _ = put(&format!("{mouse}{LEAVE}"));
            if it.mouse {
                let _ = platform::mouse(false);
            }
            it.screen = false;
        }
        if it.raw {
            let _ = terminal::disable_raw_mode();
            it.raw = false;
            platform::ours(false);
        }
    }

    /// Makes the kernel tell again of what waits to be read, if the terminal is still ours.
    pub(super) fn look_again(&self) {
        let it = self.lock();
        if it.raw {
            platform::look_again();
        }
    }

    /// Takes the terminal again after a sleep; the next frame paints all of it.
    #[cfg(unix)]
    pub(in crate::tui) fn again(&self) {
        let _ = self.enter();
        self.repaint.store(true, std::sync::atomic::Ordering::Release);
    }
}

pub(super) fn put(bytes: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes.as_bytes())?;
    out.flush()
}

/// Leaves the terminal when it goes out of scope, whatever the reason.
pub(super) struct Leaving(pub(super) Arc<TerminalGuard>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.leave();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_entered_is_left() {
        for mode in ["?1049", "?2004"] {
            assert!(
                ENTER.contains(&format!("\x1b[{mode}h"))
                    && LEAVE.contains(&format!("\x1b[{mode}l"))
            );
        }
        assert!(ENTER.contains("\x1b[?25l") && LEAVE.contains("\x1b[?25h"));
        assert!(ENTER.contains("\x1b[22;0t") && LEAVE.contains("\x1b[23;0t"));
    }
}
