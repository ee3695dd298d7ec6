//! The layout of the panels, for every size of the window. Neighbours share their borders.

use ratatui::layout::Rect;

use crate::sim::event::Ledger;
use crate::tui::model::stage::Focus;

/// Which panels get the larger part of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// The four ledgers are large.
    #[default]
    Ledgers,
    /// The running body is large.
    Code,
}

/// The places of the stage; a panel that has none is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Areas {
    /// The line at the top, with the title.
    pub title: Rect,
    /// The panel of threads and calls.
    pub stack: Rect,
    /// The panel of the running body.
    pub body: Rect,
    /// The four ledgers, in the order of the screen.
    pub ledgers: [Rect; 4],
    /// Tabs, where only one ledger has room.
    pub tabs: Rect,
    /// The line with the source of the step.
    pub why: Rect,
    /// The list of beats around the current one, where the window is large.
    pub beats: Rect,
    /// The timeline with its marks.
    pub bar: Rect,
    /// The line of keys at the bottom.
    pub hint: Rect,
}

/// The smallest window for the full stage.
pub const SMALLEST: (u16, u16) = (60, 16);
/// The smallest window that has the list of beats.
const LARGE: (u16, u16) = (156, 40);
/// Columns that a row of the status table needs with an old and a new value.
const ROWS: u16 = 42;
/// Columns beside the code from which the tree has the interfaces of its objects.
const WITH_INTERFACE: u16 = 90;
/// The smallest window for anything.
pub const TINY: (u16, u16) = (30, 9);

/// Whether a window, once its size is known, has no room for anything.
pub fn is_tiny((w, h): (u16, u16)) -> bool {
    (w, h) != (0, 0) && (w < TINY.0 || h < TINY.1)
}

/// The most lines that the text of a lesson's card may take in a window.
pub fn card_most((w, h): (u16, u16)) -> u16 {
    match (w >= 100 && h >= 30, h) {
        (true, _) => h.saturating_sub(30).min(4) + 8,
        (false, 20..) => h.saturating_sub(24).min(6) + 7,
        (false, 14..) => 4,
        _ => 1,
    }
}

/// The same where it has a list to pick from: the ledgers give way to that, as the answer is in
/// none of them.
pub fn list_most((w, h): (u16, u16)) -> u16 {
    let more = if h >= 24 && !(w >= 100 && h >= 30) { 4 } else { 0 };
    card_most((w, h)) + more
}

/// What a lesson needs room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Needs {
    /// Lines of its card, which takes the place of the why panel and is as high as its text needs.
    pub card: Option<u16>,
    /// The ledger that its question is about, and the lines of that: they are seen first, at the
    /// cost of the other panels.
    pub asked: Option<(Ledger, u16)>,
    /// The run breaks a rule: what is the case and how to mend it needs more room than a step.
    pub breaks: bool,
    /// What is looked at or asked about is the code: in a small window the ledgers give way to it.
    pub code: bool,
    /// The most lines that each ledger has in the run.
    pub lines: [u16; 4],
    /// Columns of the widest name in the tree of objects.
    pub tree: u16,
    /// The most rows that the call stack has in the run.
    pub stack: u16,
}

/// The places of the stage in a window; `None` if it is too small for anything.
pub fn places(
    (w, h): (u16, u16),
    arrangement: Arrangement,
    focus: Focus,
    enlarged: bool,
    needs: Needs,
) -> Option<Areas> {
    if w < TINY.0 || h < TINY.1 {
        return None;
    }
    let wide = w >= 100 && h >= 30;
    let bar = if wide { 2 } else { 1 };
    let mut areas = Areas {
        title: Rect::new(0, 0, w, 1),
        bar: Rect::new(0, h - 1 - bar, w, bar),
        hint: Rect::new(0, h - 1, w, 1),
        ..Areas::default()
    };
    let why = match (wide, h, needs.card) {
        (_, 14.., Some(lines)) => lines.clamp(2, list_most((w, h))) + 2,
        (true, ..) if needs.breaks => 8,
        (true, ..) => 5,
        (false, 0..16, _) => 3,
        // What is left below the ledgers is for the explanation.
        (false, 22.., None) => {
            let wanted: &[u16] = if needs.breaks { &[8, 7] } else { &[5] };
            let least = if needs.breaks { 6 } else { 4 };
            let spare = |why: &&u16| leaves_room((w, h), **why, arrangement, needs);
            wanted.iter().find(spare).copied().unwrap_or(least)
        }
        (false, ..) => 4,
    };
    // From below the title to the bar; the why panel shares its upper border.
    let grid = Rect::new(0, 1, w, h - 2 - bar);
    areas.why = Rect::new(0, grid.bottom() - why, w, why);
    let main = Rect { height: grid.height - why + 1, ..grid };
    if enlarged {
        match focus {
            Focus::Ledger(ledger) => areas.ledgers[crate::tui::model::stage::index(ledger)] = main,
            Focus::Run => areas.body = main,
        }
    } else if w < SMALLEST.0 || h < SMALLEST.1 {
        let arrangement = if needs.code { Arrangement::Code } else { arrangement };
        tabs(&mut areas, main, arrangement, focus);
    } else if wide {
        wide_grid(&mut areas, main, arrangement, needs);
    } else {
        compact(&mut areas, main, arrangement, needs);
    }
    Some(areas)
}

