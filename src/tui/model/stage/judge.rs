//! What is wrong in the ledgers at the place of a stage.
//!
//! It must not know how that is shown.

use std::collections::BTreeMap;

use super::Stage;
use crate::sim::ledgers::Item;
use crate::tui::model::beside::{Healthy, Wrong};
use crate::tui::model::scene::EFFECT_AT;

impl Stage {
    /// Finds out what is wrong in the ledgers here: before the first rule is broken, only what
    /// stays because of a call that is not made in this run.
    pub fn judge(&mut self) {
        let at = self.timeline.at();
        let was = std::mem::take(&mut self.wrong);
        if self.wrong_before.0 != at {
            self.wrong_before = (at, was);
        }
        let mut breaks = self.timeline.violations().first().is_some_and(|found| found.step <= at);
        if at == 0 {
            return;
        }
        if let Healthy::Found(run) = &mut self.healthy
            && !self.secret
            && !self.asks
        {
            breaks |= self.foresees && run.shows_at(&self.timeline);
            let owes = self.foresees && run.owes_from().is_some_and(|from| from <= at);
            self.wrong = match (breaks, owes) {
                (true, _) => run.wrong(&self.timeline),
                (false, true) => run.owed(&self.timeline),
                (false, false) => return,
            };
        }
        for found in self.timeline.violations_at(at) {
            self.wrong.entry(Item::Object(found.subject)).or_insert(Wrong::Subject);
        }
    }

    /// What of it shows: until the effect of a step does, what was wrong before.
    pub(super) fn shown_wrong(&self) -> &BTreeMap<Item, Wrong> {
        if self.progress() < EFFECT_AT { &self.wrong_before.1 } else { &self.wrong }
    }
}
