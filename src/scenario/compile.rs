//! Turns the lines of a body into operations: blocks become jumps, shared pieces are inserted,
//! `when` is decided.
//!
//! It must not know what a run does with them. [`super::statement`] parses the words of a single
//! statement.

pub mod blocks;
mod declared;
mod statements;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::{replace, take};
use std::sync::Arc;

use super::calls::CallSite;
use super::expression::{Complaint, Scope, unknown};
use super::lines::CutLine;
use super::module::{Module, RawBody, StatementSources};
use super::names::Interner;
use super::problem::{Arguments, refuse};
use super::syntax::misfit;
use super::written::WrittenPart;
use crate::diagnostic::{Diagnostic, Place};
use crate::sim::body::{Body, Code, Op, Statement, Who};
use crate::sim::value::{ClassId, FieldId};

/// The deepest nesting of blocks and shared pieces.
pub const DEEPEST: usize = 40;

/// The most statements in a body, including shared pieces: its operations are counted in 16 bits.
pub const LONGEST: usize = 20_000;

/// The most variables in a body.
pub const MOST_VARIABLES: usize = 1_000;

/// The longest statement, in characters: parts of it are printed at every step.
pub const WIDEST: usize = 1_000;

/// The most statements in all bodies of a run together, each counted as often as it is inserted or
/// inherited.
pub const MOST_STATEMENTS: usize = 200_000;

/// The most errors that are reported for the bodies of a run.
const MOST_PROBLEMS: usize = 100;

/// Everything that is needed to compile a body.
pub struct CompileContext<'a> {
    /// Values of the switches that `when` tests.
    pub switches: &'a BTreeMap<String, String>,
    /// Values of the constants that statements use as `$name`.
    pub constants: &'a BTreeMap<String, String>,
    /// The modules in which `do` finds a shared piece, the first one first.
    pub shared: &'a [&'a Module],
    /// Classes by `module/interface`, for `create`.
    pub classes: &'a BTreeMap<String, ClassId>,
    /// The fields that objects of this code have.
    pub own_fields: &'a [FieldId],
    /// Whose code it is.
    pub who: Who,
    /// The module in which `create` looks first.
    pub module: &'a str,
    /// Receives the errors of the body; it may already contain those of other bodies.
    pub problems: &'a mut Vec<Diagnostic>,
    /// How many more statements may be compiled.
    pub left: &'a mut usize,
    /// The numbers of methods, fields and words; new ones are added.
    pub names: &'a mut Interner,
    /// Receives the calls that a user wrote: what could answer them is only known when everything
    /// has been compiled.
    pub calls: &'a mut Vec<CallSite>,
    /// Receives the switches that `when` tested, each with the first operation after the test.
    pub asked: &'a mut Vec<(u16, String)>,
    /// Receives the statements of a user's file: the body itself, and the shared pieces in it.
    pub parts: &'a mut Vec<WrittenPart>,
}

impl<'a> CompileContext<'a> {
    /// The shared piece of a name: a later one replaces an earlier one of its module.
    fn piece(&self, name: &str) -> Option<&'a RawBody> {
        let mut pieces = self.shared.iter().flat_map(|module| module.pieces.iter().rev());
        pieces.find(|piece| piece.name == name)
    }
}

/// Compiles a body. A method must return on every path; a script just ends.
pub fn compile(raw: &RawBody, context: &mut CompileContext<'_>) -> Body {
    let is_method = !raw.interface.is_empty();
    let mut compiler = Compiler {
        context,
        raw,
        variables: raw.parameters.iter().map(ToString::to_string).collect(),
        ops: Vec::new(),
        statements: Vec::new(),
        loops: Vec::new(),
        hidden: 0,
        seen: 0,
        inside: 0,
        over: false,
        file: raw.file.clone(),
        bundled: raw.bundled,
        page: (raw.cites.clone(), raw.mark.clone()),
        uncited: Vec::new(),
    };
    let known = compiler.context.problems.len();
    let falls_through = compiler.own_lines(raw, 0);
    // A statement that cannot be read may be the return.
    if falls_through && is_method && compiler.context.problems.len() == known {
        compiler.problem("missing-return", raw.place, "missing-return", &[]);
    }
    if falls_through || !is_method {
        compiler.push(Code::End, compiler.statements.len().saturating_sub(1) as u16);
    }
    // A program lives as long as its run, so memory that growing bodies left unused is given back.
    compiler.ops.shrink_to_fit();
    compiler.statements.shrink_to_fit();
    let title = match is_method {
        true => [&*raw.interface, "::", &raw.name, "(", &raw.parameters.join(", "), ")"].concat(),
        false => raw.name.to_string(),
    };
    Body {
        title,
        file: raw.file.clone(),
        who: compiler.context.who,
        parameters: raw.parameters.len() as u16,
        variables: compiler.variables,
        ops: compiler.ops,
        statements: compiler.statements,
    }
}

