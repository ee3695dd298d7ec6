//! Search over the steps of a run: what was looked for and where it is. Typing must stay quick in
//! long runs, so sentences are made once.
//!
//! It must not know how hits are drawn.

use crate::narrate::cursor::StateCursor;
use crate::sim::Timeline;
use crate::text::Lang;

/// Steps beyond this are not searched.
const MOST: usize = 20_000;

/// A run that can be searched.
#[derive(Default)]
pub struct StepSearch {
    /// What each step did, in small letters.
    texts: Vec<String>,
    /// What was looked for.
    pub query: String,
    /// Steps that have it.
    pub hits: Vec<usize>,
}

impl StepSearch {
    /// Makes the sentences of a run: narration, statement, thread and callers.
    pub fn new(timeline: &Timeline, lang: Lang) -> Self {
        let mut walk = StateCursor::new(timeline);
        let program = timeline.machine().program();
        let texts = (1..=timeline.len().min(MOST))
            .map(|step| {
                let statement = timeline
                    .event(step)
                    .map_or("", |event| crate::narrate::statement_text(program, event));
                format!("{}\n{statement}", walk.sentence(step, lang)).to_lowercase()
            })
            .collect();
        Self { texts, query: String::new(), hits: Vec::new() }
    }

    /// Steps that have a text.
    pub fn find(&self, query: &str) -> Vec<usize> {
        let query = query.trim().to_lowercase();
        if query.is_empty() {
            return Vec::new();
        }
        self.texts
            .iter()
            .enumerate()
            .filter(|(_, text)| text.contains(&query))
            .map(|(at, _)| at + 1)
            .collect()
    }

    /// Keeps what was looked for, for the next and the previous hit.
    pub fn keep(&mut self, query: &str) {
        self.hits = self.find(query);
        query.trim().clone_into(&mut self.query);
    }

    /// The next hit after a step, or the one before it; wraps around at the ends.
    pub fn next(&self, at: usize, forward: bool) -> Option<usize> {
        let (first, last) = (self.hits.first()?, self.hits.last()?);
        let found = match forward {
            true => self.hits.iter().find(|step| **step > at).unwrap_or(first),
            false => self.hits.iter().rev().find(|step| **step < at).unwrap_or(last),
        };
        Some(*found)
    }

    /// Which of the hits a step is, from 1.
    pub fn number(&self, at: usize) -> Option<usize> {
        self.hits.iter().position(|step| *step == at).map(|index| index + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_go_round() {
        let search = StepSearch { texts: Vec::new(), query: "x".to_owned(), hits: vec![3, 8, 20] };
        assert_eq!(search.next(3, true), Some(8));
        assert_eq!(search.next(20, true), Some(3));
        assert_eq!(search.next(8, false), Some(3));
        assert_eq!(search.next(0, false), Some(20));
        assert_eq!(StepSearch::default().next(0, true), None);
        assert_eq!(search.number(20), Some(3));
    }

    #[test]
    fn what_is_typed_is_found_in_any_case() {
        let texts = vec!["client-1 calls storelogoff".to_owned(), "row r4".to_owned()];
        let search = StepSearch { texts, ..StepSearch::default() };
        assert_eq!(search.find(" StoreLogoff"), [1]);
        assert_eq!(search.find("r4"), [2]);
        assert!(search.find(" ").is_empty());
    }
}
