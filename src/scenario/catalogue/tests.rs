//! Proves that every bundled list can be read, is complete, has both languages, and names only
//! things that exist.

use std::collections::BTreeSet;

use super::*;
use crate::mapi::Cite;
use crate::mapi::flags::{FlagSet, flags_of};
use crate::mapi::hresult::HRESULTS;
use crate::mapi::methods::method_names;
use crate::scenario::options::OPTIONS;
use crate::sim::rules::RULES;
use crate::text::Lang;

fn is_page(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// What is wrong with a text, if anything. A Portuguese text may be a fifth longer than the limit.
fn fault(text: &Text, limit: usize) -> Option<String> {
    for (lang, limit) in [(Lang::En, limit), (Lang::PtBr, limit + limit / 5)] {
        let words = text.get(lang);
        if words.trim().is_empty() {
            return Some(format!("no text in {}", lang.code()));
        }
        if words.trim() != words || words.contains('\n') || words.contains("  ") {
            return Some(format!("stray white space: {words:?}"));
        }
        let length = words.chars().count();
        if length > limit {
            return Some(format!("{length} characters, {limit} allowed: {words:?}"));
        }
    }
    (text.en == text.pt_br).then(|| format!("the same in both languages: {:?}", text.en))
}

fn assert_texts<'a>(id: &str, limit: usize, texts: impl IntoIterator<Item = &'a Text>) {
    for text in texts {
        assert_eq!(fault(text, limit), None, "{id}");
    }
}

fn assert_pages(id: &str, confidence: Confidence, cites: &[String]) {
    for cite in cites {
        assert_eq!(Cite::check(cite), Ok(()), "{id}");
    }
    let is_code = |cite: &String| Cite::of(cite).is_code();
    assert!(
        confidence != Confidence::Seen || cites.iter().any(is_code),
        "{id} says seen and names no code"
    );
    assert!(
        !cites.is_empty() || confidence != Confidence::Documented,
        "{id} says documented and cites nothing"
    );
    assert_unique(id, cites.iter().map(String::as_str));
}

fn assert_unique<'a>(what: &str, ids: impl IntoIterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        assert!(seen.insert(id), "{what}: {id} twice");
    }
}

fn assert_known(id: &str, names: &[String], known: impl Fn(&str) -> bool) {
    for name in names {
        assert!(known(name), "{id} names {name}, which does not exist");
    }
}

fn numbered(prefix: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("{prefix}{number}")).collect()
}

#[test]
fn the_rules_are_complete_and_well_formed() {
    let ids: Vec<String> = (1..=35).map(|number| format!("INV-{number:02}")).collect();
    assert_eq!(rules().iter().map(|rule| rule.id.clone()).collect::<Vec<_>>(), ids);
    let judged = RULES.iter().map(|rule| (rule.id, rule.name));
    assert!(
        rules().iter().map(|rule| (rule.id.as_str(), rule.name.as_str())).eq(judged),
        "the rules that judge, by the same names"
    );
    for it in rules() {
        assert!(is_page(&it.name), "{}", it.id);
        assert_texts(&it.id, 70, [&it.title]);
        assert_texts(&it.id, 160, [&it.statement, &it.why, &it.symptom, &it.mend, &it.untested]);
        assert_pages(&it.id, it.confidence, &it.cites);
        assert_known(&it.id, &it.readings, |id| reading(id).is_some());
        if let Some(exempt) = &it.exempt {
            assert_texts(&it.id, 160, [&exempt.text]);
            assert_known(&it.id, &exempt.paths, |id| path(id).is_some());
        }
    }
    assert_eq!(rule("slt-once").map(|rule| rule.id.as_str()), Some("INV-01"));
}

#[test]
fn the_bugs_are_complete_and_well_formed() {
    let ids: Vec<String> = numbered("PB", 23).into_iter().chain(numbered("CB", 19)).collect();
    assert_eq!(bugs().iter().map(|bug| bug.id.clone()).collect::<Vec<_>>(), ids);
    for it in bugs() {
        assert_eq!(it.who == Culprit::Client, it.id.starts_with('C'), "{}", it.id);
        assert_texts(&it.id, 70, [&it.title]);
        assert_texts(&it.id, 160, [&it.cause, &it.symptom, &it.mend]);
        assert_pages(&it.id, it.confidence, &it.cites);
        assert_known(&it.id, &it.rules, |id| rule(id).is_some());
        assert_unique(&it.id, it.rules.iter().map(String::as_str));
    }
    let about_no_rule: Vec<&str> =
        bugs().iter().filter(|bug| bug.rules.is_empty()).map(|bug| bug.id.as_str()).collect();
    assert_eq!(about_no_rule, ["CB8"], "mail that waits breaks no rule; every other bug does");
}

