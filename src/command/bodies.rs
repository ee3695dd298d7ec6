//! `teardown bodies`: the bundled bodies as files of bodies, for someone who disputes a statement
//! or writes a body of their own.

use serde_json::{Value, json};

use super::lists::{self, ListItem};
use super::{CommandResult, Ended, print};
use crate::cli::{BodiesArgs, ListArgs, ListFormat};
use crate::mapi::Cite;
use crate::run::RunError;
use crate::scenario::listing::{
    BodyKind, Listed, ListedStatement, cited, find, head, modules, statements,
};
use crate::scenario::module::RawBody;
use crate::text::Lang;
use crate::words::Words;

pub(super) fn bodies(args: &BodiesArgs, lang: Lang) -> CommandResult {
    let Some(name) = &args.name else {
        let all = modules().map_err(RunError::Options)?;
        let list = ListArgs { format: args.format };
        return lists::list(&list, all.iter().map(|it| module(it, lang)));
    };
    let found = find(name).map_err(|mut problems| match problems.len() {
        1 => RunError::Usage(problems.remove(0)),
        _ => RunError::Options(problems),
    })?;
    print(|out| match args.format {
        ListFormat::Text => {
            for (at, listed) in found.iter().enumerate() {
                let rule = if at > 0 { "---\n" } else { "" };
                write!(out, "{rule}# {}\n{}", origin(listed), listed.text())?;
            }
            Ok(())
        }
        ListFormat::Json => {
            let objects: Vec<Value> = found.iter().map(object).collect();
            serde_json::to_writer_pretty(&mut *out, &objects).map_err(std::io::Error::from)?;
            writeln!(out)
        }
    })?;
    Ok(Ended::Well)
}

/// The file, and where in it, if only some of its bodies are meant.
fn origin(listed: &Listed) -> String {
    let lines = listed.bodies().map(|(_, body)| body.place.line);
    match lines.min().filter(|_| listed.is_part()) {
        Some(line) => format!("{}:{line}", listed.file),
        None => listed.file.to_owned(),
    }
}

/// A module in the list of all.
fn module(listed: &Listed, lang: Lang) -> ListItem {
    let module = &listed.module;
    let blame = Words::of(lang).text(&format!("blame-{}", module.who.word()));
    let names: Vec<String> = listed.bodies().map(|(_, body)| body.full_name()).collect();
    let object = json!({
        "id": module.name, "who": module.who.word(), "extends": module.extends,
        "file": listed.file, "bodies": names
    });
    let title = format!("{blame} ({})", listed.file);
    ListItem { id: module.name.clone(), title, text: names.join("\n"), object }
}

fn object(listed: &Listed) -> Value {
    let module = &listed.module;
    let fields = listed.fields().into_iter().map(|(interface, fields)| {
        let fields = fields.into_iter().map(|(name, first)| (name, json!(first)));
        (interface, Value::Object(fields.collect()))
    });
    json!({
        "id": module.name, "who": module.who.word(), "extends": module.extends,
        "library": module.library, "file": listed.file,
        "fields": Value::Object(fields.collect()),
        "bodies": listed.bodies().map(|(kind, it)| body(kind, it)).collect::<Vec<_>>()
    })
}

fn body(kind: BodyKind, body: &RawBody) -> Value {
    let line = |it: ListedStatement| {
        json!({
            "line": it.line, "depth": it.depth, "text": it.text, "label": it.label,
            "cite": places(&it.cites), "mark": it.mark
        })
    };
    json!({
        "id": body.full_name(), "kind": kind.name(), "head": head(body),
        "parameters": body.parameters, "line": body.place.line, "cite": places(&body.cites),
        "mark": body.mark,
        "statements": statements(body).into_iter().map(line).collect::<Vec<_>>()
    })
}

fn places(cites: &[Cite]) -> Vec<String> {
    cites.iter().map(cited).collect()
}
