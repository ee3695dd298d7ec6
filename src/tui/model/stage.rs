//! The stage: a run, the current place in it, and the state of its panels.
//!
//! It must not know keys, colours or the terminal.

mod judge;
mod picture;
mod whole;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::scenario::RunOptions;
use crate::sim::event::{At, LEDGERS, Ledger};
use crate::sim::timeline::Verdict;
use crate::sim::{EventKind, State, Timeline};
pub(in crate::tui) use whole::is_led;

use crate::narrate::phases::{Phase, phases};
use crate::sim::ledgers::{Item, Ledgers};
use crate::tui::model::beside::{Ghost, Healthy, Wrong};
use crate::tui::model::layout::{Arrangement, Needs};
use crate::tui::model::lines::LedgerLines;
use crate::tui::model::marks::ItemMarks;
use crate::tui::model::replay::Replay;
use crate::tui::model::scene::Running;
use crate::tui::model::search::StepSearch;
use crate::tui::model::tree::Tree;
use crate::tui::model::walk::StackPlace;

/// How long the animation of a beat takes.
pub const MOTION: Duration = Duration::from_millis(240);
/// The time between two frames of an animation.
pub const FRAME: Duration = Duration::from_millis(40);
/// How long a beat is shown while playing, by speed.
const PACES: [u64; 7] = [4000, 2500, 1600, NORMAL, 650, 400, 200];
/// How long it is shown at the usual speed, in milliseconds.
pub const NORMAL: u64 = 1000;

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The run as a whole: arrows move in time.
    Run,
    /// A ledger: up and down select a line.
    Ledger(Ledger),
}

/// What the model says about one ledger panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct LedgerView {
    /// The first line that shows.
    pub scroll: usize,
    /// The line that is selected; only if the panel has the focus.
    pub selected: Option<usize>,
    /// Whether it has the focus.
    pub focused: bool,
}

/// A run on the screen: the place in it, focus, selection and animation.
pub struct Stage {
    /// What was asked for.
    pub options: RunOptions,
    /// The run, at the place that is shown.
    pub timeline: Timeline,
    /// Whether the user led it elsewhere on its way, or a search has found it: its options alone
    /// don't make it again.
    pub made: bool,
    /// Whether the workbench found it: the workbench can show it again.
    pub of_bench: bool,
    /// A step of such a run that no code of the learner makes, and the learner's statement that ran
    /// last before it: its method shows there.
    pub own_code: Option<(usize, At)>,
    /// A name given by the caller, such as a lesson's.
    pub title: Option<String>,
    /// The order of the objects.
    pub tree: Tree,
    /// The parts of the run.
    pub phases: Vec<(usize, Phase)>,
    /// Steps that removed something.
    pub removals: Vec<usize>,
    /// The most rows that the call stack has.
    pub stack_rows: u16,
    /// What the last move changed.
    pub marks: ItemMarks,
    /// What the last beat of it changed.
    pub fresh: ItemMarks,
    /// Thread, body and statement at the current place.
    pub running: Running,
    /// The statement that made the last step, in the state before it.
    pub cause: Running,
    /// The way of a jump, while it is played.
    pub replay: Option<Box<Replay>>,
    /// The call that was walked to; `None`: the running one shows.
    pub walked: Option<StackPlace>,
    /// How far the code is scrolled from where its statements show.
    pub code_scroll: isize,
    /// What has the focus.
    pub focus: Focus,
    /// The selected line of each ledger.
    pub selected: [usize; 4],
    /// The first line of each ledger.
    pub scroll: [usize; 4],
    /// Whether ledgers or code are large.
    pub arrangement: Arrangement,
    /// Whether the focused panel takes the whole room.
    pub enlarged: bool,
    /// Time that the animation has run; `None` when settled.
    pub motion: Option<Duration>,
    /// Time until the next beat, while it plays by itself.
    pub autoplay: Option<Duration>,
    /// The speed of playing: an index into the paces.
    pub pace: usize,
    /// Whether playing begins again at the end.
    pub looping: bool,
    /// The other run, kept as a ghost.
    pub ghost: Option<Ghost>,
    /// The run without what breaks its rules.
    pub healthy: Healthy,
    /// What is wrong in the ledgers here, once a rule is broken.
    pub wrong: BTreeMap<Item, Wrong>,
    /// What was wrong before the last move, and where that led.
    wrong_before: (usize, BTreeMap<Item, Wrong>),
    /// Which call comes next is the answer to a question: the code ahead is covered.
    pub covered: bool,
    /// What is missing may be told before it breaks a rule: no lesson asks what will come of it.
    pub foresees: bool,
    /// What a bug does is the answer to a question: nothing shows it.
    pub secret: bool,
    /// What was looked for.
    pub search: Option<StepSearch>,
    /// What a lesson needs room for, if it shows.
    pub needs: Needs,
    /// A lesson asks here: what is still to be broken does not show.
    pub asks: bool,
    /// Lines that can be marked as an answer, and how they are.
    pub picks: Vec<(Item, Picked)>,
    /// Places before jumps, the latest last.
    pub undo: Vec<usize>,
    /// Places that were undone.
    pub redo: Vec<usize>,
}

