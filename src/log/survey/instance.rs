//! One object of a log, and what is known of it.
//!
//! It must not know other objects but by their numbers.

use super::count::Counted;

/// An object of a log.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The text that means it in the log.
    pub text: u32,
    /// Its interface; 0 where the log does not say.
    pub interface: u32,
    /// The name that the log gives it; 0 if none.
    pub name: u32,
    /// What it hangs on; [`NONE`] where that is not known.
    pub parent: u32,
    /// Its creation is in the log.
    pub born: bool,
    /// Its destruction is.
    pub destroyed: bool,
    /// Its last Release came back with 0, or it was destroyed.
    pub closed: bool,
    /// Some call or return that should have flags has none.
    pub lacks_flags: bool,
    /// The threads that call it from outside.
    pub callers: Callers,
    /// Its references.
    pub count: Counted,
}

/// The threads that call an object where no recorded call does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Callers {
    /// None so far.
    #[default]
    Nobody,
    /// This one.
    One(u8),
    /// More than one.
    Several,
}

impl Callers {
    pub(super) fn add(&mut self, thread: u8) {
        *self = match *self {
            Callers::Nobody => Callers::One(thread),
            Callers::One(known) if known == thread => *self,
            _ => Callers::Several,
        };
    }

    /// Whether there are several.
    pub fn is_several(self) -> bool {
        self == Callers::Several
    }
}
