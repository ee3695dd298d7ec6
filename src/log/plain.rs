//! A log as plain text, one call a line, as a person pastes it from a debugger: made into the form
//! that is read.
//!
//! `StoreLogoff(store=0x1f3c, *lpulFlags=0x2) -> S_OK, 0x10000`; an indented call is inside the one
//! above it that is less indented. It must not know a file.

use serde_json::{Map, Value, json};

use super::interface::noun;
use super::lines::{Line, Lines};
use super::shape::VERSION;
use crate::diagnostic::{Diagnostic, Place};

/// Interfaces whose objects a person names by their noun: `store=`, `support=`.
const NAMED: [&str; 14] = [
    "IMsgStore",
    "IMAPISupport",
    "IMSLogon",
    "IMSProvider",
    "IMAPISession",
    "IMAPIFolder",
    "IMessage",
    "IAttach",
    "IMAPITable",
    "IMAPIStatus",
    "IMAPIAdviseSink",
    "IStream",
    "IABLogon",
    "IXPLogon",
];

/// A log in the form of JSON Lines, and what could not be read.
#[derive(Debug, Default)]
pub struct Converted {
    /// The lines of the log.
    pub lines: Vec<String>,
    /// What is wrong with which line.
    pub problems: Vec<Diagnostic>,
    /// How many calls it has.
    pub calls: usize,
}

/// A call whose return is still to be written.
struct OpenLine {
    indent: usize,
    seq: usize,
    back: Option<Map<String, Value>>,
    thread: String,
}

/// Makes a log of plain text. Of what was observed it claims nothing: text that a person pasted
/// need not have every call.
pub fn convert(name: &str, lines: &mut Lines<'_>) -> Converted {
    let mut it = Converted::default();
    let header = json!({
        "teardown-log": VERSION,
        "recorder": "teardown log convert",
        "observed": {"calls": [], "results": false, "flags": false}
    });
    it.lines.push(header.to_string());
    let mut open: Vec<OpenLine> = Vec::new();
    loop {
        let number = lines.number + 1;
        let outcome = match lines.next_line() {
            Ok(None) => break,
            Ok(Some(Line::Text(text))) => read(text),
            Ok(Some(Line::TooLong)) => Err("this line is too long".to_owned()),
            Ok(Some(Line::NoText)) => Err("this line is no text".to_owned()),
            Err(error) => {
                it.problems.push(problem(name, number, format!("cannot be read: {error}")));
                break;
            }
        };
        match outcome {
            Ok(None) => {}
            Ok(Some(call)) => {
                close(&mut it.lines, &mut open, call.indent, &call.thread);
                it.calls += 1;
                let seq = it.calls;
                let mut record = call.record;
                record.insert("seq".to_owned(), json!(seq));
                it.lines.push(Value::Object(record).to_string());
                open.push(OpenLine {
                    indent: call.indent,
                    seq,
                    back: call.back,
                    thread: call.thread,
                });
            }
            Err(why) => it.problems.push(problem(name, number, why)),
        }
    }
    close(&mut it.lines, &mut open, 0, "");
    it
}

fn problem(name: &str, line: u32, why: String) -> Diagnostic {
    let place = Place { line, column: 1, length: 0 };
    Diagnostic::error("bad-line", name, Some(place), format!("{why}: skipped")).warning()
}

/// Ends the calls that a new one is not inside of; of other threads none, unless the text is over.
fn close(lines: &mut Vec<String>, open: &mut Vec<OpenLine>, indent: usize, thread: &str) {
    let is_over = |it: &OpenLine| thread.is_empty() || it.thread == thread && it.indent >= indent;
    for at in (0..open.len()).rev().filter(|at| is_over(&open[*at])).collect::<Vec<_>>() {
        let it = open.remove(at);
        // Without a result it did not come back, as far as the text says.
        let Some(mut back) = it.back else { continue };
        back.insert("of".to_owned(), json!(it.seq));
        lines.push(Value::Object(back).to_string());
    }
}

/// A line of text, understood.
struct PlainCall {
    indent: usize,
    thread: String,
    record: Map<String, Value>,
    back: Option<Map<String, Value>>,
}

/// Reads a line: empty lines and those that begin with `#` or `//` are passed over.
fn read(line: &str) -> Result<Option<PlainCall>, String> {
    let text = line.trim();
    if text.is_empty() || text.starts_with('#') || text.starts_with("//") {
        return Ok(None);
    }
    let indent = line.chars().take_while(|c| c.is_whitespace()).map(width).sum();
    // A thread in brackets, as debuggers print it: `[0x1a2c] StoreLogoff(..)`.
    let (thread, text) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((thread, rest)) => (thread.trim(), rest.trim_start()),
        None => ("?", text),
    };
    let (call, back) = match text.split_once("->") {
        Some((call, back)) => (call.trim(), Some(back.trim())),
        None => (text, None),
    };
    let (head, rest) = call.split_once('(').ok_or("this is no call: it has no (")?;
    let args = rest.strip_suffix(')').ok_or("this is no call: it does not end with )")?;
    let head = head.trim();
    let (interface, method) = match head.rsplit_once("::").or_else(|| head.rsplit_once('.')) {
        Some((interface, method)) => (Some(interface.trim()), method.trim()),
        None => (None, head),
    };
    let is_name = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if !is_name(method) {
        return Err(format!("{:?} is no method", crate::text::shown(method)));
    }
    let mut record = Map::new();
    record.insert("record".to_owned(), json!("call"));
    record.insert("thread".to_owned(), json!(thread));
    record.insert("method".to_owned(), json!(method));
    if let Some(interface) = interface.filter(|it| is_name(it)) {
        record.insert("interface".to_owned(), json!(interface));
    }
    arguments(args, &mut record);
    let back = back.map(|back| returned(back, thread));
    Ok(Some(PlainCall { indent, thread: thread.to_owned(), record, back }))
}

