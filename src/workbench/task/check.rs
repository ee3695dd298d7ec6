//! What is wrong with a task before anything runs: names, places, bounds, languages.
//!
//! It must not know whether the task can be solved.

use super::super::client::{CLIENTS, JudgingClient};
use super::super::layout::{Layout, opens};
use super::{
    BuildTask, StatementKind, TaskAsk, TaskFile, TaskMethod, TaskStatement, indent_of, line,
};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::lesson::{LessonSource, Marked, Prose};
use crate::mapi::Cite;
use crate::scenario::Scenario;
use crate::scenario::problem::bad_cite;

/// The most methods of a task.
const MOST_METHODS: usize = 12;

/// The most statements of a task.
const MOST_STATEMENTS: usize = 80;

/// The longest statement or head, in bytes.
const WIDEST: usize = 300;

/// The longest that a task takes.
const MOST_MINUTES: u32 = 60;

/// The deepest block of a statement that is given.
const DEEPEST: u8 = 8;

/// The most things that the page asks for.
const MOST_ASKS: usize = 40;

/// The most statements that insert a piece of the task itself: pieces that insert each other grow
/// with every level.
const MOST_INSERTS: usize = 12;

struct TaskProblems<'a> {
    source: &'a LessonSource,
    problems: Vec<Diagnostic>,
}

impl TaskProblems<'_> {
    fn say(&mut self, code: &'static str, place: Place, message: String, help: &str) {
        let problem = Diagnostic::error(code, &self.source.name, Some(place), message);
        self.problems.push(if help.is_empty() { problem } else { problem.help(help) });
    }

    fn prose(&mut self, prose: &Marked<Prose>) {
        if !BuildTask::has_both(prose) {
            let message = "this text is missing in a language".to_owned();
            self.say("missing-translation", prose.place, message, "write it as en: and pt-BR:");
        }
    }

    fn text(&mut self, text: &Marked<String>) {
        if text.len() > WIDEST || text.trim().is_empty() {
            let message = format!("a statement or head has 1 to {WIDEST} bytes");
            self.say("too-large", text.place, message, "");
        }
    }
}

/// A task of a file, or everything that is wrong with it.
pub(super) fn checked(source: &LessonSource, file: TaskFile) -> Result<BuildTask, Vec<Diagnostic>> {
    let mut found = TaskProblems { source, problems: Vec::new() };
    let build = &file.build.value;
    found.prose(&file.title);
    found.prose(&file.goal);
    if !(1..=MOST_MINUTES).contains(&file.minutes.value) {
        let message = format!("a task takes 1 to {MOST_MINUTES} minutes");
        found.say("unknown-value", file.minutes.place, message, "");
    }
    let providers = Scenario::providers();
    if !providers.contains(&build.provider.as_str()) {
        let message = format!("there is no provider {:?}", build.provider.value);
        let near = nearest(&build.provider, providers.iter().copied());
        let listed = if near.is_empty() { providers.join(", ") } else { near.join(", ") };
        let help = format!("one of: {listed}");
        found.say("unknown-value", build.provider.place, message, &help);
    }
    let given: usize = build.methods.iter().map(|method| method.given.len()).sum();
    let all = build.pool.len() + build.distractors.len() + given;
    let is_large = build.methods.len() > MOST_METHODS || all > MOST_STATEMENTS;
    if build.methods.is_empty() || build.methods.len() > MOST_METHODS {
        let message = format!("a task has 1 to {MOST_METHODS} methods");
        found.say("too-large", build.methods.place, message, "");
    }
    if build.pool.is_empty() || all > MOST_STATEMENTS {
        let message = format!("a task has 1 to {MOST_STATEMENTS} statements");
        found.say("too-large", build.pool.place, message, "");
    }
    // What is too large is not looked at any further.
    if is_large {
        return Err(found.problems);
    }
    let mut statements = Vec::new();
    let kinds =
        [(&build.pool.value, StatementKind::Pool), (&build.distractors, StatementKind::Distractor)];
    for (texts, kind) in kinds {
        for text in texts {
            found.text(text);
            statements.push(TaskStatement { text: text.value.clone(), kind });
        }
    }
    let (methods, start) = methods_of(&file, &mut statements, &mut found);
    inserts(&file, &methods, &statements, &mut found);
    let clients = clients_of(&build.clients, &build.provider, &mut found);
    let asks = asks_of(&file, &statements, &mut found);
    if !found.problems.is_empty() {
        return Err(found.problems);
    }
    Ok(BuildTask {
        id: source.id.clone(),
        title: file.title.value,
        goal: file.goal.value,
        minutes: file.minutes.value,
        provider: file.build.value.provider.value,
        methods,
        statements,
        clients,
        asks,
        start,
    })
}

