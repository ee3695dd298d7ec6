//! A task for the workbench: a file of format 1 like a lesson, with `build:` in place of scenes.
//!
//! It has no place for a solution; [`super::solve`] finds one. What is wrong with a file is
//! reported with its place. It must not know a learner.

mod check;
pub mod schema;

use std::ffi::OsStr;
use std::path::Path;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use super::client::JudgingClient;
use super::layout::{BenchLine, Layout};
use crate::diagnostic::{Diagnostic, nearest};
use crate::lesson::tasks::{TASKS, bundled_task, compact, compact_forms};
use crate::lesson::{LessonSource, Marked, Prose};
use crate::scenario::problem::refuse;
use crate::text::Lang;
use crate::yaml;

/// A task as it is in the file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TaskFile {
    /// Version of the format: 1.
    #[serde(rename = "format")]
    _format: Marked<u32>,
    /// A short title, in both languages.
    title: Marked<Prose>,
    /// What the learner can do afterwards, in terms that can be tested.
    goal: Marked<Prose>,
    /// How long it takes, in minutes.
    minutes: Marked<u32>,
    /// What is to be built.
    build: Marked<BuildSpec>,
}

/// What is to be built.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Build")]
struct BuildSpec {
    /// The provider of the model that has everything else.
    provider: Marked<String>,
    /// The methods and pieces to fill.
    methods: Marked<Vec<Marked<SlotSpec>>>,
    /// Statements to put into them.
    pool: Marked<Vec<Marked<String>>>,
    /// Statements that no solution needs.
    #[serde(default)]
    distractors: Vec<Marked<String>>,
    /// The clients that judge.
    clients: Marked<Vec<Marked<String>>>,
    /// What the page asks for.
    asks: Marked<Vec<Marked<AskSpec>>>,
}

/// A method or piece to fill.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Slot")]
struct SlotSpec {
    /// Its head, as in a file of bodies.
    head: Marked<String>,
    /// What it is for.
    say: Marked<Prose>,
    /// Statements that are there already; two blanks before one put it into the block above.
    #[serde(default)]
    given: Vec<Marked<String>>,
}

/// Something that the page asks for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Ask")]
struct AskSpec {
    /// What it asks for, in both languages.
    say: Marked<Prose>,
    /// The pages, with the places on them, that say so.
    cite: Marked<Vec<Marked<String>>>,
    /// Statements of the pool that do it: without one of them, a client of the task must break a
    /// rule. Nothing judges what has none.
    #[serde(default)]
    needs: Vec<Marked<String>>,
}

/// A task, checked.
#[derive(Clone, Debug)]
pub struct BuildTask {
    /// The id, which is the file's name without its extension.
    pub id: String,
    /// A short title.
    pub title: Prose,
    /// What the learner can do afterwards.
    pub goal: Prose,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// The provider of the model whose methods are filled; it has all others.
    pub provider: String,
    /// The methods and pieces to fill.
    pub methods: Vec<TaskMethod>,
    /// All statements: those of the pool, the distractors, those that are given.
    pub statements: Vec<TaskStatement>,
    /// The clients that judge, the cheapest first.
    pub clients: Vec<&'static JudgingClient>,
    /// What the page asks for.
    pub asks: Vec<TaskAsk>,
    /// The layout with which the bench begins: the statements that are given.
    pub start: Layout,
}

/// A method or piece to fill.
#[derive(Clone, Debug)]
pub struct TaskMethod {
    /// The head in the file of bodies.
    pub head: String,
    /// Its name without interface and parameters.
    pub name: String,
    /// What it is for.
    pub say: Prose,
}

impl TaskMethod {
    /// Whether it is a method; otherwise a piece that methods share.
    pub fn is_method(&self) -> bool {
        self.head.contains("::")
    }

    /// The head without its annotations.
    pub fn shown(&self) -> &str {
        let end = self.head.find(" @ ").or_else(|| self.head.find(" ~ "));
        self.head[..end.unwrap_or(self.head.len())].trim_end()
    }
}

/// Something that the page asks for.
#[derive(Clone, Debug)]
pub struct TaskAsk {
    /// What it asks for.
    pub say: Prose,
    /// The places that say so.
    pub cites: Vec<String>,
    /// Whether a client of the task breaks a rule if it isn't done.
    pub is_judged: bool,
    /// The statements that do it, with their places in the file.
    pub needs: Vec<Marked<usize>>,
}

/// What a statement is to the learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// From the pool.
    Pool,
    /// In the pool too, but no solution needs it.
    Distractor,
    /// In its method from the beginning; it cannot be moved.
    Given,
}

