//! The operations of one statement, and its line on the screen. It must not know which block
//! encloses it.

use std::borrow::Cow;
use std::sync::Arc;

use super::{BodyNames, Compiler};
use crate::diagnostic::Place;
use crate::scenario::calls::CallSite;
use crate::scenario::expression::unknown;
use crate::scenario::lexer::Annotations;
use crate::scenario::lines::CutLine;
use crate::scenario::module::sources;
use crate::scenario::names::expand;
use crate::scenario::statement::{Head, Simple, parse_head};
use crate::sim::body::{Code, Confidence, Statement, Who};
use crate::sim::value::ClassId;

impl Compiler<'_, '_> {
    pub(super) fn statement(
        &mut self,
        line: &CutLine,
        other: Option<&CutLine>,
        indent: u8,
    ) -> bool {
        if !self.has_room(line) {
            return true;
        }
        let text = self.substitute(&line.text);
        let head = {
            let scope = BodyNames { variables: &self.variables, fields: self.context.own_fields };
            parse_head(&text, self.context.names, &scope)
        };
        let head = match head {
            Ok(head) => head,
            Err(complaint) => {
                self.complain(line, complaint);
                return true;
            }
        };
        if line.block.is_none() != matches!(head, Head::Simple(_) | Head::Do(_) | Head::Leave) {
            let id = if line.block.is_some() { "no-block" } else { "missing-block" };
            self.problem("block", line.place, id, &[]);
            return true;
        }
        let block = line.block.as_deref().unwrap_or(&[]);
        match head {
            Head::When { key, values, negated } => {
                return self.when(line, other, (key, values, negated), indent);
            }
            Head::Do(name) => return self.piece(line, name, indent),
            _ => {}
        }
        let shape = (!matches!(head, Head::Simple(_)), head.claims());
        let statement = self.show(line, text.clone(), &line.notes, indent, shape);
        self.cite_check(line, statement, &head);
        match head {
            Head::Simple(simple) => self.simple(line, simple, statement),
            Head::If { condition, quiet } => {
                self.condition((condition, quiet, statement), block, other, indent)
            }
            Head::Each { name, list, any_order: false } => {
                self.each(name, list, block, statement, indent)
            }
            Head::Each { name, list, any_order: true } => {
                self.each_in_any_order(name, list, block, statement, indent)
            }
            Head::ForEver => self.for_ever(block, statement, indent),
            Head::Leave => {
                let jump = self.push(Code::Jump(0), statement);
                match self.loops.last_mut() {
                    Some(leaves) => leaves.push(jump),
                    None => {
                        self.problem("leave", line.place, "no-loop", &[]);
                    }
                }
                false
            }
            Head::WaitFirst => self.wait_first(block, statement, indent),
            Head::Choose => self.choose(block, statement, indent),
            Head::When { .. } | Head::Do(_) => true,
        }
    }

    #[expect(clippy::ptr_arg, reason = "a borrowed text is handed on as it is")]
    pub(super) fn substitute(&self, text: &Cow<'static, str>) -> Cow<'static, str> {
        match expand(text, self.context.constants) {
            Cow::Borrowed(_) => text.clone(),
            Cow::Owned(text) => Cow::Owned(text),
        }
    }

    /// Adds a line to what the screen shows.
    pub(super) fn show(
        &mut self,
        line: &CutLine,
        text: Cow<'static, str>,
        notes: &Annotations,
        indent: u8,
        (block, claims): (bool, bool),
    ) -> u16 {
        let is_plumbing = !claims && notes.cites.is_empty() && notes.mark.is_none();
        let (cites, mark) = sources(&notes.cites, notes.mark.clone(), &self.page);
        let names = &mut *self.context.names;
        let (confidence, reading) = match mark.as_deref() {
            Some("inferred") => (Some(Confidence::Inferred), None),
            Some("seen") => (Some(Confidence::Seen), None),
            Some("documented") => (Some(Confidence::Documented), None),
            Some(reading) => (Some(Confidence::Contested), Some(names.word(reading))),
            None => (None, None),
        };
        let confidence = confidence.filter(|_| !is_plumbing);
        let text = if block { Cow::Owned([&text, ":"].concat()) } else { text };
        let label = notes.label.clone();
        self.statements.push(Statement {
            text,
            indent,
            line: line.place.line,
            cites,
            confidence,
            reading,
            label,
        });
        (self.statements.len() - 1) as u16
    }

    /// What MAPI, the spooler and providers do must cite its page or have a mark.
    fn cite_check(&mut self, line: &CutLine, statement: u16, head: &Head<'_>) {
        let silent = !matches!(head, Head::Simple(simple) if simple.is_step());
        let shown = &self.statements[usize::from(statement)];
        if self.context.who != Who::Client
            && !silent
            && shown.cites.is_empty()
            && shown.confidence.is_none()
        {
            self.uncited.push(line.place);
        }
    }

    fn simple(&mut self, line: &CutLine, simple: Simple<'_>, statement: u16) -> bool {
        if !simple.is_allowed(self.context.who) {
            let who = self.context.who.word();
            self.problem("not-yours", line.place, "not-yours", &[("who", who)]);
        }
        let code = match simple {
            Simple::Let { name, value } => Code::Let { slot: self.slot(name), value },
            Simple::Call { results, target, method, args } => {
                if !self.bundled {
                    let column = line.text.find(method).unwrap_or(0) as u32;
                    let place = Place { column: line.place.column + column, ..line.place };
                    self.context.calls.push(CallSite {
                        op: self.here(),
                        file: Arc::clone(&self.file),
                        place,
                    });
                }
                let method = self.context.names.method(method);
                let mut slots = results.iter().map(|name| (*name != "_").then(|| self.slot(name)));
                let (result, out) = (slots.next().flatten(), slots.next().flatten());
                Code::Call { target, method, args, result, out }
            }
            Simple::Refs { object, by, left } => {
                Code::Refs { object, by, left: left.map(|name| self.slot(name)) }
            }
            Simple::Create { name, interface, called, parent, holder } => {
                let slot = self.slot(name);
                let own = format!("{}/{interface}", self.context.module);
                let class = [&own, interface]
                    .into_iter()
                    .find_map(|name| self.context.classes.get(name))
                    .copied();
                if class.is_none() {
                    let known = self.context.classes.keys().cloned().collect();
                    self.complain(line, unknown("class", interface, 0, known));
                }
                Code::Create {
                    slot,
                    class: class.unwrap_or(ClassId(0)),
                    name: called,
                    parent,
                    holder,
                }
            }
            Simple::Ready(code) => code,
        };
        let ends = matches!(code, Code::Return { .. } | Code::Exit | Code::Crash { .. });
        if matches!(code, Code::Return { .. }) && self.raw.interface.is_empty() {
            self.problem("return", line.place, "return-of-script", &[]);
        }
        self.push(code, statement);
        !ends
    }
}
