//! A piece as a function: which variables of the body around it it needs. It must not print.

use std::collections::BTreeSet;

use super::printer::{BodyLine, CppPiece, CppPrinter};
use super::reading::CppReading;
use super::types::CppType;

/// What a function needs that does what a piece does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PieceNeeds {
    /// The object whose method runs.
    pub(super) this: Option<CppType>,
    /// Variables of the body around it.
    pub(super) variables: Vec<String>,
    /// Whether it can end the method that inserts it.
    pub(super) returns: bool,
}

impl CppPiece {
    pub(super) fn new(printer: &CppPrinter, lines: &[BodyLine<'_>]) -> Self {
        let reading = CppReading::of(printer, &[], lines);
        let mut piece = Self {
            own_fields: reading.own_fields(),
            is_about_this: reading.is_about_this(),
            returns: reading.returns(),
            inserts: reading.inserts(),
            ..Self::default()
        };
        for known in reading.variables.iter().filter(|known| !known.is_constant) {
            match known.assigned.is_empty() {
                true => piece.free.push(known.name.clone()),
                false => piece.set.push(known.name.clone()),
            }
        }
        piece
    }
}

impl CppPrinter {
    /// What a piece needs, with the pieces that it inserts; `None` if there is no such piece.
    pub(super) fn needs(&self, name: &str) -> Option<PieceNeeds> {
        let mut reached: Vec<&str> = vec![self.pieces.get_key_value(name)?.0];
        let mut at = 0;
        let (mut free, mut set, mut fields) = (Vec::new(), BTreeSet::new(), Vec::new());
        let (mut is_about_this, mut returns) = (false, false);
        while let Some(piece) = reached.get(at).and_then(|name| self.pieces.get(*name)) {
            at += 1;
            free.extend(piece.free.iter());
            set.extend(piece.set.iter());
            fields.extend(piece.own_fields.iter());
            is_about_this |= piece.is_about_this;
            returns |= piece.returns;
            for inner in &piece.inserts {
                let known = self.pieces.get_key_value(inner).map(|(name, _)| name.as_str());
                reached.extend(known.filter(|name| !reached.contains(name)));
            }
        }
        let mut needs = PieceNeeds { returns, ..PieceNeeds::default() };
        for name in free {
            if !set.contains(name) && !needs.variables.contains(name) {
                needs.variables.push(name.clone());
            }
        }
        if is_about_this || !fields.is_empty() {
            let has_all = |interface: &&str| {
                let has = |field: &&String| {
                    let known = self.fields.get(*field);
                    known.is_some_and(|known| known.iter().any(|(it, _)| it == interface))
                };
                !fields.is_empty() && fields.iter().all(has)
            };
            let mut interfaces = ["IMsgStore", "IMSLogon", "IMSProvider"].into_iter();
            let interface = interfaces.find(has_all);
            needs.this = Some(match interface {
                Some(interface) => CppType::object(interface),
                None => CppType::unknown(),
            });
        }
        Some(needs)
    }
}
