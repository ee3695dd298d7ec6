//! The texts of the interface and of the machine's narration, by language, from the Fluent files
//! under `assets/text/`.
//!
//! A text that is missing in a language falls back to English; a test proves that none is missing.
//! It must not know who shows it.

use std::cmp::Ordering;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{self, Pattern};

use crate::text::{Lang, quoted};

#[cfg(test)]
mod index;

/// The texts of one language.
pub struct Words {
    /// Formats numbers, plurals and, as `SHELL($word)`, words of commands; it contains no messages.
    bundle: FluentBundle<FluentResource>,
    /// The index that the build script made of all files.
    index: &'static [u8],
    /// Every message, in index order. Most are plain texts and need no parser; the others are
    /// parsed when they are first asked for.
    parsed: Vec<OnceLock<ParsedMessages>>,
    fallback: Option<Lang>,
}

/// How many messages follow each other in [`ParsedMessages`]: most of them are never asked for.
const TOGETHER: usize = 64;

/// Neighbours in the index.
type ParsedMessages = Box<[OnceLock<FluentResource>; TOGETHER]>;

/// What is shown for a message id.
enum ShownText<'a> {
    /// A text that doesn't depend on the arguments.
    Plain(&'static str),
    /// A pattern that Fluent formats with the arguments.
    Pattern(&'a Pattern<&'a str>),
}

