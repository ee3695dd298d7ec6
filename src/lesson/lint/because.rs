//! Checks questions that ask why, as written: their changes, and the edits in these. It must not
//! run them.

use std::collections::BTreeSet;

use super::Lint;
use crate::diagnostic::Place;
use crate::lesson::bounds::MOST_CHANGES;
use crate::lesson::marked::Marked;
use crate::lesson::predict::QuestionKind;
use crate::lesson::schema::{BodyEdit, Predict, RunChange, RunSpec};

/// The columns in front of an option: its letter and its mark.
const PICK: usize = 6;

impl Lint<'_> {
    pub(super) fn because(&mut self, predict: &Marked<Predict>) {
        let Some(changes) = &predict.because else {
            if predict.mends {
                let message = "mends is about the changes of because, and there are none";
                let help = "add because: [...], or remove mends";
                self.error("lone-mends", predict.place, message.to_owned(), help);
            }
            return;
        };
        let kinds = QuestionKind::all_of(predict);
        if predict.mends && kinds[..] != [QuestionKind::Rule] {
            let message = "mends asks which change breaks no rule";
            let help = "write rule: true beside it, and no other outcome";
            self.error("lone-mends", predict.place, message.to_owned(), help);
        }
        if kinds.contains(&QuestionKind::NextCall) {
            let message = "because compares outcomes of whole runs, and next_call is none";
            let help = "name rows, uids, objects, transports, messages, out_word, count, blame or \
                rule";
            self.error("one-kind", predict.place, message.to_owned(), help);
        }
        if changes.len() < 2 {
            let help =
                "a question that asks why needs a change that matters, and one that does not";
            let message = format!("because has {} changes", changes.len());
            self.error("few-changes", changes.place, message, help);
        }
        if let Some(extra) = changes.get(MOST_CHANGES) {
            let message = format!("because has {} changes", changes.len());
            let help = format!("at most {MOST_CHANGES}: each of them is run");
            self.error("many-changes", extra.name.place, message, &help);
        }
        let mut names = BTreeSet::new();
        for change in changes.iter() {
            if !names.insert(change.name.value.as_str()) {
                let message = format!("there is already a change {:?}", change.name.value);
                self.error("duplicate-change", change.name.place, message, "give it another name");
            }
            self.change(change);
        }
    }

    fn change(&mut self, change: &RunChange) {
        let name = &change.name;
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) {
            let message = format!("{:?} is no name of a change", name.value);
            self.error("bad-name", name.place, message, "letters, digits, - _ and . only");
        }
        self.prose_in(&change.say, "change", 1, self.room.width.saturating_sub(PICK));
        if change.set.0.is_empty() && change.edits.is_empty() && change.hold.0.is_empty() {
            let message = format!("the change {:?} changes nothing", name.value);
            let help = "add set, edits or hold";
            self.error("empty-change", name.place, message, help);
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
            (1, [true, ..]) if count(&at) > 0 => Some("drop takes no before, after or instead"),
            (1, [_, true, _]) if count(&at[..2]) != 1 || at[2] => {
                Some("move needs before or after, one of them")
            }
            (1, [.., true]) if count(&at) > 1 => Some("write takes one of before, after, instead"),
            (1, _) => None,
            _ => Some("an edit has exactly one of drop, move, write"),
        };
        if let Some(wrong) = wrong {
            let help = "{in: BODY, drop: LABEL}, {in: BODY, move: LABEL, before: LABEL} or {in: \
                BODY, write: STATEMENT, after: LABEL}";
            self.error("bad-edit", place, wrong.to_owned(), help);
        }
    }
}
