//! Finds all errors of shape in a file at once: unknown keys, missing keys, wrong types, unknown
//! words. The strict reader stops at the first error; this code compares the whole file with the
//! JSON Schema made from the same types, so that the format is described only once.
//!
//! It must not know what a lesson means.

use std::sync::OnceLock;

use serde_json::Value as Json;

use super::schema::LessonFile;
use crate::diagnostic::{Diagnostic, Place};
use crate::scenario::problem::{near, refuse, said};
use crate::text::{Lang, Text, is_control};
use crate::words::Words;
use crate::yaml::{Node, NodeValue, ScalarKind};

/// The most errors that are looked for; any others will show once these are fixed.
pub const MOST_PROBLEMS: usize = 100;

/// The JSON Schema of a lesson file.
pub fn schema() -> &'static Json {
    static SCHEMA: OnceLock<Json> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let mut schema = schemars::schema_for!(LessonFile).to_value();
        if let Some(root) = schema.as_object_mut() {
            root.insert("title".to_owned(), Json::from("teardown lesson, format 1"));
        }
        schema
    })
}

/// The places of texts and keys that contain a control character. Line breaks and tabs are allowed
/// in texts.
pub fn escaped_controls(root: &Node) -> Vec<Place> {
    let mut found = Vec::new();
    controls(root, &mut found);
    found
}

fn controls(node: &Node, found: &mut Vec<Place>) {
    match &node.value {
        NodeValue::Scalar(_, text)
            if text.chars().any(|c| is_control(c) && !matches!(c, '\n' | '\t')) =>
        {
            found.push(node.place());
        }
        NodeValue::Scalar(..) => {}
        NodeValue::List(items) => items.iter().for_each(|item| controls(item, found)),
        NodeValue::Map(entries) => {
            for (key, value) in entries {
                controls(key, found);
                controls(value, found);
            }
        }
    }
}

/// Every error of shape in a file that this schema describes.
pub fn problems(file: &str, root: &Node, schema: &Json) -> Vec<Diagnostic> {
    let mut walk = SchemaWalk { file, root: schema, found: Vec::new() };
    if matches!(root.value, NodeValue::Scalar(ScalarKind::Null, _)) {
        walk.found.push(refuse("empty-file", "empty-file", &[]).at(file, None));
    } else {
        walk.visit(root, schema, "");
    }
    walk.found
}

