//! Checks questions that ask why, as written: their changes, and the edits in these. It must not
//! run them.

use std::collections::BTreeSet;

use super::{Lint, quoted};
use crate::diagnostic::Place;
use crate::lesson::bounds::MOST_CHANGES;
use crate::lesson::marked::Marked;
use crate::lesson::predict::QuestionKind;
use crate::lesson::schema::{BodyEdit, Predict, RunChange, RunSpec};
use crate::scenario::problem::said;

/// The columns in front of an option: its letter and its mark.
const PICK: usize = 6;

impl Lint<'_> {
    pub(super) fn because(&mut self, predict: &Marked<Predict>) {
        let Some(changes) = &predict.because else {
            if predict.mends {
                self.error("lone-mends", predict.place, "mends-alone", &[]);
            }
            return;
        };
        let kinds = QuestionKind::all_of(predict);
        if predict.mends && kinds[..] != [QuestionKind::Rule] {
            self.error("lone-mends", predict.place, "mends-without-rule", &[]);
        }
        if kinds.contains(&QuestionKind::NextCall) {
            self.error("one-kind", predict.place, "because-next-call", &[]);
        }
        let (count, most) = (changes.len().to_string(), MOST_CHANGES.to_string());
        let said = [("count", count.as_str()), ("most", most.as_str())];
        if changes.len() < 2 {
            self.error("few-changes", changes.place, "few-changes", &said);
        }
        if let Some(extra) = changes.get(MOST_CHANGES) {
            self.error("many-changes", extra.name.place, "many-changes", &said);
        }
        let mut names = BTreeSet::new();
        for change in changes.iter() {
            if !names.insert(change.name.value.as_str()) {
                let said = [("name", &*quoted(&change.name))];
                self.error("duplicate-change", change.name.place, "duplicate-change", &said);
            }
            self.change(change);
        }
    }

    fn change(&mut self, change: &RunChange) {
        let name = &change.name;
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) {
            self.error("bad-name", name.place, "bad-name", &[("name", &quoted(name))]);
        }
        self.prose_in(&change.say, "change", 1, self.room.width.saturating_sub(PICK));
        if change.set.0.is_empty() && change.edits.is_empty() && change.hold.0.is_empty() {
            self.error("empty-change", name.place, "empty-change", &[("name", &quoted(name))]);
        }
        change.edits.iter().for_each(|edit| self.edit(edit));
    }

    /// The edits and reasons of the lesson's own run.
    pub(super) fn code(&mut self, run: &RunSpec) {
        run.edits.iter().for_each(|edit| self.edit(edit));
        for (_, reason) in &run.reasons.0 {
            self.prose(reason, "reason", self.room.say);
        }
    }

    fn edit(&mut self, edit: &Marked<BodyEdit>) {
        let does = [edit.drop.is_some(), edit.moved.is_some(), edit.write.is_some()];
        let at = [edit.before.is_some(), edit.after.is_some(), edit.instead.is_some()];
        let count = |of: &[bool]| of.iter().filter(|it| **it).count();
        let place: Place = edit.body.place;
        let wrong = match (count(&does), does) {
            (1, [true, ..]) if count(&at) > 0 => Some("edit-drop"),
            (1, [_, true, _]) if count(&at[..2]) != 1 || at[2] => Some("edit-move"),
            (1, [.., true]) if count(&at) > 1 => Some("edit-write"),
            (1, _) => None,
            _ => Some("edit-one"),
        };
        if let Some(wrong) = wrong {
            let help = said("refuse-edit-forms", &[]);
            self.error_near("bad-edit", place, wrong, &[], help);
        }
    }
}
