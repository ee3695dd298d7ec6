//! Where there are no Unix signals: the console's own Ctrl-C comes as a key, and nothing stops a
//! program.

use std::io;
use std::sync::Arc;

use crate::tui::runtime::Guard;

/// Columns and rows.
pub(in crate::tui) fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Nothing to listen to.
pub(in crate::tui) fn listen(
    _guard: Arc<Guard>,
    _waker: Option<crate::tui::runtime::waking::Waker>,
) -> io::Result<()> {
    Ok(())
}

/// No signal kills here.
pub(super) fn prepare(_undo: &str) {}

/// Nobody has to know.
pub(super) fn ours(_is: bool) {}

/// There is no sleep.
pub(in crate::tui) fn suspend() {}

/// Nothing can wake the main thread here; it sees what happened with the next key.
pub(in crate::tui) fn wake() {}

/// Keys and sizes come through one queue here: none hides the other.
pub(in crate::tui) fn look_again() {}

/// Whether input and output are a terminal.
pub fn is_on_terminal() -> bool {
    use io::IsTerminal;
    io::stdin().is_terminal() && io::stdout().is_terminal()
}
