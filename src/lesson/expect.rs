//! Compares what a lesson says must hold at a place with the run.
//!
//! It must not know how an error is printed.

use std::collections::BTreeSet;

use super::anchor::in_words;
use super::marked::{Marked, Table};
use super::predict::is_method;
use super::schema::Expect;
use super::story::{NamedLedgers, Story, What};
use crate::diagnostic::{Diagnostic, Place};
use crate::sim::program::life_name;
use crate::sim::{Life, State};

/// Everything that does not hold in the order that the lesson shows, with its place in the file.
pub fn failures(
    expect: &Marked<Expect>,
    story: &Story<'_>,
    place: usize,
    file: &str,
) -> Vec<Diagnostic> {
    let mut found = failures_in_any_order(expect, story, place, file);
    if let Some(shown) = &expect.shown {
        found.extend(failures_in_any_order(shown, story, place, file));
    }
    found
}

/// Like [`failures`], but without what needs to hold only in the order shown.
pub fn failures_in_any_order(
    expect: &Expect,
    story: &Story<'_>,
    place: usize,
    file: &str,
) -> Vec<Diagnostic> {
    let state = story.state_at(place);
    let mut check = ExpectationCheck {
        story,
        ledgers: NamedLedgers::of(story.program(), &state),
        place,
        file,
        found: Vec::new(),
    };
    check.ledgers(expect);
    check.run(expect, &state);
    check.found
}

struct ExpectationCheck<'a> {
    story: &'a Story<'a>,
    ledgers: NamedLedgers,
    place: usize,
    file: &'a str,
    found: Vec<Diagnostic>,
}

