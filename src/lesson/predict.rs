//! Questions that the run answers: what is right ([`truth`]), what can be chosen ([`options`]), and how an attempt compares ([`grade`]).
//!
//! An answer is a list of names, whatever the kind of question: rows, MAPIUIDs, objects, transports, messages, a call as `object.Method`,
//! flags of a word, a count as digits, whom to blame, rules. Nothing is read from the lesson but the question. It must not know a screen.

use std::collections::BTreeSet;

use super::schema::{ItemChange, LineChange, ObjectChange, Predict};
use super::story::{Ledgers, Moment, Story, What, flags_of_method};
use crate::mapi::flags::flags_of;
use crate::mapi::{FlagSet, method_spec};
use crate::sim::body::Code;
use crate::sim::event::Ledger;
use crate::sim::rules::Blame;
use crate::sim::{Life, ObjectId};

/// Where the pattern of a mistake is to be marked, and how many answers may be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Select {
    /// Exactly one.
    One,
    /// Any number.
    Many,
    /// Any number, and the order counts.
    Ordered,
}

/// The kind of a question, by its key in the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `rows`
    Rows(ItemChange),
    /// `uids`
    Uids(ItemChange),
    /// `objects`
    Objects(ObjectChange),
    /// `transports`
    Transports(LineChange),
    /// `messages`
    Messages,
    /// `next_call`
    NextCall,
    /// `out_word`
    OutWord,
    /// `count`
    Count,
    /// `blame`
    Blame,
    /// `rule`
    Rule,
}

impl Kind {
    /// The kinds that a question names; exactly one is right.
    pub fn all_of(predict: &Predict) -> Vec<Kind> {
        let mut found = Vec::new();
        found.extend(predict.rows.as_ref().map(|it| Kind::Rows(it.value)));
        found.extend(predict.uids.as_ref().map(|it| Kind::Uids(it.value)));
        found.extend(predict.objects.as_ref().map(|it| Kind::Objects(it.value)));
        found.extend(predict.transports.as_ref().map(|it| Kind::Transports(it.value)));
        found.extend(predict.messages.as_ref().map(|_| Kind::Messages));
        found.extend(predict.next_call.as_ref().map(|_| Kind::NextCall));
        found.extend(predict.out_word.as_ref().map(|_| Kind::OutWord));
        found.extend(predict.count.as_ref().map(|_| Kind::Count));
        found.extend(predict.blame.as_ref().map(|_| Kind::Blame));
        found.extend(predict.rule.then_some(Kind::Rule));
        found
    }

    /// The key in a lesson.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Rows(_) => "rows",
            Kind::Uids(_) => "uids",
            Kind::Objects(_) => "objects",
            Kind::Transports(_) => "transports",
            Kind::Messages => "messages",
            Kind::NextCall => "next_call",
            Kind::OutWord => "out_word",
            Kind::Count => "count",
            Kind::Blame => "blame",
            Kind::Rule => "rule",
        }
    }

    /// The ledger in whose panel the answer is marked; the others are lists of choices.
    pub fn ledger(self) -> Option<Ledger> {
        match self {
            Kind::Rows(_) => Some(Ledger::StatusTable),
            Kind::Uids(_) => Some(Ledger::ProviderUids),
            Kind::Objects(_) => Some(Ledger::Objects),
            Kind::Transports(_) | Kind::Messages => Some(Ledger::Transports),
            _ => None,
        }
    }

    /// How many answers may be picked.
    pub fn select(self, ordered: bool) -> Select {
        match self {
            Kind::NextCall | Kind::Count | Kind::Blame => Select::One,
            _ if ordered => Select::Ordered,
            _ => Select::Many,
        }
    }
}

/// One right answer, and the step that makes it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// The step; `None` for what does not change.
    pub step: Option<usize>,
}

/// What is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// All right answers, in the order of the run.
    pub facts: Vec<Fact>,
    /// Whether their order counts.
    pub ordered: bool,
    /// The place up to which the question looks.
    pub until: usize,
}

/// Why a question cannot be answered from the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// `until` is never reached.
    NoEnd,
    /// There is no such call, return, object or broken rule after the question.
    Nothing,
    /// It names no kind, or several.
    NoKind,
}

