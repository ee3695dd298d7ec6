//! A client's own mistake hides no mistake of the provider: the search of a judgement goes on
//! behind it.

use mapi_teardown::explore::machine::MachineSystem;
use mapi_teardown::explore::{Reduced, Search, SearchReport};
use mapi_teardown::scenario::{RunOptions, Scenario};
use mapi_teardown::sim::rules::Blame;

/// Runs in which a client and a provider do the same wrong.
const RUNS: [&str; 4] = [
    "store-logoff:world=plain,bug=CB2,bug=PB19",
    "two-users:world=plain,provider=deferred,bug=CB3,bug=PB7",
    "two-users:world=plain,provider=deferred,bug=CB3,bug=PB8",
    "two-users:world=plain,provider=deferred,bug=CB3",
];

fn searched(scenario: &Scenario, forgives: bool) -> SearchReport {
    let model = MachineSystem::new(&scenario.machine);
    let model = if forgives { model.forgiving(Blame::Client) } else { model };
    SearchReport::new(scenario, &Search::new(&Reduced(&model)).run())
}

#[test]
fn a_clients_mistake_hides_none_of_the_provider() {
    let (mut hidden, mut forgiven) = (Vec::new(), Vec::new());
    for word in RUNS {
        let options = RunOptions::parse(word).expect(word);
        let scenario = Scenario::load(&options, &[]).expect(word);
        let (all, others) = (searched(&scenario, false), searched(&scenario, true));
        for (rule, shortest) in all.broken() {
            match others.breach(rule) {
                Some(breach) => {
                    assert_ne!(breach.blame, Some(Blame::Client), "{word} {rule}");
                    assert!(breach.choices.len() >= shortest.choices.len(), "{word} {rule}");
                    if shortest.blame == Some(Blame::Client) {
                        hidden.push((word, rule));
                    }
                }
                None => {
                    assert_eq!(shortest.blame, Some(Blame::Client), "{word} {rule}");
                    forgiven.push((word, rule));
                }
            }
        }
        assert!(others.broken().all(|(rule, _)| all.breach(rule).is_some()), "{word}");
        assert_eq!(all.states, others.states, "what is judged leads nowhere else: {word}");
    }
    assert!(!forgiven.is_empty() && !hidden.is_empty(), "{forgiven:?} {hidden:?}");
}
