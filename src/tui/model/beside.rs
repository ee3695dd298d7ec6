//! Runs beside the one on the stage: the ghost that it is compared with, and the run without what
//! breaks its rules.
//!
//! It must not know how either is shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::{
    AlignedRow, CodeDifference, CodeLine, Comparison, ItemStanding, code_difference, standings,
};
use crate::scenario::{Mended, RunOptions};
use crate::sim::ledgers::{Item, Ledgers};
use crate::sim::state::Life;
use crate::sim::timeline::Verdict;
use crate::sim::{Event, EventKind, Timeline};
use crate::tui::model::stage::is_led;

/// Most items of a ledger that are looked at: what is wrong among more would not be seen.
const MOST_ITEMS: usize = 2000;

/// Another run that this one is compared with.
#[derive(Clone)]
pub struct Ghost {
    /// What differs, in words.
    pub title: String,
    /// What it was asked for.
    pub options: RunOptions,
    /// The other run, wherever it was left.
    pub timeline: Timeline,
    /// Whether its options alone don't make it again.
    pub made: bool,
    /// The run on the stage, compared with it.
    pub comparison: Comparison,
    /// Whether the ledgers note what it has in the place of an item: they do if both are one run
    /// that parted.
    pub noted: bool,
}

impl Ghost {
    /// A run that is kept beside the one on the stage; they are compared once.
    pub fn beside(
        run: &Timeline,
        title: String,
        options: RunOptions,
        timeline: Timeline,
        noted: bool,
    ) -> Self {
        let (comparison, made) = (Comparison::of(run, &timeline), is_led(&timeline));
        Self { title, options, comparison, made, timeline, noted }
    }
}

/// The run without what breaks a rule, once the current place is one where a rule is broken.
#[derive(Default)]
pub enum Healthy {
    /// It has not been searched for.
    #[default]
    NotSought,
    /// There is none.
    Unknown,
    /// There is one.
    Found(Box<HealthyRun>),
}

impl Healthy {
    /// The run, if there is one.
    pub fn run(&self) -> Option<&HealthyRun> {
        match self {
            Healthy::Found(run) => Some(run),
            Healthy::NotSought | Healthy::Unknown => None,
        }
    }
}

/// The run without what breaks a rule, beside the one that does.
pub struct HealthyRun {
    /// The run, compared.
    pub ghost: Ghost,
    /// Bugs that it is without.
    pub bugs: Vec<String>,
    /// The body in which the two differ.
    pub code: Option<CodeDifference>,
    /// The step at which the run on the stage diverges.
    pub parts: Option<usize>,
    /// Calls that the code on the stage leaves out, by the positions of their statements in the
    /// other body, if that is all that differs and nothing in this run makes them later on.
    pub omitted: Vec<usize>,
    /// The run on the stage was cut short: it crashed, or no thread could continue.
    cut_short: bool,
}

impl HealthyRun {
    /// Puts the two beside each other.
    pub fn beside(run: &Timeline, mended: Mended, title: String) -> Self {
        let bugs = mended.without.iter().filter(|(key, _)| key == "bug");
        let bugs = bugs.map(|(_, id)| id.clone()).collect();
        let ghost = Ghost::beside(run, title, mended.options, mended.timeline, false);
        let effect = ghost.comparison.divergence().and_then(|it| it.a);
        // A log has no code.
        let is_log = run.recording().is_some();
        let code = (!is_log).then(|| code_difference(run, &ghost.timeline, effect)).flatten();
        let parts = code.as_ref().and_then(|code| code.step).or(ghost.comparison.first_step());
        let parts = parts.filter(|step| *step <= run.len());
        let omitted = code.as_ref().zip(parts);
        Self {
            bugs,
            omitted: omitted.map_or_else(Vec::new, |(code, from)| {
                omitted_calls(run, &ghost.timeline, code, from)
            }),
            code,
            parts,
            cut_short: matches!(run.verdict(), Verdict::Crashed | Verdict::Stuck),
            ghost,
        }
    }

    /// Whether the run on the stage breaks no rule, and yet its bug shows at its end.
    pub fn ends_otherwise(&self, run: &Timeline) -> bool {
        !self.bugs.is_empty()
            && run.verdict() == Verdict::Clean
            && !self.ghost.comparison.last().is_empty()
    }

    /// Whether that is to be seen at the current place.
    pub fn shows_at(&self, run: &Timeline) -> bool {
        !run.is_empty() && run.at() == run.len() && self.ends_otherwise(run)
    }

    /// The first step after which something is missing that is not made up for in this run.
    pub fn owes_from(&self) -> Option<usize> {
        self.parts.filter(|_| !self.omitted.is_empty())
    }