/// What is right, computed from the run; `from` is the place where the question is asked.
pub fn truth(predict: &Predict, story: &Story<'_>, from: usize) -> Result<Truth, NoAnswer> {
    let [kind] = Kind::all_of(predict)[..] else { return Err(NoAnswer::NoKind) };
    let until = match &predict.until {
        Some(anchor) => anchor.place_after(story, from).ok_or(NoAnswer::NoEnd)?,
        None => story.end(),
    };
    let steps = |pick: &dyn Fn(&Moment) -> Option<String>| facts(story, from, until, pick);
    let facts = match kind {
        Kind::Rows(ItemChange::Stay) => staying(story.ledgers_at(until).rows.into_iter().map(|(name, _)| name)),
        Kind::Uids(ItemChange::Stay) => staying(story.ledgers_at(until).uids),
        Kind::Rows(change) => steps(&|moment| row_change(moment, change)),
        Kind::Uids(change) => steps(&|moment| uid_change(moment, change)),
        Kind::Objects(change) => object_facts(story, from, until, change),
        Kind::Transports(change) => transport_facts(story, from, until, change),
        Kind::Messages => {
            let wanted = predict.messages.as_ref().map_or("", |it| it.as_str());
            steps(&|moment| match &moment.what {
                What::Message(name, to) if to == wanted => Some(name.clone()),
                _ => None,
            })
        }
        Kind::NextCall => vec![next_call(predict, story, from).ok_or(NoAnswer::Nothing)?],
        Kind::OutWord => out_word(predict, story, from).ok_or(NoAnswer::Nothing)?,
        Kind::Count => vec![count(predict, story, from, until).ok_or(NoAnswer::Nothing)?],
        Kind::Blame => vec![blame(predict, story, from).ok_or(NoAnswer::Nothing)?],
        Kind::Rule => {
            let broken = story.broken().iter().filter(|it| it.step > from && it.step <= until);
            distinct(broken.map(|it| Fact { name: it.rule.clone(), step: Some(it.step) }))
        }
    };
    Ok(Truth { facts, ordered: predict.ordered, until })
}

fn distinct(all: impl Iterator<Item = Fact>) -> Vec<Fact> {
    let mut seen = BTreeSet::new();
    all.filter(|fact| seen.insert(fact.name.clone())).collect()
}

fn facts(story: &Story<'_>, from: usize, until: usize, pick: &dyn Fn(&Moment) -> Option<String>) -> Vec<Fact> {
    distinct(story.between(from, until).filter_map(|(step, moment)| pick(moment).map(|name| Fact { name, step: Some(step) })))
}

fn staying(names: impl IntoIterator<Item = String>) -> Vec<Fact> {
    names.into_iter().map(|name| Fact { name, step: None }).collect()
}

fn row_change(moment: &Moment, change: ItemChange) -> Option<String> {
    match (&moment.what, change) {
        (What::RowRemoved(name), ItemChange::Removed)
        | (What::RowAdded(name), ItemChange::Added)
        | (What::RowChanged(name), ItemChange::Changed) => Some(name.clone()),
        _ => None,
    }
}

fn uid_change(moment: &Moment, change: ItemChange) -> Option<String> {
    match (&moment.what, change) {
        (What::UidRemoved(name), ItemChange::Removed) | (What::UidAdded(name), ItemChange::Added) => Some(name.clone()),
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
        let name = moment.object.map(|object| story.object(object)).filter(|name| fits && listed.contains(name))?;
        Some(name.to_owned())
    })
}

fn transport_facts(story: &Story<'_>, from: usize, until: usize, change: LineChange) -> Vec<Fact> {
    if change == LineChange::Stay {
        let all = story.ledgers_at(until).transports;
        return staying(all.into_iter().filter(|(_, does)| does != "logged-off").map(|(name, _)| name));
    }
    facts(story, from, until, &|moment| match &moment.what {
        What::Line(name, to) if change == LineChange::Changed || to == "logged-off" => Some(name.clone()),
        _ => None,
    })
}

