//! Executes the statements that are no step of their own: variables, jumps, loops, and conditions
//! that a thread waits for.
//!
//! It must not know the statements that are steps; those are in [`super`].

use super::super::body::{Code, Guard};
use super::super::budget::MOST_WAYS;
use super::super::change::Change;
use super::super::eval::Trap;
use super::super::event::EventKind;
use super::super::machine::Grain;
use super::super::value::Value;
use super::{Done, NULL, SILENT_BOUND, StepResult, Stepper};
use std::sync::Arc;

/// As many ways as a choice can have.
fn most_ways(ways: usize) -> u16 {
    u16::try_from(ways).unwrap_or(u16::MAX).min(MOST_WAYS)
}

impl Stepper<'_> {
    /// How many ways the next step has. Finding out runs the silent statements before it, so this
    /// is for a copy of the state.
    pub(in super::super) fn ways(&mut self) -> u16 {
        for _ in 0..SILENT_BOUND {
            let Some(frame) = self.state.thread(self.choice.thread).frames.last() else { return 1 };
            let (program, pc) = (self.program, frame.pc);
            match &program.body(frame.body).ops[usize::from(pc)].code {
                Code::Choose { alternatives } => return most_ways(alternatives.len()),
                Code::Pick { list, .. } if self.left(*list).len() > 1 => {
                    return most_ways(self.left(*list).len());
                }
                silent if silent.is_silent() && self.grain != Grain::Statement => {
                    match self.execute(silent, pc) {
                        Ok(Done::On(next)) => self.go(next),
                        _ => return 1,
                    }
                }
                _ => return 1,
            }
        }
        1
    }

    /// Runs on through jumps and finished loops, so that equal situations are equal states.
    pub(super) fn settle(&mut self) {
        for _ in 0..SILENT_BOUND {
            let Some(frame) = self.state.thread(self.choice.thread).frames.last() else { return };
            let program = self.program;
            match &program.body(frame.body).ops[usize::from(frame.pc)].code {
                Code::Jump(to) => self.go(*to),
                Code::Next { list, at, slot, end } if self.is_finished(*list, *at) => {
                    self.forget(&[*list, *at, *slot]);
                    self.go(*end);
                }
                Code::Pick { list, slot, end } if self.left(*list).is_empty() => {
                    self.forget(&[*list, *slot]);
                    self.go(*end);
                }
                _ => return,
            }
        }
    }

    pub(super) fn silent(&mut self, code: &Code, pc: u16) -> StepResult {
        match code {
            Code::Let { slot, value } => {
                let value = self.value(value)?;
                self.assign(*slot, value);
                Ok(Done::On(pc + 1))
            }
            Code::Jump(to) => Ok(Done::On(*to)),
            Code::Branch { condition, otherwise } => {
                Ok(Done::On(if self.holds(condition)? { pc + 1 } else { *otherwise }))
            }
            Code::Take { list, at, value } => {
                let value = self.value(value)?;
                self.assign(*list, value);
                self.assign(*at, Value::Number(0));
                Ok(Done::On(pc + 1))
            }
            Code::Next { list, at, slot, end } => {
                Ok(Done::On(self.next(*list, *at, *slot).map_or(*end, |()| pc + 1)))
            }
            Code::Wait { condition } => {
                let holds = self.holds(condition)?;
                Ok(self.wait(holds.then_some(pc + 1), pc))
            }
            Code::WaitFirst { guards } => self.wait_first(guards, pc),
            Code::Pick { list, slot, end } if self.left(*list).is_empty() => {
                self.forget(&[*list, *slot]);
                Ok(Done::On(*end))
            }
            // The last one is no choice.
            Code::Pick { list, slot, .. } if self.left(*list).len() == 1 => {
                self.pick(*list, *slot)?;
                Ok(Done::On(pc + 1))
            }
            step => self.loud(step, pc),
        }
    }

    /// Items that a loop in any order has not taken.
    fn left(&self, list: u16) -> &[Value] {
        match self.variable(list) {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// Takes the item that was chosen out of the list. What has no name cannot be chosen.
    pub(super) fn pick(&mut self, list: u16, slot: u16) -> Result<EventKind, Trap> {
        self.meter.list(self.left(list).len())?;
        let mut items = self.left(list).to_vec();
        let taken = usize::from(self.choice.alternative).min(items.len() - 1);
        let item = items.remove(taken);
        let name = match &item {
            Value::Object(object) => self.state.object(*object).name,
            Value::Row(row) => self.state.rows[row.index()].name,
            Value::Uid(uid) => self.state.uids[uid.index()].name,
            Value::Message(message) => self.state.messages[message.index()].name,
            Value::Word(word) => *word,
            _ => return Err(NULL),
        };
        self.assign(list, Value::List(Arc::new(items)));
        self.assign(slot, item);
        Ok(EventKind::Choice { taken: taken as u16, name })
    }

    fn is_finished(&self, list: u16, at: u16) -> bool {
        match (self.variable(list), self.variable(at)) {
            (Value::List(items), Value::Number(at)) => *at as usize >= items.len(),
            _ => true,
        }
    }

    fn forget(&mut self, slots: &[u16]) {
        for slot in slots {
            self.assign(*slot, Value::Null);
        }
    }

    fn next(&mut self, list: u16, at: u16, slot: u16) -> Option<()> {
        if self.is_finished(list, at) {
            self.forget(&[list, at, slot]);
            return None;
        }
        let (Value::List(items), Value::Number(index)) =
            (self.variable(list).clone(), self.variable(at).clone())
        else {
            return None;
        };
        self.assign(slot, items[index as usize].clone());
        self.assign(at, Value::Number(index + 1));
        Some(())
    }

    fn wait(&mut self, passed: Option<u16>, pc: u16) -> Done {
        let was = self.state.thread(self.choice.thread).waiting;
        let waits = passed.is_none();
        if was != waits {
            self.make(Change::Waiting(self.choice.thread, was, waits));
        }
        match passed {
            Some(next) => Done::On(next),
            None => Done::Step(EventKind::Wait, pc),
        }
    }

    fn wait_first(&mut self, guards: &[Guard], pc: u16) -> StepResult {
        for guard in guards {
            let value = self.value(&guard.value)?;
            if value.holds() {
                let done = self.wait(Some(guard.then), pc);
                if let Some(slot) = guard.slot {
                    self.assign(slot, value);
                }
                return Ok(done);
            }
        }
        Ok(self.wait(None, pc))
    }
}
