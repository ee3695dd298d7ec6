//! Compares an attempt with what is right: right, missed, extra, out of order.
//!
//! It must not know where either comes from.

use super::predict::{Fact, Truth};

/// The comparison of an attempt with what is right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// Right answers that were given.
    pub right: Vec<Fact>,
    /// Right answers that were not given.
    pub missed: Vec<Fact>,
    /// Answers that were given but are not right.
    pub extra: Vec<String>,
    /// Right answers that were given in another order than in the run.
    pub out_of_order: Vec<Fact>,
}

impl Feedback {
    /// Whether the attempt is completely right.
    pub fn is_right(&self) -> bool {
        self.missed.is_empty() && self.extra.is_empty() && self.out_of_order.is_empty()
    }

    /// The step to show next: the first that the attempt got wrong or, if there is none, the first
    /// that it got right.
    pub fn step(&self) -> Option<usize> {
        let wrong = self.missed.iter().chain(&self.out_of_order).filter_map(|fact| fact.step).min();
        wrong.or_else(|| self.right.iter().filter_map(|fact| fact.step).min())
    }
}

/// Compares an attempt with what is right.
pub fn grade(truth: &Truth, answer: &[String]) -> Feedback {
    let mut feedback = Feedback::default();
    let mut given: Vec<usize> = Vec::new();
    for name in answer {
        match truth.facts.iter().position(|fact| fact.name == *name) {
            Some(at) if !given.contains(&at) => given.push(at),
            Some(_) => {}
            None if feedback.extra.contains(name) => {}
            None => feedback.extra.push(name.clone()),
        }
    }
    let mut sorted = given.clone();
    if truth.ordered {
        sorted.sort_unstable();
    }
    let at_place = given.iter().zip(&sorted).filter(|(given, run)| given == run);
    let in_order: Vec<usize> = at_place.map(|(at, _)| *at).collect();
    for (at, fact) in truth.facts.iter().enumerate() {
        let list = match (given.contains(&at), in_order.contains(&at)) {
            (true, true) => &mut feedback.right,
            (true, false) => &mut feedback.out_of_order,
            (false, _) => &mut feedback.missed,
        };
        list.push(fact.clone());
    }
    feedback
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth_of(names: &[&str], ordered: bool) -> Truth {
        let facts = names
            .iter()
            .enumerate()
            .map(|(at, name)| Fact { name: (*name).to_owned(), step: Some(at + 1) })
            .collect();
        Truth { facts, ordered, until: names.len() }
    }

    fn answer(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn names(facts: &[Fact]) -> Vec<&str> {
        facts.iter().map(|fact| fact.name.as_str()).collect()
    }

    #[test]
    fn an_attempt_is_right_missed_extra_or_out_of_order() {
        let feedback =
            grade(&truth_of(&["U-A", "R4", "logon-A"], true), &answer(&["R4", "U-A", "R5"]));
        assert_eq!(names(&feedback.missed), ["logon-A"]);
        assert_eq!(feedback.extra, ["R5"]);
        assert_eq!(names(&feedback.out_of_order), ["U-A", "R4"]);
        assert!(!feedback.is_right());
    }

    #[test]
    fn what_is_at_its_place_is_told_from_what_is_not() {
        let truth = truth_of(&["store", "logon", "support"], true);
        let swapped = grade(&truth, &answer(&["store", "support", "logon"]));
        assert_eq!(names(&swapped.right), ["store"]);
        assert_eq!(names(&swapped.out_of_order), ["logon", "support"]);
        let partial = grade(&truth, &answer(&["logon", "support"]));
        assert_eq!(names(&partial.right), ["logon", "support"], "what is missing moves nothing");
        assert_eq!(names(&partial.missed), ["store"]);
    }

    #[test]
    fn order_counts_only_where_the_question_says_so() {
        let given = answer(&["R4", "U-A"]);
        assert!(grade(&truth_of(&["U-A", "R4"], false), &given).is_right());
        assert!(!grade(&truth_of(&["U-A", "R4"], true), &given).is_right());
    }

    #[test]
    fn nothing_is_the_right_answer_where_nothing_happens() {
        assert!(grade(&truth_of(&[], false), &[]).is_right());
        assert!(!grade(&truth_of(&[], false), &answer(&["R1"])).is_right());
    }
}
