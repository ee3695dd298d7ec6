//! The questions of a page: what can be picked, and what the program's own grading says of every
//! answer.
//!
//! A page cannot grade. So each answer is graded here and carried along, in two parts that make
//! up every answer: the picked options that are right, and the others. It must not know how a page
//! looks.

use serde_json::{Map, Value, json};

use super::PageTexts;
use crate::lesson::asked::{answer_line, attempt_lines};
use crate::lesson::grade::grade;
use crate::lesson::hint::HINTS;
use crate::lesson::predict::{Select, Truth};
use crate::lesson::schema::Predict;
use crate::lesson::{LessonRun, Question};
use crate::text::Lang;
use crate::tui::content::card::MOST_WRONG;
use crate::tui::model::glyphs::Glyphs;
use crate::words::Words;

/// The most parts of answers that a page carries for a question; with more, it shows the question
/// and then its answer.
const MOST_PARTS: usize = 5_000;

/// The question at a stop, as the stage asks it, as data; `None` if it has too many answers.
///
/// - `options`, `select` (`one`, `many`, `ordered`), `ask`, `how`, `hints`: what is asked.
/// - `known`: the options that are right; `right`: the right answer as a key, and `done` what is
///   said of it.
/// - `graded`: what is said of the right options in a wrong answer, before and after what is said
///   of the others; `extra`: what is said of those: that they are wrong, and why.
/// - `reveal`: the answer, for who asks for it.
///
/// A key is the places of options with commas between: of the right ones in the order in which they
/// were picked, if that counts; of all others in the order of the options.
pub fn question(
    run: &LessonRun,
    stop: usize,
    question: &Question,
    glyphs: &Glyphs,
    texts: &mut PageTexts,
) -> Option<Value> {
    let lang = question.lang;
    let truth = run.truth(stop)?;
    let predict = run.scene(stop).predict.as_ref()?;
    let place = |name: &str| question.options.iter().position(|option| option == name);
    let right: Vec<usize> =
        truth.facts.iter().map(|fact| place(&fact.name)).collect::<Option<_>>()?;
    let (known, others): (Vec<usize>, Vec<usize>) =
        (0..question.options.len()).partition(|option| right.contains(option));
    if parts(known.len(), question.select)
        .saturating_add(parts(others.len(), least(question.select)))
        > MOST_PARTS
    {
        return None;
    }
    let mut graded =
        GradedQuestion { predict, truth: &truth, options: &question.options, glyphs, lang, texts };
    let parts = graded.known(&known, &others, question.select);
    let extra = graded.others(run, stop, &others, question.select);
    let done: Vec<usize> = graded.said(&right);
    let sorted = || known.clone();
    let key_of_right = key(&if question.select == Select::Ordered { right } else { sorted() });
    let words = Words::of(lang);
    let mut hinted = run.clone();
    let hints: Vec<String> = (0..HINTS)
        .map_while(|_| hinted.hint(stop, lang))
        .map(|(level, text)| {
            let text = flat(&text);
            words.with("card-hint", &[("level", level.into()), ("text", text.into())])
        })
        .collect();
    // What each change did says what is right, too.
    let reveal = predict
        .because
        .is_none()
        .then(|| answer_line(predict, truth.facts.iter().map(|fact| fact.name.as_str()), lang));
    let select = match question.select {
        Select::One => "one",
        Select::Many => "many",
        Select::Ordered => "ordered",
    };
    Some(json!({
        "ask": flat(&question.ask),
        "how": words.text(&format!("record-pick-{select}")),
        "select": select,
        "options": question.labels().collect::<Vec<_>>(),
        "hints": hints,
        "known": known,
        "right": key_of_right,
        "done": done,
        "graded": parts,
        "extra": extra,
        "reveal": reveal,
    }))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Options that are not right are never told in the order in which they were picked.
fn least(select: Select) -> Select {
    if select == Select::Ordered { Select::Many } else { select }
}

/// How many picks there are of so many options.
fn parts(options: usize, select: Select) -> usize {
    match select {
        Select::One => options + 1,
        Select::Many => {
            1usize.checked_shl(options as u32).filter(|_| options < 20).unwrap_or(usize::MAX)
        }
        Select::Ordered => {
            // 1 + n(1 + (n - 1)(1 + ...))
            (1..=options).fold(1usize, |all, left| all.saturating_mul(left).saturating_add(1))
        }
    }
}

/// All picks of these options, the empty one first.
fn picks(options: &[usize], select: Select) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    let mut from = 0;
    while from < all.len() {
        let pick = all[from].clone();
        from += 1;
        let may_follow = |option: &&usize| match select {
            Select::One => pick.is_empty(),
            Select::Many => pick.last().is_none_or(|last| *last < **option),
            Select::Ordered => !pick.contains(option),
        };
        let more = options.iter().filter(may_follow);
        let more: Vec<Vec<usize>> = more.map(|option| [&pick[..], &[*option]].concat()).collect();
        all.extend(more);
    }
    all
}

