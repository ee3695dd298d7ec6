//! A module, or a part of one, as the text of a file of bodies.
//!
//! It must not know where the module comes from.

use super::{BodyKind, Fields, Listed, head};
use crate::mapi::methods;
use crate::scenario::module::RawBody;
use crate::scenario::yaml::StatementLine;
use crate::yaml::{Node, NodeValue, ScalarKind};

impl Listed {
    /// A file of bodies with what is meant; [`crate::scenario::module::parse`] reads it again.
    pub fn text(&self) -> String {
        let module = &self.module;
        let mut text = format!("module: {}\n", scalar(&module.name));
        if let Some(extends) = &module.extends {
            text += &format!("extends: {}\n", scalar(extends));
        }
        text += &format!("who: {}\n", module.who.word());
        if let Some(library) = &module.library {
            text += &format!("library: {}\n", scalar(library));
        }
        if !module.hidden.is_empty() {
            text += &format!("hidden: [{}]\n", module.hidden.join(", "));
        }
        push_fields(&mut text, &self.fields());
        let flags = module.flags.iter().filter_map(|(field, set)| {
            Some((field, methods::takes(*set)?)) // The family of a method's flags is the field's.
        });
        let flags: Vec<String> =
            flags.map(|(field, method)| format!("  {}: {method}\n", scalar(field))).collect();
        if !flags.is_empty() {
            text += &format!("flags:\n{}", flags.concat());
        }
        for kind in BodyKind::ALL {
            let mut bodies = self.bodies().filter(|(its, _)| *its == kind).peekable();
            if bodies.peek().is_some() {
                text += &format!("{}:\n", kind.key());
            }
            for (_, body) in bodies {
                push_body(&mut text, body);
            }
        }
        text
    }
}

fn push_fields(text: &mut String, objects: &Fields) {
    if !objects.is_empty() {
        *text += "objects:\n";
    }
    for (interface, fields) in objects {
        if fields.is_empty() {
            *text += &format!("  {}: {{}}\n", scalar(interface));
            continue;
        }
        *text += &format!("  {}:\n", scalar(interface));
        for (field, first) in fields {
            *text += &format!("    {}: {}\n", scalar(field), scalar(first));
        }
    }
}

fn push_body(text: &mut String, body: &RawBody) {
    let statements = body.lines.read().map(|lines| lines.0).unwrap_or_default();
    let empty = if statements.is_empty() { " []" } else { "" };
    *text += &format!("  {}:{empty}\n", scalar(&head(body)));
    push_lines(text, &statements, 4);
}

fn push_lines(text: &mut String, lines: &[StatementLine<'_>], indent: usize) {
    for line in lines {
        let statement = scalar(&line.text);
        match &line.block {
            None => *text += &format!("{:indent$}- {statement}\n", ""),
            Some(block) => {
                let empty = if block.is_empty() { " []" } else { "" };
                *text += &format!("{:indent$}- {statement}:{empty}\n", "");
                push_lines(text, block, indent + 4);
            }
        }
    }
}

/// A text as YAML has it: plain if it reads back as itself, else in quotes.
fn scalar(text: &str) -> String {
    let line = format!("- {text}\n");
    let node = Node::parse(&line, crate::yaml::strict(4)).ok();
    let is_plain = node.is_some_and(|node| {
        let NodeValue::List(items) = &node.value else { return false };
        let [item] = items.as_slice() else { return false };
        matches!(&item.value, NodeValue::Scalar(kind, read)
            if read == text && *kind != ScalarKind::Null)
    });
    // A key is read by other rules than a value: a colon would end it.
    match is_plain && !text.contains(": ") && !text.ends_with(':') && !text.starts_with('"') {
        true => text.to_owned(),
        false => serde_json::Value::from(text).to_string(),
    }
}