fn call_name(story: &Story<'_>, moment: &Moment) -> Option<String> {
    match (&moment.what, moment.object) {
        (What::Call(method), Some(object)) => Some(format!("{}.{method}", story.object(object))),
        _ => None,
    }
}

fn next_call(predict: &Predict, story: &Story<'_>, from: usize) -> Option<Fact> {
    let who = predict.next_call.as_ref()?.as_str();
    story
        .between(from, story.end())
        .filter(|(_, moment)| matches!(who, "any") || moment.actor == who || moment.thread == who)
        .find_map(|(step, moment)| call_name(story, moment).map(|name| Fact { name, step: Some(step) }))
}

/// The first return of the method after the question that belongs to no inner call: its step, object and flags.
fn out_return<'s>(predict: &Predict, story: &'s Story<'_>, from: usize) -> Option<(usize, ObjectId, &'s [String])> {
    let wanted = predict.out_word.as_ref()?.as_str();
    story.between(from, story.end()).find_map(|(step, moment)| match (&moment.what, moment.object) {
        (What::Return(method, _, Some(flags)), Some(object)) if is_method(story, object, method, wanted) => {
            Some((step, object, flags.as_slice()))
        }
        _ => None,
    })
}

/// Whether a method is meant by `Method` or `object.Method`.
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
    let step = story.between(from, until).filter(|(_, moment)| is_count_of(story, moment, name)).last().map(|(step, _)| step);
    Some(Fact { name: refs.to_string(), step })
}

fn is_count_of(story: &Story<'_>, moment: &Moment, name: &str) -> bool {
    matches!(moment.what, What::Count(_)) && moment.object.is_some_and(|object| story.object(object) == name)
}

fn refs_at(story: &Story<'_>, name: &str, place: usize) -> Option<i32> {
    story.ledgers_at(place).objects.into_iter().find(|(known, ..)| known == name).map(|(.., refs)| refs)
}

fn blame(predict: &Predict, story: &Story<'_>, from: usize) -> Option<Fact> {
    let rule = predict.blame.as_ref()?.as_str();
    let broken = story.broken().iter().find(|it| it.step > from && (rule == "any" || it.rule == rule))?;
    Some(Fact { name: broken.blame.clone(), step: Some(broken.step) })
}

/// How many choices a question offers that cannot be marked in a panel.
const CHOICES: usize = 5;

/// Everything that can be picked, right answers among the others, in an order that gives nothing away. The wrong ones are what the
/// machine could do: things of the ledgers, calls of this run and of its code, flags of the same word, rules that apply.
pub fn options(predict: &Predict, story: &Story<'_>, from: usize) -> Vec<String> {
    let [kind] = Kind::all_of(predict)[..] else { return Vec::new() };
    let now = || story.ledgers_at(from);
    let ever = || story.ledgers_at(story.end());
    let names = |ledgers: Ledgers| ledgers.objects.into_iter().map(|(name, ..)| name).collect::<Vec<_>>();
    let mut found = match kind {
        Kind::Rows(ItemChange::Added) => added(story, ever().rows.into_iter().map(|(name, _)| name), &row_added),
        Kind::Uids(ItemChange::Added) => added(story, ever().uids.into_iter(), &uid_added),
        Kind::Rows(_) => now().rows.into_iter().map(|(name, _)| name).collect(),
        Kind::Uids(_) => now().uids,
        Kind::Objects(ObjectChange::Created) => names(ever()),
        Kind::Objects(_) => {
            now().objects.into_iter().filter(|(_, life, _)| *life != Life::Freed).map(|(name, ..)| name).collect()
        }
        Kind::Transports(_) => now().transports.into_iter().map(|(name, _)| name).collect(),
        Kind::Messages => now().messages.into_iter().map(|(name, _)| name).collect(),
        Kind::NextCall => call_options(predict, story, from),
        Kind::OutWord => flag_options(predict, story, from),
        Kind::Count => count_options(predict, story, from),
        Kind::Blame => {
            let all = [Blame::Client, Blame::Provider, Blame::Spooler, Blame::Mapi, Blame::Transport];
            return all.iter().map(|it| it.name().to_owned()).collect();
        }
        Kind::Rule => rule_options(predict, story, from),
    };
    // Something may come into being only after the question, or be right without having been there.
    if let Ok(truth) = truth(predict, story, from) {
        for fact in truth.facts {
            if !found.contains(&fact.name) {
                found.push(fact.name);
            }
        }
    }
    found
}

