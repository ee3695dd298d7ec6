//! Errors in both languages, for users who request a run but write no file: the texts are in
//! `assets/text/refusals.*.ftl`.
//!
//! It must not know what is refused, nor why.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, nearest};
use crate::text::Lang;
use crate::words::Words;

/// Everything that is wrong with a run.
pub(super) type Problems = Vec<Diagnostic>;

pub(super) fn one(problem: Diagnostic) -> Problems {
    vec![problem]
}

/// An error with the text `refuse-ID`, and with `refuse-ID-help` if there is a way to fix it.
pub fn refuse(code: &'static str, id: &str, arguments: &[(&str, &str)]) -> Diagnostic {
    let arguments: Vec<_> =
        arguments.iter().map(|(name, value)| (*name, (*value).into())).collect();
    let say = |lang| {
        let words = Words::of(lang);
        (
            words.with(&format!("refuse-{id}"), &arguments),
            words.find(&format!("refuse-{id}-help"), &arguments),
        )
    };
    let (message, help) = say(Lang::En);
    let mut complaint = Diagnostic::error(code, "", None, message);
    complaint.help = help.map(Into::into);
    complaint.portuguese = Some(Box::new(say(Lang::PtBr)));
    complaint
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
