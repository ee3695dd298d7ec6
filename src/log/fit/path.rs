//! Which path of the model the calls of a log show: who ends what, with which flag and which mail.
//!
//! It must not judge.

use std::collections::BTreeSet;

use crate::mapi::flag_value;
use crate::scenario::RunOptions;
use crate::sim::{Event, EventKind, ObjectId, Timeline, Value};

/// What the calls of a log show of its path.
#[derive(Default)]
struct PathSigns {
    /// The flags of each StoreLogoff, and those of the first StoreLogoffTransports.
    asked: Vec<u32>,
    passed: Option<u32>,
    /// Output flags of StoreLogoffTransports, all together.
    back: u32,
    /// A client logs off its session.
    by_session: bool,
    /// A provider opens a store inside its own Logon: a wrapper.
    nested: bool,
    /// Stores that are open, and entry IDs that Logon was given while one was.
    open: BTreeSet<ObjectId>,
    entries: BTreeSet<String>,
    /// A Logon while a store is open: of another store, or of the same one.
    other_store: bool,
    same_store: bool,
    /// Logon calls that have not come back.
    logons: usize,
}

/// The path that the calls of a log show, with its flag and its mail.
pub(super) fn options(log: &Timeline) -> Option<RunOptions> {
    let mut signs = PathSigns::default();
    log.events().iter().for_each(|event| signs.take(log, event));
    let flag = |name| flag_value(name).unwrap_or(0);
    let is_plain = !signs.by_session && !signs.other_store && !signs.same_store;
    let path = match &signs {
        it if it.by_session => "session-logoff:world=plain".to_owned(),
        it if it.nested => "wrapped-store:world=plain".to_owned(),
        it if it.other_store => "two-stores:world=plain".to_owned(),
        it if it.same_store => "two-users:world=plain".to_owned(),
        it if !it.asked.is_empty() => "store-logoff:world=plain".to_owned(),
        _ => "release:world=plain".to_owned(),
    };
    let mut options = RunOptions::parse(&path).ok()?;
    // Of several that a client asked with, the one that reached MAPI.
    let passed = signs.passed.filter(|word| signs.asked.contains(word));
    let asked = passed.or(signs.asked.first().copied());
    if let Some(word) = asked.filter(|_| !signs.by_session) {
        options.set("flag", &flag_word(word)).ok()?;
    }
    if is_plain {
        if signs.back & flag("LOGOFF_OUTBOUND") != 0 {
            options.set("transport", "XP1=sending:M1").ok()?;
        }
        if signs.back & flag("LOGOFF_OUTBOUND_QUEUE") != 0 {
            options.set("queue", "M2:XP1").ok()?;
        }
    }
    Some(options)
}

impl PathSigns {
    fn take(&mut self, log: &Timeline, event: &Event) {
        let (program, state) = (log.machine().program(), log.final_state());
        let watched = &program.watched;
        match &event.kind {
            EventKind::Call { object, method, args } => {
                let interface = program.interface(state, *object);
                let flags = args.first().and_then(Value::flags);
                if Some(*method) == watched.store_logoff {
                    self.asked.extend(flags);
                } else if Some(*method) == watched.slt {
                    self.passed = self.passed.or(flags);
                }
                // A logon object that MAPI logs off in no call of a provider's, and no store was.
                let by_mapi = interface == "IMSLogon" && event.depth == 0 && self.asked.is_empty();
                self.by_session |=
                    Some(*method) == watched.logoff && (interface == "IMAPISession" || by_mapi);
                if interface == "IMSProvider" && program.method_name(*method) == "Logon" {
                    self.logon(args.iter().filter_map(|arg| match arg {
                        Value::Word(word) => program.names.text(*word).strip_prefix("lpEntryID="),
                        _ => None,
                    }));
                }
            }
            EventKind::Return { object, method, result, out } => {
                let interface = program.interface(state, *object);
                if Some(*method) == watched.slt {
                    self.back |= out.flags().unwrap_or(0);
                }
                if interface == "IMSProvider" && program.method_name(*method) == "Logon" {
                    self.logons = self.logons.saturating_sub(1);
                    self.open.extend(out.object());
                }
                if Some(*method) == watched.release && matches!(result, Value::Number(..=0)) {
                    self.open.remove(object);
                }
            }
            _ => {}
        }
    }

    fn logon<'a>(&mut self, mut entry: impl Iterator<Item = &'a str>) {
        self.nested |= self.logons > 0;
        self.logons += 1;
        let entry = entry.next().unwrap_or_default().to_owned();
        if !self.open.is_empty() {
            let is_same = self.entries.contains(&entry);
            self.same_store |= is_same;
            self.other_store |= !is_same;
        }
        self.entries.insert(entry);
    }
}

/// The word of a run for a flag.
fn flag_word(word: u32) -> String {
    let names = ["no-wait", "orderly", "purge", "abort", "quiet"];
    let known = names.iter().enumerate().find(|(at, _)| word == 1 << at);
    known.map_or_else(|| format!("0x{word:X}"), |(_, name)| (*name).to_owned())
}
