//! The questions of a page: whatever is picked, it says what the card of the stage says.

use mapi_teardown::headless::film::{Film, FilmScreen};
use mapi_teardown::lesson::library::{INDEX, Lesson};
use mapi_teardown::lesson::{LessonRun, Question};
use mapi_teardown::text::Lang;
use mapi_teardown::tui::Start;
use mapi_teardown::tui::content::card;
use mapi_teardown::tui::message::{Effect, Message};
use mapi_teardown::tui::model::lesson::CardPhase;
use mapi_teardown::tui::update::lesson::{answer_by_names, follow_way};
use mapi_teardown::words::Words;
use serde_json::Value;

use super::page::data_of;
use super::record;

/// The most answers to one question that are handed in on the stage.
const MOST_TRIED: usize = 40;

fn numbers(list: &Value) -> Vec<usize> {
    let number = |it: &Value| it.as_u64().expect("a number") as usize;
    list.as_array().expect("a list").iter().map(number).collect()
}

fn key(pick: &[usize]) -> String {
    pick.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
}

/// What the page says of an answer, as its script looks it up; whether the answer is right.
fn said(data: &Value, question: &Value, pick: &[usize]) -> (bool, Vec<String>) {
    let texts = |list: &Value| -> Vec<String> {
        numbers(list)
            .iter()
            .map(|at| data["texts"][*at].as_str().expect("a text").to_owned())
            .collect()
    };
    let known = numbers(&question["known"]);
    let (mut right, mut wrong): (Vec<usize>, Vec<usize>) =
        pick.iter().partition(|option| known.contains(option));
    wrong.sort_unstable();
    if question["select"] != "ordered" {
        right.sort_unstable();
    }
    if wrong.is_empty() && question["right"] == key(&right) {
        return (true, texts(&question["done"]));
    }
    let graded = &question["graded"][key(&right)];
    let mut said = texts(&graded[0]);
    let extra = match wrong.is_empty() {
        true => Vec::new(),
        false => texts(&question["extra"][key(&wrong)]),
    };
    said.extend(extra.first().cloned());
    said.extend(texts(&graded[1]));
    said.extend(extra.into_iter().skip(1));
    (false, said)
}

/// Answers to a question with so many options: all, or, of too many, some of every size.
fn answers(options: usize, select: &str) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    let mut from = 0;
    while from < all.len() && all.len() < 4000 {
        let pick = all[from].clone();
        from += 1;
        for option in 0..options {
            let follows = match select {
                "one" => pick.is_empty(),
                "many" => pick.last().is_none_or(|last| *last < option),
                _ => !pick.contains(&option),
            };
            if follows {
                all.push([&pick[..], &[option]].concat());
            }
        }
    }
    let apart = all.len().div_ceil(MOST_TRIED);
    all.into_iter().step_by(apart).collect()
}

/// Hands in every answer on the stage, the right one last.
fn compare(film: &mut Film, data: &Value, asked: &Value, lang: Lang) {
    let lesson = film.model.lesson().expect("a lesson");
    let question: Question = lesson.question(lang).expect("a question").clone();
    let labels: Vec<Value> = question.labels().map(Value::from).collect();
    assert_eq!(asked["options"].as_array(), Some(&labels));
    let truth = lesson.truth(lesson.here().expect("a stop")).expect("an answer");
    let place = |name: &str| question.options.iter().position(|it| it == name).expect("is offered");
    let right: Vec<usize> = truth.facts.iter().map(|fact| place(&fact.name)).collect();
    let select = asked["select"].as_str().expect("a word");
    let mut tried = answers(question.options.len(), select);
    tried.retain(|pick| !said(data, asked, pick).0);
    tried.push(right);
    for pick in tried {
        // Wrong options are told in the order in which they are offered.
        let mut given = pick.clone();
        given.sort_by_key(|option| (truth_place(&truth, &question.options[*option]), *option));
        if select == "ordered" {
            given = pick.clone();
            let known = numbers(&asked["known"]);
            let mut wrong: Vec<usize> =
                pick.iter().filter(|it| !known.contains(it)).copied().collect();
            wrong.sort_unstable();
            given.retain(|option| known.contains(option));
            given.extend(wrong);
        }
        let names: Vec<String> = given.iter().map(|it| question.options[*it].clone()).collect();
        assert!(answer_by_names(&mut film.model, &names));
        let (is_right, lines) = said(data, asked, &pick);
        let is_answered = film.model.lesson().map(|it| it.phase) == Some(CardPhase::Answered);
        assert_eq!(is_right, is_answered, "{names:?}: {asked}");
        let lesson = film.model.lesson().expect("a lesson");
        let card = card::said(lesson, film.model.reader(), u16::MAX).join("\n\n");
        let again = Words::of(lang).text("card-again");
        let lines = lines.into_iter().chain((!is_right).then_some(again));
        let lines = lines.collect::<Vec<_>>().join("\n\n");
        // A question that asks why tells of every change once it is answered.
        let own = is_right && asked["reveal"].is_null();
        assert!(own || card.starts_with(&lines), "{names:?}\n{lines}\n--- the stage:\n{card}");
    }
}

