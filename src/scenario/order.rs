//! The order of a run as a word: `3.client-1+spooler+XP1:1` means three steps of client-1, one of
//! the spooler, and one of XP1 that takes its second alternative. After that, the run follows the
//! default order.
//!
//! It must not know who found an order, nor whether a step is possible.

use super::options::unknown;
use super::problem::refuse;
use crate::diagnostic::Diagnostic;
use crate::sim::{Choice, Machine, ThreadId};

/// The most steps in an order: more than any run by hand has, and few enough to fit in memory.
pub const LONGEST: usize = 1_000_000;

/// Parses an order; the empty word and `default` mean no order.
///
/// # Errors
/// A thread or an alternative that does not exist, or an order that is too long.
pub fn parse(word: &str, machine: &Machine) -> Result<Vec<Choice>, Diagnostic> {
    let mut order = Vec::new();
    for item in word.split('+').filter(|item| !item.is_empty() && *item != "default") {
        let (count, choice) = parse_item(item, machine)?;
        if order.len() + count > LONGEST {
            let said = [("most", &*LONGEST.to_string())];
            return Err(refuse("too-long", "order-too-long", &said));
        }
        order.resize(order.len() + count, choice);
    }
    Ok(order)
}

fn parse_item(item: &str, machine: &Machine) -> Result<(usize, Choice), Diagnostic> {
    let bad = |what: &str| refuse("bad-order", "bad-order", &[("given", &format!("{what:?}"))]);
    let (count, rest) = item.split_once('.').unwrap_or(("1", item));
    let (name, alternative) = rest.split_once(':').unwrap_or((rest, "0"));
    let count = count
        .parse::<usize>()
        .ok()
        .filter(|count| (1..=LONGEST).contains(count))
        .ok_or_else(|| bad(count))?;
    let alternative = alternative.parse().map_err(|_| bad(alternative))?;
    let state = machine.start();
    let names: Vec<&str> =
        threads(machine).map(|thread| machine.program().thread_name(state, thread)).collect();
    let thread =
        threads(machine).zip(&names).find(|(_, known)| **known == name).map(|(thread, _)| thread);
    let thread = thread.ok_or_else(|| unknown("thread", name, names.iter().copied()))?;
    Ok((count, Choice { thread, alternative }))
}

fn threads(machine: &Machine) -> impl Iterator<Item = ThreadId> {
    (0..machine.start().threads.len() as u8).map(ThreadId)
}

/// One step as a word.
pub fn step(choice: Choice, machine: &Machine) -> String {
    let name = machine.program().thread_name(machine.start(), choice.thread);
    match choice.alternative {
        0 => name.to_owned(),
        alternative => format!("{name}:{alternative}"),
    }
}

/// An order as a word that [`parse`] reads.
pub fn print(order: &[Choice], machine: &Machine) -> String {
    let groups = order.chunk_by(|left, right| left == right);
    let words = groups.map(|group| match group.len() {
        1 => step(group[0], machine),
        count => format!("{count}.{}", step(group[0], machine)),
    });
    words.collect::<Vec<_>>().join("+")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{RunOptions, Scenario};

    fn machine() -> std::sync::Arc<Machine> {
        Scenario::load(&RunOptions::path("store-logoff"), &[]).expect("is bundled").machine
    }

    #[test]
    fn an_order_is_read_and_printed_the_same() {
        let machine = machine();
        for word in ["", "client-1", "3.client-1+spooler+2.XP1:1+XP2"] {
            let order = parse(word, &machine).expect("is an order");
            assert_eq!(print(&order, &machine), word);
        }
        assert_eq!(parse("3.client-1+spooler", &machine).expect("is an order").len(), 4);
        assert_eq!(parse("default", &machine), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_order_is_refused_and_costs_nothing() {
        let machine = machine();
        for word in [
            "nobody",
            "0.client-1",
            "x.client-1",
            "client-1:x",
            "99999999999999999999.client-1",
            "client-1:99999",
        ] {
            assert!(parse(word, &machine).is_err(), "{word}");
        }
        assert!(parse("1000000.client-1+1000000.client-1", &machine).is_err());
        assert!(
            parse("cliemt-1", &machine)
                .expect_err("misspelt")
                .help
                .is_some_and(|help| help.contains("client-1"))
        );
    }
}
