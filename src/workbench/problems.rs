//! What is wrong with statements that are no provider yet: in which method, at which statement,
//! what is missing; each once, with a hint how to go on.
//!
//! It must not know how it is shown.

use super::judged::JudgedBench;
use super::layout::Layout;
use super::piece::{body, inserts, modules};
use super::task::{BuildTask, StatementKind};
use crate::diagnostic::Diagnostic;
use crate::scenario::listing;
use crate::scenario::options::unknown;
use crate::text::Lang;
use crate::words::Words;

/// The deepest piece within a piece in which a problem is looked for.
const DEEPEST: usize = 8;

/// A problem of a method: where it is, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MethodProblem<'a> {
    /// The method or piece of the task, by position.
    method: Option<usize>,
    /// The statements of the task that have it.
    statements: Vec<usize>,
    what: Missing<'a>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Missing<'a> {
    /// A name that nothing sets before it is used.
    Name(&'a str),
    /// A `return` at the end of a path.
    Return,
    /// Something else, as the compiler says it.
    Other(&'a Diagnostic),
}

/// Says a problem or a hint; `number` says which number a statement has.
struct ProblemTeller<'a> {
    task: &'a BuildTask,
    layout: &'a Layout,
    number: &'a dyn Fn(usize) -> usize,
    lang: Lang,
    words: &'static Words,
}

/// What is wrong, a line for each problem.
pub fn lines(
    task: &BuildTask,
    judged: &JudgedBench,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> Vec<String> {
    let teller = ProblemTeller::new(task, judged, number, lang);
    all(task, judged).iter().map(|it| teller.line(it)).collect()
}

/// How to go on, a hint for each problem.
pub fn hints(
    task: &BuildTask,
    judged: &JudgedBench,
    number: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> Vec<String> {
    let teller = ProblemTeller::new(task, judged, number, lang);
    all(task, judged).iter().map(|it| teller.hint(it)).collect()
}

/// The problems, each once: statements of a method that miss the same are one.
fn all<'a>(task: &'a BuildTask, judged: &'a JudgedBench) -> Vec<MethodProblem<'a>> {
    let found = judged.result.as_ref().err().map_or(&[][..], Vec::as_slice);
    let mut all: Vec<MethodProblem<'_>> = Vec::new();
    for problem in found {
        let (method, statement) = place(task, judged, problem);
        let what = missing(task, problem);
        let same = all.iter_mut().find(|it| (it.method, &it.what) == (method, &what));
        match same {
            Some(known) => known.statements.extend(statement),
            None => {
                all.push(MethodProblem {
                    method,
                    statements: statement.into_iter().collect(),
                    what,
                });
            }
        }
    }
    for problem in &mut all {
        let place = |statement: &usize| judged.layout.find(*statement);
        problem.statements.sort_by_key(place);
        problem.statements.dedup();
    }
    // A return after a statement that cannot be read is looked for later.
    all.sort_by_key(|it| (it.what == Missing::Return, it.method));
    all
}

/// The method and the statement at which a problem is. One in a piece of the model is at the
/// statement that inserts the piece.
fn place(
    task: &BuildTask,
    judged: &JudgedBench,
    problem: &Diagnostic,
) -> (Option<usize>, Option<usize>) {
    let Some(line) = problem.place.map(|place| place.line) else { return (None, None) };
    if *problem.file == *task.id {
        return (judged.module.method_on(line), judged.module.statement_on(line));
    }
    let bodies = modules(&task.provider);
    let is_in = |name: &str| {
        let mut names = vec![name.to_owned()];
        for _ in 0..DEEPEST {
            let of = |name: &String| body(&bodies, name);
            if names.iter().filter_map(of).any(|raw| {
                *raw.file == *problem.file
                    && listing::statements(raw).iter().any(|it| it.line == line)
            }) {
                return true;
            }
            let listed = names.iter().filter_map(of).flat_map(listing::statements);
            names = listed.filter_map(|it| inserts(&it.text).map(str::to_owned)).collect();
        }
        false
    };
    let own = judged.layout.0.iter().flatten().map(|line| line.statement);
    let mut own = own.filter(|at| inserts(task.statements[*at].shown()).is_some_and(is_in));
    let statement = own.next();
    (statement.and_then(|at| judged.layout.find(at)).map(|(method, _)| method), statement)
}

fn missing<'a>(task: &'a BuildTask, problem: &'a Diagnostic) -> Missing<'a> {
    if problem.code == "missing-return" {
        return Missing::Return;
    }
    let is_named = |name: &&str| problem.message == unknown("name", name, []).message;
    let mut set = task.statements.iter().flat_map(|it| sets(it.shown()));
    set.find(is_named).map_or(Missing::Other(problem), Missing::Name)
}

/// The names that a statement sets: variables of a `let`, or the one of an `each`.
fn sets(statement: &str) -> Vec<&str> {
    if let Some((names, _)) = statement.strip_prefix("let ").and_then(|it| it.split_once(" = ")) {
        return names.split(", ").collect();
    }
    let each = statement.strip_prefix("each ").and_then(|it| it.split_once(" in "));
    each.map(|(name, _)| name).into_iter().collect()
}

impl<'a> ProblemTeller<'a> {
    fn new(
        task: &'a BuildTask,
        judged: &'a JudgedBench,
        number: &'a dyn Fn(usize) -> usize,
        lang: Lang,
    ) -> Self {
        Self { task, layout: &judged.layout, number, lang, words: Words::of(lang) }
    }

    fn line(&self, problem: &MethodProblem<'_>) -> String {
        let method = problem.method.map_or("", |at| self.task.methods[at].name.as_str());
        let places = self.listed(&problem.statements, true);
        let (id, said) = match problem.what {
            Missing::Return => ("build-problem-return", ""),
            Missing::Name(name) => ("build-problem-name", name),
            Missing::Other(found) if problem.statements.is_empty() => {
                ("build-problem", found.message_in(self.lang))
            }
            Missing::Other(found) => ("build-problem-at", found.message_in(self.lang)),
        };
        let arguments = [
            ("method", method.into()),
            ("count", problem.statements.len().into()),
            ("statements", places.into()),
            ("what", said.into()),
        ];
        self.words.with(id, &arguments)
    }

    fn hint(&self, problem: &MethodProblem<'_>) -> String {
        let is = |with: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let all = 0..self.task.statements.len();
            all.filter(|at| with(self.task.statements[*at].shown())).collect()
        };
        let method = problem.method.map_or("", |at| self.task.methods[at].name.as_str());
        let (id, which, what) = match problem.what {
            Missing::Name(name) => {
                let sets = is(&|text| sets(text).contains(&name));
                ("build-problem-hint-name", sets, name)
            }
            Missing::Return => {
                let free = is(&|text| text.starts_with("return")).into_iter();
                let free = free.filter(|at| {
                    let there = self.layout.find(*at).map(|(method, _)| method);
                    let is_own = self.task.statements[*at].kind != StatementKind::Given;
                    is_own && (there.is_none() || there == problem.method)
                });
                ("build-problem-hint-return", free.collect(), "")
            }
            Missing::Other(found) => {
                let help = found.help_in(self.lang).unwrap_or_default();
                ("build-problem-hint", problem.statements.clone(), help)
            }
        };
        let arguments = [
            ("method", method.into()),
            ("count", which.len().into()),
            ("statements", self.listed(&which, false).into()),
            ("what", what.into()),
        ];
        self.words.with(id, &arguments)
    }

    /// The numbers of statements, with their texts or without.
    fn listed(&self, statements: &[usize], with_text: bool) -> String {
        let one = |at: &usize| match with_text {
            true => format!("{} (`{}`)", (self.number)(*at), self.task.statements[*at].shown()),
            false => (self.number)(*at).to_string(),
        };
        statements.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}