/// The place inside the border of a panel.
pub fn inside(area: Rect) -> Rect {
    let (width, height) = (area.width.saturating_sub(2), area.height.saturating_sub(2));
    Rect { x: area.x + 1, y: area.y + 1, width, height }
}

fn tabs(areas: &mut Areas, main: Rect, arrangement: Arrangement, focus: Focus) {
    areas.tabs = Rect { height: 1, ..main };
    let rest = Rect { y: main.y + 1, height: main.height.saturating_sub(1), ..main };
    let shown = match focus {
        Focus::Ledger(ledger) => ledger,
        Focus::Run => Ledger::StatusTable,
    };
    match arrangement {
        Arrangement::Ledgers => areas.ledgers[crate::tui::model::stage::index(shown)] = rest,
        Arrangement::Code => areas.body = rest,
    }
}

fn wide_grid(areas: &mut Areas, main: Rect, arrangement: Arrangement, needs: Needs) {
    let share = match arrangement {
        Arrangement::Ledgers => 36,
        Arrangement::Code => 50,
    };
    // In a window that is wide enough only just, names of rows come before code.
    let narrow = main.width < 110;
    let (main, beats) = beats(main);
    areas.beats = beats;
    let share = match (narrow, beats.is_empty()) {
        (true, _) => share - 5,
        (false, false) => share + 6,
        (false, true) => share,
    };
    let left = main.width * share / 100;
    let right = main.width - left + 1;
    // A name with its borders and signs and what is said of it, and its interface in a large
    // window, as far as rows keep theirs.
    let beside = if right < WITH_INTERFACE { 19 } else { 26 };
    let tree = needs.tree.saturating_add(beside).min(right.saturating_sub(ROWS));
    let objects = if narrow { 32 } else { (right * 46 / 100).max(34).max(tree).min(right / 2 + 4) };
    let middle = right - objects + 1;
    let stack = needs.stack.saturating_add(2).min(main.height * 2 / 5).max(7);
    areas.stack = Rect::new(main.x, main.y, left, stack);
    areas.body = Rect::new(main.x, main.y + stack - 1, left, main.height - stack + 1);
    let x = main.x + left - 1;
    let mut rows = (main.height * 36 / 100).clamp(10, 16);
    let mut uids = (main.height * 26 / 100).clamp(6, 14);
    match needs.asked {
        Some((Ledger::StatusTable, lines)) => {
            rows = rows.max(lines + 2).min(main.height.saturating_sub(2));
            uids = uids.min((main.height - rows).max(2));
        }
        Some((Ledger::ProviderUids, lines)) => {
            uids = uids.max(lines + 2).min((main.height - rows).max(2));
        }
        Some((Ledger::Transports, lines)) => {
            let others = (main.height + 2).saturating_sub(lines + 2);
            uids = uids.min(others.saturating_sub(rows).max(3));
            rows = rows.min(others.saturating_sub(uids).max(3));
        }
        Some((Ledger::Objects, _)) | None => {}
    }
    areas.ledgers[0] = Rect::new(x, main.y, middle, rows);
    areas.ledgers[1] = Rect::new(x, main.y + rows - 1, middle, uids);
    let below = rows + uids - 2;
    areas.ledgers[3] = Rect::new(x, main.y + below, middle, main.height - below);
    areas.ledgers[2] = Rect::new(x + middle - 1, main.y, objects, main.height);
}

/// What is left of a large window beside the list of beats, and the place of that.
fn beats(main: Rect) -> (Rect, Rect) {
    if main.width < LARGE.0 || main.height + 8 < LARGE.1 {
        return (main, Rect::default());
    }
    let width = (main.width * 22 / 100).clamp(34, 56);
    let rest = Rect { width: main.width - width + 1, ..main };
    (rest, Rect { x: rest.right() - 1, width, ..main })
}

/// Whether the ledgers on the left of a small window have the rows that they need above an
/// explanation of this height.
fn leaves_room((w, h): (u16, u16), why: u16, arrangement: Arrangement, needs: Needs) -> bool {
    let height = h - 2 - why;
    let [rows, .., transports] = needs.lines;
    let ledgers = height + 1 - code_rows(height, arrangement);
    w >= SMALLEST.0 && ledgers >= rows.saturating_add(transports).saturating_add(3)
}

