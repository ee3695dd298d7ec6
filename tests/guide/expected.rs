//! What each statement of the guide page is about, worked out a second time from the events.

use std::collections::BTreeMap;

use mapi_teardown::headless::{Telling, jsonl};
use mapi_teardown::scenario::Scenario;
use mapi_teardown::sim::Timeline;
use mapi_teardown::text::Lang;
use serde_json::Value;

use super::{Own, Ticks};

/// A step with the calls that lead to it, outermost first; of a return, its own call is the last.
pub(super) struct Step {
    line: Value,
    calls: Vec<Value>,
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
    let telling = Telling {
        timeline,
        lesson: None,
        scenario,
        lang: Lang::En,
        steps: (1, timeline.len()),
        only: None,
    };
    let mut bytes = Vec::new();
    jsonl::write(&telling, &mut bytes).expect("memory");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let mut open: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in text.lines().map(|line| serde_json::from_str::<Value>(line).expect("an object")) {
        if line["event"].is_null() || line["event"] == "violation" {
            continue;
        }
        let depth = line["depth"].as_u64().expect("a depth") as usize;
        let calls = open.entry(line["thread"].as_str().expect("a thread").to_owned()).or_default();
        let is_return = line["event"] == "return";
        calls.truncate(depth + usize::from(is_return));
        found.push(Step { line: line.clone(), calls: calls.clone() });
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
    let Own { store, logon, support, row } = *own;
    let before = |at: usize, wanted: &dyn Fn(&Step) -> bool| {
        all[..at].iter().filter(|step| wanted(step)).count()
    };
    let asked = |step: &Step| step.is("call", store, "StoreLogoff");
    let slt = |step: &Step| step.is("call", support, "StoreLogoffTransports");
    let complete = |step: &Step| {
        step.is("return", support, "StoreLogoffTransports") && step.gives("LOGOFF_COMPLETE")
    };
    // A client that chose a flag, and was not turned down.
    let chose = |at: usize, flag: &str| {
        let answered =
            |step: &Step| step.is("return", store, "StoreLogoff") && step.text("hresult") == "S_OK";
        before(at, &|step| {
            answered(step)
                && step.calls.last().is_some_and(|call| call["in"] == serde_json::json!([flag]))
        }) > 0
    };
    let is_freed = |at: usize| {
        before(at, &|step| step.text("event") == "object-freed" && step.text("object") == store) > 0
    };
    let removed = |step: &Step, event: &str, key: &str, name: &str| {
        step.text("event") == event && step.text(key) == name
    };
    let is_last = |at: usize, event: &str, key: &str, name: &str| {
        removed(&all[at], event, key, name)
            && !all[at + 1..].iter().any(|step| removed(step, event, key, name))
    };
    let first = |id: &str, wanted: &dyn Fn(usize, &Step) -> bool| {
        let found = all.iter().enumerate().find(|(at, step)| wanted(*at, step))?.1;
        Some((id.to_owned(), found.line["step"].as_u64().expect("a number") as usize))
    };
    let found = [
        first("client-calls-store-logoff", &|_, it| asked(it) && it.by("client")),
        first("spooler-calls-store-logoff", &|_, it| asked(it) && it.by("spooler")),
        first("orderly-and-controlled", &|_, it| {
            it.is("return", store, "StoreLogoff") && it.gives("LOGOFF_COMPLETE")
        }),
        first("client-calls-session-logoff", &|at, it| {
            it.is("call", "session", "Logoff") && it.by("client") && !is_freed(at)
        }),
        first("begin-with-transports", &|_, it| slt(it) && it.inside(store, "StoreLogoff")),
        first("tells-mapi", &|_, it| complete(it)),
        first("related-transports", &|at, it| {
            let is_open = before(at, &slt)
                > before(at, &|step| step.is("return", support, "StoreLogoffTransports"));
            it.text("event") == "call" && it.text("method") == "TransportLogoff" && is_open
        }),
        first("caller-releases", &|at, it| {
            let thread = it.text("thread");
            let has_asked = before(at, &|step| {
                step.is("return", store, "StoreLogoff") && step.text("thread") == thread
            }) > 0;
            it.is("call", store, "Release") && has_asked
        }),
        first("release-the-support-object", &|_, it| {
            it.is("call", support, "Release") && it.inside(store, "Release")
        }),
        first("remove-uids", &|at, it| {
            is_last(at, "uid-removed", "owner", logon) && it.inside(support, "Release")
        }),
        first("remove-row", &|at, it| {
            is_last(at, "row-removed", "row", row) && it.inside(support, "Release")
        }),
        first("call-logoff", &|_, it| {
            it.is("return", logon, "Logoff") && it.made_by(support, "Release")
        }),
        first("release-logon", &|at, it| {
            let is_done = before(at, &|step| step.is("return", logon, "Logoff")) > 0;
            it.is("call", logon, "Release") && it.made_by(support, "Release") && is_done
        }),
        first("some-skip-store-logoff", &|at, it| {
            it.is("call", store, "Release")
                && it.by("client")
                && is_final(all, at)
                && before(at, &asked) == 0
        }),
        first("less-orderly", &|at, it| {
            let is_answer =
                it.is("return", support, "StoreLogoffTransports") && it.inside(store, "Release");
            is_answer && it.by("client") && before(at, &asked) == 0
        }),
        first("keep-track", &|_, it| {
            it.text("event") == "test"
                && it.text("statement").contains("told")
                && it.inside(store, "Release")
        }),
        first("exactly-once", &|at, it| {
            it.is("call", support, "Release") && is_final(all, at) && before(at, &complete) == 1
        }),
        first("abort-if-not-called", &|at, it| {
            let is_own = slt(it) && it.takes("LOGOFF_ABORT") && it.inside(store, "Release");
            is_own && before(at, &slt) == 0 && !chose(at, "LOGOFF_ABORT")
        }),
    ];
    found.into_iter().flatten().collect()
}
