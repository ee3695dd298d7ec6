//! Every bundled lesson is played to its end in both languages and compared with what it says; bad
//! lessons get the complaints they expect; no bytes can make the loader panic.

mod cards;
mod hints;
mod schema;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use mapi_teardown::lesson::check::{CODES, LessonReport, check_bundled, check_lesson};
use mapi_teardown::lesson::library::{INDEX, Lesson, bundled};
use mapi_teardown::lesson::predict::QuestionKind;
use mapi_teardown::lesson::progress::LessonProgress;
use mapi_teardown::lesson::source::{LessonSource, MAX_BYTES};
use mapi_teardown::lesson::{LessonRun, Moved, Question};
use mapi_teardown::text::Lang;
use proptest::prelude::*;

#[test]
fn bundled_lessons_have_no_problem() {
    let reports = check_bundled();
    assert_eq!(reports.len(), INDEX.len());
    let problems: Vec<String> = reports
        .iter()
        .flat_map(|report| &report.diagnostics)
        .map(|it| format!("{} [{}]", it, it.code))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(reports.iter().all(|report| report.ran && report.questions > 0));
}

/// Goes through a lesson as a learner would: every question first wrong, then with its hints, then
/// right.
fn play(id: &str, lang: Lang) -> LessonRun {
    let mut run = LessonRun::new(Arc::new(Lesson::find(id).expect("bundled"))).expect("runs");
    let mut seen = BTreeSet::new();
    loop {
        if let Some(stop) = run.current() {
            seen.insert(stop);
            try_scene(&mut run, stop, lang);
        }
        match run.next_scene() {
            Moved::Scene(_) => {}
            Moved::There => break,
            Moved::Asks(stop) => panic!("{id}: stop {stop} still asks"),
        }
    }
    assert_eq!(run.timeline().at(), run.timeline().len(), "{id} comes to its end");
    assert_eq!(seen.len(), run.stops().len(), "{id}: every scene was shown");
    run
}

fn try_scene(run: &mut LessonRun, stop: usize, lang: Lang) {
    if let Some(way) = run.ways(stop).first().map(|way| way.name.value.clone()) {
        run.choose(stop, &way).expect("the first way runs");
    }
    let Some(question) = run.question(stop, lang) else { return };
    assert!(!question.ask.is_empty() && question.options.len() > 1);
    let truth: Vec<String> =
        run.truth(stop).expect("an answer").facts.into_iter().map(|fact| fact.name).collect();
    assert!(
        truth.iter().all(|name| question.options.contains(name)),
        "{truth:?} in {:?}",
        question.options
    );
    let wrong: Vec<String> =
        question.options.iter().filter(|name| !truth.contains(name)).take(1).cloned().collect();
    let at = run.timeline().len();
    assert_eq!(run.forward(at), Moved::Asks(stop), "nobody walks past a question");
    let feedback = run.answer(stop, &wrong).expect("graded");
    assert!(!feedback.is_right() && feedback.extra == wrong);
    let mut hints = BTreeSet::new();
    for level in 1..=3 {
        let (given, text) =
            run.hint(stop, lang).unwrap_or_else(|| panic!("{}: hint {level}", question.ask));
        assert!(given == level && !text.is_empty() && !text.starts_with("hint-"));
        hints.insert(text);
    }
    assert_eq!(hints.len(), 3, "three levels: {hints:?}");
    assert!(run.answer(stop, &truth).expect("graded").is_right());
}

#[test]
fn every_lesson_is_played_to_its_end_in_both_languages() {
    for lang in [Lang::En, Lang::PtBr] {
        for entry in INDEX {
            let run = play(entry.id, lang);
            let score = run.score();
            assert_eq!((score.right, score.clean), (score.questions, 0), "{}", entry.id);
            assert_eq!(run.recap(lang).len(), score.questions);
            assert!(run.recap(lang).iter().all(|it| !it.said.is_empty() && !it.ask.is_empty()));
        }
    }
}

/// All questions of all lessons, on their own run.
fn questions(lang: Lang) -> impl Iterator<Item = (&'static str, Question, Vec<String>)> {
    INDEX.iter().flat_map(move |entry| {
        let run = LessonRun::new(Arc::new(Lesson::find(entry.id).expect("bundled"))).expect("runs");
        let asked = |stop| {
            let right = run.truth(stop)?.facts.into_iter().map(|fact| fact.name).collect();
            Some((entry.id, run.question(stop, lang)?, right))
        };
        (0..run.stops().len()).filter_map(asked).collect::<Vec<_>>()
    })
}