/// The state of a line that can be selected as an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// It can be marked and is not.
    No,
    /// It is marked; order doesn't count.
    Yes,
    /// Marked, at this place in the order.
    At(usize),
}

impl Stage {
    /// Whether its run was recorded: no machine can continue or change it.
    pub fn is_log(&self) -> bool {
        self.timeline.log_name().is_some()
    }

    /// The stage of a run, at its start.
    pub fn new(options: RunOptions, timeline: Timeline) -> Self {
        let machine = timeline.machine();
        let tree = Tree::new(machine.program(), machine.start(), timeline.final_state());
        let phases = phases(machine, timeline.events());
        let (removals, stack_rows) = (whole::removals(&timeline), whole::stack_rows(&timeline));
        let title = timeline.log_name().map(str::to_owned);
        let mut it = Self {
            options,
            tree,
            phases,
            removals,
            stack_rows,
            marks: ItemMarks::default(),
            fresh: ItemMarks::default(),
            running: Running::at(&timeline),
            cause: Running::at(&timeline),
            replay: None,
            made: is_led(&timeline),
            of_bench: false,
            own_code: None,
            timeline,
            title,
            walked: None,
            code_scroll: 0,
            focus: Focus::Run,
            selected: [0; 4],
            scroll: [0; 4],
            arrangement: Arrangement::Ledgers,
            enlarged: false,
            motion: None,
            autoplay: None,
            pace: 3,
            looping: false,
            ghost: None,
            healthy: Healthy::default(),
            wrong: BTreeMap::new(),
            wrong_before: (0, BTreeMap::new()),
            covered: false,
            foresees: false,
            secret: false,
            needs: Needs::default(),
            asks: false,
            picks: Vec::new(),
            search: None,
            undo: Vec::new(),
            redo: Vec::new(),
        };
        it.refresh(it.timeline.at());
        it
    }

    /// The same, with the panels in the state of another one.
    pub fn like(other: Option<&Stage>, options: RunOptions, timeline: Timeline) -> Self {
        let mut it = Self::new(options, timeline);
        if let Some(other) = other {
            it.arrangement = other.arrangement;
            it.pace = other.pace;
            it.looping = other.looping;
        }
        it
    }

    /// Whether it, or the run beside it, can't be made again from its options.
    pub fn is_made(&self) -> bool {
        self.made || self.ghost.as_ref().is_some_and(|ghost| ghost.made)
    }

