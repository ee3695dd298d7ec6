//! The labelled statements of all bundled bodies, as their files have them: what a run reaches is
//! compared with this.

use std::collections::BTreeSet;

use mapi_teardown::scenario::assets::{BODIES, PROVIDERS, bundled};
use mapi_teardown::scenario::lexer::{annotations, copied};
use mapi_teardown::scenario::yaml::StatementLine;

/// A statement by its label: the body, script or piece that it is in, the label, and its line in
/// the file.
pub type Statement = (String, String, u32);

fn labelled(body: &str, lines: &[StatementLine], found: &mut BTreeSet<Statement>) {
    for line in lines {
        if let Some(label) = annotations(&line.text, copied).1.label {
            found.insert((body.to_owned(), label.into_owned(), line.place.line));
        }
        labelled(body, line.block.as_deref().unwrap_or(&[]), found);
    }
}

/// All of them.
pub fn all_labelled() -> BTreeSet<Statement> {
    let mut found = BTreeSet::new();
    for file in BODIES.iter().chain(PROVIDERS.iter().flat_map(|(_, files)| *files)) {
        let module = bundled(*file).expect("a bundled file");
        for body in module.methods.iter().chain(&module.pieces).chain(&module.scripts) {
            let name = if body.interface.is_empty() {
                body.name.to_string()
            } else {
                format!("{}::{}", body.interface, body.name)
            };
            labelled(&name, &body.lines.read().expect("statements").0, &mut found);
        }
    }
    found
}
