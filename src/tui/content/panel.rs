//! The panels of the stage, one file each. A panel is given a scene and a place to draw; it must
//! not know the model, the keys or the terminal.

pub(crate) mod beats;
pub mod body;
pub(crate) mod call_stack;
mod culprit;
pub(crate) mod frame;
mod ghost;
pub(crate) mod objects;
pub(crate) mod provider_uids;
pub(crate) mod status_table;
pub(crate) mod timeline_bar;
pub(crate) mod transports;
pub mod why;
pub(crate) mod wrong;

use ratatui::layout::{Position, Rect};

use crate::sim::event::{LEDGERS, Ledger};
use crate::sim::ledgers::Item;
use crate::sim::state::Life;
use crate::tui::content::pen::{Pen, Piece, fit, line_width, piece, width};
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::stage::{LedgerView, Picked};
use crate::tui::model::theme::Role;

/// A line of a ledger.
pub struct LedgerEntry {
    /// What it is about; `None` for a heading.
    pub item: Option<Item>,
    /// What it says, on the left.
    pub left: Vec<Piece>,
    /// What it says, on the right.
    pub right: Vec<Piece>,
    /// What has become of the item.
    pub fate: Fate,
}

/// What has become of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The item is there, as before.
    There,
    /// It exists, but no longer works.
    Doubtful,
    /// The item was removed or freed.
    Gone,
}

impl LedgerEntry {
    /// A heading inside a ledger.
    pub fn heading(text: String) -> Self {
        Self {
            item: None,
            left: vec![piece(Role::Quiet, text)],
            right: Vec::new(),
            fate: Fate::There,
        }
    }
}

/// The most columns that a line takes.
const WIDEST: u16 = 100;

/// A line of a ledger; `columns` is how wide it may be.
pub fn entry(
    scene: &StageView<'_>,
    ledger: Ledger,
    line: usize,
    columns: u16,
) -> Option<LedgerEntry> {
    match ledger {
        Ledger::StatusTable => status_table::entry(scene, line, columns),
        Ledger::ProviderUids => provider_uids::entry(scene, line, columns),
        Ledger::Objects => objects::entry(scene, line, columns),
        Ledger::Transports => transports::entry(scene, line, columns),
    }
}

/// The id of a ledger's title.
pub fn title(ledger: Ledger) -> &'static str {
    match ledger {
        Ledger::StatusTable => "ledger-status-table",
        Ledger::ProviderUids => "ledger-provider-uids",
        Ledger::Objects => "ledger-objects",
        Ledger::Transports => "ledger-transports",
    }
}

/// Draws a ledger; gives the place of what the step changed in it.
pub fn ledger(
    pen: &mut Pen<'_>,
    scene: &StageView<'_>,
    ledger: Ledger,
    view: LedgerView,
) -> Option<Position> {
    let number = LEDGERS.iter().position(|it| *it == ledger).unwrap_or(0) + 1;
    let border = if view.focused { Role::Focus } else { Role::Border };
    let heading = [
        piece(Role::Key, number.to_string()),
        piece(Role::Title, format!(" {}", scene.text(title(ledger)))),
    ];
    let total = scene.lines().count(ledger);
    let remark = remark(scene, ledger, total);
    let inside = pen.frame(&heading, &remark, border);
    let mut target = None;
    let mut lines = pen.within(inside);
    for row in 0..inside.height {
        let line = view.scroll + usize::from(row);
        if line >= total {
            break;
        }
        let Some(entry) = entry(scene, ledger, line, inside.width.saturating_sub(4)) else {
            continue;
        };
        let marked = entry.item.and_then(|item| scene.mark(item));
        let calls = entry.item.is_some() && entry.item == scene.calls();
        if (marked.is_some() || calls) && target.is_none() {
            target = Some(Position::new(inside.x, inside.y + row));
        }
        draw_entry(&mut lines, row, &entry, marked, scene, view.selected == Some(line));
    }
    target
}

/// Arrows where a ledger has more lines. They come last, when all borders have joined.
pub fn more(pen: &mut Pen<'_>, scene: &StageView<'_>, ledger: Ledger, view: LedgerView) {
    let height = usize::from(pen.area().height.saturating_sub(2));
    pen.more(view.scroll > 0, view.scroll + height < scene.lines().count(ledger));
}

fn remark(scene: &StageView<'_>, ledger: Ledger, total: usize) -> Vec<Piece> {
    match ledger {
        Ledger::Objects => vec![piece(Role::Quiet, scene.text("objects-refs"))],
        _ if total == 0 => vec![piece(Role::Quiet, scene.text("ledger-empty"))],
        _ => Vec::new(),
    }
}