#[test]
fn the_readings_are_complete_and_well_formed() {
    assert_eq!(
        readings().iter().map(|reading| reading.id.clone()).collect::<Vec<_>>(),
        numbered("C", 27)
    );
    for it in readings() {
        assert_texts(&it.id, 70, [&it.title]);
        assert_texts(&it.id, 280, [&it.question, &it.build]);
        assert_known(&it.id, &it.touches, |id| path(id).is_some());
        assert_unique(&it.id, it.values.iter().map(|value| value.id.as_str()));
        let defaults: Vec<bool> = it.values.iter().map(|value| value.default).collect();
        assert_eq!(
            defaults.iter().filter(|&&default| default).count(),
            1,
            "{} has one default",
            it.id
        );
        assert!(defaults[0], "{} lists its default first", it.id);
        assert!(!it.switch || it.values.len() > 1, "{} is a switch between one thing", it.id);
        for value in &it.values {
            let id = format!("{}={}", it.id, value.id);
            assert!(is_page(&value.id), "{id}");
            assert_texts(&id, 70, [&value.title]);
            assert_texts(&id, 280, [&value.text]);
            assert!(!value.sources.is_empty(), "{id} names no source");
            assert_pages(&id, Confidence::Contested, &value.sources);
        }
    }
    let switches: Vec<&str> =
        readings().iter().filter(|it| it.switch).map(|it| it.id.as_str()).collect();
    assert_eq!(
        switches,
        ["C1", "C8", "C9", "C10", "C18", "C21", "C22", "C23", "C24", "C25", "C27"]
    );
}

#[test]
fn the_paths_are_complete_and_well_formed() {
    let ids: Vec<&str> = paths().iter().map(|path| path.id.as_str()).collect();
    let expected = "store-logoff spooler-logoff release session-logoff worker-thread host-exit \
        two-users other-process other-session \
                    two-stores purge transport-logoff address-book-logoff fast-shutdown \
                    abort-submit open-entry wrapped-store";
    assert_eq!(ids, expected.split_whitespace().collect::<Vec<_>>());
    for it in paths() {
        let known = ["5.", "11."].iter().any(|chapter| it.section.starts_with(chapter));
        assert!(known, "{} has a section of chapter 5 or 11", it.id);
        assert_texts(&it.id, 70, [&it.title]);
        assert_texts(&it.id, 160, [&it.summary]);
        assert_pages(&it.id, it.confidence, &it.cites);
        assert_known(&it.id, &it.readings, |id| reading(id).is_some());
    }
}

#[test]
fn the_options_are_well_formed_and_name_every_word_of_the_command_line() {
    assert_unique("options", options().iter().map(|option| option.id.as_str()));
    for it in options() {
        assert!(is_page(&it.id), "{}", it.id);
        assert_texts(&it.id, 70, [&it.title]);
        assert_texts(&it.id, 160, [&it.text]);
        assert_unique(&it.id, it.values.iter().map(|value| value.id.as_str()));
        for value in &it.values {
            let id = format!("{}={}", it.id, value.id);
            assert_texts(&id, 70, [&value.title]);
            assert_texts(&id, 160, [&value.text]);
            let is_ours = value.cites.is_empty() && value.confidence == Confidence::Documented;
            assert_pages(
                &id,
                if is_ours { Confidence::Inferred } else { value.confidence },
                &value.cites,
            );
            assert_known(&id, &value.readings, |id| reading(id).is_some());
        }
    }
    let known: BTreeSet<&str> = OPTIONS.iter().map(|spec| spec.key).collect();
    assert_eq!(options().iter().map(|it| it.id.as_str()).collect::<BTreeSet<_>>(), known);
    for spec in OPTIONS {
        let values: Vec<&str> = option(spec.key)
            .into_iter()
            .flat_map(|it| &it.values)
            .map(|value| value.id.as_str())
            .collect();
        // An answer such as `store-A=no` is free text on the command line, because it names a
        // provider. Only its last word is fixed.
        let expected: &[&str] =
            if spec.key == "answer" { &["yes", "no", "absent"] } else { spec.values };
        assert_eq!(values, expected, "values of {}", spec.key);
    }
}

