//! Mistakes of authors, by kind: each complaint has its exact place, the nearest name, a text in
//! both languages, and no word of a parser.

use mapi_teardown::diagnostic::Diagnostic;
use mapi_teardown::lesson::LessonSource;
use mapi_teardown::lesson::check::check_lesson;
use mapi_teardown::text::Lang;

const GOOD: &str = "format: 1
title: {en: A lesson about this, pt-BR: Uma aula sobre isso}
goal: {en: You can say it., pt-BR: Você sabe dizer.}
minutes: 5
run:
  path: store-logoff
  world: plain
  options: {flag: orderly, provider: eager}
  adds: |
    hold: {store-A: spooler}
  bodies: |
    module: eager
    who: provider
    pieces:
      mine:
        - let a = told
        - st.told = yes   ~ inferred
        - st.told = yes   ~ inferred
    methods:
      IMSLogon::AddRef() ~ inferred:
        - return refs
expect_violations: []
scenes:
  - at: {start: true}
    focus: R4
    predict: {rows: removed}
close:
  expect: {rows: [R1], counts: {store-A: 2}}
  next: [02-orderly-logoff]
";

fn check(text: &str) -> Vec<Diagnostic> {
    let source = LessonSource::from_bytes("my.yaml", text.as_bytes().to_vec());
    source.map_or_else(|found| vec![found], |source| check_lesson(&source).diagnostics)
}

/// What a parser says and no author understands.
const PARSERS: [&str; 12] = [
    "u32",
    "i16",
    "DuplicateKeyPolicy",
    "from_str",
    "invalid type",
    "unknown variant",
    "unknown field",
    "missing field",
    "mapping values",
    "simple key",
    "while parsing",
    "block collection",
];

/// The mistake in place of what is right; the code of the complaint, the text at its place, and a
/// part of its help in English.
const MISTAKES: &[(&str, &str, &str, &str, &str)] = &[
    ("module: eager", "module: egaer", "unknown-module", "egaer", "did you mean eager"),
    ("module: eager", "module: deferred", "unknown-module", "deferred", "provider: deferred"),
    ("who: provider", "who: mapi", "whose", "mapi", "who: provider"),
    ("who: provider", "who: povider", "unknown-who", "povider", "did you mean provider"),
    ("world: plain", "world: plian", "unknown-name", "plian", "did you mean plain"),
    ("world: plain", "world: no-mail\n  x: 1", "unknown-key", "x: 1", ""),
    ("flag: orderly", "flag: ordely", "unknown-name", "ordely", "did you mean orderly"),
    ("flag: orderly", "flga: orderly", "bad-option", "flga", "did you mean flag"),
    ("flag: orderly", "target: XP2", "no-meaning", "XP2", "options of this path"),
    ("provider: eager", "bug: PB99", "unknown-name", "PB99", "did you mean PB"),
    ("provider: eager", "reading: C1=x", "unknown-name", "C1=x", ""),
    ("hold: {store-A: spooler}", "hold: {store-A: spoolr}", "world", "store-A", "spooler"),
    ("hold: {store-A: spooler}", "hold: [store-A]", "bad-world", "[store-A]", ""),
    ("hold: {store-A: spooler}", "hodl: {store-A: spooler}", "bad-world", "hodl", "hold"),
    ("hold: {store-A: spooler}", "hold: {store-A: spooler", "bad-world", "", "brackets"),
    ("hold: {store-A: spooler}", "set: [store-A.tld = yes]", "world", "store-A.tld", "told"),
    ("return refs", "return reffs", "statement", "reffs", "did you mean refs"),
    ("IMSLogon::AddRef()", "IMSLogn::AddRef()", "unknown-object", "IMSLogn", "IMSLogon"),
    ("IMSLogon::AddRef()", "IMSLogon::AddRf()", "unknown-method", "IMSLogon", "AddRef"),
    ("IMSLogon::AddRef()", "IMSLogon.AddRef()", "body-head", "IMSLogon", "write"),
    ("pieces:", "pieces: 3\n    pieces:", "yaml", "pieces", "remove one of them"),
    ("focus: R4", "focus: R44", "unknown-focus", "R44", "did you mean R4?"),
    ("rows: removed", "rows: remved", "unknown-value", "remved", "did you mean removed"),
    ("rows: removed", "row: removed", "unknown-key", "row", "did you mean rows"),
    ("minutes: 5", "minutes: five", "wrong-type", "five", ""),
    ("minutes: 5", "minutes: 5\nminutes: 6", "duplicate-key", "minutes", "remove one"),
    ("  path: store-logoff", "   path: store-logoff", "bad-yaml", "world", "indent"),
    ("  world: plain", "   world: plain", "bad-yaml", "world: plain", "column 3"),
    ("format: 1", "format: 1\n\tx: 1", "bad-yaml", "", "spaces"),
    ("minutes: 5", "minutes 5", "bad-yaml", "minutes 5", "space after the colon"),
    ("next: [02-orderly-logoff]", "next: [nowhere]", "unknown-lesson", "nowhere", ""),
    (
        "next: [02-orderly-logoff]",
        "next: [build:1-ordr]",
        "unknown-lesson",
        "build:1-ordr",
        "1-order",
    ),
    (
        "next: [02-orderly-logoff]",
        "next: [02-ordely-logoff]",
        "unknown-lesson",
        "02-o",
        "02-orderly",
    ),
    (
        "{en: You can say it., pt-BR: Você sabe dizer.}",
        "You can say it.",
        "missing-translation",
        "You can",
        "pt-BR",
    ),
];