/// A statement of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskStatement {
    /// The statement with its annotations.
    pub text: String,
    /// What it is to the learner.
    pub kind: StatementKind,
}

impl TaskStatement {
    /// The statement without its annotations.
    pub fn shown(&self) -> &str {
        without_notes(&self.text)
    }
}

/// A statement without its annotations.
pub(super) fn without_notes(text: &str) -> &str {
    let ends = [" @ ", " ~ ", " ^ "].iter().filter_map(|mark| text.find(mark));
    text[..ends.min().unwrap_or(text.len())].trim_end()
}

impl BuildTask {
    /// Parses and checks a text.
    ///
    /// # Errors
    /// All errors of shape, of names and of places. Whether there is a solution is found by
    /// [`super::solve::check`].
    pub fn parse(source: &LessonSource) -> Result<Self, Vec<Diagnostic>> {
        let file = match compact(source).and_then(|bytes| yaml::bundled(bytes).ok()) {
            Some(file) => file,
            None => source.parse_as(schema::shape())?,
        };
        check::checked(source, file)
    }

    /// Whether a text is a task and not a lesson.
    pub fn is_task(source: &LessonSource) -> bool {
        source.text.lines().any(|line| line.starts_with("build:"))
    }

    /// Finds a task: a bundled one by its id or number, or a file by its path.
    ///
    /// # Errors
    /// There is no such task, with the nearest ids; or all errors in the file.
    pub fn find(word: &OsStr) -> Result<Self, Vec<Diagnostic>> {
        Self::parse(&Self::source(word).map_err(|it| vec![it])?)
    }

    /// The text of a task.
    ///
    /// # Errors
    /// There is no such task, or its file cannot be read.
    pub fn source(word: &OsStr) -> Result<LessonSource, Diagnostic> {
        let name = word.to_string_lossy();
        if let Some((id, text)) = bundled_task(&name) {
            return Ok(LessonSource {
                name: format!("assets/tasks/{id}.yaml"),
                id: id.to_owned(),
                text: text.to_owned(),
            });
        }
        if Path::new(word).is_file() || name.ends_with(".yaml") || name.ends_with(".yml") {
            return LessonSource::read(Path::new(word));
        }
        let near = nearest(&name, TASKS.iter().map(|(id, _)| *id));
        let known = if near.is_empty() { TASKS.map(|(id, _)| id).to_vec() } else { near };
        let arguments = [("name", &*format!("{name:?}")), ("known", &*known.join(", "))];
        Err(refuse("no-such-task", "no-such-task", &arguments))
    }

    /// What the page asks for that clients judge, or what it says besides.
    pub fn asks(&self, is_judged: bool) -> impl Iterator<Item = &TaskAsk> {
        self.asks.iter().filter(move |ask| ask.is_judged == is_judged)
    }

    /// The order with which a bench begins if no other is asked for.
    pub fn seed(&self) -> u64 {
        self.id.bytes().map(u64::from).sum()
    }

    /// Whether a text in both languages is whole.
    fn has_both(prose: &Prose) -> bool {
        [Lang::En, Lang::PtBr].iter().all(|lang| prose.given(*lang).is_some())
    }
}

/// What a list shows of a bundled task; the rest of its file is passed over.
#[derive(Debug, Deserialize)]
pub struct ListedTask {
    /// The id, which is the file's name without its extension.
    #[serde(skip)]
    pub id: &'static str,
    /// A short title.
    pub title: Prose,
    /// What the learner can do afterwards.
    pub goal: Prose,
    /// How long it takes, in minutes.
    pub minutes: u32,
}

impl ListedTask {
    /// All bundled tasks in their order, read when they are first asked for.
    pub fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<ListedTask>> = OnceLock::new();
        let read = |(id, bytes)| Some(Self { id, ..yaml::bundled(bytes).ok()? });
        ALL.get_or_init(|| compact_forms().filter_map(read).collect())
    }
}

/// The title of a bundled task.
pub fn titled(id: &str) -> Option<&'static Prose> {
    ListedTask::all().iter().find(|task| task.id == id).map(|task| &task.title)
}

/// Reads the statements of a method that are given: blanks before one say how deep it is.
fn indent_of(text: &str) -> (u8, &str) {
    let bare = text.trim_start_matches(' ');
    let depth = (text.len() - bare.len()) / 2;
    (u8::try_from(depth).unwrap_or(u8::MAX), bare)
}

/// The line of a statement.
fn line(statement: usize, indent: u8) -> BenchLine {
    BenchLine { statement, indent }
}
