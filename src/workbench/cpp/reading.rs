//! The statements of a body as they were read, and what each mentions. It must not print.

use super::names;
use super::printer::{BodyLine, CppPrinter};
use super::text::bare;
use super::types::CppType;
use super::variables::{CppVariable, ExprParts, NameTable, UNASKED, declare_fields};
use crate::scenario::names::Interner;
use crate::scenario::statement::{Head, Simple, parse_guard, parse_head};
use crate::sim::body::{Code, Expr};
use crate::sim::value::Value;

/// A statement that was read.
#[derive(Debug)]
pub(super) enum CppRead<'a> {
    /// A statement with a form of its own.
    Head(Head<'a>),
    /// `else`, `otherwise`
    Else,
    /// `on n = e`
    Guard(Option<&'a str>, Expr),
    /// A name below `choose`.
    Alternative,
    /// What the language does not have: a statement that is not finished yet.
    Unread,
}

/// The statements of a body.
pub(super) struct CppReading<'a> {
    pub(super) lines: Vec<(u8, &'a str)>,
    pub(super) read: Vec<CppRead<'a>>,
    pub(super) variables: Vec<CppVariable>,
    pub(super) words: Interner,
}

impl<'a> CppReading<'a> {
    pub(super) fn of(printer: &CppPrinter, parameters: &[String], lines: &[BodyLine<'a>]) -> Self {
        let lines: Vec<(u8, &str)> = lines.iter().map(|(at, text)| (*at, bare(text))).collect();
        let texts: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
        let mut words = Interner::default();
        declare_fields(&texts, printer, &mut words);
        let table = NameTable::new(printer, parameters, &texts);
        let mut read: Vec<CppRead<'a>> = Vec::new();
        for (at, (indent, text)) in lines.iter().enumerate() {
            let above = (0..at).rev().find(|above| lines[*above].0 < *indent);
            let one = match (*text, above.map(|above| &read[above])) {
                ("else" | "otherwise", _) => CppRead::Else,
                (_, Some(CppRead::Head(Head::Choose))) => CppRead::Alternative,
                (text, Some(CppRead::Head(Head::WaitFirst))) => {
                    parse_guard(text, &mut words, &table)
                        .map_or(CppRead::Unread, |(name, value)| CppRead::Guard(name, value))
                }
                (text, _) => {
                    parse_head(text, &mut words, &table).map_or(CppRead::Unread, CppRead::Head)
                }
            };
            read.push(one);
        }
        let variables = table.into_variables();
        let mut reading = Self { lines, read, variables, words };
        reading.note_mentions(printer);
        reading
    }

    /// Notes which statement mentions and sets which variable.
    fn note_mentions(&mut self, printer: &CppPrinter) {
        for (at, read) in self.read.iter().enumerate() {
            let mut parts = ExprParts::default();
            expressions(read).into_iter().for_each(|it| parts.add(it));
            for slot in parts.variables {
                self.variables[usize::from(slot)].mentions.push(at);
            }
            let mut names: Vec<&str> = set_by(read);
            if is_unasked(read) {
                names.push(UNASKED);
            }
            for name in names.into_iter().filter(|name| *name != "_") {
                let known = variable_of(&mut self.variables, name);
                if name == UNASKED {
                    known.kind = CppType::Flags;
                }
                known.mentions.push(at);
                known.assigned.push(at);
            }
            let CppRead::Head(Head::Do(piece)) = read else { continue };
            for name in printer.needs(piece).unwrap_or_default().variables {
                variable_of(&mut self.variables, &name).mentions.push(at);
            }
        }
    }

    /// The position after the block that a statement heads.
    pub(super) fn end_of(&self, at: usize) -> usize {
        let deeper = self.lines[at + 1..].iter().take_while(|line| line.0 > self.lines[at].0);
        at + 1 + deeper.count()
    }

    /// Whether a variable can be declared where it is set first: nothing outside that block, and
    /// nothing before, mentions it.
    pub(super) fn is_declared_at(&self, variable: &CppVariable, at: usize) -> bool {
        if variable.is_parameter || variable.assigned.first() != Some(&at) {
            return false;
        }
        let indent = self.lines[at].0;
        let block = self.lines[at..].iter().take_while(|line| line.0 >= indent).count();
        let end = at + block;
        variable.mentions.iter().all(|mention| (at..end).contains(mention))
    }

    /// The fields of the object whose method runs that the statements name.
    pub(super) fn own_fields(&self) -> Vec<String> {
        let mut found = Vec::new();
        for read in &self.read {
            for expr in expressions(read) {
                own_fields(expr, &self.words, &mut found);
            }
        }
        found
    }

    pub(super) fn is_about_this(&self) -> bool {
        let mut parts = ExprParts::default();
        self.read.iter().flat_map(expressions).for_each(|it| parts.add(it));
        parts.this
    }

    pub(super) fn returns(&self) -> bool {
        let is_return = |read: &CppRead<'_>| {
            matches!(read, CppRead::Head(Head::Simple(Simple::Ready(Code::Return { .. }))))
        };
        self.read.iter().any(is_return)
    }

    pub(super) fn inserts(&self) -> Vec<String> {
        let pieces = self.read.iter().filter_map(|read| match read {
            CppRead::Head(Head::Do(piece)) => Some((*piece).to_owned()),
            _ => None,
        });
        pieces.collect()
    }

    /// Whether a return gives an object besides its result.
    pub(super) fn gives(&self, gives_flags: bool) -> bool {
        let gives = |read: &CppRead<'_>| {
            let CppRead::Head(Head::Simple(Simple::Ready(Code::Return { out, .. }))) = read else {
                return false;
            };
            *out != Expr::Constant(Value::Null)
        };
        !gives_flags && self.read.iter().any(gives)
    }
}

