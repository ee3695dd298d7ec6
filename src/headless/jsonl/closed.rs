//! JSON Schemas for keys with a closed set of values. Each set is derived from the list that the
//! run itself uses.
//!
//! It must not know the lines.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::scenario::Beyond;
use crate::sim::body::Confidence;
use crate::sim::budget::Limit;
use crate::sim::ledgers::ACTIVITIES;
use crate::sim::program::{LIVES, MESSAGE_STATES, life_name, message_state_name};
use crate::sim::rules::Blame;
use crate::sim::timeline::{VERDICTS, Verdict};

/// The version of the format, which the header contains.
pub(super) const VERSION: u32 = 1;

fn one_of<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Schema {
    let names: Vec<&str> = all.iter().map(|it| name(*it)).collect();
    json_schema!({"enum": names})
}

/// A list of objects without additional keys; on its own, each object may be part of a larger one.
pub(super) fn list<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let mut item = generator.subschema_for::<T>();
    item.insert("unevaluatedProperties".to_owned(), false.into());
    json_schema!({"type": "array", "items": item})
}

pub(super) fn version(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"const": VERSION})
}

pub(super) fn yes(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"const": true})
}

pub(super) fn violation(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"const": "violation"})
}

pub(super) fn status_code(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"const": "PR_STATUS_CODE"})
}

pub(super) fn beyond(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "items": one_of(&Beyond::ALL, Beyond::name)})
}

pub(super) fn confidence(_: &mut SchemaGenerator) -> Schema {
    one_of(&Confidence::ALL, Confidence::name)
}

pub(super) fn blame(_: &mut SchemaGenerator) -> Schema {
    one_of(&Blame::ALL, Blame::name)
}

pub(super) fn verdict(_: &mut SchemaGenerator) -> Schema {
    one_of(&VERDICTS, Verdict::name)
}

pub(super) fn bound(_: &mut SchemaGenerator) -> Schema {
    one_of(&Limit::ALL, Limit::name)
}

pub(super) fn life(_: &mut SchemaGenerator) -> Schema {
    one_of(&LIVES, life_name)
}

pub(super) fn message_state(_: &mut SchemaGenerator) -> Schema {
    one_of(&MESSAGE_STATES, message_state_name)
}

pub(super) fn carries(_: &mut SchemaGenerator) -> Schema {
    one_of(&ACTIVITIES[..5], |it| it)
}
