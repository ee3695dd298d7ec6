//! Judges a text on its own: how many lines it takes, whether it can be translated, whether it is a
//! yes-or-no question.
//!
//! It must not know a lesson.

use unicode_width::UnicodeWidthStr;

use crate::text::Lang;

/// How many lines a text takes at a width without breaking words.
pub fn lines(text: &str, width: usize) -> usize {
    text.trim_end().lines().map(|line| wrapped(line, width)).sum()
}

fn wrapped(line: &str, width: usize) -> usize {
    let (mut rows, mut used) = (1, 0);
    for word in line.split_whitespace() {
        let wide = word.width();
        let needed = if used == 0 { wide } else { used + 1 + wide };
        if needed > width && used > 0 {
            rows += 1;
            used = wide;
        } else {
            used = needed;
        }
    }
    rows
}

/// Whether a text has at least two words other than API names, because only such a text can be
/// translated.
pub(super) fn has_words(text: &str) -> bool {
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() > 2 && word.chars().all(|c| c.is_lowercase() || c == '-')
    };
    text.split_whitespace().filter(is_word).count() >= 2
}

const ASKS_WHETHER: [&str; 20] = [
    "is", "are", "was", "were", "do", "does", "did", "will", "would", "can", "could", "should",
    "has", "have", "had", "may", "must", "shall", "isn't", "won't",
];
const ASKS_WHICH: [&str; 16] = [
    "qual", "quais", "quem", "quando", "onde", "que", "quê", "quanto", "quanta", "quantos",
    "quantas", "como", "por", "marque", "escolha", "preveja",
];

/// Whether a text is a yes-or-no question.
pub(super) fn is_yes_or_no(text: &str, lang: Lang) -> bool {
    let Some(question) = text.trim().strip_suffix('?') else { return false };
    let last = question.rsplit(['.', '!', '?', ':', ';']).next().unwrap_or(question).to_lowercase();
    let mut words =
        last.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    match lang {
        Lang::En => words.next().is_some_and(|first| ASKS_WHETHER.contains(&first)),
        Lang::PtBr => !words.any(|word| ASKS_WHICH.contains(&word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_of_yes_or_no_are_told_from_others() {
        assert!(is_yes_or_no("Look at R4. Will it go?", Lang::En));
        assert!(!is_yes_or_no("Which rows will go?", Lang::En));
        assert!(is_yes_or_no("A linha R4 vai sair?", Lang::PtBr));
        assert!(!is_yes_or_no("Quais linhas vão sair?", Lang::PtBr));
    }

    #[test]
    fn a_text_is_measured_in_wrapped_lines() {
        assert_eq!(lines("one two three", 7), 2);
        assert_eq!(lines("one\n\ntwo", 7), 3);
    }

    #[test]
    fn names_of_the_api_need_no_translation() {
        assert!(!has_words("IMsgStore::StoreLogoff(LOGOFF_ORDERLY)"));
        assert!(has_words("the row is gone"));
    }
}