    /// Which line an item is on.
    pub fn lines(&self) -> LedgerLines<'_> {
        LedgerLines { timeline: &self.timeline, tree: &self.tree }
    }

    /// Goes to a place; what changed on the way is marked if the way led forward.
    pub fn go(&mut self, to: usize) {
        let from = self.timeline.at();
        self.timeline.seek(to);
        let at = self.timeline.at();
        let since = match self.timeline.previous_beat() {
            Some(beat) if at <= from => beat,
            _ if at <= from => at,
            _ => from,
        };
        self.motion = None;
        self.refresh(since);
    }

    /// Goes to a place that is not next door, and remembers where it was.
    pub fn jump(&mut self, to: usize) {
        let from = self.timeline.at();
        if to != from {
            self.undo.push(from);
            self.redo.clear();
        }
        self.go(to);
    }

    /// Whether the learner's code shows, which doesn't run here.
    pub fn shows_own_code(&self) -> bool {
        self.walked.is_none() && self.own_code.is_some_and(|(step, _)| step == self.timeline.at())
    }

    fn refresh(&mut self, since: usize) {
        (self.walked, self.code_scroll) = (None, 0);
        let at = self.timeline.at();
        self.marks =
            ItemMarks::of(&self.timeline.events()[since.min(at)..at], self.timeline.state());
        let beat = self.timeline.previous_beat().unwrap_or(0).max(since).min(at);
        self.fresh = ItemMarks::of(&self.timeline.events()[beat..at], self.timeline.state());
        self.running = match self.own_code.filter(|_| self.shows_own_code()) {
            Some((_, own)) => Running::over(&self.timeline, own),
            None => Running::shown(&self.timeline),
        };
        self.cause = Running::before(&self.timeline);
        self.follow_ghost();
    }

    /// Puts the other run beside: to the place that belongs to this one.
    fn follow_ghost(&mut self) {
        let at = self.timeline.at();
        if let Some(ghost) = &mut self.ghost {
            ghost.timeline.seek(ghost.comparison.place_in_b(at));
        }
    }

    /// The step at which what a developer sees happens: where the first of `rules` is broken that
    /// the run breaks; else the crash, or the wait that does not end; else where the first rule is
    /// broken; else the end, which shows what is left.
    pub fn happens(&self, rules: &[String]) -> usize {
        let found = self.timeline.violations();
        let of = |rule: &String| found.iter().find(|it| it.rule == rule).map(|it| it.step);
        let at_end = matches!(self.timeline.verdict(), Verdict::Crashed | Verdict::Stuck);
        let first = || found.first().filter(|_| !at_end).map(|it| it.step);
        rules.iter().find_map(of).or_else(first).unwrap_or(self.timeline.len())
    }

    /// Begins the animation of the step that was just taken, if it has anything to show.
    pub fn animate(&mut self) {
        let program = self.timeline.machine().program();
        let shows = self.timeline.last_event().is_some_and(|event| match event.kind {
            EventKind::Call { object, .. } => program.is_listed(self.timeline.state(), object),
            _ => event.kind.ledger().is_some() && !self.marks.is_empty(),
        });
        self.motion = shows.then_some(Duration::ZERO);
    }

    /// How long a beat is shown.
    pub fn pace(&self) -> Duration {
        Duration::from_millis(PACES[self.pace.min(PACES.len() - 1)])
    }

    /// Faster or slower; false if there is no such speed.
    pub fn change_pace(&mut self, by: isize) -> bool {
        match self.pace.checked_add_signed(by).filter(|pace| *pace < PACES.len()) {
            Some(pace) => {
                self.pace = pace;
                true
            }
            None => false,
        }
    }

    /// The speeds there are.
    pub fn paces() -> usize {
        PACES.len()
    }

    /// The item on the selected line of the focused ledger.
    pub fn selected_item(&self) -> Option<Item> {
        let Focus::Ledger(ledger) = self.focus else { return None };
        self.lines().item_at(ledger, self.selected[index(ledger)])
    }

    /// Focuses a ledger, or jumps to its next change if it has the focus. False if there is none.
    pub fn focus_or_follow(&mut self, ledger: Ledger) -> bool {
        if self.focus != Focus::Ledger(ledger) {
            self.focus = Focus::Ledger(ledger);
            self.select_marked(ledger);
            return true;
        }
        let Some(next) = self.timeline.next_change(ledger) else { return false };
        self.jump(next);
        self.select_marked(ledger);
        true
    }

    fn select_marked(&mut self, ledger: Ledger) {
        if let Some(line) = self.marks.first(ledger).and_then(|item| self.lines().line_of(item)) {
            self.selected[index(ledger)] = line;
        }
    }

    /// The ledger whose lines can be marked, and its lines down to the last of them.
    pub fn asked(&self) -> Option<(Ledger, u16)> {
        let ledger = self.picks.first()?.0.ledger();
        let last = self.picks.iter().filter_map(|(item, _)| self.lines().line_of(*item)).max()?;
        Some((ledger, u16::try_from(last + 1).unwrap_or(u16::MAX).min(100)))
    }

    /// Selects the line of an item and focuses its ledger.
    pub fn select(&mut self, item: Item) {
        if let Some(line) = self.lines().line_of(item) {
            self.focus = Focus::Ledger(item.ledger());
            self.selected[index(item.ledger())] = line;
        }
    }

    /// The ledgers at the current place.
    pub fn ledgers(&self) -> Ledgers<'_> {
        Ledgers::of(self.timeline.machine().program(), self.timeline.state())
    }

    /// The situation at the current place.
    pub fn state(&self) -> &State {
        self.timeline.state()
    }
}

/// The position of a ledger on screen.
pub fn index(ledger: Ledger) -> usize {
    LEDGERS.iter().position(|it| *it == ledger).unwrap_or(0)
}
