//! Two runs side by side: which effect of one belongs to which effect of the other, where they part, and how they end.
//!
//! Runs are aligned by their effects, the changes of ledgers: what a run says or tests in between does not count. It must not know how it
//! is drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::sim::program::message_state_name;
use crate::sim::state::{Life, MessageState};
use crate::sim::{MessageId, ObjectId, Program, RowId, State, Timeline, TransportId, UidId};
use crate::text::Lang;
use crate::tui::content::lookup::Walk;
use crate::tui::content::panel::status_table::status_text;
use crate::tui::content::sheet::details;
use crate::tui::model::marks::Item;
use crate::words::Words;

/// Above this many effects, runs are aligned step by step instead of by the longest common sequence.
const MOST: usize = 1500;

/// The place in `other` that has had as many effects as `one` has at `at`.
pub fn aligned(one: &Timeline, other: &Timeline, at: usize) -> usize {
    let effects = one.events()[..at.min(one.len())].iter().filter(|event| event.kind.ledger().is_some()).count();
    let mut seen = 0;
    for (index, event) in other.events().iter().enumerate() {
        if seen == effects && event.kind.ledger().is_some() {
            return index;
        }
        seen += usize::from(event.kind.ledger().is_some());
    }
    other.len()
}

/// The first step at which two runs do different things; `None` if they are the same.
pub fn first_divergence(one: &Timeline, other: &Timeline) -> Option<usize> {
    let (mut left, mut right) = (Walk::new(one), Walk::new(other));
    let both = one.len().min(other.len());
    (1..=both)
        .find(|step| left.chain(*step) != right.chain(*step) || left.sentence(*step, Lang::En) != right.sentence(*step, Lang::En))
        .or_else(|| (one.len() != other.len()).then_some(both + 1))
}

/// An effect of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The step.
    pub step: usize,
    /// What it did.
    pub text: String,
}

/// All effects of a run.
pub fn effects(timeline: &Timeline, lang: Lang) -> Vec<Effect> {
    let mut walk = Walk::new(timeline);
    (1..=timeline.len())
        .filter(|step| timeline.event(*step).is_some_and(|event| event.kind.ledger().is_some()))
        .map(|step| Effect { step, text: walk.short(step, lang) })
        .collect()
}

/// A line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pair {
    /// Both do it.
    Both(Effect, Effect),
    /// Only the first.
    Left(Effect),
    /// Only the second.
    Right(Effect),
}

/// Two lists of effects, aligned by what is the same in both.
pub fn pairs(one: Vec<Effect>, other: Vec<Effect>) -> Vec<Pair> {
    let keep = if one.len().max(other.len()) > MOST { prefix(&one, &other) } else { common(&one, &other) };
    let (mut one, mut other) = (one.into_iter().enumerate().peekable(), other.into_iter().enumerate().peekable());
    let mut pairs = Vec::new();
    for (left, right) in keep {
        while one.peek().is_some_and(|(at, _)| *at < left) {
            pairs.extend(one.next().map(|(_, effect)| Pair::Left(effect)));
        }
        while other.peek().is_some_and(|(at, _)| *at < right) {
            pairs.extend(other.next().map(|(_, effect)| Pair::Right(effect)));
        }
        if let (Some((_, left)), Some((_, right))) = (one.next(), other.next()) {
            pairs.push(Pair::Both(left, right));
        }
    }
    pairs.extend(one.map(|(_, effect)| Pair::Left(effect)));
    pairs.extend(other.map(|(_, effect)| Pair::Right(effect)));
    pairs
}

fn prefix(one: &[Effect], other: &[Effect]) -> Vec<(usize, usize)> {
    one.iter().zip(other).take_while(|(left, right)| left.text == right.text).enumerate().map(|(at, _)| (at, at)).collect()
}

/// Positions of the longest common sequence.
fn common(one: &[Effect], other: &[Effect]) -> Vec<(usize, usize)> {
    let columns = other.len() + 1;
    let mut longest = vec![0u16; (one.len() + 1) * columns];
    for left in (0..one.len()).rev() {
        for right in (0..other.len()).rev() {
            longest[left * columns + right] = if one[left].text == other[right].text {
                longest[(left + 1) * columns + right + 1] + 1
            } else {
                longest[(left + 1) * columns + right].max(longest[left * columns + right + 1])
            };
        }
    }
    let (mut left, mut right, mut found) = (0, 0, Vec::new());
    while left < one.len() && right < other.len() {
        if one[left].text == other[right].text {
            found.push((left, right));
            left += 1;
            right += 1;
        } else if longest[(left + 1) * columns + right] >= longest[left * columns + right + 1] {
            left += 1;
        } else {
            right += 1;
        }
    }
    found
}

