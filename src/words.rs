//! Words of the interface and of the machine's narration, by language, from the Fluent files under `assets/text/`.
//!
//! A word that is missing in a language falls back to English; a test proves that none is. It must not know who shows it.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

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

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    fallback: Option<&'static Words>,
}

impl Words {
    /// The words of a language; read on first use.
    pub fn of(lang: Lang) -> &'static Words {
        static ALL: [OnceLock<Words>; 2] = [OnceLock::new(), OnceLock::new()];
        match lang {
            Lang::En => ALL[0].get_or_init(|| Words::read(lang, ENGLISH, None)),
            Lang::PtBr => ALL[1].get_or_init(|| Words::read(lang, PORTUGUESE, Some(Words::of(Lang::En)))),
        }
    }

    fn read(lang: Lang, sources: &[&str], fallback: Option<&'static Words>) -> Self {
        let id = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        for source in sources {
            // A broken entry is dropped and falls back; the test below finds it.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle, fallback }
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
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return self.fallback?.find(id, arguments);
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut problems = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut problems).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn ids(sources: &[&str]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for source in sources {
            assert!(FluentResource::try_new((*source).to_owned()).is_ok(), "every file parses");
            found.extend(
                source
                    .lines()
                    .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
                    .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim().to_owned())),
            );
        }
        found
    }

    #[test]
    fn both_languages_have_every_word() {
        assert_eq!(ids(ENGLISH), ids(PORTUGUESE));
    }
}