struct Compiler<'a, 'c> {
    context: &'a mut CompileContext<'c>,
    raw: &'a RawBody,
    variables: Vec<String>,
    ops: Vec<Op>,
    statements: Vec<Statement>,
    loops: Vec<Vec<usize>>,
    hidden: u16,
    /// How many statements have been compiled so far.
    seen: usize,
    /// How many shared pieces enclose the current line.
    inside: usize,
    /// Whether a bound was exceeded; the rest is then left out.
    over: bool,
    file: Arc<str>,
    bundled: bool,
    page: StatementSources,
    /// Where a statement of the current body or piece has neither a place nor a mark.
    uncited: Vec<Place>,
}

/// The variables and fields that an expression can see.
struct BodyNames<'a> {
    variables: &'a [String],
    fields: &'a [FieldId],
}

impl Scope for BodyNames<'_> {
    fn variable(&self, name: &str) -> Option<u16> {
        self.variables.iter().position(|known| known == name).map(|at| at as u16)
    }

    fn own_field(&self, field: FieldId) -> bool {
        self.fields.contains(&field)
    }

    fn known(&self, names: &Interner) -> Vec<String> {
        let visible = self.variables.iter().filter(|name| !name.starts_with('#'));
        visible
            .chain(self.fields.iter().map(|field| &names.fields[field.index()]))
            .cloned()
            .chain(["refs", "state", "kind", "parent"].map(str::to_owned))
            .collect()
    }
}

impl Compiler<'_, '_> {
    /// A problem with the text `refuse-ID`.
    fn problem(&mut self, code: &'static str, place: Place, id: &str, said: Arguments<'_>) {
        self.push_problem(refuse(code, id, said).at(&self.file.clone(), Some(place)));
    }

    fn push_problem(&mut self, problem: Diagnostic) {
        if self.over || self.context.problems.len() >= MOST_PROBLEMS {
            self.over = true;
            return;
        }
        self.context.problems.push(problem);
    }

    fn complain(&mut self, line: &CutLine, (found, column): Complaint) {
        let before = line.text.get(..column).map_or(column, |text| text.chars().count());
        let place = Place { column: line.place.column + before as u32, ..line.place };
        self.push_problem(found.at(&self.file.clone(), Some(place)));
    }

    fn push(&mut self, code: Code, statement: u16) -> usize {
        self.ops.push(Op { code, statement });
        self.ops.len() - 1
    }

    fn here(&self) -> u16 {
        self.ops.len() as u16
    }

    fn slot(&mut self, name: &str) -> u16 {
        let known = self.variables.iter().position(|variable| variable == name);
        known.unwrap_or_else(|| {
            self.variables.push(name.to_owned());
            self.variables.len() - 1
        }) as u16
    }

    fn hidden_slot(&mut self) -> u16 {
        self.hidden += 1;
        self.slot(&format!("#{}", self.hidden))
    }

    /// Compiles all statements of a body or a piece and records which they are; returns whether
    /// control can reach its end.
    fn own_lines(&mut self, raw: &RawBody, indent: u8) -> bool {
        let first = self.statements.len() as u16;
        let outer = take(&mut self.uncited);
        let reached = self.lines(raw, indent);
        let uncited = replace(&mut self.uncited, outer);
        match uncited.as_slice() {
            [] => {}
            [place] => self.problem("uncited", *place, "uncited", &[]),
            // One mark on the head mends them all.
            all => {
                let said = [("count", &*all.len().to_string())];
                self.problem("uncited", raw.place, "uncited-body", &said);
            }
        }
        let statements = first..self.statements.len() as u16;
        self.context.parts.push(WrittenPart {
            file: Arc::clone(&raw.file),
            place: raw.place,
            statements,
        });
        reached
    }

