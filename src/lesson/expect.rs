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
use crate::scenario::problem::{self, Arguments, near, refuse};
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
    fn fail(&mut self, place: Place, id: &str, said: Arguments<'_>) {
        let mut found = refuse("expectation-failed", &format!("expect-{id}"), said);
        if found.help.is_none() {
            found = found.help_in_both(problem::said("refuse-expect-help", &[]));
        }
        self.found.push(found.at(self.file, Some(place)));
    }

    /// The error for an object that is in no ledger, with the nearest ones.
    fn no_object(&mut self, name: &Marked<String>, said: Arguments<'_>) {
        let known: Vec<&str> = self.ledgers.objects.iter().map(|(known, ..)| &**known).collect();
        let help = near(name, known);
        let found = refuse("expectation-failed", "expect-no-object", said).help_in_both(help);
        self.found.push(found.at(self.file, Some(name.place)));
    }

    fn ledgers(&mut self, expect: &Expect) {
        if let Some(wanted) = &expect.rows {
            let present: Vec<String> =
                self.ledgers.rows.iter().map(|(name, _)| name.clone()).collect();
            self.same_set("rows", wanted, &present);
        }
        if let Some(wanted) = &expect.uids {
            let present = self.ledgers.uids.clone();
            self.same_set("uids", wanted, &present);
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
                    let id = if is.is_none() { "no-object" } else { "life" };
                    let said = [
                        ("name", name.as_str()),
                        ("is", is.map_or("", life_name)),
                        ("wanted", life_name(life)),
                    ];
                    match is {
                        Some(_) => self.fail(name.place, id, &said),
                        None => self.no_object(name, &said),
                    }
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
        self.same_values("count", &wanted, &counts);
        self.same_values("transport", &expect.transports, &|ledgers, name| {
            pair(&ledgers.transports, name)
        });
        self.same_values("message", &expect.queue, &|ledgers, name| pair(&ledgers.messages, name));
        self.same_values("status", &expect.status, &|ledgers, name| {
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
                let said = [("is", is), ("wanted", wanted.as_str())];
                self.fail(wanted.place, "verdict", &said);
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
            self.same_set("rules", wanted, &broken);
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
                Some(flags) => self.same_set("flags", wanted, &flags),
                None => self.fail(wanted.place, "no-logoff", &[]),
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
            self.same_set("failed", wanted, &failed.collect::<Vec<_>>());
        }
        if let Some(wanted) = &expect.crash {
            let crashed = state.end == Some(crate::sim::state::End::Crash);
            if crashed != wanted.value {
                self.fail(wanted.place, if crashed { "crash" } else { "no-crash" }, &[]);
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
                let (calls, wanted_calls) = (calls.to_string(), wanted.value.to_string());
                let said = [("name", method.as_str()), ("is", &calls), ("wanted", &wanted_calls)];
                self.fail(wanted.place, "calls", &said);
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
                    let said = [("what", &*in_words(anchor))];
                    return self.fail(anchor.place, "order", &said);
                }
            }
        }
    }

    fn same_set(&mut self, what: &str, wanted: &Marked<Vec<Marked<String>>>, is: &[String]) {
        let wanted_names: BTreeSet<&str> = wanted.iter().map(|name| name.as_str()).collect();
        let is_names: BTreeSet<&str> = is.iter().map(String::as_str).collect();
        if wanted_names != is_names {
            let list = |names: &BTreeSet<&str>| {
                format!("[{}]", names.iter().copied().collect::<Vec<_>>().join(", "))
            };
            let (is, wanted_list) = (list(&is_names), list(&wanted_names));
            self.fail(wanted.place, what, &[("is", &is), ("wanted", &wanted_list)]);
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
                let said = |is| [("name", name.as_str()), ("is", is), ("wanted", &*value.value)];
                match &found {
                    Some(is) => self.fail(value.place, what, &said(is)),
                    None if what == "count" => self.no_object(name, &said("")),
                    None => self.fail(name.place, "not-there", &said("")),
                }
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