fn row_added(moment: &Moment) -> Option<String> {
    row_change(moment, ItemChange::Added)
}

fn uid_added(moment: &Moment) -> Option<String> {
    uid_change(moment, ItemChange::Added)
}

fn added(story: &Story<'_>, present: impl Iterator<Item = String>, pick: &dyn Fn(&Moment) -> Option<String>) -> Vec<String> {
    let come = facts(story, 0, story.end(), pick).into_iter().map(|fact| fact.name);
    let all: BTreeSet<String> = present.chain(come).collect();
    all.into_iter().collect()
}

/// The right call, calls that come near it in this run, and methods that the same code calls elsewhere on the same object.
fn call_options(predict: &Predict, story: &Story<'_>, from: usize) -> Vec<String> {
    let Some(right) = next_call(predict, story, from) else { return Vec::new() };
    let at = right.step.unwrap_or(from);
    let mut near: Vec<(usize, String)> =
        story.steps().filter_map(|(step, moment)| call_name(story, moment).map(|name| (step.abs_diff(at), name))).collect();
    near.sort();
    let object = right.name.rsplit_once('.').map_or("", |(object, _)| object);
    let other_methods = callable(story, object).into_iter().map(|method| format!("{object}.{method}"));
    let mut seen = BTreeSet::new();
    let mut found: Vec<String> = near
        .into_iter()
        .map(|(_, name)| name)
        .chain(other_methods)
        .filter(|name| seen.insert(name.clone()))
        .take(CHOICES)
        .collect();
    found.sort();
    found
}

/// Methods that some body of the program calls and that the object's interface declares.
fn callable(story: &Story<'_>, object: &str) -> Vec<String> {
    let Some(id) = story.find(object) else { return Vec::new() };
    let (program, interface) = (story.program(), story.interface(id));
    let called: BTreeSet<&str> = program
        .bodies
        .iter()
        .flat_map(|body| &body.ops)
        .filter_map(|op| match &op.code {
            Code::Call { method, .. } => Some(program.method_name(*method)),
            _ => None,
        })
        .collect();
    let declared = |method: &&str| method_spec(Some(interface), method).is_some_and(|spec| spec.interfaces.contains(&interface));
    called.into_iter().filter(declared).map(str::to_owned).collect()
}

fn flag_options(predict: &Predict, story: &Story<'_>, from: usize) -> Vec<String> {
    let Some((_, object, _)) = out_return(predict, story, from) else { return Vec::new() };
    let wanted = predict.out_word.as_ref().map_or("", |it| it.as_str());
    let method = wanted.rsplit_once('.').map_or(wanted, |(_, name)| name);
    let Some(set) = flags_of_method(story.interface(object), method) else { return Vec::new() };
    let is_out = |value: u32| set != FlagSet::Logoff || value > 0xFFFF;
    flags_of(set).filter(|(_, value)| is_out(*value)).map(|(name, _)| name.to_owned()).collect()
}

fn count_options(predict: &Predict, story: &Story<'_>, from: usize) -> Vec<String> {
    let name = predict.count.as_ref().map_or("", |it| it.as_str());
    let now = refs_at(story, name, from).unwrap_or(0);
    let right: i32 = truth(predict, story, from).ok().and_then(|it| it.facts.first()?.name.parse().ok()).unwrap_or(now);
    let (low, high) = (now.min(right), now.max(right));
    let first = (low - 1).max(0).min(right);
    (first..=(high + 1).max(first + 3)).map(|it| it.to_string()).collect()
}

fn rule_options(predict: &Predict, story: &Story<'_>, from: usize) -> Vec<String> {
    let right: Vec<String> =
        truth(predict, story, from).map(|it| it.facts.into_iter().map(|fact| fact.name).collect()).unwrap_or_default();
    let all: Vec<&str> = story.timeline().machine().rules().map(|rule| rule.id).collect();
    let near = |id: &str| {
        let at = all.iter().position(|it| *it == id).unwrap_or(0);
        right.iter().filter_map(|name| all.iter().position(|it| it == name)).map(|it| it.abs_diff(at)).min().unwrap_or(at)
    };
    let mut ranked: Vec<(usize, &str)> = all.iter().map(|id| (near(id), *id)).collect();
    ranked.sort_unstable();
    let mut found: Vec<String> = ranked.into_iter().take(right.len().max(1) + CHOICES - 1).map(|(_, id)| id.to_owned()).collect();
    found.sort();
    found
}

