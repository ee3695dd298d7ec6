//! The parts of a line other than plain texts and numbers: names, the machine's values, and flags.
//! All are written straight from the run, without copying.
//!
//! It must not know the lines.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::mapi::{FlagSet, flags::flags_of};
use crate::sim::ledgers::{Ledgers, Name};
use crate::sim::{Program, State, Value};

/// A name; if several things have the same name, with a number from the second one on: `R4`,
/// `R4#2`.
pub(super) struct Named<'a>(pub(super) Name<'a>);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0.nth {
            0 | 1 => to.serialize_str(self.0.base),
            _ => to.collect_str(&self.0),
        }
    }
}

/// A number as a hexadecimal string of at least `WIDTH` digits.
pub(super) struct Hex<const WIDTH: usize>(pub(super) u32);

impl<const WIDTH: usize> fmt::Display for Hex<WIDTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{:0WIDTH$X}", self.0)
    }
}

impl<const WIDTH: usize> Serialize for Hex<WIDTH> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// The names of the bits that are set, lowest first; unnamed bits follow as one number.
pub(super) struct Flags(pub(super) FlagSet, pub(super) u32);

impl Serialize for Flags {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Flags(set, word) = *self;
        let named = || flags_of(set).filter(move |(_, bit)| word & bit != 0);
        let rest = named().fold(word, |rest, (_, bit)| rest & !bit);
        let rest = (rest != 0).then(|| Cow::Owned(Hex::<1>(rest).to_string()));
        to.collect_seq(named().map(|(name, _)| Cow::Borrowed(name)).chain(rest))
    }
}

/// A value in the machine: a number, a truth value, a list; anything else by its name.
pub(super) struct Shown<'a> {
    pub(super) program: &'a Program,
    pub(super) state: &'a State,
    pub(super) value: &'a Value,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Shown { program, state, .. } = *self;
        match self.value {
            Value::Null => to.serialize_none(),
            Value::Bool(yes) => to.serialize_bool(*yes),
            Value::Number(number) => to.serialize_i64(*number),
            Value::List(items) => {
                to.collect_seq(items.iter().map(|value| Shown { program, state, value }))
            }
            Value::Object(object) => {
                Named(Ledgers::of(program, state).object_name(*object)).serialize(to)
            }
            named => to.serialize_str(&program.value_text(state, named)),
        }
    }
}

impl JsonSchema for Named<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Name".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string"})
    }
}

impl<const WIDTH: usize> JsonSchema for Hex<WIDTH> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Hex{WIDTH}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": format!("^0x[0-9A-F]{{{WIDTH},}}$")})
    }
}

impl JsonSchema for Flags {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Flags".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<String>::json_schema(generator)
    }
}

impl JsonSchema for Shown<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A value of the machine: a name, a number, yes or no, a list.",
            "type": ["null", "boolean", "integer", "string", "array"],
            "items": generator.subschema_for::<Self>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(it: &impl Serialize) -> String {
        serde_json::to_string(it).expect("is written")
    }

    #[test]
    fn numbers_of_flags_are_in_capitals_and_as_wide_as_their_kind() {
        assert_eq!(json(&Hex::<1>(0)), r#""0x0""#);
        assert_eq!(json(&Hex::<8>(0x11_00AB)), r#""0x001100AB""#);
    }

    #[test]
    fn bits_without_a_name_are_not_lost() {
        assert_eq!(json(&Flags(FlagSet::Logoff, 0x22)), r#"["LOGOFF_ORDERLY","0x20"]"#);
        assert_eq!(json(&Flags(FlagSet::Logoff, 0)), "[]");
    }

    #[test]
    fn only_the_second_of_a_name_is_numbered() {
        let named = |nth| json(&Named(Name { base: "R4", nth }));
        assert_eq!([named(0), named(1), named(2)], [r#""R4""#, r#""R4""#, r#""R4#2""#]);
    }
}
