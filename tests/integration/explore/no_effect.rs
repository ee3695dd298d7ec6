//! What has no effect in a search is told, and changes nothing.

use mapi_teardown::explore::report::model;
use mapi_teardown::explore::{Search, SearchReport, idle};
use mapi_teardown::headless::explored::{self, Explored, RunRequest};
use mapi_teardown::scenario::{Replacement, Scenario};
use mapi_teardown::sim::budget::Budget;
use mapi_teardown::sim::timeline::DEFAULT_BOUND;
use mapi_teardown::text::Lang;

use super::bounds::with_client;
use super::command::json;
use super::{load, parse, row};
use crate::harness::{stdout, teardown};

#[test]
fn a_search_says_what_had_no_effect() {
    let idle = |word: &str| json(&teardown(&["explore", word, "--format", "json"]))["idle"].clone();
    assert_eq!(idle("release:world=plain,bug=PB12"), serde_json::json!(["bug=PB12"]));
    assert_eq!(idle("store-logoff:world=plain,bug=PB23"), serde_json::json!(["bug=PB23"]));
    assert_eq!(idle("release:world=plain,bug=PB4"), serde_json::Value::Null);
    assert_eq!(idle("release:world=plain"), serde_json::Value::Null);
    let text = teardown(&["explore", "release:world=plain,bug=PB12"]);
    assert!(stdout(&text).contains("No effect: bug=PB12."), "{}", stdout(&text));
    let text = teardown(&["explore", "release:world=plain,bug=PB12", "--lang", "pt-BR"]);
    assert!(stdout(&text).contains("Sem efeito: bug=PB12."), "{}", stdout(&text));
}

/// What had no effect in a search, and the search as a line of the table.
fn idle_in(scenario: &Scenario) -> (Vec<String>, String) {
    let model = model(scenario);
    let report = SearchReport::new(scenario, &Search::new(&model).run());
    let mut is_complete = |twins: &idle::Twins<'_>| Search::new(twins).run().is_complete();
    let budget = Budget { steps: DEFAULT_BOUND, work: u64::MAX };
    let found = idle::find(scenario, budget, &report, &model.reached(), &mut is_complete);
    (found.words().collect(), row("", &report))
}

#[test]
fn what_has_no_effect_in_a_search_changes_none_of_its_numbers() {
    let plain = idle_in(&load(&parse("release:world=plain")));
    let mut idle = 0;
    for (id, bug) in Scenario::bugs() {
        // Options that belong to a bug may have no meaning here.
        let Ok(scenario) = Scenario::load(&parse(&format!("release:world=plain,bug={id}")), &[])
        else {
            continue;
        };
        let (words, told) = idle_in(&scenario);
        if words.contains(&format!("bug={id}")) {
            idle += 1;
            assert_eq!(told, plain.1, "{id}: {:?}", bug.run);
        }
    }
    assert!(idle > 10, "{idle} bugs of other paths");
}

#[test]
fn a_body_that_no_run_of_a_search_comes_to_is_told() {
    let own = "module: store\nwho: provider\nmethods:\n  IMsgStore::Release() ~ inferred:\n    - \
        let left = refs -= 1\n    - return left\n";
    let own = Replacement { text: own.to_owned(), file: "own.yaml".to_owned(), line: 0 };
    let scenario = Scenario::load(&parse("store-logoff:world=plain"), &[own]).expect("it loads");
    assert_eq!(idle_in(&scenario).0, ["body=store/IMsgStore::Release"], "the provider has its own");
    assert_eq!(idle_in(&with_client("    - let x = 1\n")).0, [""; 0], "it runs, and is silent");
}

#[test]
fn what_there_was_no_work_left_to_find_out_is_said_to_be_unknown() {
    let scenario = load(&parse("release:world=plain,bug=PB12"));
    let model = model(&scenario);
    let report = SearchReport::new(&scenario, &Search::new(&model).run());
    let known = |work: u64| {
        let mut is_complete = |twins: &idle::Twins<'_>| Search::new(twins).run().is_complete();
        let budget = Budget { steps: DEFAULT_BOUND, work };
        let found = idle::find(&scenario, budget, &report, &model.reached(), &mut is_complete);
        (found.settings.len(), found.unknown.len())
    };
    assert_eq!([known(u64::MAX), known(1_000), known(0)], [(1, 0), (0, 1), (0, 1)]);
    let found = idle::find(
        &scenario,
        Budget { steps: DEFAULT_BOUND, work: 0 },
        &report,
        &model.reached(),
        &mut |_| true,
    );
    let explored = Explored {
        options: scenario.options.clone(),
        asked: RunRequest { lesson: None, settings: Vec::new(), bodies: None },
        report: report.clone(),
        idle: found,
        seconds: 1.0,
    };
    assert_eq!(explored::json(&explored)["idle_unknown"], serde_json::json!(["bug=PB12"]));
    assert_eq!(explored::json(&explored)["idle"], serde_json::Value::Null);
    for (lang, wanted) in
        [(Lang::En, "Effect unknown: bug=PB12"), (Lang::PtBr, "Efeito desconhecido: bug=PB12")]
    {
        let mut text = Vec::new();
        explored::text(&explored, lang, &mut text).expect("is written");
        let text = String::from_utf8(text).expect("is text");
        assert!(text.contains(wanted) && !text.contains("No effect"), "{text}");
    }
}