#[test]
fn the_glossary_is_well_formed_and_explains_what_a_run_prints() {
    assert_unique("glossary", glossary().iter().flat_map(GlossaryEntry::names));
    for it in glossary() {
        assert_texts(&it.id, 160, [&it.text]);
        if it.kind == EntryKind::Program {
            assert!(it.cites.is_empty(), "{} is of this program", it.id);
        } else {
            assert_pages(&it.id, it.confidence, &it.cites);
        }
        assert_known(&it.id, &it.readings, |id| reading(id).is_some());
        assert!(
            it.confidence != Confidence::Contested || !it.readings.is_empty(),
            "{} names no reading",
            it.id
        );
    }
    for set in [
        FlagSet::Logoff,
        FlagSet::SessionLogoff,
        FlagSet::TransportLogoff,
        FlagSet::Shutdown,
        FlagSet::Flush,
        FlagSet::Notify,
        FlagSet::StatusRow,
        FlagSet::StatusCode,
        FlagSet::ResourceMethods,
        FlagSet::ResourceFlags,
        FlagSet::Event,
    ] {
        for (name, _) in flags_of(set) {
            assert_eq!(
                entry(name).map(|entry| entry.kind),
                Some(EntryKind::Flag),
                "{name} is explained"
            );
        }
    }
    for (name, value) in HRESULTS {
        let explained = entry(name).unwrap_or_else(|| panic!("{name} is explained"));
        assert_eq!(explained.kind, EntryKind::Hresult, "{name}");
        for lang in Lang::ALL {
            assert!(
                explained.text.get(lang).starts_with(&format!("0x{value:08X}: ")),
                "{name} begins with its value"
            );
        }
    }
    let methods: Vec<&str> = glossary()
        .iter()
        .filter(|it| it.kind == EntryKind::Method)
        .map(|it| it.id.as_str())
        .collect();
    for name in method_names() {
        assert!(
            methods.iter().any(|id| id.rsplit("::").next() == Some(name)),
            "{name} is explained"
        );
    }
}

#[test]
fn every_symptom_leads_to_bugs_and_every_bug_has_a_symptom() {
    assert_unique("symptoms", symptoms().iter().map(|symptom| symptom.id.as_str()));
    for it in symptoms() {
        assert!(is_page(&it.id), "{}", it.id);
        assert_texts(&it.id, 70, [&it.title]);
        assert_texts(&it.id, 160, [&it.text, &it.words]);
        assert!(!it.bugs.is_empty(), "{} leads nowhere", it.id);
        assert_pages(&it.id, it.confidence, &it.cites);
        assert_known(&it.id, &it.bugs, |id| bug(id).is_some());
        assert_unique(&it.id, it.bugs.iter().map(String::as_str));
        assert_known(&it.id, &it.rules, |id| rule(id).is_some());
        assert_unique(&it.id, it.rules.iter().map(String::as_str));
        assert!(it.runs.keys().all(|bug| it.bugs.contains(bug)), "{} has a run of no bug", it.id);
    }
    for bug in bugs() {
        assert!(symptoms_of(&bug.id).next().is_some(), "{} is reached from no symptom", bug.id);
    }
    for rule in rules() {
        let shows = |symptom: &SymptomText| symptom.rules.contains(&rule.id);
        assert!(symptoms().iter().any(shows), "{} is reached from no symptom", rule.id);
    }
}

#[test]
fn the_guide_numbers_the_four_tasks_of_mapi_in_order() {
    assert_unique("guide", guide().iter().map(|statement| statement.id.as_str()));
    for it in guide() {
        assert!(is_page(&it.id), "{}", it.id);
        assert_texts(&it.id, 160, [&it.text]);
        assert_pages(&it.id, Confidence::Documented, &it.cites);
        assert_known(&it.id, &it.readings, |id| reading(id).is_some());
        assert!(!it.anchor.trim().is_empty(), "{} has no anchor", it.id);
        let guide_page = "shutting-down-a-message-store-provider";
        assert_eq!(
            Cite::of(&it.cites[0]).page,
            guide_page,
            "{} is a statement of the guide page",
            it.id
        );
        assert_eq!(Cite::of(&it.cites[0]).item(), it.item, "{} cites its item", it.id);
        assert_texts(&it.id, 160, &it.added);
    }
    let items: Vec<u8> = guide().iter().filter_map(|statement| statement.item).collect();
    assert_eq!(items, [1, 2, 3, 4]);
}

#[test]
fn a_broken_text_is_noticed() {
    let text = |en: &str, pt_br: &str| Text { en: en.to_owned(), pt_br: pt_br.to_owned() };
    assert_eq!(fault(&text("row", "linha"), 5), None);
    assert!(fault(&text("row", ""), 5).is_some(), "a language is missing");
    assert!(fault(&text("row", "row"), 5).is_some(), "not translated");
    assert!(fault(&text("status", "linha"), 5).is_some(), "too long");
    assert!(fault(&text("a  b", "linha"), 5).is_some(), "stray space");
    assert!(!is_page("imsgstore-storelogoff.md") && !is_page("") && is_page("mapiuid"));
}

#[test]
fn a_text_without_one_of_its_languages_is_refused() {
    assert!(serde_yaml::from_str::<Text>("{en: row, pt-BR: linha}").is_ok());
    assert!(serde_yaml::from_str::<Text>("{en: row}").is_err());
    assert!(serde_yaml::from_str::<Text>("{pt-BR: linha}").is_err());
}

#[test]
fn a_field_nobody_knows_is_refused() {
    let good = "[{id: a, title: {en: x, pt-BR: y}, text: {en: x, pt-BR: y}, \
                words: {en: x, pt-BR: y}, bugs: [PB1]}]";
    assert!(serde_yaml::from_str::<Vec<SymptomText>>(good).is_ok());
    assert!(serde_yaml::from_str::<Vec<SymptomText>>(&good.replace("bugs", "bug")).is_err());
}
