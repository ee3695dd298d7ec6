//! The grammar of expressions, from `or` down to a name. It must not know how tokens are read.

use super::{
    Chain, Complaint, DEEPEST, LEDGER_FIELDS, Parser, complaint, constant, question, unknown,
};
use crate::scenario::lexer::Token;
use crate::sim::body::{ComparisonOp, Expr, LineField, MessageField, ObjectField, WorldQuery};
use crate::sim::eval::DEEPEST_BINDING;
use crate::sim::value::Value;

/// The rank of `or`, which binds least.
const OR: u8 = 0;

/// The rank of `not`, which binds less than a comparison.
const NOT: u8 = 2;

/// An operator between two values.
enum Operator {
    Or,
    And,
    Compare(ComparisonOp),
    Union,
    Common,
}

impl Operator {
    fn of(token: Token<'_>) -> Option<Self> {
        Some(match token {
            Token::Name("or") => Self::Or,
            Token::Name("and") => Self::And,
            Token::Sign("==") => Self::Compare(ComparisonOp::Equal),
            Token::Sign("!=") => Self::Compare(ComparisonOp::Different),
            Token::Sign("<") => Self::Compare(ComparisonOp::Less),
            Token::Sign(">") => Self::Compare(ComparisonOp::Greater),
            Token::Name("in") => Self::Compare(ComparisonOp::In),
            Token::Name("has") => Self::Compare(ComparisonOp::Has),
            Token::Name("lacks") => Self::Compare(ComparisonOp::Lacks),
            Token::Sign("|") => Self::Union,
            Token::Sign("&") => Self::Common,
            _ => return None,
        })
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Or => OR,
            Self::And => 1,
            Self::Compare(_) => 3,
            Self::Union => 4,
            Self::Common => 5,
        }
    }

    fn between(&self, (left, right): (Box<Expr>, Box<Expr>)) -> Expr {
        match self {
            Self::Or => Expr::Or(left, right),
            Self::And => Expr::And(left, right),
            Self::Compare(how) => Expr::Compare(*how, left, right),
            Self::Union => Expr::Union(left, right),
            Self::Common => Expr::Common(left, right),
        }
    }
}

impl<'t> Parser<'_, 't> {
    /// Parses an expression; leaves what follows it.
    ///
    /// # Errors
    /// What was expected instead of the token found, and its column.
    pub fn expression(&mut self) -> Result<Expr, Complaint> {
        let value = self.binary(OR)?;
        if self.word("if") {
            let condition = self.binary(OR)?;
            if !self.word("else") {
                return Err(self.expected("else"));
            }
            let other = self.expression()?;
            return Ok(Expr::Choice(Box::new(value), Box::new(condition), Box::new(other)));
        }
        Ok(value)
    }

    /// Parses values and the operators between them that have at least this rank.
    fn binary(&mut self, least: u8) -> Result<Expr, Complaint> {
        let (mut left, mut most) = if least <= NOT && self.word("not") {
            let inner = self.deeper(|parser| parser.binary(NOT))?;
            (Expr::Not(Box::new(inner)), NOT)
        } else {
            (self.operand()?, u8::MAX)
        };
        while let Some(operator) = self.peek().and_then(Operator::of)
            && (least..=most).contains(&operator.rank())
        {
            self.at += 1;
            let sides = (Box::new(left), Box::new(self.binary(operator.rank() + 1)?));
            left = operator.between(sides);
            // A comparison is not compared again.
            most = operator.rank() - u8::from(matches!(operator, Operator::Compare(_)));
        }
        Ok(left)
    }

    /// Parses a value without operators; a call is not one.
    pub fn operand(&mut self) -> Result<Expr, Complaint> {
        let column = self.column();
        match self.chain()? {
            Chain::Value(expr) => Ok(expr),
            Chain::Call { .. } => Err(complaint("call-inside", &[], column)),
        }
    }

    /// Parses a name with its fields, and perhaps a call at the end.
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

    /// Parses arguments up to the closing parenthesis.
    pub fn arguments(&mut self) -> Result<Vec<Expr>, Complaint> {
        let mut args = Vec::new();
        while !self.sign(")") {
            if !args.is_empty() && !self.sign(",") {
                return Err(self.expected("comma or parenthesis"));
            }
            args.push(self.expression()?);
        }
        Ok(args)
    }

    /// A field of a value: either a property that the ledgers show, or a field of its class.
    pub(super) fn field(
        &mut self,
        value: Expr,
        name: &str,
        column: usize,
    ) -> Result<Expr, Complaint> {
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

    /// Parses something one level deeper, unless that is too deep.
    fn deeper(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Expr, Complaint>,
    ) -> Result<Expr, Complaint> {
        if self.depth >= DEEPEST {
            let said = [("most", &*DEEPEST.to_string())];
            return Err(complaint("nests-too-deep", &said, self.column()));
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
                if self.sign(")") { Ok(inner) } else { Err(self.expected("parenthesis")) }
            }
            Some(Token::Name(name)) => self.named(name, column),
            _ => {
                self.at -= 1;
                Err(self.expected("value"))
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
                    Err(self.expected("parenthesis"))
                };
            }
            _ => {}
        }
        if let Some(value) = constant(name) {
            return Ok(Expr::Constant(value));
        }
        let is_own = |field| self.scope.own_field(field);
        if LEDGER_FIELDS.contains(&name) || self.names.find_field(name).is_some_and(is_own) {
            return self.field(Expr::This, name, column);
        }
        Err(unknown("name", name, column, self.scope.known(self.names)))
    }

    fn ask(&mut self, question: WorldQuery, column: usize) -> Result<Expr, Complaint> {
        let args = self.arguments()?;
        let wanted = match question {
            WorldQuery::Transports | WorldQuery::ThreadObject => 0,
            WorldQuery::NextQueued => 2,
            _ => 1,
        };
        if args.len() != wanted {
            let (wanted, given) = (wanted.to_string(), args.len().to_string());
            let said = [("wanted", wanted.as_str()), ("given", &given)];
            return Err(complaint("question-arguments", &said, column));
        }
        Ok(Expr::Ask(question, args))
    }

    /// Parses `n for n in list if condition` after the opening parenthesis.
    fn comprehension(&mut self, first: bool) -> Result<Expr, Complaint> {
        let column = self.column();
        let name = self.name()?;
        if !self.word("for") {
            // `first(list)` means the first item of a list.
            self.at -= 1;
            let list = Box::new(self.expression()?);
            if !self.sign(")") {
                return Err(self.expected("parenthesis"));
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
            return Err(complaint("first-form", &[("name", name)], column));
        }
        let list = Box::new(self.binary(OR)?);
        let depth = self.bound.len();
        if depth >= DEEPEST_BINDING {
            let said = [("most", &*DEEPEST_BINDING.to_string())];
            return Err(complaint("too-many-inside", &said, column));
        }
        self.bound.push(name);
        let condition =
            if self.word("if") { self.binary(OR) } else { Ok(Expr::Constant(Value::Bool(true))) };
        self.bound.pop();
        let (depth, condition) = (depth as u8, Box::new(condition?));
        if !self.sign(")") {
            return Err(self.expected("parenthesis"));
        }
        Ok(if first {
            Expr::First { depth, list, condition }
        } else {
            Expr::Select { depth, list, condition }
        })
    }
}
