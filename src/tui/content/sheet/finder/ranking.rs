//! Which entries have the words that were typed, the nearest first.
//!
//! A word counts where a word of an entry begins with it or with its stem (`crashed`), and where it
//! is inside of a long name (`uninitialize`); else as the word that it misspells. Words that say
//! nothing (`when`) do not count. First come entries that are called so, then those with all words
//! in their title or among their names, then those that have the most of the words, where a rare
//! one counts more. It must not know what an entry is.

use std::collections::BTreeSet;

use super::entries::FinderEntry;
use crate::diagnostic::nearest as similar;
use crate::text::Lang;
use crate::tui::content::sheet::glossary::folded;
use crate::words::Words;

/// Letters from which on a word is looked for inside of names.
const INSIDE: usize = 5;
/// Letters that a word must share with the word that it misspells, from its beginning; so many are
/// left of a word without its ending, too.
const SHARED: usize = 3;
/// Letters that are left of a word that is known with its ending, too.
const STEM: usize = 4;
/// Endings of verbs, English and Portuguese.
const ENDINGS: [&str; 6] = ["ing", "ed", "ando", "endo", "indo", "ou"];
/// Endings that are left out only of words that nothing has.
const WEAK_ENDINGS: [&str; 7] = ["es", "s", "ada", "ado", "ar", "er", "a"];
/// The weight of a word that a single entry has.
const RAREST: usize = 1_000_000;

/// The texts of an entry as they are compared: small letters without marks and apostrophes.
struct FoldedTexts {
    title: String,
    names: String,
    all: String,
}

impl FoldedTexts {
    fn of(entry: &FinderEntry) -> Self {
        let names = plain(&entry.names);
        let all = format!("{names} {}", plain(&entry.text));
        Self { title: plain(&entry.title), names, all }
    }
}

fn plain(text: &str) -> String {
    folded(text).replace(['\'', '’'], "")
}

/// How a typed word is compared.
struct TypedWord {
    /// The beginning of a word; any of these.
    begins: Vec<String>,
    /// A part of a name.
    inside: Option<String>,
}

impl TypedWord {
    fn of(word: &str, texts: &[FoldedTexts]) -> Self {
        let letters = |word: &str| word.chars().count();
        let known = |word: &str| texts.iter().any(|it| begins(&it.all, word));
        let stem = |endings: &[&str], least: usize| {
            let stems = endings.iter().filter_map(|ending| word.strip_suffix(ending));
            let stems = stems.filter(|stem| letters(stem) >= least && known(stem));
            // The longest stem is the nearest.
            stems.max_by_key(|stem| stem.len()).map(str::to_owned)
        };
        let inside = letters(word) >= INSIDE && texts.iter().any(|it| it.names.contains(word));
        let inside = inside.then(|| word.to_owned());
        let mut all = vec![word.to_owned()];
        if known(word) || inside.is_some() || letters(word) < SHARED {
            all.extend(stem(&ENDINGS, STEM));
        } else {
            let stem = stem(&ENDINGS, SHARED).or_else(|| stem(&WEAK_ENDINGS, SHARED));
            all.extend(stem.or_else(|| misspelt(word, texts)));
        }
        Self { begins: all, inside }
    }

    fn is_in(&self, names: &str, text: &str) -> bool {
        self.begins.iter().any(|word| begins(text, word))
            || self.inside.as_ref().is_some_and(|word| names.contains(word.as_str()))
    }
}

/// The word of the names that a word may stand for.
fn misspelt(word: &str, texts: &[FoldedTexts]) -> Option<String> {
    let start = |word: &str| word.chars().take(SHARED).collect::<String>();
    let words = texts.iter().flat_map(|it| it.names.split(|c: char| !c.is_alphanumeric()));
    let alike: BTreeSet<&str> = words.filter(|it| start(it) == start(word)).collect();
    similar(word, alike).first().map(|word| (*word).to_owned())
}

/// The words that were typed, without those that say nothing, unless there are no others.
fn words(query: &str) -> Vec<&str> {
    let fillers = Lang::ALL.map(|lang| plain(&Words::of(lang).text("finder-fillers")));
    let is_filler = |word: &&str| fillers.iter().any(|it| it.split(' ').any(|it| it == *word));
    let all = query.split_whitespace();
    let told: Vec<&str> = all.clone().filter(|word| !is_filler(word)).collect();
    if told.is_empty() { all.collect() } else { told }
}

/// Whether a word of a text begins so.
fn begins(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

/// Whether a name is what was typed: whole, or a method without its interface.
fn is_called(name: &str, query: &str) -> bool {
    name == query || name.rsplit_once("::").is_some_and(|(_, method)| method == query)
}

/// The entries that have what was typed, the nearest first.
pub fn nearest(entries: Vec<FinderEntry>, query: &str) -> Vec<FinderEntry> {
    let query = plain(query.trim());
    let texts: Vec<FoldedTexts> = entries.iter().map(FoldedTexts::of).collect();
    let typed: Vec<TypedWord> =
        words(&query).into_iter().map(|word| TypedWord::of(word, &texts)).collect();
    let has = |typed: &TypedWord, it: &FoldedTexts| typed.is_in(&it.names, &it.all);
    let weights: Vec<usize> = typed
        .iter()
        .map(|word| RAREST / texts.iter().filter(|it| has(word, it)).count().max(1))
        .collect();
    // A name outweighs what is said about it.
    let times = |word: &TypedWord, it: &FoldedTexts| match () {
        () if word.is_in(&it.names, &it.names) => 2,
        () if has(word, it) => 1,
        () => 0,
    };
    let score = |it: &FoldedTexts| {
        let words = typed.iter().zip(&weights);
        words.map(|(word, weight)| weight * times(word, it)).sum::<usize>()
    };
    let best = texts.iter().map(score).max().unwrap_or(0);
    let rank = |it: &FoldedTexts| match score(it) {
        _ if typed.is_empty() => Some(0),
        _ if it.names.split(',').any(|name| is_called(name.trim(), &query)) => Some(0),
        _ if it.names.split_whitespace().any(|name| name == query) => Some(1),
        _ if typed.iter().all(|word| word.is_in("", &it.title)) => Some(2),
        _ if typed.iter().all(|word| word.is_in(&it.names, &it.names)) => Some(3),
        score => (score > 0 && score * 2 >= best).then(|| 4 + best - score),
    };
    let mut found: Vec<(usize, FinderEntry)> = entries
        .into_iter()
        .zip(&texts)
        .filter_map(|(entry, it)| Some((rank(it)?, entry)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}
