//! All that can be found: the lists of the catalogue, the lessons and the pages, each with the
//! words by which it is found and what Enter does on it.
//!
//! It must not know what was typed.

use std::collections::BTreeSet;

use crate::lesson::Prose;
use crate::lesson::review::plan::ReviewPlan;
use crate::lesson::review::told;
use crate::mapi::Cite;
use crate::scenario::catalogue::{self, SymptomText};
use crate::scenario::{RunOptions, Scenario};
use crate::text::{Lang, Text};
use crate::tui::content::symptoms::run_of;
use crate::tui::model::Model;
use crate::tui::model::home::{FormField, ORDER};
use crate::tui::model::lesson_entry::LessonEntry;
use crate::tui::model::sheet::{Action, SheetKind};
use crate::words::Words;
use crate::workbench::ListedTask;

/// Something that can be found.
pub struct FinderEntry {
    /// The id of its kind.
    pub kind: &'static str,
    /// Its line in the list.
    pub title: String,
    /// What is said below it when it is selected.
    pub about: String,
    /// Names that outweigh what is said about it, separated by commas.
    pub names: String,
    /// All that is said about it, in both languages.
    pub text: String,
    /// What Enter does.
    pub action: Action,
}

/// Everything, by its kind, what one sees first.
pub fn all(model: &Model) -> Vec<FinderEntry> {
    let lang = model.lang;
    let mut all: Vec<FinderEntry> = symptoms(lang).collect();
    all.extend(model.lessons.iter().map(|it| lesson(it, lang)));
    all.extend((!model.lessons.is_empty()).then(|| review(model)));
    all.extend(tasks(lang));
    all.extend(bugs(lang));
    all.extend(rules(lang));
    all.extend(paths(lang));
    all.extend(terms(lang));
    all.extend(readings(lang));
    all.extend(settings(lang));
    all.extend(pages());
    all
}

fn both(texts: &[&Text]) -> String {
    let all = texts.iter().flat_map(|text| Lang::ALL.map(|lang| text.get(lang)));
    all.collect::<Vec<_>>().join(", ")
}

/// What people say of the symptoms that something shows.
fn said(of: impl Fn(&SymptomText) -> bool) -> String {
    let symptoms = catalogue::symptoms().iter().filter(|it| of(it));
    symptoms.map(|it| both(&[&it.title, &it.words])).collect::<Vec<_>>().join(", ")
}

fn lesson(it: &LessonEntry, lang: Lang) -> FinderEntry {
    FinderEntry {
        kind: "lesson",
        title: it.title(lang).to_owned(),
        about: it.summary(lang).to_owned(),
        names: format!("{}, {}", it.id, it.title.join(", ")),
        text: it.summary.join(" "),
        action: Action::Lesson(it.id.clone()),
    }
}

/// The review of what is due.
fn review(model: &Model) -> FinderEntry {
    let plan = ReviewPlan::of(&model.kept, model.today);
    let names = Lang::ALL.map(|lang| Words::of(lang).text("finder-review-names"));
    FinderEntry {
        kind: "review",
        title: model.text("finder-review-title"),
        about: told::start(&plan, model.lang),
        names: names.join(", "),
        text: String::new(),
        action: Action::Review,
    }
}

/// The tasks of the workbench.
fn tasks(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    let names = Lang::ALL.map(|lang| Words::of(lang).text("finder-task-names")).join(", ");
    ListedTask::all().iter().map(move |task| {
        let both = |prose: &Prose| Lang::ALL.map(|lang| prose.get(lang).to_owned()).join(", ");
        FinderEntry {
            kind: "task",
            title: task.title.get(lang).to_owned(),
            about: task.goal.get(lang).to_owned(),
            names: format!("{}, {}, {names}", task.id, both(&task.title)),
            text: both(&task.goal),
            action: Action::Build(task.id),
        }
    })
}

fn symptoms(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    catalogue::symptoms().iter().enumerate().map(move |(at, it)| FinderEntry {
        kind: "symptom",
        title: it.title.get(lang).to_owned(),
        about: it.text.get(lang).to_owned(),
        names: both(&[&it.title, &it.words]),
        text: format!("{} {} {}", both(&[&it.text]), it.bugs.join(" "), it.rules.join(" ")),
        action: Action::Open(SheetKind::Symptom(at)),
    })
}