/// The variable with a name, which is added if it is new.
fn variable_of<'v>(all: &'v mut Vec<CppVariable>, name: &str) -> &'v mut CppVariable {
    let at = all.iter().position(|known| known.name == name).unwrap_or_else(|| {
        all.push(CppVariable::new(name, false));
        all.len() - 1
    });
    &mut all[at]
}

/// Whether a call gives flags that nothing asks for.
fn is_unasked(read: &CppRead<'_>) -> bool {
    let CppRead::Head(Head::Simple(Simple::Call { results, method, .. })) = read else {
        return false;
    };
    names::takes_pointer(method) && results.get(1).is_none_or(|name| *name == "_")
}

fn own_fields(expr: &Expr, words: &Interner, found: &mut Vec<String>) {
    if let Expr::Field(of, field) = expr {
        if **of == Expr::This {
            found.push(words.fields[usize::from(field.0)].clone());
        }
        own_fields(of, words, found);
        return;
    }
    match expr {
        Expr::Not(inner) | Expr::Bits(inner) | Expr::Object(inner, _) => {
            own_fields(inner, words, found);
        }
        Expr::And(a, b) | Expr::Or(a, b) | Expr::Compare(_, a, b) => {
            own_fields(a, words, found);
            own_fields(b, words, found);
        }
        Expr::First { list, condition, .. } | Expr::Select { list, condition, .. } => {
            own_fields(list, words, found);
            own_fields(condition, words, found);
        }
        Expr::Ask(_, of) => of.iter().for_each(|it| own_fields(it, words, found)),
        _ => {}
    }
}

/// The names that a statement puts something into.
fn set_by<'a>(read: &CppRead<'a>) -> Vec<&'a str> {
    match read {
        CppRead::Guard(name, _) => name.iter().copied().collect(),
        CppRead::Head(Head::Each { name, .. }) => vec![name],
        CppRead::Head(Head::Simple(simple)) => match simple {
            Simple::Let { name, .. } | Simple::Create { name, .. } => vec![name],
            Simple::Call { results, .. } => results.iter().take(2).copied().collect(),
            Simple::Refs { left, .. } => left.iter().copied().collect(),
            Simple::Ready(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The expressions of a statement.
pub(super) fn expressions<'r>(read: &'r CppRead<'_>) -> Vec<&'r Expr> {
    match read {
        CppRead::Guard(_, value) => vec![value],
        CppRead::Head(Head::If { condition, .. }) => vec![condition],
        CppRead::Head(Head::Each { list, .. }) => vec![list],
        CppRead::Head(Head::Simple(simple)) => match simple {
            Simple::Let { value, .. } => vec![value],
            Simple::Call { target, args, .. } => std::iter::once(target).chain(args).collect(),
            Simple::Refs { object, .. } => vec![object],
            Simple::Create { called, parent, .. } => vec![called, parent],
            Simple::Ready(code) => of_code(code),
        },
        _ => Vec::new(),
    }
}

fn of_code(code: &Code) -> Vec<&Expr> {
    match code {
        Code::Let { value, .. } | Code::Take { value, .. } => vec![value],
        Code::Branch { condition, .. }
        | Code::Test { condition, .. }
        | Code::Wait { condition } => {
            vec![condition]
        }
        Code::WaitFirst { guards } => guards.iter().map(|guard| &guard.value).collect(),
        Code::Call { target, args, .. } => std::iter::once(target).chain(args).collect(),
        Code::Return { result, out } => vec![result, out],
        Code::Refs { object, .. } | Code::Free { object } | Code::Invalidate { object } => {
            vec![object]
        }
        Code::Create { name, parent, .. } => vec![name, parent],
        Code::AddUid { like, owner } | Code::AddRow { like, owner } => vec![like, owner],
        Code::RemoveUid { uid } => vec![uid],
        Code::RemoveRow { row } => vec![row],
        Code::ChangeRow { row, set, clear } => vec![row, set, clear],
        Code::Message { message, .. } => vec![message],
        Code::Line { transport, value, .. } => vec![transport, value],
        Code::Set { object, value, .. }
        | Code::Link { object, value, .. }
        | Code::Unlink { object, value, .. } => vec![object, value],
        Code::Notify { to, .. } => vec![to],
        Code::Jump(_)
        | Code::Next { .. }
        | Code::Pick { .. }
        | Code::Unload { .. }
        | Code::Exit
        | Code::Crash { .. }
        | Code::Choose { .. }
        | Code::End => Vec::new(),
    }
}