#[test]
fn each_mistake_is_told_at_its_place_in_both_languages_with_the_nearest_name() {
    let mut wrong = Vec::new();
    for (right, mistake, code, at, help) in MISTAKES {
        let text = GOOD.replacen(right, mistake, 1);
        assert_ne!(text, GOOD, "{right}");
        let found = check(&text);
        let Some(it) = found.iter().find(|it| it.code == *code) else {
            wrong.push(format!("{mistake}: no {code}: {found:?}"));
            continue;
        };
        let place = it.place.unwrap_or_default();
        let line = text.lines().nth(place.line.saturating_sub(1) as usize).unwrap_or_default();
        let rest: String = line.chars().skip(place.column.saturating_sub(1) as usize).collect();
        let told = [Lang::En, Lang::PtBr].map(|lang| it.told(lang));
        let advice = it.help.as_deref().unwrap_or_default();
        if !rest.starts_with(at) || !advice.contains(help) {
            wrong.push(format!("{mistake}: at {rest:?}: {told:?}"));
        }
        if told[0] == told[1] || it.portuguese.is_none() {
            wrong.push(format!("{mistake}: only English: {told:?}"));
        }
        for found in &found {
            let said = found.to_string();
            if PARSERS.iter().any(|word| said.contains(word)) {
                wrong.push(format!("{mistake}: a parser speaks: {said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_mark_on_the_head_is_asked_for_once() {
    let text = GOOD.replace("st.told = yes   ~ inferred", "st.told = yes");
    let found =
        check(&text.replace("AddRef() ~ inferred:\n", "AddRef() ~ inferred:\n        - do mine\n"));
    let uncited: Vec<&Diagnostic> = found.iter().filter(|it| it.code == "uncited").collect();
    assert!(uncited.len() <= 1, "{uncited:?}");
}

#[test]
fn all_problems_of_a_file_are_told_at_once() {
    let wrong = [
        ("goal: {en: You can say it., pt-BR: Você sabe dizer.}\n", ""),
        ("path: store-logoff", "path: store-logof"),
        ("world: plain", "world: plan"),
        ("provider: eager}", "provider: eagr}"),
        ("focus: R4", "focos: R4"),
        ("close:\n", "  - at: {call: StoreLogof}\nclose:\n"),
        ("next: [02-orderly-logoff]", "nxt: [02-orderly-logoff]"),
    ];
    let text = wrong.iter().fold(GOOD.to_owned(), |text, (right, mistake)| {
        assert!(text.contains(right), "{right}");
        text.replacen(right, mistake, 1)
    });
    let found = check(&text);
    let said: Vec<String> = found.iter().map(|it| format!("{it}")).collect();
    for name in ["goal", "store-logof\"", "plan\"", "eagr", "focos", "StoreLogof", "nxt"] {
        let told = said.iter().filter(|it| it.contains(name)).count();
        assert_eq!(told, 1, "{name}: {said:#?}");
    }
    assert_eq!(found.len(), wrong.len(), "{said:#?}");
}

#[test]
fn a_bound_is_told_in_both_languages() {
    let cites = format!("cite: [{}]\n  next:", "page, ".repeat(101));
    let found = check(&GOOD.replacen("next:", &cites, 1));
    let it = found.iter().find(|it| it.code == "too-much").expect("a bound is crossed");
    assert!(it.told(Lang::En).contains("this text has 101 citations"), "{it}");
    assert!(it.told(Lang::PtBr).contains("101 citações"), "{it}");
}