/// How an attempt compares with what is right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// Answered, and right.
    pub right: Vec<Fact>,
    /// Right, and not answered.
    pub missed: Vec<Fact>,
    /// Answered, and not right.
    pub extra: Vec<String>,
    /// Right, but not in the order of the run.
    pub out_of_order: Vec<Fact>,
}

impl Feedback {
    /// Whether the attempt is wholly right.
    pub fn is_right(&self) -> bool {
        self.missed.is_empty() && self.extra.is_empty() && self.out_of_order.is_empty()
    }

    /// The step to show next: the first that the attempt got wrong, or else the first that it got right.
    pub fn step(&self) -> Option<usize> {
        let wrong = self.missed.iter().chain(&self.out_of_order).filter_map(|fact| fact.step).min();
        wrong.or_else(|| self.right.iter().filter_map(|fact| fact.step).min())
    }
}

/// Compares an attempt with what is right.
pub fn grade(truth: &Truth, answer: &[String]) -> Feedback {
    let mut feedback = Feedback::default();
    let mut given: Vec<usize> = Vec::new();
    for name in answer {
        match truth.facts.iter().position(|fact| fact.name == *name) {
            Some(at) if !given.contains(&at) => given.push(at),
            Some(_) => {}
            None if feedback.extra.contains(name) => {}
            None => feedback.extra.push(name.clone()),
        }
    }
    let in_order = if truth.ordered { longest_rise(&given) } else { given.clone() };
    for (at, fact) in truth.facts.iter().enumerate() {
        let list = match (given.contains(&at), in_order.contains(&at)) {
            (true, true) => &mut feedback.right,
            (true, false) => &mut feedback.out_of_order,
            (false, _) => &mut feedback.missed,
        };
        list.push(fact.clone());
    }
    feedback
}

/// The longest part of a list, gaps allowed, whose numbers only rise: what stands in the right order.
fn longest_rise(list: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for &number in list {
        let before = best.iter().filter(|rise| rise.last().is_some_and(|last| *last < number)).max_by_key(|rise| rise.len());
        let mut rise = before.cloned().unwrap_or_default();
        rise.push(number);
        best.push(rise);
    }
    best.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth_of(names: &[&str], ordered: bool) -> Truth {
        let facts = names.iter().enumerate().map(|(at, name)| Fact { name: (*name).to_owned(), step: Some(at + 1) }).collect();
        Truth { facts, ordered, until: names.len() }
    }

    fn answer(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn names(facts: &[Fact]) -> Vec<&str> {
        facts.iter().map(|fact| fact.name.as_str()).collect()
    }

    #[test]
    fn an_attempt_is_right_missed_extra_or_out_of_order() {
        let feedback = grade(&truth_of(&["U-A", "R4", "logon-A"], true), &answer(&["R4", "U-A", "R5"]));
        assert_eq!(names(&feedback.missed), ["logon-A"]);
        assert_eq!(feedback.extra, ["R5"]);
        assert_eq!(feedback.right.len() + feedback.out_of_order.len(), 2);
        assert_eq!(feedback.out_of_order.len(), 1);
        assert!(!feedback.is_right());
    }

    #[test]
    fn order_counts_only_where_the_question_says_so() {
        let given = answer(&["R4", "U-A"]);
        assert!(grade(&truth_of(&["U-A", "R4"], false), &given).is_right());
        assert!(!grade(&truth_of(&["U-A", "R4"], true), &given).is_right());
    }

    #[test]
    fn nothing_is_the_right_answer_where_nothing_happens() {
        assert!(grade(&truth_of(&[], false), &[]).is_right());
        assert!(!grade(&truth_of(&[], false), &answer(&["R1"])).is_right());
    }
}
