//! The speaker's own question, with the hands counted each time it is asked, such as at the
//! beginning and at the end of a talk. It has no right answer.
//!
//! It must not know where it is asked.

use super::protocol::clean;
use super::tally::Tally;

/// How many options a question may have.
const OPTIONS: std::ops::RangeInclusive<usize> = 2..=12;
/// The longest question or option, in characters.
const LONGEST: usize = 200;

/// Why a text can't be a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionProblem {
    /// The question or an option is empty.
    Empty,
    /// It has this number of options, which is not allowed.
    Options(usize),
    /// It is too long to fit on the screen.
    Long,
}

impl QuestionProblem {
    /// The id of its error message.
    pub fn text(self) -> &'static str {
        match self {
            QuestionProblem::Empty => "question-empty",
            QuestionProblem::Options(_) => "question-options",
            QuestionProblem::Long => "question-long",
        }
    }
}

/// The speaker's own question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnQuestion {
    /// The question itself.
    pub ask: String,
    /// The options from which the room chooses.
    pub options: Vec<String>,
    /// The tally of each round, with the reason for which it was asked.
    rounds: Vec<(usize, Tally)>,
    at: usize,
}

impl OwnQuestion {
    /// Parses `Question? | option | option`.
    ///
    /// # Errors
    /// The question or an option is empty, there are fewer than 2 or more than 12 options, or a
    /// text is longer than 200 characters.
    pub fn parse(text: &str) -> Result<Self, QuestionProblem> {
        let mut parts =
            text.split('|').map(|part| clean(part).replace('\n', " ").trim().to_owned());
        let ask = parts.next().unwrap_or_default();
        let options: Vec<String> = parts.collect();
        if ask.is_empty() || options.iter().any(String::is_empty) {
            return Err(QuestionProblem::Empty);
        }
        if !OPTIONS.contains(&options.len()) {
            return Err(QuestionProblem::Options(options.len()));
        }
        if options.iter().chain([&ask]).any(|part| part.chars().count() > LONGEST) {
            return Err(QuestionProblem::Long);
        }
        Ok(Self { ask, options, rounds: Vec::new(), at: 0 })
    }

    /// Asks the question for a reason: the first time with no hands, later with those of that
    /// round.
    pub fn ask_for(&mut self, reason: usize) {
        let known = self.rounds.iter().position(|(of, _)| *of == reason);
        self.at = known.unwrap_or_else(|| {
            self.rounds.push((reason, Tally::new(self.options.len())));
            self.rounds.len() - 1
        });
        if let Some((_, tally)) = self.rounds.get_mut(self.at) {
            tally.again();
        }
    }

    /// How often the question has been asked.
    pub fn rounds(&self) -> usize {
        self.rounds.len()
    }

    /// The current round's tally; `None` before the question is asked.
    pub fn tally(&self) -> Option<&Tally> {
        self.rounds.get(self.at).map(|(_, tally)| tally)
    }

    /// The current round's tally, for counting.
    pub fn tally_mut(&mut self) -> Option<&mut Tally> {
        self.rounds.get_mut(self.at).map(|(_, tally)| tally)
    }

    /// The tally of the last earlier round in which any hands were counted.
    pub fn before(&self) -> Option<&Tally> {
        let earlier = self.rounds.get(..self.at)?.iter().rev();
        earlier.map(|(_, tally)| tally).find(|tally| tally.has_counts())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_question_has_two_to_twelve_options() {
        let question = OwnQuestion::parse(" Who? | the client |MAPI ").expect("is one");
        assert_eq!((question.ask.as_str(), question.options.len()), ("Who?", 2));
        assert_eq!(question.options, ["the client", "MAPI"]);
        let of = |options: usize| OwnQuestion::parse(&format!("Who?{}", "| a".repeat(options)));
        assert_eq!(of(0), Err(QuestionProblem::Options(0)));
        assert_eq!(of(1), Err(QuestionProblem::Options(1)));
        assert!(of(12).is_ok());
        assert_eq!(of(40), Err(QuestionProblem::Options(40)));
        assert_eq!(OwnQuestion::parse("| a | b"), Err(QuestionProblem::Empty));
        assert_eq!(OwnQuestion::parse("Who? | a |  "), Err(QuestionProblem::Empty));
        let long = format!("Who? | a | {}", "b".repeat(201));
        assert_eq!(OwnQuestion::parse(&long), Err(QuestionProblem::Long));
    }

    #[test]
    fn hands_of_before_stay_beside_those_of_now() {
        let mut question = OwnQuestion::parse("Who? | a | b").expect("is one");
        question.ask_for(0);
        assert!(question.tally_mut().is_some_and(|tally| tally.digit(7)));
        assert_eq!(question.before(), None);
        question.ask_for(6);
        assert_eq!(question.before().and_then(|tally| tally.count(0)), Some(7));
        assert_eq!(question.tally().and_then(|tally| tally.count(0)), None);
        question.ask_for(0);
        assert_eq!(question.tally().and_then(|tally| tally.count(0)), Some(7), "back at the first");
        assert_eq!(question.before(), None);
    }

    proptest! {
        #[test]
        fn no_text_does_any_harm(text in any::<String>()) {
            if let Ok(question) = OwnQuestion::parse(&text) {
                prop_assert!(OPTIONS.contains(&question.options.len()));
                let all = question.options.iter().chain([&question.ask]);
                prop_assert!(all.into_iter().all(|it| !it.chars().any(crate::text::is_control)));
            }
        }
    }
}
