//! The console of Windows. There are no signals: Ctrl-C comes as a key, and nothing stops a
//! program. It must be asked to read escape sequences before the first one is sent.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use crossterm::Command;
use crossterm::ansi_support::supports_ansi;
use crossterm::event::{DisableMouseCapture, EnableMouseCapture};

use crate::tui::runtime::TerminalGuard;
use crate::tui::runtime::waking::Waker;

/// Columns and rows.
pub(in crate::tui) fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Nothing to listen to.
pub(in crate::tui) fn listen(_guard: Arc<TerminalGuard>, _waker: Option<Waker>) -> io::Result<()> {
    Ok(())
}

/// No signal kills here.
pub(super) fn prepare(_undo: &str) {}

/// No handler needs to know.
pub(super) fn ours(_is: bool) {}

/// There is no sleep.
pub(in crate::tui) fn suspend() {}

/// Nothing can wake the main thread here; it sees what happened with the next key.
pub(in crate::tui) fn wake() {}

/// Keys and sizes come through one queue here: none hides the other.
pub(in crate::tui) fn look_again() {}

/// Clicks come through the mode of the console; escape sequences ask other terminals for them.
pub(super) fn mouse(on: bool) -> io::Result<()> {
    match on {
        true => EnableMouseCapture.execute_winapi(),
        false => DisableMouseCapture.execute_winapi(),
    }
}

/// Whether input and output are a terminal on which a screen can be drawn.
pub fn is_on_terminal() -> bool {
    is_console() && supports_ansi()
}

/// Whether this is a console that won't read escape sequences: it can show text only.
pub fn shows_text_only() -> bool {
    is_console() && !supports_ansi()
}

fn is_console() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}
