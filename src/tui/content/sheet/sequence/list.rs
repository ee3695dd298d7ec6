//! The arrows as an indented list, for a window that is too narrow for lanes: one call a line, what
//! it gave back at the end of the line.
//!
//! It must not know how the lanes look.

use super::{LEAD, background, middle};
use crate::narrate::sequence::Arrow;
use crate::tui::content::pen::{piece, width};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

pub(super) fn push(sheet: &mut Sheet, model: &Model, stage: &Stage, arrows: &[Arrow]) {
    let glyphs = model.theme.glyphs;
    let here = stage.timeline.at();
    let mut apart = false;
    for (at, arrow) in arrows.iter().enumerate().filter(|(_, arrow)| !arrow.is_return) {
        if arrow.background && !apart {
            background(sheet, model);
        }
        apart = arrow.background;
        let back = returned(&arrows[at + 1..], arrow);
        let is_here = arrow.step == here || back.is_some_and(|back| back.step == here);
        let marker = if is_here { glyphs.here } else { " " };
        let indent = " ".repeat(usize::from(arrow.depth.min(8)) * 2);
        let answer =
            back.map_or_else(String::new, |it| format!(" {} {}", glyphs.spin[0], it.label));
        let head = format!("{indent}{} {} ", arrow.from, glyphs.spin[1]);
        let room = sheet.columns.saturating_sub(LEAD + width(&head));
        // Of the call and its answer the longer one gives way.
        let call = format!("{}.{}", arrow.to, arrow.label);
        let answer = middle(&answer, room / 2, glyphs.cut);
        let call = middle(&call, room.saturating_sub(width(&answer)), glyphs.cut);
        let role = if is_here { Role::Current } else { Role::Text };
        let line = vec![
            piece(Role::Current, marker),
            piece(Role::Key, format!("{:>4} ", arrow.step)),
            piece(Role::Actor, head),
            piece(role, call),
            piece(Role::Quiet, answer),
        ];
        sheet.choice(line, Action::Jump(arrow.step));
    }
}

/// The return of a call, if it has come.
fn returned<'a>(later: &'a [Arrow], call: &Arrow) -> Option<&'a Arrow> {
    let own = |it: &&Arrow| it.thread == call.thread && it.depth <= call.depth;
    later.iter().find(own).filter(|it| it.is_return)
}
