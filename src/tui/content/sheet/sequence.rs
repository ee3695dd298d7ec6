//! The run so far as a sequence diagram: who acts as lanes, calls and returns as arrows, what runs
//! as bars, what no client waits for apart. In a narrow window the same as an indented list.

mod list;

use crate::narrate::cursor::StateCursor;
use crate::narrate::sequence::{Arrow, Lanes, arrows};
use crate::tui::content::pen::{Piece, cut, fit, piece, width};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// Lanes narrower than this say nothing.
const NARROWEST: u16 = 12;
/// Lanes wider than this leave the room to the names of methods.
const WIDEST: u16 = 26;
/// Columns of the step's number.
const LEAD: u16 = 6;
/// In fewer columns it is a list.
const LIST: u16 = 92;

/// The overlay; the current step is highlighted and Enter jumps to the selected one.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("sequence-title"), columns);
    let arrows = arrows(&stage.timeline, stage.timeline.at());
    if arrows.is_empty() {
        sheet.text(Role::Quiet, &model.text("sequence-empty"), 0);
        return sheet;
    }
    match columns < LIST {
        true => list::push(&mut sheet, model, stage, &arrows),
        false => diagram(&mut sheet, model, stage, &arrows),
    }
    here(&mut sheet, model, stage, &arrows);
    sheet
}

/// The current place of the run, if that is not an arrow.
fn here(sheet: &mut Sheet, model: &Model, stage: &Stage, arrows: &[Arrow]) {
    let at = stage.timeline.at();
    if arrows.last().is_some_and(|arrow| arrow.step < at) {
        let text = StateCursor::new(&stage.timeline).sentence(at, model.lang);
        let text = cut(&text, sheet.columns.saturating_sub(LEAD), model.theme.glyphs.cut);
        let head =
            [piece(Role::Current, model.theme.glyphs.here), piece(Role::Key, format!("{at:>4} "))];
        sheet.choice([head.to_vec(), vec![piece(Role::Current, text)]].concat(), Action::Jump(at));
    }
}

/// The heading before what no client waits for.
fn background(sheet: &mut Sheet, model: &Model) {
    let dash = model.theme.glyphs.joints[10].repeat(usize::from(LEAD) - 1);
    let said = format!("{dash} {}", model.text("sequence-background"));
    sheet.push(vec![piece(Role::Quiet, said)]);
}

fn diagram(sheet: &mut Sheet, model: &Model, stage: &Stage, arrows: &[Arrow]) {
    let columns = sheet.columns.saturating_sub(LEAD);
    let drawn = DrawnLanes::of(arrows, columns);
    let lanes = &drawn.lanes;
    sheet.push(drawn.heads(model));
    // The heads stay while the arrows scroll.
    sheet.fixed = 1;
    let mut active = vec![0u16; lanes.names.len()];
    let mut apart = false;
    for arrow in arrows {
        if arrow.background && !apart {
            background(sheet, model);
        }
        apart = arrow.background;
        let (from, to) = (lanes.place(&arrow.from), lanes.place(&arrow.to));
        if arrow.is_return {
            active[from] = active[from].saturating_sub(1);
        }
        let row = DiagramRow { model, drawn: &drawn, active: &active, columns };
        let line = row.draw(arrow, (from, to), arrow.step == stage.timeline.at());
        sheet.choice(line, Action::Jump(arrow.step));
        if !arrow.is_return {
            active[to] += 1;
        }
    }
}

/// The lanes, and how wide each is.
struct DrawnLanes {
    lanes: Lanes,
    lane: u16,
}

impl DrawnLanes {
    fn of(arrows: &[Arrow], columns: u16) -> Self {
        let lanes = Lanes::of(arrows, usize::from((columns / NARROWEST).max(2)));
        let lane = (columns / lanes.names.len().max(1) as u16).min(WIDEST);
        Self { lanes, lane }
    }

    fn heads(&self, model: &Model) -> Vec<Piece> {
        let mut line = vec![piece(Role::Text, " ".repeat(usize::from(LEAD)))];
        let cut_mark = model.theme.glyphs.cut;
        line.extend(self.lanes.names.iter().map(|name| {
            let name = middle(name, self.lane.saturating_sub(1), cut_mark);
            piece(Role::Actor, fit(&name, self.lane, ""))
        }));
        line
    }
}

