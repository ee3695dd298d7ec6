//! Borders join where they meet: no corner points to a blank, and no line ends beside one.

use super::keys::{lesson, turn};
use super::*;
use crate::harness::screen::rows;

const LEFT: u8 = 1;
const RIGHT: u8 = 2;
const UP: u8 = 4;
const DOWN: u8 = 8;

/// The sides to which a sign of a border leads; nothing for text.
fn arms(sign: char) -> Option<u8> {
    Some(match sign {
        ' ' => 0,
        '─' => LEFT | RIGHT,
        '│' => UP | DOWN,
        '╭' => RIGHT | DOWN,
        '╮' => LEFT | DOWN,
        '╰' => RIGHT | UP,
        '╯' => LEFT | UP,
        '├' => UP | DOWN | RIGHT,
        '┤' => UP | DOWN | LEFT,
        '┬' => LEFT | RIGHT | DOWN,
        '┴' => LEFT | RIGHT | UP,
        '┼' => LEFT | RIGHT | UP | DOWN,
        _ => return None,
    })
}

/// Places where a border does not join what is beside it. Trees have rails of their own, and
/// the lines of references beside them; the timeline has its marks.
fn loose(model: &Model, size: (u16, u16)) -> Vec<String> {
    let shown: Vec<Vec<char>> = rows(model, size).iter().map(|row| row.chars().collect()).collect();
    let bar = shown.len().saturating_sub(2);
    let mut found = Vec::new();
    for y in 0..bar {
        for x in 0..shown[y].len() {
            let here = shown[y][x];
            let Some(own) = arms(here).filter(|own| *own != 0) else { continue };
            let leads_to_a_name = |row: usize, column: usize| {
                let after = shown[row].iter().skip(column + 1);
                after.copied().find(|sign| arms(*sign).is_none()) == Some('╴')
            };
            for (arm, back, to) in [
                (UP, DOWN, (y.checked_sub(1), Some(x))),
                (DOWN, UP, (Some(y + 1).filter(|it| *it < bar), Some(x))),
                (LEFT, RIGHT, (Some(y), x.checked_sub(1))),
                (RIGHT, LEFT, (Some(y), Some(x + 1).filter(|it| *it < shown[y].len()))),
            ] {
                let (Some(row), Some(column)) = to else { continue };
                let other = shown[row].get(column).copied().unwrap_or(' ');
                let Some(theirs) = arms(other) else { continue };
                let rail = leads_to_a_name(y, x) || leads_to_a_name(row, column);
                // Blanks are around words in a border, and between them.
                let around = |column: usize| shown[row].get(column).copied().and_then(arms);
                let between = around(column + 1).unwrap_or(0) == 0
                    && column.checked_sub(1).and_then(around).unwrap_or(0) == 0;
                let words = matches!(arm, LEFT | RIGHT) && (theirs == 0 || here == '─')
                    || theirs == 0 && between;
                let joined = (own & arm != 0) == (theirs & back != 0);
                let straight = here == '│' && other == '│';
                if !joined && !rail && !words && !straight {
                    found.push(format!("{y}:{x} {here} beside {other}"));
                }
            }
        }
    }
    found
}

#[test]
fn borders_join_where_they_meet() {
    let mut all = Vec::new();
    for size in [(80, 24), (100, 30), (120, 36), (200, 50)] {
        for id in ["00", "02", "05", "23"] {
            let mut model = lesson(id, Lang::En, size);
            for page in 0..16 {
                if !model.overlays.is_empty() {
                    break;
                }
                let found = loose(&model, size);
                if !found.is_empty() {
                    all.push(format!(
                        "{id} page {page} {size:?}: {found:?}\n{}",
                        picture(&model, size)
                    ));
                }
                turn(&mut model);
            }
        }
        for word in ["store-logoff", "release:bug=PB3,world=plain"] {
            let mut model = stage(word, Lang::En, size);
            for keys in ["", "Right", "1", "2", "3", "4", "z", "z Esc", "Tab", "End", "<"] {
                press(&mut model, keys);
                let found = loose(&model, size);
                if !found.is_empty() {
                    all.push(format!(
                        "{word} {keys} {size:?}: {found:?}\n{}",
                        picture(&model, size)
                    ));
                }
            }
        }
    }
    assert!(all.is_empty(), "{} of them\n{}", all.len(), all[..all.len().min(4)].join("\n"));
}
