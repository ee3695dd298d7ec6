//! Ring 2: reads the bundled data and makes a checked scenario of it.

pub mod catalogue;
