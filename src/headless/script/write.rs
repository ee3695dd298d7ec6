//! Turns what the user did on the stage into a script that repeats it, with the results as
//! expectations.
//!
//! It must not know how it was recorded.

use std::fmt::Write as _;
use std::time::Duration;

use super::parse::{KEYS, MOST};
use crate::lesson::story::NamedLedgers;
use crate::sim::program::life_name;
use crate::sim::{RowId, Timeline};
use crate::text::Lang;
use crate::tui::Model;
use crate::tui::keymap::Key;
use crate::tui::tape::{Here, Tape, UserInput};

/// Writes a script; `model` is the final state of the stage.
pub fn write(run: &str, start: (Lang, &str), tape: &Tape, model: &Model) -> String {
    let (lang, look) = start;
    let mut text = format!(
        "run {}\nsize {}x{}\ntheme {look}\nlang {}\n\n",
        word(run),
        tape.size.0,
        tape.size.1,
        lang.code()
    );
    let mut last = Here::default();
    let mut at = 0;
    while let Some((done, here)) = tape.done.get(at) {
        // Repeated presses of the same key become one line, unless something other than steps
        // changed in between.
        let same = |next: &&(UserInput, Here)| {
            next.0 == *done && next.1.scene == here.scene && next.1.right == here.right
        };
        let count = match done {
            UserInput::Key(_) | UserInput::Typed(_) => {
                tape.done[at..].iter().take_while(same).take(MOST).count()
            }
            _ => 1,
        };
        let typed: String = tape.done[at..].iter().map_while(|(done, _)| typed(*done)).collect();
        let count = if typed.is_empty() { count } else { typed.chars().count() };
        let here = tape.done.get(at + count - 1).map_or(here, |(_, here)| here);
        let _ = match (*done, count) {
            (UserInput::Typed(_), _) => writeln!(text, "type {}", word(&typed)),
            (UserInput::Key(key), 1) => writeln!(text, "key {}", key_word(key)),
            (UserInput::Key(key), count) => writeln!(text, "key {} {count}", key_word(key)),
            (UserInput::Click(x, y), _) => writeln!(text, "click {x} {y}"),
            (UserInput::Wheel { up }, _) => {
                writeln!(text, "wheel {}", if up { "up" } else { "down" })
            }
            (UserInput::Size(w, h), _) => writeln!(text, "resize {w}x{h}"),
            (UserInput::Time(time), _) => waits(time, &mut text),
        };
        expectations(&last, here, &mut text);
        last.clone_from(here);
        at += count;
    }
    if let Some(stage) = model.stage() {
        text.push('\n');
        the_end(&stage.timeline, &mut text);
    }
    text
}

fn typed(done: UserInput) -> Option<char> {
    if let UserInput::Typed(c) = done { Some(c) } else { None }
}

/// Writes waits for a duration; a single wait lasts at most an hour.
fn waits(time: Duration, text: &mut String) -> std::fmt::Result {
    let hour = 3_600_000;
    let mut left = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    while left > hour {
        writeln!(text, "wait {hour}ms")?;
        left -= hour;
    }
    writeln!(text, "wait {left}ms")
}

/// Writes expectations for what has changed.
fn expectations(before: &Here, here: &Here, text: &mut String) {
    if let Some(step) = here.step.filter(|_| here.step != before.step) {
        let _ = writeln!(text, "expect step {step}");
    }
    if let Some(scene) = here.scene.as_ref().filter(|_| here.scene != before.scene) {
        let _ = writeln!(text, "expect scene {}", word(scene));
    }
    if let Some(right) = here.right.filter(|_| here.right != before.right) {
        let _ = writeln!(text, "expect feedback {}", if right { "right" } else { "wrong" });
    }
}

/// Writes expectations for all ledgers and rules in their current state.
fn the_end(timeline: &Timeline, text: &mut String) {
    let (program, state) = (timeline.machine().program(), timeline.state());
    let mut known = Vec::new();
    // If things share a name, a script can only refer to the first.
    let mut expect = |line: String| {
        let named: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let key = named[..named.len() - 1].join(" ");
        if !known.contains(&key) {
            known.push(key);
            let _ = writeln!(text, "expect {line}");
        }
    };
    expect(format!("step {}", timeline.at()));
    for (at, row) in (0u16..).zip(&state.rows) {
        let status =
            if row.present { format!("0x{:08X}", row.status) } else { "removed".to_owned() };
        expect(format!("row {} {status}", word(&program.row_name(state, RowId(at)))));
    }
    for (at, uid) in (0u16..).zip(&state.uids) {
        let state_of = if uid.registered { "registered" } else { "removed" };
        expect(format!("uid {} {state_of}", word(&program.uid_name(state, crate::sim::UidId(at)))));
    }
    let ledgers = NamedLedgers::of(program, state);
    for (object, life, refs) in &ledgers.objects {
        expect(format!("object {} {}", word(object), life_name(*life)));
        expect(format!("object {} refs {refs}", word(object)));
    }
    for (transport, activity) in &ledgers.transports {
        expect(format!("transport {} {activity}", word(transport)));
    }
    for (message, state) in &ledgers.messages {
        expect(format!("message {} {state}", word(message)));
    }
    timeline
        .broken_rules(timeline.at())
        .into_iter()
        .for_each(|rule| expect(format!("rule {rule} broken")));
    expect(format!("verdict {}", timeline.verdict().name()));
}

fn key_word(key: Key) -> String {
    match (KEYS.iter().find(|(_, known)| *known == key), key) {
        (Some((name, _)), _) => (*name).to_owned(),
        (None, Key::Char(c)) => word(&c.to_string()),
        (None, other) => other.name(true),
    }
}

/// A word, quoted if the parser needs it.
fn word(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.starts_with(['#', '"'])
        && !text.contains(|c: char| c.is_whitespace() || c == '"');
    if plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