    fn lines(&mut self, raw: &RawBody, indent: u8) -> bool {
        match raw.lines.cut() {
            Ok(lines) => {
                self.statements.reserve(lines.len());
                self.ops.reserve(lines.len());
                self.block(lines, indent)
            }
            Err(problem) => {
                let place = problem.place.unwrap_or(raw.place);
                self.push_problem(misfit("yaml", &problem).at(&self.file.clone(), Some(place)));
                false
            }
        }
    }

    /// Compiles a list of statements; returns whether control can reach its end.
    fn block(&mut self, lines: &[CutLine], indent: u8) -> bool {
        if usize::from(indent) > DEEPEST || self.inside > DEEPEST {
            if let Some(line) = lines.first() {
                let said = [("most", &*DEEPEST.to_string())];
                self.problem("too-deep", line.place, "blocks-too-deep", &said);
                self.over = true;
            }
            return true;
        }
        let mut reached = true;
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            if !reached {
                self.problem("unreachable", line.place, "unreachable", &[]);
                return false;
            }
            let following =
                lines.get(at + 1).filter(|next| matches!(&*next.text, "else" | "otherwise"));
            reached = self.statement(line, following, indent);
            at += 1 + usize::from(following.is_some());
        }
        reached
    }

    /// Counts a line; reports an error, but only once, if there is no room for it.
    fn has_room(&mut self, line: &CutLine) -> bool {
        if self.over {
            return false;
        }
        let (id, most) = if line.width > WIDEST {
            ("statement-too-long", WIDEST)
        } else if self.variables.len() > MOST_VARIABLES {
            ("too-many-variables", MOST_VARIABLES)
        } else if self.seen >= LONGEST {
            ("body-too-long", LONGEST)
        } else if *self.context.left == 0 {
            ("run-too-long", MOST_STATEMENTS)
        } else {
            self.seen += 1;
            *self.context.left -= 1;
            return true;
        };
        self.problem("too-large", line.place, id, &[("most", &most.to_string())]);
        self.over = true;
        false
    }

    fn when(
        &mut self,
        line: &CutLine,
        other: Option<&CutLine>,
        asked: (&str, &str, bool),
        indent: u8,
    ) -> bool {
        let (key, values, negated) = asked;
        let Some(value) = self.context.switches.get(key) else {
            let known = self.context.switches.keys().cloned().collect();
            self.complain(line, unknown("switch", key, 5, known));
            return true;
        };
        // A variable that only one side has may be what a name stands for anywhere after it.
        let mut sides =
            [Some(line), other].into_iter().flatten().filter_map(|it| it.block.as_deref());
        let at = if sides.any(|side| self.hides_names(side)) { 0 } else { self.here() };
        self.context.asked.push((at, key.to_owned()));
        let holds = values.split(',').any(|wanted| wanted.trim() == value) != negated;
        let chosen = if holds {
            line.block.as_deref()
        } else {
            other.and_then(|other| other.block.as_deref())
        };
        self.block(chosen.unwrap_or(&[]), indent)
    }

    fn piece(&mut self, line: &CutLine, name: &str, indent: u8) -> bool {
        let shared = self.context.shared;
        let Some(piece) = self.context.piece(name) else {
            let names = shared.iter().flat_map(|module| &module.pieces);
            let known: BTreeSet<String> = names.map(|piece| piece.name.to_string()).collect();
            self.complain(line, unknown("piece", name, 3, known.into_iter().collect()));
            return true;
        };
        let has_own = !piece.cites.is_empty() || piece.mark.is_some();
        let page =
            if has_own { (piece.cites.clone(), piece.mark.clone()) } else { self.page.clone() };
        let outer =
            (replace(&mut self.file, Arc::clone(&piece.file)), replace(&mut self.page, page));
        let bundled = replace(&mut self.bundled, piece.bundled);
        self.inside += 1;
        let reached = self.own_lines(piece, indent);
        self.inside -= 1;
        self.bundled = bundled;
        (self.file, self.page) = outer;
        reached
    }
}
