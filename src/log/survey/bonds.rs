//! Which provider object, support object, logon object and store belong to one logon: as `Logon`
//! was given and gave them, or as their calls of each other show.
//!
//! It must not know how they are named.

use std::collections::BTreeMap;

use super::Instance;
use crate::log::record::{CallLog, LogRecord, LogValue, NONE};

/// What belongs to one logon; [`NONE`] where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bond {
    /// The provider object.
    pub provider: u32,
    /// The support object.
    pub support: u32,
    /// The logon object.
    pub logon: u32,
    /// The store object.
    pub store: u32,
    /// The text of the entry ID that names the store; 0 without one.
    pub entry: u32,
    /// Whether it came of `SpoolerLogon`.
    pub of_spooler: bool,
}

const NOTHING: Bond =
    Bond { provider: NONE, support: NONE, logon: NONE, store: NONE, entry: 0, of_spooler: false };

/// All bonds of a log.
#[derive(Debug, Default)]
pub struct Bonds {
    all: Vec<Bond>,
    of: BTreeMap<u32, usize>,
}

/// The place of an object in a bond.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BondRole {
    Support,
    Logon,
    Store,
}

/// The objects of a log while they are told apart.
#[derive(Clone, Copy)]
pub(super) struct SurveyView<'a> {
    pub(super) log: &'a CallLog,
    pub(super) instances: &'a [Instance],
}

impl SurveyView<'_> {
    fn role(self, instance: u32) -> Option<BondRole> {
        match self.log.texts.text(self.instances.get(instance as usize)?.interface) {
            "IMAPISupport" => Some(BondRole::Support),
            "IMSLogon" => Some(BondRole::Logon),
            "IMsgStore" => Some(BondRole::Store),
            _ => None,
        }
    }

    fn method(self, call: u32) -> &'static str {
        match self.log.texts.text(self.log.records[call as usize].method) {
            "Logon" => "Logon",
            "SpoolerLogon" => "SpoolerLogon",
            "StoreLogoffTransports" => "StoreLogoffTransports",
            "Release" => "Release",
            "Logoff" => "Logoff",
            "AddRef" => "AddRef",
            "SetProviderUID" => "SetProviderUID",
            _ => "",
        }
    }

    fn objects(self, record: &LogRecord) -> Vec<u32> {
        let object = |(_, value): &(u32, LogValue)| match value {
            LogValue::Object(it) => Some(*it),
            _ => None,
        };
        record.values().iter().filter_map(object).collect()
    }
}

impl Bonds {
    /// All of them, in the order in which they appear.
    pub fn all(&self) -> &[Bond] {
        &self.all
    }

    /// The bond that an object is part of, by number.
    pub fn of(&self, instance: u32) -> Option<usize> {
        self.of.get(&instance).copied()
    }

    /// Gives the objects other numbers.
    pub(super) fn renumber(&mut self, number: &dyn Fn(u32) -> u32) {
        for bond in &mut self.all {
            for place in [&mut bond.provider, &mut bond.support, &mut bond.logon, &mut bond.store] {
                *place = number(*place);
            }
        }
        self.of = self.of.iter().map(|(at, bond)| (number(*at), *bond)).collect();
    }

    /// A call of a support or a logon object, made inside the call `open`: a store or a logon
    /// object lets its support object go, MAPI's support object logs its logon object off, a
    /// provider object keeps the support object that it was given.
    pub(super) fn called(&mut self, known: SurveyView<'_>, at: u32, open: Option<u32>) {
        let Some(open) = open else { return };
        let object = known.log.records[at as usize].instance;
        let by = known.log.records[open as usize].instance;
        let method = known.method(at);
        match (known.role(by), known.role(object), method) {
            (
                Some(BondRole::Store | BondRole::Logon),
                Some(BondRole::Support),
                "StoreLogoffTransports" | "Release",
            )
            | (Some(BondRole::Support), Some(BondRole::Logon), "Logoff" | "Release") => {
                self.tie(known, by, object);
            }
            (_, Some(BondRole::Support), "AddRef" | "SetProviderUID")
                if matches!(known.method(open), "Logon" | "SpoolerLogon") =>
            {
                let bond = self.begun(known, open);
                self.put(known, bond, object);
            }
            _ => {}
        }
    }

