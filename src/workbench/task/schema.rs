//! The JSON Schema of a task, and the task with which an author begins.
//!
//! It must not know whether a task can be solved.

use std::sync::OnceLock;

use serde_json::{Value as Json, json};

use super::TaskFile;
use crate::lesson::schema::FORMAT;
use crate::lesson::values::{definitions, one_of, refine};
use crate::scenario::Scenario;
use crate::workbench::CLIENTS;

/// A task with comments, as a starting point.
pub const TEMPLATE: &str = include_str!("template.yaml");

/// The template with the user's title, which is quoted so that it may contain anything.
pub fn template(title: &str) -> String {
    let clean: String = title.chars().filter(|c| !crate::text::is_control(*c)).collect();
    let quoted = Json::String(clean).to_string();
    TEMPLATE.replacen("\"My task\"", &quoted, 1).replacen("\"Minha tarefa\"", &quoted, 1)
}

/// What a task file may contain.
pub(super) fn shape() -> &'static Json {
    static SHAPE: OnceLock<Json> = OnceLock::new();
    SHAPE.get_or_init(|| {
        let mut schema = schemars::schema_for!(TaskFile).to_value();
        if let Some(root) = schema.as_object_mut() {
            root.insert("title".to_owned(), Json::from("teardown task, format 1"));
        }
        schema
    })
}

/// The JSON Schema of a task with all known values, as JSON text.
pub fn schema_text() -> String {
    let mut whole = shape().clone();
    for (pointer, values) in [
        ("/properties/format", json!({"enum": [FORMAT]})),
        ("/properties/minutes", json!({"minimum": 1, "maximum": 60})),
        ("/$defs/Build/properties/provider", one_of(Scenario::providers())),
        ("/$defs/Build/properties/clients/items", one_of(CLIENTS.map(|client| client.id))),
        ("/$defs/Ask/properties/cite/items", json!({"$ref": "#/$defs/Cite"})),
    ] {
        refine(&mut whole, pointer, values);
    }
    let cite = definitions().remove("Cite");
    if let (Some(known), Some(cite)) = (whole.get_mut("$defs").and_then(Json::as_object_mut), cite)
    {
        known.insert("Cite".to_owned(), cite);
    }
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}