impl Words {
    /// The texts of a language, which are read on first use.
    pub fn of(lang: Lang) -> &'static Words {
        static ALL: [OnceLock<Words>; 2] = [OnceLock::new(), OnceLock::new()];
        let english =
            || Words::new(lang, include_bytes!(concat!(env!("OUT_DIR"), "/words.en")), None);
        let portuguese = || {
            Words::new(
                lang,
                include_bytes!(concat!(env!("OUT_DIR"), "/words.pt-BR")),
                Some(Lang::En),
            )
        };
        match lang {
            Lang::En => ALL[0].get_or_init(english),
            Lang::PtBr => ALL[1].get_or_init(portuguese),
        }
    }

    fn new(lang: Lang, index: &'static [u8], fallback: Option<Lang>) -> Self {
        let mut bundle =
            FluentBundle::new_concurrent(vec![lang.code().parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        // Only a function that is there already would be refused.
        let _ = bundle.add_function("SHELL", |arguments, _| match arguments {
            [FluentValue::String(word)] => quoted(word).into(),
            _ => FluentValue::Error,
        });
        let mut words = Self { bundle, index, parsed: Vec::new(), fallback };
        words.parsed.resize_with(words.count().div_ceil(TOGETHER), OnceLock::new);
        words
    }

    /// The text of a message without arguments.
    pub fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The text of a message with arguments; pass numbers as numbers so that plurals work.
    pub fn with(&self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(id, arguments).unwrap_or_else(|| id.to_owned())
    }

    /// The text of a message, if it exists.
    pub fn find(&self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let pattern = match self.message(id) {
            Some(ShownText::Plain(text)) => return Some(text.to_owned()),
            Some(ShownText::Pattern(pattern)) => pattern,
            None => return Words::of(self.fallback?).find(id, arguments),
        };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut problems = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut problems).into_owned())
    }

    /// Finds a message by its id. A malformed one is dropped and falls back; the test below finds
    /// it.
    fn message(&self, id: &str) -> Option<ShownText<'_>> {
        let (mut from, mut to) = (0, self.count());
        while from < to {
            let middle = usize::midpoint(from, to);
            let entry = self.entry(middle)?;
            let (name, rest) = entry.split_at_checked(id.len()).unwrap_or((entry, &[]));
            match (name.cmp(id.as_bytes()), rest) {
                (Ordering::Less, _) => from = middle + 1,
                (Ordering::Equal, [0, b'=', text @ ..]) => {
                    return std::str::from_utf8(text).ok().map(ShownText::Plain);
                }
                (Ordering::Equal, [0, source @ ..]) => {
                    return self.parse(middle, source).map(ShownText::Pattern);
                }
                // Also an id that only begins with this one.
                (Ordering::Greater | Ordering::Equal, _) => to = middle,
            }
        }
        None
    }

    fn parse(&self, at: usize, source: &[u8]) -> Option<&Pattern<&str>> {
        let read = || {
            let source = String::from_utf8(source.to_vec()).unwrap_or_default();
            FluentResource::try_new(source).unwrap_or_else(|(partial, _)| partial)
        };
        let none = || Box::new([const { OnceLock::new() }; TOGETHER]);
        let together = self.parsed[at / TOGETHER].get_or_init(none);
        match together[at % TOGETHER].get_or_init(read).get_entry(0)? {
            ast::Entry::Message(message) => message.value.as_ref(),
            _ => None,
        }
    }

    /// A message's id, a zero byte, and what follows it.
    fn entry(&self, at: usize) -> Option<&'static [u8]> {
        let end = if at + 1 < self.count() { self.number(2 + at)? } else { self.index.len() };
        self.index.get(self.number(1 + at)?..end)
    }

    /// How many messages there are.
    fn count(&self) -> usize {
        self.number(0).unwrap_or(0)
    }

    fn number(&self, at: usize) -> Option<usize> {
        let bytes = self.index.get(4 * at..4 * at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    fn files(lang: Lang) -> Vec<String> {
        let end = format!(".{}.ftl", lang.code());
        let all = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/text"))
            .expect("a folder")
            .map(|file| file.expect("a file").path());
        let own = all.filter(|path| path.to_str().is_some_and(|path| path.ends_with(&end)));
        own.map(|path| fs::read_to_string(path).expect("readable")).collect()
    }

    #[test]
    fn both_languages_have_every_word_once() {
        let ids = |lang| {
            let files = files(lang);
            let ids: Vec<String> = files
                .iter()
                .flat_map(|file| index::messages(file))
                .map(|(id, _)| id.to_owned())
                .collect();
            let once: BTreeSet<String> = ids.iter().cloned().collect();
            assert_eq!(once.len(), ids.len(), "no word is there twice");
            once
        };
        assert_eq!(ids(Lang::En), ids(Lang::PtBr));
    }

    /// Reading message by message gives what Fluent reads from the whole file, and no message
    /// refers to another.
    #[test]
    fn every_message_is_found_as_fluent_reads_it() {
        for lang in [Lang::En, Lang::PtBr] {
            let (mut count, mut plain) = (0, 0);
            for file in files(lang) {
                let whole = FluentResource::try_new(file).expect("every file parses");
                for expected in whole.entries() {
                    let ast::Entry::Message(expected) = expected else { continue };
                    let id = expected.id.name;
                    match Words::of(lang).message(id).expect("known") {
                        ShownText::Pattern(pattern) => {
                            assert_eq!(Some(pattern), expected.value.as_ref(), "{id}");
                        }
                        ShownText::Plain(text) => {
                            let elements = &expected.value.as_ref().expect("a text").elements;
                            let [ast::PatternElement::TextElement { value }] = &elements[..] else {
                                panic!("{id} is no plain text")
                            };
                            assert_eq!(*value, text, "{id}");
                            plain += 1;
                        }
                    }
                    let text = format!("{:?}", expected.value);
                    assert!(
                        !text.contains("MessageReference") && !text.contains("TermReference"),
                        "{id}"
                    );
                    count += 1;
                }
            }
            assert_eq!(count, Words::of(lang).count());
            assert!(plain > count / 2, "most words need no parser");
        }
    }

    #[test]
    fn a_cut_index_has_no_words() {
        let whole = index::index(&["a = b\nb =\n    c\n".to_owned()]);
        let find = |length: usize| {
            let words = Words::new(Lang::En, whole[..length].to_vec().leak(), None);
            ["a", "b", "c"].map(|id| words.find(id, &[]))
        };
        assert_eq!(find(whole.len()), [Some("b".to_owned()), Some("c".to_owned()), None]);
        (0..whole.len()).for_each(|length| drop(find(length)));
        assert_eq!(find(6), [None, None, None]);
    }
}
