//! Which object a text means: the one that it meant before, or a new one where that has ended.
//!
//! A count of 0 is no proof that an object is gone, but what Logon is given or gives after it is
//! another one. It must not know who calls.

use super::Survey;
use super::account::{account, wraps};
use super::count::Counted;
use super::instance::{Callers, Given, Instance};
use crate::log::interface::given;
use crate::log::record::{CallLog, LogValue, NONE};
use crate::sim::state::Holder;

impl Survey {
    /// Whether anything was recorded of an object beyond that there is one.
    pub(super) fn is_used(&self, instance: u32) -> bool {
        let it = &self.instances[instance as usize];
        it.born || it.count.is_used()
    }

    /// The object that a call means; a new one where there is none, or another interface.
    pub(super) fn find(&mut self, log: &CallLog, at: u32) -> u32 {
        let record = &log.records[at as usize];
        // A function of MAPI has no object; a method whose object is not given has one all the
        // same.
        let text = if record.object == NONE { 0 } else { record.object };
        let interface = record.interface;
        let is_unknown = log.texts.text(interface) == "IUnknown";
        self.look_up(text, if is_unknown { 0 } else { interface })
            .unwrap_or_else(|| self.create(text, interface))
    }

    pub(super) fn look_up(&mut self, text: u32, interface: u32) -> Option<u32> {
        if interface == 0 {
            return self.latest.get(&text).copied();
        }
        if let Some(known) = self.current.get(&(text, interface)) {
            return Some(*known);
        }
        // One whose interface was not given until now.
        let plain = self.latest.get(&text).copied()?;
        let it = &mut self.instances[plain as usize];
        if it.interface != 0 || it.closed {
            return None;
        }
        it.interface = interface;
        self.current.insert((text, interface), plain);
        Some(plain)
    }

    pub(super) fn create(&mut self, text: u32, interface: u32) -> u32 {
        let number = self.instances.len() as u32;
        self.instances.push(Instance {
            text,
            interface,
            name: 0,
            parent: NONE,
            born: false,
            created: false,
            destroyed: false,
            closed: false,
            lacks_flags: false,
            callers: Callers::Nobody,
            given: Given::Never,
            unclear: false,
            logged_off: false,
            unsupported: false,
            is_providers: false,
            opens_unseen: false,
            given_at: NONE,
            logged_off_by: Callers::Nobody,
            count: Counted::default(),
        });
        self.current.insert((text, interface), number);
        self.latest.insert(text, number);
        number
    }

    /// Values that mean objects become these; what the return of a `call` gives back may be a new
    /// one.
    pub(super) fn resolve(&mut self, log: &mut CallLog, at: u32, call: Option<u32>) {
        let gives = call.is_some();
        let record = &log.records[at as usize];
        if record.values().is_empty() {
            return;
        }
        let method = log.texts.text(record.method);
        let is_logon = matches!(method, "Logon" | "SpoolerLogon");
        let is_query = method == "QueryInterface";
        let for_wrapper = call.is_some_and(|call| wraps(log, call));
        let (thread, mut more) = (record.thread, log.records[at as usize].more.take());
        for (name, value) in more.iter_mut().flat_map(|more| &mut more.values) {
            let interface = given(log.texts.text(*name));
            // QueryInterface gives the same object, at whatever address.
            let is_new = gives && !is_query && names_object(log.texts.text(*name));
            let text = match value {
                LogValue::Text(text) => *text,
                LogValue::Number(number) if *number != 0 && (gives || !interface.is_empty()) => {
                    log.texts.number(&number.to_string())
                }
                _ => continue,
            };
            if crate::log::read::is_null(log.texts.text(text)) {
                *value = LogValue::Number(0);
                continue;
            }
            let number = if interface.is_empty() { 0 } else { log.texts.number(interface) };
            let known = self.look_up(text, number);
            let is_open = known.is_some_and(|it| !self.instances[it as usize].closed);
            let is_again = is_logon && known.is_some_and(|it| self.is_spent(it));
            *value = match known {
                Some(known) if !is_again && (is_open || !gives) => LogValue::Object(known),
                _ if interface.is_empty() && !is_new => continue,
                _ => {
                    let new = self.create(text, number);
                    self.instances[new as usize].born = gives;
                    let receiver = match for_wrapper {
                        true => Holder::Provider,
                        false => account(log, thread, interface),
                    };
                    self.instances[new as usize].count.receive(None, receiver);
                    LogValue::Object(new)
                }
            };
        }
        log.records[at as usize].more = more;
    }

    /// Whether what Logon is given or gives cannot be this object again: its logon is over.
    fn is_spent(&self, instance: u32) -> bool {
        let it = &self.instances[instance as usize];
        let bond = self.bonds.of(instance).map(|bond| self.bonds.all()[bond]);
        let logon = bond.and_then(|bond| self.instances.get(bond.logon as usize));
        let is_over = it.logged_off || logon.is_some_and(|logon| logon.logged_off);
        is_over || it.closed || it.given == Given::Back && !it.count.is_known
    }
}

/// Whether a parameter gives an object, of whatever interface: `lppUnk`, `ppvObj`.
fn names_object(parameter: &str) -> bool {
    let rest = parameter.strip_prefix("lpp").or_else(|| parameter.strip_prefix("pp"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase() || c == 'v'))
}
