//! The order in which objects are listed: the tree of the start, then what was created, in order of
//! creation.
//!
//! It depends on the start alone, so that no line ever moves. It is computed once a run; only
//! visible lines are looked at when drawing.

use crate::sim::state::State;
use crate::sim::{ObjectId, Program};

/// One object of the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The object on this line.
    pub object: ObjectId,
    /// How deep it hangs, 0 for a root.
    pub depth: u8,
    /// Bit `n`: the ancestor at depth `n` has more children below this line.
    pub rails: u32,
    /// The last child of its parent.
    pub last: bool,
}

/// The order of all objects.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    branches: Vec<Branch>,
    created: Vec<ObjectId>,
    line_of: Vec<u32>,
    /// Columns of the widest name with what is before it.
    widest: u16,
}

const HIDDEN: u32 = u32::MAX;

impl Tree {
    /// The order for a run, from its first and its last situation.
    pub fn new(program: &Program, start: &State, end: &State) -> Self {
        let mut it = Self { line_of: vec![HIDDEN; end.objects.len()], ..Self::default() };
        let roots: Vec<ObjectId> = (0..start.objects.len() as u32)
            .map(ObjectId)
            .filter(|object| start.object(*object).parent.is_none())
            .flat_map(|root| visible(program, start, root))
            .collect();
        let mut open: Vec<(ObjectId, u8, u32, bool)> = Vec::new();
        open.extend(roots.iter().rev().map(|root| (*root, 0, 0, true)));
        while let Some((object, depth, rails, last)) = open.pop() {
            it.line_of[object.index()] = it.branches.len() as u32;
            it.branches.push(Branch { object, depth, rails, last });
            let children: Vec<ObjectId> =
                start.children(object).flat_map(|child| visible(program, start, child)).collect();
            let below = if depth > 0 && !last && depth < 32 { rails | 1 << depth } else { rails };
            let count = children.len();
            open.extend(
                children
                    .iter()
                    .enumerate()
                    .rev()
                    .map(|(at, child)| (*child, depth.saturating_add(1), below, at + 1 == count)),
            );
        }
        it.created = (start.objects.len() as u32..end.objects.len() as u32)
            .map(ObjectId)
            .filter(|object| program.is_listed(end, *object))
            .collect();
        let names = it.branches.iter().map(|branch| (branch.object, branch.depth));
        let columns =
            names.chain(it.created.iter().map(|object| (*object, 1))).map(|(id, depth)| {
                program.object_name(end, id).chars().count() + 2 * usize::from(depth)
            });
        it.widest = columns.max().map_or(0, |most| u16::try_from(most).unwrap_or(u16::MAX));
        for (at, object) in it.created.iter().enumerate() {
            it.line_of[object.index()] = (it.branches.len() + at) as u32;
        }
        it
    }

    /// Columns that the widest name takes, with the lines of the tree before it.
    pub fn widest(&self) -> u16 {
        self.widest
    }

    /// How many lines there are in a situation.
    pub fn len(&self, state: &State) -> usize {
        self.branches.len()
            + self.created.partition_point(|object| object.index() < state.objects.len())
    }

    /// The object on a line; `None` beyond the start's objects has no place in the tree.
    pub fn line(&self, line: usize) -> Option<(ObjectId, Option<Branch>)> {
        match self.branches.get(line) {
            Some(branch) => Some((branch.object, Some(*branch))),
            None => self.created.get(line - self.branches.len()).map(|object| (*object, None)),
        }
    }

    /// The line of an object, if it is listed.
    pub fn line_of(&self, object: ObjectId) -> Option<usize> {
        self.line_of.get(object.index()).filter(|line| **line != HIDDEN).map(|line| *line as usize)
    }
}

/// The object, or, if it is no part of the ledger, what hangs below it.
fn visible(program: &Program, state: &State, object: ObjectId) -> Vec<ObjectId> {
    if program.is_listed(state, object) {
        return vec![object];
    }
    state.children(object).flat_map(|child| visible(program, state, child)).collect()
}