fn key(pick: &[usize]) -> String {
    pick.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
}

/// What grades the answers to one question.
struct GradedQuestion<'a> {
    predict: &'a Predict,
    truth: &'a Truth,
    options: &'a [String],
    glyphs: &'a Glyphs,
    lang: Lang,
    texts: &'a mut PageTexts,
}

impl GradedQuestion<'_> {
    /// What is said of an answer to an open question, as numbers of texts.
    fn said(&mut self, pick: &[usize]) -> Vec<usize> {
        let feedback = grade(self.truth, &self.names(pick));
        let lines = attempt_lines(&feedback, self.predict, true, self.lang);
        let marked = lines.into_iter().map(|(is_good, text)| {
            format!("{} {text}", if is_good { self.glyphs.holds } else { self.glyphs.broken })
        });
        marked.map(|line| self.texts.number(line)).collect()
    }

    fn names(&self, pick: &[usize]) -> Vec<String> {
        pick.iter().map(|option| self.options[*option].clone()).collect()
    }

    /// For every pick of right options what is said of them in a wrong answer: what comes before
    /// the line about wrong options, and what comes after it.
    fn known(&mut self, known: &[usize], others: &[usize], select: Select) -> Map<String, Value> {
        let mut all = Map::new();
        for pick in picks(known, select) {
            let good = usize::from(!grade(self.truth, &self.names(&pick)).right.is_empty());
            // With a wrong option beside them they are a wrong answer, whatever they are.
            let mut said = match others.first() {
                Some(wrong) => {
                    let mut said = self.said(&[&pick[..], &[*wrong]].concat());
                    said.remove(good);
                    said
                }
                None => self.said(&pick),
            };
            let after = said.split_off(good.min(said.len()));
            all.insert(key(&pick), json!([said, after]));
        }
        all
    }

    /// For every pick of wrong options that they are wrong, and for the first of them why.
    fn others(
        &mut self,
        run: &LessonRun,
        stop: usize,
        others: &[usize],
        select: Select,
    ) -> Map<String, Value> {
        let why =
            |option: &usize| run.why_wrong(run.timeline(), stop, &self.options[*option], self.lang);
        let whys: Vec<Option<String>> = others.iter().map(why).collect();
        let whys: Vec<Option<usize>> =
            whys.into_iter().map(|why| why.map(|text| self.texts.number(text))).collect();
        let mut all = Map::new();
        for pick in picks(others, least(select)).into_iter().skip(1) {
            let wrong = self.said(&pick).into_iter().take(1);
            let why = |option: &usize| whys[others.iter().position(|it| it == option)?];
            let why = pick.iter().take(MOST_WRONG).filter_map(why);
            let said: Vec<usize> = wrong.chain(why).collect();
            all.insert(key(&pick), json!(said));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_picks_are_there_and_counted() {
        for (select, counts) in [
            (Select::One, [1, 2, 3, 4]),
            (Select::Many, [1, 2, 4, 8]),
            (Select::Ordered, [1, 2, 5, 16]),
        ] {
            for (options, count) in counts.into_iter().enumerate() {
                let all: Vec<usize> = (0..options).collect();
                assert_eq!(picks(&all, select).len(), count, "{select:?} {options}");
                assert_eq!(parts(options, select), count, "{select:?} {options}");
            }
            assert!(
                parts(200, Select::Many) > MOST_PARTS && parts(200, Select::Ordered) > MOST_PARTS
            );
        }
        assert_eq!(picks(&[1, 4], Select::Many), [vec![], vec![1], vec![4], vec![1, 4]]);
        assert_eq!(key(&[4, 1]), "4,1");
    }
}
