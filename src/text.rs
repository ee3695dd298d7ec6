//! A text in both of the program's languages, as in the data files.

use serde::Deserialize;

/// Whether a character could control a terminal or change the direction of writing, or is not a
/// character at all. A line break and a tab are safe.
pub fn is_unsafe(c: char) -> bool {
    let is_direction = matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    let is_break = matches!(
        c,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    );
    let is_none = u32::from(c) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}');
    (c.is_control() && !matches!(c, '\n' | '\t')) || is_direction || is_break || is_none
}

/// Whether a character must not occur in text that people write for this program. Line breaks and
/// tabs are checked elsewhere.
pub fn is_control(c: char) -> bool {
    // Flags of regions are built from tag characters that are otherwise unsafe.
    c.is_control() || is_unsafe(c) && !matches!(c, '\u{E0020}'..='\u{E007F}')
}

/// The text with each unsafe character replaced by a visible mark.
pub fn shown(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A word of a command as this system's shells read it back; those on Windows know only double
/// quotes.
pub fn quoted(word: &str) -> String {
    let windows = cfg!(windows);
    // PowerShell makes a list of what a comma separates, and a backslash only separates folders.
    let own = if windows { '\\' } else { ',' };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:+=".contains(c) || c == own;
    match () {
        () if !word.is_empty() && word.chars().all(is_plain) => word.to_owned(),
        () if windows => format!("\"{}\"", word.replace('"', "\\\"")),
        () => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// The program's languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Lang {
    /// English, `en` on the command line.
    #[default]
    En,
    /// Brazilian Portuguese, `pt-BR` on the command line.
    PtBr,
}

impl Lang {
    /// Every language, English first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::PtBr];

    /// The language tag in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::PtBr => "pt-BR",
        }
    }

    /// The language for a tag from the command line or the environment; C, POSIX and unknown tags
    /// mean English.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("pt") { Lang::PtBr } else { Lang::En }
    }

    /// The language that the switch of languages changes to.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Lang::En => Lang::PtBr,
            Lang::PtBr => Lang::En,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The text in English.
    pub en: String,
    /// The text in Brazilian Portuguese.
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
