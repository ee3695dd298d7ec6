//! Every claim about MAPI stands on a place that is on its page, or says how sure it is.

use std::fs;
use std::path::{Path, PathBuf};

use mapi_teardown::lesson::Lesson;
use mapi_teardown::lesson::claims::{Claim, ClaimMark, of_bodies, of_lesson, of_texts};
use mapi_teardown::lesson::library::all_bundled;
use mapi_teardown::mapi::Cite;
use mapi_teardown::scenario::module;
use mapi_teardown::text::Lang;
use serde_json::Value;

use super::harness::{stderr, teardown};

fn all() -> Vec<Claim> {
    let lessons = all_bundled()
        .into_iter()
        .flat_map(|source| of_lesson(&Lesson::parse(source).expect("is good"), Lang::En));
    [of_texts(Lang::En), of_bodies()].concat().into_iter().chain(lessons).collect()
}

#[test]
fn no_claim_has_neither_place_nor_mark_and_every_place_exists() {
    let all = all();
    assert!(all.len() > 1_200, "{} claims", all.len());
    for claim in &all {
        let Claim { source, key, cites, .. } = claim;
        assert_ne!(claim.mark, ClaimMark::Unmarked, "{source} {key}");
        assert!(claim.mark != ClaimMark::Documented || !cites.is_empty(), "{source} {key}");
        for cite in cites {
            assert_eq!(Cite::check(cite), Ok(()), "{source} {key}");
        }
        let code = || cites.iter().any(|cite| Cite::of(cite).is_code());
        assert!(
            claim.mark != ClaimMark::Seen || code(),
            "{source} {key} is seen in no code that it names"
        );
        assert!(
            claim.mark != ClaimMark::Contested || !claim.readings.is_empty(),
            "{source} {key} names no reading"
        );
    }
}

#[test]
fn a_page_with_places_is_seldom_cited_whole() {
    let (mut whole, mut placed) = (0, 0);
    for cite in all().iter().flat_map(|claim| &claim.cites).map(|cite| Cite::of(cite)) {
        let has_places = Cite::check(&format!("{} #Remarks", cite.page)).is_ok();
        match cite.place {
            Some(_) => placed += 1,
            None => whole += usize::from(has_places),
        }
    }
    assert!(whole * 5 < placed, "{whole} whole pages, {placed} places");
}

fn bodies(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("is there").flatten().map(|entry| entry.path()) {
        if entry.is_dir() {
            bodies(&entry, found);
        } else {
            found.push(entry);
        }
    }
}

#[test]
fn bundled_bodies_pass_what_a_users_bodies_must_pass() {
    let mut files = Vec::new();
    bodies(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/bodies"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).expect("is text");
        let read = module::parse(&file.display().to_string(), &text, 0);
        assert!(read.is_ok(), "{:#?}", read.err());
    }
}

#[test]
fn a_wrong_annotation_of_a_users_body_has_its_place_and_the_nearest_name() {
    let body = "module: eager\nwho: provider\nmethods:\n  IMsgStore::StoreLogoff(flags) @ \
        imsgstore-storelogof:\n    - return S_OK, \
                flags    @ imsgstore-storelogoff LOGOFF_QUITE ~ infered\n";
    let found = module::parse("mine.yaml", body, 0).expect_err("three mistakes");
    let told: Vec<(&str, u32, u32, u32)> = found
        .iter()
        .filter_map(|it| it.place.map(|place| (it.code, place.line, place.column, place.length)))
        .collect();
    assert_eq!(
        told,
        [("bad-cite", 4, 35, 20), ("bad-cite", 5, 53, 12), ("unknown-mark", 5, 68, 7)]
    );
    assert_eq!(found[1].help.as_deref(), Some("did you mean LOGOFF_QUIET?"));

    let lost = "module: eager\nwho: provider\nmethods:\n  IMsgStore::StoreLogoff(flags):\n    - \
        return S_OK, flags  @ imsgstore-storelogoff #Remarks\n";
    let found = module::parse("mine.yaml", lost, 0).expect_err("the place is lost");
    assert_eq!((found[0].code, found[0].place.map(|place| place.line)), ("lost-place", Some(5)));
}

fn report(arguments: &[&str]) -> Value {
    let output = teardown(arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).expect("is JSON")
}

#[test]
fn the_report_lists_and_counts_every_claim() {
    let whole = report(&["check", "--claims", "--format", "json"]);
    let claims = whole["claims"].as_array().expect("a list");
    let counts = whole["counts"].as_object().expect("an object");
    assert_eq!(claims.len() as u64, counts.values().filter_map(Value::as_u64).sum::<u64>());
    assert_eq!(counts["unmarked"], 0);
    let logoff = claims
        .iter()
        .find(|it| it["source"] == "glossary" && it["key"] == "LOGOFF_QUIET")
        .expect("is listed");
    assert_eq!(logoff["cite"][0], "imsgstore-storelogoff LOGOFF_QUIET");

    let one = report(&["check", "--claims", "lessons/08-spooler-logoff.yaml", "--format", "json"]);
    let scene = &one["claims"].as_array().expect("a list")[1];
    assert_eq!(
        (scene["key"].as_str(), scene["mark"].as_str()),
        (Some("two-doors"), Some("contested"))
    );
}
