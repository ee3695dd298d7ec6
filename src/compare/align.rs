//! Aligns two sequences of numbers: by a longest common subsequence if that is cheap, otherwise by
//! anchors and the pieces between them.
//!
//! Common ends are compared only once. Myers's greedy algorithm aligns the rest as long as few
//! edits are needed; beyond that, the numbers that occur once in each sequence cut it into pieces.
//! The cost is bounded by the lengths times [`MOST_EDITS`]. It must not know what the numbers stand
//! for.

use std::collections::BTreeMap;
use std::ops::Range;

/// The number of edits after which an exact answer is too expensive.
const MOST_EDITS: usize = 1024;

/// Pairs of positions of equal elements, ascending in both sequences.
pub(super) fn align(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = vec![(0..a.len(), 0..b.len())];
    while let Some((of_a, of_b)) = open.pop() {
        let (of_a, of_b) = trim(a, b, of_a, of_b, &mut pairs);
        if of_a.is_empty() || of_b.is_empty() {
            continue;
        }
        let (left, right) = (&a[of_a.clone()], &b[of_b.clone()]);
        if let Some(found) = myers(left, right) {
            pairs.extend(found.into_iter().map(|(x, y)| (of_a.start + x, of_b.start + y)));
            continue;
        }
        // Without an anchor, the two pieces have nothing in common that could be found cheaply.
        let anchors = anchors(left, right);
        let (mut from_a, mut from_b) = (of_a.start, of_b.start);
        for (x, y) in &anchors {
            let (x, y) = (of_a.start + x, of_b.start + y);
            open.push((from_a..x, from_b..y));
            pairs.push((x, y));
            (from_a, from_b) = (x + 1, y + 1);
        }
        if !anchors.is_empty() {
            open.push((from_a..of_a.end, from_b..of_b.end));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Cuts off equal ends.
fn trim(
    a: &[u32],
    b: &[u32],
    mut of_a: Range<usize>,
    mut of_b: Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) -> (Range<usize>, Range<usize>) {
    while !of_a.is_empty() && !of_b.is_empty() && a[of_a.start] == b[of_b.start] {
        pairs.push((of_a.start, of_b.start));
        of_a.start += 1;
        of_b.start += 1;
    }
    while !of_a.is_empty() && !of_b.is_empty() && a[of_a.end - 1] == b[of_b.end - 1] {
        of_a.end -= 1;
        of_b.end -= 1;
        pairs.push((of_a.end, of_b.end));
    }
    (of_a, of_b)
}

/// The furthest positions by diagonal, for each number of edits: `reach[edits][diagonal + edits]`
/// is a position in `a`.
type Reach = Vec<Vec<usize>>;

/// A longest common subsequence, if at most [`MOST_EDITS`] edits are needed.
fn myers(a: &[u32], b: &[u32]) -> Option<Vec<(usize, usize)>> {
    if a.len().abs_diff(b.len()) > MOST_EDITS {
        return None;
    }
    let most = MOST_EDITS.min(a.len() + b.len());
    let mut reach: Reach = Vec::new();
    for edits in 0..=most {
        let mut row = vec![0; 2 * edits + 1];
        for at in (0..=2 * edits).step_by(2) {
            let start = start_of(&reach, edits, at);
            // On diagonal `at - edits`, position x in `a` corresponds to y = x - (at - edits) in
            // `b`.
            let Some(start_b) = (start + edits).checked_sub(at) else { continue };
            let same = a
                .get(start..)
                .unwrap_or(&[])
                .iter()
                .zip(b.get(start_b..).unwrap_or(&[]))
                .take_while(|(x, y)| x == y)
                .count();
            row[at] = start + same;
            if row[at] == a.len() && start_b + same == b.len() {
                reach.push(row);
                return Some(backtrack(&reach, a.len(), b.len()));
            }
        }
        reach.push(row);
    }
    None
}

/// Where diagonal `at` starts with its last edit: below or to the right of whichever neighbour got
/// further.
fn start_of(reach: &Reach, edits: usize, at: usize) -> usize {
    let Some(before) = edits.checked_sub(1).map(|before| &reach[before]) else { return 0 };
    let down = before.get(at).copied();
    let right = at.checked_sub(2).and_then(|at| before.get(at)).map(|place| place + 1);
    down.max(right).unwrap_or(0)
}

fn backtrack(reach: &Reach, len_a: usize, len_b: usize) -> Vec<(usize, usize)> {
    let (mut x, mut y) = (len_a, len_b);
    let mut pairs = Vec::new();
    for edits in (0..reach.len()).rev() {
        let at = x + edits - y;
        let start = start_of(reach, edits, at);
        while x > start {
            (x, y) = (x - 1, y - 1);
            pairs.push((x, y));
        }
        if edits > 0 {
            let down = reach[edits - 1].get(at).copied() == Some(start);
            (x, y) = if down { (x, y.saturating_sub(1)) } else { (x - 1, y) };
        }
    }
    pairs.reverse();
    pairs
}

/// As many as possible of the elements that occur once in each sequence and in the same order in
/// both.
fn anchors(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let once = |list: &[u32]| {
        let mut places: BTreeMap<u32, Option<usize>> = BTreeMap::new();
        for (at, number) in list.iter().enumerate() {
            places.entry(*number).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (of_a, of_b) = (once(a), once(b));
    let mut shared: Vec<(usize, usize)> =
        of_a.iter().filter_map(|(number, x)| Some(((*x)?, (*of_b.get(number)?)?))).collect();
    shared.sort_unstable();
    let of_b: Vec<usize> = shared.iter().map(|(_, y)| *y).collect();
    longest_increasing(&of_b).into_iter().map(|at| shared[at]).collect()
}

/// A longest increasing subsequence, as positions in the list; if there are several, the one that
/// ends first.
fn longest_increasing(list: &[usize]) -> Vec<usize> {
    // For each length, where the chain with the lowest last number ends; for each number, its
    // predecessor.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(list.len());
    let mut last = None;
    for (at, number) in list.iter().enumerate() {
        let length = ends.partition_point(|end| list[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
            last = Some(at);
        } else {
            ends[length] = at;
        }
    }
    let mut chain: Vec<usize> = std::iter::successors(last, |at| before[*at]).collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn longest(a: &[u32], b: &[u32]) -> usize {
        let mut lengths = vec![vec![0; b.len() + 1]; a.len() + 1];
        for (x, left) in a.iter().enumerate() {
            for (y, right) in b.iter().enumerate() {
                lengths[x + 1][y + 1] = if left == right {
                    lengths[x][y] + 1
                } else {
                    lengths[x][y + 1].max(lengths[x + 1][y])
                };
            }
        }
        lengths[a.len()][b.len()]
    }

    fn is_alignment(a: &[u32], b: &[u32], pairs: &[(usize, usize)]) -> bool {
        pairs.iter().all(|(x, y)| a[*x] == b[*y])
            && pairs.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1)
    }

    proptest! {
        #[test]
        fn the_alignment_is_a_longest_one(
            a in prop::collection::vec(0u32..6, 0..40),
            b in prop::collection::vec(0u32..6, 0..40),
        ) {
            let pairs = align(&a, &b);
            prop_assert!(is_alignment(&a, &b, &pairs));
            prop_assert_eq!(pairs.len(), longest(&a, &b));
        }
    }

    #[test]
    fn long_sequences_with_much_in_between_meet_at_their_anchors() {
        let a: Vec<u32> = (0..200_000).collect();
        let b: Vec<u32> = (0..200_000)
            .map(|number| if number % 10 == 3 { number + 1_000_000 } else { number })
            .collect();
        let pairs = align(&a, &b);
        assert!(is_alignment(&a, &b, &pairs));
        assert_eq!(pairs.len(), 180_000);
    }

    #[test]
    fn two_strangers_have_nothing_in_common() {
        assert!(align(&[1; 5_000], &[2; 9_000]).is_empty());
    }
}
