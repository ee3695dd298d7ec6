//! Parses expressions: names become variables, fields, flags or words; questions become questions.
//!
//! It must not know statements.

use super::lexer::Token;
use super::names::Interner;
use crate::mapi::{flag_value, hresult_value};
use crate::sim::body::{Comparison, Expr, LineField, MessageField, ObjectField, Question};
use crate::sim::eval::DEEPEST_BINDING;
use crate::sim::value::{FieldId, Value};

/// Deepest nesting of an expression.
pub const DEEPEST: usize = 64;

/// A complaint and the column, counted from 0, that it is about.
pub type Complaint = (String, usize, Option<String>);

/// Names that a body knows.
pub trait Scope {
    /// The variable of that name.
    fn variable(&self, name: &str) -> Option<u16>;
    /// Whether objects whose code this is have such a field.
    fn own_field(&self, field: FieldId) -> bool;
    /// All variables and fields, for suggestions.
    fn known(&self, names: &Interner) -> Vec<String>;
}

/// A list of tokens and a place in it.
pub struct Parser<'p, 't> {
    tokens: &'p [(Token<'t>, usize)],
    at: usize,
    end: usize,
    /// Numbers of methods, fields and words, new ones included.
    pub names: &'p mut Interner,
    scope: &'p dyn Scope,
    bound: Vec<&'t str>,
    /// Values that are being read, one inside the other.
    depth: usize,
}

/// What a postfix chain came to.
pub enum Chain<'a> {
    /// The value of an expression.
    Value(Expr),
    /// A call, not yet made: target, method, arguments, column of the method.
    Call { target: Expr, method: &'a str, args: Vec<Expr>, column: usize },
}

