//! The statements of a body as C++: the classes and names of a provider, MAPI's own from its
//! headers, nested blocks, flags by pointer.
//!
//! The statements are read by the parser that reads every body, so that each kind has its C++.
//! What C++ has nothing for (the objects below an object, whether one was freed) is a call of a
//! function with the model's name for it. It must not know whether a provider is right.

mod expression;
mod names;
mod piece;
mod printer;
mod reading;
mod skeleton;
mod statement;
mod text;
mod types;
mod variables;
mod writer;

use crate::scenario::listing::{self, BodyKind};
use printer::CppPiece;
pub use printer::{BodyLine, CppLine, CppPrinter};
use writer::CppWriter;

impl CppPrinter {
    /// A printer for the bodies of a provider of the model.
    pub fn new(provider: &str) -> Self {
        let mut printer = Self::default();
        let Ok(modules) = listing::modules() else { return printer };
        let mut next = Some(provider.to_owned());
        while let Some(name) = next.take() {
            let Some(listed) = modules.iter().find(|it| it.module.name == name) else { break };
            for (interface, fields) in &listed.module.objects {
                for (field, first) in fields {
                    let known = printer.fields.entry(field.clone()).or_default();
                    known.push((interface.clone(), first.clone()));
                }
            }
            for (_, body) in listed.bodies().filter(|(kind, _)| *kind == BodyKind::Piece) {
                let statements = listing::statements(body);
                let lines: Vec<BodyLine<'_>> = statements
                    .iter()
                    .map(|it| (u8::try_from(it.depth).unwrap_or(u8::MAX), it.text.as_str()))
                    .collect();
                if !printer.pieces.contains_key(&*body.name) {
                    printer.add_piece(&body.name, &lines);
                }
            }
            next.clone_from(&listed.module.extends);
        }
        printer
    }

    /// Takes a piece for the one that this name means from now on.
    pub fn add_piece(&mut self, name: &str, lines: &[BodyLine<'_>]) {
        let piece = CppPiece::new(self, lines);
        self.pieces.insert(name.to_owned(), piece);
    }

    /// A whole method or piece: its head, an opening brace, statements, a closing brace.
    pub fn body(&self, head: &str, lines: &[BodyLine<'_>]) -> Vec<CppLine> {
        CppWriter::new(self, head, lines).function()
    }

    /// One statement, wherever it may be put; a block below it is left out.
    pub fn statement(&self, text: &str) -> Vec<String> {
        let lines = CppWriter::alone(self, text).statements();
        lines.into_iter().map(|line| line.text).collect()
    }
}