/// What a ledger says of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// It is gone: a row, a MAPIUID, an object, a logon of a transport.
    Gone,
    /// A row and its PR_STATUS_CODE.
    Status(u32),
    /// A MAPIUID that is registered.
    Registered,
    /// An object and its count.
    Object(Life, i32),
    /// A transport and the messages that its line sends and gets.
    Line(Option<String>, Option<String>),
    /// A message.
    Message(MessageState),
}

impl Value {
    /// The same in words, as the panels say it.
    pub fn text(&self, words: &Words) -> String {
        match self {
            Value::Gone => words.text("compare-gone"),
            Value::Status(code) => status_text(words, *code),
            Value::Registered => words.text("compare-registered"),
            Value::Object(life, refs) => {
                let refs = words.with("compare-refs", &[("count", (*refs).into())]);
                if *life == Life::Invalid { format!("{}, {refs}", words.text("fate-invalid")) } else { refs }
            }
            Value::Line(None, None) => words.text("line-idle"),
            Value::Line(sends, gets) => {
                let does = [("line-sending", sends), ("line-receiving", gets)].into_iter();
                let does = does.filter_map(|(id, message)| message.as_ref().map(|it| format!("{} {it}", words.text(id))));
                does.collect::<Vec<_>>().join(", ")
            }
            Value::Message(state) => words.text(&format!("message-{}", message_state_name(*state))),
        }
    }
}

/// What the ledgers of a situation say, by the names of their items: for the end of a run, and for what survives.
pub fn ledgers(program: &Program, state: &State) -> BTreeMap<(u8, String), Value> {
    let mut said = BTreeMap::new();
    let mut say = |item: Item, value: Option<Value>| {
        let place = match item {
            Item::Row(_) => 0,
            Item::Uid(_) => 1,
            Item::Object(_) => 2,
            Item::Transport(_) => 3,
            Item::Message(_) => 4,
        };
        said.insert((place, details::name(program, state, item)), value.unwrap_or(Value::Gone));
    };
    for (at, row) in (0u16..).zip(&state.rows) {
        say(Item::Row(RowId(at)), row.present.then_some(Value::Status(row.status)));
    }
    for (at, uid) in (0u16..).zip(&state.uids) {
        say(Item::Uid(UidId(at)), uid.registered.then_some(Value::Registered));
    }
    for at in (0..state.objects.len() as u32).map(ObjectId).filter(|object| program.is_listed(state, *object)) {
        let object = state.object(at);
        say(Item::Object(at), (object.life != Life::Freed).then_some(Value::Object(object.life, object.refs)));
    }
    for (at, transport) in (0u8..).zip(&state.transports) {
        let [sends, gets] = [transport.sends, transport.gets].map(|it| it.map(|it| program.message_name(state, it).to_owned()));
        say(Item::Transport(TransportId(at)), transport.logged_on.then_some(Value::Line(sends, gets)));
    }
    for (at, message) in (0u32..).zip(&state.messages) {
        say(Item::Message(MessageId(at)), Some(Value::Message(message.state)));
    }
    said
}

/// Items whose end differs: the name, the value in one and in the other run, if that has the item.
pub fn final_differences(one: &Timeline, other: &Timeline) -> Vec<(String, [Option<Value>; 2])> {
    let mut sides = [one, other].map(|run| ledgers(run.machine().program(), run.final_state()));
    let names: BTreeSet<(u8, String)> = sides.iter().flat_map(|side| side.keys().cloned()).collect();
    names
        .into_iter()
        .map(|name| {
            let values = [0, 1].map(|side| sides[side].remove(&name));
            (name.1, values)
        })
        .filter(|(_, [left, right])| left != right)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::tui::compare::*;

    fn effects_of(texts: &[&str]) -> Vec<Effect> {
        (1..).zip(texts).map(|(step, text)| Effect { step, text: (*text).to_owned() }).collect()
    }

    #[test]
    fn runs_are_aligned_by_what_they_have_in_common() {
        let pairs = pairs(effects_of(&["a", "b", "c", "d"]), effects_of(&["a", "c", "x", "d"]));
        let signs: String = pairs
            .iter()
            .map(|pair| match pair {
                Pair::Both(..) => '=',
                Pair::Left(_) => '<',
                Pair::Right(_) => '>',
            })
            .collect();
        assert_eq!(signs, "=<=>=");
    }
}
