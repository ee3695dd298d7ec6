//! The lines of a log as JSON has them: a header, then one object a record.
//!
//! What is not known is kept beside what is. It must not know what a record means.

use std::borrow::Cow;
use std::fmt;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The version of the format that this program reads.
pub const VERSION: u64 = 1;

/// The JSON Schema of a line, as text.
pub fn schema_text() -> String {
    let plain = RecursiveTransform(|schema: &mut Schema| {
        schema.remove("format");
    });
    let settings = SchemaSettings::draft2020_12().with_transform(plain);
    let schema = settings.into_generator().into_root_schema_for::<LogLine<'_>>();
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// A line of a log: its header, which is the first, or a record.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it is there for its schema: lines are read one by one")]
pub(super) enum LogLine<'a> {
    /// The first line.
    Header(HeaderShape),
    /// Every other line.
    Record(RecordShape<'a>),
}

/// The first line: who recorded, and what could be observed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct HeaderShape {
    /// The version of the format: 1.
    #[serde(rename = "teardown-log")]
    pub version: u64,
    /// Name and version of the recorder.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recorder: String,
    /// The program that was recorded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub program: String,
    /// What `time` counts, such as `ns`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clock: String,
    /// What the recorder could see. What is left out was not observed.
    #[serde(default)]
    pub observed: ObservedShape,
    /// Keys that this version does not know; they are kept.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// What the recorder could see, so that the absence of a record means something.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct ObservedShape {
    /// Interfaces of which every call is recorded, such as `IMsgStore`; `*` for all; `MAPI` for
    /// the functions of MAPI such as MAPIInitialize.
    pub calls: Vec<String>,
    /// Every AddRef and Release of these interfaces is recorded, with the count that it returned.
    pub counts: bool,
    /// Every return has its result.
    pub results: bool,
    /// Every call has its input flags, and every return its output flags.
    pub flags: bool,
    /// Every creation and every destruction of an object of these interfaces is recorded.
    pub objects: bool,
    /// The log begins before any object of these interfaces exists.
    pub from_start: bool,
    /// Keys that this version does not know; they are kept.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Any other line: a call, its return, what is known of an object, the end, or a note. All keys but
/// `record` may be missing; keys that are not listed are kept.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RecordShape<'a> {
    /// `call`, `return`, `object`, `end` or `note`.
    #[serde(borrow)]
    pub record: Cow<'a, str>,
    /// A number that grows from record to record; that of a call is the order in which calls begin.
    pub seq: Option<u64>,
    /// When, by the clock of the header.
    pub time: Option<f64>,
    /// The thread: a number or a name. `client-1`, `client-2`, `spooler` and `other-process` say
    /// whose it is.
    #[serde(borrow)]
    pub thread: Option<Scalar<'a>>,
    /// How many recorded calls of this thread it is nested in.
    pub depth: Option<u32>,
    /// The object: its address, or any other text or number that means the same object again.
    #[serde(borrow)]
    pub object: Option<Scalar<'a>>,
    /// Its interface, such as `IMsgStore`.
    #[serde(borrow)]
    pub interface: Option<Cow<'a, str>>,
    /// The method, of a call and its return.
    #[serde(borrow)]
    pub method: Option<Cow<'a, str>>,
    /// Of a call: its arguments by name, or in order.
    #[serde(borrow)]
    pub args: Option<Args<'a>>,
    /// Whose code calls, if no recorded call does: `client`, `mapi`, `spooler`, `provider`.
    #[serde(borrow)]
    pub caller: Option<Cow<'a, str>>,
    /// Of a return: the `seq` of its call. Without it a return belongs to the innermost open call
    /// of its thread with the same object and method.
    pub of: Option<u64>,
    /// Of a return: the HRESULT, by name or number.
    #[serde(borrow)]
    pub result: Option<Scalar<'a>>,
    /// Of a return of AddRef or Release: what it returned. Of an object: its count now.
    pub count: Option<i64>,
    /// Of a call: the input flags. Of a return: the output flags. By name or number.
    #[serde(borrow)]
    pub flags: Option<Scalar<'a>>,
    /// Of a return: the objects that it gives back, by the names of the parameters.
    #[serde(borrow)]
    pub gives: Option<Args<'a>>,
    /// Of an object: `created`, `destroyed` or `invalid`; without it, only the other keys hold.
    #[serde(borrow)]
    pub state: Option<Cow<'a, str>>,
    /// Of an object: the name to print.
    #[serde(borrow)]
    pub name: Option<Cow<'a, str>>,
    /// Of an object: what it hangs on in the tree of objects.
    #[serde(borrow)]
    pub parent: Option<Scalar<'a>>,
    /// Of the end: `exit` the process ends, `stopped` only the recording does, `crash`.
    #[serde(borrow)]
    pub how: Option<Cow<'a, str>>,
    /// Anything that a person should read.
    #[serde(borrow)]
    pub note: Option<Cow<'a, str>>,
}

