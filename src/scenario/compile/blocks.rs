//! Turns blocks into jumps: conditions, loops, guarded waits and choices.
//!
//! It must not know single statements; [`super`] compiles those.

use std::borrow::Cow;

use super::super::expression::complaint;
use super::super::lexer::Annotations;
use super::super::lines::CutLine;
use super::super::statement::parse_guard;
use super::{BodyNames, Compiler};
use crate::sim::body::{Code, Expr, Guard};

/// The most guards of one wait: each is evaluated as long as the wait lasts, and if that is for
/// ever, all bodies are searched for what could have satisfied it.
pub const MOST_GUARDS: usize = 64;

impl Compiler<'_, '_> {
    pub(super) fn condition(
        &mut self,
        test: (Expr, bool, u16),
        block: &[CutLine],
        other: Option<&CutLine>,
        indent: u8,
    ) -> bool {
        let (condition, quiet, statement) = test;
        let at = self.push(Code::Jump(0), statement);
        let mut reached = self.block(block, indent + 1);
        let mut otherwise = self.here();
        if let Some(other) = other {
            let leave = reached.then(|| self.push(Code::Jump(0), statement));
            otherwise = self.here();
            self.show(other, Cow::Borrowed("else"), &Annotations::default(), indent, (true, false));
            reached |= self.block(other.block.as_deref().unwrap_or(&[]), indent + 1);
            if let Some(leave) = leave {
                self.ops[leave].code = Code::Jump(self.here());
            }
        } else {
            reached = true;
        }
        self.ops[at].code = match quiet {
            true => Code::Branch { condition, otherwise },
            false => Code::Test { condition, otherwise },
        };
        reached
    }

    pub(super) fn each(
        &mut self,
        name: &str,
        value: Expr,
        block: &[CutLine],
        statement: u16,
        indent: u8,
    ) -> bool {
        let (list, at, slot) = (self.hidden_slot(), self.hidden_slot(), self.slot(name));
        self.push(Code::Take { list, at, value }, statement);
        let head = self.push(Code::Jump(0), statement);
        self.loops.push(Vec::new());
        if self.block(block, indent + 1) {
            self.push(Code::Jump(head as u16), statement);
        }
        let end = self.here();
        self.ops[head].code = Code::Next { list, at, slot, end };
        self.patch_leaves(end);
        true
    }

    pub(super) fn each_in_any_order(
        &mut self,
        name: &str,
        value: Expr,
        block: &[CutLine],
        statement: u16,
        indent: u8,
    ) -> bool {
        let (list, slot) = (self.hidden_slot(), self.slot(name));
        self.push(Code::Let { slot: list, value }, statement);
        let head = self.push(Code::Jump(0), statement);
        self.loops.push(Vec::new());
        if self.block(block, indent + 1) {
            self.push(Code::Jump(head as u16), statement);
        }
        let end = self.here();
        self.ops[head].code = Code::Pick { list, slot, end };
        self.patch_leaves(end);
        true
    }

    pub(super) fn for_ever(&mut self, block: &[CutLine], statement: u16, indent: u8) -> bool {
        let head = self.here();
        self.loops.push(Vec::new());
        if self.block(block, indent + 1) {
            self.push(Code::Jump(head), statement);
        }
        let end = self.here();
        self.patch_leaves(end)
    }

    /// Makes the jumps that leave the innermost loop go to its end; returns whether there are any.
    fn patch_leaves(&mut self, end: u16) -> bool {
        let leaves = self.loops.pop().unwrap_or_default();
        self.land(&leaves, end)
    }

    /// Sets the target of some jumps; returns whether there are any.
    fn land(&mut self, jumps: &[usize], end: u16) -> bool {
        for jump in jumps {
            self.ops[*jump].code = Code::Jump(end);
        }
        !jumps.is_empty()
    }

    pub(super) fn wait_first(&mut self, block: &[CutLine], statement: u16, indent: u8) -> bool {
        let at = self.push(Code::Jump(0), statement);
        let mut guards = Vec::new();
        let mut leaves = Vec::new();
        for line in block {
            if !self.has_room(line) {
                break;
            }
            if guards.len() == MOST_GUARDS {
                let said = [("most", &*MOST_GUARDS.to_string())];
                self.complain(line, complaint("too-many-guards", &said, 0));
                break;
            }
            let text = self.substitute(&line.text);
            let parsed = {
                let scope =
                    BodyNames { variables: &self.variables, fields: self.context.own_fields };
                parse_guard(&text, self.context.names, &scope)
            };
            match parsed {
                Ok((name, value)) => {
                    let slot = name.map(|name| self.slot(name));
                    let shown =
                        self.show(line, text.clone(), &line.notes, indent + 1, (true, false));
                    guards.push(Guard { slot, value, then: self.here() });
                    if self.block(line.block.as_deref().unwrap_or(&[]), indent + 2) {
                        leaves.push(self.push(Code::Jump(0), shown));
                    }
                }
                Err(complaint) => self.complain(line, complaint),
            }
        }
        self.ops[at].code = Code::WaitFirst { guards };
        let end = self.here();
        self.land(&leaves, end)
    }

    pub(super) fn choose(&mut self, block: &[CutLine], statement: u16, indent: u8) -> bool {
        let at = self.push(Code::Jump(0), statement);
        let mut alternatives = Vec::new();
        let mut leaves = Vec::new();
        for line in block {
            if !self.has_room(line) {
                break;
            }
            let name = self.context.names.word(line.text.trim());
            let shown = self.show(
                line,
                line.text.clone(),
                &Annotations::default(),
                indent + 1,
                (true, false),
            );
            alternatives.push((name, self.here()));
            if self.block(line.block.as_deref().unwrap_or(&[]), indent + 2) {
                leaves.push(self.push(Code::Jump(0), shown));
            }
        }
        self.ops[at].code = Code::Choose { alternatives };
        let end = self.here();
        self.land(&leaves, end)
    }
}