/// Statements that insert a piece of the task itself.
fn inserts(
    file: &TaskFile,
    methods: &[TaskMethod],
    statements: &[TaskStatement],
    found: &mut TaskProblems<'_>,
) {
    let is_own = |name: &str| methods.iter().any(|it| !it.is_method() && it.shown() == name);
    let piece =
        |it: &TaskStatement| it.shown().strip_prefix("do ").map(str::trim).is_some_and(is_own);
    if statements.iter().filter(|it| piece(it)).count() > MOST_INSERTS {
        let message =
            format!("at most {MOST_INSERTS} statements insert a piece of the task itself");
        found.say("too-large", file.build.pool.place, message, "");
    }
}

fn methods_of(
    file: &TaskFile,
    statements: &mut Vec<TaskStatement>,
    found: &mut TaskProblems<'_>,
) -> (Vec<TaskMethod>, Layout) {
    let (mut methods, mut start) = (Vec::new(), Layout::default());
    for method in file.build.methods.iter() {
        found.prose(&method.say);
        found.text(&method.head);
        let head = method.head.value.clone();
        let bare =
            TaskMethod { head: head.clone(), name: String::new(), say: method.say.value.clone() };
        let name = bare.shown().split('(').next().unwrap_or_default().trim();
        let name = name.rsplit("::").next().unwrap_or(name).to_owned();
        if methods.iter().any(|known: &TaskMethod| known.shown() == bare.shown()) {
            let message = format!("{} is there twice", bare.shown());
            found.say("duplicate-key", method.head.place, message, "");
        }
        let (mut lines, mut deepest) = (Vec::new(), 0);
        for text in &method.given {
            found.text(text);
            let (indent, bare) = indent_of(text);
            if indent > deepest || indent > DEEPEST {
                let message = "this statement is deeper than the block above it".to_owned();
                found.say("too-deep", text.place, message, "two blanks for each block");
            }
            deepest = indent.saturating_add(u8::from(opens(bare)));
            lines.push(line(statements.len(), indent));
            let kind = StatementKind::Given;
            statements.push(TaskStatement { text: bare.to_owned(), kind });
        }
        start.0.push(lines);
        methods.push(TaskMethod { name, ..bare });
    }
    (methods, start)
}

fn clients_of(
    names: &Marked<Vec<Marked<String>>>,
    provider: &str,
    found: &mut TaskProblems<'_>,
) -> Vec<&'static JudgingClient> {
    let mut clients = Vec::new();
    for name in names.iter() {
        match JudgingClient::find(name) {
            Some(client) if !client.suits(provider) => {
                let message = format!("{} has no meaning with {provider}", client.id);
                found.say("unknown-value", name.place, message, "name another client");
            }
            Some(client) if !clients.contains(&client) => clients.push(client),
            Some(_) => {}
            None => {
                let known = CLIENTS.map(|client| client.id);
                let near = nearest(name, known);
                let listed = if near.is_empty() { known.join(", ") } else { near.join(", ") };
                let message = format!("there is no client {:?}", name.value);
                found.say("unknown-value", name.place, message, &format!("one of: {listed}"));
            }
        }
    }
    if names.is_empty() {
        let message = "a task needs a client that judges".to_owned();
        found.say("missing-key", names.place, message, "");
    }
    clients.sort_by_key(|client| client.rank());
    clients
}

fn asks_of(
    file: &TaskFile,
    statements: &[TaskStatement],
    found: &mut TaskProblems<'_>,
) -> Vec<TaskAsk> {
    let asks = &file.build.asks;
    if asks.is_empty() || asks.len() > MOST_ASKS {
        let message = format!("a task has 1 to {MOST_ASKS} things that the page asks for");
        found.say("too-large", asks.place, message, "");
        return Vec::new();
    }
    let mut all = Vec::new();
    for ask in asks.iter() {
        found.prose(&ask.say);
        if ask.cite.is_empty() {
            let message = "no place says so".to_owned();
            found.say("uncited", ask.cite.place, message, "name a page and the place on it");
        }
        for cite in ask.cite.iter() {
            if let Err(wrong) = Cite::check(cite) {
                found.problems.push(bad_cite(&wrong).at(&found.source.name, Some(cite.place)));
            }
        }
        all.push(TaskAsk {
            say: ask.say.value.clone(),
            cites: ask.cite.iter().map(|cite| cite.value.clone()).collect(),
            is_judged: !ask.needs.is_empty(),
            needs: needs_of(&ask.needs, statements, found),
        });
    }
    all
}

/// The statements of the pool that do what the page asks for.
fn needs_of(
    texts: &[Marked<String>],
    statements: &[TaskStatement],
    found: &mut TaskProblems<'_>,
) -> Vec<Marked<usize>> {
    let is_pool = |it: &&TaskStatement| it.kind == StatementKind::Pool;
    let mut needs = Vec::new();
    for text in texts {
        let is = |it: &TaskStatement| it.kind == StatementKind::Pool && it.shown() == text.trim();
        match statements.iter().position(is) {
            Some(value) => needs.push(Marked { value, place: text.place }),
            None => {
                let known = statements.iter().filter(is_pool).map(TaskStatement::shown);
                let near = nearest(text, known);
                let message = format!("{:?} is not in the pool", text.value);
                found.say("unknown-value", text.place, message, &near.join(", "));
            }
        }
    }
    needs
}
