//! A problem in a file or in other user input: where it is, what is wrong, and how to fix it.
//!
//! It must not know how it is printed; that is decided at the edge.

use std::collections::BTreeSet;

use crate::text::{Lang, Text};

/// How serious a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The input can't be used.
    Error,
    /// The input can be used, but should be fixed.
    Warning,
}

impl Severity {
    /// The name in JSON and in reports for build servers.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A place in a text; line and column count from 1, in characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// How many characters are affected; 0 if only the position is known.
    pub length: u32,
}

/// A problem in the user's input: where it is, what is wrong, how to fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the input can still be used.
    pub severity: Severity,
    /// Stable name of this kind of problem, such as `unknown-method`.
    pub code: &'static str,
    /// The file, as the user named it.
    pub file: Box<str>,
    /// Where in the file; `None` if the problem concerns the whole file.
    pub place: Option<Place>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// How to fix it.
    pub help: Option<Box<str>>,
    /// Message and help in Portuguese; `None` only where the message comes from elsewhere, such as
    /// the system.
    pub portuguese: Option<Box<(String, Option<String>)>>,
    /// The option that it concerns, and its value: a file knows where it says so.
    pub about: Option<Box<(String, String)>>,
}

impl Diagnostic {
    /// An error at a place in a file.
    pub fn error(
        code: &'static str,
        file: &str,
        place: Option<Place>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            code,
            file: file.into(),
            place,
            message: message.into(),
            help: None,
            portuguese: None,
            about: None,
        }
    }

    /// An error with what is wrong and how to fix it in both languages.
    pub fn in_both(code: &'static str, message: Text, help: Option<Text>) -> Self {
        let (own, help) = help.map(|it| (it.en, it.pt_br)).unzip();
        let mut it = Self::error(code, "", None, message.en);
        it.help = own.map(Into::into);
        it.portuguese = Some(Box::new((message.pt_br, help)));
        it
    }

    /// The same problem in a file.
    #[must_use]
    pub fn at(self, file: &str, place: Option<Place>) -> Self {
        Self { file: file.into(), place, ..self }
    }

    /// The same problem of an option with this value.
    #[must_use]
    pub fn about(self, key: &str, value: &str) -> Self {
        Self { about: Some(Box::new((key.to_owned(), value.to_owned()))), ..self }
    }

    /// Adds the advice how to fix it, in both languages.
    #[must_use]
    pub fn help_in_both(mut self, help: Text) -> Self {
        if let Some(both) = &mut self.portuguese {
            both.1 = Some(help.pt_br);
        }
        self.help(help.en)
    }

    /// Says more after the message.
    #[must_use]
    pub fn and(mut self, more: &Text) -> Self {
        self.message.push_str(&more.en);
        if let Some(both) = &mut self.portuguese {
            both.0.push_str(&more.pt_br);
        }
        self
    }

    /// What is wrong, in this language if it has been translated, otherwise in English.
    pub fn message_in(&self, lang: Lang) -> &str {
        match &self.portuguese {
            Some(both) if lang == Lang::PtBr => &both.0,
            _ => &self.message,
        }
    }

    /// How to fix it, in this language if it has been translated, otherwise in English.
    pub fn help_in(&self, lang: Lang) -> Option<&str> {
        match &self.portuguese {
            Some(both) if lang == Lang::PtBr => both.1.as_deref(),
            _ => self.help.as_deref(),
        }
    }

    /// Message and help on one line.
    pub fn told(&self, lang: Lang) -> String {
        let place = match (&*self.file, self.place) {
            ("", _) => String::new(),
            (file, Some(place)) => format!("{file}:{}:{}: ", place.line, place.column),
            (file, None) => format!("{file}: "),
        };
        let help = self.help_in(lang).map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{place}{}{help}", self.message_in(lang))
    }

    /// Adds the advice how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into().into());
        self
    }

    /// The same problem as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told(Lang::En))
    }
}

/// The known names that are closest to a misspelt one, best first, at most three.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // A name of a hundred letters is not a typo, and comparing it with thousands of names is slow.
    if wrong.len() > 100 {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let short = known.into_iter().take(2_000).filter(|name| name.len() <= 100);
    let short = short.filter(|name| seen.insert(*name));
    let mut ranked: Vec<(f64, &str)> = short
        .map(|name| (strsim::jaro_winkler(&wrong.to_lowercase(), &name.to_lowercase()), name))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.into_iter().filter(|(score, _)| *score > 0.7).take(3).map(|(_, name)| name).collect()
}
