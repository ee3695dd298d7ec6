//! Questions that the run answers, and what is right ([`truth`]). `choices` has what can be picked,
//! `grade` compares attempts.
//!
//! An answer is a list of names, whatever the kind of question: rows, MAPIUIDs, objects,
//! transports, messages, a call as `object.Method`, output flags, a count as digits, the party to
//! blame, rules. Nothing but the question is read from the lesson. It must not know a screen.

use std::collections::BTreeSet;

use super::schema::{ItemChange, LineChange, ObjectChange, Predict};
use super::story::{Broken, Moment, Story, What};
use crate::sim::event::Ledger;
use crate::sim::{Life, ObjectId};

/// How many options may be picked, and whether their order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Select {
    /// Exactly one option.
    One,
    /// Any number of options, including none.
    Many,
    /// Any number of options, in the right order.
    Ordered,
}

/// The kind of a question, by its key in the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// `rows`: which rows of the status table change in this way.
    Rows(ItemChange),
    /// `uids`: which MAPIUIDs change in this way.
    Uids(ItemChange),
    /// `objects`: which objects change in this way.
    Objects(ObjectChange),
    /// `transports`: which transports change in this way.
    Transports(LineChange),
    /// `messages`: which messages reach a state.
    Messages,
    /// `next_call`: which method is called next.
    NextCall,
    /// `out_word`: which output flags a call returns.
    OutWord,
    /// `count`: which reference count an object has.
    Count,
    /// `blame`: whose code is to blame for a broken rule.
    Blame,
    /// `rule`: which rules are broken.
    Rule,
    /// `because`: with which changes of the run an outcome is different.
    Because,
}

impl QuestionKind {
    /// The kind of a question that names exactly one outcome; it determines the options.
    pub fn of(predict: &Predict) -> Option<QuestionKind> {
        let [kind] = Self::all_of(predict)[..] else { return None };
        Some(if predict.because.is_some() { QuestionKind::Because } else { kind })
    }

    /// The outcomes that a question names; there must be exactly one.
    pub fn all_of(predict: &Predict) -> Vec<QuestionKind> {
        let mut found = Vec::new();
        found.extend(predict.rows.as_ref().map(|it| QuestionKind::Rows(it.value)));
        found.extend(predict.uids.as_ref().map(|it| QuestionKind::Uids(it.value)));
        found.extend(predict.objects.as_ref().map(|it| QuestionKind::Objects(it.value)));
        found.extend(predict.transports.as_ref().map(|it| QuestionKind::Transports(it.value)));
        found.extend(predict.messages.as_ref().map(|_| QuestionKind::Messages));
        found.extend(predict.next_call.as_ref().map(|_| QuestionKind::NextCall));
        found.extend(predict.out_word.as_ref().map(|_| QuestionKind::OutWord));
        found.extend(predict.count.as_ref().map(|_| QuestionKind::Count));
        found.extend(predict.blame.as_ref().map(|_| QuestionKind::Blame));
        found.extend(predict.rule.then_some(QuestionKind::Rule));
        found
    }

    /// The key in a lesson file.
    pub fn key(self) -> &'static str {
        match self {
            QuestionKind::Rows(_) => "rows",
            QuestionKind::Uids(_) => "uids",
            QuestionKind::Objects(_) => "objects",
            QuestionKind::Transports(_) => "transports",
            QuestionKind::Messages => "messages",
            QuestionKind::NextCall => "next_call",
            QuestionKind::OutWord => "out_word",
            QuestionKind::Count => "count",
            QuestionKind::Blame => "blame",
            QuestionKind::Rule => "rule",
            QuestionKind::Because => "because",
        }
    }

    /// The ledger in whose panel the answer is marked; `None` for a list of choices.
    pub fn ledger(self) -> Option<Ledger> {
        match self {
            QuestionKind::Rows(_) => Some(Ledger::StatusTable),
            QuestionKind::Uids(_) => Some(Ledger::ProviderUids),
            QuestionKind::Objects(_) => Some(Ledger::Objects),
            QuestionKind::Transports(_) | QuestionKind::Messages => Some(Ledger::Transports),
            _ => None,
        }
    }

    /// How many options may be picked.
    pub fn select(self, ordered: bool) -> Select {
        match self {
            QuestionKind::NextCall | QuestionKind::Count | QuestionKind::Blame => Select::One,
            _ if ordered => Select::Ordered,
            _ => Select::Many,
        }
    }
}

/// One right answer, with the step that makes it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name of the option: a row, an object, a method, a flag, a number.
    pub name: String,
    /// The step; `None` if nothing changes.
    pub step: Option<usize>,
}

/// What is right for a question in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// All right answers, in the order of the run.
    pub facts: Vec<Fact>,
    /// Whether their order counts.
    pub ordered: bool,
    /// The place at which the question stops looking.
    pub until: usize,
}

