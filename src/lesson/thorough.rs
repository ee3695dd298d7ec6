//! Checks a lesson in every order in which its run can go, because what the default order shows may
//! be luck.
//!
//! One run is tried for each different end that the machine can reach. It must not know how a
//! search is reported elsewhere.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::bounds::BOUND;
use super::expect::failures_in_any_order as failures;
use super::library::Lesson;
use super::run::{first_ways, load, resolve, run_options, ways_of};
use super::source::LessonSource;
use super::story::Story;
use crate::diagnostic::Diagnostic;
use crate::explore::SearchState;
use crate::scenario::problem::{refuse, said};
use crate::scenario::{Scenario, order};
use crate::sim::budget::Meter;
use crate::sim::machine::Grain;
use crate::sim::{Choice, Machine, Timeline};

/// The most states that are examined; a lesson with more is checked only that far.
pub const MOST_STATES: usize = 400_000;

/// The most bytes that waiting states may take.
const MOST_BYTES: usize = 100_000_000;

/// The most different ends that are tried.
const MOST_ENDS: usize = 500;

/// Everything that some order does to a lesson, on its own run or on another way of its choices:
/// scenes that it never reaches, expectations that do not hold.
pub fn thorough(source: &LessonSource) -> Vec<Diagnostic> {
    // The ordinary check has already reported why a lesson can't be loaded.
    let Ok(lesson) = Lesson::parse(source.clone()).map(Arc::new) else { return Vec::new() };
    // A log has the one order in which it happened.
    if lesson.file.run.log.is_some() {
        return Vec::new();
    }
    let firsts = first_ways(&lesson);
    let others = ways_of(&lesson).map(|way| way.name.as_str()).filter(|way| !firsts.contains(way));
    let mut found = Vec::new();
    let mut seen: BTreeSet<(&'static str, u32, u32)> = BTreeSet::new();
    let mut cut_short: Vec<&str> = Vec::new();
    for way in std::iter::once(None).chain(others.map(Some)) {
        let loaded = run_options(&lesson, way).and_then(|options| load(&lesson, &options));
        let Ok(scenario) = loaded else { continue };
        let (ends, all) = ends(&scenario.machine);
        if !all {
            cut_short.push(way.unwrap_or("the lesson's own run"));
        }
        for complaint in ends.iter().flat_map(|run| in_this_order(&lesson, way, &scenario, run)) {
            let place = complaint.place.unwrap_or_default();
            if seen.insert((complaint.code, place.line, place.column)) {
                found.push(complaint);
            }
        }
    }
    if !cut_short.is_empty() {
        let file = &source.name;
        let ways = cut_short.join(", ");
        let (states, ends) = (MOST_STATES.to_string(), MOST_ENDS.to_string());
        let said = [("states", states.as_str()), ("ends", &ends), ("ways", &ways)];
        let found_here = refuse("not-every-order", "not-every-order", &said);
        found.push(found_here.at(file, Some(lesson.file.run.place)).warning());
    }
    found
}

fn in_this_order(
    lesson: &Lesson,
    way: Option<&str>,
    scenario: &Scenario,
    run: &[Choice],
) -> Vec<Diagnostic> {
    let timeline = Timeline::run_with(Arc::clone(&scenario.machine), run, BOUND);
    let story = Story::of(&timeline);
    let order = order::print(run, &scenario.machine);
    let word = match way {
        None => said("refuse-order-shows", &[("order", &order)]),
        Some(way) => said("refuse-order-shows-on-way", &[("order", &order), ("way", way)]),
    };
    let name = &lesson.source.name;
    let (stops, unreached) = resolve(lesson, way, &story);
    let scenes = &lesson.file.scenes;
    let mut found: Vec<Diagnostic> = unreached
        .iter()
        .filter(|scene| !scenes[**scene].lucky)
        .map(|scene| {
            let misses = refuse("some-order-misses", "some-order-misses", &[]);
            let misses = misses.help_in_both(word.clone());
            misses.at(name, Some(scenes[*scene].at.place)).warning()
        })
        .collect();
    let mut broken = Vec::new();
    for stop in &stops {
        if let Some(expect) = &scenes[stop.scene].expect {
            broken.extend(failures(expect, &story, stop.place, name));
        }
    }
    // What the lesson expects at the end concerns its own run.
    if let Some(expect) = lesson.file.close.expect.as_ref().filter(|_| way.is_none()) {
        broken.extend(failures(expect, &story, story.end(), name));
    }
    found.extend(broken.into_iter().map(|it| {
        let more = said("refuse-in-another-order", &[]);
        Diagnostic { code: "some-order-breaks", ..it }.and(&more).help_in_both(word.clone())
    }));
    found
}

/// The shortest run to each different end, and whether all ends were found.
fn ends(machine: &Machine) -> (Vec<Vec<Choice>>, bool) {
    let mut known: BTreeMap<u64, usize> = BTreeMap::new();
    let mut came: Vec<Option<(usize, Choice)>> = vec![None];
    let mut open: VecDeque<(usize, SearchState)> = VecDeque::new();
    let mut found = Vec::new();
    let start = SearchState::start(machine);
    known.insert(start.print(), 0);
    let mut choices = Vec::new();
    let mut bytes = start.heap_bytes();
    open.push_back((0, start));
    while let Some((at, here)) = open.pop_front() {
        bytes = bytes.saturating_sub(here.heap_bytes());
        choices.clear();
        machine.choices(&here.state, &mut choices);
        if choices.is_empty() {
            found.push(back(&came, at));
        }
        if came.len() >= MOST_STATES || bytes > MOST_BYTES || found.len() >= MOST_ENDS {
            return (found, false);
        }
        for choice in &choices {
            let step = here.step(machine, *choice, Grain::Step, &Meter::default());
            let Some(next) = step.ok().filter(|_| bytes <= MOST_BYTES).map(|step| step.after)
            else {
                return (found, false);
            };
            if let Entry::Vacant(new) = known.entry(next.print()) {
                new.insert(came.len());
                came.push(Some((at, *choice)));
                bytes += next.heap_bytes();
                open.push_back((came.len() - 1, next));
            }
        }
    }
    (found, true)
}

fn back(came: &[Option<(usize, Choice)>], end: usize) -> Vec<Choice> {
    let mut run: Vec<Choice> = std::iter::successors(came[end], |(before, _)| came[*before])
        .map(|(_, choice)| choice)
        .collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(expect: &str) -> LessonSource {
        let text = format!(
            "format: 1\ntitle: {{en: A, pt-BR: B}}\ngoal: {{en: A, pt-BR: B}}\nminutes: 5\nrun:\
            \n  path: store-logoff\n  \
             options: {{flag: abort, queue: none, transport: \"XP1=sending:M1\"}}\n  world: \
             plain\nscenes:\n  - at: {{start: true}}\n    \
             say: {{en: A, pt-BR: B}}\nclose:\n  expect:\n    queue: {{M1: {expect}}}\n"
        );
        LessonSource { id: "a".to_owned(), name: "a.yaml".to_owned(), text }
    }

    #[test]
    fn another_way_is_tried_in_every_order_too() {
        // The lesson's own run sends nothing. On the other way a message is being sent, and the
        // cancel may come too late.
        let text = "format: 1\ntitle: {en: A, pt-BR: B}\ngoal: {en: A, pt-BR: B}\nminutes: \
            5\nrun:\n  path: store-logoff\n  \
                    options: {flag: abort, queue: none, transport: XP1=idle}\n  world: \
                    plain\nscenes:\n  - at: {start: true}\n    \
                    say: {en: A, pt-BR: B}\n    choose:\n      ask: {en: A, pt-BR: B}\n      \
                    ways:\n        - name: quiet\n          \
                    say: {en: A, pt-BR: B}\n        - name: mail\n          say: {en: A, pt-BR: \
                    B}\n          \
                    set: {transport: \"XP1=sending:M1\"}\n  - at: {end: true}\n    way: mail\n    \
                    say: {en: A, pt-BR: B}\n    \
                    expect: {queue: {M1: queued}}\nclose: {}\n";
        let source =
            LessonSource { id: "a".to_owned(), name: "a.yaml".to_owned(), text: text.to_owned() };
        let parsed = Lesson::parse(source.clone());
        assert!(parsed.is_ok(), "{:?}", parsed.err());
        let found = thorough(&source);
        assert!(found.iter().any(|it| it.code == "some-order-breaks"), "{found:?}");
        assert!(
            found
                .iter()
                .all(|it| it.help.as_ref().is_none_or(|help| help.contains("mail is chosen"))),
            "{found:?}"
        );
    }

    #[test]
    fn a_cancel_may_come_too_late_in_another_order() {
        // In the default order the cancel comes in time; in another order the connection has
        // already carried the message.
        let found = thorough(&source("queued"));
        assert!(found.iter().any(|it| it.code == "some-order-breaks"), "{found:?}");
    }
}
