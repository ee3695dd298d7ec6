//! Waiting for keys and for news at once. A thread reads the terminal and puts what it reads into
//! one queue with the news, so that neither can hide the other; the main thread sleeps at that
//! queue.
//!
//! The screens of a talk need it, and a program that has something left to do when the terminal is
//! gone: the reader of a terminal that was hung up never returns. Elsewhere there is nothing to
//! wait for but the terminal. It must not know what the news are.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};

/// What ends the sleep.
enum Woken {
    Event(io::Result<Event>),
    News,
}

/// Wakes the interface from another thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The queue through which other threads wake the interface.
pub struct Waking {
    send: Sender<Woken>,
    receive: Receiver<Woken>,
}

impl Default for Waking {
    fn default() -> Self {
        let (send, receive) = mpsc::channel();
        Self { send, receive }
    }
}

impl Waking {
    /// Wakes the interface, from whichever thread has news.
    pub fn waker(&self) -> Waker {
        let send = self.send.clone();
        // If no thread is waiting, there is none to wake.
        Arc::new(move || drop(send.send(Woken::News)))
    }

    /// Begins to read the terminal.
    pub(in crate::tui) fn read_apart(&self) -> io::Result<()> {
        let send = self.send.clone();
        let reader = thread::Builder::new().name("keys".to_owned()).stack_size(256 * 1024);
        let read = move || {
            loop {
                let read = event::read();
                let over = read.is_err();
                if send.send(Woken::Event(read)).is_err() || over {
                    return;
                }
            }
        };
        reader.spawn(read).map(drop)
    }

    /// Waits for an event; `None` if there are news first, or at the limit.
    pub(in crate::tui) fn wait(&self, limit: Option<Duration>) -> io::Result<Option<Event>> {
        let woken = match limit {
            Some(limit) => self.receive.recv_timeout(limit),
            None => self.receive.recv().map_err(RecvTimeoutError::from),
        };
        match woken {
            Ok(Woken::Event(event)) => event.map(Some),
            // The queue cannot end: one of its ends is here.
            Ok(Woken::News) | Err(_) => Ok(None),
        }
    }

    /// An event that is there already; news are left out, as they are looked at anyway.
    pub(in crate::tui) fn more(&self) -> io::Result<Option<Event>> {
        loop {
            match self.receive.try_recv() {
                Ok(Woken::Event(event)) => return event.map(Some),
                Ok(Woken::News) => {}
                Err(_) => return Ok(None),
            }
        }
    }
}
