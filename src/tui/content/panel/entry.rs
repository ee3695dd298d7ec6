//! A line of a ledger: what an item is and what it holds, struck where it is gone, and lit where a
//! step changes it.
//!
//! It must not know the ledgers.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::sim::ledgers::Item;
use crate::sim::state::Life;
use crate::tui::content::panel::value::Forms;
use crate::tui::content::panel::{flight, ghost, wrong};
use crate::tui::content::pen::{Pen, Piece, fit, line_width, piece, width};
use crate::tui::model::beside::Wrong;
use crate::tui::model::marks::ItemMark;
use crate::tui::model::scene::StageView;
use crate::tui::model::stage::Picked;
use crate::tui::model::theme::Role;

/// The most columns that a line takes.
const WIDEST: u16 = 100;

/// A line of a ledger.
pub struct LedgerEntry {
    /// What it is about; `None` for a heading.
    pub item: Option<Item>,
    /// What it says on the left; at least one form.
    pub left: Forms,
    /// What it says on the right, if anything.
    pub right: Forms,
    /// What has become of the item.
    pub fate: Fate,
    /// It goes with this step.
    pub goes: bool,
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

/// How a line looks at the moment of a step.
struct LineLook {
    /// What the step did to the item.
    marked: Option<ItemMark>,
    /// The step is to change the item, or to call the object, and has not yet.
    coming: bool,
    /// The item goes with this step.
    going: bool,
    /// It does not exist any longer.
    gone: bool,
    /// A method of the object runs.
    called: bool,
    /// What is wrong with the item.
    wrong: Option<Wrong>,
    /// A rule is broken here: what went as it should steps back.
    broken: bool,
    /// The effect of the step shows.
    landed: bool,
}

impl LineLook {
    fn of(scene: &StageView<'_>, entry: &LedgerEntry) -> Self {
        let landed = scene.has_landed();
        let marked = entry.item.and_then(|item| scene.mark(item));
        let is = |other: Option<Item>| entry.item.is_some() && entry.item == other;
        let coming = !landed && (marked.is_some() || is(scene.calls()));
        let broken = landed && !scene.broken_here().is_empty();
        let going = entry.goes && !broken;
        let wrong = entry.item.filter(|_| !coming).and_then(|item| scene.wrong.get(&item).copied());
        Self {
            marked,
            coming,
            going,
            gone: entry.fate == Fate::Gone && (!going || landed),
            called: is(scene.called()),
            wrong,
            broken,
            landed,
        }
    }

    /// The sign before the line.
    fn gutter(&self, scene: &StageView<'_>, entry: &LedgerEntry) -> Piece {
        let glyphs = scene.theme.glyphs;
        match entry.item.and_then(|item| scene.picked(item)) {
            Some(Picked::No) => return piece(Role::Key, glyphs.open),
            Some(Picked::Yes) => return piece(Role::Changed, glyphs.marked),
            Some(Picked::At(place)) => return piece(Role::Changed, place.to_string()),
            None => {}
        }
        if let Some(wrong) = self.wrong {
            return wrong::mark(scene, wrong);
        }
        match entry.fate {
            _ if entry.item.is_none() => piece(Role::Quiet, " "),
            _ if self.coming => piece(Role::Spark, glyphs.coming),
            Fate::Gone if self.gone => {
                piece(if self.going { Role::Text } else { Role::Quiet }, glyphs.gone)
            }
            Fate::Doubtful => piece(Role::Doubt, glyphs.doubtful),
            Fate::There if self.called => piece(Role::Current, glyphs.next),
            _ => piece(Role::Text, " "),
        }
    }

    /// The sign behind it.
    fn note(&self, scene: &StageView<'_>, entry: &LedgerEntry) -> Option<Piece> {
        let glyphs = scene.theme.glyphs;
        let mark = self.marked.filter(|_| self.landed)?;
        let is_fresh = entry.item.is_some_and(|item| scene.fresh.get(item).is_some());
        Some(match mark {
            ItemMark::Added => piece(Role::Added, glyphs.added),
            _ if !is_fresh => piece(Role::Quiet, glyphs.earlier),
            _ if self.broken => piece(Role::Quiet, glyphs.changed),
            _ => piece(Role::Changed, glyphs.changed),
        })
    }

    /// A form of the left side, as it looks.
    fn left(&self, scene: &StageView<'_>, form: &[Piece]) -> Vec<Piece> {
        let mut left = form.to_vec();
        let is_name = |piece: &&mut Piece| piece.text.chars().any(char::is_alphanumeric);
        if self.gone {
            // The strike grows with the animation.
            let share = if self.going { scene.landing() } else { 1.0 };
            strike(&mut left, share, self.going);
        } else if self.marked == Some(ItemMark::Added) {
            left.iter_mut().for_each(|piece| piece.role = Role::Added);
        } else if self.called {
            left.iter_mut().find(is_name).into_iter().for_each(|it| it.role = Role::Current);
        }
        let is_bad = match self.wrong {
            None | Some(Wrong::Stays) => false,
            // What a broken rule is about is seen although it is gone.
            Some(Wrong::Subject) => true,
            Some(_) => !self.gone,
        };
        for it in left.iter_mut().filter(|_| is_bad).filter(is_name) {
            if self.gone {
                it.extra |= Modifier::CROSSED_OUT;
            }
            it.role = Role::Bad;
        }
        left
    }