fn draw_entry(
    pen: &mut Pen<'_>,
    row: u16,
    entry: &LedgerEntry,
    marked: Option<ItemMark>,
    scene: &StageView<'_>,
    selected: bool,
) {
    let glyphs = pen.theme().glyphs;
    let area = pen.area();
    let landed = scene.has_landed();
    let wrong = entry.item.and_then(|item| scene.wrong.get(&item).copied());
    // Where a rule is broken, what went as it should steps back.
    let broken = !scene.broken_here().is_empty();
    let going = marked == Some(ItemMark::Removed) && !broken;
    let gone = entry.fate == Fate::Gone && (!going || landed);
    if marked == Some(ItemMark::Added) && !landed {
        return;
    }
    let called = entry.item.is_some() && entry.item == scene.called();
    let gutter = match entry.fate {
        _ if entry.item.is_none() => piece(Role::Quiet, " "),
        _ if wrong.is_some() => piece(Role::Bad, glyphs.broken),
        Fate::Gone if gone => piece(if going { Role::Text } else { Role::Quiet }, glyphs.gone),
        Fate::Doubtful => piece(Role::Doubt, glyphs.doubtful),
        Fate::There if called => piece(Role::Current, glyphs.next),
        _ => piece(Role::Text, " "),
    };
    let gutter = match entry.item.and_then(|item| scene.picked(item)) {
        Some(Picked::No) => piece(Role::Key, glyphs.open),
        Some(Picked::Yes) => piece(Role::Changed, glyphs.marked),
        Some(Picked::At(place)) => piece(Role::Changed, place.to_string()),
        None => gutter,
    };
    pen.line(0, row, &[gutter]);
    let note = match marked {
        Some(ItemMark::Added) => Some(piece(Role::Added, glyphs.added)),
        Some(_) if landed && entry.item.is_some_and(|item| scene.fresh.get(item).is_none()) => {
            Some(piece(Role::Quiet, glyphs.earlier))
        }
        Some(_) if landed && broken => Some(piece(Role::Quiet, glyphs.changed)),
        Some(_) if landed => Some(piece(Role::Changed, glyphs.changed)),
        _ => None,
    };
    // What an item is stays near what it is called, however wide the panel is.
    let end = area.width.min(WIDEST).saturating_sub(2);
    let mut left = entry.left.clone();
    if gone {
        // The strike grows with the animation.
        let share = if going { scene.landing() } else { 1.0 };
        strike(&mut left, share, going);
    } else if marked == Some(ItemMark::Added) {
        left.iter_mut().for_each(|piece| piece.role = Role::Added);
    } else if called {
        let name = left.iter_mut().find(|it| it.text.chars().any(char::is_alphanumeric));
        name.into_iter().for_each(|piece| piece.role = Role::Current);
    }
    if wrong.is_some() && !gone {
        let names = |piece: &&mut Piece| piece.text.chars().any(char::is_alphanumeric);
        left.iter_mut().filter(names).for_each(|piece| piece.role = Role::Bad);
    }
    let right = |wrong| wrong::right(scene, wrong, &entry.right);
    let mut right = wrong.map_or_else(|| entry.right.clone(), right);
    if let Some(other) = entry.item.and_then(|item| ghost::note(scene, item)) {
        right.push(piece(Role::Ghost, format!(" ({} {other})", scene.theme.glyphs.differs)));
    }
    let (left_width, right_width) = shares(end.saturating_sub(2), &left, &right);
    pen.within(Rect::new(area.x + 2, area.y + row, left_width, 1)).line(0, 0, &left);
    let place = Rect::new(area.x + end.saturating_sub(right_width), area.y + row, right_width, 1);
    pen.within(place).line(0, 0, &right);
    if let Some(note) = note {
        pen.line(area.width.min(WIDEST).saturating_sub(1), row, &[note]);
    }
    if selected {
        pen.shade(row, Role::Selected);
    }
}

/// How many columns the two sides of a line get: one blank stays between them, and where there is
/// not enough, the left is cut first, as the right says what changes, until two fifths are left of
/// it, or a name in the tree has only what it needs.
fn shares(room: u16, left: &[Piece], right: &[Piece]) -> (u16, u16) {
    let in_tree = left.first().is_some_and(|rails| !rails.text.chars().any(char::is_alphanumeric));
    let name = if in_tree { line_width(&left[..left.len().min(2)]) } else { 0 };
    let (left, right) = (line_width(left), line_width(right));
    if right == 0 {
        return (left.min(room), 0);
    }
    let least = left.min((room * 2 / 5).max(name));
    let right = right.min(room.saturating_sub(least + 1));
    (left.min(room.saturating_sub(right + 1)), right)
}

/// A short name as a column: at least one blank follows it.
fn column(text: &str, columns: u16) -> String {
    fit(text, columns.max(width(text) + 1), "")
}

/// Strikes a share of a line.
fn strike(line: &mut Vec<Piece>, share: f32, going: bool) {
    let total: usize = line.iter().map(|piece| piece.text.chars().count()).sum();
    let mut left = (total as f32 * share).round() as usize;
    let role = if going { Role::Going } else { Role::Gone };
    let mut struck = Vec::with_capacity(line.len() + 1);
    for it in line.drain(..) {
        let count = it.text.chars().count();
        // Rails of the tree and blanks between columns are not struck.
        if !it.text.chars().any(char::is_alphanumeric) {
            left = left.saturating_sub(count);
            struck.push(it);
        } else if left >= count {
            left -= count;
            struck.extend(words_only(&it.text, role));
        } else {
            let (done, rest) = it
                .text
                .split_at(it.text.char_indices().nth(left).map_or(it.text.len(), |(at, _)| at));
            struck.push(piece(role, done));
            struck.push(Piece { text: rest.to_owned(), ..it.clone() });
            left = 0;
        }
    }
    *line = struck;
}

