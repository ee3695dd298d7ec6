//! From the bytes of a file to a log: what can be read is kept, and what cannot has its line and
//! its reason.
//!
//! Each line is read in bounded memory, and a broken one does not hide the next. It must not know
//! what a run makes of a record.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead};

use super::lines::{LONGEST, Line, Lines};
use super::record::{
    CallLog, LogEnd, LogRecord, LogValue, NONE, ObjectState, Outside, RecordDetails, RecordKind,
    RecordList, TextTable,
};
use super::shape::{Args, HeaderShape, RecordShape, Scalar, VERSION, unknown_key};
use crate::diagnostic::{Diagnostic, Place};
use crate::mapi::{flag_value, hresult_value};
use crate::sim::body::Who;

/// Most threads that are told apart: the machine has a number of eight bits for them.
const MOST_THREADS: usize = 250;

/// Reads a log as far as it can be read.
///
/// # Errors
/// It cannot be read at all: the source fails, or the first line is no header of this format.
pub fn read<'a>(name: &str, from: Box<dyn BufRead + 'a>) -> Result<CallLog, Diagnostic> {
    let failed = |error: io::Error| {
        Diagnostic::error("unreadable", name, None, format!("cannot be read: {error}"))
    };
    let mut lines = Lines::new(from).map_err(failed)?;
    let header = header(name, &mut lines, failed)?;
    let mut reader = LogReader {
        log: CallLog {
            name: name.to_owned(),
            header,
            records: RecordList::default(),
            texts: TextTable::default(),
            threads: Vec::new(),
            end: LogEnd::Unknown,
            problems: Vec::new(),
            problem_count: 0,
        },
        threads: BTreeMap::new(),
        last_seq: None,
        last_time: None,
    };
    loop {
        let number = lines.number + 1;
        match lines.next_line() {
            Ok(None) => break,
            Ok(Some(Line::Text(text))) => {
                let text = text.trim();
                let outcome = if text.is_empty() { Ok(()) } else { reader.line(number, text) };
                if let Err(reason) = outcome {
                    let cut = if lines.is_whole { "" } else { "; the log breaks off here" };
                    reader.log.complain(number, "bad-record", format!("{reason}{cut}"));
                }
            }
            Ok(Some(Line::TooLong)) => {
                let message = format!("this line is longer than {} KiB: skipped", LONGEST / 1024);
                reader.log.complain(number, "long-record", message);
            }
            Ok(Some(Line::NoText)) => {
                let message = "this line is no UTF-8: skipped".to_owned();
                reader.log.complain(number, "not-utf8", message);
            }
            // What was read until here is still a log.
            Err(error) => {
                reader.log.complain(number, "unreadable", format!("cannot be read: {error}"));
                break;
            }
        }
    }
    Ok(reader.log)
}

/// The header: the first line that is not empty.
fn header(
    name: &str,
    lines: &mut Lines<'_>,
    failed: impl Fn(io::Error) -> Diagnostic,
) -> Result<HeaderShape, Diagnostic> {
    let no_log = |line, why: String| {
        let place = Place { line, column: 1, length: 0 };
        Diagnostic::error("not-a-log", name, Some(place), why)
            .help("a log begins with a line such as {\"teardown-log\":1}; see docs/log.md")
    };
    loop {
        let number = lines.number + 1;
        let line = lines.next_line().map_err(&failed)?;
        let text = match line {
            None => return Err(no_log(number, "the file is empty".to_owned())),
            Some(Line::Text(text)) if text.trim().is_empty() => continue,
            Some(Line::Text(text)) => text,
            Some(_) => return Err(no_log(number, "this is no text".to_owned())),
        };
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| no_log(number, format!("this is no header of a log: {error}")))?;
        return match value.get("teardown-log") {
            Some(version) if version.as_u64() == Some(VERSION) => serde_json::from_value(value)
                .map_err(|error| no_log(number, format!("this header cannot be read: {error}"))),
            Some(version) => {
                let message =
                    format!("this log has format {version}; this program reads format {VERSION}");
                let place = Place { line: number, column: 1, length: 0 };
                Err(Diagnostic::error("newer-format", name, Some(place), message)
                    .help("update teardown, or record the log in format 1"))
            }
            None if value.get("teardown").is_some() => Err(no_log(
                number,
                "this is a run as `teardown replay` writes it, and no log".to_owned(),
            )),
            None => Err(no_log(number, "this line has no \"teardown-log\"".to_owned())),
        };
    }
}

struct LogReader {
    log: CallLog,
    /// Numbers of threads, by text.
    threads: BTreeMap<u32, u8>,
    last_seq: Option<u64>,
    last_time: Option<f64>,
}

