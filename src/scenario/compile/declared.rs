//! The variables that a block declares, found without compiling it.
//!
//! It must not know what the statements do.

use std::collections::BTreeSet;

use super::Compiler;
use super::CutLine;
use crate::scenario::expression::{LEDGER_FIELDS, constant};

impl Compiler<'_, '_> {
    /// Whether a variable that any of these statements declares has a name that stands for
    /// something else where it is not declared.
    pub(super) fn hides_names(&self, lines: &[CutLine]) -> bool {
        let (mut declared, mut seen) = (BTreeSet::new(), BTreeSet::new());
        self.declared(lines, &mut declared, &mut seen);
        let is_own = |name: &&str| {
            let field = self.context.names.find_field(name);
            field.is_some_and(|field| self.context.own_fields.contains(&field))
        };
        declared
            .iter()
            .any(|name| is_own(name) || LEDGER_FIELDS.contains(name) || constant(name).is_some())
    }

    /// Adds the names of all variables that these statements declare, and shared pieces in them;
    /// each piece is looked at once.
    fn declared<'l>(
        &'l self,
        lines: &'l [CutLine],
        found: &mut BTreeSet<&'l str>,
        seen: &mut BTreeSet<&'l str>,
    ) {
        for line in lines {
            let (head, rest) = line.text.split_once(' ').unwrap_or((&line.text, ""));
            match head {
                "let" | "on" => {
                    let names = rest.split('=').next().unwrap_or(rest);
                    found.extend(names.split(',').map(str::trim));
                }
                "each" => found.extend(rest.split_whitespace().next()),
                "do" if seen.insert(rest.trim()) => {
                    let piece = self.context.piece(rest.trim());
                    let inner = piece.and_then(|piece| piece.lines.cut().ok());
                    self.declared(inner.unwrap_or(&[]), found, seen);
                }
                _ => {}
            }
            self.declared(line.block.as_deref().unwrap_or(&[]), found, seen);
        }
    }
}
