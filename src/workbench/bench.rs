//! The bench: where the statements of a task are at the moment, what can be done with them, and
//! every earlier state to go back to.
//!
//! Statements have numbers, which never change while a bench is open. It must not know how they are
//! shown, nor judge them.

use std::sync::Arc;

use super::layout::{BenchLine, Layout, opens};
use super::task::{BuildTask, StatementKind};
use crate::lesson::progress::KeptSolution;

/// A task that is being worked on.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The task.
    pub task: Arc<BuildTask>,
    layout: Layout,
    /// The statements in the order of their numbers.
    order: Vec<usize>,
    past: Vec<Layout>,
    future: Vec<Layout>,
    /// Moves that were made, those that were undone included.
    moves: usize,
}

/// Where a statement is to be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutTarget {
    /// Before this statement, in the same block.
    Before(usize),
    /// After this statement and its block, in the block that this statement is in.
    After(usize),
    /// At the end of the block below this statement.
    Under(usize),
    /// At the beginning of this method.
    First(usize),
    /// At the end of this method.
    Last(usize),
    /// At a position of a method, in so many blocks.
    At(usize, BenchSlot),
}

/// A place between the statements of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BenchSlot {
    /// The position of the statement that comes after it.
    pub at: usize,
    /// How many blocks it is in.
    pub indent: u8,
}

/// Something to do on the bench; statements by number, from 1, and methods by position, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BenchMove {
    /// Puts a statement into a method, or moves it there with the block below it.
    Put(usize, PutTarget),
    /// Moves a statement into the block above it.
    Indent(usize),
    /// Moves a statement out of its block.
    Outdent(usize),
    /// Takes a statement back into the pool.
    TakeBack(usize),
}

/// Why a move is not possible; the name is the end of a text `build-refuse-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveRefusal {
    /// There is no statement with this number.
    NoSuchStatement,
    /// The task gave it, so it stays where it is.
    Given,
    /// It is in the pool.
    InPool,
    /// Nothing can be put below it.
    NoBlock,
    /// It cannot be moved into its own block.
    IntoItself,
    /// There is no block above to move into, or none to move out of.
    NoDepth,
    /// A statement that was given would end up in another block.
    MovesGiven,
}

impl MoveRefusal {
    /// The end of its text's name.
    pub fn name(self) -> &'static str {
        match self {
            MoveRefusal::NoSuchStatement => "no-such-statement",
            MoveRefusal::Given => "given",
            MoveRefusal::InPool => "in-pool",
            MoveRefusal::NoBlock => "no-block",
            MoveRefusal::IntoItself => "into-itself",
            MoveRefusal::NoDepth => "no-depth",
            MoveRefusal::MovesGiven => "moves-given",
        }
    }
}

impl Bench {
    /// A bench with the given statements in place and the others in the pool, in an order that
    /// follows from the seed.
    pub fn new(task: Arc<BuildTask>, seed: u64) -> Self {
        let is_given = |at: &usize| task.statements[*at].kind == StatementKind::Given;
        let (given, free): (Vec<usize>, Vec<usize>) =
            (0..task.statements.len()).partition(is_given);
        // What lies in its method from the beginning is numbered as it lies there.
        let (mut order, mut pool): (Vec<usize>, Vec<usize>) =
            free.into_iter().partition(|at| task.start.find(*at).is_some());
        shuffle(&mut pool, seed);
        order.extend(pool);
        order.extend(given);
        let layout = task.start.clone();
        Self { task, layout, order, past: Vec::new(), future: Vec::new(), moves: 0 }
    }

    /// Where the statements are.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How many moves were made, those that were undone included.
    pub fn moves(&self) -> usize {
        self.moves
    }

    /// The number of a statement.
    pub fn number(&self, statement: usize) -> usize {
        self.order.iter().position(|known| *known == statement).map_or(0, |at| at + 1)
    }

    /// The statement with a number.
    pub fn statement(&self, number: usize) -> Option<usize> {
        self.order.get(number.checked_sub(1)?).copied()
    }

    /// Numbers of the statements that are in no method, in order.
    pub fn pool(&self) -> Vec<usize> {
        let is_free = |at: &usize| {
            self.task.statements[*at].kind != StatementKind::Given
                && self.layout.find(*at).is_none()
        };
        self.order.iter().filter(|at| is_free(at)).map(|at| self.number(*at)).collect()
    }

    /// Does something.
    ///
    /// # Errors
    /// Why it is not possible; then nothing has changed.
    pub fn make(&mut self, what: BenchMove) -> Result<(), MoveRefusal> {
        let layout = match what {
            BenchMove::Put(number, target) => self.put(number, target)?,
            BenchMove::Indent(number) => self.shift(number, 1)?,
            BenchMove::Outdent(number) => self.shift(number, -1)?,
            BenchMove::TakeBack(number) => {
                let (method, at) = self.placed(number)?;
                let mut layout = self.layout.clone();
                layout.0[method].remove(at);
                layout
            }
        };
        let layout = self.settled(layout)?;
        if layout != self.layout {
            self.commit(layout);
        }
        Ok(())
    }

