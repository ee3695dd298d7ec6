//! Ring 2: reads the assets (worlds, bodies, edits, readings) and what a user asks for, and builds a machine.
//!
//! It must not know a screen, and it decides nothing about MAPI: what it reads does.

pub mod catalogue;
pub mod compile;
pub mod expression;
pub mod lexer;
pub mod module;
pub mod names;
pub mod options;
pub mod statement;
pub mod yaml;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::sim::Machine;
pub use options::{OPTIONS, OptionSpec, RunOptions};

/// A checked run: the options that it was made from, and the machine.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What was asked for.
    pub options: RunOptions,
    /// The machine.
    pub machine: Arc<Machine>,
}

/// A body that replaces a bundled one, as a lesson has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// YAML text of a file of bodies.
    pub text: String,
    /// What complaints call it.
    pub file: String,
    /// Line of that file on which the text begins, from 1.
    pub line: u32,
}

impl Scenario {
    /// Builds the machine for what was asked; every problem is reported, not only the first.
    pub fn load(options: &RunOptions, replacements: &[Replacement]) -> Result<Self, Vec<Diagnostic>> {
        let _ = replacements;
        Err(vec![Diagnostic::error("no-world", "", None, format!("{options}: no world is there yet"))])
    }
}
