//! Expressions in C++, with the type that each has. It must not know statements.

use std::collections::BTreeSet;

use super::names;
use super::text;
use super::types::CppType;
use super::variables::CppVariable;
use crate::scenario::names::Interner;
use crate::sim::body::{ComparisonOp, Expr, LineField, MessageField, ObjectField, WorldQuery};
use crate::sim::value::Value;

/// How closely the parts of a text in C++ belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CppBond {
    Choice,
    Or,
    And,
    Bits,
    Comparison,
    Sign,
    Name,
}

/// A value in C++.
#[derive(Clone, Debug)]
pub(super) struct CppValue {
    pub(super) text: String,
    pub(super) kind: CppType,
    pub(super) bond: CppBond,
}

fn value(text: impl Into<String>, kind: CppType, bond: CppBond) -> CppValue {
    CppValue { text: text.into(), kind, bond }
}

impl CppValue {
    /// The text where something at least as close is wanted.
    pub(super) fn within(&self, bond: CppBond) -> String {
        if self.bond >= bond { self.text.clone() } else { format!("({})", self.text) }
    }

    /// The text of a condition, and how close it is.
    fn condition(&self, holds: bool) -> CppValue {
        let text = self.kind.test(&self.within(CppBond::Sign), holds);
        let bond = match &self.kind {
            CppType::Bool | CppType::Value if holds => self.bond,
            CppType::Hresult => CppBond::Name,
            CppType::Bool | CppType::Value | CppType::Text | CppType::List(_) => CppBond::Sign,
            _ => CppBond::Comparison,
        };
        match &self.kind {
            CppType::Bool | CppType::Value if holds => self.clone(),
            _ => value(text, CppType::Bool, bond),
        }
    }
}

/// What a body uses of its surroundings: for the declarations before it.
#[derive(Clone, Debug, Default)]
pub(super) struct CppUses {
    /// Functions that the model has and C++ has not.
    pub(super) functions: BTreeSet<&'static str>,
    /// Interfaces whose classes are used, with each field.
    pub(super) fields: BTreeSet<(String, String)>,
    /// Pieces that are called.
    pub(super) pieces: BTreeSet<String>,
}

/// Prints the expressions of one body.
pub(super) struct ExpressionPrinter {
    pub(super) variables: Vec<CppVariable>,
    pub(super) words: Interner,
    /// The object whose method runs, and what it is called: `this`, or a parameter of a piece.
    pub(super) this: CppType,
    pub(super) is_method: bool,
    pub(super) uses: CppUses,
    bound: Vec<CppType>,
}

impl ExpressionPrinter {
    pub(super) fn new(words: Interner, this: CppType, is_method: bool) -> Self {
        let (variables, uses) = (Vec::new(), CppUses::default());
        Self { variables, words, this, is_method, uses, bound: Vec::new() }
    }

    /// A condition, as `if` has it.
    pub(super) fn condition(&mut self, expr: &Expr, holds: bool) -> CppValue {
        match expr {
            Expr::Not(inner) => self.condition(inner, !holds),
            Expr::And(a, b) | Expr::Or(a, b) => {
                let is_and = matches!(expr, Expr::And(..)) == holds;
                let (sign, bond) = if is_and { ("&&", CppBond::And) } else { ("||", CppBond::Or) };
                let (a, b) = (self.condition(a, holds), self.condition(b, holds));
                // A reader should not have to know that && binds closer than ||.
                let part = |it: &CppValue| match it.bond == bond {
                    true => it.text.clone(),
                    false => it.within(CppBond::Bits),
                };
                value(format!("{} {sign} {}", part(&a), part(&b)), CppType::Bool, bond)
            }
            Expr::Compare(..) => self.comparison(expr, holds),
            other => self.value(other).condition(holds),
        }
    }

