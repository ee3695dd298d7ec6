//! The finder of the home screen: lessons, symptoms, bugs, rules, paths, terms and pages by any
//! words that a person uses, in either language.
//!
//! It must not know what is done with what is found.

use std::collections::BTreeSet;

use crate::mapi::Cite;
use crate::scenario::{RunOptions, Scenario, catalogue};
use crate::text::{Lang, Text};
use crate::tui::content::pen::{cut, fit, piece, width};
use crate::tui::content::sheet::Sheet;
use crate::tui::content::sheet::glossary::folded;
use crate::tui::content::symptoms::run_of;
use crate::tui::model::Model;
use crate::tui::model::sheet::{Action, Overlay, SheetKind};
use crate::tui::model::theme::Role;
use crate::words::Words;

/// Most lines that are shown: who sees more of them types another word.
const MOST: usize = 60;
/// Letters from which on what is typed is looked for inside of names.
const INSIDE: usize = 5;

/// Something that can be found.
struct FinderEntry {
    /// The id of its kind.
    kind: &'static str,
    title: String,
    /// What is said below it when it is selected.
    about: String,
    /// Names that outweigh what is said about it.
    names: String,
    /// All that is said about it, in both languages.
    text: String,
    action: Action,
}

/// The sheet: what was typed, and what has all its words, the nearest first.
pub fn sheet(model: &Model, overlay: &Overlay, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("finder-title"), columns);
    sheet.typed(overlay, &model.text("finder-prompt"));
    sheet.expands = true;
    let kinds = ["lesson", "symptom", "bug", "rule", "path", "term", "page"];
    let label = |kind: &str| model.text(&format!("finder-{kind}"));
    let margin = kinds.iter().map(|kind| width(&label(kind))).max().unwrap_or(0) + 2;
    for found in nearest(model, &overlay.query).into_iter().take(MOST) {
        let room = columns.saturating_sub(margin);
        let title = cut(&found.title, room, model.theme.glyphs.cut).into_owned();
        let line =
            vec![piece(Role::Quiet, fit(&label(found.kind), margin, "")), piece(Role::Text, title)];
        sheet.choice(line, found.action);
        if overlay.selected + 1 == sheet.choices().len() {
            sheet.text(Role::Quiet, &found.about, margin);
        }
    }
    if sheet.choices().is_empty() {
        sheet.text(Role::Quiet, &model.text("search-none"), 0);
    }
    sheet
}

fn nearest(model: &Model, query: &str) -> Vec<FinderEntry> {
    let typed = folded(query);
    let words: Vec<Vec<String>> = typed.split_whitespace().map(alike).collect();
    let mut found: Vec<(u8, FinderEntry)> = Vec::new();
    for it in all(model) {
        let has =
            |text: &str| words.iter().all(|alike| alike.iter().any(|word| begins(text, word)));
        let (names, text) = (folded(&it.names), folded(&it.text));
        let rank = match () {
            () if names.split_whitespace().any(|name| name == typed) => 0,
            () if has(&names) => 1,
            () if has(&format!("{names} {text}")) => 2,
            // The middle of a long name, such as uninitialize.
            () if typed.len() >= INSIDE && names.contains(&typed) => 3,
            () => continue,
        };
        found.push((rank, it));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, it)| it).collect()
}

/// Whether a word of a text begins so.
fn begins(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

/// A word and what the texts call the same thing, in either language.
fn alike(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    for lang in Lang::ALL {
        let known = folded(&Words::of(lang).text("finder-alike"));
        for (name, others) in known.split(';').filter_map(|it| it.split_once('=')) {
            // A word that is still being typed counts, too.
            if word.len() > 2 && name.trim().starts_with(word) {
                all.extend(others.split(',').map(|other| other.trim().to_owned()));
            }
        }
    }
    all
}

fn both(texts: &[&Text]) -> String {
    let all = texts.iter().flat_map(|text| Lang::ALL.map(|lang| text.get(lang)));
    all.collect::<Vec<_>>().join(" ")
}

fn all(model: &Model) -> Vec<FinderEntry> {
    let mut all = lessons(model);
    all.extend(symptoms(model.lang));
    all.extend(bugs(model.lang));
    all.extend(rules(model.lang));
    all.extend(paths(model.lang));
    all.extend(terms(model.lang));
    all.extend(pages());
    all
}

fn lessons(model: &Model) -> Vec<FinderEntry> {
    let at = usize::from(model.lang == Lang::PtBr);
    let found = |entry: &crate::tui::model::lesson_entry::LessonEntry| FinderEntry {
        kind: "lesson",
        title: entry.title[at].clone(),
        about: entry.summary[at].clone(),
        names: format!("{} {} {}", entry.id, entry.title[0], entry.title[1]),
        text: entry.summary.join(" "),
        action: Action::Lesson(entry.id.clone()),
    };
    model.lessons.iter().map(found).collect()
}

fn symptoms(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    catalogue::symptoms().iter().enumerate().map(move |(at, it)| FinderEntry {
        kind: "symptom",
        title: it.title.get(lang).to_owned(),
        about: it.text.get(lang).to_owned(),
        names: both(&[&it.title]),
        text: format!("{} {}", both(&[&it.text]), it.bugs.join(" ")),
        action: Action::Open(SheetKind::Symptom(at)),
    })
}

fn bugs(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    catalogue::bugs().iter().filter_map(move |it| {
        Some(FinderEntry {
            kind: "bug",
            title: format!("{} {}", it.id, it.title.get(lang)),
            about: format!("{} {}", it.cause.get(lang), it.symptom.get(lang)),
            names: format!("{} {}", it.id, both(&[&it.title])),
            text: format!("{} {}", both(&[&it.cause, &it.symptom, &it.mend]), it.rules.join(" ")),
            action: Action::RunToBreak(run_of(&it.id)?),
        })
    })
}

/// A rule leads to the first bug that breaks it.
fn rules(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    let specs = Scenario::bugs();
    catalogue::rules().iter().filter_map(move |it| {
        let (bug, _) = specs.iter().find(|(_, bug)| bug.rules.contains(&it.id))?;
        Some(FinderEntry {
            kind: "rule",
            title: format!("{} {}", it.id, it.title.get(lang)),
            about: format!("{} {}", it.statement.get(lang), it.symptom.get(lang)),
            names: format!("{} {} {}", it.id, it.name, both(&[&it.title])),
            text: both(&[&it.statement, &it.why, &it.symptom]),
            action: Action::RunToBreak(run_of(bug)?),
        })
    })
}

fn paths(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    let known = Scenario::paths();
    let replayed = catalogue::paths().iter().filter(move |it| known.contains(&it.id.as_str()));
    replayed.map(move |it| FinderEntry {
        kind: "path",
        title: it.title.get(lang).to_owned(),
        about: it.summary.get(lang).to_owned(),
        names: format!("{} {}", it.id, both(&[&it.title])),
        text: both(&[&it.summary]),
        action: Action::Run(RunOptions::path(&it.id)),
    })
}

fn terms(lang: Lang) -> impl Iterator<Item = FinderEntry> {
    catalogue::glossary().iter().enumerate().map(move |(at, it)| FinderEntry {
        kind: "term",
        title: it.name(lang).to_owned(),
        about: it.text.get(lang).to_owned(),
        names: format!("{} {} {}", it.id, it.name(Lang::En), it.name(Lang::PtBr)),
        text: both(&[&it.text]),
        action: Action::Open(SheetKind::Entry(at)),
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
