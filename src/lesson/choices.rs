//! The options of a question. Wrong options are things that the machine could do: things in the
//! ledgers, calls in this run and in its code, other flags of the same method, rules that apply.
//!
//! It must not know what a learner picks.

use std::collections::BTreeSet;

use super::bounds::MOST_CHANGES;
use super::predict::{
    QuestionKind, Truth, call_name, facts, next_call, out_return, refs_at, row_change, truth,
    uid_change,
};
use super::schema::{ItemChange, ObjectChange, Predict};
use super::story::{Moment, NamedLedgers, Story, flags_of_method};
use crate::mapi::flags::flags_of;
use crate::mapi::{FlagSet, method_spec};
use crate::sim::Life;
use crate::sim::body::Code;
use crate::sim::rules::Blame;

/// How many options a question offers if they can't be marked in a panel.
const CHOICES: usize = 5;
/// The most things in a ledger that a question offers, unless more are right.
const MOST: usize = 10;
/// The fewest wrong ones among them.
const WRONG: usize = 3;

/// The options of a question, in an order that gives nothing away. The wrong ones are things that
/// the machine could do: things in the ledgers, calls in this run and in its code, other flags of
/// the same method, rules that apply.
pub fn options(predict: &Predict, story: &Story<'_>, from: usize) -> Vec<String> {
    let [kind] = QuestionKind::all_of(predict)[..] else { return Vec::new() };
    if let Some(changes) = &predict.because {
        let names = changes.iter().take(MOST_CHANGES).map(|change| change.name.value.clone());
        return names.collect();
    }
    let now = || story.ledgers_at(from);
    let ever = || story.ledgers_at(story.end());
    let names = |ledgers: NamedLedgers| {
        ledgers.objects.into_iter().map(|(name, ..)| name).collect::<Vec<_>>()
    };
    let mut found = match kind {
        QuestionKind::Rows(ItemChange::Added) => {
            added(story, ever().rows.into_iter().map(|(name, _)| name), &row_added)
        }
        QuestionKind::Uids(ItemChange::Added) => added(story, ever().uids.into_iter(), &uid_added),
        QuestionKind::Rows(_) => now().rows.into_iter().map(|(name, _)| name).collect(),
        QuestionKind::Uids(_) => now().uids,
        QuestionKind::Objects(ObjectChange::Created) => names(ever()),
        QuestionKind::Objects(_) => now()
            .objects
            .into_iter()
            .filter(|(_, life, _)| *life != Life::Freed)
            .map(|(name, ..)| name)
            .collect(),
        QuestionKind::Transports(_) => now().transports.into_iter().map(|(name, _)| name).collect(),
        QuestionKind::Messages => now().messages.into_iter().map(|(name, _)| name).collect(),
        QuestionKind::NextCall => call_options(predict, story, from),
        QuestionKind::OutWord => flag_options(predict, story, from),
        QuestionKind::Count => count_options(predict, story, from),
        QuestionKind::Blame => {
            let all =
                [Blame::Client, Blame::Provider, Blame::Spooler, Blame::Mapi, Blame::Transport];
            all.iter().map(|it| it.name().to_owned()).collect()
        }
        QuestionKind::Rule => rule_options(predict, story, from),
        QuestionKind::Because => Vec::new(),
    };
    // Something may come into being only after the question, or be right although it was not there.
    let Ok(truth) = truth(predict, story, from) else { return found };
    let there: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    let come = truth.facts.iter().filter(|fact| !there.contains(fact.name.as_str()));
    let come: Vec<String> = come.map(|fact| fact.name.clone()).collect();
    found.extend(come);
    if kind.ledger().is_some() { few(found, &truth, story, from) } else { found }
}