    pub(super) fn value(&mut self, expr: &Expr) -> CppValue {
        match expr {
            Expr::Constant(constant) => self.constant(constant),
            Expr::Variable(slot) => self.variable(*slot),
            Expr::Bound(depth) => {
                let kind = self.bound.get(usize::from(*depth)).cloned();
                value(bound_name(*depth), kind.unwrap_or_else(CppType::unknown), CppBond::Name)
            }
            Expr::This => value(
                if self.is_method { "this" } else { "pThis" },
                self.this.clone(),
                CppBond::Name,
            ),
            Expr::Field(of, field) => {
                let name = self.words.fields[usize::from(field.0)].clone();
                self.field(of, &name)
            }
            Expr::Object(of, what) => self.of_object(of, *what),
            Expr::Message(of, what) => {
                let (function, kind) = match what {
                    MessageField::State => ("StateOf", CppType::Text),
                    MessageField::Locked => ("IsLocked", CppType::Bool),
                    MessageField::Store => ("StoreOf", CppType::object("IMsgStore")),
                    MessageField::Carrier => ("CarrierOf", CppType::unknown()),
                };
                self.call(function, &[of], kind)
            }
            Expr::Line(of, what) => {
                let (function, kind) = match what {
                    LineField::Sends => ("SentBy", CppType::object("IMessage")),
                    LineField::Gets => ("ReceivedBy", CppType::object("IMessage")),
                    LineField::Flushing => ("IsFlushing", CppType::Bool),
                    LineField::LoggedOn => ("IsLoggedOn", CppType::Bool),
                };
                self.call(function, &[of], kind)
            }
            Expr::Ask(question, of) => self.question(*question, of),
            Expr::Not(_) | Expr::And(..) | Expr::Or(..) | Expr::Compare(..) => {
                self.condition(expr, true)
            }
            Expr::Union(a, b) => self.bits("|", a, b),
            Expr::Common(a, b) => self.bits("&", a, b),
            Expr::Choice(a, c, b) => {
                let (c, a) = (self.condition(c, true), self.value(a));
                let b = self.value_as(b, &a.kind);
                let [c, one, b] = [&c, &a, &b].map(|it| it.within(CppBond::Or));
                value(format!("{c} ? {one} : {b}"), a.kind, CppBond::Choice)
            }
            Expr::First { depth, list, condition } => {
                let (text, item) = self.select("FirstOf", *depth, list, condition);
                value(text, item, CppBond::Name)
            }
            Expr::Select { depth, list, condition } => {
                let (text, item) = self.select("ListOf", *depth, list, condition);
                value(text, CppType::List(Box::new(item)), CppBond::Name)
            }
            Expr::Bits(of) => self.call("BitCount", &[of], CppType::Count),
        }
    }

    /// A value where this type is wanted: nothing is `nullptr`, 0 or an empty list.
    pub(super) fn value_as(&mut self, expr: &Expr, kind: &CppType) -> CppValue {
        match expr {
            Expr::Constant(Value::Null) => value(kind.null(), kind.clone(), CppBond::Name),
            Expr::Constant(Value::Bool(false)) if *kind != CppType::Bool => {
                value(kind.null(), kind.clone(), CppBond::Name)
            }
            other if *kind == CppType::Bool => self.condition(other, true),
            other => self.value(other),
        }
    }

    fn constant(&self, constant: &Value) -> CppValue {
        match constant {
            Value::Null => value("nullptr", CppType::unknown(), CppBond::Name),
            Value::Bool(is) => value(is.to_string(), CppType::Bool, CppBond::Name),
            Value::Number(number) => value(number.to_string(), CppType::Count, CppBond::Name),
            Value::Word(word) => {
                let text = self.words.words.text(*word);
                value(text::quoted(text), CppType::Text, CppBond::Name)
            }
            Value::HResult(code) => {
                let name = crate::mapi::hresult_name(*code);
                value(name, CppType::Hresult, CppBond::Name)
            }
            // A statement has no other values.
            Value::Object(_)
            | Value::Row(_)
            | Value::Uid(_)
            | Value::Message(_)
            | Value::List(_) => value("nullptr", CppType::unknown(), CppBond::Name),
        }
    }

    fn variable(&self, slot: u16) -> CppValue {
        let Some(known) = self.variables.get(usize::from(slot)) else {
            return value("unknown", CppType::Value, CppBond::Name);
        };
        let kind = match known.is_constant {
            true if crate::mapi::hresult_value(&known.name).is_some() => CppType::Hresult,
            true => CppType::Flags,
            false => known.kind.clone(),
        };
        let is_pointer = known.cpp.starts_with('*');
        value(known.cpp.clone(), kind, if is_pointer { CppBond::Sign } else { CppBond::Name })
    }

