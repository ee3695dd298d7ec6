//! A part of a bundled file that is read when it is first asked for: most runs need few bodies and few parts of worlds.
//!
//! It must not be used for what a user wrote unless somebody asks for it at once: its problems would stay unsaid.

use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as DeError, Visitor};

use super::typed::{LATER, Problem, of_bytes};

/// A value, or the bytes of its compact form.
#[derive(Clone, Debug)]
pub struct Later<T> {
    bytes: Box<[u8]>,
    read: OnceLock<T>,
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { bytes: Box::default(), read: OnceLock::from(value) }
    }
}

impl<T: DeserializeOwned> Later<T> {
    /// The value; the first call reads it.
    pub fn get(&self) -> Result<&T, Problem> {
        if let Some(value) = self.read.get() {
            return Ok(value);
        }
        let value = of_bytes(&self.bytes)?;
        Ok(self.read.get_or_init(|| value))
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
                Ok(Later { bytes: bytes.into(), read: OnceLock::new() })
            }
        }
        deserializer.deserialize_newtype_struct(LATER, Bytes(PhantomData))
    }
}
