//! Sheets above a screen: a title, lines, and for some lines something that Enter does.
//!
//! What a sheet says is computed when it is drawn, from the model; only the selection and what was
//! typed are kept.

pub(crate) mod broken;
pub mod card;
pub(crate) mod checklist;
pub mod compare;
pub(crate) mod details;
pub(crate) mod finder;
pub(crate) mod glossary;
pub(crate) mod help;
pub(crate) mod holders;
pub(crate) mod open_runs;
pub(crate) mod piece;
pub mod questions;
pub mod readings;
pub(crate) mod recap;
pub(crate) mod resume;
pub(crate) mod reviewed;
pub(crate) mod rule;
pub mod rules;
pub mod search;
pub(crate) mod sequence;
pub mod situation;
pub(crate) mod survives;
pub mod values;
pub mod what_if;
pub mod why;

use ratatui::layout::Rect;

use crate::tui::content::pen::{Pen, Piece, piece, width, wrap};
use crate::tui::model::Model;
use crate::tui::model::sheet::{Action, Overlay, SheetKind};
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// A line of a sheet.
pub struct SheetLine {
    /// The line's text, piece by piece, each with its role.
    pub pieces: Vec<Piece>,
    /// What Enter does on the line; `None` where it can't be selected.
    pub action: Option<Action>,
}

/// What a sheet says.
pub struct Sheet {
    /// The heading in the sheet's border.
    pub title: String,
    /// The lines below the heading, in order.
    pub lines: Vec<SheetLine>,
    /// Columns that it would like.
    pub columns: u16,
    /// Whether the selected line has details below it that are to be seen.
    pub expands: bool,
    /// The first lines that stay while the others scroll.
    pub fixed: usize,
    /// Whether it is at the top, so that the card of a lesson stays in sight.
    pub above: bool,
}

impl Sheet {
    /// A sheet without lines.
    pub fn new(title: String, columns: u16) -> Self {
        Self { title, lines: Vec::new(), columns, expands: false, fixed: 0, above: false }
    }

    /// Appends a line that can't be selected.
    pub fn push(&mut self, pieces: Vec<Piece>) {
        self.lines.push(SheetLine { pieces, action: None });
    }

    /// One more line that does something.
    pub fn choice(&mut self, pieces: Vec<Piece>, action: Action) {
        self.lines.push(SheetLine { pieces, action: Some(action) });
    }

    /// A text in as many lines as it needs.
    pub fn text(&mut self, role: Role, text: &str, indent: u16) {
        let columns = self.columns.saturating_sub(indent).max(1);
        for line in wrap(text, columns) {
            self.push(vec![piece(Role::Text, " ".repeat(usize::from(indent))), piece(role, line)]);
        }
    }

    /// A text behind a head, in as many lines as it needs, none of them below the head.
    pub fn hanging(&mut self, head: Piece, role: Role, text: &str, action: Option<Action>) {
        let indent = width(&head.text);
        let lines = wrap(text, self.columns.saturating_sub(indent).max(1));
        let (mut head, mut action) = (Some(head), action);
        for line in lines {
            let before =
                head.take().unwrap_or_else(|| piece(Role::Text, " ".repeat(usize::from(indent))));
            self.lines
                .push(SheetLine { pieces: vec![before, piece(role, line)], action: action.take() });
        }
    }

    /// What is being typed, below what is asked for.
    pub fn typed(&mut self, overlay: &Overlay, prompt: &str) {
        self.text(Role::Quiet, prompt, 0);
        self.push(typed_line(overlay));
        self.gap();
        // What is typed stays in view, however far the list is scrolled.
        self.fixed = self.lines.len();
    }

    /// Appends an empty line, which can't be selected.
    pub fn gap(&mut self) {
        self.push(Vec::new());
    }

    /// Lines that can be chosen.
    pub fn choices(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|line| self.lines[*line].action.is_some()).collect()
    }
}