    /// A field of an object; those of the object whose method runs need no `this`.
    pub(super) fn field(&mut self, of: &Expr, name: &str) -> CppValue {
        let of_value = self.value(of);
        if of_value.kind == CppType::Entry {
            let text = format!("{}->{}", of_value.within(CppBond::Name), text::identifier(name));
            return value(text, CppType::Value, CppBond::Name);
        }
        let (cpp, kind) = names::field(name, of_value.kind.interface());
        if let Some(interface) = of_value.kind.interface() {
            self.uses.fields.insert((interface.to_owned(), name.to_owned()));
        }
        let text = match (of, self.is_method) {
            (Expr::This, true) => cpp,
            _ => format!("{}->{cpp}", of_value.within(CppBond::Name)),
        };
        value(text, kind, CppBond::Name)
    }

    fn of_object(&mut self, of: &Expr, what: ObjectField) -> CppValue {
        if what == ObjectField::Refs {
            let of_value = self.value(of);
            if let CppType::Own(interface) = &of_value.kind {
                self.uses.fields.insert((interface.clone(), "refs".to_owned()));
                let text = match (of, self.is_method) {
                    (Expr::This, true) => "m_cRef".to_owned(),
                    _ => format!("{}->m_cRef", of_value.within(CppBond::Name)),
                };
                return value(text, CppType::Count, CppBond::Name);
            }
        }
        let (function, kind) = match what {
            ObjectField::Refs => ("RefsOf", CppType::Count),
            ObjectField::State => ("StateOf", CppType::Text),
            ObjectField::Kind => ("InterfaceOf", CppType::Text),
            ObjectField::Parent => ("ParentOf", CppType::unknown()),
        };
        self.call(function, &[of], kind)
    }

    /// A call of a function that the model has and C++ has not.
    fn call(&mut self, function: &'static str, of: &[&Expr], kind: CppType) -> CppValue {
        self.uses.functions.insert(function);
        let of: Vec<String> = of.iter().map(|it| self.value(it).text).collect();
        value(format!("{function}({})", of.join(", ")), kind, CppBond::Name)
    }

    fn question(&mut self, question: WorldQuery, of: &[Expr]) -> CppValue {
        let all = || CppType::List(Box::new(CppType::unknown()));
        let message = CppType::object("IMessage");
        let (function, kind) = match question {
            WorldQuery::UidsOf => ("UidsOf", all()),
            WorldQuery::RowsOf => ("RowsOf", all()),
            WorldQuery::Status => ("StatusCodeOf", CppType::Flags),
            WorldQuery::Descendants => ("DescendantsOf", all()),
            WorldQuery::Children => ("ChildrenOf", all()),
            WorldQuery::HasChildren => ("HasChildren", CppType::Bool),
            WorldQuery::Queued => ("HasQueuedMail", CppType::Bool),
            WorldQuery::NextQueued => ("NextQueued", message),
            WorldQuery::DeferredBy => ("DeferredBy", message),
            WorldQuery::OfferedBy => ("OfferedBy", message),
            WorldQuery::Sending => ("IsSending", CppType::Bool),
            WorldQuery::Receiving => ("IsReceiving", CppType::Bool),
            WorldQuery::Transports => ("Transports", all()),
            WorldQuery::LiveOf => ("LiveOf", all()),
            WorldQuery::Exists => ("Exists", CppType::Bool),
            WorldQuery::Held => ("ReferencesHeld", CppType::Count),
            WorldQuery::ThreadObject => ("ThreadObject", CppType::unknown()),
        };
        let of: Vec<&Expr> = of.iter().collect();
        self.call(function, &of, kind)
    }

    fn bits(&mut self, sign: &str, a: &Expr, b: &Expr) -> CppValue {
        let is_same = match a {
            Expr::Union(..) => sign == "|",
            Expr::Common(..) => sign == "&",
            _ => false,
        };
        let (a, b) = (self.value(a), self.value(b));
        let kind = a.kind.clone();
        let a = a.within(if is_same { CppBond::Bits } else { CppBond::Sign });
        let b = b.within(CppBond::Sign);
        value(format!("{a} {sign} {b}"), kind, CppBond::Bits)
    }

