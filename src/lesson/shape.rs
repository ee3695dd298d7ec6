//! All problems of a file's shape at once: unknown keys, missing keys, wrong types, unknown words. The strict reader stops at the first;
//! this walks the whole file beside the JSON Schema that is made from the same types, so that there is one description of the format.
//!
//! It must not know what a lesson means.

use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::marked::Marked;
use super::schema::LessonFile;
use super::source::{is_control, options};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// The JSON Schema of a lesson file.
pub fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let mut schema = schemars::schema_for!(LessonFile).to_value();
        if let Some(root) = schema.as_object_mut() {
            root.insert("title".to_owned(), Value::from("teardown lesson, format 1"));
        }
        schema
    })
}

/// Any YAML value, with places.
#[derive(Debug)]
enum Node {
    Null,
    Bool,
    Number,
    Text(String),
    List(Vec<Marked<Node>>),
    Map(Vec<(Marked<String>, Marked<Node>)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Bool)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Node::Map(entries))
    }
}

fn read(text: &str) -> Result<Marked<Node>, serde_yaml::Error> {
    serde_yaml::from_str_with_options(text, options())
}

/// Places of texts and keys that hold a control character. Line breaks are allowed in texts, tabs too.
pub fn escaped_controls(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    if let Ok(root) = read(text) {
        controls(&root, &mut found);
    }
    found
}

fn controls(node: &Marked<Node>, found: &mut Vec<Place>) {
    let bad = |text: &str| text.chars().any(|c| is_control(c) && !matches!(c, '\n' | '\t'));
    match &node.value {
        Node::Text(text) if bad(text) => found.push(node.place),
        Node::List(items) => items.iter().for_each(|item| controls(item, found)),
        Node::Map(entries) => {
            for (key, value) in entries {
                if bad(key) {
                    found.push(key.place);
                }
                controls(value, found);
            }
        }
        _ => {}
    }
}

/// Every problem of shape; an error if the text cannot be read as YAML within the bounds.
pub fn problems(file: &str, text: &str) -> Result<Vec<Diagnostic>, serde_yaml::Error> {
    let mut walk = Walk { file, root: schema(), found: Vec::new() };
    let root = read(text)?;
    if matches!(root.value, Node::Null) {
        let help = "`teardown new` writes a lesson to begin with";
        walk.found.push(Diagnostic::error("empty-file", file, None, "there is nothing in it").help(help));
    } else {
        walk.visit(&root, schema(), "the lesson");
    }
    Ok(walk.found)
}

struct Walk<'a> {
    file: &'a str,
    root: &'a Value,
    found: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    fn resolve(&self, schema: &'a Value) -> &'a Value {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(name) => self.root.pointer(name.trim_start_matches('#')).unwrap_or(schema),
            None => schema,
        }
    }

    /// The alternatives of a schema; one alone is its own.
    fn alternatives(&self, schema: &'a Value) -> Vec<&'a Value> {
        let schema = self.resolve(schema);
        match schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
            Some(list) => list.iter().flat_map(|it| self.alternatives(it)).collect(),
            None => vec![schema],
        }
    }

    fn visit(&mut self, node: &Marked<Node>, schema: &'a Value, what: &str) {
        let all = self.alternatives(schema);
        let Some(fitting) = all.iter().find(|it| allows(it, kind(&node.value))).copied() else {
            let wanted: Vec<&str> = all.iter().flat_map(|it| types(it)).filter(|it| *it != "null").map(in_words).collect();
            let message = format!("{what} is {}, but should be {}", in_words(kind(&node.value)), joined(&wanted));
            self.found.push(Diagnostic::error("wrong-type", self.file, Some(node.place), message).help("see `teardown schema`"));
            return;
        };
        match &node.value {
            Node::Map(entries) => self.mapping(node.place, entries, fitting, what),
            Node::List(items) => {
                if let Some(item_schema) = fitting.get("items") {
                    items.iter().for_each(|item| self.visit(item, item_schema, what));
                }
            }
            Node::Text(text) => self.word(node.place, text, &all, what),
            _ => {}
        }
    }

    fn word(&mut self, place: Place, text: &str, all: &[&'a Value], what: &str) {
        let open = all.iter().any(|it| allows(it, "string") && it.get("const").is_none() && it.get("enum").is_none());
        let known: Vec<&str> = all
            .iter()
            .flat_map(|it| it.get("enum").and_then(Value::as_array).into_iter().flatten().chain(it.get("const")))
            .filter_map(Value::as_str)
            .collect();
        if !open && !known.contains(&text) {
            let message = format!("{what} has no value {text:?}");
            self.found.push(
                Diagnostic::error("unknown-value", self.file, Some(place), message).help(format!("one of: {}", known.join(", "))),
            );
        }
    }

    fn mapping(&mut self, place: Place, entries: &[(Marked<String>, Marked<Node>)], schema: &'a Value, what: &str) {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (key, value) in entries {
            if let Some(property) = properties.and_then(|all| all.get(key.as_str())) {
                self.visit(value, property, key);
            } else {
                match schema.get("additionalProperties") {
                    Some(Value::Bool(false)) | None => self.unknown_key(key, properties, what),
                    Some(other) => self.visit(value, other, key),
                }
            }
        }
        for required in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !entries.iter().any(|(key, _)| key.as_str() == required) {
                let message = format!("{what} lacks the key {required:?}");
                let help = format!("add {required}: ...");
                self.found.push(Diagnostic::error("missing-key", self.file, Some(place), message).help(help));
            }
        }
    }

    fn unknown_key(&mut self, key: &Marked<String>, known: Option<&serde_json::Map<String, Value>>, what: &str) {
        let known: Vec<&str> = known.into_iter().flat_map(|it| it.keys().map(String::as_str)).collect();
        let near = nearest(key, known.iter().copied());
        let help = match near.first() {
            Some(best) => format!("did you mean {best}?"),
            None => format!("one of: {}", known.join(", ")),
        };
        let shown: String = key.chars().filter(|c| !is_control(*c)).take(60).collect();
        let place = Place { length: key.chars().count() as u32, ..key.place };
        self.found
            .push(Diagnostic::error("unknown-key", self.file, Some(place), format!("{what} has no key {shown:?}")).help(help));
    }
}

fn kind(node: &Node) -> &'static str {
    match node {
        Node::Null => "null",
        Node::Bool => "boolean",
        Node::Number => "integer",
        Node::Text(_) => "string",
        Node::List(_) => "array",
        Node::Map(_) => "object",
    }
}

fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A number or a yes is fine where a text is wanted: names such as `1` need no quotes.
fn allows(schema: &Value, kind: &str) -> bool {
    let types = types(schema);
    types.is_empty() || types.contains(&kind) || (types.contains(&"string") && matches!(kind, "integer" | "boolean"))
}

fn in_words(kind: &str) -> &'static str {
    match kind {
        "null" => "empty",
        "boolean" => "true or false",
        "integer" | "number" => "a number",
        "string" => "a text",
        "array" => "a list",
        _ => "a mapping",
    }
}

fn joined(words: &[&str]) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for word in words {
        if !distinct.contains(word) {
            distinct.push(word);
        }
    }
    distinct.join(" or ")
}