/// A tab is as wide as eight columns.
fn width(c: char) -> usize {
    if c == '\t' { 8 } else { 1 }
}

/// The first argument with the name of an object's kind is the object; flags are the flags.
fn arguments(text: &str, record: &mut Map<String, Value>) {
    let mut args = Map::new();
    for (at, part) in text.split(',').map(str::trim).filter(|it| !it.is_empty()).enumerate() {
        let (name, value) = part.split_once('=').unwrap_or(("", part));
        let (name, value) = (name.trim().trim_start_matches('*'), value.trim());
        let kind = NAMED.iter().find(|interface| noun(interface) == name);
        match name {
            "lpulFlags" | "ulFlags" | "flags" => {
                record.insert("flags".to_owned(), json!(value));
            }
            "this" | "object" if !record.contains_key("object") => {
                record.insert("object".to_owned(), json!(value));
            }
            _ if kind.is_some() && at == 0 && !record.contains_key("object") => {
                record.insert("object".to_owned(), json!(value));
                if let Some(interface) = kind.filter(|_| !record.contains_key("interface")) {
                    record.insert("interface".to_owned(), json!(interface));
                }
            }
            "" => drop(args.insert((at + 1).to_string(), json!(value))),
            name => drop(args.insert(name.to_owned(), json!(value))),
        }
    }
    if !args.is_empty() {
        record.insert("args".to_owned(), Value::Object(args));
    }
}

/// `S_OK, 0x10000`: a result and output flags; a plain number: the count of AddRef or Release.
fn returned(text: &str, thread: &str) -> Map<String, Value> {
    let mut back = Map::new();
    back.insert("record".to_owned(), json!("return"));
    back.insert("thread".to_owned(), json!(thread));
    let mut gives = Map::new();
    for (at, part) in text.split(',').map(str::trim).filter(|it| !it.is_empty()).enumerate() {
        match (part.split_once('='), part.parse::<i64>()) {
            (Some((name, value)), _) => {
                let name = name.trim().trim_start_matches('*');
                let is_flags = matches!(name, "lpulFlags" | "ulFlags" | "flags");
                let (into, key) = if is_flags { (&mut back, "flags") } else { (&mut gives, name) };
                into.insert(key.to_owned(), json!(value.trim()));
            }
            (None, Ok(count)) if at == 0 => drop(back.insert("count".to_owned(), json!(count))),
            (None, _) => {
                let key = if at == 0 { "result" } else { "flags" };
                back.insert(key.to_owned(), json!(part));
            }
        }
    }
    if !gives.is_empty() {
        back.insert("gives".to_owned(), Value::Object(gives));
    }
    back
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(text: &str) -> Converted {
        let mut lines = Lines::new(Box::new(text.as_bytes())).expect("opens");
        convert("x.txt", &mut lines)
    }

    #[test]
    fn a_line_is_a_call_and_its_return() {
        let it = converted(
            "# from the debugger\n\
             StoreLogoff(store=0x1f3c, *lpulFlags=0x2) -> S_OK, 0x10000\n\
             \x20 IMAPISupport::StoreLogoffTransports(this=0x20, *lpulFlags=LOGOFF_ORDERLY) \
             -> S_OK, 0x10000\n\
             Release(store=0x1f3c) -> 0\n",
        );
        assert!(it.problems.is_empty(), "{:?}", it.problems);
        assert_eq!(it.calls, 3);
        let records: Vec<&str> = it.lines[1..].iter().map(String::as_str).collect();
        let wanted = [
            concat!(
                r#"{"record":"call","thread":"?","method":"StoreLogoff","#,
                r#""object":"0x1f3c","interface":"IMsgStore","flags":"0x2","seq":1}"#
            ),
            concat!(
                r#"{"record":"call","thread":"?","method":"StoreLogoffTransports","#,
                r#""interface":"IMAPISupport","object":"0x20","#,
                r#""flags":"LOGOFF_ORDERLY","seq":2}"#
            ),
            r#"{"record":"return","thread":"?","result":"S_OK","flags":"0x10000","of":2}"#,
            r#"{"record":"return","thread":"?","result":"S_OK","flags":"0x10000","of":1}"#,
            concat!(
                r#"{"record":"call","thread":"?","method":"Release","#,
                r#""object":"0x1f3c","interface":"IMsgStore","seq":3}"#
            ),
            r#"{"record":"return","thread":"?","count":0,"of":3}"#,
        ];
        assert_eq!(records, wanted);
    }

    #[test]
    fn what_is_no_call_has_its_line() {
        let it =
            converted("hello\nRelease(store=1\n[7] Release(store=1)\nRe lease(store=1) -> 0\n");
        let lines: Vec<_> = it.problems.iter().filter_map(|it| Some(it.place?.line)).collect();
        assert_eq!((lines, it.calls), (vec![1, 2, 4], 1));
        // A call without a result never came back.
        assert_eq!(it.lines.len(), 2);
    }
}
