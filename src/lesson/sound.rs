//! What is left of a file when everything of a wrong shape is taken out: the rest can be checked
//! too, so that all problems of a file are told at once.
//!
//! It must not know what a lesson means.

use serde_json::Value as Json;

use super::shape::{SchemaWalk, key_text, schema};
use crate::yaml::{Node, NodeValue, ScalarKind};

/// The parts of a lesson that have the right shape; whole scenes and whole values of keys are left
/// out, and what must not be missing is filled in with as little as possible. `None` if the file is
/// no mapping.
pub fn sound(root: &Node) -> Option<Node> {
    let NodeValue::Map(entries) = &root.value else { return None };
    let properties = schema().get("properties")?.as_object()?;
    let mut kept: Vec<(Node, Node)> = Vec::new();
    for (key, value) in entries {
        let name = key_text(key);
        let Some(property) = properties.get(name) else { continue };
        match &value.value {
            NodeValue::List(items) if name == "scenes" => {
                let scenes = NodeValue::List(scenes(items, property));
                let scenes = Node { line: value.line, column: value.column, value: scenes };
                kept.push((key.clone(), scenes));
            }
            _ if fits(value, property) => kept.push((key.clone(), value.clone())),
            _ => {}
        }
    }
    let at = |value| Node { line: root.line, column: root.column, value };
    let scalar = |kind, text: &str| at(NodeValue::Scalar(kind, text.to_owned()));
    for name in schema().get("required")?.as_array()?.iter().filter_map(Json::as_str) {
        if !kept.iter().any(|(key, _)| key_text(key) == name) {
            let value = match name {
                "scenes" => at(NodeValue::List(Vec::new())),
                "format" | "minutes" => scalar(ScalarKind::Number, "1"),
                _ => scalar(ScalarKind::Text, "-"),
            };
            kept.push((scalar(ScalarKind::Text, name), value));
        }
    }
    Some(at(NodeValue::Map(kept)))
}

/// The scenes of the right shape; if one is left out, so are those of a way, which it may name.
fn scenes(items: &[Node], list: &'static Json) -> Vec<Node> {
    let Some(schema) = list.get("items") else { return Vec::new() };
    let kept: Vec<Node> = items.iter().filter(|item| fits(item, schema)).cloned().collect();
    let whole = kept.len() == items.len();
    let has_way = |scene: &Node| match &scene.value {
        NodeValue::Map(entries) => entries.iter().any(|(key, _)| key_text(key) == "way"),
        _ => false,
    };
    kept.into_iter().filter(|scene| whole || !has_way(scene)).collect()
}

fn fits(node: &Node, part: &'static Json) -> bool {
    let mut walk = SchemaWalk { file: "", root: schema(), found: Vec::new() };
    walk.visit(node, part, "");
    walk.found.is_empty()
}