/// A row of the diagram.
struct DiagramRow<'a> {
    model: &'a Model,
    drawn: &'a DrawnLanes,
    active: &'a [u16],
    columns: u16,
}

impl DiagramRow<'_> {
    fn rail(&self, at: usize) -> &'static str {
        let glyphs = self.model.theme.glyphs;
        if self.active[at] > 0 { glyphs.active } else { glyphs.joints[5] }
    }

    fn draw(&self, arrow: &Arrow, (from, to): (usize, usize), is_current: bool) -> Vec<Piece> {
        let role = match (is_current, arrow.is_return) {
            (true, _) => Role::Current,
            (false, true) => Role::Quiet,
            (false, false) => Role::Text,
        };
        let glyphs = self.model.theme.glyphs;
        let marker = if is_current { glyphs.here } else { " " };
        let mut line =
            vec![piece(Role::Current, marker), piece(Role::Key, format!("{:>4} ", arrow.step))];
        let (left, right) = (from.min(to), from.max(to));
        let rails = |lanes: std::ops::Range<usize>| {
            lanes.map(|at| piece(Role::Border, fit(self.rail(at), self.drawn.lane, "")))
        };
        let span = (self.drawn.lane * (right - left) as u16).saturating_sub(1);
        let label = self.drawn.lanes.label(arrow);
        let inside = width(&label) + 4 <= span;
        let count = self.drawn.lanes.names.len();
        // A text without room on its arrow is put after it, over the lanes that are free, or before
        // it.
        let used = self.drawn.lane * right as u16 + 1;
        let room = self.columns.saturating_sub(used + 1);
        let before = self.drawn.lane * left as u16;
        let leads = !inside && width(&label) > room && width(&label) + 2 <= before;
        match leads {
            true => line.extend(self.lead(&label, role, before)),
            false => line.extend(rails(0..left)),
        }
        line.push(piece(Role::Border, self.rail(left)));
        line.push(piece(role, self.shaft(arrow, &label, span, from <= to, inside)));
        if inside || leads {
            line.extend(rails(right..count));
            return line;
        }
        line.push(piece(Role::Border, self.rail(right)));
        let told = middle(&label, room, glyphs.cut);
        let end = used + 1 + width(&told);
        line.push(piece(role, format!(" {told}")));
        let next = usize::from(end / self.drawn.lane) + 1;
        if next < count {
            let gap = self.drawn.lane * next as u16 - end;
            line.push(piece(Role::Border, " ".repeat(usize::from(gap))));
            line.extend(rails(next..count));
        }
        line
    }

    /// A label that ends before a column, over the lanes that are free there.
    fn lead(&self, label: &str, role: Role, end: u16) -> Vec<Piece> {
        let start = end - width(label) - 1;
        let full = usize::from(start / self.drawn.lane);
        let mut line: Vec<Piece> = (0..full)
            .map(|at| piece(Role::Border, fit(self.rail(at), self.drawn.lane, "")))
            .collect();
        let rest = start - self.drawn.lane * full as u16;
        if rest > 0 {
            line.push(piece(Role::Border, fit(self.rail(full), rest, "")));
        }
        line.push(piece(role, format!("{label} ")));
        line
    }

    /// The arrow between two lanes, with its label if that has room.
    fn shaft(&self, arrow: &Arrow, label: &str, span: u16, forward: bool, inside: bool) -> String {
        let glyphs = self.model.theme.glyphs;
        let [left, right] = glyphs.spin;
        let line = if arrow.is_return { glyphs.dot } else { glyphs.joints[10] };
        if span == 0 {
            return String::new();
        }
        let fill = |columns: u16| line.repeat(usize::from(columns));
        match (inside, forward) {
            (true, true) => format!("{} {label} {}{right}", fill(1), fill(span - width(label) - 4)),
            (true, false) => format!("{left}{} {label} {}", fill(span - width(label) - 4), fill(1)),
            (false, true) => format!("{}{right}", fill(span - 1)),
            (false, false) => format!("{left}{}", fill(span - 1)),
        }
    }
}

/// A text in so many columns, shortened in the middle: a name is recognised by both its ends.
fn middle(text: &str, columns: u16, mark: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(mark));
    let head = cut(text, room - room / 2, "").into_owned();
    let signs: Vec<char> = text.chars().collect();
    let tail: String = signs[signs.len().saturating_sub(usize::from(room / 2))..].iter().collect();
    cut(&format!("{head}{mark}{tail}"), columns, "").into_owned()
}