pub(super) struct SchemaWalk<'a> {
    pub(super) file: &'a str,
    pub(super) root: &'a Json,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> SchemaWalk<'a> {
    fn resolve(&self, schema: &'a Json) -> &'a Json {
        match schema.get("$ref").and_then(Json::as_str) {
            Some(name) => self.root.pointer(name.trim_start_matches('#')).unwrap_or(schema),
            None => schema,
        }
    }

    /// The alternatives in a schema; a schema without alternatives counts as a single one.
    fn alternatives(&self, schema: &'a Json) -> Vec<&'a Json> {
        let schema = self.resolve(schema);
        match schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Json::as_array) {
            Some(list) => list.iter().flat_map(|it| self.alternatives(it)).collect(),
            None => vec![schema],
        }
    }

    pub(super) fn visit(&mut self, node: &Node, schema: &'a Json, what: &str) {
        if self.found.len() > MOST_PROBLEMS {
            return;
        }
        let all = self.alternatives(schema);
        let Some(fitting) = all.iter().find(|it| allows(it, kind(node))).copied() else {
            let wanted: Vec<&str> =
                all.iter().flat_map(|it| types(it)).filter(|it| *it != "null").collect();
            self.wrong_type(node, &wanted, what);
            return;
        };
        match &node.value {
            NodeValue::Map(entries) => self.mapping(node.place(), entries, fitting, what),
            NodeValue::List(items) => {
                if let Some(item_schema) = fitting.get("items") {
                    items.iter().for_each(|item| self.visit(item, item_schema, what));
                }
            }
            NodeValue::Scalar(ScalarKind::Text, text) => self.word(node.place(), text, &all, what),
            _ => {}
        }
    }

    fn word(&mut self, place: Place, text: &str, all: &[&'a Json], what: &str) {
        let open = all.iter().any(|it| {
            allows(it, "string") && it.get("const").is_none() && it.get("enum").is_none()
        });
        let known: Vec<&str> = all
            .iter()
            .flat_map(|it| {
                it.get("enum").and_then(Json::as_array).into_iter().flatten().chain(it.get("const"))
            })
            .filter_map(Json::as_str)
            .collect();
        if !open && !known.contains(&text) {
            let said = [("what", what), ("name", &*format!("{text:?}"))];
            let found = refuse("unknown-value", "unknown-value", &said);
            let place = Place { length: text.chars().count() as u32, ..place };
            self.found.push(found.help_in_both(near(text, known)).at(self.file, Some(place)));
        }
    }

    fn wrong_type(&mut self, node: &Node, wanted: &[&str], what: &str) {
        let [is, wanted] = [&[kind(node)][..], wanted].map(in_words);
        let [en, pt_br] = [0, 1].map(|lang| {
            let part = |of: &Text| if lang == 0 { of.en.clone() } else { of.pt_br.clone() };
            let (is, wanted) = (part(&is), part(&wanted));
            let said =
                said("refuse-wrong-type", &[("what", what), ("is", &is), ("wanted", &wanted)]);
            part(&said)
        });
        let found = Diagnostic::in_both("wrong-type", Text { en, pt_br }, None);
        // A text where a list is wanted is most often one item of it.
        let help = match &node.value {
            NodeValue::Scalar(ScalarKind::Text | ScalarKind::Number, text)
                if wanted.en.contains(&in_words(&["array"]).en) =>
            {
                said("refuse-write", &[("text", &format!("[{text}]"))])
            }
            _ => said("refuse-see-schema", &[]),
        };
        self.found.push(found.help_in_both(help).at(self.file, Some(node.place())));
    }

    fn mapping(&mut self, place: Place, entries: &[(Node, Node)], schema: &'a Json, what: &str) {
        let properties = schema.get("properties").and_then(Json::as_object);
        for (key, value) in entries {
            if self.found.len() > MOST_PROBLEMS {
                return;
            }
            let name = key_text(key);
            if let Some(property) = properties.and_then(|all| all.get(name)) {
                self.visit(value, property, name);
            } else {
                match schema.get("additionalProperties") {
                    Some(Json::Bool(false)) | None => self.unknown_key(key, properties, what),
                    Some(other) => self.visit(value, other, name),
                }
            }
        }
        for required in schema
            .get("required")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
        {
            if !entries.iter().any(|(key, _)| key_text(key) == required) {
                let id = if what.is_empty() { "missing-key-of-all" } else { "missing-key" };
                let found = refuse("missing-key", id, &[("what", what), ("key", required)]);
                self.found.push(found.at(self.file, Some(place)));
            }
        }
    }

    fn unknown_key(
        &mut self,
        node: &Node,
        known: Option<&serde_json::Map<String, Json>>,
        what: &str,
    ) {
        let known: Vec<&str> =
            known.into_iter().flat_map(|it| it.keys().map(String::as_str)).collect();
        let key = key_text(node);
        let shown: String = key.chars().filter(|c| !is_control(*c)).take(60).collect();
        let place = Place { length: key.chars().count() as u32, ..node.place() };
        let id = if what.is_empty() { "unknown-key-of-all" } else { "unknown-key" };
        let found = refuse("unknown-key", id, &[("what", what), ("name", &format!("{shown:?}"))]);
        self.found.push(found.help_in_both(near(key, known)).at(self.file, Some(place)));
    }
}

/// The text of a key; the reader refuses keys that are not text.
pub(super) fn key_text(key: &Node) -> &str {
    match &key.value {
        NodeValue::Scalar(_, text) => text,
        _ => "",
    }
}

fn kind(node: &Node) -> &'static str {
    match &node.value {
        NodeValue::Scalar(ScalarKind::Null, _) => "null",
        NodeValue::Scalar(ScalarKind::Bool, _) => "boolean",
        NodeValue::Scalar(ScalarKind::Number, _) => "integer",
        NodeValue::Scalar(ScalarKind::Text, _) => "string",
        NodeValue::List(_) => "array",
        NodeValue::Map(_) => "object",
    }
}

fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A number or a truth value is accepted where text is wanted: names such as `1` need no quotes.
fn allows(schema: &Json, kind: &str) -> bool {
    let types = types(schema);
    types.is_empty()
        || types.contains(&kind)
        || (types.contains(&"string") && matches!(kind, "integer" | "boolean"))
}

/// Kinds of values, each once, in both languages.
fn in_words(kinds: &[&str]) -> Text {
    let [en, pt_br] = Lang::ALL.map(|lang| {
        let words = Words::of(lang);
        let mut distinct: Vec<String> = Vec::new();
        for kind in kinds {
            let kind = if *kind == "number" { "integer" } else { kind };
            let word = words.text(&format!("kind-{kind}"));
            if !distinct.contains(&word) {
                distinct.push(word);
            }
        }
        distinct.join(&words.text("kind-or"))
    });
    Text { en, pt_br }
}