/// Why the run can't answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// `until` is never reached.
    NoEnd,
    /// After the question there is no such call, return, object or broken rule.
    Nothing,
    /// The question is asked at the end of the run, after which nothing can happen that would be
    /// right.
    Over,
    /// The question names no kind, or several.
    NoKind,
}

/// What is right, as computed from the run; `from` is the place where the question is asked. A
/// question with `because` concerns the whole run: for it, this is the outcome with which the runs
/// of its changes are compared, see [`super::because`].
///
/// # Errors
/// The run has no answer to the question.
pub fn truth(predict: &Predict, story: &Story<'_>, from: usize) -> Result<Truth, NoAnswer> {
    let [kind] = QuestionKind::all_of(predict)[..] else { return Err(NoAnswer::NoKind) };
    let from = if predict.because.is_some() { 0 } else { from };
    // The next call is not an outcome of the whole run.
    if predict.because.is_some() && kind == QuestionKind::NextCall {
        return Err(NoAnswer::NoKind);
    }
    let until = match &predict.until {
        Some(anchor) => anchor.place_after(story, from).ok_or(NoAnswer::NoEnd)?,
        None => story.end(),
    };
    let steps = |pick: &dyn Fn(&Moment) -> Option<String>| facts(story, from, until, pick);
    let facts = match kind {
        QuestionKind::Rows(ItemChange::Stay) => {
            staying(story.ledgers_at(until).rows.into_iter().map(|(name, _)| name))
        }
        QuestionKind::Uids(ItemChange::Stay) => staying(story.ledgers_at(until).uids),
        QuestionKind::Rows(change) => steps(&|moment| row_change(moment, change)),
        // An entry of the registry has nothing that could change.
        QuestionKind::Uids(ItemChange::Changed) => return Err(NoAnswer::Nothing),
        QuestionKind::Uids(change) => steps(&|moment| uid_change(moment, change)),
        QuestionKind::Objects(change) => object_facts(story, from, until, change),
        QuestionKind::Transports(change) => transport_facts(story, from, until, change),
        QuestionKind::Messages => {
            let wanted = predict.messages.as_ref().map_or("", |it| it.as_str());
            steps(&|moment| match &moment.what {
                What::Message(name, to) if to == wanted => Some(name.clone()),
                _ => None,
            })
        }
        QuestionKind::NextCall => vec![next_call(predict, story, from).ok_or(NoAnswer::Nothing)?],
        QuestionKind::OutWord => out_word(predict, story, from).ok_or(NoAnswer::Nothing)?,
        QuestionKind::Count => vec![count(predict, story, from, until).ok_or(NoAnswer::Nothing)?],
        QuestionKind::Blame => vec![blame(predict, story, from).ok_or(NoAnswer::Nothing)?],
        QuestionKind::Rule => {
            let broken = story.broken().iter().filter(|it| is_ahead(it, from) && it.step <= until);
            distinct(broken.map(|it| Fact { name: it.rule.clone(), step: Some(it.step) }))
        }
        QuestionKind::Because => return Err(NoAnswer::NoKind),
    };
    let is_still_there = matches!(
        kind,
        QuestionKind::Rows(ItemChange::Stay)
            | QuestionKind::Uids(ItemChange::Stay)
            | QuestionKind::Objects(ObjectChange::Stay)
            | QuestionKind::Transports(LineChange::Stay)
    );
    if facts.is_empty() && from >= until && !is_still_there {
        return Err(NoAnswer::Over);
    }
    Ok(Truth { facts, ordered: predict.ordered, until })
}

/// Whether a rule is broken only after a place. What is judged when the run is over comes after its
/// last step.
fn is_ahead(broken: &Broken, from: usize) -> bool {
    broken.step > from || (broken.at_end && broken.step == from)
}

fn distinct(all: impl Iterator<Item = Fact>) -> Vec<Fact> {
    let mut seen = BTreeSet::new();
    all.filter(|fact| seen.insert(fact.name.clone())).collect()
}

pub(super) fn facts(
    story: &Story<'_>,
    from: usize,
    until: usize,
    pick: &dyn Fn(&Moment) -> Option<String>,
) -> Vec<Fact> {
    distinct(
        story
            .between(from, until)
            .filter_map(|(step, moment)| pick(moment).map(|name| Fact { name, step: Some(step) })),
    )
}

fn staying(names: impl IntoIterator<Item = String>) -> Vec<Fact> {
    names.into_iter().map(|name| Fact { name, step: None }).collect()
}

pub(super) fn row_change(moment: &Moment, change: ItemChange) -> Option<String> {
    match (&moment.what, change) {
        (What::RowRemoved(name), ItemChange::Removed)
        | (What::RowAdded(name), ItemChange::Added)
        | (What::RowChanged(name), ItemChange::Changed) => Some(name.clone()),
        _ => None,
    }
}

