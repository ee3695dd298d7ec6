//! From what a developer sees in real life to the bugs that do it, to the run that shows it, at the
//! step where it happens.

use crate::scenario::catalogue::{self, BugText, Culprit, SymptomText};
use crate::scenario::{RunOptions, Scenario};
use crate::tui::content::pen::{Piece, cut, piece};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::theme::Role;

/// The symptoms, the most common first.
pub fn all() -> &'static [SymptomText] {
    catalogue::symptoms()
}

/// The list of the home screen.
pub fn lines(model: &Model, columns: u16) -> Vec<Vec<Piece>> {
    let glyphs = model.theme.glyphs;
    all()
        .iter()
        .map(|symptom| {
            vec![piece(Role::Text, cut(symptom.title.get(model.lang), columns, glyphs.cut))]
        })
        .collect()
}

/// What a line of the list means.
pub fn about(model: &Model, line: usize) -> (String, String) {
    let text = |symptom: &SymptomText| {
        let causes = model.words().with("symptom-causes", &[("count", symptom.bugs.len().into())]);
        let text = catalogue::marked(&symptom.text, symptom.confidence, model.lang);
        let told = [text, causes];
        let beyond = symptom.beyond.then(|| model.text("symptom-beyond"));
        let told: Vec<String> = told.into_iter().chain(beyond).collect();
        (symptom.title.get(model.lang).to_owned(), told.join(" "))
    };
    all().get(line).map_or_else(|| (model.text("home-symptoms"), String::new()), text)
}

/// The bugs behind a symptom; Enter runs the one that is selected.
pub fn sheet(model: &Model, line: usize, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("symptom-title"), columns);
    let Some(symptom) = all().get(line) else { return sheet };
    sheet.text(Role::Title, symptom.title.get(model.lang), 0);
    sheet.text(Role::Text, &catalogue::marked(&symptom.text, symptom.confidence, model.lang), 0);
    if symptom.beyond {
        sheet.text(Role::Quiet, &model.text("symptom-beyond"), 0);
    }
    for id in &symptom.bugs {
        let Some(bug) = catalogue::bug(id) else { continue };
        sheet.gap();
        let blame = model.text(blame(bug));
        let head = piece(Role::Key, format!("{id} "));
        sheet.hanging(
            head,
            Role::Title,
            bug.title.get(model.lang),
            run_in(symptom, id).map(|run| Action::RunTo(run, &symptom.rules)),
        );
        sheet.text(Role::Quiet, &blame, 4);
        sheet.text(Role::Text, bug.cause.get(model.lang), 4);
        sheet.text(
            Role::Quiet,
            &catalogue::marked(&bug.symptom, bug.mark("symptom"), model.lang),
            4,
        );
        let mend = catalogue::marked(&bug.mend, bug.mark("mend"), model.lang);
        let mend = model.words().with("violation-mend", &[("text", mend.into())]);
        sheet.text(Role::Good, &mend, 4);
    }
    sheet
}

/// Whose mistake a bug is, as the rules that it breaks have it.
pub fn blame(bug: &BugText) -> &'static str {
    match bug.who {
        Culprit::Client => "blame-client",
        Culprit::Provider => "blame-provider",
        Culprit::Transport => "blame-transport",
    }
}

/// The run that shows a bug.
pub fn run_of(bug: &str) -> Option<RunOptions> {
    let (_, spec) = Scenario::bugs().into_iter().find(|(id, _)| *id == bug)?;
    with_bug(&spec.run, bug)
}

/// The run in which a bug shows a symptom.
pub fn run_in(symptom: &SymptomText, bug: &str) -> Option<RunOptions> {
    symptom.runs.get(bug).map_or_else(|| run_of(bug), |run| with_bug(run, bug))
}

fn with_bug(run: &str, bug: &str) -> Option<RunOptions> {
    let mut options = RunOptions::parse(run).ok()?;
    options.set("bug", bug).ok()?;
    Some(options)
}