    /// The forms of the right side, as they look.
    fn right(&self, scene: &StageView<'_>, entry: &LedgerEntry) -> Forms {
        let other = entry.item.and_then(|item| ghost::note(scene, item));
        let note = other
            .map(|other| piece(Role::Ghost, format!(" ({} {other})", scene.theme.glyphs.differs)));
        let nothing = [Vec::new()];
        let forms = if entry.right.is_empty() { &nothing[..] } else { &entry.right };
        let look = |form: &Vec<Piece>| {
            let mut form = match self.wrong {
                Some(wrong) => wrong::right(scene, wrong, form),
                None => form.clone(),
            };
            // What changed as it should steps back behind what is broken.
            let quiet = self.broken && self.wrong.is_none();
            for it in form.iter_mut().filter(|it| quiet && it.role == Role::Changed) {
                it.role = Role::Quiet;
            }
            form.extend(note.clone());
            form
        };
        forms.iter().map(look).collect()
    }
}

impl LedgerEntry {
    /// A heading inside a ledger.
    pub fn heading(text: String) -> Self {
        Self {
            item: None,
            left: vec![vec![piece(Role::Quiet, text)]],
            right: Vec::new(),
            fate: Fate::There,
            goes: false,
        }
    }

    /// Draws the line on a row.
    pub fn draw(&self, pen: &mut Pen<'_>, row: u16, scene: &StageView<'_>, selected: bool) {
        let area = pen.area();
        let look = LineLook::of(scene, self);
        pen.line(0, row, &[look.gutter(scene, self)]);
        // What an item is stays near what it is called, however wide the panel is.
        let end = area.width.min(WIDEST).saturating_sub(2);
        let mut free = (2, end);
        if look.marked != Some(ItemMark::Added) || look.landed {
            let room = end.saturating_sub(2);
            let (left, right) = fitting(room, &self.left, &look.right(scene, self));
            let left = look.left(scene, &left);
            let (left_width, right_width) = shares(room, &left, &right);
            let from = end.saturating_sub(right_width);
            pen.within(Rect::new(area.x + 2, area.y + row, left_width, 1)).line(0, 0, &left);
            let place = Rect::new(area.x + from, area.y + row, right_width, 1);
            pen.within(place).line(0, 0, &right);
            free = (2 + left_width, from);
        }
        if let Some(note) = look.note(scene, self) {
            pen.line(area.width.min(WIDEST).saturating_sub(1), row, &[note]);
        }
        if let Some(item) = self.item {
            flight::over_line(pen, row, scene, (item, look.coming), free);
        }
        if selected {
            pen.shade(row, Role::Selected);
        }
    }
}

/// The fullest forms of both sides that have room beside each other: what is said on the right,
/// which is what changes, comes before what is left out of a name.
fn fitting(room: u16, left: &[Vec<Piece>], right: &[Vec<Piece>]) -> (Vec<Piece>, Vec<Piece>) {
    let pairs = right.iter().flat_map(|right| left.iter().map(move |left| (left, right)));
    let takes = |left: u16, right: u16| if right == 0 { left } else { left + 1 + right };
    let mut all = pairs.filter(|(left, right)| takes(line_width(left), line_width(right)) <= room);
    let last = || left.last().zip(right.last());
    all.next()
        .or_else(last)
        .map_or_else(Default::default, |(left, right)| (left.clone(), right.clone()))
}

/// How many columns the two sides of a line get: one blank stays between them, and where there is
/// not enough, the left is cut, but not its name.
fn shares(room: u16, left: &[Piece], right: &[Piece]) -> (u16, u16) {
    let most = room.saturating_sub(name_end(left) + 1);
    let (left, right) = (line_width(left), line_width(right).min(most));
    match right {
        0 => (left.min(room), 0),
        _ => (left.min(room.saturating_sub(right + 1)), right),
    }
}

/// The columns that a left side needs for its first word, which is a name, and the sign that it is
/// cut.
fn name_end(left: &[Piece]) -> u16 {
    let text: String = left.iter().map(|piece| piece.text.as_str()).collect();
    let name = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let end = text[name..].find(char::is_whitespace).map_or(text.len(), |at| name + at);
    width(&text[..end]) + u16::from(end < text.len())
}

/// A short name as a column: at least one blank follows it.
pub fn column(text: &str, columns: u16) -> String {
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
    use crate::sim::event::{LEDGERS, Ledger};
    use crate::text::Lang;
    use crate::tui::content::panel::line_of;
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
        let left: String = entry.left[0].iter().map(|piece| piece.text.as_str()).collect();
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
            let Some(entry) = line_of(scene, ledger, line, columns.saturating_sub(4)) else {
                continue;
            };
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
            let area = buffer.area;
            let mut pen = Pen::new(&mut buffer, area, scene.theme);
            entry.draw(&mut pen, 0, scene, false);
            let shown: String = (0..columns).map(|x| buffer[(x, 0)].symbol()).collect();
            assert!(
                shown.contains(&name(&entry)),
                "{columns}: {shown:?} has lost {}",
                name(&entry)
            );
            let look = LineLook::of(scene, &entry).right(scene, &entry);
            let (left, right) = fitting(columns - 4, &entry.left, &look);
            let (left, right) = shares(columns - 4, &left, &right);
            assert!(left + right < columns - 4 || right == 0, "{columns}: {shown:?}");
            if right > 0 {
                assert_eq!(buffer[(columns - 3 - right, 0)].symbol(), " ", "{columns}: {shown:?}");
                let said: String =
                    (columns - 2 - right..columns - 2).map(|x| buffer[(x, 0)].symbol()).collect();
                assert!(!said.ends_with('…'), "{columns}: {shown:?}");
            }
        }
    }
}
