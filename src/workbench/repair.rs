//! A sick provider on the bench: a bug of the catalogue as a task. All statements are in their
//! methods, as the bug has them; what it dropped lies in the pool.
//!
//! Which clients see the bug, only a search says. It must not know how it is mended.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::client::CLIENTS;
use super::judge::judge;
use super::layout::{BenchLine, Layout};
use super::piece::{body, modules};
use super::task::{BuildTask, StatementKind, TaskAsk, TaskMethod, TaskStatement};
use crate::diagnostic::{Diagnostic, Place};
use crate::lesson::{Marked, Prose};
use crate::scenario::edits::{self, BugSpec, Edit};
use crate::scenario::listing::{self, ListedStatement, cited};
use crate::scenario::module::Module;
use crate::scenario::problem::{refuse, said};
use crate::scenario::{RunOptions, Scenario, catalogue};
use crate::text::{Lang, Text};
use crate::words::Words;

/// The bugs whose code is a store provider's, in the order of the catalogue.
pub fn bugs() -> Vec<&'static str> {
    Scenario::bugs().into_iter().map(|(id, _)| id).filter(|id| id.starts_with("PB")).collect()
}

/// The task of mending a bug; `None` if the word is no bug's.
///
/// # Errors
/// The bug is in no statement of a store provider.
pub fn find(word: &str) -> Option<Result<BuildTask, Diagnostic>> {
    let (id, bug) = Scenario::bugs().into_iter().find(|(id, _)| id.eq_ignore_ascii_case(word))?;
    let options = RunOptions::parse(&bug.run).unwrap_or_default();
    let provider = provider(&options, &bug.edits);
    Some(task(id, &provider, &bug.edits, &bug.rules).ok_or_else(|| elsewhere(id, bug)))
}

/// The provider in which a bug is mended: that of its run. Where the run names none, and the bug is
/// in bodies that all providers of the model share, it is one that every client may judge.
fn provider(options: &RunOptions, edits: &[Edit]) -> String {
    let [eager, deferred] = ["eager", "deferred"].map(modules);
    let file = |modules: &[Arc<Module>], name: &str| {
        body(modules, name).map(|it| (Arc::clone(&it.file), it.place))
    };
    let is_shared = |edit: &Edit| file(&eager, &edit.body) == file(&deferred, &edit.body);
    let otherwise = if edits.iter().all(is_shared) { "deferred" } else { "eager" };
    let named = options.settings().find(|(key, _)| *key == "provider");
    named.map_or(otherwise, |(_, value)| value).to_owned()
}

/// Why a bug is no task: where it is, how it is mended there, and the run that shows it.
fn elsewhere(id: &str, bug: &BugSpec) -> Diagnostic {
    let set = |key: &str, value: &str| format!("{key}={value}");
    let options = bug.options.0.iter().map(|(key, value)| set(key, value));
    let held = || bug.hold.0.iter().map(|(key, value)| set(key, value));
    let of_world = || bug.set.iter().map(|it| it.value.clone()).chain(held());
    let bodies = || bug.edits.iter().map(|edit| edit.body.clone()).collect::<Vec<_>>();
    let (why, what) = match () {
        () if !bug.options.0.is_empty() => ("repair-option", options.collect::<Vec<_>>()),
        () if of_world().next().is_some() => ("repair-world", of_world().collect()),
        () => ("repair-elsewhere", bodies()),
    };
    let found = refuse("no-such-task", why, &[("name", id), ("what", &what.join(", "))]);
    found.help_in_both(help(id, bug))
}

/// Why a bug is no task: no client of the workbench sees it.
pub fn unseen(task: &BuildTask) -> Diagnostic {
    let found = refuse("no-such-task", "repair-unseen", &[("name", &task.id)]);
    match Scenario::bugs().into_iter().find(|(id, _)| *id == task.id) {
        Some((id, bug)) => found.help_in_both(help(id, bug)),
        None => found,
    }
}

/// How a bug is mended, and the run that shows it.
fn help(id: &str, bug: &BugSpec) -> Text {
    let mut options = RunOptions::parse(&bug.run).unwrap_or_default();
    let _ = options.set("bug", id);
    let mend = catalogue::bug(id).map(|text| &text.mend);
    let of = |text: Text| match mend {
        Some(mend) => Text {
            en: format!("{} {}", mend.en, text.en),
            pt_br: format!("{} {}", mend.pt_br, text.pt_br),
        },
        None => text,
    };
    of(said("refuse-repair-help", &[("run", &options.to_string())]))
}