/// What a sheet says now.
pub fn sheet(model: &Model, overlay: &Overlay) -> Sheet {
    // A sheet that would leave a few columns beside it takes the whole width: no border stands
    // beside another one.
    let most = |columns: u16| {
        if model.size.0 < columns + 24 { model.size.0.saturating_sub(4) } else { columns }
    };
    let columns = most(100);
    match &overlay.kind {
        SheetKind::Help => help::sheet(model, columns),
        SheetKind::Goto => goto(model, overlay),
        SheetKind::Item(item) => {
            with_stage(model, columns, |stage| why::item(model, stage, *item, columns))
        }
        SheetKind::Step(step) => {
            with_stage(model, columns, |stage| why::step(model, stage, *step, columns))
        }
        SheetKind::WhatIf => {
            with_stage(model, columns, |stage| what_if::sheet(model, stage, overlay, columns))
        }
        SheetKind::Compare => {
            let columns = most(180);
            with_stage(model, columns, |stage| compare::sheet(model, stage, columns))
        }
        SheetKind::Rules => with_stage(model, columns, |stage| rules::sheet(model, stage, columns)),
        SheetKind::Readings => readings::sheet(model, overlay, columns),
        SheetKind::Reading(id) => readings::one(model, id, columns),
        SheetKind::Checklist => {
            with_stage(model, columns, |stage| checklist::sheet(model, stage, columns))
        }
        SheetKind::Survives => survives::sheet(model, columns),
        SheetKind::Glossary(shown) => glossary::list(model, overlay, shown, columns),
        SheetKind::Entry(at) => glossary::entry(model, *at, columns),
        SheetKind::Values(field) => values::sheet(model, overlay, *field, columns),
        SheetKind::OpenRuns => open_runs::sheet(model, columns),
        SheetKind::Piece => piece::sheet(model, columns),
        SheetKind::Finder => finder::sheet(model, overlay, columns),
        SheetKind::Rule(at) => rule::sheet(model, *at, columns),
        SheetKind::Search => {
            with_stage(model, columns, |stage| search::sheet(model, stage, overlay, columns))
        }
        SheetKind::Sequence => {
            let columns = most(180);
            with_stage(model, columns, |stage| sequence::sheet(model, stage, columns))
        }
        SheetKind::Situation => {
            with_stage(model, columns, |stage| situation::sheet(model, stage, columns))
        }
        SheetKind::Symptom(line) => crate::tui::content::symptoms::sheet(model, *line, columns),
        SheetKind::Recap => recap::sheet(model, columns),
        SheetKind::Reviewed => reviewed::sheet(model, columns),
        SheetKind::Card => card::sheet(model, columns),
        SheetKind::Questions => questions::sheet(model, overlay, columns),
        SheetKind::Resume => resume::sheet(model, columns),
        SheetKind::Trouble(texts) | SheetKind::Broken(texts) => {
            let title = if matches!(overlay.kind, SheetKind::Broken(_)) {
                "broken-title"
            } else {
                "trouble-title"
            };
            let mut sheet = Sheet::new(model.text(title), columns);
            for text in texts {
                sheet.text(Role::Bad, text, 0);
            }
            sheet
        }
    }
}

fn with_stage(model: &Model, columns: u16, build: impl FnOnce(&Stage) -> Sheet) -> Sheet {
    model.stage().map_or_else(|| Sheet::new(String::new(), columns), build)
}

/// What is being typed; a word that the next letter replaces has no cursor.
fn typed_line(overlay: &Overlay) -> Vec<Piece> {
    let (role, end) = if overlay.is_back { (Role::Quiet, "") } else { (Role::Text, "_") };
    vec![piece(Role::Key, "> "), piece(role, overlay.query.clone()), piece(Role::Current, end)]
}

fn goto(model: &Model, overlay: &Overlay) -> Sheet {
    let mut sheet = Sheet::new(model.text("goto-title"), 48);
    let len = model.stage().map_or(0, |stage| stage.timeline.len());
    let prompt = model.words().with("goto-prompt", &[("last", len.into())]);
    sheet.push(vec![piece(Role::Quiet, prompt)]);
    let typed = typed_line(overlay);
    match overlay.query.parse::<usize>() {
        Ok(step) if step <= len => sheet.choice(typed, Action::Jump(step)),
        _ => sheet.push(typed),
    }
    sheet
}

/// Whether Enter does something in the upper sheet.
pub fn can_choose(model: &Model) -> bool {
    model
        .overlays
        .last()
        .is_some_and(|overlay| sheet(model, overlay).lines.iter().any(|line| line.action.is_some()))
}

/// The action of the selected line.
pub fn action(model: &Model) -> Option<Action> {
    let overlay = model.overlays.last()?;
    let mut sheet = sheet(model, overlay);
    let choices = sheet.choices();
    let line = *choices.get(overlay.selected.min(choices.len().checked_sub(1)?))?;
    sheet.lines[line].action.take()
}

