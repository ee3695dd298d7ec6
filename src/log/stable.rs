//! A log with stable names: objects and threads are numbered by their kind, and what only this one
//! process has (addresses, entry IDs, names, notes, times) is left out or replaced.
//!
//! It must not know a lesson.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::interface::noun;
use super::record::{CallLog, LogEnd, LogRecord, LogValue, NONE, ObjectState, Outside, RecordKind};
use super::shape::{ObservedShape, VERSION};
use super::survey::{Survey, flags_of, says_whose, survey};
use super::walk::{Walk, WalkStep};
use crate::mapi::{FlagSet, flag_names, hresult_name};

/// The lines of the log with stable names.
pub fn stable(mut log: CallLog) -> Vec<String> {
    let survey = survey(&mut log);
    let observed = ObservedShape { extra: Map::new(), ..log.header.observed.clone() };
    let header = json!({"teardown-log": VERSION, "observed": observed});
    let mut it = StableNames {
        survey: &survey,
        threads: threads(&log),
        texts: BTreeMap::new(),
        lines: vec![header.to_string()],
        numbers: BTreeMap::new(),
    };
    let (mut walk, mut steps) = (Walk::default(), Vec::new());
    for at in 0..log.records.len() as u32 {
        walk.take(at, &log.records, &mut steps, &mut |_, _| {});
        for step in &steps {
            match *step {
                WalkStep::Enter(call) => it.enter(&log, &walk, call),
                WalkStep::Leave(call, back) if back != NONE => it.leave(&log, call, back),
                WalkStep::Leave(..) => {}
                WalkStep::Other(record) => it.other(&log, record),
            }
        }
    }
    it.lines
}

struct StableNames<'a> {
    survey: &'a Survey,
    threads: Vec<String>,
    /// The replacement for each text of an argument.
    texts: BTreeMap<u32, String>,
    lines: Vec<String>,
    /// The numbers of calls whose returns are still to come.
    numbers: BTreeMap<u32, usize>,
}

/// Threads whose names say whose they are keep them; the others are numbered.
fn threads(log: &CallLog) -> Vec<String> {
    let mut others = 0;
    let named = log.threads.iter().map(|name| match name.as_str() {
        name if name.starts_with("spooler") => "spooler".to_owned(),
        name if says_whose(name) => name.to_owned(),
        _ => {
            others += 1;
            format!("thread-{others}")
        }
    });
    named.collect()
}