impl LogReader {
    fn line(&mut self, line: u32, text: &str) -> Result<(), String> {
        match serde_json::from_str::<RecordShape<'_>>(text) {
            Ok(shape) => self.record(line, shape, &[]),
            Err(error) if unknown_key(&error).is_some() => {
                let (shape, unknown) =
                    RecordShape::with_unknown(text).map_err(|error| reason(&error))?;
                self.record(line, shape, &unknown)
            }
            Err(error) => Err(reason(&error)),
        }
    }

    fn record(
        &mut self,
        line: u32,
        shape: RecordShape<'_>,
        unknown: &[String],
    ) -> Result<(), String> {
        self.order(line, &shape);
        let kind = self.kind(line, &shape)?;
        let thread = self.thread(&shape, kind)?;
        let more = self.details(&shape, kind, unknown)?;
        let texts = &mut self.log.texts;
        let mut name =
            |text: &Option<Cow<'_, str>>| text.as_ref().map_or(0, |text| texts.number(text));
        let (interface, method) = (name(&shape.interface), name(&shape.method));
        if matches!(kind, RecordKind::Call) && method == 0 {
            return Err("a call has no method".to_owned());
        }
        let object = shape.object.as_ref().map_or(NONE, |it| self.object(it));
        if matches!(kind, RecordKind::Object(_)) && object == NONE {
            return Err("a record about an object names none".to_owned());
        }
        let count = shape.count.map(count_of).transpose()?;
        let record = LogRecord {
            line,
            kind,
            thread,
            who: Who::Client,
            seq: if matches!(kind, RecordKind::Return) { shape.of } else { shape.seq },
            depth: shape.depth.map(|depth| u16::try_from(depth).unwrap_or(u16::MAX)),
            object,
            instance: NONE,
            interface,
            method,
            flags: shape.flags.as_ref().map(word).transpose()?,
            result: shape.result.as_ref().map(word).transpose()?,
            count,
            more,
        };
        if let RecordKind::End(end) = kind {
            self.log.end = end;
        }
        self.log.records.push(record);
        Ok(())
    }

    /// Numbers and clocks should grow; the order of the lines is what counts.
    fn order(&mut self, line: u32, shape: &RecordShape<'_>) {
        if let Some(seq) = shape.seq {
            if self.last_seq.is_some_and(|last| seq <= last) {
                let message = format!("seq goes back to {seq}: the order of the lines is kept");
                self.log.complain(line, "seq-goes-back", message);
            }
            self.last_seq = Some(seq);
        }
        if let Some(time) = shape.time {
            if self.last_time.is_some_and(|last| time < last) {
                let message = format!("the clock goes back to {time}: the order of lines is kept");
                self.log.complain(line, "clock-goes-back", message);
            }
            self.last_time = Some(time);
        }
    }

    fn kind(&mut self, line: u32, shape: &RecordShape<'_>) -> Result<RecordKind, String> {
        Ok(match &*shape.record {
            "call" => RecordKind::Call,
            "return" => RecordKind::Return,
            "note" => RecordKind::Note,
            "object" => RecordKind::Object(match shape.state.as_deref() {
                None => None,
                Some("created") => Some(ObjectState::Created),
                Some("destroyed") => Some(ObjectState::Destroyed),
                Some("invalid") => Some(ObjectState::Invalid),
                Some(other) => return Err(format!("unknown state {other:?} of an object")),
            }),
            "end" => RecordKind::End(match shape.how.as_deref() {
                Some("exit") => LogEnd::Exit,
                Some("stopped") => LogEnd::Stopped,
                Some("crash") => LogEnd::Crash,
                other => return Err(format!("unknown end {:?}", other.unwrap_or(""))),
            }),
            "" => return Err("this object has no \"record\"".to_owned()),
            other => {
                let message = format!("a record of kind {other:?} is not known: kept as a note");
                self.log.complain(line, "unknown-record", message);
                RecordKind::Note
            }
        })
    }

    fn thread(&mut self, shape: &RecordShape<'_>, kind: RecordKind) -> Result<u8, String> {
        let is_call = matches!(kind, RecordKind::Call | RecordKind::Return);
        // On which thread a process crashed is not to be guessed: it gets one of its own.
        let is_crash = matches!(kind, RecordKind::End(LogEnd::Crash));
        let next = self.log.threads.len();
        if shape.thread.is_none() && is_crash && next < MOST_THREADS {
            self.log.threads.push("?".to_owned());
            return Ok(next as u8);
        }
        if let (None, false, Some(last)) = (&shape.thread, is_call, self.log.records.last()) {
            return Ok(last.thread);
        }
        let text = shape.thread.as_ref().map_or("?".into(), Scalar::text);
        let number = self.log.texts.number(&text);
        if let Some(known) = self.threads.get(&number) {
            return Ok(*known);
        }
        if next == MOST_THREADS {
            return Err(format!("more than {MOST_THREADS} threads"));
        }
        let named = self.log.texts.text(number).to_owned();
        let is_number = named.starts_with(|c: char| c.is_ascii_digit());
        self.log.threads.push(if is_number { format!("thread-{named}") } else { named });
        self.threads.insert(number, next as u8);
        Ok(next as u8)
    }

    fn details(
        &mut self,
        shape: &RecordShape<'_>,
        kind: RecordKind,
        unknown: &[String],
    ) -> Result<Option<Box<RecordDetails>>, String> {
        let caller = match shape.caller.as_deref() {
            None => None,
            Some("client") => Some(Outside::Client),
            Some("mapi") => Some(Outside::Mapi),
            Some("spooler") => Some(Outside::Spooler),
            Some("provider") => Some(Outside::Provider),
            Some(other) => return Err(format!("unknown caller {other:?}")),
        };
        let mut note = shape.note.as_deref().unwrap_or("").to_owned();
        for key in unknown {
            note.push_str(if note.is_empty() { "" } else { "; " });
            note.push_str(key);
        }
        if matches!(kind, RecordKind::Note) && !matches!(&*shape.record, "note") {
            note = format!("{}: {note}", shape.record);
        }
        let parent = shape.parent.as_ref().map(|it| self.object(it)).filter(|it| *it != NONE);
        let values = [&shape.args, &shape.gives].into_iter().flatten();
        let values: Vec<_> = values.flat_map(|args| self.values(args)).collect();
        let name = shape.name.as_ref().map_or(0, |name| self.log.texts.number(name));
        let more = RecordDetails { values, caller, name, parent, note };
        let is_empty = more.values.is_empty()
            && more.caller.is_none()
            && more.name == 0
            && more.parent.is_none()
            && more.note.is_empty();
        Ok((!is_empty).then(|| Box::new(more)))
    }

    fn values(&mut self, args: &Args<'_>) -> Vec<(u32, LogValue)> {
        let texts = &mut self.log.texts;
        let value = |value: &Scalar<'_>, texts: &mut TextTable| match value {
            Scalar::Number(number) => LogValue::Number(*number),
            Scalar::Text(text) => LogValue::Text(texts.number(&address(text))),
        };
        args.0
            .iter()
            .map(|(name, it)| {
                let name = name.as_ref().map_or(0, |name| texts.number(name));
                (name, value(it, texts))
            })
            .collect()
    }

    /// The number of an object's text; none for a null pointer.
    fn object(&mut self, it: &Scalar<'_>) -> u32 {
        let text = it.text();
        if is_null(&text) { NONE } else { self.log.texts.number(&address(&text)) }
    }
}

