//! One object of a log, and what is known of it.
//!
//! It must not know other objects but by their numbers.

use super::count::Counted;
use crate::log::interface::owner;
use crate::log::record::CallLog;
use crate::sim::body::Who;

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
    /// It is new in the log: its creation is in it, or a call gave it back for the first time.
    pub born: bool,
    /// Its creation is in the log.
    pub created: bool,
    /// Its destruction is.
    pub destroyed: bool,
    /// Its last Release came back with 0, or it was destroyed.
    pub closed: bool,
    /// Some call or return that should have flags has none.
    pub lacks_flags: bool,
    /// The threads that call it from outside.
    pub callers: Callers,
    /// Of a support object: whether MAPI still has the reference with which it was given to Logon.
    pub given: Given,
    /// Its references are counted from outside, and nothing says by whose code.
    pub unclear: bool,
    /// Of a logon object: Logoff has come back, so a later Logon gives another one.
    pub logged_off: bool,
    /// StoreLogoffTransports came back with MAPI_E_NO_SUPPORT: this MAPI does not have it.
    pub unsupported: bool,
    /// An advise sink of a provider's own: it was given to Subscribe, or made in provider code.
    pub is_providers: bool,
    /// A call of it that opens others came back, and does not say what it gave.
    pub opens_unseen: bool,
    /// Of a support object: the record of the first Logon that was given it; [`NONE`] without one.
    pub given_at: u32,
    /// Of a store: the threads that call StoreLogoff from outside.
    pub logged_off_by: Callers,
    /// Its references.
    pub count: Counted,
}

/// What MAPI does with a support object that it makes for a logon: it holds a reference of its own
/// while Logon runs, and gives that back after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Given {
    /// No Logon that is in the log was given it.
    #[default]
    Never,
    /// Logon was given it, and MAPI has not given its reference back.
    Held,
    /// MAPI has.
    Back,
    /// A provider that wraps another one gave it to that one's Logon.
    ByProvider,
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

impl Instance {
    /// Whose code it is.
    pub fn owner(&self, log: &CallLog) -> Who {
        if self.is_providers { Who::Provider } else { owner(log.texts.text(self.interface)) }
    }

    /// AddRef or Release of an object of MAPI's that no recorded call makes: MAPI's own Release
    /// after Logon, or nothing says whose.
    pub(super) fn counted_outside(&mut self, by: i32) {
        if by < 0 && self.given == Given::Held {
            self.given = Given::Back;
        } else {
            self.unclear = true;
        }
    }
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