#[test]
fn a_question_offers_a_handful_and_every_option_has_a_letter() {
    for (id, question, right) in questions(Lang::En) {
        assert!(
            question.options.len() <= 10.max(right.len() + 3),
            "{id}: {}: {:?}",
            question.ask,
            question.options
        );
        assert!(question.options.len() <= 24, "{id}: {}", question.ask);
        assert!(right.iter().all(|name| question.options.contains(name)));
    }
}

#[test]
fn rules_are_asked_by_their_titles_and_parties_in_the_language_of_the_reader() {
    let titles: Vec<String> = questions(Lang::PtBr)
        .filter(|(_, question, _)| {
            matches!(question.kind, QuestionKind::Rule | QuestionKind::Blame)
        })
        .flat_map(|(_, question, _)| question.labels().collect::<Vec<_>>())
        .collect();
    assert!(
        titles.contains(&"INV-03 A flag do cliente chega intacta ao MAPI".to_owned()),
        "{titles:?}"
    );
    assert!(
        titles.contains(&"o cliente".to_owned()) && !titles.contains(&"client".to_owned()),
        "{titles:?}"
    );
    let run = play("16-bug-hunt", Lang::PtBr);
    let said: Vec<String> =
        run.recap(Lang::PtBr).into_iter().flat_map(|regret| regret.said).collect();
    assert!(
        said.iter().any(|line| line.contains("INV-01 StoreLogoffTransports tem efeito")),
        "{said:?}"
    );
}

#[test]
fn a_choice_goes_on_in_another_run_and_keeps_what_was_answered() {
    let mut run = LessonRun::new(Arc::new(Lesson::find("04").expect("bundled"))).expect("runs");
    let stop = (0..run.stops().len()).find(|stop| !run.ways(*stop).is_empty()).expect("a choice");
    for earlier in 0..stop {
        run.give_up(earlier);
    }
    let (before, steps) = (run.score(), run.timeline().len());
    run.go_to(stop);
    run.choose(stop, "asked").expect("runs");
    assert_eq!(run.way(), Some("asked"));
    assert_ne!(run.timeline().len(), steps);
    assert_eq!(run.score(), before);
    assert!(
        run.current().is_some_and(|stop| !run.ways(stop).is_empty()),
        "it stands at the same scene"
    );
    assert!(matches!(run.next_scene(), Moved::Scene(_)));
}

#[test]
fn every_way_has_answers_of_its_own() {
    let mut run = LessonRun::new(Arc::new(Lesson::find("06").expect("bundled"))).expect("runs");
    let choice = (0..run.stops().len()).find(|stop| !run.ways(*stop).is_empty()).expect("a choice");
    let asks = |run: &LessonRun| {
        (0..run.stops().len()).find(|stop| run.scene(*stop).predict.is_some()).expect("a question")
    };
    run.go_to(choice);
    run.choose(choice, "purge").expect("runs");
    let stop = asks(&run);
    let right: Vec<String> =
        run.truth(stop).expect("an answer").facts.into_iter().map(|fact| fact.name).collect();
    assert!(run.answer(stop, &right).expect("graded").is_right() && !run.asks(stop));
    run.go_to(choice);
    run.choose(choice, "abort").expect("runs");
    let stop = asks(&run);
    assert!(run.asks(stop), "the same scene on another way is another question");
    run.give_up(stop);
    assert_eq!(run.score().right, 1);
    run.go_to(choice);
    run.choose(choice, "orderly").expect("runs");
    assert!(run.asks(asks(&run)), "and so it is on the lesson's own run");

    let kept = LessonProgress::of(&run);
    let again = kept.resume(LessonRun::new(run.shared_lesson()).expect("runs"));
    assert_eq!(again.marks(), run.marks(), "all of them are kept");
}