    /// Puts all statements where a solution has them that was kept; whether it fits this task.
    pub fn take_up(&mut self, kept: &KeptSolution) -> bool {
        let found = Layout::of_kept(&self.task, kept).and_then(|it| self.settled(it).ok());
        let Some(layout) = found else { return false };
        if layout != self.layout {
            self.commit(layout);
        }
        true
    }

    /// Whether a solution that was kept fits this task.
    pub fn fits(&self, kept: &KeptSolution) -> bool {
        Layout::of_kept(&self.task, kept).is_some_and(|it| self.settled(it).is_ok())
    }

    /// Whether there is a move to go back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a move was undone that can be made again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Goes back one move; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.layout, before));
        true
    }

    /// Makes the move again that was undone last; whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.layout, after));
        true
    }

    fn commit(&mut self, layout: Layout) {
        self.past.push(std::mem::replace(&mut self.layout, layout));
        self.future.clear();
        self.moves += 1;
    }

    /// The statement with this number, if it may be moved.
    fn movable(&self, number: usize) -> Result<usize, MoveRefusal> {
        let statement = self.statement(number).ok_or(MoveRefusal::NoSuchStatement)?;
        match self.task.statements[statement].kind {
            StatementKind::Given => Err(MoveRefusal::Given),
            StatementKind::Pool | StatementKind::Distractor => Ok(statement),
        }
    }

    /// Where a statement is that may be moved.
    fn placed(&self, number: usize) -> Result<(usize, usize), MoveRefusal> {
        self.layout.find(self.movable(number)?).ok_or(MoveRefusal::InPool)
    }

    fn put(&self, number: usize, target: PutTarget) -> Result<Layout, MoveRefusal> {
        let statement = self.movable(number)?;
        let mut layout = self.layout.clone();
        let mut lines = vec![BenchLine { statement, indent: 0 }];
        if let Some((method, at)) = layout.find(statement) {
            let end = layout.end_of_block(method, at);
            lines = layout.0[method].drain(at..end).collect();
        }
        let beside = |number: usize| {
            let beside = self.statement(number).ok_or(MoveRefusal::NoSuchStatement)?;
            if lines.iter().any(|line| line.statement == beside) {
                return Err(MoveRefusal::IntoItself);
            }
            let (method, at) = layout.find(beside).ok_or(MoveRefusal::InPool)?;
            Ok((method, at, layout.0[method][at].indent, beside))
        };
        let (method, at, indent) = match target {
            PutTarget::First(method) => (method, 0, 0),
            PutTarget::Last(method) => (method, layout.0[method].len(), 0),
            PutTarget::Before(number) => {
                let (method, at, indent, _) = beside(number)?;
                (method, at, indent)
            }
            PutTarget::After(number) => {
                let (method, at, indent, _) = beside(number)?;
                (method, layout.end_of_block(method, at), indent)
            }
            PutTarget::Under(number) => {
                let (method, at, indent, head) = beside(number)?;
                if !opens(self.task.statements[head].shown()) {
                    return Err(MoveRefusal::NoBlock);
                }
                (method, layout.end_of_block(method, at), indent + 1)
            }
            PutTarget::At(method, slot) => {
                (method, slot.at.min(layout.0[method].len()), slot.indent)
            }
        };
        let first = lines[0].indent;
        let moved =
            lines.iter().map(|line| BenchLine { indent: line.indent - first + indent, ..*line });
        let moved: Vec<BenchLine> = moved.collect();
        layout.0[method].splice(at..at, moved);
        Ok(layout)
    }

    fn shift(&self, number: usize, by: i8) -> Result<Layout, MoveRefusal> {
        let (method, at) = self.placed(number)?;
        let mut layout = self.layout.clone();
        let end = layout.end_of_block(method, at);
        let deepest = match at.checked_sub(1).map(|before| layout.0[method][before]) {
            Some(before) => {
                before.indent + u8::from(opens(self.task.statements[before.statement].shown()))
            }
            None => 0,
        };
        let indent = layout.0[method][at].indent.checked_add_signed(by);
        if indent.is_none_or(|indent| indent > deepest) {
            return Err(MoveRefusal::NoDepth);
        }
        for line in &mut layout.0[method][at..end] {
            line.indent = line.indent.saturating_add_signed(by);
        }
        Ok(layout)
    }

    /// The same layout with no statement deeper than the blocks above it allow.
    fn settled(&self, mut layout: Layout) -> Result<Layout, MoveRefusal> {
        for lines in &mut layout.0 {
            let mut deepest = 0;
            for line in lines {
                let statement = &self.task.statements[line.statement];
                if line.indent > deepest {
                    if statement.kind == StatementKind::Given {
                        return Err(MoveRefusal::MovesGiven);
                    }
                    line.indent = deepest;
                }
                deepest = line.indent + u8::from(opens(statement.shown()));
            }
        }
        Ok(layout)
    }
}

/// Puts a list into an order that follows from the seed alone.
fn shuffle(list: &mut [usize], seed: u64) {
    let mut state = seed;
    // SplitMix64, as its authors publish it.
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    for last in (1..list.len()).rev() {
        let other = (next() % (last as u64 + 1)) as usize;
        list.swap(last, other);
    }
}
