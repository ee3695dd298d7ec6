//! Signals as numbers that a thread reads from a socket.
//!
//! The library for signals copies everything it knows each time a signal is added, which for
//! forty-odd signals was a tenth of a start. It must not know what a signal means.

use std::io::{self, Read};
use std::os::fd::{BorrowedFd, IntoRawFd, RawFd};
use std::os::raw::c_int;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicI32, Ordering};

/// The socket on which signals are reported; -1 before there is one.
static REPORTS: AtomicI32 = AtomicI32::new(-1);

/// Signals that were caught, in their order.
pub(super) struct CaughtSignals(UnixStream);

impl CaughtSignals {
    /// Makes the way by which signals are reported; [`catch`] chooses the signals.
    ///
    /// # Errors
    /// The system gives no socket.
    pub(super) fn new() -> io::Result<Self> {
        let (reports, reader) = UnixStream::pair()?;
        // A handler must not wait.
        reports.set_nonblocking(true)?;
        REPORTS.store(reports.into_raw_fd(), Ordering::Release);
        Ok(Self(reader))
    }

    /// Waits for the next signal.
    ///
    /// # Errors
    /// The socket can't be read.
    pub(super) fn next(&mut self) -> io::Result<c_int> {
        let mut number = [0];
        self.0.read_exact(&mut number)?;
        Ok(c_int::from(number[0]))
    }
}

/// Reports a signal from now on in place of what it does otherwise.
///
/// # Errors
/// The system does not let this signal be caught.
#[expect(unsafe_code, reason = "a handler of a signal can only be set by an unsafe call")]
pub(super) fn catch(signal: c_int) -> io::Result<()> {
    let handler: extern "C" fn(c_int) = report;
    // SAFETY: zero is a valid value of each field of the structure, and the empty set of signals.
    // The handler only reads a number and makes a system call that a handler may make.
    let result = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as libc::sighandler_t;
        action.sa_flags = libc::SA_RESTART;
        libc::sigaction(signal, &raw const action, std::ptr::null_mut())
    };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Writing succeeds, and so leaves `errno` alone, unless hundreds of signals wait to be read.
#[expect(unsafe_code, reason = "the socket is known by its number only")]
extern "C" fn report(signal: c_int) {
    let socket: RawFd = REPORTS.load(Ordering::Acquire);
    if socket >= 0 {
        // SAFETY: the socket is never closed.
        let socket = unsafe { BorrowedFd::borrow_raw(socket) };
        let _ = rustix::io::write(socket, &[signal as u8]);
    }
}