impl<'p, 't> Parser<'p, 't> {
    /// Begins at the first token; `end` is the column behind the last.
    pub fn new(
        tokens: &'p [(Token<'t>, usize)],
        end: usize,
        names: &'p mut Interner,
        scope: &'p dyn Scope,
    ) -> Self {
        Self { tokens, at: 0, end, names, scope, bound: Vec::new(), depth: 0 }
    }

    /// The next token, which stays next; `None` at the end.
    pub fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).map(|(token, _)| *token)
    }

    /// Column of the next token.
    pub fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(_, column)| *column)
    }

    /// Takes the next token.
    pub fn advance(&mut self) -> Option<Token<'t>> {
        let token = self.peek();
        self.at += 1;
        token
    }

    /// Takes a sign if it is next. Each level of an expression asks this: with the sign known, it
    /// is one comparison of numbers.
    #[inline(always)]
    pub fn sign(&mut self, sign: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Sign(next)) if next == sign);
        self.at += usize::from(is);
        is
    }

    /// Takes a word if it is next.
    #[inline(always)]
    pub fn word(&mut self, word: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Name(next)) if next == word);
        self.at += usize::from(is);
        is
    }

    /// Takes the next token, which must be a name.
    ///
    /// # Errors
    /// It is something else.
    pub fn name(&mut self) -> Result<&'t str, Complaint> {
        match self.peek() {
            Some(Token::Name(name)) => {
                self.at += 1;
                Ok(name)
            }
            _ => Err(self.expected("a name")),
        }
    }

    /// The complaint that something else was expected here.
    pub fn expected(&self, what: &str) -> Complaint {
        let found = match self.peek() {
            None => "the end of the statement".to_owned(),
            Some(Token::Name(name)) => format!("{name:?}"),
            Some(Token::Number(number)) => number.to_string(),
            Some(Token::Quoted(word)) => format!("{word:?}"),
            Some(Token::Sign(sign)) => format!("{sign:?}"),
        };
        (format!("expected {what}, found {found}"), self.column(), None)
    }

    /// This place, to come back to.
    pub fn save(&self) -> usize {
        self.at
    }

    /// Returns to a place that [`Parser::save`] gave.
    pub fn restore(&mut self, at: usize) {
        self.at = at;
    }

    /// Complains unless all tokens are used.
    pub fn finish(&self) -> Result<(), Complaint> {
        if self.at >= self.tokens.len() {
            Ok(())
        } else {
            Err(self.expected("the end of the statement"))
        }
    }

    /// Parses an expression from here on; what follows it stays.
    ///
    /// # Errors
    /// What was expected instead of the token found, and its column.
    pub fn expression(&mut self) -> Result<Expr, Complaint> {
        let value = self.or()?;
        if self.word("if") {
            let condition = self.or()?;
            if !self.word("else") {
                return Err(self.expected("else"));
            }
            let other = self.expression()?;
            return Ok(Expr::Choice(Box::new(value), Box::new(condition), Box::new(other)));
        }
        Ok(value)
    }

    fn or(&mut self) -> Result<Expr, Complaint> {
        let mut left = self.and()?;
        while self.word("or") {
            left = Expr::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Expr, Complaint> {
        let mut left = self.not()?;
        while self.word("and") {
            left = Expr::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Expr, Complaint> {
        if self.word("not") {
            let inner = self.deeper(Self::not)?;
            return Ok(Expr::Not(Box::new(inner)));
        }
        let left = self.union()?;
        let how = match self.peek() {
            Some(Token::Sign("==")) => Comparison::Equal,
            Some(Token::Sign("!=")) => Comparison::Different,
            Some(Token::Sign("<")) => Comparison::Less,
            Some(Token::Sign(">")) => Comparison::Greater,
            Some(Token::Name("in")) => Comparison::In,
            Some(Token::Name("has")) => Comparison::Has,
            Some(Token::Name("lacks")) => Comparison::Lacks,
            _ => return Ok(left),
        };
        self.at += 1;
        Ok(Expr::Compare(how, Box::new(left), Box::new(self.union()?)))
    }

    fn union(&mut self) -> Result<Expr, Complaint> {
        let mut left = self.common()?;
        while self.sign("|") {
            left = Expr::Union(Box::new(left), Box::new(self.common()?));
        }
        Ok(left)
    }

    fn common(&mut self) -> Result<Expr, Complaint> {
        let mut left = self.operand()?;
        while self.sign("&") {
            left = Expr::Common(Box::new(left), Box::new(self.operand()?));
        }
        Ok(left)
    }

    /// A value without operators; a call is not one.
    pub fn operand(&mut self) -> Result<Expr, Complaint> {
        let column = self.column();
        match self.chain()? {
            Chain::Value(expr) => Ok(expr),
            Chain::Call { .. } => Err((
                "a call is a statement of its own".to_owned(),
                column,
                Some("write `let result = x.Method()` before it and use the name here".to_owned()),
            )),
        }
    }

    /// A name with its fields, and perhaps a call at its end.
    pub fn chain(&mut self) -> Result<Chain<'t>, Complaint> {
        let mut value = self.atom()?;
        while self.sign(".") {
            let column = self.column();
            let name = self.name()?;
            if self.sign("(") {
                let args = self.arguments()?;
                return Ok(Chain::Call { target: value, method: name, args, column });
            }
            value = self.field(value, name, column)?;
        }
        Ok(Chain::Value(value))
    }

    /// Arguments up to the closing parenthesis.
    pub fn arguments(&mut self) -> Result<Vec<Expr>, Complaint> {
        let mut args = Vec::new();
        while !self.sign(")") {
            if !args.is_empty() && !self.sign(",") {
                return Err(self.expected("a comma or a closing parenthesis"));
            }
            args.push(self.expression()?);
        }
        Ok(args)
    }

    /// A field of a value: a property of the ledgers, or a field of its class.
    fn field(&mut self, value: Expr, name: &str, column: usize) -> Result<Expr, Complaint> {
        let value = Box::new(value);
        Ok(match name {
            "refs" => Expr::Object(value, ObjectField::Refs),
            "state" => Expr::Object(value, ObjectField::State),
            "kind" => Expr::Object(value, ObjectField::Kind),
            "parent" => Expr::Object(value, ObjectField::Parent),
            "sends" => Expr::Line(value, LineField::Sends),
            "gets" => Expr::Line(value, LineField::Gets),
            "flushing" => Expr::Line(value, LineField::Flushing),
            "logged_on" => Expr::Line(value, LineField::LoggedOn),
            "where" => Expr::Message(value, MessageField::State),
            "locked" => Expr::Message(value, MessageField::Locked),
            "mailbox" => Expr::Message(value, MessageField::Store),
            "carrier" => Expr::Message(value, MessageField::Carrier),
            field => match self.names.find_field(field) {
                Some(id) => Expr::Field(value, id),
                None => return Err(unknown("field", field, column, self.names.field_names())),
            },
        })
    }

    /// Reads what is one level further in, if that is not too deep.
    fn deeper(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Expr, Complaint>,
    ) -> Result<Expr, Complaint> {
        if self.depth >= DEEPEST {
            let help = "compute a part of it with `let` in a statement before";
            return Err((
                format!("this nests too deep: at most {DEEPEST} levels"),
                self.column(),
                Some(help.to_owned()),
            ));
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    fn atom(&mut self) -> Result<Expr, Complaint> {
        self.deeper(Self::value)
    }

    fn value(&mut self) -> Result<Expr, Complaint> {
        let column = self.column();
        match self.advance() {
            Some(Token::Number(number)) => Ok(Expr::Constant(Value::Number(number))),
            Some(Token::Quoted(word)) => Ok(Expr::Constant(Value::Word(self.names.word(word)))),
            Some(Token::Sign("(")) => {
                let inner = self.expression()?;
                if self.sign(")") { Ok(inner) } else { Err(self.expected("a closing parenthesis")) }
            }
            Some(Token::Name(name)) => self.named(name, column),
            _ => {
                self.at -= 1;
                Err(self.expected("a value"))
            }
        }
    }

    fn named(&mut self, name: &str, column: usize) -> Result<Expr, Complaint> {
        if let Some(depth) = self.bound.iter().rposition(|bound| *bound == name) {
            return Ok(Expr::Bound(depth as u8));
        }
        if let Some(slot) = self.scope.variable(name) {
            return Ok(Expr::Variable(slot));
        }
        if let Some(question) = question(name) {
            if self.word("of") {
                return Ok(Expr::Ask(question, vec![self.operand()?]));
            }
            if self.sign("(") {
                return self.ask(question, column);
            }
        }
        match name {
            "this" | "self" => return Ok(Expr::This),
            "null" => return Ok(Expr::Constant(Value::Null)),
            "yes" | "true" => return Ok(Expr::Constant(Value::Bool(true))),
            "no" | "false" => return Ok(Expr::Constant(Value::Bool(false))),
            "first" | "list" if self.sign("(") => return self.comprehension(name == "first"),
            "bits" if self.sign("(") => {
                let inner = self.expression()?;
                return if self.sign(")") {
                    Ok(Expr::Bits(Box::new(inner)))
                } else {
                    Err(self.expected("a closing parenthesis"))
                };
            }
            _ => {}
        }
        if let Some(value) = constant(name) {
            return Ok(Expr::Constant(value));
        }
        let ledger = matches!(
            name,
            "refs" | "state" | "parent" | "sends" | "gets" | "flushing" | "logged_on"
        );
        let is_own = |field| self.scope.own_field(field);
        if ledger || self.names.find_field(name).is_some_and(is_own) {
            return self.field(Expr::This, name, column);
        }
        Err(unknown("variable, field or flag", name, column, self.scope.known(self.names)))
    }

    fn ask(&mut self, question: Question, column: usize) -> Result<Expr, Complaint> {
        let args = self.arguments()?;
        let wanted = match question {
            Question::Transports | Question::ThreadObject => 0,
            Question::NextQueued => 2,
            _ => 1,
        };
        if args.len() != wanted {
            return Err((
                format!("this question takes {wanted} argument(s), not {}", args.len()),
                column,
                None,
            ));
        }
        Ok(Expr::Ask(question, args))
    }

    /// `n for n in list if condition`, after the opening parenthesis.
    fn comprehension(&mut self, first: bool) -> Result<Expr, Complaint> {
        let column = self.column();
        let name = self.name()?;
        if !self.word("for") {
            // `first(list)`: the first of a list.
            self.at -= 1;
            let list = Box::new(self.expression()?);
            if !self.sign(")") {
                return Err(self.expected("a closing parenthesis"));
            }
            let (depth, condition) =
                (self.bound.len() as u8, Box::new(Expr::Constant(Value::Bool(true))));
            return Ok(if first {
                Expr::First { depth, list, condition }
            } else {
                Expr::Select { depth, list, condition }
            });
        }
        if self.name()? != name || !self.word("in") {
            return Err((format!("write `{name} for {name} in list if condition`"), column, None));
        }
        let list = Box::new(self.or()?);
        let depth = self.bound.len();
        if depth >= DEEPEST_BINDING {
            return Err((
                format!("at most {DEEPEST_BINDING} of these inside each other"),
                column,
                None,
            ));
        }
        self.bound.push(name);
        let condition =
            if self.word("if") { self.or() } else { Ok(Expr::Constant(Value::Bool(true))) };
        self.bound.pop();
        let (depth, condition) = (depth as u8, Box::new(condition?));
        if !self.sign(")") {
            return Err(self.expected("a closing parenthesis"));
        }
        Ok(if first {
            Expr::First { depth, list, condition }
        } else {
            Expr::Select { depth, list, condition }
        })
    }
}

/// A flag or a result by its name in the headers.
pub fn constant(name: &str) -> Option<Value> {
    if !name.bytes().any(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let flag = flag_value(name).map(|flag| Value::Number(i64::from(flag)));
    flag.or_else(|| hresult_value(name).map(Value::HResult))
}

/// The complaint about an unknown name.
pub fn unknown(what: &str, name: &str, column: usize, known: Vec<String>) -> Complaint {
    let near = crate::diagnostic::nearest(name, known.iter().map(String::as_str)).join(", ");
    let help = if near.is_empty() { None } else { Some(format!("did you mean {near}?")) };
    (format!("there is no {what} {name:?}"), column, help)
}

fn question(name: &str) -> Option<Question> {
    Some(match name {
        "uids" => Question::UidsOf,
        "rows" => Question::RowsOf,
        "status" => Question::Status,
        "descendants" => Question::Descendants,
        "children" => Question::Children,
        "has_children" => Question::HasChildren,
        "queued" => Question::Queued,
        "next_queued" => Question::NextQueued,
        "deferred" => Question::DeferredBy,
        "offered" => Question::OfferedBy,
        "sending" => Question::Sending,
        "receiving" => Question::Receiving,
        "transports" => Question::Transports,
        "live" => Question::LiveOf,
        "exists" => Question::Exists,
        "held" => Question::Held,
        "thread_object" => Question::ThreadObject,
        _ => return None,
    })
}
