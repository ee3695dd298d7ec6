//! What each statement of the guide page is about, worked out a second time from the events.

use std::collections::BTreeMap;

use mapi_teardown::headless::{Transcript, jsonl};
use mapi_teardown::scenario::Scenario;
use mapi_teardown::sim::Timeline;
use mapi_teardown::text::Lang;
use serde_json::Value;

use super::{Own, Ticks};

/// A step with the calls that lead to it, outermost first; of a return, its own call is the last.
pub(super) struct Step {
    line: Value,
    calls: Vec<Value>,
    /// The objects about which it breaks a rule.
    broken: Vec<String>,
}

impl Step {
    pub(super) fn text(&self, key: &str) -> &str {
        self.line[key].as_str().unwrap_or_default()
    }

    fn is(&self, event: &str, object: &str, method: &str) -> bool {
        self.text("event") == event
            && self.text("object") == object
            && self.text("method") == method
    }

    fn outer(&self) -> &[Value] {
        let own = usize::from(self.text("event") == "return");
        &self.calls[..self.calls.len() - own]
    }

    fn inside(&self, object: &str, method: &str) -> bool {
        self.outer().iter().any(|call| call["object"] == object && call["method"] == method)
    }

    fn made_by(&self, object: &str, method: &str) -> bool {
        self.outer().last().is_some_and(|call| call["object"] == object && call["method"] == method)
    }

    fn gives(&self, flag: &str) -> bool {
        self.text("hresult") == "S_OK"
            && self.line["out"].as_array().is_some_and(|out| out.iter().any(|it| it == flag))
    }

    fn takes(&self, flag: &str) -> bool {
        self.line["in"].as_array().is_some_and(|flags| flags.iter().any(|it| it == flag))
    }

    fn by(&self, who: &str) -> bool {
        self.text("thread").starts_with(who)
    }
}

pub(super) fn steps(scenario: &Scenario, timeline: &Timeline) -> Vec<Step> {
    let transcript = Transcript {
        timeline,
        lesson: None,
        scenario,
        lang: Lang::En,
        steps: (1, timeline.len()),
        only: None,
        numbered: true,
    };
    let mut bytes = Vec::new();
    jsonl::write(&transcript, &mut bytes).expect("memory");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let mut open: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in text.lines().map(|line| serde_json::from_str::<Value>(line).expect("an object")) {
        if line["event"] == "violation"
            && let Some(step) = found.last_mut()
        {
            let step: &mut Step = step;
            step.broken.extend(line["object"].as_str().map(str::to_owned));
        }
        if line["event"].is_null() || line["event"] == "violation" {
            continue;
        }
        let depth = line["depth"].as_u64().expect("a depth") as usize;
        let calls = open.entry(line["thread"].as_str().expect("a thread").to_owned()).or_default();
        let is_return = line["event"] == "return";
        calls.truncate(depth + usize::from(is_return));
        found.push(Step { line: line.clone(), calls: calls.clone(), broken: Vec::new() });
        if line["event"] == "call" {
            calls.push(line);
        }
    }
    found
}

/// Whether the call of this step gives back 0.
fn is_final(all: &[Step], at: usize) -> bool {
    let (thread, depth) = (&all[at].line["thread"], &all[at].line["depth"]);
    let end =
        all[at + 1..].iter().find(|it| it.line["thread"] == *thread && it.line["depth"] == *depth);
    end.is_some_and(|end| end.text("event") == "return" && end.line["count"] == 0)
}

/// What should be ticked, by the names of the store's things.
pub(super) fn expected(all: &[Step], own: &Own) -> Ticks {
    let run = Run { all, own };
    [run.asks(), run.release(), run.skips()].into_iter().flatten().flatten().collect()
}

/// The events of a run, looked at for one store.
struct Run<'a> {
    all: &'a [Step],
    own: &'a Own,
}

