//! Errors in both languages, for users who request a run but write no file: the texts are in
//! `assets/text/refusals.*.ftl`.
//!
//! It must not know what is refused, nor why.

use std::collections::BTreeSet;

use fluent_bundle::FluentValue;

use crate::diagnostic::{Diagnostic, nearest};
use crate::mapi::cite::CiteError;
use crate::text::{Lang, Text};
use crate::words::Words;

/// Everything that is wrong with a run.
pub(super) type Problems = Vec<Diagnostic>;

pub(super) fn one(problem: Diagnostic) -> Problems {
    vec![problem]
}

/// The arguments of a text, by name.
pub type Arguments<'a> = &'a [(&'a str, &'a str)];

/// A text in both languages.
pub fn said(id: &str, arguments: Arguments<'_>) -> Text {
    let [en, pt_br] = Lang::ALL.map(|lang| Words::of(lang).with(id, &fluent(arguments)));
    Text { en, pt_br }
}

fn fluent<'a>(arguments: Arguments<'a>) -> Vec<(&'a str, FluentValue<'a>)> {
    // A number is one, so that a text can choose its words by it.
    let value = |text: &'a str| match text.parse::<u32>() {
        Ok(number) if text.len() < 4 => number.into(),
        _ => text.into(),
    };
    arguments.iter().map(|(name, text)| (*name, value(text))).collect()
}

/// An error with the text `refuse-ID`, and with `refuse-ID-help` if there is a way to fix it.
pub fn refuse(code: &'static str, id: &str, arguments: Arguments<'_>) -> Diagnostic {
    let (id, help) = (format!("refuse-{id}"), format!("refuse-{id}-help"));
    let has_help = Words::of(Lang::En).find(&help, &fluent(arguments)).is_some();
    let help = has_help.then(|| said(&help, arguments));
    Diagnostic::in_both(code, said(&id, arguments), help)
}

/// The nearest names as advice, or all of them; not more than anyone would read.
pub fn near<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Text {
    let near = nearest(wrong, known.clone());
    if !near.is_empty() {
        return said("refuse-did-you-mean", &[("known", &near.join(", "))]);
    }
    let mut all: Vec<&str> = Vec::new();
    for name in known.into_iter().take(300) {
        if all.len() < LISTED && !all.contains(&name) {
            all.push(name);
        }
    }
    match all.is_empty() {
        true => said("refuse-none", &[]),
        false => said("refuse-one-of", &[("known", &all.join(", "))]),
    }
}

/// The most names that an advice lists.
const LISTED: usize = 60;

/// A wrong citation in both languages, with how to fix it.
pub fn bad_cite(wrong: &CiteError) -> Diagnostic {
    let name = format!("{:?}", wrong.name);
    let found = match &wrong.page {
        None => refuse("bad-cite", "bad-page", &[("name", &name)]),
        Some(page) => refuse("bad-cite", "bad-place", &[("name", &name), ("page", page)]),
    };
    let known = wrong.known.join(", ");
    let help = match (&wrong.page, wrong.known.is_empty(), wrong.is_near) {
        (None, true, _) => return found,
        (Some(_), true, _) => said("refuse-no-places", &[]),
        (_, _, true) => said("refuse-did-you-mean", &[("known", &known)]),
        (_, _, false) => said("refuse-one-of", &[("known", &known)]),
    };
    found.help_in_both(help)
}

/// The error for a method for which this model has no body, with the nearest ones for which it has.
pub fn unknown_method<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: BTreeSet<&str> = known.into_iter().collect();
    let near = nearest(name, known.iter().copied());
    let (id, listed) = match near.is_empty() {
        true => ("unknown-method", known.into_iter().collect()),
        false => ("unknown-method-near", near),
    };
    refuse("unknown-method", id, &[("name", name), ("known", &listed.join(", "))])
}