    /// What is there at the current place and stays to the end, and in the other run had gone by
    /// the last thing that both do: what is left out has not been left out before that.
    pub fn owed(&mut self, run: &Timeline) -> BTreeMap<Item, Wrong> {
        let place = self.ghost.comparison.reached_in_b(run.at());
        let left = self.differs(run, place).into_iter().filter(|(_, wrong)| *wrong == Wrong::Left);
        left.map(|(item, _)| (item, Wrong::Stays)).collect()
    }

    /// The place that belongs to a place of the run on the stage. What a run that was cut short did
    /// no more is no difference.
    fn place(&self, run: &Timeline) -> usize {
        if !self.is_cut(run) {
            return self.ghost.comparison.place_in_b(run.at());
        }
        let both = self.ghost.comparison.rows().iter().rev().find_map(|row| match row {
            AlignedRow::Both(_, b) => Some(*b),
            _ => None,
        });
        both.unwrap_or(0)
    }

    /// Whether the current place is where the run was cut short.
    fn is_cut(&self, run: &Timeline) -> bool {
        self.cut_short && run.at() == run.len()
    }

    /// Differences of the ledgers at the current place: what this run has removed by now and that
    /// one never does, and the other way round, and what ends otherwise.
    pub fn wrong(&mut self, run: &Timeline) -> BTreeMap<Item, Wrong> {
        let place = self.place(run);
        self.differs(run, place)
    }

    /// The same with the other run at a place.
    fn differs(&mut self, run: &Timeline, place: usize) -> BTreeMap<Item, Wrong> {
        let mut found = BTreeMap::new();
        let state = run.state();
        // What is other in a log than in a run of the model is not wrong for that.
        if run.recording().is_some() {
            return found;
        }
        if state.objects.len() + state.messages.len() > MOST_ITEMS {
            return found;
        }
        self.ghost.timeline.seek(place);
        let ledgers = Ledgers::of(run.machine().program(), state);
        let of = |run: &Timeline| standings(run.machine().program(), run.state());
        let (here, there) = (of(run), of(&self.ghost.timeline));
        for differs in self.ghost.comparison.last() {
            let name = (differs.kind, differs.item.clone());
            let [Some(a), Some(b)] = [here.get(&name), there.get(&name)] else { continue };
            let [Some(end_a), Some(end_b)] = [&differs.a, &differs.b] else { continue };
            let wrong = match [a, b, end_a, end_b].map(is_removed) {
                // What a run that was cut short leaves, nobody has forgotten.
                [false, true, false, true] if !self.is_cut(run) => Wrong::Left,
                [true, false, true, false] => Wrong::Gone,
                [false, false, ..] if a == end_a && b == end_b => Wrong::Other,
                _ => continue,
            };
            if let Some(item) = ledgers.find(differs.kind.ledger(), &differs.item) {
                found.insert(item, wrong);
            }
        }
        found
    }
}

/// The statements that only the second body has and that make calls, if the first has none that the
/// second lacks and no step of the first run, from step `from` on, makes one of those calls.
fn omitted_calls(a: &Timeline, b: &Timeline, code: &CodeDifference, from: usize) -> Vec<usize> {
    let lacks = |line: &CodeLine| match line {
        CodeLine::OnlyB(at) => Some(*at),
        CodeLine::Both(_) | CodeLine::OnlyA(_) => None,
    };
    let lacking: Vec<usize> = code.lines.iter().filter_map(lacks).collect();
    if code.lines.iter().any(|line| matches!(line, CodeLine::OnlyA(_))) {
        return Vec::new();
    }
    let call = |run: &Timeline, event: &Event| match event.kind {
        EventKind::Call { object, method, .. } => {
            let program = run.machine().program();
            let name = program.object_name(run.final_state(), object);
            Some((name, program.method_name(method).to_owned()))
        }
        _ => None,
    };
    let mut statements = BTreeSet::new();
    let mut made = BTreeSet::new();
    for event in b.events().iter().filter(|event| event.at.body == code.b) {
        let at = usize::from(event.at.statement);
        if let Some(call) = call(b, event).filter(|_| lacking.contains(&at)) {
            statements.insert(at);
            made.insert(call);
        }
    }
    let later = &a.events()[from.saturating_sub(1)..];
    let is_made_up = later.iter().filter_map(|event| call(a, event)).any(|it| made.contains(&it));
    if is_made_up { Vec::new() } else { statements.into_iter().collect() }
}

fn is_removed(standing: &ItemStanding) -> bool {
    matches!(
        standing,
        ItemStanding::Row(_, None)
            | ItemStanding::Uid(_, false)
            | ItemStanding::Object(Life::Freed, _)
    )
}

/// What is wrong with an item where a rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The broken rule is about it.
    Subject,
    /// It still exists, but should have been removed or freed.
    Left,
    /// It was removed or freed, but should still exist.
    Gone,
    /// It ends otherwise than it should.
    Other,
    /// No rule is broken yet, but it stays to the end of the run, and should not.
    Stays,
}