impl Run<'_> {
    fn before(&self, at: usize, wanted: &dyn Fn(&Step) -> bool) -> usize {
        self.all[..at].iter().filter(|step| wanted(step)).count()
    }

    fn asked(&self, step: &Step) -> bool {
        step.is("call", self.own.store, "StoreLogoff")
    }

    /// Whether a step breaks a rule about the store, or any in its StoreLogoff.
    fn breaks(&self, step: &Step) -> bool {
        let own = [self.own.store, self.own.logon, self.own.support];
        let is_inside = step.inside(self.own.store, "StoreLogoff");
        step.broken.iter().any(|object| is_inside || own.contains(&object.as_str()))
    }

    fn slt(&self, step: &Step) -> bool {
        step.is("call", self.own.support, "StoreLogoffTransports")
    }

    fn complete(&self, step: &Step) -> bool {
        step.is("return", self.own.support, "StoreLogoffTransports")
            && step.gives("LOGOFF_COMPLETE")
    }

    /// Whether a client chose a flag, and was not turned down.
    fn chose(&self, at: usize, flag: &str) -> bool {
        let answered = |step: &Step| {
            step.is("return", self.own.store, "StoreLogoff") && step.text("hresult") == "S_OK"
        };
        let flags = serde_json::json!([flag]);
        let is_it = |step: &Step| {
            answered(step) && step.calls.last().is_some_and(|call| call["in"] == flags)
        };
        self.before(at, &is_it) > 0
    }

    fn is_freed(&self, at: usize) -> bool {
        let is_it = |step: &Step| {
            step.text("event") == "object-freed" && step.text("object") == self.own.store
        };
        self.before(at, &is_it) > 0
    }

    fn is_last(&self, at: usize, event: &str, key: &str, name: &str) -> bool {
        let removed = |step: &Step| step.text("event") == event && step.text(key) == name;
        removed(&self.all[at]) && !self.all[at + 1..].iter().any(removed)
    }

    fn first(&self, id: &str, wanted: &dyn Fn(usize, &Step) -> bool) -> Option<(String, usize)> {
        let found = self.all.iter().enumerate().find(|(at, step)| wanted(*at, step))?.1;
        Some((id.to_owned(), found.line["step"].as_u64().expect("a number") as usize))
    }

    /// Statements about who asks, and what follows of it.
    fn asks(&self) -> Vec<Option<(String, usize)>> {
        let Own { store, support, .. } = *self.own;
        vec![
            self.first("client-calls-store-logoff", &|_, it| self.asked(it) && it.by("client")),
            self.first("spooler-calls-store-logoff", &|_, it| self.asked(it) && it.by("spooler")),
            self.first("orderly-and-controlled", &|at, it| {
                it.is("return", store, "StoreLogoff")
                    && it.gives("LOGOFF_COMPLETE")
                    && self.before(at + 1, &|step| self.breaks(step)) == 0
            }),
            self.first("client-calls-session-logoff", &|at, it| {
                it.is("call", "session", "Logoff") && it.by("client") && !self.is_freed(at)
            }),
            self.first("begin-with-transports", &|_, it| {
                self.slt(it) && it.inside(store, "StoreLogoff")
            }),
            self.first("tells-mapi", &|_, it| self.complete(it)),
            self.first("related-transports", &|at, it| {
                let is_open = self.before(at, &|step| self.slt(step))
                    > self.before(at, &|step| step.is("return", support, "StoreLogoffTransports"));
                it.text("event") == "call" && it.text("method") == "TransportLogoff" && is_open
            }),
            self.first("caller-releases", &|at, it| {
                let thread = it.text("thread");
                let has_asked = self.before(at, &|step| {
                    step.is("return", store, "StoreLogoff") && step.text("thread") == thread
                }) > 0;
                it.is("call", store, "Release") && has_asked
            }),
        ]
    }

    /// Statements about the release of the support object.
    fn release(&self) -> Vec<Option<(String, usize)>> {
        let Own { store, logon, support, row, .. } = *self.own;
        vec![
            self.first("release-the-support-object", &|_, it| {
                it.is("call", support, "Release") && it.inside(store, "Release")
            }),
            self.first("remove-uids", &|at, it| {
                self.is_last(at, "uid-removed", "owner", logon) && it.inside(support, "Release")
            }),
            self.first("remove-row", &|at, it| {
                self.is_last(at, "row-removed", "row", row) && it.inside(support, "Release")
            }),
            self.first("call-logoff", &|_, it| {
                it.is("return", logon, "Logoff") && it.made_by(support, "Release")
            }),
            self.first("release-logon", &|at, it| {
                let is_done = self.before(at, &|step| step.is("return", logon, "Logoff")) > 0;
                it.is("call", logon, "Release") && it.made_by(support, "Release") && is_done
            }),
        ]
    }

    /// Statements about stores that nobody asked, and about those that keep track.
    fn skips(&self) -> Vec<Option<(String, usize)>> {
        let Own { store, support, logon, .. } = *self.own;
        vec![
            // Who begins with the session's Logoff releases the store late, and does not begin so.
            self.first("some-skip-store-logoff", &|at, it| {
                it.is("call", store, "Release")
                    && it.by("client")
                    && is_final(self.all, at)
                    && self.before(at, &|step| self.asked(step)) == 0
                    && self.before(at, &|step| step.is("call", logon, "Logoff")) == 0
            }),
            self.first("less-orderly", &|at, it| {
                let is_answer = it.is("return", support, "StoreLogoffTransports")
                    && it.inside(store, "Release");
                is_answer && it.by("client") && self.before(at, &|step| self.asked(step)) == 0
            }),
            self.first("keep-track", &|_, it| {
                it.text("event") == "test"
                    && it.text("statement").contains("told")
                    && it.inside(store, "Release")
            }),
            self.first("exactly-once", &|at, it| {
                it.is("call", support, "Release")
                    && is_final(self.all, at)
                    && self.before(at, &|step| self.complete(step)) == 1
            }),
            self.first("abort-if-not-called", &|at, it| {
                let is_own =
                    self.slt(it) && it.takes("LOGOFF_ABORT") && it.inside(store, "Release");
                is_own
                    && self.before(at, &|step| self.slt(step)) == 0
                    && !self.chose(at, "LOGOFF_ABORT")
            }),
        ]
    }
}
