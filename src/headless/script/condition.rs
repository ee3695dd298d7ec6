//! The conditions that a script can wait for and expect: about the ledgers, output flags, rules,
//! the screen, the lesson.
//!
//! Each is checked at the stage's current place, and reports the actual value. It must not know how
//! time passes.

use std::str::FromStr;

use ratatui::buffer::Buffer;

use super::error::ScriptError;
use crate::headless::film::Film;
use crate::lesson::story::{NamedLedgers, lives};
use crate::mapi::flag_names;
use crate::narrate::flags_of_return;
use crate::sim::ledgers::ACTIVITIES;
use crate::sim::program::{MESSAGE_STATES, life_name, message_state_name};
use crate::sim::timeline::{VERDICTS, Verdict};
use crate::sim::{EventKind, MethodId, ObjectId, RowId, Timeline, Value};

/// A condition that must hold, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Whether the condition is negated.
    pub not: bool,
    /// The condition.
    pub what: Condition,
    /// The words in the script.
    pub text: String,
}

/// A condition on the current state of the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A row of the status table is `present` or `removed`, or has a status.
    Row(String, String),
    /// A MAPIUID is `registered` or `removed`.
    Uid(String, String),
    /// An object is `live`, `invalid` or `freed`.
    Object(String, String),
    /// An object has a reference count.
    Refs(String, i32),
    /// What a transport is doing.
    Transport(String, String),
    /// Where a message is.
    Message(String, String),
    /// The flags that a method returned last.
    Out(String, Vec<String>),
    /// The result that a method returned last.
    Result(String, String),
    /// A method has been called, or has returned.
    Method(String, bool),
    /// A rule has been broken by now.
    Rule(String, bool),
    /// The verdict on the whole run.
    Verdict(String),
    /// The screen shows a text.
    Screen(String),
    /// The number of steps that have been taken.
    Step(usize),
    /// A scene of the lesson is shown.
    Scene(String),
    /// Whether the last answer was right.
    Feedback(bool),
}

const KINDS: [&str; 15] = [
    "row",
    "uid",
    "object",
    "transport",
    "message",
    "out",
    "result",
    "called",
    "returned",
    "rule",
    "verdict",
    "screen",
    "step",
    "scene",
    "feedback",
];

fn one_of(kind: &str, word: &str, known: &[&str]) -> Result<String, ScriptError> {
    match known.contains(&word) {
        true => Ok(word.to_owned()),
        false => Err(ScriptError::unknown(kind, word, known.iter().copied())),
    }
}

impl Wanted {
    /// Parses `[not] KIND NAME STATE`.
    pub(super) fn parse(words: &[&str]) -> Result<Self, ScriptError> {
        let (not, words) = match words {
            ["not", rest @ ..] => (true, rest),
            all => (false, all),
        };
        Ok(Self { not, what: Condition::parse(words)?, text: words.join(" ") })
    }

    /// Checks the condition on the stage; `was_right` says whether the last answer was right.
    ///
    /// # Errors
    /// The condition does not hold; the error says what the actual value is.
    pub fn check(&self, film: &Film, was_right: Option<bool>) -> Result<(), String> {
        match (self.what.look(film, was_right), self.not) {
            (Ok(()), true) => Err(format!("it is so: {}", self.text)),
            (Ok(()), false) | (Err(_), true) => Ok(()),
            (Err(got), false) => Err(got),
        }
    }

    /// The condition in the words of the script.
    pub fn words(&self) -> String {
        if self.not { format!("not {}", self.text) } else { self.text.clone() }
    }
}

/// Parses a non-negative whole number.
fn whole<T: FromStr>(text: &str, what: &str) -> Result<T, ScriptError> {
    text.parse()
        .map_err(|_| ScriptError::new(format!("{text:?} is not a {what}"), "a whole number"))
}

