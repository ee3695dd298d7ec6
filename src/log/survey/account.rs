//! Who holds a reference, and what a call says of itself: its flags, and how it counts.
//!
//! It must not know which objects there are.

use crate::log::record::{CallLog, LogRecord, LogValue};
use crate::log::walk::Walk;
use crate::sim::body::Who;
use crate::sim::state::Holder;

/// How a method changes the count of its object.
pub fn counts(method: &str) -> i32 {
    match method {
        "AddRef" | "MAPIInitialize" => 1,
        "Release" | "MAPIUninitialize" => -1,
        _ => 0,
    }
}

/// What QueryInterface did to the object that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// It gave the object back, with one reference more.
    Same,
    /// It may have given it back under another address, whose references are not told apart.
    Unclear,
    /// Nothing.
    Failed,
}

/// What a call of QueryInterface did; `back` is its return.
pub fn queried(log: &CallLog, call: &LogRecord, back: &LogRecord) -> Option<Query> {
    if log.texts.text(call.method) != "QueryInterface" {
        return None;
    }
    let Some(result) = back.result else { return Some(Query::Unclear) };
    let is_other = |(_, value): &(u32, LogValue)| match *value {
        LogValue::Object(object) => object != call.instance,
        LogValue::Number(number) => number != 0,
        LogValue::Text(_) => true,
    };
    Some(match back.values().iter().any(is_other) {
        _ if result >= 0x8000_0000 => Query::Failed,
        true => Query::Unclear,
        false => Query::Same,
    })
}

/// The flag word of a call: its own key, or an argument of the name that the pages give it.
pub fn flags_of(log: &CallLog, record: &LogRecord) -> Option<u32> {
    record.flags.or_else(|| {
        let is_flags = |name: u32| {
            let name = log.texts.text(name).trim_start_matches('*');
            matches!(name, "lpulFlags" | "ulFlags" | "flags")
        };
        let found = record.values().iter().find(|(name, _)| is_flags(*name))?;
        match found.1 {
            LogValue::Number(number) => u32::try_from(number).ok(),
            LogValue::Text(text) => crate::log::read::flag_word(log.texts.text(text)),
            LogValue::Object(_) => None,
        }
    })
}

/// Whether a thread is the spooler's.
pub fn is_spooler(log: &CallLog, thread: u8) -> bool {
    log.threads.get(usize::from(thread)).is_some_and(|name| name.starts_with("spooler"))
}

/// On whose account code holds references, on a thread.
pub fn column(log: &CallLog, thread: u8, who: Who) -> Holder {
    Holder::of(who, log.threads.get(usize::from(thread)).map_or("", String::as_str))
}

/// Whether the name of a thread says whose it is.
pub fn says_whose(name: &str) -> bool {
    ["client-1", "client-2", "other-process"].contains(&name) || name.starts_with("spooler")
}

/// Whether a call is that of a wrapper to the Logon of the provider inside, whose objects it holds.
pub(super) fn wraps(log: &CallLog, call: u32) -> bool {
    let record = &log.records[call as usize];
    let method = log.texts.text(record.method);
    record.who == Who::Provider && matches!(method, "Logon" | "SpoolerLogon")
}

/// Who gets the first reference on a new object: MAPI has provider, logon and support objects,
/// the one who asked has all others.
pub(super) fn account(log: &CallLog, thread: u8, interface: &str) -> Holder {
    match interface {
        "IMSProvider" | "IMSLogon" | "IMAPISupport" | "IABProvider" | "IABLogon"
        | "IXPProvider" | "IXPLogon" => Holder::Mapi,
        _ if is_spooler(log, thread) => Holder::Spooler,
        _ => column(log, thread, Who::Client),
    }
}

/// The same for an object that reports its creation; what the spooler opens is the spooler's,
/// whatever thread it does it on.
pub(super) fn receiver(log: &CallLog, thread: u8, interface: &str, walk: &Walk) -> Holder {
    let account = account(log, thread, interface);
    let for_spooler = walk
        .open(thread)
        .any(|call| log.texts.text(log.records[call as usize].method) == "SpoolerLogon");
    if for_spooler && account != Holder::Mapi { Holder::Spooler } else { account }
}
