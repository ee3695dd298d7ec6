//! The speaker's terminal: what is heard of the talk, and how far its text is scrolled.
//!
//! The times are those of the last situation, moved on by the part that has the clock. It must not
//! know the socket or a key.

use std::time::Duration;

use crate::workshop::notes_link::{Heard, LinkState};

/// State of the speaker's terminal: what the projector has sent.
#[derive(Default)]
pub struct Notes {
    /// What was heard last.
    pub heard: Heard,
    /// The first line of the notes that shows.
    pub scroll: usize,
    /// The number of a scene that is being typed.
    pub jump: Option<String>,
}

impl Notes {
    /// The time until the seconds on the screen change.
    pub fn deadline(&self) -> Option<Duration> {
        let times = self.heard.now.as_ref().map(|now| now.times).filter(|times| times.runs)?;
        (self.heard.standing == LinkState::Here)
            .then(|| Duration::from_millis(1000 - times.talk % 1000))
    }

    /// Whether the projector asks something that is not answered.
    pub fn asks(&self) -> bool {
        self.heard.now.as_ref().and_then(|now| now.poll.as_ref()).is_some_and(|poll| !poll.revealed)
    }

    /// Whether hands are counted, or were until the answer showed.
    pub fn polls(&self) -> bool {
        self.heard.now.as_ref().is_some_and(|now| now.poll.is_some())
    }

    /// Whether a sheet is open on the projector.
    pub fn has_sheet(&self) -> bool {
        self.heard.now.as_ref().is_some_and(|now| now.sheet)
    }

    /// Whether a line is marked for the room.
    pub fn points(&self) -> bool {
        self.heard.now.as_ref().is_some_and(|now| now.pointer.is_some())
    }

    /// Whether the projector is on an excursion.
    pub fn is_away(&self) -> bool {
        self.heard.now.as_ref().is_some_and(|now| now.away)
    }
}
