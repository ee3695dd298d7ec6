//! The JSON Schema for editors: the schema of a lesson file with the values that are known: paths,
//! worlds, options, rules, readings, pages with their places, ledgers, fates, labels.
//!
//! What must be one of them is an `enum` or a `pattern`; where a lesson may have names of its own
//! (bodies, labels, holders), the known ones are only offered. `check` doesn't use it: it knows the
//! nearest name, and says it in the author's language.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::shape::schema;
use super::tasks::{PREFIX, TASKS};
use crate::mapi::cite::all_places;
use crate::mapi::{FlagSet, flags, methods};
use crate::scenario::{OPTIONS, OptionSpec, Scenario, catalogue, listing};
use crate::sim::event::LEDGERS;
use crate::sim::program::{MESSAGE_STATES, holder_name, message_state_name};
use crate::sim::rules::RULES;
use crate::sim::state::HOLDERS;
use crate::text::Lang;

use super::library::INDEX;

/// What a transport can be doing, as an expectation says it.
const ACTIVITIES: [&str; 6] =
    ["idle", "sending", "receiving", "sending+receiving", "flushing", "logged-off"];

/// Who answers a query of fast shutdown, and how.
const ANSWERING: [&str; 4] = ["store-A", "XP1", "XP2", "ab"];
const ANSWERS: [&str; 3] = ["yes", "no", "absent"];

/// The schema of a lesson file with all known values.
pub fn schema_with_values() -> Json {
    let mut whole = schema().clone();
    let mut defs = definitions();
    let rules = json!({"$ref": "#/$defs/Rule"});
    let settings = json!({"$ref": "#/$defs/Options"});
    let cites = json!({"$ref": "#/$defs/Cite"});
    let label = json!({"$ref": "#/$defs/Label"});
    let method = json!({"$ref": "#/$defs/Method"});
    for (pointer, values) in [
        ("/properties/expect_violations/items", rules.clone()),
        ("/properties/minutes", json!({"minimum": 1, "maximum": 60})),
        ("/properties/format", json!({"enum": [super::schema::FORMAT]})),
        ("/$defs/Way/properties/expect_violations/items", rules.clone()),
        ("/$defs/Expect/properties/violations/items", rules.clone()),
        ("/$defs/Run/properties/path", one_of(Scenario::all_paths())),
        ("/$defs/Run/properties/world", one_of(Scenario::worlds())),
        ("/$defs/Run/properties/options", settings.clone()),
        ("/$defs/Way/properties/set", settings.clone()),
        ("/$defs/Exercise/properties/set", settings.clone()),
        ("/$defs/Change/properties/set", settings),
        ("/$defs/Change/properties/hold/additionalProperties", offered(&HOLDERS.map(holder_name))),
        ("/$defs/Scene/properties/focus", offered(&LEDGERS.each_ref().map(|it| it.name()))),
        ("/$defs/Scene/properties/cite/items", cites.clone()),
        ("/$defs/CardLine/properties/cite/items", cites.clone()),
        ("/$defs/Close/properties/cite/items", cites),
        ("/$defs/Scene/properties/reading", json!({"$ref": "#/$defs/Reading"})),
        ("/$defs/CardLine/properties/reading", json!({"$ref": "#/$defs/Reading"})),
        ("/$defs/Close/properties/reading", json!({"$ref": "#/$defs/Reading"})),
        ("/$defs/Close/properties/next/items", next()),
        ("/$defs/Anchor/properties/call", method.clone()),
        ("/$defs/Anchor/properties/return", method.clone()),
        ("/$defs/Anchor/properties/to", text_or_number()),
        ("/$defs/Expect/properties/status/additionalProperties", text_or_number()),
        ("/$defs/Anchor/properties/violation", json!({"$ref": "#/$defs/AnyRule"})),
        ("/$defs/Predict/properties/blame", json!({"$ref": "#/$defs/AnyRule"})),
        ("/$defs/Predict/properties/out_word", method.clone()),
        ("/$defs/Predict/properties/messages", one_of(MESSAGE_STATES.map(message_state_name))),
        ("/$defs/Predict/properties/next_call", offered(&["any"])),
        ("/$defs/Expect/properties/failed/items", method.clone()),
        ("/$defs/Expect/properties/calls", json!({"propertyNames": method})),
        ("/$defs/Expect/properties/verdict", one_of(VERDICTS)),
        ("/$defs/Expect/properties/out/items", one_of(flag_names())),
        ("/$defs/Expect/properties/transports/additionalProperties", one_of(ACTIVITIES)),
        (
            "/$defs/Expect/properties/queue/additionalProperties",
            one_of(MESSAGE_STATES.map(message_state_name)),
        ),
        ("/$defs/BodyEdit/properties/in", json!({"$ref": "#/$defs/Body"})),
        ("/$defs/BodyEdit/properties/drop", label.clone()),
        ("/$defs/BodyEdit/properties/move", label.clone()),
        ("/$defs/BodyEdit/properties/before", label.clone()),
        ("/$defs/BodyEdit/properties/after", label.clone()),
        ("/$defs/BodyEdit/properties/instead", label),
    ] {
        refine(&mut whole, pointer, values);
    }
    if let Some(known) = whole.get_mut("$defs").and_then(Json::as_object_mut) {
        known.append(&mut defs);
    }
    whole
}

/// The verdicts that a lesson can expect.
const VERDICTS: [&str; 5] = ["clean", "violated", "crashed", "stuck", "bounded"];