fn truth_place(truth: &mapi_teardown::lesson::predict::Truth, name: &str) -> usize {
    truth.facts.iter().position(|fact| fact.name == name).unwrap_or(usize::MAX)
}

/// How many questions were compared.
fn play(id: &str, lang: Lang) -> usize {
    let (data, _) = &data_of(&record("a.html", &[id, "--lang", lang.code(), "--size", "60x20"]));
    let questions = data["questions"].as_array().expect("questions");
    let lesson = std::sync::Arc::new(Lesson::find(id).expect("is there"));
    let run = LessonRun::new(lesson).expect("runs");
    let screen = FilmScreen { size: (120, 36), lang, ..FilmScreen::default() };
    let mut film = Film::new(Start::Lesson(Box::new(run)), None, &screen, true);
    let mut compared = 0;
    for _ in 0..10_000 {
        let phase = film.model.lesson().expect("a lesson").phase;
        match phase {
            CardPhase::Asking => {
                compare(&mut film, data, &questions[compared], lang);
                compared += 1;
            }
            CardPhase::Choosing => follow_way(&mut film.model, 0),
            _ if film.send(Message::Beat) == Some(Effect::Finished) => {
                assert_eq!(compared, questions.len(), "{id}");
                return compared;
            }
            _ => {}
        }
    }
    panic!("{id} does not end");
}

#[test]
fn every_answer_of_every_lesson_is_graded_as_on_the_stage() {
    let all: usize = INDEX.iter().map(|entry| play(entry.id, Lang::En)).sum();
    assert!(all > 100, "{all}");
    play("18-whole-story", Lang::PtBr);
    play("15-fast-shutdown", Lang::PtBr);
}

#[test]
fn a_question_comes_right_before_its_answer_and_gives_nothing_away() {
    let (data, _) = &data_of(&record("a.html", &["02"]));
    let frames = data["frames"].as_array().expect("frames");
    let text = |at: &Value| data["texts"][at.as_u64().expect("a number") as usize].as_str();
    let (mut asked, mut revealed) = (0, 0);
    for pair in frames.windows(2).filter(|pair| !pair[0]["ask"].is_null()) {
        assert_eq!(pair[0]["ask"], pair[1]["answer"]);
        assert_eq!(pair[0]["step"], pair[1]["step"]);
        let question = &data["questions"][pair[0]["ask"].as_u64().expect("a number") as usize];
        let done = numbers(&question["done"]);
        let card = text(&pair[0]["scene"]).expect("a text");
        for line in done {
            let line = data["texts"][line].as_str().expect("a text");
            assert!(!card.contains(line), "{card}");
        }
        assert!(question["hints"].as_array().is_some_and(|hints| hints.len() == 3));
        // What each change of the run did is told as the answer to a question that asks why.
        let reveal = question["reveal"].as_str();
        assert!(reveal.is_none_or(|text| text.starts_with("The answer")));
        revealed += usize::from(reveal.is_some());
        asked += 1;
    }
    assert_eq!(asked, data["questions"].as_array().map_or(0, Vec::len));
    assert!(asked > 3 && revealed > 3);
}