impl ExpectationCheck<'_> {
    fn fail(&mut self, place: Place, message: String) {
        let help = "change the lesson, or find the body that no longer does this";
        self.found.push(
            Diagnostic::error("expectation-failed", self.file, Some(place), message).help(help),
        );
    }

    fn ledgers(&mut self, expect: &Expect) {
        if let Some(wanted) = &expect.rows {
            let present: Vec<String> =
                self.ledgers.rows.iter().map(|(name, _)| name.clone()).collect();
            self.same_set("the rows of the status table are", wanted, &present);
        }
        if let Some(wanted) = &expect.uids {
            let present = self.ledgers.uids.clone();
            self.same_set("the registered MAPIUIDs are", wanted, &present);
        }
        for (life, names) in [
            (Life::Live, &expect.live),
            (Life::Invalid, &expect.invalid),
            (Life::Freed, &expect.freed),
        ] {
            for name in names {
                let is = self
                    .ledgers
                    .objects
                    .iter()
                    .find(|(known, ..)| *known == name.value)
                    .map(|(_, is, _)| *is);
                if is != Some(life) {
                    let is = is.map_or("not there", life_name);
                    self.fail(
                        name.place,
                        format!("{} is {is}, not {}", name.value, life_name(life)),
                    );
                }
            }
        }
        let counts = |ledgers: &NamedLedgers, name: &str| {
            ledgers
                .objects
                .iter()
                .find(|(known, ..)| known == name)
                .map(|(.., refs)| refs.to_string())
        };
        let wanted = Table(
            expect.counts.0.iter().map(|(key, value)| (key.clone(), stringly(value))).collect(),
        );
        self.same_values("the reference count of", &wanted, &counts);
        self.same_values("transport", &expect.transports, &|ledgers, name| {
            pair(&ledgers.transports, name)
        });
        self.same_values("message", &expect.queue, &|ledgers, name| pair(&ledgers.messages, name));
        self.same_values("the status of", &expect.status, &|ledgers, name| {
            ledgers
                .rows
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, status)| format!("0x{status:08X}"))
        });
    }

    fn run(&mut self, expect: &Expect, state: &State) {
        if let Some(wanted) = &expect.verdict {
            let is = self.story.timeline().verdict().name();
            if is != wanted.value {
                self.fail(wanted.place, format!("the run is {is}, not {}", wanted.value));
            }
        }
        if let Some(wanted) = &expect.violations {
            let broken = self
                .story
                .broken()
                .iter()
                .filter(|it| it.step <= self.place)
                .map(|it| it.rule.clone());
            let broken: Vec<String> = broken.collect::<BTreeSet<_>>().into_iter().collect();
            self.same_set("the rules that the run breaks are", wanted, &broken);
        }
        if let Some(wanted) = &expect.out {
            let word =
                self.story.between(0, self.place).filter_map(|(_, moment)| match &moment.what {
                    What::Return(method, _, Some(flags)) if method == "StoreLogoff" => {
                        Some(flags.clone())
                    }
                    _ => None,
                });
            match word.last() {
                Some(flags) => self.same_set("the output flags are", wanted, &flags),
                None => self.fail(wanted.place, "StoreLogoff has not returned".to_owned()),
            }
        }
        if let Some(wanted) = &expect.failed {
            let failed =
                self.story.between(0, self.place).filter_map(|(_, moment)| match &moment.what {
                    What::Return(method, result, _) if result.starts_with("MAPI_E_") => {
                        Some(method.clone())
                    }
                    _ => None,
                });
            self.same_set("the methods that fail are", wanted, &failed.collect::<Vec<_>>());
        }
        if let Some(wanted) = &expect.crash {
            let crashed = state.end == Some(crate::sim::state::End::Crash);
            if crashed != wanted.value {
                self.fail(
                    wanted.place,
                    format!("the process {}", if crashed { "crashes" } else { "does not crash" }),
                );
            }
        }
        for (method, wanted) in &expect.calls.0 {
            let calls = self.story.between(0, self.place).filter(|(_, moment)| {
                match (&moment.what, moment.object) {
                    (What::Call(name), Some(object)) => is_method(self.story, object, name, method),
                    _ => false,
                }
            });
            let calls = calls.count();
            if calls != wanted.value as usize {
                self.fail(
                    wanted.place,
                    format!("{} is called {calls} times, not {}", method.value, wanted.value),
                );
            }
        }
        self.order(expect);
    }

    fn order(&mut self, expect: &Expect) {
        let mut last = 0;
        for anchor in &expect.order {
            match anchor
                .places(self.story, last)
                .into_iter()
                .find(|place| *place > last || anchor.start)
            {
                Some(place) if place <= self.place => last = place,
                _ => {
                    return self.fail(
                        anchor.place,
                        format!("{} does not happen in this order", in_words(anchor)),
                    );
                }
            }
        }
    }

    fn same_set(&mut self, what: &str, wanted: &Marked<Vec<Marked<String>>>, is: &[String]) {
        let wanted_names: BTreeSet<&str> = wanted.iter().map(|name| name.as_str()).collect();
        let is_names: BTreeSet<&str> = is.iter().map(String::as_str).collect();
        if wanted_names != is_names {
            let list = |names: &BTreeSet<&str>| match names.is_empty() {
                true => "none".to_owned(),
                false => names.iter().copied().collect::<Vec<_>>().join(", "),
            };
            self.fail(
                wanted.place,
                format!("{what}: {}; expected: {}", list(&is_names), list(&wanted_names)),
            );
        }
    }

    fn same_values(
        &mut self,
        what: &str,
        wanted: &Table<String>,
        is: &dyn Fn(&NamedLedgers, &str) -> Option<String>,
    ) {
        for (name, value) in &wanted.0 {
            let found = is(&self.ledgers, name);
            if !found.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(value)) {
                let found = found.unwrap_or_else(|| "not there".to_owned());
                self.fail(
                    value.place,
                    format!("{what} {} is {found}, not {}", name.value, value.value),
                );
            }
        }
    }
}

fn stringly(value: &Marked<i32>) -> Marked<String> {
    Marked { value: value.value.to_string(), place: value.place }
}

fn pair(list: &[(String, String)], name: &str) -> Option<String> {
    list.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}
