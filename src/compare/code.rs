//! The code in which two runs differ: a body of the first run next to the corresponding body of the
//! second, statement by statement.
//!
//! It must not know why the two were written differently.

use std::collections::{BTreeMap, BTreeSet};

use super::align::align;
use super::effect::first_step;
use crate::sim::body::Body;
use crate::sim::{BodyId, Statement, Timeline};

/// The most statements that may differ; with more, the two are unrelated code rather than variants.
const MOST: usize = 12;

/// A line in a pair of bodies, with positions of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeLine {
    /// Both bodies have this statement; the number is its position in the first.
    Both(usize),
    /// Only the first body has it; the number is its position there.
    OnlyA(usize),
    /// Only the second body has it; the number is its position there.
    OnlyB(usize),
}

/// A body of the first run, and the body that the second run has in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeDifference {
    /// The body in the first run.
    pub a: BodyId,
    /// The body in the second.
    pub b: BodyId,
    /// The step of the first run at which the two diverge in this body, or in a call that it made;
    /// `None` if they diverge elsewhere.
    pub step: Option<usize>,
    /// Their lines in order; between two common lines, those of the first run come first.
    pub lines: Vec<CodeLine>,
}

/// The body whose difference makes two runs diverge. Of those that ran and differ, it is the one
/// that is running where their effects diverge first (at step `effect`), or that called the running
/// one; otherwise the same where they first run different code; otherwise the one that ran first.
pub fn code_difference(
    a: &Timeline,
    b: &Timeline,
    effect: Option<usize>,
) -> Option<CodeDifference> {
    let ran: BTreeSet<BodyId> = a.events().iter().map(|event| event.at.body).collect();
    let mut known: BTreeMap<(String, String), BodyId> = BTreeMap::new();
    for id in 0..b.machine().program().bodies.len() as u16 {
        let it = b.machine().program().body(BodyId(id));
        known.entry((it.file.to_string(), it.title.clone())).or_insert(BodyId(id));
    }
    // Another implementation of the same methods is in a file that the first run does not have.
    let files: BTreeSet<&str> =
        a.machine().program().bodies.iter().map(|body| &*body.file).collect();
    let others: Vec<(&str, BodyId)> = known
        .iter()
        .filter(|((file, _), _)| !files.contains(&**file))
        .map(|((_, title), id)| (title.as_str(), *id))
        .collect();
    let mut found: Vec<CodeDifference> = Vec::new();
    for id in ran {
        let own = a.machine().program().body(id);
        let same = known.get(&(own.file.to_string(), own.title.clone())).copied();
        let of_title = || others.iter().find(|(title, _)| *title == own.title).map(|it| it.1);
        let Some(other) = same.or_else(of_title) else { continue };
        let lines = lines(own, b.machine().program().body(other));
        let differs = lines.iter().filter(|line| !matches!(line, CodeLine::Both(_))).count();
        if (1..=MOST).contains(&differs) {
            found.push(CodeDifference { a: id, b: other, lines, step: None });
        }
    }
    let first = first_step(a, b)?.min(a.len());
    let near = |step: usize| {
        let here = a.event(step).map(|event| event.at.body);
        let callers = a.callers(step).into_iter().filter_map(|call| a.event(call));
        here.into_iter().chain(callers.map(|event| event.at.body)).map(move |id| (id, Some(step)))
    };
    let ran = a.events().iter().map(|event| (event.at.body, None));
    let places = effect.into_iter().flat_map(near).chain(near(first)).chain(ran);
    let of_body = |(id, step): (BodyId, Option<usize>)| {
        let it = found.iter().find(|it| it.a == id)?;
        Some(CodeDifference { step, ..it.clone() })
    };
    places.into_iter().find_map(of_body)
}

fn lines(a: &Body, b: &Body) -> Vec<CodeLine> {
    let mut known: BTreeMap<(&str, u8), u32> = BTreeMap::new();
    let mut numbers = |body| numbered(body, &mut known);
    let (left, right) = (numbers(&a.statements), numbers(&b.statements));
    let mut lines = Vec::with_capacity(left.len().max(right.len()));
    let (mut of_a, mut of_b) = (0, 0);
    for (to_a, to_b) in align(&left, &right).into_iter().chain([(left.len(), right.len())]) {
        lines.extend((of_a..to_a).map(CodeLine::OnlyA));
        lines.extend((of_b..to_b).map(CodeLine::OnlyB));
        if to_a < left.len() && to_b < right.len() {
            lines.push(CodeLine::Both(to_a));
        }
        (of_a, of_b) = (to_a + 1, to_b + 1);
    }
    lines
}

fn numbered<'a>(statements: &'a [Statement], known: &mut BTreeMap<(&'a str, u8), u32>) -> Vec<u32> {
    let number = |it: &'a Statement| {
        let next = known.len() as u32;
        *known.entry((&*it.text, it.indent)).or_insert(next)
    };
    statements.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{RunOptions, Scenario};

    fn run(word: &str) -> Timeline {
        let options = RunOptions::parse(word).expect("a run");
        Scenario::load(&options, &[]).expect("can be built").timeline(10_000)
    }

    #[test]
    fn a_dropped_statement_is_found_in_its_method() {
        let (bug, well) =
            (run("store-logoff:world=plain,bug=PB2"), run("store-logoff:world=plain"));
        let found = code_difference(&bug, &well, None).expect("differs");
        let program = well.machine().program();
        assert_eq!(program.body(found.b).title, "IMsgStore::Release()");
        let dropped: Vec<&str> = found
            .lines
            .iter()
            .filter_map(|line| match line {
                CodeLine::OnlyB(at) => Some(&*program.body(found.b).statements[*at].text),
                CodeLine::OnlyA(_) => panic!("nothing was added"),
                CodeLine::Both(_) => None,
            })
            .collect();
        assert_eq!(dropped, ["sup.Release()"]);
        assert_eq!(code_difference(&well, &well, None), None);
    }
}