/// What Enter is called on the selected line, where it runs something.
pub fn what_enter_does(model: &Model) -> Option<&'static str> {
    if !matches!(
        model.overlays.last()?.kind,
        SheetKind::WhatIf
            | SheetKind::Readings
            | SheetKind::Reading(_)
            | SheetKind::Entry(_)
            | SheetKind::Symptom(_)
            | SheetKind::Rule(_)
    ) {
        return None;
    }
    match action(model)? {
        Action::Setting(field) if model.draft.as_ref().is_none_or(|draft| draft.field != field) => {
            Some("key-value")
        }
        Action::Setting(_) | Action::Fork(_) | Action::Run(_) | Action::RunTo(..) => {
            Some("key-run")
        }
        Action::Copy(_) => Some("key-copy"),
        _ => None,
    }
}

/// How far the selection can go.
pub fn last(model: &Model) -> usize {
    let Some(overlay) = model.overlays.last() else { return 0 };
    let sheet = sheet(model, overlay);
    let choices = sheet.choices().len();
    let height = usize::from(place(model.size, &sheet).height.saturating_sub(2));
    if choices > 0 { choices - 1 } else { sheet.lines.len().saturating_sub(height) }
}

/// The place of an overlay.
pub fn place((w, h): (u16, u16), sheet: &Sheet) -> Rect {
    let width = (sheet.columns + 4).min(w);
    let lines = u16::try_from(sheet.lines.len()).unwrap_or(u16::MAX);
    let height = lines.saturating_add(2).min(h.saturating_sub(2)).max(h.min(3));
    let y = if sheet.above { 1.min(h - height) } else { (h - height) / 2 };
    Rect::new((w - width) / 2, y, width, height)
}

/// The lines that show where so many have room: the fixed ones, then as many of the others.
pub fn shown(sheet: &Sheet, overlay: &Overlay, height: usize) -> Vec<usize> {
    let fixed = sheet.fixed.min(height.saturating_sub(1));
    let first = fixed + scroll(sheet, overlay, fixed, height - fixed);
    (0..fixed).chain(first..sheet.lines.len()).take(height).collect()
}

/// How many of the lines that scroll are above the first one that shows.
fn scroll(sheet: &Sheet, overlay: &Overlay, fixed: usize, height: usize) -> usize {
    let choices = sheet.choices();
    let last = (sheet.lines.len() - fixed).saturating_sub(height);
    let chosen = overlay.selected.min(choices.len().saturating_sub(1));
    let selected = choices.get(chosen).map(|line| line.saturating_sub(fixed));
    // What is selected goes on to the next choice, or to the end.
    let next = choices.get(chosen + 1).map_or(sheet.lines.len(), |line| *line);
    let end = next.saturating_sub(fixed);
    match selected {
        // A sheet opens at its top, and stays there as long as nothing is missing.
        Some(_) if overlay.selected == 0 || end <= height => 0,
        Some(line) if sheet.expands => line.saturating_sub(1).min(last),
        Some(line) => {
            line.saturating_sub(height * 2 / 3).max(end.saturating_sub(height)).min(line).min(last)
        }
        None => overlay.selected.min(last),
    }
}

/// Draws the sheet of an overlay above what is there.
pub fn draw(pen: &mut Pen<'_>, model: &Model, overlay: &Overlay) {
    let sheet = sheet(model, overlay);
    let area = place(model.size, &sheet);
    let choices = sheet.choices();
    // A blank on each side, where there is room: what is behind ends before the border begins.
    pen.within(Rect::new(area.x.saturating_sub(1), area.y, area.width + 2, area.height)).clear();
    let mut pen = pen.within(area);
    pen.clear();
    let count = sheet.lines.len();
    let inside = pen.frame(&[piece(Role::Title, sheet.title.clone())], &[], Role::Focus);
    let height = usize::from(inside.height);
    let selected = choices.get(overlay.selected.min(choices.len().saturating_sub(1))).copied();
    let shown = shown(&sheet, overlay, height);
    let above = shown.get(sheet.fixed).is_some_and(|line| *line > sheet.fixed);
    pen.more(above, shown.last().is_some_and(|line| line + 1 < count));
    let mut lines = pen.within(inside);
    for (y, at) in shown.into_iter().enumerate() {
        let y = y as u16;
        let line = &sheet.lines[at];
        lines.line(1, y, &line.pieces);
        if selected == Some(at) && overlay.kind != SheetKind::Goto {
            lines.shade(y, Role::Selected);
        }
    }
}