/// Strikes a text but not the blanks after it.
fn words_only(text: &str, role: Role) -> [Piece; 2] {
    let (word, blanks) = text.split_at(text.trim_end().len());
    [piece(role, word), piece(Role::Quiet, blanks)]
}

/// The role of a value that may have changed.
pub fn value_role(marked: bool, plain: Role) -> Role {
    if marked { Role::Changed } else { plain }
}

/// An old and a new value, or only the one that shows.
pub fn becomes(scene: &StageView<'_>, old: &str, new: &str, columns: u16) -> Vec<Piece> {
    let arrow = scene.theme.glyphs.becomes;
    if !scene.has_landed() {
        return vec![piece(Role::Text, old)];
    }
    if old == new || width(old) + width(new) + width(arrow) + 2 > columns {
        return vec![piece(Role::Changed, new)];
    }
    vec![piece(Role::Quiet, format!("{old} {arrow} ")), piece(Role::Changed, new)]
}

/// How an object fares.
pub fn fate(life: Life) -> Fate {
    match life {
        Life::Live => Fate::There,
        Life::Invalid => Fate::Doubtful,
        Life::Freed => Fate::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{RunOptions, Scenario};
    use crate::text::Lang;
    use crate::tui::model::stage::Stage;
    use crate::tui::model::theme::Theme;
    use ratatui::buffer::Buffer;

    fn stage(word: &str) -> Stage {
        let options = RunOptions::parse(word).expect("a run");
        let scenario = Scenario::load(&options, &[]).expect("can be built");
        let timeline = scenario.timeline(crate::sim::timeline::DEFAULT_BOUND);
        Stage::new(options, timeline)
    }

    /// The first words of the left side, as far as a name goes.
    fn name(entry: &LedgerEntry) -> String {
        let left: String = entry.left.iter().map(|piece| piece.text.as_str()).collect();
        left.split_whitespace()
            .find(|word| word.chars().any(char::is_alphanumeric))
            .unwrap_or_default()
            .to_owned()
    }

    #[test]
    fn a_line_keeps_its_name_and_a_blank_before_its_state() {
        for lang in Lang::ALL {
            for word in ["store-logoff:world=busy", "two-users:world=plain"] {
                let mut stage = stage(word);
                let beats = stage.timeline.beats().to_vec();
                for beat in beats {
                    stage.go(beat);
                    let scene = stage.scene(lang, Theme::default());
                    for (ledger, columns) in LEDGERS
                        .into_iter()
                        .flat_map(|ledger| (30..64).step_by(4).map(move |w| (ledger, w)))
                    {
                        check(&scene, ledger, columns);
                    }
                }
            }
        }
    }

    #[test]
    fn a_message_that_arrives_is_not_in_the_outgoing_queue() {
        let mut stage = stage("store-logoff:world=busy,transport=XP1=sending:M1+receiving:M9");
        for place in [0, stage.timeline.len()] {
            stage.go(place);
            let scene = stage.scene(Lang::En, Theme::default());
            let said: Vec<String> = crate::tui::content::said::ledger(&scene, Ledger::Transports)
                .into_iter()
                .map(|it| it.text)
                .collect();
            let line = |word: &str| {
                said.iter().position(|it| it.trim_start().starts_with(word)).expect("a line")
            };
            assert!(
                line("outgoing") < line("M1")
                    && line("M3") < line("arriving")
                    && line("arriving") < line("M9"),
                "{said:?}"
            );
            let message = (0u32..).map(crate::sim::MessageId).nth(3).expect("M9");
            assert_eq!(scene.lines().line_of(Item::Message(message)), Some(line("M9")));
        }
    }

    fn check(scene: &StageView<'_>, ledger: Ledger, columns: u16) {
        for line in 0..scene.lines().count(ledger) {
            let Some(entry) = entry(scene, ledger, line, columns.saturating_sub(4)) else {
                continue;
            };
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
            let area = buffer.area;
            let mut pen = Pen::new(&mut buffer, area, scene.theme);
            draw_entry(&mut pen, 0, &entry, None, scene, false);
            let shown: String = (0..columns).map(|x| buffer[(x, 0)].symbol()).collect();
            assert!(
                shown.contains(&name(&entry)),
                "{columns}: {shown:?} has lost {}",
                name(&entry)
            );
            let (left, right) = shares(columns - 4, &entry.left, &entry.right);
            assert!(left + right < columns - 4 || right == 0, "{columns}: {shown:?}");
            if right > 0 {
                assert_eq!(buffer[(columns - 3 - right, 0)].symbol(), " ", "{columns}: {shown:?}");
            }
        }
    }
}
