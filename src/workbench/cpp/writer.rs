//! Writes the statements of a body as lines of C++: blocks, declarations, calls. It must not know
//! the file around them.

use super::expression::{CppBond, CppUses, ExpressionPrinter};
use super::names;
use super::printer::{BodyLine, CppLine, CppPrinter};
use super::reading::{CppRead, CppReading};
use super::text::{self, bare, class_of, comment};
use super::types::CppType;
use super::variables::{UNASKED, name_all};
use crate::mapi::method_spec;
use crate::scenario::statement::{Head, Simple};
use crate::sim::body::Expr;

/// Writes one body.
pub(super) struct CppWriter<'a> {
    pub(super) printer: &'a CppPrinter,
    pub(super) reading: CppReading<'a>,
    pub(super) expressions: ExpressionPrinter,
    /// The interface of a method; `None` for a piece.
    interface: Option<String>,
    pub(super) name: String,
    parameters: Vec<String>,
    /// The statement is the only one, and its surroundings are not known.
    is_alone: bool,
    pub(super) lines: Vec<CppLine>,
    /// The statement that is written.
    pub(super) at: usize,
    pub(super) depth: u8,
}

impl<'a> CppWriter<'a> {
    pub(super) fn new(printer: &'a CppPrinter, head: &str, lines: &[BodyLine<'a>]) -> Self {
        let head = bare(head);
        let (name, parameters) = head.split_once('(').unwrap_or((head, ""));
        let parameters = parameters.trim_end_matches(')').split(',').map(str::trim);
        let parameters: Vec<String> =
            parameters.filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let (interface, name) = match name.split_once("::") {
            Some((interface, name)) => (Some(interface.trim().to_owned()), name.trim()),
            None => (None, name.trim()),
        };
        Self::with(printer, (interface, name, parameters), lines, false)
    }

    /// One statement of a method of the store that takes flags.
    pub(super) fn alone(printer: &'a CppPrinter, text: &'a str) -> Self {
        let method = (Some("IMsgStore".to_owned()), "StoreLogoff", vec!["flags".to_owned()]);
        Self::with(printer, method, &[(0, text)], true)
    }

    fn with(
        printer: &'a CppPrinter,
        (interface, name, parameters): (Option<String>, &str, Vec<String>),
        lines: &[BodyLine<'a>],
        is_alone: bool,
    ) -> Self {
        let mut reading = CppReading::of(printer, &parameters, lines);
        let needs = interface.is_none().then(|| printer.needs(name).unwrap_or_default());
        let this = match (&interface, &needs) {
            (Some(interface), _) => CppType::Own(interface.clone()),
            (None, needs) => {
                let needs = needs.as_ref().and_then(|needs| needs.this.clone());
                needs.unwrap_or_else(CppType::unknown)
            }
        };
        for name in needs.iter().flat_map(|needs| &needs.variables) {
            for known in reading.variables.iter_mut().filter(|known| known.name == *name) {
                known.is_parameter = true;
            }
        }
        let words = std::mem::take(&mut reading.words);
        let mut expressions = ExpressionPrinter::new(words, this, interface.is_some());
        expressions.variables = std::mem::take(&mut reading.variables);
        let mut writer = Self {
            printer,
            reading,
            expressions,
            interface,
            name: name.to_owned(),
            parameters,
            is_alone,
            lines: Vec::new(),
            at: 0,
            depth: 0,
        };
        writer.find_types();
        let is_pointer = names::takes_pointer(&writer.name);
        name_all(&mut writer.expressions.variables, is_pointer);
        writer.name_flags();
        writer
    }

    /// The `flags` of a method come through a pointer, and what they are is behind it.
    fn name_flags(&mut self) {
        for known in &mut self.expressions.variables {
            if known.is_parameter && known.cpp == "lpulFlags" {
                known.cpp = "*lpulFlags".to_owned();
            }
        }
    }

    /// Finds the type of each variable from what is put into it first.
    fn find_types(&mut self) {
        let read = std::mem::take(&mut self.reading.read);
        for one in &read {
            let (name, kind) = match one {
                CppRead::Guard(Some(name), value) => (*name, self.expressions.value(value).kind),
                CppRead::Head(Head::Each { name, list, .. }) => {
                    match self.expressions.value(list).kind {
                        CppType::List(item) => (*name, *item),
                        _ => (*name, CppType::unknown()),
                    }
                }
                CppRead::Head(Head::Simple(Simple::Let { name, value })) => {
                    (*name, self.expressions.value(value).kind)
                }
                CppRead::Head(Head::Simple(Simple::Create { name, interface, .. })) => {
                    (*name, CppType::object(interface.rsplit('/').next().unwrap_or(interface)))
                }
                CppRead::Head(Head::Simple(Simple::Refs { left: Some(name), .. })) => {
                    (*name, CppType::Count)
                }
                CppRead::Head(Head::Simple(Simple::Call { results, method, .. })) => {
                    let spec = method_spec(None, method);
                    if let Some(name) = results.get(1) {
                        let is_flags = spec.is_none_or(|spec| spec.gives_flags);
                        let kind = if is_flags { CppType::Flags } else { CppType::unknown() };
                        self.set_type(name, kind);
                    }
                    let Some(name) = results.first() else { continue };
                    (*name, names::returned(method))
                }
                _ => continue,
            };
            self.set_type(name, kind);
        }
        self.reading.read = read;
        self.expressions.uses = CppUses::default();
    }

    fn set_type(&mut self, name: &str, kind: CppType) {
        let is_known = kind != CppType::Value && kind != CppType::unknown();
        let variables = &mut self.expressions.variables;
        for known in variables.iter_mut().filter(|known| known.name == name && is_known) {
            if !known.is_parameter {
                known.kind = kind.clone();
            }
        }
    }

    /// The whole function.
    pub(super) fn function(&mut self) -> Vec<CppLine> {
        let head = self.signature(true);
        self.push_own(head);
        self.push_own("{".to_owned());
        self.depth = 1;
        for declaration in self.hoisted() {
            self.push_own(declaration);
        }
        self.all_statements();
        let needs = self.needs();
        if needs.returns {
            self.push_own("return false;".to_owned());
        }
        self.depth = 0;
        self.push_own("}".to_owned());
        std::mem::take(&mut self.lines)
    }

    /// The statements without what is around them.
    pub(super) fn statements(&mut self) -> Vec<CppLine> {
        self.all_statements();
        std::mem::take(&mut self.lines)
    }

    fn all_statements(&mut self) {
        let read = std::mem::take(&mut self.reading.read);
        self.block(&read, 0, read.len());
        self.reading.read = read;
    }

    /// What a piece needs of the method that inserts it; nothing for a method.
    fn needs(&self) -> super::piece::PieceNeeds {
        match self.interface {
            Some(_) => super::piece::PieceNeeds::default(),
            None => self.printer.needs(&self.name).unwrap_or_default(),
        }
    }

    /// The declaration, or with the class before the name the head of the definition.
    pub(super) fn signature(&self, is_definition: bool) -> String {
        let Some(interface) = &self.interface else {
            let needs = self.needs();
            let this = needs.this.iter().map(|this| format!("{}pThis", this.declared()));
            let variables = needs.variables.iter().map(|name| {
                let variables = &self.expressions.variables;
                let known = variables.iter().find(|known| known.name == *name);
                let kind = known.map_or_else(|| names::expected(name), |it| it.kind.clone());
                let cpp = known.map_or_else(|| names::variable(name, &kind), |it| it.cpp.clone());
                format!("{}{cpp}", kind.declared())
            });
            let returned = needs.returns.then(|| "HRESULT *phr".to_owned());
            let all: Vec<String> = this.chain(variables).chain(returned).collect();
            let result = if needs.returns { "bool" } else { "void" };
            return format!("{result} {}({})", names::function(&self.name), all.join(", "));
        };
        let spec = method_spec(Some(interface), &self.name);
        let gives = self.reading.gives(spec.is_some_and(|spec| spec.gives_flags));
        let parameters = names::parameters(&self.name, &self.parameters, gives);
        let returned = names::returned(&self.name).declared();
        let class = match is_definition {
            true => format!("{}::", class_of(interface)),
            false => String::new(),
        };
        format!("{returned}{class}{}({parameters})", text::identifier(&self.name))
    }

    /// Declarations of what cannot be declared where it is set first.
    fn hoisted(&self) -> Vec<String> {
        let is_local = |known: &&super::variables::CppVariable| {
            !known.is_parameter && !known.is_constant && !known.assigned.is_empty()
        };
        let mut found = Vec::new();
        for known in self.expressions.variables.iter().filter(is_local) {
            let first = known.assigned[0];
            let is_head = matches!(
                self.reading.read[first],
                CppRead::Guard(..) | CppRead::Head(Head::Each { .. })
            );
            let is_dropped = self.is_dropped(first, &known.name) && known.assigned.len() == 1;
            if !is_head && !is_dropped && !self.reading.is_declared_at(known, first) {
                let (kind, first) = (known.kind.declared(), known.kind.first());
                found.push(format!("{kind}{}{first};", known.cpp));
            }
        }
        found
    }

    /// Whether the result of a call is left out because nothing reads it.
    fn is_dropped(&self, at: usize, name: &str) -> bool {
        let CppRead::Head(Head::Simple(Simple::Call { results, .. })) = &self.reading.read[at]
        else {
            return false;
        };
        results.first() == Some(&name) && !self.is_read(name)
    }

    /// Whether anything reads a variable.
    pub(super) fn is_read(&self, name: &str) -> bool {
        let variables = &self.expressions.variables;
        let known = variables.iter().find(|known| known.name == name);
        self.is_alone || known.is_some_and(super::variables::CppVariable::is_read)
    }

    /// A line that is no statement's.
    fn push_own(&mut self, text: String) {
        self.lines.push(CppLine { indent: self.depth, text, statement: None });
    }

    /// A line of the statement that is written.
    pub(super) fn push(&mut self, text: impl Into<String>) {
        let (indent, statement) = (self.depth, Some(self.at));
        self.lines.push(CppLine { indent, text: text.into(), statement });
    }

    /// Writes the statements from one position to another.
    pub(super) fn block(&mut self, read: &[CppRead<'_>], from: usize, to: usize) {
        let (mut at, mut before) = (from, None);
        while at < to {
            let end = self.reading.end_of(at).min(to);
            let next_is_else = end < to && matches!(read[end], CppRead::Else);
            self.at = at;
            match (&read[at], before.map(|before: usize| &read[before])) {
                (CppRead::Else, Some(CppRead::Head(Head::If { .. }))) => {
                    self.braces("} else", read, (at + 1, end), false);
                }
                (CppRead::Else, Some(CppRead::Head(Head::When { .. }))) => {
                    self.directive("#else".to_owned());
                    self.block(read, at + 1, end);
                    self.directive("#endif".to_owned());
                }
                _ => self.one(read, (at, end), next_is_else),
            }
            before = Some(at);
            at = end;
        }
    }

    /// Writes a statement and the block below it.
    fn one(&mut self, read: &[CppRead<'_>], (at, end): (usize, usize), next_is_else: bool) {
        let inner = (at + 1, end);
        match &read[at] {
            CppRead::Unread | CppRead::Alternative => {
                self.push(format!("// {}", comment(self.reading.lines[at].1)));
                self.block(read, inner.0, inner.1);
            }
            CppRead::Else => {
                self.push(if self.is_alone { "} else {" } else { "// else" });
                self.block(read, inner.0, inner.1);
            }
            CppRead::Guard(name, value) => {
                let (value, kind) = match name {
                    Some(_) => (self.expressions.value(value), true),
                    None => (self.expressions.condition(value, true), false),
                };
                let test = match (name, kind) {
                    (Some(name), true) => {
                        format!("{}{} = {}", value.kind.declared(), self.cpp(name), value.text)
                    }
                    _ => value.text,
                };
                self.braces(&format!("if ({test})"), read, inner, next_is_else);
            }
            CppRead::Head(head) => self.head(head, read, (at, end), next_is_else),
        }
    }

    /// A line for the preprocessor.
    pub(super) fn directive(&mut self, text: String) {
        let depth = std::mem::take(&mut self.depth);
        self.push(text);
        self.depth = depth;
    }

    /// A block in braces; what follows as `else` closes it.
    pub(super) fn braces(
        &mut self,
        head: &str,
        read: &[CppRead<'_>],
        (from, to): (usize, usize),
        next_is_else: bool,
    ) {
        self.push(format!("{head} {{"));
        let at = self.at;
        self.depth = self.depth.saturating_add(1);
        self.block(read, from, to);
        self.depth = self.depth.saturating_sub(1);
        self.at = at;
        if !next_is_else && !self.is_alone {
            self.push("}");
        }
    }

    /// The C++ name of a variable.
    pub(super) fn cpp(&self, name: &str) -> String {
        let known = self.expressions.variables.iter().find(|known| known.name == name);
        known.map_or_else(|| text::identifier(name), |known| known.cpp.clone())
    }

    /// What puts a value into a variable, up to the value: with its type where it is declared.
    pub(super) fn target(&self, name: &str) -> String {
        let Some(known) = self.expressions.variables.iter().find(|known| known.name == name) else {
            return format!("{} = ", text::identifier(name));
        };
        match self.reading.is_declared_at(known, self.at) {
            true => format!("{}{} = ", known.kind.declared(), known.cpp),
            false => format!("{} = ", known.cpp),
        }
    }

    /// The flags of a method whose parameter they are.
    pub(super) fn is_flags_parameter(&self, expr: &Expr) -> bool {
        let Expr::Variable(slot) = expr else { return false };
        let known = self.expressions.variables.get(usize::from(*slot));
        known.is_some_and(|known| known.cpp == "*lpulFlags")
    }

    /// The name of the method, if this is one.
    pub(super) fn method(&self) -> Option<(&str, &str)> {
        Some((self.interface.as_deref()?, &self.name))
    }

    /// The variable that takes flags that nothing asks for.
    pub(super) fn unasked(&self) -> &'static str {
        UNASKED
    }

    /// A value where something close is wanted, such as before `->`.
    pub(super) fn pointer(&mut self, expr: &Expr) -> String {
        self.expressions.value(expr).within(CppBond::Name)
    }
}
