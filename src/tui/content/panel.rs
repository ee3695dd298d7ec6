//! The panels of the stage, one file each. A panel is given a scene and a place to draw; it must
//! not know the model, the keys or the terminal.

pub(crate) mod beats;
pub mod body;
pub(crate) mod call_stack;
mod culprit;
pub(crate) mod entry;
mod flight;
pub(crate) mod frame;
mod ghost;
pub(crate) mod objects;
pub(crate) mod provider_uids;
mod recorded;
pub(crate) mod status_table;
pub(crate) mod timeline_bar;
pub(crate) mod transports;
pub(crate) mod value;
pub mod why;
mod wrapped;
pub(crate) mod wrong;

use crate::sim::event::{LEDGERS, Ledger};
use crate::tui::content::panel::entry::LedgerEntry;
use crate::tui::content::panel::objects::References;
use crate::tui::content::pen::{Pen, Piece, piece};
use crate::tui::model::scene::StageView;
use crate::tui::model::stage::LedgerView;
use crate::tui::model::theme::Role;

/// A line of a ledger; `columns` is how wide it may be.
pub fn line_of(
    scene: &StageView<'_>,
    ledger: Ledger,
    line: usize,
    columns: u16,
) -> Option<LedgerEntry> {
    match ledger {
        Ledger::StatusTable => status_table::entry(scene, line, columns),
        Ledger::ProviderUids => provider_uids::entry(scene, line, columns),
        Ledger::Objects => objects::entry(scene, line, columns),
        Ledger::Transports => transports::entry(scene, line),
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

/// Draws a ledger.
pub fn ledger(pen: &mut Pen<'_>, scene: &StageView<'_>, ledger: Ledger, view: LedgerView) {
    let number = LEDGERS.iter().position(|it| *it == ledger).unwrap_or(0) + 1;
    let border = if view.focused { Role::Focus } else { Role::Border };
    let heading = [
        piece(Role::Key, number.to_string()),
        piece(Role::Title, format!(" {}", scene.text(title(ledger)))),
    ];
    let total = scene.lines().count(ledger);
    let remark = remark(scene, ledger, total);
    let inside = pen.frame(&heading, &remark, border);
    // In a question this column has the marks of the answer.
    let selected = view.selected.filter(|_| ledger == Ledger::Objects && !scene.asks);
    let references = selected.and_then(|line| References::of(scene, line));
    let mut lines = pen.within(inside);
    for row in 0..inside.height {
        let line = view.scroll + usize::from(row);
        if line >= total {
            break;
        }
        let columns = inside.width.saturating_sub(4);
        if let Some(entry) = line_of(scene, ledger, line, columns) {
            entry.draw(&mut lines, row, scene, view.selected == Some(line));
        }
        let sign = references.as_ref().and_then(|it| it.sign(line, scene.theme.glyphs));
        if let Some(sign) = sign {
            lines.line(1, row, &[piece(Role::Key, sign)]);
        }
    }
}

/// Arrows where a ledger has more lines. They come last, when all borders have joined.
pub fn more(pen: &mut Pen<'_>, scene: &StageView<'_>, ledger: Ledger, view: LedgerView) {
    let height = usize::from(pen.area().height.saturating_sub(2));
    pen.more(view.scroll > 0, view.scroll + height < scene.lines().count(ledger));
}

fn remark(scene: &StageView<'_>, ledger: Ledger, total: usize) -> Vec<Piece> {
    match ledger {
        Ledger::Objects => vec![piece(Role::Quiet, scene.text("objects-refs"))],
        _ if total == 0 => {
            let id = if scene.timeline.knows(ledger) { "ledger-empty" } else { "ledger-unknown" };
            vec![piece(Role::Quiet, scene.text(id))]
        }
        _ if scene.timeline.infers(ledger) => {
            vec![piece(Role::Doubt, scene.text("confidence-inferred"))]
        }
        _ => Vec::new(),
    }
}