impl StableNames<'_> {
    fn name(&self, log: &CallLog, instance: u32) -> Option<String> {
        let it = self.survey.instances.get(instance as usize)?;
        Some(format!("{}-{}", noun(log.texts.text(it.interface)), instance + 1))
    }

    fn begin(&self, kind: &str, record: &LogRecord) -> Map<String, Value> {
        let mut it = Map::new();
        it.insert("record".to_owned(), json!(kind));
        if let Some(thread) = self.threads.get(usize::from(record.thread)) {
            it.insert("thread".to_owned(), json!(thread));
        }
        it
    }

    fn object(&self, log: &CallLog, instance: u32, it: &mut Map<String, Value>) {
        let Some(name) = self.name(log, instance) else { return };
        it.insert("object".to_owned(), json!(name));
        let interface = log.texts.text(self.survey.instances[instance as usize].interface);
        if !interface.is_empty() {
            it.insert("interface".to_owned(), json!(interface));
        }
    }

    fn enter(&mut self, log: &CallLog, walk: &Walk, at: u32) {
        let record = &log.records[at as usize];
        let mut it = self.begin("call", record);
        let seq = self.lines.len();
        self.numbers.insert(at, seq);
        it.insert("seq".to_owned(), json!(seq));
        it.insert("depth".to_owned(), json!(walk.open(record.thread).count().saturating_sub(1)));
        self.object(log, record.instance, &mut it);
        it.insert("method".to_owned(), json!(log.texts.text(record.method)));
        if let Some(word) = flags_of(log, record) {
            it.insert("flags".to_owned(), json!(flag_text(log, record, word)));
        }
        let caller = record.more.as_ref().and_then(|more| more.caller);
        if let Some(caller) = caller {
            let name = match caller {
                Outside::Client => "client",
                Outside::Mapi => "mapi",
                Outside::Spooler => "spooler",
                Outside::Provider => "provider",
            };
            it.insert("caller".to_owned(), json!(name));
        }
        self.values(log, record, "args", &mut it);
        self.lines.push(Value::Object(it).to_string());
    }

    fn leave(&mut self, log: &CallLog, call: u32, back: u32) {
        let (called, record) = (&log.records[call as usize], &log.records[back as usize]);
        let mut it = self.begin("return", record);
        if let Some(seq) = self.numbers.remove(&call) {
            it.insert("of".to_owned(), json!(seq));
        }
        if let Some(count) = record.count {
            it.insert("count".to_owned(), json!(count));
        }
        if let Some(result) = record.result {
            it.insert("result".to_owned(), json!(hresult_name(result)));
        }
        if let Some(word) = flags_of(log, record) {
            it.insert("flags".to_owned(), json!(flag_text(log, called, word)));
        }
        self.values(log, record, "gives", &mut it);
        self.lines.push(Value::Object(it).to_string());
    }

    fn other(&mut self, log: &CallLog, at: u32) {
        let record = &log.records[at as usize];
        let mut it = match record.kind {
            RecordKind::Object(_) => self.begin("object", record),
            RecordKind::End(_) => self.begin("end", record),
            _ => return,
        };
        if let RecordKind::Object(state) = record.kind {
            self.object(log, record.instance, &mut it);
            let state = state.map(|state| match state {
                ObjectState::Created => "created",
                ObjectState::Destroyed => "destroyed",
                ObjectState::Invalid => "invalid",
            });
            it.extend(state.map(|state| ("state".to_owned(), json!(state))));
            it.extend(record.count.map(|count| ("count".to_owned(), json!(count))));
        }
        if let RecordKind::End(end) = record.kind {
            let how = if end == LogEnd::Unknown { return } else { end.name() };
            it.insert("how".to_owned(), json!(how));
        }
        self.lines.push(Value::Object(it).to_string());
    }

    /// Arguments that mean objects have their names; other texts are numbered by parameter.
    fn values(
        &mut self,
        log: &CallLog,
        record: &LogRecord,
        key: &str,
        it: &mut Map<String, Value>,
    ) {
        let mut all = Map::new();
        for (at, (name, value)) in record.values().iter().enumerate() {
            let parameter = log.texts.text(*name);
            if matches!(parameter.trim_start_matches('*'), "lpulFlags" | "ulFlags" | "flags") {
                continue;
            }
            let value = match *value {
                LogValue::Object(instance) => {
                    self.name(log, instance).map_or(Value::Null, Value::from)
                }
                // A larger one may be an address.
                LogValue::Number(number) if (-1..=0xFFFF).contains(&number) => json!(number),
                LogValue::Number(_) => json!("number"),
                LogValue::Text(text) => {
                    let next = self.texts.len() + 1;
                    json!(self.texts.entry(text).or_insert_with(|| format!("value-{next}")))
                }
            };
            let parameter = if *name == 0 { (at + 1).to_string() } else { parameter.to_owned() };
            all.insert(parameter, value);
        }
        if !all.is_empty() {
            it.insert(key.to_owned(), Value::Object(all));
        }
    }
}

/// Flags by name where a method has the logoff flags, else as a number.
fn flag_text(log: &CallLog, call: &LogRecord, word: u32) -> String {
    match log.texts.text(call.method) {
        "StoreLogoff" | "StoreLogoffTransports" if word != 0 => {
            flag_names(FlagSet::Logoff, word).join("|")
        }
        _ => format!("0x{word:X}"),
    }
}
