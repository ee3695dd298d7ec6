//! A part of a bundled file that is read on demand: most runs need few bodies and few parts of
//! worlds, and each of them only once.
//!
//! It must not be used for user input unless it is read at once: otherwise its errors would go
//! unreported.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as DeError, Visitor};

use super::misfit::YamlError;
use super::typed::{LATER, of_bytes};

/// A value, or the bytes of its compact form.
#[derive(Clone, Debug)]
pub enum Later<'a, T> {
    /// A value that has been read or made.
    Value(T),
    /// A part that has not been read yet.
    Bytes(&'a [u8]),
}

impl<'a, T: Deserialize<'a> + Clone> Later<'a, T> {
    /// The value, which is read again each time.
    ///
    /// # Errors
    /// The bytes do not fit the type.
    pub fn read(&self) -> Result<T, YamlError> {
        match self {
            Later::Value(value) => Ok(value.clone()),
            Later::Bytes(bytes) => of_bytes(bytes),
        }
    }
}

impl<'de: 'a, 'a, T> Deserialize<'de> for Later<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes<T>(PhantomData<T>);
        impl<'de, T> Visitor<'de> for Bytes<T> {
            type Value = Later<'de, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value in its compact form")
            }
            fn visit_borrowed_bytes<E: DeError>(
                self,
                bytes: &'de [u8],
            ) -> Result<Later<'de, T>, E> {
                Ok(Later::Bytes(bytes))
            }
        }
        deserializer.deserialize_newtype_struct(LATER, Bytes::<T>(PhantomData))
    }
}
