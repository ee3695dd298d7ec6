//! Words of the interface and of the machine's narration, by language, from the Fluent files under `assets/text/`.
//!
//! A word that is missing in a language falls back to English; a test proves that none is. It must not know who shows it.

use std::collections::HashMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{self, Pattern};

use crate::text::Lang;

const ENGLISH: &[&str] = &[
    include_str!("../assets/text/stage.en.ftl"),
    include_str!("../assets/text/views.en.ftl"),
    include_str!("../assets/text/narration.en.ftl"),
    include_str!("../assets/text/headless.en.ftl"),
    include_str!("../assets/text/lesson.en.ftl"),
    include_str!("../assets/text/explore.en.ftl"),
    include_str!("../assets/text/why.en.ftl"),
    include_str!("../assets/text/play.en.ftl"),
    include_str!("../assets/text/compare.en.ftl"),
    include_str!("../assets/text/workshop.en.ftl"),
];
const PORTUGUESE: &[&str] = &[
    include_str!("../assets/text/stage.pt-BR.ftl"),
    include_str!("../assets/text/views.pt-BR.ftl"),
    include_str!("../assets/text/narration.pt-BR.ftl"),
    include_str!("../assets/text/headless.pt-BR.ftl"),
    include_str!("../assets/text/lesson.pt-BR.ftl"),
    include_str!("../assets/text/explore.pt-BR.ftl"),
    include_str!("../assets/text/why.pt-BR.ftl"),
    include_str!("../assets/text/play.pt-BR.ftl"),
    include_str!("../assets/text/compare.pt-BR.ftl"),
    include_str!("../assets/text/workshop.pt-BR.ftl"),
];

/// Room for all messages of a language, so that the table need not grow.
const EXPECTED: usize = 1280;

/// The words of one language.
pub struct Words {
    /// Formats numbers and plurals; it holds no message.
    bundle: FluentBundle<FluentResource>,
    entries: HashMap<&'static str, Entry>,
    fallback: Option<Lang>,
}

/// A message. A screen shows few of them, so that each is parsed when it is first asked for.
struct Entry {
    source: &'static str,
    parsed: OnceLock<FluentResource>,
}

impl Words {
    /// The words of a language; read on first use.
    pub fn of(lang: Lang) -> &'static Words {
        static ALL: [OnceLock<Words>; 2] = [OnceLock::new(), OnceLock::new()];
        match lang {
            Lang::En => ALL[0].get_or_init(|| Words::read(lang, ENGLISH, None)),
            Lang::PtBr => ALL[1].get_or_init(|| Words::read(lang, PORTUGUESE, Some(Lang::En))),
        }
    }

    fn read(lang: Lang, sources: &[&'static str], fallback: Option<Lang>) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.code().parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        let mut entries = HashMap::with_capacity(EXPECTED);
        for source in sources {
            messages(source, |id, source| drop(entries.insert(id, Entry { source, parsed: OnceLock::new() })));
        }
        Self { bundle, entries, fallback }
    }

    /// A word without arguments.
    pub fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A word with arguments; numbers are given as numbers so that plurals work.
    pub fn with(&self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(id, arguments).unwrap_or_else(|| id.to_owned())
    }

    /// A word, if there is one.
    pub fn find(&self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let Some(pattern) = self.entries.get(id).and_then(Entry::pattern) else {
            return Words::of(self.fallback?).find(id, arguments);
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut problems = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut problems).into_owned())
    }
}

impl Entry {
    fn pattern(&self) -> Option<&Pattern<&str>> {
        // A broken entry is dropped and falls back; the test below finds it.
        let read = || FluentResource::try_new(self.source.to_owned()).unwrap_or_else(|(partial, _)| partial);
        match self.parsed.get_or_init(read).get_entry(0)? {
            ast::Entry::Message(message) => message.value.as_ref(),
            _ => None,
        }
    }
}

/// Hands on the messages of a file, id and text: each begins at the left edge with its id, and goes on until the next line that does
/// not belong to it.
fn messages(file: &'static str, mut found: impl FnMut(&'static str, &'static str)) {
    let mut end = |from: Option<usize>, at: usize| {
        let Some(source) = from.and_then(|from: usize| file.get(from..at)) else { return };
        let id = source.split(['=', ' ']).next().unwrap_or_default();
        found(id, source);
    };
    let (mut at, mut from) = (0, None);
    for line in file.split_inclusive('\n') {
        let begins = line.as_bytes()[0].is_ascii_alphabetic();
        if begins || line.starts_with('#') {
            end(from.take(), at);
            from = begins.then_some(at);
        }
        at += line.len();
    }
    end(from, at);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(file: &'static str) -> Vec<(&'static str, Entry)> {
        let mut all = Vec::new();
        messages(file, |id, source| all.push((id, Entry { source, parsed: OnceLock::new() })));
        all
    }

    #[test]
    fn both_languages_have_every_word_once() {
        let ids = |files: &[&'static str]| {
            let mut ids: Vec<&str> = files.iter().flat_map(|file| cut(file)).map(|(id, _)| id).collect();
            ids.sort_unstable();
            ids
        };
        let english = ids(ENGLISH);
        assert_eq!(english, ids(PORTUGUESE));
        assert!(english.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(english.len() < EXPECTED);
    }

    /// What is read by entry is what Fluent reads of the whole file, and no entry needs another.
    #[test]
    fn every_file_is_cut_where_fluent_cuts_it() {
        for file in [ENGLISH, PORTUGUESE].concat() {
            let whole = FluentResource::try_new(file.to_owned()).expect("every file parses");
            let whole: Vec<&ast::Entry<&str>> = whole.entries().filter(|it| matches!(it, ast::Entry::Message(_))).collect();
            let cut = cut(file);
            assert_eq!(cut.len(), whole.len());
            for ((id, entry), expected) in cut.iter().zip(whole) {
                let ast::Entry::Message(expected) = expected else { unreachable!("only messages are left") };
                assert_eq!(*id, expected.id.name);
                assert_eq!(entry.pattern(), expected.value.as_ref(), "{id}");
                let text = format!("{:?}", expected.value);
                assert!(!text.contains("MessageReference") && !text.contains("TermReference"), "{id}");
            }
        }
    }
}