/// Rows of the code in a small window, with its borders.
fn code_rows(height: u16, arrangement: Arrangement) -> u16 {
    match arrangement {
        Arrangement::Ledgers => (height * 3 / 10).clamp(4, 9),
        Arrangement::Code => (height * 55 / 100).clamp(5, 30),
    }
}

/// How high the upper of two ledgers is that share `height` rows and a border: `at`, but for rows
/// that one of them leaves empty and the other lacks.
fn divide(height: u16, at: u16, [above, below]: [u16; 2]) -> u16 {
    let [above, below] = [above, below].map(|lines| lines.saturating_add(2));
    let rest = height + 1 - at;
    match (at < above && rest > below, at > above && rest < below) {
        (true, _) => at + (above - at).min(rest - below),
        (_, true) => at - (at - above).min(below - rest),
        _ => at,
    }
}

fn compact(areas: &mut Areas, main: Rect, arrangement: Arrangement, needs: Needs) {
    let code = code_rows(main.height, arrangement);
    // What is asked of the code is to be seen there.
    let code = if needs.code { code.max(main.height.saturating_sub(5)).min(14) } else { code };
    // A panel without a line keeps its title.
    let asked = needs.asked.map(|(ledger, lines)| (ledger, lines + 2));
    let code = asked
        .map_or(code, |(_, lines)| code.min((main.height + 1).saturating_sub(lines + 1)).max(3));
    areas.body = Rect { height: code, ..main };
    let y = main.y + code - 1;
    let height = main.height - code + 1;
    let left = main.width * 53 / 100;
    let right = main.width - left + 1;
    let (rows, objects) = match arrangement {
        Arrangement::Ledgers => ((height * 66 / 100).max(3), (height * 70 / 100).max(3)),
        Arrangement::Code => (height / 2 + 1, height / 2 + 1),
    };
    let [status, uids, tree, mail] = needs.lines;
    let rows = divide(height, rows, [status, mail]);
    let objects = divide(height, objects, [tree, uids]);
    let upper = |at: u16, above: Ledger, below: Ledger| match asked {
        Some((ledger, lines)) if ledger == above => at.max(lines).min(height - 1),
        Some((ledger, lines)) if ledger == below => {
            at.min((height + 1).saturating_sub(lines)).max(2)
        }
        _ => at,
    };
    let rows = upper(rows, Ledger::StatusTable, Ledger::Transports);
    let objects = upper(objects, Ledger::Objects, Ledger::ProviderUids);
    areas.ledgers[0] = Rect::new(main.x, y, left, rows);
    areas.ledgers[3] = Rect::new(main.x, y + rows - 1, left, height - rows + 1);
    areas.ledgers[2] = Rect::new(main.x + left - 1, y, right, objects);
    areas.ledgers[1] = Rect::new(main.x + left - 1, y + objects - 1, right, height - objects + 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::event::LEDGERS;

    #[test]
    fn every_place_is_inside_the_window() {
        let focuses = LEDGERS.into_iter().map(Focus::Ledger).chain([Focus::Run]);
        for focus in focuses {
            for arrangement in [Arrangement::Ledgers, Arrangement::Code] {
                for (w, h) in (0..220).step_by(3).flat_map(|w| (0..70).map(move |h| (w, h))) {
                    for enlarged in [false, true] {
                        let asked = LEDGERS.get(usize::from(w % 5)).map(|ledger| (*ledger, h / 2));
                        let breaks = h % 2 == 0;
                        let needs = Needs {
                            card: (w % 2 == 0).then_some(w),
                            asked,
                            breaks,
                            code: w % 3 == 0,
                            lines: [h % 9, h % 5, h, w % 11],
                            tree: h,
                            stack: h,
                        };
                        let Some(areas) = places((w, h), arrangement, focus, enlarged, needs)
                        else {
                            continue;
                        };
                        let window = Rect::new(0, 0, w, h);
                        let all = [
                            areas.title,
                            areas.stack,
                            areas.body,
                            areas.tabs,
                            areas.why,
                            areas.beats,
                            areas.bar,
                            areas.hint,
                        ];
                        for area in all.into_iter().chain(areas.ledgers) {
                            assert_eq!(
                                area.intersection(window).as_size(),
                                area.as_size(),
                                "{w}x{h} {area:?}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn four_ledgers_show_from_the_smallest_full_window_on() {
        let areas = places(SMALLEST, Arrangement::Ledgers, Focus::Run, false, Needs::default())
            .expect("large enough");
        assert!(areas.ledgers.iter().all(|area| area.height >= 3 && area.width >= 20), "{areas:?}");
        assert!(areas.body.height >= 3);
    }
}