/// Puts keywords beside those of a part of the schema; an empty value stays allowed where it was.
pub(crate) fn refine(whole: &mut Json, pointer: &str, values: Json) {
    let Some(part) = whole.pointer_mut(pointer).and_then(Json::as_object_mut) else {
        debug_assert!(false, "the schema has no {pointer}");
        return;
    };
    let types = part.get("type").and_then(Json::as_array);
    let may_be_empty = types.is_some_and(|types| types.contains(&"null".into()));
    if values.get("type").is_some() {
        part.remove("type");
    }
    if may_be_empty {
        part.insert("anyOf".to_owned(), json!([values, {"type": "null"}]));
    } else if let Some(values) = values.as_object() {
        part.extend(values.clone());
    }
}

/// Parts that several places refer to.
pub(crate) fn definitions() -> serde_json::Map<String, Json> {
    let rules = || RULES.iter().map(|rule| rule.id);
    let readings = catalogue::readings().iter();
    let readings = readings.flat_map(|reading| {
        let values = reading.values.iter().map(|value| format!("{}={}", reading.id, value.id));
        std::iter::once(reading.id.clone()).chain(values)
    });
    let names: BTreeSet<&str> = methods::method_names().collect();
    let pattern = format!("^(.+\\.)?({})$", names.iter().copied().collect::<Vec<_>>().join("|"));
    let (mut bodies, mut labels) = (BTreeSet::new(), BTreeSet::new());
    for listed in listing::modules().unwrap_or_default() {
        for (_, body) in listed.bodies() {
            bodies.insert(body.full_name());
            labels.extend(listing::statements(body).into_iter().filter_map(|it| it.label));
        }
    }
    let parts = [
        ("Rule", one_of(rules())),
        ("AnyRule", one_of(std::iter::once("any").chain(rules()))),
        ("Reading", one_of(readings)),
        // In quotes, a blank before the heading is right too.
        (
            "Cite",
            json!({"anyOf": [one_of(all_places()), {"type": "string", "pattern": "^\\S+ #"}]}),
        ),
        // A completion needs the list, a check the pattern: an object may stand before the method.
        ("Method", json!({"anyOf": [{"enum": names}, {"type": "string", "pattern": pattern}]})),
        ("Body", offered(&bodies.into_iter().collect::<Vec<_>>())),
        ("Label", offered(&labels.into_iter().collect::<Vec<_>>())),
        ("Options", options()),
    ];
    parts.into_iter().map(|(name, part)| (name.to_owned(), part)).collect()
}

/// The options of a run with their values.
fn options() -> Json {
    let described = |spec: &OptionSpec| {
        let mut part = values(spec);
        if let (Some(text), Some(part)) = (catalogue::option(spec.key), part.as_object_mut()) {
            part.insert("description".to_owned(), text.text.get(Lang::En).into());
        }
        (spec.key.to_owned(), part)
    };
    let path = ("path".to_owned(), one_of(Scenario::all_paths()));
    let all: serde_json::Map<String, Json> =
        std::iter::once(path).chain(OPTIONS.iter().map(described)).collect();
    json!({"type": "object", "properties": all, "additionalProperties": false})
}

fn values(spec: &OptionSpec) -> Json {
    let several = |one: Json| json!({"anyOf": [one, {"type": "array", "items": one}]});
    match spec.key {
        "bug" => several(one_of(Scenario::bugs().into_iter().map(|(id, _)| id))),
        "reading" => {
            let all = catalogue::readings().iter().flat_map(|reading| {
                // A point that cannot be switched has its first value only.
                let most = if reading.switch { reading.values.len() } else { 1 };
                reading.values.iter().take(most).map(|it| format!("{}={}", reading.id, it.id))
            });
            several(one_of(all))
        }
        "answer" => {
            let of = |who: &str| ANSWERS.map(|answer| format!("{who}={answer}"));
            several(one_of(ANSWERING.iter().flat_map(|who| of(who))))
        }
        "transport" => several(json!({"type": "string", "pattern": "^[^=]+=.+$"})),
        "flag" => json!({"anyOf": [
            one_of(spec.values.iter().copied()),
            {"type": "integer", "minimum": 0},
            {"type": "string", "pattern": "^(0x[0-9A-Fa-f]+|[0-9]+)$"},
        ]}),
        _ if spec.values == ["no", "yes"] || spec.values == ["yes", "no"] => {
            json!({"enum": ["yes", "no", true, false]})
        }
        "policy" => json!({"enum": [0, 1, 2, "0", "1", "2"]}),
        _ if spec.values.is_empty() => json!({"type": "string"}),
        _ => one_of(spec.values.iter().copied()),
    }
}

/// What can come next: a lesson, a task of the workbench, or a run.
fn next() -> Json {
    let paths = Scenario::all_paths();
    let lessons = INDEX.iter().map(|entry| entry.id);
    let pattern = format!("^({}):.+$", paths.join("|"));
    let tasks = TASKS.iter().map(|(id, _)| format!("{PREFIX}{id}"));
    let names = lessons.chain(paths.iter().copied()).map(str::to_owned);
    json!({"anyOf": [
        {"enum": names.chain(tasks).collect::<Vec<_>>()},
        {"type": "string", "pattern": pattern},
    ]})
}

/// A name or a number.
fn text_or_number() -> Json {
    json!({"type": ["string", "integer"]})
}

fn flag_names() -> Vec<&'static str> {
    flags::flags_of(FlagSet::Logoff).map(|(name, _)| name).collect()
}

/// One of these words and nothing else.
pub(crate) fn one_of(words: impl IntoIterator<Item = impl Into<Json>>) -> Json {
    json!({"enum": words.into_iter().map(Into::into).collect::<Vec<Json>>()})
}

/// These words are known; others may be right too.
fn offered<T: Clone + Into<Json>>(words: &[T]) -> Json {
    json!({"anyOf": [one_of(words.iter().cloned()), {"type": "string"}]})
}
