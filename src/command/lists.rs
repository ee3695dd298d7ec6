//! The lists: `paths`, `worlds`, `providers`, `bugs`, `readings`, `rules`.

use serde_json::{Value, json};

use super::{CommandResult, Ended, print};
use crate::cli::{ListArgs, ListFormat};
use crate::lesson::library;
use crate::scenario::catalogue::{self, BugText, PathText, ReadingText, RuleText};
use crate::scenario::{RunOptions, Scenario};
use crate::sim::body::Confidence;
use crate::text::Lang;
use crate::words::Words;

/// One item of a list, as text and as an object.
pub(super) struct ListItem {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) object: Value,
}

pub(super) fn paths(args: &ListArgs, lang: Lang) -> CommandResult {
    let entry = |it: &PathText| {
        let (title, summary) = (it.title.get(lang), it.summary.get(lang));
        let object = json!({
            "id": it.id, "title": title, "summary": summary,
            "options": Scenario::options_of(&it.id), "cite": it.cites
        });
        entry(&it.id, title, summary, object)
    };
    let built = Scenario::paths();
    list(
        args,
        catalogue::paths().iter().filter(|path| built.contains(&path.id.as_str())).map(entry),
    )
}

pub(super) fn lessons(args: &ListArgs, lang: Lang) -> CommandResult {
    let entry = |it: &library::BundledLesson| {
        let minutes = Words::of(lang).with("list-minutes", &[("minutes", it.minutes.into())]);
        entry(
            it.id,
            it.title(lang),
            &minutes,
            json!({"id": it.id, "title": it.title(lang), "minutes": it.minutes}),
        )
    };
    list(args, library::INDEX.iter().map(entry))
}

pub(super) fn worlds(args: &ListArgs, lang: Lang) -> CommandResult {
    list(args, values("world", Scenario::worlds(), lang))
}

pub(super) fn providers(args: &ListArgs, lang: Lang) -> CommandResult {
    list(args, values("provider", Scenario::providers(), lang))
}

fn values(option: &str, built: Vec<&'static str>, lang: Lang) -> impl Iterator<Item = ListItem> {
    let values = catalogue::option(option).map_or(&[][..], |option| &option.values);
    values.iter().filter(move |value| built.contains(&value.id.as_str())).map(move |it| {
        let (title, text) = (it.title.get(lang), it.text.get(lang));
        entry(
            &it.id,
            title,
            text,
            json!({
                "id": it.id,
                "title": title,
                "text": text,
                "cite": it.cites,
                "confidence": it.confidence.name()
            }),
        )
    })
}

pub(super) fn bugs(args: &ListArgs, lang: Lang) -> CommandResult {
    let entry = |(it, run, rules): (&BugText, String, &[String])| {
        let (title, cause) = (it.title.get(lang), it.cause.get(lang));
        let object = json!({
            "id": it.id, "title": title, "run": run, "rules": rules, "cause": cause,
            "symptom": it.symptom.get(lang),
            "mend": it.mend.get(lang), "cite": it.cites, "marks": marks(
                &["cause", "symptom", "mend"],
                |field| it.mark(field),
            )
        });
        entry(&it.id, title, &format!("{cause}\n{run} · {}", rules.join(" ")), object)
    };
    let shown = Scenario::bugs().into_iter().filter_map(|(id, bug)| {
        let mut run = RunOptions::parse(&bug.run).ok()?;
        run.set("bug", id).ok()?;
        Some((catalogue::bug(id)?, run.to_string(), bug.rules.as_slice()))
    });
    list(args, shown.map(entry))
}

pub(super) fn readings(args: &ListArgs, lang: Lang) -> CommandResult {
    let entry = |it: &ReadingText| {
        let values: Vec<&str> = it.values.iter().map(|value| value.id.as_str()).collect();
        let (title, question) = (it.title.get(lang), it.question.get(lang));
        let object = json!({
            "id": it.id, "title": title, "question": question, "values": values,
            "switch": it.switch,
            "paths": it.touches, "build": it.build.get(lang)
        });
        entry(&it.id, title, &format!("{question}\n{}", values.join(" · ")), object)
    };
    list(args, catalogue::readings().iter().map(entry))
}

pub(super) fn rules(args: &ListArgs, lang: Lang) -> CommandResult {
    let entry = |it: &RuleText| {
        let (title, statement) = (it.title.get(lang), it.statement.get(lang));
        let object = json!({
            "id": it.id, "name": it.name, "title": title, "statement": statement,
            "why": it.why.get(lang),
            "symptom": it.symptom.get(lang), "mend": it.mend.get(lang), "cite": it.cites,
            "readings": it.readings,
            "marks": marks(&["statement", "why", "symptom", "mend"], |field| it.mark(field)),
            "limits": it.exempt.as_ref().map(|exempt| exempt.text.get(lang))
        });
        let limits = it
            .exempt
            .as_ref()
            .map_or(String::new(), |exempt| format!("\n{}", exempt.text.get(lang)));
        let statement = catalogue::marked(&it.statement, it.mark("statement"), lang);
        entry(&it.id, &format!("{}: {title}", it.name), &format!("{statement}{limits}"), object)
    };
    list(args, catalogue::rules().iter().map(entry))
}

/// How sure each text of an entry is.
fn marks(fields: &[&str], mark: impl Fn(&str) -> Confidence) -> Value {
    fields
        .iter()
        .map(|field| ((*field).to_owned(), json!(mark(field).name())))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn entry(id: &str, title: &str, text: &str, object: Value) -> ListItem {
    ListItem { id: id.to_owned(), title: title.to_owned(), text: text.to_owned(), object }
}

pub(super) fn list(args: &ListArgs, entries: impl Iterator<Item = ListItem>) -> CommandResult {
    let entries: Vec<ListItem> = entries.collect();
    print(|out| match args.format {
        ListFormat::Json => {
            let objects: Vec<&Value> = entries.iter().map(|entry| &entry.object).collect();
            serde_json::to_writer_pretty(&mut *out, &objects).map_err(std::io::Error::from)?;
            writeln!(out)
        }
        ListFormat::Text => {
            let width = entries.iter().map(|entry| entry.id.chars().count()).max().unwrap_or(0);
            for ListItem { id, title, text, .. } in &entries {
                writeln!(out, "{id:<width$}  {title}")?;
                for line in text.lines() {
                    writeln!(out, "{:width$}  {line}", "")?;
                }
            }
            Ok(())
        }
    })?;
    Ok(Ended::Well)
}