fn bugs(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    catalogue::bugs().iter().filter_map(move |it| {
        let text = both(&[&it.cause, &it.symptom, &it.mend]);
        let said = said(|symptom| symptom.bugs.contains(&it.id));
        Some(FinderEntry {
            kind: "bug",
            title: format!("{} {}", it.id, it.title.get(lang)),
            about: format!("{} {}", it.cause.get(lang), it.symptom.get(lang)),
            names: format!("{}, {}", it.id, both(&[&it.title])),
            text: format!("{text} {} {said}", it.rules.join(" ")),
            action: Action::RunTo(run_of(&it.id)?, &[]),
        })
    })
}

fn rules(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    catalogue::rules().iter().enumerate().map(move |(at, it)| {
        let text = both(&[&it.statement, &it.why, &it.symptom]);
        FinderEntry {
            kind: "rule",
            title: format!("{} {}", it.id, it.title.get(lang)),
            about: [(&it.statement, "statement"), (&it.symptom, "symptom")]
                .map(|(text, field)| catalogue::marked(text, it.mark(field), lang))
                .join(" "),
            names: format!("{}, {}, {}", it.id, it.name, both(&[&it.title])),
            text: format!("{text} {}", said(|symptom| symptom.rules.contains(&it.id))),
            action: Action::Open(SheetKind::Rule(at)),
        }
    })
}

fn paths(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    let known = Scenario::paths();
    let replayed = catalogue::paths().iter().filter(move |it| known.contains(&it.id.as_str()));
    replayed.map(move |it| FinderEntry {
        kind: "path",
        title: it.title.get(lang).to_owned(),
        about: it.summary.get(lang).to_owned(),
        names: format!("{}, {}", it.id, both(&[&it.title])),
        text: both(&[&it.summary]),
        action: Action::Run(RunOptions::path(&it.id)),
    })
}

fn terms(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    catalogue::glossary().iter().enumerate().map(move |(at, it)| FinderEntry {
        kind: "term",
        title: it.name(lang).to_owned(),
        about: it.text.get(lang).to_owned(),
        names: it.names().collect::<Vec<_>>().join(", "),
        text: both(&[&it.text]),
        action: Action::Open(SheetKind::Entry(at)),
    })
}

/// The points on which the sources disagree.
fn readings(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    catalogue::readings().iter().map(move |it| {
        let values = it.values.iter().flat_map(|value| [&value.title, &value.text]);
        FinderEntry {
            kind: "reading",
            title: format!("{} {}", it.id, it.title.get(lang)),
            about: it.question.get(lang).to_owned(),
            names: format!("{}, {}", it.id, both(&[&it.title])),
            text: format!("{} {}", both(&[&it.question]), both(&values.collect::<Vec<_>>())),
            action: Action::Open(SheetKind::Reading(it.id.clone())),
        }
    })
}

/// The settings of the picker on any path, by their own names and those of their values; Enter
/// shows the values.
fn settings(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    ORDER.into_iter().filter_map(move |key| {
        let option = catalogue::option(key)?;
        let values = option.values.iter().flat_map(|value| [&value.title, &value.text]);
        let ids = option.values.iter().map(|value| value.id.as_str()).collect::<Vec<_>>();
        Some(FinderEntry {
            kind: "setting",
            title: option.title.get(lang).to_owned(),
            about: option.text.get(lang).to_owned(),
            names: format!("{key}, {}, {}", ids.join(", "), both(&[&option.title])),
            text: format!("{} {}", both(&[&option.text]), both(&values.collect::<Vec<_>>())),
            action: Action::Open(SheetKind::Values(FormField::Option(key))),
        })
    })
}

/// The pages that the catalogue rests on; Enter copies the address.
fn pages() -> Vec<FinderEntry> {
    let cites = catalogue::rules().iter().flat_map(|it| &it.cites);
    let cites = cites.chain(catalogue::bugs().iter().flat_map(|it| &it.cites));
    let cites = cites.chain(catalogue::symptoms().iter().flat_map(|it| &it.cites));
    let names = cites.map(|cite| cite.split([' ', '#']).next().unwrap_or_default().to_owned());
    let named: BTreeSet<String> = names.collect();
    let found = |name: String| {
        let address = Cite::of(&name).address()?;
        Some(FinderEntry {
            kind: "page",
            title: name.clone(),
            about: address.clone(),
            names: name.replace('-', " "),
            text: String::new(),
            action: Action::Copy(address),
        })
    };
    named.into_iter().filter_map(found).collect()
}
