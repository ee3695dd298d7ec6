//! `teardown judge` of a module of bodies: a provider, judged by searches over many clients.
//!
//! It must not know how a search goes.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::super::{CommandResult, Ended, Failure, print};
use crate::cli::{JudgeArgs, ListFormat};
use crate::explore::report::Breach;
use crate::run;
use crate::scenario::catalogue;
use crate::scenario::problem::refuse;
use crate::text::Lang;
use crate::workbench::judge::RuleStanding;
use crate::workbench::{BenchJudgement, CLIENTS, JudgingClient, judge as judge_module, told};

pub(super) fn judge(args: &JudgeArgs, lang: Lang) -> CommandResult {
    let file = run::read_bodies(Path::new(&args.log))?;
    if let Err(found) = &file.module {
        return Err(file.problem(found.clone()).into());
    }
    // The bodies of another module, such as one that all providers share, are judged with this one.
    let provider = file.provider().unwrap_or_else(|| "eager".to_owned());
    let clients = clients(&args.client, &provider)?;
    let interrupted = crate::command::interruption();
    let mut watch = |_| match interrupted.load(Ordering::Relaxed) {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    let judgement = judge_module(&file.bodies, &provider, &clients, &mut watch)
        .map_err(|found| file.problem(found))?;
    let name = &file.bodies.file;
    print(|out| match args.format {
        ListFormat::Json => writeln!(out, "{}", json(&judgement, name, &provider)),
        ListFormat::Text => told::lines(&judgement, Some(name), lang)
            .iter()
            .try_for_each(|line| writeln!(out, "{line}")),
    })?;
    Ok(match () {
        () if interrupted.load(Ordering::Relaxed) => Ended::Interrupted,
        () if judgement.is_accepted() => Ended::Well,
        () => Ended::Otherwise,
    })
}

/// The clients that were named, or all; in the order in which they judge.
fn clients(names: &[String], provider: &str) -> Result<Vec<&'static JudgingClient>, Failure> {
    let mut chosen: Vec<&'static JudgingClient> = Vec::new();
    for name in names {
        let Some(client) = JudgingClient::find(name) else {
            let known = CLIENTS.map(|client| client.id).join(", ");
            let arguments = [("name", &*format!("{name:?}")), ("known", &*known)];
            return Err(Failure::usage(refuse("unknown-name", "unknown-client", &arguments)));
        };
        chosen.push(client);
    }
    if chosen.is_empty() {
        chosen.extend(CLIENTS.iter().filter(|client| client.suits(provider)));
    }
    chosen.sort_by_key(|client| client.rank());
    chosen.dedup();
    Ok(chosen)
}

fn json(judgement: &BenchJudgement, file: &str, provider: &str) -> Value {
    let clients: Vec<Value> = judgement
        .clients
        .iter()
        .map(|it| {
            json!({
                "client": it.client.id,
                "run": it.scenario.options.to_string(),
                "states": it.report.states,
                "complete": it.report.is_complete(),
            })
        })
        .collect();
    let rules: Vec<Value> = judgement.rules().iter().map(rule).collect();
    json!({
        "file": file,
        "provider": provider,
        "accepted": judgement.is_accepted(),
        "complete": judgement.is_complete(),
        "one_user": judgement.is_accepted() || judgement.is_right_for_one_user(),
        "defers": judgement.defers(),
        "clients": clients,
        "rules": rules,
    })
}

fn rule(it: &RuleStanding<'_>) -> Value {
    let result = match (it.broken.is_empty(), it.situations) {
        (false, _) => "broken",
        (true, 0) => "not-tested",
        (true, _) => "held",
    };
    let is_contested = it.broken.iter().any(|(_, breach)| breach.contested);
    let readings = catalogue::no_mistake_under(it.rule, is_contested);
    let under: Vec<Value> = it
        .broken
        .iter()
        .map(|(report, breach)| {
            let Breach { word, subject, blame, choices, .. } = breach;
            json!({
                "client": report.client.id,
                "length": choices.len(),
                "object": subject,
                "blame": blame.map(crate::sim::rules::Blame::name),
                "word": word,
            })
        })
        .collect();
    json!({
        "rule": it.rule,
        "name": it.name,
        "result": result,
        "situations": it.situations,
        "no_mistake_under": readings,
        "broken_under": under,
    })
}