impl RecordShape<'_> {
    /// Reads a line that has keys which are not known: those come apart.
    pub fn with_unknown(
        line: &str,
    ) -> Result<(RecordShape<'static>, Vec<String>), serde_json::Error> {
        let mut map: Map<String, Value> = serde_json::from_str(line)?;
        let mut unknown = Vec::new();
        loop {
            // Its borrowed texts end with `text`, so each try reads into owned ones.
            match RecordShape::deserialize(Value::Object(map.clone())) {
                Ok(record) => return Ok((record, unknown)),
                Err(error) => {
                    let name = unknown_key(&error).filter(|name| map.contains_key(name));
                    let Some(name) = name else { return Err(error) };
                    let value = map.remove(&name).unwrap_or_default();
                    unknown.push(format!("{name}={value}"));
                }
            }
        }
    }
}

/// The key that an error is about, if it is one about an unknown key.
pub(super) fn unknown_key(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    let rest = text.strip_prefix("unknown field `")?;
    rest.split_once("`, expected").map(|(name, _)| name.to_owned())
}

/// A number or a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// A whole number.
    Number(i64),
    /// A text, such as an address or a name.
    Text(Cow<'a, str>),
}

impl Scalar<'_> {
    /// The same as text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Scalar::Number(number) => Cow::Owned(number.to_string()),
            Scalar::Text(text) => Cow::Borrowed(text),
        }
    }

    fn owned(self) -> Scalar<'static> {
        match self {
            Scalar::Number(number) => Scalar::Number(number),
            Scalar::Text(text) => Scalar::Text(Cow::Owned(text.into_owned())),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(OneValue)
    }
}

impl JsonSchema for Scalar<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number or a text; a text such as 0x1F is a number in hexadecimal.",
            "type": ["integer", "string"]
        })
    }
}

struct OneValue;

impl<'de> Visitor<'de> for OneValue {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number or a text")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Scalar<'de>, E> {
        // An address may have all 64 bits: as text it stays what it is.
        Ok(i64::try_from(number)
            .map_or_else(|_| Scalar::Text(Cow::Owned(number.to_string())), Scalar::Number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Owned(text)))
    }
}

/// Arguments, each with its name if it has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Args<'a>(pub Vec<(Option<Cow<'a, str>>, Scalar<'a>)>);

/// Most arguments of a call: no method has so many.
const MOST_ARGS: usize = 64;

impl<'de: 'a, 'a> Deserialize<'de> for Args<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ManyValues)
    }
}

impl JsonSchema for Args<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Args".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Scalar<'_>>();
        json_schema!({
            "description": "Values by the names of the parameters, or in their order.",
            "anyOf": [
                {"type": "object", "additionalProperties": one.clone()},
                {"type": "array", "items": one}
            ]
        })
    }
}

struct ManyValues;

impl<'de> Visitor<'de> for ManyValues {
    type Value = Args<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object or an array of at most {MOST_ARGS} numbers and texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Args<'de>, A::Error> {
        let mut all = Vec::new();
        while let Some(name) = from.next_key::<Scalar<'de>>()? {
            let value: Option<Scalar<'de>> = from.next_value()?;
            let name = match name {
                Scalar::Text(name) => name,
                Scalar::Number(number) => Cow::Owned(number.to_string()),
            };
            push(&mut all, Some(name), value)?;
        }
        Ok(Args(all))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Args<'de>, A::Error> {
        let mut all = Vec::new();
        while let Some(value) = from.next_element::<Option<Scalar<'de>>>()? {
            push(&mut all, None, value)?;
        }
        Ok(Args(all))
    }
}

fn push<'de, E: Error>(
    all: &mut Vec<(Option<Cow<'de, str>>, Scalar<'de>)>,
    name: Option<Cow<'de, str>>,
    value: Option<Scalar<'de>>,
) -> Result<(), E> {
    if all.len() == MOST_ARGS {
        return Err(E::custom(format!("more than {MOST_ARGS} arguments")));
    }
    all.push((name, value.unwrap_or(Scalar::Number(0))));
    Ok(())
}

impl Args<'_> {
    /// The same with texts of its own.
    pub fn owned(self) -> Args<'static> {
        let own = |(name, value): (Option<Cow<'_, str>>, Scalar<'_>)| {
            (name.map(|name| Cow::Owned(name.into_owned())), value.owned())
        };
        Args(self.0.into_iter().map(own).collect())
    }
}