/// Whether a client of the task breaks a rule with what is on the bench at first.
pub fn is_seen(task: &BuildTask) -> bool {
    let module = task.start.module(task).replacement(&task.id);
    let mut watch = |progress: super::judge::JudgeProgress| match progress.broken > 0 {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    judge(&module, &task.provider, &task.clients, &mut watch)
        .is_ok_and(|judgement| judgement.shortest().is_some())
}

fn task(id: &str, provider: &str, edits: &[Edit], rules: &[String]) -> Option<BuildTask> {
    let healthy = modules(provider);
    // What the bug changes besides, in a client's script, is not the provider's to mend.
    let edits: Vec<Edit> =
        edits.iter().filter(|edit| body(&healthy, &edit.body).is_some()).cloned().collect();
    let mut sick = healthy.clone();
    edits::apply(&mut sick, id, &edits).ok()?;
    let mut names: Vec<&str> = Vec::new();
    for edit in &edits {
        if !names.contains(&edit.body.as_str()) {
            names.push(&edit.body);
        }
    }
    let text = catalogue::bug(id)?;
    let mut task = BuildTask {
        id: id.to_owned(),
        title: both(|lang| {
            let arguments = [("id", id.into()), ("title", text.title.get(lang).into())];
            Words::of(lang).with("repair-title", &arguments)
        }),
        goal: prose(&text.symptom),
        minutes: 5,
        provider: provider.to_owned(),
        methods: Vec::new(),
        statements: Vec::new(),
        clients: CLIENTS.iter().filter(|client| client.is_fair_to(provider)).collect(),
        asks: rules.iter().filter_map(|id| ask(id)).collect(),
        start: Layout::default(),
    };
    let mut dropped = Vec::new();
    for name in names {
        let (was, is) = (body(&healthy, name)?, body(&sick, name)?);
        let mut left: Vec<String> = listing::statements(was).iter().map(written).collect();
        let mut lines = Vec::new();
        for statement in listing::statements(is) {
            let text = written(&statement);
            if let Some(at) = left.iter().position(|known| *known == text) {
                left.remove(at);
            }
            let indent = u8::try_from(statement.depth).unwrap_or(u8::MAX);
            lines.push(BenchLine { statement: task.statements.len(), indent });
            task.statements.push(TaskStatement { text, kind: StatementKind::Pool });
        }
        dropped.extend(left);
        task.start.0.push(lines);
        task.methods.push(TaskMethod {
            head: listing::head(is),
            name: is.name.to_string(),
            say: both(|lang| Words::of(lang).text("repair-say")),
        });
    }
    let pool = dropped.into_iter().map(|text| TaskStatement { text, kind: StatementKind::Pool });
    task.statements.extend(pool);
    (!task.methods.is_empty()).then_some(task)
}

/// A statement with its annotations, as a file of bodies has it.
fn written(statement: &ListedStatement) -> String {
    let mut text = statement.text.clone();
    let cites: Vec<String> = statement.cites.iter().map(cited).collect();
    if !cites.is_empty() {
        text += &format!(" @ {}", cites.join(", "));
    }
    for (sign, note) in [("~", &statement.mark), ("^", &statement.label)] {
        if let Some(note) = note {
            text += &format!(" {sign} {note}");
        }
    }
    text
}

/// A rule that the bug breaks, with the places that say so.
fn ask(id: &str) -> Option<TaskAsk> {
    let rule = catalogue::rule(id)?;
    let (say, cites) = (prose(&rule.statement), rule.cites.clone());
    Some(TaskAsk { say, cites, is_judged: true, needs: Vec::new() })
}

fn prose(text: &Text) -> Prose {
    both(|lang| text.get(lang).to_owned())
}

fn both(text: impl Fn(Lang) -> String) -> Prose {
    let place = Place { line: 1, column: 1, length: 0 };
    let [en, pt_br] = [Lang::En, Lang::PtBr].map(|lang| Some(Marked { value: text(lang), place }));
    Prose::Both { en, pt_br }
}
