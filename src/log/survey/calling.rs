//! Who makes a call: the object whose recorded call is innermost, or, where none is, the one caller
//! that the pages give an interface.
//!
//! It must not know what a call does.

use super::Survey;
use super::account::{counts, is_spooler};
use super::instance::Given;
use crate::log::interface::caller;
use crate::log::record::{CallLog, LogRecord, NONE, Outside};
use crate::sim::body::Who;

/// Who calls, and on whose account.
#[derive(Clone, Copy, Debug)]
pub struct Calling {
    /// The object whose method calls; [`NONE`] where no recorded call does.
    pub by: u32,
    /// Whose code that is.
    pub who: Who,
}

impl Survey {
    /// Who makes a call: the innermost open call of its thread, or somebody outside.
    pub fn calling(&self, log: &CallLog, open: Option<u32>, record: &LogRecord) -> Calling {
        if let Some(open) = open {
            let by = log.records[open as usize].instance;
            let who = self.instances.get(by as usize).map_or(Who::Provider, |it| it.owner(log));
            return Calling { by, who };
        }
        let interface = self.interface(log, record);
        let outside = record.more.as_ref().and_then(|more| more.caller);
        let who = match outside {
            Some(Outside::Client) => Who::Client,
            Some(Outside::Mapi) => Who::Mapi,
            Some(Outside::Spooler) => Who::Spooler,
            Some(Outside::Provider) => Who::Provider,
            // A Release that comes from nowhere, of a support object that MAPI has just given to
            // Logon, is MAPI's own.
            None if self.is_lent(record.instance) && counts(log.texts.text(record.method)) < 0 => {
                if is_spooler(log, record.thread) || self.is_spoolers(record.instance) {
                    Who::Spooler
                } else {
                    Who::Mapi
                }
            }
            None if self
                .instances
                .get(record.instance as usize)
                .is_some_and(|it| it.is_providers) =>
            {
                Who::Mapi
            }
            None => match caller(interface) {
                // Where MAPI's own calls are recorded, one of a support object that comes from
                // nowhere is MAPI's too.
                Who::Provider if !log.observes("IMAPISession") => Who::Provider,
                _ if is_spooler(log, record.thread) || self.is_spoolers(record.instance) => {
                    Who::Spooler
                }
                Who::Provider => Who::Mapi,
                other => other,
            },
        };
        Calling { by: NONE, who }
    }

    /// Whether an object came of `SpoolerLogon`: the spooler has a store object of its own.
    fn is_spoolers(&self, instance: u32) -> bool {
        self.bonds.of(instance).is_some_and(|bond| self.bonds.all()[bond].of_spooler)
    }

    /// Whether MAPI still holds the reference with which it gave a support object to Logon.
    fn is_lent(&self, instance: u32) -> bool {
        self.instances.get(instance as usize).is_some_and(|it| it.given == Given::Held)
    }

    pub(super) fn interface<'a>(&self, log: &'a CallLog, record: &LogRecord) -> &'a str {
        let known = self.instances.get(record.instance as usize).map_or(0, |it| it.interface);
        log.texts.text(if known == 0 { record.interface } else { known })
    }
}