impl Condition {
    fn parse(words: &[&str]) -> Result<Self, ScriptError> {
        let own = |word: &&str| (*word).to_owned();
        let states = MESSAGE_STATES.map(message_state_name);
        Ok(match words {
            ["row", name, "status", status] | ["row", name, status] if status.starts_with("0x") => {
                let number = u32::from_str_radix(&status[2..], 16);
                let number = number.map_err(|_| {
                    ScriptError::new(format!("{status:?} is not a status"), "such as 0x00110001")
                })?;
                Condition::Row(own(name), format!("0x{number:08X}"))
            }
            ["row", name, state] => {
                Condition::Row(own(name), one_of("state of a row", state, &["present", "removed"])?)
            }
            ["uid", name, state] => Condition::Uid(
                own(name),
                one_of("state of a MAPIUID", state, &["registered", "removed"])?,
            ),
            ["object", name, "refs", count] => Condition::Refs(own(name), whole(count, "count")?),
            ["object", name, state] => {
                Condition::Object(own(name), one_of("state of an object", state, &lives())?)
            }
            ["transport", name, what] => {
                Condition::Transport(own(name), one_of("activity", what, &ACTIVITIES)?)
            }
            ["message", name, state] => {
                Condition::Message(own(name), one_of("state of a message", state, &states)?)
            }
            ["out", method, flags @ ..] => {
                let mut flags: Vec<String> =
                    flags.iter().filter(|flag| **flag != "none").map(own).collect();
                flags.sort_unstable();
                Condition::Out(own(method), flags)
            }
            ["result", method, result] => Condition::Result(own(method), own(result)),
            ["called", method] => Condition::Method(own(method), false),
            ["returned", method] => Condition::Method(own(method), true),
            ["rule", rule, state] => {
                let rules = crate::scenario::catalogue::rules().iter();
                let known: Vec<&str> = rules.map(|rule| rule.id.as_str()).collect();
                let rule = one_of("rule", rule, &known)?;
                let state = one_of("state of a rule", state, &["broken", "held"])?;
                Condition::Rule(rule, state == "broken")
            }
            ["verdict", verdict] => {
                Condition::Verdict(one_of("verdict", verdict, &VERDICTS.map(Verdict::name))?)
            }
            ["screen", text] => Condition::Screen(own(text)),
            ["step", step] => Condition::Step(whole(step, "step")?),
            ["scene", name] => Condition::Scene(own(name)),
            ["feedback", state] => {
                Condition::Feedback(one_of("feedback", state, &["right", "wrong"])? == "right")
            }
            [known, ..] if KINDS.contains(known) => {
                return Err(ScriptError::new(
                    format!("{known} cannot be expected in this form"),
                    "see docs/scripts.md",
                ));
            }
            [other, ..] => return Err(ScriptError::unknown("thing to expect", other, KINDS)),
            [] => {
                return Err(ScriptError::new(
                    "expect needs something to expect",
                    format!("known: {}", KINDS.join(", ")),
                ));
            }
        })
    }

    /// Whether the condition holds; if not, the error is the actual value.
    fn look(&self, film: &Film, was_right: Option<bool>) -> Result<(), String> {
        let stage = film.model.stage().ok_or_else(|| "there is no run".to_owned())?;
        let timeline = &stage.timeline;
        let same = |wanted: &str, got: Option<String>, name: &str| match got {
            Some(got) if got == wanted => Ok(()),
            Some(got) => Err(format!("{name} {got}")),
            None => Err(format!("there is no {name}")),
        };
        match self {
            Condition::Row(name, wanted) => same(wanted, row(timeline, name, wanted), name),
            Condition::Uid(name, wanted) => same(wanted, uid(timeline, name), name),
            Condition::Object(name, wanted) => {
                same(wanted, object(timeline, name).map(|it| it.0), name)
            }
            Condition::Refs(name, wanted) => same(
                &wanted.to_string(),
                object(timeline, name).map(|it| it.1.to_string()),
                &format!("{name} refs"),
            ),
            Condition::Transport(name, wanted) => {
                same(wanted, pair(&ledgers(timeline).transports, name), name)
            }
            Condition::Message(name, wanted) => {
                let found = timeline
                    .state()
                    .messages
                    .iter()
                    .find(|it| timeline.machine().program().names.text(it.name) == name);
                same(wanted, found.map(|it| message_state_name(it.state).to_owned()), name)
            }
            Condition::Out(method, wanted) => output_flags(timeline, method, wanted),
            Condition::Result(method, wanted) => match returned(timeline, method) {
                Some((result, _)) if result == *wanted => Ok(()),
                Some((result, _)) => Err(format!("{method} returned {result}")),
                None => Err(format!("{method} has not returned")),
            },
            Condition::Method(method, returns) => called(timeline, method, *returns),
            Condition::Rule(rule, broken) => {
                let found = timeline
                    .violations()
                    .iter()
                    .find(|found| found.rule == rule && found.step <= timeline.at());
                match (found, broken) {
                    (Some(_), true) | (None, false) => Ok(()),
                    (Some(found), false) => Err(format!("{rule} is broken in step {}", found.step)),
                    (None, true) => Err(format!("{rule} holds up to step {}", timeline.at())),
                }
            }
            Condition::Verdict(wanted) => {
                same(wanted, Some(timeline.verdict().name().to_owned()), "verdict")
            }
            Condition::Step(step) => {
                same(&step.to_string(), Some(timeline.at().to_string()), "step")
            }
            Condition::Screen(text) => on_screen(&film.picture(), text),
            Condition::Scene(name) => same(name, film.scene_name(), "scene"),
            Condition::Feedback(right) => match was_right {
                Some(was) if was == *right => Ok(()),
                Some(was) => {
                    Err((if was { "the answer is right" } else { "the answer is wrong" })
                        .to_owned())
                }
                None => Err("no question was answered".to_owned()),
            },
        }
    }
}

