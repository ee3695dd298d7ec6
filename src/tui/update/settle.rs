//! After every change of the model: the panels have the room that they need, and what matters in
//! each is visible.
//!
//! It must not know what has changed.

use crate::sim::event::{LEDGERS, Ledger};
use crate::tui::content::card;
use crate::tui::content::panel::body;
use crate::tui::model::Model;
use crate::tui::model::layout::Needs;
use crate::tui::model::show::Show;
use crate::tui::model::stage::{Focus, Stage};
use crate::tui::update::healthy;

/// Scrolls the ledgers so that what matters is visible.
pub fn settle(model: &mut Model) {
    let (reader, secret) = (model.reader(), model.hides_bugs());
    let Some(show) = model.show_mut() else { return };
    let (card, asks) = match show {
        Show::Lesson(lesson) => (card::height(lesson, reader), lesson.asks()),
        Show::Run(_) | Show::Excursion(..) => (None, false),
    };
    // Code that is covered needs no room.
    let (code, covered, mail) = match show {
        Show::Lesson(lesson) => {
            let covered = lesson.covers_code();
            (lesson.asks_of_code() && !covered, covered, lesson.asks_of_mail())
        }
        Show::Run(_) | Show::Excursion(..) => (false, false, false),
    };
    let of_lesson = matches!(show, Show::Lesson(_));
    if !asks && !secret {
        // Where nothing has happened yet, nothing can be missing.
        let ahead = !of_lesson && show.stage().timeline.at() > 0;
        healthy::seek(show, reader.lang, ahead);
    }
    let stage = show.stage_mut();
    let otherwise = stage.healthy.run().is_some_and(|run| run.ends_otherwise(&stage.timeline));
    let breaks = !of_lesson && (otherwise || !stage.timeline.violations().is_empty());
    let code = code || stage.walked.is_some() || stage.shows_own_code();
    let transports = Ledger::Transports;
    let lines = || u16::try_from(stage.shown_lines().count(transports)).unwrap_or(u16::MAX);
    let asked = stage.asked().or_else(|| mail.then(|| (transports, lines().min(100))));
    let (lines, tree, stack) = (stage.lines().most(), stage.tree.widest(), stage.stack_rows);
    stage.needs = Needs { card, asked, breaks, code, lines, tree, stack };
    (stage.asks, stage.secret, stage.covered) = (asks, secret, covered);
    stage.foresees = !of_lesson;
    stage.judge();
    scroll(stage, reader.size);
    if stage.code_scroll != 0 {
        stage.code_scroll = body::reach(stage, reader);
    }
}

/// Scrolls each ledger of a stage in a window.
fn scroll(stage: &mut Stage, size: (u16, u16)) {
    let Some(areas) = stage.areas(size) else { return };
    for (at, ledger) in LEDGERS.into_iter().enumerate() {
        let height = usize::from(areas.ledgers[at].height.saturating_sub(2));
        let lines = stage.shown_lines();
        let total = lines.count(ledger);
        let wanted = match stage.focus {
            Focus::Ledger(focused) if focused == ledger => {
                Some(stage.selected[at].min(total.saturating_sub(1)))
            }
            _ => stage.shown_marks().first(ledger).and_then(|item| lines.line_of(item)),
        };
        let last = total.saturating_sub(height);
        let mut scroll = stage.scroll[at].min(last);
        if let Some(line) = wanted.filter(|_| height > 0) {
            if line < scroll {
                scroll = line.saturating_sub(height / 4);
            } else if line >= scroll + height {
                scroll = (line + 1 + height / 4).saturating_sub(height).min(line);
            }
        }
        stage.scroll[at] = scroll.min(last);
    }
}