/// An address in one form, whichever the recorder printed: `0x00A1`, `0xa1` and `00000000`000000A1`
/// of a debugger are the same object. Shorter numbers are flags and counts, and stay what they are.
fn address(text: &str) -> Cow<'_, str> {
    let (high, low) = text.split_once('`').unwrap_or(("", text));
    let number = match low.strip_prefix("0x").or_else(|| low.strip_prefix("0X")) {
        Some(digits) if high.is_empty() => u64::from_str_radix(digits, 16),
        None if !high.is_empty() => {
            u64::from_str_radix(&[high.trim_start_matches("0x"), low].concat(), 16)
        }
        _ => return Cow::Borrowed(text),
    };
    match number {
        Ok(number) if number > 0xFFFF => Cow::Owned(format!("0x{number:x}")),
        _ => Cow::Borrowed(text),
    }
}

/// Whether a text means no object.
pub(super) fn is_null(text: &str) -> bool {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte == b'0')
        || ["null", "nullptr", "nil", "(nil)"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A reference count: as AddRef and Release return it, an unsigned number of 32 bits that may have
/// gone below zero.
fn count_of(count: i64) -> Result<i32, String> {
    match (i32::try_from(count), u32::try_from(count)) {
        (Ok(count), _) => Ok(count),
        (_, Ok(wrapped)) => Ok(wrapped as i32),
        _ => Err(format!("{count} is no reference count")),
    }
}

/// The same of a text that may be something else.
pub(super) fn flag_word(text: &str) -> Option<u32> {
    word(&Scalar::Text(text.into())).ok()
}

/// A flag word or an HRESULT: a number, or names joined by `|`.
pub(super) fn word(it: &Scalar<'_>) -> Result<u32, String> {
    let text = match it {
        Scalar::Number(number) => {
            return u32::try_from(*number)
                .or_else(|_| i32::try_from(*number).map(|signed| signed as u32))
                .map_err(|_| format!("{number} has more than 32 bits"));
        }
        Scalar::Text(text) => text,
    };
    let part = |part: &str| {
        let part = part.trim();
        let hex = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X"));
        match hex {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => part.parse().ok().or_else(|| flag_value(part)).or_else(|| hresult_value(part)),
        }
    };
    text.split('|').try_fold(0, |all, one| {
        part(one)
            .map(|value| all | value)
            .ok_or_else(|| format!("{:?} is no number, flag or HRESULT", crate::text::shown(one)))
    })
}

/// Why a line is no record, without the place in it.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let short = text.rsplit_once(" at line ").map_or(text.as_str(), |(short, _)| short);
    format!("this is no record: {}", crate::text::shown(short))
}