pub(super) fn uid_change(moment: &Moment, change: ItemChange) -> Option<String> {
    match (&moment.what, change) {
        (What::UidRemoved(name), ItemChange::Removed)
        | (What::UidAdded(name), ItemChange::Added) => Some(name.clone()),
        _ => None,
    }
}

fn object_facts(story: &Story<'_>, from: usize, until: usize, change: ObjectChange) -> Vec<Fact> {
    let ledgers = story.ledgers_at(until);
    if change == ObjectChange::Stay {
        return staying(ledgers.objects_that_are(Life::Live));
    }
    let listed: BTreeSet<&str> = ledgers.objects.iter().map(|(name, ..)| name.as_str()).collect();
    facts(story, from, until, &|moment| {
        let fits = matches!(
            (&moment.what, change),
            (What::Freed, ObjectChange::Freed)
                | (What::Invalidated, ObjectChange::Invalidated)
                | (What::Created, ObjectChange::Created)
        );
        let name = moment
            .object
            .map(|object| story.object(object))
            .filter(|name| fits && listed.contains(name))?;
        Some(name.to_owned())
    })
}

fn transport_facts(story: &Story<'_>, from: usize, until: usize, change: LineChange) -> Vec<Fact> {
    if change == LineChange::Stay {
        let all = story.ledgers_at(until).transports;
        return staying(
            all.into_iter().filter(|(_, does)| does != "logged-off").map(|(name, _)| name),
        );
    }
    facts(story, from, until, &|moment| match &moment.what {
        What::Line(name, to) if change == LineChange::Changed || to == "logged-off" => {
            Some(name.clone())
        }
        _ => None,
    })
}

pub(super) fn call_name(story: &Story<'_>, moment: &Moment) -> Option<String> {
    match (&moment.what, moment.object) {
        (What::Call(method), Some(object)) => Some(format!("{}.{method}", story.object(object))),
        _ => None,
    }
}

pub(super) fn next_call(predict: &Predict, story: &Story<'_>, from: usize) -> Option<Fact> {
    let who = predict.next_call.as_ref()?.as_str();
    story
        .between(from, story.end())
        .filter(|(_, moment)| matches!(who, "any") || moment.actor == who || moment.thread == who)
        .find_map(|(step, moment)| {
            call_name(story, moment).map(|name| Fact { name, step: Some(step) })
        })
}

/// The method's first return after the question that doesn't belong to a nested call: its step,
/// object and flags.
pub(super) fn out_return<'s>(
    predict: &Predict,
    story: &'s Story<'_>,
    from: usize,
) -> Option<(usize, ObjectId, &'s [String])> {
    let wanted = predict.out_word.as_ref()?.as_str();
    story.between(from, story.end()).find_map(|(step, moment)| {
        match (&moment.what, moment.object) {
            (What::Return(method, _, Some(flags)), Some(object))
                if is_method(story, object, method, wanted) =>
            {
                Some((step, object, flags.as_slice()))
            }
            _ => None,
        }
    })
}

/// Whether `Method` or `object.Method` refers to this method.
pub fn is_method(story: &Story<'_>, object: ObjectId, method: &str, wanted: &str) -> bool {
    match wanted.rsplit_once('.') {
        Some((owner, name)) => name == method && owner == story.object(object),
        None => wanted == method,
    }
}

fn out_word(predict: &Predict, story: &Story<'_>, from: usize) -> Option<Vec<Fact>> {
    let (step, _, flags) = out_return(predict, story, from)?;
    Some(flags.iter().map(|flag| Fact { name: flag.clone(), step: Some(step) }).collect())
}

fn count(predict: &Predict, story: &Story<'_>, from: usize, until: usize) -> Option<Fact> {
    let name = predict.count.as_ref()?.as_str();
    let refs = refs_at(story, name, until)?;
    let step = story
        .between(from, until)
        .filter(|(_, moment)| is_count_of(story, moment, name))
        .last()
        .map(|(step, _)| step);
    Some(Fact { name: refs.to_string(), step })
}

pub(super) fn is_count_of(story: &Story<'_>, moment: &Moment, name: &str) -> bool {
    matches!(moment.what, What::Count(_))
        && moment.object.is_some_and(|object| story.object(object) == name)
}

pub(super) fn refs_at(story: &Story<'_>, name: &str, place: usize) -> Option<i32> {
    story
        .ledgers_at(place)
        .objects
        .into_iter()
        .find(|(known, ..)| known == name)
        .map(|(.., refs)| refs)
}

fn blame(predict: &Predict, story: &Story<'_>, from: usize) -> Option<Fact> {
    let rule = predict.blame.as_ref()?.as_str();
    let broken = story
        .broken()
        .iter()
        .find(|it| is_ahead(it, from) && (rule == "any" || it.rule == rule))?;
    Some(Fact { name: broken.blame.clone(), step: Some(broken.step) })
}
