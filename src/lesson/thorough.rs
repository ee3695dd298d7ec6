//! Checks a lesson in every order in which its run can go: what the default order shows may be luck.
//!
//! One run is tried for each different end that the machine can come to. It must not know how a search is reported elsewhere.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::expect::failures_in_any_order as failures;
use super::library::Lesson;
use super::run::{load, resolve, run_options};
use super::source::Source;
use super::story::Story;
use crate::diagnostic::Diagnostic;
use crate::scenario::{Scenario, order};
use crate::sim::timeline::DEFAULT_BOUND;
use crate::sim::{Choice, Machine, State, Timeline};

/// Most states that are looked at; a lesson with more is checked as far as that.
pub const MOST_STATES: usize = 400_000;

/// Most different ends that are tried.
const MOST_ENDS: usize = 500;

/// Everything that some order does to a lesson: scenes that it never comes to, expectations that it breaks. Ways of choices are runs of
/// their own and are not looked at.
pub fn thorough(source: &Source) -> Vec<Diagnostic> {
    let file = source.name.clone();
    let loaded = Lesson::parse(source.clone()).map(Arc::new).and_then(|lesson| {
        let scenario = load(&lesson, &run_options(&lesson, None)?)?;
        Ok((lesson, scenario))
    });
    // What cannot be loaded has been said by the ordinary check.
    let Ok((lesson, scenario)) = loaded else { return Vec::new() };
    let (ends, complete) = ends(&scenario.machine);
    let mut found = Vec::new();
    let mut seen: BTreeMap<(&'static str, u32, u32), usize> = BTreeMap::new();
    for run in &ends {
        for complaint in in_this_order(&lesson, &scenario, run) {
            let place = complaint.place.unwrap_or_default();
            let count = seen.entry((complaint.code, place.line, place.column)).or_default();
            *count += 1;
            if *count == 1 {
                found.push(complaint);
            }
        }
    }
    if !complete {
        let message = format!("not every order was tried: the search stopped after {MOST_STATES} states or {MOST_ENDS} ends");
        found.push(Diagnostic::error("not-every-order", &file, Some(lesson.file.run.place), message).warning());
    }
    found
}

fn in_this_order(lesson: &Lesson, scenario: &Scenario, run: &[Choice]) -> Vec<Diagnostic> {
    let timeline = Timeline::run_with(Arc::clone(&scenario.machine), run, DEFAULT_BOUND);
    let story = Story::of(&timeline);
    let word = format!("`--order {}` shows it", order::print(run, &scenario.machine));
    let name = &lesson.source.name;
    let (stops, unreached) = resolve(lesson, None, &timeline);
    let scenes = &lesson.file.scenes;
    let mut found: Vec<Diagnostic> = unreached
        .iter()
        .filter(|scene| !scenes[**scene].lucky)
        .map(|scene| {
            let message = "another order never comes to this scene";
            Diagnostic::error("some-order-misses", name, Some(scenes[*scene].at.place), message).help(&word).warning()
        })
        .collect();
    let mut broken = Vec::new();
    for stop in &stops {
        if let Some(expect) = &scenes[stop.scene].expect {
            broken.extend(failures(expect, &story, stop.place, name));
        }
    }
    if let Some(expect) = &lesson.file.close.expect {
        broken.extend(failures(expect, &story, story.end(), name));
    }
    found.extend(broken.into_iter().map(|it| {
        let message = format!("another order breaks this: {}", it.message);
        Diagnostic { code: "some-order-breaks", message, help: Some(word.clone()), ..it }
    }));
    found
}

/// The shortest run to each different end, and whether all were found.
fn ends(machine: &Machine) -> (Vec<Vec<Choice>>, bool) {
    let mut known: BTreeMap<u64, usize> = BTreeMap::new();
    let mut came: Vec<Option<(usize, Choice)>> = vec![None];
    let mut open: VecDeque<(usize, State)> = VecDeque::from([(0, machine.start().clone())]);
    let mut found = Vec::new();
    known.insert(print(machine.start()), 0);
    let mut choices = Vec::new();
    while let Some((at, state)) = open.pop_front() {
        choices.clear();
        machine.choices(&state, &mut choices);
        if choices.is_empty() {
            found.push(back(&came, at));
        }
        if came.len() >= MOST_STATES || found.len() >= MOST_ENDS {
            return (found, false);
        }
        for choice in &choices {
            let mut next = state.clone();
            machine.step(&mut next, *choice);
            known.entry(print(&next)).or_insert_with(|| {
                came.push(Some((at, *choice)));
                open.push_back((came.len() - 1, next));
                came.len() - 1
            });
        }
    }
    (found, true)
}

/// A number that two states share by chance once in billions of searches.
fn print(state: &State) -> u64 {
    let mut hasher = DefaultHasher::new();
    state.hash(&mut hasher);
    hasher.finish()
}

fn back(came: &[Option<(usize, Choice)>], end: usize) -> Vec<Choice> {
    let mut run: Vec<Choice> = std::iter::successors(came[end], |(before, _)| came[*before]).map(|(_, choice)| choice).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(expect: &str) -> Source {
        let text = format!(
            "format: 1\ntitle: {{en: A, pt-BR: B}}\ngoal: {{en: A, pt-BR: B}}\nminutes: 5\nrun:\n  path: store-logoff\n  \
             options: {{flag: abort, queue: none, transport: \"XP1=sending:M1\"}}\n  world: plain\nscenes:\n  - at: {{start: true}}\n    \
             say: {{en: A, pt-BR: B}}\nclose:\n  expect:\n    queue: {{M1: {expect}}}\n"
        );
        Source { id: "a".to_owned(), name: "a.yaml".to_owned(), text }
    }

    #[test]
    fn a_cancel_may_come_too_late_in_another_order() {
        // In the default order the cancel comes in time; in another one the line has carried the message already.
        let found = thorough(&source("queued"));
        assert!(found.iter().any(|it| it.code == "some-order-breaks"), "{found:?}");
    }
}