/// Reduces many items to a handful, in their order: all that are right, plus the wrong ones that
/// come closest. Up to half of those are of the same kind as the right ones; the others are what
/// the run touches in the period in question or soon after it.
fn few(all: Vec<String>, truth: &Truth, story: &Story<'_>, from: usize) -> Vec<String> {
    let right: BTreeSet<&str> = truth.facts.iter().map(|fact| fact.name.as_str()).collect();
    let is_right = |name: &str| right.contains(name);
    let interface = |name: &str| story.find(name).map(|object| story.interface(object));
    let kinds: Vec<&str> = truth.facts.iter().filter_map(|fact| interface(&fact.name)).collect();
    let wrong = (0..all.len()).filter(|at| !is_right(&all[*at]));
    let (same, mut others): (Vec<usize>, Vec<usize>) =
        wrong.partition(|at| interface(&all[*at]).is_some_and(|kind| kinds.contains(&kind)));
    others.sort_by_cached_key(|at| touched_after(&all[*at], truth.until, story, from));
    let room = MOST.saturating_sub(all.iter().filter(|name| is_right(name)).count()).max(WRONG);
    let (first, last) = same.split_at(same.len().min(room / 2));
    let kept: BTreeSet<usize> =
        first.iter().chain(&others).chain(last).take(room).copied().collect();
    let offered =
        all.into_iter().enumerate().filter(|(at, name)| is_right(name) || kept.contains(at));
    offered.map(|(_, name)| name).collect()
}

/// How many steps after `until` the run first touches a thing; everything up to `until` counts as
/// 0.
fn touched_after(name: &str, until: usize, story: &Story<'_>, from: usize) -> usize {
    let is_it = |moment: &Moment| {
        moment.what.item() == Some(name)
            || moment.object.is_some_and(|object| story.object(object) == name)
    };
    let mut touches =
        story.between(from, story.end()).filter(|(_, moment)| is_it(moment)).map(|(step, _)| step);
    touches.next().map_or(usize::MAX, |step| step.saturating_sub(until))
}

fn row_added(moment: &Moment) -> Option<String> {
    row_change(moment, ItemChange::Added)
}

fn uid_added(moment: &Moment) -> Option<String> {
    uid_change(moment, ItemChange::Added)
}

fn added(
    story: &Story<'_>,
    present: impl Iterator<Item = String>,
    pick: &dyn Fn(&Moment) -> Option<String>,
) -> Vec<String> {
    let come = facts(story, 0, story.end(), pick).into_iter().map(|fact| fact.name);
    let all: BTreeSet<String> = present.chain(come).collect();
    all.into_iter().collect()
}

/// The right call, similar calls in this run, and methods that the same code calls elsewhere on the
/// same object.
fn call_options(predict: &Predict, story: &Story<'_>, from: usize) -> Vec<String> {
    let Some(right) = next_call(predict, story, from) else { return Vec::new() };
    let at = right.step.unwrap_or(from);
    let mut near: Vec<(usize, String)> = story
        .steps()
        .filter_map(|(step, moment)| call_name(story, moment).map(|name| (step.abs_diff(at), name)))
        .collect();
    near.sort();
    let object = right.name.rsplit_once('.').map_or("", |(object, _)| object);
    let other_methods =
        callable(story, object).into_iter().map(|method| format!("{object}.{method}"));
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

/// The methods that some body of the program calls and that the object's interface declares.
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
    let declared = |method: &&str| {
        method_spec(Some(interface), method)
            .is_some_and(|spec| spec.interfaces.contains(&interface))
    };
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
    let right: i32 = truth(predict, story, from)
        .ok()
        .and_then(|it| it.facts.first()?.name.parse().ok())
        .unwrap_or(now);
    let (low, high) = (now.min(right), now.max(right));
    let first = (low - 1).max(0).min(right);
    let mut all: Vec<i32> = (first..=(high + 1).max(first + 3)).collect();
    all.sort_by_key(|it| (*it != now, it.abs_diff(right)));
    all.truncate(MOST);
    all.sort_unstable();
    all.into_iter().map(|it| it.to_string()).collect()
}

fn rule_options(predict: &Predict, story: &Story<'_>, from: usize) -> Vec<String> {
    let right: Vec<String> = truth(predict, story, from)
        .map(|it| it.facts.into_iter().map(|fact| fact.name).collect())
        .unwrap_or_default();
    let all: Vec<&str> = story.timeline().machine().rules().map(|rule| rule.id).collect();
    let near = |id: &str| {
        let at = all.iter().position(|it| *it == id).unwrap_or(0);
        right
            .iter()
            .filter_map(|name| all.iter().position(|it| it == name))
            .map(|it| it.abs_diff(at))
            .min()
            .unwrap_or(at)
    };
    let mut ranked: Vec<(usize, &str)> = all.iter().map(|id| (near(id), *id)).collect();
    ranked.sort_unstable();
    let mut found: Vec<String> = ranked
        .into_iter()
        .take(right.len().max(1) + CHOICES - 1)
        .map(|(_, id)| id.to_owned())
        .collect();
    found.sort();
    found
}
