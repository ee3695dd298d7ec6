//! A part of a bundled file that is read when it is asked for: most runs need few bodies and few parts of worlds, and each of them once.
//!
//! It must not be used for what a user wrote unless somebody asks for it at once: its problems would stay unsaid.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as DeError, Visitor};

use super::typed::{LATER, Problem, of_bytes};

/// A value, or the bytes of its compact form.
#[derive(Clone, Debug)]
pub enum Later<T> {
    /// What was read or made.
    Value(T),
    /// What nobody read yet.
    Bytes(Box<[u8]>),
}

impl<T: DeserializeOwned + Clone> Later<T> {
    /// The value, read anew each time.
    pub fn read(&self) -> Result<T, Problem> {
        match self {
            Later::Value(value) => Ok(value.clone()),
            Later::Bytes(bytes) => of_bytes(bytes),
        }
    }
}

impl<'de, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes<T>(PhantomData<T>);
        impl<T> Visitor<'_> for Bytes<T> {
            type Value = Later<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value in its compact form")
            }
            fn visit_bytes<E: DeError>(self, bytes: &[u8]) -> Result<Later<T>, E> {
                Ok(Later::Bytes(bytes.into()))
            }
        }
        deserializer.deserialize_newtype_struct(LATER, Bytes(PhantomData))
    }
}
