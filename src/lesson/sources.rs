//! The sources of a text in a lesson: the places that it cites, and a mark if it is not documented.
//!
//! Scenes, cards and closing texts have sources in the same form. It must not know a screen.

use super::marked::Marked;
use super::schema::{CardLine, Close, Scene};
use crate::mapi::Cite;
use crate::text::Lang;
use crate::words::Words;

/// The places and marks of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The places that say so, or from which it was inferred.
    pub cites: Vec<String>,
    /// Whether any of them is code.
    pub seen: bool,
    /// Whether no page says so in plain words.
    pub inferred: bool,
    /// The reading, such as `C5`, if the documents disagree.
    pub reading: Option<String>,
}

impl Sources {
    fn of(
        cite: Option<&Marked<Vec<Marked<String>>>>,
        inferred: bool,
        reading: Option<&Marked<String>>,
    ) -> Self {
        let cites: Vec<String> = cite
            .iter()
            .flat_map(|cites| cites.iter())
            .map(|cite| Cite::of(cite).to_string())
            .collect();
        let seen = cites.iter().any(|cite| Cite::of(cite).is_code());
        Self { cites, seen, inferred, reading: reading.map(|it| it.value.clone()) }
    }

    /// The marks in words, the most certain first; empty if pages say so.
    pub fn marks(&self, lang: Lang) -> Vec<String> {
        let words = Words::of(lang);
        let mark = |name: &str| words.text(&format!("confidence-{name}"));
        let contested =
            self.reading.as_ref().map(|reading| format!("{reading}: {}", mark("contested")));
        let seen = self.seen.then(|| mark("seen"));
        seen.into_iter().chain(self.inferred.then(|| mark("inferred"))).chain(contested).collect()
    }

    /// The places and marks as one text; empty if there are none.
    pub fn told(&self, lang: Lang) -> String {
        let marks = self.marks(lang);
        let marks =
            if marks.is_empty() { String::new() } else { format!("[{}]", marks.join(", ")) };
        [self.cites.join(", "), marks]
            .iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("  ")
    }
}

impl From<&Scene> for Sources {
    fn from(scene: &Scene) -> Self {
        Self::of(scene.cite.as_ref(), scene.inferred, scene.reading.as_ref())
    }
}

impl From<&CardLine> for Sources {
    fn from(line: &CardLine) -> Self {
        Self::of(line.cite.as_ref(), line.inferred, line.reading.as_ref())
    }
}

impl From<&Close> for Sources {
    fn from(close: &Close) -> Self {
        Self::of(close.cite.as_ref(), close.inferred, close.reading.as_ref())
    }
}
