//! Which sheets there are, and what a line of one does: only the selection and what was typed are
//! kept of an open one.
//!
//! It must not know what a sheet says.

use crate::scenario::RunOptions;
use crate::sim::ledgers::Item;
use crate::sim::machine::Choice;
use crate::tui::model::home::FormField;

/// The kinds of sheets, with what each is opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// The keys that work here.
    Help,
    /// A step to go to.
    Goto,
    /// Why a run could not be built.
    Trouble(Vec<String>),
    /// A symptom and its bugs.
    Symptom(usize),
    /// The life of an item: what created, changed and removed it, and who holds it.
    Item(Item),
    /// What led to a step.
    Step(usize),
    /// The rules and their results.
    Rules,
    /// A rule of the catalogue, by its position.
    Rule(usize),
    /// Changes that can be tried from here.
    WhatIf,
    /// This run and its ghost side by side.
    Compare,
    /// The end of a lesson.
    Recap,
    /// The end of a review.
    Reviewed,
    /// The reference card of the lesson.
    Card,
    /// The questions of the speaker's own.
    Questions,
    /// Where the lesson was left.
    Resume,
    /// What is wrong with a lesson that was saved.
    Broken(Vec<String>),
    /// Where the documents disagree.
    Readings,
    /// One point on which they disagree.
    Reading(String),
    /// The guide page's statements.
    Checklist,
    /// How the paths end.
    Survives,
    /// The glossary; the entries that the screen named when it was opened.
    Glossary(Vec<usize>),
    /// An entry of the glossary.
    Entry(usize),
    /// All values of a setting.
    Values(FormField),
    /// The finder over everything that there is.
    Finder,
    /// The runs that can be taken up again.
    OpenRuns,
    /// The search for steps.
    Search,
    /// The run so far as a sequence diagram.
    Sequence,
    /// The situation as text.
    Situation,
    /// What the selected statement of the workbench inserts.
    Piece,
}

impl SheetKind {
    /// Whether one types into it.
    pub fn is_typed(&self) -> bool {
        matches!(
            self,
            SheetKind::Goto
                | SheetKind::Glossary(_)
                | SheetKind::Search
                | SheetKind::Finder
                | SheetKind::Questions
                | SheetKind::Values(_)
        )
    }
}

/// A sheet that is open above the stage or the home screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// What the sheet shows.
    pub kind: SheetKind,
    /// The selected line, counted among those that can be chosen; if none can, the first line that
    /// shows.
    pub selected: usize,
    /// The text that was typed into it.
    pub query: String,
    /// One has come back to it from what was found: what is typed now is another word.
    pub is_back: bool,
}

impl Overlay {
    /// A sheet, just opened.
    pub fn new(kind: SheetKind) -> Self {
        Self { kind, selected: 0, query: String::new(), is_back: false }
    }
}

/// What Enter does on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Asks a question of the speaker's own, or the one that was typed.
    Ask(Option<usize>),
    /// Goes to a step.
    Jump(usize),
    /// Goes to a step that was searched for.
    Found(usize),
    /// Selects an item in its ledger.
    Select(Item),
    /// Builds and shows a run.
    Run(RunOptions),
    /// Builds a run and jumps to where the first of these rules is broken that the run breaks; if
    /// it breaks none of them, to its crash, its endless wait or its first broken rule.
    RunTo(RunOptions, &'static [String]),
    /// Puts the run without what breaks a rule beside this one.
    Beside,
    /// Puts it in the place of this one.
    Mend,
    /// Opens another sheet above this one.
    Open(SheetKind),
    /// Runs another thread next.
    Fork(Choice),
    /// Goes to the scene of a lesson, by its stop.
    Scene(usize),
    /// Runs the exercise of a lesson's scene.
    Exercise(usize),
    /// Takes a way of a lesson's choice: the stop of the choice, and the place of the way.
    Way(usize, usize),
    /// Opens a lesson by its id.
    Lesson(String),
    /// Opens a task on the workbench, by its id.
    Build(&'static str),
    /// Begins the review of what is due.
    Review,
    /// Starts the lesson over.
    Anew,
    /// Puts a text on the clipboard.
    Copy(String),
    /// Closes this sheet, not those below.
    Close,
    /// Goes to the home screen.
    Home,
    /// Takes up a run again: one that was left, or what is behind the home screen.
    TakeUp(Option<usize>),
    /// Takes the setting that is being tried out.
    Setting(FormField),
    /// Gives a setting a value.
    Value(FormField, String),
}