    /// A new logon object or store that is created inside the call `open`.
    pub(super) fn created(&mut self, known: SurveyView<'_>, new: u32, open: Option<u32>) {
        let Some(open) = open else { return };
        let is_part = matches!(known.role(new), Some(BondRole::Logon | BondRole::Store));
        if is_part && matches!(known.method(open), "Logon" | "SpoolerLogon") {
            let bond = self.begun(known, open);
            self.put(known, bond, new);
        }
    }

    /// `Logon` has come back: what it was given and what it gave belong together.
    pub(super) fn logged_on(&mut self, known: SurveyView<'_>, call: u32, back: u32) {
        let given = known.objects(&known.log.records[back as usize]);
        let has_logon = given.iter().any(|it| known.role(*it) == Some(BondRole::Logon));
        // Without a logon object it was a second open: nothing new belongs together.
        let is_known = given.iter().any(|it| self.of.contains_key(it));
        if has_logon || !is_known && !given.is_empty() {
            let bond = self.begun(known, call);
            given.into_iter().for_each(|it| self.put(known, bond, it));
        } else if is_known && !known.objects(&known.log.records[call as usize]).is_empty() {
            // Its support object serves nothing.
            self.begun(known, call);
        }
    }

    /// The bond that a call of `Logon` makes.
    fn begun(&mut self, known: SurveyView<'_>, call: u32) -> usize {
        let record = &known.log.records[call as usize];
        let support =
            known.objects(record).into_iter().find(|it| known.role(*it) == Some(BondRole::Support));
        let entry = record.values().iter().find_map(|(name, value)| match value {
            LogValue::Text(text)
                if matches!(known.log.texts.text(*name), "lpEntryID" | "entry") =>
            {
                Some(*text)
            }
            _ => None,
        });
        let of_spooler = known.method(call) == "SpoolerLogon";
        let own = support.and_then(|support| self.of(support)).or_else(|| {
            let is_own = |bond: &Bond| {
                bond.provider == record.instance
                    && bond.of_spooler == of_spooler
                    && (bond.store == NONE || bond.logon == NONE)
            };
            self.all.iter().rposition(is_own).filter(|_| support.is_none())
        });
        let bond = own.unwrap_or_else(|| self.add());
        let it = &mut self.all[bond];
        it.provider = record.instance;
        it.entry = entry.unwrap_or(it.entry);
        it.of_spooler |= of_spooler;
        if let Some(support) = support {
            self.put(known, bond, support);
        }
        bond
    }

    fn add(&mut self) -> usize {
        self.all.push(NOTHING);
        self.all.len() - 1
    }

    /// Puts an object into a bond, unless it or its place is taken.
    fn put(&mut self, known: SurveyView<'_>, bond: usize, object: u32) {
        let it = &mut self.all[bond];
        let place = match known.role(object) {
            Some(BondRole::Support) => &mut it.support,
            Some(BondRole::Logon) => &mut it.logon,
            Some(BondRole::Store) => &mut it.store,
            None => return,
        };
        if *place == NONE && !self.of.contains_key(&object) {
            *place = object;
            self.of.insert(object, bond);
        }
    }

    /// Two objects belong together; two bonds become one if they have no place in common.
    fn tie(&mut self, known: SurveyView<'_>, one: u32, other: u32) {
        let bond = match (self.of(one), self.of(other)) {
            (Some(one), Some(other)) => return self.merge(one, other),
            (Some(known), None) | (None, Some(known)) => known,
            (None, None) => self.add(),
        };
        self.put(known, bond, one);
        self.put(known, bond, other);
    }

    fn merge(&mut self, one: usize, other: usize) {
        let (a, b) = (self.all[one], self.all[other]);
        let both = [(a.support, b.support), (a.logon, b.logon), (a.store, b.store)];
        if one == other || both.iter().any(|(a, b)| *a != NONE && *b != NONE) {
            return;
        }
        let pick = |(a, b): (u32, u32)| if a == NONE { b } else { a };
        self.all[one] = Bond {
            provider: pick((a.provider, b.provider)),
            support: pick(both[0]),
            logon: pick(both[1]),
            store: pick(both[2]),
            entry: if a.entry == 0 { b.entry } else { a.entry },
            of_spooler: a.of_spooler || b.of_spooler,
        };
        self.all[other] = NOTHING;
        self.of.values_mut().filter(|bond| **bond == other).for_each(|bond| *bond = one);
    }
}
