//! Reads where a line puts a statement. It must not know whether it may go there.

use super::Session;
use crate::text::shown;
use crate::workbench::{BenchMove, PutTarget};

impl Session {
    /// Reads `2 in StoreLogoff after 1` and its shorter forms.
    pub(super) fn put(&self, rest: &[&str]) -> Result<BenchMove, String> {
        let not_understood = || {
            let arguments = [("command", "put".into())];
            self.words.with("build-not-understood", &arguments)
        };
        let number = rest.first().and_then(|word| word.parse().ok()).ok_or_else(not_understood)?;
        let (mut method, mut beside, mut is_first) = (None, None, false);
        let mut words = rest[1..].iter();
        while let Some(word) = words.next() {
            let mut next = || words.next().copied();
            let target = match word.to_lowercase().as_str() {
                "in" | "em" | "no" | "na" => {
                    method = Some(self.method(next().ok_or_else(not_understood)?)?);
                    continue;
                }
                "first" | "primeiro" | "primeira" => {
                    is_first = true;
                    continue;
                }
                "de" | "da" | "do" | "of" => continue,
                "after" | "depois" => PutTarget::After,
                "before" | "antes" => PutTarget::Before,
                "under" | "sob" => PutTarget::Under,
                _ => return Err(not_understood()),
            };
            let number = match next() {
                Some("de" | "da" | "do") => words.next().copied(),
                other => other,
            };
            beside =
                Some(target(number.and_then(|it| it.parse().ok()).ok_or_else(not_understood)?));
        }
        if let Some(target) = beside {
            return Ok(BenchMove::Put(number, target));
        }
        let only = (self.bench.task.methods.len() == 1).then_some(0);
        let method = method.or(only).ok_or_else(|| {
            self.words.with("build-which-method", &[("known", self.names().into())])
        })?;
        let target = if is_first { PutTarget::First(method) } else { PutTarget::Last(method) };
        Ok(BenchMove::Put(number, target))
    }

    fn method(&self, name: &str) -> Result<usize, String> {
        let is = |method: &str| method.eq_ignore_ascii_case(name);
        let found = self.bench.task.methods.iter().position(|method| {
            is(&method.name) || is(method.shown().split('(').next().unwrap_or_default())
        });
        found.ok_or_else(|| {
            let arguments = [("method", shown(name).into()), ("known", self.names().into())];
            self.words.with("build-no-method", &arguments)
        })
    }
}