#[test]
fn each_lesson_leads_to_the_next() {
    for pair in INDEX.windows(2) {
        let lesson = Lesson::find(pair[0].id).expect("bundled");
        let next = lesson
            .file
            .close
            .next
            .iter()
            .find(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        assert_eq!(next.map(|next| next.value.as_str()), Some(pair[1].id), "{}", pair[0].id);
    }
}

#[test]
fn swapping_two_statements_of_a_body_changes_what_is_right() {
    let source = bundled("03-inside-release").expect("bundled");
    let swapped = "
  bodies: |
    module: store-support
    who: mapi
    methods:
      IMAPISupport::Release() @ shutting-down-a-message-store-provider:
        - let left = refs -= 1
        - let lg = logon
        - lg.Logoff(0)
        - each r in rows of lg:
            - remove row r
        - each u in uids of lg:
            - remove uid u
        - lg.Release()
        - free this
        - return 0
scenes:
";
    let other =
        LessonSource { text: source.text.replacen("\nscenes:\n", swapped, 1), ..source.clone() };
    let right = |source: &LessonSource| {
        let run =
            LessonRun::unchecked(Arc::new(Lesson::parse(source.clone()).expect("parses")), None)
                .expect("runs");
        let stop = (0..run.stops().len())
            .find(|at| run.scene(*at).id.as_ref().is_some_and(|id| id.value == "unrouted"));
        run.truth(stop.expect("the scene"))
            .map(|truth| truth.facts.into_iter().map(|fact| fact.name).collect::<Vec<_>>())
    };
    assert_eq!(right(&source), Some(vec!["R4".to_owned()]));
    assert_ne!(right(&other), right(&source), "the same question, the same lesson, another body");
    assert!(check_lesson(&other).has_errors(), "and the lesson's expectations notice");
}

fn check_bytes(name: &str, bytes: Vec<u8>) -> LessonReport {
    match LessonSource::from_bytes(name, bytes) {
        Ok(source) => check_lesson(&source),
        Err(problem) => LessonReport { diagnostics: vec![problem], ..LessonReport::default() },
    }
}

#[test]
fn each_bad_lesson_gets_exactly_the_complaints_it_expects() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bad_lessons");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("there").map(|it| it.expect("readable").path()).collect();
    files.sort();
    assert!(files.len() >= 60);
    let mut wrong = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).expect("readable");
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let expected: BTreeSet<String> = String::from_utf8_lossy(first)
            .trim_start_matches("# expect: ")
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let report = check_bytes("bad.yaml", bytes);
        let line =
            |it: &mapi_teardown::diagnostic::Diagnostic| it.place.map_or(0, |place| place.line);
        let found: BTreeSet<String> =
            report.diagnostics.iter().map(|it| format!("{}@{}", it.code, line(it))).collect();
        if found != expected {
            wrong.push(format!(
                "{:?}\n  expected {expected:?}\n  found    {found:?}\n  {:?}",
                file.file_name(),
                report.diagnostics
            ));
        }
        let own = report.diagnostics.iter().filter(|it| CODES.contains(&it.code));
        assert!(
            own.clone().all(|it| it.help.is_some()),
            "{file:?} says how to mend it: {:?}",
            report.diagnostics
        );
        let printed: String = report.diagnostics.iter().map(ToString::to_string).collect();
        assert!(!printed.contains(|c: char| c.is_control()), "{file:?}: {printed:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_that_is_too_large_is_refused_without_being_read() {
    let mut file = tempfile::NamedTempFile::with_suffix(".yaml").expect("a file");
    file.as_file_mut().set_len(50 * MAX_BYTES as u64).expect("sparse");
    assert_eq!(LessonSource::read(file.path()).expect_err("too large").code, "too-large");
}

#[test]
fn ten_thousand_scenes_are_no_problem() {
    let mut text =
        "format: 1\ntitle: T\ngoal: G\nminutes: 5\nrun: {world: plain}\nscenes:\n".to_owned();
    for _ in 0..10_000 {
        text.push_str("  - at: {start: true}\n    predict: {rows: removed}\n");
    }
    text.push_str("close:\n  expect: {verdict: clean}\n");
    let report = check_bytes("many.yaml", text.into_bytes());
    assert!(report.ran && report.diagnostics.is_empty(), "{:?}", report.diagnostics.first());
    assert_eq!(report.scenes, 10_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_the_loader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = check_bytes("random.yaml", bytes);
    }

    #[test]
    fn no_change_of_a_good_lesson_makes_it_panic(
        at in 0usize..3000,
        length in 0usize..40,
        put in "[ -~\n]{0,12}",
    ) {
        let text = bundled("03-inside-release").map(|it| it.text).unwrap_or_default();
        let text: Vec<char> = text.chars().collect();
        let (at, end) = (at.min(text.len()), (at + length).min(text.len()));
        let put: Vec<char> = put.chars().collect();
        let changed: String = text[..at].iter().chain(&put).chain(&text[end..]).collect();
        let _ = check_bytes("changed.yaml", changed.into_bytes());
    }
}