    fn comparison(&mut self, expr: &Expr, holds: bool) -> CppValue {
        let Expr::Compare(how, a, b) = expr else { return self.value(expr).condition(holds) };
        let is_nothing = |it: &Expr| matches!(it, Expr::Constant(Value::Null));
        let sign = match (how, holds) {
            (ComparisonOp::Equal, true) | (ComparisonOp::Different, false) => "==",
            (ComparisonOp::Equal, false) | (ComparisonOp::Different, true) => "!=",
            (ComparisonOp::Less, true) => "<",
            (ComparisonOp::Less, false) => ">=",
            (ComparisonOp::Greater, true) => ">",
            (ComparisonOp::Greater, false) => "<=",
            (ComparisonOp::Has | ComparisonOp::Lacks, _) => {
                let is_set = (*how == ComparisonOp::Has) == holds;
                let (a, b) =
                    (self.value(a).within(CppBond::Sign), self.value(b).within(CppBond::Sign));
                let sign = if is_set { "!=" } else { "==" };
                let text = format!("({a} & {b}) {sign} 0");
                return value(text, CppType::Bool, CppBond::Comparison);
            }
            (ComparisonOp::In, _) => {
                let found = self.call("Contains", &[b, a], CppType::Bool);
                return found.condition(holds);
            }
        };
        if is_nothing(b) && matches!(sign, "==" | "!=") {
            let of = self.value(a);
            return match &of.kind {
                CppType::Value => {
                    let text = format!("{} {sign} 0", of.within(CppBond::Sign));
                    value(text, CppType::Bool, CppBond::Comparison)
                }
                _ => of.condition(sign == "!="),
            };
        }
        let a = self.value(a);
        let b = self.value_as(b, &a.kind);
        let [a, b] = [&a, &b].map(|it| it.within(CppBond::Sign));
        value(format!("{a} {sign} {b}"), CppType::Bool, CppBond::Comparison)
    }

    /// `first(..)` and `list(..)`: a function that takes a list and a condition.
    fn select(
        &mut self,
        function: &'static str,
        depth: u8,
        list: &Expr,
        condition: &Expr,
    ) -> (String, CppType) {
        let list = self.value(list);
        let CppType::List(item) = list.kind else {
            return (list.text, CppType::unknown());
        };
        let chosen =
            kind_in(condition, depth, &self.words).map_or(*item.clone(), |it| CppType::object(&it));
        let every = matches!(condition, Expr::Constant(Value::Bool(true)));
        if every && function == "ListOf" {
            return (list.text, *item);
        }
        self.uses.functions.insert(function);
        self.bound.truncate(usize::from(depth));
        self.bound.push(*item.clone());
        let condition = self.condition(condition, true).text;
        self.bound.truncate(usize::from(depth));
        let class = chosen.declared();
        let class = class.trim_end_matches(['*', ' ']);
        let name = if every { String::new() } else { bound_name(depth) };
        let by = format!("[&]({}{name})", item.declared());
        let by = by.replace(" )", ")");
        (format!("{function}<{class}>({}, {by} {{ return {condition}; }})", list.text), chosen)
    }
}

/// What an item of a list is called.
fn bound_name(depth: u8) -> String {
    match depth {
        0 => "pItem".to_owned(),
        deeper => format!("pItem{}", deeper + 1),
    }
}

/// The interface that a condition allows only: `o.kind == "IMAPIStatus"`.
fn kind_in(condition: &Expr, depth: u8, words: &Interner) -> Option<String> {
    match condition {
        Expr::And(a, b) => kind_in(a, depth, words).or_else(|| kind_in(b, depth, words)),
        Expr::Compare(ComparisonOp::Equal, a, b) => match (&**a, &**b) {
            (Expr::Object(of, ObjectField::Kind), Expr::Constant(Value::Word(word)))
                if **of == Expr::Bound(depth) =>
            {
                Some(words.words.text(*word).to_owned())
            }
            _ => None,
        },
        _ => None,
    }
}
