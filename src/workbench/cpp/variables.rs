//! The variables of a body: which names they are, what type each has, what mentions them. It must
//! not print.

use std::cell::RefCell;

use super::names::{expected, variable};
use super::printer::CppPrinter;
use super::text::bare;
use super::text::identifier;
use super::types::CppType;
use crate::scenario::expression::{Scope, constant, question};
use crate::scenario::lexer::{Token, cut};
use crate::scenario::names::Interner;
use crate::sim::body::Expr;
use crate::sim::value::FieldId;

/// Words of expressions that are no names.
const VALUES: [&str; 13] = [
    "this", "self", "null", "yes", "no", "true", "false", "not", "first", "list", "bits", "refs",
    "state",
];

/// The variable through which a call gives flags that the body does not ask for.
pub(super) const UNASKED: &str = "flags of a call";

/// A variable of a body.
#[derive(Clone, Debug)]
pub(super) struct CppVariable {
    pub(super) name: String,
    /// Its name in C++.
    pub(super) cpp: String,
    pub(super) kind: CppType,
    /// A flag or result code of the headers: it only looks like a variable here, to keep its name.
    pub(super) is_constant: bool,
    /// It comes with the call.
    pub(super) is_parameter: bool,
    /// Positions of the statements that mention it.
    pub(super) mentions: Vec<usize>,
    /// Positions of the statements that put something into it.
    pub(super) assigned: Vec<usize>,
}

impl CppVariable {
    pub(super) fn new(name: &str, is_parameter: bool) -> Self {
        Self {
            name: name.to_owned(),
            cpp: String::new(),
            kind: expected(name),
            is_constant: !is_parameter && constant(name).is_some(),
            is_parameter,
            mentions: Vec::new(),
            assigned: Vec::new(),
        }
    }

    /// Whether anything reads it.
    pub(super) fn is_read(&self) -> bool {
        self.mentions.len() > self.assigned.len()
    }
}

/// The names of a body while it is read: what is no field of the provider becomes a variable when
/// it is first asked for.
pub(super) struct NameTable<'p> {
    printer: &'p CppPrinter,
    all: RefCell<Vec<CppVariable>>,
}

impl Scope for NameTable<'_> {
    fn variable(&self, name: &str) -> Option<u16> {
        let mut all = self.all.borrow_mut();
        if let Some(at) = all.iter().position(|known| known.name == name) {
            return u16::try_from(at).ok();
        }
        let is_other = VALUES.contains(&name) || question(name).is_some();
        if is_other || self.printer.fields.contains_key(name) {
            return None;
        }
        all.push(CppVariable::new(name, false));
        u16::try_from(all.len() - 1).ok()
    }

    fn own_field(&self, _: FieldId) -> bool {
        true
    }

    fn known(&self, _: &Interner) -> Vec<String> {
        Vec::new()
    }
}

impl<'p> NameTable<'p> {
    /// The names of statements with these parameters. What is assigned somewhere is a variable
    /// everywhere, even where a field has its name.
    pub(super) fn new(printer: &'p CppPrinter, parameters: &[String], lines: &[&str]) -> Self {
        let mut all: Vec<CppVariable> = Vec::new();
        let assigned = lines.iter().flat_map(|line| assigned(line));
        let names = parameters.iter().map(|name| (name.as_str(), true));
        for (name, is_parameter) in names.chain(assigned.map(|name| (name, false))) {
            if name != "_" && !all.iter().any(|known| known.name == name) {
                all.push(CppVariable::new(name, is_parameter));
            }
        }
        Self { printer, all: RefCell::new(all) }
    }

    pub(super) fn into_variables(self) -> Vec<CppVariable> {
        self.all.into_inner()
    }
}

/// Gives every variable its name in C++; no two have the same. `is_pointer`: the parameter `flags`
/// is a pointer.
pub(super) fn name_all(variables: &mut [CppVariable], is_pointer: bool) {
    let mut taken: Vec<String> = Vec::new();
    for known in variables {
        let wanted = match (known.is_constant, known.name.as_str()) {
            (true, name) => name.to_owned(),
            (_, UNASKED) => "ulFlags".to_owned(),
            (_, "flags") if known.is_parameter && is_pointer => "lpulFlags".to_owned(),
            (_, name) => variable(name, &known.kind),
        };
        let wanted = identifier(&wanted);
        let mut name = wanted.clone();
        let mut number = 2;
        while taken.contains(&name) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        taken.push(name.clone());
        known.cpp = name;
    }
}

/// Declares every field that the statements name behind an object.
pub(super) fn declare_fields(lines: &[&str], printer: &CppPrinter, names: &mut Interner) {
    for field in printer.fields.keys() {
        names.field(field);
    }
    for line in lines {
        let tokens = cut(bare(line)).unwrap_or_default();
        for pair in tokens.windows(2) {
            if let [(Token::Sign("."), _), (Token::Name(name), _)] = pair {
                names.field(name);
            }
        }
    }
}

/// The names into which a statement puts something.
fn assigned(text: &str) -> Vec<&str> {
    let tokens: Vec<Token<'_>> =
        cut(bare(text)).unwrap_or_default().into_iter().map(|(token, _)| token).collect();
    match tokens.as_slice() {
        [Token::Name("let"), rest @ ..] => {
            let mut names = Vec::new();
            for token in rest {
                match token {
                    Token::Name(name) => names.push(*name),
                    Token::Sign(",") => {}
                    _ => break,
                }
            }
            names
        }
        [Token::Name("each"), Token::Name(name), Token::Name("in"), ..]
        | [Token::Name("on"), Token::Name(name), Token::Sign("="), ..] => vec![name],
        _ => Vec::new(),
    }
}

/// What an expression is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct ExprParts {
    /// Positions of the variables.
    pub(super) variables: Vec<u16>,
    /// Whether it looks at the object whose method runs.
    pub(super) this: bool,
}

impl ExprParts {
    pub(super) fn add(&mut self, expr: &Expr) {
        match expr {
            Expr::Constant(_) | Expr::Bound(_) => {}
            Expr::Variable(slot) => self.variables.push(*slot),
            Expr::This => self.this = true,
            Expr::Field(inner, _)
            | Expr::Object(inner, _)
            | Expr::Message(inner, _)
            | Expr::Line(inner, _)
            | Expr::Not(inner)
            | Expr::Bits(inner) => self.add(inner),
            Expr::Ask(_, inner) => inner.iter().for_each(|it| self.add(it)),
            Expr::And(a, b)
            | Expr::Or(a, b)
            | Expr::Compare(_, a, b)
            | Expr::Union(a, b)
            | Expr::Common(a, b)
            | Expr::First { list: a, condition: b, .. }
            | Expr::Select { list: a, condition: b, .. } => {
                self.add(a);
                self.add(b);
            }
            Expr::Choice(a, b, c) => [a, b, c].into_iter().for_each(|it| self.add(it)),
        }
    }
}