fn output_flags(timeline: &Timeline, method: &str, wanted: &[String]) -> Result<(), String> {
    match returned(timeline, method) {
        Some((_, flags)) if flags == *wanted => Ok(()),
        Some((_, flags)) if flags.is_empty() => Err(format!("{method} returned no output flags")),
        Some((_, flags)) => Err(format!("{method} returned the output flags {}", flags.join(" "))),
        None => Err(format!("{method} has not returned")),
    }
}

fn ledgers(timeline: &Timeline) -> NamedLedgers {
    NamedLedgers::of(timeline.machine().program(), timeline.state())
}

fn pair(pairs: &[(String, String)], name: &str) -> Option<String> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

/// A row's state, or its status if the script asks for one.
fn row(timeline: &Timeline, name: &str, wanted: &str) -> Option<String> {
    let (program, state) = (timeline.machine().program(), timeline.state());
    let (_, row) =
        (0u16..).zip(&state.rows).find(|(at, _)| program.row_name(state, RowId(*at)) == name)?;
    Some(match (wanted.starts_with("0x"), row.present) {
        (true, true) => format!("0x{:08X}", row.status),
        (false, true) => "present".to_owned(),
        (_, false) => "removed".to_owned(),
    })
}

fn uid(timeline: &Timeline, name: &str) -> Option<String> {
    let (program, state) = (timeline.machine().program(), timeline.state());
    let (_, uid) = (0u16..)
        .zip(&state.uids)
        .find(|(at, _)| program.uid_name(state, crate::sim::UidId(*at)) == name)?;
    Some((if uid.registered { "registered" } else { "removed" }).to_owned())
}

fn object(timeline: &Timeline, name: &str) -> Option<(String, i32)> {
    let found = ledgers(timeline).objects;
    found
        .into_iter()
        .find(|(known, ..)| known == name)
        .map(|(_, life, refs)| (life_name(life).to_owned(), refs))
}

/// The result and flags of a method's last return so far.
fn returned(timeline: &Timeline, wanted: &str) -> Option<(String, Vec<String>)> {
    let program = timeline.machine().program();
    let state = timeline.final_state();
    timeline.events()[..timeline.at()].iter().rev().find_map(|event| match &event.kind {
        EventKind::Return { object, method, result, out }
            if is_meant(timeline, *object, *method, wanted) =>
        {
            let mut flags: Vec<String> =
                match (out, flags_of_return(program, state, *object, *method)) {
                    (Value::Number(word), Some(set)) => {
                        flag_names(set, *word as u32).into_iter().collect()
                    }
                    _ => Vec::new(),
                };
            flags.sort_unstable();
            Some((program.value_text(state, result), flags))
        }
        _ => None,
    })
}

/// Whether `Method` or `object.Method` refers to this method.
fn is_meant(timeline: &Timeline, object: ObjectId, method: MethodId, wanted: &str) -> bool {
    let program = timeline.machine().program();
    let (owner, name) =
        wanted.rsplit_once('.').map_or((None, wanted), |(owner, name)| (Some(owner), name));
    program.method_name(method) == name
        && owner.is_none_or(|owner| program.object_name(timeline.final_state(), object) == owner)
}

fn called(timeline: &Timeline, wanted: &str, returns: bool) -> Result<(), String> {
    let found = timeline.events()[..timeline.at()].iter().any(|event| match &event.kind {
        EventKind::Call { object, method, .. } => {
            !returns && is_meant(timeline, *object, *method, wanted)
        }
        EventKind::Return { object, method, .. } => {
            returns && is_meant(timeline, *object, *method, wanted)
        }
        _ => false,
    });
    match (found, returns) {
        (true, _) => Ok(()),
        (false, true) => Err(format!("{wanted} has not returned up to step {}", timeline.at())),
        (false, false) => Err(format!("{wanted} was not called up to step {}", timeline.at())),
    }
}

/// Whether a text is in one row of the screen; several blanks count as one.
fn on_screen(picture: &Buffer, wanted: &str) -> Result<(), String> {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows: Vec<String> = (0..picture.area.height)
        .map(|y| (0..picture.area.width).map(|x| picture[(x, y)].symbol()).collect::<String>())
        .collect();
    let wanted = squeezed(wanted);
    if rows.iter().any(|row| squeezed(row).contains(&wanted)) {
        return Ok(());
    }
    // A whole screen is too long for a message; the most similar row is more useful.
    let likeness = |row: &&String| (strsim::sorensen_dice(&squeezed(row), &wanted) * 1e6) as u32;
    let nearest = rows.iter().rev().max_by_key(likeness).map_or(String::new(), |row| squeezed(row));
    Err(format!("the most similar row is {nearest:?}"))
}
