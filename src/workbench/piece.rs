//! What a statement inserts that begins with `do`: a piece of the provider, and the pieces in it.
//!
//! It must not know how it is shown.

use std::sync::Arc;

use super::layout::Layout;
use super::task::BuildTask;
use crate::scenario::listing;
use crate::scenario::module::{Module, RawBody};

/// The most pieces that are listed for one statement.
const MOST: usize = 12;

/// A piece that a statement inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsertedPiece {
    /// Its name.
    pub name: String,
    /// Its statements without annotations, each with the number of blocks around it.
    pub statements: Vec<(usize, String)>,
}

/// The name of the piece that a statement inserts.
pub fn inserts(statement: &str) -> Option<&str> {
    statement.strip_prefix("do ").map(str::trim)
}

/// The piece that a statement inserts, then those that are inserted in it, each once: as the task's
/// methods have them now, or else as the provider of the model does.
pub fn pieces(task: &BuildTask, layout: &Layout, statement: &str) -> Vec<InsertedPiece> {
    let modules = modules(&task.provider);
    let mut names: Vec<String> = inserts(statement).map(str::to_owned).into_iter().collect();
    let mut found: Vec<InsertedPiece> = Vec::new();
    while let Some(name) = names.get(found.len()).filter(|_| found.len() < MOST).cloned() {
        let statements = own(task, layout, &name).or_else(|| of_model(&modules, &name));
        let statements = statements.unwrap_or_default();
        for next in statements.iter().filter_map(|(_, text)| inserts(text)) {
            if !names.iter().any(|known| known == next) {
                names.push(next.to_owned());
            }
        }
        found.push(InsertedPiece { name, statements });
    }
    found
}

fn own(task: &BuildTask, layout: &Layout, name: &str) -> Option<Vec<(usize, String)>> {
    let at = task.methods.iter().position(|it| !it.is_method() && it.shown() == name)?;
    let lines = layout.0.get(at)?.iter();
    let shown = |statement: usize| task.statements[statement].shown().to_owned();
    Some(lines.map(|line| (usize::from(line.indent), shown(line.statement))).collect())
}

fn of_model(modules: &[Arc<Module>], name: &str) -> Option<Vec<(usize, String)>> {
    let statements = listing::statements(body(modules, name)?).into_iter();
    Some(statements.map(|it| (it.depth, it.text)).collect())
}

/// The provider's module, and those that it extends.
pub(super) fn modules(provider: &str) -> Vec<Arc<Module>> {
    let all = listing::modules().unwrap_or_default();
    let named = |name: &str| all.iter().find(|it| it.module.name == name);
    let first = named(provider).map(|it| Arc::clone(&it.module));
    let next = |module: &Arc<Module>| {
        let above = module.extends.as_deref().and_then(named);
        above.map(|it| Arc::clone(&it.module))
    };
    std::iter::successors(first, next).take(8).collect()
}

/// The body that a provider has under a name: its own, or the nearest that it inherits.
pub(super) fn body<'m>(modules: &'m [Arc<Module>], name: &str) -> Option<&'m RawBody> {
    let of = |module: &'m Arc<Module>| module.methods.iter().chain(&module.pieces);
    modules.iter().flat_map(of).find(|body| body.name == name || body.full_name() == name)
}
