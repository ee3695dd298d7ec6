//! What is drawn of a stage: its current place, or, while a jump is played, a place on its
//! way.
//!
//! It must not know what a panel says.

use std::collections::BTreeMap;

use super::{Focus, LedgerView, MOTION, Stage, index};
use crate::sim::event::Ledger;
use crate::sim::ledgers::Item;
use crate::text::Lang;
use crate::tui::model::beside::Wrong;
use crate::tui::model::layout::{self, Areas};
use crate::tui::model::lines::LedgerLines;
use crate::tui::model::marks::ItemMarks;
use crate::tui::model::scene::{EFFECT_AT, StageView};
use crate::tui::model::theme::Theme;

impl Stage {
    /// What the panels see: while a jump is played, a place on its way.
    pub fn scene(&self, lang: Lang, theme: Theme) -> StageView<'_> {
        static NOTHING_WRONG: BTreeMap<Item, Wrong> = BTreeMap::new();
        let mut view = StageView {
            timeline: &self.timeline,
            state: self.timeline.state(),
            marks: &self.marks,
            fresh: &self.fresh,
            tree: &self.tree,
            phases: &self.phases,
            removals: &self.removals,
            asks: self.asks,
            of_bench: self.of_bench,
            covered: self.covered,
            wrong: self.shown_wrong(),
            healthy: self.healthy.run().filter(|_| !self.secret && !self.asks),
            foresees: self.foresees,
            picks: &self.picks,
            ghost: self
                .ghost
                .as_ref()
                .filter(|ghost| ghost.noted)
                .map(|ghost| ghost.timeline.state()),
            lang,
            theme,
            progress: self.progress(),
            running: if self.progress() < EFFECT_AT { self.cause } else { self.running },
            is_over: self.shows_own_code(),
            walked: None,
            code_scroll: self.code_scroll,
        };
        let walked =
            self.walked.and_then(|place| Some((place, place.running(view.program(), view.state)?)));
        if let Some((place, running)) = walked {
            (view.walked, view.running) = (Some(place), running);
        }
        if let Some(replay) = &self.replay {
            view.timeline = &replay.timeline;
            view.state = replay.timeline.state();
            (view.marks, view.fresh) = (&replay.marks, &replay.marks);
            (view.running, view.progress) = (replay.running, 1.0);
            view.is_over = false;
            (view.wrong, view.healthy, view.ghost) = (&NOTHING_WRONG, None, None);
            view.picks = &[];
        }
        view
    }

    /// The marks of the picture: of the stage, or of the way of a jump.
    pub fn shown_marks(&self) -> &ItemMarks {
        self.replay.as_ref().map_or(&self.marks, |replay| &replay.marks)
    }

    /// The lines of the picture, likewise.
    pub fn shown_lines(&self) -> LedgerLines<'_> {
        let timeline = self.replay.as_ref().map_or(&self.timeline, |replay| &replay.timeline);
        LedgerLines { timeline, tree: &self.tree }
    }

    /// The layout of the panels in a window.
    pub fn areas(&self, size: (u16, u16)) -> Option<Areas> {
        layout::places(size, self.arrangement, self.focus, self.enlarged, self.needs)
    }

    /// How far the animation is.
    pub fn progress(&self) -> f32 {
        self.motion.map_or(1.0, |passed| (passed.as_secs_f32() / MOTION.as_secs_f32()).min(1.0))
    }

    /// What the model says about a ledger.
    pub fn view(&self, ledger: Ledger) -> LedgerView {
        let at = index(ledger);
        let focused = self.focus == Focus::Ledger(ledger);
        LedgerView {
            scroll: self.scroll[at],
            selected: focused.then_some(self.selected[at]),
            focused,
        }
    }
}
