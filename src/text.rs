//! The languages that the program speaks, and a text that exists in each of them.
//!
//! It must not know what the texts say, where they are shown, or how the language is chosen.

use serde::Deserialize;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Brazilian Portuguese.
    PtBr,
}

impl Lang {
    /// Every language, English first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::PtBr];

    /// The tag by which files and options call the language.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::PtBr => "pt-BR",
        }
    }

    /// The language of a tag as files and options write it.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(tag))
    }
}

/// One text in every language. A file that leaves a language out is refused.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The English text.
    pub en: String,
    /// The Brazilian Portuguese text.
    #[serde(rename = "pt-BR")]
    pub pt_br: String,
}

impl Text {
    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::PtBr => &self.pt_br,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_answers_in_the_language_asked_for() {
        let text: Text = serde_yaml::from_str("{en: row, pt-BR: linha}").unwrap();
        assert_eq!(text.get(Lang::En), "row");
        assert_eq!(text.get(Lang::PtBr), "linha");
    }

    #[test]
    fn a_text_without_one_of_its_languages_is_refused() {
        assert!(serde_yaml::from_str::<Text>("{en: row}").is_err());
        assert!(serde_yaml::from_str::<Text>("{pt-BR: linha}").is_err());
        assert!(serde_yaml::from_str::<Text>("{en: row, pt-BR: linha, fr: ligne}").is_err());
    }

    #[test]
    fn a_tag_names_its_language_and_nothing_else_does() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
        assert_eq!(Lang::from_tag("pt-br"), Some(Lang::PtBr));
        assert_eq!(Lang::from_tag("pt"), None);
    }
}
